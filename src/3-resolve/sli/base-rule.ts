/**
 * The base rule: what counters gained since one step ago. Every increment is counted once, at any phase and pace of the scrapes:
 * a difference telescopes, where a `rate` sees an increment twice or never.
 */
import type { Binary, Expr, Selector } from "../../model/promql/ast.ts";
import { binary, call, join, number, offset, on, over, selector, sum, text } from "../../model/promql/build.ts";
import type { Seconds } from "../../model/quantity/units.ts";

export interface BaseRuleOptions {
  readonly step: Seconds;
  /** Labels of the raw series to keep. */
  readonly by: readonly string[];
  /**
   * Selectors of the SLI's total: when its series vanish, the target was relabelled, and what is born in that step is no new event.
   * Absent where there is no `up`: then first events are not counted.
   */
  readonly vanishing?: readonly Selector[];
}

/** What is counted: the selector, and how a sample becomes a number (a histogram is asked for its count, or a part of it). */
export interface Counter {
  readonly selector: Selector;
  readonly read?: (sample: Expr) => Expr;
  /** What falls when the counter was reset, where `read` calculates: the last digit of a quotient falls without any reset. */
  readonly resets?: (sample: Expr) => Expr;
}

/** The labels of a target, which `up` has too. */
export const targetLabels: readonly string[] = ["job", "instance"];
const onTarget = on(...targetLabels);

/**
 * Events that a counter gained since one step ago, series by series.
 *
 * The first branch is the difference; a reset makes it negative, which leaves the series to the second. The second counts a series that was reset,
 * or that was born on a target which was up by one step ago, whole: counters of error codes appear with their first error. One scrape that answered
 * in the range is enough: a restart often makes the next one fail, and what is counted after it is as new. The second branch holds off while the
 * target or its series are being relabelled. All ranges are equal: an instant selector in their place would outlive them by its lookback.
 */
function gain(
  { selector: counter, read = (sample) => sample, resets }: Counter,
  { step, vanishing }: BaseRuleOptions,
): Expr {
  const range = 3 * step;
  const at = (seconds: Seconds) => call("last_over_time", offset(over(counter, range), seconds));
  const since = (value: (sample: Expr) => Expr) => binary(value(at(0)), "-", value(at(step)));
  const difference =
    resets === undefined
      ? binary(since(read), ">=", number("0"))
      : binary(call("clamp_min", since(read), number("0")), "and", binary(since(resets), ">=", number("0")));
  if (vanishing === undefined) return difference;
  const up = selector(
    "up",
    counter.matchers.filter(({ label }) => targetLabels.includes(label)),
  );
  const wasUp = binary(call("max_over_time", offset(over(up, range), step)), "==", number("1"));
  const came = (now: Selector) => binary(now, "unless", offset(now, step));
  const went = (now: Selector) => binary(offset(now, step), "unless", now);
  let born: Binary = binary(read(at(0)), "and", wasUp, onTarget);
  born = binary(born, "unless", came(up), onTarget);
  for (const total of vanishing) born = binary(born, "unless", went(total), onTarget);
  return binary(difference, "or", born);
}

/** Events that counters gained since one step ago, added up by the labels of the groups. */
export function baseRule(counters: readonly Counter[], options: BaseRuleOptions): Expr {
  const gains = counters.map((counter) => sum(gain(counter, options), options.by));
  return addUp(gains, options.by);
}

/** A label that no series has and no spec may name. */
const part = "__part__";

/**
 * The sum of vectors that have the same labels. `+` drops a group that one of them lacks and `or` keeps but one of two equal label sets,
 * so each gets a number of its own before they are joined.
 */
export function addUp(parts: readonly Expr[], by: readonly string[]): Expr {
  const [first, ...more] = parts;
  if (first === undefined) throw new RangeError("nothing to add up");
  if (more.length === 0) return first;
  const numbered = parts.map((one, at) =>
    call("label_replace", one, text(part), text(String(at + 1)), text(part), text("")),
  );
  return sum(join("or", numbered), by);
}
