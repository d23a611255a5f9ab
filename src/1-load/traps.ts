import type { Diagnostic, Fix, SourceFile, Span } from "../diagnostics/diagnostic.ts";
import { diagnostic } from "./diagnostics.ts";
import type { YamlNode } from "./tree.ts";

/** Texts that YAML reads as something else without an error: what they look like, and the quotes that mend them. */

/** The text in quotes, so that YAML reads it as it stands. Single quotes unless it holds some and no `"` or `\`. */
export function quoted(text: string): string {
  return text.includes("'") && !/["\\]/.test(text) ? `"${text}"` : `'${text.replaceAll("'", "''")}'`;
}

export function quoteFix(span: Span): Fix {
  const text = quoted(span.file.text.slice(span.start, span.end));
  return {
    title: text.length > 60 || text.includes("\n") ? "put it in quotes" : `write \`${text}\``,
    edits: [{ span, text }],
  };
}

/** `job="a"`, as in a selector. */
export function isMatcher(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_.]*\s*(?:=~|!~|!=|=)/.test(text);
}

/** `key: #payments` on one line, with nothing else: null to YAML. A comment has a blank after its `#`. */
export function valueCutByComment(source: SourceFile, key: string, after: number): Diagnostic | undefined {
  const match = /^[ \t]+(#[^\s#!][^\r\n]*)/.exec(source.text.slice(after, after + 400));
  if (match === null) return undefined;
  const comment = match[1]!.trimEnd();
  const start = after + match[0].length - match[1]!.length;
  const span = { file: source, start, end: start + comment.length };
  return diagnostic("value-is-comment", { key, comment: shorten(comment) }, span, {
    help: "put the text in quotes; for a comment, write a blank after `#`",
    fix: quoteFix(span),
  });
}

/** `{ description: basket, to order }`. */
export function textCutByComma(source: SourceFile, start: number, end: number, entry: string): Diagnostic {
  const span = { file: source, start, end };
  return diagnostic(
    "entry-without-value",
    { entry: shorten(entry), cause: ": a comma ends a text inside `{ }`" },
    span,
    {
      help: "put the whole text in quotes",
      fix: quoteFix(span),
    },
  );
}

/** `{ page }` or `{ page:1 }`. */
export function entryWithoutValue(source: SourceFile, key: YamlNode): Diagnostic {
  const span = { file: source, start: key.start, end: key.end };
  const entry = source.text.slice(key.start, key.end);
  const colon = /^[\w.-]+:(?=\S)/.exec(entry);
  if (colon !== null) return missingSpace(source, key.start + colon[0].length);
  const help = isMatcher(entry)
    ? "a map is written `{ job: checkout }`, with `: ` for `=`"
    : `write \`${shorten(entry)}: …\`, or a list in \`[ ]\``;
  return diagnostic("entry-without-value", { entry: shorten(entry), cause: "" }, span, { help });
}

/** `objective:99%`; `at` is the offset after the colon. */
export function missingSpace(source: SourceFile, at: number): Diagnostic {
  return diagnostic(
    "missing-space",
    {},
    { file: source, start: at - 1, end: at },
    {
      help: "YAML takes `key:value` for one word",
      fix: { title: "put a space after `:`", edits: [{ span: { file: source, start: at, end: at }, text: " " }] },
    },
  );
}

export function unquoted(
  code: "unquoted-selector" | "unquoted-template",
  source: SourceFile,
  start: number,
  end: number,
): Diagnostic {
  const span = { file: source, start, end };
  const reason = code === "unquoted-selector" ? "YAML reads `{ }` as a map" : "YAML reads `{{` as a map in a map";
  return diagnostic(code, {}, span, { help: `${reason}; put the whole text in quotes`, fix: quoteFix(span) });
}

export function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
