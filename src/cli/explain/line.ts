import { linesOf } from "../../diagnostics/position.ts";
import type { Span } from "../../diagnostics/diagnostic.ts";
import { absolutePath, parentOf, relativeWithin } from "../../host/paths.ts";
import type { LineOrigin } from "../../5-emit/artifact.ts";
import type { Context } from "../context.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";
import { compileAround, type Explained, filesOf, type Generated, isGenerated, shownPath } from "./find.ts";
import { lineAt, originInWords } from "./origins.ts";

/** A line of a generated file: which place of a spec it comes from. A line of a spec: which lines are made from it. */
export async function explainLine(
  context: Context,
  typed: string,
  line: number,
  environments: readonly string[] | undefined,
): Promise<ExitStatus> {
  const path = absolutePath(context.folder, typed);
  const explained = await compileAround(context, parentOf(path), environments, () => true);
  return isGenerated(explained, path)
    ? explainGenerated(context, explained, path, line)
    : explainSpec(context, explained, path, line);
}

function explainGenerated(context: Context, explained: Explained, path: string, line: number): ExitStatus {
  const file = filesOf(explained).find((generated) => generated.path === path);
  const shown = shownPath(context, path);
  if (file === undefined)
    throw new CannotRun(`no spec makes \`${shown}\``, "`tocsin generate --list` prints what is made");
  const text = Buffer.from(context.io.host.readFile(path)).toString("utf8").replaceAll("\r\n", "\n");
  if (text !== file.text)
    context.warn(`note: ${shown} is not what the specs give now; lines may have moved (\`tocsin generate --check\`)`);
  const lines = linesOf(text);
  if (line < 1 || line > lines.count) throw new CannotRun(`\`${shown}\` has ${lines.count} lines`);
  const range = lines.rangeOf(line);
  const chain = chainAt(file, line);
  const { show } = explained.selection;
  const rows = chain.map(({ what, origin, first, last }) => ({
    what,
    lines: [first, last] as const,
    from: originInWords(origin, show),
    source: lineAt(origin.span),
  }));
  if (context.options.json === true) {
    context.out(
      `${JSON.stringify({ formatVersion: 1, file: shown, line, text: text.slice(range.start, range.end), origins: rows }, undefined, 2)}\n`,
    );
    return exitStatus.ok;
  }
  const { bold, dim } = context.colors;
  const told = rows.map(
    ({ what, from, source }) =>
      `  ${what}\n    from ${from}\n${source.text.trim() === "" ? "" : dim(`    ${source.line} | ${source.text.trim()}\n`)}`,
  );
  context.out(`${bold(`${shown}:${line}`)}  ${text.slice(range.start, range.end).trim()}\n\n${told.join("\n")}`);
  return exitStatus.ok;
}

/** What a line is part of, the nearest first; a part from the same place as a nearer one says nothing new. */
function chainAt({ lines }: Generated, line: number): readonly LineOrigin[] {
  return lines.filter(({ first, last }) => first <= line && line <= last).toReversed();
}

function explainSpec(context: Context, explained: Explained, path: string, line: number): ExitStatus {
  const { root } = explained.selection.project;
  const own = relativeWithin(root, path);
  const document = explained.selection.project.documents.find(({ source }) => source.path === own);
  const shown = shownPath(context, path);
  if (document === undefined)
    throw new CannotRun(`\`${shown}\` is neither a spec nor a generated file of this workspace`);
  const lines = linesOf(document.source.text);
  if (line < 1 || line > lines.count) throw new CannotRun(`\`${shown}\` has ${lines.count} lines`);
  const { start, end } = lines.rangeOf(line);
  const isFrom = ({ file, start: first, end: last }: Span) =>
    file.path === document.source.path && startsWithin(first, last, start, end);
  const made = filesOf(explained).flatMap((file) =>
    file.lines
      .filter(({ origin }) => isFrom(origin.span))
      .map(({ first, last, what }) => ({ file: shownPath(context, file.path), first, last, what })),
  );
  if (context.options.json === true) {
    context.out(
      `${JSON.stringify({ formatVersion: 1, file: shown, line, text: document.source.text.slice(start, end), made }, undefined, 2)}\n`,
    );
    return exitStatus.ok;
  }
  const rows = made.map(
    ({ file, first, last, what }) => `  ${file}:${first === last ? first : `${first}-${last}`}  ${what}\n`,
  );
  const none = "  nothing is made from this line alone; `tocsin explain SERVICE#path` says what a value does\n";
  context.out(
    `${context.colors.bold(`${shown}:${line}`)}  ${document.source.text.slice(start, end).trim()}\n\n${rows.join("") || none}`,
  );
  return exitStatus.ok;
}

/** Whether something that begins on the line, or lies in it, is meant; what merely runs over it is not. */
function startsWithin(first: number, last: number, start: number, end: number): boolean {
  return first >= start && first <= end && last >= first;
}
