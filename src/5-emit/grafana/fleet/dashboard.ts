import type { Matcher } from "../../../model/promql/ast.ts";
import { aggregate, binary, number, on, selector } from "../../../model/promql/build.ts";
import { fleetUid, recorded } from "../../../model/slo/names.ts";
import { alertSeverities } from "../../../model/service.ts";
import type { Workspace } from "../../../model/workspace.ts";
import type { EnvironmentSummary } from "../../target.ts";
import { alertLink, datasourceVariable, variableOf } from "../common.ts";
import {
  type Column,
  colors,
  type Dashboard,
  type Mapping,
  type Panel,
  type Row,
  type Threshold,
  type ValueLink,
  type Variable,
} from "../panel.ts";
import { budgetThresholds, times } from "../slo/all.ts";
import { plainMarkdown } from "../template.ts";
import { alertsSince, type Fleet, FleetSeries, howMany } from "./series.ts";

/** What is worst at once: as many rows as are read at a glance. */
const worst = 15;
/** Seconds that no budget lasts; shown as words. */
const forever = 1e9;

/** Every service of a workspace by what is left of its budgets, and the alerts that are firing. */
export function fleetDashboard(environments: readonly EnvironmentSummary[], workspace: Workspace): Dashboard {
  const fleet = fleetOf(environments, workspace);
  const series = new FleetSeries(fleet);
  const { environment } = workspace.targets.grafana;
  const hasSlos = fleet.budgets.size > 0;
  return {
    uid: fleetUid(workspace.name, environment),
    title: ["Fleet", workspace.name, ...(environment === undefined ? [] : [environment])].join(" · "),
    description: plainMarkdown(
      `All services of ${workspace.name} by what is left of their error budgets, and the alerts that are firing.`,
    ),
    tags: ["tocsin", `workspace:${workspace.name}`],
    past: "7d",
    variables: [datasourceVariable(workspace), ...(hasSlos ? choices(series) : [])],
    annotations: [],
    links: [
      {
        kind: "tags",
        title: "Dashboards of services",
        tags: ["tocsin"],
        tooltip: "Every dashboard that tocsin generated",
      },
    ],
    rows: [
      { key: "now", title: "Now", panels: stats(series, workspace, hasSlos) },
      ...(hasSlos ? [budgetsRow(series, fleet)] : []),
      { key: "alerts", title: "Alerts", panels: [alertsTable(series, fleet)] },
      ...(hasSlos ? [pastRow(series, fleet)] : []),
    ],
  };
}

function fleetOf(environments: readonly EnvironmentSummary[], workspace: Workspace): Fleet {
  const services = environments.flatMap((one) => one.services);
  const parts = services.flatMap(({ recorded: part }) => part ?? []);
  const names = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat())].sort();
  const budgets = new Map(parts.flatMap((part) => [...part.budgets]));
  return {
    workspace,
    labels: names(environments.map(({ environment }) => Object.keys(environment?.labels ?? {}))),
    budgets: new Map([...budgets].sort(([a], [b]) => (a < b ? -1 : 1))),
    burnRates: names(parts.map(({ burnRates }) => burnRates)),
    groups: names(parts.map(({ groups }) => groups)),
    withoutSlos: names(
      services.map(({ name, recorded: part }) => (part !== undefined && part.budgets.size === 0 ? [name] : [])),
    ),
  };
}

function choices(series: FleetSeries): readonly Variable[] {
  const titles: Readonly<Record<string, string>> = { owner: "Owner", tier: "Tier" };
  return series.variables.map((name) => ({
    kind: "label",
    name: variableOf(name),
    label: titles[name] ?? name,
    description: `Which values of \`${name}\` are shown.`,
    of: selector(recorded.info, series.ofWorkspace),
    labelName: name,
    multi: true,
  }));
}

const whenSpent: readonly Threshold[] = [{ color: colors.good }, { from: 1, color: colors.page }];
const whenAsked: readonly Threshold[] = [{ color: colors.good }, { from: 1, color: colors.ticket }];

function stats(series: FleetSeries, { severities }: Workspace, hasSlos: boolean): readonly Panel[] {
  const one = (
    key: string,
    title: string,
    description: string,
    expr: Parameters<typeof howMany>[0],
    thresholds: readonly Threshold[],
    width: number,
  ): Panel => ({
    kind: "stat",
    key,
    title,
    description,
    width,
    height: 4,
    unit: "none",
    decimals: 0,
    thresholds,
    queries: [{ kind: "prometheus", ref: "A", expr: howMany(expr), instant: true }],
  });
  const firing = (matchers: readonly Matcher[]) => selector("ALERTS", matchers);
  const ofAlerts = alertSeverities
    .filter((severity) => severity !== "info")
    .map((severity) =>
      one(
        severity,
        severity === "page" ? "Pages firing" : "Tickets firing",
        severity === "page"
          ? "Alerts that want somebody now. The table of alerts below says which, and leads on."
          : "Alerts that want somebody in working hours. The table of alerts below says which.",
        series.alerts(firing, { severity: severities[severity] }),
        severity === "page" ? whenSpent : whenAsked,
        4,
      ),
    );
  if (!hasSlos) return ofAlerts;
  const spent = binary(series.budgets(), "<=", number(0));
  return [
    one(
      "services-spent",
      "Services out of budget",
      "Services of which at least one SLO has spent its error budget. By what you agreed on for that case: releases wait, reliability comes first.",
      aggregate("count", spent, { mode: "by", labels: series.ofService }),
      whenSpent,
      4,
    ),
    one(
      "slos-spent",
      "SLOs out of budget",
      "Objectives that were missed over their windows. The table below has them at its top.",
      spent,
      whenSpent,
      4,
    ),
    one(
      "burning",
      "SLOs burning too fast",
      "Objectives whose budgets go faster than they may: a burn rate above 1. If it lasts, they will be missed.",
      binary(series.burnRates(), ">", number(1)),
      whenAsked,
      4,
    ),
    ...ofAlerts,
    one(
      "unknown",
      "SLOs without data",
      "Objectives of which nothing is known now: their sources are gone, or they are new. See whether the service is scraped.",
      binary(series.info(), "unless", series.budgets(), on(...series.ofSlo)),
      whenAsked,
      4,
    ),
  ];
}

const budgetWords: readonly Mapping[] = [
  { to: 0, text: "spent", color: colors.page },
  { from: 0, to: 0.25, text: "under 25% left", color: colors.ticket },
  { from: 0.25, text: "25% left or more", color: colors.good },
];

const sameSource = "${datasource:queryparam}";

/** Of a row of a table, which has the UID as a column that is not shown. */
function toSlo(of: "slo" | "service"): ValueLink {
  const slo = of === "slo" ? "var-slo=${__data.fields.slo}&" : "";
  return { title: "Budget and burn rates", url: `/d/\${__data.fields.dashboard}?${slo}${sameSource}` };
}

function environmentColumns(fleet: Fleet): readonly Column[] {
  return fleet.labels.map((field) => ({ field, title: field, width: 110 }));
}

function budgetsRow(series: FleetSeries, fleet: Fleet): Row {
  const about = ["dashboard", "objective", "owner", "tier", "window"];
  const query = (ref: string, expr: Parameters<typeof howMany>[0]) =>
    ({ kind: "prometheus", ref, expr, instant: true, format: "table" }) as const;
  return {
    key: "budgets",
    title: "Budgets",
    panels: [
      {
        kind: "table",
        key: "table",
        title: "Error budgets, least left first",
        description:
          "Every objective with what is left of its error budget. Below zero it was missed. A burn rate above 1 spends more than the window gives: `Lasts` says how long the rest holds at that rate. A click on a name opens its dashboard.",
        width: 24,
        height: 14,
        unit: "none",
        queries: [
          query("A", aggregate("max", series.info(), { mode: "by", labels: [...series.ofSlo, ...about].sort() })),
          query("B", series.budgets()),
          query("C", series.burnRates()),
          query("D", series.lasts(forever)),
          query("E", series.firingBySlo()),
        ],
        columns: [
          { field: "service", title: "Service", links: [toSlo("slo")] },
          { field: "slo", title: "SLO", links: [toSlo("slo")] },
          ...environmentColumns(fleet),
          ...["owner", "tier"]
            .filter((field) => series.variables.includes(field) && !fleet.labels.includes(field))
            .map((field) => ({ field, title: field === "owner" ? "Owner" : "Tier", width: 120 })),
          { field: "objective", title: "Objective", width: 100 },
          { field: "window", title: "Window", width: 130 },
          {
            field: "Value #B",
            title: "Budget left",
            unit: "percentunit",
            decimals: 1,
            min: 0,
            max: 1,
            thresholds: budgetThresholds,
            cell: "gauge",
            width: 220,
          },
          {
            field: "Value #C",
            title: "Burn rate",
            unit: times,
            decimals: 2,
            thresholds: [{ color: "text" }, { from: 1, color: colors.ticket }, { from: 10, color: colors.page }],
            cell: "text",
            width: 100,
          },
          {
            field: "Value #D",
            title: "Lasts",
            unit: "s",
            decimals: 1,
            mappings: [
              { value: "0", text: "spent", color: colors.page },
              { from: forever, text: "the window" },
            ],
            width: 110,
          },
          {
            field: "Value #E",
            title: "Alerts",
            unit: "none",
            decimals: 0,
            thresholds: [{ color: "text" }, { from: 1, color: colors.page }],
            cell: "text",
            width: 80,
          },
          { field: "dashboard", title: "Dashboard", hidden: true },
        ],
        sortBy: { column: "Budget left", descending: false },
      },
    ],
  };
}

function alertsTable(series: FleetSeries, fleet: Fleet): Panel {
  const { severities } = fleet.workspace;
  return {
    kind: "table",
    key: "firing",
    title: "Alerts firing",
    description:
      "What is firing now, the newest first. Pages want somebody at once; who was told stands in Alertmanager. A click on a name opens the dashboard of the service's objectives.",
    width: 24,
    height: 9,
    unit: "none",
    quiet: "No alert is firing",
    queries: [{ kind: "prometheus", ref: "A", expr: series.alerts(alertsSince), instant: true, format: "table" }],
    columns: [
      {
        field: "severity",
        title: "Severity",
        mappings: [
          { value: severities.page, text: severities.page, color: colors.page },
          { value: severities.ticket, text: severities.ticket, color: colors.ticket },
        ],
        cell: "text",
        width: 100,
      },
      {
        field: "alertname",
        title: "Alert",
        links: [alertLink("${__value.raw}", { service: "${__data.fields.service}" })],
      },
      { field: "service", title: "Service", ...(fleet.budgets.size > 0 && { links: [toSlo("service")] }) },
      { field: "slo", title: "SLO", ...(fleet.budgets.size > 0 && { links: [toSlo("slo")] }) },
      ...environmentColumns(fleet),
      { field: "owner", title: "Owner", width: 120 },
      { field: "Value", title: "Since", unit: "dateTimeFromNow", width: 150 },
      ...(fleet.budgets.size > 0 ? [{ field: "dashboard", title: "Dashboard", hidden: true }] : []),
    ],
    sortBy: { column: "Since", descending: true },
  };
}

function pastRow(series: FleetSeries, fleet: Fleet): Row {
  const legend = ["{{service}}/{{slo}}", ...fleet.labels.map((label) => `{{${label}}}`)].join(" ");
  const named = (op: "bottomk" | "topk", of: "budgets" | "burnRates") =>
    binary(series[of](), "and", aggregate(op, series[of]("end"), undefined, number(worst)), on(...series.ofSlo));
  return {
    key: "past",
    title: "Since when",
    panels: [
      {
        kind: "state-timeline",
        key: "budgets",
        title: `Budget left over time, the ${worst} with the least`,
        description:
          "When each budget went under a quarter, and when it was spent. A band that changes colour at once is an incident; one that wanders is a service that got worse.",
        width: 24,
        height: 12,
        unit: "percentunit",
        decimals: 1,
        thresholds: budgetThresholds,
        mappings: budgetWords,
        queries: [{ kind: "prometheus", ref: "A", expr: named("bottomk", "budgets"), legend }],
      },
      {
        kind: "timeseries",
        key: "burn-rates",
        title: `Burn rates, the ${worst} that are highest now`,
        description:
          "How many times faster than the objective allows errors come. At 1 the budget lasts exactly its window; lines that rise together have a cause in common.",
        width: 24,
        height: 9,
        unit: times,
        decimals: 2,
        min: 0,
        thresholds: [{ color: "transparent" }, { from: 1, color: colors.ticket }],
        thresholdsAs: "dashed",
        queries: [{ kind: "prometheus", ref: "A", expr: named("topk", "burnRates"), legend }],
      },
    ],
  };
}
