import type { Expr, Selector } from "../model/promql/ast.ts";
import { visit } from "../model/promql/visit.ts";

/** Every selector of an expression, in the order of its text. */
export function selectorsOf(expr: Expr | undefined): readonly Selector[] {
  const found: Selector[] = [];
  if (expr !== undefined) visit(expr, (node) => void (node.kind === "selector" && found.push(node)));
  return found;
}
