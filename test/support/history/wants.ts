/** What queries ask of raw series: the matchers of their selectors, the labels that they group and join by, and the functions around them. */
import type { Expr, Matcher, Selector } from "../../../src/model/promql/ast.ts";
import { matches } from "../../../src/model/promql/selector.ts";
import { sampleRegex } from "../../../src/model/regex/sample.ts";

export interface Want {
  readonly name: string;
  readonly matchers: readonly Matcher[];
  /** Labels that the query goes on to use. */
  readonly labels: ReadonlySet<string>;
  /** Functions around the selector. */
  readonly functions: ReadonlySet<string>;
}

/** @param recorded names of series that rules make, of which nothing raw is wanted */
export function wantsOf(exprs: Iterable<Expr>, recorded: ReadonlySet<string>): readonly Want[] {
  const wants = new Map<string, Want>();
  const add = (selector: Selector, labels: ReadonlySet<string>, functions: ReadonlySet<string>): void => {
    for (const name of namesOf(selector)) {
      if (recorded.has(name)) continue;
      const matchers = selector.matchers.filter(({ label }) => label !== "__name__");
      const key = JSON.stringify([name, matchers.map(({ label, op, value }) => [label, op, value]).sort()]);
      const known = wants.get(key);
      wants.set(key, {
        name,
        matchers,
        labels: new Set([...(known?.labels ?? []), ...labels]),
        functions: new Set([...(known?.functions ?? []), ...functions]),
      });
    }
  };
  for (const expr of exprs) visit(expr, new Set(), new Set(), add);
  return [...wants.values()];
}

function visit(
  expr: Expr,
  labels: ReadonlySet<string>,
  functions: ReadonlySet<string>,
  add: (selector: Selector, labels: ReadonlySet<string>, functions: ReadonlySet<string>) => void,
): void {
  const into = (inner: Expr, more: readonly string[] = [], fn?: string) =>
    visit(inner, new Set([...labels, ...more]), fn === undefined ? functions : new Set([...functions, fn]), add);
  switch (expr.kind) {
    case "number":
    case "string":
      return;
    case "selector":
      add(expr, labels, functions);
      return;
    case "parenthesis":
    case "unary":
    case "subquery":
      into(expr.expr);
      return;
    case "aggregation":
      into(expr.expr, expr.grouping?.mode === "by" ? expr.grouping.labels : []);
      return;
    case "call": {
      // What `label_replace` makes is no label of the series below it.
      if (expr.fn === "label_replace" || expr.fn === "label_join") {
        const [inner, made, ...rest] = expr.args;
        const texts = rest.map((one) => (one.kind === "string" ? one.value : ""));
        const read = expr.fn === "label_replace" ? [texts[1]!] : texts.slice(1);
        const kept = [...labels].filter((label) => made?.kind !== "string" || label !== made.value);
        visit(inner!, new Set([...kept, ...read.filter(Boolean)]), functions, add);
        return;
      }
      for (const inner of expr.args) into(inner, [], expr.fn);
      return;
    }
    case "binary": {
      const { matching } = expr;
      const joined = matching?.mode === "on" ? matching.labels : [];
      const included = matching?.group?.include ?? [];
      const one = matching?.group?.side === "right" ? "left" : "right";
      into(expr.left, [...joined, ...(one === "left" ? included : [])]);
      into(expr.right, [...joined, ...(one === "right" ? included : [])]);
    }
  }
}

/** The metric's names: one, or examples of what a regex matches. */
function namesOf({ name, matchers }: Selector): readonly string[] {
  if (name !== undefined) return [name];
  return matchers
    .filter(({ label }) => label === "__name__")
    .flatMap(({ op, value }) => (op === "=" ? [value] : op === "=~" ? sampleRegex(value) : []));
}

/** The metric of which a series is a part: a histogram's name, for its buckets. */
function metricOf(name: string): string {
  return name.replace(/_(bucket|count|sum)$/, "");
}

/**
 * What dashboards want, as far as it is known to exist: of metrics that rules or specs name, or that an exporter documents, and of labels that
 * those name. Nothing is made up for the rest, so that it has no data.
 * @param known labels by metric
 */
export function existing(
  wants: readonly Want[],
  rules: readonly Want[],
  known: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Want[] {
  const labels = new Map<string, Set<string>>();
  const learn = (name: string, more: Iterable<string>) => {
    const all = labels.get(name) ?? new Set(["__name__", "job", "instance", "le"]);
    labels.set(name, all);
    for (const label of more) all.add(label);
  };
  for (const [name, more] of known) learn(name, more);
  for (const want of rules)
    for (const name of [want.name, metricOf(want.name)])
      learn(name, [...want.labels, ...want.matchers.map(({ label }) => label)]);
  return wants.flatMap((want) => {
    // rules name some labels of a part of a histogram, and documentation those of the whole
    const [own, whole] = [labels.get(want.name), labels.get(metricOf(want.name))];
    if (own === undefined && whole === undefined) return [];
    const there = new Set([...(own ?? []), ...(whole ?? [])]);
    if (want.matchers.some((one) => !there.has(one.label) && !matches(one, ""))) return [];
    const matchers = want.matchers.filter(({ label }) => there.has(label));
    return [{ ...want, matchers, labels: new Set([...want.labels].filter((label) => there.has(label))) }];
  });
}
