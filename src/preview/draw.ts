/** Panels with their queries answered: what the page shows. */
import { NoAnswer } from "../prometheus-api/client.ts";
import { isPrometheus, type Panel, type Target } from "./dashboard.ts";
import { configure, type ConfiguredField } from "./field-config.ts";
import {
  type FieldConfig,
  type Frame,
  heatmapFrames,
  instantFrames,
  type Labels,
  legendOf,
  lengthOf,
  nativeFrames,
  rangeFrames,
  tableFrame,
} from "./frame.ts";
import { textOf } from "./json.ts";
import { boxOf, unknownOf } from "./known.ts";
import { alignedGrid, type Builtins, linkFiller, type Opened, scrapeInterval, type Source } from "./open.ts";
import { pack, statsOf } from "./pack.ts";
import { momentOf, spanOf, stepOf } from "./time.ts";
import { transform } from "./transform.ts";
import { builtinsOf, fillQuery, fillText, fillTitle, type Scope, unfilled } from "./variables.ts";
import type { PanelView, QueryView, TimeRange } from "./view.ts";

/** Series that a panel shows; the rest is counted. */
const mostSeries = 100;
const mostRows = 500;

/** A panel of an opened dashboard, with its queries answered. */
export async function drawPanel(opened: Opened, index: number, source: Source | undefined): Promise<PanelView> {
  const placed = opened.placed[index]!;
  const { panel, scope } = placed;
  const notes = [...panel.notes, ...unknownOf(panel)];
  const base = { options: {}, frames: [], configs: [], stats: [], queries: [] };
  if (panel.type === "text") return { ...base, notes, state: "text", options: textOptions(panel, scope) };
  const targets = panel.targets.filter(({ hidden }) => !hidden);
  const box = boxOf(panel.type);
  const foreign = targets.find((target) => !isPrometheus(sourceOf(target, panel, opened)));
  if (box !== undefined || foreign !== undefined) {
    const what = box ?? "what this query gives";
    const from = sourceOf(foreign, panel, opened)?.type;
    const message = `Grafana shows here ${what}${from === undefined || from === "prometheus" ? "" : ` (data source: ${from})`}.`;
    return { ...base, notes, state: "box", message, queries: targets.map((target) => foreignQuery(target, scope)) };
  }
  const range = rangeFor(panel, opened.range, notes);
  const points = Math.min(panel.maxDataPoints ?? Infinity, Math.round(60 + placed.w * 7));
  const least = spanOf((panel.interval ?? "").replace(/^>/, "")) ?? scrapeInterval;
  const asked = await Promise.all(
    targets.map((target) => ask(target, { scope, range, points, least, opened, alone: targets.length === 1 }, source)),
  );
  const queries = asked.map(({ query }) => query);
  for (const { refId, expr } of queries) {
    const missing = [...new Set(unfilled(expr))];
    if (missing.length > 0) notes.push(`query ${refId}: no variable \`${missing.join("`, `")}\``);
  }
  if (targets.length === 0) notes.push("the panel has no query");
  if (source === undefined) return { ...base, notes, queries, state: "unasked" };
  const transformed = transform(
    asked.flatMap(({ frames }) => frames),
    panel.transformations,
  );
  notes.push(...transformed.notes);
  const frames = limited(transformed.frames, panel.type, notes);
  const { frames: fields, notes: overrideNotes } = configure(frames, panel);
  notes.push(...overrideNotes);
  notes.push(...bandsWithoutEnd(fields));
  const failed = queries.find(({ error }) => error !== undefined);
  const failure =
    failed === undefined ? {} : { message: `${queries.length > 1 ? `query ${failed.refId}: ` : ""}${failed.error}` };
  const hasData = fields.some((frame) =>
    frame.some(({ field }) => field.type === "number" && field.values.some((value) => value !== null)),
  );
  const rows = panel.type === "table" && frames.some((frame) => lengthOf(frame) > 0);
  if (!hasData && !rows) {
    const { noValue } = panel.defaults;
    if (failed !== undefined) return { ...base, notes, queries, state: "error", ...failure };
    return { ...base, notes, queries, state: "empty", message: noValue ?? "No data", declared: noValue !== undefined };
  }
  const filled = fillConfigs(scope, builtinsOf(opened.dashboard, opened.range, least, scrapeInterval), opened.range.to);
  const packed = pack(fields, filled);
  const isStat = ["stat", "gauge", "bargauge"].includes(panel.type);
  return {
    state: failed === undefined ? "data" : "error",
    ...failure,
    notes,
    queries,
    options: panel.options,
    range,
    frames: isStat ? [] : packed.frames,
    configs: packed.configs,
    stats: isStat ? statsOf(panel, fields, packed.indexOf, notes) : [],
  };
}

/** Lines that are to be filled down to one that is not there: Grafana fills nothing. */
function bandsWithoutEnd(frames: readonly (readonly ConfiguredField[])[]): readonly string[] {
  const all = frames.flat();
  const names = new Set(all.map(({ name }) => name));
  const wanted = all.flatMap(({ config }) => textOf(config.custom["fillBelowTo"]) ?? []);
  return [...new Set(wanted)]
    .filter((name) => !names.has(name))
    .map((name) => `\`fillBelowTo\`: no series is called "${name}"`);
}

function textOptions({ options }: Panel, scope: Scope): PanelView["options"] {
  return { mode: textOf(options["mode"]) ?? "markdown", content: fillText(textOf(options["content"]) ?? "", scope) };
}

/** The data source of a query, with variables of dashboards filled in. */
function sourceOf(target: Target | undefined, panel: Panel, { dashboard }: Opened) {
  const source = target?.datasource ?? panel.datasource;
  if (source?.uid === "-- Mixed --" || source?.uid === "-- Grafana --" || source?.uid === "-- Dashboard --")
    return { type: source.uid === "-- Mixed --" ? "prometheus" : source.uid };
  const [, name] = /^\$\{?(\w+)\}?$/.exec(source?.uid ?? "") ?? [];
  const variable = dashboard.variables.find((one) => one.type === "datasource" && one.name === name);
  return source?.type === undefined && variable !== undefined ? { type: variable.query } : source;
}

/** Of another data source: whatever text the query has. */
function foreignQuery({ refId, expr, json }: Target, scope: Scope): QueryView {
  const text = expr ?? textOf(json["query"]) ?? textOf(json["queryText"]) ?? textOf(json["rawSql"]) ?? "";
  return { refId, expr: fillText(text, scope) };
}

/** A panel may have a time of its own. */
function rangeFor({ timeFrom, timeShift }: Panel, range: TimeRange, notes: string[]): TimeRange {
  let { from, to } = range;
  if (timeFrom !== undefined) {
    const start = momentOf(timeFrom.startsWith("now") ? timeFrom : `now-${timeFrom}`, to);
    if (start === undefined || start >= to) notes.push(`\`timeFrom\` "${timeFrom}" is no time`);
    else from = Math.floor(start);
  }
  if (timeShift !== undefined) {
    const shift = spanOf(timeShift);
    if (shift === undefined) notes.push(`\`timeShift\` "${timeShift}" is no time`);
    else [from, to] = [from - shift, to - shift];
  }
  return { from, to };
}

interface Asking {
  readonly scope: Scope;
  readonly range: TimeRange;
  readonly points: number;
  readonly least: number;
  readonly opened: Opened;
  readonly alone: boolean;
}

async function ask(
  target: Target,
  { scope, range, points, least, opened, alone }: Asking,
  source: Source | undefined,
): Promise<{ readonly query: QueryView; readonly frames: readonly Frame[] }> {
  const { refId, expr: template = "", format } = target;
  const own = spanOf(fillText(target.interval ?? "", scope).replace(/^>/, "")) ?? least;
  const step = stepOf(range, points, own);
  const expr = fillQuery(template, scope, builtinsOf(opened.dashboard, range, step, scrapeInterval));
  if (expr.trim() === "") return { query: { refId, expr, error: "the query is empty" }, frames: [] };
  if (source === undefined) return { query: { refId, expr }, frames: [] };
  const legend = target.legend === undefined ? undefined : fillText(target.legend, scope);
  const name = (labels: Labels) => legendOf(legend, labels, expr);
  const grid = alignedGrid(range, step);
  try {
    const answers = [
      ...(target.range ? [{ series: await source.range(expr, grid), over: true }] : []),
      ...(target.instant ? [{ series: await source.instant(expr, range.to), over: false }] : []),
    ];
    const frames = answers.flatMap(({ series, over }) => {
      if (format === "table") return series.length === 0 ? [] : [tableFrame(series, refId, alone)];
      const made = over ? rangeFrames(series, grid, refId, name) : instantFrames(series, refId, name);
      if (series.some(({ histograms }) => histograms !== undefined))
        return over ? nativeFrames(series, grid, refId) : [];
      return format === "heatmap" ? heatmapFrames(made) : made;
    });
    return { query: { refId, expr, series: answers.reduce((sum, { series }) => sum + series.length, 0) }, frames };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { query: { refId, expr, error: error.message }, frames: [] };
  }
}

/** No more than a page can hold; the rest is counted. */
function limited(frames: readonly Frame[], type: string, notes: string[]): readonly Frame[] {
  if (frames.length > mostSeries) notes.push(`the first ${mostSeries} of ${frames.length} series are shown`);
  return frames.slice(0, mostSeries).map((frame) => {
    const rows = lengthOf(frame);
    if (type !== "table" || rows <= mostRows) return frame;
    notes.push(`the first ${mostRows} of ${rows} rows are shown`);
    return { ...frame, fields: frame.fields.map((field) => ({ ...field, values: field.values.slice(0, mostRows) })) };
  });
}

/** Links and names of a configuration with variables filled in; what depends on the value stays. */
function fillConfigs(scope: Scope, builtins: Builtins, now: number): (config: FieldConfig) => FieldConfig {
  const fillLink = linkFiller(scope, builtins);
  return (config) => ({
    ...config,
    ...(config.unit === "dateTimeFromNow" && { now }),
    ...(config.links !== undefined && {
      links: config.links.map(({ title, url }) => ({ title: fillTitle(title, scope), url: fillLink(url) })),
    }),
    ...(config.noValue !== undefined && { noValue: fillTitle(config.noValue, scope) }),
  });
}
