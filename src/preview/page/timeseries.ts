/** Time series: lines, bars, points, bands, with what `lines.ts`, `marks.ts` and `legend.ts` make of them. */
import type { Theme } from "../colors.ts";
import { formatValue, mappingOf, shownText } from "../format.ts";
import { mapOf, mapsOf, numberOf, textOf } from "../json.ts";
import type { AnnotationView, PanelView } from "../view.ts";
import { type Scale, scaleOf } from "./axis.ts";
import { chart, type Chart, fontFamily, type Options, timeAxis, timeText, tooltipBox, tooltipStyle } from "./chart.ts";
import { el } from "./dom.ts";
import { legend } from "./legend.ts";
import { type Axis, colorFor, lastText, type Line, linesOf, shares, stackOf } from "./lines.ts";
import { marksOf } from "./marks.ts";
import { type Inks, theme } from "./theme.ts";

export interface Context {
  readonly annotations: readonly AnnotationView[];
  readonly utc: boolean;
}

export function timeseries(panel: PanelView, { annotations, utc }: Context): HTMLElement {
  const { lines, axes } = linesOf(panel);
  const hidden = new Set<Line>();
  const shown = lines.filter(({ config }) => mapOf(config.custom["hideFrom"])["viz"] !== true);
  const label = `Time series. ${lines
    .slice(0, 12)
    .map((line) => `${line.name}: ${lastText(line)}`)
    .join("; ")}`;
  const view: Chart = chart(label, (ink, height) =>
    options(
      panel,
      shown.filter((line) => !hidden.has(line)),
      axes,
      annotations,
      utc,
      ink,
      height,
    ),
  );
  const legendOptions = mapOf(panel.options["legend"]);
  const named = lines.filter(({ config }) => mapOf(config.custom["hideFrom"])["legend"] !== true);
  const isHidden = legendOptions["showLegend"] === false || legendOptions["displayMode"] === "hidden";
  const right = legendOptions["placement"] === "right";
  return el(
    "div",
    { class: `drawing ${right ? "legend-right" : "legend-bottom"}` },
    view.element,
    isHidden || named.length === 0 ? undefined : legend(named, legendOptions, hidden, view),
  );
}

function options(
  panel: PanelView,
  given: readonly Line[],
  axes: readonly Axis[],
  annotations: readonly AnnotationView[],
  utc: boolean,
  ink: Inks,
  height: number,
): Options {
  const lines = shares(given);
  const now = theme();
  const scales = axes.map((axis, at) =>
    scaleFor(
      lines.filter((line) => line.axis === at),
      axis,
      height - 30,
    ),
  );
  const range = panel.range ?? { from: lines[0]?.times[0] ?? 0, to: lines[0]?.times.at(-1) ?? 1 };
  const series = lines.flatMap((line) => seriesOf(line, lines, now));
  const marks = marksOf(lines, axes, annotations, range, now, ink);
  const sides = [0, 0];
  const lefts = axes.filter(({ right, hidden }) => !right && !hidden).length;
  return {
    animation: false,
    useUTC: utc,
    textStyle: { fontFamily },
    grid: { left: lefts === 0 ? 8 : 4, right: 12, top: 10, bottom: 2, containLabel: true },
    xAxis: timeAxis(range, ink),
    yAxis: axes.map((axis, at) => {
      const side = axis.right ? 1 : 0;
      const offset = sides[side]! * 54;
      sides[side]!++;
      const name = textOf(axis.config.custom["axisLabel"]) ?? "";
      const log = mapOf(axis.config.custom["scaleDistribution"])["type"] === "log";
      const { min, max, interval, label } = scales[at]!;
      return {
        ...(log
          ? { type: "log" as const, logBase: numberOf(mapOf(axis.config.custom["scaleDistribution"])["log"]) ?? 10 }
          : { type: "value" as const, min, max, interval }),
        position: axis.right ? ("right" as const) : ("left" as const),
        offset,
        show: !axis.hidden,
        ...(name !== "" && {
          name,
          nameLocation: "middle" as const,
          nameGap: 46,
          nameTextStyle: { color: ink.muted, fontSize: 11 },
        }),
        axisLabel: {
          color: ink.muted,
          fontSize: 11,
          fontFamily,
          formatter: (value: number) =>
            log ? shownText(formatValue(value, { unit: axis.config.unit ?? "none" })) : label(value),
          showMinLabel: isTick(min, interval),
          showMaxLabel: isTick(max, interval),
        },
        splitLine: { show: at === 0, lineStyle: { color: ink.line } },
        axisLine: { show: false },
        axisTick: { show: false },
      };
    }),
    tooltip: {
      ...tooltipStyle(ink),
      trigger: "axis",
      axisPointer: { type: "line", lineStyle: { color: ink.muted, type: "dashed" } },
      formatter: (points: unknown) => tooltip(points, lines, panel, utc, now),
    },
    series: [...series, ...marks],
  } as Options;
}

function isTick(value: number, interval: number): boolean {
  return Math.abs(value / interval - Math.round(value / interval)) < 1e-6;
}

function scaleFor(lines: readonly Line[], { config }: Axis, height: number): Scale {
  const own = lines[0]?.config ?? config;
  const totals = new Map<string, number>();
  const values: number[] = [];
  for (const line of lines) {
    const stack = stackOf(line);
    line.values.forEach((value, at) => {
      if (value === null) return;
      if (stack === undefined) return void values.push(value);
      const key = `${stack} ${line.times[at]}`;
      totals.set(key, (totals.get(key) ?? 0) + value);
      values.push(totals.get(key)!);
    });
  }
  const isFilled = lines.some(({ config: { custom } }) => custom["drawStyle"] === "bars") || totals.size > 0;
  return scaleOf(isFilled ? [0, ...values] : values, { ...own, custom: config.custom }, height);
}

const interpolations: Readonly<Record<string, object>> = {
  smooth: { smooth: 0.3 },
  stepBefore: { step: "start" },
  stepAfter: { step: "end" },
};

function seriesOf(line: Line, lines: readonly Line[], now: Theme): readonly object[] {
  const { config, times, values, axis } = line;
  const { custom } = config;
  const color = colorFor(line, now);
  const data = times.map((time, at) => [time * 1000, values[at] ?? null]);
  const stack = stackOf(line);
  const fill = (numberOf(custom["fillOpacity"]) ?? 0) / 100;
  const base = {
    id: `line-${line.at}`,
    name: line.name,
    yAxisIndex: axis,
    data,
    itemStyle: { color },
    ...(stack !== undefined && { stack, stackStrategy: "samesign" }),
  };
  const style = textOf(custom["drawStyle"]) ?? "line";
  if (style === "bars")
    return [
      {
        ...base,
        type: "bar",
        barMaxWidth: 24,
        barCategoryGap: "15%",
        barGap: "5%",
        itemStyle: { color, opacity: Math.max(fill, 0.3), borderRadius: [1, 1, 0, 0] },
      },
    ];
  const points = textOf(custom["showPoints"]) ?? "auto";
  const known = values.filter((value) => value !== null).length;
  const shape = {
    type: "line",
    lineStyle: {
      color,
      width: style === "points" ? 0 : (numberOf(custom["lineWidth"]) ?? 1),
      ...lineStyleOf(custom["lineStyle"]),
    },
    symbol: "circle",
    symbolSize: numberOf(custom["pointSize"]) ?? 5,
    showSymbol: style === "points" || points === "always" || (points === "auto" && known < 40),
    showAllSymbol: true,
    connectNulls: custom["spanNulls"] === true,
    emphasis: { disabled: true },
    ...interpolations[textOf(custom["lineInterpolation"]) ?? ""],
    z: 3,
  };
  const below = textOf(custom["fillBelowTo"]);
  const lower = below === undefined ? undefined : lines.find(({ name }) => name === below);
  if (lower !== undefined) {
    // A band: a line that is not seen up to the lower one, and the difference filled upon it.
    const byTime = new Map(lower.times.map((time, at) => [time, lower.values[at] ?? null]));
    const bound = (at: number) => byTime.get(times[at]!) ?? null;
    const helper = {
      type: "line",
      yAxisIndex: axis,
      stack: `band-${line.at}`,
      stackStrategy: "all",
      symbol: "none",
      silent: true,
      lineStyle: { width: 0 },
      tooltip: { show: false },
      z: 1,
    };
    const difference = times.map((time, at) => {
      const [upper, floor] = [values[at] ?? null, bound(at)];
      return [time * 1000, upper === null || floor === null ? null : upper - floor];
    });
    return [
      {
        ...helper,
        id: `floor-${line.at}`,
        data: times.map((time, at) => [time * 1000, values[at] === null ? null : bound(at)]),
      },
      { ...helper, id: `band-${line.at}`, data: difference, areaStyle: { color, opacity: fill > 0 ? fill : 0.35 } },
      { ...base, ...shape },
    ];
  }
  const gradient = textOf(custom["gradientMode"]) === "opacity";
  return [
    {
      ...base,
      ...shape,
      ...(fill > 0 &&
        style !== "points" && {
          areaStyle: gradient
            ? {
                opacity: 1,
                color: {
                  type: "linear",
                  x: 0,
                  y: 0,
                  x2: 0,
                  y2: 1,
                  colorStops: [
                    { offset: 0, color: withAlpha(color, fill) },
                    { offset: 1, color: withAlpha(color, 0) },
                  ],
                },
              }
            : { color, opacity: fill },
        }),
    },
  ];
}

function withAlpha(color: string, alpha: number): string {
  return /^#[0-9a-fA-F]{6}$/.test(color)
    ? `${color}${Math.round(alpha * 255)
        .toString(16)
        .padStart(2, "0")}`
    : color;
}

function lineStyleOf(style: unknown): object {
  const { fill, dash } = mapOf(style);
  const lengths = Array.isArray(dash) ? dash.filter((one) => typeof one === "number") : [];
  if (fill === "dash") return { type: lengths.length > 0 ? lengths : [10, 10] };
  return fill === "dot" ? { type: lengths.length > 0 ? lengths : [0, 10], cap: "round" } : {};
}

function tooltip(
  points: unknown,
  lines: readonly Line[],
  { options }: PanelView,
  utc: boolean,
  now: Theme,
): HTMLElement | string {
  const [first] = mapsOf(points);
  const time = Number((first?.["value"] as readonly unknown[] | undefined)?.[0] ?? NaN) / 1000;
  if (Number.isNaN(time)) return "";
  const { sort = "none" } = mapOf(options["tooltip"]);
  const rows = lines
    .filter(({ config }) => mapOf(config.custom["hideFrom"])["tooltip"] !== true)
    .flatMap((line) => {
      const value = line.values[line.times.indexOf(time)] ?? null;
      const text = mappingOf(value, line.config.mappings)?.text ?? shownText(formatValue(value, line.config));
      return value === null ? [] : [{ color: colorFor(line, now), name: line.name, value: text, raw: value }];
    });
  if (sort === "desc") rows.sort((a, b) => b.raw - a.raw);
  if (sort === "asc") rows.sort((a, b) => a.raw - b.raw);
  return tooltipBox(timeText(time, utc), rows.slice(0, 20));
}
