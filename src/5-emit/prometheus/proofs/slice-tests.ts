/** Tests of slices of time: which ones are bad, and that alerts fire and end at the slice that the arithmetic gives. */
import { equals, selector, subquery, call } from "../../../model/promql/build.ts";
import { printExpr } from "../../../model/promql/print.ts";
import { Decimal } from "../../../model/quantity/decimal.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { BurnAlert, Labels, Slices } from "../../../model/service.ts";
import { recorded } from "../../../model/slo/names.ts";
import { type Counts, firing, sliceCounts } from "../../../model/slo/simulate.ts";
import { addendsOf } from "../../../model/slo/windows.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { recordedLabels } from "../labels.ts";
import { inputs, type Sampled } from "./burn-tests.ts";
import { seriesName, sparseText } from "./notation.ts";
import { evaluationAfter } from "./window-tests.ts";
import {
  alertExpectation,
  expectation,
  firstCounted,
  type GroupCounts,
  inputSeries,
  mutedAt,
  recordedCounts,
  recordedExpectation,
  sample,
  type Subject,
} from "./subject.ts";

const one = Decimal.of(1);

/** Whether a subject counts slices. */
export function hasSlices({ slo }: Pick<Subject, "slo">): boolean {
  return slo.slices !== undefined;
}

function slicesOf({ slo }: Subject): Slices {
  if (slo.slices === undefined) throw new Error(`${slo.id} has no slices`);
  return slo.slices;
}

/** One slice: events in its first step, in its last but one and just before it, and what it comes to. */
interface Case {
  readonly name: string;
  readonly before: Events;
  readonly first: Events;
  readonly last: Events;
  readonly total: number;
  readonly errors: number | undefined;
}

interface Events {
  readonly total: number;
  readonly errors: number;
}

const nothing: Events = { total: 0, errors: 0 };

/**
 * From recorded events: a slice that is just good enough, one that lacks one event, one without events.
 *
 * @param pace seconds between evaluations of these tests
 */
export function sliceTests(subjects: readonly Subject[], pace: Seconds): readonly YamlMap[] {
  // the events of a slice of one step are those that the rules themselves record at the evaluation
  const fed = subjects.filter((subject) => hasSlices(subject) && slicesOf(subject).of > subject.step);
  const cases = fed.map((subject) => ({ subject, cases: casesOf(slicesOf(subject)) }));
  const [first] = cases;
  if (first === undefined) return [];
  const { step } = first.subject;
  const longest = Math.max(...cases.map(({ subject }) => slicesOf(subject).of));
  const end = evaluationAfter(longest, pace);
  return first.cases.map(({ name }, index) => ({
    name: `a slice ${name}: ${cases.map(({ subject }) => subject.slo.id).join(", ")}`,
    interval: formatDuration(step),
    input_series: cases.flatMap(({ subject, cases: all }) => feedCase(subject, all[index]!, end)),
    promql_expr_test: cases.flatMap(({ subject, cases: all }) => {
      const { total, errors } = all[index]!;
      const expect = (of: string, value: number | undefined) =>
        recordedExpectation(subject, of, end / step, [{ labels: {}, value }]);
      return [expect(recorded.totalSlice, total), expect(recorded.errorsSlice, errors)];
    }),
  }));
}

function casesOf({ atLeast }: Slices): readonly Case[] {
  const most = atLeast === undefined ? Decimal.of(1, 4) : one.subtract(atLeast);
  const events = Number(most.denominator) * 1000;
  const bad = Number(most.numerator) * 1000;
  // many bad events just before the slice, the bad ones of the slice in its first step: neither may be lost or come in
  const before = { total: 10 * events, errors: 10 * events };
  const made = (errors: number) => ({
    before,
    first: { total: Math.max(1, errors), errors },
    last: { total: events - Math.max(1, errors), errors: 0 },
    total: 1,
    errors: atLeast === undefined ? errors / events : errors > bad ? 1 : 0,
  });
  return [
    { name: "with just as many bad events as it may have", ...made(bad) },
    { name: "with one bad event more", ...made(bad + 1) },
    { name: "without events", before, first: nothing, last: nothing, total: 0, errors: undefined },
  ];
}

function feedCase({ service, slo, step }: Subject, { before, first, last }: Case, end: Seconds): readonly Yaml[] {
  const { of } = slo.slices!;
  const { total, errors, every } = addendsOf(of, step);
  const at = (age: Seconds) => (end - age) / step;
  const samples = (key: keyof Events) => {
    const points = [
      [of, before],
      [of - every, first],
      [every, last],
    ] as const;
    // in a slice of two steps both stand in the first
    const ages = new Map<Seconds, number>();
    for (const [age, events] of points) ages.set(age, (ages.get(age) ?? 0) + events[key]);
    return sparseText([...ages].map(([age, amount]) => [at(age), amount]));
  };
  const labels = recordedLabels(service, slo);
  return [inputSeries(total, labels, samples("total")), inputSeries(errors, labels, samples("errors"))];
}

/** Steps that promtool may evaluate for one of these tests. */
const affordable = 800;
/** Events of a step. */
const traffic = 1000;

/** Steps of a test from raw series, or undefined when it would be too long. */
export function lengthOfRun({ slo, step }: Subject): number | undefined {
  const length = (slicesBefore + slo.minimumErrors + slicesAfter) * (slo.slices!.of / step) + 2;
  return length <= affordable ? length : undefined;
}

/** A good slice, one without events. */
const slicesBefore = 2;
/** One bad slice more than alerts wait for, three good ones and the next. */
const slicesAfter = 5;

/**
 * From raw series: a good slice, one without events, then bad ones until every alert fires that can, then good ones until those with the shortest windows end.
 * When each alert fires is told by a simulation of the counts.
 */
export function runTests(subjects: readonly Sampled[]): readonly YamlMap[] {
  return subjects.flatMap((one) => {
    const length = lengthOfRun(one.subject);
    return length === undefined ? [] : [runTest(one, length)];
  });
}

function runTest({ subject, groups }: Sampled, length: number): YamlMap {
  const { slo, step, burns } = subject;
  const slices = slicesOf(subject);
  const perSlice = slices.of / step;
  const bad = slo.minimumErrors + 1;
  // step 0 is the end of a slice before the test, and nothing is known of step 1
  const sliceAt = (at: number) => Math.ceil(at / perSlice) - 1;
  const isBad = (at: number) => sliceAt(at) >= slicesBefore && sliceAt(at) < slicesBefore + bad;
  const counts = (share: number, canBeBad: boolean): Counts => {
    const total = Array.from({ length }, (_, at) => (at < firstCounted || sliceAt(at) === 1 ? 0 : traffic / share));
    return { total, errors: total.map((events, at) => (canBeBad && isBad(at) ? events : 0)) };
  };
  const all: readonly GroupCounts[] = groups.map((sampled, at) => ({
    sampled,
    counts: counts(at === 0 ? 1 : 100, at === 0),
  }));
  const recordedAs = recordedCounts(subject, all);
  const states = burns.map((burn) => ({
    burn,
    groups: recordedAs.map(({ labels, counts: of }) => ({ labels, firing: statesOf(subject, burn, of, step) })),
  }));
  const moments = new Set([length - 1]);
  for (const { groups: each } of states)
    for (const { firing: state } of each)
      state.forEach((now, at) => {
        if (at > 0 && now !== state[at - 1]) moments.add(at - 1).add(at);
      });
  const own = equals(recordedLabels(subject.service, slo));
  const counted = (name: string, of: keyof Counts) =>
    expectation(
      printExpr(call("sum_over_time", subquery(selector(name, own), length * step, slices.of)), { width: Infinity }),
      length - 1,
      step,
      recordedAs.map(({ labels, counts: each }) =>
        sample(
          seriesName("", { ...recordedLabels(subject.service, slo), ...labels }),
          sliceCounts(each, slices, step)[of].reduce((sum, count) => sum + count, 0),
        ),
      ),
    );
  return {
    name: `slices of ${formatDuration(slices.of)}, good, without events, bad, good: ${slo.id}`,
    interval: formatDuration(step),
    input_series: inputs([{ subject, counts: all }], length),
    promql_expr_test: [
      ...states.flatMap(({ burn, groups: each }) =>
        [...moments]
          .sort((a, b) => a - b)
          .map((at) => alertExpectation([{ subject, burn, firing: firingAt(each, at) }], at)),
      ),
      counted(recorded.totalSlice, "total"),
      counted(recorded.errorsSlice, "errors"),
    ],
  };
}

function firingAt(
  groups: readonly { readonly labels: Labels; readonly firing: readonly boolean[] }[],
  at: number,
): readonly Labels[] {
  return groups.filter(({ firing: state }) => state[at]).map(({ labels }) => labels);
}

function statesOf(subject: Subject, burn: BurnAlert, counts: Counts, step: Seconds): readonly boolean[] {
  const { budget, minimumErrors, slices } = subject.slo;
  const muted = mutedAt(subject, burn, counts);
  const states = firing({ ...burn, budget, minimumErrors, ...(slices && { slices }) }, counts, step);
  return states.map((state, at) => state && !muted[at]);
}
