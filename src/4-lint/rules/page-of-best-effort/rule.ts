import { alertsOf } from "../../expressions.ts";
import { pointer } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

/** Tier `best-effort` says that nobody gets up for this service; a page says the opposite. A hint: one of the two may be meant. */
export const pageOfBestEffort = defineRule({
  name: "page-of-best-effort",
  severity: "info",
  summary: "a service of tier `best-effort` wakes nobody",
  check(service, report) {
    if (service.tier !== "best-effort") return;
    const help = "make it a ticket, or give the service the tier that it has at night";
    const tier = { span: service.resolved.originOf("/tier").span, text: "nobody gets up for this" };
    for (const { id, burns } of service.slos) {
      const page = burns.find(({ severity }) => severity === "page");
      if (page === undefined) continue;
      report(page.origin, {
        title: `\`${id}\` wakes people for a service of tier \`best-effort\``,
        labels: [tier],
        help,
      });
    }
    for (const { name, severity } of alertsOf(service)) {
      if (severity !== "page") continue;
      report(service.resolved.originOf(pointer("alerts", name, "severity")), {
        title: `\`${name}\` wakes people for a service of tier \`best-effort\``,
        labels: [tier],
        help,
      });
    }
  },
});
