import { aggregate, binary, equals, join, number, selector } from "../../../model/promql/build.ts";
import type { Expr, Matcher } from "../../../model/promql/ast.ts";
import { burnWindow } from "../../../model/slo/burn.ts";
import { groupsOf } from "../../../model/slo/forms.ts";
import { budgetRemainingName, burnRateName, dashboardUid, errorRatioName, recorded } from "../../../model/slo/names.ts";
import type { Slo } from "../../../model/service.ts";
import { groupBy } from "../../../util/group-by.ts";
import { alertLink } from "../common.ts";
import { colors, type Column, type Panel } from "../panel.ts";
import { type Context, query } from "./subject.ts";

/** Are users hurt: each SLO's budget and burn rate now, and what fires. */
export function health(context: Context): readonly Panel[] {
  return [...(context.service.slos.length > 0 ? [objectives(context)] : []), firing(context)];
}

function objectives(context: Context): Panel {
  const { service } = context;
  const { slos } = service;
  const uid = dashboardUid(service.name, service.environment, "slo");
  const links = [
    { title: "Dashboard of this SLO", url: `/d/${uid}?var-slo=\${__data.fields.slo}&\${__url_time_range}` },
  ];
  const table = (ref: string, expr: Expr) => query(ref, expr, { instant: true, format: "table" });
  const columns: Column[] = [
    { field: "slo", title: "SLO", links },
    { field: "Value #A", title: "Objective", unit: "percentunit", decimals: 3 },
    { field: "Value #B", title: "Good over its window", unit: "percentunit", decimals: 3 },
    {
      field: "Value #C",
      title: "Budget left",
      unit: "percentunit",
      decimals: 1,
      cell: "gauge",
      min: 0,
      max: 1,
      thresholds: [{ color: colors.page }, { from: 0.1, color: colors.ticket }, { from: 0.5, color: colors.good }],
    },
    {
      field: "Value #D",
      title: "Burn rate now",
      unit: "suffix:×",
      decimals: 1,
      thresholds: [{ color: colors.good }, { from: 1, color: colors.ticket }, { from: 10, color: colors.page }],
    },
  ];
  return {
    kind: "table",
    key: "objectives",
    title: "Objectives",
    description:
      "What is left of the error budget of each SLO, and how fast it goes: at a burn rate of 1 it is spent when the window ends, at 10 in a tenth of it. Look at the one with the least left first; its name leads to its dashboard.",
    width: 15,
    height: heightOf(slos.length),
    unit: "none",
    queries: [
      table(
        "A",
        perSlo(context, slos, () => recorded.objective),
      ),
      table(
        "B",
        binary(
          number(1),
          "-",
          perSlo(context, slos, ({ window }) => errorRatioName(window)),
        ),
      ),
      table(
        "C",
        perSlo(context, slos, ({ window }) => budgetRemainingName(window)),
      ),
      table(
        "D",
        perSlo(context, slos, (slo) => burnRateName(burnWindow(slo))),
      ),
    ],
    columns,
    sortBy: { column: "Budget left", descending: false },
  };
}

/** One value for each SLO: what is recorded of it as a whole, under a name that may differ by its windows. */
function perSlo({ service }: Context, slos: readonly Slo[], nameOf: (slo: Slo) => string): Expr {
  const labels = { service: service.name, ...service.environmentLabels };
  const parts = [...groupBy(slos, nameOf)].map(([name, those]) => {
    const groups = new Set(those.flatMap((slo) => groupsOf(slo).map(({ recorded: label }) => label)));
    const noGroup = Object.fromEntries([...groups].sort().map((label) => [label, ""]));
    const isOfAll = those.length === slos.length;
    // Another SLO may have a series of this name for a reason of its own: an alert's window is as long as this period.
    const names = those.map((slo) => slo.name).join("|");
    const op = those.length === 1 ? "=" : "=~";
    const own: readonly Matcher[] = isOfAll ? [] : [{ label: "slo", op, value: names }];
    return selector(name, [...equals(labels), ...own, ...equals(noGroup)]);
  });
  return aggregate("max", join("or", parts), { mode: "by", labels: ["slo"] });
}

function firing({ service }: Context): Panel {
  const groups = new Set(service.slos.flatMap((slo) => groupsOf(slo).map(({ recorded: label }) => label)));
  const labels = ["alertname", "severity", "slo", ...[...groups].sort()];
  const firing = selector(
    "ALERTS",
    equals({ service: service.name, ...service.environmentLabels, alertstate: "firing" }),
  );
  return {
    kind: "table",
    key: "firing",
    title: "Alerts that fire now",
    description:
      "The runbook in the header says what to do. An alert of an SLO bears its name and, where it has groups, the group that is hurt.",
    width: service.slos.length > 0 ? 9 : 24,
    height: heightOf(service.slos.length),
    unit: "none",
    quiet: "no alert fires",
    queries: [query("A", aggregate("max", firing, { mode: "by", labels }), { instant: true, format: "table" })],
    columns: [
      {
        field: "alertname",
        title: "Alert",
        links: [alertLink("${__value.raw}", { service: service.name })],
      },
      { field: "severity", title: "Severity" },
      // a cell without a value would say that no alert fires
      ...(service.slos.length > 0 ? [{ field: "slo", title: "SLO", mappings: [{ value: "", text: "none" }] }] : []),
      ...labels.slice(3).map((label) => ({ field: label, title: label, mappings: [{ value: "", text: "all" }] })),
    ],
  };
}

/** Of a table with a heading. */
function heightOf(lines: number): number {
  return Math.min(9, Math.max(5, lines + 3));
}
