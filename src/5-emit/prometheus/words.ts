/** Numbers and expressions as generated files show them. */
import type { Expr } from "../../model/promql/ast.ts";
import { printExpr } from "../../model/promql/print.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import type { BurnAlert } from "../../model/service.ts";

/** The expression of a rule, over several lines where it is long. */
export function printRule(expr: Expr): string {
  return printExpr(expr, { width: 110 });
}

/** A burn rate: `13.44 times the budget`, at which an alert fires. */
export function timesBudget({ factor }: BurnAlert): string {
  return factor.equals(one) ? "the budget" : `${factor.toString(4)} times the budget`;
}

const one = Decimal.of(1);

export { percent } from "../../model/quantity/percentage.ts";
