import { expect, it } from "vitest";
import { dashboardQueries, type DashboardJson } from "../support/dashboards.ts";

// Expected values by Grafana's documentation of variables and of its Prometheus data source (`$__rate_interval`, formats, "All").

const asked: string[] = [];
const values = async (selector: string | undefined, label: string) => {
  asked.push(`${selector ?? ""} ${label}`);
  return ["b.c", "a"];
};

const variables = [
  { name: "datasource", type: "datasource", query: "prometheus" },
  { name: "env", type: "custom", query: "prod,staging" },
  {
    name: "route",
    type: "query",
    query: { query: 'label_values(hits{env="$env"}, route)' },
    multi: true,
    includeAll: true,
  },
  { name: "any", type: "query", query: "label_values(job)", multi: true, includeAll: true, allValue: ".*" },
];

async function expanded(expr: string, more: Partial<DashboardJson> & { readonly panel?: object } = {}) {
  const { panel = {}, ...rest } = more;
  const dashboard: DashboardJson = {
    time: { from: "now-6h", to: "now" },
    templating: { list: variables },
    panels: [{ type: "timeseries", title: "hits", targets: [{ refId: "A", expr }], ...panel }],
    ...rest,
  };
  return (await dashboardQueries("d", dashboard, values)).filter(({ kind }) => kind === "panel");
}

const texts = async (expr: string, more?: Parameters<typeof expanded>[1]) =>
  (await expanded(expr, more)).map(({ text }) => text);

it("each value of a custom variable is asked for by itself, and a query that is the same once", async () => {
  expect(await texts('hits{env="$env"}')).toEqual(['hits{env="prod"}', 'hits{env="staging"}']);
  expect(await texts("hits")).toEqual(["hits"]);
});

it("several values are a regex, one is itself, and All is its own value where it has one", async () => {
  expect(await texts('hits{route=~"${route}", job=~"$any"}')).toEqual([
    'hits{route=~"(a|b\\\\.c)", job=~".*"}',
    'hits{route=~"a", job=~".*"}',
    'hits{route=~"(a|b\\\\.c)", job=~"a"}',
  ]);
  expect(await texts('hits{route=~"${route:regex}"}')).toEqual(['hits{route=~"(a|b\\.c)"}', 'hits{route=~"a"}']);
  expect((await texts('hits{route=~"[[route:pipe]]"}'))[0]).toBe('hits{route=~"a|b.c"}');
  expect(asked).toContain('hits{env="prod"} route');
  expect(asked).toContain(" job");
});

it("intervals come from the range, the points that are drawn and the least step", async () => {
  // 6 h in 1000 points are 21.6 s, which Grafana rounds to 20 s; scrapes every 15 s: max(20 + 15, 4 × 15)
  expect(await texts("rate(hits[$__rate_interval])")).toEqual(["rate(hits[60s])"]);
  expect(await texts("rate(hits[$__interval]) or sum_over_time(hits[$__range]) / $__range_s")).toEqual([
    "rate(hits[20s]) or sum_over_time(hits[21600s]) / 21600",
  ]);
  // at least 1m: max(60 + 60, 4 × 60)
  expect(await texts("rate(hits[$__rate_interval])", { panel: { interval: "1m" } })).toEqual(["rate(hits[240s])"]);
  const [week] = await expanded("hits", { panel: { timeFrom: "7d" } });
  expect(week).toMatchObject({ range: 604_800, step: 600 });
});

it("panels in rows are asked for, repeated ones once for each value", async () => {
  const inner = { type: "stat", title: "of $env", targets: [{ refId: "A", expr: 'hits{env="$env"}' }] };
  const rows: DashboardJson = {
    panels: [
      { type: "row", title: "closed", panels: [inner] },
      { type: "row", title: "open", repeat: "route" },
      { type: "stat", title: "below", targets: [{ refId: "A", expr: 'hits{route=~"$route"}' }] },
      { type: "row", title: "next" },
      { type: "stat", title: "last", targets: [{ refId: "A", expr: "$__interval_ms" }] },
    ],
  };
  expect((await expanded("", rows)).map(({ where, text }) => `${where}: ${text}`)).toEqual([
    'of prod: hits{env="prod"}',
    'below: hits{route=~"a"}',
    'below: hits{route=~"b\\\\.c"}',
    "last: 20000",
    'of staging: hits{env="staging"}',
  ]);
});

it("`$1` of label_replace stays, and a variable that nobody knows is an error", async () => {
  expect(await texts('label_replace(up, "a", "$1", "b", "(.*)")')).toEqual([
    'label_replace(up, "a", "$1", "b", "(.*)")',
  ]);
  await expect(texts('hits{env="$enw"}')).rejects.toThrow("`$enw` is no variable of the dashboard");
});
