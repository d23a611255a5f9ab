import type { SourceFile, Span } from "./diagnostic.ts";

/** A place as editors count it: lines and columns from 1, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds lines of one text; a place is found in logarithmic time. */
export interface Lines {
  readonly count: number;
  positionOf(offset: number): Position;
  /** Offsets of a line, its end without LF or CRLF. */
  rangeOf(line: number): { readonly start: number; readonly end: number };
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return {
    count: starts.length,
    positionOf(offset) {
      const inside = Math.min(Math.max(offset, 0), text.length);
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] as number) <= inside) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: inside - (starts[low] as number) + 1 };
    },
    rangeOf(line) {
      const start = starts[line - 1] ?? text.length;
      const next = starts[line];
      let end = next === undefined ? text.length : next - 1;
      if (end > start && text[end - 1] === "\r") end--;
      return { start, end };
    },
  };
}

/** The first line of a file, where nothing smaller shows what is wrong. */
export function firstLineOf(file: SourceFile): Span {
  return { file, start: 0, end: Math.max(0, file.text.search(/\r?\n|$/)) };
}

/** Places of spans, the lines of each file looked for once. */
export function placesOf(): (span: Span) => { readonly start: Position; readonly end: Position } {
  const known = new Map<SourceFile, Lines>();
  return ({ file, start, end }) => {
    const lines = known.get(file) ?? linesOf(file.text);
    known.set(file, lines);
    return { start: lines.positionOf(start), end: lines.positionOf(end) };
  };
}
