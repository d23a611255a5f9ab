import type { Document } from "../1-load/document.ts";
import { pointerTo } from "../util/pointer.ts";

/** Why two texts do not say the same: a value, the order of keys or items, a comment. undefined when they do. */
export function firstDifference(before: Document, after: Document): string | undefined {
  const pointer = differentAt(before.value, after.value, "");
  if (pointer !== undefined) return `${pointer === "" ? "its value" : `\`${pointer}\``} would change`;
  const [comments, others] = [commentsOf(before), commentsOf(after)];
  const at = comments.findIndex((comment, index) => comment !== others[index]);
  if (at >= 0 || comments.length !== others.length)
    return `the comment \`${comments[at] ?? others.at(-1) ?? ""}\` would move or change`;
  return undefined;
}

function commentsOf({ comments }: Document): readonly string[] {
  return comments.map(({ file, start, end }) => file.text.slice(start, end));
}

/** Pointer of the first value, or name, in which two values differ; "" is the whole. */
export function differentValue(a: unknown, b: unknown): string | undefined {
  return differentAt(a, b, "");
}

function differentAt(a: unknown, b: unknown, pointer: string): string | undefined {
  if (typeof a !== "object" || a === null || typeof b !== "object" || b === null)
    return Object.is(a, b) ? undefined : pointer;
  if (Array.isArray(a) !== Array.isArray(b)) return pointer;
  const [entries, others] = [Object.entries(a), Object.entries(b)];
  for (const [at, [key, value]] of entries.entries()) {
    const other = others[at];
    if (other === undefined || other[0] !== key) return pointerTo(pointer, key);
    const inside = differentAt(value, other[1], pointerTo(pointer, key));
    if (inside !== undefined) return inside;
  }
  return entries.length === others.length ? undefined : pointer;
}
