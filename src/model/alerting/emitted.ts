/** Every alert that a service's targets emit, as Alertmanager sees it: what is known at compile time of its labels, and who is to be told. */
import type { Origin } from "../origin.ts";
import { resultLabels, type ResultLabels } from "../promql/result-labels.ts";
import { groupsOf } from "../slo/forms.ts";
import { liveBurns } from "../slo/burn.ts";
import type { Alert, AlertSeverity, Labels, Service } from "../service.ts";
import type { Workspace } from "../workspace.ts";
import { anomalyLabels, ruleAlertLabels, sloAlertLabels } from "./labels.ts";
import { tellsTargetDown } from "./target-down.ts";
import { writtenExpr } from "./written.ts";

export interface EmittedAlert {
  /** `service/slo`, or `service/` and the key of the alert or anomaly. */
  readonly subject: string;
  readonly kind: "burn" | "budget-left" | "no-data" | "rule" | "anomaly";
  readonly service: string;
  readonly environment?: string;
  readonly owner?: string;
  readonly severity: AlertSeverity;
  /** `alertname` and all labels that a rule sets. */
  readonly labels: Labels;
  /** Labels whose values come from the series; any of them may be missing. */
  readonly varying: ResultLabels;
  /** Groups of its SLO; sorted. */
  readonly groups: readonly string[];
  readonly environmentLabels: Labels;
  /** Receivers that are to be told. */
  readonly notify: readonly string[];
  readonly notifyOrigin: Origin;
  /** True: it fires for a target that does not answer, and bears the labels `job` and `instance` of that target. */
  readonly targetDown: boolean;
  readonly origin: Origin;
}

/** In order of SLOs, alerts, anomalies; severities and windows as the spec gives them. */
export function emittedAlerts(service: Service, workspace: Workspace): readonly EmittedAlert[] {
  const shared = ({ severity, notify, notifyOrigin, origin }: Alert) => ({
    service: service.name,
    ...(service.environment !== undefined && { environment: service.environment }),
    ...(service.owner !== undefined && { owner: service.owner }),
    environmentLabels: service.environmentLabels,
    severity,
    notify,
    notifyOrigin,
    origin,
  });
  const ofSlos = service.slos.flatMap((slo) => {
    const groups = groupsOf(slo)
      .map(({ recorded }) => recorded)
      .sort();
    const varying: ResultLabels = { names: new Set(groups), open: false };
    const make = (kind: EmittedAlert["kind"], alerts: readonly Alert[]) =>
      alerts.map((alert): EmittedAlert => ({
        subject: slo.id,
        kind,
        ...shared(alert),
        labels: { alertname: alert.name, ...sloAlertLabels(service, slo, alert, workspace) },
        varying,
        groups,
        targetDown: false,
      }));
    return [...make("burn", liveBurns(slo)), ...make("no-data", slo.noData), ...make("budget-left", slo.budgetLeft)];
  });
  const ofRules = service.alerts.map((alert): EmittedAlert => ({
    subject: `${service.name}/${alert.name}`,
    kind: "rule",
    ...shared(alert),
    labels: { alertname: alert.name, ...ruleAlertLabels(service, alert, workspace) },
    varying: resultLabels(writtenExpr(alert.condition)),
    groups: [],
    targetDown: tellsTargetDown(alert),
  }));
  const ofAnomalies = service.anomalies.map((anomaly): EmittedAlert => ({
    subject: `${service.name}/${anomaly.anomaly}`,
    kind: "anomaly",
    ...shared(anomaly),
    labels: { alertname: anomaly.name, ...anomalyLabels(service, anomaly, workspace) },
    varying: resultLabels(anomaly.value),
    groups: [],
    targetDown: false,
  }));
  return [...ofSlos, ...ofRules, ...ofAnomalies];
}
