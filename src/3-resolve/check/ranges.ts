import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import { parseDuration } from "../../model/quantity/duration.ts";
import { parsePercentage } from "../../model/quantity/percentage.ts";
import { diagnostic } from "../diagnostics.ts";
import { sourceAt, type Node } from "../layers/lay.ts";
import { placeOf, type Place } from "../place.ts";
import { keyOf } from "./nulls.ts";
import { pointerTo } from "../../util/pointer.ts";
import { valuesAt } from "./values.ts";

/** A range of values, in words, and whether a value lies in it; what is no such value at all was reported by its type. */
interface Range {
  readonly limit: string;
  readonly help: string;
  holds(value: unknown): boolean;
}

const someTime: Range = {
  limit: "longer than 0s",
  help: "write a duration such as `30s`",
  holds(value) {
    const duration = parseDuration(String(value));
    return !duration.ok || duration.value > 0;
  },
};

const share: Range = {
  limit: "over 0% and at most 100%",
  help: "write a share of the whole, such as `2%`",
  holds(value) {
    const part = parsePercentage(String(value));
    return !part.ok || (part.value.numerator > 0n && part.value.compare(Decimal.of(1)) <= 0);
  },
};

/** Much of the period must lie outside of the time that counts as the same. */
const season: Range = {
  limit: "at least 1h",
  help: "write what the traffic follows, mostly `1d` or `1w`; for deviations from the last minutes there is the method `z-score`",
  holds(value) {
    const duration = parseDuration(String(value));
    return !duration.ok || duration.value >= 3600;
  },
};

/** A week of minutes: each evaluation reads all of them three times. */
const mostSamples = 10_080;

const samples: Range = {
  limit: `at most ${mostSamples}`,
  help: "what is usual over weeks is told by the method `seasonal`",
  holds: (value) => typeof value !== "number" || value <= mostSamples,
};

/** Above this a burn rate is a typing error: with an objective of 99.9% nothing burns faster than 1,000. */
const fastest = 1_000_000;

const burnRate: Range = {
  limit: `from 1 to ${fastest}`,
  help: "1 spends the budget in exactly the window of the SLO; below that the objective is kept",
  holds: (value) => typeof value !== "number" || (value >= 1 && value <= fastest),
};

const burn = (at: readonly string[]): readonly (readonly [readonly string[], Range])[] => [
  [[...at, "*", "burns", "*", "within"], someTime],
  [[...at, "*", "burns", "*", "short"], someTime],
  [[...at, "*", "burns", "*", "spend"], share],
  [[...at, "*", "burns", "*", "burnRate"], burnRate],
  [[...at, "*", "budgetLeft"], share],
  [[...at, "*", "noData"], someTime],
];

/** Values of a service with which the arithmetic would have no meaning. */
const ranges: readonly (readonly [readonly string[], Range])[] = [
  [["window"], someTime],
  [["slos", "*", "window"], someTime],
  [["slos", "*", "slices", "of"], someTime],
  [["slos", "*", "slices", "atLeast"], share],
  [["metrics", "interval"], someTime],
  [["slis", "*", "threshold"], someTime],
  [["slis", "*", "maxAge"], someTime],
  [["slis", "*", "prometheus", "interval"], someTime],
  [["maintenance", "*", "for"], someTime],
  [["alerts", "*", "predict", "over"], someTime],
  [["alerts", "*", "predict", "within"], someTime],
  [["anomalies", "*", "period"], season],
  [["anomalies", "*", "samples"], samples],
  ...burn(["alerting"]),
  ...burn(["slos", "*", "alerting"]),
];

/** Reports values outside of their range. */
export function checkRanges(root: Node, value: unknown, report: (found: Diagnostic) => void): void {
  for (const [at, range] of ranges) {
    for (const { value: found, path } of valuesAt(value, at)) {
      if (!range.holds(found)) report(outOfRange(path, found, range, placeOf(sourceAt(root, path))));
    }
  }
}

const bin = 300;

/** Steps add up to sums of five minutes, from which long windows are made. */
const partOfBin: Range = {
  limit: "a whole part of 5m",
  help: "write `1m`, or another duration that divides 5m, such as `30s`",
  holds(value) {
    const duration = parseDuration(String(value));
    return !duration.ok || (duration.value >= 1 && Number.isInteger(bin / duration.value));
  },
};

/** Options of the target Prometheus, in the workspace. */
const options: Readonly<Record<string, Range>> = { step: partOfBin, retention: someTime };

/** Reports options of Prometheus outside of their range; `placeOf` gives the place of one. */
export function checkPrometheusOptions(
  values: Readonly<Record<string, unknown>>,
  placeOf: (key: string) => Place,
  report: (found: Diagnostic) => void,
): void {
  for (const [key, range] of Object.entries(options)) {
    const value = values[key];
    if (value !== undefined && !range.holds(value)) report(outOfRange([key], value, range, placeOf(key)));
  }
}

function outOfRange(
  path: readonly string[],
  value: unknown,
  { limit, help }: Range,
  { span, labels }: Place,
): Diagnostic {
  const key = keyOf(path.reduce(pointerTo, ""));
  return diagnostic("out-of-range", { key, value: String(value), limit }, span, { labels, help });
}
