/** Dashboards of Grafana's classic schema, read from their JSON. What is not understood is noted, never dropped in silence. */
import type { FieldConfig, Threshold, ValueMapping } from "./frame.ts";
import { isMap, type Json, mapOf, mapsOf, numberOf, textOf, textsOf, wordsOf } from "./json.ts";

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly utc: boolean;
  readonly variables: readonly Variable[];
  readonly annotations: readonly Annotation[];
  /** Annotations of other data sources. */
  readonly elsewhere: readonly Pick<Annotation, "name" | "color">[];
  readonly links: readonly DashboardLink[];
  /** In the order in which they stand on the page. */
  readonly panels: readonly Panel[];
  readonly notes: readonly string[];
}

export interface Variable {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly description?: string;
  readonly hidden: boolean;
  readonly multi: boolean;
  readonly includeAll: boolean;
  readonly allValue?: string;
  /** Of a query variable its query, of a custom one its list, of a data source its type. */
  readonly query: string;
  readonly regex: string;
  readonly sort: number;
  readonly current: readonly string[];
  readonly options: readonly { readonly text: string; readonly value: string }[];
}

export interface Annotation {
  readonly name: string;
  readonly color: string;
  readonly expr: string;
  readonly step?: string;
  readonly title: string;
  readonly text: string;
  readonly valueIsTime: boolean;
}

export interface DashboardLink {
  readonly kind: "link" | "dashboards";
  readonly title: string;
  readonly url: string;
  readonly tags: readonly string[];
  readonly tooltip?: string;
  readonly includeVars: boolean;
  readonly keepTime: boolean;
}

export interface Panel {
  readonly id?: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly transparent: boolean;
  readonly grid: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: readonly Target[];
  readonly datasource?: DataSource;
  readonly options: Json;
  readonly defaults: FieldConfig;
  readonly overrides: readonly Override[];
  readonly transformations: readonly Transformation[];
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly interval?: string;
  readonly maxDataPoints?: number;
  readonly timeFrom?: string;
  readonly timeShift?: string;
  readonly repeat?: { readonly variable: string; readonly vertical: boolean; readonly perRow: number };
  /** Of a row: whether it is closed, and the panels in it then. */
  readonly collapsed: boolean;
  readonly panels: readonly Panel[];
  readonly notes: readonly string[];
}

export interface Target {
  readonly refId: string;
  readonly expr?: string;
  readonly legend?: string;
  readonly instant: boolean;
  readonly range: boolean;
  readonly format: string;
  readonly interval?: string;
  readonly hidden: boolean;
  readonly datasource?: DataSource;
  readonly json: Json;
}

export interface DataSource {
  readonly type?: string;
  readonly uid?: string;
}

export interface Override {
  readonly matcher: string;
  readonly of: unknown;
  readonly properties: readonly { readonly id: string; readonly value: unknown }[];
}

export interface Transformation {
  readonly id: string;
  readonly options: Json;
  readonly disabled: boolean;
}

/** @returns why it is no dashboard, as the end of a sentence that begins with the file's name */
export function readDashboard(text: string): Dashboard | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return `is no JSON: ${error instanceof Error ? error.message : "it does not parse"}`;
  }
  if (!isMap(json)) return "holds no object";
  // As the API of Grafana gives it.
  const found = isMap(json["dashboard"]) ? json["dashboard"] : json;
  if ("spec" in found && "kind" in found && !("panels" in found))
    return "is of the schema of Kubernetes objects: the preview reads the classic one";
  if (!Array.isArray(found["panels"])) return "is no dashboard: it has no list `panels`";
  const time = mapOf(found["time"]);
  const notes: string[] = [];
  const title = wordsOf(found["title"]);
  if (title === undefined) notes.push("the dashboard has no `title`: Grafana refuses it");
  const uid = wordsOf(found["uid"]);
  if (uid === undefined) notes.push("the dashboard has no `uid`: Grafana makes one up, and links to it break");
  else if (!/^[A-Za-z0-9_-]{1,40}$/.test(uid))
    notes.push(`\`uid\` ${JSON.stringify(uid)}: Grafana takes 1 to 40 letters, digits, "-" and "_"`);
  const panels = mapsOf(found["panels"]).map(readPanel);
  notes.push(...duplicates(panels), ...overlaps(panels));
  const variables = mapsOf(mapOf(found["templating"])["list"]).map(readVariable);
  const annotations = mapsOf(mapOf(found["annotations"])["list"]).filter(
    (one) => one["enable"] !== false && one["builtIn"] !== 1,
  );
  const description = wordsOf(found["description"]);
  return {
    uid: uid ?? "",
    title: title ?? "(no title)",
    ...(description !== undefined && { description }),
    tags: textsOf(found["tags"]),
    from: wordsOf(time["from"]) ?? "now-6h",
    to: wordsOf(time["to"]) ?? "now",
    utc: found["timezone"] === "utc",
    variables,
    annotations: annotations.filter((one) => isPrometheus(dataSourceOf(one["datasource"]))).map(readAnnotation),
    elsewhere: annotations.filter((one) => !isPrometheus(dataSourceOf(one["datasource"]))).map(readAnnotation),
    links: mapsOf(found["links"]).map(readLink),
    panels,
    notes,
  };
}

/** Prometheus, or a variable that stands for a data source; one without a type is the default one. */
export function isPrometheus(source: DataSource | undefined): boolean {
  return source?.type === undefined || source.type === "prometheus";
}

function dataSourceOf(value: unknown): DataSource | undefined {
  if (typeof value === "string") return { uid: value };
  if (!isMap(value)) return undefined;
  const { type, uid } = value;
  return { ...(typeof type === "string" && { type }), ...(typeof uid === "string" && { uid }) };
}

function readVariable(json: Json): Variable {
  const query = json["query"];
  const current = mapOf(json["current"])["value"];
  const description = wordsOf(json["description"]);
  const allValue = wordsOf(json["allValue"]);
  const name = textOf(json["name"]) ?? "";
  return {
    name,
    type: textOf(json["type"]) ?? "",
    label: wordsOf(json["label"]) ?? name,
    ...(description !== undefined && { description }),
    hidden: json["hide"] === 2,
    multi: json["multi"] === true,
    includeAll: json["includeAll"] === true,
    ...(allValue !== undefined && { allValue }),
    query: typeof query === "string" ? query : (textOf(mapOf(query)["query"]) ?? textOf(json["definition"]) ?? ""),
    regex: textOf(json["regex"]) ?? "",
    sort: numberOf(json["sort"]) ?? 0,
    current: typeof current === "string" ? [current] : textsOf(current),
    options: mapsOf(json["options"]).flatMap((option) => {
      const value = textOf(option["value"]);
      return value === undefined ? [] : [{ value, text: textOf(option["text"]) ?? value }];
    }),
  };
}

function readAnnotation(json: Json): Annotation {
  const target = mapOf(json["target"]);
  const step = wordsOf(json["step"]) ?? wordsOf(target["interval"]);
  return {
    name: textOf(json["name"]) ?? "",
    color: textOf(json["iconColor"]) ?? "blue",
    expr: textOf(json["expr"]) ?? textOf(target["expr"]) ?? "",
    ...(step !== undefined && { step }),
    title: textOf(json["titleFormat"]) ?? "",
    text: textOf(json["textFormat"]) ?? "",
    valueIsTime: json["useValueForTime"] === true || json["useValueForTime"] === "on",
  };
}

function readLink(json: Json): DashboardLink {
  const tooltip = wordsOf(json["tooltip"]);
  return {
    kind: json["type"] === "dashboards" ? "dashboards" : "link",
    title: textOf(json["title"]) ?? "",
    url: textOf(json["url"]) ?? "",
    tags: textsOf(json["tags"]),
    ...(tooltip !== undefined && { tooltip }),
    includeVars: json["includeVars"] === true,
    keepTime: json["keepTime"] === true,
  };
}

function readPanel(json: Json): Panel {
  const grid = mapOf(json["gridPos"]);
  const fieldConfig = mapOf(json["fieldConfig"]);
  const datasource = dataSourceOf(json["datasource"]);
  const repeat = wordsOf(json["repeat"]);
  const texts = Object.fromEntries(
    ["description", "interval", "timeFrom", "timeShift"].flatMap((key) => {
      const text = wordsOf(json[key]);
      return text === undefined ? [] : [[key, text]];
    }),
  ) as Pick<Panel, never>;
  const id = numberOf(json["id"]);
  const maxDataPoints = numberOf(json["maxDataPoints"]);
  return {
    ...texts,
    ...(id !== undefined && { id }),
    ...(maxDataPoints !== undefined && { maxDataPoints }),
    ...(datasource !== undefined && { datasource }),
    ...(repeat !== undefined && {
      repeat: { variable: repeat, vertical: json["repeatDirection"] === "v", perRow: numberOf(json["maxPerRow"]) ?? 4 },
    }),
    type: textOf(json["type"]) ?? "",
    title: textOf(json["title"]) ?? "",
    transparent: json["transparent"] === true,
    grid: {
      x: Math.max(0, Math.min(23, numberOf(grid["x"]) ?? 0)),
      y: Math.max(0, numberOf(grid["y"]) ?? 0),
      w: Math.max(1, Math.min(24, numberOf(grid["w"]) ?? 12)),
      h: Math.max(1, Math.min(100, numberOf(grid["h"]) ?? 8)),
    },
    targets: mapsOf(json["targets"]).map(readTarget),
    options: mapOf(json["options"]),
    defaults: readFieldConfig(mapOf(fieldConfig["defaults"])),
    overrides: mapsOf(fieldConfig["overrides"]).map((one) => ({
      matcher: textOf(mapOf(one["matcher"])["id"]) ?? "",
      of: mapOf(one["matcher"])["options"],
      properties: mapsOf(one["properties"]).map(({ id: key, value }) => ({ id: textOf(key) ?? "", value })),
    })),
    transformations: mapsOf(json["transformations"]).map((one) => ({
      id: textOf(one["id"]) ?? "",
      options: mapOf(one["options"]),
      disabled: one["disabled"] === true,
    })),
    links: mapsOf(json["links"]).map((one) => ({ title: textOf(one["title"]) ?? "", url: textOf(one["url"]) ?? "" })),
    collapsed: json["collapsed"] === true,
    panels: mapsOf(json["panels"]).map(readPanel),
    notes: isMap(json["gridPos"]) || json["type"] === "row" ? [] : ["the panel has no `gridPos`"],
  };
}

function readTarget(json: Json, at: number): Target {
  const datasource = dataSourceOf(json["datasource"]);
  const expr = textOf(json["expr"]);
  const legend = textOf(json["legendFormat"]);
  const interval = wordsOf(json["interval"]);
  const instant = json["instant"] === true;
  return {
    refId: wordsOf(json["refId"]) ?? String.fromCharCode(65 + (at % 26)),
    ...(expr !== undefined && { expr }),
    ...(legend !== undefined && { legend }),
    ...(interval !== undefined && { interval }),
    ...(datasource !== undefined && { datasource }),
    instant,
    range: json["range"] === true || !instant,
    format: textOf(json["format"]) ?? "time_series",
    hidden: json["hide"] === true,
    json,
  };
}

export function readFieldConfig(json: Json): FieldConfig {
  const color = mapOf(json["color"]);
  const mode = wordsOf(color["mode"]);
  const fixed = wordsOf(color["fixedColor"]);
  const by = wordsOf(color["seriesBy"]);
  const texts = Object.fromEntries(
    ["unit", "displayName", "description", "noValue"].flatMap((key) => {
      const text = wordsOf(json[key]);
      return text === undefined ? [] : [[key, text]];
    }),
  );
  const numbers = Object.fromEntries(
    ["decimals", "min", "max"].flatMap((key) => {
      const number = numberOf(json[key]);
      return number === undefined ? [] : [[key, number]];
    }),
  );
  return {
    ...texts,
    ...numbers,
    ...(mode !== undefined && {
      color: { mode, ...(fixed !== undefined && { fixed }), ...(by !== undefined && { by }) },
    }),
    ...(isMap(json["thresholds"]) && { thresholds: readThresholds(json["thresholds"]) }),
    ...(Array.isArray(json["mappings"]) && { mappings: mapsOf(json["mappings"]).flatMap(readMapping) }),
    ...(Array.isArray(json["links"]) && {
      links: mapsOf(json["links"]).map((one) => ({ title: textOf(one["title"]) ?? "", url: textOf(one["url"]) ?? "" })),
    }),
    custom: mapOf(json["custom"]),
  };
}

function readThresholds(json: Json): NonNullable<FieldConfig["thresholds"]> {
  const steps = mapsOf(json["steps"]).map((step, at): Threshold => ({
    // The first is everything below the second, whatever it says.
    value: at === 0 ? null : (numberOf(step["value"]) ?? null),
    color: textOf(step["color"]) ?? "text",
  }));
  return { percentage: json["mode"] === "percentage", steps };
}

function readMapping(json: Json): readonly ValueMapping[] {
  const options = mapOf(json["options"]);
  const result = (of: unknown) => {
    const text = textOf(mapOf(of)["text"]);
    const color = textOf(mapOf(of)["color"]);
    return { ...(text !== undefined && { text }), ...(color !== undefined && { color }) };
  };
  switch (json["type"]) {
    case "value":
      return Object.entries(options).map(([match, of]) => ({ type: "value", match, ...result(of) }));
    case "range": {
      const [from, to] = [numberOf(options["from"]), numberOf(options["to"])];
      const ends = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
      return [{ type: "range", ...ends, ...result(options["result"]) }];
    }
    case "special":
      return [{ type: "special", match: textOf(options["match"]) ?? "", ...result(options["result"]) }];
    case "regex":
      return [{ type: "regex", match: textOf(options["pattern"]) ?? "", ...result(options["result"]) }];
    default:
      return [];
  }
}

/** Ids that more than one panel has. */
function duplicates(panels: readonly Panel[]): readonly string[] {
  const ids = allPanels(panels).flatMap(({ id }) => (id === undefined ? [] : [id]));
  const twice = [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
  return twice.map((id) => `more than one panel has the id ${id}`);
}

/** Panels that lie on one another: Grafana moves one of them down. */
function overlaps(panels: readonly Panel[]): readonly string[] {
  const placed = panels.filter(({ type }) => type !== "row");
  return placed.flatMap((a, at) =>
    placed.slice(at + 1).flatMap((b) => {
      const apart =
        a.grid.x + a.grid.w <= b.grid.x ||
        b.grid.x + b.grid.w <= a.grid.x ||
        a.grid.y + a.grid.h <= b.grid.y ||
        b.grid.y + b.grid.h <= a.grid.y;
      return apart ? [] : [`panels "${a.title}" and "${b.title}" lie on one another`];
    }),
  );
}

export function allPanels(panels: readonly Panel[]): readonly Panel[] {
  return panels.flatMap((panel) => [panel, ...allPanels(panel.panels)]);
}
