/** Labels of series, as PromQL matches and sets them. */
import type { VectorMatching } from "../model/promql/ast.ts";
import type { Labels } from "../model/service.ts";
import { labelsKey, type Series, withoutName } from "./frame.ts";

/** One series for each label set; where two have a sample, `combine` makes one of them. */
export function merged(series: readonly Series[], combine: (a: number, b: number) => number): readonly Series[] {
  const byLabels = new Map<string, { labels: Labels; values: Float64Array }>();
  for (const { labels, values } of series) {
    const key = labelsKey(labels);
    const known = byLabels.get(key);
    if (known === undefined) byLabels.set(key, { labels, values: Float64Array.from(values) });
    else
      values.forEach((value, index) => {
        if (Number.isNaN(value)) return;
        const now = known.values[index]!;
        known.values[index] = Number.isNaN(now) ? value : combine(now, value);
      });
  }
  return [...byLabels.values()];
}

export function matchKey(labels: Labels, matching: VectorMatching | undefined): string {
  const own = withoutName(labels);
  if (matching === undefined) return labelsKey(own);
  return labelsKey(matching.mode === "on" ? only(labels, matching.labels) : without(own, matching.labels));
}

export function only(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(names.flatMap((name) => (labels[name] ? [[name, labels[name]]] : [])));
}

export function without(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));
}

/** An empty label is none. */
export function withLabel(labels: Labels, name: string, value: string): Labels {
  const { [name]: _, ...rest } = labels;
  return value === "" ? rest : { ...rest, [name]: value };
}
