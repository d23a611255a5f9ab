/** What is usual of a value, and what is not: the PromQL from which rules, proofs and `explain` are made. Docs: "Anomalies". */
import type { Expr, Matcher } from "../promql/ast.ts";
import { aggregate, binary, call, join, number, offset, over, selector, text } from "../promql/build.ts";
import { Decimal } from "../quantity/decimal.ts";
import type { Seconds } from "../quantity/units.ts";
import type { Anomaly, Service } from "../service.ts";
import { recordedOfAnomaly as names } from "../slo/names.ts";
import { effectiveStep } from "../slo/windows.ts";
import type { Workspace } from "../workspace.ts";

/** Fewer samples tell nothing of a deviation. */
const enoughSamples = 10;
/** Earlier periods of a season that are looked at. */
export const periodsBack = 4;
/** Of two periods nobody could tell which one was bad. */
export const leastPeriods = 3;
/**
 * From the median absolute deviation of three or four values to their standard deviation: 1.4826 for a normal distribution, times 1.36 for four
 * values (1.49 for three). C. Croux and P. J. Rousseeuw, "Time-efficient algorithms for two highly robust estimators of scale", 1992.
 */
const fromMedianDeviation = 2;
/** Deviations below this share of the mean are rounding errors of a value that does not change. */
const noise = number("1e-9");
/** Around the same time in earlier periods: half an hour on both sides, or less of a short period. */
const widestHalf: Seconds = 1800;
const partsOfPeriod = 48;

/** Tells earlier periods apart while they are put together. */
const ago = "periods_ago";

/** Seconds between evaluations of a service's anomalies. */
export function stepOfAnomalies({ metrics }: Service, { targets }: Workspace): Seconds {
  return effectiveStep(targets.prometheus.step, metrics.interval);
}

/** How many values a deviation rests on at least; all of them where fewer are asked for. */
export function leastSamples(samples: number): number {
  return Math.min(enoughSamples, samples);
}

export interface Around {
  /** Seconds before and after the same time. */
  readonly half: Seconds;
  /** Values in this time, both ends included; and how many of them must be there. */
  readonly samples: number;
  readonly least: number;
}

/** The time around each earlier same time. @param period of the season, at least an hour */
export function aroundOf(period: Seconds, step: Seconds): Around {
  const steps = Math.max(1, Math.floor(Math.min(widestHalf, period / partsOfPeriod) / step));
  const samples = 2 * steps + 1;
  return { half: steps * step, samples, least: Math.ceil(samples / 2) };
}

/** How far back the store must reach. */
export function lookback(anomaly: Anomaly, step: Seconds): Seconds {
  return anomaly.method === "z-score" ? anomaly.samples * step : periodsBack * anomaly.period;
}

/** Samples of recorded series that one evaluation reads for each series of the value; what the value itself reads comes on top. */
export function samplesRead(anomaly: Anomaly, step: Seconds): number {
  // the bands read mean and deviation, the alert the value and both bands
  const ofBands = 2 * 2;
  const ofAlert = 4;
  const { method } = anomaly;
  // mean, deviation and number of the past; the deviation is compared with the mean
  if (method === "z-score") return 3 * anomaly.samples + 1 + ofBands + ofAlert;
  // mean, deviation and number of the values around; means of earlier periods four times, deviations once; the mean twice
  return 3 * aroundOf(anomaly.period, step).samples + 5 * periodsBack + 2 + ofBands + ofAlert;
}

/** Series that are recorded for each series of the value. */
export function seriesRecorded({ method }: Anomaly): number {
  // the value, its mean and deviation, both ends of the band; around a time mean and deviation, and the means of earlier periods
  return method === "z-score" ? 5 : 5 + 2 + periodsBack;
}

export interface Recording {
  readonly record: string;
  readonly expr: Expr;
}

/** Recorded series of an anomaly, told apart from those of others by these matchers. */
export class Baseline {
  private readonly anomaly: Anomaly;
  private readonly matchers: readonly Matcher[];
  private readonly step: Seconds;

  constructor(anomaly: Anomaly, matchers: readonly Matcher[], step: Seconds) {
    this.anomaly = anomaly;
    this.matchers = matchers;
    this.step = step;
  }

  own(name: string, more: readonly Matcher[] = []): Expr & { kind: "selector" } {
    return selector(name, [...this.matchers, ...more]);
  }

  /** What is watched. Neither 0/0 nor x/0 is recorded: one of them would spoil the baseline for as long as it looks back. */
  value(): Expr {
    return binary(binary(this.anomaly.value, ">", number("-Inf")), "<", number("Inf"));
  }

  /** What the bands are made of, in the order in which rules read one another. */
  recordings(): readonly Recording[] {
    const { anomaly } = this;
    return [
      ...(anomaly.method === "z-score" ? this.ofLastSamples(anomaly.samples) : this.ofSeason(anomaly.period)),
      { record: names.lower, expr: this.bound("-") },
      { record: names.upper, expr: this.bound("+") },
    ];
  }

  /** The last samples before the one under test. A range one second short holds as many of them on every Prometheus. */
  private ofLastSamples(samples: number): readonly Recording[] {
    const past = offset(over(this.own(names.value), samples * this.step - 1), this.step);
    const isEnough = binary(call("count_over_time", past), ">=", number(leastSamples(samples)));
    return [
      { record: names.mean, expr: binary(call("avg_over_time", past), "and", isEnough) },
      { record: names.stddev, expr: this.unlessNoise(call("stddev_over_time", past)) },
    ];
  }

  /** The same time in earlier periods: medians, which one bad period does not move far. */
  private ofSeason(period: Seconds): readonly Recording[] {
    const { half, samples, least } = aroundOf(period, this.step);
    const around = over(this.own(names.value), samples * this.step - 1);
    const isEnough = binary(call("count_over_time", around), ">=", number(least));
    const earlier = (name: string) => {
      const each = Array.from({ length: periodsBack }, (_, at) => at + 1).map((back) => {
        const then = offset(this.own(name), back * period - half);
        return call("label_replace", then, text(ago), text(String(back)), text(""), text(""));
      });
      return join("or", each);
    };
    const median = (expr: Expr) => aggregate("quantile", expr, { mode: "without", labels: [ago] }, number("0.5"));
    const means = this.own(names.earlierMean);
    const count = aggregate("count", means, { mode: "without", labels: [ago] });
    const fromMean = binary(means, "-", this.own(names.mean), {
      matching: { mode: "ignoring", labels: [ago], group: { side: "left", include: [] } },
    });
    const within = median(earlier(names.aroundStddev));
    const between = binary(number(fromMedianDeviation), "*", median(call("abs", fromMean)));
    const squared = (expr: Expr) => binary(expr, "^", number(2));
    return [
      { record: names.aroundMean, expr: binary(call("avg_over_time", around), "and", isEnough) },
      { record: names.aroundStddev, expr: call("stddev_over_time", around) },
      { record: names.earlierMean, expr: earlier(names.aroundMean) },
      { record: names.mean, expr: binary(median(means), "and", binary(count, ">=", number(leastPeriods))) },
      {
        record: names.stddev,
        expr: this.unlessNoise(call("sqrt", binary(squared(within), "+", squared(between)))),
      },
    ];
  }

  /** Of a value that never changes there is no deviation, and no band. */
  private unlessNoise(deviation: Expr): Expr {
    return binary(deviation, ">", binary(noise, "*", call("abs", this.own(names.mean))));
  }

  private bound(op: "-" | "+"): Expr {
    const { sigma } = this.anomaly;
    const deviations = binary(number(sigma), "*", this.own(names.stddev));
    return binary(this.own(names.mean), op, sigma.compare(Decimal.of(1)) === 0 ? this.own(names.stddev) : deviations);
  }

  /** The value is outside of its band: its result is the value. */
  isUnusual(): Expr {
    const value = this.own(names.value);
    return binary(binary(value, ">", this.own(names.upper)), "or", binary(value, "<", this.own(names.lower)));
  }

  /** How many deviations the value is above what is usual; negative below. */
  deviations(more: readonly Matcher[] = []): Expr {
    const far = binary(this.own(names.value, more), "-", this.own(names.mean, more));
    return binary(far, "/", this.own(names.stddev, more));
  }
}

/** What the method looks at, in words: "the last 100 values before it". */
export function baselineInWords(anomaly: Anomaly, step: Seconds, duration: (seconds: Seconds) => string): string {
  if (anomaly.method === "z-score") {
    const { samples } = anomaly;
    return `the ${samples} values before it (${duration(samples * step)}), of which at least ${leastSamples(samples)} must be there`;
  }
  const { half } = aroundOf(anomaly.period, step);
  return `the same time (${duration(half)} before and after) in the ${periodsBack} periods of ${duration(anomaly.period)} before, of which at least ${leastPeriods} must be there`;
}

/** How the deviation of a season is made. */
export const deviationOfSeasonInWords = `the root of the squares of two: the median of their standard deviations, and ${fromMedianDeviation} times the median distance of their means from the mean (the spread between periods)`;
