import type { Diagnostic, Span } from "../../diagnostics/diagnostic.ts";
import { pointerSteps, pointerTo } from "../../util/pointer.ts";
import { diagnostic } from "../diagnostics.ts";
import { isMap } from "../layers/lay.ts";
import { shapeBelow, type Shape } from "../layers/shape.ts";

/** What to do about a `null` that means nothing. */
export const emptyHelp = "give it a value, or leave it out";

/** False for a key that somebody left without a value, which YAML reads as null. */
export function isWritten({ start, end }: Span): boolean {
  return start < end;
}

/**
 * Reports each `null` in a part of a file that is no layer, where it can take nothing away: to YAML a key without a value is null.
 *
 * @param skip parts that are layers, or where null has a meaning of its own
 */
export function reportNulls(
  value: unknown,
  pointer: string,
  spanOf: (pointer: string) => Span,
  report: (found: Diagnostic) => void,
  skip: (pointer: string, value: unknown) => boolean = () => false,
): void {
  if (skip(pointer, value)) return;
  if (value === null)
    report(diagnostic("null-outside-a-layer", { key: keyOf(pointer) }, spanOf(pointer), { help: emptyHelp }));
  else if (typeof value === "object") {
    for (const [key, item] of Object.entries(value as object))
      reportNulls(item, pointerTo(pointer, key), spanOf, report, skip);
  }
}

/** Nulls inside a value that layers replace as a whole, where none can take anything away. */
export function nullsWithin(value: unknown, shape: Shape, pointer: string): readonly string[] {
  if (value === null) return shape.nullable ? [] : [pointer];
  if (!Array.isArray(value) && !isMap(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    nullsWithin(item, shapeBelow(shape, key), pointerTo(pointer, key)),
  );
}

/** The key at the end of a pointer, for messages: "channel", or "notify[0]" for an item of a list. */
export function keyOf(pointer: string): string {
  const steps = pointerSteps(pointer);
  const last = steps.at(-1) ?? "";
  return /^\d+$/.test(last) && steps.length > 1 ? `${steps.at(-2)}[${last}]` : last;
}
