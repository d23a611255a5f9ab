/** Tables of values as Grafana's panels take them: what a query gave, before and after transformations. */

/** A number, also NaN and the infinities; a text; nothing. */
export type Value = number | string | null;
export type FieldType = "time" | "number" | "string";
export type Labels = Readonly<Record<string, string>>;

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly labels: Labels;
  /** Times are seconds since 1970. */
  readonly values: readonly Value[];
  /** What a query or a transformation named it, over its own name: Grafana's `config.displayName`. */
  readonly shownAs?: string;
}

export interface Frame {
  readonly refId: string;
  readonly fields: readonly Field[];
}

/** Rows of the longest field. */
export function lengthOf({ fields }: Frame): number {
  return fields.reduce((most, { values }) => Math.max(most, values.length), 0);
}

export interface Threshold {
  /** null: everything below the next. */
  readonly value: number | null;
  readonly color: string;
}

export interface ValueMapping {
  readonly type: "value" | "range" | "special" | "regex";
  readonly match?: string;
  readonly from?: number;
  readonly to?: number;
  readonly text?: string;
  readonly color?: string;
}

/** How values of a field are shown: Grafana's `fieldConfig`, defaults and overrides together. */
export interface FieldConfig {
  readonly unit?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly displayName?: string;
  readonly description?: string;
  readonly noValue?: string;
  readonly color?: { readonly mode: string; readonly fixed?: string; readonly by?: string };
  readonly thresholds?: { readonly percentage: boolean; readonly steps: readonly Threshold[] };
  readonly mappings?: readonly ValueMapping[];
  readonly links?: readonly { readonly title: string; readonly url: string }[];
  /** What "3 hours ago" is told from, seconds since 1970. */
  readonly now?: number;
  readonly custom: Readonly<Record<string, unknown>>;
}

export interface Series {
  readonly labels: Labels;
  readonly points: readonly (readonly [time: number, value: number])[];
  /** Of native histograms, instead of points: counts by upper bounds, not cumulated. */
  readonly histograms?: readonly (readonly [
    time: number,
    buckets: readonly { readonly upper: number; readonly count: number }[],
  ])[];
}

/** The grid that a range query is asked on, seconds. */
export interface Grid {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** `name{a="b", c="d"}`, as Grafana names a series without a legend. */
export function seriesName({ __name__: name = "", ...labels }: Labels): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  if (pairs.length === 0) return name === "" ? "{}" : name;
  return `${name}{${pairs.join(", ")}}`;
}

/**
 * `{{label}}` of a legend; a label that is not there leaves nothing.
 *
 * @returns undefined for Grafana's "auto" where there are labels: fields are then named by what tells them apart
 */
export function legendOf(format: string | undefined, labels: Labels, expr: string): string | undefined {
  if (format === "__auto") return Object.keys(labels).length === 0 ? expr : undefined;
  if (format === undefined || format === "") return seriesName(labels);
  return format.replaceAll(/\{\{\s*(.+?)\s*\}\}/g, (_, label: string) => labels[label] ?? "");
}

/** One frame for each series, on one grid: a step without a sample is null. */
export function rangeFrames(
  series: readonly Series[],
  { from, to, step }: Grid,
  refId: string,
  name: (labels: Labels) => string | undefined,
): readonly Frame[] {
  const count = Math.floor((to - from) / step) + 1;
  const times = Array.from({ length: count }, (_, at) => from + at * step);
  return series.map(({ labels, points }) => {
    const values: Value[] = Array.from({ length: count }, () => null);
    for (const [time, value] of points) {
      const at = Math.round((time - from) / step);
      if (at >= 0 && at < count) values[at] = value;
    }
    return seriesFrame(name(labels), refId, labels, times, values);
  });
}

export function instantFrames(
  series: readonly Series[],
  refId: string,
  name: (labels: Labels) => string | undefined,
): readonly Frame[] {
  return series.map(({ labels, points }) =>
    seriesFrame(
      name(labels),
      refId,
      labels,
      points.map(([time]) => time),
      points.map(([, value]) => value),
    ),
  );
}

function seriesFrame(
  name: string | undefined,
  refId: string,
  labels: Labels,
  times: readonly number[],
  values: readonly Value[],
): Frame {
  return {
    refId,
    fields: [
      { name: "Time", type: "time", labels: {}, values: times },
      { name: "Value", type: "number", labels, values, ...(name !== undefined && { shownAs: name }) },
    ],
  };
}

/** Format "table": one frame with a column for each label, and a row for each sample. `Value #A` where the panel has more queries than one. */
export function tableFrame(series: readonly Series[], refId: string, isAlone: boolean): Frame {
  const names = [...new Set(series.flatMap(({ labels }) => Object.keys(labels)))].sort();
  const rows = series.flatMap(({ labels, points }) => points.map(([time, value]) => ({ labels, time, value })));
  return {
    refId,
    fields: [
      { name: "Time", type: "time", labels: {}, values: rows.map(({ time }) => time) },
      ...names.map((name) => ({
        name,
        type: "string" as const,
        labels: {},
        values: rows.map(({ labels }) => labels[name] ?? ""),
      })),
      {
        name: isAlone ? "Value" : `Value #${refId}`,
        type: "number",
        labels: {},
        values: rows.map(({ value }) => value),
      },
    ],
  };
}

/** Format "heatmap": series of cumulated buckets, by their bounds, each less what is below it. */
export function heatmapFrames(frames: readonly Frame[]): readonly Frame[] {
  const bound = ({ fields }: Frame) => {
    const le = fields[1]?.labels["le"];
    return le === "+Inf" ? Infinity : Number(le ?? NaN);
  };
  const sorted = [...frames].sort((a, b) => bound(a) - bound(b));
  return sorted.map((frame, at) => {
    const below = sorted[at - 1]?.fields[1]?.values;
    const [time, values] = frame.fields;
    if (time === undefined || values === undefined || below === undefined) return frame;
    const less = values.values.map((value, row) =>
      typeof value === "number" ? Math.max(0, value - numberAt(below, row)) : value,
    );
    return { ...frame, fields: [time, { ...values, values: less }] };
  });
}

/** Rows of a heat map: those of native histograms are many, so that neighbours share one. */
const mostBuckets = 24;

/** Native histograms of all series together, as series of buckets that are not cumulated. */
export function nativeFrames(series: readonly Series[], grid: Grid, refId: string): readonly Frame[] {
  const all = series.flatMap(({ histograms = [] }) => histograms);
  const bounds = [...new Set(all.flatMap(([, buckets]) => buckets.map(({ upper }) => upper)))].sort((a, b) => a - b);
  const share = Math.ceil(bounds.length / mostBuckets);
  /** The last bound of those that share a row. */
  const rowOf = new Map(
    bounds.map((upper, at) => [upper, bounds[Math.min(bounds.length - 1, (Math.floor(at / share) + 1) * share - 1)]!]),
  );
  const counts = new Map<number, Map<number, number>>(
    [...rowOf.values()].map((upper) => [upper, new Map<number, number>()]),
  );
  for (const [time, buckets] of all)
    for (const { upper, count } of buckets) {
      const row = counts.get(rowOf.get(upper)!)!;
      row.set(time, (row.get(time) ?? 0) + count);
    }
  const made = [...counts].map(([upper, points]) => ({
    labels: { le: String(Number(upper.toPrecision(3))) },
    points: [...points].sort(([a], [b]) => a - b),
  }));
  return rangeFrames(made, grid, refId, ({ le }) => le);
}

function numberAt(values: readonly Value[], at: number): number {
  const value = values[at];
  return typeof value === "number" ? value : 0;
}
