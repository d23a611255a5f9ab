/** When an alerting rule fires, from what its expression gives at each evaluation. */
import { AlertState, type Lasting } from "../../../../model/alerting/state.ts";
import type { Seconds } from "../../../../model/quantity/units.ts";
import type { Labels } from "../../../../model/service.ts";
import { keyOf, type Vector, withoutName } from "./vector.ts";

/** The label sets of the series for which it fires, at each evaluation. */
export function firingAt(vectors: readonly Vector[], lasting: Lasting, step: Seconds): readonly (readonly Labels[])[] {
  const active = new Map<string, { readonly labels: Labels; readonly state: AlertState }>();
  return vectors.map((vector, at) => {
    const there = new Set<string>();
    for (const element of vector) {
      const labels = withoutName(element.labels);
      const key = keyOf(labels);
      there.add(key);
      if (!active.has(key)) active.set(key, { labels, state: new AlertState() });
    }
    for (const [key, { state }] of active) {
      state.evaluate(there.has(key), at * step, lasting);
      if (!state.isActive) active.delete(key);
    }
    return [...active.values()].filter(({ state }) => state.fires).map(({ labels }) => labels);
  });
}
