import { EVENT_ID, type Event, SCALAR_STYLE } from "js-yaml";
import type { SourceFile, Span } from "../diagnostics/diagnostic.ts";

/** Every `#` comment, in order. A `#` inside a scalar is no comment: what lies between the scalars is structure and comments alone. */
export function collectComments(source: SourceFile, events: readonly Event[]): Span[] {
  const { text } = source;
  const comments: Span[] = [];
  const collect = (from: number, to: number): void => {
    // One character before the gap, so that `"x"#` is no comment.
    const before = Math.max(0, from - 1);
    for (const match of text.slice(before, to).matchAll(/(?<!\S)#[^\r\n]*/g)) {
      const start = before + match.index;
      if (start >= from) comments.push({ file: source, start, end: start + match[0].trimEnd().length });
    }
  };
  let at = 0;
  for (const event of events) {
    if (event.type !== EVENT_ID.SCALAR || event.valueStart < at) continue;
    collect(at, event.valueStart);
    at = event.valueEnd;
    // A block scalar's range ends at a line start: comments below it are outside already.
    if (event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED) at += 1;
  }
  collect(at, text.length);
  return comments;
}
