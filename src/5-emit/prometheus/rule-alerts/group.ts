/** The rule group of a service's own alerts (`alerts`). */
import { ruleAlertLabels } from "../../../model/alerting/labels.ts";
import { conditionOf, stepOfAlerts, whenItFires } from "../../../model/alerting/condition.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import { groupName } from "../../../model/slo/names.ts";
import type { RuleAlert, Service } from "../../../model/service.ts";
import type { Workspace } from "../../../model/workspace.ts";
import { noted, type Noted, type Yaml } from "../../shared/yaml.ts";
import type { AlertRule } from "../format.ts";
import { serviceMark, serviceMarkRule, unlessMuted } from "../forms/maintenance.ts";
import { alertLabelTexts } from "../labels.ts";
import { printRule } from "../words.ts";
import { annotationsOf } from "./annotations.ts";

/** All alerts of a service in one group, in the order of their names; none without alerts. */
export function ruleAlertGroups(service: Service, workspace: Workspace): readonly Noted[] {
  const { name, alerts, origin } = service;
  if (alerts.length === 0) return [];
  const step = stepOfAlerts(service, workspace);
  const mark = serviceMark(service);
  const rules = [
    ...(mark === undefined ? [] : [serviceMarkRule(service, mark, step)]),
    ...alerts.map((alert) => alertRule(service, alert, workspace)),
  ];
  return [
    noted(
      { name: groupName(name, "service", "alerts"), interval: formatDuration(step), rules },
      { comment: `Alerts of ${name} that are not SLOs'.`, space: true, origin, what: `alerts of ${name}` },
    ),
  ];
}

function alertRule(service: Service, alert: RuleAlert, workspace: Workspace): Yaml {
  const rule: AlertRule = {
    alert: alert.name,
    expr: printRule(unlessMuted(conditionOf(service, alert, workspace), service, serviceMark(service))),
    ...(alert.for > 0 && { for: formatDuration(alert.for) }),
    ...(alert.keepFiringFor > 0 && { keep_firing_for: formatDuration(alert.keepFiringFor) }),
    labels: alertLabelTexts(ruleAlertLabels(service, alert, workspace)),
    annotations: annotationsOf(service, alert, workspace),
  };
  return noted(rule as unknown as Yaml, {
    comment: `${alert.severity}: ${whenItFires(alert)}.`,
    origin: alert.origin,
    what: `${alert.severity} alert ${alert.name} of ${service.name}`,
  });
}
