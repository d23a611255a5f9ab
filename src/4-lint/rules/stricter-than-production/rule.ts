import { defineRule } from "../../rule.ts";
import type { SloSummary } from "../../summary.ts";
import { percent } from "../../words.ts";

const production = ["production", "prod", "prd", "live"];

/** An environment that promises more than production: mostly the objective of production was lowered, and an older layer kept the former one. */
export const stricterThanProduction = defineRule({
  name: "stricter-than-production",
  severity: "warning",
  summary: "no environment promises more than production",
  checkWorkspace({ environments }, services, report) {
    const name = environments.find((one) => production.includes(one.name))?.name;
    if (name === undefined) return;
    const promised = new Map<string, SloSummary>(
      services
        .filter(({ environment }) => environment === name)
        .flatMap((service) => service.slos.map((slo) => [`${service.name}/${slo.name}`, slo] as const)),
    );
    for (const service of services) {
      if (service.environment === name) continue;
      for (const slo of service.slos) {
        const id = `${service.name}/${slo.name}`;
        const there = promised.get(id);
        if (there === undefined || slo.objective.compare(there.objective) <= 0) continue;
        report(slo.origin, {
          title: `\`${id}\` promises ${percent(slo.objective)} in \`${service.environment}\`, and ${percent(there.objective)} in \`${name}\``,
          labels: [{ span: there.origin.span, text: `in \`${name}\`` }],
          help: `lower it, or raise that of \`${name}\``,
        });
      }
    }
  },
});
