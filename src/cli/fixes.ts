import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type Mended, mend, type Reading } from "../diagnostics/mend.ts";
import { linesOf } from "../diagnostics/position.ts";
import { resolvePath } from "../host/paths.ts";
import type { Context } from "./context.ts";
import type { Selection } from "./project.ts";
import { isRewritable, type Rewrite } from "./rewrite.ts";
import { counted } from "./table.ts";

/** What was found in the files of a selection. */
export interface Checked extends Selection, Reading {}

/** Applies the certain fixes of what was found, in memory. Files that cannot be rewritten, links and built-in kits, are left out. */
export async function mendSelection(
  context: Context,
  first: Checked,
  compile: (selection: Selection) => Checked,
): Promise<Mended<Checked>> {
  const { root } = first.project;
  const known = new Map<string, boolean>();
  const isOurs = (path: string): boolean => {
    const answer =
      known.get(path) ?? (first.input !== undefined ? !path.startsWith("<") : isRewritable(context, root, path));
    known.set(path, answer);
    return answer;
  };
  const mayMend = ({ fix }: Diagnostic) => (fix?.edits ?? []).every(({ span }) => isOurs(span.file.path));
  return mend(first, async (texts) => compile(await first.reopen(texts)), mayMend);
}

export function rewritesOf({ reading, texts }: Mended<Checked>): readonly Rewrite[] {
  const { project, show } = reading;
  return [...texts].map(([path, text]) => ({ path: resolvePath(project.root, path), shown: show(path), ...text }));
}

/** Each fix with its place, and how many there are, on standard error. */
export function tellMended({ say }: Context, { reading, applied, texts }: Mended<Checked>, isDryRun: boolean): void {
  tellFixes(say, applied, reading.show);
  if (applied.length === 0) say("nothing to mend for certain");
  else
    say(
      `${counted(applied.length, "finding")} ${isDryRun ? "would be mended" : "mended"} in ${counted(texts.size, "file")}`,
    );
}

/** A line for each fix: its place, what it does, the code of its finding. */
export function tellFixes(
  say: Context["say"],
  applied: readonly Diagnostic[],
  show: (path: string) => string = (path) => path,
): void {
  for (const { code, span, fix } of applied) {
    const { line, column } = linesOf(span.file.text).positionOf(span.start);
    say(`${show(span.file.path)}:${line}:${column}: ${fix?.title ?? ""} (${code})`);
  }
}
