/** Tests of bands, of the last samples and those that are fed: values just inside and just outside of them, for as long as the alert waits. */
import { leastSamples } from "../../../model/alerting/anomaly.ts";
import { recordedOfAnomaly as names } from "../../../model/slo/names.ts";
import type { YamlMap } from "../../shared/yaml.ts";
import { serviceLabels } from "../labels.ts";
import { type Sample, seriesName, seriesText } from "../proofs/notation.ts";
import {
  alerts,
  alertsAt,
  bandsAt,
  type Case,
  constant,
  deviationOf,
  exponential,
  fed,
  growthOf,
  lasting,
  lasts,
  nextTo,
  none,
  outlier,
  type Proven,
  spread,
  testOf,
  unchanging,
  valueSeries,
  waited,
} from "./cases.ts";

/** The window holds as many samples as it says, without the one under test. */
export function windowTest(proven: Proven, samples: number, at: number): YamlMap {
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
export function lastingTest(proven: Proven, growth: number): YamlMap {
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
export function bandTest(proven: Proven): YamlMap {
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
export function mutedTest(proven: Proven): YamlMap {
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
