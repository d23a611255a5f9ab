import { Decimal } from "../../../model/quantity/decimal.ts";
import { defineRule } from "../../rule.ts";
import type { LintSummary } from "../../summary.ts";
import { percent } from "../../words.ts";

/** Types that say whether a call was answered, in one scale. */
const answering = ["availability", "error-rate"];

/**
 * A service that cannot answer without its dependencies is up at most as often as all of them are: the product of their objectives.
 * A hint: caches, retries and fallbacks make more of it.
 */
export const objectiveOverDependencies = defineRule({
  name: "objective-over-dependencies",
  severity: "info",
  summary: "an objective is within what its dependencies promise",
  checkWorkspace(_workspace, services, report) {
    const byName = new Map(services.map((service) => [keyOf(service.environment, service.name), service]));
    for (const service of services) {
      const promises = service.dependsOn.flatMap((name) => promiseOf(name, service, byName));
      if (promises.length === 0) continue;
      const product = promises.reduce((all, { objective }) => all.multiply(objective), Decimal.of(1));
      for (const slo of service.slos) {
        if (!answering.includes(slo.type) || slo.objective.compare(product) <= 0) continue;
        const factors = promises.map(({ objective }) => percent(objective)).join(" × ");
        const arithmetic = promises.length > 1 ? ` (${factors})` : "";
        report(slo.origin, {
          title: `\`${service.name}/${slo.name}\` promises ${percent(slo.objective)}, and what it depends on ${percent(product)}${arithmetic}`,
          labels: promises.map(({ id, origin }) => ({ span: origin.span, text: `\`${id}\`` })),
          help: "lower the objective, raise theirs, or make the service answer without them",
        });
      }
    }
  },
});

interface Promised {
  readonly id: string;
  readonly objective: Decimal;
  readonly origin: LintSummary["slos"][number]["origin"];
}

/** The objective that a dependency names, or the highest of a service's: in doubt it is able to do better. */
function promiseOf(name: string, from: LintSummary, byName: ReadonlyMap<string, LintSummary>): readonly Promised[] {
  const [service = "", slo] = name.split("/");
  const slos = byName.get(keyOf(from.environment, service))?.slos ?? [];
  const candidates = slos.filter((one) => answering.includes(one.type) && (slo === undefined || one.name === slo));
  const [best] = [...candidates].sort((a, b) => b.objective.compare(a.objective));
  return best === undefined ? [] : [{ id: `${service}/${best.name}`, objective: best.objective, origin: best.origin }];
}

function keyOf(environment: string | undefined, service: string): string {
  return `${environment ?? ""}/${service}`;
}
