/** Tests of what is usual at the same time in earlier periods, whichever of them was bad. */
import { aroundOf, leastPeriods } from "../../../model/alerting/anomaly.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import { recordedOfAnomaly as names } from "../../../model/slo/names.ts";
import type { YamlMap } from "../../shared/yaml.ts";
import { type Sample, seriesText, sparseText } from "../proofs/notation.ts";
import {
  alertsAt,
  bandsAt,
  type Case,
  caseLabel,
  constant,
  deviationOf,
  fed,
  nextTo,
  none,
  outlier,
  type Proven,
  rounded,
  spread,
  testOf,
  unchanging,
} from "./cases.ts";

/** Mean and deviation of the values around a time, at the end of it. */
export function aroundTest(proven: Proven, period: Seconds): YamlMap {
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

interface Around {
  readonly mean: number;
  readonly stddev: number;
}

/**
 * Means of 95 and 105 in turn have the median 100, from which the middle ones are 5 away, which makes a deviation of 10 between periods. That within
 * them is 7 and 8 in turn, and has the median 7.5: together they make 12.5. In place of one of them a bad one: of the lower ones nothing at all, of the
 * higher ones far too much.
 */
export function seasonTest(proven: Proven, period: Seconds, at: number): YamlMap {
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
