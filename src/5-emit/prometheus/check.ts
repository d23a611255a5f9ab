import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Expr, Selector } from "../../model/promql/ast.ts";
import { isClassicLabelName, isClassicMetricName } from "../../model/promql/names.ts";
import { selectorsOf } from "../../model/promql/visit.ts";
import { formatDuration } from "../../model/quantity/duration.ts";
import { sloAlerts, groupsOf, overSlis, sliOf } from "../../model/slo/forms.ts";
import { longestInterval } from "../../model/slo/windows.ts";
import { resultLabels } from "../../model/promql/result-labels.ts";
import { writtenAlerts } from "../../model/alerting/written.ts";
import type { Labels, Service } from "../../model/service.ts";
import type { Origin } from "../../model/origin.ts";
import type { Workspace } from "../../model/workspace.ts";
import { pointerTo } from "../../util/pointer.ts";
import { diagnostic } from "../diagnostics.ts";
import { recordedLabelsOf } from "./anomalies/series.ts";
import { periodLabel } from "./forms/calendar.ts";
import { serviceLabels } from "./labels.ts";
import { makerOf } from "./records.ts";

/** Labels that tell the alerts of one SLO apart. */
const ofWindows = ["long", "short"];

/** What would make rules that Prometheus refuses, or series that it cannot tell apart. */
export function check(service: Service, workspace: Workspace): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const help = "give one of them another name";
  for (const slo of service.slos) {
    const groups = groupsOf(slo).map(({ recorded }) => recorded);
    for (const burn of sloAlerts(slo)) {
      const own = new Map(Object.keys(service.labels).map((label) => [label, service.resolved.originOf("/labels")]));
      for (const label of Object.keys(burn.labels)) own.set(label, burn.origin);
      for (const [label, origin] of own) {
        const by = groups.includes(label)
          ? `the groups of \`${sliOf(slo)?.name}\``
          : ofWindows.includes(label)
            ? "the windows of burn-rate alerts"
            : undefined;
        if (by !== undefined)
          found.push(diagnostic("label-taken", { label, where: `alerts of \`${slo.id}\``, by }, origin.span, { help }));
      }
    }
  }
  for (const { id, window, ...slo } of overSlis(service.slos)) {
    if (window.kind === "rolling" || slo.sli.groups.every(({ recorded }) => recorded !== periodLabel)) continue;
    const facts = { label: periodLabel, where: `recorded series of \`${id}\``, by: "calendar periods" };
    found.push(
      diagnostic("label-taken", facts, slo.sli.origin.span, {
        help: `record it under another name: \`groupBy: { ${periodLabel}: … }\``,
      }),
    );
  }
  for (const anomaly of service.anomalies) {
    const where = `the value of \`${service.name}/${anomaly.anomaly}\``;
    found.push(...labelsTaken(anomaly.value, recordedLabelsOf(service, anomaly), where, anomaly.origin));
  }
  for (const { name, expr, origin } of service.metrics.recorded) {
    found.push(...labelsTaken(expr, serviceLabels(service), `\`${name}\``, origin));
    const by = makerOf(name, service);
    if (by !== undefined) found.push(diagnostic("series-taken", { name, by }, origin.span, { help }));
  }
  const { interval } = service.metrics;
  if (interval > longestInterval && service.slos.length + service.anomalies.length > 0) {
    const { span } = service.resolved.originOf("/metrics/interval");
    found.push(
      diagnostic("interval-too-long", { interval: formatDuration(interval) }, span, {
        help: `scrape or export at least every ${formatDuration(longestInterval)}, or read the SLI from a source that does`,
      }),
    );
  }
  if (workspace.targets.prometheus.version === "2.42") {
    found.push(...readNames(service), ...writtenNames(service));
  }
  return once(found);
}

/** Series that differ in a label alone which we record under a value of ours would be one, and the rule would fail. */
function labelsTaken(value: Expr, recorded: Labels, where: string, { span }: Origin): readonly Diagnostic[] {
  const { names, open } = resultLabels(value);
  if (open) return [];
  const selectors = selectorsOf(value);
  const isOne = (name: string) =>
    selectors.every(({ matchers }) => matchers.some(({ label, op }) => label === name && op === "="));
  return Object.keys(recorded)
    .filter((label) => names.has(label) && !isOne(label))
    .map((label) =>
      diagnostic("label-taken", { label, where, by: "what is recorded of it" }, span, {
        help: `add its values up, or give it another name: \`label_replace(…, "${label}_name", "$1", "${label}", "(.*)")\` in a sum by \`${label}_name\``,
      }),
    );
}

function readNames(service: Service): readonly Diagnostic[] {
  const help = 'set `targets.prometheus.version` to "3", or read the escaped name that 2.42 stores';
  const readers = [
    ...service.slis.map(({ total, errors, origin }) => ({ origin, expressions: [total, errors.expr] })),
    ...writtenAlerts(service).map(({ alert, expr }) => ({ origin: alert.origin, expressions: [expr] })),
    ...service.metrics.recorded.map(({ expr, origin }) => ({ origin, expressions: [expr] })),
  ];
  return readers.flatMap(({ origin, expressions }) =>
    utf8Names(expressions).map((name) => diagnostic("utf8-name", { name }, origin.span, { help })),
  );
}

/** Names that the rules would give to series and alerts: Prometheus 2.42 refuses the whole file for one that it does not read. */
function writtenNames({
  slos,
  alerts,
  anomalies,
  labels,
  environmentLabels,
  metrics,
  resolved,
}: Service): readonly Diagnostic[] {
  const ofService = Object.keys({ ...labels, ...environmentLabels }).map((name) => ({
    name,
    span: resolved.originOf(pointerTo("/labels", name), "key").span,
  }));
  const names = [
    ...(slos.length + alerts.length + anomalies.length + metrics.recorded.length === 0 ? [] : ofService),
    ...slos.flatMap((slo) => groupsOf(slo).map(({ recorded }) => ({ name: recorded, span: sliOf(slo)!.origin.span }))),
    ...[...slos.flatMap(sloAlerts), ...alerts, ...anomalies].flatMap((alert) =>
      Object.keys({ ...alert.labels, ...alert.annotations }).map((name) => ({ name, span: alert.origin.span })),
    ),
  ];
  const recorded = metrics.recorded
    .filter(({ name }) => !isClassicMetricName(name))
    .map(({ name, origin }) => ({ name, span: origin.span }));
  return [...recorded, ...names.filter(({ name }) => !isClassicLabelName(name))].map(({ name, span }) =>
    diagnostic("utf8-name", { name }, span, {
      help: `write it with letters, digits and \`_\`, such as \`${name.replace(/[^A-Za-z0-9_]/g, "_")}\`, or set \`targets.prometheus.version\` to "3"`,
    }),
  );
}

function utf8Names(expressions: readonly Expr[]): readonly string[] {
  const selectors: readonly Selector[] = expressions.flatMap(selectorsOf);
  const names = selectors.flatMap(({ name, matchers }) => [
    ...(name === undefined || isClassicMetricName(name) ? [] : [name]),
    ...matchers.map(({ label }) => label).filter((label) => !isClassicLabelName(label)),
  ]);
  return [...new Set(names)];
}

function once(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return found.filter(({ title, span }) => {
    const key = `${title}\0${span.start}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
