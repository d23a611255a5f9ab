import type { Expr, Matcher } from "../../model/promql/ast.ts";
import { parsePromql } from "../../model/promql/parse.ts";
import { equalExpr, mapExpr } from "../../model/promql/visit.ts";
import { formatDuration } from "../../model/quantity/duration.ts";
import type { Rule, RuleGroup } from "../../prometheus-api/client.ts";
import { type Check, detailsOf } from "./check.ts";

/** Whether a server has the rules that the specs give, as they are now. */
export function checkRules(wanted: readonly RuleGroup[], loaded: readonly RuleGroup[]): Check {
  const name = "rules";
  if (wanted.length === 0) return { name, status: "skipped", found: "the specs give no rules" };
  const byName = new Map<string, RuleGroup[]>();
  for (const group of loaded) byName.set(group.name, [...(byName.get(group.name) ?? []), group]);

  const missing: string[] = [];
  const stale: string[] = [];
  const failing: string[] = [];
  for (const group of wanted) {
    // Environments that share a server have groups of the same names, told apart by the labels of their rules.
    const there = byName.get(group.name) ?? [];
    const differences = there.map((other) => differenceOf(group, other));
    const same = there[differences.indexOf(undefined)];
    if (there.length === 0) missing.push(`${group.name} is not loaded`);
    else if (same === undefined)
      stale.push(`${group.name} is not as the specs have it: ${differences[0]} (${there[0]!.file})`);
    const bad = same?.rules.find(({ lastError }) => lastError !== undefined);
    if (bad !== undefined) failing.push(`${group.name}: \`${bad.name}\` fails: ${bad.lastError}`);
  }
  const details = detailsOf([...failing, ...stale, ...missing]);
  const count = `${wanted.length} ${wanted.length === 1 ? "group" : "groups"}`;
  if (details.length === 0) return { name, status: "ok", found: `${count}, loaded and current` };
  if (missing.length === wanted.length) {
    const help =
      "generate them, and name the files under `rule_files` of its configuration (or apply the PrometheusRule)";
    return { name, status: "warning", found: `none of ${count} is loaded`, help };
  }
  const told = [
    [failing.length, "fail"],
    [stale.length, "differ from the specs"],
    [missing.length, "are missing"],
  ] as const;
  const parts = told.filter(([many]) => many > 0).map(([many, what]) => `${many} ${what}`);
  return {
    name,
    status: failing.length > 0 ? "error" : "warning",
    found: `of ${count} ${parts.join(", ")}`,
    details,
    help:
      failing.length > 0
        ? "a rule that fails records nothing: its alerts are silent"
        : "run `tocsin generate`, bring the files there and reload it",
  };
}

/** What is first found to differ, in a few words. */
function differenceOf(wanted: RuleGroup, loaded: RuleGroup): string | undefined {
  const { interval } = wanted;
  if (interval !== undefined && loaded.interval !== undefined && interval !== loaded.interval)
    return `it is evaluated every ${formatDuration(loaded.interval)}, not every ${formatDuration(interval)}`;
  if (wanted.rules.length !== loaded.rules.length)
    return `it has ${loaded.rules.length} rules, not ${wanted.rules.length}`;
  for (const [at, rule] of wanted.rules.entries()) {
    const part = partThatDiffers(rule, loaded.rules[at]!);
    if (part !== undefined) return `${part} of \`${rule.name}\``;
  }
  return undefined;
}

function partThatDiffers(wanted: Rule, loaded: Rule): string | undefined {
  if (wanted.kind !== loaded.kind || wanted.name !== loaded.name) return "the place";
  if (!isSameExpr(wanted.expr, loaded.expr)) return "the expression";
  if (!isSameMap(wanted.labels, loaded.labels)) return "the labels";
  if (wanted.kind !== "alert") return undefined;
  if (wanted.pending !== loaded.pending) return "`for`";
  return isSameMap(wanted.annotations, loaded.annotations) ? undefined : "the annotations";
}

/** A server prints an expression in its own way, its matchers sorted: the trees are compared. */
function isSameExpr(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [a, b].map((text) => {
    const { expr } = parsePromql(text);
    return expr && mapExpr(expr, withSortedMatchers);
  });
  return left !== undefined && right !== undefined && equalExpr(left, right);
}

function withSortedMatchers(expr: Expr): Expr {
  if (expr.kind !== "selector") return expr;
  const key = ({ label, op, value }: Matcher) => `${label}\0${op}\0${value}`;
  return { ...expr, matchers: [...expr.matchers].sort((x, y) => (key(x) < key(y) ? -1 : 1)) };
}

/** An empty label is no label. */
function isSameMap(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => (a[key] ?? "") === (b[key] ?? ""));
}
