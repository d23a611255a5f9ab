/** Tests of the share of a window with data, of compositions. */
import { leavesOnce } from "../../../model/slo/forms.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { CompositeSlo } from "../../../model/service.ts";
import { observedName, recorded } from "../../../model/slo/names.ts";
import { bin, hasWatches, watch } from "../../../model/slo/windows.ts";
import { commonMultiple } from "../../../util/multiple.ts";
import type { YamlMap } from "../../shared/yaml.ts";
import { recordedLabels } from "../labels.ts";
import { type CompositeSubject, partLabels, recordedOf, test } from "./composite-subject.ts";
import { sparseText } from "./notation.ts";
import { longestObserved } from "./state-tests.ts";
import { inputSeries } from "./subject.ts";
import { evaluationAfter } from "./window-tests.ts";

/** When these tests ask. */
export function compositeObservedEnds(slo: CompositeSlo, pace: Seconds): readonly Seconds[] {
  return [
    2 * leavesOnce(slo.composition).length * commonMultiple(pace, watch),
    ...(slo.window.length <= longestObserved ? [observedEnd(slo, pace)] : []),
  ];
}

/** @param pace seconds between evaluations of these tests */
export function compositeObservedTests(subject: CompositeSubject, pace: Seconds): readonly YamlMap[] {
  return [
    leastSeenTest(subject, pace),
    ...(subject.slo.window.length <= longestObserved ? [seenTest(subject, pace)] : []),
  ];
}

/** What is made of five-minute sums of the parts: a watch, or a short window itself. */
function seenIn({ window }: CompositeSlo): { readonly name: string; readonly length: Seconds } {
  return hasWatches(window.length)
    ? { name: observedName(watch), length: watch }
    : { name: observedName(window.length), length: Math.ceil(window.length / bin) * bin };
}

/** Each part in turn is the one that was seen least, then the one that was not seen at all. */
function leastSeenTest(subject: CompositeSubject, pace: Seconds): YamlMap {
  const { slo, step } = subject;
  const { name, length } = seenIn(slo);
  const unit = commonMultiple(pace, watch);
  const leaves = leavesOnce(slo.composition);
  const turns = [1, 0].flatMap((seen) => leaves.map(({ id }) => ({ id, seen })));
  const [oldest, next, tooOld] = [length - bin, length - 2 * bin, length];
  const agesOf = (id: string, turn: (typeof turns)[0]) => {
    if (turn.id !== id) return [oldest, next].filter((age) => age >= 0);
    return turn.seen === 0 ? [] : [tooOld, oldest];
  };
  return test(
    subject,
    `the part with the least data: ${slo.id}`,
    leaves.flatMap((leaf) => {
      const points = turns.flatMap((turn, at) =>
        agesOf(leaf.id, turn).map((age) => [((at + 1) * unit - age) / step, 1] as const),
      );
      return points.length === 0 ? [] : [inputSeries(recorded.totalSum, partLabels(subject, leaf), sparseText(points))];
    }),
    turns.map(({ seen }, at) => recordedOf(subject, name, (at + 1) * unit, seen / (length / bin))),
  );
}

/** A watch at both sides of the beginning of the window: fed, or made of a five-minute sum of each part where the rules are evaluated anyway. */
function seenTest(subject: CompositeSubject, pace: Seconds): YamlMap {
  const { service, slo, step } = subject;
  const { length } = slo.window;
  const end = observedEnd(slo, pace);
  const own = 1 / (seenIn(slo).length / bin);
  const [outside, inside] = [length, length - watch];
  const isMade = (age: Seconds) => (end - age) % pace === 0;
  const watches = hasWatches(length) ? [outside, inside] : [];
  const fed = watches.filter((age) => !isMade(age));
  const made = [0, ...watches.filter(isMade)];
  const at = (age: Seconds, value: number) => [(end - age) / step, value] as const;
  const whole = watches.length === 0 ? own : (own + (isMade(inside) ? own : 0.5)) / (length / watch);
  return test(
    subject,
    `share of a window with data: ${slo.id}`,
    [
      ...leavesOnce(slo.composition).map((leaf) =>
        inputSeries(recorded.totalSum, partLabels(subject, leaf), sparseText(made.map((age) => at(age, 1)))),
      ),
      ...(fed.length === 0
        ? []
        : [inputSeries(observedName(watch), recordedLabels(service, slo), sparseText(fed.map((age) => at(age, 0.5))))]),
    ],
    [recordedOf(subject, observedName(length), end, whole)],
  );
}

/** Watches stand at multiples of their own length. */
function observedEnd({ window }: CompositeSlo, pace: Seconds): Seconds {
  const unit = commonMultiple(pace, watch);
  return Math.ceil(evaluationAfter(window.length, pace) / unit) * unit;
}
