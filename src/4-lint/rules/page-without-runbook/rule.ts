import type { Origin } from "../../../model/origin.ts";
import type { Service, Slo } from "../../../model/service.ts";
import { alertsOf } from "../../expressions.ts";
import { pointer, textAt } from "../../lookup.ts";
import { sloAlerts } from "../../../model/slo/forms.ts";
import { defineRule } from "../../rule.ts";
import { list } from "../../words.ts";

/** A page wakes a person: it names the page that says what to do. How strict by tier: `spec-language`, table of defaults. */
export const pageWithoutRunbook = defineRule({
  name: "page-without-runbook",
  severity: ({ tier }) => (tier === "critical" ? "error" : tier === "best-effort" ? "none" : "warning"),
  summary: "an alert that wakes a person names the page that says what to do",
  check(service, report) {
    const paging = [...pagingSlos(service), ...pagingAlerts(service)];
    const bare = paging.filter(({ hasRunbook }) => !hasRunbook);
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
    for (const { what, origin, kind } of bare) {
      report(origin, { title: `a page of \`${what}\` names no runbook`, help: help(`the service or to this ${kind}`) });
    }
  },
});

interface Paging {
  readonly name: string;
  /** As a title names it. */
  readonly what: string;
  readonly kind: "SLO" | "alert";
  readonly hasRunbook: boolean;
  readonly origin: Origin;
}

function pagingSlos(service: Service): readonly Paging[] {
  return service.slos
    .filter((slo) => sloAlerts(slo).some(({ severity }) => severity === "page"))
    .map((slo) => ({
      name: slo.name,
      what: slo.id,
      kind: "SLO",
      hasRunbook: hasRunbook(service, slo),
      origin: service.resolved.originOf(pointer("slos", slo.name), "key"),
    }));
}

function pagingAlerts(service: Service): readonly Paging[] {
  return alertsOf(service)
    .filter(({ severity }) => severity === "page")
    .map(({ name, templates, origin }) => ({
      name,
      what: name,
      kind: "alert",
      hasRunbook:
        (textAt(service, "alerts", name, "links", "runbook") ?? service.links.runbook) !== undefined ||
        templates.some(({ key }) => key === "runbook_url" || key === "runbook"),
      origin,
    }));
}

function hasRunbook(service: Service, slo: Slo): boolean {
  if ((slo.links.runbook ?? service.links.runbook) !== undefined) return true;
  const pages = sloAlerts(slo).filter(({ severity }) => severity === "page");
  return pages.every(({ annotations }) => annotations.runbook_url !== undefined || annotations.runbook !== undefined);
}
