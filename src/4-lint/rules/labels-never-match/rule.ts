import type { Binary } from "../../../model/promql/ast.ts";
import { mayHave, resultLabels } from "../../../model/promql/result-labels.ts";
import { typeOf } from "../../../model/promql/types.ts";
import { expressionsOf, placeIn } from "../../expressions.ts";
import { defineRule } from "../../rule.ts";
import { list } from "../../words.ts";

/** Series of two sides meet when their labels are the same: grouped by different labels they never do, and the result is empty. */
export const labelsNeverMatch = defineRule({
  name: "labels-never-match",
  severity: "warning",
  summary: "both sides of an operator have the labels by which they meet",
  check(service, report) {
    for (const expression of expressionsOf(service)) {
      for (const node of expression.nodes) {
        if (node.kind !== "binary" || node.op === "or") continue;
        if (typeOf(node.left) === "scalar" || typeOf(node.right) === "scalar") continue;
        const [left, right] = alone(node);
        if (left.length === 0 && right.length === 0) continue;
        const sides = [said("the left side", left), said("the right side", right)].filter((text) => text !== "");
        const labels = list([...left, ...right].map((label) => `\`${label}\``));
        report(placeIn(service, expression, node), {
          title: `the sides of \`${node.op}\` never meet: only ${sides.join(", and only ")}`,
          help: `group both sides by the same labels, or say how they meet: \`${node.op} on (…)\`, with \`group_left\` where one side has more (${labels})`,
        });
      }
    }
  },
});

/** Labels by which the sides are matched and that one side alone can have. Open sides may have any label, and are not judged. */
function alone({ left, right, matching }: Binary): readonly [readonly string[], readonly string[]] {
  const [a, b] = [resultLabels(left), resultLabels(right)];
  const counts = (label: string): boolean =>
    matching === undefined || (matching.mode === "on") === matching.labels.includes(label);
  const only = (mine: typeof a, other: typeof a): readonly string[] =>
    mine.open || other.open ? [] : [...mine.names].filter((label) => counts(label) && !mayHave(other, label));
  return [only(a, b), only(b, a)];
}

function said(side: string, labels: readonly string[]): string {
  return labels.length === 0 ? "" : `${side} has ${list(labels.map((label) => `\`${label}\``))}`;
}
