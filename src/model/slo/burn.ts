import { Decimal } from "../quantity/decimal.ts";
import { formatDuration } from "../quantity/duration.ts";
import type { Seconds } from "../quantity/units.ts";
import { bin, longestOfSteps } from "./windows.ts";

const one = Decimal.of(1);
/** The period for which the usual windows (1h, 6h, 1d, 3d) were chosen; shorter periods shrink them. */
const usualPeriod: Seconds = 28 * 86400;

/**
 * Burn-rate factor: how many times faster than sustainable the error budget is spent.
 *
 * @param share  part of the period's budget that may be spent in `window` before an alert; 0 < share ≤ 1
 * @param window long alert window, seconds; 0 < window ≤ period
 * @returns share × period ÷ window, at least 1 (below it a ticket would fire while the objective is kept): 2 % of 28 d in 1 h gives 13.44
 * @throws RangeError when an argument is outside its range (a bug: validation has already refused it)
 * @see Site Reliability Workbook, chapter 5, "Alerting on SLOs"
 */
export function burnFactor(share: Decimal, window: Seconds, period: Seconds): Decimal {
  if (!(window > 0 && window <= period)) throw new RangeError(`window of ${window} s in a period of ${period} s`);
  if (share.numerator <= 0n || share.compare(one) > 0) throw new RangeError(`share ${share.toString()} of a budget`);
  const factor = share.multiply(Decimal.of(Math.round(period * 1000), Math.round(window * 1000)));
  return factor.compare(one) < 0 ? one : factor;
}

/** Share of a period's budget that is spent when `factor` has lasted for `window`. */
export function budgetSpent(factor: Decimal, window: Seconds, period: Seconds): Decimal {
  return factor.multiply(Decimal.of(Math.round(window * 1000), Math.round(period * 1000)));
}

/** Whether an alert can fire at all: an error ratio never exceeds 1, so `ratio > factor × budget` needs a product under 1. */
export function canFire(factor: Decimal, budget: Decimal): boolean {
  return factor.multiply(budget).compare(one) < 0;
}

/** A length in whole steps, and in whole five-minute bins once it is longer than six hours; at least one. */
function whole(window: Seconds, step: Seconds): Seconds {
  const unit = window > longestOfSteps ? bin : step;
  return Math.max(1, Math.round(window / unit)) * unit;
}

/** A usual window in a period shorter than 28 days: in proportion, in whole steps. Periods of 28 days and more keep it. */
export function shrinkWindow(window: Seconds, period: Seconds, step: Seconds): Seconds {
  return period >= usualPeriod ? window : whole((window * period) / usualPeriod, step);
}

/** The short window of a long one: a twelfth, in whole steps, at least three of them. */
export function shortWindow(long: Seconds, step: Seconds): Seconds {
  return Math.max(3 * step, whole(long / 12, step));
}

/** A burn as it is asked for: what may be spent of the budget, or a burn rate, within a long window. */
export interface BurnRequest {
  readonly spend?: Decimal;
  readonly burnRate?: Decimal;
  readonly within: Seconds;
  /** null: none; absent: a twelfth of the long one. */
  readonly short?: Seconds | null;
  /** True for the usual pairs, which shrink with a short period; what a person wrote is kept. */
  readonly shrinks: boolean;
}

export interface BurnWindows {
  readonly long: Seconds;
  readonly short?: Seconds;
  readonly factor: Decimal;
}

export type BurnOutcome =
  | { readonly ok: true; readonly pair: BurnWindows }
  | {
      readonly ok: false;
      readonly why: "longer-than-period" | "unresolved" | "not-whole-steps";
      readonly reason: string;
    };

/**
 * Windows and factor of a burn, or why there are none: its long window exceeds the period, its windows hold too few steps to tell
 * them apart, or they are no whole number of steps. Whether the factor can be reached is told by `canFire`.
 */
export function resolveBurn(request: BurnRequest, period: Seconds, step: Seconds): BurnOutcome {
  const long = request.shrinks ? shrinkWindow(request.within, period, step) : request.within;
  const name = formatDuration(long);
  if (long > period) {
    return {
      ok: false,
      why: "longer-than-period",
      reason: `${name} is longer than the window of ${formatDuration(period)}`,
    };
  }
  const short = request.short === null ? undefined : (request.short ?? shortWindow(long, step));
  for (const window of short === undefined ? [long] : [long, short]) {
    const unit = window > longestOfSteps ? bin : step;
    if (window % unit === 0) continue;
    return {
      ok: false,
      why: "not-whole-steps",
      reason: `${formatDuration(window)} is not a multiple of ${formatDuration(unit)}`,
    };
  }
  if (long < 3 * step || (short !== undefined && (short < step || short >= long))) {
    const windows = short === undefined ? name : `${name} and ${formatDuration(short)}`;
    return {
      ok: false,
      why: "unresolved",
      reason: `${windows} cannot be told apart in steps of ${formatDuration(step)}`,
    };
  }
  const factor = request.burnRate ?? burnFactor(request.spend ?? one, long, period);
  return { ok: true, pair: { long, ...(short === undefined ? {} : { short }), factor } };
}
