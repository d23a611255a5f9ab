import type { Labels } from "../../../../model/service.ts";

/** One element of an instant vector. */
export interface Element {
  readonly labels: Labels;
  readonly value: number;
}

export type Vector = readonly Element[];
/** Series bear the same label sets at each evaluation: what is made of one is made once. */
const unnamed = new WeakMap<Labels, Labels>();
const keys = new WeakMap<Labels, string>();

export function withoutName(labels: Labels): Labels {
  const known = unnamed.get(labels);
  if (known !== undefined) return known;
  const { __name__: _, ...others } = labels;
  unnamed.set(labels, others);
  unnamed.set(others, others);
  return others;
}

/** One text for a label set. */
export function keyOf(labels: Labels): string {
  let key = keys.get(labels);
  if (key === undefined)
    keys.set(labels, (key = JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))));
  return key;
}
