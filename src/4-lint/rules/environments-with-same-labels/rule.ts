import type { Labels } from "../../../model/service.ts";
import { defineRule } from "../../rule.ts";

/**
 * The labels of an environment stand on its recorded series: without a difference, two environments in one store write the same series.
 * A hint: where each environment has a store of its own nothing is mixed.
 */
export const environmentsWithSameLabels = defineRule({
  name: "environments-with-same-labels",
  severity: "info",
  summary: "the series of two environments differ in their labels",
  checkWorkspace({ environments }, _services, report) {
    for (const [at, { name, labels, origin }] of environments.entries()) {
      const first = environments.slice(0, at).find((other) => textOf(other.labels) === textOf(labels));
      if (first === undefined) continue;
      report(origin, {
        title: `series of \`${name}\` have the same labels as those of \`${first.name}\``,
        labels: [{ span: first.origin.span, text: "the same labels" }],
        help: `tell them apart: \`labels: { env: ${name} }\``,
      });
    }
  },
});

function textOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
