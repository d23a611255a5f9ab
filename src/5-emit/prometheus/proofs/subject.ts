/** What is proven: an SLO with its made-up series, and what Prometheus must then hold of it. */
import { sloAlertLabels } from "../../../model/alerting/labels.ts";
import { liveBurns } from "../../../model/slo/burn.ts";
import { equals, selector } from "../../../model/promql/build.ts";
import { printExpr, printSeries } from "../../../model/promql/print.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { BurnAlert, Labels, Service, SliSlo, Slo, SloAlert } from "../../../model/service.ts";
import { type Counts, firing } from "../../../model/slo/simulate.ts";
import { tellsBirths } from "../../../model/stores.ts";
import { sliceOf } from "../../../model/slo/windows.ts";
import type { Workspace } from "../../../model/workspace.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { recordedLabels } from "../labels.ts";
import { mutesInRules } from "../alerts.ts";
import type { RawSeries, SampledGroup } from "./samples.ts";
import { type Sample, seriesName, seriesText } from "./notation.ts";

/** What expectations of an alert need to know. */
export interface Proven {
  readonly service: Service;
  readonly slo: Slo;
  readonly workspace: Workspace;
  readonly step: Seconds;
}

export interface Subject {
  readonly service: Service;
  readonly slo: SliSlo;
  readonly burns: readonly BurnAlert[];
  readonly workspace: Workspace;
  readonly step: Seconds;
  /** Without `up` no first events are counted: series must be there from the beginning. */
  readonly hasUp: boolean;
  /** A page silences the tickets of its SLO in the rules themselves. */
  readonly mutes: boolean;
}

export function makeSubject(service: Service, slo: SliSlo, workspace: Workspace, step: Seconds): Subject {
  return {
    service,
    slo,
    burns: liveBurns(slo),
    workspace,
    step,
    hasUp: tellsBirths(workspace.targets.prometheus.store, service.metrics),
    mutes: mutesInRules(service, slo),
  };
}

/** Events of one group of an SLO in a test. */
export interface GroupCounts {
  readonly sampled: SampledGroup;
  readonly counts: Counts;
}

/** All groups of an SLO together; without groups the same as its only one. */
function wholeCounts(groups: readonly GroupCounts[]): Counts {
  const add = (of: keyof Counts) =>
    groups[0]!.counts[of].map((_, at) => groups.reduce((sum, { counts }) => sum + counts[of][at]!, 0));
  return { total: add("total"), errors: add("errors") };
}

/** Each recorded label set of an SLO with its counts: the groups, and the whole where there are groups. */
export function recordedCounts(
  { slo }: Subject,
  groups: readonly GroupCounts[],
): readonly { readonly labels: Labels; readonly counts: Counts }[] {
  const all = groups.map(({ sampled, counts }) => ({ labels: sampled.group, counts }));
  return slo.sli.groups.length === 0 ? all : [...all, { labels: {}, counts: wholeCounts(groups) }];
}

/** Alerts with the same windows, severity and slices. */
export function pairsOf<T extends { readonly subject: Subject }>(
  subjects: readonly T[],
): readonly (readonly (T & { readonly burn: BurnAlert })[])[] {
  const pairs = new Map<string, (T & { readonly burn: BurnAlert })[]>();
  for (const one of subjects) {
    for (const burn of one.subject.burns) {
      const key = [burn.name, burn.severity, burn.long, burn.short, sliceOf(one.subject.slo)].join("\0");
      pairs.set(key, [...(pairs.get(key) ?? []), { ...one, burn }]);
    }
  }
  return [...pairs.values()];
}

/** Whether an alert of the SLO would be silenced by a page at each step, with these counts of its own group. */
export function mutedAt(
  { slo, burns, mutes, step }: Subject,
  { severity }: SloAlert,
  counts: Counts,
): readonly boolean[] {
  const pages = mutes && severity !== "page" ? burns.filter((burn) => burn.severity === "page") : [];
  const { budget, minimumErrors, slices } = slo;
  const condition = { budget, minimumErrors, ...(slices && { slices }) };
  const states = pages.map((page) => firing({ ...page, ...condition }, counts, step));
  return counts.total.map((_, at) => states.some((state) => state[at]));
}

/** The input series that give these counts, `up` not among them. */
export function rawSeries(
  { hasUp }: Subject,
  { sampled, counts }: GroupCounts,
  shift: (series: RawSeries) => Labels = ({ labels }) => labels,
): readonly Yaml[] {
  // a series of bad events that is never born must read as no errors, pushed or scraped
  const isAbsentUntilBad = hasUp || counts.errors.every((errors) => errors === 0);
  return sampled.series.map((series) =>
    rawInput(series.name, shift(series), samplesOf(series, counts, isAbsentUntilBad)),
  );
}

/**
 * A raw series of an SLI that counts events. The rules read it `scrapeLatency` late, so what they are to see at a step stands one step before it,
 * and what they would see at the first one is left out. The step after that has no step before it and counts nothing: tests begin with the next.
 */
export function rawInput(name: string, labels: Labels, samples: readonly Sample[]): Yaml {
  return inputSeries(name, labels, samples.slice(1));
}

/** The first step of which a test can tell what raw series have gained. */
export const firstCounted = 2;

/** The value of a series at each step. One that counts bad events alone may be born with the first of them. */
export function samplesOf(series: RawSeries, counts: Counts, isAbsentUntilBad: boolean): readonly Sample[] {
  let all = 0;
  let bad = 0;
  return counts.total.map((total, at) => {
    all += total;
    bad += counts.errors[at]!;
    if (series.native !== undefined) return nativeText(all - bad, bad, series.native);
    const events = series.counts === "all" ? all : series.counts === "bad" ? bad : all - bad;
    if (events === 0 && series.counts === "bad" && isAbsentUntilBad) return "none";
    return Math.floor((events + series.part) / series.of);
  });
}

/** A native histogram of schema 0, whose bucket `i` ends at 2^i. */
function nativeText(good: number, bad: number, at: { readonly good: number; readonly bad: number }): string {
  const between = Array.from({ length: at.bad - at.good - 1 }, () => 0);
  return `{{schema:0 count:${good + bad} sum:${good + bad} offset:${at.good} buckets:[${[good, ...between, bad].join(" ")}]}}`;
}

/** @param samples a sample for each step, or the text of them */
export function inputSeries(name: string, labels: Labels, samples: readonly Sample[] | string): Yaml {
  return { series: seriesName(name, labels), values: typeof samples === "string" ? samples : seriesText(samples) };
}

/** `up` of each target of the series. */
export function upSeries(groups: readonly SampledGroup[], length: number): readonly Yaml[] {
  return targetsOf(groups).map((labels) =>
    rawInput(
      "up",
      labels,
      Array.from({ length }, () => 1),
    ),
  );
}

export function targetsOf(groups: readonly SampledGroup[]): readonly Labels[] {
  const targets = groups.flatMap(({ series }) =>
    series.map(({ labels }) => ({ job: labels["job"] ?? "", instance: labels["instance"] ?? "" })),
  );
  return [...new Map(targets.map((target) => [`${target.job}\0${target.instance}`, target])).values()];
}

/** Labels of a firing alert, as the series `ALERTS` bears them. */
function firingLabels({ service, slo, workspace }: Proven, burn: BurnAlert, group: Labels): Labels {
  return { alertname: burn.name, alertstate: "firing", ...group, ...sloAlertLabels(service, slo, burn, workspace) };
}

/** A query with what it must give at a step. */
export function expectation(expr: string, at: number, step: Seconds, samples: readonly YamlMap[]): Yaml {
  return { expr, eval_time: formatDuration(at * step), exp_samples: samples };
}

/** The alerts of these subjects with the same windows and severity: which of them fire at a step. */
export function alertExpectation(
  about: readonly { readonly subject: Proven; readonly burn: BurnAlert; readonly firing: readonly Labels[] }[],
  at: number,
): Yaml {
  const [{ subject, burn }] = about as [(typeof about)[0]];
  const labels = {
    alertname: burn.name,
    alertstate: "firing",
    service: subject.service.name,
    severity: subject.workspace.severities[burn.severity],
    long: formatDuration(burn.long),
    ...subject.service.environmentLabels,
  };
  const slos = about.map((one) => one.subject.slo.name);
  const matchers = [
    ...equals(labels),
    burn.short === undefined
      ? ({ label: "short", op: "=", value: "" } as const)
      : ({ label: "short", op: "=", value: formatDuration(burn.short) } as const),
  ];
  const which =
    slos.length === 1
      ? ({ label: "slo", op: "=", value: slos[0]! } as const)
      : ({ label: "slo", op: "=~", value: slos.join("|") } as const);
  const samples = about.flatMap((one) =>
    one.firing.map((group) => sample(seriesName("ALERTS", firingLabels(one.subject, one.burn, group)), 1)),
  );
  return expectation(
    printExpr(selector("ALERTS", [...matchers, which]), { width: Infinity }),
    at,
    subject.step,
    samples,
  );
}

export function sample(labels: string, value: number): YamlMap {
  return { labels, value };
}

/** What is recorded under a name for these label sets at a step; a value that is undefined is absent. */
export function recordedExpectation(
  subject: Subject,
  name: string,
  at: number,
  values: readonly { readonly labels: Labels; readonly value: number | undefined }[],
): Yaml {
  const own = recordedLabels(subject.service, subject.slo);
  const expr = printSeries(name, own);
  const samples = values.flatMap(({ labels, value }) =>
    value === undefined ? [] : [sample(seriesName(name, { ...own, ...labels }), value)],
  );
  return expectation(expr, at, subject.step, samples);
}
