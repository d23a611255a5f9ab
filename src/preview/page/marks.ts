/** What lies over and under the lines of a time series: thresholds of its axes, annotations. */
import { colorOf, type Theme } from "../colors.ts";
import { mapOf, textOf } from "../json.ts";
import type { AnnotationView } from "../view.ts";
import type { Axis, Line } from "./lines.ts";
import type { Inks } from "./theme.ts";

/** Thresholds of the axes, and annotations: drawn on a line of their own that is not seen. */
export function marksOf(
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
  const within = annotations.map((one) => {
    const events = one.events.filter(({ from, to }) => to >= range.from && from <= range.to);
    return { ...one, events, spans: union(events.filter(({ from, to }) => to > from)) };
  });
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
          events
            .filter(({ from }) => from > range.from)
            .map(({ from }) => ({
              xAxis: from * 1000,
              lineStyle: { color: colorOf(color, now), width: 1.2, type: [4, 3] },
            })),
        ),
      },
      markArea: {
        silent: true,
        animation: false,
        data: within.flatMap(({ color, spans }) =>
          spans.map(({ from, to }) => [
            { xAxis: Math.max(from, range.from) * 1000, itemStyle: { color: colorOf(color, now), opacity: 0.07 } },
            { xAxis: Math.min(to, range.to) * 1000 },
          ]),
        ),
      },
      lineStyle: { color: ink.muted },
    },
  ];
}

/** Spans of time that overlap, as one: shades of several would hide the lines. */
function union(spans: readonly { readonly from: number; readonly to: number }[]) {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}
