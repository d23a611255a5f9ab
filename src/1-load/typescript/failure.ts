/** Why a spec could not be run, told at the line of the project that did it. */
import type { Diagnostic, Span } from "../../diagnostics/diagnostic.ts";
import { diagnostic } from "../diagnostics.ts";
import type { Module, ModuleGraph } from "./modules.ts";
import type { Failure } from "./run.ts";

export function explainFailure(failure: Failure, graph: ModuleGraph, entry: Module, otherwise: Span): Diagnostic {
  const span = placeOf(failure, graph) ?? otherwise;
  const message = oneLine(failure.message);
  switch (failure.code) {
    case "ERR_ACCESS_DENIED":
      return diagnostic("typescript-denied", { what: deniedAction(failure) }, span, {
        help: "a spec may read files of its workspace and nothing else; `policy.typescript: any` in tocsin.yaml lifts that for reading",
      });
    case "ERR_MODULE_NOT_FOUND":
    case "MODULE_NOT_FOUND": {
      const asked = graph.modules.flatMap(({ specifiers }) => specifiers).find(({ text }) => names(message, text));
      if (asked === undefined) break;
      const help = "install it in the workspace; a spec that needs no package loads faster and everywhere";
      const args = { name: `\`${asked.text}\``, reason: "it is not installed here" };
      return diagnostic("typescript-import", args, asked.span, { help });
    }
    case "TOCSIN_EXIT":
      return diagnostic("typescript-stopped", { why: message }, span, {
        help: "throw an error that says what is wrong; a spec is data",
      });
  }
  const help =
    entry.specifiers.some(({ text }) => text === "tocsin") && /does not provide an export/.test(message)
      ? "`tocsin` gives specs `service`, `kit`, `workspace` and the units; docs/typescript.md lists them"
      : "mend it, or run the file with Node to look into it";
  return diagnostic("typescript-threw", { message }, span, { help });
}

function names(message: string, specifier: string): boolean {
  return message.includes(`'${specifier}'`) || message.includes(`"${specifier}"`);
}

export function deniedAction({ permission, resource }: Failure): string {
  switch (permission) {
    case "FileSystemRead":
      return resource === undefined ? "read files outside the workspace" : `read \`${oneLine(resource)}\``;
    case "FileSystemWrite":
      return resource === undefined ? "write files" : `write \`${oneLine(resource)}\``;
    case "ChildProcess":
      return "start programs";
    case "WorkerThreads":
      return "start threads";
    default:
      return "do this";
  }
}

/** On one line, with nothing that a terminal would obey. */
export function oneLine(text: string, most = 200): string {
  const line = text
    .replace(/[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+/g, " ")
    .trim()
    .replace(/\.$/, "");
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** With nothing that a terminal would obey but the ends of lines. */
export function plainLines(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+/g, " ");
}

/**
 * The innermost call that stands in a file of the project. Of the stack only the line is taken: where jiti has changed the text the column is not the file's,
 * and a finding is the same on every Node version.
 */
export function placeOf({ frames }: Failure, { modules }: ModuleGraph): Span | undefined {
  for (const { path, line } of frames) {
    const module = modules.find((one) => one.path === path || realPathsEqual(one, path));
    if (module !== undefined) return onLine(module, line);
  }
  return undefined;
}

/** A workspace may be reached by a link: then the process names the real file. */
function realPathsEqual({ source }: Module, path: string): boolean {
  return path.endsWith(`/${source.path}`);
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** What on a line is most likely to have thrown: a `throw`, else the outermost call or `new` that starts there, else all of the line. */
function onLine({ source, program }: Module, line: number): Span {
  const { text } = source;
  let start = 0;
  for (let at = 1; at < line; at++) {
    const feed = text.indexOf("\n", start);
    if (feed === -1) break;
    start = feed + 1;
  }
  const feed = text.indexOf("\n", start);
  const end = feed === -1 ? text.length : feed;
  const rank = { ThrowStatement: 0, NewExpression: 1, CallExpression: 1 } as Readonly<Record<string, number>>;
  let best: Node | undefined;
  const pending: unknown[] = [program];
  while (pending.length > 0) {
    const node = pending.pop();
    if (typeof node !== "object" || node === null) continue;
    const { type, start: from, end: to } = node as Partial<Node>;
    if (from !== undefined && to !== undefined && (to < start || from > end)) continue;
    if (type !== undefined && from !== undefined && to !== undefined && Object.hasOwn(rank, type)) {
      const better =
        best === undefined || rank[type]! < rank[best.type]! || (rank[type] === rank[best.type] && from < best.start);
      if (from >= start && from < end && better) best = { type, start: from, end: to };
    }
    for (const child of Object.values(node)) if (typeof child === "object") pending.push(child);
  }
  const lineText = text.slice(start, end);
  const first = start + (lineText.length - lineText.trimStart().length);
  const place = best ?? { start: first, end: start + lineText.trimEnd().length };
  return { file: source, start: place.start, end: Math.min(place.end, Math.max(end, place.start)) };
}
