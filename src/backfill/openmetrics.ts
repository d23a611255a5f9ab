/** Samples as OpenMetrics text, which `promtool tsdb create-blocks-from openmetrics` reads. */
import type { Labels } from "../model/service.ts";
import { type Recorded, timeAt, withoutName } from "./frame.ts";

/** The samples of a series from one Unix time to another, the second excluded, a line each; "" when there are none. */
export function samplesText(series: Recorded, from: number, to: number): string {
  const { grid, values } = series;
  const head = seriesText(series.labels);
  const first = Math.max(0, Math.ceil((from - grid.start) / grid.step));
  let text = "";
  for (let index = first; index < grid.count && timeAt(grid, index) < to; index++) {
    const value = values[index]!;
    if (!Number.isNaN(value)) text += `${head} ${numberText(value)} ${timeAt(grid, index)}\n`;
  }
  return text;
}

/** What stands after the last sample of a file. */
export const endOfFile = "# EOF\n";

function seriesText(labels: Labels): string {
  const pairs = Object.entries(withoutName(labels))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}="${value.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`);
  return `${labels["__name__"]}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`}`;
}

function numberText(value: number): string {
  return Number.isFinite(value) ? String(value) : value > 0 ? "+Inf" : "-Inf";
}
