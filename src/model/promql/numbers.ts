/** What PromQL's operators and `quantile` do with numbers. */
import type { BinaryOp } from "./ast.ts";

type Operators<T> = ReadonlyMap<BinaryOp, (a: number, b: number) => T>;

export const compare: Operators<boolean> = new Map<BinaryOp, (a: number, b: number) => boolean>([
  ["==", (a, b) => a === b],
  ["!=", (a, b) => a !== b],
  [">", (a, b) => a > b],
  ["<", (a, b) => a < b],
  [">=", (a, b) => a >= b],
  ["<=", (a, b) => a <= b],
]);

export const calculate: Operators<number> = new Map<BinaryOp, (a: number, b: number) => number>([
  ["+", (a, b) => a + b],
  ["-", (a, b) => a - b],
  ["*", (a, b) => a * b],
  ["/", (a, b) => a / b],
  ["%", (a, b) => a % b],
  ["^", (a, b) => a ** b],
  ["atan2", Math.atan2],
]);

/**
 * Between two ranks what lies between their values in proportion, as in Prometheus.
 *
 * @param share  of the values that are at most it, 0 to 1; below −∞, above +∞
 * @param values none of them NaN
 * @returns NaN of no values
 */
export function quantile(share: number, values: readonly number[]): number {
  if (values.length === 0 || Number.isNaN(share)) return Number.NaN;
  if (share < 0 || share > 1) return share < 0 ? -Infinity : Infinity;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = share * (sorted.length - 1);
  const low = Math.floor(rank);
  const weight = rank - low;
  return sorted[low]! * (1 - weight) + sorted[Math.min(sorted.length - 1, low + 1)]! * weight;
}
