import { describe, expect, it } from "vitest";
import { serviceDashboard } from "../../src/5-emit/grafana/service/dashboard.ts";
import { serviceRows } from "../../src/5-emit/grafana/service/rows.ts";
import type { Dashboard, Panel } from "../../src/5-emit/grafana/panel.ts";
import { printQuery } from "../../src/5-emit/grafana/template.ts";
import { parsePromql } from "../../src/model/promql/parse.ts";
import { selectorsOf } from "../../src/model/promql/visit.ts";
import type { Expr } from "../../src/model/promql/ast.ts";
import { Decimal } from "../../src/model/quantity/decimal.ts";
import type { Anomaly, DeclaredMetric, GroupLabel, RuleAlert, Service, Sli } from "../../src/model/service.ts";
import { lowerSli, makeService, makeSlo, makeWorkspace, origin, type SliOptions } from "../support/model.ts";

const workspace = makeWorkspace();

function parse(text: string): Expr {
  const { expr } = parsePromql(text);
  if (expr === undefined) throw new Error(text);
  return expr;
}

function sliOf(name: string, options: SliOptions): Sli {
  const { sli, reported } = lowerSli(name, options);
  if (sli === undefined) throw new Error(reported.map(({ title }) => title).join());
  return sli;
}

/** A service `shop` with one SLI, and an SLO of its name unless it is told not to have one. */
function shop(sli: Sli, { hasSlo = true, ...more }: Partial<Service> & { readonly hasSlo?: boolean } = {}): Service {
  const slos = hasSlo ? [makeSlo("shop", sli.name, sli, { objective: "99.9%" })] : [];
  return makeService("shop", slos, { slis: [sli], ...more });
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").replace(/\( /g, "(").replace(/ \)/g, ")").replace(/\{ /g, "{").replace(/ \}/g, "}"); // prettier-ignore

/** Queries of each panel as one line each, by `row/panel`. */
function queriesOf({ rows }: Dashboard): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    rows.flatMap(({ key, panels }) =>
      panels.map((panel) => [
        `${key}/${panel.key}`,
        panel.kind === "text"
          ? [panel.markdown]
          : panel.queries.map((one) =>
              one.kind === "prometheus" ? oneLine(printQuery(one.expr, one.window)) : one.text,
            ),
      ]),
    ),
  );
}

function panelOf({ rows }: Dashboard, path: string): Panel {
  const found = rows.flatMap(({ key, panels }) => panels.map((panel) => ({ path: `${key}/${panel.key}`, panel }))).find((one) => one.path === path); // prettier-ignore
  if (found === undefined) throw new Error(`no panel ${path}`);
  return found.panel;
}

const byRoute: readonly GroupLabel[] = [{ source: "path", recorded: "route" }];
const availability = (groups: readonly GroupLabel[] = []) =>
  sliOf("availability", {
    type: "availability",
    groups,
    prometheus: { total: 'http_requests_total{job="shop"}', bad: 'http_requests_total{job="shop", code=~"5.."}' },
  });
const latency = (more: Partial<SliOptions> = {}, prometheus: SliOptions["prometheus"] = {}) =>
  sliOf("latency", {
    type: "latency",
    threshold: "250ms",
    prometheus: { histogram: 'http_seconds{job="shop"}', ...prometheus },
    ...more,
  });

describe("the row of health", () => {
  it("asks for what is recorded of each SLO as a whole", () => {
    const dashboard = serviceDashboard(shop(availability(byRoute)), workspace);
    const own = 'service="shop", env="prod", route=""';
    expect(queriesOf(dashboard)).toMatchObject({
      "health/objectives": [
        `max by (slo) (slo:objective:ratio{${own}})`,
        `1 - max by (slo) (slo:sli_error:ratio28d{${own}})`,
        `max by (slo) (slo:error_budget_remaining:ratio28d{${own}})`,
        `max by (slo) (slo:burn_rate:ratio1h{${own}})`,
      ],
      "health/firing": [
        'max by (alertname, severity, slo, route) (ALERTS{service="shop", env="prod", alertstate="firing"})',
      ],
    });
    expect(panelOf(dashboard, "health/firing")).toMatchObject({ quiet: "no alert fires" });
    expect(JSON.stringify(panelOf(dashboard, "health/objectives"))).toContain(
      "/d/tocsin--production--shop--slo?var-slo=",
    );
  });

  it("puts windows of different lengths together", () => {
    const [one, two] = [availability(), latency()];
    const service = makeService("shop", [
      makeSlo("shop", "availability", one, { objective: "99.9%" }),
      // the usual day is a quarter of itself in a period that is a quarter of 28 days
      makeSlo("shop", "latency", two, { objective: "99%", window: 7 * 86400, burns: [["ticket", "50%", 86400]] }),
    ]);
    expect(queriesOf(serviceDashboard(service, workspace))["health/objectives"]).toEqual([
      'max by (slo) (slo:objective:ratio{service="shop", env="prod"})',
      '1 - max by (slo) (slo:sli_error:ratio28d{service="shop", env="prod", slo="availability"} or slo:sli_error:ratio7d{service="shop", env="prod", slo="latency"})',
      'max by (slo) (slo:error_budget_remaining:ratio28d{service="shop", env="prod", slo="availability"} or slo:error_budget_remaining:ratio7d{service="shop", env="prod", slo="latency"})',
      'max by (slo) (slo:burn_rate:ratio1h{service="shop", env="prod", slo="availability"} or slo:burn_rate:ratio6h{service="shop", env="prod", slo="latency"})',
    ]);
  });
});

describe("the row of traffic", () => {
  it("reads what is recorded of an SLO, and raw series for what is not recorded", () => {
    const dashboard = serviceDashboard(shop(availability(byRoute)), workspace);
    const own = 'service="shop", slo="availability", env="prod"';
    expect(queriesOf(dashboard)).toMatchObject({
      "traffic/availability/rate": [`slo:sli_total:sum5m{${own}, route=""} / 300`],
      "traffic/availability/errors": [`slo:sli_error:ratio5m{${own}, route=""}`],
      "traffic/availability/outcome": [
        'topk(10, sum by (code) (rate(http_requests_total{job="shop"}[$__rate_interval])))',
      ],
      "traffic/availability/rate-by-group": [
        `topk(10, slo:sli_total:sum5m{${own}, route!="", route=~"\${path}"} / 300)`,
      ],
      "traffic/availability/errors-by-group": [`topk(10, slo:sli_error:ratio5m{${own}, route!="", route=~"\${path}"})`],
    });
    expect(panelOf(dashboard, "traffic/availability/errors")).toMatchObject({
      unit: "percentunit",
      thresholds: [{}, { from: 0.001 }],
    });
    expect(dashboard.variables.filter(({ kind }) => kind === "label")).toMatchObject([
      { name: "path", labelName: "path", multi: true, of: { name: "http_requests_total" } },
    ]);
  });

  it("reads raw series where no SLO has recorded any", () => {
    const queries = queriesOf(serviceDashboard(shop(availability(byRoute), { hasSlo: false }), workspace));
    const total = 'sum(rate(http_requests_total{job="shop"}[$__rate_interval]))';
    const bad = 'sum(rate(http_requests_total{job="shop", code=~"5.."}[$__rate_interval]))';
    expect(queries["traffic/availability/rate"]).toEqual([total]);
    expect(queries["traffic/availability/errors"]).toEqual([`(${bad} or 0 * ${total}) / (${total} > 0)`]);
    expect(queries["traffic/availability/rate-by-group"]).toEqual([
      'topk(10, sum by (path) (rate(http_requests_total{job="shop", path=~"${path}"}[$__rate_interval])))',
    ]);
    expect(Object.keys(queries)).not.toContain("health/objectives");
  });

  it("shows an SLI of good and bad sources, which have no label in common that tells them apart", () => {
    const sli = sliOf("commits", { type: "availability", prometheus: { good: 'commits{job="pg"}', bad: 'rollbacks{job="pg"}' } }); // prettier-ignore
    const queries = queriesOf(serviceDashboard(shop(sli, { hasSlo: false }), workspace));
    const [good, bad] = ["commits", "rollbacks"].map((name) => `sum(rate(${name}{job="pg"}[$__rate_interval]))`);
    const total = `sum(label_replace(${good}, "__part__", "1", "__part__", "") or label_replace(${bad}, "__part__", "2", "__part__", ""))`;
    expect(queries["traffic/commits/rate"]).toEqual([total]);
    expect(queries["traffic/commits/errors"]).toEqual([`(${bad} or 0 * ${total}) / (${total} > 0)`]);
    expect(Object.keys(queries)).not.toContain("traffic/commits/outcome");
  });

  it("asks expressions for five minutes", () => {
    const sli = sliOf("jobs", {
      type: "availability",
      prometheus: { total: "sum(increase(a_total[${window}]))", good: "sum(increase(b_total[${window}]))" },
    });
    const queries = queriesOf(serviceDashboard(shop(sli, { hasSlo: false }), workspace));
    expect(queries["traffic/jobs/rate"]).toEqual(["sum(increase(a_total[5m])) / 300"]);
    expect(queries["traffic/jobs/errors"]).toEqual([
      "1 - sum(increase(b_total[5m])) / 300 / (sum(increase(a_total[5m])) / 300 > 0)",
    ]);
  });

  it("shows a share of bad as it is told, over the time between two points", () => {
    const sli = sliOf("edge", {
      type: "custom",
      prometheus: { errorRatio: "avg_over_time(cdn_error_ratio[${window}])" },
    });
    expect(queriesOf(serviceDashboard(shop(sli, { hasSlo: false }), workspace))["traffic/edge/errors"]).toEqual([
      "avg_over_time(cdn_error_ratio[$__rate_interval])",
    ]);
    expect(queriesOf(serviceDashboard(shop(sli), workspace))["traffic/edge/errors"]).toEqual([
      'slo:sli_error:ratio5m{service="shop", slo="edge", env="prod"}',
    ]);
  });

  it("shows what slices of time are made of", () => {
    const sli = availability();
    const slo = { ...makeSlo("shop", "contract", sli, { objective: "99%" }), slices: { of: 600, origin } };
    const queries = queriesOf(serviceDashboard(makeService("shop", [slo]), workspace));
    const own = 'service="shop", slo="contract", env="prod"';
    expect(queries["traffic/availability/errors"]).toEqual([
      `slo:sli_errors:sum5m{${own}} / (slo:sli_total:sum5m{${own}} > 0)`,
    ]);
  });

  it("shows each source once, and leaves out what an SLO counts already", () => {
    const [one, other] = [availability(), { ...availability(), name: "error-rate" }];
    const slos = [makeSlo("shop", "availability", one, { objective: "99.9%" })];
    const paths = (slis: readonly Sli[]) =>
      Object.keys(queriesOf(serviceDashboard(makeService("shop", slos, { slis }), workspace))).filter((path) => path.startsWith("traffic/")); // prettier-ignore
    expect(paths([one, other])).toEqual(paths([one]));
    // the histogram of the same target counts the same requests
    expect(paths([latency(), one])).toEqual(paths([one]));
    expect(paths([latency({}, { histogram: 'pool_seconds{job="pool"}' }), one])).toContain("traffic/latency/rate");
  });
});

describe("the row of latency", () => {
  it("has quantiles and the distribution of a classic histogram by its bounds, with the limit in its own unit", () => {
    const sli = latency({ groups: byRoute }, { histogram: 'http_milliseconds{job="shop"}' });
    const dashboard = serviceDashboard(shop(sli), workspace);
    const rate = (by: string, more = "") => `sum by (${by}) (rate(http_milliseconds_bucket{job="shop"${more}}[$__rate_interval]))`; // prettier-ignore
    expect(queriesOf(dashboard)).toMatchObject({
      "latency/latency/quantiles": ["0.5", "0.95", "0.99"].map((of) => `histogram_quantile(${of}, ${rate("le")})`),
      "latency/latency/distribution": [rate("le").replace("rate(", "increase(")],
      "latency/latency/slow": ['slo:sli_error:ratio5m{service="shop", slo="latency", env="prod", route=""}'],
      "latency/latency/by-group": [`topk(10, histogram_quantile(0.95, ${rate("le, path", ', path=~"${path}"')}))`],
    });
    const panel = panelOf(dashboard, "latency/latency/quantiles");
    expect(panel).toMatchObject({ unit: "ms", thresholds: [{}, { from: 250 }], title: "Latency: p50, p95, p99" });
    expect(panel.kind !== "text" && panel.queries.map((one) => one.kind === "prometheus" && one.exemplars)).toEqual([
      undefined,
      undefined,
      true,
    ]);
    expect(panelOf(dashboard, "latency/latency/distribution")).toMatchObject({ kind: "heatmap", unit: "ms" });
  });

  it("asks a native histogram as it is", () => {
    const dashboard = serviceDashboard(shop(latency({}, { native: true }), { hasSlo: false }), workspace);
    expect(queriesOf(dashboard)).toMatchObject({
      "traffic/latency/rate": ['sum(histogram_count(rate(http_seconds{job="shop"}[$__rate_interval])))'],
      "latency/latency/quantiles": ["0.5", "0.95", "0.99"].map(
        (of) => `histogram_quantile(${of}, sum(rate(http_seconds{job="shop"}[$__rate_interval])))`,
      ),
      "latency/latency/distribution": ['sum(increase(http_seconds{job="shop"}[$__rate_interval]))'],
    });
    expect(panelOf(dashboard, "latency/latency/quantiles")).toMatchObject({
      unit: "s",
      thresholds: [{}, { from: 0.25 }],
    });
  });
});

describe("the row of levels", () => {
  const levelOf = (sli: Sli) => {
    const dashboard = serviceDashboard(shop(sli), workspace);
    return { panel: panelOf(dashboard, `levels/${sli.name}`), queries: queriesOf(dashboard)[`levels/${sli.name}`] };
  };

  it("shows a throughput by the time that its limit is written with", () => {
    const sli = sliOf("sales", { type: "throughput", atLeast: "10/m", prometheus: { events: 'orders_total{job="shop"}' } }); // prettier-ignore
    const { panel, queries } = levelOf(sli);
    expect(queries).toEqual(['60 * sum(rate(orders_total{job="shop"}[$__rate_interval]))']);
    expect(panel).toMatchObject({
      title: "Orders a minute · sales",
      unit: "count:orders/min",
      thresholds: [{}, { from: 10 }],
    });
  });

  it("shows the slowest groups of a throughput, and an expression over five minutes", () => {
    const sli = sliOf("sales", {
      type: "throughput",
      atLeast: "2/s",
      groups: byRoute,
      prometheus: { events: "sum by (path) (increase(orders_total[${window}]))" },
    });
    expect(levelOf(sli).queries).toEqual([
      "bottomk(10, sum by (path) (sum by (path) (increase(orders_total[5m]))) / 300)",
    ]);
  });

  it.each([
    [
      { timestamp: "read_timestamp_seconds" },
      'topk(10, time() - max by (path) (read_timestamp_seconds{path=~"${path}"}))',
    ],
    [{ age: "read_age_milliseconds" }, 'topk(10, min by (path) (read_age_milliseconds{path=~"${path}"}) / 1000)'],
  ])("shows how old the newest data is: %j", (prometheus, expected) => {
    const { panel, queries } = levelOf(sliOf("age", { type: "freshness", maxAge: "15m", groups: byRoute, prometheus }));
    expect(queries).toEqual([expected]);
    expect(panel).toMatchObject({ unit: "s", thresholds: [{}, { from: 900 }] });
  });

  it("shows a gauge and its limit", () => {
    const most = sliOf("lag", { type: "custom", atMost: 10, prometheus: { gauge: 'lag_seconds{job="db"}' } });
    expect(levelOf(most).queries).toEqual(['topk(10, lag_seconds{job="db"})']);
    expect(levelOf(most).panel).toMatchObject({ title: "Lag, at most 10", unit: "s", thresholds: [{}, { from: 10 }] });
    const least = sliOf("free", { type: "custom", atLeast: 0.2, groups: byRoute, prometheus: { gauge: "free_ratio" } });
    expect(levelOf(least).queries).toEqual(['bottomk(10, min by (path) (free_ratio{path=~"${path}"}))']);
    expect(levelOf(least).panel).toMatchObject({ unit: "percentunit", thresholds: [{}, { from: 0.2 }] });
  });

  it("tells a gauge that is 1 while all is well in words", () => {
    const { panel, queries } = levelOf(sliOf("availability", { type: "availability", prometheus: { gauge: "probe_success" } })); // prettier-ignore
    expect(queries).toEqual(["bottomk(10, probe_success)"]);
    expect(panel).toMatchObject({ kind: "state-timeline", mappings: [{ text: "bad" }, { from: 1, text: "well" }] });
  });
});

describe("the row of machines", () => {
  it("asks for the machines of the service's target, whatever else its `match` says", () => {
    const sli = availability();
    const service = shop(sli, {
      match: [
        { label: "job", op: "=", value: "pg" },
        { label: "datname", op: "=", value: "shop" },
      ],
      metrics: { interval: 30, declared: [], recorded: [], system: ["cpu", "memory", "disk", "network", "filesystem", "load", "paging", "processes"] }, // prettier-ignore
    });
    const queries = queriesOf(serviceDashboard(service, workspace));
    const cpu = (more = "") =>
      `sum by (instance) (rate(system_cpu_time_seconds_total{job="pg"${more}}[$__rate_interval]))`;
    const rate = (name: string, by: string) => `sum by (${by}) (rate(${name}{job="pg"}[$__rate_interval]))`;
    const memory = (states: string) => `sum by (instance) (system_memory_usage_bytes{job="pg", state${states}})`;
    const files = (more = "") => `sum by (instance, mountpoint) (system_filesystem_usage_bytes{job="pg"${more}})`;
    expect(Object.fromEntries(Object.entries(queries).filter(([path]) => path.startsWith("system/")))).toEqual({
      "system/cpu": [`topk(10, 1 - ${cpu(', state="idle"')} / ${cpu()})`],
      "system/memory": [`topk(10, ${memory('="used"')} / ${memory('=~"used|free|buffered|cached|inactive"')})`],
      "system/disk-busy": [`topk(10, ${rate("system_disk_io_time_seconds_total", "instance, device")})`],
      "system/disk-io": [rate("system_disk_io_bytes_total", "direction")],
      "system/network-io": [rate("system_network_io_bytes_total", "direction")],
      "system/network-errors": [
        rate("system_network_errors_total", "direction"),
        rate("system_network_dropped_total", "direction"),
      ],
      "system/filesystem": [`topk(10, ${files(', state="used"')} / ${files()})`],
      "system/load": ["1m", "15m"].map((of) => `topk(10, max by (instance) (system_cpu_load_average_${of}{job="pg"}))`),
      "system/paging": [rate("system_paging_operations_total", "direction")],
      "system/processes": ['sum by (status) (system_processes_count{job="pg"})'],
    });
  });
});

describe("the row of a service's own metrics", () => {
  const declare = (name: string, metric: Partial<DeclaredMetric>): DeclaredMetric => ({
    name,
    type: "counter",
    labels: {},
    origin,
    ...metric,
  });
  const own = (...declared: readonly DeclaredMetric[]) =>
    serviceDashboard(
      shop(availability(), { metrics: { interval: 30, system: [], recorded: [], declared } }),
      workspace,
    );

  it("shows each type of metric its own way", () => {
    const dashboard = own(
      declare("users_total", { labels: { plan: 4, country: 200, kind: 2 }, help: "Users who registered" }),
      declare("sent_bytes_total", { unit: "By" }),
      declare("shop_queue_depth", { type: "gauge", unit: "{tasks}" }),
      declare("temperature_celsius", { type: "gauge", labels: { room: 3 } }),
      declare("backup_timestamp_seconds", { type: "gauge" }),
      declare("size_bytes", { type: "histogram", buckets: [Decimal.of(1)] }),
      declare("wait_seconds", { type: "summary" }),
    );
    const bucket = 'sum by (le) (rate(size_bytes_bucket{job="shop"}[$__rate_interval]))';
    const queries = queriesOf(dashboard);
    expect(Object.fromEntries(Object.entries(queries).filter(([path]) => path.startsWith("metrics/")))).toEqual({
      "metrics/users_total": ['topk(10, sum by (plan) (rate(users_total{job="shop"}[$__rate_interval])))'],
      "metrics/sent_bytes_total": ['sum(rate(sent_bytes_total{job="shop"}[$__rate_interval]))'],
      "metrics/shop_queue_depth": ['sum(shop_queue_depth{job="shop"})'],
      "metrics/temperature_celsius": ['topk(10, avg by (room) (temperature_celsius{job="shop"}))'],
      "metrics/backup_timestamp_seconds": ['time() - max(backup_timestamp_seconds{job="shop"})'],
      "metrics/size_bytes": ["0.5", "0.95", "0.99"].map((of) => `histogram_quantile(${of}, ${bucket})`),
      "metrics/wait_seconds": ['topk(10, max by (quantile) (wait_seconds{job="shop", quantile!=""}))'],
    });
    const shown = (name: string) => {
      const { title, ...panel } = panelOf(dashboard, `metrics/${name}`);
      return [title, "unit" in panel && panel.unit];
    };
    expect(shown("users_total")).toEqual(["Users a second, by plan", "count:users/s"]);
    expect(shown("sent_bytes_total")).toEqual(["Sent a second", "binBps"]);
    expect(shown("shop_queue_depth")).toEqual(["Queue depth", "count:tasks"]);
    expect(shown("size_bytes")).toEqual(["Size: p50, p95, p99", "bytes"]);
  });

  it("leaves out what is shown above", () => {
    const { rows } = own(declare("http_requests_total", {}));
    expect(rows.map(({ key }) => key)).not.toContain("metrics");
  });
});

describe("the row of anomalies", () => {
  const anomaly = (value: string): Anomaly => ({
    name: "AnomalyDetected",
    anomaly: "visitors",
    method: "z-score",
    samples: 60,
    sigma: Decimal.of(3),
    value: parse(value),
    severity: "ticket",
    labels: {},
    annotations: {},
    links: {},
    for: 0,
    notify: [],
    notifyOrigin: origin,
    origin,
  });
  const own = 'service="shop", anomaly="visitors", env="prod"';

  it("draws the band of one series from what is recorded", () => {
    const dashboard = serviceDashboard(
      shop(availability(), { anomalies: [anomaly("sum(rate(a_total[5m]))")] }),
      workspace,
    );
    expect(queriesOf(dashboard)).toMatchObject({
      "anomalies/visitors/value": ["value", "mean", "lower", "upper"].map((of) => `anomaly:${of}{${own}}`),
      "anomalies/visitors/deviation": [`(anomaly:value{${own}} - anomaly:mean{${own}}) / anomaly:stddev{${own}}`],
    });
    const panel = panelOf(dashboard, "anomalies/visitors/value");
    const upper = panel.kind !== "text" && panel.queries.at(-1);
    expect(upper).toMatchObject({ legend: "upper", style: { fillTo: "lower" } });
  });

  it("shows of many series the largest, and what is usual of those", () => {
    const queries = queriesOf(serviceDashboard(shop(availability(), { anomalies: [anomaly("sum by (shop) (rate(a_total[5m]))")] }), workspace)); // prettier-ignore
    expect(queries["anomalies/visitors/value"]?.slice(0, 2)).toEqual([
      `topk(10, anomaly:value{${own}})`,
      `anomaly:mean{${own}} and topk(10, anomaly:value{${own}})`,
    ]);
  });
});

describe("logs and traces", () => {
  const at = (logs?: "loki" | "elasticsearch", traces?: "tempo" | "jaeger") => {
    const { targets } = makeWorkspace();
    const grafana = {
      ...targets.grafana,
      ...(logs && { logs: { type: logs, datasource: "Logs" } }),
      ...(traces && { traces: { type: traces, datasource: "Traces" } }),
    };
    return serviceDashboard(shop(latency()), makeWorkspace({}, { targets: { ...targets, grafana } }));
  };
  const [loki, elastic] = [at("loki", "tempo"), at("elasticsearch", "jaeger")];

  it("are not there where the workspace has none", () => {
    const dashboard = at();
    expect(dashboard.rows.map(({ key }) => key)).toEqual(["health", "traffic", "latency"]);
    expect(dashboard.variables.map(({ name }) => name)).toEqual(["datasource"]);
    expect(JSON.stringify(dashboard)).not.toContain("/explore");
  });

  it("are asked in the language of their data source, which is a variable", () => {
    expect(queriesOf(loki)).toMatchObject({
      "logs/all": ['{service_name="shop"}'],
      "logs/errors": ['{service_name="shop"} | detected_level=~"(?i)(error|fatal|critical)"'],
      "traces/failed": ['{ resource.service.name = "shop" && status = error }'],
      "traces/slow": ['{ resource.service.name = "shop" && kind = server && duration > 250ms }'],
    });
    expect(loki.variables).toMatchObject([
      { name: "datasource" },
      { name: "logs", type: "loki", current: "Logs" },
      { name: "traces", type: "tempo", current: "Traces" },
    ]);
    expect(queriesOf(elastic)["logs/all"]).toEqual(['service.name:"shop"']);
  });

  it("are linked from the panels that they explain, over the time that is shown", () => {
    const panesOf = (dashboard: Dashboard, path: string) => {
      const panel = panelOf(dashboard, path);
      const url = panel.kind !== "text" && panel.links?.[0]?.url;
      const [, panes] = /^\/explore\?schemaVersion=1&panes=([^&#]+)$/.exec(url || "") ?? [];
      return JSON.parse(decodeURIComponent(panes!)) as unknown;
    };
    expect(panesOf(loki, "latency/latency/quantiles")).toEqual({
      traces: {
        datasource: "${traces}",
        queries: [
          {
            refId: "A",
            datasource: { type: "tempo", uid: "${traces}" },
            queryType: "traceql",
            query: '{ resource.service.name = "shop" && kind = server && duration > 250ms }',
            limit: 20,
          },
        ],
        range: { from: "${__from}", to: "${__to}" },
      },
    });
    expect(panesOf(elastic, "latency/latency/quantiles")).toMatchObject({
      traces: { queries: [{ queryType: "search", service: "shop", minDuration: "250ms" }] },
    });
    expect(panelOf(elastic, "traces/search")).toMatchObject({ kind: "text" });
  });
});

describe("the dashboard of a service", () => {
  it("marks new images where the pods of the service are watched", () => {
    const restarts = parse(
      'increase(kube_pod_container_status_restarts_total{namespace=~"n", pod=~"shop-.+", x="y"}[1h]) > 3',
    );
    const alert = { condition: { kind: "when", expr: restarts } } as RuleAlert;
    const { annotations } = serviceDashboard(shop(availability(), { alerts: [alert] }), workspace);
    const marks = annotations.find(({ name }) => name === "New images");
    const info = (more = "") => `kube_pod_container_info{namespace=~"n", pod=~"shop-.+"}${more}`;
    const by = "group by (container, image_spec)";
    expect(marks?.kind === "prometheus" && oneLine(printQuery(marks.expr))).toBe(
      `${by} (${info()}) unless ${by} (${info(" offset 5m")}) and on () group(${info(" offset 5m")})`,
    );
    expect(serviceDashboard(shop(availability()), workspace).annotations.map(({ name }) => name)).toEqual(["Alerts", "Deploys"]); // prettier-ignore
  });

  it("leaves out rows that are switched off", () => {
    const written = serviceRows.map((name) => ({ name, show: name === "traffic", panels: [], origin }));
    const dashboards = [{ name: "overview", rows: written, panels: [], origin }];
    const { rows } = serviceDashboard(shop(availability(), { dashboards }), workspace);
    expect(rows.map(({ key }) => key)).toEqual(["traffic"]);
  });

  it("gives each variable a name of its own", () => {
    const groups = ["datasource", "logs", "__x", "zone"].map((label) => ({ source: label, recorded: label }));
    const { variables } = serviceDashboard(shop(availability(groups)), workspace);
    expect(variables.map(({ name }) => name)).toEqual([
      "datasource",
      "group_datasource",
      "group_logs",
      "group___x",
      "zone",
    ]);
  });

  const all: readonly SliOptions[] = [
    { type: "availability", groups: byRoute, prometheus: { total: "a_total", bad: 'a_total{code="5"}' } },
    { type: "latency", threshold: "1s", groups: byRoute, prometheus: { histogram: "b_seconds" } },
    { type: "latency", threshold: "1s", prometheus: { histogram: "c_seconds", native: true } },
    { type: "throughput", atLeast: "5/h", prometheus: { events: "d_total" } },
    { type: "freshness", maxAge: "1h", groups: byRoute, prometheus: { age: "e_seconds" } },
    { type: "custom", atMost: 5, prometheus: { gauge: "f" } },
    { type: "custom", prometheus: { errorRatio: "avg_over_time(g[${window}])" } },
    { type: "correctness", prometheus: { total: "sum(increase(h_total[${window}]))", bad: "sum(increase(i_total[${window}]))" } }, // prettier-ignore
  ];
  const rawNames = new Set(["a_total", "b_seconds_bucket", "b_seconds_count", "c_seconds", "d_total", "e_seconds", "f", "g", "h_total", "i_total"]); // prettier-ignore

  it.each([true, false])("asks for raw series of its SLIs and recorded ones alone (with SLOs: %s)", (hasSlos) => {
    const slis = all.map((options, at) => sliOf(`sli-${at}`, options));
    const slos = hasSlos ? slis.map((sli) => makeSlo("shop", sli.name, sli, { objective: "99%" })) : [];
    const { rows } = serviceDashboard(makeService("shop", slos, { slis }), workspace);
    const names = new Set<string>();
    for (const panel of rows.flatMap(({ panels }) => panels)) {
      if (panel.kind === "text") continue;
      expect(panel.title).not.toBe("");
      expect(panel.description).not.toBe("");
      expect(panel.unit).not.toBe("");
      for (const query of panel.queries) {
        if (query.kind !== "prometheus") continue;
        // what is printed is PromQL, once Grafana has filled in its variables
        const text = printQuery(query.expr, query.window)
          .replaceAll("$__rate_interval", "5m")
          .replaceAll("${path}", ".*");
        for (const { name } of selectorsOf(parse(text))) names.add(name!);
      }
    }
    const recorded = [...names].filter((name) => name.startsWith("slo:"));
    expect([...names].filter((name) => !rawNames.has(name) && !name.startsWith("slo:"))).toEqual(["ALERTS"]);
    expect(recorded.length > 0).toBe(hasSlos);
  });

  it("keeps hostile texts from Grafana's variables, HTML and Markdown", () => {
    const hostile = '${datasource} [[x]] <img src=x onerror=alert(1)> {{alertname}} "$__interval"';
    const sli = sliOf("availability", {
      type: "availability",
      prometheus: { total: `a_total{x=${JSON.stringify(hostile)}}`, bad: `a_total{x=${JSON.stringify(hostile)}, code="5"}` }, // prettier-ignore
    });
    const metrics = { interval: 30, system: [], recorded: [], declared: [{ name: "m_total", type: "counter", help: hostile, labels: {}, origin } as const] }; // prettier-ignore
    const dashboard = serviceDashboard(shop(sli, { hasSlo: false, description: hostile, metrics }), workspace);
    expect(dashboard.description).not.toMatch(/<img|\$\{datasource|\[\[x/);
    expect(panelOf(dashboard, "metrics/m_total").description).not.toMatch(/<img|\$\{datasource|\[\[x/);
    const [rate] = queriesOf(dashboard)["traffic/availability/rate"]!;
    expect(rate).not.toMatch(/\$\{|\$__interval|\[\[/);
    const [selector] = selectorsOf(parse(rate!.replace("$__rate_interval", "5m")));
    expect(selector?.matchers).toMatchObject([{ label: "x", value: hostile }]);
  });
});
