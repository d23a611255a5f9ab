/** ECharts with what is used of it, on canvas: a canvas needs no styles that the page's policy forbids. */
import { BarChart, CustomChart, LineChart } from "echarts/charts";
import {
  AxisPointerComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import { type ECharts, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { el } from "./dom.ts";
import { type Inks, inks } from "./theme.ts";

use([
  AxisPointerComponent, BarChart, CanvasRenderer, CustomChart, GridComponent, LineChart,
  MarkAreaComponent, MarkLineComponent, TooltipComponent,
]); // prettier-ignore

export type Options = Parameters<ECharts["setOption"]>[0];

export interface Chart {
  readonly element: HTMLElement;
  /** Draws it anew: after the theme or what is hidden has changed. */
  redraw(): void;
}

const drawn = new Set<{
  readonly host: HTMLElement;
  readonly chart: ECharts;
  readonly redraw: () => void;
  readonly observer: ResizeObserver;
}>();

/** @param label what a reader is told who does not see it */
export function chart(label: string, options: (inks: Inks, height: number, width: number) => Options): Chart {
  const element = el("div", { class: "chart", role: "img", "aria-label": label });
  let made: ECharts | undefined;
  let height = 0;
  const redraw = () => made?.setOption(options(inks(), element.clientHeight, element.clientWidth), { notMerge: true });
  const observer = new ResizeObserver(() => {
    if (element.clientWidth === 0 || element.clientHeight === 0) return;
    if (made === undefined) {
      made = init(element, undefined, { renderer: "canvas" });
      drawn.add({ host: element, chart: made, redraw, observer });
      redraw();
    } else {
      made.resize();
      // Ticks are as many as there is room for.
      if (Math.abs(element.clientHeight - height) > 20) redraw();
    }
    height = element.clientHeight;
  });
  observer.observe(element);
  return { element, redraw };
}

export function redrawAll(): void {
  for (const { redraw } of drawn) redraw();
}

/** Lets go of charts that are no longer on the page. */
export function disposeCharts(): void {
  for (const one of drawn) {
    if (one.host.isConnected) continue;
    one.observer.disconnect();
    one.chart.dispose();
    drawn.delete(one);
  }
}

export const fontFamily = 'system-ui, "Segoe UI", Roboto, "Open Sans", "Helvetica Neue", Arial, sans-serif';

/** A tooltip of our own elements, so that no text in it is taken for HTML. */
export function tooltipBox(
  title: string,
  rows: readonly { readonly color: string; readonly name: string; readonly value: string }[],
): HTMLElement {
  return el(
    "div",
    { class: "tip" },
    el("div", { class: "tip-title" }, title),
    ...rows.map(({ color, name, value }) =>
      el("div", { class: "tip-row" }, swatch(color), el("span", { class: "tip-name" }, name), el("strong", {}, value)),
    ),
  );
}

export function swatch(color: string): HTMLElement {
  const mark = el("span", { class: "swatch", "aria-hidden": "true" });
  mark.style.backgroundColor = color;
  return mark;
}

export const tooltipStyle = ({ panel, line, text }: Inks) => ({
  backgroundColor: panel,
  borderColor: line,
  borderWidth: 1,
  padding: 8,
  textStyle: { color: text, fontSize: 12, fontFamily },
  extraCssText: "box-shadow: 0 4px 16px rgba(0,0,0,.25); max-width: 420px; white-space: normal;",
  confine: true,
  transitionDuration: 0,
});

/** `15:30`, or with the day where the span is longer than one. */
export function timeText(seconds: number, utc: boolean, long = true): string {
  const date = new Date(seconds * 1000);
  const two = (count: number) => String(count).padStart(2, "0");
  const [year, month, day, hour, minute, second] = utc
    ? [
        date.getUTCFullYear(),
        date.getUTCMonth(),
        date.getUTCDate(),
        date.getUTCHours(),
        date.getUTCMinutes(),
        date.getUTCSeconds(),
      ]
    : [date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds()];
  const clock = `${two(hour)}:${two(minute)}`;
  if (!long) return clock;
  return `${year}-${two(month + 1)}-${two(day)} ${clock}${second === 0 ? "" : `:${two(second)}`}`;
}

/** An axis of time over the span of a panel. */
export function timeAxis({ from, to }: { readonly from: number; readonly to: number }, { muted, line }: Inks) {
  return {
    type: "time" as const,
    min: from * 1000,
    max: to * 1000,
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    splitLine: { show: false },
    splitNumber: 6,
    axisLabel: {
      color: muted,
      fontSize: 11,
      fontFamily,
      hideOverlap: true,
      formatter: {
        year: "{yyyy}",
        month: "{MMM}",
        day: "{MMM} {d}",
        hour: "{HH}:{mm}",
        minute: "{HH}:{mm}",
        second: "{HH}:{mm}:{ss}",
        none: "{HH}:{mm}",
      },
    },
  };
}
