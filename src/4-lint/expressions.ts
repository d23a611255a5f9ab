import type { Origin } from "../model/origin.ts";
import type { Expr, Selector, TextRange } from "../model/promql/ast.ts";
import { bare, walk } from "../model/promql/visit.ts";
import { parseDuration } from "../model/quantity/duration.ts";
import type { Seconds } from "../model/quantity/units.ts";
import { type AlertSeverity, alertSeverities, type Resolved, type Service } from "../model/service.ts";
import { pointerSteps } from "../util/pointer.ts";
import { isMap, pointer, textAt, valueAt } from "./lookup.ts";

/** A PromQL text of the service: an alert's, an anomaly's, a recorded series', a panel's or an SLI's. */
export interface Expression {
  readonly pointer: string;
  readonly path: readonly string[];
  readonly expr: Expr;
  /** Every node, parents before their children. */
  readonly nodes: readonly Expr[];
  /** Looked up when it is asked for: most expressions are found to be right. */
  readonly origin: Origin;
}

/**
 * Many rules read the same service, one service after another: what they share is made once for each. The last is kept alone, since what a `WeakMap`
 * holds lives until all memory is looked through.
 */
function once<T>(make: (service: Service) => T): (service: Service) => T {
  let last: { readonly service: Service; readonly value: T } | undefined;
  return (service) => {
    if (last?.service !== service) last = { service, value: make(service) };
    return last.value;
  };
}

/** Every PromQL text, parsed when the service was resolved. */
export const expressionsOf = once(({ resolved }): readonly Expression[] =>
  [...(resolved.promql ?? [])].map(([at, expr]) => new WrittenExpression(at, expr, resolved)),
);

class WrittenExpression implements Expression {
  readonly pointer: string;
  readonly path: readonly string[];
  readonly expr: Expr;
  readonly nodes: readonly Expr[];
  private readonly resolved: Resolved;

  constructor(at: string, expr: Expr, resolved: Resolved) {
    this.pointer = at;
    this.path = pointerSteps(at);
    this.expr = expr;
    this.nodes = walk(expr);
    this.resolved = resolved;
  }

  get origin(): Origin {
    return this.resolved.originOf(this.pointer);
  }
}

/** Whether the service's author wrote it. What a kit wrote is the kit's to mend: mistakes in it are told, hints are not. */
export function isOwn({ from }: Origin): boolean {
  return from === "spec" || from === "overlay";
}

/** The place of a node or matcher in the text that was written; of a kit's, where the service uses it. */
export function placeIn(
  { resolved }: Service,
  { pointer: at, origin }: Expression,
  { span }: { readonly span?: TextRange },
): Origin {
  if (span === undefined || !isOwn(origin)) return origin;
  return { ...origin, span: resolved.spanInside?.(at, span.start, span.end) ?? origin.span };
}

/** An entry of `alerts`. */
export interface WrittenAlert {
  readonly name: string;
  readonly pointer: string;
  readonly severity: AlertSeverity;
  readonly for: Seconds;
  /** `when`. */
  readonly when?: Expression;
  /** The value of `predict`. */
  readonly predict?: Expression;
  /** Texts with Prometheus's template syntax: summary, description, annotations. */
  readonly templates: readonly { readonly pointer: string; readonly key: string; readonly text: string }[];
  readonly origin: Origin;
}

export const alertsOf = once((service): readonly WrittenAlert[] => {
  const alerts = valueAt(service, "alerts");
  const expressions = new Map(expressionsOf(service).map((one) => [one.pointer, one]));
  return Object.keys(isMap(alerts) ? alerts : {}).map((name) => {
    const own = pointer("alerts", name);
    const lasts = parseDuration(textAt(service, "alerts", name, "for") ?? "");
    const when = expressions.get(`${own}/when`);
    const predict = expressions.get(`${own}/predict/value`);
    const severity = alertSeverities.find((one) => one === textAt(service, "alerts", name, "severity")) ?? "ticket";
    const annotations = valueAt(service, "alerts", name, "annotations");
    const keys = [
      ["summary"],
      ["description"],
      ...Object.keys(isMap(annotations) ? annotations : {}).map((key) => ["annotations", key]),
    ];
    return {
      name,
      pointer: own,
      severity,
      for: lasts.ok ? lasts.value : 0,
      ...(when && { when }),
      ...(predict && { predict }),
      templates: keys.flatMap((path) => {
        const text = textAt(service, "alerts", name, ...path);
        return text === undefined ? [] : [{ pointer: pointer("alerts", name, ...path), key: path.at(-1)!, text }];
      }),
      origin: service.resolved.originOf(own, "key"),
    };
  });
});

/** Whether a function or aggregation of this name stands anywhere in the expression. */
export function uses(expr: Expr, ...names: readonly string[]): boolean {
  return walk(expr).some(
    (node) =>
      (node.kind === "call" && names.includes(node.fn)) || (node.kind === "aggregation" && names.includes(node.op)),
  );
}

/** The range selector that a function's first range argument is. */
export function rangeSelector(args: readonly Expr[]): Selector | undefined {
  const inner = args.map(bare).find((arg) => arg.kind === "selector" && arg.range !== undefined);
  return inner?.kind === "selector" ? inner : undefined;
}

/** The value of an expression of numbers alone, or undefined. */
export function constantOf(expr: Expr): number | undefined {
  const node = bare(expr);
  if (node.kind === "number") {
    const duration = /[a-z]$/.test(node.text) ? parseDuration(node.text) : undefined;
    const value = duration?.ok ? duration.value : node.text === "Inf" ? Infinity : Number(node.text);
    return Number.isNaN(value) ? undefined : value;
  }
  if (node.kind === "unary") {
    const value = constantOf(node.expr);
    return value === undefined ? undefined : node.op === "-" ? -value : value;
  }
  if (node.kind !== "binary") return undefined;
  const [a, b] = [constantOf(node.left), constantOf(node.right)];
  if (a === undefined || b === undefined) return undefined;
  const by = { "+": a + b, "-": a - b, "*": a * b, "/": a / b, "^": a ** b } as const;
  return node.op in by ? by[node.op as keyof typeof by] : undefined;
}
