import type { Diagnostic, Fix, SourceFile, Span } from "../diagnostics/diagnostic.ts";
import { diagnostic } from "./diagnostics.ts";
import { closingQuote } from "./lines.ts";
import { type Entry, isPlain, type ScalarNode, textNode, type YamlNode } from "./nodes.ts";

/** Texts that YAML reads as something else without an error: what they look like, and the quotes that mend them. */

export type QuotedCode = "unquoted-selector" | "unquoted-template";

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

/** Two entries of one key that stand on lines of their own and are the same, letter by letter: one of the lines is enough. */
export function sameLineTwice(source: SourceFile, first: Entry, second: Entry): Fix | undefined {
  const { text } = source;
  const [one, other] = [first, second].map(({ key, value }) => {
    const start = text.lastIndexOf("\n", key.start - 1) + 1;
    const feed = text.indexOf("\n", value.end);
    const end = feed === -1 ? text.length : feed + 1;
    const isAlone = text.slice(start, key.start).trim() === "" && text.slice(value.end, end).trim() === "";
    const written = text.slice(key.start, value.end);
    return { start, end, written: isAlone && !written.includes("\n") ? written : undefined };
  });
  if (one?.written === undefined || one.written !== other?.written) return undefined;
  const span = { file: source, start: other.start, end: other.end };
  return { title: "delete the second line", edits: [{ span, text: "" }] };
}

/** What an entry without a value was meant to be. */
export type BareEntry =
  /** The whole map is a text. */
  | { readonly kind: "text"; readonly code: QuotedCode }
  /** An entry that is written in another way. */
  | { readonly kind: "entry"; readonly name: string; readonly value: ScalarNode; readonly diagnostic: Diagnostic }
  /** The rest of the text before it, which a comma cut off. */
  | { readonly kind: "rest"; readonly start: number; readonly end: number }
  | { readonly kind: "nothing"; readonly diagnostic: Diagnostic };

/** Keys whose value is a map of labels: what looks like a matcher below them is an entry with `=` for `: `. */
const mapsOfLabels: ReadonlySet<string> = new Set(["match", "labels", "selector", "where", "tags", "dimensions"]);

interface Surroundings {
  readonly name: string;
  /** The key of the map. */
  readonly above: string | undefined;
  /** The entry before it in the map. */
  readonly before: Entry | undefined;
}

export function bareEntry(source: SourceFile, key: YamlNode, { name, above, before }: Surroundings): BareEntry {
  const { text } = source;
  const span = { file: source, start: key.start, end: key.end };
  const bare = (help: string, fix?: Fix): Diagnostic =>
    diagnostic("entry-without-value", { entry: shorten(name), cause: "" }, span, { help, ...(fix && { fix }) });
  const colon = isPlain(key) ? /^[A-Za-z][\w.-]*:(?=\S)/.exec(name) : null;
  if (colon !== null) {
    const at = key.start + colon[0].length;
    return {
      kind: "entry",
      name: colon[0].slice(0, -1),
      value: textNode(text, at, key.end),
      diagnostic: missingSpace(source, at),
    };
  }
  if (isMatcher(name)) {
    if (!mapsOfLabels.has(above ?? "")) return { kind: "text", code: "unquoted-selector" };
    const equal = /^([A-Za-z_][\w.]*)\s*=\s*"([^"\\]*)"$/.exec(text.slice(key.start, key.end));
    const help = "a map of labels is written `{ job: checkout }`, with `: ` for `=`";
    if (equal === null) return { kind: "nothing", diagnostic: bare(help) };
    const [, label = "", value = ""] = equal;
    const mended = `${label}: "${value}"`;
    const end = key.end - 1;
    const found = bare(help, { title: `write \`${mended}\``, edits: [{ span, text: mended }] });
    return { kind: "entry", name: label, value: textNode(text, end - value.length, end), diagnostic: found };
  }
  // `{ availability 99% }`: a word and a value that no text goes on with.
  const glued = isPlain(key) ? /^([A-Za-z][\w-]*)(\s*=\s*|[ \t]+)(?=\d\S*$)/.exec(name) : null;
  if (glued !== null && text.slice(key.start, key.end) === name) {
    const [whole, word = "", blank = ""] = glued;
    const at = { file: source, start: key.start + word.length, end: key.start + word.length + blank.length };
    const title = `write \`${word}: ${shorten(name.slice(whole.length))}\``;
    const found = bare(title, { title, edits: [{ span: at, text: ": " }] });
    return { kind: "entry", name: word, value: textNode(text, key.start + whole.length, key.end), diagnostic: found };
  }
  const cut = before?.value;
  if (cut !== undefined && isPlain(cut) && isPlain(key) && !text.slice(cut.end, key.end).includes("\n")) {
    return { kind: "rest", start: cut.start, end: key.end };
  }
  return { kind: "nothing", diagnostic: bare(`write \`${shorten(name)}: …\`, or a list in \`[ ]\``) };
}

/** `{ description: basket, to order }`: the text from `start` to `end`, whose part after the first comma is `entry`. */
export function textCutByComma(source: SourceFile, start: number, end: number, entry: string): Diagnostic {
  const span = { file: source, start, end };
  const args = { entry: shorten(entry), cause: ": a comma ends a text inside `{ }`" };
  return diagnostic("entry-without-value", args, span, { help: "put the whole text in quotes", fix: quoteFix(span) });
}

/** `{ objective: 99.9% window: 28d }`: one word, and a key behind it. After a number it is certain, after a word it may be a text. */
export function missingComma(source: SourceFile, start: number, end: number): Diagnostic | undefined {
  const match = /^(\S+)([ \t]+)([A-Za-z][\w-]*):\s/.exec(source.text.slice(start, end));
  if (match === null || match[1]!.endsWith(":")) return undefined;
  const [, value = "", blank = "", key = ""] = match;
  const at = start + value.length;
  const from = at + blank.length;
  const isCertain = /^\d/.test(value);
  const title = `write \`${shorten(value)}, ${shorten(key)}:\``;
  return diagnostic(
    "missing-comma",
    { key: shorten(key) },
    { file: source, start: from, end: from + key.length },
    {
      help: isCertain ? title : `${title}; or put the whole text in quotes, if it is one`,
      ...(isCertain && { fix: { title, edits: [{ span: { file: source, start: at, end: at }, text: "," }] } }),
    },
  );
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

export function unquoted(code: QuotedCode, source: SourceFile, start: number, end: number): Diagnostic {
  const { text } = source;
  const span = { file: source, start, end };
  const reason = code === "unquoted-selector" ? "YAML reads `{ }` as a map" : "YAML reads `{{` as a map in a map";
  const open = openSign(text.slice(start, end));
  // Where a text ends that is not finished, nobody can know.
  if (open !== undefined)
    return diagnostic(code, {}, span, { help: `${reason}; close \`${open}\`, and put the whole text in quotes` });
  return diagnostic(code, {}, span, { help: `${reason}; put the whole text in quotes`, fix: quoteFix(span) });
}

/** The bracket or quote that a text opens and does not close. */
function openSign(text: string): string | undefined {
  const open: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === '"' || sign === "'") {
      const close = closingQuote(text, at);
      if (close === undefined) return sign;
      at = close;
    } else if ("([{".includes(sign)) open.push(sign);
    else if (")]}".includes(sign)) open.pop();
  }
  return open[0];
}

export function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
