/** Numbers and expressions as generated files show them. */
import type { Expr } from "../../model/promql/ast.ts";
import { printExpr } from "../../model/promql/print.ts";
import { Decimal } from "../../model/quantity/decimal.ts";

/** A ratio as an exact percentage: `99.95%`. */
export function percent(ratio: Decimal): string {
  return `${ratio.multiply(Decimal.of(100)).toString()}%`;
}

/** The expression of a rule, over several lines where it is long. */
export function printRule(expr: Expr): string {
  return printExpr(expr, { width: 110 });
}
