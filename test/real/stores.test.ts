import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { load } from "js-yaml";
import { afterAll, beforeAll, expect, it } from "vitest";
import { printExpr } from "../../src/model/promql/print.ts";
import { generate } from "../support/examples.ts";
import { lowerSli } from "../support/model.ts";
import { freePorts, run, sleep, start } from "../support/process.ts";
import { goldenCases, readCase } from "../support/golden.ts";
import { describeWith } from "../support/programs.ts";
import { rawShop } from "../support/raw-shop.ts";
import { remoteWrite } from "../support/remote-write.ts";
import { exampleOn, type Files, goldenOn, latencyOn } from "../support/store-specs.ts";
import { startVictoriaMetrics, type VictoriaMetrics } from "../support/victoriametrics.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-stores-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes files whose path matches below a folder of that name, and gives their paths. */
function put(name: string, files: Files, path: RegExp): readonly string[] {
  return Object.entries(files)
    .filter(([at]) => path.test(at))
    .map(([at, text]) => {
      const full = join(folder, name, at);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, text);
      return full;
    });
}

/** The shop in the form of a store. VictoriaMetrics has no native histograms. */
async function shopOn(store: string): Promise<Files> {
  const files = Object.entries(exampleOn(store, "shop")).map(([path, text]) => [
    path,
    store === "victoriametrics" ? text.replace("native: true", "native: false") : text,
  ]);
  return made(Object.fromEntries(files) as Files);
}

async function made(specs: Files): Promise<Files> {
  const { status, files, printed } = await generate(specs, "--target", "prometheus");
  if (status !== 0) throw new Error(printed);
  return files;
}

describeWith(["vmalert"], "vmalert -dryRun", ({ vmalert }) => {
  const dryRun = (...paths: readonly string[]) => run(vmalert, "-dryRun", ...paths.map((path) => `-rule=${path}`));

  it("reads every rule and template of the shop on VictoriaMetrics", async () => {
    const paths = put("vm", await shopOn("victoriametrics"), /\/victoriametrics\/.*\.rules\.yaml$/);
    expect(paths.length).toBeGreaterThan(15);
    expect(await dryRun(...paths)).toMatchObject({ ok: true });
  }, 60_000);

  it("reads every golden case on VictoriaMetrics", async () => {
    const paths = put("vm-golden", await goldenOn("victoriametrics"), /\/victoriametrics\/.*\.rules\.yaml$/);
    const withRules = goldenCases.filter((name) =>
      Object.keys(readCase(name).expected).some((path) => path.endsWith(".rules.yaml")),
    );
    expect(paths.length).toBe(withRules.length - 1);
    expect(await dryRun(...paths)).toMatchObject({ ok: true });
  }, 60_000);

  it("refuses a function that MetricsQL lacks, an unknown key and a broken template", async () => {
    const rule = (text: string) => put("broken", { "a.yaml": `groups: [{ name: a, rules: [${text}] }]\n` }, /./)[0]!;
    for (const text of [
      '{ record: "a:b", expr: "histogram_count(up)" }',
      '{ record: "a:b", expr: "up", namespace: x }',
      '{ alert: A, expr: "up", annotations: { a: "{{ nothing }}" } }',
    ])
      expect(await dryRun(rule(text))).toMatchObject({ ok: false });
  });
});

describeWith(["thanos"], "thanos tools rules-check", ({ thanos }) => {
  const check = (...paths: readonly string[]) =>
    run(thanos, "tools", "rules-check", ...paths.map((path) => `--rules=${path}`));

  it("reads every rule of the shop on Thanos", async () => {
    const paths = put("thanos", await shopOn("thanos"), /prometheus\/[^/]*\.rules\.yaml$/);
    expect(paths.length).toBeGreaterThan(15);
    const { ok, output } = await check(...paths);
    expect({ ok, read: output.match(/result=SUCCESS/g)?.length }).toEqual({ ok: true, read: paths.length });
  }, 60_000);

  it("refuses a key that it does not know", async () => {
    const [path] = put("thanos", { "a.yaml": "groups: [{ name: a, eval_offset: 1m, rules: [] }]\n" }, /./);
    expect(await check(path!)).toMatchObject({ ok: false });
  });
});

const from = Date.parse("2026-01-05T00:00:00Z") / 1000;
const minutes = 240;
/** The first minutes have nothing to compare with. */
const first = 6;

describeWith(["victoria-metrics", "vmalert"], "rules on VictoriaMetrics", (programs) => {
  const raw = rawShop(from, minutes);
  let store: VictoriaMetrics;
  beforeAll(async () => {
    store = await startVictoriaMetrics(programs["victoria-metrics"]);
    await remoteWrite(`${store.url}/api/v1/write`, raw.series);
    await store.flush();
  }, 60_000);
  afterAll(() => store?.stop());

  const counters = { total: 'http_requests_total{job="shop"}', bad: 'http_requests_total{job="shop", code=~"5.."}' };
  const availability = lowerSli("requests", { type: "availability", prometheus: counters }).sli!;

  it.each([
    ["every event", availability.total, raw.truth.total],
    ["every error, the first of a series among them", availability.errors.expr, raw.truth.errors],
  ])(
    "the base rule counts %s once, over a restart, a gap and a new label",
    async (_, expr, truth) => {
      const counted: number[] = [];
      for (let minute = first; minute < minutes - 1; minute++)
        counted.push((await store.query(printExpr(expr), from + 60 * minute))[0]?.value ?? 0);
      expect(counted).toEqual(truth.slice(first, minutes - 1));
      expect(counted.reduce((sum, one) => sum + one)).toBeGreaterThan(200);
    },
    60_000,
  );

  it("vmalert shows a rule what was recorded above it one evaluation later", async () => {
    const rules = `groups:
  - name: chain
    interval: 2s
    rules:
      - { record: "chain:now", expr: "vector(time())" }
      - { record: "chain:age", expr: "time() - chain:now" }
      - { record: "chain:count", expr: "count_over_time(chain:now[5999ms])" }
`;
    const [path] = put("chain", { "chain.yaml": rules }, /./);
    const [port] = (await freePorts(1)) as [number];
    const url = `http://127.0.0.1:${port}`;
    const args = [`-rule=${path}`, `-datasource.url=${store.url}`, `-remoteWrite.url=${store.url}`];
    const more = ["-notifier.blackhole", `-httpListenAddr=127.0.0.1:${port}`, "-remoteWrite.flushInterval=100ms"];
    const ready = async () => (await fetch(`${url}/health`)).ok;
    const vmalert = await start(programs.vmalert, [...args, ...more], ready);
    try {
      const deadline = Date.now() + 60_000;
      while (Date.now() < deadline && (await store.samples("chain:count")).length < 6) await sleep(1000);
    } finally {
      await vmalert.stop();
    }
    const ages = (await store.samples("chain:age")).map(([, age]) => age);
    const counts = (await store.samples("chain:count")).map(([, count]) => count);
    // Three of them lie in the range of a store that reads what it has just written.
    expect(Math.min(...ages.slice(2))).toBeGreaterThanOrEqual(2);
    expect(Math.max(...counts.slice(2))).toBeLessThanOrEqual(2);
  }, 90_000);

  /** Evaluates a file's recording rules minute by minute as vmalert does: what is written at one evaluation is seen at the next. */
  async function evaluate(path: string): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
    const recorded = new Map<string, Map<number, number>>();
    const groups = (load(readFileSync(path, "utf8")) as { groups: readonly RuleGroup[] }).groups;
    for (let minute = 0; minute < minutes - 1; minute++) {
      const due = groups
        .filter(({ interval }) => minute % Number.parseInt(interval) === 0)
        .flatMap(({ rules }) => rules);
      const records = due.filter((rule): rule is RecordingRule => "record" in rule);
      const rows = await Promise.all(records.map(({ expr }) => store.query(expr, from + 60 * minute)));
      const written = rows.flatMap(([row], at) => {
        const { record, labels } = records[at]!;
        if (row === undefined) return [];
        if (!recorded.has(record)) recorded.set(record, new Map());
        recorded.get(record)!.set(minute, row.value);
        return [{ labels: { __name__: record, ...labels }, samples: [[from + 60 * minute, row.value] as const] }];
      });
      if (written.length > 0) await remoteWrite(`${store.url}/api/v1/write`, written);
      await store.flush();
    }
    return recorded;
  }

  const { total, slow } = raw.truth;
  const sum = (of: readonly number[], last: number, length: number) =>
    of.slice(Math.max(0, last - length + 1), last + 1).reduce((all, one) => all + one, 0);

  it("the rules for VictoriaMetrics record the exact sums, one step older for each that reads another", async () => {
    const [path] = put("late", await made(latencyOn("victoriametrics")), /\/victoriametrics\/shop\.rules\.yaml$/);
    const recorded = await evaluate(path!);
    const at = (name: string, minute: number) => recorded.get(name)?.get(minute);
    for (let minute = 80; minute < minutes - 1; minute++) {
      expect([minute, at("slo:sli_total:step", minute)]).toEqual([minute, total[minute]]);
      expect([minute, at("slo:sli_errors:step", minute)]).toEqual([minute, slow[minute]]);
      expect([minute, at("slo:sli_errors:sum5m", minute)]).toEqual([minute, sum(slow, minute - 1, 5)]);
      const fiveMinutes = sum(slow, minute - 2, 5) / sum(total, minute - 2, 5);
      expect(at("slo:sli_error:ratio5m", minute)).toBeCloseTo(fiveMinutes, 12);
      expect(at("slo:sli_error:ratio1h", minute)).toBeCloseTo(
        sum(slow, minute - 1, 60) / sum(total, minute - 1, 60),
        12,
      );
      if (minute % 2 === 1) continue;
      // The period's group reads the bins at whole five minutes. One that is written in this very minute is not seen yet: the one of a minute before stands in.
      const bin = minute - (minute % 5);
      const older = minute === bin ? 1 : 0;
      const whole = (of: readonly number[]) => sum(of, bin - 6, bin - 5) + sum(of, bin - 1 - older, 5);
      expect(at("slo:sli_error:ratio28d", minute)).toBeCloseTo(whole(slow) / whole(total), 12);
    }
  }, 240_000);
});

interface RuleGroup {
  readonly interval: string;
  readonly rules: readonly (RecordingRule | { readonly alert: string })[];
}

interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}
