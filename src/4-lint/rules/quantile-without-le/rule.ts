import { mayHave, resultLabels } from "../../../model/promql/result-labels.ts";
import { selectorsOf } from "../../../model/promql/visit.ts";
import { expressionsOf, placeIn } from "../../expressions.ts";
import { defineRule } from "../../rule.ts";

/** A quantile is read from the buckets, told apart by `le`: once they are added up without it, there is none. */
export const quantileWithoutLe = defineRule({
  name: "quantile-without-le",
  severity: "warning",
  summary: "buckets keep `le` until their quantile is taken",
  check(service, report) {
    for (const expression of expressionsOf(service)) {
      for (const node of expression.nodes) {
        if (node.kind !== "call" || node.fn !== "histogram_quantile" || node.args[1] === undefined) continue;
        const buckets = selectorsOf(node.args[1]).find(({ name }) => name?.endsWith("_bucket") === true);
        if (buckets === undefined || mayHave(resultLabels(node.args[1]), "le")) continue;
        report(placeIn(service, expression, node), {
          title: `\`histogram_quantile\` gets the buckets of \`${buckets.name}\` without \`le\` and gives nothing`,
          help: "keep the label: `sum by (le) (rate(…[5m]))`, or `by (le, …)` with the labels that you group by",
        });
      }
    }
  },
});
