/** For tests of the preview: a Prometheus that answers from a table, and a dashboard with a panel of every kind. */
import { createServer } from "node:http";

type Labels = Readonly<Record<string, string>>;

/** Labels of a series and its value at a time. */
export type FakeSeries = readonly [labels: Labels, value: (time: number) => number | undefined];

export interface FakePrometheus {
  readonly url: string;
  /** Queries that were asked, in order. */
  readonly asked: string[];
  stop(): Promise<void>;
}

/** @param table series by the text of the query; any other query has no series, and `boom(` is refused */
export async function startFakePrometheus(
  table: Readonly<Record<string, readonly FakeSeries[]>>,
): Promise<FakePrometheus> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://x");
    const query = url.searchParams.get("query") ?? "";
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (
      request.headers.authorization !== undefined &&
      request.headers.authorization !== `Basic ${Buffer.from("u:secret").toString("base64")}`
    )
      return answer(401, {});
    const success = (data: unknown) => answer(200, { status: "success", data });
    if (url.pathname !== "/api/v1/query_range" && url.pathname !== "/api/v1/query") {
      const [, label] = /^\/api\/v1\/label\/(\w+)\/values$/.exec(url.pathname) ?? [];
      const all = Object.values(table).flat();
      if (label !== undefined) return success([...new Set(all.flatMap(([labels]) => labels[label] ?? []))].sort());
      return answer(404, { status: "error", error: "not found" });
    }
    asked.push(query);
    if (query.startsWith("boom("))
      return answer(400, {
        status: "error",
        errorType: "bad_data",
        error: "1:5: parse error: unclosed left parenthesis",
      });
    if (query === "vector(1)") return success({ resultType: "vector", result: [{ metric: {}, value: [0, "1"] }] });
    const series = table[query] ?? [];
    if (url.pathname === "/api/v1/query") {
      const time = Number(url.searchParams.get("time"));
      const result = series.flatMap(([metric, value]) => {
        const now = value(time);
        return now === undefined ? [] : [{ metric, value: [time, textOf(now)] }];
      });
      return success({ resultType: "vector", result });
    }
    const [start, end, step] = ["start", "end", "step"].map((name) => Number(url.searchParams.get(name))) as [
      number,
      number,
      number,
    ];
    const result = series.map(([metric, value]) => {
      const values: [number, string][] = [];
      for (let time = start; time <= end; time += step) {
        const now = value(time);
        if (now !== undefined) values.push([time, textOf(now)]);
      }
      return { metric, values };
    });
    return success({ resultType: "matrix", result: result.filter(({ values }) => values.length > 0) });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function textOf(value: number): string {
  return Number.isFinite(value) ? String(value) : Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}

/** The end of the time that tests show. */
export const end = Date.UTC(2026, 10, 25, 12) / 1000;
const hour = 3600;
const wave =
  (base: number, swing: number, hours = 6, shift = 0) =>
  (time: number) =>
    base +
    swing * Math.sin(((time / hour + shift) * 2 * Math.PI) / hours) +
    swing * 0.12 * Math.sin(time / 217 + shift * 7);
const during = (from: number, to: number, inside: number, outside: number) => (time: number) =>
  time >= end - from * hour && time <= end - to * hour ? inside : outside;

/** What a title may hold: nothing of it may run, nor be taken for elements. */
export const hostile = `<img src=x onerror="window.hacked=1"></script><script>window.hacked=2</script>`;

const routes = ["/cart", "/pay", "/search"];
export const table: Readonly<Record<string, readonly FakeSeries[]>> = {
  'rate{route=~".*"}': routes.map((route, at) => [{ route }, wave(120 - at * 30, 25, 6, at)]),
  'rate{route=~"/cart"}': [[{ route: "/cart" }, wave(120, 25)]],
  'rate{route=~"/search"}': [[{ route: "/search" }, wave(60, 25, 6, 2)]],
  'rate{route=~"/pay"}': [[{ route: "/pay" }, wave(90, 25, 6, 1)]],
  ratio: [[{ __name__: "ratio", slo: "availability" }, (time) => 0.9993 - 0.0008 * during(2, 1.4, 1, 0)(time)]],
  burn: [[{}, (time) => Math.max(0, wave(0.6, 0.3)(time)) + during(2, 1.4, 16, 0)(time)]],
  left: [[{}, (time) => 0.62 - (0.1 * (time - end)) / (6 * hour)]],
  lower: [[{}, wave(80, 10)]],
  upper: [[{}, wave(130, 10)]],
  value: [[{}, wave(105, 16)]],
  up: ["a", "b", "c"].map((instance, at) => [
    { instance: `checkout-${instance}` },
    during(3 - at * 0.6, 2.4 - at * 0.5, at === 1 ? 0 : 1, 1),
  ]),
  objective: routes.map((route, at) => [{ route, version: `1.${at}` }, () => 0.999 - at * 0.0004]),
  spent: routes.map((route, at) => [{ route }, () => 0.2 + at * 0.37]),
  buckets: ["0.1", "0.25", "0.5", "1", "2.5", "+Inf"].map((le, at) => [
    { le },
    (time) => Math.max(1, wave(20, 6)(time)) * [0.3, 0.62, 0.86, 0.95, 0.99, 1][at]!,
  ]),
  memory: [
    [{ instance: "a" }, wave(1.6e9, 3e8)],
    [{ instance: "b" }, wave(1.2e9, 2e8, 4, 2)],
  ],
  deploys: [[{ version: "1.9.0" }, during(2.2, 2.15, 1, 0)]],
  evil: [[{ route: hostile }, wave(1, 0.2)]],
  nan: [[{}, () => NaN]],
};

interface Spec {
  readonly type: string;
  readonly title: string;
  readonly w: number;
  readonly h: number;
  readonly targets?: readonly object[];
  readonly unit?: string;
  readonly more?: object;
  readonly defaults?: object;
  readonly options?: object;
  readonly overrides?: readonly object[];
  readonly transformations?: readonly object[];
}

const source = { type: "prometheus", uid: "${datasource}" };
const query = (expr: string, legendFormat = "__auto", more: object = {}) => ({
  expr,
  legendFormat,
  datasource: source,
  range: true,
  instant: false,
  ...more,
});
const now = (expr: string) => query(expr, "__auto", { instant: true, range: false, format: "table" });
const steps = (...all: readonly (readonly [number | null, string])[]) => ({
  mode: "absolute",
  steps: all.map(([value, color]) => ({ value, color })),
});
const reduce = { reduceOptions: { calcs: ["lastNotNull"], fields: "", values: false } };
const good = "#009E73";
const bad = "#D55E00";
const ticket = "#E69F00";

const specs: readonly (Spec | string)[] = [
  "Are users hurt?",
  {
    type: "stat",
    title: "Availability",
    w: 6,
    h: 4,
    unit: "percentunit",
    targets: [query("ratio")],
    defaults: { decimals: 2, thresholds: steps([null, bad], [0.999, good]) },
    options: { ...reduce, colorMode: "value", graphMode: "area", textMode: "auto" },
    more: { description: "Share of **good** events. See [the runbook](https://runbooks.example/checkout)." },
  },
  {
    type: "gauge",
    title: "Budget left",
    w: 6,
    h: 4,
    unit: "percentunit",
    targets: [query("left")],
    defaults: { min: 0, max: 1, decimals: 1, thresholds: steps([null, bad], [0.1, ticket], [0.5, good]) },
    options: { ...reduce, showThresholdMarkers: true },
  },
  {
    type: "bargauge",
    title: "Budget spent by route",
    w: 6,
    h: 4,
    unit: "percentunit",
    targets: [query("spent", "{{route}}", { instant: true, range: false })],
    defaults: { min: 0, max: 1, thresholds: steps([null, good], [0.5, ticket], [0.9, bad]) },
    options: { ...reduce, displayMode: "basic", orientation: "horizontal", showUnfilled: true },
  },
  {
    type: "stat",
    title: "State",
    w: 6,
    h: 4,
    targets: [query("up", "{{instance}}", { instant: true, range: false })],
    defaults: {
      mappings: [{ type: "value", options: { "1": { text: "up", color: good }, "0": { text: "down", color: bad } } }],
    },
    options: { ...reduce, colorMode: "background", graphMode: "none", textMode: "value_and_name" },
  },
  {
    type: "timeseries",
    title: "Burn rate",
    w: 12,
    h: 8,
    unit: "short",
    targets: [query("burn", "1 h")],
    defaults: {
      custom: { lineWidth: 2, fillOpacity: 10, thresholdsStyle: { mode: "dashed" } },
      color: { mode: "fixed", fixedColor: "#0072B2" },
      thresholds: steps([null, "transparent"], [6, ticket], [14.4, bad]),
    },
  },
  {
    type: "timeseries",
    title: "Requests by route",
    w: 12,
    h: 8,
    unit: "reqps",
    targets: [query('rate{route=~"$route"}', "{{route}}")],
    defaults: {
      custom: { lineWidth: 1, fillOpacity: 40, stacking: { mode: "normal", group: "A" } },
      color: { mode: "palette-classic" },
    },
    options: {
      legend: { displayMode: "table", placement: "right", calcs: ["lastNotNull", "max"] },
      tooltip: { mode: "multi", sort: "desc" },
    },
  },
  "Where, and since when?",
  {
    type: "heatmap",
    title: "How long requests take",
    w: 12,
    h: 8,
    targets: [query("buckets", "{{le}}", { format: "heatmap" })],
    options: {
      calculate: false,
      yAxis: { unit: "s" },
      color: { mode: "scheme", scheme: "Cividis", exponent: 0.5 },
      cellGap: 1,
      legend: { show: true },
    },
  },
  {
    type: "timeseries",
    title: "Value and its band",
    w: 12,
    h: 8,
    unit: "ms",
    targets: [
      { ...query("value", "value"), refId: "A" },
      { ...query("upper", "upper"), refId: "B" },
      { ...query("lower", "lower"), refId: "C" },
    ],
    defaults: { custom: { lineWidth: 2 }, color: { mode: "fixed", fixedColor: "#0072B2" } },
    overrides: [
      {
        matcher: { id: "byFrameRefID", options: "B" },
        properties: [
          { id: "custom.fillBelowTo", value: "lower" },
          { id: "custom.lineWidth", value: 0 },
          { id: "custom.fillOpacity", value: 20 },
        ],
      },
      {
        matcher: { id: "byName", options: "lower" },
        properties: [
          { id: "custom.lineWidth", value: 0 },
          { id: "custom.hideFrom", value: { legend: true, tooltip: false, viz: false } },
        ],
      },
    ],
  },
  {
    type: "state-timeline",
    title: "Instances",
    w: 12,
    h: 6,
    targets: [query("up", "{{instance}}")],
    defaults: {
      custom: { fillOpacity: 90 },
      mappings: [{ type: "value", options: { "1": { text: "up", color: good }, "0": { text: "down", color: bad } } }],
    },
    options: { mergeValues: true, showValue: "auto", rowHeight: 0.8 },
  },
  {
    type: "table",
    title: "Routes",
    w: 12,
    h: 6,
    targets: [
      { ...now("objective"), refId: "A" },
      { ...now("spent"), refId: "B" },
    ],
    transformations: [
      { id: "merge", options: {} },
      {
        id: "organize",
        options: {
          excludeByName: { Time: true },
          indexByName: { route: 0, version: 1, "Value #A": 2, "Value #B": 3 },
          renameByName: { route: "Route", "Value #A": "Good", "Value #B": "Spent" },
        },
      },
    ],
    overrides: [
      {
        matcher: { id: "byName", options: "Good" },
        properties: [
          { id: "unit", value: "percentunit" },
          { id: "decimals", value: 2 },
        ],
      },
      {
        matcher: { id: "byName", options: "Spent" },
        properties: [
          { id: "unit", value: "percentunit" },
          { id: "max", value: 1 },
          { id: "custom.cellOptions", value: { type: "gauge", mode: "basic" } },
          { id: "thresholds", value: steps([null, good], [0.5, ticket], [0.9, bad]) },
        ],
      },
      {
        matcher: { id: "byName", options: "Route" },
        properties: [
          {
            id: "links",
            value: [{ title: "Its service", url: "/d/other?var-route=${__data.fields.Route}&${__url_time_range}" }],
          },
        ],
      },
    ],
    options: { sortBy: [{ displayName: "Spent", desc: true }] },
  },
  {
    type: "timeseries",
    title: "Memory",
    w: 12,
    h: 6,
    unit: "bytes",
    targets: [query("memory")],
    defaults: { custom: { drawStyle: "bars", fillOpacity: 60 }, color: { mode: "palette-classic" }, min: 0 },
  },
  {
    type: "text",
    title: "",
    w: 12,
    h: 6,
    options: {
      mode: "markdown",
      content: `## What to do\n\n1. Look at **deploys**\n2. \`kubectl rollout undo\`\n\n${hostile} [evil](javascript:alert(1)) [good](https://example.com/)`,
    },
  },
  "What may go wrong",
  { type: "timeseries", title: "Refused", w: 6, h: 4, targets: [query("boom(")] },
  { type: "timeseries", title: "Nothing", w: 6, h: 4, targets: [query("nothing")] },
  {
    type: "stat",
    title: "Quiet",
    w: 6,
    h: 4,
    targets: [query("nothing")],
    defaults: { noValue: "no alert has fired" },
    options: reduce,
  },
  {
    type: "logs",
    title: "Logs",
    w: 6,
    h: 4,
    targets: [{ refId: "A", expr: '{app="checkout"}', datasource: { type: "loki", uid: "${logs}" } }],
  },
  { type: "timeseries", title: hostile, w: 6, h: 6, targets: [query("evil", "{{route}}")] },
  {
    type: "timeseries",
    title: "Unknown things",
    w: 6,
    h: 6,
    targets: [query("value", "value")],
    unit: "furlongs",
    defaults: { custom: { lineWdith: 3 } },
    transformations: [{ id: "spatial", options: {} }],
  },
  { type: "stat", title: "Not a number", w: 6, h: 6, targets: [query("nan")], options: reduce },
  { type: "sunburst", title: "No such panel", w: 6, h: 6, targets: [query("value")] },
];

/** A dashboard with a panel of every kind, and one for everything that may go wrong. */
export function everything(): object {
  let [x, y, tallest] = [0, 0, 0];
  const panels = specs.map((spec, at) => {
    if (typeof spec === "string") {
      [x, y, tallest] = [0, y + tallest + 1, 0];
      return {
        id: at + 1,
        type: "row",
        title: spec,
        collapsed: false,
        panels: [],
        gridPos: { x: 0, y: y - 1, w: 24, h: 1 },
      };
    }
    if (x + spec.w > 24) [x, y, tallest] = [0, y + tallest, 0];
    const {
      type,
      title,
      w,
      h,
      targets,
      unit,
      more,
      defaults,
      options = {},
      overrides = [],
      transformations = [],
    } = spec;
    const gridPos = { x, y, w, h };
    x += w;
    tallest = Math.max(tallest, h);
    return {
      id: at + 1, type, title, gridPos, datasource: source, options, transformations, ...more,
      targets: targets?.map((one, ref) => ({ refId: String.fromCharCode(65 + ref), ...one })),
      fieldConfig: { defaults: { ...(unit !== undefined && { unit }), ...defaults }, overrides },
    }; // prettier-ignore
  });
  return {
    uid: "everything", title: "Everything the preview draws", description: "A panel of every kind.", tags: ["test"], schemaVersion: 42, timezone: "utc",
    time: { from: "now-6h", to: "now" },
    templating: {
      list: [
        { type: "datasource", name: "datasource", label: "Metrics", query: "prometheus", current: { text: "prometheus", value: "prometheus" } },
        { type: "query", name: "route", label: "Route", query: { query: "label_values(rate, route)", refId: "v" }, multi: true, includeAll: true, allValue: ".*", sort: 1, regex: "/^\\/\\w+$/", current: { text: ["All"], value: ["$__all"] } },
        { type: "custom", name: "slo", label: "SLO", query: "availability,latency", current: { text: "availability", value: "availability" } },
      ],
    },
    annotations: { list: [{ name: "Deploys", enable: true, iconColor: "#CC79A7", datasource: source, expr: "deploys", step: "60s", titleFormat: "version {{version}}" }] },
    links: [
      { title: "Other", type: "link", url: "/d/other/its-name", includeVars: true, keepTime: true },
      { title: "Runbook", type: "link", url: "https://runbooks.example/checkout", targetBlank: true },
      { title: hostile, type: "link", url: "javascript:window.hacked=3" },
    ],
    panels,
  }; // prettier-ignore
}

/** A small one, for links between dashboards. */
export function other(): object {
  return {
    uid: "other", title: "The other", tags: [], timezone: "utc", time: { from: "now-6h", to: "now" },
    templating: { list: [{ type: "custom", name: "route", label: "Route", query: "/cart,/pay,/search", current: { value: "/cart" } }] },
    panels: [
      { id: 1, type: "stat", title: "Of $route", gridPos: { x: 0, y: 0, w: 24, h: 6 }, datasource: { type: "prometheus" }, options: { ...reduce, graphMode: "none", textMode: "value_and_name" }, fieldConfig: { defaults: { unit: "reqps" }, overrides: [] }, targets: [{ refId: "A", expr: 'rate{route=~"$route"}', legendFormat: "{{route}}", instant: false, range: true }] },
    ],
  }; // prettier-ignore
}
