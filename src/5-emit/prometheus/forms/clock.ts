/** Clocks in PromQL. A rule that is evaluated at an instant is about the time before it, so each of them shows one second less than `time()`. */
import type { Expr } from "../../../model/promql/ast.ts";
import { binary, call, join, number } from "../../../model/promql/build.ts";
import { type DaylightSaving, monthBefore, switchNumber, type Zone } from "../../../model/quantity/calendar/zone.ts";
import type { Seconds } from "../../../model/quantity/units.ts";

/** `time()` and some seconds more or less. */
export function timeAnd(seconds: Seconds): Expr {
  const now = call("time");
  if (seconds === 0) return now;
  return binary(now, seconds < 0 ? "-" : "+", number(Math.abs(seconds)));
}

export function vector(scalar: Expr): Expr {
  return call("vector", scalar);
}

/** `vector` and some seconds more or less. */
function shifted(instants: Expr, seconds: Seconds): Expr {
  if (seconds === 0) return instants;
  return binary(instants, seconds < 0 ? "-" : "+", number(Math.abs(seconds)));
}

/** There while clocks show summer time at these instants: the month and its last Sunday so far are a number that grows through the year. */
export function inSummer({ begins, ends }: DaylightSaving, instants: Expr): Expr {
  const sundays = (at: Seconds) => {
    const moved = shifted(instants, -at);
    const month = binary(number(100), "*", call("month", moved));
    return binary(binary(month, "+", call("day_of_month", moved)), "-", call("day_of_week", moved));
  };
  const since = (left: Expr) => binary(left, ">=", number(switchNumber(begins)));
  const until = (left: Expr) => binary(left, "<", number(switchNumber(ends)));
  if (begins.month > ends.month) return binary(since(sundays(begins.at)), "or", until(sundays(ends.at)));
  if (begins.at === ends.at) return until(since(sundays(begins.at)));
  const lasts = until(binary(sundays(ends.at), ">=", number(monthBefore(begins))));
  return binary(since(sundays(begins.at)), "and", lasts);
}

/** What the clocks of a zone show, as seconds since 1970: a vector of one sample without labels. */
export function localTime({ offset, summer }: Zone): Expr {
  const standard = vector(timeAnd(offset - 1));
  if (summer === undefined) return standard;
  const more = binary(
    binary(vector(number(summer.offset - offset)), "and", inSummer(summer, vector(timeAnd(-1)))),
    "or",
    vector(number(0)),
  );
  return binary(standard, "+", more);
}

/** There while a value is one of these whole numbers, ascending: a comparison for each run of them. */
export function oneOf(value: Expr, numbers: readonly number[]): Expr {
  const runs: { first: number; last: number }[] = [];
  for (const one of numbers) {
    const run = runs.at(-1);
    if (run?.last === one - 1) run.last = one;
    else runs.push({ first: one, last: one });
  }
  return join(
    "or",
    runs.map(({ first, last }) =>
      first === last
        ? binary(value, "==", number(first))
        : binary(binary(value, ">=", number(first)), "<=", number(last)),
    ),
  );
}
