/** Keys that Grafana's panels have, so that one that is misspelt is said on the panel. What the preview does not draw of them stands in docs/preview.md. */
import type { Panel } from "./dashboard.ts";
import { isColor } from "./colors.ts";
import { isUnit } from "./format.ts";
import type { FieldConfig } from "./frame.ts";
import { type Json, mapOf, textOf, textsOf } from "./json.ts";
import { isCalculation } from "./reduce.ts";

interface Known {
  readonly options: readonly string[];
  readonly custom: readonly string[];
}

const words = (text: string): readonly string[] => text.split(" ");
const hide = "hideFrom";
const axis =
  "axisPlacement axisLabel axisWidth axisSoftMin axisSoftMax axisGridShow axisColorMode axisBorderShow axisCenteredZero scaleDistribution";
const stat = "reduceOptions orientation text";

/** Panels that are drawn. */
const drawn: Readonly<Record<string, Known>> = {
  timeseries: {
    options: words("legend tooltip timezone orientation timeCompare annotations"),
    custom: words(
      `${hide} ${axis} drawStyle gradientMode thresholdsStyle lineColor lineWidth lineInterpolation lineStyle fillColor fillOpacity showPoints pointSize pointColor pointSymbol spanNulls fillBelowTo stacking barAlignment barWidthFactor barMaxWidth transform insertNulls showValues`,
    ),
  },
  stat: { options: words(`${stat} graphMode colorMode justifyMode textMode wideLayout showPercentChange percentChangeColorMode`), custom: [hide] },
  gauge: { options: words(`${stat} showThresholdLabels showThresholdMarkers sizing minVizWidth minVizHeight shape barWidthFactor effects segmentCount segmentSpacing sparkline barShape endpointMarker textMode neutral`), custom: [hide, "neutral"] },
  bargauge: { options: words(`${stat} displayMode valueMode namePlacement showUnfilled sizing minVizWidth minVizHeight maxVizHeight legend`), custom: [hide] },
  table: {
    options: words("frameIndex showHeader showTypeIcons sortBy footer cellHeight enablePagination frozenColumns maxRowHeight disableKeyboardEvents"),
    custom: words(`${hide} width minWidth align displayMode cellOptions hidden inspect filterable wrapHeaderText wrapText footer tooltip`),
  },
  heatmap: {
    options: words("calculate calculation color filterValues rowsFrame showValue cellGap cellRadius cellValues yAxis legend tooltip exemplars selectionMode"),
    custom: words(`${hide} scaleDistribution`),
  },
  "state-timeline": { options: words("mergeValues showValue rowHeight alignValue legend tooltip timezone perPage"), custom: words(`${hide} lineWidth fillOpacity spanNulls insertNulls ${axis}`) },
  "status-history": { options: words("showValue rowHeight colWidth legend tooltip timezone perPage"), custom: words(`${hide} lineWidth fillOpacity ${axis}`) },
  text: { options: words("mode code content"), custom: [] },
}; // prettier-ignore

/** What Grafana shows in panels that are not drawn. */
const boxes: Readonly<Record<string, string>> = {
  logs: "the log lines of this query",
  traces: "the spans of a trace",
  nodeGraph: "a graph of nodes",
  flamegraph: "a flame graph",
  alertlist: "a list of alerts by their state",
  annolist: "a list of annotations",
  dashlist: "a list of dashboards",
  news: "a news feed",
  barchart: "a bar chart",
  piechart: "a pie chart",
  histogram: "a histogram",
  geomap: "a map",
  canvas: "a drawing",
  trend: "a trend",
  xychart: "points of two values",
  candlestick: "candlesticks",
};

/** What Grafana would show; undefined when the preview draws it. */
export function boxOf(type: string): string | undefined {
  if (Object.hasOwn(drawn, type)) return undefined;
  return boxes[type] ?? `a panel of type "${type}", which the preview does not know`;
}

/** What of a panel is not understood, in words. */
export function unknownOf(panel: Panel): readonly string[] {
  const notes: string[] = [];
  const known = drawn[panel.type];
  if (known !== undefined) {
    const custom = new Set([
      ...Object.keys(panel.defaults.custom),
      ...panel.overrides.flatMap(({ properties }) =>
        properties.flatMap(({ id }) => (id.startsWith("custom.") ? [id.split(".")[1]!] : [])),
      ),
    ]);
    for (const key of Object.keys(panel.options))
      if (!known.options.includes(key)) notes.push(`\`options.${key}\` is no option of a ${panel.type} panel`);
    for (const key of custom)
      if (!known.custom.includes(key)) notes.push(`\`custom.${key}\` is no field option of a ${panel.type} panel`);
  }
  for (const { properties } of panel.overrides)
    for (const { id } of properties)
      if (!id.startsWith("custom.") && !settable.has(id))
        notes.push(`\`${id}\` is no property that an override can set`);
  notes.push(
    ...wrongValues(panel.defaults),
    ...panel.overrides.flatMap(({ properties }) => properties.flatMap(wrongProperty)),
  );
  for (const id of textsOf(mapOf(panel.options["reduceOptions"])["calcs"]))
    if (!isCalculation(id)) notes.push(`the preview does not know the calculation \`${id}\``);
  for (const id of textsOf(mapOf(panel.options["legend"])["calcs"]))
    if (!isCalculation(id)) notes.push(`the preview does not know the calculation \`${id}\``);
  for (const { format, refId } of panel.targets)
    if (!["time_series", "table", "heatmap"].includes(format))
      notes.push(`query ${refId}: there is no format \`${format}\``);
  return [...new Set(notes)];
}

const settable = new Set(
  words(
    "unit decimals min max displayName description noValue color thresholds mappings links filterable fieldMinMax actions path",
  ),
);

function wrongValues({ unit, color, thresholds, mappings = [] }: FieldConfig): readonly string[] {
  const colors = [
    color?.fixed,
    ...(thresholds?.steps ?? []).map((step) => step.color),
    ...mappings.map((one) => one.color),
  ];
  return [
    ...(unit !== undefined && !isUnit(unit)
      ? [`unit \`${unit}\` is not known: it stands after the number as it is`]
      : []),
    ...colors.flatMap((name) => (name === undefined || isColor(name) ? [] : [`there is no colour \`${name}\``])),
  ];
}

function wrongProperty({ id, value }: { readonly id: string; readonly value: unknown }): readonly string[] {
  if (id === "unit") return wrongValues({ unit: textOf(value) ?? "", custom: {} });
  if (id === "color") {
    const fixed = textOf((mapOf(value) as Json)["fixedColor"]);
    return fixed === undefined ? [] : wrongValues({ color: { mode: "fixed", fixed }, custom: {} });
  }
  return [];
}
