/**
 * Tests that bind the lengths of windows. They feed recorded series instead of raw ones, so that 28 days cost some thirty evaluations, a day apart:
 * promtool would take minutes if it evaluated every step of such a history. What is raw is proven by the other tests.
 */
import { Decimal } from "../../../model/quantity/decimal.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import { budgetRemainingName, errorRatioName } from "../../../model/slo/names.ts";
import { addendsOf, type Addends, alertWindows, bin, sliceOf } from "../../../model/slo/windows.ts";
import type { BurnAlert } from "../../../model/service.ts";
import { isMeanOfSlices } from "../../../model/slo/forms.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { recordedLabels } from "../labels.ts";
import { sparseText } from "./notation.ts";
import { alertExpectation, inputSeries, pairsOf, recordedExpectation, type Subject } from "./subject.ts";

/** @param pace seconds between evaluations of these tests */
export function windowTests(subjects: readonly Subject[], pace: Seconds): readonly YamlMap[] {
  return [
    ...(subjects.length === 0 ? [] : [ratioTest(subjects, pace)]),
    ...edgeTests(subjects, pace),
    ...guardTests(subjects, pace),
  ];
}

/** When these tests ask. */
export function windowEnds(subjects: readonly Subject[], pace: Seconds): readonly Seconds[] {
  const windows = subjects.flatMap(windowsOf);
  return [...new Set(windows)].map((window) => evaluationAfter(window, pace));
}

/**
 * Events at both sides of the beginning of each window, each time another number: a window of another length has another ratio.
 * They are few, since promtool loads 10,000 samples for a query and no more.
 */
function ratioTest(subjects: readonly Subject[], pace: Seconds): YamlMap {
  const { step } = subjects[0]!;
  const longest = Math.max(...subjects.flatMap(windowsOf));
  const end = evaluationAfter(longest, pace);
  const fed = subjects.map((subject) => ({
    subject,
    points: new Map((["steps", "bins", "slices"] as const).map((form) => [form, pointsOf(subject, form)])),
  }));
  return {
    name: `lengths of windows: ${subjects.map(({ slo }) => slo.id).join(", ")}`,
    interval: formatDuration(step),
    input_series: fed.flatMap(({ subject, points }) =>
      [...points].flatMap(([form, all]) => {
        const samples = (of: "total" | "errors") =>
          sparseText(all.map((point) => [(end - point.age) / step, point[of]]));
        return all.length === 0 ? [] : feed(subject, form, samples("total"), samples("errors"));
      }),
    ),
    promql_expr_test: fed.flatMap(({ subject, points }) =>
      windowsOf(subject).flatMap((window) => {
        // the sum of the last five minutes is recorded at this very evaluation, and read by the windows of sums
        const fresh = points.get("steps")!.filter(({ age }) => age < bin);
        const { form } = addendsIn(subject, window);
        const inside = points.get(form)!.filter(({ age }) => age < window);
        if (form === "bins") inside.push(...fresh);
        const sum = (of: "total" | "errors") => inside.reduce((all, point) => all + point[of], 0);
        const ratio = inside.length === 0 ? undefined : sum("errors") / sum("total");
        const expect = (name: string, value: number | undefined) =>
          recordedExpectation(subject, name, end / step, [{ labels: {}, value }]);
        const { length: period } = subject.slo.window;
        const left =
          subject.slo.window.kind === "rolling" && window === period && ratio !== undefined
            ? [expect(budgetRemainingName(subject.slo.window), 1 - ratio / subject.slo.budget.toNumber())]
            : [];
        return [expect(errorRatioName(window), ratio), ...left];
      }),
    ),
  };
}

interface Point {
  /** Seconds before the evaluation. */
  readonly age: Seconds;
  readonly total: number;
  readonly errors: number;
}

/** The last step or bin that each window holds, and the first that it does not, the oldest first. */
function pointsOf(subject: Subject, form: Addends["form"]): readonly Point[] {
  const windows = windowsOf(subject).map((window) => ({ window, ...addendsIn(subject, window) }));
  const ages = new Set(
    windows
      .filter((one) => one.form === form)
      .flatMap(({ window, every }) => [window, window - every])
      // steps and sums of the evaluation itself are recorded by the rules; slices are not, without steps
      .filter((age) => age > 0 || form === "slices"),
  );
  return [...ages].sort((a, b) => b - a).map((age, at) => ({ age, total: 1000 * (at + 1), errors: (at + 1) ** 2 }));
}

/** The first evaluation at which a window is full. */
export function evaluationAfter(window: Seconds, pace: Seconds): Seconds {
  return Math.ceil((window + 2 * bin) / pace) * pace;
}

function windowsOf({ slo, burns }: Subject): readonly Seconds[] {
  const period = slo.window.kind === "rolling" ? [slo.window.length] : [];
  return [...new Set([...alertWindows({ ...slo, burns }), ...period])];
}

/** What a window of an SLO adds up. */
export function addendsIn({ slo, step }: Subject, window: Seconds): Addends {
  return addendsOf(window, step, sliceOf(slo));
}

export function feed(
  { service, slo, step }: Subject,
  form: Addends["form"],
  total: string,
  errors: string,
): readonly Yaml[] {
  const labels = recordedLabels(service, slo);
  // any window of the form tells which series that is
  const names = addendsOf(form === "bins" ? 86400 : bin, step, form === "slices" ? sliceOf(slo) : undefined);
  return [inputSeries(names.total, labels, total), inputSeries(names.errors, labels, errors)];
}

/** Bad events alone, for alerts that wait for them beside a mean of slices: without a total they make no slice. */
function badEvents(
  { service, slo, step }: Subject,
  { long }: BurnAlert,
  points: readonly (readonly [number, number])[],
): readonly Yaml[] {
  return [inputSeries(addendsOf(long, step).errors, recordedLabels(service, slo), sparseText(points))];
}

type Pair = readonly { readonly subject: Subject; readonly burn: BurnAlert }[];

/** Each side of an alert just under its threshold, then just over, with the other side far above. */
function edgeTests(subjects: readonly Subject[], pace: Seconds): readonly YamlMap[] {
  return pairsOf(subjects.map((subject) => ({ subject }))).flatMap((pair) => {
    const sides = pair[0]!.burn.short === undefined ? (["long"] as const) : (["long", "short"] as const);
    return sides.flatMap((side) => (["under", "over"] as const).map((where) => edgeTest(pair, side, where, pace)));
  });
}

/**
 * Old events stand where the long window alone sees them, recent ones where both do: good old ones hold the long window at its threshold,
 * bad old ones keep it far above. Both stand at the very beginning of their window.
 */
function edgeTest(pair: Pair, side: "long" | "short", where: "under" | "over", pace: Seconds): YamlMap {
  const {
    subject: { step },
    burn,
  } = pair[0]!;
  const end = evaluationAfter(burn.long, pace);
  const series = pair.flatMap(({ subject, burn: { factor } }) => {
    const limit = factor.multiply(subject.slo.budget);
    const { recent, old } = edgeCounts(limit, side, where);
    const { short = burn.long } = burn;
    const { form: shortForm, every } = addendsIn(subject, short);
    const { form, every: unit } = addendsIn(subject, burn.long);
    // without a short window the recent ones are as young as can be
    const recentAge = burn.short === undefined ? unit : short - every;
    // a mean of slices waits for bad events besides
    const { every: youngest } = addendsOf(burn.long, step);
    const enough = isMeanOfSlices(subject.slo) ? badEvents(subject, burn, [[(end - youngest) / step, 1e6]]) : [];
    const at = (age: Seconds) => (end - age) / step;
    const points = (ages: readonly (readonly [Seconds, Events])[]) =>
      (["total", "errors"] as const).map((of) => sparseText(ages.map(([age, events]) => [at(age), events[of]]))) as [
        string,
        string,
      ];
    if (form === shortForm)
      return [
        ...enough,
        ...feed(
          subject,
          form,
          ...points([
            [burn.long - unit, old],
            [recentAge, recent],
          ]),
        ),
      ];
    // recent steps of the last five minutes are summed by the rules themselves
    const asBin = Math.ceil(recentAge / bin) * bin;
    const bins =
      recentAge < bin
        ? points([[burn.long - bin, old]])
        : points([
            [burn.long - bin, old],
            [asBin, recent],
          ]);
    return [...feed(subject, "bins", ...bins), ...feed(subject, "steps", ...points([[recentAge, recent]]))];
  });
  const name = `${burn.severity} over ${windowNames(burn)}: ${formatDuration(side === "long" ? burn.long : burn.short!)} just ${where} its threshold`;
  return {
    name,
    interval: formatDuration(step),
    input_series: series,
    promql_expr_test: [
      alertExpectation(
        pair.map((one) => ({ ...one, firing: where === "over" ? [{}] : [] })),
        end / step,
      ),
    ],
  };
}

interface Events {
  readonly total: number;
  readonly errors: number;
}

const tolerance = Decimal.of(1, 2000);

/** Old and recent events that bring a window to the edge of a limit, and leave the other one far above. */
function edgeCounts(
  limit: Decimal,
  side: "long" | "short",
  where: "under" | "over",
): { readonly old: Events; readonly recent: Events } {
  const share = limit.toNumber();
  const unit = 10 ** Math.ceil(Math.log10(Math.max(2e4 / share, 1e5)));
  const good = Math.floor(unit * Math.min(20, (1 + share) / (2 * share) - 1));
  const aim = limit.multiply(Decimal.of(1)[where === "over" ? "add" : "subtract"](tolerance));
  const errorsIn = (total: number) => {
    const { numerator, denominator } = aim.multiply(Decimal.of(total));
    return Math.min(unit, Number(numerator / denominator) + (where === "over" ? 1 : 0));
  };
  if (side === "long")
    return { old: { total: good, errors: 0 }, recent: { total: unit, errors: errorsIn(good + unit) } };
  return { old: { total: 5 * unit, errors: 5 * unit }, recent: { total: unit, errors: errorsIn(unit) } };
}

function windowNames({ long, short }: BurnAlert): string {
  return [long, ...(short === undefined ? [] : [short])].map(formatDuration).join(" and ");
}

/** One error less than an alert waits for, as old as its long window allows, and a fresh one: it fires. One step older: it does not. */
function guardTests(subjects: readonly Subject[], pace: Seconds): readonly YamlMap[] {
  const waiting = subjects.filter(({ slo }) => slo.minimumErrors > 1);
  return pairsOf(waiting.map((subject) => ({ subject }))).flatMap((pair) =>
    (["inside", "outside"] as const).map((where) => guardTest(pair, where, pace)),
  );
}

function guardTest(pair: Pair, where: "inside" | "outside", pace: Seconds): YamlMap {
  const {
    subject: { step },
    burn,
  } = pair[0]!;
  const end = evaluationAfter(burn.long, pace);
  const last = end / step;
  const series = pair.flatMap(({ subject }) => {
    const { minimumErrors } = subject.slo;
    const isMean = isMeanOfSlices(subject.slo);
    const { form, every } = isMean ? addendsOf(burn.long, step) : addendsIn(subject, burn.long);
    const before = [(end - burn.long + (where === "inside" ? every : 0)) / step, minimumErrors - 1] as const;
    const fresh = [(end - every) / step, 1] as const;
    if (isMean) {
      const slice = sparseText([[(end - sliceOf(subject.slo)!) / step, 1]]);
      return [...feed(subject, "slices", slice, slice), ...badEvents(subject, burn, [before, fresh])];
    }
    // beside a long window of bins, a short one of steps has series of its own: the last bin is the rules' sum of them
    const hasSteps = form === "bins" && (burn.short === undefined || addendsIn(subject, burn.short).form === "steps");
    const long = sparseText(hasSteps ? [before] : [before, fresh]);
    const recent = sparseText([[last - 1, 1]]);
    return [...feed(subject, form, long, long), ...(hasSteps ? feed(subject, "steps", recent, recent) : [])];
  });
  return {
    name: `${burn.severity} over ${windowNames(burn)}: errors ${where === "inside" ? "as old as the window counts" : "that have left the window"}`,
    interval: formatDuration(step),
    input_series: series,
    promql_expr_test: [
      alertExpectation(
        pair.map((one) => ({ ...one, firing: where === "inside" ? [{}] : [] })),
        last,
      ),
    ],
  };
}
