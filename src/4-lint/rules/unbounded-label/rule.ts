import type { DeclaredMetric, GroupLabel, Service, Signal, Sli } from "../../../model/service.ts";
import { resultLabels } from "../../../model/promql/result-labels.ts";
import { selectorsOf } from "../../../model/promql/visit.ts";
import { expressionsOf, isOwn, placeIn } from "../../expressions.ts";
import { pointer, sourcesOf, usedSlis, valueAt } from "../../lookup.ts";
import { type Report, defineRule } from "../../rule.ts";

/** Groups of one SLO: each has recorded series, a budget and alerts of its own. */
const mostGroups = 100;
/** Series of one metric on one target. Prometheus advises to look for another way above 100 (docs, "Instrumentation: Do not overuse labels"). */
const mostSeries = 10_000;

/** Labels that grow with use, by their letters alone: `user_id`, `userId`. One that is declared with few values is trusted. */
const things =
  "user customer account visitor session request trace span correlation transaction order cart basket payment invoice message event job document product";
const others =
  "user username email phone uuid guid ip clientip remoteaddr useragent url uri path fullpath rawpath querystring referer timestamp token";
const ids = things.split(" ").map((thing) => `${thing}id`);
const unbounded = new Set([...ids, ...others.split(" ")]);
/** Those of which every value is somebody or something else. */
const identities = new Set([...ids, ..."email phone uuid guid ip clientip remoteaddr timestamp token".split(" ")]);

export const unboundedLabel = defineRule({
  name: "unbounded-label",
  severity: "warning",
  summary: "the labels that are grouped by and declared have a number of values that a store can hold",
  check(service, report) {
    for (const sli of usedSlis(service)) {
      for (const group of sli.groups) {
        if (countOf(service, sli, group) !== undefined || !unbounded.has(letters(group.recorded))) continue;
        report(service.resolved.originOf(groupPointer(service, sli, group)), {
          title: `\`${sli.name}\` is grouped by \`${group.source}\`, which may have any number of values`,
          note: "grows with use",
          help: `group by a label with few values, such as a route; if \`${group.source}\` is bounded, declare how many values it has: \`metrics: { declare: { ${metricOf(sli.signal)}: { type: counter, labels: { ${group.source}: 20 } } } }\``,
        });
      }
      reportGroups(service, sli, report);
    }
    for (const metric of service.metrics.declared) reportSeries(service, metric, report);
    reportExpressions(service, report);
  },
});

function reportGroups(service: Service, sli: Sli, report: Report): void {
  const counts = sli.groups.flatMap((group) => {
    const count = countOf(service, sli, group);
    return count === undefined ? [] : [{ name: group.source, count }];
  });
  const groups = product(counts);
  if (groups <= mostGroups) return;
  report(service.resolved.originOf(pointer("slis", sli.name, "groupBy")), {
    title: `\`${sli.name}\` makes ${groups} groups (${arithmetic(counts)}), each with series, a budget and alerts of its own`,
    help: `group by fewer labels, or by one with fewer values: up to ${mostGroups} groups stay readable`,
  });
}

/** An alert or a recorded series for each user, as the `by` of its expression says. */
function reportExpressions(service: Service, report: Report): void {
  for (const expression of expressionsOf(service)) {
    const [part = "", name = ""] = expression.path;
    if (part !== "alerts" && part !== "anomalies" && part !== "metrics") continue;
    for (const node of expression.nodes) {
      if (node.kind !== "aggregation" || node.grouping?.mode !== "by") continue;
      for (const label of node.grouping.labels) {
        // An alert costs only what fires: one for each path may be meant, one for each cart is not.
        const words = part === "alerts" ? identities : unbounded;
        if (!words.has(letters(label))) continue;
        const declared = selectorsOf(node.expr).some((selector) => isDeclared(service, selector.name, label));
        if (declared || !isOwn(expression.origin)) continue;
        // What the result no longer has was grouped by on the way only: `count(count by (user_id) (…))`.
        if (!resultLabels(expression.expr).names.has(label)) continue;
        report(placeIn(service, expression, node), {
          title: `\`${part === "metrics" ? (expression.path[2] ?? name) : name}\` is grouped by \`${label}\`, which may have any number of values`,
          help: `group by a label with few values, or count them first: \`count(… by (${label}) …)\``,
        });
      }
    }
  }
}

function isDeclared({ metrics }: Service, name: string | undefined, label: string): boolean {
  return metrics.declared.some((metric) => metric.name === name && Object.hasOwn(metric.labels, label));
}

function reportSeries(service: Service, metric: DeclaredMetric, report: Report): void {
  const counts = Object.entries(metric.labels).map(([name, count]) => ({ name, count }));
  // A classic histogram has a series for each bound, and for +Inf, sum and count.
  const parts =
    metric.buckets === undefined ? counts : [...counts, { name: "buckets", count: metric.buckets.length + 3 }];
  const series = product(parts);
  const largest = counts.reduce((a, b) => (b.count > a.count ? b : a), { name: "", count: 0 });
  if (series <= mostSeries || largest.name === "") return;
  report(service.resolved.originOf(pointer("metrics", "declare", metric.name, "labels", largest.name)), {
    title: `\`${metric.name}\` has ${series} series for each target (${arithmetic(parts)})`,
    note: "the largest factor",
    help: `leave \`${largest.name}\` out of the metric and put it on logs or traces, where each value costs nothing; more than ${mostSeries} series of one metric is what this rule calls many`,
  });
}

/** Values of a group's label, when a metric that the SLI reads declares them. */
function countOf({ metrics }: Service, { signal }: Sli, { source }: GroupLabel): number | undefined {
  const names = namesOf(signal);
  const counts = metrics.declared.flatMap(({ name, labels }) =>
    names.includes(name) && Object.hasOwn(labels, source) ? [labels[source] ?? 0] : [],
  );
  return counts.length > 0 ? Math.max(...counts) : undefined;
}

function namesOf(signal: Signal): readonly string[] {
  return sourcesOf(signal).flatMap(({ selectors }) =>
    selectors.flatMap(({ name }) => (name === undefined ? [] : [name])),
  );
}

function metricOf(signal: Signal): string {
  return namesOf(signal)[0] ?? "…";
}

/** Where a group stands: `[route]`, `[{ path: route }]` or `{ path: route }`. */
function groupPointer(service: Service, { name }: Sli, { source }: GroupLabel): string {
  const value = valueAt(service, "slis", name, "groupBy");
  if (!Array.isArray(value)) return pointer("slis", name, "groupBy", source);
  const at = value.findIndex((item) => item === source || (isObject(item) && Object.hasOwn(item, source)));
  return pointer("slis", name, "groupBy", at);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function product(parts: readonly { readonly count: number }[]): number {
  return parts.reduce((result, { count }) => result * count, 1);
}

function arithmetic(parts: readonly { readonly name: string; readonly count: number }[]): string {
  return parts.map(({ name, count }) => `${count} ${name}`).join(" × ");
}

/** `user_id`, `userId` and `user.id` are one. */
function letters(label: string): string {
  return label.toLowerCase().replaceAll(/[^a-z]/g, "");
}
