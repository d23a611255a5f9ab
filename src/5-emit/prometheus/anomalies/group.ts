/** The rule group of a service's anomalies: what is watched, what is usual of it, and the alert that compares them. */
import { baselineInWords, samplesRead, stepOfAnomalies } from "../../../model/alerting/anomaly.ts";
import { anomalyLabels } from "../../../model/alerting/labels.ts";
import type { Expr } from "../../../model/promql/ast.ts";
import { binary, equals, on, selector } from "../../../model/promql/build.ts";
import { walk } from "../../../model/promql/visit.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Anomaly, Labels, Service } from "../../../model/service.ts";
import { longestPause, tailOf } from "../../../model/slo/maintenance.ts";
import { groupName, recordedOfAnomaly as names } from "../../../model/slo/names.ts";
import type { Workspace } from "../../../model/workspace.ts";
import { noted, type Noted, type Yaml } from "../../shared/yaml.ts";
import type { AlertRule, RecordingRule } from "../format.ts";
import { during, type Mark } from "../forms/maintenance.ts";
import { alertLabelTexts, serviceLabels } from "../labels.ts";
import { printRule } from "../words.ts";
import { annotationsOf } from "./annotations.ts";
import { baselineOf, recordedLabelsOf } from "./series.ts";

/** One group, in the order of names; none without anomalies. */
export function anomalyGroups(service: Service, workspace: Workspace): readonly Noted[] {
  const { name, anomalies, origin } = service;
  if (anomalies.length === 0) return [];
  const step = stepOfAnomalies(service, workspace);
  const rules = [
    ...marksOfAnomalies(service).map((mark) => markRule(service, mark, step)),
    ...anomalies.flatMap((anomaly) => rulesOf(service, anomaly, workspace, step)),
  ];
  return [
    noted(
      { name: groupName(name, "service", "anomalies"), interval: formatDuration(step), rules },
      { comment: `What is unusual of ${name}.`, space: true, origin, what: `anomalies of ${name}` },
    ),
  ];
}

/** Planned work: of what is excluded nothing is recorded, so that it is in no baseline either; else alerts are muted. */
export function marksOfAnomalies({ maintenance }: Service): readonly Mark[] {
  const marks: readonly Mark[] = [
    { record: names.excluded, of: maintenance.filter(({ excluded }) => excluded) },
    { record: names.muted, of: maintenance.filter(({ excluded }) => !excluded) },
  ];
  return marks.filter(({ of }) => of.length > 0);
}

/** How long after planned work its traces are seen: as far as values look back, where that leaves time between two of it. */
export function tailOfAnomalies({ anomalies, maintenance }: Service, step: Seconds): Seconds {
  const ranges = anomalies.flatMap(({ value }) => walk(value).flatMap(rangeOf));
  const least = tailOf(step);
  const tail = least + Math.max(0, ...ranges.filter((range) => range <= longestTail));
  const fills = maintenance.some((one) => one.kind === "schedule" && longestPause(one.schedule) <= one.for + tail);
  return fills ? least : tail;
}

/** A value over days would be left out for as long. */
const longestTail: Seconds = 3600;

function rangeOf(node: Expr): readonly number[] {
  const range = node.kind === "selector" || node.kind === "subquery" ? node.range : undefined;
  return typeof range === "number" ? [range] : [];
}

function markRule(service: Service, { record, of }: Mark, step: Seconds): Yaml {
  const does = record === names.excluded ? "nothing is recorded, and nobody is told" : "nobody is told";
  const rule = recordRule(record, during(of, step, tailOfAnomalies(service, step)), serviceLabels(service));
  return noted(rule, {
    comment: `Planned work (${of.map(({ name }) => name).join(", ")}), and as long after it as values look back: ${does}.`,
    origin: of[0]!.origin,
    what: `planned work of ${service.name}`,
  });
}

function unless(expr: Expr, service: Service, record: string): Expr {
  const isMarked = marksOfAnomalies(service).some((mark) => mark.record === record);
  return isMarked ? binary(expr, "unless", selector(record, equals(serviceLabels(service))), on()) : expr;
}

function rulesOf(service: Service, anomaly: Anomaly, workspace: Workspace, step: Seconds): readonly Yaml[] {
  const baseline = baselineOf(service, anomaly, step);
  const labels = recordedLabelsOf(service, anomaly);
  const id = `${service.name}/${anomaly.anomaly}`;
  const { origin } = anomaly;
  const looksAt = baselineInWords(anomaly, step, formatDuration);
  const [first, ...others] = baseline.recordings().map(({ record, expr }) => recordRule(record, expr, labels));
  return [
    noted(recordRule(names.value, unless(baseline.value(), service, names.excluded), labels), {
      comment: `${id}: what is watched; no infinite value, and none that is no number.`,
      origin,
      what: `value of the anomaly ${id}`,
    }),
    noted(first!, {
      comment: `What is usual of it, by ${looksAt}. ${samplesRead(anomaly, step)} samples for each series.`,
      origin,
      what: `what is usual of ${id}`,
    }),
    ...others,
    alertRule(service, anomaly, workspace, step),
  ];
}

function alertRule(service: Service, anomaly: Anomaly, workspace: Workspace, step: Seconds): Yaml {
  const expr = unless(baselineOf(service, anomaly, step).isUnusual(), service, names.muted);
  const rule: AlertRule = {
    alert: anomaly.name,
    expr: printRule(expr),
    ...(anomaly.for > 0 && { for: formatDuration(anomaly.for) }),
    labels: alertLabelTexts(anomalyLabels(service, anomaly, workspace)),
    annotations: annotationsOf(service, anomaly, workspace, step),
  };
  const lasting = anomaly.for > 0 ? `, for ${formatDuration(anomaly.for)}` : "";
  return noted(rule as unknown as Yaml, {
    comment: `${anomaly.severity}: more than ${anomaly.sigma.toString()} deviations above or below what is usual${lasting}.`,
    origin: anomaly.origin,
    what: `${anomaly.severity} alert of the anomaly ${service.name}/${anomaly.anomaly}`,
  });
}

function recordRule(record: string, expr: Expr, labels: Labels): Yaml {
  return { record, expr: printRule(expr), labels: noted(labels, { flow: true }) } satisfies Record<
    keyof RecordingRule,
    Yaml
  >;
}
