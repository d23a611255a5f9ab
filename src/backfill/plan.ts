/**
 * Who works out a rule: the server, where it reads raw series, or we, from what was worked out before it. Nothing that a rule has recorded is
 * read from the server: it has no past there, or another one.
 */
import type { Expr, Selector } from "../model/promql/ast.ts";
import { matches } from "../model/promql/selector.ts";
import { mapExpr, selectorsOf } from "../model/promql/visit.ts";
import type { Seconds } from "../model/quantity/units.ts";
import type { Labels } from "../model/service.ts";

/** A recording rule; of a list of them, each reads only those before it or of other SLOs. */
export interface Rule {
  readonly slo: string;
  readonly record: string;
  readonly expr: Expr;
  readonly labels: Labels;
  readonly interval: Seconds;
}

export interface Task {
  readonly rule: Rule;
  /** `ask`: the server, `expr` reads raw series alone. `compute`: we, `expr` reads recorded series alone. `leave`: it reads both. */
  readonly how: "ask" | "compute" | "leave";
  readonly expr: Expr;
  /** Whether its SLO was chosen; otherwise another's rule reads it. */
  readonly isChosen: boolean;
}

/** The tasks for the rules of the chosen SLOs and for all that they read, in an order in which each finds what it reads. */
export function planTasks(rules: readonly Rule[], chosen: ReadonlySet<string>): readonly Task[] {
  const tasks = new Map<Rule, Task>();
  const open = new Set<Rule>();

  const add = (rule: Rule): Task | undefined => {
    const known = tasks.get(rule);
    if (known !== undefined) return known;
    // A rule that reads itself, by whatever way, has no beginning.
    if (open.has(rule)) return undefined;
    open.add(rule);
    const made = makeTask(rule, rules, chosen, add);
    open.delete(rule);
    tasks.set(rule, made);
    return made;
  };
  for (const rule of rules) if (chosen.has(rule.slo)) add(rule);
  return [...tasks.values()];
}

function makeTask(
  rule: Rule,
  rules: readonly Rule[],
  chosen: ReadonlySet<string>,
  add: (rule: Rule) => Task | undefined,
): Task {
  const isChosen = chosen.has(rule.slo);
  const sources = new Map<Selector, readonly (Task | undefined)[]>();
  let isRaw = false;
  for (const selector of selectorsOf(rule.expr)) {
    const read = rules.filter((other) => mayRecord(other, selector));
    if (read.length === 0) isRaw = true;
    else sources.set(selector, read.map(add));
  }
  const leave: Task = { rule, how: "leave", expr: rule.expr, isChosen };
  if ([...sources.values()].flat().some((task) => task === undefined || task.how === "leave")) return leave;
  if (!isRaw) return { rule, how: "compute", expr: rule.expr, isChosen };
  if (sources.size === 0) return { rule, how: "ask", expr: rule.expr, isChosen };
  // What is read as it is now, from one rule that the server can work out too, is worked out there with the rest.
  const definitionOf = (selector: Selector): Expr | undefined => {
    const [only, ...more] = sources.get(selector) ?? [];
    const isNow = selector.range === undefined && selector.offset === undefined && selector.at === undefined;
    return isNow && more.length === 0 && only !== undefined && isServerSide(only) ? only.expr : undefined;
  };
  if ([...sources.keys()].some((selector) => definitionOf(selector) === undefined)) return leave;
  const expr = mapExpr(rule.expr, (node) => {
    const definition = node.kind === "selector" ? definitionOf(node) : undefined;
    return definition === undefined ? node : { kind: "parenthesis", expr: definition };
  });
  return { rule, how: "ask", expr, isChosen };
}

/** Whether an expression reads nothing that rules have recorded: raw series, or the time alone, as that of planned work. */
function isServerSide({ how, expr }: Task): boolean {
  return how === "ask" || (how === "compute" && selectorsOf(expr).length === 0);
}

/** Whether a rule may record a series that the selector selects. Labels that come from its expression are not known. */
export function mayRecord({ record, labels }: Rule, { name, matchers }: Selector): boolean {
  return (
    name === record && matchers.every((one) => labels[one.label] === undefined || matches(one, labels[one.label]!))
  );
}
