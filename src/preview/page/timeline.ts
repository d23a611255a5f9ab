/** State timelines and status histories: a bar for each series, coloured by its state. */
import { colorOf, thresholdOf, valueColor } from "../colors.ts";
import { display, formatValue, shownText } from "../format.ts";
import type { FieldConfig, Value } from "../frame.ts";
import { mapOf, numberOf } from "../json.ts";
import { type PanelView, timesOf } from "../view.ts";
import { chart, type Options, swatch, timeAxis, timeText, tooltipBox, tooltipStyle } from "./chart.ts";
import { el } from "./dom.ts";
import { plainValue } from "./stat.ts";
import { type Inks, theme } from "./theme.ts";

interface Span {
  readonly row: number;
  readonly from: number;
  to: number;
  readonly value: Value;
}

export function timeline(panel: PanelView, utc: boolean, merged: boolean): HTMLElement {
  const rows = panel.frames.flatMap(({ fields }) => {
    const time = fields.find(({ type }) => type === "time");
    if (time === undefined) return [];
    const times = timesOf(time.values).map(Number);
    return fields
      .filter((field) => field !== time)
      .map((field) => ({
        name: field.name,
        config: panel.configs[field.config]!,
        times,
        values: timesOf(field.values).map(plainValue),
      }));
  });
  const range = panel.range ?? { from: rows[0]?.times[0] ?? 0, to: rows[0]?.times.at(-1) ?? 1 };
  const merges = merged && panel.options["mergeValues"] !== false;
  const spans = rows.flatMap((row, at) => spansOf(row, at, range.to, merges));
  const colorFor = ({ row, value }: Span) => valueColor(value, rows[row]!.config, row, theme());
  const wordsOf = ({ row, value }: Span) => shownText(display(value, rows[row]!.config));
  const fill = (numberOf(rows[0]?.config.custom["fillOpacity"]) ?? 70) / 100;
  const part = numberOf(panel.options["rowHeight"]) ?? 0.9;
  const showsValue = panel.options["showValue"] ?? "auto";
  const label = `States over time. ${rows.map(({ name }, at) => `${name}: ${wordsOf(spans.findLast((one) => one.row === at) ?? { row: at, from: 0, to: 0, value: null })}`).join("; ")}`;
  const view = chart(
    label,
    (ink: Inks, _height: number, width: number) =>
      ({
        animation: false,
        useUTC: utc,
        grid: { left: 4, right: 12, top: 4, bottom: 2, containLabel: true },
        xAxis: timeAxis(range, ink),
        yAxis: {
          type: "category",
          inverse: true,
          data: rows.map(({ name }) => name),
          axisLine: { show: false },
          axisTick: { show: false },
          axisLabel: {
            color: ink.text,
            fontSize: 11,
            width: Math.min(260, Math.max(80, width * 0.28)),
            overflow: "truncate",
            interval: 0,
          },
        },
        tooltip: {
          ...tooltipStyle(ink),
          trigger: "item",
          formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
            const span = spans[dataIndex]!;
            return tooltipBox(`${timeText(span.from, utc)} to ${timeText(span.to, utc)}`, [
              { color: colorFor(span), name: rows[span.row]!.name, value: wordsOf(span) },
            ]);
          },
        },
        series: [
          {
            type: "custom",
            progressive: 0,
            data: spans.map(({ row, from, to }) => [from * 1000, to * 1000, row]),
            encode: { x: [0, 1], y: 2 },
            clip: true,
            renderItem: (
              params: { readonly dataIndex: number },
              api: {
                value(at: number): number;
                coord(point: readonly number[]): readonly number[];
                size(of: readonly number[]): readonly number[];
              },
            ) => {
              const span = spans[params.dataIndex]!;
              const [x = 0, y = 0] = api.coord([api.value(0), api.value(2)]);
              const [end = 0] = api.coord([api.value(1), api.value(2)]);
              const height = Math.max(3, api.size([0, 1])[1]! * part);
              const width = Math.max(1, end - x);
              const color = colorFor(span);
              const words = wordsOf(span);
              const fits = showsValue !== "never" && width > words.length * 7 + 8 && height > 14;
              return {
                type: "group",
                children: [
                  {
                    type: "rect",
                    shape: { x, y: y - height / 2, width, height, r: 1 },
                    style: { fill: color, opacity: fill },
                  },
                  ...(fits
                    ? [
                        {
                          type: "text",
                          style: { text: words, x: x + 6, y, verticalAlign: "middle", fontSize: 11, fill: ink.text },
                        },
                      ]
                    : []),
                ],
              };
            },
          },
        ],
      }) as unknown as Options,
  );
  const isLegend = mapOf(panel.options["legend"])["showLegend"] !== false;
  const states = statesOf(rows[0]?.config);
  return el(
    "div",
    { class: "drawing legend-bottom" },
    view.element,
    isLegend &&
      states.length > 0 &&
      el(
        "div",
        { class: "legend" },
        ...states.map(({ text, color }) => el("span", { class: "legend-item plain" }, swatch(color), text)),
      ),
  );
}

function spansOf(
  {
    times,
    values,
    config,
  }: { readonly times: readonly number[]; readonly values: readonly Value[]; readonly config: FieldConfig },
  row: number,
  end: number,
  merges: boolean,
): readonly Span[] {
  const state = (value: Value) => shownText(display(value, config)) + (thresholdOf(value, config) ?? "");
  const spans: Span[] = [];
  values.forEach((value, at) => {
    if (value === null) return;
    const from = times[at]!;
    const to = Math.min(end, times[at + 1] ?? end);
    const last = spans.at(-1);
    if (merges && last !== undefined && last.to === from && state(last.value) === state(value)) last.to = to;
    else spans.push({ row, from, to, value });
  });
  return spans;
}

/** What the colours mean: the mappings, else the thresholds. */
function statesOf(config: FieldConfig | undefined): readonly { readonly text: string; readonly color: string }[] {
  if (config === undefined) return [];
  const mapped = (config.mappings ?? []).flatMap(({ text, color }) =>
    text === undefined || color === undefined ? [] : [{ text, color: colorOf(color, theme()) }],
  );
  if (mapped.length > 0) return mapped;
  const steps = config.thresholds?.steps ?? [];
  if (config.color?.mode !== undefined && config.color.mode !== "thresholds") return [];
  return steps.map(({ value, color }, at) => {
    const shown = (bound: number) => shownText(formatValue(bound, config));
    const next = steps[at + 1]?.value;
    const text = value === null ? (typeof next === "number" ? `< ${shown(next)}` : "any") : `${shown(value)}+`;
    return { text, color: colorOf(color, theme()) };
  });
}
