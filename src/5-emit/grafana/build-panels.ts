/** Panels and their queries, by the builders of the Foundation SDK. */
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
import {
  colors,
  type Mapping,
  type OtherQuery,
  type Panel,
  type PrometheusQuery,
  type Query,
  type SeriesStyle,
  type Threshold,
  type ValueLink,
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
export const sources = {
  prometheus: { type: "prometheus", uid: "${datasource}" },
  loki: { type: "loki", uid: "${logs}" },
  elasticsearch: { type: "elasticsearch", uid: "${logs}" },
  tempo: { type: "tempo", uid: "${traces}" },
} as const;

export function buildPanel(panel: Panel, id: number, gridPos: sdk.GridPos): sdk.Panel {
  const builder = panelOf(panel);
  builder.id(id);
  builder.gridPos(gridPos);
  return builder.build();
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
        .legend(listLegend)
        .tooltip(allSeries)
        .colorScheme(colorBy.name)
        .lineWidth(2)
        .fillOpacity(panel.stacked === true ? 40 : 8)
        .showPoints(common.VisibilityMode.Never)
        .thresholdsStyle(thresholdsStyles[panel.thresholds === undefined ? "off" : (panel.thresholdsAs ?? "line")]);
      if (panel.stacked === true) builder.stacking(stacked);
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
        .colorScheme(colorBy.thresholds)
        .colorMode(common.BigValueColorMode.Value)
        .graphMode(panel.sparkline === true ? common.BigValueGraphMode.Area : common.BigValueGraphMode.None)
        .textMode(panel.showsNames === true ? common.BigValueTextMode.Name : common.BigValueTextMode.Auto)
        .reduceOptions(lastValue);
    case "gauge":
      return new gauge.PanelBuilder()
        .colorScheme(colorBy.thresholds)
        .min(panel.min)
        .max(panel.max)
        .showThresholdMarkers(true)
        .reduceOptions(lastValue);
    case "bargauge": {
      const builder = new bargauge.PanelBuilder()
        .colorScheme(colorBy.thresholds)
        .orientation(common.VizOrientation.Horizontal)
        .displayMode(common.BarGaugeDisplayMode.Basic)
        .valueMode(common.BarGaugeValueMode.Text)
        .showUnfilled(true)
        .reduceOptions(lastValue);
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
        .colorScheme(colorBy.thresholds)
        .showValue(common.VisibilityMode.Never)
        .mergeValues(true)
        .fillOpacity(90)
        .lineWidth(0)
        .legend(listLegend)
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
    .colorScheme(colorBy.thresholds)
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

/** What all panels share is built once. */
function built<T>(builder: Builder<T>): Builder<T> {
  const whole = builder.build();
  return { build: () => whole };
}

const thresholdsStyle = (mode: common.GraphThresholdsStyleMode) =>
  built(new common.GraphThresholdsStyleConfigBuilder().mode(mode));
const thresholdsStyles = {
  off: thresholdsStyle(common.GraphThresholdsStyleMode.Off),
  line: thresholdsStyle(common.GraphThresholdsStyleMode.Line),
  dashed: thresholdsStyle(common.GraphThresholdsStyleMode.Dashed),
  area: thresholdsStyle(common.GraphThresholdsStyleMode.Area),
};
const listLegend = built(
  new common.VizLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(common.LegendDisplayMode.List)
    .placement(common.LegendPlacement.Bottom),
);
const allSeries = built(
  new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.Descending),
);
const colorBy = {
  name: built(new sdk.FieldColorBuilder().mode(sdk.FieldColorModeId.PaletteClassicByName)),
  thresholds: built(new sdk.FieldColorBuilder().mode(sdk.FieldColorModeId.Thresholds)),
};
const stacked = built(new common.StackingConfigBuilder().mode(common.StackingMode.Normal).group("A"));
const lastValue = built(new common.ReduceDataOptionsBuilder().calcs(["lastNotNull"]).values(false));

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
