/** Calendar periods in rules: what is recorded is labelled with its period, added up by days, and the days by periods. */
import type { Expr, Selector } from "../../../model/promql/ast.ts";
import {
  aggregate,
  binary,
  call,
  number,
  offset,
  on,
  onGroupLeft,
  subquery,
  text,
} from "../../../model/promql/build.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { CalendarWindow } from "../../../model/service.ts";
import { day, numberingOf } from "../../../model/slo/calendar.ts";
import { bin } from "../../../model/slo/windows.ts";
import { localTime, timeAnd, vector } from "./clock.ts";
import { added, type Corrected, takenOff } from "./corrections.ts";

/** The label that tells periods apart. */
export const periodLabel = "period";

/** The number of the current period, as the label of a sample: of the time before the evaluation, so that a step belongs to the period that it was in. */
export function currentPeriod(window: CalendarWindow): Expr {
  const local = localTime(window.timezone);
  const numbering = numberingOf(window);
  return aggregate("count_values", numberOf(), undefined, text(periodLabel));

  function numberOf(): Expr {
    if (numbering.by === "days") return floorOf(minus(local, numbering.from), numbering.length);
    const from = minus(local, (numbering.dayOfMonth - 1) * day);
    const month = minus(binary(binary(number(12), "*", call("year", from)), "+", call("month", from)), 1);
    return numbering.months === 1 ? month : floorOf(minus(month, numbering.firstMonth), numbering.months);
  }
}

function minus(left: Expr, right: number): Expr {
  if (right === 0) return left;
  return binary(left, right < 0 ? "+" : "-", number(Math.abs(right)));
}

function floorOf(dividend: Expr, divisor: number): Expr {
  return call("floor", binary(dividend, "/", number(divisor)));
}

/** A recorded series with the label of the current period. */
export function labelled(series: Selector, period: Selector): Expr {
  return binary(series, "*", period, onGroupLeft([], [periodLabel]));
}

/** Bins of less than five minutes are recorded so late in a day that it ends some time before midnight: all that it holds is there when it is read. */
export function settling(every: Seconds): Seconds {
  return every < bin ? bin : 0;
}

/**
 * What the UTC day has come to, by period. The window of a day and more is cut to this one by whether its number is even: a query inside of a subquery
 * cannot see when it is asked.
 *
 * @param every seconds between two that are added up
 */
export function dayToDate(series: Expr, every: Seconds): Expr {
  const settled = settling(every);
  const parity = (at: Seconds, rest: number) =>
    binary(binary(call("floor", vector(binary(timeAnd(at), "/", number(day)))), "%", number(2)), "==", number(rest));
  const ofDay = (rest: number) => {
    const own = binary(series, "and", parity(settled, rest), on());
    return binary(call("sum_over_time", subquery(own, day + 1 + settled, every)), "and", parity(-1, rest), on());
  };
  return binary(ofDay(0), "or", ofDay(1));
}

/** Of instants that a subquery asks about, those in the current period. */
function inCurrent(perPeriod: Expr, period: Selector): Expr {
  return aggregate("sum", binary(perPeriod, "and", period, on(periodLabel)), {
    mode: "without",
    labels: [periodLabel],
  });
}

/** Seconds between the instants that tell how old a period is: an hour, or six of a long one, so that there are few. */
export function clockStep({ longest }: CalendarWindow): Seconds {
  return longest <= 31 * day ? 3600 : 6 * 3600;
}

/** Seconds of the current period so far, or until it ends: the hours around now that have its number, told by the clock alone. */
export function secondsOf(of: "elapsed" | "left", window: CalendarWindow, period: Selector): Expr {
  const length = window.longest + day;
  const step = clockStep(window);
  const hours = subquery(currentPeriod(window), length - 1, step);
  const counted = call("count_over_time", of === "elapsed" ? hours : offset(hours, -length));
  return binary(number(step), "*", inCurrent(counted, period));
}

/**
 * Mean of what watches saw that ended in the current period. How many there should be the clock tells, whatever was recorded; until the first has ended
 * the last one before it stands for them.
 */
export function observedToDate(window: CalendarWindow, watches: Selector, every: Seconds, period: Selector): Expr {
  const range = window.longest + day - 1;
  const seen = call("sum_over_time", subquery(labelled(watches, period), range, every));
  const all = call("count_over_time", subquery(currentPeriod(window), range, every));
  const share = binary(seen, "/", all, onGroupLeft([periodLabel], []));
  return binary(inCurrent(share, period), "or", watches);
}

/** Days are read at midnight, from what was last recorded in the six hours before: a gap of less loses nothing. */
const patience: Seconds = 6 * 3600;
const patienceStep: Seconds = 1800;

export interface PeriodParts {
  /** Days so far, by period. */
  readonly days: Selector;
  /** What is added up, by period. */
  readonly series: Expr;
  readonly period: Selector;
  readonly corrected: readonly Corrected[];
  readonly every: Seconds;
}

/** Sum of the current period: of its whole days, of today, and without what was taken out. */
export function periodToDate({ longest }: CalendarWindow, parts: PeriodParts): Expr {
  const { days, series, period, corrected, every } = parts;
  const last = call("last_over_time", subquery(days, patience - 1, patienceStep));
  // a day that ends now is still today
  const before = offset(subquery(last, longest + 2 * day, day), 1);
  const all = added([call("sum_over_time", before), days, ...takenOff(series, corrected, every)]);
  return inCurrent(all, period);
}
