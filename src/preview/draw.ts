/** Dashboards with their queries answered: what the page shows. */
import { NoAnswer } from "../prometheus-api/client.ts";
import {
  type Annotation,
  type Dashboard,
  type DashboardLink,
  isPrometheus,
  type Panel,
  type Target,
} from "./dashboard.ts";
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
  type Series,
  tableFrame,
  type Value,
} from "./frame.ts";
import { mapOf, textOf, textsOf } from "./json.ts";
import { boxOf, unknownOf } from "./known.ts";
import { layOut, type Placed } from "./layout.ts";
import { reduceBy } from "./reduce.ts";
import { momentOf, rangeOf, spanOf, stepOf } from "./time.ts";
import { transform } from "./transform.ts";
import {
  builtinsOf,
  choose,
  fillQuery,
  fillText,
  fillTitle,
  isOpen,
  optionsOf,
  parametersOf,
  type Scope,
  type SeriesNames,
  unfilled,
} from "./variables.ts";
import type {
  AnnotationView,
  DashboardView,
  FieldView,
  FrameView,
  LinkView,
  PanelView,
  QueryView,
  StatView,
  TimeRange,
} from "./view.ts";

/** Where data comes from. @throws NoAnswer from each */
export interface Source extends SeriesNames {
  range(
    expr: string,
    grid: { readonly from: number; readonly to: number; readonly step: number },
  ): Promise<readonly Series[]>;
  instant(expr: string, time: number): Promise<readonly Series[]>;
}

/** What a person chose for a dashboard. */
export interface Wishes {
  readonly from?: string;
  readonly to?: string;
  /** Values by the names of variables. */
  readonly variables: ReadonlyMap<string, readonly string[]>;
}

/** A dashboard with its range, its variables set, and its panels in their places: panels are asked for by their number. */
export interface Opened {
  readonly dashboard: Dashboard;
  readonly file: string;
  readonly range: TimeRange;
  readonly rangeText: string;
  readonly scope: Scope;
  readonly placed: readonly Placed[];
  readonly view: DashboardView;
}

/** Grafana's own, where a data source says nothing else: seconds. */
const scrapeInterval = 15;
/** Series that a panel shows; the rest is counted. */
const mostSeries = 100;
const mostRows = 500;

/** @param source undefined: nothing is asked @param now seconds since 1970, what `now` means */
export async function openDashboard(
  dashboard: Dashboard,
  file: string,
  { from = dashboard.from, to = dashboard.to, variables }: Wishes,
  now: number,
  source: Source | undefined,
): Promise<Opened> {
  const notes = [...dashboard.notes];
  let range = rangeOf(from, to, now);
  if (range === undefined) notes.push(`the time range from "${from}" to "${to}" is none: the last 6 hours are shown`);
  range ??= { from: now - 6 * 3600, to: now };
  range = { from: Math.floor(range.from), to: Math.floor(range.to) };
  const scope = new Map<string, ReturnType<typeof choose>>();
  for (const variable of dashboard.variables) {
    try {
      const options =
        source === undefined && variable.type === "query" ? [] : await optionsOf(variable, scope, source ?? nobody);
      const wished = variables.get(variable.name);
      const chosen = choose(variable, options, wished);
      scope.set(variable.name, chosen);
      if (wished !== undefined && options.length > 0 && !wished.some((value) => chosen.selected.includes(value)))
        notes.push(`variable \`${variable.name}\`: ${wished.join(", ")} is none of its values`);
      if (variable.type === "query" && options.length === 0 && source !== undefined)
        notes.push(`variable \`${variable.name}\`: its query gives no values: ${variable.query}`);
    } catch (error) {
      if (!(error instanceof NoAnswer) && !(error instanceof SyntaxError)) throw error;
      notes.push(`variable \`${variable.name}\`: ${error.message}`);
      scope.set(variable.name, choose(variable, [], undefined));
    }
    if (variable.type === "adhoc") notes.push(`variable \`${variable.name}\`: the preview has no ad hoc filters`);
  }
  const sections = layOut(dashboard, scope);
  const placed = sections.flatMap(({ panels }) => panels);
  const builtins = builtinsOf(dashboard, range, stepOf(range, 1000, scrapeInterval), scrapeInterval);
  const fillLink = linkFiller(scope, builtins);
  let index = 0;
  const view: DashboardView = {
    uid: dashboard.uid,
    title: fillTitle(dashboard.title, scope),
    ...(dashboard.description !== undefined && { description: dashboard.description }),
    tags: dashboard.tags,
    file,
    range,
    rangeText: `${from} to ${to}`,
    utc: dashboard.utc,
    variables: dashboard.variables
      .filter(({ hidden }) => !hidden)
      .map((variable) => {
        const chosen = scope.get(variable.name)!;
        const all = variable.includeAll ? [{ text: "All", value: "$__all" }] : [];
        const isSource = variable.type === "datasource";
        return {
          name: variable.name,
          label: variable.label,
          ...(variable.description !== undefined && { description: variable.description }),
          options: isSource
            ? [
                {
                  value: "",
                  text: isPrometheus({ type: variable.query }) ? "this Prometheus" : `${variable.query} (not here)`,
                },
              ]
            : [...all, ...chosen.options],
          selected: isSource ? [""] : chosen.selected,
          multi: variable.multi,
          open: isOpen(variable),
        };
      }),
    links: dashboard.links.map((link) => headerLink(link, scope, range, fillLink)),
    sections: sections.map(({ row, scope: own, panels }) => ({
      ...(row !== undefined && { title: fillTitle(row.title, own) }),
      collapsed: row?.collapsed ?? false,
      panels: panels.map(({ panel, scope: inner, x, y, w, h }) => ({
        index: index++,
        type: panel.type,
        title: fillTitle(panel.title, inner),
        ...(panel.description !== undefined && { description: fillTitle(panel.description, inner) }),
        links: panel.links.map(({ title, url }) => ({
          title: fillTitle(title, inner),
          url: linkFiller(inner, builtins)(url),
        })),
        transparent: panel.transparent,
        x,
        y,
        w,
        h, // prettier-ignore
      })),
    })),
    annotations: source === undefined ? [] : await annotationsOf(dashboard, scope, range, source, notes),
    notes,
  };
  return { dashboard, file, range, rangeText: view.rangeText, scope, placed, view };
}

/** For dashboards that are drawn without a Prometheus. */
const nobody: SeriesNames = { labelValues: async () => [], labelNames: async () => [], rows: async () => [] };

type Builtins = Readonly<Record<string, string>>;

function linkFiller(scope: Scope, builtins: Builtins): (url: string) => string {
  const own = { ...builtins, __all_variables: parametersOf(scope.values()) };
  return (url) => fillText(url, scope, own);
}

function headerLink(link: DashboardLink, scope: Scope, range: TimeRange, fillLink: (url: string) => string): LinkView {
  const extra = [
    ...(link.keepTime ? [`from=${range.from * 1000}&to=${range.to * 1000}`] : []),
    ...(link.includeVars
      ? [parametersOf([...scope.values()].filter(({ variable }) => variable.type !== "datasource"))]
      : []),
  ].filter((part) => part !== "");
  const url = link.kind === "dashboards" ? `#/?tag=${encodeURIComponent(link.tags.join(","))}` : fillLink(link.url);
  return {
    title: fillTitle(link.title, scope) || (link.kind === "dashboards" ? link.tags.join(", ") : link.url),
    url: extra.length === 0 ? url : `${url}${url.includes("?") ? "&" : "?"}${extra.join("&")}`,
    ...(link.tooltip !== undefined && { tooltip: link.tooltip }),
  };
}

async function annotationsOf(
  { annotations, elsewhere, ...dashboard }: Dashboard,
  scope: Scope,
  range: TimeRange,
  source: Source,
  notes: string[],
): Promise<readonly AnnotationView[]> {
  const views: AnnotationView[] = elsewhere.map(({ name, color }) => ({ name, color, events: [], absent: true }));
  for (const annotation of annotations) {
    const step = Math.max(spanOf(annotation.step ?? "60s") ?? 60, stepOf(range, 10_000, 1));
    const expr = fillQuery(annotation.expr, scope, builtinsOf(dashboard, range, step, scrapeInterval));
    try {
      const series = await source.range(expr, alignedGrid(range, step));
      views.push({ name: annotation.name, color: annotation.color, events: eventsOf(annotation, series, step) });
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      notes.push(`annotations "${annotation.name}": ${error.message}`);
    }
  }
  return views;
}

const mostEvents = 200;

/** Steps beside one another that are not zero are one event; or each value is the time of one, in milliseconds. */
function eventsOf(annotation: Annotation, series: readonly Series[], step: number): AnnotationView["events"] {
  const events = series.flatMap(({ labels, points }) => {
    const fill = (format: string) => (format === "" ? "" : (legendOf(format, labels, "") ?? ""));
    const text =
      [fill(annotation.title), fill(annotation.text)].filter((one) => one !== "").join(": ") || annotation.name;
    if (annotation.valueIsTime)
      return [...new Set(points.map(([, value]) => value / 1000))].map((time) => ({ from: time, to: time, text }));
    const made: { from: number; to: number; text: string }[] = [];
    for (const [time, value] of points) {
      const last = made.at(-1);
      if (!(value > 0)) continue;
      if (last !== undefined && time - last.to <= step * 1.5) last.to = time;
      else made.push({ from: time, to: time, text });
    }
    return made;
  });
  return events.slice(0, mostEvents);
}

/** Prometheus is asked at multiples of the step, so that the same points come again. */
function alignedGrid({ from, to }: TimeRange, step: number) {
  return { from: Math.floor(from / step) * step, to: Math.floor(to / step) * step, step };
}

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

/** Equal configurations once. */
function pack(fields: readonly (readonly ConfiguredField[])[], fill: (config: FieldConfig) => FieldConfig) {
  const known = new Map<string, number>();
  const configs: FieldConfig[] = [];
  const indexOf = (config: FieldConfig): number => {
    const key = JSON.stringify(config);
    const at = known.get(key) ?? configs.push(fill(config)) - 1;
    known.set(key, at);
    return at;
  };
  const frames = fields.map((frame): FrameView => ({
    fields: frame.map(({ field, name, config }): FieldView => ({
      name,
      source: field.name,
      type: field.type,
      labels: field.labels,
      values: packed(field.values, field.type === "time", frame.length === 2 && frame[0]!.field.type === "time"),
      config: indexOf(config),
    })),
  }));
  return { frames, configs, indexOf };
}

function packed(values: readonly Value[], isTime: boolean, isLine: boolean): FieldView["values"] {
  const [first, second] = values;
  if (!isTime) return isLine ? drawable(values) : values.map(rounded);
  if (values.length < 3 || typeof first !== "number" || typeof second !== "number") return values;
  const step = second - first;
  const even = values.every((value, at) => typeof value === "number" && Math.abs(value - first - at * step) < 1e-6);
  return even ? { from: first, step, count: values.length } : values;
}

/** Of a line: no finer than a four-thousandth of what it spans, which no screen shows; its last value as it is. */
function drawable(values: readonly Value[]): readonly Value[] {
  const numbers = values.filter((value): value is number => typeof value === "number" && Number.isFinite(value));
  if (numbers.length < 20) return values.map(rounded);
  const span = numbers.reduce((a, b) => Math.max(a, b)) - numbers.reduce((a, b) => Math.min(a, b));
  const digits = span === 0 ? 20 : Math.max(0, Math.ceil(-Math.log10(span / 4000)));
  const last = values.findLastIndex((value) => typeof value === "number");
  return values.map((value, at) =>
    typeof value === "number" && Number.isFinite(value) && at !== last && digits <= 20
      ? rounded(Number(value.toFixed(digits)))
      : rounded(value),
  );
}

/** Six digits are more than a drawing shows; what JSON has no number for becomes a text. */
function rounded(value: Value): Value {
  if (typeof value !== "number") return value;
  return Number.isFinite(value)
    ? Number(value.toPrecision(6))
    : Number.isNaN(value)
      ? "NaN"
      : value > 0
        ? "+Inf"
        : "-Inf";
}

/** What a stat, gauge or bar gauge shows: one value of each series, or each row of a table. */
function statsOf(
  { options, type }: Panel,
  frames: readonly (readonly ConfiguredField[])[],
  indexOf: (config: FieldConfig) => number,
  notes: string[],
): readonly StatView[] {
  const reduce = mapOf(options["reduceOptions"]);
  const [id = "lastNotNull"] = textsOf(reduce["calcs"]);
  const pattern = textOf(reduce["fields"]) ?? "";
  const [, body] = /^\/(.*)\/\w*$/s.exec(pattern) ?? [];
  const isWanted = ({ field, name }: ConfiguredField) => {
    if (pattern === "") return field.type === "number";
    return body === undefined ? name === pattern : new RegExp(body).test(name);
  };
  const withLine = type === "stat" && options["graphMode"] !== "none";
  const stats = frames.flatMap((frame) => {
    const texts = frame.filter(({ field }) => field.type === "string");
    return frame.filter(isWanted).flatMap(({ field, name, config }): readonly StatView[] => {
      const own = { config: indexOf(config), labels: field.labels };
      if (reduce["values"] === true)
        return field.values.map((value, row) => ({
          ...own,
          title: texts.map((text) => text.field.values[row] ?? "").join(" ") || name,
          value: rounded(value),
        }));
      const line = withLine && field.type === "number" && field.values.length > 1;
      return [
        {
          ...own,
          title: name,
          value: rounded(reduceBy(id, field.values)),
          ...(line && { line: field.values.map(rounded) }),
        },
      ];
    });
  });
  const most = typeof reduce["limit"] === "number" ? reduce["limit"] : 25;
  if (stats.length > most) notes.push(`the first ${most} of ${stats.length} values are shown`);
  return stats.slice(0, most);
}
