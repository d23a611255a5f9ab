/**
 * Dashboards in Grafana's classic schema, which every supported version reads: by the builders of the Foundation SDK, which no other file touches.
 * Loaded where dashboards are written alone: the SDK takes longer to load than a small workspace to compile.
 */
import * as bargauge from "@grafana/grafana-foundation-sdk/bargauge";
import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import * as common from "@grafana/grafana-foundation-sdk/common";
import * as sdk from "@grafana/grafana-foundation-sdk/dashboard";
import * as elasticsearch from "@grafana/grafana-foundation-sdk/elasticsearch";
import * as gauge from "@grafana/grafana-foundation-sdk/gauge";
import * as heatmap from "@grafana/grafana-foundation-sdk/heatmap";
import * as logs from "@grafana/grafana-foundation-sdk/logs";
import * as loki from "@grafana/grafana-foundation-sdk/loki";
import * as prometheus from "@grafana/grafana-foundation-sdk/prometheus";
import * as stat from "@grafana/grafana-foundation-sdk/stat";
import * as statetimeline from "@grafana/grafana-foundation-sdk/statetimeline";
import * as table from "@grafana/grafana-foundation-sdk/table";
import * as tempo from "@grafana/grafana-foundation-sdk/tempo";
import * as text from "@grafana/grafana-foundation-sdk/text";
import * as timeseries from "@grafana/grafana-foundation-sdk/timeseries";
import { never } from "../../util/never.ts";
import { panelIds } from "./ids.ts";
import {
  type Annotation,
  colors,
  type Dashboard,
  type DashboardLink,
  type Mapping,
  type OtherQuery,
  type Panel,
  type PrometheusQuery,
  type Query,
  type SeriesStyle,
  type Threshold,
  type ValueLink,
  type Variable,
} from "./panel.ts";
import { printQuery, withoutVariables } from "./template.ts";

/** What the builders of all kinds of panels have. */
type Shared =
  | ("id" | "title" | "description" | "gridPos" | "datasource" | "targets" | "unit" | "decimals" | "thresholds")
  | ("mappings" | "noValue" | "dataLinks" | "withOverride");
type AnyPanelBuilder = Builder<sdk.Panel> & {
  [Method in Shared]: (...args: Parameters<stat.PanelBuilder[Method]>) => unknown;
};

/** Variables of data sources by the kind of query. */
const sources = {
  prometheus: { type: "prometheus", uid: "${datasource}" },
  loki: { type: "loki", uid: "${logs}" },
  elasticsearch: { type: "elasticsearch", uid: "${logs}" },
  tempo: { type: "tempo", uid: "${traces}" },
} as const;

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
      const builder = panelOf(panel);
      builder.id(ids.get(`${row.key}/${panel.key}`)!);
      builder.gridPos({ x, y, w: panel.width, h: panel.height });
      const one = builder.build();
      panels.set(one, panel);
      (isCollapsed ? head.panels : placed).push(one);
      x += panel.width;
      tallest = Math.max(tallest, panel.height);
    }
    y += tallest;
  }
  return { dashboard: { ...built, panels: placed }, panels };
}

function panelOf(panel: Panel): AnyPanelBuilder {
  if (panel.kind === "text")
    return named(new text.PanelBuilder().mode(text.TextMode.Markdown).content(panel.markdown), panel);
  const builder = named(builderOf(panel), panel);
  builder.unit(panel.unit);
  builder.datasource(sources[panel.queries[0]?.kind ?? "prometheus"]);
  builder.targets(panel.queries.map(queryOf));
  if (panel.decimals !== undefined) builder.decimals(panel.decimals);
  if (panel.quiet !== undefined) builder.noValue(withoutVariables(panel.quiet));
  if (panel.mappings !== undefined) builder.mappings(mappingsOf(panel.mappings));
  if (panel.links !== undefined) builder.dataLinks(panel.links.map(valueLinkOf));
  builder.thresholds(thresholdsOf(panel.thresholds ?? [{ color: colors.neutral }]));
  if (panel.kind !== "timeseries") return builder;
  for (const query of panel.queries)
    if (query.kind === "prometheus" && query.style !== undefined)
      builder.withOverride({
        matcher: { id: "byFrameRefID", options: query.ref },
        properties: propertiesOf(query.style),
      });
  return builder;
}

function named<B extends AnyPanelBuilder>(builder: B, { title, description }: Panel): B {
  builder.title(withoutVariables(title));
  builder.description(description);
  return builder;
}

function builderOf(panel: Exclude<Panel, { readonly kind: "text" }>): AnyPanelBuilder {
  switch (panel.kind) {
    case "timeseries": {
      const builder = new timeseries.PanelBuilder()
        .legend(listLegend())
        .tooltip(
          new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.Descending),
        )
        .colorScheme(colorBy(sdk.FieldColorModeId.PaletteClassicByName))
        .lineWidth(2)
        .fillOpacity(panel.stacked === true ? 40 : 8)
        .showPoints(common.VisibilityMode.Never)
        .thresholdsStyle(
          new common.GraphThresholdsStyleConfigBuilder().mode(
            thresholdsStyles[panel.thresholds === undefined ? "off" : (panel.thresholdsAs ?? "line")],
          ),
        );
      if (panel.stacked === true)
        builder.stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal).group("A"));
      if (panel.bars === true) builder.drawStyle(common.GraphDrawStyle.Bars).fillOpacity(60);
      if (panel.min !== undefined) builder.min(panel.min);
      if (panel.max !== undefined) builder.max(panel.max);
      if (panel.past !== undefined) builder.timeFrom(panel.past);
      if (panel.logarithmic === true)
        builder.scaleDistribution(
          new common.ScaleDistributionConfigBuilder().type(common.ScaleDistribution.Log).log(10),
        );
      return builder;
    }
    case "stat":
      return new stat.PanelBuilder()
        .colorScheme(colorBy(sdk.FieldColorModeId.Thresholds))
        .colorMode(common.BigValueColorMode.Value)
        .graphMode(panel.sparkline === true ? common.BigValueGraphMode.Area : common.BigValueGraphMode.None)
        .textMode(panel.showsNames === true ? common.BigValueTextMode.Name : common.BigValueTextMode.Auto)
        .reduceOptions(lastValue());
    case "gauge":
      return new gauge.PanelBuilder()
        .colorScheme(colorBy(sdk.FieldColorModeId.Thresholds))
        .min(panel.min)
        .max(panel.max)
        .showThresholdMarkers(true)
        .reduceOptions(lastValue());
    case "bargauge": {
      const builder = new bargauge.PanelBuilder()
        .colorScheme(colorBy(sdk.FieldColorModeId.Thresholds))
        .orientation(common.VizOrientation.Horizontal)
        .displayMode(common.BarGaugeDisplayMode.Basic)
        .valueMode(common.BarGaugeValueMode.Text)
        .showUnfilled(true)
        .reduceOptions(lastValue());
      if (panel.min !== undefined) builder.min(panel.min);
      if (panel.max !== undefined) builder.max(panel.max);
      return builder;
    }
    case "table":
      return tableOf(panel);
    case "heatmap":
      return new heatmap.PanelBuilder()
        .calculate(false)
        .color(
          // one hue from dark to bright: read by lightness alone
          new heatmap.HeatmapColorOptionsBuilder()
            .mode(heatmap.HeatmapColorMode.Scheme)
            .scheme("Cividis")
            .scale(heatmap.HeatmapColorScale.Exponential)
            .exponent(0.5)
            .steps(64)
            .fill(colors.neutral),
        )
        .yAxis(new heatmap.YAxisConfigBuilder().unit(panel.unit).axisPlacement(common.AxisPlacement.Left))
        .cellGap(1)
        .showLegend();
    case "state-timeline":
      return new statetimeline.PanelBuilder()
        .colorScheme(colorBy(sdk.FieldColorModeId.Thresholds))
        .showValue(common.VisibilityMode.Never)
        .mergeValues(true)
        .fillOpacity(90)
        .lineWidth(0)
        .legend(listLegend())
        .rowHeight(0.8);
    case "logs":
      return new logs.PanelBuilder()
        .showTime(true)
        .wrapLogMessage(true)
        .enableLogDetails(true)
        .dedupStrategy(common.LogsDedupStrategy.Numbers)
        .sortOrder(common.LogsSortOrder.Descending);
    default:
      return never(panel);
  }
}

/** Tables of several queries are merged by the labels that they share; what is no column is left out. */
function tableOf(panel: Extract<Panel, { readonly kind: "table" }>): AnyPanelBuilder {
  const builder = new table.PanelBuilder()
    .colorScheme(colorBy(sdk.FieldColorModeId.Thresholds))
    .filterable(true)
    .showHeader(true)
    .cellHeight(common.TableCellHeight.Sm);
  if (panel.queries.length > 1) builder.withTransformation({ id: "merge", options: {} });
  if (panel.columns.length > 0)
    builder
      .withTransformation({
        id: "filterFieldsByName",
        options: { include: { names: panel.columns.map(({ field }) => field) } },
      })
      .withTransformation({
        id: "organize",
        options: {
          excludeByName: {},
          indexByName: Object.fromEntries(panel.columns.map(({ field }, at) => [field, at])),
          renameByName: Object.fromEntries(panel.columns.map(({ field, title }) => [field, title])),
        },
      });
  else if (panel.queries[0]?.kind === "prometheus")
    builder.withTransformation({
      id: "organize",
      options: {
        excludeByName: { Time: true, __name__: true },
        indexByName: {},
        renameByName: { Value: withoutVariables(panel.title) },
      },
    });
  const { sortBy } = panel;
  if (sortBy !== undefined)
    builder.sortBy([new common.TableSortByFieldStateBuilder().displayName(sortBy.column).desc(sortBy.descending)]);
  for (const column of panel.columns) {
    const properties: sdk.DynamicConfigValue[] = [];
    const add = (id: string, value: unknown) => void (value !== undefined && properties.push({ id, value }));
    add("unit", column.unit);
    add("decimals", column.decimals);
    add("min", column.min);
    add("max", column.max);
    if (column.thresholds !== undefined) add("thresholds", thresholdsOf(column.thresholds).build());
    if (column.mappings !== undefined) add("mappings", mappingsOf(column.mappings));
    if (column.cell === "gauge") add("custom.cellOptions", { type: "gauge", mode: "basic", valueDisplayMode: "text" });
    if (column.cell === "background") {
      add("custom.cellOptions", { type: "color-background", mode: "basic" });
      // a word that stands for a number, which tables put to the right
      add("custom.align", "center");
    }
    if (column.cell === "text") add("custom.cellOptions", { type: "color-text" });
    if (column.hidden === true) add("custom.hidden", true);
    add("custom.width", column.width);
    if (column.links !== undefined)
      add(
        "links",
        column.links.map((link) => valueLinkOf(link).build()),
      );
    if (properties.length > 0) builder.withOverride({ matcher: { id: "byName", options: column.title }, properties });
  }
  return builder;
}

const thresholdsStyles = {
  off: common.GraphThresholdsStyleMode.Off,
  line: common.GraphThresholdsStyleMode.Line,
  dashed: common.GraphThresholdsStyleMode.Dashed,
  area: common.GraphThresholdsStyleMode.Area,
} as const;

function listLegend(): common.VizLegendOptionsBuilder {
  return new common.VizLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(common.LegendDisplayMode.List)
    .placement(common.LegendPlacement.Bottom);
}

function colorBy(mode: sdk.FieldColorModeId): sdk.FieldColorBuilder {
  return new sdk.FieldColorBuilder().mode(mode);
}

function lastValue(): common.ReduceDataOptionsBuilder {
  return new common.ReduceDataOptionsBuilder().calcs(["lastNotNull"]).values(false);
}

function thresholdsOf(thresholds: readonly Threshold[]): sdk.ThresholdsConfigBuilder {
  return new sdk.ThresholdsConfigBuilder()
    .mode(sdk.ThresholdsMode.Absolute)
    .steps(thresholds.map(({ from, color }) => ({ value: from ?? null, color })));
}

function mappingsOf(mappings: readonly Mapping[]): sdk.ValueMapping[] {
  return mappings.map((mapping, index): sdk.ValueMapping => {
    const result = { text: mapping.text, index, ...(mapping.color && { color: mapping.color }) };
    return "value" in mapping
      ? { type: sdk.MappingType.ValueToText, options: { [mapping.value]: result } }
      : { type: sdk.MappingType.RangeToText, options: { from: mapping.from ?? null, to: mapping.to ?? null, result } };
  });
}

function propertiesOf(style: SeriesStyle): sdk.DynamicConfigValue[] {
  const properties: sdk.DynamicConfigValue[] = [];
  const add = (id: string, value: unknown) => void properties.push({ id, value });
  if (style.color !== undefined) add("color", { mode: "fixed", fixedColor: style.color });
  if (style.dashed === true) add("custom.lineStyle", { fill: "dash", dash: [10, 10] });
  if (style.lineWidth !== undefined) add("custom.lineWidth", style.lineWidth);
  if (style.fill !== undefined) add("custom.fillOpacity", style.fill);
  if (style.fillTo !== undefined) add("custom.fillBelowTo", style.fillTo);
  if (style.unit !== undefined) add("unit", style.unit);
  if (style.bars === true) add("custom.drawStyle", "bars");
  if (style.rightAxis === true) add("custom.axisPlacement", "right");
  if (style.hiddenInLegend === true) add("custom.hideFrom", { legend: true, tooltip: false, viz: false });
  return properties;
}

function queryOf(query: Query): Builder<Dataquery> {
  return query.kind === "prometheus" ? prometheusQuery(query) : otherQuery(query);
}

function prometheusQuery(query: PrometheusQuery): Builder<Dataquery> {
  const builder = new prometheus.DataqueryBuilder()
    .refId(query.ref)
    .datasource(sources.prometheus)
    .expr(printQuery(query.expr, query.window))
    .format(formats[query.format ?? "time_series"])
    .legendFormat(query.legend ?? "__auto")
    .editorMode(prometheus.QueryEditorMode.Code);
  if (query.instant === true) builder.instant();
  else builder.range();
  if (query.exemplars === true) builder.exemplar(true);
  return builder;
}

const formats = {
  time_series: prometheus.PromQueryFormat.TimeSeries,
  table: prometheus.PromQueryFormat.Table,
  heatmap: prometheus.PromQueryFormat.Heatmap,
} as const;

function otherQuery({ kind, ref, text: query, legend }: OtherQuery): Builder<Dataquery> {
  switch (kind) {
    case "loki": {
      const builder = new loki.DataqueryBuilder().refId(ref).datasource(sources.loki).expr(query).queryType("range");
      return legend === undefined ? builder : builder.legendFormat(legend);
    }
    case "elasticsearch":
      return new elasticsearch.DataqueryBuilder()
        .refId(ref)
        .datasource(sources.elasticsearch)
        .query(query)
        .timeField("@timestamp")
        .metrics([new elasticsearch.LogsBuilder().id("1")])
        .bucketAggs([]);
    case "tempo":
      return new tempo.DataqueryBuilder()
        .refId(ref)
        .datasource(sources.tempo)
        .queryType("traceql")
        .query(query)
        .limit(20)
        .tableType(tempo.SearchTableType.Traces)
        .filters([]);
    default:
      return never(kind);
  }
}

function valueLinkOf({ title, url, newTab }: ValueLink): sdk.DashboardLinkBuilder {
  return new sdk.DashboardLinkBuilder(title)
    .type(sdk.DashboardLinkType.Link)
    .url(url)
    .targetBlank(newTab === true);
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
