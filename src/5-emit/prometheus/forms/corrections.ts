/** Time that is taken out of a period afterwards: what was recorded stays, and is taken off where the period adds it up. */
import type { Expr, Matcher, Selector } from "../../../model/promql/ast.ts";
import { aggregate, binary, call, join, number, offset, on, subquery, text } from "../../../model/promql/build.ts";
import type { Seconds, UnixSeconds } from "../../../model/quantity/units.ts";
import type { CalendarWindow, Correction, SloWindow } from "../../../model/service.ts";
import { nextPeriod, periodAt } from "../../../model/slo/calendar.ts";
import { recorded } from "../../../model/slo/names.ts";
import { tailOf } from "../../../model/slo/maintenance.ts";
import { timeAnd, vector } from "./clock.ts";

/** The steps, five-minute sums or slices that hold some of a correction: those recorded after `from`, and not after `to`. */
export interface Corrected {
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
}

/**
 * Corrections, rounded outwards to what a period adds up, in order of time and apart from one another. As planned work they last two steps longer:
 * a step counts increments up to one scrape older than itself.
 *
 * @param every seconds between two that are added up
 */
export function correctedTimes(
  corrections: readonly Correction[],
  every: Seconds,
  step: Seconds,
): readonly Corrected[] {
  const apart: { from: UnixSeconds; to: UnixSeconds }[] = [];
  for (const { from, to } of [...corrections].sort((a, b) => a.from - b.from)) {
    const rounded = {
      from: Math.floor(from / every) * every,
      to: Math.ceil((to + tailOf(step)) / every) * every,
    };
    const last = apart.at(-1);
    if (last !== undefined && rounded.from <= last.to) last.to = Math.max(last.to, rounded.to);
    else apart.push(rounded);
  }
  return apart;
}

/** No group of an SLO has such a label. */
const partLabel = "__part__";

/** Sums of one kind of events, added up. Each may be absent; labels tell what is added to what. */
export function added(parts: readonly Expr[]): Expr {
  const [first, ...rest] = parts;
  if (first === undefined) throw new RangeError("nothing to add up");
  if (rest.length === 0) return first;
  const labelled = rest.map((part, at) =>
    call("label_replace", part, text(partLabel), text(String(at + 1)), text(""), text("")),
  );
  return aggregate("sum", join("or", [first, ...labelled]), { mode: "without", labels: [partLabel] });
}

/**
 * What corrections take off a sum, as negative sums of `series`: all that was recorded in them. Each counts from its end on, as what comes after it is
 * not known before.
 */
export function takenOff(series: Expr, corrected: readonly Corrected[], every: Seconds): readonly Expr[] {
  return corrected.map((one) => binary(whole(series, one, every), "and", since(one.to), on()));
}

/**
 * The same for a window that rolls: all of a correction until the window begins to leave it, then the oldest part of the window as far as it
 * lies in the correction.
 */
export function takenOffWindow(
  series: Selector,
  corrected: readonly Corrected[],
  window: Seconds,
  every: Seconds,
): readonly Expr[] {
  return corrected.flatMap((one) => {
    const { from, to } = one;
    const length = Math.min(to - from, window);
    const inside = binary(series, "unless", binary(vector(call("time")), ">", number(to)), on());
    const oldest = subquery(inside, length - 1, every);
    const leaving = negative(length === window ? oldest : offset(oldest, window - length));
    const isWhole = binary(since(to), "<=", number(from + window));
    return [
      ...(length === window ? [] : [binary(whole(series, one, every), "and", isWhole, on())]),
      binary(leaving, "and", since(Math.max(to, from + window + 1)), on()),
    ];
  });
}

function since(at: UnixSeconds): Expr {
  return binary(vector(call("time")), ">=", number(at));
}

function whole(series: Expr, { from, to }: Corrected, every: Seconds): Expr {
  return negative({ ...subquery(series, to - from - 1, every), at: to });
}

function negative(range: Expr): Expr {
  return binary(number(-1), "*", call("sum_over_time", range));
}

/** Seconds of the window, or of the current calendar period, that are taken out of it. */
export function correctedSeconds(
  corrected: readonly Corrected[],
  window: SloWindow,
  own: (name: string, more: readonly Matcher[]) => Expr,
): Expr {
  if (window.kind === "calendar") {
    const seconds = new Map<number, Seconds>();
    for (const { from, to } of corrected.flatMap((one) => byPeriod(one, window))) {
      const period = periodAt(window, from);
      seconds.set(period, (seconds.get(period) ?? 0) + to - from);
    }
    const current = (period: number) => own(recorded.period, [{ label: "period", op: "=", value: String(period) }]);
    const each = [...seconds].map(([period, sum]) => binary(vector(number(sum)), "and", current(period), on()));
    return join("or", [...each, vector(number(0))]);
  }
  const inside = corrected.map(({ from, to }) => {
    const ends = call("clamp_max", vector(call("time")), number(to));
    const begins = call("clamp_min", vector(timeAnd(-window.length)), number(from));
    return call("clamp_min", binary(ends, "-", begins), number(0));
  });
  return join("+", inside);
}

/** The parts of a time that lie in one calendar period each. */
function byPeriod({ from, to }: Corrected, window: CalendarWindow): readonly Corrected[] {
  const ends = nextPeriod(window, from);
  return to <= ends ? [{ from, to }] : [{ from, to: ends }, ...byPeriod({ from: ends, to }, window)];
}
