/** Which rules have to be worked out for a subject, from when on, and which of them the server is asked for. */
import { mayRecord, planTasks, type Task } from "../backfill/plan.ts";
import type { Expr, Selector } from "../model/promql/ast.ts";
import { selector } from "../model/promql/build.ts";
import { typeOf } from "../model/promql/types.ts";
import { selectorsOf } from "../model/promql/visit.ts";
import type { Seconds } from "../model/quantity/units.ts";
import type { ReplayRule, RuleSet } from "./rules.ts";

export interface Planned extends Omit<Task, "rule"> {
  readonly rule: ReplayRule;
  /** Unix time of its first evaluation that something reads. */
  readonly since: Seconds;
}

/**
 * @param wanted Unix time from which on a rule itself is wanted; undefined: only as far as others read it
 * @returns what is needed, each behind what it reads
 */
export function planSubject(
  rules: RuleSet,
  subject: string,
  wanted: (rule: ReplayRule) => Seconds | undefined,
): readonly Planned[] {
  const tasks = tasksOf(rules.withSources(subject), subject);
  const since = new Map<Task, Seconds>();
  const want = (task: Task, time: Seconds) => {
    const { for: pending = 0, keepFiringFor = 0 } = (task.rule as ReplayRule).alert ?? {};
    since.set(task, Math.min(since.get(task) ?? Infinity, time - pending - keepFiringFor));
  };
  for (const task of tasks.toReversed()) {
    const own = task.rule.slo === subject ? wanted(originOf(task.rule)) : undefined;
    if (own !== undefined) want(task, own);
    const time = since.get(task);
    if (time === undefined || task.how !== "compute") continue;
    for (const read of readsOf(task.expr))
      for (const source of tasks)
        if (mayRecord(source.rule, read.selector)) want(source, read.at ?? time - read.behind);
  }
  return tasks.flatMap((task) => {
    const time = since.get(task);
    return time === undefined ? [] : [{ ...task, since: time }];
  });
}

/** A rule that reads raw and recorded series at once is taken apart: the server is asked for the one, the other is worked out here. */
function tasksOf(rules: readonly ReplayRule[], subject: string): readonly Task[] {
  const chosen = new Set([subject]);
  const mixed = new Set<ReplayRule>(
    planTasks(rules, chosen).flatMap(({ how, rule }) => (how === "leave" ? [rule] : [])),
  );
  if (mixed.size === 0) return planTasks(rules, chosen);
  const parted = rules.flatMap((rule) => (mixed.has(rule) ? parts(rule, rules) : [rule]));
  return planTasks(parted, chosen);
}

function parts(rule: ReplayRule, rules: readonly ReplayRule[]): readonly ReplayRule[] {
  const isRaw = (one: Selector) => !rules.some((other) => mayRecord(other, one));
  const asked: ReplayRule[] = [];
  const part = (expr: Expr): Expr => {
    const raw = selectorsOf(expr).map(isRaw);
    if (!raw.includes(true)) return expr;
    if (!raw.includes(false) && typeOf(expr) === "instant vector") {
      const record = `asked:${rule.slo}:${rules.indexOf(rule)}:${asked.length}`;
      asked.push({ slo: rule.slo, record, expr, labels: {}, interval: rule.interval });
      return selector(record);
    }
    switch (expr.kind) {
      case "binary":
        return { ...expr, left: part(expr.left), right: part(expr.right) };
      case "call":
        return { ...expr, args: expr.args.map(part) };
      case "aggregation":
      case "parenthesis":
      case "unary":
        return { ...expr, expr: part(expr.expr) };
      default:
        // other times are read within a subquery than those that were asked for
        return expr;
    }
  };
  const expr = part(rule.expr);
  return [...asked, { ...rule, expr, origin: rule }];
}

/** A rule as it stands in its file. */
export function originOf(rule: ReplayRule): ReplayRule {
  return rule.origin ?? rule;
}

/** An instant selector looks back so far. */
const lookback: Seconds = 300;

interface Read {
  readonly selector: Selector;
  /** Seconds before the evaluation. */
  readonly behind: Seconds;
  /** Unix time, where `@` says it. */
  readonly at?: Seconds;
}

function readsOf(expr: Expr): readonly Read[] {
  switch (expr.kind) {
    case "number":
    case "string":
      return [];
    case "selector": {
      const { range = lookback, offset = 0, at } = expr;
      const behind = (typeof range === "number" ? range : 0) + offset + lookback;
      return [{ selector: expr, behind, ...(typeof at === "number" && { at: at - behind }) }];
    }
    case "subquery": {
      const { range, offset = 0, step = 60, at } = expr;
      const own = (typeof range === "number" ? range : 0) + offset + step;
      return readsOf(expr.expr).map((read) => ({
        ...read,
        behind: read.behind + own,
        ...(read.at === undefined && typeof at === "number" && { at: at - own - read.behind }),
      }));
    }
    case "call":
      return expr.args.flatMap(readsOf);
    case "binary":
      return [...readsOf(expr.left), ...readsOf(expr.right)];
    default:
      return readsOf(expr.expr);
  }
}
