/** The PromQL of an entry of `alerts`, from which the rule, its proofs and `explain` are made. */
import type { Expr, Selector } from "../promql/ast.ts";
import { binary, call, number, over, subquery } from "../promql/build.ts";
import { bare } from "../promql/visit.ts";
import { formatDuration } from "../quantity/duration.ts";
import type { Seconds } from "../quantity/units.ts";
import type { AlertCondition, RuleAlert, Service } from "../service.ts";
import { effectiveStep } from "../slo/windows.ts";
import type { Workspace } from "../workspace.ts";

/** Seconds between evaluations of a service's alerts: the workspace's step, or longer where metrics come more slowly. */
export function stepOfAlerts({ metrics }: Service, { targets }: Workspace): Seconds {
  return effectiveStep(targets.prometheus.step, metrics.interval);
}

/** What an alert fires on, planned work aside. */
export function conditionOf(service: Service, { condition }: RuleAlert, workspace: Workspace): Expr {
  return condition.kind === "when" ? condition.expr : prediction(condition, service, stepOfAlerts(service, workspace));
}

/** Samples that a prediction rests on at least: half of those that its past should hold, and two, without which there is no line. */
function leastSamples(condition: Prediction, service: Service, step: Seconds): number {
  const every = isBare(condition.value) ? service.metrics.interval : step;
  return Math.max(2, Math.ceil(condition.over / every / 2));
}

type Prediction = Extract<AlertCondition, { kind: "predict" }>;

/**
 * The line through the past crosses the bound, the past holds enough samples, and the series is still there: `predict_linear` alone fires from two
 * samples, and goes on for as long as its range after the series has ended.
 */
function prediction(condition: Prediction, service: Service, step: Seconds): Expr {
  const { value, over: past, within, bound } = condition;
  const inner = bare(value);
  const range = isBare(inner) ? over(inner, past) : subquery(inner, past, step);
  const crosses = binary(call("predict_linear", range, number(within)), bound.op, number(bound.limit));
  const isKnown = binary(call("count_over_time", range), ">=", number(leastSamples(condition, service, step)));
  return binary(binary(crosses, "and", isKnown), "and", inner);
}

function isBare(value: Expr): value is Selector {
  return bare(value).kind === "selector";
}

/** In words, from when until when. */
export function whenItFires({ for: lasts, keepFiringFor }: RuleAlert): string {
  const from = lasts > 0 ? `once this has held for ${formatDuration(lasts)}` : "as soon as this holds";
  return keepFiringFor > 0 ? `${from}, and until it has not for ${formatDuration(keepFiringFor)}` : from;
}
