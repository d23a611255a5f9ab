import { Decimal } from "../../../model/quantity/decimal.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Origin } from "../../../model/origin.ts";
import { canFire } from "../../../model/slo/burn.ts";
import type { BurnAlert, Slo } from "../../../model/service.ts";
import { sameFile } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";
import { exact, list, percent, rounded } from "../../words.ts";

const one = Decimal.of(1);

/** No share of errors exceeds 100 %: an alert that asks for more loads, looks right and stays silent through a full outage. */
export const unreachableThreshold = defineRule({
  name: "unreachable-threshold",
  severity: "warning",
  summary: "every burn-rate alert can fire: its factor times the budget stays under 100 % errors",
  check({ slos }, report) {
    for (const slo of slos) {
      const dead = slo.burns.filter(({ factor }) => !canFire(factor, slo.budget));
      // An alert that the service wrote is mended where it stands; one that a default gave, through the objective.
      const own = dead.filter(({ origin }) => isOwn(origin) && sameFile(origin, slo.objectiveOrigin));
      for (const burn of own) {
        report(burn.origin, {
          title: title(slo, [burn]),
          note: "never reached",
          help: helpForOwn(slo, burn),
          labels: [{ span: slo.objectiveOrigin.span, text: `leaves a budget of ${percent(slo.budget)}` }],
        });
      }
      const given = dead.filter((burn) => !own.includes(burn));
      if (given.length > 0) report(slo.objectiveOrigin, { title: title(slo, given), help: helpForGiven(slo, given) });
    }
  },
});

function isOwn({ from }: Origin): boolean {
  return from === "spec" || from === "overlay";
}

function title(slo: Slo, burns: readonly BurnAlert[]): string {
  const needs = burns.map(
    ({ severity, long, factor }) =>
      `${severity} over ${formatDuration(long)} needs more than ${rounded(factor, 4)} × ${percent(slo.budget)} = ${percent(factor.multiply(slo.budget))} errors`,
  );
  return `${burns.length > 1 ? "alerts" : "an alert"} of \`${slo.id}\` can never fire: ${list(needs)}`;
}

function helpForOwn(slo: Slo, burn: BurnAlert): string {
  const limit = one.divide(slo.budget);
  if (burn.spend === undefined) return `write a \`burnRate\` below ${rounded(limit, 4)} (1 ÷ ${percent(slo.budget)})`;
  const spend = limit.multiply(exact(burn.long)).divide(exact(slo.window.length));
  return `only factors below ${rounded(limit, 4)} (1 ÷ ${percent(slo.budget)}) can be reached: write a \`spend\` below ${percent(spend, 2)}, or a longer \`within\``;
}

function helpForGiven(slo: Slo, burns: readonly BurnAlert[]): string {
  const highest = burns.reduce((a, { factor }) => (factor.compare(a) > 0 ? factor : a), one);
  const objective = one.subtract(one.divide(highest));
  const limit = one.divide(slo.budget);
  return `raise the objective above ${percent(objective, 2)}, or give this SLO alerts that it can reach, with a \`burnRate\` below ${rounded(limit, 4)}: \`alerting: { ${burns[0]?.severity ?? "page"}: { burns: [{ burnRate: …, within: … }] } }\``;
}
