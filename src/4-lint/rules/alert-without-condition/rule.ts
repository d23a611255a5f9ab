import type { Expr, Selector } from "../../../model/promql/ast.ts";
import { comparisons } from "../../../model/promql/operators.ts";
import { typeOf } from "../../../model/promql/types.ts";
import { bare, selectorsOf } from "../../../model/promql/visit.ts";
import type { Service } from "../../../model/service.ts";
import { alertsOf, placeIn } from "../../expressions.ts";
import { pointer } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

/** Prometheus fires for each series that `when` gives, whatever its value, 0 included. */
export const alertWithoutCondition = defineRule({
  name: "alert-without-condition",
  severity: "warning",
  summary: "an alert compares what it reads to something",
  check(service, report) {
    for (const { name, when } of alertsOf(service)) {
      // `vector(1)` is the alert that always fires, to show that alerts arrive.
      if (when === undefined || selectorsOf(when.expr).length === 0 || isCondition(service, when.expr)) continue;
      // a range or a number is an error of its own
      if (typeOf(when.expr) !== "instant vector") continue;
      const top = bare(when.expr);
      const isBool = top.kind === "binary" && top.bool === true;
      report(isBool ? placeIn(service, when, top) : when.origin, {
        title: isBool
          ? `\`${name}\` always fires: \`bool\` gives 0 or 1, and both are series`
          : `\`${name}\` fires for every series, whatever its value: it compares nothing`,
        help: isBool ? "leave `bool` out" : "compare to something: `… > 0`",
      });
    }
  },
});

/** Whether something in the expression decides which series are left. */
function isCondition(service: Service, expr: Expr, top: Expr = bare(expr), seen: readonly Expr[] = []): boolean {
  const node = bare(expr);
  switch (node.kind) {
    case "binary":
      if (comparisons.has(node.op) && node.bool !== true) return true;
      if (node.op === "and" || node.op === "unless") return true;
      if (node.op === "or")
        return isCondition(service, node.left, top, seen) && isCondition(service, node.right, top, seen);
      return isCondition(service, node.left, top, seen) || isCondition(service, node.right, top, seen);
    case "call":
      return node.fn.startsWith("absent") || node.args.some((arg) => isCondition(service, arg, top, seen));
    case "aggregation":
    case "unary":
    case "subquery":
      return isCondition(service, node.expr, top, seen);
    case "selector": {
      // ALERTS is there while an alert is, and there are others that exist in the bad case alone: whoever picks one state of many says so.
      if (node.name === undefined || node.name === "ALERTS" || (node === top && picksState(service, node))) return true;
      // A recorded series may hold a condition of its own.
      const recorded = service.resolved.promql?.get(pointer("metrics", "record", node.name));
      return (
        recorded !== undefined &&
        !seen.includes(recorded) &&
        isCondition(service, recorded, bare(recorded), [...seen, recorded])
      );
    }
    default:
      return false;
  }
}

/** Whether a selector names more than whose series it reads. */
function picksState({ match }: Service, { matchers }: Selector): boolean {
  const whose = ["__name__", "job", "instance", ...match.map(({ label }) => label)];
  return matchers.some(({ label }) => !whose.includes(label));
}
