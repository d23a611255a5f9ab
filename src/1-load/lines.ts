/** A line of a spec, taken apart by its looks. Offsets are those of the text. */
export interface Line {
  readonly start: number;
  /** Before the line end. */
  readonly end: number;
  readonly indent: string;
  /** Offset of the first thing that is no indentation and no `- `. */
  readonly contentStart: number;
  readonly key?: string;
  /** What follows `key: ` (or the `- `), without blanks and a comment at its end. */
  readonly valueStart: number;
  readonly value: string;
}

const keyPattern = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_$][^:{}[\],"'#]*?)[ \t]*:(?=[ \t]|$)/;

export function lineAt(text: string, offset: number): Line {
  // a negative start would be read as 0, and find the line end that stands there
  const start = offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  const feed = text.indexOf("\n", start);
  let end = feed === -1 ? text.length : feed;
  if (text[end - 1] === "\r") end--;
  const written = text.slice(start, end);
  const indent = /^[ \t]*/.exec(written)![0];
  const dashes = /^(?:-[ \t]+)*/.exec(written.slice(indent.length))![0];
  const contentStart = start + indent.length + dashes.length;
  const content = text.slice(contentStart, end);
  const key = keyPattern.exec(content)?.[0];
  const rest = content.slice(key?.length ?? 0);
  const valueStart = contentStart + (key?.length ?? 0) + (rest.length - rest.trimStart().length);
  const base = { start, end, indent, contentStart, valueStart, value: withoutComment(text.slice(valueStart, end)) };
  return key === undefined ? base : { ...base, key: key.slice(0, -1).trim() };
}

/** The nearest line above with content, if any. */
export function lineBefore(text: string, line: Line): Line | undefined {
  let { start } = line;
  while (start > 0) {
    const above = lineAt(text, start - 1);
    if (text.slice(above.contentStart, above.end).trim() !== "" && text[above.contentStart] !== "#") return above;
    ({ start } = above);
  }
  return undefined;
}

function withoutComment(written: string): string {
  const quote = written[0];
  if (quote === '"' || quote === "'") {
    const close = closingQuote(written, 0);
    if (close === undefined) return written.trimEnd();
    const comment = /[ \t]#.*$/.exec(written.slice(close + 1));
    return (comment === null ? written : written.slice(0, close + 1 + comment.index)).trimEnd();
  }
  return written.replace(/(?:^|[ \t])#.*$/, "").trimEnd();
}

/** Offset of the quote that closes the one at `open`; undefined when none does. */
export function closingQuote(text: string, open: number, limit = text.length): number | undefined {
  const quote = text[open];
  for (let at = open + 1; at < limit; at++) {
    if (quote === '"' && text[at] === "\\") at++;
    else if (text[at] === quote) {
      if (quote === "'" && text[at + 1] === "'") at++;
      else return at;
    }
  }
  return undefined;
}

/** Offset in a double-quoted text of the first `\` that starts no escape (YAML 1.2.2, section 5.7). */
export function badEscape(text: string): number | undefined {
  for (let at = text.indexOf("\\"); at !== -1 && at < text.length - 1; at = text.indexOf("\\", at)) {
    const escape = /^\\(?:[0abtnvfre "/\\N_LP\t\r\n]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})/.exec(
      text.slice(at, at + 10),
    );
    if (escape === null) return at;
    at += escape[0].length;
  }
  return undefined;
}
