/** Tests of alerts that are no burn rates: that an SLI has no data, and that little of the budget is left. */
import { equals, selector } from "../../../model/promql/build.ts";
import { printExpr } from "../../../model/promql/print.ts";
import { Decimal } from "../../../model/quantity/decimal.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import { isMeanOfSlices } from "../../../model/slo/forms.ts";
import type { BudgetLeftAlert, NoDataAlert, SloAlert } from "../../../model/service.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { alertLabels } from "../labels.ts";
import type { Sampled } from "./burn-tests.ts";
import { seriesName, sparseText } from "./notation.ts";
import { expectation, inputSeries, sample, samplesOf, type Subject, targetsOf, upSeries } from "./subject.ts";
import { addendsIn, evaluationAfter, feed } from "./window-tests.ts";

/** Longer waits are not proven: promtool evaluates every rule of the file at each step of a test. */
export const longestProvenWait: Seconds = 86400;

/** Traffic of a step. */
const traffic = 1000;
/** Steps for which the base rule still sees a series that ended, and one more where ranges are closed at both ends. */
const remembered = 3;

/** Data that ends with its targets is missed after the time that the alert waits; data that never was, of targets that are up, is not. */
export function noDataTests(subjects: readonly Sampled[]): readonly YamlMap[] {
  const waiting = subjects.flatMap((one) =>
    provenNoData(one.subject).map((alert) => ({ ...one, alert, wait: Math.ceil(alert.after / one.subject.step) })),
  );
  if (waiting.length === 0) return [];
  const { step } = waiting[0]!.subject;
  const longest = Math.max(...waiting.map(({ wait }) => wait));
  const last = 5;
  const length = last + remembered + longest + 2;
  const ids = [...new Set(waiting.map(({ subject }) => subject.slo.id))].join(", ");
  const affected = [...new Set(waiting.map(({ groups }) => groups))].map((groups) => ({
    ...waiting.find((one) => one.groups === groups)!,
  }));
  const counts = {
    total: Array.from({ length: last + 1 }, (_, at) => (at === 0 ? 0 : traffic)),
    errors: Array.from({ length: last + 1 }, () => 0),
  };
  const ended = affected.flatMap(({ groups }) =>
    groups.flatMap(({ series }) =>
      series.map((one) => inputSeries(one.name, one.labels, [...samplesOf(one, counts, true), "stale"])),
    ),
  );
  const scraped = affected.filter(({ subject }) => subject.hasUp).flatMap(({ groups }) => groups);
  const down = targetsOf(scraped).map((labels) =>
    inputSeries(
      "up",
      labels,
      Array.from({ length }, (_, at) => (at <= last ? 1 : 0)),
    ),
  );
  return [
    {
      name: `no data any more: ${ids}`,
      interval: formatDuration(step),
      input_series: [...down, ...ended],
      promql_expr_test: waiting.flatMap(({ subject, alert, wait }) => [
        state(subject, alert, last + remembered - 1 + wait, false),
        state(subject, alert, last + remembered + 1 + wait, true),
      ]),
    },
    {
      name: `never any data, of targets that are up: ${ids}`,
      interval: formatDuration(step),
      input_series: upSeries(scraped, longest + 3),
      promql_expr_test: waiting.map(({ subject, alert }) => state(subject, alert, longest + 2, false)),
    },
  ].filter(({ input_series }) => input_series.length > 0);
}

/** Alerts whose data ends with their series: counters and histograms. What is missing of a gauge is bad first. */
function provenNoData({ slo }: Subject): readonly NoDataAlert[] {
  const { kind } = slo.sli.signal;
  return kind === "counters" || kind === "histogram"
    ? slo.noData.filter(({ after }) => after <= longestProvenWait)
    : [];
}

function state(subject: Subject, alert: SloAlert, at: number, fires: boolean): Yaml {
  const { service, slo, workspace, step } = subject;
  const labels = alertLabels(service, slo, alert, workspace);
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
      const end = Math.max(...own.map(({ subject }) => evaluationAfter(subject.slo.window.length, pace)));
      return {
        name: `${severity}: ${name}: ${own.map(({ subject }) => subject.slo.id).join(", ")}`,
        interval: formatDuration(step),
        input_series: own.flatMap(({ subject, alert }) => {
          const { form, every } = addendsIn(subject, subject.slo.window.length);
          const { total, errors } = counts(subject, alert);
          const at = (end - subject.slo.window.length + every) / step;
          return feed(subject, form, sparseText([[at, total]]), sparseText([[at, errors]]));
        }),
        promql_expr_test: own.map(({ subject, alert }) => state(subject, alert, end / step, fires)),
      };
    });
  });
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
