import { formatDuration } from "../../model/quantity/duration.ts";
import type { BurnAlert, Labels, Service, Slo, SloAlert } from "../../model/service.ts";
import type { Workspace } from "../../model/workspace.ts";
import type { Matcher } from "../../model/promql/ast.ts";
import { text } from "./template.ts";

/** Sorted by name, so that the order of a spec's keys changes no output. */
function sorted(labels: Labels): Labels {
  const names = Object.keys(labels).sort();
  const inOrder: Record<string, string> = {};
  for (const name of names) inOrder[name] = labels[name]!;
  return inOrder;
}

/** What a recorded series carries besides its groups. A new owner or a decorative label keeps its history. */
export function recordedLabels(service: Service, slo: Slo): Labels {
  return { service: service.name, slo: slo.name, ...sorted(service.environmentLabels) };
}

/** Matchers of all series of an SLO, groups and whole alike. */
export function sloMatchers(service: Service, slo: Slo): readonly Matcher[] {
  return Object.entries(recordedLabels(service, slo)).map(([label, value]) => ({ label, op: "=", value }));
}

/** Labels of an alert as Prometheus holds them; group labels come from the series. Burn-rate alerts are told apart by their windows. */
export function alertLabels(
  service: Service,
  slo: Slo,
  alert: SloAlert & Partial<Pick<BurnAlert, "long" | "short">>,
  { severities }: Workspace,
): Labels {
  return {
    service: service.name,
    slo: slo.name,
    severity: severities[alert.severity],
    ...(alert.long === undefined ? {} : { long: formatDuration(alert.long) }),
    ...(alert.short === undefined ? {} : { short: formatDuration(alert.short) }),
    ...(service.owner === undefined ? {} : { owner: service.owner }),
    ...sorted({ ...service.labels, ...alert.labels, ...service.environmentLabels }),
  };
}

/** The same in a rule, where Prometheus would expand templates in them: these are texts. */
export function alertLabelTexts(labels: Labels): Labels {
  const isTemplate = Object.values(labels).some((value) => value.includes("{{"));
  return isTemplate ? Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, text(value)])) : labels;
}
