import { pointerSteps } from "../util/pointer.ts";
import type { Explanation } from "./place.ts";

/**
 * A copy of the value as it was meant, or undefined when an error does not show that. Explanations without an effect on the value (warnings) are skipped.
 */
export function mend(value: unknown, explanations: readonly Explanation[]): unknown {
  const copy = structured(value);
  // From the inside out: a renamed map has its own parts mended before.
  const inside = [...explanations].sort((a, b) => pointerSteps(b.pointer).length - pointerSteps(a.pointer).length);
  for (const { pointer, meant, diagnostic } of inside) {
    if (diagnostic.severity !== "error") continue;
    if (meant === undefined) return undefined;
    const steps = pointerSteps(pointer);
    const last = steps.pop();
    const holder = steps.reduce<unknown>(
      (at, step) => (typeof at === "object" && at !== null ? (at as Record<string, unknown>)[step] : undefined),
      copy,
    );
    if (last === undefined || typeof holder !== "object" || holder === null) return undefined;
    const map = holder as Record<string, unknown>;
    if ("value" in meant) map[last] = meant.value;
    else {
      if (Array.isArray(holder)) return undefined;
      if ("rename" in meant && !Object.hasOwn(map, meant.rename)) map[meant.rename] = map[last];
      delete map[last];
    }
  }
  return copy;
}

/** Maps without a prototype, as a document's are. */
function structured(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => structured(item));
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, part] of Object.entries(value)) copy[key] = structured(part);
  return copy;
}
