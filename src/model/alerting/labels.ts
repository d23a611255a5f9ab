/** Labels that rules set on alerts: a public interface, the same wherever alerts are made, routed or shown. */
import { formatDuration } from "../quantity/duration.ts";
import type { Alert, Anomaly, BurnAlert, Labels, RuleAlert, Service, Slo } from "../service.ts";
import type { Workspace } from "../workspace.ts";

/** Sorted by name, so that the order of a spec's keys changes no output. */
export function sortedLabels(labels: Labels): Labels {
  const names = Object.keys(labels).sort();
  const inOrder: Record<string, string> = {};
  for (const name of names) inOrder[name] = labels[name]!;
  return inOrder;
}

/** Labels of an SLO's alert as Prometheus holds them; group labels come from the series. Burn-rate alerts are told apart by their windows. */
export function sloAlertLabels(
  service: Service,
  slo: Slo,
  alert: Alert & Partial<Pick<BurnAlert, "long" | "short">>,
  workspace: Workspace,
): Labels {
  return {
    service: service.name,
    slo: slo.name,
    severity: workspace.severities[alert.severity],
    ...(alert.long === undefined ? {} : { long: formatDuration(alert.long) }),
    ...(alert.short === undefined ? {} : { short: formatDuration(alert.short) }),
    ...ofService(service, alert),
  };
}

/** Labels of an entry of `alerts`; the others come from the series. */
export function ruleAlertLabels(service: Service, alert: RuleAlert, { severities }: Workspace): Labels {
  return { service: service.name, severity: severities[alert.severity], ...ofService(service, alert) };
}

/** Labels of the alert of an anomaly, told apart from others by the label `anomaly`; the others come from the series. */
export function anomalyLabels(service: Service, anomaly: Anomaly, { severities }: Workspace): Labels {
  return {
    service: service.name,
    anomaly: anomaly.anomaly,
    severity: severities[anomaly.severity],
    ...ofService(service, anomaly),
  };
}

function ofService({ owner, labels, environmentLabels }: Service, alert: Alert): Labels {
  return {
    ...(owner === undefined ? {} : { owner }),
    ...sortedLabels({ ...labels, ...alert.labels, ...environmentLabels }),
  };
}
