import { dashboardUid, recorded } from "../../../model/slo/names.ts";
import { equals, selector } from "../../../model/promql/build.ts";
import type { Service } from "../../../model/service.ts";
import type { Workspace } from "../../../model/workspace.ts";
import { alertMarks, datasourceVariable, deployMarks, linksOf, tagsOf, variableOf } from "../common.ts";
import type { Dashboard, Row, Variable } from "../panel.ts";
import { allRow } from "./all.ts";
import { budgetRow, calendarRow } from "./budget.ts";
import { burnsRow } from "./burns.ts";
import { countedRow } from "./counted.ts";
import { groupsRow } from "./groups.ts";
import { historyRow } from "./history.ts";
import { knownMarks, knownRow } from "./known.ts";
import { nowRow } from "./now.ts";
import { partsRow } from "./parts.ts";
import { SloSeries } from "./series.ts";

/** The objectives of a service: are users hurt, how fast is the budget going, since when, and where. */
export function sloDashboard(service: Service, workspace: Workspace): Dashboard {
  const series = new SloSeries(service, workspace);
  const rows: readonly (Row | undefined)[] = [
    allRow(series),
    nowRow(series),
    budgetRow(series),
    calendarRow(series),
    burnsRow(series),
    historyRow(series),
    groupsRow(series),
    partsRow(series),
    countedRow(series),
    knownRow(series),
  ];
  return {
    uid: dashboardUid(service.name, service.environment, "slo"),
    title: [service.name, "SLOs", ...(service.environment === undefined ? [] : [service.environment])].join(" · "),
    description: `Objectives of ${service.name}: what is left of their budgets, how fast it goes, and where.`,
    tags: tagsOf(service),
    past: "6h",
    variables: [datasourceVariable(workspace), ...variablesOf(series)],
    annotations: [{ ...alertMarks(service), ...firing(series) }, deployMarks(service), ...knownMarks(series)],
    links: linksOf(service, workspace, "slo"),
    rows: rows.filter((row) => row !== undefined),
  };
}

/** Of the alerts of the service, those that tell how fast the budget of the chosen SLO goes: that little is left of it, one tells for days. */
function firing(series: SloSeries) {
  return {
    expr: selector("ALERTS", [
      ...series.ofChosen,
      ...equals({ alertstate: "firing" }),
      { label: "long", op: "!=", value: "" },
    ]),
    text: "{{severity}} {{long}}",
  };
}

function variablesOf(series: SloSeries): readonly Variable[] {
  const { slos } = series;
  return [
    {
      kind: "custom",
      name: "slo",
      label: "SLO",
      description: "The objective that everything below the first table is about.",
      values: slos.map(({ name }) => name),
      current: slos[0]!.name,
    },
    ...series.groupLabels.map((label): Variable => ({
      kind: "label",
      name: variableOf(label),
      label,
      description: `Groups by ${label}: those that the panels about groups show.`,
      of: selector(recorded.totalSum, [...series.ofService, { label, op: "!=", value: "" }]),
      labelName: label,
      multi: true,
    })),
  ];
}
