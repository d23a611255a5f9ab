/** Tests that nothing fires when nothing is wrong: no errors, no traffic, every series relabelled. */
import { call, equals, selector } from "../../../model/promql/build.ts";
import { printExpr } from "../../../model/promql/print.ts";
import { selectorsOf } from "../../../model/promql/visit.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import { budgetRemainingName, errorRatioName, recorded } from "../../../model/slo/names.ts";
import { bin, shortestWindow } from "../../../model/slo/windows.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Counts } from "../../../model/slo/simulate.ts";
import type { Labels } from "../../../model/service.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { recordedLabels } from "../labels.ts";
import { infoLabels } from "../rules.ts";
import { inputs, type Sampled } from "./burn-tests.ts";
import { type Sample, seriesName } from "./notation.ts";
import type { RawSeries } from "./samples.ts";
import {
  expectation,
  firstCounted,
  rawInput,
  recordedCounts,
  recordedExpectation,
  sample,
  samplesOf,
  type Subject,
  targetsOf,
} from "./subject.ts";

/** Events of a step. */
const traffic = 1000;
/** Slices that are waited for: promtool evaluates every step. */
const longestQuiet: Seconds = 3600;

export function silenceTests(subjects: readonly Sampled[]): readonly YamlMap[] {
  const relabelled = subjects.filter(({ subject }) => subject.hasUp);
  return [
    quietTest(subjects),
    gapTest(subjects),
    ...(relabelled.length === 0 ? [] : [relabelTest(relabelled, "target"), relabelTest(relabelled, "series")]),
  ];
}

/** Good events for two bins, or slices, then none until the shortest window has lost them. */
function quietTest(subjects: readonly Sampled[]): YamlMap {
  const { slo: leader, step } = subjects[0]!.subject;
  const shortest = shortestWindow(leader);
  // a slice of hours is not waited for: its windows are looked at where recorded events are fed
  const isShort = shortest <= longestQuiet;
  const perBin = (isShort ? shortest : bin) / step;
  const last = 2 * perBin;
  const length = last + perBin + 2;
  const counts: Counts = {
    total: Array.from({ length }, (_, at) => (at >= firstCounted && at <= last ? traffic : 0)),
    errors: Array.from({ length }, () => 0),
  };
  const affected = subjects.map((one) => ({ ...one, counts: one.groups.map((sampled) => ({ sampled, counts })) }));
  return {
    name: `no errors, then no traffic: ${names(subjects)}`,
    interval: formatDuration(step),
    input_series: inputs(affected, length),
    promql_expr_test: [
      ...affected.flatMap(({ subject, counts: groups }) => {
        const { slo } = subject;
        const all = recordedCounts(subject, groups);
        const same = (name: string, at: number, value: number | undefined) =>
          recordedExpectation(
            subject,
            name,
            at,
            all.map(({ labels }) => ({ labels, value })),
          );
        const one = (name: string, value: number) => recordedExpectation(subject, name, last, [{ labels: {}, value }]);
        return [
          same(errorRatioName(shortest), last, isShort ? 0 : undefined),
          same(budgetRemainingName(slo.window), last, isShort ? 1 : undefined),
          one(recorded.objective, slo.objective.toNumber()),
          one(recorded.budget, slo.budget.toNumber()),
          recordedExpectation(subject, recorded.info, last, [
            { labels: infoLabels(subject.service, slo, subject.workspace), value: 1 },
          ]),
          same(errorRatioName(shortest), length - 1, undefined),
        ];
      }),
      ...[last, length - 1].map((at) => nothingFires(subjects, at)),
    ],
  };
}

/**
 * Two scrapes fail, a new target comes with counters that are large already, and the old one restarts without an error since: every event
 * that happened meanwhile is counted once, and none that was there before.
 */
function gapTest(subjects: readonly Sampled[]): YamlMap {
  const { step } = subjects[0]!.subject;
  const perBin = bin / step;
  const [gap, arrival] = [perBin + 1, perBin + 5];
  const restart = arrival + 2;
  const length = restart + 3;
  const steady: Counts = {
    total: Array.from({ length }, (_, at) => (at === 0 ? 50 * traffic : at < firstCounted ? 0 : traffic)),
    errors: Array.from({ length }, () => 0),
  };
  // a failed scrape ends the series, without `up` there is only nothing
  const failing = (samples: readonly Sample[], hasUp: boolean): readonly Sample[] =>
    samples.map((sample, at) => (at === gap && hasUp ? "stale" : at === gap || at === gap + 1 ? "none" : sample));
  const since: Counts = { total: steady.total.slice(restart), errors: steady.errors.slice(restart) };
  const restarted = (one: RawSeries, before: readonly Sample[], hasUp: boolean): readonly Sample[] => [
    ...before.slice(0, restart),
    ...(one.counts === "bad"
      ? since.total.map((_, at) => (at === 0 && hasUp ? "stale" : "none"))
      : samplesOf(one, since, false)),
  ];
  const arriving = (samples: readonly Sample[]): readonly Sample[] =>
    samples.map((sample, at) => (at < arrival ? "none" : sample));
  const anew = (labels: Labels): Labels => ({ ...labels, instance: `${labels["instance"]}-new` });
  const series = subjects.flatMap(({ subject, groups }) =>
    groups.flatMap((group) =>
      group.series.flatMap((one) => {
        const samples = samplesOf(one, steady, false);
        const second = canBeAnother(subject) ? [rawInput(one.name, anew(one.labels), arriving(samples))] : [];
        const first = restarted(one, failing(samples, subject.hasUp), subject.hasUp);
        return [rawInput(one.name, one.labels, first), ...second];
      }),
    ),
  );
  const up = Array.from({ length }, (_, at) => (at === gap || at === gap + 1 ? 0 : 1));
  const ups = targetsOf(subjects.filter(({ subject }) => subject.hasUp).flatMap(({ groups }) => groups)).flatMap(
    (labels) => [rawInput("up", labels, up), rawInput("up", anew(labels), arriving(Array.from({ length }, () => 1)))],
  );
  return {
    name: `scrapes that fail, a new target, and a restart: ${names(subjects)}`,
    interval: formatDuration(step),
    input_series: [...ups, ...series],
    promql_expr_test: subjects.flatMap(({ subject, groups }) => {
      const [old, fresh] = [length - firstCounted, canBeAnother(subject) ? length - 1 - arrival : 0];
      const counted = (old + fresh) * traffic;
      const labelled = groups.map(({ group }) => ({ group, value: counted }));
      const all =
        subject.slo.sli.groups.length === 0 ? labelled : [...labelled, { group: {}, value: counted * groups.length }];
      return [countedExpectation(subject, length - 1, all), noneCounted(subject, length - 1)];
    }),
  };
}

/** Whether a second target is selected like the first one: no selector names its instance. */
function canBeAnother({ slo: { sli } }: Subject): boolean {
  const selectors = [...selectorsOf(sli.total), ...selectorsOf(sli.errors.expr)];
  return selectors.every(({ matchers }) => matchers.every(({ label }) => label !== "instance"));
}

/** All events that were counted so far. */
export function countedExpectation(
  subject: Subject,
  at: number,
  values: readonly { readonly group: Labels; readonly value: number }[],
): Yaml {
  const own = recordedLabels(subject.service, subject.slo);
  const total = selector(recorded.total, equals(own), { range: (at + 1) * subject.step });
  const samples = values.map(({ group, value }) => sample(seriesName("", { ...own, ...group }), value));
  return expectation(printExpr(call("sum_over_time", total), { width: Infinity }), at, subject.step, samples);
}

/** A label that no series has. */
const added = { relabelled: "yes" };

/**
 * Every series ends and goes on with one label more, its counter as large as before. When the target itself is relabelled, its old series end
 * two scrapes late, as Prometheus writes it.
 */
function relabelTest(subjects: readonly Sampled[], what: "target" | "series"): YamlMap {
  const { step } = subjects[0]!.subject;
  const perBin = bin / step;
  const change = perBin + 2;
  const length = 3 * perBin + 1;
  const before = 1000 * traffic;
  const steady = (series: RawSeries): readonly Sample[] => {
    // large counters, and no error in any step
    const counts: Counts = {
      total: Array.from({ length }, (_, at) => (at === 0 ? before : traffic)),
      errors: Array.from({ length }, (_, at) => (at === 0 ? before / 20 : 0)),
    };
    return samplesOf(series, counts, false);
  };
  const old = (samples: readonly Sample[]) => [
    ...samples.slice(0, change),
    ...(what === "target" ? (["none", "none"] as const) : []),
    "stale" as const,
  ];
  const born = (samples: readonly Sample[]) => samples.map((sample, at) => (at < change ? "none" : sample));
  const both = (name: string, labels: Labels, samples: readonly Sample[]): readonly Yaml[] => [
    rawInput(name, labels, old(samples)),
    rawInput(name, { ...labels, ...added }, born(samples)),
  ];
  const ones: readonly Sample[] = Array.from({ length }, () => 1);
  const groups = subjects.flatMap((one) => one.groups);
  const ups = targetsOf(groups).flatMap((labels) =>
    what === "target" ? both("up", labels, ones) : [rawInput("up", labels, ones)],
  );
  return {
    name: `${what} relabelled: ${names(subjects)}`,
    interval: formatDuration(step),
    input_series: [
      ...ups,
      ...groups.flatMap(({ series }) => series.flatMap((one) => both(one.name, one.labels, steady(one)))),
    ],
    promql_expr_test: [
      ...subjects.flatMap(({ subject }) => [noneCounted(subject, length - 1), noneTwice(subject, length - 1)]),
      ...[change, change + 1, 2 * perBin, 3 * perBin].map((at) => nothingFires(subjects, at)),
    ],
  };
}

/** No step holds more than one step's events: no counter was counted whole. */
function noneTwice(subject: Subject, at: number): Yaml {
  const total = selector(recorded.total, equals(recordedLabels(subject.service, subject.slo)), {
    range: (at + 1) * subject.step,
  });
  const most = 2 * traffic * Math.max(1, subject.slo.sli.groups.length * 2);
  return expectation(`${printExpr(call("max_over_time", total), { width: Infinity })} > ${most}`, at, subject.step, []);
}

/** No error was counted at any step so far. */
export function noneCounted(subject: Subject, at: number): Yaml {
  const errors = selector(recorded.errors, equals(recordedLabels(subject.service, subject.slo)), {
    range: (at + 1) * subject.step,
  });
  return expectation(`${printExpr(call("max_over_time", errors), { width: Infinity })} > 0.5`, at, subject.step, []);
}

export function nothingFires(subjects: readonly Sampled[], at: number): Yaml {
  const { service, step } = subjects[0]!.subject;
  const slos = subjects.map(({ subject }) => subject.slo.name);
  const which =
    slos.length === 1
      ? ({ label: "slo", op: "=", value: slos[0]! } as const)
      : ({ label: "slo", op: "=~", value: slos.join("|") } as const);
  return expectation(
    printExpr(selector("ALERTS", [...equals({ service: service.name }), which]), { width: Infinity }),
    at,
    step,
    [],
  );
}

function names(subjects: readonly Sampled[]): string {
  return subjects.map(({ subject }) => subject.slo.id).join(", ");
}
