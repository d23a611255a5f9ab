import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { load } from "js-yaml";
import { afterAll, beforeAll, expect, it } from "vitest";
import { nodeHttp } from "../../src/host/http.ts";
import { nodeHost } from "../../src/host/node.ts";
import { run } from "../../src/cli/run.ts";
import { generate } from "../support/examples.ts";
import { describeWith } from "../support/programs.ts";
import { type Prometheus, startPrometheus } from "../support/prometheus.ts";
import { type RawSeries, remoteWrite } from "../support/remote-write.ts";
import { run as call } from "../support/process.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-backfill-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A whole multiple of the steps that the rules look back by, and a day's end lies behind it: the samples come in two files. */
const from = Date.parse("2026-01-05T18:00:00Z") / 1000;
const minutes = 390;

const specs = {
  "tocsin.yaml": `version: 1
workspace: shop
specs: ["*.service.yaml"]
teams: { shop: { notify: { page: oncall, ticket: oncall } } }
receivers: { oncall: { pagerduty: { routingKeyFile: /etc/alertmanager/secrets/pagerduty } } }
targets: { prometheus: { retention: 40d } }
`,
  "shop.service.yaml": `version: 1
service: shop
owner: shop
match: { job: shop }
links: { runbook: "https://runbooks.example/shop" }
slis:
  requests:
    type: availability
    groupBy: [route]
    prometheus: { total: http_requests_total, bad: 'http_requests_total{code=~"5.."}' }
  speed: { type: latency, threshold: 500ms, prometheus: { histogram: http_request_duration_seconds } }
slos:
  requests: 99.9%
  speed: { objective: 99%, window: 30d }
`,
};

type Value = number | "none" | "stale";
interface Raw {
  readonly labels: Readonly<Record<string, string>>;
  /** Every 30 s from the beginning. */
  readonly values: readonly Value[];
}

/** Two routes of an instance that restarts, is not scraped for a while, and has its first errors late. */
function rawSeries(): readonly Raw[] {
  const scrapes = 2 * minutes;
  let seed = 11;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const target = { job: "shop", instance: "a" };
  const series = new Map<string, { labels: Record<string, string>; values: Value[] }>();
  const put = (scrape: number, name: string, more: Record<string, string>, value: Value) => {
    const labels = { __name__: name, ...target, ...more };
    const key = JSON.stringify(labels);
    const one = series.get(key) ?? { labels, values: Array.from({ length: scrape }, (): Value => "none") };
    series.set(key, one);
    one.values[scrape] = value;
  };
  let counts: Record<string, number> = {};
  for (let scrape = 0; scrape < scrapes; scrape++) {
    if (scrape === 200) counts = {};
    const isGone = scrape >= 300 && scrape < 340;
    put(scrape, "up", {}, isGone ? 0 : 1);
    const add = (name: string, more: Record<string, string>, events: number) => {
      const key = name + JSON.stringify(more);
      counts[key] = (counts[key] ?? 0) + events;
      const isThere = counts[key] > 0 || !("code" in more) || more["code"] === "200";
      if (isThere) put(scrape, name, more, isGone ? (scrape === 300 ? "stale" : "none") : counts[key]);
    };
    let [all, slow] = [0, 0];
    for (const route of ["/pay", "/cart"]) {
      const [ok, bad] = [20 + random(9), scrape > 130 && random(5) === 0 ? random(3) : 0];
      add("http_requests_total", { route, code: "200" }, ok);
      add("http_requests_total", { route, code: "500" }, bad);
      all += ok + bad;
    }
    slow = random(3);
    add("http_request_duration_seconds_count", {}, all);
    add("http_request_duration_seconds_bucket", { le: "0.5" }, all - slow);
  }
  return [...series.values()].map(({ labels, values }) => ({
    labels,
    values: Array.from({ length: scrapes }, (_, at) => values[at] ?? "none"),
  }));
}

/** In order of time, as a server wants them. */
async function write(server: Prometheus, raw: readonly Raw[]): Promise<void> {
  const perRequest = 20;
  for (let first = 0; first < 2 * minutes; first += perRequest) {
    const series = raw.map(({ labels, values }): RawSeries => ({
      labels,
      samples: values
        .slice(first, first + perRequest)
        .flatMap((value, at) => (value === "none" ? [] : [[from + 30 * (first + at), value] as const])),
    }));
    await remoteWrite(
      `${server.url}/api/v1/write`,
      series.filter(({ samples }) => samples.length > 0),
    );
  }
}

function put(path: string, text: string): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

async function tocsin(where: string, ...args: readonly string[]) {
  let [printed, said] = ["", ""];
  const stream = (write: (text: string) => void) => ({ isTerminal: false, columns: 120, write });
  const status = await run(args, {
    host: nodeHost(),
    http: nodeHttp(),
    processes: { self: "test 1 -", stateOf: () => "gone", pause: () => {} },
    folder: where,
    today: "2026-11-25",
    variables: {},
    stdout: stream((text) => (printed += text)),
    stderr: stream((text) => (said += text)),
    readStdin: async () => new Uint8Array(),
    asker: () => undefined,
  });
  return { status, printed, said };
}

const empty = "global: { scrape_interval: 1m }\n";

for (const version of ["2", "3"] as const) {
  describeWith(
    [`prometheus-${version}`, `promtool-${version}`],
    `a backfill from Prometheus ${version}`,
    (programs) => {
      const [prometheus, promtool] = [programs[`prometheus-${version}`], programs[`promtool-${version}`]];
      const raw = rawSeries();
      const where = `v${version}`;
      let [source, loaded]: (Prometheus | undefined)[] = [];
      let answer: Awaited<ReturnType<typeof tocsin>>;
      const last = from + 60 * (minutes - 1);

      beforeAll(async () => {
        source = await startPrometheus(prometheus, empty, ["--web.enable-remote-write-receiver"]);
        await write(source, raw);
        for (const [path, text] of Object.entries(specs)) put(`${where}/${path}`, text);
        const range = ["--from", instant(from), "--to", instant(last)];
        answer = await tocsin(join(folder, where), "backfill", "shop", "--prometheus", source.url, ...range);
        const out = join(folder, where, "tocsin-backfill");
        for (const day of readdirSync(out).filter((name) => name.endsWith(".om"))) {
          const made = await call(
            promtool,
            "tsdb",
            "create-blocks-from",
            "openmetrics",
            join(out, day),
            join(out, "blocks"),
          );
          if (!made.ok) throw new Error(made.output);
        }
        loaded = await startPrometheus(prometheus, empty, [], join(out, "blocks"));
      }, 120_000);
      afterAll(async () => {
        await source?.stop();
        await loaded?.stop();
      });

      // the first step with a scrape of 62 seconds before
      it("says what it made, from when on, and what to do with it", () => {
        expect(answer.printed).not.toContain("not made");
        expect({ status: answer.status, said: answer.said }).toEqual({ status: 0, said: "" });
        expect(answer.printed).toMatch(
          /^shop\/requests: 2026-01-05T18:00:00Z to 2026-01-06T00:29:00Z: \d+ samples of \d+ series, nothing before 2026-01-05T18:02:00Z \(2m\), \d+ steps without data$/m,
        );
        expect(answer.printed).toContain(
          'for day in tocsin-backfill/*.om; do promtool tsdb create-blocks-from openmetrics "$day"',
        );
        expect(readdirSync(join(folder, where, "tocsin-backfill")).filter((name) => name.endsWith(".om"))).toEqual([
          "2026-01-05.om",
          "2026-01-06.om",
        ]);
      });

      it("is what the rules record when promtool evaluates them over the same series", async () => {
        const { files } = await generate(specs);
        put(`${where}/rules/shop.rules.yaml`, files["generated/prometheus/shop.rules.yaml"]!);
        const { groups } = load(files["generated/prometheus/shop.rules.yaml"]!) as { groups: readonly RuleGroup[] };
        const namesOf = (interval: string) =>
          groups
            .filter((group) => group.interval === interval)
            .flatMap(({ rules }) => rules.flatMap(({ record }) => record ?? []));
        const [eachMinute, eachTwo] = [new Set(namesOf("1m")), new Set(namesOf("2m"))];
        const tests = [];
        let compared = 0;
        for (const minute of [3, 30, 68, 71, 100, 101, 149, 152, 171, 180, 230, 364, 388]) {
          // promtool evaluates every group each minute, also those of two.
          for (const name of [...eachMinute, ...(minute % 2 === 0 ? eachTwo : [])]) {
            const rows = await loaded!.query(`round(${name} * 1e9)`, from + 60 * minute);
            compared += rows.length;
            tests.push(exprTest(`round(${name} * 1e9)`, minute, rows));
          }
        }
        expect(compared).toBeGreaterThan(300);
        const file = (checks: readonly string[]) =>
          `rule_files: [shop.rules.yaml]\nevaluation_interval: 1m\ngroup_eval_order: [${groups.map(({ name }) => name).join(", ")}]\ntests:\n  - interval: 30s\n    input_series:\n${raw.map(inputSeries).join("")}    promql_expr_test:\n${checks.join("")}`;
        const good = await call(promtool, "test", "rules", put(`${where}/rules/good.test.yaml`, file(tests)));
        expect({ ok: good.ok, output: good.ok ? "" : good.output.slice(0, 4000) }).toEqual({ ok: true, output: "" });
        const wrong = file([
          exprTest("slo:sli_total:step", 100, [{ labels: { __name__: "slo:sli_total:step" }, value: 1 }]),
        ]);
        expect(await call(promtool, "test", "rules", put(`${where}/rules/wrong.test.yaml`, wrong))).toMatchObject({
          ok: false,
        });
      }, 120_000);
    },
  );
}

interface RuleGroup {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly { readonly record?: string }[];
}

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

function inputSeries({ labels: { __name__: name, ...labels }, values }: Raw): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const texts = values.map((value) => (value === "none" ? "_" : String(value)));
  return `      - { series: '${name}{${pairs.join(",")}}', values: '${texts.join(" ")}' }\n`;
}

function exprTest(
  expr: string,
  minute: number,
  rows: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[],
): string {
  const samples = rows.map(({ labels: { __name__: name, ...labels }, value }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
    return `          - { labels: '${name ?? ""}{${pairs.join(",")}}', value: ${value} }\n`;
  });
  return `      - expr: ${JSON.stringify(expr)}\n        eval_time: ${minute}m\n        exp_samples:${samples.length === 0 ? " []" : ""}\n${samples.join("")}`;
}
