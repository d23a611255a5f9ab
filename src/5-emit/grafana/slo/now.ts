/** The SLO that is chosen, at a glance: are users hurt, and how long does the budget last. */
import type { Expr } from "../../../model/promql/ast.ts";
import { aggregate, binary, call, equals, join, number, selector } from "../../../model/promql/build.ts";
import { burnWindow } from "../../../model/slo/burn.ts";
import { budgetRemainingName, burnRateName, errorRatioName, recorded } from "../../../model/slo/names.ts";
import type { Slo } from "../../../model/service.ts";
import { budgetThresholds, burnThresholds, times } from "./all.ts";
import { colors, type Panel, type PrometheusQuery, type Row } from "../panel.ts";
import { overOne, type Own, type SloSeries } from "./series.ts";

export function nowRow(series: SloSeries): Row {
  const origin = series.originOf();
  const query = (expr: Expr, more: Partial<PrometheusQuery> = {}): readonly PrometheusQuery[] => [
    { kind: "prometheus", ref: "A", expr, ...more },
  ];
  const { whole } = series;
  const left = series.chosen((slo, own) => own(budgetRemainingName(slo.window), whole)).expr!;
  const firing = selector("ALERTS", [...series.ofChosen, ...equals({ alertstate: "firing" })]);
  const stat = { kind: "stat", height: 4, origin } as const;
  const panels: readonly Panel[] = [
    {
      ...stat,
      key: "objective",
      title: "Objective",
      description: "What users were promised: the share of good over the window. The spec says what is good.",
      width: 5,
      unit: "none",
      showsNames: true,
      thresholds: [{ color: "text" }],
      queries: query(selector(recorded.info, series.ofChosen), {
        legend: "{{objective}} over {{window}}",
        instant: true,
      }),
    },
    {
      ...stat,
      key: "good",
      title: "Good over the window",
      description:
        "The SLI: the share of good over the whole window, or over the calendar period so far, all groups together. Below the objective the promise is broken.",
      width: 4,
      unit: "percentunit",
      decimals: 3,
      sparkline: true,
      queries: query(
        series.chosen((slo, own) => binary(number("1"), "-", own(errorRatioName(slo.window), whole))).expr!,
        { legend: "good" },
      ),
    },
    {
      ...stat,
      key: "budget-left",
      title: "Budget left",
      description:
        "The part of the error budget that is left: 100% when nothing was bad, 0% when exactly as much was bad as the objective allows, negative when more was. At little left, release nothing risky.",
      width: 4,
      unit: "percentunit",
      decimals: 1,
      sparkline: true,
      thresholds: budgetThresholds,
      queries: query(left, { legend: "left" }),
    },
    {
      ...stat,
      key: "burn-rate",
      title: `Burn rate${overOne(series.slos)}`,
      description:
        "How many times faster than the objective allows the budget is spent. Above 1 it does not last; the alerts below say at which rate somebody is told.",
      width: 4,
      unit: times,
      decimals: 2,
      sparkline: true,
      thresholds: burnThresholds,
      queries: query(series.chosen((slo, own) => own(burnRateName(burnWindow(slo)), whole)).expr!, {
        legend: "burn rate",
      }),
      // absent while nothing happens
      quiet: "no events",
    },
    {
      ...stat,
      key: "exhausted-in",
      title: "Budget gone in",
      description:
        "When the budget is spent if it goes on at this burn rate. This much time is there to stop it: roll back, switch over, shed load.",
      width: 4,
      unit: "s",
      decimals: 1,
      thresholds: [
        { color: colors.page },
        { from: 6 * 3600, color: colors.ticket },
        { from: 3 * 86400, color: colors.good },
      ],
      mappings: [{ value: "0", text: "spent", color: colors.page }],
      queries: query(series.chosen((slo, own) => goneIn(slo, own, whole)).expr!, { legend: "gone in", instant: true }),
      quiet: "it lasts",
    },
    {
      ...stat,
      key: "firing",
      title: "Alerts firing",
      description: "Alerts of this SLO that fire now, its groups' included. Their history is below.",
      width: 3,
      unit: "short",
      decimals: 0,
      thresholds: [{ color: colors.good }, { from: 1, color: colors.page }],
      mappings: [{ value: "0", text: "none", color: colors.good }],
      queries: query(binary(aggregate("count", firing), "or", call("vector", number("0"))), {
        legend: "firing",
        instant: true,
      }),
    },
  ];
  return { key: "now", title: "Are users hurt?", panels };
}

/**
 * Seconds until the budget is gone at the current burn rate: 0 when it is, absent when it lasts. Of a rolling window the part that is left goes in that
 * part of the window ÷ the burn rate, and at 1 and below never; of a calendar period the share of bad so far grows as what is new outweighs what was:
 * with the burn rate r, the part l left and the time x so far, in x × l ÷ (r − 1), unless the period ends before.
 */
function goneIn(slo: Slo, own: Own, whole: Parameters<Own>[1]): Expr {
  const left = own(budgetRemainingName(slo.window), whole);
  const burn = own(burnRateName(burnWindow(slo)), whole);
  const spent = binary(number("0"), "*", binary(left, "<=", number("0")));
  const some = binary(left, ">", number("0"));
  const fast = binary(burn, ">", number("1"));
  if (slo.window.kind === "rolling")
    return join("or", [spent, binary(binary(some, "*", number(slo.window.length)), "/", fast)]);
  const time = binary(binary(some, "*", own(recorded.elapsed)), "/", binary(fast, "-", number("1")));
  return join("or", [spent, binary(time, "<", own(recorded.left))]);
}
