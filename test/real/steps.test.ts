import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { emitService } from "../../src/5-emit/emit.ts";
import { printYaml, type Yaml, type YamlMap } from "../../src/5-emit/shared/yaml.ts";
import { lowerSli, makeService, makeSlo, makeWorkspace, type SliOptions } from "../support/model.ts";
import { describeWith, promtoolRetries } from "../support/programs.ts";

// What Prometheus counts at single steps of SLIs whose events are steps; every number is worked out by hand.

const folder = mkdtempSync(join(tmpdir(), "tocsin-steps-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const slis: Readonly<Record<string, SliOptions>> = {
  backlog: { type: "custom", atMost: 10, prometheus: { gauge: "queue_depth" } },
  pool: {
    type: "custom",
    atLeast: 2.5,
    prometheus: { gauge: "pool_size" },
    groups: [{ source: "pool", recorded: "worker" }],
  },
  feed: { type: "freshness", maxAge: "2m", prometheus: { timestamp: "read_timestamp_milliseconds" } },
  lag: { type: "freshness", maxAge: "90s", prometheus: { age: "lag_seconds" } },
  volume: { type: "throughput", atLeast: "2/s", prometheus: { events: 'calls_total{job="shop"}' } },
  share: { type: "custom", prometheus: { errorRatio: "avg_over_time(bad_share[${window}])" } },
};

const input: readonly (readonly [series: string, values: string])[] = [
  ['up{job="shop", instance="a"}', "1x12"],
  ['queue_depth{queue="a"}', "5x12"],
  ['queue_depth{queue="b"}', "5x3 20x8"],
  ['queue_depth{queue="c"}', Array.from({ length: 13 }, () => "NaN").join(" ")],
  ['pool_size{pool="mail"}', "3x4"],
  ["pool_size", "2.5x4 2x7"],
  ['read_timestamp_milliseconds{instance="a"}', "_ 60000x3"],
  ['read_timestamp_milliseconds{instance="b"}', "_ 0x3"],
  ['lag_seconds{instance="a"}', "600x12"],
  ['lag_seconds{instance="b"}', "90x4 91x7"],
  ['calls_total{job="shop", instance="a"}', "0+120x4 600+119x7"],
  ['bad_share{of="quarter"}', "0.25x12"],
  ['bad_share{of="more than all"}', "3x12"],
  ['bad_share{of="less than none"}', "-1x12"],
  ['bad_share{of="nothing"}', Array.from({ length: 13 }, () => "NaN").join(" ")],
];

/** At a minute: steps or series that count and bad ones; by group where there are groups. */
type Expected = readonly [minute: number, slo: string, counts: Readonly<Record<string, readonly [number, number]>>];
const expected: readonly Expected[] = [
  // three series, of which one is NaN, no number and so not good
  [2, "backlog", { "": [3, 1] }],
  // 20 is more than 10
  [5, "backlog", { "": [3, 2] }],
  // 3 and 2.5 are at least 2.5; a series without the label is a group of its own
  [2, "pool", { mail: [1, 0], "(none)": [1, 0], "": [2, 0] }],
  [5, "pool", { mail: [1, 0], "(none)": [1, 1], "": [2, 1] }],
  // the last sample of `mail` is that of minute 4: after three more it is gone, and bad
  [9, "pool", { mail: [1, 1], "(none)": [1, 1], "": [2, 2] }],
  // nothing was seen yet
  [0, "feed", {}],
  // the newest data is that of second 60: 120 s old at minute 3, and no older than 2m
  [3, "feed", { "": [1, 0] }],
  [4, "feed", { "": [1, 1] }],
  // gone, and bad
  [10, "feed", { "": [1, 1] }],
  // the least age of the two
  [4, "lag", { "": [1, 0] }],
  [5, "lag", { "": [1, 1] }],
  // the job has not been up two steps ago
  [1, "volume", {}],
  // 120 in a minute are 2/s, 119 are less; a counter is read late, so what it shows at minute 5 is known at minute 6
  [6, "volume", { "": [1, 0] }],
  [7, "volume", { "": [1, 1] }],
  // 0.25, all and none; what is no number is not counted
  [5, "share", { "": [3, 1.25] }],
];

for (const version of ["promtool-2", "promtool-3"] as const) {
  describeWith([version], `steps that count and bad ones, ${version}`, (paths) => {
    it("are those worked out by hand", { retry: promtoolRetries }, async () => {
      const service = makeService(
        "shop",
        Object.entries(slis).map(([name, options]) => {
          const { sli, reported } = lowerSli(name, options);
          expect(reported).toEqual([]);
          return makeSlo("shop", name, sli!, { objective: "99%" });
        }),
        { environmentLabels: {} },
      );
      const made = emitService(service, { workspace: makeWorkspace() });
      const rules = made.value!.find(({ path }) => path.endsWith(".rules.yaml"))!;
      put(`${version}/${rules.path}`, rules.text);
      const root = {
        rule_files: ["shop.rules.yaml"],
        evaluation_interval: "1m",
        tests: [
          {
            interval: "1m",
            input_series: input.map(([series, values]) => ({ series, values })),
            promql_expr_test: expected.flatMap(checks),
          },
        ],
      };
      const path = put(`${version}/prometheus/steps.test.yaml`, printYaml(root as unknown as YamlMap).text);
      expect(await run(paths[version], ["test", "rules", path])).toMatch(/SUCCESS/);
    });
  });
}

function checks([minute, slo, counts]: Expected): readonly Yaml[] {
  return (["total", "errors"] as const).map((what, at) => ({
    expr: `slo:sli_${what}:step{slo="${slo}"}`,
    eval_time: `${minute}m`,
    exp_samples: Object.entries(counts).map(([worker, numbers]) => ({
      labels: `slo:sli_${what}:step{service="shop", slo="${slo}"${worker === "" ? "" : `, worker="${worker}"`}}`,
      value: numbers[at]!,
    })),
  }));
}

function put(path: string, text: string): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, args, { maxBuffer: 64 * 1024 * 1024 }, (_, stdout, stderr) => resolve(stdout + stderr));
  });
}
