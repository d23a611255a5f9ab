import type { Expr } from "../../../model/promql/ast.ts";
import { walk } from "../../../model/promql/visit.ts";
import { alertsOf, constantOf, placeIn, uses } from "../../expressions.ts";
import { defineRule } from "../../rule.ts";

/** Always a fraction, or extrapolated to one: equal to a whole number by accident alone. */
const measured =
  "rate irate increase delta deriv predict_linear histogram_quantile quantile quantile_over_time stddev".split(" ");
/** Exact where all values are 0 or all are 1. */
const averaged = ["avg", "avg_over_time"];

/** A measurement is nearly never equal to a number: `==` nearly never holds, `!=` nearly always. */
export const exactComparison = defineRule({
  name: "exact-comparison",
  severity: "warning",
  summary: "measurements are compared by `>` and `<`",
  check(service, report) {
    for (const { when } of alertsOf(service)) {
      for (const node of when?.nodes ?? []) {
        if (node.kind !== "binary" || (node.op !== "==" && node.op !== "!=")) continue;
        const [side, limit] = [node.left, constantOf(node.right)];
        if (limit === undefined || limit === 0 || !isMeasured(side, limit)) continue;
        report(placeIn(service, when!, node), {
          title: `a measurement is hardly ever exactly ${limit}: \`${node.op}\` holds nearly ${node.op === "==" ? "never" : "always"}`,
          help: "compare by `>` or `<`, or round first: `round(…)`",
        });
      }
    }
  },
});

function isMeasured(expr: Expr, limit: number): boolean {
  if (uses(expr, "round", "floor", "ceil")) return false;
  // Two equal sums: `failed / all == 1` holds when all of them failed.
  if (limit === 1 && walk(expr).some((node) => node.kind === "binary" && node.op === "/")) return false;
  if (uses(expr, ...measured)) return true;
  return limit !== 1 && uses(expr, ...averaged);
}
