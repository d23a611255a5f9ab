import type { Service, Slo } from "../../../model/service.ts";
import { pointer } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";
import { list } from "../../words.ts";

/** A page wakes a person: it names the page that says what to do. How strict by tier: `spec-language`, table of defaults. */
export const pageWithoutRunbook = defineRule({
  name: "page-without-runbook",
  severity: ({ tier }) => (tier === "critical" ? "error" : tier === "best-effort" ? "none" : "warning"),
  summary: "an alert that wakes a person names the page that says what to do",
  check(service, report) {
    const paging = service.slos.filter(({ burns }) => burns.some(({ severity }) => severity === "page"));
    const bare = paging.filter((slo) => !hasRunbook(service, slo));
    if (bare.length === 0) return;
    const help = (place: string) => `add \`links: { runbook: https://… }\` to ${place}`;
    if (bare.length === paging.length) {
      const names = list(bare.map(({ name }) => `\`${name}\``));
      report(service.resolved.originOf("/service"), {
        title: `\`${service.name}\` wakes people (${names}) and names no runbook`,
        help: `${help("the service")}; a few true lines serve better than none`,
      });
      return;
    }
    for (const slo of bare) {
      report(service.resolved.originOf(pointer("slos", slo.name), "key"), {
        title: `a page of \`${slo.id}\` names no runbook`,
        help: help("the service or to this SLO"),
      });
    }
  },
});

function hasRunbook(service: Service, slo: Slo): boolean {
  if ((slo.links.runbook ?? service.links.runbook) !== undefined) return true;
  const pages = slo.burns.filter(({ severity }) => severity === "page");
  return pages.every(({ annotations }) => annotations.runbook_url !== undefined || annotations.runbook !== undefined);
}
