import { withLabel } from "./labels.ts";
import { type Grid, labelsKey, type Recorded, type Series, withoutName } from "./frame.ts";
import type { Rule } from "./plan.ts";

/**
 * As the rule records them. Series that its labels or its name make equal are one, which takes turns; where two have a value at a time, Prometheus
 * refuses the evaluation and records nothing of it.
 */
export function relabelled(
  series: readonly Series[],
  { record, labels }: Pick<Rule, "record" | "labels">,
  grid: Grid,
): readonly Recorded[] {
  const byLabels = new Map<string, Recorded>();
  const refused = new Set<number>();
  for (const one of series) {
    const own = Object.entries(labels).reduce(
      (all, [name, value]) => withLabel(all, name, value),
      withoutName(one.labels),
    );
    const named = { labels: { __name__: record, ...own }, values: one.values, grid };
    const key = labelsKey(named.labels);
    const before = byLabels.get(key);
    byLabels.set(key, before === undefined ? named : { ...named, values: inTurns(before.values, one.values, refused) });
  }
  return [...byLabels.values()]
    .map((one) =>
      refused.size === 0 ? one : { ...one, values: one.values.map((value, at) => (refused.has(at) ? NaN : value)) },
    )
    .filter(({ values }) => values.some((value) => !Number.isNaN(value)));
}

/** @param both gets the steps at which both have a value */
function inTurns(one: Float64Array, other: Float64Array, both: Set<number>): Float64Array {
  return one.map((value, at) => {
    const second = other[at]!;
    if (Number.isNaN(value)) return second;
    if (!Number.isNaN(second)) both.add(at);
    return value;
  });
}
