import type { Diagnostic, SourceFile, Span } from "../diagnostics/diagnostic.ts";
import { diagnostic } from "./diagnostics.ts";
import { flowTrap } from "./flow-traps.ts";
import { badEscape, closingQuote, type Line, lineAt, lineBefore } from "./lines.ts";
import { missingComma, missingSpace, quoted, quoteFix, shorten, unquoted } from "./traps.ts";
import { limits } from "./nodes.ts";

/** Where and why a parser gave up, in its words. */
export interface SyntaxFailure {
  readonly at: number;
  readonly reason: string;
}

export interface Explained {
  readonly diagnostic: Diagnostic;
  /** What to take out of the text, by characters of the same number, so that the next mistake can be found at its own place. */
  readonly blank: readonly { readonly start: number; readonly end: number; readonly by: "x" | " " | "#" }[];
  /** False when nothing better than the parser's words was found. */
  readonly known: boolean;
}

/** What a line shows, if it shows a mistake. `text` is the source with earlier mistakes blanked out; spans are the source's. */
interface Look {
  readonly source: SourceFile;
  readonly text: string;
  readonly line: Line;
  readonly failure: SyntaxFailure;
}

/**
 * A syntax error as a person would name it. A parser stops where it cannot go on, which is often a line after the mistake: the lines around that place are
 * looked at for the mistakes that are known by their looks; only then are the parser's words used.
 */
export function explainSyntax(source: SourceFile, text: string, failure: SyntaxFailure): Explained {
  if (failure.reason.includes("maxDepth")) {
    const found = diagnostic("too-deep", { limit: limits.depth }, spanAt(source, failure.at, failure.at + 1), {
      help: "no spec needs that; look for a bracket too many",
    });
    return { diagnostic: found, blank: [], known: true };
  }
  const line = lineAt(text, failure.at);
  const above = lineBefore(text, line);
  const looks = [line, ...(above === undefined ? [] : [above])].map((at): Look => ({
    source,
    text,
    line: at,
    failure,
  }));
  const [here, before] = looks as [Look, Look | undefined];
  const first = firstOf(surely, [here, before]);
  if (first !== undefined) return first;
  const unfinished = /quoted scalar|flow|closing|deficient indentation/i.test(failure.reason);
  return (
    (unfinished ? openAbove(here) : undefined) ??
    firstOf(perhaps, [here, before]) ??
    openAbove(here) ??
    misalignment(here) ??
    inParserWords(here)
  );
}

function firstOf(checks: readonly Check[], looks: readonly (Look | undefined)[]): Explained | undefined {
  for (const look of looks) {
    for (const check of look === undefined ? [] : checks) {
      const explained = check(look!);
      if (explained !== undefined) return explained;
    }
  }
  return undefined;
}

type Check = (look: Look) => Explained | undefined;

/** Looks that are a mistake wherever they stand. */
const surely: readonly Check[] = [tabs, flow, badStart, quotes, colons, listOnKeyLine];
/** Looks that are a mistake if the parser stops near them. */
const perhaps: readonly Check[] = [strayBracket, spaceAfterColon, noColon, strayItem];

function explained(look: Look, found: Diagnostic, start = look.line.valueStart, end = look.line.end): Explained {
  return { diagnostic: found, blank: [{ start, end, by: "x" }], known: true };
}

function spanAt(source: SourceFile, start: number, end: number): Span {
  return { file: source, start, end: Math.max(start, Math.min(end, source.text.length)) };
}

function valueSpan({ source, line }: Look): Span {
  return spanAt(source, line.valueStart, line.valueStart + line.value.length);
}

function tabs({ source, line }: Look): Explained | undefined {
  const at = line.indent.indexOf("\t");
  if (at === -1) return undefined;
  const start = line.start + at;
  const end = line.start + line.indent.length;
  const found = diagnostic("tab-indentation", {}, spanAt(source, start, end), {
    help: "indent with spaces; YAML allows no tabs there",
  });
  // How wide a tab was meant is not known: the line is left out.
  return { diagnostic: found, blank: [{ start: line.start, end: line.end, by: "#" }], known: true };
}

function flow(look: Look): Explained | undefined {
  const { source, text, line } = look;
  const value = text.slice(line.valueStart, line.end);
  if (value.startsWith("{{"))
    return explained(look, unquoted("unquoted-template", source, line.valueStart, line.valueStart + line.value.length));
  if (/^\{\s*[A-Za-z_][\w.]*\s*(?:=~|!~|!=|=)/.test(value)) {
    return explained(look, unquoted("unquoted-selector", source, line.valueStart, line.valueStart + line.value.length));
  }
  if (!/^[{[]/.test(value)) return undefined;
  const trap = flowTrap(text, line.valueStart);
  if (trap === undefined) return undefined;
  const span = spanAt(source, trap.start, trap.end);
  const blank = [{ start: trap.start, end: trap.end, by: "x" as const }];
  const mend = (found: Diagnostic): Explained => ({ diagnostic: found, blank, known: true });
  switch (trap.kind) {
    case "promql":
      return mend(unquoted("unquoted-selector", source, trap.start, trap.end));
    case "template":
      return mend(unquoted("unquoted-template", source, trap.start, trap.end));
    case "colon": {
      const comma = missingComma(source, trap.start, trap.end);
      if (comma !== undefined) return mend(comma);
      return mend(
        diagnostic("unquoted-colon", {}, span, { help: "put the whole text in quotes", fix: quoteFix(span) }),
      );
    }
    case "start":
      return mend(unquotedStart(span));
    case "comment": {
      const key = /([\w-]+)\s*:\s*$/.exec(text.slice(Math.max(0, trap.start - 200), trap.start))?.[1] ?? "value";
      const help = "put the text in quotes: `#` after a blank starts a comment, here up to the end of the line";
      return mend(
        diagnostic("value-is-comment", { key, comment: shorten(source.text.slice(trap.start, trap.end)) }, span, {
          help,
          fix: quoteFix(span),
        }),
      );
    }
    case "escape":
      return mend(badEscapeAt(source, trap.start, trap.end, trap.offset));
    case "after-quote":
      return mend(diagnostic("text-after-quote", {}, span, { help: afterQuoteHelp }));
    case "unclosed": {
      const bracket = text[trap.start]!;
      const help =
        bracket === "{" || bracket === "["
          ? `write \`${bracket === "{" ? "}" : "]"}\` where it ends`
          : "write the quote again where the text ends";
      const code =
        bracket === "{" || bracket === "["
          ? diagnostic("unclosed-bracket", { bracket }, spanAt(source, trap.start, trap.start + 1), { help })
          : diagnostic("unclosed-quote", { quote: bracket }, spanAt(source, trap.start, trap.start + 1), { help });
      return { diagnostic: code, blank: linesFrom(text, trap.start, blockEnd(text, trap)), known: true };
    }
  }
}

/** What stands further in than the line that opens a bracket is in the bracket: its end is missing, and no line of it is a mistake of its own. */
function blockEnd(text: string, { start, end }: { readonly start: number; readonly end: number }): number {
  const indent = lineAt(text, start).indent.length;
  let at = end;
  for (let next = text.indexOf("\n", at); next !== -1 && next + 1 < text.length; next = text.indexOf("\n", at)) {
    const line = lineAt(text, next + 1);
    const isBlank = text.slice(line.start, line.end).trim() === "";
    if (!isBlank && line.indent.length <= indent) break;
    at = line.end;
  }
  return at;
}

/** From `start` to the end of its line by a word, the lines below up to `end` by blanks. */
function linesFrom(text: string, start: number, end: number): Explained["blank"] {
  const { end: first } = lineAt(text, start);
  return [
    { start, end: first, by: "x" },
    { start: first, end: Math.max(first, end), by: " " },
  ];
}

function unquotedStart(span: Span): Diagnostic {
  const first = span.file.text[span.start]!;
  const character = first === "`" ? "a backtick" : `\`${first}\``;
  const help =
    span.end - span.start === 1
      ? `${character} is a sign of YAML's own there; write the text in quotes`
      : `${character} is a sign of YAML's own there; put the whole text in quotes`;
  // A comparison without its left side is no better in quotes.
  // Neither is that sign alone: the text is still to be written.
  const fix = /[|>]/.test(first) || span.end - span.start === 1 ? {} : { fix: quoteFix(span) };
  return diagnostic("unquoted-start", { character }, span, { help, ...fix });
}

/** A value that starts with one of YAML's own signs, with more text than that sign allows. */
function badStart(look: Look): Explained | undefined {
  const { value } = look.line;
  const bad =
    /^[@`%]/.test(value) ||
    /^[|>](?![-+0-9]*$)/.test(value) ||
    /^\*\S*\s+\S/.test(value) ||
    /^[*&]$/.test(value) ||
    /^\[[^\]]*\]\s*[^\s\],}]/.test(value) ||
    /^\{[^}]*\}\s*[^\s\],}]/.test(value);
  return bad ? explained(look, unquotedStart(valueSpan(look))) : undefined;
}

const afterQuoteHelp = "quotes go around the whole text; put it all in single quotes when it holds double ones";

function quotes(look: Look): Explained | undefined {
  const { source, text, line, failure } = look;
  const quote = text[line.valueStart];
  if (quote !== '"' && quote !== "'") return undefined;
  const close = closingQuote(text, line.valueStart, line.end);
  if (quote === '"') {
    const end = close === undefined ? line.end : close + 1;
    const bad = badEscape(text.slice(line.valueStart, end));
    if (bad !== undefined) return explained(look, badEscapeAt(source, line.valueStart, end, bad));
  }
  if (close === undefined) {
    if (!/quot|indentation|stream/i.test(failure.reason)) return undefined;
    const found = diagnostic("unclosed-quote", { quote }, spanAt(source, line.valueStart, line.valueStart + 1), {
      help: "write the quote again where the text ends",
    });
    return { diagnostic: found, blank: linesFrom(text, line.valueStart, line.end), known: true };
  }
  const after = text.slice(close + 1, line.end);
  if (/^\s*(?:$|[,}\]:]|\s#)/.test(after)) return undefined;
  const start = close + 1 + (after.length - after.trimStart().length);
  return explained(
    look,
    diagnostic("text-after-quote", {}, spanAt(source, start, line.valueStart + line.value.length), {
      help: afterQuoteHelp,
    }),
  );
}

/** @param start offset of the opening quote; `end` is after the closing one, or where the line ends without one */
function badEscapeAt(source: SourceFile, start: number, end: number, offset: number): Diagnostic {
  const span = spanAt(source, start + offset, start + offset + 2);
  const help = "in double quotes `\\` starts an escape; single quotes take it as it stands";
  const whole = spanAt(source, start, end);
  const inside = source.text.slice(start + 1, end - 1);
  // Certain only when the text is closed and no other backslash means an escape.
  const certain = source.text[end - 1] === '"' && !/\\[0abtnvfreN_LPxuU"\\/ ]/.test(inside);
  const fix = certain
    ? { fix: { title: `write \`${quoted(inside)}\``, edits: [{ span: whole, text: quoted(inside) }] } }
    : {};
  return diagnostic("bad-escape", { escape: source.text.slice(span.start, span.end) }, span, { help, ...fix });
}

/** `summary: Errors: many`, outside brackets. */
function colons(look: Look): Explained | undefined {
  const { line } = look;
  if (line.key === undefined || !/^[^\s"'{[|>&*!%@`#]/.test(line.value) || !/:(?:\s|$)/.test(line.value))
    return undefined;
  const span = valueSpan(look);
  return explained(
    look,
    diagnostic("unquoted-colon", {}, span, { help: "put the whole text in quotes", fix: quoteFix(span) }),
  );
}

function listOnKeyLine(look: Look): Explained | undefined {
  const { text, line } = look;
  if (line.key === undefined || !/^-(?:\s|$)/.test(line.value)) return undefined;
  const span = valueSpan(look);
  const item = /^-\s+([A-Za-z0-9][\w./-]*)$/.exec(line.value)?.[1];
  const below = line.end + 1 < text.length ? lineAt(text, text.indexOf("\n", line.end) + 1) : undefined;
  const goesOn =
    below !== undefined &&
    (below.indent.length > line.indent.length || /^\s*-/.test(text.slice(below.start, below.end)));
  // One plain item is certain; more of them, or an item with keys, may be meant in more than one way.
  const fix =
    item === undefined || goesOn ? {} : { fix: { title: `write \`[${item}]\``, edits: [{ span, text: `[${item}]` }] } };
  return explained(
    look,
    diagnostic("list-on-key-line", {}, span, {
      help: "put each `- item` on a line of its own below the key, or write `[item, item]`",
      ...fix,
    }),
  );
}

function strayBracket(look: Look): Explained | undefined {
  const { source, text, line, failure } = look;
  const bracket = text[failure.at];
  if ((bracket !== "}" && bracket !== "]") || failure.at < line.start || failure.at >= line.end) return undefined;
  const found = diagnostic("stray-bracket", { bracket }, spanAt(source, failure.at, failure.at + 1), {
    help: "delete it, or open it before",
  });
  return { diagnostic: found, blank: [{ start: failure.at, end: line.end, by: " " }], known: true };
}

function spaceAfterColon(look: Look): Explained | undefined {
  const { source, text, line } = look;
  const match = /^[A-Za-z][\w.-]*:(?=[^\s:/])/.exec(text.slice(line.contentStart, line.end));
  if (match === null || line.key !== undefined) return undefined;
  const at = line.contentStart + match[0].length;
  return { diagnostic: missingSpace(source, at), blank: [{ start: at, end: at + 1, by: " " }], known: true };
}

function noColon(look: Look): Explained | undefined {
  const { source, text, line } = look;
  const content = text.slice(line.contentStart, line.end).trimEnd();
  if (
    line.key !== undefined ||
    !/^[A-Za-z][^:{}[\]"'#]*$/.test(content) ||
    line.contentStart !== line.start + line.indent.length
  )
    return undefined;
  const [first, ...rest] = content.split(/\s+/);
  const span = spanAt(source, line.contentStart, line.contentStart + content.length);
  const help =
    rest.length === 0
      ? `a key is followed by \`: \`; the rest of a text is indented below it`
      : `write \`${shorten(`${first}: ${rest.join(" ")}`)}\``;
  return {
    diagnostic: diagnostic("missing-colon", { line: shorten(content) }, span, { help }),
    blank: [{ start: line.contentStart, end: line.end, by: "#" }],
    known: true,
  };
}

/** `- payment` where keys stand. */
function strayItem({ source, text, line }: Look): Explained | undefined {
  const start = line.start + line.indent.length;
  const above = lineBefore(text, line);
  if (!/^-(?:\s|$)/.test(text.slice(start, line.end)) || above === undefined) return undefined;
  if (above.indent.length < line.indent.length && above.value !== "") return undefined;
  const found = diagnostic("bad-indentation", {}, spanAt(source, start, start + 1), {
    help: "a `- ` item cannot stand beside keys: items stand below their key, which has no value on its own line",
  });
  return { diagnostic: found, blank: [{ start, end: line.end, by: "#" }], known: true };
}

/** How far up an opening bracket or quote is looked for. */
const mostLines = 2000;

/** A bracket or a quote that was opened lines ago and not closed. */
function openAbove(look: Look): Explained | undefined {
  let { line } = look;
  for (let count = 0; count < mostLines; count++) {
    const above = lineBefore(look.text, line);
    if (above === undefined) return undefined;
    line = above;
    const at: Look = { ...look, line };
    if (!/^[{["']/.test(line.value)) continue;
    return flow(at) ?? quotes(at);
  }
  return undefined;
}

function misalignment({ source, text, line, failure }: Look): Explained | undefined {
  if (!/indent|same column|compact mappings|multiline|Implicit/i.test(failure.reason)) return undefined;
  const column = line.indent.length;
  const columns = new Set<number>();
  for (
    let above = lineBefore(text, line), count = 0;
    above !== undefined && count < 200;
    above = lineBefore(text, above), count++
  ) {
    columns.add(above.indent.length);
    if (above.indent.length === 0) break;
  }
  const beside = columns.has(column) && line.key !== undefined;
  const help = beside
    ? "a key cannot stand beside `- ` items: indent it below its item, or move it out of the list"
    : `this line is indented by ${column}; the lines above it by ${[...columns]
        .sort((a, b) => a - b)
        .slice(-3)
        .join(", ")}`;
  const found = diagnostic(
    "bad-indentation",
    {},
    spanAt(source, line.contentStart, Math.max(line.contentStart + 1, line.valueStart)),
    { help },
  );
  return { diagnostic: found, blank: [{ start: line.contentStart, end: line.end, by: "#" }], known: false };
}

function inParserWords({ source, line, failure }: Look): Explained {
  const reason = failure.reason
    .replace(/\s+at line [\s\S]*$/, "")
    .replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  const found = diagnostic("syntax", { reason }, spanAt(source, failure.at, failure.at + 1), {
    help: "look at this line and the one above; quotes around the value mend most of these",
  });
  return { diagnostic: found, blank: [{ start: line.contentStart, end: line.end, by: "#" }], known: false };
}
