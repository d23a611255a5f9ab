/** Numbers and expressions as generated files show them. */
import type { Expr } from "../../model/promql/ast.ts";
import { printExpr } from "../../model/promql/print.ts";

/** The expression of a rule, over several lines where it is long. */
export function printRule(expr: Expr): string {
  return printExpr(expr, { width: 110 });
}

export { percent } from "../../model/quantity/percentage.ts";
