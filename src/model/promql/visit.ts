import type { Expr, Selector } from "./ast.ts";
import { negated } from "./operators.ts";
import { never } from "../../util/never.ts";

/** Expressions right below this one, in the order of the text. */
function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "number":
    case "string":
    case "selector":
      return [];
    case "call":
      return expr.args;
    case "aggregation":
      return expr.param === undefined ? [expr.expr] : [expr.param, expr.expr];
    case "binary":
      return [expr.left, expr.right];
    case "subquery":
    case "unary":
    case "parenthesis":
      return [expr.expr];
    default:
      return never(expr);
  }
}

/** Every node, parents before their children, left to right. */
export function walk(expr: Expr): readonly Expr[] {
  const found: Expr[] = [];
  const visit = (node: Expr): void => {
    found.push(node);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(expr);
  return found;
}

/** A copy in which `change` was asked about every node, children first; a node that it returns as it got it stays. */
export function mapExpr(expr: Expr, change: (node: Expr) => Expr): Expr {
  const inner = (node: Expr): Expr => mapExpr(node, change);
  switch (expr.kind) {
    case "number":
    case "string":
    case "selector":
      return change(expr);
    case "call":
      return change({ ...expr, args: expr.args.map(inner) });
    case "aggregation":
      return change({
        ...expr,
        ...(expr.param === undefined ? {} : { param: inner(expr.param) }),
        expr: inner(expr.expr),
      });
    case "binary":
      return change({ ...expr, left: inner(expr.left), right: inner(expr.right) });
    case "subquery":
    case "unary":
    case "parenthesis":
      return change({ ...expr, expr: inner(expr.expr) });
    default:
      return never(expr);
  }
}

/** Every selector, left to right. */
export function selectorsOf(expr: Expr): readonly Selector[] {
  const found: Selector[] = [];
  const visit = (node: Expr): void => {
    if (node.kind === "selector") found.push(node);
    else for (const child of childrenOf(node)) visit(child);
  };
  visit(expr);
  return found;
}

/** Whether all selectors are as wanted; asked from left to right, up to the first that is not. */
export function everySelector(expr: Expr, isWanted: (selector: Selector) => boolean): boolean {
  return expr.kind === "selector" ? isWanted(expr) : childrenOf(expr).every((child) => everySelector(child, isWanted));
}

/** Whether the expression has `${window}` as a range. */
export function usesWindow(expr: Expr): boolean {
  return walk(expr).some((node) => (node.kind === "selector" || node.kind === "subquery") && node.range === "window");
}

/** The expression with a duration in place of `${window}`. */
export function fillWindow(expr: Expr, seconds: number): Expr {
  return mapExpr(expr, (node) =>
    (node.kind === "selector" || node.kind === "subquery") && node.range === "window"
      ? { ...node, range: seconds }
      : node,
  );
}

/**
 * Whether two expressions are the same but for places in a text, brackets, the ways to write a number, and the two ways to write a metric's name.
 * Matchers count in their order.
 */
export function equalExpr(a: Expr, b: Expr): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

/** Arrays, so that the order in which keys were written does not matter. */
function canonical(expr: Expr): unknown {
  switch (expr.kind) {
    case "parenthesis":
      return canonical(expr.expr);
    case "number":
      return ["number", numberText(expr.text)];
    case "string":
      return ["string", expr.value];
    case "selector": {
      const name = expr.name === undefined ? [] : [["__name__", "=", expr.name]];
      return [
        "selector",
        [...name, ...expr.matchers.map((m) => [m.label, m.op, m.value])],
        expr.range,
        expr.offset ?? 0,
        expr.at,
      ];
    }
    case "subquery":
      return ["subquery", canonical(expr.expr), expr.range, expr.step, expr.offset ?? 0, expr.at];
    case "call":
      return ["call", expr.fn, expr.args.map(canonical)];
    case "aggregation": {
      const grouping = expr.grouping === undefined ? null : [expr.grouping.mode, expr.grouping.labels];
      return [
        "aggregation",
        expr.op,
        grouping,
        expr.param === undefined ? null : canonical(expr.param),
        canonical(expr.expr),
      ];
    }
    case "unary": {
      const inner = canonical(expr.expr) as readonly unknown[];
      if (inner[0] === "number") return ["number", expr.op === "-" ? negated(inner[1] as string) : inner[1]];
      return ["unary", expr.op, inner];
    }
    case "binary": {
      const { matching } = expr;
      const group = matching?.group === undefined ? null : [matching.group.side, matching.group.include];
      return [
        "binary",
        expr.op,
        expr.bool === true,
        matching === undefined ? null : [matching.mode, matching.labels, group],
        canonical(expr.left),
        canonical(expr.right),
      ];
    }
    default:
      return never(expr);
  }
}

/** One text for a number: Prometheus prints 2419200 as 2.4192e+06. */
function numberText(text: string): string {
  const [, sign = "", digits = ""] = /^([+-]?)(.*)$/.exec(text) ?? [];
  const value = Number(digits);
  return `${sign === "-" ? "-" : ""}${Number.isNaN(value) ? digits.toLowerCase() : String(value)}`;
}

/** The expression inside of any brackets. */
export function bare(expr: Expr): Expr {
  return expr.kind === "parenthesis" ? bare(expr.expr) : expr;
}
