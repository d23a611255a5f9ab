import type { Diagnostic, Outcome, SourceFile } from "../diagnostics/diagnostic.ts";
import { decode } from "./bytes.ts";
import type { Document } from "./document.ts";
import { type Explained, explainSyntax, type SyntaxFailure } from "./syntax.ts";
import { documentOf, readEvents } from "./yaml.ts";

/** More mistakes than this in one file are one mistake: a file that is no YAML. */
const mostErrors = 20;
/** Characters that may be read again in all, so that a large hostile file stays cheap. The second reader is slower, and its reading counts more. */
const rereadLimit = 4 * 1024 * 1024;
const secondReaderCost = 40;

/**
 * As `loadYaml`, and every syntax error is listed. A second reader, `yaml`, is loaded only when a file has one.
 *
 * @param path POSIX path to show, relative to the workspace root
 */
export async function loadYamlFully(path: string, bytes: Uint8Array): Promise<Outcome<Document>> {
  const { value: source, diagnostics } = decode(path, bytes);
  if (source === undefined) return { diagnostics };
  const read = readEvents(source.text);
  if ("events" in read) return documentOf(source, read.events);
  return { diagnostics: await listSyntaxErrors(source, read.failure) };
}

/** Each mistake is explained, blanked out and the text read again, so that one does not hide or echo in another. */
async function listSyntaxErrors(source: SourceFile, first: SyntaxFailure): Promise<Diagnostic[]> {
  const { firstYamlError } = await import("./second-reader.ts");
  const found: Diagnostic[] = [];
  const lines = new Set<number>();
  let { text } = source;
  let failure: SyntaxFailure | undefined = first;
  let budget = rereadLimit;
  while (failure !== undefined && found.length < mostErrors && budget > 0) {
    let explained: Explained = explainSyntax(source, text, failure);
    if (!explained.known && budget > secondReaderCost * text.length) {
      budget -= secondReaderCost * text.length;
      const second = firstYamlError(text);
      const other = second === undefined ? undefined : explainSyntax(source, text, second);
      if (other?.known === true) explained = other;
    }
    const line = source.text.lastIndexOf("\n", explained.diagnostic.span.start - 1);
    // The same line again: blanking did not help, and what follows would be echoes.
    if (lines.has(line)) break;
    lines.add(line);
    const { code } = explained.diagnostic;
    // Where a line with a tab is left out, its neighbours may not line up any more.
    const echo = code === "load/bad-indentation" && found.some((one) => one.code === "load/tab-indentation");
    if (!echo) found.push(explained.diagnostic);
    if (explained.blank.length === 0) break;
    text = blanked(text, explained.blank);
    budget -= text.length;
    const read = readEvents(text);
    failure = "failure" in read ? read.failure : undefined;
  }
  return found;
}

function blanked(text: string, ranges: Explained["blank"]): string {
  let result = text;
  for (const { start, end, by } of ranges) {
    const kept = result.slice(start, end).replace(/[^\r\n]/g, (_, at: number) => (by === "#" && at > 0 ? "x" : by));
    result = result.slice(0, start) + kept + result.slice(end);
  }
  return result;
}
