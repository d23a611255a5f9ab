/**
 * The base rule: what counters gained since one step ago. Every increment is counted once, at any phase and pace of the scrapes:
 * a difference telescopes, where a `rate` sees an increment twice or never.
 */
import type { Binary, Expr, Matcher, Selector } from "../../model/promql/ast.ts";
import { addUp, binary, call, number, offset, on, over, selector, sum } from "../../model/promql/build.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import { scrapeLatency } from "../../model/slo/windows.ts";

export interface BaseRuleOptions {
  readonly step: Seconds;
  /** Labels of the raw series to keep. */
  readonly by: readonly string[];
  /**
   * Series of the SLI's total that vanished (`went`): the target was relabelled, and what is born in that step is no new event.
   * Absent where there is no `up`: then first events are not counted.
   */
  readonly vanishing?: readonly Expr[];
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
 * Events that a counter gained since one step ago, series by series. All of it is read `scrapeLatency` seconds late: a scrape that is under way at
 * an evaluation is not seen by it, and the next one, which finds it stored, would take it for known.
 *
 * - The first branch is the difference; a reset makes it negative, which leaves the series to the others.
 * - The second counts what is there after a reset. A counter that fell is no other one under a new label, so nothing holds it off.
 * - The third counts a series whole that was born on a target which was up by one step ago: counters of error codes appear with their first error.
 *   One scrape that answered in the range is enough: a restart often makes the next one fail, and what is counted after it is as new. It holds off
 *   while the target or its series are being relabelled.
 *
 * Ranges are equal, or as short as a step, within which all that was born must lie: an instant selector in place of one would outlive the others
 * by its lookback. In the second branch it does no harm, since a counter that outlives the rest has not fallen.
 */
function gain(
  { selector: counter, read = (sample) => sample, resets = read }: Counter,
  { step, vanishing }: BaseRuleOptions,
): Expr {
  const range = 3 * step;
  const [now, before] = [scrapeLatency, scrapeLatency + step];
  const newest = (within: Seconds, ago: Seconds) => call("last_over_time", offset(over(counter, within), ago));
  const since = (value: (sample: Expr) => Expr) => binary(value(newest(range, now)), "-", value(newest(range, before)));
  const difference =
    resets === read
      ? binary(since(read), ">=", number("0"))
      : binary(call("clamp_min", since(read), number("0")), "and", binary(since(resets), ">=", number("0")));
  const fallen = binary(resets(offset(counter, now)), "<", resets(offset(counter, before)));
  const anew = resets === read ? fallen : binary(read(offset(counter, now)), "and", fallen);
  const known = binary(difference, "or", anew);
  if (vanishing === undefined) return known;
  const { wasUp, came } = targetsOf(counter, step);
  let born: Binary = binary(read(newest(step, now)), "and", wasUp, onTarget);
  born = binary(born, "unless", came, onTarget);
  for (const gone of vanishing) born = binary(born, "unless", gone, onTarget);
  return binary(known, "or", born);
}

/** Series that were there one step ago and are no more. */
export function went(series: Selector, step: Seconds): Expr {
  return binary(offset(series, scrapeLatency + step), "unless", offset(series, scrapeLatency));
}

/** Targets that were up by one step ago, and those that came since. */
interface Targets {
  readonly wasUp: Expr;
  readonly came: Expr;
}

/** By the matcher that names the job: that of a service stands in each of its selectors, and a tree that is the same is printed once. */
const knownTargets = new WeakMap<Matcher, Map<Seconds, Targets>>();

function targetsOf({ matchers }: Selector, step: Seconds): Targets {
  const own = matchers.filter(({ label }) => targetLabels.includes(label));
  const [first] = own;
  if (first === undefined || own.length > 1) return makeTargets(own, step);
  let bySteps = knownTargets.get(first);
  if (bySteps === undefined) knownTargets.set(first, (bySteps = new Map()));
  let known = bySteps.get(step);
  if (known === undefined) bySteps.set(step, (known = makeTargets(own, step)));
  return known;
}

function makeTargets(matchers: readonly Matcher[], step: Seconds): Targets {
  const [now, before] = [scrapeLatency, scrapeLatency + step];
  const up = selector("up", matchers);
  return {
    wasUp: binary(call("max_over_time", offset(over(up, 3 * step), before)), "==", number("1")),
    came: binary(offset(up, now), "unless", offset(up, before)),
  };
}

/** Events that counters gained since one step ago, added up by the labels of the groups. */
export function baseRule(counters: readonly Counter[], options: BaseRuleOptions): Expr {
  const gains = counters.map((counter) => sum(gain(counter, options), options.by));
  return addUp(gains, options.by);
}
