/** Values of series over an even grid of time. */
import type { Seconds } from "../model/quantity/units.ts";
import type { Labels } from "../model/service.ts";

/** Evaluation times: `start`, `start + step`, … as Unix times. */
export interface Grid {
  readonly start: Seconds;
  readonly step: Seconds;
  readonly count: number;
}

/** A series on a grid, `__name__` among its labels where it has one; NaN where there is no sample. */
export interface Series {
  readonly labels: Labels;
  readonly values: Float64Array;
}

/** A series that was recorded, on the grid of its rule's group. */
export interface Recorded extends Series {
  readonly grid: Grid;
}

export function timeAt({ start, step }: Grid, index: number): Seconds {
  return start + index * step;
}

/** Values that no sample stands for yet. */
export function blank({ count }: Pick<Grid, "count">): Float64Array {
  return new Float64Array(count).fill(Number.NaN);
}

/** The same text for equal labels, in any order. */
export function labelsKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function withoutName(labels: Labels): Labels {
  const { __name__: _, ...rest } = labels;
  return rest;
}

/** An instant selector looks back so far, its far end excluded (Prometheus's default). */
const lookback: Seconds = 300;

/** What an instant selector sees of a recorded series at a time: the newest evaluation within the lookback, and nothing where that gave none. */
export function instantAt({ grid, values }: Recorded, time: Seconds): number {
  const index = Math.min(Math.floor((time - grid.start) / grid.step), grid.count - 1);
  if (index < 0 || time - timeAt(grid, index) >= lookback) return Number.NaN;
  return values[index]!;
}

export type OverTime = "sum" | "count" | "avg" | "min" | "max" | "last" | "present" | "stddev";

/**
 * A function over the samples of `(time − range, time]` at each point of a grid.
 * Sums are taken from running sums: exact while the values are whole numbers, as counts of events are.
 */
export function overTime(
  fn: OverTime,
  { grid, values }: Recorded,
  range: Seconds,
  offset: Seconds,
  at: Grid,
): Float64Array {
  const out = blank(at);
  const [sums, counts] = fn === "sum" || fn === "avg" || fn === "count" || fn === "present" ? running(values) : [];
  const indexOf = (time: Seconds) =>
    Math.max(-1, Math.min(Math.floor((time - grid.start) / grid.step), grid.count - 1));
  for (let index = 0; index < at.count; index++) {
    const end = timeAt(at, index) - offset;
    const [first, last] = [indexOf(end - range) + 1, indexOf(end)];
    if (last < first) continue;
    if (sums !== undefined && counts !== undefined) {
      const count = counts[last + 1]! - counts[first]!;
      if (count === 0) continue;
      const sum = sums[last + 1]! - sums[first]!;
      out[index] = fn === "sum" ? sum : fn === "count" ? count : fn === "avg" ? sum / count : 1;
      continue;
    }
    if (fn === "stddev") {
      out[index] = deviation(values, first, last);
      continue;
    }
    for (let one = last; one >= first; one--) {
      const value = values[one]!;
      if (Number.isNaN(value)) continue;
      const now = out[index]!;
      out[index] = Number.isNaN(now)
        ? value
        : fn === "min"
          ? Math.min(now, value)
          : fn === "max"
            ? Math.max(now, value)
            : now;
      if (fn === "last") break;
    }
  }
  return out;
}

/** Of the samples at some indices, both ends included; NaN where there are none. Welford's way, as Prometheus's: no difference of large sums. */
function deviation(values: Float64Array, first: number, last: number): number {
  let [count, mean, squares] = [0, 0, 0];
  for (let one = first; one <= last; one++) {
    const value = values[one]!;
    if (Number.isNaN(value)) continue;
    count++;
    const by = value - mean;
    mean += by / count;
    squares += by * (value - mean);
  }
  return count === 0 ? Number.NaN : Math.sqrt(squares / count);
}

/** Sums and counts of the samples before each index. */
function running(values: Float64Array): readonly [Float64Array, Float64Array] {
  const sums = new Float64Array(values.length + 1);
  const counts = new Float64Array(values.length + 1);
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    const isThere = !Number.isNaN(value);
    sums[index + 1] = sums[index]! + (isThere ? value : 0);
    counts[index + 1] = counts[index]! + (isThere ? 1 : 0);
  }
  return [sums, counts];
}
