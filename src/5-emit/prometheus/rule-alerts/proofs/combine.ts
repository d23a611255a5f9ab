/** Operators and aggregations of PromQL over instant vectors. */
import type { VectorMatching } from "../../../../model/promql/ast.ts";
import { quantile } from "../../../../model/promql/numbers.ts";
import type { Labels } from "../../../../model/service.ts";
import { type Element, keyOf, type Vector, withoutName } from "./vector.ts";

export type Combine = (values: readonly number[], parameter: number) => number;

const sum: Combine = (values) => values.reduce((all, one) => all + one, 0);
const mean: Combine = (values) => sum(values, 0) / values.length;
const variance: Combine = (values) =>
  mean(
    values.map((one) => (one - mean(values, 0)) ** 2),
    0,
  );

export const combine: ReadonlyMap<string, Combine> = new Map<string, Combine>([
  ["sum", sum],
  ["avg", mean],
  ["min", (values) => Math.min(...values)],
  ["max", (values) => Math.max(...values)],
  ["count", (values) => values.length],
  ["group", () => 1],
  ["stdvar", variance],
  ["stddev", (values) => Math.sqrt(variance(values, 0))],
  ["quantile", (values, share) => quantile(share, values)],
]);

/** By matching and label set: both are the same objects at each evaluation. */
const signatures = new WeakMap<object, WeakMap<Labels, string>>();
const allLabels = {};

function signature(labels: Labels, matching: VectorMatching | undefined): string {
  const known = signatures.get(matching ?? allLabels) ?? new WeakMap<Labels, string>();
  signatures.set(matching ?? allLabels, known);
  let found = known.get(labels);
  if (found === undefined) {
    const named = new Set(matching?.labels ?? []);
    const isOn = matching?.mode === "on";
    const own = Object.entries(labels).filter(([name]) =>
      isOn ? named.has(name) : name !== "__name__" && !named.has(name),
    );
    known.set(labels, (found = keyOf(Object.fromEntries(own))));
  }
  return found;
}

export function setVectors(op: string, left: Vector, right: Vector, matching: VectorMatching | undefined): Vector {
  const keys = (vector: Vector) => new Set(vector.map(({ labels }) => signature(labels, matching)));
  if (op === "or") {
    const known = keys(left);
    return [...left, ...right.filter(({ labels }) => !known.has(signature(labels, matching)))];
  }
  const known = keys(right);
  return left.filter(({ labels }) => known.has(signature(labels, matching)) === (op === "and"));
}

/**
 * Two vectors, element by element of equal labels.
 * @param apply undefined: the pair is left out
 * @param several called where more than one element stands on a side that takes one
 */
export function matchVectors(
  left: Vector,
  right: Vector,
  matching: VectorMatching | undefined,
  dropsName: boolean,
  apply: (a: number, b: number, kept: number) => number | undefined,
  several: () => never,
): Vector {
  const group = matching?.group;
  const swapped = group?.side === "right";
  const [many, ones] = swapped ? [right, left] : [left, right];
  const byKey = new Map<string, Element>();
  for (const one of ones) {
    const key = signature(one.labels, matching);
    if (byKey.has(key)) several();
    byKey.set(key, one);
  }
  const matched = new Set<string>();
  return many.flatMap((of) => {
    const key = signature(of.labels, matching);
    const one = byKey.get(key);
    if (one === undefined) return [];
    const [a, b] = swapped ? [one.value, of.value] : [of.value, one.value];
    const value = apply(a, b, a);
    if (value === undefined) return [];
    if (group === undefined) {
      if (matched.has(key)) several();
      matched.add(key);
    }
    const own = dropsName ? withoutName(of.labels) : of.labels;
    return [{ labels: matchedLabels(own, one.labels, matching), value }];
  });
}

function matchedLabels(own: Labels, other: Labels, matching: VectorMatching | undefined): Labels {
  const group = matching?.group;
  if (group !== undefined) {
    const taken = group.include.map((name): [string, string] => [name, other[name] ?? ""]);
    return Object.fromEntries([...Object.entries(own), ...taken].filter(([, value]) => value !== ""));
  }
  if (matching === undefined) return own;
  const named = new Set(matching.labels);
  return Object.fromEntries(Object.entries(own).filter(([name]) => named.has(name) === (matching.mode === "on")));
}
