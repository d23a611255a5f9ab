import type { Expr } from "../promql/ast.ts";
import { bare } from "../promql/visit.ts";
import type { RuleAlert } from "../service.ts";

/** Whether an alert fires for each target that does not answer: `up{…} == 0`, or `< 1`, of single targets. */
export function tellsTargetDown({ condition }: RuleAlert): boolean {
  if (condition.kind !== "when") return false;
  const expr = bare(condition.expr);
  if (expr.kind !== "binary") return false;
  const [left, right] = [bare(expr.left), bare(expr.right)];
  const limit = right.kind === "number" ? Number(right.text) : NaN;
  return isUp(left) && ((expr.op === "==" && limit === 0) || (expr.op === "<" && limit === 1));
}

function isUp(expr: Expr): boolean {
  return expr.kind === "selector" && expr.name === "up" && expr.range === undefined;
}
