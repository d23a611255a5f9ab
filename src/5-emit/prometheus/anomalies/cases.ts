/** Cases of the unit tests of anomalies: values whose mean and deviation are worked out by hand, and what the alert does about them. Each is a series of its own. */
import { anomalyLabels } from "../../../model/alerting/labels.ts";
import { binary, call, equals, number, selector } from "../../../model/promql/build.ts";
import { printExpr } from "../../../model/promql/print.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Anomaly, Labels, Service } from "../../../model/service.ts";
import { recordedOfAnomaly as names } from "../../../model/slo/names.ts";
import type { Workspace } from "../../../model/workspace.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { type Sample, seriesName } from "../proofs/notation.ts";
import { expectation, sample } from "../proofs/subject.ts";
import { recordedLabelsOf } from "./series.ts";

/** The label that tells the cases of a test apart. */
export const caseLabel = "case";

export interface Proven {
  readonly service: Service;
  readonly anomaly: Anomaly;
  readonly workspace: Workspace;
  readonly step: Seconds;
}

/** A case of a test: a series of the value, and what the alert does about it. */
export interface Case {
  readonly name: string;
  readonly values: string;
  readonly isUnusual: boolean;
}

/** Steps from the first evaluation outside of the band to the one at which the alert fires. */
export function lasts({ anomaly, step }: Pick<Proven, "anomaly" | "step">): number {
  return Math.ceil(anomaly.for / step);
}

/** How long a test goes on, in words. */
export function lasting({ anomaly }: Proven): string {
  return anomaly.for > 0 ? `, for ${formatDuration(anomaly.for)}` : "";
}

/** Values that grow by more than this stay outside of the band of those before them, whose mean and deviation are at most the largest of them. */
export function growthOf({ sigma }: Anomaly): number {
  return Math.ceil(sigma.toNumber()) + 2;
}

/** Half of them 90 and half 110, behind a 100 if they are odd: their mean is 100, and their standard deviation 10 or a little less. */
export function spread(count: number): readonly Sample[] {
  const half = Math.floor(count / 2);
  const fill = (value: number) => Array.from({ length: half }, () => value);
  return [...(count % 2 === 1 ? [100] : []), ...fill(90), ...fill(110)];
}

export function deviationOf(count: number): number {
  return 10 * Math.sqrt((2 * Math.floor(count / 2)) / count);
}

/** Whole numbers next to both ends of a band around 100. */
export function nextTo(deviation: number, { sigma }: Anomaly) {
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
export const outlier = 1e6;

export function none(count: number): readonly Sample[] {
  return Array.from({ length: Math.max(0, count) }, () => "none");
}

export function constant(value: number, count: number): readonly Sample[] {
  return Array.from({ length: count }, () => value);
}

/** What a sum that is always the same may come to: the next number after 0.3 beside it. */
export function unchanging(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => (at % 2 === 0 ? 0.3 : 0.1 + 0.2));
}

/** A large number as promtool reads it. */
export function exponential(value: number): string {
  return value.toExponential().replace("e+", "e");
}

export function testOf(
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

export function fed({ service, anomaly }: Proven, name: string, of: string, values: string): YamlMap {
  return { series: seriesName(name, { ...recordedLabelsOf(service, anomaly), [caseLabel]: of }), values };
}

export function valueSeries(proven: Proven, cases: readonly Case[]): readonly YamlMap[] {
  return cases.map(({ name, values }) => fed(proven, names.value, name, values));
}

/** Which cases the alert tells: at once, or pending where it waits. */
export function alertsAt(proven: Proven, cases: readonly Case[], at: number): Yaml {
  const unusual = cases.filter(({ isUnusual }) => isUnusual).map(({ name }) => name);
  return alerts(proven, unusual, lasts(proven) > 0 ? "pending" : "firing", at);
}

/** Pending one step before it fires, and gone when the value is as usual again, or gone. */
export function waited(proven: Proven, lasting: string, at: number, also?: string): readonly Yaml[] {
  const wait = lasts(proven);
  const of = [lasting, ...(also === undefined ? [] : [also])];
  return [
    ...(wait > 1 ? [alerts(proven, of, "pending", at + wait - 1)] : []),
    ...(wait > 0 ? [alerts(proven, of, "firing", at + wait)] : []),
    alerts(proven, [], "firing", at + wait + 1),
  ];
}

export function alerts(
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

export function bandsAt(
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
export function rounded(
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
