/** Where: what of the budget each group has consumed, and since when. */
import type { Expr } from "../../../model/promql/ast.ts";
import { aggregate, binary, number, onGroupLeft } from "../../../model/promql/build.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import { burnWindow, liveBurns } from "../../../model/slo/burn.ts";
import { groupsOf } from "../../../model/slo/forms.ts";
import { budgetRemainingName, errorRatioName, errorsSumName, recorded } from "../../../model/slo/names.ts";
import type { Slo } from "../../../model/service.ts";
import { budgetThresholds, times } from "./all.ts";
import { colors, type Panel, type PrometheusQuery, type Row } from "../panel.ts";
import { overOne, type Own, perSlo, type SloSeries } from "./series.ts";

export function groupsRow(series: SloSeries): Row | undefined {
  const { groupLabels, labels } = series;
  const grouped = series.slos.filter((slo) => groupsOf(slo).length > 0);
  if (grouped.length === 0) return undefined;
  const quiet = grouped.length < series.slos.length ? "nothing was bad, or this SLO has no groups" : "nothing was bad";
  const quietOfAll = grouped.length < series.slos.length ? { quiet: "this SLO has no groups" } : {};
  const origin = series.originOf(grouped);
  const ask = (make: (slo: Slo, own: Own) => Expr) =>
    series.chosen((slo, own) => (groupsOf(slo).length > 0 ? make(slo, own) : undefined)).expr!;
  const bad = ask((slo, own) => own(errorsSumName(slo.window), series.groups(slo)));
  const share = ask((slo, own) => shareOfBad(series, slo, own));
  const left = ask((slo, own) => own(budgetRemainingName(slo.window), series.groups(slo)));
  const burn = ask((slo, own) => burnRate(series, slo, own));
  const by = (expr: Expr) => aggregate("max", expr, { mode: "by", labels: groupLabels });
  const table = (ref: string, expr: Expr): PrometheusQuery => ({
    kind: "prometheus",
    ref,
    expr: by(expr),
    instant: true,
    format: "table",
  });
  const legend = groupLabels.map((label) => `{{${label}}}`).join(" ");
  const panels: readonly Panel[] = [
    {
      kind: "table",
      key: "groups",
      title: "What consumed the budget",
      description:
        "Each group with its part of what was bad in the window, and with its own budget: a group that has spent its own may be too small to hurt the whole. Choose groups at the top of the dashboard.",
      width: 12,
      height: 9,
      unit: "short",
      queries: [table("A", left), table("B", bad), table("C", share), table("D", burn)],
      columns: [
        ...groupLabels.map((label) => ({ field: label, title: label })),
        {
          field: "Value #C",
          title: "Share of the bad",
          unit: "percentunit",
          decimals: 1,
          min: 0,
          max: 1,
          cell: "gauge" as const,
          width: 180,
          thresholds: [{ color: colors.ticket }],
        },
        { field: "Value #B", title: "Bad in the window", unit: "short", decimals: 0, width: 135 },
        {
          field: "Value #A",
          title: "Own budget left",
          unit: "percentunit",
          decimals: 1,
          width: 125,
          thresholds: budgetThresholds,
        },
        {
          field: "Value #D",
          title: `Burn rate${overOne(grouped)}`,
          unit: times,
          decimals: 2,
          width: 135,
          thresholds: [{ color: colors.good }, { from: 1, color: colors.ticket }],
        },
      ],
      sortBy: { column: "Share of the bad", descending: true },
      ...quietOfAll,
      origin,
    },
    {
      kind: "timeseries",
      key: "bad-by-group",
      title: "Bad in every five minutes, by group",
      description: "When each group had how much of what was bad. Groups without anything bad are left out.",
      width: 6,
      height: 9,
      unit: "short",
      decimals: 0,
      min: 0,
      stacked: true,
      bars: true,
      queries: [
        {
          kind: "prometheus",
          ref: "A",
          expr: binary(
            ask((slo, own) => own(recorded.errorsSum, series.groups(slo))),
            ">",
            number("0"),
          ),
          legend,
        },
      ],
      quiet,
      origin,
    },
    {
      kind: "timeseries",
      key: "rate-by-group",
      title: `Burn rate${overOne(grouped)}, by group`,
      description:
        "Each group has a budget of its own and alerts of its own. Dashed: above it, the alert over this window fires for the group, if its short window agrees.",
      width: 6,
      height: 9,
      unit: times,
      decimals: 2,
      min: 0,
      queries: [{ kind: "prometheus", ref: "A", expr: burn, legend }, ...thresholds(series)],
      quiet: grouped.length < series.slos.length ? "no events, or this SLO has no groups" : "no events",
      origin,
    },
  ];
  return { key: "groups", title: "Where? What consumed the budget", panels };

  function shareOfBad({ whole }: SloSeries, slo: Slo, own: Own): Expr {
    const name = errorsSumName(slo.window);
    const all = binary(own(name, whole), ">", number("0"));
    return binary(own(name, series.groups(slo)), "/", all, onGroupLeft(labels));
  }
}

/** Of the groups of an SLO, how many times faster than sustainable their budgets are spent. */
function burnRate(series: SloSeries, slo: Slo, own: Own): Expr {
  const ratio = own(errorRatioName(burnWindow(slo)), series.groups(slo));
  return perSlo(ratio, "/", own(recorded.budget), series.labels);
}

/** Of the alerts over the window whose burn rate is shown. */
function thresholds(series: SloSeries): readonly PrometheusQuery[] {
  return series.named(
    "B",
    (slo, own) => {
      const burn = liveBurns(slo).find(({ long }) => long === burnWindow(slo));
      if (burn === undefined || groupsOf(slo).length === 0) return undefined;
      const name = `${burn.severity} above ${burn.factor.toString(4)} × over ${formatDuration(burn.long)}`;
      return { name, expr: binary(number(burn.factor), "+", binary(number("0"), "*", own(recorded.budget))) };
    },
    { color: colors.page, dashed: true, fill: 0 },
  ).queries;
}
