/**
 * Unit tests of anomalies, for promtool: values whose mean and deviation are worked out by hand, just inside and just outside of their bands. Each case
 * is a series of its own, told apart by a label.
 */
import type { Diagnostic } from "../../../diagnostics/diagnostic.ts";
import { anomalyLabels } from "../../../model/alerting/labels.ts";
import { aroundOf, leastPeriods, leastSamples, periodsBack, stepOfAnomalies } from "../../../model/alerting/anomaly.ts";
import { binary, call, equals, number, selector } from "../../../model/promql/build.ts";
import { printExpr } from "../../../model/promql/print.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Anomaly, Labels, Service } from "../../../model/service.ts";
import { files, recordedOfAnomaly as names } from "../../../model/slo/names.ts";
import type { Workspace } from "../../../model/workspace.ts";
import { diagnostic } from "../../diagnostics.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { serviceLabels } from "../labels.ts";
import { type Sample, seriesName, seriesText, sparseText } from "../proofs/notation.ts";
import type { ProofFile } from "../proofs/proofs.ts";
import { busyTimes, delayed } from "../proofs/quiet.ts";
import { expectation, sample } from "../proofs/subject.ts";
import { tailOfAnomalies } from "./group.ts";
import { recordedLabelsOf } from "./series.ts";
import { valueTest } from "./value-test.ts";

const day: Seconds = 86400;
/** The label that tells the cases of a test apart. */
const caseLabel = "case";
/** Longer windows are evaluated once, at their end: each evaluation before it reads all of them. */
const longestStepped = 500;
/** Steps of a test that is evaluated once: promtool holds one place for each in every series. */
const longestSeason = 210_000;
/** Values that grow stay below the largest number there is. */
const largestPower = 290;

export interface AnomalyProofs {
  readonly files: readonly ProofFile[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Proven {
  readonly service: Service;
  readonly anomaly: Anomaly;
  readonly workspace: Workspace;
  readonly step: Seconds;
}

/** A case of a test: a series of the value, and what the alert does about it. */
interface Case {
  readonly name: string;
  readonly values: string;
  readonly isUnusual: boolean;
}

export function anomalyProofs(service: Service, workspace: Workspace): AnomalyProofs {
  const step = stepOfAnomalies(service, workspace);
  const diagnostics: Diagnostic[] = [];
  const stepped: YamlMap[] = [];
  const seasons: { readonly anomaly: Anomaly; readonly length: number; make(at: number): YamlMap }[] = [];
  const muting = service.maintenance.filter(({ excluded }) => !excluded);
  for (const anomaly of service.anomalies) {
    const proven = { service, anomaly, workspace, step };
    const growth = growthOf(anomaly);
    if (muting.length > 0) stepped.push(mutedTest(proven));
    const isProvable = lasts(proven) * Math.log10(growth) < largestPower;
    if (!isProvable)
      diagnostics.push(unproven(proven, `it lasts ${formatDuration(anomaly.for)}, too long for values that grow`));
    if (anomaly.method === "z-score") {
      const { samples } = anomaly;
      if (isProvable) stepped.push(lastingTest(proven, growth));
      if (samples <= longestStepped) stepped.push(windowTest(proven, samples, samples + 1));
      else seasons.push({ anomaly, length: samples + 2, make: (at) => windowTest(proven, samples, at) });
      continue;
    }
    stepped.push(bandTest(proven), aroundTest(proven, anomaly.period));
    const length = Math.ceil(((periodsBack + 1) * anomaly.period) / step);
    if (length > longestSeason)
      diagnostics.push(unproven(proven, `four periods of ${formatDuration(anomaly.period)} are too long for a test`));
    else seasons.push({ anomaly, length, make: (at) => seasonTest(proven, anomaly.period, at) });
  }
  // promtool begins with 1970
  const tail = tailOfAnomalies(service, step);
  const busy = (until: Seconds) => busyTimes(muting, until, step).map(({ from, to }) => ({ from, to: to + tail }));
  const quiet = stepped.flatMap((test) => {
    const later = delayed(test, busy(2 * day), step, step);
    return later === undefined ? [] : [later];
  });
  const lost = stepped.length - quiet.length;
  if (lost > 0)
    diagnostics.push(
      unproven({ service, anomaly: service.anomalies[0]!, workspace, step }, "planned work leaves no time for a test"),
    );
  for (const anomaly of service.anomalies) {
    const made = valueTest(service, anomaly, step, tail);
    if ("test" in made) quiet.push(made.test);
    else diagnostics.push(unproven({ service, anomaly, workspace, step }, made.reason));
  }
  const end = quietEnd(busy, Math.max(...seasons.map(({ length }) => length)), step);
  const once = seasons.map(({ anomaly, make }) => begun({ service, anomaly, workspace, step }, make(end)));
  const file = (path: string, interval: Seconds, tests: readonly YamlMap[], comment: string): ProofFile[] =>
    tests.length === 0
      ? []
      : [
          {
            path,
            comments: [comment],
            root: {
              rule_files: [files.rules(service.name).split("/").at(-1)!],
              evaluation_interval: formatDuration(interval),
              tests: [...tests],
            },
          },
        ];
  return {
    files: [
      ...file(
        files.anomaliesTest(service.name),
        step,
        quiet,
        "Run it with `promtool test rules`: each anomaly is told just outside of its band, and not just inside. Recorded values are fed, but for the tests that values are recorded.",
      ),
      ...file(
        files.seasonsTest(service.name),
        end * step,
        once,
        "Run it with `promtool test rules`: what is usual follows from earlier periods, whichever of them was bad. Evaluated once, at the end.",
      ),
    ],
    diagnostics,
  };
}

/** With a sample at the beginning: promtool loads series in any order, and takes no sample that is half a day older than its first. */
function begun(proven: Proven, test: YamlMap): YamlMap {
  const series = test["input_series"] as readonly Yaml[];
  return { ...test, input_series: [fed(proven, names.value, "the beginning", "0 stale"), ...series] };
}

/** The first step after this many, and a whole number of hours, at which nothing is muted. */
function quietEnd(
  busy: (until: Seconds) => readonly { from: Seconds; to: Seconds }[],
  length: number,
  step: Seconds,
): number {
  const hour = 3600;
  if (!Number.isFinite(length)) return 0;
  let at = Math.ceil((length * step) / hour) * hour;
  const times = busy(at + 8 * day);
  const last = at + 7 * day;
  while (at < last && times.some(({ from, to }) => from < at && at <= to)) at += hour;
  return at / step;
}

function unproven({ service, anomaly }: Proven, reason: string): Diagnostic {
  return diagnostic("no-proof", { slo: `${service.name}/${anomaly.anomaly}`, reason }, anomaly.origin.span, {
    help: "the rules are generated all the same",
  });
}

/** Steps from the first evaluation outside of the band to the one at which the alert fires. */
function lasts({ anomaly, step }: Pick<Proven, "anomaly" | "step">): number {
  return Math.ceil(anomaly.for / step);
}

/** How long a test goes on, in words. */
function lasting({ anomaly }: Proven): string {
  return anomaly.for > 0 ? `, for ${formatDuration(anomaly.for)}` : "";
}

/** Values that grow by more than this stay outside of the band of those before them, whose mean and deviation are at most the largest of them. */
function growthOf({ sigma }: Anomaly): number {
  return Math.ceil(sigma.toNumber()) + 2;
}

/** Half of them 90 and half 110, behind a 100 if they are odd: their mean is 100, and their standard deviation 10 or a little less. */
function spread(count: number): readonly Sample[] {
  const half = Math.floor(count / 2);
  const fill = (value: number) => Array.from({ length: half }, () => value);
  return [...(count % 2 === 1 ? [100] : []), ...fill(90), ...fill(110)];
}

function deviationOf(count: number): number {
  return 10 * Math.sqrt((2 * Math.floor(count / 2)) / count);
}

/** Whole numbers next to both ends of a band around 100. */
function nextTo(deviation: number, { sigma }: Anomaly) {
  const far = sigma.toNumber() * deviation;
  return {
    lower: 100 - far,
    upper: 100 + far,
    above: Math.floor(100 + far) + 1,
    insideHigh: Math.ceil(100 + far) - 1,
    below: Math.ceil(100 - far) - 1,
    insideLow: Math.floor(100 - far) + 1,
  };
}

/** A value far away, before the window: a window that held it would be as wide. */
const outlier = 1e6;

/** The window holds as many samples as it says, without the one under test. */
function windowTest(proven: Proven, samples: number, at: number): YamlMap {
  const deviation = deviationOf(samples);
  const next = nextTo(deviation, proven.anomaly);
  const least = leastSamples(samples);
  const before: readonly Sample[] = [...none(at - samples - 1), outlier, ...spread(samples)];
  const of = (name: string, value: number, isUnusual: boolean): Case => ({
    name,
    values: seriesText([...before, value]),
    isUnusual,
  });
  const cases = [
    of("above", next.above, true),
    of("below", next.below, true),
    of("inside, high", next.insideHigh, false),
    of("inside, low", next.insideLow, false),
    {
      name: "too few, and one before the window",
      values: seriesText([...none(at - samples - 1), 100, ...none(samples + 1 - least), ...spread(least - 1), outlier]),
      isUnusual: false,
    },
  ];
  return testOf(proven, `the last ${samples} values, each next to an end of the band`, valueSeries(proven, cases), [
    alertsAt(proven, cases, at),
    ...bandsAt(proven, "above", at, { mean: 100, stddev: deviation, ...next }),
  ]);
}

/** As few samples as there must be, one fewer, and values that never change; and how long the alert waits. */
function lastingTest(proven: Proven, growth: number): YamlMap {
  const { anomaly } = proven;
  const least = leastSamples(anomaly.method === "z-score" ? anomaly.samples : 0);
  const { above } = nextTo(deviationOf(least), anomaly);
  const wait = lasts(proven);
  const grown = Array.from({ length: wait + 1 }, (_, k): Sample => exponential(above * growth ** k));
  const cases: readonly Case[] = [
    { name: "enough values", values: seriesText([...spread(least), ...grown, "stale"]), isUnusual: true },
    {
      name: "too few values",
      values: seriesText(["none", ...spread(least).slice(1), outlier, "stale"]),
      isUnusual: false,
    },
    { name: "never changed", values: seriesText([...unchanging(least).map(String), 0.4, "stale"]), isUnusual: false },
  ];
  return testOf(proven, `as few values as there must be, and one fewer${lasting(proven)}`, valueSeries(proven, cases), [
    alertsAt(proven, cases, least),
    ...waited(proven, "enough values", least),
  ]);
}

/** The alert compares the value with its band, and waits as long as it should. Of a season, bands are fed. */
function bandTest(proven: Proven): YamlMap {
  const wait = lasts(proven);
  const [lower, upper] = [90, 110];
  const of = (name: string, value: number, isUnusual: boolean): Case => ({
    name,
    values: seriesText([100, ...constant(value, wait + 1), 100]),
    isUnusual,
  });
  const cases = [
    of("above", upper + 1, true),
    of("below", lower - 1, true),
    of("inside, high", upper - 1, false),
    of("inside, low", lower + 1, false),
    of("without a band", upper + 1, false),
  ];
  const bands = cases
    .filter(({ name }) => name !== "without a band")
    .flatMap(({ name }) => [
      fed(proven, names.lower, name, seriesText(constant(lower, wait + 3))),
      fed(proven, names.upper, name, seriesText(constant(upper, wait + 3))),
    ]);
  return testOf(
    proven,
    `values on both sides of a band${lasting(proven)}`,
    [...valueSeries(proven, cases), ...bands],
    [alertsAt(proven, cases, 1), ...waited(proven, "above", 1, "below")],
  );
}

/** Outside of its band by more and more; nobody is told while that is muted, and from the next step on somebody is. */
function mutedTest(proven: Proven): YamlMap {
  const { service, anomaly } = proven;
  const steps = [0, 1];
  const isSeason = anomaly.method === "seasonal";
  const least = isSeason ? 1 : leastSamples(anomaly.samples);
  const grown = steps.map((k) => exponential(outlier * growthOf(anomaly) ** k));
  const values = isSeason ? [100, ...grown] : [...spread(least), ...grown];
  const band = (name: string, value: number) =>
    isSeason ? [fed(proven, name, "outside", seriesText(constant(value, least + steps.length)))] : [];
  return testOf(
    proven,
    "muted by planned work",
    [
      fed(proven, names.value, "outside", seriesText(values)),
      ...band(names.lower, 90),
      ...band(names.upper, 110),
      {
        series: seriesName(names.muted, serviceLabels(service)),
        values: seriesText([...none(least), 1, "stale"]),
      },
    ],
    [
      alerts(proven, [], "firing", least),
      alerts(proven, ["outside"], anomaly.for > 0 ? "pending" : "firing", least + 1),
    ],
  );
}

/** Mean and deviation of the values around a time, at the end of it. */
function aroundTest(proven: Proven, period: Seconds): YamlMap {
  const { samples, least } = aroundOf(period, proven.step);
  const series = (name: string, values: readonly Sample[]) => fed(proven, names.value, name, seriesText(values));
  const input = [
    series("all", [outlier, ...spread(samples)]),
    series("half", [...none(samples + 1 - least), ...constant(100, least)]),
    series("fewer, and one before", [100, ...none(samples + 1 - least), ...constant(100, least - 1)]),
  ];
  return testOf(proven, "values around the same time", input, [
    rounded(proven, names.aroundMean, [], samples, [
      ["all", 100],
      ["half", 100],
    ]),
    rounded(proven, names.aroundStddev, [{ label: caseLabel, op: "=", value: "all" }], samples, [
      ["all", deviationOf(samples)],
    ]),
  ]);
}

/**
 * Means of 95 and 105 in turn have the median 100, from which the middle ones are 5 away, which makes a deviation of 10 between periods. That within
 * them is 7 and 8 in turn, and has the median 7.5: together they make 12.5. In place of one of them a bad one: of the lower ones nothing at all, of the
 * higher ones far too much.
 */
function seasonTest(proven: Proven, period: Seconds, at: number): YamlMap {
  const { anomaly, step } = proven;
  const next = nextTo(12.5, anomaly);
  const { half } = aroundOf(period, step);
  const ofMeans = (means: readonly number[]): readonly Around[] =>
    means.map((mean) => ({ mean, stddev: mean < 100 ? 7 : 8 }));
  // 4 and 6 away
  const usual = ofMeans([94, 104, 96, 106]);
  const bad = (back: number) =>
    ofMeans([95, 105, 95, 105]).map((one, k) => {
      if (k + 1 !== back) return one;
      return one.mean < 100 ? { mean: 0, stddev: 0 } : { mean: 1e5, stddev: 5000 };
    });
  const [high, low] = [
    [next.above, next.insideHigh],
    [next.below, next.insideLow],
  ] as const;
  const three = [95, 100, 105].map((mean, k) => ({ mean, stddev: 7 + k / 2 }));
  const seasons: readonly (Omit<Case, "values"> & { value: number; earlier: readonly Around[] })[] = [
    { name: "above", value: next.above, isUnusual: true, earlier: usual },
    ...usual.flatMap((_, k) => {
      const [outside, inside] = k % 2 === 0 ? high : low;
      const earlier = bad(k + 1);
      return [
        { name: `${k + 1} periods ago was bad, outside`, value: outside, isUnusual: true, earlier },
        { name: `${k + 1} periods ago was bad, inside`, value: inside, isUnusual: false, earlier },
      ];
    }),
    { name: "three periods", value: next.above, isUnusual: true, earlier: three },
    { name: "two periods", value: outlier, isUnusual: false, earlier: three.slice(0, leastPeriods - 1) },
    {
      name: "never changed",
      value: outlier,
      isUnusual: false,
      earlier: unchanging(usual.length).map((mean) => ({ mean, stddev: 0 })),
    },
  ];
  const then = (back: number) => Math.floor((at * step - back * period + half) / step);
  const input = seasons.flatMap(({ name, value, earlier }) => [
    fed(proven, names.aroundMean, name, sparseText(earlier.map(({ mean }, k) => [then(k + 1), mean]))),
    fed(proven, names.aroundStddev, name, sparseText(earlier.map(({ stddev }, k) => [then(k + 1), stddev]))),
    fed(proven, names.value, name, sparseText([[at, value]])),
  ]);
  return testOf(proven, `the same time in earlier periods of ${formatDuration(period)}`, input, [
    alertsAt(
      proven,
      seasons.map((one) => ({ ...one, values: "" })),
      at,
    ),
    ...bandsAt(proven, "above", at, { mean: 100, stddev: 12.5, ...next }),
  ]);
}

interface Around {
  readonly mean: number;
  readonly stddev: number;
}

function none(count: number): readonly Sample[] {
  return Array.from({ length: Math.max(0, count) }, () => "none");
}

function constant(value: number, count: number): readonly Sample[] {
  return Array.from({ length: count }, () => value);
}

/** What a sum that is always the same may come to: the next number after 0.3 beside it. */
function unchanging(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => (at % 2 === 0 ? 0.3 : 0.1 + 0.2));
}

/** A large number as promtool reads it. */
function exponential(value: number): string {
  return value.toExponential().replace("e+", "e");
}

function testOf(
  { service, anomaly, step }: Proven,
  what: string,
  series: readonly Yaml[],
  expected: readonly Yaml[],
): YamlMap {
  return {
    name: `${service.name}/${anomaly.anomaly}: ${what}`,
    interval: formatDuration(step),
    input_series: [...series],
    promql_expr_test: [...expected],
  };
}

function fed({ service, anomaly }: Proven, name: string, of: string, values: string): YamlMap {
  return { series: seriesName(name, { ...recordedLabelsOf(service, anomaly), [caseLabel]: of }), values };
}

function valueSeries(proven: Proven, cases: readonly Case[]): readonly YamlMap[] {
  return cases.map(({ name, values }) => fed(proven, names.value, name, values));
}

/** Which cases the alert tells: at once, or pending where it waits. */
function alertsAt(proven: Proven, cases: readonly Case[], at: number): Yaml {
  const unusual = cases.filter(({ isUnusual }) => isUnusual).map(({ name }) => name);
  return alerts(proven, unusual, lasts(proven) > 0 ? "pending" : "firing", at);
}

/** Pending one step before it fires, and gone when the value is as usual again, or gone. */
function waited(proven: Proven, lasting: string, at: number, also?: string): readonly Yaml[] {
  const wait = lasts(proven);
  const of = [lasting, ...(also === undefined ? [] : [also])];
  return [
    ...(wait > 1 ? [alerts(proven, of, "pending", at + wait - 1)] : []),
    ...(wait > 0 ? [alerts(proven, of, "firing", at + wait)] : []),
    alerts(proven, [], "firing", at + wait + 1),
  ];
}

function alerts(
  { service, anomaly, workspace, step }: Proven,
  of: readonly string[],
  alertstate: string,
  at: number,
): Yaml {
  const { severity, ...others } = anomalyLabels(service, anomaly, workspace);
  const asked: Labels = { alertname: anomaly.name, ...recordedLabelsOf(service, anomaly), severity: severity! };
  const labels = { alertname: anomaly.name, alertstate, severity: severity!, ...others };
  return expectation(
    printExpr(selector("ALERTS", equals(asked)), { width: Infinity }),
    at,
    step,
    of.map((name) => sample(seriesName("ALERTS", { ...labels, [caseLabel]: name }), 1)),
  );
}

function bandsAt(
  proven: Proven,
  of: string,
  at: number,
  expected: { readonly mean: number; readonly stddev: number; readonly lower: number; readonly upper: number },
): readonly Yaml[] {
  const only = [{ label: caseLabel, op: "=", value: of }] as const;
  return (["mean", "stddev", "lower", "upper"] as const).map((what) =>
    rounded(proven, names[what], only, at, [[of, expected[what]]]),
  );
}

/** Values of recorded series to six decimals: 2.42 compares them bit by bit. */
function rounded(
  { service, anomaly, step }: Proven,
  name: string,
  more: readonly { readonly label: string; readonly op: "="; readonly value: string }[],
  at: number,
  expected: readonly (readonly [string, number])[],
): Yaml {
  const own = recordedLabelsOf(service, anomaly);
  const scaled = binary(selector(name, [...equals(own), ...more]), "*", number("1e6"));
  return expectation(
    printExpr(call("round", scaled), { width: Infinity }),
    at,
    step,
    expected.map(([of, value]) => sample(seriesName("", { ...own, [caseLabel]: of }), Math.round(value * 1e6))),
  );
}
