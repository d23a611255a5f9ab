/**
 * Dashboards in Grafana's classic schema, which every supported version reads: by the builders of the Foundation SDK, which this file and that of panels alone touch.
 * Loaded where dashboards are written alone: the SDK takes longer to load than a small workspace to compile.
 */
import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import * as sdk from "@grafana/grafana-foundation-sdk/dashboard";
import { never } from "../../util/never.ts";
import { buildPanel, sources } from "./build-panels.ts";
import { panelIds } from "./ids.ts";
import { type Annotation, colors, type Dashboard, type DashboardLink, type Panel, type Variable } from "./panel.ts";
import { printQuery, withoutVariables } from "./template.ts";

/** A dashboard, and of each panel (in the order in which they stand in `panels`) what it was made from. */
export interface Built {
  readonly dashboard: sdk.Dashboard;
  readonly panels: ReadonlyMap<sdk.Panel | sdk.RowPanel, Panel>;
}

export function buildDashboard(dashboard: Dashboard): Built {
  const panels = new Map<sdk.Panel | sdk.RowPanel, Panel>();
  const ids = panelIds(
    dashboard.rows.flatMap(({ key, panels }) => [key, ...panels.map((panel) => `${key}/${panel.key}`)]),
  );
  const builder = new sdk.DashboardBuilder(withoutVariables(dashboard.title))
    .id(null)
    .uid(dashboard.uid)
    .description(dashboard.description)
    .tags([...dashboard.tags])
    .timezone("browser")
    .editable()
    .tooltip(sdk.DashboardCursorSync.Crosshair)
    .time({ from: `now-${dashboard.past}`, to: "now" })
    .refresh("1m")
    .variables(dashboard.variables.map(variableOf))
    .annotations([builtInAnnotation(), ...dashboard.annotations.map(annotationOf)])
    .links(dashboard.links.map(linkOf));
  const built = builder.build();
  const placed: (sdk.Panel | sdk.RowPanel)[] = [];
  let y = 0;
  for (const row of dashboard.rows) {
    const isCollapsed = row.collapsed === true;
    const heading = new sdk.RowBuilder(withoutVariables(row.title))
      .id(ids.get(row.key)!)
      .collapsed(isCollapsed)
      .gridPos({ x: 0, y, w: 24, h: 1 });
    if (row.repeat !== undefined) heading.repeat(row.repeat);
    const head = heading.build();
    placed.push(head);
    y += 1;
    let x = 0;
    let tallest = 0;
    for (const panel of row.panels) {
      if (x + panel.width > 24) [x, y, tallest] = [0, y + tallest, 0];
      const one = buildPanel(panel, ids.get(`${row.key}/${panel.key}`)!, { x, y, w: panel.width, h: panel.height });
      panels.set(one, panel);
      (isCollapsed ? head.panels : placed).push(one);
      x += panel.width;
      tallest = Math.max(tallest, panel.height);
    }
    y += tallest;
  }
  return { dashboard: { ...built, panels: placed }, panels };
}

function linkOf(link: DashboardLink): sdk.DashboardLinkBuilder {
  const builder = new sdk.DashboardLinkBuilder(withoutVariables(link.title)).tooltip(link.tooltip);
  if (link.kind === "tags")
    return builder
      .type(sdk.DashboardLinkType.Dashboards)
      .tags([...link.tags])
      .asDropdown(true)
      .keepTime(true)
      .icon("dashboard");
  const isOwn = link.url.startsWith("/");
  return builder
    .type(sdk.DashboardLinkType.Link)
    .url(link.url)
    .icon(isOwn ? "dashboard" : "external link")
    .targetBlank(!isOwn)
    .keepTime(link.keeps !== undefined)
    .includeVars(link.keeps === "everything");
}

function variableOf(variable: Variable): Builder<sdk.VariableModel> {
  switch (variable.kind) {
    case "datasource":
      return new sdk.DatasourceVariableBuilder(variable.name)
        .label(variable.label)
        .type(variable.type)
        .current({ selected: true, text: variable.current, value: variable.current });
    case "custom":
      return new sdk.CustomVariableBuilder(variable.name)
        .label(variable.label)
        .description(variable.description)
        .values(variable.values.join(","))
        .options(variable.values.map((value) => ({ selected: value === variable.current, text: value, value })))
        .current({ selected: true, text: variable.current, value: variable.current })
        .allowCustomValue(false);
    case "label": {
      const query = `label_values(${printQuery(variable.of)}, ${variable.labelName})`;
      const builder = new sdk.QueryVariableBuilder(variable.name)
        .label(variable.label)
        .description(variable.description)
        .datasource(sources.prometheus)
        .query({ query, refId: `variable-${variable.name}` })
        .definition(query)
        .refresh(sdk.VariableRefresh.OnTimeRangeChanged)
        .sort(sdk.VariableSort.AlphabeticalAsc);
      return variable.multi
        ? builder
            .multi(true)
            .includeAll(true)
            .allValue(".*")
            .current({ selected: true, text: ["All"], value: ["$__all"] })
        : builder;
    }
    default:
      return never(variable);
  }
}

/** What people add by hand, which Grafana would add itself. */
function builtInAnnotation(): sdk.AnnotationQueryBuilder {
  return new sdk.AnnotationQueryBuilder()
    .name("Annotations & Alerts")
    .builtIn(1)
    .datasource(ofGrafana)
    .enable(true)
    .hide(true)
    .iconColor(colors.second)
    .type("dashboard");
}

const ofGrafana = { type: "grafana", uid: "-- Grafana --" } as const;

function annotationOf(annotation: Annotation): sdk.AnnotationQueryBuilder {
  const builder = new sdk.AnnotationQueryBuilder()
    .name(annotation.name)
    .enable(annotation.enabled)
    .iconColor(annotation.color);
  if (annotation.kind === "prometheus")
    return builder
      .datasource(sources.prometheus)
      .expr(printQuery(annotation.expr))
      .step(annotation.step)
      .titleFormat(annotation.title)
      .textFormat(annotation.text);
  const target = new sdk.AnnotationTargetBuilder()
    .type("tags")
    .tags([...annotation.tags])
    .matchAny(false)
    .limit(100);
  return builder.datasource(ofGrafana).target(target as unknown as Builder<Dataquery>);
}
