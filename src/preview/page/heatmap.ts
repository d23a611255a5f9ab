/** Heat maps: a row for each bucket, a column for each step, a colour for how many. */
import { between } from "../colors.ts";
import { formatValue, shownText } from "../format.ts";
import { mapOf, numberOf, textOf } from "../json.ts";
import { type PanelView, timesOf } from "../view.ts";
import { chart, type Options, timeAxis, timeText, tooltipBox, tooltipStyle } from "./chart.ts";
import { el, styled } from "./dom.ts";
import { type Inks, theme } from "./theme.ts";

/** Stops of the colour schemes, from few to many; Grafana takes them from d3. */
const schemes: Readonly<Record<string, readonly string[]>> = {
  Cividis: ["#00224e", "#2c3e6b", "#575c6d", "#7d7c78", "#a59c74", "#d2c060", "#fee838"],
  Viridis: ["#440154", "#443983", "#31688e", "#21918c", "#35b779", "#90d743", "#fde725"],
  Inferno: ["#000004", "#320a5e", "#781c6d", "#bc3754", "#ed6925", "#fbb61a", "#fcffa4"],
  Magma: ["#000004", "#2c115f", "#721f81", "#b73779", "#f1605d", "#feb078", "#fcfdbf"],
  Plasma: ["#0d0887", "#5601a4", "#900da4", "#bf3984", "#e16462", "#fca636", "#f0f921"],
  Turbo: ["#23171b", "#4860e6", "#2ec5e0", "#5cf17c", "#d1e335", "#ff9329", "#900c00"],
  Oranges: ["#fff5eb", "#fdd1a3", "#fd9243", "#e2580f", "#7f2704"],
  Blues: ["#f7fbff", "#c8ddf0", "#73b3d8", "#2879b9", "#08306b"],
  Greens: ["#f7fcf5", "#caeac3", "#7bc87c", "#2a924a", "#00441b"],
  Reds: ["#fff5f0", "#fcbea5", "#fb7050", "#d32020", "#67000d"],
  Spectral: ["#9e0142", "#f46d43", "#fee08b", "#e6f598", "#66c2a5", "#5e4fa2"],
  YlOrRd: ["#ffffcc", "#fed976", "#fd8d3c", "#e31a1c", "#800026"],
};

export function heatmap(panel: PanelView, utc: boolean): HTMLElement {
  const { options, configs } = panel;
  const rows = panel.frames.flatMap(({ fields }) => {
    const time = fields.find(({ type }) => type === "time");
    if (time === undefined) return [];
    return fields
      .filter(({ type }) => type === "number")
      .map((field) => ({
        name: field.labels["le"] ?? field.name,
        field,
        times: timesOf(time.values).map(Number),
        values: timesOf(field.values),
      }));
  });
  const unit = textOf(mapOf(options["yAxis"])["unit"]);
  const named = (name: string): string => {
    const bound = Number(name);
    if (name === "+Inf") return "more";
    return name === "" || Number.isNaN(bound)
      ? name
      : `≤ ${shownText(formatValue(bound, { ...(unit !== undefined && { unit }) }))}`;
  };
  const least = numberOf(mapOf(options["filterValues"])["le"]) ?? 1e-9;
  const cells = rows.flatMap(({ times, values }, row) =>
    times.flatMap((time, at) => {
      const value = values[at];
      return typeof value === "number" && value > least ? [[time * 1000, row, value]] : [];
    }),
  ) as [number, number, number][];
  const color = mapOf(options["color"]);
  const counts = cells.map(([, , value]) => value);
  const low = numberOf(color["min"]) ?? 0;
  const high = numberOf(color["max"]) ?? counts.reduce((a, b) => Math.max(a, b), low + 1e-9);
  const exponent = numberOf(color["exponent"]) ?? 0.5;
  const scheme = schemes[textOf(color["scheme"]) ?? "Oranges"] ?? schemes["Oranges"]!;
  const stops = color["reverse"] === true ? scheme.toReversed() : scheme;
  const colorFor = (value: number) =>
    between(stops, Math.max(0, Math.min(1, (value - low) / (high - low || 1))) ** exponent, theme());
  const [times = []] = rows.map((row) => row.times);
  const step = times.length > 1 ? (times[1]! - times[0]!) * 1000 : 60_000;
  const wantedGap = numberOf(options["cellGap"]) ?? 1;
  const config = configs[rows[0]?.field.config ?? 0] ?? { custom: {} };
  const cellUnit = textOf(mapOf(options["cellValues"])["unit"]) ?? config.unit;
  const text = (value: number) =>
    shownText(formatValue(value, cellUnit === undefined || cellUnit === unit ? {} : { unit: cellUnit }));
  const range = panel.range ?? { from: times[0] ?? 0, to: times.at(-1) ?? 1 };
  const label = `Heat map of ${rows.length} buckets. Most in one cell: ${text(high)}. Busiest bucket: ${named(busiest(rows.map(({ name, values }) => ({ name, values }))))}`;
  const view = chart(
    label,
    (ink: Inks) =>
      ({
        animation: false,
        useUTC: utc,
        grid: { left: 4, right: 12, top: 8, bottom: 2, containLabel: true },
        xAxis: timeAxis(range, ink),
        yAxis: {
          type: "category",
          data: rows.map(({ name }) => named(name)),
          axisLabel: { color: ink.muted, fontSize: 11 },
          axisLine: { show: false },
          axisTick: { show: false },
          splitLine: { show: false },
        },
        tooltip: {
          ...tooltipStyle(ink),
          trigger: "item",
          formatter: ({ value }: { readonly value: readonly number[] }) =>
            tooltipBox(timeText(value[0]! / 1000, utc), [
              { color: colorFor(value[2]!), name: named(rows[value[1]!]!.name), value: text(value[2]!) },
            ]),
        },
        series: [
          {
            type: "custom",
            // All at once: in portions, those after the first are lost when it is drawn anew.
            progressive: 0,
            data: cells,
            encode: { x: 0, y: 1 },
            clip: true,
            renderItem: (
              _: unknown,
              api: {
                value(at: number): number;
                coord(point: readonly number[]): readonly number[];
                size(of: readonly number[]): readonly number[];
              },
            ) => {
              // Grafana draws the cell of a step before its time.
              const [x = 0, y = 0] = api.coord([api.value(0) - step, api.value(1)]);
              const [width = 1, height = 1] = api.size([step, 1]);
              const gap = Math.min(wantedGap, width * 0.15);
              return {
                type: "rect",
                shape: {
                  x: x + gap / 2,
                  y: y - height / 2 + gap / 2,
                  width: Math.max(1, width - gap),
                  height: Math.max(1, height - gap),
                },
                style: { fill: colorFor(api.value(2)) },
              };
            },
          },
        ],
      }) as unknown as Options,
  );
  const gradient = styled(el("span", { class: "gradient", "aria-hidden": "true" }), {
    "background-image": `linear-gradient(to right, ${Array.from({ length: 9 }, (_, at) => colorFor(low + ((high - low) * at) / 8)).join(", ")})`,
  });
  const withLegend = mapOf(options["legend"])["show"] !== false;
  return el(
    "div",
    { class: "drawing legend-bottom" },
    view.element,
    withLegend ? el("div", { class: "legend scale" }, text(low), gradient, text(high)) : undefined,
  );
}

function busiest(rows: readonly { readonly name: string; readonly values: readonly unknown[] }[]): string {
  const sums = rows.map(({ name, values }) => ({
    name,
    sum: values.reduce((sum: number, value) => sum + (typeof value === "number" ? value : 0), 0),
  }));
  return sums.reduce((a, b) => (b.sum > a.sum ? b : a), { name: "none", sum: -1 }).name;
}
