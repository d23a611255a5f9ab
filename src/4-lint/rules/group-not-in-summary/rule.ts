import { resultLabels } from "../../../model/promql/result-labels.ts";
import { alertsOf, isOwn } from "../../expressions.ts";
import { defineRule } from "../../rule.ts";
import { list } from "../../words.ts";

/** Ten pods, ten messages with the same words. A hint: the labels stand beside the text in most notifications. */
export const groupNotInSummary = defineRule({
  name: "group-not-in-summary",
  severity: "info",
  summary: "the summary of a grouped alert says which group it is about",
  check(service, report) {
    for (const { name, when, templates } of alertsOf(service)) {
      const summary = templates.find(({ key }) => key === "summary");
      if (when === undefined || summary === undefined) continue;
      const { names, open } = resultLabels(when.expr);
      const origin = service.resolved.originOf(summary.pointer);
      if (open || names.size === 0 || !isOwn(origin)) continue;
      if (templates.some(({ text }) => /\$labels|\.Labels/.test(text))) continue;
      const [first = ""] = names;
      report(origin, {
        title: `\`${name}\` fires for each ${list([...names].map((label) => `\`${label}\``))}, and its summary does not say for which`,
        help: `name it: \`{{ $labels.${first} }}\``,
      });
    }
  },
});
