import type { Expr, Selector } from "../../../model/promql/ast.ts";
import { binary, call, number, over, subquery } from "../../../model/promql/build.ts";
import { parseDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import { defineSliKind } from "../kind.ts";
import { by, missedFor, newest, seen, selectorsAt, unless } from "../steps.ts";
import { perSecond, type TimeUnit, unitOf } from "../unit.ts";

interface FreshnessSpec {
  readonly maxAge: string;
  readonly prometheus?: { readonly unit?: TimeUnit };
}

/** A job that is dead for days makes every one of them bad: longer than for other sources, since its data grows older all the same. */
const heldFor: Seconds = 7 * 86400;

/**
 * A step is bad when the newest data is older than `maxAge`. Of several series the one with the newest data counts.
 *
 * A timestamp stays true when its source is silent, so the last one counts for as long as it can be young enough, an hour at most; an age grows
 * unseen, so it counts for three steps, as all gauges do.
 */
export const freshness = defineSliKind<FreshnessSpec>({
  name: "freshness",
  lower(spec, context) {
    const { step, groups } = context;
    const of = context.source("/prometheus/timestamp") === undefined ? "age" : "timestamp";
    const pointer = `/prometheus/${of}`;
    const source = selectorsAt(pointer, "write a gauge's name with its matchers: it is asked for as it is", context);
    const maxAge = parseDuration(spec.maxAge);
    if (source === undefined || !maxAge.ok) return undefined;
    const unit = unitOf(source[0]?.name ?? "", spec.prometheus?.unit, pointer, context);
    if (unit === undefined) return undefined;

    const labels = groups.map(({ source: label }) => label);
    const bridged = 3 * step;
    const range = of === "timestamp" ? Math.max(bridged, Math.min(maxAge.value, missedFor)) : bridged;
    const values = by(of === "timestamp" ? "max" : "min", newest(source, range), labels);
    const inSeconds = unit === "s" ? values : binary(values, "/", number(perSecond[unit]));
    const age = of === "timestamp" ? binary(call("time"), "-", inSeconds) : inSeconds;
    const fresh = binary(age, "<=", number(maxAge.value), { bool: true });
    return {
      form: "steps",
      step,
      total: seen(source.flatMap(lately), labels),
      errors: { of: "bad", expr: unless(fresh), whenMissing: "all" },
      signal: { kind: "freshness", of, source, maxAge: maxAge.value, perSecond: perSecond[unit] },
    };
  },
});

/** Within the last hour, or at one of the full hours of the last days: so many samples at every step would be too many to read. */
function lately(selector: Selector): readonly Expr[] {
  return [over(selector, missedFor), subquery(selector, heldFor, missedFor)];
}
