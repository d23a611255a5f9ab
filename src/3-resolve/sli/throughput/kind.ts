import type { Expr, Selector } from "../../../model/promql/ast.ts";
import { binary, number, offset, over, selector } from "../../../model/promql/build.ts";
import { equalExpr, fillWindow, selectorsOf } from "../../../model/promql/visit.ts";
import { parseRate } from "../../../model/quantity/rate.ts";
import { Decimal } from "../../../model/quantity/decimal.ts";
import { baseRule, targetLabels } from "../base-rule.ts";
import { baseRuleOptions } from "../counts.ts";
import { asVector, keepsGroups } from "../expression.ts";
import { defineSliKind, type SliContext, type Source } from "../kind.ts";
import { by, missedFor, seen } from "../steps.ts";

interface ThroughputSpec {
  readonly atLeast: string;
}

/**
 * A step is bad with fewer events a second than `atLeast`. Steps count from when the job was up two steps ago, as a counter needs two to have gained
 * anything; where there is no `up` that tells of the whole, from when the counter was there.
 */
export const throughput = defineSliKind<ThroughputSpec>({
  name: "throughput",
  lower(spec, context) {
    const { step, groups } = context;
    const source = context.source("/prometheus/events");
    const atLeast = parseRate(spec.atLeast);
    if (source === undefined || !atLeast.ok) return undefined;
    if (source.form === "expression" && !keepsGroups([source], context)) return undefined;
    const labels = groups.map(({ source: label }) => label);
    const events = source.form === "selectors" ? source.selectors : bareOnce(source.expr);
    const gained = gainedIn(source, context);
    const counted = seen(
      tellers(events, context).map((teller) => offset(over(teller, missedFor), 2 * step)),
      labels,
    );
    const limit = number(atLeast.value.multiply(Decimal.of(step)));
    return {
      form: "steps",
      step,
      total: counted,
      errors: { of: "bad", expr: binary(gained, "<", limit, { bool: true }), whenMissing: "all" },
      signal: {
        kind: "throughput",
        events,
        atLeast: atLeast.value,
        written: spec.atLeast,
        ...(source.form === "expression" && { expression: source.expr }),
      },
    };
  },
});

/** Events of a step, by group. */
function gainedIn(source: Source, context: SliContext): Expr {
  const labels = context.groups.map(({ source: label }) => label);
  if (source.form === "expression") return by("sum", asVector(fillWindow(source.expr, context.step)), labels);
  return baseRule(
    source.selectors.map((counter) => ({ selector: counter })),
    baseRuleOptions(context, source.selectors),
  );
}

/** Series that tell from when on steps count: `up` of the jobs, else the counters themselves. */
function tellers(events: readonly Selector[], { groups, hasUp }: SliContext): readonly Selector[] {
  const namesJob = events.every(({ matchers }) =>
    matchers.some(({ label, op }) => label === "job" && op.startsWith("=")),
  );
  if (!hasUp || groups.length > 0 || !namesJob) return events;
  return once(
    events.map(({ matchers }) =>
      selector(
        "up",
        matchers.filter(({ label }) => targetLabels.includes(label)),
      ),
    ),
  );
}

/** The selectors of an expression, without ranges. */
function bareOnce(expr: Expr): readonly Selector[] {
  return once(selectorsOf(expr).map(({ name, matchers }) => selector(name, matchers)));
}

function once(selectors: readonly Selector[]): readonly Selector[] {
  return selectors.filter((one, at) => selectors.findIndex((other) => equalExpr(one, other)) === at);
}
