/** Tests that nothing fires when nothing is wrong: no errors, no traffic, every series relabelled. */
import { equals, selector } from "../../../model/promql/build.ts";
import { printExpr } from "../../../model/promql/print.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import { budgetRemainingName, errorRatioName, recorded } from "../../../model/slo/names.ts";
import { bin } from "../../../model/slo/windows.ts";
import type { Counts } from "../../../model/slo/simulate.ts";
import type { Labels } from "../../../model/service.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { recordedLabels } from "../labels.ts";
import { inputs, type Sampled } from "./burn-tests.ts";
import type { Sample } from "./notation.ts";
import type { RawSeries } from "./samples.ts";
import {
  expectation,
  inputSeries,
  recordedCounts,
  recordedExpectation,
  samplesOf,
  type Subject,
  targetsOf,
} from "./subject.ts";

/** Events of a step. */
const traffic = 1000;

export function silenceTests(subjects: readonly Sampled[]): readonly YamlMap[] {
  const relabelled = subjects.filter(({ subject }) => subject.hasUp);
  return [
    quietTest(subjects),
    ...(relabelled.length === 0 ? [] : [relabelTest(relabelled, "target"), relabelTest(relabelled, "series")]),
  ];
}

/** Good events for two bins, then none until the five-minute window has lost them. */
function quietTest(subjects: readonly Sampled[]): YamlMap {
  const { step } = subjects[0]!.subject;
  const perBin = bin / step;
  const last = 2 * perBin;
  const length = last + perBin + 2;
  const counts: Counts = {
    total: Array.from({ length }, (_, at) => (at > 0 && at <= last ? traffic : 0)),
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
          same(errorRatioName(bin), last, 0),
          same(budgetRemainingName(slo.window.length), last, 1),
          one(recorded.objective, slo.objective.toNumber()),
          one(recorded.budget, slo.budget.toNumber()),
          same(errorRatioName(bin), length - 1, undefined),
        ];
      }),
      ...[last, length - 1].map((at) => nothingFires(subjects, at)),
    ],
  };
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
    inputSeries(name, labels, old(samples)),
    inputSeries(name, { ...labels, ...added }, born(samples)),
  ];
  const ones: readonly Sample[] = Array.from({ length }, () => 1);
  const groups = subjects.flatMap((one) => one.groups);
  const ups = targetsOf(groups).flatMap((labels) =>
    what === "target" ? both("up", labels, ones) : [inputSeries("up", labels, ones)],
  );
  return {
    name: `${what} relabelled: ${names(subjects)}`,
    interval: formatDuration(step),
    input_series: [
      ...ups,
      ...groups.flatMap(({ series }) => series.flatMap((one) => both(one.name, one.labels, steady(one)))),
    ],
    promql_expr_test: [
      ...subjects.map(({ subject }) => noneCounted(subject, length - 1)),
      ...[change, change + 1, 2 * perBin, 3 * perBin].map((at) => nothingFires(subjects, at)),
    ],
  };
}

/** No error was counted at any step so far. */
function noneCounted(subject: Subject, at: number): Yaml {
  const errors = selector(recorded.errors, equals(recordedLabels(subject.service, subject.slo)), {
    range: (at + 1) * subject.step,
  });
  return expectation(
    `${printExpr({ kind: "call", fn: "max_over_time", args: [errors] }, { width: Infinity })} > 0.5`,
    at,
    subject.step,
    [],
  );
}

function nothingFires(subjects: readonly Sampled[], at: number): Yaml {
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
