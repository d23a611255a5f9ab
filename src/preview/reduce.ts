/** One number of many: Grafana's calculations. */
import type { Value } from "./frame.ts";

type Calculation = (numbers: readonly number[], all: readonly Value[]) => Value;

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const mean = (numbers: readonly number[]) => (numbers.length === 0 ? null : sum(numbers) / numbers.length);
const least = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.min(a, b), Infinity);
const most = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b), -Infinity);
const orNull =
  (of: (numbers: readonly number[]) => number): Calculation =>
  (numbers) =>
    numbers.length === 0 ? null : of(numbers);
const isSet = (value: Value) => value !== null;

const calculations: Readonly<Record<string, Calculation>> = {
  last: (_, all) => all.at(-1) ?? null,
  lastNotNull: (_, all) => all.findLast(isSet) ?? null,
  first: (_, all) => all[0] ?? null,
  firstNotNull: (_, all) => all.find(isSet) ?? null,
  min: orNull(least),
  max: orNull(most),
  mean,
  sum: orNull(sum),
  total: orNull(sum),
  count: (_, all) => all.length,
  range: orNull((numbers) => most(numbers) - least(numbers)),
  diff: orNull((numbers) => numbers.at(-1)! - numbers[0]!),
  diffperc: orNull((numbers) => (numbers.at(-1)! - numbers[0]!) / numbers[0]!),
  // What a counter grew by: a fall is a restart at zero.
  delta: orNull((numbers) =>
    numbers.slice(1).reduce((total, one, at) => total + (one < numbers[at]! ? one : one - numbers[at]!), 0),
  ),
  distinctCount: (_, all) => new Set(all).size,
  changeCount: (_, all) => all.slice(1).filter((one, at) => one !== all[at]).length,
  median: orNull((numbers) => {
    const sorted = [...numbers].sort((a, b) => a - b);
    const middle = Math.floor(sorted.length / 2);
    return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  }),
  variance: orNull((numbers) => sum(numbers.map((one) => (one - mean(numbers)!) ** 2)) / numbers.length),
  stdDev: orNull((numbers) => Math.sqrt(sum(numbers.map((one) => (one - mean(numbers)!) ** 2)) / numbers.length)),
};

/** Words for them, in a legend or a heading. */
export const calculationNames: Readonly<Record<string, string>> = {
  last: "Last", lastNotNull: "Last *", first: "First", firstNotNull: "First *", min: "Min", max: "Max", mean: "Mean",
  sum: "Total", total: "Total", count: "Count", range: "Range", diff: "Difference", diffperc: "Difference percent",
  delta: "Delta", distinctCount: "Distinct count", changeCount: "Change count", median: "Median", variance: "Variance",
  stdDev: "StdDev",
}; // prettier-ignore

export function isCalculation(id: string): boolean {
  return Object.hasOwn(calculations, id);
}

/** @returns null of nothing, and of a calculation that is not known */
export function reduceBy(id: string, values: readonly Value[]): Value {
  const numbers = values.filter((value): value is number => typeof value === "number" && !Number.isNaN(value));
  return calculations[id]?.(numbers, values) ?? null;
}
