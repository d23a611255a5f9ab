import { bare } from "../../../model/promql/visit.ts";
import { expressionsOf, placeIn, uses } from "../../expressions.ts";
import { defineRule } from "../../rule.ts";

const ofCounters = new Set(["rate", "irate", "increase"]);

/** Restarts can only be seen in single series: once they are added up, one restart is a fall of the sum, which counts as new events. */
export const rateOfSum = defineRule({
  name: "rate-of-sum",
  severity: "warning",
  summary: "rates are taken first and added up afterwards",
  check(service, report) {
    for (const expression of expressionsOf(service)) {
      for (const node of expression.nodes) {
        if (node.kind !== "call" || !ofCounters.has(node.fn)) continue;
        const inner = node.args.map(bare)[0];
        const summed = inner?.kind === "subquery" ? bare(inner.expr) : undefined;
        if (summed?.kind !== "aggregation" || summed.op !== "sum" || uses(summed.expr, ...ofCounters)) continue;
        report(placeIn(service, expression, node), {
          title: `\`${node.fn}\` of a sum counts each restart as many events`,
          help: `take the rate of each series and add up then: \`sum(${node.fn}(…[5m]))\``,
        });
      }
    }
  },
});
