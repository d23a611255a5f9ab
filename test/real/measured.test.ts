/**
 * `tocsin diff --prometheus` against what Prometheus itself makes of the same rules over the same samples: a real server holds the raw series, and
 * promtool, which is Prometheus's own rule manager with a clock that can be set, says at every minute which alerts fire.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { load } from "js-yaml";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Http, nodeHttp } from "../../src/host/http.ts";
import { tocsinIn } from "../support/command.ts";
import { generate } from "../support/examples.ts";
import { run } from "../support/process.ts";
import { describeWith } from "../support/programs.ts";
import { type Prometheus, startPrometheus } from "../support/prometheus.ts";
import { type RawSeries, remoteWrite } from "../support/remote-write.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-measured-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A whole multiple of every window's step, so that promtool's time, which begins at 0, and this one have the same steps. */
const start = Date.parse("2026-01-05T00:00:00Z") / 1000;
const minutes = 600;
const scrapes = 2 * minutes;
const from = start + 60;
const to = start + 60 * (minutes - 1);

const workspace = `version: 1
workspace: shop
specs: ["*.service.yaml"]
teams: { shop: { notify: { page: oncall, ticket: oncall } } }
receivers: { oncall: { pagerduty: { routingKeyFile: /etc/alertmanager/secrets/pagerduty } } }
targets: { prometheus: { retention: 40d } }
`;
const spec = ({ objective = "99%", wait = "10m", keep = "", bad = 'code=~"5.."' } = {}) => `version: 1
service: shop
owner: shop
match: { job: shop }
links: { runbook: "https://runbooks.example/shop" }
slis:
  requests:
    type: availability
    groupBy: [route]
    prometheus: { total: http_requests_total, bad: 'http_requests_total{${bad}}' }
slos: { requests: { objective: ${objective}, window: 7d, alerting: { ticket: { budgetLeft: 25% } } } }
alerts:
  QueueGrows: { when: "queue_depth > 100", for: ${wait}, severity: page${keep} }
`;
const versions = {
  base: spec(),
  tighter: spec({ objective: "99.5%", wait: "4m", keep: ", keepFiringFor: 7m" }),
  other: spec({ bad: 'code=~"[45].."' }),
};

interface Raw {
  readonly labels: Readonly<Record<string, string>>;
  /** Every 30 s from `start`. */
  readonly values: readonly (number | undefined)[];
}

/** Events between two scrapes, and how many of them are bad. */
function rawSeries(): readonly Raw[] {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const counters: Record<string, number[]> = {
    "/pay 200": [],
    "/pay 500": [],
    "/pay 404": [],
    "/cart 200": [],
    "/cart 500": [],
  };
  const sums = Object.fromEntries(Object.keys(counters).map((name) => [name, 0]));
  const up: (number | undefined)[] = [];
  const queue: number[] = [];
  /** Minutes of trouble, with bad events of a hundred. */
  const troubles = [
    [60, 75, 40],
    [180, 190, 3],
    [182, 186, 90],
    [300, 420, 2],
    [500, 503, 100],
  ] as const;
  for (let scrape = 0; scrape < scrapes; scrape++) {
    const minute = scrape / 2;
    const isFirst = scrape === 0;
    for (const route of ["/pay", "/cart"]) {
      const all = 60 + random(40);
      const share = Math.max(
        0,
        ...troubles.filter(([first, last]) => minute >= first && minute < last).map(([, , of]) => of),
      );
      const refused = route === "/pay" ? random(4) : 0;
      const bad = route === "/pay" ? Math.round(((all - refused) * share) / 100) : random(30) === 0 ? 1 : 0;
      const add = (code: string, events: number) => {
        const name = `${route} ${code}`;
        sums[name] = (sums[name] ?? 0) + (isFirst ? 0 : events);
        counters[name]!.push(sums[name]);
      };
      add("200", all - bad - refused);
      add("500", bad);
      if (route === "/pay") add("404", refused);
    }
    up.push(1);
    // above the bound for 3, 6 and 20 minutes, the last with dips
    const isHigh =
      (minute >= 100 && minute < 103) ||
      (minute >= 200 && minute < 206) ||
      (minute >= 400 && minute < 420 && minute % 9 >= 2);
    queue.push(isHigh ? 150 : 20);
  }
  const target = { job: "shop", instance: "a" };
  return [
    { labels: { __name__: "up", ...target }, values: up },
    { labels: { __name__: "queue_depth", ...target }, values: queue },
    ...Object.entries(counters).map(([name, values]) => {
      const [route = "", code = ""] = name.split(" ");
      return { labels: { __name__: "http_requests_total", ...target, route, code }, values };
    }),
  ];
}

/**
 * Bad of all events between two scrapes: the second, which is the last before the first step that has another before it, and the last of the newest
 * sum of five minutes, at 09:55.
 */
function shareOf(raw: readonly Raw[], isBad: (code: string) => boolean): number {
  const last = 2 * 595 - 1;
  const gained = raw.flatMap(({ labels, values }) => {
    const code = labels["code"];
    return code === undefined ? [] : [{ code, by: values[last]! - values[1]! }];
  });
  const sum = (some: typeof gained) => some.reduce((all, { by }) => all + by, 0);
  return sum(gained.filter(({ code }) => isBad(code))) / sum(gained);
}

function put(path: string, text: string): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

interface Side {
  readonly budget: { readonly bad: number; readonly spent: number; readonly seen: number };
  readonly seen: number;
  readonly fired: Readonly<Record<string, number>>;
  readonly alerts: readonly {
    readonly alert: string;
    readonly severity: string;
    readonly lasts: number;
    readonly fired: readonly { readonly from: string; readonly to: string }[];
  }[];
  readonly left: readonly unknown[];
}
interface Answer {
  readonly measured: {
    readonly subjects: readonly { readonly subject: string; readonly base: Side; readonly head: Side }[];
    readonly missing: readonly string[];
    readonly failed?: string;
  };
}

describeWith(
  ["prometheus-3", "promtool-3"],
  "what a change would have come to",
  ({ "prometheus-3": prometheus, "promtool-3": promtool }) => {
    const raw = rawSeries();
    let server: Prometheus;
    const asked: { readonly query: string; readonly until: number }[] = [];
    const http: Http = {
      ...nodeHttp(),
      get(request) {
        const { searchParams } = new URL(request.url);
        asked.push({ query: searchParams.get("query")!, until: Number(searchParams.get("end")) });
        return nodeHttp().get(request);
      },
    };

    beforeAll(async () => {
      server = await startPrometheus(prometheus, "global: { scrape_interval: 1m }\n", [
        "--web.enable-remote-write-receiver",
        "--storage.tsdb.min-block-duration=90d",
        "--storage.tsdb.max-block-duration=90d",
        "--storage.tsdb.retention.time=10y",
      ]);
      const series = raw.map(({ labels, values }): RawSeries => ({
        labels,
        samples: values.flatMap((value, at) => (value === undefined ? [] : [[start + 30 * at, value] as const])),
      }));
      await remoteWrite(`${server.url}/api/v1/write`, series);
      for (const [name, text] of Object.entries(versions)) {
        put(`${name}/tocsin.yaml`, workspace);
        put(`${name}/shop.service.yaml`, text);
      }
    }, 60_000);
    afterAll(() => server?.stop());

    const diff = async (base: string, head: string, ...more: readonly string[]) => {
      const range = ["--from", instant(from), "--to", instant(to)];
      asked.length = 0;
      return tocsinIn(folder, ["diff", base, head, "--prometheus", server.url, ...range, ...more], { http });
    };

    const known = new Map<string, ReadonlyMap<string, Answer["measured"]["subjects"][number]>>();
    const measuredOf = async (head: string) => {
      const before = known.get(head);
      if (before !== undefined) return before;
      const { out, err, status } = await diff("base", head, "--json");
      expect({ err, status }).toEqual({ err: "", status: 0 });
      const { measured } = JSON.parse(out) as Answer;
      expect({ missing: measured.missing, failed: measured.failed }).toEqual({ missing: [], failed: undefined });
      const subjects = new Map(measured.subjects.map((one) => [one.subject, one]));
      known.set(head, subjects);
      return subjects;
    };

    /** That promtool finds the same alerts firing around each time at which one begins or ends, and every ten minutes. */
    const expectAsPrometheus = async (version: string, sides: readonly (readonly [subject: string, side: Side])[]) => {
      const { files } = await generate({
        "tocsin.yaml": workspace,
        "shop.service.yaml": versions[version as keyof typeof versions],
      });
      const rules = files["generated/prometheus/shop.rules.yaml"]!;
      put(`${version}/rules/shop.rules.yaml`, rules);
      const { groups } = load(rules) as { groups: readonly { readonly name: string }[] };
      const fired = sides.flatMap(([subject, side]) =>
        side.alerts.map(({ alert, severity, fired: times }) => ({
          labels: labelsOf(subject, alert, severity),
          times: times.map((time) => [Date.parse(time.from) / 1000, Date.parse(time.to) / 1000] as const),
        })),
      );
      const names = [...new Set(fired.map(({ labels }) => labels["alertname"]))];
      expect(names.length).toBeGreaterThan(1);
      const expr = (some: readonly (string | undefined)[]) =>
        `group by (alertname, severity, long) (ALERTS{alertstate="firing", alertname=~"${some.join("|")}"})`;
      const testOf = (minute: number, some: readonly (string | undefined)[]) => {
        const time = start + 60 * minute;
        const firing = fired.filter(
          ({ labels, times }) =>
            some.includes(labels["alertname"]) && times.some(([first, last]) => time >= first && time <= last),
        );
        return exprTest(
          expr(some),
          minute,
          firing.map(({ labels }) => labels),
        );
      };
      const tests: string[] = [];
      // promtool evaluates every group each minute, also that of two minutes
      const perMinute = names.filter((name) => name !== "SLOErrorBudgetLow");
      const edges = fired.flatMap(({ times }) => times.flat().map((time) => (time - start) / 60));
      for (let minute = 1; minute < minutes; minute++)
        if (minute % 10 === 0 || edges.some((edge) => Math.abs(minute - edge) <= 2))
          tests.push(testOf(minute, minute % 2 === 0 ? names : perMinute));
      const file = (checks: readonly string[]) =>
        `rule_files: [shop.rules.yaml]\nevaluation_interval: 1m\ngroup_eval_order: [${groups.map(({ name }) => name).join(", ")}]\ntests:\n  - interval: 30s\n    input_series:\n${raw.map(inputSeries).join("")}    promql_expr_test:\n${checks.join("")}`;
      const good = await run(promtool, "test", "rules", put(`${version}/rules/good.test.yaml`, file(tests)));
      expect({ ok: good.ok, output: good.ok ? "" : good.output.slice(0, 4000) }).toEqual({ ok: true, output: "" });
      // that a minute told wrong is found is shown once
      if (version !== "base") return;
      const [first] = fired.flatMap(({ times }) => times);
      const late = testOf((first![0] - start) / 60 - 1, names).replace(
        /eval_time: (\d+)m/,
        (_, minute: string) => `eval_time: ${Number(minute) + 1}m`,
      );
      expect(await run(promtool, "test", "rules", put(`${version}/rules/wrong.test.yaml`, file([late])))).toMatchObject(
        { ok: false },
      );
    };

    it("is what Prometheus's own rules fire, minute by minute: both versions, `for` and `keepFiringFor` among it", async () => {
      const found = await measuredOf("tighter");
      expect([...found.keys()]).toEqual(["shop/QueueGrows", "shop/requests"]);
      const [queue, slo] = [found.get("shop/QueueGrows")!, found.get("shop/requests")!];
      expect([queue.base.left, queue.head.left, slo.base.left, slo.head.left]).toEqual([[], [], [], []]);
      await expectAsPrometheus("base", [
        ["shop/QueueGrows", queue.base],
        ["shop/requests", slo.base],
      ]);
      await expectAsPrometheus("tighter", [
        ["shop/QueueGrows", queue.head],
        ["shop/requests", slo.head],
      ]);
      // above 100 from minute 200 to 206 and, but for two minutes of nine, from 400 to 420: with `for` 4m and `keepFiringFor` 7m that is twice
      expect({ base: queue.base.fired, head: queue.head.fired }).toEqual({ base: { page: 0 }, head: { page: 2 } });
      const pages = ({ alerts }: Side) =>
        alerts.filter(({ severity }) => severity === "page").reduce((sum, { lasts }) => sum + lasts, 0);
      expect(pages(slo.base)).toBeGreaterThan(0);
      expect(pages(slo.head)).toBeGreaterThan(pages(slo.base));
    }, 240_000);

    it("shares of bad and of budgets are those of the samples", async () => {
      const { base, head } = (await measuredOf("tighter")).get("shop/requests")!;
      const share = shareOf(raw, (code) => code === "500");
      expect(base.budget.bad).toBeCloseTo(share, 9);
      expect(base.budget.spent).toBeCloseTo(share / 0.01, 9);
      expect(head.budget.spent).toBeCloseTo(share / 0.005, 9);
      // ten hours but the first minute, before which nothing is known
      expect(head.seen).toBe(to - from);
      const other = (await measuredOf("other")).get("shop/requests")!;
      expect(other.head.budget.bad).toBeCloseTo(
        shareOf(raw, (code) => code !== "200"),
        4,
      );
      await expectAsPrometheus("other", [["shop/requests", other.head]]);
    }, 240_000);

    it("is the same where half of it is read from what the server has recorded, and raw series are asked for the rest alone", async () => {
      const raw = (await diff("base", "tighter", "--json")).out;
      const half = start + 300 * 60;
      const { files } = await generate({ "tocsin.yaml": workspace, "shop.service.yaml": versions.base });
      const { groups } = load(files["generated/prometheus/shop.rules.yaml"]!) as {
        groups: readonly {
          readonly rules: readonly {
            readonly record?: string;
            readonly expr: string;
            readonly labels: Readonly<Record<string, string>>;
          }[];
        }[];
      };
      for (const record of ["slo:sli_total:step", "slo:sli_errors:step"]) {
        const rule = groups.flatMap(({ rules }) => rules).find((one) => one.record === record)!;
        const rows = await server.queryRange({ expr: rule.expr, from: half, to, step: 60 });
        expect(rows).toHaveLength(2);
        const series = rows.map(({ labels, points }) => ({
          labels: { ...labels, ...rule.labels, __name__: record },
          samples: points,
        }));
        await remoteWrite(`${server.url}/api/v1/write`, series);
      }
      expect((await diff("base", "tighter", "--json")).out).toBe(raw);
      const counted = asked.filter(({ query }) => query.includes("http_requests_total"));
      expect(counted.length).toBeGreaterThan(0);
      for (const { until } of counted) expect(until).toBe(half - 60);
      expect(asked.some(({ query }) => query.startsWith("last_over_time(slo:sli_errors:step{"))).toBe(true);
    }, 120_000);
  },
);

/** `page over 1h and 5m` is the burn-rate alert whose long window is an hour. */
function labelsOf(subject: string, words: string, severity: string): Readonly<Record<string, string>> {
  const long = /over (\w+)/.exec(words)?.[1];
  if (long !== undefined) return { alertname: "SLOErrorBudgetBurn", severity, long };
  if (words.includes("low budget")) return { alertname: "SLOErrorBudgetLow", severity };
  if (words.includes("missing data")) return { alertname: "SLONoData", severity };
  return { alertname: subject.split("/")[1]!, severity };
}

function inputSeries({ labels: { __name__: name, ...labels }, values }: Raw): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return `      - { series: '${name}{${pairs.join(",")}}', values: '${values.map((value) => value ?? "_").join(" ")}' }\n`;
}

function exprTest(expr: string, minute: number, firing: readonly Readonly<Record<string, string>>[]): string {
  const samples = firing.map((labels) => {
    const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
    return `          - { labels: '{${pairs.join(",")}}', value: 1 }\n`;
  });
  return `      - expr: ${JSON.stringify(expr)}\n        eval_time: ${minute}m\n        exp_samples:${samples.length === 0 ? " []" : ""}\n${samples.join("")}`;
}

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}
