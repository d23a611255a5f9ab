/** A test that what is watched is recorded, from raw series that are made up, and that planned work leaves it out. */
import { equals, binary, call, number, selector } from "../../../model/promql/build.ts";
import { printExpr } from "../../../model/promql/print.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Anomaly, Service } from "../../../model/service.ts";
import { recordedOfAnomaly as names } from "../../../model/slo/names.ts";
import { commonMultiple } from "../../../util/multiple.ts";
import type { YamlMap } from "../../shared/yaml.ts";
import { serviceLabels } from "../labels.ts";
import { seriesName } from "../proofs/notation.ts";
import { busyTimes, quietStart } from "../proofs/quiet.ts";
import { expectation, sample } from "../proofs/subject.ts";
import { Refused, Unknown } from "../rule-alerts/proofs/evaluate.ts";
import { leavesOf } from "../rule-alerts/proofs/leaves.ts";
import { reachOf, Search } from "../rule-alerts/proofs/search.ts";
import { type Vector, withoutName } from "../rule-alerts/proofs/vector.ts";
import { seriesOf } from "../rule-alerts/proofs/waves.ts";
import { recordedLabelsOf } from "./series.ts";

/** A test that would take longer is left out. */
const longestTest: Seconds = 86400;
/** Numbers of the made-up series, by their order: a quotient of two of them is no whole number. */
const numbers = [30, 7, 11, 13] as const;

/** @param tail how long planned work is marked after its end */
export function valueTest(
  service: Service,
  anomaly: Anomaly,
  step: Seconds,
  tail: Seconds,
): { readonly test: YamlMap } | { readonly reason: string } {
  const { value: expr } = anomaly;
  const { interval } = service.metrics;
  const at = Math.ceil(reachOf(expr) / step) + 2;
  const last = at + 1;
  if ((last + 1) * step > longestTest) return { reason: "a test of its value would take more than a day" };
  const made = leavesOf(expr, service, "grouped");
  if ("reason" in made) return made;
  const { leaves } = made;
  const busy = busyTimes(service.maintenance, 2 * longestTest, step).map(({ from, to }) => ({ from, to: to + tail }));
  const start = quietStart(busy, last * step, commonMultiple(step, interval));
  if (start === undefined) return { reason: "planned work comes so often that a test would meet it" };
  const search = new Search({ expr, leaves, interval, step, hold: 1, start });
  const state = leaves.map((_, k) => ({ value: numbers[k % numbers.length]!, copies: 2 }));
  const phases = [{ samples: Math.ceil(((last + 1) * step) / interval) + 1, state }];
  const recorded = recordedAt(search, phases, last);
  if (typeof recorded === "string") return { reason: recorded };
  const own = recordedLabelsOf(service, anomaly);
  const series = new Map(
    recorded[at]!.map(({ labels, value }) => [
      seriesName("", { ...withoutName(labels), ...own }),
      Math.round(value * 1e6),
    ]),
  );
  if (series.size === 0) return { reason: "no series were found of which it has a value" };
  const asked = printExpr(call("round", binary(selector(names.value, equals(own)), "*", number("1e6"))), {
    width: Infinity,
  });
  const excludes = service.maintenance.some(({ excluded }) => excluded);
  const marked = (start + last * step) / interval;
  const mark = {
    series: seriesName(names.excluded, serviceLabels(service)),
    values: `_x${marked} 1 stale`,
  };
  return {
    test: {
      name: `${service.name}/${anomaly.anomaly}: its value is recorded${excludes ? ", and not during planned work" : ""}`,
      interval: formatDuration(interval),
      input_series: [
        ...seriesOf(leaves, phases, interval, start / interval).map(
          ({ labels: { __name__: metric, ...labels }, text }) => ({
            series: seriesName(metric!, labels),
            values: text,
          }),
        ),
        ...(excludes ? [mark] : []),
      ],
      promql_expr_test: [
        expectation(
          asked,
          start / step + at,
          step,
          [...series].map(([labels, value]) => sample(labels, value)),
        ),
        ...(excludes ? [expectation(asked, start / step + last, step, [])] : []),
      ],
    },
  };
}

/** What is recorded at each evaluation, the same on every Prometheus; or why that is not known. */
function recordedAt(search: Search, phases: Parameters<Search["run"]>[0], last: number): readonly Vector[] | string {
  try {
    const vectors: Vector[] = [];
    for (const both of search.run(phases, last + 1)) {
      if (both === "unclear") return "its value on made-up series is too close to call";
      const finite = (vector: Vector) => vector.filter(({ value }) => Number.isFinite(value));
      const [closed, open] = [finite(both[0]), finite(both[1])];
      vectors.push(isAlike(closed, open) ? closed : []);
    }
    return vectors;
  } catch (error) {
    if (error instanceof Refused) return "made-up series are refused";
    if (error instanceof Unknown) return `it has ${error.message}, which only Prometheus can work out`;
    throw error;
  }
}

function isAlike(one: Vector, other: Vector): boolean {
  const near = (a: number, b: number) => Math.round(a * 1e6) === Math.round(b * 1e6);
  return (
    one.length === other.length &&
    one.every(({ labels, value }) =>
      other.some((same) => seriesName("", same.labels) === seriesName("", labels) && near(same.value, value)),
    )
  );
}
