/**
 * Tests of calendar periods over the first boundary after 1970 has begun: what is counted belongs to its period, the first day of a period still counts
 * at its end, and the next one begins with a whole budget. Recorded series are fed and evaluated at each midnight.
 */
import type { Seconds } from "../../../model/quantity/units.ts";
import type { CalendarWindow, Labels } from "../../../model/service.ts";
import { day, nextPeriod, periodAt } from "../../../model/slo/calendar.ts";
import { budgetRemainingName, errorRatioName, observedName, recorded } from "../../../model/slo/names.ts";
import { addendsOf, bin, sliceOf, watch } from "../../../model/slo/windows.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { clockStep, periodLabel, settling } from "../forms/calendar.ts";
import { recordedLabels } from "../labels.ts";
import { sparseText } from "./notation.ts";
import { inputSeries, recordedExpectation, type Subject } from "./subject.ts";

interface CalendarSubject {
  readonly subject: Subject;
  readonly window: CalendarWindow;
}

export function calendarTests(subjects: readonly Subject[]): readonly YamlMap[] {
  return subjects.flatMap((subject) => {
    const { window } = subject.slo;
    return window.kind === "calendar"
      ? [periodTest({ subject, window }), labelTest({ subject, window }), observedTest({ subject, window })]
      : [];
  });
}

interface Bin {
  /** When it ends. */
  readonly at: Seconds;
  readonly total: number;
  readonly errors: number;
}

function everyOf({ slo, step }: Subject): Seconds {
  return addendsOf(slo.window.length, step, sliceOf(slo)).every;
}

/** The label of a bin, which belongs to the time before it ends. */
function periodOf(window: CalendarWindow, at: Seconds): Labels {
  return { [periodLabel]: String(periodAt(window, at - 1)) };
}

/** The first midnight at or after an instant. */
function midnightAfter(at: Seconds): Seconds {
  return Math.ceil(at / day) * day;
}

/** From the second day of 1970 on: where the first period begins, or the second day itself if that is more than a week away. */
function firstBeginning(window: CalendarWindow): Seconds {
  const first = nextPeriod(window, day);
  return first - day < 7 * day ? first : day;
}

function periodTest({ subject, window }: CalendarSubject): YamlMap {
  const every = everyOf(subject);
  const unit = Math.max(every, bin);
  // a whole period, or the rest of a long one
  const first = nextPeriod(window, day);
  const begins = firstBeginning(window);
  const ends = begins === day ? first : nextPeriod(window, first);
  const bins: readonly Bin[] = [begins + unit, ends - unit, ends, ends + unit, ends + day + unit].map((at, index) => ({
    at,
    total: 1000 * (index + 2),
    errors: (index + 1) ** 2,
  }));
  const moments = [...new Set([begins + day, ends, ends + day, ends + 2 * day].map(midnightAfter))];
  const names = addendsOf(subject.slo.window.length, subject.step, sliceOf(subject.slo));
  const own = recordedLabels(subject.service, subject.slo);
  // the rules number the period at midnight alone: besides, each bin has its number, and none is carried on by the lookback
  const numbered = bins.flatMap(({ at }) => {
    const midnight = Math.floor(at / day) * day;
    return at - midnight > 0 && at - midnight <= unit ? [midnight, at] : [at];
  });
  const periods = [...new Set(numbered.map((at) => periodOf(window, at)[periodLabel]!))];
  const input = [
    ...periods.map((period) => {
      const inIt = numbered.filter((at) => periodOf(window, at)[periodLabel] === period);
      return inputSeries(
        recorded.period,
        { ...own, [periodLabel]: period },
        sparseText(inIt.map((at) => [at / 60, 1])),
      );
    }),
    ...(["total", "errors"] as const).map((of) =>
      inputSeries(names[of], own, sparseText(bins.map((one) => [one.at / 60, one[of]]))),
    ),
  ];
  return {
    name: `from one calendar period to the next: ${subject.slo.id}`,
    interval: "1m",
    input_series: input,
    promql_expr_test: moments.flatMap((moment) => {
      // at midnight the day that ends is known up to the bin before
      const known = bins.filter(
        ({ at }) =>
          at + settling(every) < moment && periodOf(window, at)[periodLabel] === periodOf(window, moment)[periodLabel],
      );
      const sum = (of: "total" | "errors") => known.reduce((all, one) => all + one[of], 0);
      const ratio = known.length === 0 ? undefined : sum("errors") / sum("total");
      const left = ratio === undefined ? undefined : 1 - ratio / subject.slo.budget.toNumber();
      return [
        expected(subject, errorRatioName(window), moment, {}, ratio),
        expected(subject, budgetRemainingName(window), moment, {}, left),
      ];
    }),
  };
}

/** What is recorded at a boundary still belongs to the period that ends there. */
function labelTest({ subject, window }: CalendarSubject): YamlMap {
  const boundary = midnightAfter(nextPeriod(window, day));
  return {
    name: `numbers of calendar periods: ${subject.slo.id}`,
    interval: "1m",
    input_series: [],
    promql_expr_test: [boundary, boundary + day].map((moment) =>
      expected(subject, recorded.period, moment, periodOf(window, moment), 1),
    ),
  };
}

/** Watches that ended in the period count, two of them that were fed and one that the rules make; the one before does not, and those without data do. */
function observedTest({ subject, window }: CalendarSubject): YamlMap {
  const { service, slo } = subject;
  const begins = firstBeginning(window);
  const asked = midnightAfter(begins + 2 * day);
  const ends = (from: Seconds) => Math.ceil((from + 1) / watch) * watch;
  const isIn = (at: Seconds) => periodAt(window, at - 1) === periodAt(window, asked - 1);
  const fed = [
    [ends(begins) - watch, 1],
    [ends(begins), 0.5],
    [ends(begins) + watch, 0.75],
  ] as const;
  let all = 0;
  for (let at = asked; isIn(at); at -= watch) all++;
  // one of its five-minute sums
  const made = bin / watch;
  const whole = fed.reduce((sum, [at, value]) => sum + (isIn(at) ? value : 0), made) / all;
  const own = recordedLabels(service, slo);
  const numbered = [...new Set(fed.map(([at]) => periodOf(window, at)[periodLabel]!))].map((period) =>
    inputSeries(
      recorded.period,
      { ...own, [periodLabel]: period },
      sparseText(fed.filter(([at]) => periodOf(window, at)[periodLabel] === period).map(([at]) => [at / 60, 1])),
    ),
  );
  // hours that ended in the period so far, and those that will
  const hours = (from: Seconds, by: Seconds) => {
    let at = from;
    while (isIn(at)) at += by;
    return Math.abs(at - from);
  };
  return {
    name: `share of a calendar period with data: ${slo.id}`,
    interval: "1m",
    input_series: [
      ...numbered,
      inputSeries(observedName(watch), own, sparseText(fed.map(([at, value]) => [at / 60, value]))),
      inputSeries(recorded.totalSum, own, sparseText([watch, watch - bin].map((age) => [(asked - age) / 60, 1]))),
    ],
    promql_expr_test: [
      expected(subject, observedName(watch), asked, {}, made),
      expected(subject, observedName(window), asked, {}, whole),
      expected(subject, recorded.elapsed, asked, {}, hours(asked, -clockStep(window))),
      expected(subject, recorded.left, asked, {}, hours(asked + clockStep(window), clockStep(window))),
    ],
  };
}

function expected(subject: Subject, name: string, at: Seconds, labels: Labels, value: number | undefined): Yaml {
  return recordedExpectation({ ...subject, step: 1 }, name, at, [{ labels, value }]);
}

/** Boundaries of periods, which tests of other things keep away from. */
export function boundaries(subjects: readonly Subject[], until: Seconds) {
  return subjects.flatMap(({ slo: { window } }) => {
    if (window.kind === "rolling") return [];
    const found: { from: Seconds; to: Seconds }[] = [];
    for (let at = nextPeriod(window, 0); at < until; at = nextPeriod(window, at))
      found.push({ from: at - bin, to: at + bin });
    return found;
  });
}
