import { resultLabels } from "../../../model/promql/result-labels.ts";
import { selectorsOf } from "../../../model/promql/visit.ts";
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
      // A label that is matched by `=` has one value, and `absent` gives one series.
      const fixed = selectorsOf(when.expr).flatMap(({ matchers }) => matchers.filter(({ op }) => op === "="));
      const groups = [...names].filter((name) => !fixed.some(({ label }) => label === name));
      const origin = service.resolved.originOf(summary.pointer);
      if (open || groups.length === 0 || !isOwn(origin)) continue;
      if (templates.some(({ text }) => /\$labels|\.Labels/.test(text))) continue;
      report(origin, {
        title: `\`${name}\` fires for each ${list(groups.map((label) => `\`${label}\``))}, and its summary does not say for which`,
        help: `name it: \`{{ $labels.${groups[0]} }}\``,
      });
    }
  },
});
