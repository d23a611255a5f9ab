import { isOwn } from "../../expressions.ts";
import { defineRule } from "../../rule.ts";

/** An SLI that a service wrote and no SLO stands on measures nothing: the compiler makes rules for SLOs. What a kit gives beyond need is fine. */
export const unusedSli = defineRule({
  name: "unused-sli",
  severity: "info",
  summary: "an SLO stands on every SLI that a service writes",
  checkWorkspace(_workspace, services, report) {
    const idle = services.flatMap((service) => service.unusedSlis.map((sli) => ({ service: service.name, ...sli })));
    // In another environment an SLO may stand on it.
    const compiled = countBy(services.map(({ name }) => name));
    const unused = countBy(idle.map(({ service, name }) => `${service}/${name}`));
    for (const { service, name, origin } of idle) {
      if (unused.get(`${service}/${name}`) !== compiled.get(service) || !isOwn(origin)) continue;
      report(origin, {
        title: `no SLO of \`${service}\` stands on the SLI \`${name}\``,
        help: `give it an objective: \`slos: { ${name}: 99.9% }\`, or take it away`,
      });
    }
  },
});

function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
