import { Decimal } from "../quantity/decimal.ts";
import { formatDuration } from "../quantity/duration.ts";
import type { Seconds } from "../quantity/units.ts";
import type { BurnAlert, Slo } from "../service.ts";
import { bin, longestOfSteps, shortestWindow } from "./windows.ts";

const one = Decimal.of(1);
/** The period for which the usual windows (1h, 6h, 1d, 3d) were chosen; shorter periods shrink them. */
const usualPeriod: Seconds = 28 * 86400;
/** The step at which every window is as asked for. */
const usualStep: Seconds = 60;

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
  const factor = rawFactor(share, window, period);
  return factor.compare(one) < 0 ? one : factor;
}

function rawFactor(share: Decimal, window: Seconds, period: Seconds): Decimal {
  return share.multiply(Decimal.of(Math.round(period * 1000), Math.round(window * 1000)));
}

/** Share of a period's budget that is spent when `factor` has lasted for `window`. */
export function budgetSpent(factor: Decimal, window: Seconds, period: Seconds): Decimal {
  return factor.multiply(Decimal.of(Math.round(window * 1000), Math.round(period * 1000)));
}

/** Whether an alert can fire at all: an error ratio never exceeds 1, so `ratio > factor × budget` needs a product under 1. */
export function canFire(factor: Decimal, budget: Decimal): boolean {
  return factor.numerator * budget.numerator < factor.denominator * budget.denominator;
}

/** Burns that can fire; those that cannot are reported by a lint rule and left out. */
export function liveBurns(slo: Slo): readonly BurnAlert[] {
  return slo.burns.filter(({ factor }) => canFire(factor, slo.budget));
}

/** The window whose burn rate is recorded: an hour where it is there, else the shortest long window. */
export function burnWindow(slo: Slo): Seconds {
  const longs = liveBurns(slo).map(({ long }) => long);
  if (longs.length === 0) return shortestWindow(slo);
  return longs.includes(3600) ? 3600 : Math.min(...longs);
}

/** What a window is a whole number of: slices, five-minute bins once it is longer than six hours, else steps. */
function unitOf(window: Seconds, step: Seconds, slice: Seconds | undefined): Seconds {
  return slice ?? (window > longestOfSteps ? bin : step);
}

/** A length in whole units; at least one. */
function whole(window: Seconds, step: Seconds, slice?: Seconds): Seconds {
  const unit = unitOf(window, step, slice);
  return Math.max(1, Math.round(window / unit)) * unit;
}

/** A usual window in a period shorter than 28 days: in proportion. Periods of 28 days and more keep it, in whole slices where slices are counted. */
export function shrinkWindow(window: Seconds, period: Seconds, step: Seconds, slice?: Seconds): Seconds {
  if (period < usualPeriod) return whole((window * period) / usualPeriod, step, slice);
  return slice === undefined ? window : whole(window, step, slice);
}

/** The short window of a long one: a twelfth, in whole steps or slices, at least three of them. */
export function shortWindow(long: Seconds, step: Seconds, slice?: Seconds): Seconds {
  return Math.max(3 * (slice ?? step), whole(long / 12, step, slice));
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

/** What became of a burn besides what was asked for. */
export interface BurnChanges {
  /** Windows that steps of a minute would have had, where those of this SLO are other ones. */
  readonly windows?: Pick<BurnWindows, "long" | "short">;
  /** The factor as asked for, where it is under 1. */
  readonly factor?: Decimal;
}

export type BurnOutcome =
  | { readonly ok: true; readonly pair: BurnWindows; readonly changes: BurnChanges }
  | {
      readonly ok: false;
      readonly why: "longer-than-period" | "unresolved" | "not-whole-steps";
      readonly reason: string;
    };

/**
 * Windows and factor of a burn, or why there are none: its long window exceeds the period, its windows hold too few steps (or slices)
 * to tell them apart, or they are no whole number of them. Whether the factor can be reached is told by `canFire`.
 */
export function resolveBurn(request: BurnRequest, period: Seconds, step: Seconds, slice?: Seconds): BurnOutcome {
  const { long, short } = windowsOf(request, period, step, slice);
  const name = formatDuration(long);
  if (long > period) {
    return {
      ok: false,
      why: "longer-than-period",
      reason: `${name} is longer than the window of ${formatDuration(period)}`,
    };
  }
  for (const window of short === undefined ? [long] : [long, short]) {
    const unit = unitOf(window, step, slice);
    if (window % unit === 0) continue;
    return {
      ok: false,
      why: "not-whole-steps",
      reason: `${formatDuration(window)} is not a multiple of ${formatDuration(unit)}`,
    };
  }
  const unit = slice ?? step;
  // a short window of one or two slices follows single ones
  const leastShort = slice === undefined ? step : 3 * slice;
  if (long < 3 * unit || (short !== undefined && (short < leastShort || short >= long))) {
    const windows = short === undefined ? name : `${name} and ${formatDuration(short)}`;
    return {
      ok: false,
      why: "unresolved",
      reason: `${windows} cannot be told apart in ${slice === undefined ? "steps" : "slices"} of ${formatDuration(unit)}`,
    };
  }
  const factor = request.burnRate ?? burnFactor(request.spend ?? one, long, period);
  const usual = windowsOf(request, period, Math.min(step, usualStep));
  const asked = request.spend === undefined ? undefined : rawFactor(request.spend, long, period);
  return {
    ok: true,
    pair: { long, ...(short === undefined ? {} : { short }), factor },
    changes: {
      ...(usual.long === long && usual.short === short ? {} : { windows: usual }),
      ...(asked !== undefined && asked.compare(one) < 0 ? { factor: asked } : {}),
    },
  };
}

function windowsOf({ within, short, shrinks }: BurnRequest, period: Seconds, step: Seconds, slice?: Seconds) {
  const long = shrinks ? shrinkWindow(within, period, step, slice) : within;
  return { long, ...(short === null ? {} : { short: short ?? shortWindow(long, step, slice) }) };
}
