/** Tests of compositions, from what is recorded of their parts: the combination in each window, and the edges of each alert. */
import { liveBurns } from "../../../model/slo/burn.ts";
import { printExpr } from "../../../model/promql/print.ts";
import { binary, call, equals, number, selector } from "../../../model/promql/build.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { BurnAlert, CompositePart, CompositeSlo, Composition, Service } from "../../../model/service.ts";
import { errorRatioName, recorded } from "../../../model/slo/names.ts";
import { alertWindows } from "../../../model/slo/windows.ts";
import type { Workspace } from "../../../model/workspace.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { leavesOf } from "../forms/composite.ts";
import { recordedLabels } from "../labels.ts";
import { seriesName, sparseText } from "./notation.ts";
import { alertExpectation, expectation, inputSeries, sample } from "./subject.ts";

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
    ...liveBurns(subject.slo).flatMap((burn) => edgeTests(subject, burn, pace)),
    ...guardTests(subject, pace),
  ]);
}

/** Other shares for each part, then one part without events. */
function ratioTests(subject: CompositeSubject, pace: Seconds): readonly YamlMap[] {
  const { slo } = subject;
  const leaves = leafIds(slo);
  const shares = new Map(leaves.map((id, at) => [id, { total: traffic, errors: (at + 1) * 1000 }]));
  const missing = new Map([...shares].slice(1));
  const cases = [
    ["every part has events", shares],
    ...(leaves.length > 1 ? [["a part has none", missing] as const] : []),
  ] as const;
  return cases.map(([name, events]) =>
    test(
      subject,
      `${slo.id}, ${name}`,
      events,
      pace,
      [...alertWindows(slo), slo.window.length].map((window) => {
        const labels = recordedLabels(subject.service, slo);
        const series = selector(errorRatioName(window), equals(labels));
        // powers are worked out in another way here: the last digits may differ
        const rounded = call("round", binary(series, "*", number(1e9)));
        const expected = combined(slo.composition, events);
        const value = sample(seriesName("", labels), Math.round(expected! * 1e9));
        return expectation(printExpr(rounded, { width: Infinity }), pace / subject.step, subject.step, [value]);
      }),
    ),
  );
}

/** The same share of bad in every part: a bad event or two too few for an alert, and enough. */
function edgeTests(subject: CompositeSubject, burn: BurnAlert, pace: Seconds): readonly YamlMap[] {
  const { slo } = subject;
  const limit = burn.factor.multiply(slo.budget).toNumber();
  const alike = (errors: number) => new Map(leafIds(slo).map((id) => [id, { total: traffic, errors }]));
  const fires = (errors: number) => combined(slo.composition, alike(errors))! > limit;
  let [under, over] = [0, traffic];
  while (over - under > 1) {
    const middle = Math.floor((under + over) / 2);
    if (fires(middle)) over = middle;
    else under = middle;
  }
  const windows = [burn.long, ...(burn.short === undefined ? [] : [burn.short])].map(formatDuration).join(" and ");
  return (
    [
      // a step beside the edge, where doubles are as sure as exact numbers
      [under - 1, "just under", false],
      [over + 1, "just over", true],
    ] as const
  ).map(([errors, where, isFiring]) =>
    test(subject, `${burn.severity} over ${windows}: ${slo.id} ${where} its threshold`, alike(errors), pace, [
      alertExpectation([{ subject, burn, firing: isFiring ? [{}] : [] }], pace / subject.step),
    ]),
  );
}

/** Bad events of one part alone: one too few, then enough. */
function guardTests(subject: CompositeSubject, pace: Seconds): readonly YamlMap[] {
  const { slo } = subject;
  const { minimumErrors } = slo;
  const [first] = leafIds(slo);
  const pages = liveBurns(slo).filter(({ severity }) => severity === "page");
  if (minimumErrors < 2 || pages.length === 0) return [];
  return [minimumErrors - 1, minimumErrors].map((errors) =>
    test(
      subject,
      `${slo.id}, ${errors} bad events`,
      new Map([[first!, { total: errors, errors }]]),
      pace,
      pages.map((burn) =>
        alertExpectation([{ subject, burn, firing: errors < minimumErrors ? [] : [{}] }], pace / subject.step),
      ),
    ),
  );
}

function leafIds({ composition }: CompositeSlo): readonly string[] {
  return [...new Set(leavesOf(composition).map(({ id }) => id))];
}

function test(
  subject: CompositeSubject,
  name: string,
  events: ReadonlyMap<string, Events>,
  end: Seconds,
  expected: readonly Yaml[],
): YamlMap {
  const leaves = new Map(leavesOf(subject.slo.composition).map((leaf) => [leaf.id, leaf]));
  return {
    name,
    interval: formatDuration(subject.step),
    input_series: [...events].flatMap(([id, each]) => feed(subject, leaves.get(id)!, each, end)),
    promql_expr_test: expected,
  };
}

/** What is recorded of a part: at its last step, in its last sum, as its last slice. Sums of parts whose rules are in this file are made by them. */
function feed({ service, step }: CompositeSubject, part: CompositePart, events: Events, end: Seconds): readonly Yaml[] {
  const labels = { service: part.service, slo: part.slo, ...service.environmentLabels };
  const series = (names: readonly [string, string], age: Seconds) =>
    ([events.total, events.errors] as const).map((value, at) =>
      inputSeries(names[at]!, labels, sparseText([[(end - age) / step, value]])),
    );
  const steps = series([recorded.total, recorded.errors], step);
  const isOwn = part.service === service.name;
  if (part.slice !== undefined) return series([recorded.totalSlice, recorded.errorsSlice], 0);
  return isOwn ? steps : [...steps, ...series([recorded.totalSum, recorded.errorsSum], 0)];
}

/** The combination by its definition; undefined where no part has events. */
function combined({ combine, parts }: Composition, events: ReadonlyMap<string, Events>): number | undefined {
  const shares = parts.flatMap((part) => {
    const each = events.get(part.id);
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
