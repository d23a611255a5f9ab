/** What queries ask of raw series: the matchers of their selectors, the labels that they group and join by, and the functions around them. */
import type { Expr, Matcher, Selector } from "../../../src/model/promql/ast.ts";
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
