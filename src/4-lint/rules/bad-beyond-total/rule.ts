import type { Selector } from "../../../model/promql/ast.ts";
import { hasMatcher } from "../../../model/promql/selector.ts";
import { originOfSource, sourcesOf, usedSlis } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

/** What is counted as bad or good must be counted in the total too: else the share passes 100 %, and quiet parts of the service spend the budget. */
export const badBeyondTotal = defineRule({
  name: "bad-beyond-total",
  severity: "warning",
  summary: "`bad` and `good` count a part of what `total` counts",
  check(service, report) {
    for (const sli of usedSlis(service)) {
      if (sli.signal.kind !== "counters" || sli.signal.total === undefined) continue;
      const { total } = sli.signal;
      for (const { key, selectors } of sourcesOf(sli.signal)) {
        if (key === "total") continue;
        for (const [at, part] of selectors.entries()) {
          const missing = missingIn(part, total);
          if (missing === undefined) continue;
          report(originOfSource(service, sli, key, at, part), {
            title: `\`${key}\` of \`${sli.name}\` counts events that \`total\` leaves out: it names no \`${missing}\``,
            labels: [{ span: originOfSource(service, sli, "total", 0, total[0] ?? part).span, text: "the total" }],
            help: `add the matcher on \`${missing}\` here too, or take it from \`total\``,
          });
        }
      }
    }
  },
});

/** A label that each total of the same metric matches and the part says nothing about. Other metrics may count alike: not judged. */
function missingIn(part: Selector, total: readonly Selector[]): string | undefined {
  const same = total.filter(({ name }) => name === part.name);
  const missing = same.map(({ matchers }) => matchers.find(({ label }) => !hasMatcher(part, label))?.label);
  return missing.includes(undefined) ? undefined : missing[0];
}
