/** How fast the budget goes: against the line of even spending, and against the alerts that tell of little left. */
import type { Expr } from "../../../model/promql/ast.ts";
import { binary, call, join, number, on, subquery } from "../../../model/promql/build.ts";
import { burnWindow } from "../../../model/slo/burn.ts";
import { stepOfSlo } from "../../../model/slo/forms.ts";
import { budgetRemainingName, burnRateName, errorRatioName, recorded } from "../../../model/slo/names.ts";
import { addendsOf, bin, sliceOf } from "../../../model/slo/windows.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import { Decimal } from "../../../model/quantity/decimal.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Slo, SloWindow } from "../../../model/service.ts";
import { times } from "./all.ts";
import { colors, type Panel, type PrometheusQuery, type Row } from "../panel.ts";
import { constant, now, overOne, type Own, quietFor, type SloSeries } from "./series.ts";

export function budgetRow(series: SloSeries): Row {
  const { slos, whole } = series;
  const origin = series.originOf();
  const longest = Math.max(...slos.map(({ window }) => lengthOf(window)));
  const line = (ref: string, legend: string, expr: Expr, style?: PrometheusQuery["style"]): PrometheusQuery => ({
    kind: "prometheus",
    ref,
    legend,
    expr,
    ...(style === undefined ? {} : { style }),
  });
  const left = series.chosen((slo, own) => own(budgetRemainingName(slo.window), whole)).expr!;
  const panels: readonly Panel[] = [
    {
      kind: "timeseries",
      key: "burn-down",
      title: "Burn-down of the window",
      description:
        "What was left of the budget of the window that ends now, or of the calendar period, while it was spent; it ends at what is left now. Dashed: spent evenly over the window. Steep steps are incidents; below the dashed line the budget goes too fast. Of a calendar period the rest is taken to be as busy as what was.",
      width: 12,
      height: 8,
      unit: "percentunit",
      decimals: 1,
      max: 1,
      past: formatDuration(longest),
      queries: [
        line("A", "left", series.chosen((slo, own) => burnDown(series, slo, own)).expr!, {
          color: colors.neutral,
          fill: 15,
        }),
        line("B", "spent evenly", series.chosen((slo, own) => evenly(slo, own)).expr!, {
          color: colors.muted,
          dashed: true,
          fill: 0,
        }),
      ],
      origin,
    },
    {
      kind: "timeseries",
      key: "left",
      title: "Budget left",
      description:
        "What was left at each time of the budget of the window that ended then. Dashed: below it, an alert says that little is left. It grows when bad events leave a rolling window.",
      width: 6,
      height: 8,
      unit: "percentunit",
      decimals: 1,
      max: 1,
      queries: [
        line("A", "left", left, { color: colors.neutral, fill: 15 }),
        ...leftAlerts(series),
        line("Z", "spent", series.chosen((_, own) => constant(number("0"), own(recorded.objective))).expr!, {
          color: colors.page,
          dashed: true,
          fill: 0,
        }),
      ],
      ...quietFor(
        slos.filter(({ budgetLeft }) => budgetLeft.length === 0),
        "no data",
      ),
      origin,
    },
    {
      kind: "timeseries",
      key: "rate",
      title: `Burn rate${overOne(slos)}`,
      description:
        "How many times faster than the objective allows the budget was spent. The dashed line at 1 is what the objective allows.",
      width: 6,
      height: 8,
      unit: times,
      decimals: 2,
      min: 0,
      thresholds: [{ color: colors.good }, { from: 1, color: colors.ticket }],
      thresholdsAs: "dashed",
      queries: [
        line("A", "burn rate", series.chosen((slo, own) => own(burnRateName(burnWindow(slo)), whole)).expr!, {
          color: colors.neutral,
        }),
      ],
      quiet: "no events",
      origin,
    },
  ];
  return { key: "budget", title: "How fast is the budget going?", panels };
}

/** Seconds of the longest period. */
function lengthOf(window: SloWindow): Seconds {
  return window.kind === "rolling" ? window.length : window.longest;
}

/** What would be left, were the budget of the window that ends now, or of the calendar period, spent evenly. */
function evenly({ window }: Slo, own: Own): Expr {
  if (window.kind === "calendar") return binary(number("1"), "-", shareGone(own));
  const rest = binary(binary(lastTime, "-", call("time")), "/", number(window.length));
  return binary(constant(rest, own(recorded.objective)), "<=", number("1"));
}

/** The end of the time that is shown, as a number. */
const lastTime = call("scalar", call("max_over_time", { ...subquery(now, 1, 1), at: "end" }));

/** The part of the calendar period that is over. */
function shareGone(own: Own): Expr {
  const elapsed = own(recorded.elapsed);
  return binary(elapsed, "/", binary(elapsed, "+", own(recorded.left)));
}

/**
 * What was left of a budget while it was spent. Of a rolling window: what is spent by its end, in the proportion in which what is bad had come together
 * by then. Of a calendar period: with what is spent of the budget so far, for the part of the period that is over.
 */
function burnDown(series: SloSeries, slo: Slo, own: Own): Expr {
  const left = own(budgetRemainingName(slo.window), series.whole);
  const spent = binary(number("1"), "-", left);
  if (slo.window.kind === "calendar") return binary(number("1"), "-", binary(spent, "*", shareGone(own)));
  const { length } = slo.window;
  const { errors, every } = addendsOfSlo(series, slo, length);
  const inWindow = binary(
    own(errors, series.whole),
    "and",
    binary(now, ">", binary(lastTime, "-", number(length))),
    on(),
  );
  const sums = subquery(inWindow, length - 1, every);
  const soFar = call("sum_over_time", sums);
  const all = binary(call("sum_over_time", { ...sums, at: "end" }), ">", number("0"));
  const atEnd = binary(number("1"), "-", { ...left, at: "end" });
  return join("or", [
    binary(number("1"), "-", binary(binary(atEnd, "*", soFar), "/", all)),
    constant(number("1"), left),
  ]);
}

/** What adds up to the bad of a window; of a composition the shares of every five minutes. */
function addendsOfSlo(
  { service, workspace }: SloSeries,
  slo: Slo,
  window: Seconds,
): { readonly errors: string; readonly every: Seconds } {
  if (slo.kind === "composite") return { errors: errorRatioName(bin), every: bin };
  return addendsOf(window, stepOfSlo(service, slo, workspace.targets.prometheus.step), sliceOf(slo));
}

/** Where alerts tell that little is left. */
function leftAlerts(series: SloSeries): readonly PrometheusQuery[] {
  const most = Math.max(...series.slos.map(({ budgetLeft }) => budgetLeft.length));
  return Array.from({ length: most }, (_, at) => {
    const { queries } = series.named(
      String.fromCodePoint(0x42 + at),
      ({ budgetLeft }, own) => {
        const alert = budgetLeft[at];
        if (alert === undefined) return undefined;
        const percent = alert.left.multiply(Decimal.of(100)).toString(4);
        return {
          name: `${alert.severity} below ${percent}%`,
          expr: constant(number(alert.left), own(recorded.objective)),
        };
      },
      { color: colors.ticket, dashed: true, fill: 0 },
    );
    return queries;
  }).flat();
}

/** Calendar periods as such: how much of the period is over, and how much of its budget. */
export function calendarRow(series: SloSeries): Row | undefined {
  const calendar = series.slos.filter(({ window }) => window.kind === "calendar");
  if (calendar.length === 0) return undefined;
  const others = series.slos.filter(({ window }) => window.kind === "rolling");
  const quiet = quietFor(others, "this SLO has a rolling window");
  const origin = calendar.length === 1 ? calendar[0]!.window.origin : series.originOf(calendar);
  const ask = (make: (slo: Slo, own: Own) => Expr) =>
    series.chosen((slo, own) => (slo.window.kind === "calendar" ? make(slo, own) : undefined)).expr!;
  const stat = (key: string, title: string, description: string, unit: string, expr: Expr): Panel => ({
    kind: "stat",
    key,
    title,
    description,
    width: 6,
    height: 4,
    unit,
    decimals: 1,
    queries: [{ kind: "prometheus", ref: "A", expr, legend: title.toLowerCase(), instant: true }],
    ...quiet,
    origin,
  });
  return {
    key: "calendar",
    title: "Calendar period",
    panels: [
      stat(
        "elapsed",
        "Period so far",
        "How old the calendar period is, to the hour. With it everything begins again: the SLI, the budget and its alerts.",
        "s",
        ask((_, own) => own(recorded.elapsed)),
      ),
      stat(
        "rest",
        "Time left",
        "Until the calendar period ends and the next one begins with a whole budget.",
        "s",
        ask((_, own) => own(recorded.left)),
      ),
      stat(
        "gone",
        "Part of the period that is over",
        "In the calendar's own days. Compare it with what is spent.",
        "percentunit",
        ask((_, own) => shareGone(own)),
      ),
      stat(
        "spent",
        "Spent of the whole period's budget",
        "If the rest of the period is as busy as what was. More than the part of the period that is over: it does not last.",
        "percentunit",
        ask((slo, own) =>
          binary(binary(number("1"), "-", own(budgetRemainingName(slo.window), series.whole)), "*", shareGone(own)),
        ),
      ),
    ],
  };
}
