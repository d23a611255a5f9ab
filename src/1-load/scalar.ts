import { SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import { append } from "../util/append.ts";

/**
 * Where each UTF-16 code unit of a scalar's value stands in the text: `places[i]` is the offset of what gave unit `i`, `places[value.length]` the end.
 * Follows the same folding and unescaping as the reader (YAML 1.2.2, sections 7.3 and 8.1); a test holds the two against each other.
 */
export function placesInScalar(text: string, event: ScalarEvent): readonly number[] {
  const places: number[] = [];
  if (event.valueStart < 0) return [0];
  switch (event.style) {
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK:
      block(text, event, places);
      break;
    default:
      flow(text, event, places);
  }
  return places;
}

const flowStyles = {
  plain: SCALAR_STYLE.PLAIN,
  single: SCALAR_STYLE.SINGLE_QUOTED,
  double: SCALAR_STYLE.DOUBLE_QUOTED,
} as const;

/** The same of a scalar that stands between two offsets of a text, its quotes left out. */
export function placesInFlowScalar(
  text: string,
  start: number,
  end: number,
  style: keyof typeof flowStyles,
): readonly number[] {
  const places: number[] = [];
  flow(text, { valueStart: start, valueEnd: end, style: flowStyles[style] }, places);
  return places;
}

type FlowEvent = Pick<ScalarEvent, "valueStart" | "valueEnd" | "style">;

function flow(text: string, { valueStart, valueEnd, style }: FlowEvent, places: number[]): void {
  const double = style === SCALAR_STYLE.DOUBLE_QUOTED;
  const single = style === SCALAR_STYLE.SINGLE_QUOTED;
  let at = valueStart;
  /** Units of `places` that stay when a line ends: blanks before a line end are dropped, escaped ones are not. */
  let kept = 0;
  const breakLine = () => {
    places.length = kept;
    const first = at;
    let breaks = 0;
    for (; at < valueEnd && " \t\r\n".includes(text[at]!); at++) if (text[at] === "\n") breaks++;
    for (let i = 0; i < Math.max(1, breaks - 1); i++) places.push(first);
    kept = places.length;
  };
  while (at < valueEnd) {
    const character = text[at]!;
    if (character === "\n" || character === "\r") breakLine();
    else if (single && character === "'") {
      places.push(at);
      at += 2;
      kept = places.length;
    } else if (double && character === "\\") {
      const start = at;
      const escape = text[at + 1]!;
      if (escape === "\n" || escape === "\r") {
        at += 1;
        while (at < valueEnd && " \t\r\n".includes(text[at]!)) at++;
      } else {
        const digits = { x: 2, u: 4, U: 8 }[escape] ?? 0;
        const code = digits === 0 ? 0 : Number.parseInt(text.slice(at + 2, at + 2 + digits), 16);
        at += 2 + digits;
        places.push(start);
        if (code > 0xffff) places.push(start);
      }
      kept = places.length;
    } else {
      places.push(at);
      at++;
      if (character !== " " && character !== "\t") kept = places.length;
    }
  }
  places.push(valueEnd);
}

function block(text: string, event: ScalarEvent, places: number[]): void {
  const { valueStart, valueEnd, indent, chomping } = event;
  const folded = event.style === SCALAR_STYLE.FOLDED_BLOCK;
  /** Offsets of line ends since the last content, one for each line feed that may still be written. */
  let pending: number[] = [];
  let readContent = false;
  let moreIndented = false;
  let lineStart = valueStart;
  while (lineStart < valueEnd) {
    const feed = text.indexOf("\n", lineStart);
    const lineEnd = feed === -1 || feed >= valueEnd ? valueEnd : feed;
    const contentEnd = text[lineEnd - 1] === "\r" && lineEnd > lineStart ? lineEnd - 1 : lineEnd;
    let column = 0;
    while (column < Math.max(0, indent) && text[lineStart + column] === " ") column++;
    const contentStart = lineStart + column;
    if (indent < 0 || contentStart >= contentEnd) {
      pending.push(contentEnd);
    } else {
      const blank = text[contentStart] === " " || text[contentStart] === "\t";
      // `pending[0]` ends the line before when there was content; each further one is an empty line.
      const emptyLines = pending.length - (readContent ? 1 : 0);
      if (!folded || blank || moreIndented) append(places, pending);
      else if (emptyLines > 0) append(places, pending.slice(readContent ? 1 : 0));
      else if (readContent) places.push(pending[0]!);
      moreIndented = folded && blank;
      for (let at = contentStart; at < contentEnd; at++) places.push(at);
      readContent = true;
      pending = [contentEnd];
    }
    lineStart = lineEnd + 1;
  }
  const keep = chomping === 3;
  if (keep) append(places, pending);
  else if (chomping === 1 && readContent) places.push(pending[0]!);
  places.push(pending[0] ?? valueEnd);
}
