import type { Labels } from "../../../../model/service.ts";

/** One element of an instant vector. */
export interface Element {
  readonly labels: Labels;
  readonly value: number;
}

export type Vector = readonly Element[];
export function withoutName(labels: Labels): Labels {
  const { __name__: _, ...others } = labels;
  return others;
}

/** One text for a label set. */
export function keyOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
