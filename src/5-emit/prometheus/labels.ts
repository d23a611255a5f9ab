import type { Labels, Service, Slo } from "../../model/service.ts";
import { sortedLabels } from "../../model/alerting/labels.ts";
import type { Matcher } from "../../model/promql/ast.ts";
import { text } from "./template.ts";

/** What a recorded series carries besides its groups. A new owner or a decorative label keeps its history. */
export function recordedLabels(service: Service, slo: Slo): Labels {
  return { service: service.name, slo: slo.name, ...sortedLabels(service.environmentLabels) };
}

/** What a series of the service as a whole carries. */
export function serviceLabels({ name, environmentLabels }: Service): Labels {
  return { service: name, ...sortedLabels(environmentLabels) };
}

/** Matchers of all series of an SLO, groups and whole alike. */
export function sloMatchers(service: Service, slo: Slo): readonly Matcher[] {
  return Object.entries(recordedLabels(service, slo)).map(([label, value]) => ({ label, op: "=", value }));
}

/** Labels of an alert in its rule, where Prometheus would expand templates in them: these are texts. */
export function alertLabelTexts(labels: Labels): Labels {
  const isTemplate = Object.values(labels).some((value) => value.includes("{{"));
  return isTemplate ? Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, text(value)])) : labels;
}
