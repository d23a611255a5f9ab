/** Tests of alerts that are no burn rates: that an SLI has no data, and that little of the budget is left. */
import { sloAlertLabels } from "../../../model/alerting/labels.ts";
import { equals, selector } from "../../../model/promql/build.ts";
import { printExpr } from "../../../model/promql/print.ts";
import { Decimal } from "../../../model/quantity/decimal.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import { isMeanOfSlices } from "../../../model/slo/forms.ts";
import { observedName, recorded } from "../../../model/slo/names.ts";
import { addendsOf, bin, hasWatches, sliceOf, watch } from "../../../model/slo/windows.ts";
import { periodAt } from "../../../model/slo/calendar.ts";
import type { BudgetLeftAlert, CalendarWindow, SloAlert } from "../../../model/service.ts";
import { commonMultiple } from "../../../util/multiple.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { periodLabel } from "../forms/calendar.ts";
import { recordedLabels } from "../labels.ts";
import type { Sampled } from "./burn-tests.ts";
import { seriesName, seriesText, sparseText } from "./notation.ts";
import {
  expectation,
  inputSeries,
  type Proven,
  recordedExpectation,
  sample,
  type Subject,
  upSeries,
} from "./subject.ts";
import { addendsIn, evaluationAfter, feed } from "./window-tests.ts";

/** Longer waits are not proven: promtool evaluates every rule of the file at each step of a test. */
export const longestProvenWait: Seconds = 86400;

/** The last step with data. */
const last = 5;

/** What was counted ends, and is missed after the time that the alert waits. */
export function noDataTests(subjects: readonly Subject[]): readonly YamlMap[] {
  const waiting = subjects.flatMap((subject) =>
    subject.slo.noData
      .filter(({ after }) => after <= longestProvenWait)
      .map((alert) => ({ subject, alert, wait: Math.ceil(alert.after / subject.step) })),
  );
  const [first] = waiting;
  if (first === undefined) return [];
  const about = [...new Set(waiting.map(({ subject }) => subject))];
  const counted = seriesText([...Array.from({ length: last + 1 }, () => 0), "stale"]);
  return [
    {
      name: `no data any more: ${about.map(({ slo }) => slo.id).join(", ")}`,
      interval: formatDuration(first.subject.step),
      input_series: about.map(({ service, slo }) => inputSeries(recorded.total, recordedLabels(service, slo), counted)),
      promql_expr_test: waiting.flatMap(({ subject, alert, wait }) => [
        state(subject, alert, last + wait, false),
        state(subject, alert, last + 1 + wait, true),
      ]),
    },
  ];
}

/** A service that is up and has never counted anything is not missed. */
export function neverCountedTests(subjects: readonly Sampled[]): readonly YamlMap[] {
  const waiting = subjects.flatMap((one) =>
    one.subject.hasUp ? one.subject.slo.noData.map((alert) => ({ ...one, alert })) : [],
  );
  const proven = waiting.filter(({ alert }) => alert.after <= longestProvenWait);
  const [first] = proven;
  if (first === undefined) return [];
  const { step } = first.subject;
  const at = Math.max(...proven.map(({ alert }) => Math.ceil(alert.after / step))) + 1;
  return [
    {
      name: `never any data, of targets that are up: ${[...new Set(proven.map(({ subject }) => subject.slo.id))].join(", ")}`,
      interval: formatDuration(step),
      input_series: upSeries(
        proven.flatMap(({ groups }) => groups),
        at + 1,
      ),
      promql_expr_test: proven.map(({ subject, alert }) => state(subject, alert, at, false)),
    },
  ];
}

/** A test that lasts longer takes promtool too many evaluations. */
export const longestObserved: Seconds = 92 * 86400;

/** What a window of data is made of, at both sides of its beginning: the last that it holds, and the first that it does not. */
export function observedTests(subjects: readonly Subject[], pace: Seconds): readonly YamlMap[] {
  const watched = subjects.filter(
    ({ slo: { window } }) => window.kind === "rolling" && window.length <= longestObserved,
  );
  const [first] = watched;
  if (first === undefined) return [];
  const longest = Math.max(...watched.map(({ slo }) => slo.window.length));
  // watches stand at multiples of their own length
  const unit = commonMultiple(pace, watch);
  const end = Math.ceil(evaluationAfter(longest, pace) / unit) * unit;
  const at = (age: Seconds) => (end - age) / first.step;
  const edge = (window: Seconds, every: Seconds, value: number) =>
    sparseText([
      [at(window), value],
      [at(window - every), value],
    ]);
  const series = (subject: Subject, name: string, text: string) =>
    inputSeries(name, recordedLabels(subject.service, subject.slo), text);
  return [
    {
      name: `share of a window with data: ${watched.map(({ slo }) => slo.id).join(", ")}`,
      interval: formatDuration(first.step),
      input_series: watched.flatMap((subject) => {
        const { length } = subject.slo.window;
        if (hasWatches(length))
          return [
            series(subject, recorded.totalSum, edge(watch, bin, 1)),
            series(subject, observedName(watch), edge(length, watch, 0.5)),
          ];
        return length > bin && length % bin === 0
          ? [series(subject, recorded.totalSum, edge(length, bin, 1))]
          : [series(subject, recorded.total, edge(length, subject.step, 1))];
      }),
      promql_expr_test: watched.flatMap((subject) => {
        const { length } = subject.slo.window;
        const expect = (name: string, value: number) =>
          recordedExpectation(subject, name, end / first.step, [{ labels: {}, value }]);
        if (!hasWatches(length)) {
          const bins = length > bin && length % bin === 0;
          return [expect(observedName(length), 1 / (length / (bins ? bin : subject.step)))];
        }
        // one of its five-minute sums, which is one watch of the whole beside a half one
        const own = bin / watch;
        return [expect(observedName(watch), own), expect(observedName(length), (0.5 + own) / (length / watch))];
      }),
    },
  ];
}

export function state(subject: Proven, alert: SloAlert, at: number, fires: boolean): Yaml {
  const { service, slo, workspace, step } = subject;
  const labels = sloAlertLabels(service, slo, alert, workspace);
  const own = { alertname: alert.name, alertstate: "firing", service: service.name, slo: slo.name };
  const expr = selector("ALERTS", equals({ ...own, severity: labels["severity"]! }));
  const firing = sample(seriesName("ALERTS", { ...own, ...labels }), 1);
  return expectation(printExpr(expr, { width: Infinity }), at, step, fires ? [firing] : []);
}

/** Errors as old as the period allows: just too few, just enough to leave less than the alert asks for, and fewer than it waits for. */
export function budgetTests(subjects: readonly Subject[], pace: Seconds): readonly YamlMap[] {
  const low = subjects.flatMap((subject) => subject.slo.budgetLeft.map((alert) => ({ subject, alert })));
  if (low.length === 0) return [];
  const cases = [
    { name: "just more than the least share of the budget is left", counts: atEdge("over"), fires: false },
    { name: "just less than the least share of the budget is left", counts: atEdge("under"), fires: true },
    { name: "the budget is gone, by fewer errors than the alert waits for", counts: tooFew, fires: false },
  ];
  return cases.flatMap(({ name, counts, fires }) => {
    const waits = ({ slo }: Subject) => slo.minimumErrors > 1 && !isMeanOfSlices(slo);
    const about = low.filter(({ subject }) => counts !== tooFew || waits(subject));
    if (about.length === 0) return [];
    // each severity has a least share of its own: one test for each
    return severitiesOf(about).map((severity): YamlMap => {
      const own = about.filter(({ alert }) => alert.severity === severity);
      const { step } = own[0]!.subject;
      const end = Math.max(...own.map(({ subject }) => evaluationAfter(reachOf(subject), pace)));
      return {
        name: `${severity}: ${name}: ${own.map(({ subject }) => subject.slo.id).join(", ")}`,
        interval: formatDuration(step),
        input_series: own.flatMap(({ subject, alert }) => {
          const { window } = subject.slo;
          const { form, every } = addendsIn(subject, window.length);
          const { total, errors } = counts(subject, alert);
          if (window.kind === "calendar") return feedPeriod(subject, window, end, total, errors);
          const at = (end - window.length + every) / step;
          return feed(subject, form, sparseText([[at, total]]), sparseText([[at, errors]]));
        }),
        promql_expr_test: own.map(({ subject, alert }) => state(subject, alert, end / step, fires)),
      };
    });
  });
}

/** How old the errors are that a period still holds; of a calendar one, errors of its last day will do. */
function reachOf({ slo: { window } }: Subject): Seconds {
  return window.kind === "rolling" ? window.length : 86400;
}

/** What was counted ten minutes before, in the calendar period that is current then. */
function feedPeriod(
  { service, slo, step }: Subject,
  window: CalendarWindow,
  end: Seconds,
  total: number,
  errors: number,
): readonly Yaml[] {
  const labels = recordedLabels(service, slo);
  const at = (end - 2 * bin) / step;
  const names = addendsOf(window.length, step, sliceOf(slo));
  return [
    inputSeries(
      recorded.period,
      { ...labels, [periodLabel]: String(periodAt(window, end - 1)) },
      sparseText([[at, 1]]),
    ),
    inputSeries(names.total, labels, sparseText([[at, total]])),
    inputSeries(names.errors, labels, sparseText([[at, errors]])),
  ];
}

function severitiesOf(about: readonly { readonly alert: BudgetLeftAlert }[]): readonly BudgetLeftAlert["severity"][] {
  return [...new Set(about.map(({ alert }) => alert.severity))];
}

interface Events {
  readonly total: number;
  readonly errors: number;
}

/** A thousandth of the budget beside the edge. */
function atEdge(where: "over" | "under"): (subject: Subject, alert: BudgetLeftAlert) => Events {
  return ({ slo: { budget } }, { left }) => {
    const total = 10 ** Math.ceil(Math.log10(1e5 / budget.toNumber()));
    const beside = Decimal.of(where === "over" ? 1 : -1, 1000);
    const spent = Decimal.of(1).subtract(left).subtract(beside).multiply(budget).multiply(Decimal.of(total));
    return { total, errors: Number(spent.numerator / spent.denominator) };
  };
}

function tooFew({ slo: { minimumErrors } }: Subject): Events {
  return { total: minimumErrors - 1, errors: minimumErrors - 1 };
}
