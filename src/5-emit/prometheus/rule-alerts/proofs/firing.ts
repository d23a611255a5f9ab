/** When an alerting rule fires, from what its expression gives at each evaluation. Source: `AlertingRule.Eval` of Prometheus, rules/alerting.go. */
import type { Seconds } from "../../../../model/quantity/units.ts";
import type { Labels } from "../../../../model/service.ts";
import { keyOf, type Vector, withoutName } from "./vector.ts";

export interface Lasting {
  readonly for: Seconds;
  readonly keepFiringFor: Seconds;
}

interface Active {
  readonly labels: Labels;
  readonly since: number;
  firing: boolean;
  /** The evaluation at which its cause was gone. */
  goneAt?: number;
}

/** The label sets of the series for which it fires, at each evaluation. */
export function firingAt(vectors: readonly Vector[], lasting: Lasting, step: Seconds): readonly (readonly Labels[])[] {
  const active = new Map<string, Active>();
  return vectors.map((vector, at) => {
    const there = new Set<string>();
    for (const element of vector) {
      const labels = withoutName(element.labels);
      const key = keyOf(labels);
      there.add(key);
      const known = active.get(key) ?? { labels, since: at, firing: false };
      active.set(key, known);
      delete known.goneAt;
      if ((at - known.since) * step >= lasting.for) known.firing = true;
    }
    for (const [key, alert] of active) {
      if (there.has(key)) continue;
      alert.goneAt ??= at;
      if (!alert.firing || (at - alert.goneAt) * step >= lasting.keepFiringFor) active.delete(key);
    }
    return [...active.values()].filter(({ firing }) => firing).map(({ labels }) => labels);
  });
}
