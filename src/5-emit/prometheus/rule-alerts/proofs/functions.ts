/** Functions of PromQL that alerts are made of. */
import { quantile } from "../../../../model/promql/numbers.ts";
import type { Seconds } from "../../../../model/quantity/units.ts";
import type { Labels } from "../../../../model/service.ts";
import { combine } from "./combine.ts";
import { keyOf, type Vector, withoutName } from "./vector.ts";

/** A sample in a range. */
export interface Point {
  readonly at: Seconds;
  readonly value: number;
}

interface Range {
  readonly end: Seconds;
  readonly length: Seconds;
  /** The other arguments. */
  readonly parameters: readonly number[];
}

type OverRange = (points: readonly Point[], range: Range) => number | undefined;

const values = (points: readonly Point[]) => points.map(({ value }) => value);
const of =
  (op: string): OverRange =>
  (points) =>
    combine.get(op)!(values(points), 0);

/** How often a value differs from the one before, or falls below it. */
const counted =
  (differs: (before: number, now: number) => boolean): OverRange =>
  (points) =>
    points.filter(({ value }, at) => at > 0 && differs(points[at - 1]!.value, value)).length;

/** What a range gained, extrapolated to its ends. Source: `extrapolatedRate` of Prometheus, promql/functions.go. */
const extrapolated =
  (isCounter: boolean, isRate: boolean): OverRange =>
  (points, { end, length }) => {
    const [first, last] = [points[0]!, points.at(-1)!];
    if (points.length < 2) return undefined;
    let gained = last.value - first.value;
    for (let at = 1; isCounter && at < points.length; at++) {
      const before = points[at - 1]!.value;
      if (points[at]!.value < before) gained += before;
    }
    const sampled = last.at - first.at;
    const average = sampled / (points.length - 1);
    const toEdge = (distance: number) => (distance < average * 1.1 ? distance : average / 2);
    let toStart = toEdge(first.at - (end - length));
    if (isCounter && gained > 0 && first.value >= 0) toStart = Math.min(toStart, sampled * (first.value / gained));
    const factor = (sampled + toStart + toEdge(end - last.at)) / sampled;
    return isRate ? (gained * factor) / length : gained * factor;
  };

const lastTwo =
  (isCounter: boolean, isRate: boolean): OverRange =>
  (points) => {
    const [before, last] = [points.at(-2), points.at(-1)!];
    if (before === undefined) return undefined;
    const gained = isCounter && last.value < before.value ? last.value : last.value - before.value;
    return isRate ? gained / (last.at - before.at) : gained;
  };

/** The least-squares line through the points: its slope, and its value at a time. */
function lineThrough(points: readonly Point[], at: Seconds): { readonly slope: number; readonly value: number } {
  // over hundreds of points at hundreds of evaluations: no list is made
  let [sumX, sumY] = [0, 0];
  for (const point of points) {
    sumX += point.at - at;
    sumY += point.value;
  }
  const [meanX, meanY] = [sumX / points.length, sumY / points.length];
  let [covariance, variance] = [0, 0];
  for (const point of points) {
    const x = point.at - at - meanX;
    covariance += x * (point.value - meanY);
    variance += x ** 2;
  }
  const slope = covariance / variance;
  return { slope, value: meanY - slope * meanX };
}

export const overRange: ReadonlyMap<string, OverRange> = new Map<string, OverRange>([
  ...["sum", "avg", "min", "max", "stddev", "stdvar"].map((op): [string, OverRange] => [`${op}_over_time`, of(op)]),
  ["count_over_time", (points) => points.length],
  ["last_over_time", (points) => points.at(-1)!.value],
  ["present_over_time", () => 1],
  ["quantile_over_time", (points, { parameters: [share = 0] }) => quantile(share, values(points))],
  ["rate", extrapolated(true, true)],
  ["increase", extrapolated(true, false)],
  ["delta", extrapolated(false, false)],
  ["irate", lastTwo(true, true)],
  ["idelta", lastTwo(false, false)],
  ["changes", counted((before, now) => before !== now)],
  ["resets", counted((before, now) => now < before)],
  ["deriv", (points) => (points.length < 2 ? undefined : lineThrough(points, points[0]!.at).slope)],
  [
    "predict_linear",
    (points, { end, parameters: [ahead = 0] }) => {
      if (points.length < 2) return undefined;
      const { slope, value } = lineThrough(points, end);
      return value + slope * ahead;
    },
  ],
]);

type Elementwise = (value: number, parameters: readonly number[]) => number;

const date =
  (part: (at: Date) => number): Elementwise =>
  (value) =>
    part(new Date(value * 1000));

export const elementwise: ReadonlyMap<string, Elementwise> = new Map<string, Elementwise>([
  ["abs", Math.abs],
  ["ceil", Math.ceil],
  ["floor", Math.floor],
  ["sgn", Math.sign],
  ["sqrt", Math.sqrt],
  ["exp", Math.exp],
  ["ln", Math.log],
  ["log2", Math.log2],
  ["log10", Math.log10],
  ["round", (value, [to = 1]) => Math.floor(value / to + 0.5) * to],
  ["clamp", (value, [low = 0, high = 0]) => Math.max(low, Math.min(high, value))],
  ["clamp_min", (value, [low = 0]) => Math.max(low, value)],
  ["clamp_max", (value, [high = 0]) => Math.min(high, value)],
  ["minute", date((at) => at.getUTCMinutes())],
  ["hour", date((at) => at.getUTCHours())],
  ["day_of_week", date((at) => at.getUTCDay())],
  ["day_of_month", date((at) => at.getUTCDate())],
  ["month", date((at) => at.getUTCMonth() + 1)],
  ["year", date((at) => at.getUTCFullYear())],
]);

/** The quantile of each classic histogram. Source: `bucketQuantile` of Prometheus, promql/quantile.go. */
export function histogramQuantile(share: number, buckets: Vector): Vector {
  const histograms = new Map<string, { labels: Labels; bounds: { le: number; count: number }[] }>();
  for (const { labels, value } of buckets) {
    const { le, ...own } = withoutName(labels);
    const bound = le === undefined ? Number.NaN : le === "+Inf" ? Infinity : Number(le);
    if (Number.isNaN(bound)) continue;
    const known = histograms.get(keyOf(own)) ?? { labels: own, bounds: [] };
    histograms.set(keyOf(own), known);
    known.bounds.push({ le: bound, count: value });
  }
  return [...histograms.values()].map(({ labels, bounds }) => ({ labels, value: ofBuckets(share, bounds) }));
}

function ofBuckets(share: number, given: readonly { readonly le: number; readonly count: number }[]): number {
  const bounds = [...given].sort((a, b) => a.le - b.le);
  const all = bounds.at(-1);
  if (all?.le !== Infinity || bounds.length < 2 || all.count === 0) return Number.NaN;
  const rank = share * all.count;
  const found = bounds.slice(0, -1).findIndex(({ count }) => count >= rank);
  if (found < 0) return bounds.at(-2)!.le;
  const { le, count } = bounds[found]!;
  if (found === 0 && le <= 0) return le;
  const below = found === 0 ? { le: 0, count: 0 } : bounds[found - 1]!;
  return below.le + (le - below.le) * ((rank - below.count) / (count - below.count));
}
