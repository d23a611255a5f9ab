/**
 * Events that bring an alert to its edge. Thresholds are crossed by half a thousandth, so that a changed number shows:
 * once by the long window with the short one far above, once by the short window with the long one far above.
 */
import { Decimal } from "../../../model/quantity/decimal.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import { type BurnCondition, type Counts, firing, windowSums } from "../../../model/slo/simulate.ts";
import { bin, windowForm } from "../../../model/slo/windows.ts";
import { firstCounted } from "./subject.ts";

/** Steps at which an incident changes what an alert does. */
export interface Incident {
  readonly length: number;
  /** All good, outside the short window of what follows. */
  readonly bulk: number;
  /** Errors: the long window is just under its threshold. */
  readonly below: number;
  /** A few more: it is just over, and the alert fires. */
  readonly fires: number;
  /** Errors that lift the long window far above; absent without a short window, as all that follows. */
  readonly flood?: number;
  /** The flood has left the short window, which is just under its threshold: the alert ends. */
  readonly ends?: number;
  /** It is just over again, and the alert fires once more. */
  readonly again?: number;
  /** Good events end it. */
  readonly over: number;
}

const tolerance = Decimal.of(1, 2000);
const one = Decimal.of(1);

/** Steps between two changes of a window's sum. */
function grid(window: Seconds, step: Seconds): number {
  return windowForm(window) === "steps" ? 1 : bin / step;
}

function next(at: number, multiple: number): number {
  return Math.ceil(at / multiple) * multiple;
}

/** Steps that promtool may evaluate for one incident: it takes some 100 µs for each rule of the file at each step. */
const affordable = 120;

/**
 * The incident of a generated test. Windows hold what there is, so it need not be long; where its windows would have to be hours apart to tell them
 * from one another, both cross at once, and the tests of windows bind each threshold by itself.
 */
export function shortIncident(condition: Pick<BurnCondition, "long" | "short">, step: Seconds): Incident {
  const full = planIncident(condition, step);
  return full.length <= affordable ? full : planIncident({ long: condition.long }, step);
}

/** The same for all alerts with the same windows. Its steps are far enough apart for the windows to be told from one another. */
export function planIncident({ long, short }: Pick<BurnCondition, "long" | "short">, step: Seconds): Incident {
  const bulk = firstCounted;
  const longGrid = grid(long, step);
  // without a short window the bulk may stand anywhere before
  const below = next(bulk + (short === undefined ? 1 : short / step), longGrid);
  const fires = below + longGrid;
  if (short === undefined) return { length: fires + longGrid + 1, bulk, below, fires, over: fires + longGrid };
  const shortGrid = grid(short, step);
  const flood = fires + 1;
  const ends = next(flood + short / step, shortGrid);
  const again = ends + shortGrid;
  return { length: again + shortGrid + 1, bulk, below, fires, flood, ends, again, over: again + shortGrid };
}

/**
 * Counts of an incident for one alert; undefined when its windows are too alike to be told apart, which the simulation finds out.
 *
 * @param page the least factor of a page that would silence this alert: it is not reached where that can be had
 */
export function incidentCounts(
  condition: BurnCondition,
  plan: Incident,
  step: Seconds,
  page?: Decimal,
): Counts | undefined {
  const limit = condition.factor.multiply(condition.budget);
  const share = limit.toNumber();
  // large enough for a two-thousandth of the threshold to be some events
  const unit = 10 ** Math.ceil(Math.log10(Math.max(2e4 / share, 1e5, condition.minimumErrors * 10)));
  const total = Array.from({ length: plan.length }, () => 0);
  const errors = [...total];
  const sumsAt = (window: Seconds, at: number) =>
    [total, errors].map((counts) => windowSums(counts.slice(0, at + 1), window, step)[at]!) as [number, number];
  // errors that leave a window just under the threshold, among many events
  const stayBelow = (window: Seconds, at: number) => {
    total[at] = unit;
    const [events, bad] = sumsAt(window, at);
    errors[at] = floor(limit.multiply(one.subtract(tolerance)).multiply(Decimal.of(events))) - bad;
  };
  // bad events alone that lift it just over
  const goAbove = (window: Seconds, at: number) => {
    const [events, bad] = sumsAt(window, at);
    const above = limit.multiply(one.add(tolerance));
    if (above.compare(one) >= 0) return;
    const missing = above.multiply(Decimal.of(events)).subtract(Decimal.of(bad)).divide(one.subtract(above));
    total[at] = errors[at] = Math.max(1, floor(missing) + 1);
  };
  // as much as leaves the errors room in one step
  const calm = page === undefined ? 0 : 0.9 * (page.toNumber() / condition.factor.toNumber() - 1);
  total[plan.bulk] = Math.floor(unit * Math.min(calm > 0 ? calm : 20, (1 + share) / (2 * share) - 1));
  stayBelow(condition.long, plan.below);
  goAbove(condition.long, plan.fires);
  if (condition.short !== undefined && plan.flood !== undefined) {
    total[plan.flood] = errors[plan.flood] = 5 * unit;
    stayBelow(condition.short, plan.ends!);
    goAbove(condition.short, plan.again!);
  }
  total[plan.over] = 20 * unit * Math.ceil(1 / (1 - share));
  const counts = { total, errors };
  return isAsPlanned(condition, plan, counts, step) ? counts : undefined;
}

/** Whether the alert is silent and firing exactly when the plan says so. */
function isAsPlanned(condition: BurnCondition, plan: Incident, counts: Counts, step: Seconds): boolean {
  if (counts.errors.some((count, at) => count < 0 || count > counts.total[at]!)) return false;
  const states = firing(condition, counts, step);
  const { fires, ends = plan.over, again = plan.over, over } = plan;
  return states.every((state, at) => state === ((at >= fires && at < ends) || (at >= again && at < over)));
}

function floor(value: Decimal): number {
  return Number(value.numerator / value.denominator);
}
