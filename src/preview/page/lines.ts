/** What a time series is made of: lines on axes, with the colours and stacks that they have. */
import { lineColor, seriesColor, type Theme } from "../colors.ts";
import { formatValue, shownText } from "../format.ts";
import type { FieldConfig, Labels } from "../frame.ts";
import { mapOf, textOf } from "../json.ts";
import { type PanelView, timesOf } from "../view.ts";

export interface Line {
  readonly name: string;
  readonly labels: Labels;
  readonly config: FieldConfig;
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
  readonly at: number;
  /** Number of its axis. */
  axis: number;
}

export interface Axis {
  readonly key: string;
  readonly right: boolean;
  readonly hidden: boolean;
  readonly config: FieldConfig;
}

export function lastText({ values, config }: Line): string {
  return shownText(formatValue(values.findLast((value) => value !== null) ?? null, config)) || "no value";
}

export function linesOf(panel: PanelView): { readonly lines: readonly Line[]; readonly axes: readonly Axis[] } {
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

export function colorFor({ config, values, at, name }: Line, of: Theme): string {
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
export function stackOf({ config }: Line): string | undefined {
  const stacking = mapOf(config.custom["stacking"]);
  const mode = textOf(stacking["mode"]) ?? "none";
  return mode === "none" ? undefined : `${mode}/${textOf(stacking["group"]) ?? "A"}`;
}

/** Shares of a whole, of lines that are stacked in percent. */
export function shares(lines: readonly Line[]): readonly Line[] {
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
