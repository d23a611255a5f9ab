/** Tests of compositions, from what is recorded of their parts: the combination in each window, and the edges of each alert. */
import { liveBurns } from "../../../model/slo/burn.ts";
import { printExpr, printSeries } from "../../../model/promql/print.ts";
import { binary, call, equals, number, selector } from "../../../model/promql/build.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { BurnAlert, CompositePart, CompositeSlo, Composition, Labels, Service } from "../../../model/service.ts";
import { errorRatioName, observedName, recorded } from "../../../model/slo/names.ts";
import { type Addends, addendsOf, alertWindows, bin, hasWatches, watch } from "../../../model/slo/windows.ts";
import type { Workspace } from "../../../model/workspace.ts";
import { commonMultiple } from "../../../util/multiple.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { leavesOnce } from "../forms/composite.ts";
import { recordedLabels } from "../labels.ts";
import { seriesName, sparseText } from "./notation.ts";
import { longestObserved } from "./state-tests.ts";
import { alertExpectation, expectation, inputSeries, sample } from "./subject.ts";
import { evaluationAfter } from "./window-tests.ts";

export interface CompositeSubject {
  readonly service: Service;
  readonly slo: CompositeSlo;
  readonly workspace: Workspace;
  readonly step: Seconds;
}

interface Events {
  readonly total: number;
  readonly errors: number;
}

/** Events of a part in every window. */
const traffic = 1_000_000;

/** @param pace seconds between evaluations of these tests */
export function compositeTests(subjects: readonly CompositeSubject[], pace: Seconds): readonly YamlMap[] {
  return subjects.flatMap((subject) => [
    ...ratioTests(subject, pace),
    lengthTest(subject, pace),
    ...liveBurns(subject.slo).flatMap((burn) => edgeTests(subject, burn, pace)),
    ...guardTests(subject, pace),
    ...liveBurns(subject.slo).flatMap((burn) => oldErrorsTests(subject, burn, pace)),
    ...observedTests(subject, pace),
  ]);
}

/** When these tests ask. */
export function compositeEnds(subjects: readonly CompositeSubject[], pace: Seconds): readonly Seconds[] {
  return subjects.flatMap(({ slo }) => [
    pace,
    ...windowsOf(slo).map((window) => evaluationAfter(window, pace)),
    ...(slo.window.length <= longestObserved ? [observedEnd(slo, pace)] : []),
  ]);
}

/** The windows of its alerts, and the period. */
function windowsOf(slo: CompositeSlo): readonly Seconds[] {
  return [...new Set([...alertWindows(slo), slo.window.length])];
}

/** Other shares for each part, then one part without events. */
function ratioTests(subject: CompositeSubject, pace: Seconds): readonly YamlMap[] {
  const { slo } = subject;
  const leaves = leavesOnce(slo.composition);
  const shares = new Map(leaves.map(({ id }, at) => [id, { total: traffic, errors: (at + 1) * 1000 }]));
  const missing = new Map([...shares].slice(1));
  const cases = [
    ["every part has events", shares],
    ...(leaves.length > 1 ? [["a part has none", missing] as const] : []),
  ] as const;
  return cases.map(([name, events]) =>
    test(
      subject,
      `${slo.id}, ${name}`,
      leaves.flatMap((leaf) => {
        const fresh = events.get(leaf.id);
        return fresh === undefined ? [] : feed(subject, leaf, pace, { fresh });
      }),
      [
        ...windowsOf(slo).map((window) => ratioExpectation(subject, window, pace, (id) => events.get(id))),
        // what was not seen of a part was not seen of the whole
        ...(events === missing && hasWatches(slo.window.length)
          ? [recordedOf(subject, observedName(watch), pace, 0)]
          : []),
      ],
    ),
  );
}

/** Events of every part at both sides of the beginning of each window, each time another number: a window of another length has another share. */
function lengthTest(subject: CompositeSubject, pace: Seconds): YamlMap {
  const { slo } = subject;
  const end = evaluationAfter(Math.max(...windowsOf(slo)), pace);
  const leaves = leavesOnce(slo.composition).map((leaf, at) => ({ leaf, points: pointsOf(subject, leaf, at) }));
  const inside = (window: Seconds) => {
    const sums = leaves.map(({ leaf, points }) => {
      const { form, length } = formOf(subject, leaf, window);
      const all = points.filter((point) => point.form === form && point.age < length);
      // the last five minutes are summed from the steps that are fed, by the rules or here
      if (form === "bins") all.push(...points.filter((point) => point.form === "steps" && point.age < bin));
      const sum = (of: keyof Events) => all.reduce((before, point) => before + point[of], 0);
      return [leaf.id, { total: sum("total"), errors: sum("errors") }] as const;
    });
    return new Map(sums);
  };
  return test(
    subject,
    `lengths of windows: ${slo.id}`,
    leaves.flatMap(({ leaf, points }) => feed(subject, leaf, end, { points })),
    windowsOf(slo).map((window) => {
      const events = inside(window);
      return ratioExpectation(subject, window, end, (id) => events.get(id));
    }),
  );
}

interface Point extends Events {
  readonly form: Addends["form"];
  /** Seconds before the evaluation. */
  readonly age: Seconds;
}

/** What a window adds up of a part: a part with slices is judged by whole ones. */
function formOf({ step }: CompositeSubject, { slice }: CompositePart, window: Seconds) {
  return {
    ...addendsOf(window, step, slice),
    length: slice === undefined ? window : Math.ceil(window / slice) * slice,
  };
}

/** The last step, sum or slice that each window holds, and the first that it does not. */
function pointsOf(subject: CompositeSubject, leaf: CompositePart, index: number): readonly Point[] {
  const windows = windowsOf(subject.slo).map((window) => formOf(subject, leaf, window));
  return (["steps", "bins", "slices"] as const).flatMap((form) => {
    const ages = windows
      .filter((window) => window.form === form)
      .flatMap(({ length, every }) => [length, length - every])
      .filter((age) => age > 0 || form === "slices");
    return [...new Set(ages)]
      .sort((a, b) => b - a)
      .map((age, at) => ({ form, age, total: 1000 * (at + 1), errors: (at + 1) ** 2 * ((index % 7) + 1) }));
  });
}

/** The same share of bad in every part: a bad event or two too few for an alert, and enough. */
function edgeTests(subject: CompositeSubject, burn: BurnAlert, pace: Seconds): readonly YamlMap[] {
  const { slo } = subject;
  const limit = burn.factor.multiply(slo.budget).toNumber();
  const fires = (errors: number) => combined(slo.composition, () => ({ total: traffic, errors }))! > limit;
  let [under, over] = [0, traffic];
  while (over - under > 1) {
    const middle = Math.floor((under + over) / 2);
    if (fires(middle)) over = middle;
    else under = middle;
  }
  return (
    [
      // a step beside the edge, where doubles are as sure as exact numbers
      [under - 1, "just under", false],
      [over + 1, "just over", true],
    ] as const
  ).map(([errors, where, isFiring]) =>
    test(
      subject,
      `${burn.severity} over ${windowsInWords(burn)}: ${slo.id} ${where} its threshold`,
      leavesOnce(slo.composition).flatMap((leaf) => feed(subject, leaf, pace, { fresh: { total: traffic, errors } })),
      [alertExpectation([{ subject, burn, firing: isFiring ? [{}] : [] }], pace / subject.step)],
    ),
  );
}

function windowsInWords({ long, short }: BurnAlert): string {
  return [long, ...(short === undefined ? [] : [short])].map(formatDuration).join(" and ");
}

/** Bad events of one part alone: one too few, then enough. */
function guardTests(subject: CompositeSubject, pace: Seconds): readonly YamlMap[] {
  const { slo } = subject;
  const { minimumErrors } = slo;
  const [first] = leavesOnce(slo.composition);
  const pages = liveBurns(slo).filter(({ severity }) => severity === "page");
  if (minimumErrors < 2 || pages.length === 0) return [];
  return [minimumErrors - 1, minimumErrors].map((errors) =>
    test(
      subject,
      `${slo.id}, ${errors} bad events`,
      feed(subject, first!, pace, { fresh: { total: errors, errors } }),
      pages.map((burn) =>
        alertExpectation([{ subject, burn, firing: errors < minimumErrors ? [] : [{}] }], pace / subject.step),
      ),
    ),
  );
}

/** One error less than an alert waits for, as old as its long window allows, and a fresh one: it fires. Somewhat older: it does not. */
function oldErrorsTests(subject: CompositeSubject, burn: BurnAlert, pace: Seconds): readonly YamlMap[] {
  const { slo, step } = subject;
  const { minimumErrors } = slo;
  const [leaf] = leavesOnce(slo.composition);
  if (minimumErrors < 2) return [];
  const { form, every, length } = formOf(subject, leaf!, burn.long);
  const end = evaluationAfter(burn.long, pace);
  const old = { form, total: minimumErrors - 1, errors: minimumErrors - 1 };
  return (["inside", "outside"] as const).map((where) =>
    test(
      subject,
      `${burn.severity} over ${windowsInWords(burn)}: ${slo.id}, errors ${where === "inside" ? "as old as the window counts" : "that have left the window"}`,
      feed(subject, leaf!, end, {
        fresh: { total: 1, errors: 1 },
        points: [{ ...old, age: where === "inside" ? length - every : length }],
      }),
      [alertExpectation([{ subject, burn, firing: where === "inside" ? [{}] : [] }], end / step)],
    ),
  );
}

/**
 * Five-minute sums of each part, of the next part one more: what counts is the part of which the fewest are there. A watch is there at both sides of
 * the beginning of the window: fed, or made of such sums where the rules are evaluated anyway.
 */
function observedTests(subject: CompositeSubject, pace: Seconds): readonly YamlMap[] {
  const { service, slo, step } = subject;
  const { length } = slo.window;
  if (length > longestObserved) return [];
  const end = observedEnd(slo, pace);
  const watches = hasWatches(length) ? [length, length - watch] : [];
  const seen = watches.length > 0 ? watch : Math.ceil(length / bin) * bin;
  const made = [0, ...watches.filter((age) => (end - age) % pace === 0)];
  const fed = watches.filter((age) => !made.includes(age));
  const leaves = leavesOnce(slo.composition).map((leaf, more) => {
    const several = Array.from({ length: Math.min(more + 1, seen / bin) }, (_, at) => seen - bin * (at + 1));
    return { leaf, ages: [...new Set(made.flatMap((age) => [seen, ...several].map((own) => age + own)))] };
  });
  const shareAt = (age: Seconds) =>
    Math.min(...leaves.map(({ ages }) => ages.filter((own) => own >= age && own < age + seen).length)) / (seen / bin);
  const [, last] = watches;
  const whole =
    last === undefined ? shareAt(0) : (shareAt(0) + (fed.includes(last) ? 0.5 : shareAt(last))) / (length / watch);
  const at = (age: Seconds, value: number) => [(end - age) / step, value] as const;
  const input = [
    ...leaves.map(({ leaf, ages }) =>
      inputSeries(recorded.totalSum, partLabels(subject, leaf), sparseText(ages.map((age) => at(age, 1)))),
    ),
    ...(fed.length === 0
      ? []
      : [inputSeries(observedName(watch), recordedLabels(service, slo), sparseText(fed.map((age) => at(age, 0.5))))]),
  ];
  return [
    test(subject, `share of a window with data: ${slo.id}`, input, [
      ...(last === undefined ? [] : [recordedOf(subject, observedName(watch), end, shareAt(0))]),
      recordedOf(subject, observedName(length), end, whole),
    ]),
  ];
}

/** Watches stand at multiples of their own length. */
function observedEnd({ window }: CompositeSlo, pace: Seconds): Seconds {
  const unit = commonMultiple(pace, watch);
  return Math.ceil(evaluationAfter(window.length, pace) / unit) * unit;
}

function test(subject: CompositeSubject, name: string, input: readonly Yaml[], expected: readonly Yaml[]): YamlMap {
  return { name, interval: formatDuration(subject.step), input_series: input, promql_expr_test: expected };
}

function partLabels({ service }: CompositeSubject, { service: name, slo }: CompositePart): Labels {
  return { service: name, slo, ...service.environmentLabels };
}

interface Fed {
  /** At the last step, in the last sum, as the last slice. */
  readonly fresh?: Events;
  readonly points?: readonly Point[];
}

/** What is recorded of a part. The sum of the last five minutes is made by the rules, of parts whose rules are in this file. */
function feed(
  subject: CompositeSubject,
  leaf: CompositePart,
  end: Seconds,
  { fresh, points = [] }: Fed,
): readonly Yaml[] {
  const { service, step } = subject;
  const all = [...points];
  if (fresh !== undefined)
    all.push(leaf.slice === undefined ? { ...fresh, form: "steps", age: step } : { ...fresh, form: "slices", age: 0 });
  const last = all.filter(({ form, age }) => form === "steps" && age < bin);
  if (leaf.service !== service.name && last.length > 0) {
    const sum = (of: keyof Events) => last.reduce((before, point) => before + point[of], 0);
    all.push({ form: "bins", age: 0, total: sum("total"), errors: sum("errors") });
  }
  return (["steps", "bins", "slices"] as const).flatMap((form) => {
    const own = all.filter((point) => point.form === form);
    const names = namesOf[form];
    return own.length === 0
      ? []
      : (["total", "errors"] as const).map((of) =>
          inputSeries(
            names[of],
            partLabels(subject, leaf),
            sparseText(own.map((point) => [(end - point.age) / step, point[of]])),
          ),
        );
  });
}

const namesOf = {
  steps: { total: recorded.total, errors: recorded.errors },
  bins: { total: recorded.totalSum, errors: recorded.errorsSum },
  slices: { total: recorded.totalSlice, errors: recorded.errorsSlice },
} as const;

/** The share of bad of a window when it holds these events of each part. */
function ratioExpectation(
  subject: CompositeSubject,
  window: Seconds,
  at: Seconds,
  events: (id: string) => Events | undefined,
): Yaml {
  const { service, slo, step } = subject;
  const labels = recordedLabels(service, slo);
  const series = selector(errorRatioName(window), equals(labels));
  // powers are worked out in another way here: the last digits may differ
  const rounded = call("round", binary(series, "*", number(1e9)));
  const expected = combined(slo.composition, events);
  const samples = expected === undefined ? [] : [sample(seriesName("", labels), Math.round(expected * 1e9))];
  return expectation(printExpr(rounded, { width: Infinity }), at / step, step, samples);
}

function recordedOf({ service, slo, step }: CompositeSubject, name: string, at: Seconds, value: number): Yaml {
  const own = recordedLabels(service, slo);
  return expectation(printSeries(name, own), at / step, step, [sample(seriesName(name, own), value)]);
}

/** The combination by its definition; undefined where no part has events. */
function combined({ combine, parts }: Composition, events: (id: string) => Events | undefined): number | undefined {
  const shares = parts.flatMap((part) => {
    const each = events(part.id);
    const share =
      part.composition === undefined
        ? each && each.total > 0
          ? each.errors / each.total
          : undefined
        : combined(part.composition, events);
    return share === undefined ? [] : [{ share, weight: part.weight.toNumber() }];
  });
  if (shares.length === 0) return undefined;
  switch (combine) {
    case "worst":
      return Math.max(...shares.map(({ share }) => share));
    case "mean":
      return (
        shares.reduce((sum, { share, weight }) => sum + share * weight, 0) /
        shares.reduce((sum, { weight }) => sum + weight, 0)
      );
    case "product":
      return 1 - shares.reduce((all, { share, weight }) => all * (1 - share) ** weight, 1);
  }
}
