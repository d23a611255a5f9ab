/** Tests of the windows of a composition: how its parts are combined, how long each window is, and which parts take part. */
import { burnWindow } from "../../../model/slo/burn.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { CompositePart, Composition } from "../../../model/service.ts";
import { budgetRemainingName, burnRateName, errorsSumName, recorded } from "../../../model/slo/names.ts";
import { bin } from "../../../model/slo/windows.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { leavesOnce } from "../../../model/slo/forms.ts";
import {
  combined,
  type CompositeSubject,
  type Events,
  feed,
  formOf,
  type Point,
  ratioExpectation,
  recordedOf,
  roundedOf,
  test,
  traffic,
  windowsOf,
} from "./composite-subject.ts";
import { evaluationAfter } from "./window-tests.ts";

/** @param pace seconds between evaluations of these tests */
export function compositeWindowTests(subject: CompositeSubject, pace: Seconds): readonly YamlMap[] {
  return [...ratioTests(subject, pace), ...lengthTests(subject, pace), ...presenceTests(subject, pace)];
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
        ...(events === shares
          ? budgetExpectations(
              subject,
              pace,
              combined(slo.composition, (id) => shares.get(id))!,
            )
          : []),
      ],
    ),
  );
}

/** What the period's group records of the same share of bad in all windows. */
function budgetExpectations(subject: CompositeSubject, at: Seconds, bad: number): readonly Yaml[] {
  const { slo } = subject;
  const budget = slo.budget.toNumber();
  return [
    roundedOf(subject, budgetRemainingName(slo.window), at, 1 - bad / budget),
    roundedOf(subject, burnRateName(burnWindow(slo)), at, bad / budget),
    roundedOf(subject, recorded.objective, at, slo.objective.toNumber()),
    roundedOf(subject, recorded.budget, at, budget),
  ];
}

/**
 * Events of every part at both sides of the beginning of each window, each time another number: a window of another length has another share.
 * Where the worst part alone tells, each of them is it in turn.
 */
function lengthTests(subject: CompositeSubject, pace: Seconds): readonly YamlMap[] {
  const { composition } = subject.slo;
  if (!combinations(composition).includes("worst")) return [lengthTest(subject, "", pace, (at) => (at % 7) + 1)];
  return leavesOnce(composition).map(({ id }, worst) =>
    lengthTest(subject, `, ${id} the worst part`, pace, (at) => (at === worst ? 8 : 1)),
  );
}

/** @param times how many times as many bad events a part has */
function lengthTest(subject: CompositeSubject, what: string, pace: Seconds, times: (index: number) => number): YamlMap {
  const { slo } = subject;
  const end = evaluationAfter(Math.max(...windowsOf(slo)), pace);
  const leaves = leavesOnce(slo.composition).map((leaf, at) => ({ leaf, points: pointsOf(subject, leaf, times(at)) }));
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
    `lengths of windows: ${slo.id}${what}`,
    leaves.flatMap(({ leaf, points }) => feed(subject, leaf, end, { points })),
    [
      ...windowsOf(slo).map((window) => {
        const events = inside(window);
        return ratioExpectation(subject, window, end, (id) => events.get(id));
      }),
      recordedOf(
        subject,
        errorsSumName(slo.window),
        end,
        [...inside(slo.window.length).values()].reduce((sum, { errors }) => sum + errors, 0),
      ),
    ],
  );
}

/** The last step, sum or slice that each window holds, and the first that it does not. */
function pointsOf(subject: CompositeSubject, leaf: CompositePart, times: number): readonly Point[] {
  const windows = windowsOf(subject.slo).map((window) => formOf(subject, leaf, window));
  return (["steps", "bins", "slices"] as const).flatMap((form) => {
    const ages = windows
      .filter((window) => window.form === form)
      .flatMap(({ length, every }) => [length, length - every])
      .filter((age) => age > 0 || form === "slices");
    return [...new Set(ages)]
      .sort((a, b) => b - a)
      .map((age, at) => ({ form, age, total: 1000 * (at + 1), errors: (at + 1) ** 2 * times }));
  });
}

/**
 * Which parts take part in a window: one whose only events are the oldest that it holds does, one whose events have just left it does not.
 * The worst of parts needs no such test: of a part without events nothing is left there.
 */
function presenceTests(subject: CompositeSubject, pace: Seconds): readonly YamlMap[] {
  const { slo } = subject;
  const leaves = leavesOnce(slo.composition);
  const [multiplies, weighs] = (["product", "mean"] as const).map((one) => combinations(slo.composition).includes(one));
  if (!multiplies && !weighs) return [];
  const cases: readonly (readonly [string, (index: number) => boolean])[] = [
    ...(multiplies ? [["no part has events any more", () => false] as const] : []),
    ["the first part still has events", (index) => index === 0],
    // of a mean each part that takes part has its weight
    ...(weighs ? [["all but the first part still have events", (index: number) => index > 0] as const] : []),
  ];
  return windowsOf(slo).flatMap((window) => {
    const end = evaluationAfter(window, pace);
    return cases.map(([name, isIn]) => {
      const events = new Map(leaves.flatMap(({ id }, at) => (isIn(at) ? [[id, { total: 10, errors: at + 1 }]] : [])));
      const input = leaves.flatMap((leaf, at) => {
        const { form, every, length } = formOf(subject, leaf, window);
        const point = { form, age: isIn(at) ? length - every : length, total: 10, errors: at + 1 };
        // the sum that the window of five minutes reads is of now
        return feed(subject, leaf, end, { points: [point] });
      });
      return test(subject, `${slo.id} over ${formatDuration(window)}: ${name}`, input, [
        ratioExpectation(subject, window, end, (id) => events.get(id)),
      ]);
    });
  });
}

function combinations({ combine, parts }: Composition): readonly Composition["combine"][] {
  return [combine, ...parts.flatMap(({ composition }) => (composition === undefined ? [] : combinations(composition)))];
}
