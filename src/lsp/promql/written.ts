import type { OutlineScalar } from "../yaml/outline.ts";

/** What a scalar says, each sign at its place in the text: quotes around it, the sign of a block and backslashes become blanks. */
export function asPromql(text: string, { start, end, style, closed }: OutlineScalar): string {
  const written = text.slice(start, end);
  if (style === "block") return written.replace(/^[^\n]*/, (header) => " ".repeat(header.length));
  if (style === "plain") return written;
  const body = written.slice(1, closed ? -1 : undefined);
  const read = style === "double" ? body.replace(/\\(["\\])/g, " $1") : body.replaceAll("''", "' ");
  return ` ${read}${closed ? " " : ""}`;
}
