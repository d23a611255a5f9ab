/** The first row: every SLO of the service in a line, to see which one hurts and to choose it. */
import type { Expr } from "../../../model/promql/ast.ts";
import { aggregate, binary, call, equals, number, parenthesis, selector } from "../../../model/promql/build.ts";
import { burnWindow } from "../../../model/slo/burn.ts";
import { budgetRemainingName, burnRateName, dashboardUid, errorRatioName, recorded } from "../../../model/slo/names.ts";
import { colors, type Mapping, type PrometheusQuery, type Row, type Threshold } from "../panel.ts";
import { overOne, type SloSeries } from "./series.ts";

/** Of a budget: spent, nearly so, less than half, more. */
export const budgetThresholds: readonly Threshold[] = [
  { color: colors.page },
  { from: 0, color: colors.ticket },
  { from: 0.25, color: colors.good },
];

/** Of a burn rate: more than the objective allows. */
export const burnThresholds: readonly Threshold[] = [{ color: colors.good }, { from: 1, color: colors.ticket }];

export const times = "suffix:×";

/** Whether the burn rate is over 1, and twice how little is left: a quarter and more, less, nothing. */
const states: readonly Mapping[] = [
  { value: "0", text: "kept", color: colors.good },
  { value: "1", text: "burning", color: colors.ticket },
  { value: "2", text: "little left", color: colors.ticket },
  { value: "3", text: "little left, burning", color: colors.ticket },
  { value: "4", text: "spent", color: colors.page },
  { value: "5", text: "spent, burning on", color: colors.page },
  { value: "6", text: "no data", color: colors.muted },
];

export function allRow(series: SloSeries): Row {
  const { service, slos } = series;
  const bySlo = (expr: Expr, more: readonly string[] = []) =>
    aggregate("max", expr, { mode: "by", labels: ["slo", ...more] });
  const objective = bySlo(selector(recorded.objective, series.ofService));
  const ratio = bySlo(series.all((slo, own) => own(errorRatioName(slo.window), series.whole)).expr!);
  const left = bySlo(series.all((slo, own) => own(budgetRemainingName(slo.window), series.whole)).expr!);
  const burn = bySlo(series.all((slo, own) => own(burnRateName(burnWindow(slo)), series.whole)).expr!);
  // 1 from a quarter up, 0 from nothing up, else -1
  const enough = call("floor", call("clamp", binary(number("4"), "*", left), number("-1"), number("1")));
  const short = binary(number("2"), "*", parenthesis(binary(number("1"), "-", enough)));
  const isBurning = binary(binary(burn, ">", number("1"), { bool: true }), "or", binary(number("0"), "*", objective));
  const state = binary(
    binary(short, "+", isBurning),
    "or",
    binary(number("6"), "+", binary(number("0"), "*", objective)),
  );
  const firing = selector("ALERTS", [...series.ofService, ...equals({ alertstate: "firing" })]);
  const alerts = binary(
    aggregate("count", firing, { mode: "by", labels: ["slo"] }),
    "or",
    binary(number("0"), "*", objective),
  );
  const ofSlos = binary(alerts, "and", objective);
  const ask = (ref: string, expr: Expr): PrometheusQuery => ({
    kind: "prometheus",
    ref,
    expr,
    instant: true,
    format: "table",
  });
  const uid = dashboardUid(service.name, service.environment, "slo");
  const url = `/d/${uid}?var-slo=\${__value.raw}&\${datasource:queryparam}&\${__url_time_range}`;
  return {
    key: "all",
    title: `All SLOs of ${service.name}`,
    panels: [
      {
        kind: "table",
        key: "slos",
        title: "Which objective is in danger?",
        description:
          "Every SLO of the service, all of its groups together. “burning”: its budget goes faster than the objective allows; “little left”: less than a quarter of it; “spent”: the objective is broken over its window. A click on a name shows that SLO below.",
        width: 24,
        height: Math.min(12, Math.max(4, 2 + slos.length)),
        unit: "short",
        queries: [
          ask("A", bySlo(selector(recorded.info, series.ofService), ["window"])),
          ask("B", objective),
          ask("C", binary(number("1"), "-", ratio)),
          ask("D", left),
          ask("E", binary(burn, "or", binary(binary(number("0"), "*", objective), "/", number("0")))),
          ask("F", ofSlos),
          ask("G", state),
        ],
        columns: [
          { field: "slo", title: "SLO", links: [{ title: "Show this SLO", url }] },
          { field: "Value #G", title: "State", mappings: states, cell: "background", width: 180 },
          {
            field: "Value #F",
            title: "Alerts firing",
            decimals: 0,
            mappings: [{ value: "0", text: "none" }],
            thresholds: [{ color: colors.good }, { from: 1, color: colors.page }],
          },
          {
            field: "Value #D",
            title: "Budget left",
            unit: "percentunit",
            decimals: 1,
            min: 0,
            max: 1,
            cell: "gauge",
            thresholds: budgetThresholds,
          },
          {
            field: "Value #E",
            title: `Burn rate${overOne(slos)}`,
            unit: times,
            decimals: 2,
            // no events
            mappings: [{ value: "NaN", text: "no events", color: colors.muted }],
            thresholds: burnThresholds,
          },
          { field: "Value #C", title: "Good over the window", unit: "percentunit", decimals: 3 },
          { field: "Value #B", title: "Objective", unit: "percentunit", decimals: 3 },
          { field: "window", title: "Window" },
        ],
        sortBy: { column: "Budget left", descending: false },
        origin: series.originOf(),
      },
    ],
  };
}
