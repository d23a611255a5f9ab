/** When an alert fires, worked out from counts of events in exact integers, with no PromQL: what the generated proofs expect. */
import { Decimal } from "../quantity/decimal.ts";
import type { Seconds } from "../quantity/units.ts";
import type { Slices } from "../service.ts";
import { bin, windowForm } from "./windows.ts";

/** Events of each step: element `i` holds those between `(i − 1) × step` and `i × step` seconds. Whole numbers; a step without data counts 0. */
export interface Counts {
  readonly total: readonly number[];
  readonly errors: readonly number[];
}

/** The numbers of an alert. */
export interface BurnCondition {
  readonly long: Seconds;
  readonly short?: Seconds;
  readonly factor: Decimal;
  readonly budget: Decimal;
  readonly minimumErrors: number;
  /** Where slices are counted in place of events. */
  readonly slices?: Pick<Slices, "of" | "atLeast">;
}

/** Sum over a window at each step. Bins stand at multiples of five minutes; those younger than the window are added up. */
export function windowSums(counts: readonly number[], window: Seconds, step: Seconds): number[] {
  if (windowForm(window) === "steps") return movingSums(counts, window / step);
  const perBin = bin / step;
  const sums = movingSums(counts, perBin);
  const inWindow = window / step;
  return counts.map((_, at) => {
    let sum = 0;
    for (let point = at - (at % perBin); point > at - inWindow && point >= 0; point -= perBin) sum += sums[point] ?? 0;
    return sum;
  });
}

/**
 * Slices as counts: where one ends, 1 if it had events, with 1 error if the share of good ones is under `atLeast`, or the share of bad ones without it.
 * Ends are multiples of `of`; everything between is 0.
 */
export function sliceCounts(counts: Counts, { of, atLeast }: Pick<Slices, "of" | "atLeast">, step: Seconds): Counts {
  const events = windowSums(counts.total, of, step);
  const bad = windowSums(counts.errors, of, step);
  const most = atLeast && Decimal.of(1).subtract(atLeast);
  const isEnd = (at: number) => (at * step) % of === 0;
  return {
    total: events.map((total, at) => (isEnd(at) && total > 0 ? 1 : 0)),
    errors: events.map((total, at) => {
      if (!isEnd(at) || total <= 0) return 0;
      if (most === undefined) return bad[at]! / total;
      return exceeds(bad[at]!, total, most) ? 1 : 0;
    }),
  };
}

function movingSums(counts: readonly number[], length: number): number[] {
  let sum = 0;
  return counts.map((count, at) => (sum += count - (at >= length ? (counts[at - length] ?? 0) : 0)));
}

/** Whether errors ÷ total exceeds a limit; without events there is no ratio, and nothing is exceeded. Shares of slices are no whole numbers, and compared as doubles. */
function exceeds(errors: number, total: number, limit: Decimal): boolean {
  if (!Number.isInteger(errors)) return total > 0 && errors / total > limit.toNumber();
  return total > 0 && BigInt(errors) * limit.denominator > limit.numerator * BigInt(total);
}

/** Whether the alert fires at each step. */
export function firing(condition: BurnCondition, counts: Counts, step: Seconds): boolean[] {
  const { long, short, factor, budget, minimumErrors, slices } = condition;
  const limit = factor.multiply(budget);
  const counted = slices === undefined ? counts : sliceCounts(counts, slices, step);
  const sumsOf = (each: readonly number[], window: Seconds) =>
    slices === undefined ? windowSums(each, window, step) : movingSums(each, window / step);
  const sums = (window: Seconds) => ({
    total: sumsOf(counted.total, window),
    errors: sumsOf(counted.errors, window),
  });
  const inLong = sums(long);
  // a mean of slices waits for bad events, not for shares
  const isMean = slices !== undefined && slices.atLeast === undefined;
  const waits = isMean ? windowSums(counts.errors, long, step) : inLong.errors;
  const inShort = short === undefined ? undefined : sums(short);
  return counts.total.map((_, at) => {
    const errors = inLong.errors[at] ?? 0;
    if ((waits[at] ?? 0) < minimumErrors || !exceeds(errors, inLong.total[at] ?? 0, limit)) return false;
    return inShort === undefined || exceeds(inShort.errors[at] ?? 0, inShort.total[at] ?? 0, limit);
  });
}

/** Steps at which an alert is first and last seen firing, for each time that it fires. */
export function episodes(firing: readonly boolean[]): { readonly first: number; readonly last: number }[] {
  const found: { first: number; last: number }[] = [];
  firing.forEach((now, at) => {
    const open = found.at(-1);
    if (!now) return;
    if (open?.last === at - 1) open.last = at;
    else found.push({ first: at, last: at });
  });
  return found;
}

/** Even traffic with a constant share of errors from one step to another. */
export interface Incident {
  /** Events of a step. */
  readonly events: number;
  /** Bad ones among them during the incident. */
  readonly errors: number;
  /** Steps before it, all good. */
  readonly before: number;
  readonly lasts: number;
  readonly after: number;
}

/** Steps from the beginning of an incident to the first evaluation that fires, and from its end to the last one; undefined when none does. */
export function detection(
  condition: BurnCondition,
  incident: Incident,
  step: Seconds,
): { readonly fires: number; readonly lastAfterEnd: number } | undefined {
  const { before, lasts, after } = incident;
  const length = before + lasts + after;
  const counts: Counts = {
    total: Array.from({ length }, () => incident.events),
    errors: Array.from({ length }, (_, at) => (at >= before && at < before + lasts ? incident.errors : 0)),
  };
  const [episode] = episodes(firing(condition, counts, step));
  return episode && { fires: episode.first - before + 1, lastAfterEnd: episode.last - (before + lasts - 1) };
}
