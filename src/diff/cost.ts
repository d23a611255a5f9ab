/** What rules cost the Prometheus that evaluates them, read from the rules themselves. */
import type { Expr } from "../model/promql/ast.ts";
import { parsePromql } from "../model/promql/parse.ts";
import { parseDuration } from "../model/quantity/duration.ts";
import type { Seconds } from "../model/quantity/units.ts";
import { never } from "../util/never.ts";
import type { RuleFacts } from "./snapshot.ts";

export interface RuleGroup {
  readonly interval?: string;
  readonly rules: readonly {
    readonly record?: string;
    readonly alert?: string;
    readonly expr: string;
    readonly labels?: Readonly<Record<string, string>>;
  }[];
}

/**
 * @param groups rule groups as files hold them
 * @param interval seconds between samples of raw series
 */
export function ruleFacts(groups: readonly RuleGroup[], interval: Seconds): RuleFacts {
  const every = new Map<string, Seconds>();
  const secondsOf = ({ interval: text }: RuleGroup) => {
    const parsed = parseDuration(text ?? "1m");
    return parsed.ok ? parsed.value : 60;
  };
  for (const group of groups)
    for (const { record } of group.rules) if (record !== undefined) every.set(record, secondsOf(group));
  const series = new Set<string>();
  let alerting = 0;
  let samples = 0;
  for (const group of groups) {
    for (const { record, expr, labels = {} } of group.rules) {
      if (record === undefined) alerting++;
      else series.add(seriesText(record, labels));
      const parsed = parsePromql(expr);
      if (parsed.expr !== undefined) samples += samplesOf(parsed.expr, every, interval) / secondsOf(group);
    }
  }
  return { series, alerting, samples };
}

/** Labels that say which series it is; others say something about it, and may change. */
const telling = ["service", "slo", "anomaly"];

/** `slo:sli_total:step{service="checkout", slo="availability"}`. */
function seriesText(name: string, labels: Readonly<Record<string, string>>): string {
  const shown = Object.entries(labels).filter(([label]) => telling.includes(label));
  return `${name}{${shown.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(", ")}}`;
}

/** Samples that one evaluation reads, where each selector selects one series. */
function samplesOf(expr: Expr, every: ReadonlyMap<string, Seconds>, interval: Seconds): number {
  switch (expr.kind) {
    case "number":
    case "string":
      return 0;
    case "selector": {
      if (typeof expr.range !== "number") return 1;
      return Math.max(1, expr.range / (every.get(expr.name ?? "") ?? interval));
    }
    case "subquery": {
      const times = typeof expr.range === "number" ? Math.max(1, expr.range / (expr.step ?? 60)) : 1;
      return times * samplesOf(expr.expr, every, interval);
    }
    case "call":
      return expr.args.reduce((sum, arg) => sum + samplesOf(arg, every, interval), 0);
    case "aggregation":
    case "unary":
    case "parenthesis":
      return samplesOf(expr.expr, every, interval);
    case "binary":
      return samplesOf(expr.left, every, interval) + samplesOf(expr.right, every, interval);
    default:
      return never(expr);
  }
}
