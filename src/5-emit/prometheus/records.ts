/** Series that a service records from others (`metrics.record`). */
import { stepOfAlerts } from "../../model/alerting/condition.ts";
import { selectorsOf } from "../../model/promql/visit.ts";
import { formatDuration } from "../../model/quantity/duration.ts";
import type { Labels, RecordedMetric, Service } from "../../model/service.ts";
import { groupName, recorded, recordedOfAnomaly } from "../../model/slo/names.ts";
import type { Workspace } from "../../model/workspace.ts";
import { noted, type Noted, type Yaml } from "../shared/yaml.ts";
import type { RecordingRule } from "./format.ts";
import { serviceLabels } from "./labels.ts";
import { printRule } from "./words.ts";

/** All of them in one group; none without any. */
export function recordGroups(service: Service, workspace: Workspace): readonly Noted[] {
  const { name, metrics, origin } = service;
  if (metrics.recorded.length === 0) return [];
  const labels = serviceLabels(service);
  const interval = formatDuration(stepOfAlerts(service, workspace));
  const rules = inOrderOfReading(metrics.recorded).map((metric) => recordRule(service, metric, labels));
  return [
    noted(
      { name: groupName(name, "service", "record"), interval, rules },
      { comment: `Series that ${name} records from others.`, space: true, origin, what: `recorded series of ${name}` },
    ),
  ];
}

/** By its name: no name of a service or SLO holds `--`. */
export function isRecordGroup(name: string): boolean {
  return name.endsWith(groupName("", "service", "record"));
}

function recordRule(service: Service, { name, expr, origin }: RecordedMetric, labels: Labels): Yaml {
  const rule = { record: name, expr: printRule(expr), labels: noted(labels, { flow: true }) } satisfies Record<
    keyof RecordingRule,
    Yaml
  >;
  return noted(rule, { origin, what: `recorded series ${name} of ${service.name}` });
}

/** By name, but what others of them read before those: rules of a group are evaluated one after another. Of a circle, the first by name. */
function inOrderOfReading(metrics: readonly RecordedMetric[]): readonly RecordedMetric[] {
  const byName = new Map(metrics.map((metric) => [metric.name, metric]));
  const ordered = new Set<RecordedMetric>();
  const begun = new Set<RecordedMetric>();
  const add = (metric: RecordedMetric): void => {
    if (begun.has(metric)) return;
    begun.add(metric);
    const read = selectorsOf(metric.expr).flatMap(({ name }) => (name === undefined ? [] : [name]));
    for (const name of read.sort()) {
      const other = byName.get(name);
      if (other !== undefined) add(other);
    }
    ordered.add(metric);
  };
  for (const metric of metrics) add(metric);
  return [...ordered];
}

const ours = new Set<string>([...Object.values(recorded), ...Object.values(recordedOfAnomaly)]);
/** Of the server itself, at each scrape and of alerts. */
const ofPrometheus = /^(?:ALERTS|ALERTS_FOR_STATE|up|scrape_\w+)$/;

/** Who makes series of this name already; undefined: nobody that is known. */
export function makerOf(name: string, { metrics }: Service): string | undefined {
  if (ours.has(name) || /^(?:slo|anomaly):/.test(name)) return "tocsin records series of that name";
  if (ofPrometheus.test(name)) return "Prometheus makes series of that name";
  const isExposed = metrics.declared.some(
    ({ name: declared, type }) =>
      name === declared ||
      ((type === "histogram" || type === "summary") &&
        ["_bucket", "_count", "_sum"].some((suffix) => name === declared + suffix)),
  );
  return isExposed ? "`metrics.declare` says that the service exposes it" : undefined;
}
