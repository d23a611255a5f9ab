import { afterAll, beforeAll, expect, it } from "vitest";
import { builtinKits } from "../../src/kits/builtin.ts";
import { systemMetrics } from "../../src/model/service.ts";
import { dashboardQueries, type DashboardJson, type DashboardQuery } from "../support/dashboards.ts";
import { eachOf } from "../support/each-of.ts";
import { type Files, readExample } from "../support/examples.ts";
import { workspace } from "../support/findings.ts";
import { readCase } from "../support/golden.ts";
import { type Compiled, compileFiles, dashboardsOf, ruleFilesOf } from "../support/history/compiled.ts";
import { type History, startHistory } from "../support/history/history.ts";
import { faultsOf, type Outcome, outcomesOf } from "../support/history/outcomes.ts";
import { exprsOfDashboards } from "../support/history/queries.ts";
import { shopIncidents } from "../support/history/shop.ts";
import { kitService, kitUses } from "../support/kits.ts";
import { describeWith } from "../support/programs.ts";
import { startPrometheus } from "../support/prometheus.ts";

// Every query of every panel, variable and annotation of every emitted dashboard, asked of a real Prometheus that holds a past of what the specs
// speak of and what the emitted rules record of it.

/** On a Sunday, within the shop's planned work, and soon after the midnight at which rules of six hours are worked out. */
const end = Date.parse("2026-11-22T02:20:00Z") / 1000;
const hour = 3600;

/** SLIs of the kits that the examples use, to which `kitUses` gives no objective. */
const more: Readonly<Record<string, readonly string[]>> = {
  "otel-http-server": ["availability", "latency"],
  "otel-rpc-server": ["availability", "latency"],
  "prom-http": ["availability", "latency"],
  "span-metrics": ["availability", "latency"],
};

/** With the target that makes dashboards. */
function withGrafana(files: Files): Files {
  const url = 'retention: 40d }, grafana: { url: "https://grafana.example" }';
  const text = files["tocsin.yaml"]!.replace("retention: 40d }", url);
  expect(text).toContain("grafana");
  return { ...files, "tocsin.yaml": text };
}

/** A service for each kit, named after it. */
const kits: Files = {
  "tocsin.yaml": workspace,
  ...Object.fromEntries(
    Object.keys(kitUses).map((kit) => [`services/${kit}.service.yaml`, kitService(kit, kit, more[kit])]),
  ),
};

/** Panels that may be empty and are so in all of these workspaces, by title, with the reason. */
const quietEverywhere: Readonly<Record<string, string>> = {
  "Taken out: contract, region-outage": "it was three weeks ago, and dashboards open on the last hours",
};

/** A floor: fewer would mean that dashboards were not read. */
const leastPanels = 1200;

const panelsOf = (outcomes: readonly Outcome[]) =>
  new Set(outcomes.map(({ query }) => `${query.dashboard} ${query.where}`));

/** What neither the examples nor the kits have, from golden cases: other kinds of SLIs, windows, compositions and planned work; every system metric. */
const cases = ["calendar-slices", "composite", "maintenance", "sli-freshness", "sli-gauge"];
const features: Files = {
  "tocsin.yaml": workspace,
  "services/machines.service.yaml": `version: 1\nservice: machines\nowner: shop\nmetrics: { push: otlp, system: [${systemMetrics.join(", ")}] }\n`,
  ...Object.fromEntries(
    cases.map((name) => [
      `services/${name}.service.yaml`,
      readCase(name)
        .given["spec.yaml"]!.replace(/^service: .+$/m, `service: ${name}`)
        // not on the first of a month alone
        .replace("0 */6 1 * *", "0 */6 * * *"),
    ]),
  ),
};

const workspaces = new Map<string, Compiled>();
const dashboards = new Map<string, DashboardJson>();

beforeAll(async () => {
  for (const [name, files] of [
    ["shop", readExample("shop")],
    ["minimal", readExample("minimal")],
    ["kits", withGrafana(kits)],
    ["features", withGrafana(features)],
  ] as const) {
    const compiled = await compileFiles(files);
    workspaces.set(name, compiled);
    for (const [path, dashboard] of dashboardsOf(compiled)) dashboards.set(`${name}/${path}`, dashboard);
  }
}, 120_000);

describeWith(["prometheus-2"], "dashboards on the oldest supported Prometheus", ({ "prometheus-2": program }) => {
  it("it takes every query", async () => {
    const prometheus = await startPrometheus(program, "global: {}\n");
    try {
      // What differs in the values of labels alone is the same to a parser.
      const byShape = new Map<string, string>();
      for (const [name, dashboard] of dashboards)
        for (const { source, text } of await dashboardQueries(name, dashboard, async () => ["a"]))
          if (source === "prometheus") byShape.set(text.replace(/"(?:[^"\\]|\\.)*"/g, '""'), text);
      const faults: string[] = [];
      await eachOf([...byShape.values()], 3, async (text) => {
        await prometheus.query(text, end).catch((error: Error) => faults.push(`${text}: ${error.message}`));
      });
      expect(byShape.size).toBeGreaterThan(300);
      expect(faults, faults.join("\n")).toEqual([]);
    } finally {
      await prometheus.stop();
    }
  });
});

describeWith(["prometheus-3"], "dashboards over a history", ({ "prometheus-3": program }) => {
  const outcomes: Outcome[] = [];
  let history: History;

  beforeAll(async () => {
    const all = [...workspaces.values()];
    history = await startHistory({
      program,
      services: all.flatMap(({ services }) => services),
      rules: all.flatMap((one) => [...ruleFilesOf(one).values()]),
      queries: await exprsOfDashboards(dashboards),
      end,
      length: 2.4 * hour,
      scrape: 30,
      seasons: 1200,
      incidents: shopIncidents(end),
    });
    const { prometheus } = history;
    const queries: DashboardQuery[] = [];
    for (const [name, dashboard] of dashboards)
      queries.push(
        ...(await dashboardQueries(name, dashboard, (selector, label) =>
          prometheus.labelValues(label, selector, end - 6 * hour, end),
        )),
      );
    outcomes.push(...(await outcomesOf(queries, prometheus, end)));
  }, 240_000);
  afterAll(() => history?.prometheus.stop());

  it("has a dashboard of every kind that is emitted, and of every built-in kit", () => {
    expect(Object.keys(kitUses)).toEqual(builtinKits.map(({ name }) => name));
    const names = new Set(outcomes.map(({ query }) => query.dashboard));
    for (const { name } of builtinKits)
      expect([...names].filter((one) => one.startsWith(`kits/grafana/${name}.`))).not.toEqual([]);
    const fleets = [...names].filter((one) => /\/fleet\b/.test(one));
    expect(fleets).toHaveLength(workspaces.size);
    expect(panelsOf(outcomes).size).toBeGreaterThan(leastPanels);
  });

  it("every query of every panel, variable and annotation has an answer, with data unless the panel says that there may be none", () => {
    const faults = faultsOf(outcomes);
    const shapes = outcomes.filter(({ rows }) => rows === undefined).length;
    console.log(
      `${panelsOf(outcomes).size} panels and annotations, ${outcomes.length} queries, ${shapes} of them for logs and traces, whose shape alone is looked at: ${faults.length} without data that do not say so`,
    );
    expect(faults, faults.join("\n")).toEqual([]);
  });

  it("what says that it may be without data has some somewhere", () => {
    const seen = new Map<string, boolean>();
    for (const { query, rows } of outcomes) {
      const { where, ref, kind, noValue } = query;
      const name = kind === "panel" ? `${where} ${ref}` : where;
      if (rows !== undefined && (noValue !== undefined || kind === "annotation"))
        seen.set(name, (seen.get(name) ?? false) || rows > 0);
    }
    const quiet = [...seen].filter(([, isSeen]) => !isSeen).map(([name]) => name);
    expect(quiet.sort()).toEqual(Object.keys(quietEverywhere).sort());
  });

  it("panels that are of some SLOs alone have data for exactly those", () => {
    const burns = new Map<string, number>();
    const keyOf = (...parts: readonly (string | undefined)[]) => JSON.stringify(parts);
    for (const { name, labels } of history.rules) {
      const key = keyOf(labels["env"], labels["service"], labels["slo"], labels["severity"]);
      if (name === "SLOErrorBudgetBurn") burns.set(key, (burns.get(key) ?? 0) + 1);
    }
    const shown: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const [name, { services }] of workspaces)
      for (const { name: service, environment, environmentLabels, slos } of services) {
        const path = [name, environment, "grafana", `${service}.slo.json`].filter(Boolean).join("/");
        for (const slo of slos) {
          const own = outcomes.filter(({ query: { dashboard, kind, scope } }) => {
            const chosen = /\$slo=(\S+)/.exec(scope)?.[1];
            return dashboard === path && kind === "panel" && (chosen ?? slo.name) === slo.name;
          });
          const titles = (pattern: RegExp) =>
            new Set(
              own
                .filter(({ query, rows = 0 }) => rows > 0 && pattern.test(query.where))
                .map(({ query }) => query.where),
            ).size;
          const key = `${path} ${slo.name}`;
          shown[key] = {
            pages: titles(/^Page\b/),
            tickets: titles(/^Ticket\b/),
            groups: titles(/^What consumed the budget$/),
            calendar: titles(/^Period so far$/),
            slices: titles(/^Bad slices of time$/),
            parts: titles(/^Parts$/),
          };
          const alerts = (severity: string) =>
            burns.get(keyOf(environmentLabels["env"], service, slo.name, severity)) ?? 0;
          expected[key] = {
            pages: alerts("page"),
            tickets: alerts("ticket"),
            groups: Number(slo.kind === "sli" && slo.sli.groups.length > 0),
            calendar: Number(slo.window.kind === "calendar"),
            slices: Number(slo.kind === "sli" && slo.slices !== undefined),
            parts: Number(slo.kind === "composite"),
          };
        }
      }
    expect(Object.keys(shown).length).toBeGreaterThan(50);
    expect(shown).toEqual(expected);
  });

  it("where an incident goes on, panels about alerts show them", () => {
    const ofAlerts = outcomes.filter(
      ({ query }) => /shop\/production\/grafana\/storefront\./.test(query.dashboard) && /\bALERTS\b/.test(query.text),
    );
    const isAbout = ({ query: { scope } }: Outcome) => !scope.includes("$slo=") || /\$slo=availability\b/.test(scope);
    expect(
      ofAlerts
        .filter(isAbout)
        .filter(({ rows }) => rows === 0)
        .map(({ query }) => query.where),
    ).toEqual([]);
  });

  it("shows what is wrong with a dashboard", async () => {
    const { prometheus } = history;
    const panel = (title: string, expr: string, rest: object = {}, target: object = {}) => ({
      type: "timeseries",
      title,
      targets: [{ refId: "A", expr, ...target }],
      ...rest,
    });
    const quiet = { fieldConfig: { defaults: { noValue: "all is well" } } };
    const objective = 'slo:objective:ratio{slo="$slo"}';
    const dashboard = {
      time: { from: "now-3h", to: "now" },
      templating: { list: [{ name: "slo", type: "custom", query: "availability,nothing" }] },
      panels: [
        panel("right", "slo:objective:ratio", {}, { legendFormat: "{{service}}" }),
        panel("of one value", objective),
        panel("no series of a rule", "slo:objectives:ratio"),
        panel("no metric that is known", "sum(rate(http_request_total[5m]))"),
        panel("no label that is known", 'up{colour="red"}'),
        panel("no label in its legend", "sum(up)", {}, { legendFormat: "{{jobb}}" }),
        panel("no expression", "sum(up"),
        panel("may be without", "slo:objectives:ratio", quiet),
        panel("may not be wrong", "rate(up)", quiet),
        panel("logs", '{app="a}', { datasource: { type: "loki" } }),
        { type: "row", title: "closed", panels: [panel("within", "slo:objective")] },
      ],
    };
    const queries = await dashboardQueries("d", dashboard, async () => []);
    const faults = faultsOf(await outcomesOf(queries, prometheus, end));
    const told = faults.map((fault) => {
      const [place = "", reason = ""] = fault.split("\n    ");
      return `${place.split(" | ")[1]}: ${reason.slice(0, 34)}`;
    });
    expect(told).toEqual([
      "no series of a rule: no data",
      "no metric that is known: no data",
      "no label that is known: no data",
      "no label in its legend: nothing has the label jobb of its ",
      'no expression: sum(up: invalid parameter "query":',
      'may not be wrong: rate(up): invalid parameter "query',
      "logs: a quote that is not closed",
      "within: no data",
      "of one value: no data",
    ]);
  });
});
