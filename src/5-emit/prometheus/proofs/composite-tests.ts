/** Tests of compositions, from what is recorded of their parts: their windows, the edges of each alert, and the share of a window with data. */
import { leavesOnce } from "../../../model/slo/forms.ts";
import { liveBurns } from "../../../model/slo/burn.ts";
import { Decimal } from "../../../model/quantity/decimal.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { BurnAlert, CompositeSlo } from "../../../model/service.ts";
import type { YamlMap } from "../../shared/yaml.ts";
import { compositeObservedEnds, compositeObservedTests } from "./composite-observed.ts";
import { combined, type CompositeSubject, feed, formOf, test, traffic, windowsOf } from "./composite-subject.ts";
import { compositeWindowTests } from "./composite-windows.ts";
import { state } from "./state-tests.ts";
import { alertExpectation } from "./subject.ts";
import { evaluationAfter } from "./window-tests.ts";

/** @param pace seconds between evaluations of these tests */
export function compositeTests(subjects: readonly CompositeSubject[], pace: Seconds): readonly YamlMap[] {
  return subjects.flatMap((subject) => [
    ...compositeWindowTests(subject, pace),
    ...edgeTests(subject, pace),
    ...liveBurns(subject.slo).flatMap((burn) => oldErrorsTests(subject, burn, pace)),
    ...guardTests(subject, pace),
    ...compositeObservedTests(subject, pace),
  ]);
}

/** When these tests ask. */
export function compositeEnds(subjects: readonly CompositeSubject[], pace: Seconds): readonly Seconds[] {
  return subjects.flatMap(({ slo }) => [
    pace,
    ...windowsOf(slo).map((window) => evaluationAfter(window, pace)),
    ...compositeObservedEnds(slo, pace),
  ]);
}

/** Alerts at the edges of their thresholds. */
function edgeTests(subject: CompositeSubject, pace: Seconds): readonly YamlMap[] {
  const { slo, step } = subject;
  const burns = liveBurns(slo).map((burn) => ({
    name: `${burn.severity} over ${windowsInWords(burn)}: ${slo.id}`,
    limit: burn.factor.multiply(slo.budget).toNumber(),
    expected: (fires: boolean) => alertExpectation([{ subject, burn, firing: fires ? [{}] : [] }], pace / step),
  }));
  const left = slo.budgetLeft.map((alert) => ({
    name: `${alert.severity}, budget left: ${slo.id}`,
    limit: Decimal.of(1).subtract(alert.left).multiply(slo.budget).toNumber(),
    expected: (fires: boolean) => state(subject, alert, pace / step, fires),
  }));
  return [...burns, ...left].flatMap(({ name, limit, expected }) =>
    besideEdge(slo, limit).map(([errors, where, fires]) =>
      test(
        subject,
        `${name} just ${where} its threshold`,
        leavesOnce(slo.composition).flatMap((leaf) => feed(subject, leaf, pace, { fresh: { total: traffic, errors } })),
        [expected(fires)],
      ),
    ),
  );
}

/** The same number of bad events in every part: one or two too few for an alert, and enough. */
function besideEdge({ composition }: CompositeSlo, limit: number) {
  const fires = (errors: number) => combined(composition, () => ({ total: traffic, errors }))! > limit;
  let [under, over] = [0, traffic];
  while (over - under > 1) {
    const middle = Math.floor((under + over) / 2);
    if (fires(middle)) over = middle;
    else under = middle;
  }
  // one more beside the edge, where doubles are as sure as exact numbers
  return [
    [under - 1, "under", false],
    [over + 1, "over", true],
  ] as const;
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

/**
 * Errors that an alert waits for, some of each part, as old as its long window allows: it fires. Almost enough fresh ones, and more of each part that have
 * just left the window: it does not. They are parts of errors, so that those of no part can be missed or taken too much.
 */
function oldErrorsTests(subject: CompositeSubject, burn: BurnAlert, pace: Seconds): readonly YamlMap[] {
  const { slo, step } = subject;
  if (slo.minimumErrors < 1) return [];
  const end = evaluationAfter(burn.long, pace);
  const leaves = leavesOnce(slo.composition);
  const least = (slo.minimumErrors - 0.5) / leaves.length;
  const little = 0.01 / leaves.length;
  const bad = (errors: number) => ({ total: errors, errors });
  return (["inside", "outside"] as const).map((where) =>
    test(
      subject,
      `${burn.severity} over ${windowsInWords(burn)}: ${slo.id}, errors ${where === "inside" ? "as old as the window counts" : "that have left the window"}`,
      leaves.flatMap((leaf) => {
        const { form, every, length } = formOf(subject, leaf, burn.long);
        return where === "inside"
          ? feed(subject, leaf, end, { fresh: bad(little), points: [{ form, age: length - every, ...bad(least) }] })
          : feed(subject, leaf, end, { fresh: bad(least - little), points: [{ form, age: length, ...bad(1) }] });
      }),
      [alertExpectation([{ subject, burn, firing: where === "inside" ? [{}] : [] }], end / step)],
    ),
  );
}
