import type { SourceFile, Span } from "../diagnostics/diagnostic.ts";
import { quoted } from "../model/quantity/parsed.ts";
import { nearest } from "../util/nearest.ts";

/** A `tocsin-ignore` comment that was read: what it silences and where, or why it says nothing. */
export type Ignore =
  | {
      readonly problem?: never;
      readonly span: Span;
      readonly code: string;
      readonly codeSpan: Span;
      /** Narrows to findings whose title names it. */
      readonly subject?: string;
      /** `YYYY-MM-DD`, the last day on which it holds. */
      readonly until?: string;
      readonly untilSpan?: Span;
      /** Empty when none was given. */
      readonly reason: string;
      /** The text that it speaks for. */
      readonly reach: Span;
    }
  | { readonly span: Span; readonly problem: string; readonly help: string };

const form = "`# tocsin-ignore <code>: <reason>`";
const keywords = ["tocsin-ignore", "tocsin-ignore-file"];
const grammar =
  /^(?<code>[^\s:()]+)(?:\((?<subject>[^()]*)\))?(?:\s+until=(?<until>[^\s:]+))?\s*(?::(?<reason>.*))?$/su;

/** Reads the comments of a file that speak to tocsin. */
export function readIgnores(file: SourceFile, comments: readonly Span[]): readonly Ignore[] {
  // Comments that stand above one node share it: a text of nothing else is walked once.
  let last: { readonly from: number; readonly node: Span } | undefined;
  const nodeAfter = (end: number) => {
    if (last === undefined || end < last.from || end > last.node.start) last = { from: end, node: nextNode(file, end) };
    return last.node;
  };
  return comments.flatMap((span) => {
    const text = file.text.slice(span.start, span.end);
    const [opening, keyword] = /^(?:#|\/\/)\s*(tocsin-[A-Za-z-]*)/.exec(text) ?? [];
    if (opening === undefined || keyword === undefined) return [];
    const near = keywords.includes(keyword) ? keyword : nearest(keyword, keywords);
    if (near === undefined) return [];
    if (near !== keyword)
      return [{ span, problem: `${quoted(keyword)} is not known`, help: `did you mean \`${near}\`?` }];
    return [readIgnore(file, span, keyword, opening.length, nodeAfter)];
  });
}

function readIgnore(
  file: SourceFile,
  span: Span,
  keyword: string,
  bodyAt: number,
  nodeAfter: (end: number) => Span,
): Ignore {
  const wrong = (problem: string, help: string): Ignore => ({ span, problem, help });
  const written = file.text.slice(span.start + bodyAt, span.end);
  const body = written.trim();
  const match = grammar.exec(body)?.groups;
  if (match?.code === undefined) return wrong("it does not have the form of one", `write ${form}`);
  const lineStart = file.text.lastIndexOf("\n", span.start - 1) + 1;
  if (file.text.slice(lineStart, span.start).trim() !== "") {
    return wrong("it stands beside a node, not above one", "put it on a line of its own, above what it speaks for");
  }
  const { code, subject, until, reason = "" } = match;
  if (until !== undefined && !isDate(until))
    return wrong(`${quoted(`until=${until}`)} is not a date`, "write a day as `until=2027-01-31`");

  const bodyStart = span.start + bodyAt + written.indexOf(body);
  const at = (part: string): Span => {
    const start = bodyStart + body.indexOf(part);
    return { file, start, end: start + part.length };
  };
  const whole = keyword === "tocsin-ignore-file";
  if (whole && firstContent(file.text) < span.start) {
    return wrong(
      "it stands below the first key",
      "put `tocsin-ignore-file` at the top, or `tocsin-ignore` above one node",
    );
  }
  const reach = whole ? { file, start: 0, end: file.text.length } : nodeAfter(span.end);
  return {
    span,
    code,
    codeSpan: at(code),
    ...(subject !== undefined && { subject }),
    ...(until !== undefined && { until, untilSpan: at(`until=${until}`) }),
    reason: reason.trim(),
    reach,
  };
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly indent: number;
  readonly text: string;
}

function* linesFrom(text: string, from: number): Generator<Line> {
  for (let start = from; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end);
    yield { start, end, indent: line.length - line.trimStart().length, text: line.trim() };
    start = end + 1;
  }
}

function isContent({ text }: Line): boolean {
  return text !== "" && !text.startsWith("#") && !text.startsWith("//") && text !== "---" && !text.startsWith("%");
}

function firstContent(text: string): number {
  for (const line of linesFrom(text, 0)) if (isContent(line)) return line.start;
  return text.length;
}

/**
 * The node that follows a comment, by its lines: the next one with content and all that are indented deeper, with the brackets that close it and, below a key,
 * the list at the key's own indentation.
 */
function nextNode(file: SourceFile, after: number): Span {
  const newline = file.text.indexOf("\n", after);
  let first: Line | undefined;
  let end = file.text.length;
  for (const line of newline === -1 ? [] : linesFrom(file.text, newline + 1)) {
    if (!isContent(line)) continue;
    if (first === undefined) {
      first = line;
    } else if (line.indent < first.indent || (line.indent === first.indent && !continues(first, line))) {
      break;
    }
    end = line.end;
  }
  return first === undefined ? { file, start: end, end } : { file, start: first.start, end };
}

function continues(first: Line, line: Line): boolean {
  const isItem = /^-(\s|$)/;
  return /^[\]}]/.test(line.text) || (isItem.test(line.text) && !isItem.test(first.text));
}
