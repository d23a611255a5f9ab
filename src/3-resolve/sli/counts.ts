import type { Expr, Selector } from "../../model/promql/ast.ts";
import { addUp, sum } from "../../model/promql/build.ts";
import { fillWindow } from "../../model/promql/visit.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import { baseRule, type BaseRuleOptions, went } from "./base-rule.ts";
import { diagnostic } from "./diagnostics.ts";
import { asVector, keepsGroups } from "./expression.ts";
import { defineSliKind, type LoweredSli, type SliContext, type SliKind, type Source } from "./kind.ts";
import { lowerGauge } from "./steps.ts";

type Role = "total" | "good" | "bad";
const roles: readonly Role[] = ["total", "good", "bad"];

/**
 * An SLI type whose events are counted, two of `total`, `good` and `bad`, or told by a gauge that is 1 while all is well.
 * Types differ in name and in what people call the events, not in arithmetic.
 */
export function countsKind(name: string): SliKind {
  return defineSliKind({ name, lower: (_, context) => lowerCounts(context) ?? lowerGauge(context, allWell) });
}

const allWell = { op: "<", limit: Decimal.of(1) } as const;

export function lowerCounts(context: SliContext): LoweredSli | undefined {
  const sources = new Map<Role, Source>();
  for (const role of roles) {
    const source = context.source(`/prometheus/${role}`);
    if (source !== undefined) sources.set(role, source);
  }
  if (sources.size < 2) return undefined;
  const forms = new Set([...sources.values()].map(({ form }) => form));
  if (forms.size > 1) {
    const { origin } = [...sources.values()].find(({ form }) => form === "expression")!;
    context.report(
      diagnostic("mixed-sources", { sli: context.name }, origin.span, {
        help: "write all of them as bare selectors, or all as expressions with `${window}`",
      }),
    );
    return undefined;
  }
  return forms.has("selectors") ? fromSelectors(sources, context) : fromExpressions(sources, context);
}

function fromSelectors(sources: ReadonlyMap<Role, Source>, context: SliContext): LoweredSli {
  const selectors = (role: Role): readonly Selector[] | undefined => {
    const source = sources.get(role);
    return source?.form === "selectors" ? source.selectors : undefined;
  };
  const [total, good, bad] = roles.map(selectors);
  const all = total ?? [...good!, ...bad!];
  const options = baseRuleOptions(context, all);
  const count = (counted: readonly Selector[]) =>
    baseRule(
      counted.map((selector) => ({ selector })),
      options,
    );
  return {
    total: count(all),
    errors: bad
      ? { of: "bad", expr: count(bad), whenMissing: "zero" }
      : { of: "good", expr: count(good!), whenMissing: "zero" },
    step: context.step,
    signal: { kind: "counters", ...(total && { total }), ...(good && { good }), ...(bad && { bad }) },
  };
}

/** Options of an SLI's base rules; `total` are the selectors whose series tell of a relabelling. */
export function baseRuleOptions(context: SliContext, total: readonly Selector[]): BaseRuleOptions {
  return {
    step: context.step,
    by: context.groups.map(({ source }) => source),
    ...(context.hasUp ? { vanishing: total.map((series) => went(series, context.step)) } : {}),
  };
}

/** Expressions are used as they stand, over one step. */
function fromExpressions(sources: ReadonlyMap<Role, Source>, context: SliContext): LoweredSli | undefined {
  const all = [...sources.values()].filter((source) => source.form === "expression");
  if (!keepsGroups(all, context)) return undefined;
  const by = context.groups.map(({ source }) => source);
  const written = (role: Role): Expr | undefined => {
    const source = sources.get(role);
    return source?.form === "expression" ? source.expr : undefined;
  };
  const [total, good, bad] = roles.map(written);
  const count = (expr: Expr) => sum(asVector(fillWindow(expr, context.step)), by);
  return {
    total: total ? count(total) : addUp([count(good!), count(bad!)], by),
    errors: bad
      ? { of: "bad", expr: count(bad), whenMissing: "zero" }
      : { of: "good", expr: count(good!), whenMissing: "zero" },
    step: context.step,
    signal: { kind: "expressions", ...(total && { total }), ...(good && { good }), ...(bad && { bad }) },
  };
}
