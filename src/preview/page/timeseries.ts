/** Time series: lines, bars, points, bands, thresholds, annotations, a legend that hides and shows. */
import { type Theme, colorOf, lineColor, seriesColor } from "../colors.ts";
import { formatValue, mappingOf, shownText } from "../format.ts";
import type { FieldConfig, Labels, Value } from "../frame.ts";
import { mapOf, mapsOf, numberOf, textOf, textsOf } from "../json.ts";
import { calculationNames, reduceBy } from "../reduce.ts";
import { type AnnotationView, type PanelView, timesOf } from "../view.ts";
import { type Scale, scaleOf } from "./axis.ts";
import {
  chart,
  type Chart,
  fontFamily,
  type Options,
  swatch,
  timeAxis,
  timeText,
  tooltipBox,
  tooltipStyle,
} from "./chart.ts";
import { el, svg } from "./dom.ts";
import { type Inks, theme } from "./theme.ts";

interface Line {
  readonly name: string;
  readonly labels: Labels;
  readonly config: FieldConfig;
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
  readonly at: number;
  /** Number of its axis. */
  axis: number;
}

interface Axis {
  readonly key: string;
  readonly right: boolean;
  readonly hidden: boolean;
  readonly config: FieldConfig;
}

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

function lastText({ values, config }: Line): string {
  return shownText(formatValue(values.findLast((value) => value !== null) ?? null, config)) || "no value";
}

function linesOf(panel: PanelView): { readonly lines: readonly Line[]; readonly axes: readonly Axis[] } {
  const lines: Line[] = [];
  const axes: Axis[] = [];
  for (const { fields } of panel.frames) {
    const time = fields.find(({ type }) => type === "time");
    if (time === undefined) continue;
    const times = timesOf(time.values).map(Number);
    for (const field of fields) {
      if (field.type !== "number") continue;
      const config = panel.configs[field.config]!;
      const values = timesOf(field.values).map((value) =>
        typeof value === "number" ? transformed(value, config) : null,
      );
      const placement = textOf(config.custom["axisPlacement"]) ?? "auto";
      const key = [config.unit, placement === "right" ? "right" : "left", config.min, config.max].join("|");
      let axis = axes.findIndex((one) => one.key === key);
      if (axis < 0) {
        // Another unit stands on the other side.
        const right = placement === "right" || (placement === "auto" && axes.some((one) => !one.right));
        axis = axes.push({ key, right, hidden: placement === "hidden", config }) - 1;
      }
      lines.push({ name: field.name, labels: field.labels, config, times, values, at: lines.length, axis });
    }
  }
  return { lines, axes };
}

function transformed(value: number, { custom }: FieldConfig): number {
  return custom["transform"] === "negative-Y" ? -value : value;
}

function colorFor({ config, values, at, name }: Line, of: Theme): string {
  if (config.color?.mode === "palette-classic-by-name") return seriesColor(hashOf(name), of);
  return lineColor(config, values, at, of);
}

/** Grafana's number of a name, which chooses its colour. */
function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return Math.abs(hash);
}

/** Stacked lines carry the sum of those below them. */
function stackOf({ config }: Line): string | undefined {
  const stacking = mapOf(config.custom["stacking"]);
  const mode = textOf(stacking["mode"]) ?? "none";
  return mode === "none" ? undefined : `${mode}/${textOf(stacking["group"]) ?? "A"}`;
}

/** Shares of a whole, of lines that are stacked in percent. */
function shares(lines: readonly Line[]): readonly Line[] {
  const totals = new Map<string, Map<number, number>>();
  const isShare = (line: Line) => stackOf(line)?.startsWith("percent/") === true;
  for (const line of lines.filter(isShare)) {
    const group = totals.get(stackOf(line)!) ?? new Map<number, number>();
    totals.set(stackOf(line)!, group);
    line.values.forEach((value, at) => group.set(line.times[at]!, (group.get(line.times[at]!) ?? 0) + (value ?? 0)));
  }
  return lines.map((line) => {
    if (!isShare(line)) return line;
    const group = totals.get(stackOf(line)!)!;
    const values = line.values.map((value, at) => (value === null ? null : value / (group.get(line.times[at]!) || 1)));
    return { ...line, values, config: { ...line.config, unit: "percentunit", max: 1, min: 0 } };
  });
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

/** Thresholds of the axes, and annotations: drawn on a line of their own that is not seen. */
function marksOf(
  lines: readonly Line[],
  axes: readonly Axis[],
  annotations: readonly AnnotationView[],
  range: { readonly from: number; readonly to: number },
  now: Theme,
  ink: Inks,
): readonly object[] {
  const carrier = (axis: number) => ({
    type: "line",
    yAxisIndex: axis,
    data: [],
    silent: true,
    symbol: "none",
    tooltip: { show: false },
  });
  const thresholds = axes.flatMap((_, at) => {
    const styled = lines.find(
      (line) => line.axis === at && (textOf(mapOf(line.config.custom["thresholdsStyle"])["mode"]) ?? "off") !== "off",
    );
    if (styled === undefined) return [];
    const mode = textOf(mapOf(styled.config.custom["thresholdsStyle"])["mode"])!;
    const { thresholds: { percentage, steps } = { percentage: false, steps: [] }, min = 0, max = 100 } = styled.config;
    const valueOf = (value: number) => (percentage ? min + ((max - min) * value) / 100 : value);
    const bounds = steps.map(({ value, color }, step) => ({
      from: value === null ? undefined : valueOf(value),
      to: steps[step + 1] === undefined ? undefined : valueOf(steps[step + 1]!.value ?? 0),
      color: colorOf(color, now),
      isClear: color === "transparent",
    }));
    const withLine = mode.startsWith("line") || mode.startsWith("dashed");
    const withArea = mode.includes("area");
    return [
      {
        ...carrier(at),
        id: `thresholds-${at}`,
        ...(withLine && {
          markLine: {
            silent: true,
            symbol: "none",
            animation: false,
            label: { show: false },
            data: bounds.flatMap(({ from, color, isClear }) =>
              from === undefined || isClear
                ? []
                : [
                    {
                      yAxis: from,
                      lineStyle: { color, width: 1.5, type: mode.startsWith("dashed") ? [8, 6] : "solid" },
                    },
                  ],
            ),
          },
        }),
        ...(withArea && {
          markArea: {
            silent: true,
            animation: false,
            data: bounds.flatMap(({ from, to, color, isClear }) =>
              isClear
                ? []
                : [
                    [
                      {
                        ...(from !== undefined && { yAxis: from }),
                        ...(from === undefined && { yAxis: "min" }),
                        itemStyle: { color, opacity: 0.1 },
                      },
                      { yAxis: to ?? "max" },
                    ],
                  ],
            ),
          },
        }),
      },
    ];
  });
  const within = annotations.map((one) => ({
    ...one,
    events: one.events.filter(({ from, to }) => to >= range.from && from <= range.to),
  }));
  return [
    ...thresholds,
    {
      ...carrier(0),
      id: "annotations",
      markLine: {
        silent: true,
        symbol: ["none", "none"],
        animation: false,
        label: { show: false },
        data: within.flatMap(({ color, events }) =>
          events.map(({ from }) => ({
            xAxis: Math.max(from, range.from) * 1000,
            lineStyle: { color: colorOf(color, now), width: 1.2, type: [4, 3] },
          })),
        ),
      },
      markArea: {
        silent: true,
        animation: false,
        data: within.flatMap(({ color, events }) =>
          events
            .filter(({ from, to }) => to > from)
            .map(({ from, to }) => [
              { xAxis: Math.max(from, range.from) * 1000, itemStyle: { color: colorOf(color, now), opacity: 0.08 } },
              { xAxis: Math.min(to, range.to) * 1000 },
            ]),
        ),
      },
      lineStyle: { color: ink.muted },
    },
  ];
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

/** A mark of the line's own style, so that colour is not all that tells lines apart. */
function mark({ config: { custom } }: Line, color: string): SVGElement | HTMLElement {
  const fill = textOf(mapOf(custom["lineStyle"])["fill"]);
  if (custom["drawStyle"] === "bars" || custom["drawStyle"] === "points") return swatch(color);
  const width = Math.max(2, numberOf(custom["lineWidth"]) ?? 2);
  const dash = fill === "dash" ? "5 3" : fill === "dot" ? "1.5 3" : undefined;
  return svg(
    "svg",
    { class: "legend-line", width: 18, height: 8, "aria-hidden": "true" },
    svg("line", { x1: 0, y1: 4, x2: 18, y2: 4, stroke: color, "stroke-width": width, "stroke-dasharray": dash }),
  );
}

function legend(
  lines: readonly Line[],
  options: Readonly<Record<string, unknown>>,
  hidden: Set<Line>,
  view: Chart,
): HTMLElement {
  const calcs = textsOf(options["calcs"]);
  const button = (line: Line) => {
    const one = el(
      "button",
      {
        type: "button",
        "aria-pressed": "true",
        title: line.name,
        onclick: () => {
          if (hidden.has(line)) hidden.delete(line);
          else hidden.add(line);
          one.setAttribute("aria-pressed", String(!hidden.has(line)));
          view.redraw();
        },
      },
      mark(line, colorFor(line, theme())),
      el("span", {}, line.name),
    );
    return one;
  };
  const value = (line: Line, calc: string) =>
    shownText(formatValue(reduceBy(calc, line.values as readonly Value[]), line.config));
  if (options["displayMode"] === "table" || (calcs.length > 0 && options["displayMode"] !== "list"))
    return el(
      "div",
      { class: "legend", tabindex: 0, role: "group", "aria-label": "Legend" },
      el(
        "table",
        {},
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            el("th", {}, "Name"),
            ...calcs.map((calc) => el("th", { class: "number" }, calculationNames[calc] ?? calc)),
          ),
        ),
        el(
          "tbody",
          {},
          ...lines.map((line) =>
            el(
              "tr",
              {},
              el("td", {}, button(line)),
              ...calcs.map((calc) => el("td", { class: "number" }, value(line, calc))),
            ),
          ),
        ),
      ),
    );
  return el(
    "div",
    { class: "legend", role: "group", "aria-label": "Legend" },
    ...lines.map((line) =>
      el(
        "span",
        { class: "legend-item" },
        button(line),
        ...calcs.map((calc) =>
          el("span", { class: "muted" }, `${calculationNames[calc] ?? calc}: ${value(line, calc)}`),
        ),
      ),
    ),
  );
}
