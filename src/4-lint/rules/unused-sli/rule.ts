import { isOwn } from "../../expressions.ts";
import { defineRule } from "../../rule.ts";

/** An SLI that a service wrote and no SLO stands on measures nothing: the compiler makes rules for SLOs. What a kit gives beyond need is fine. */
export const unusedSli = defineRule({
  name: "unused-sli",
  severity: "info",
  summary: "an SLO stands on every SLI that a service writes",
  checkWorkspace(_workspace, services, report) {
    const used = new Set(
      services.flatMap(({ name, slis }) => slis.filter((sli) => sli.used).map((sli) => `${name}/${sli.name}`)),
    );
    for (const { name, slis } of services) {
      for (const sli of slis) {
        if (used.has(`${name}/${sli.name}`) || !isOwn(sli.origin)) continue;
        report(sli.origin, {
          title: `no SLO of \`${name}\` stands on the SLI \`${sli.name}\``,
          help: `give it an objective: \`slos: { ${sli.name}: 99.9% }\`, or take it away`,
        });
      }
    }
  },
});
