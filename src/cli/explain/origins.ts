import { linesOf } from "../../diagnostics/position.ts";
import type { Span } from "../../diagnostics/diagnostic.ts";
import type { Origin } from "../../model/origin.ts";
import { never } from "../../util/never.ts";

type Show = (path: string) => string;

/** `services/checkout.service.yaml:14:7`. */
function placeOf({ file, start }: Span, show: Show): string {
  const { line, column } = linesOf(file.text).positionOf(start);
  return file.text === "" ? show(file.path) : `${show(file.path)}:${line}:${column}`;
}

/** Where a value comes from, in words and with its place. */
export function originInWords(origin: Origin, show: Show): string {
  const place = placeOf(origin.span, show);
  switch (origin.from) {
    case "spec":
      return place;
    case "kit":
      return `kit ${origin.name}${origin.inKit === undefined ? "" : ` (${placeOf(origin.inKit, show)})`}, used at ${place}`;
    case "overlay":
      return `${origin.name}, at ${place}`;
    case "default":
      return `default: ${origin.name}`;
    default:
      return never(origin);
  }
}

/** The text of a span's line, and the line's number. */
export function lineAt({ file, start }: Span): { readonly line: number; readonly text: string } {
  const lines = linesOf(file.text);
  const { line } = lines.positionOf(start);
  const range = lines.rangeOf(line);
  return { line, text: file.text.slice(range.start, range.end) };
}
