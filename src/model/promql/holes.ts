import type { Expr, Matcher, PromqlError } from "./ast.ts";
import { parseWith } from "./parse.ts";
import type { Hole, HoleValue } from "./parser/place.ts";

export type { HoleValue } from "./parser/place.ts";

/**
 * The holes `${name}` of a PromQL text, with the kind of place that each stands in, and what is wrong with the text around them.
 * The texts of kits are checked by this before any value is known.
 */
export function parseTemplate(text: string): {
  readonly holes: readonly Hole[];
  readonly errors: readonly PromqlError[];
} {
  const { holes, errors } = parseWith(text, { valueOf: sample });
  return { holes, errors };
}

/**
 * Parses a text with holes and sets typed values in its tree: a value never changes the structure around it. `$${` inside quotes is a literal `${`.
 *
 * @param valueOf undefined for a name that nobody knows, which is an error; `{ type: "keep" }` leaves the hole: in a range `${window}` stays the window
 * @param known names for "did you mean"
 * @returns errors at places of `text`; `expr` only without any
 */
export function fillHoles(
  text: string,
  valueOf: (name: string) => HoleValue | undefined,
  known: Iterable<string> = [],
): { readonly expr?: Expr; readonly errors: readonly PromqlError[] } {
  const { expr, errors } = parseWith(text, { valueOf: (hole) => valueOf(hole.name), known: [...known] });
  return { ...(expr === undefined ? {} : { expr }), errors };
}

/** A value that any place of this kind takes. */
function sample({ place }: Hole): HoleValue {
  switch (place) {
    case "matchers":
      return { type: "matchers", matchers: [] satisfies Matcher[] };
    case "duration":
      return { type: "duration", value: "5m" };
    case "number":
      return { type: "number", value: "1" };
    case "string":
      return { type: "text", value: "x" };
    default:
      return { type: "name", value: "x" };
  }
}
