/** Tests of SLIs whose events are steps: alerts fire and end at the computed step, are silent while all is good, and tell of a source that is gone. */
import { call, equals, selector } from "../../../model/promql/build.ts";
import { printExpr } from "../../../model/promql/print.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { BurnAlert, Labels } from "../../../model/service.ts";
import { recorded } from "../../../model/slo/names.ts";
import { type Counts, firing } from "../../../model/slo/simulate.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { recordedLabels } from "../labels.ts";
import type { Sampled } from "./burn-tests.ts";
import { type Sample, seriesName } from "./notation.ts";
import { nothingFires } from "./silence-tests.ts";
import { countsOf, isStepped, type Said, type Stepped, valuesOf } from "./step-counts.ts";
import {
  alertExpectation,
  expectation,
  inputSeries,
  mutedAt,
  recordedCounts,
  sample,
  type Subject,
  targetsOf,
} from "./subject.ts";

type Scenario = "turns bad" | "is gone";
export const scenarios: readonly Scenario[] = ["turns bad", "is gone"];

/** Steps that promtool may evaluate for one incident. */
const affordable = 140;
/** Steps of recovery: enough for the short windows of pages, which silence tickets until then. */
const recovery = 35;
const hour: Seconds = 3600;

/** Seconds that a test may take from its start. */
export function longestStepTest(step: Seconds): Seconds {
  return Math.max(affordable * step, 2 * hour + 20 * step);
}

/** @param start steps before its first sample: a whole number of bins */
export function stepTest({ subject, groups }: Sampled, scenario: Scenario, start: number): YamlMap {
  const { step, slo } = subject;
  const signal = steppedOf(subject);
  const before: readonly Said[] = Array.from({ length: start + 1 }, () => "none");
  const said = [...before, ...(scenario === "turns bad" ? incident(subject) : vanishing(signal, step, start))];
  const from = said.findIndex((one) => one !== "none");
  // another group is good throughout
  const good = said.map((_, at): Said => (at < from ? "none" : "good"));
  const saidBy = groups.map((_, at) => (at === 0 ? said : good));
  const counts = recordedCounts(
    subject,
    groups.map((sampled, at) => ({ sampled, counts: countsOf(signal, saidBy[at]!, step) })),
  );
  const series = groups.flatMap((group, at) =>
    group.series.map(({ name, labels, part }) => {
      // events of a list are counted by its first one
      const values = valuesOf(signal, saidBy[at]!, step).map((value) => (part === 0 || value === "none" ? value : 0));
      return inputSeries(name, labels, betweenSteps(values));
    }),
  );
  const up = (groups.length > 1 ? good : said).map((one) => (one === "none" ? one : 1));
  const ups = signal.kind === "throughput" ? targetsOf(groups) : [];
  const turns = said.findIndex((one, at) => at > from && one !== said[from]);
  const sums = (["total", "errors"] as const).map((what) =>
    sumExpectation(subject, recorded[what], said.length - 1, counts, what),
  );
  return {
    name: `a source that ${scenario}: ${slo.id}`,
    interval: formatDuration(step / 2),
    input_series: [...ups.map((labels) => inputSeries("up", labels, betweenSteps(up))), ...series],
    promql_expr_test: [
      nothingFires([{ subject, groups }], turns - 1),
      ...subject.burns.flatMap((burn) => changes(subject, burn, counts)),
      ...sums,
    ],
  };
}

/** Alerts that no test of affordable length sees firing. */
export function neverFires({ subject }: Sampled): readonly BurnAlert[] {
  const counts = countsOf(steppedOf(subject), ["none", ...incident(subject)], subject.step);
  return subject.burns.filter((burn) => !statesOf(subject, burn, counts).includes(true));
}

/** Whether an alert fires at each step, and no page silences it. */
function statesOf(subject: Subject, burn: BurnAlert, counts: Counts): readonly boolean[] {
  const muted = mutedAt(subject, burn, counts);
  return firing({ ...burn, ...conditionOf(subject) }, counts, subject.step).map((fires, at) => fires && !muted[at]);
}

function steppedOf({ slo }: Subject): Stepped {
  const { signal } = slo.sli;
  if (!isStepped(signal)) throw new Error(`${slo.id} counts events`);
  return signal;
}

function conditionOf({ slo }: Subject) {
  const { budget, minimumErrors, slices } = slo;
  return { budget, minimumErrors, ...(slices && { slices }) };
}

/** Good, then bad until every alert has fired, then good: with as much good before as an affordable test has room for. */
function incident(subject: Subject): readonly Said[] {
  const { step, burns } = subject;
  const signal = steppedOf(subject);
  const tried = [60, 30, 12].map((good) => {
    const bad = affordable - good - recovery;
    const counts = countsOf(signal, ["none", ...repeated("good", good), ...repeated("bad", bad)], step);
    const first = burns.map((burn) => firing({ ...burn, ...conditionOf(subject) }, counts, step).indexOf(true));
    return { good, bad: first.includes(-1) ? bad : Math.max(1, ...first) - good + 1, all: !first.includes(-1) };
  });
  const { good, bad } = tried.find(({ all }) => all) ?? tried.at(-1)!;
  return [...repeated("good", good), ...repeated("bad", bad), ...repeated("good", recovery)];
}

/** Good for a while that holds a full hour, then nothing until an hour and a few steps later. */
function vanishing(signal: Stepped, step: Seconds, start: number): readonly Said[] {
  const anHour = hour / step;
  const isHeld = signal.kind === "freshness";
  const unseen = isHeld ? (2 * anHour - 8 - (start % anHour)) % anHour : 2;
  return [
    ...repeated("none", unseen),
    ...repeated(isHeld ? "young" : "good", 12),
    ...repeated("none", signal.kind === "ratio" ? recovery : anHour + 6),
  ];
}

function repeated(what: Said, times: number): readonly Said[] {
  return Array.from({ length: times }, () => what);
}

/** Samples of slots stand half a step before their step. */
function betweenSteps(values: readonly (number | "none")[]): readonly Sample[] {
  return values.flatMap((value, slot) => (slot === 0 ? ["none"] : [value, "none"]));
}

type LabelledCounts = readonly { readonly labels: Labels; readonly counts: Counts }[];

/** What fires before and after each change of what fires. */
function changes(subject: Subject, burn: BurnAlert, counts: LabelledCounts): readonly Yaml[] {
  const states = counts.map(({ counts: of }) => statesOf(subject, burn, of));
  const firingAt = (at: number) => counts.flatMap(({ labels }, which) => (states[which]![at] ? [labels] : []));
  const length = states[0]!.length;
  const moments = new Set<number>();
  for (let at = 1; at < length; at++)
    if (states.some((state) => state[at] !== state[at - 1])) moments.add(at - 1).add(at);
  return [...moments].map((at) => alertExpectation([{ subject, burn, firing: firingAt(at) }], at));
}

/** All that was counted so far. */
function sumExpectation(
  { service, slo, step }: Subject,
  name: string,
  at: number,
  counts: LabelledCounts,
  what: keyof Counts,
): Yaml {
  const own = recordedLabels(service, slo);
  const all = call("sum_over_time", selector(name, equals(own), { range: (at + 1) * step }));
  const samples = counts.map(({ labels, counts: of }) =>
    sample(
      seriesName("", { ...own, ...labels }),
      of[what].reduce((sum, one) => sum + one, 0),
    ),
  );
  return expectation(printExpr(all, { width: Infinity }), at, step, samples);
}
