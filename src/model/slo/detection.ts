/**
 * How soon an alert fires, for even traffic of which a constant share is bad from one moment on, after a time without errors.
 * Times are upper bounds over the moments at which an incident may begin, in whole steps; a scrape that is still to come adds its interval.
 */
import { Decimal } from "../quantity/decimal.ts";
import type { Seconds } from "../quantity/units.ts";
import type { BudgetLeftAlert, BurnAlert, Composition, Slo } from "../service.ts";
import { addendsOf, bin, sliceOf } from "./windows.ts";

/** An SLO as far as its alerts depend on it. */
export interface Watched {
  readonly slo: Slo;
  readonly step: Seconds;
  /** Events a second, where they are known: then an alert also waits for its minimum of errors. */
  readonly traffic?: Decimal;
}

const one = Decimal.of(1);

/** Events of a step: of steps that are good or bad there is one. */
function eventsOfStep({ slo, step, traffic }: Watched): Decimal | undefined {
  // the traffic of a service says nothing of other services' parts
  if (slo.kind !== "sli") return undefined;
  if (slo.sli.form !== "events") return one;
  return traffic?.multiply(Decimal.of(step));
}

/** The share of bad events that an SLO sees of an incident: of a composite one, while one of its parts (the one that tells least) has it. */
function seen(slo: Slo, ratio: Decimal): Decimal {
  return slo.kind === "sli" ? ratio : ofOnePart(slo.composition, ratio);
}

function ofOnePart({ combine, parts }: Composition, ratio: Decimal): Decimal {
  const inside = parts.map((part) => ({
    weight: part.weight,
    bad: part.composition === undefined ? ratio : ofOnePart(part.composition, ratio),
  }));
  const all = inside.reduce((sum, { weight }) => sum.add(weight), Decimal.of(0));
  const each = inside.map(({ weight, bad }) => {
    if (combine === "mean") return bad.multiply(weight).divide(all);
    if (combine === "worst") return bad;
    return Decimal.parse((1 - (1 - bad.toNumber()) ** weight.toNumber()).toFixed(12)) ?? bad;
  });
  return each.reduce((least, bad) => (bad.compare(least) < 0 ? bad : least));
}

/**
 * Seconds from the beginning of an incident to the evaluation at which an alert fires, at most; undefined when it never does.
 *
 * @param ratio share of bad events, over 0 and at most 1
 * Formula: a window of W seconds crosses after W × factor × budget ÷ ratio seconds; sums of five minutes and slices tell it at their next end.
 */
export function detectionTime(watched: Watched, burn: BurnAlert, ratio: Decimal): Seconds | undefined {
  const { slo, step } = watched;
  const slice = sliceOf(slo);
  const limit = burn.factor.multiply(slo.budget);
  const slices = slo.kind === "sli" ? slo.slices : undefined;
  if (slice !== undefined && slices?.atLeast !== undefined) {
    // a slice is bad as a whole or not at all
    if (ratio.compare(one.subtract(slices.atLeast)) <= 0) return undefined;
    const needed = (window: Seconds) => floor(limit.multiply(Decimal.of(window / slice))) + 1;
    const long = Math.max(needed(burn.long), slo.minimumErrors);
    const bad = Math.max(long, burn.short === undefined ? 0 : needed(burn.short));
    return bad * slice > burn.long ? undefined : slice - step + bad * slice;
  }
  const share = seen(slo, ratio);
  if (share.compare(limit) <= 0) return undefined;
  const crossed = (window: Seconds) =>
    floor(limit.multiply(Decimal.of(window)).divide(share.multiply(Decimal.of(step)))) + 1;
  const late = (window: Seconds) => addendsOf(window, step, slice).every / step - 1;
  const events = eventsOfStep(watched);
  // without traffic there are never enough errors
  if (events?.numerator === 0n && slo.minimumErrors > 0) return undefined;
  const enough =
    events === undefined || slo.minimumErrors === 0
      ? 1
      : ceil(Decimal.of(slo.minimumErrors).divide(events.multiply(share)));
  const long = Math.max(crossed(burn.long), enough);
  // errors leave the window before there are enough of them
  if (long * step > burn.long) return undefined;
  const steps = Math.max(long + late(burn.long), burn.short === undefined ? 0 : crossed(burn.short) + late(burn.short));
  return steps * step;
}

/** Seconds from the end of a full outage, which lasted at least the short window, to the last evaluation that fires, at most. */
export function resetTime({ slo, step }: Watched, burn: BurnAlert): Seconds {
  const window = burn.short ?? burn.long;
  const limit = burn.factor.multiply(slo.budget);
  const steps = floor(one.subtract(limit).multiply(Decimal.of(window / step)));
  return steps * step + addendsOf(window, step, sliceOf(slo)).every - step;
}

/**
 * Seconds of a full outage that are enough for the alert to fire, in even traffic; undefined when no outage is.
 * Formula: long × factor × budget, or as long as its minimum of errors takes.
 */
export function smallestOutage(watched: Watched, burn: BurnAlert): Seconds | undefined {
  const { slo, step } = watched;
  const slice = sliceOf(slo);
  const limit = burn.factor.multiply(slo.budget);
  if (detectionTime(watched, burn, one) === undefined) return undefined;
  if (slice !== undefined && slo.kind === "sli" && slo.slices?.atLeast !== undefined) {
    const bad = Math.max(floor(limit.multiply(Decimal.of(burn.long / slice))) + 1, slo.minimumErrors);
    // the last one needs as much as makes a slice bad
    const inLast = one.subtract(slo.slices.atLeast).multiply(Decimal.of(slice));
    return (bad - 1) * slice + ceil(inLast);
  }
  const crossed = limit.multiply(Decimal.of(burn.long)).divide(seen(slo, one));
  const events = eventsOfStep(watched);
  // without traffic there are never enough errors
  if (events?.numerator === 0n && slo.minimumErrors > 0) return undefined;
  const enough =
    events === undefined || events.numerator === 0n
      ? Decimal.of(0)
      : Decimal.of(slo.minimumErrors * step).divide(events.multiply(seen(slo, one)));
  return Math.max(crossed.toNumber(), enough.toNumber());
}

/** Seconds until less than its share of an untouched budget is left; undefined when the period ends before. */
export function budgetTime({ slo, step }: Watched, { left }: BudgetLeftAlert, ratio: Decimal): Seconds | undefined {
  const atLeast = slo.kind === "sli" ? slo.slices?.atLeast : undefined;
  // a slice is bad as a whole or not at all
  if (atLeast !== undefined && ratio.compare(one.subtract(atLeast)) <= 0) return undefined;
  const share = atLeast === undefined ? seen(slo, ratio) : one;
  const spent = one.subtract(left).multiply(slo.budget);
  if (share.compare(spent) <= 0) return undefined;
  const crossed = spent.multiply(Decimal.of(slo.window.length)).divide(share.multiply(Decimal.of(step)));
  return (floor(crossed) + 1) * step + (sliceOf(slo) ?? bin) - step + Math.max(120, step);
}

/** Share of a period's budget that a full outage of this length spends. */
export function budgetOf({ budget, window }: Slo, outage: Seconds): number {
  return outage / (budget.toNumber() * window.length);
}

function floor({ numerator, denominator }: Decimal): number {
  return Number(numerator / denominator);
}

function ceil({ numerator, denominator }: Decimal): number {
  return Number((numerator + denominator - 1n) / denominator);
}
