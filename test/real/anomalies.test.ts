import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { printYaml, type YamlMap } from "../../src/5-emit/shared/yaml.ts";
import { compileCase, readCase } from "../support/golden.ts";
import { describeWith } from "../support/programs.ts";
import { run } from "../support/process.ts";
import { testRules, writeByNeed } from "../support/rule-tests.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-anomalies-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

// ---- each change of a rule makes a generated test fail

const { expected } = readCase("anomalies");
const rules = expected["prometheus/cart.rules.yaml"]!;
const proofs = ["cart.anomalies.test.yaml", "cart.seasons.test.yaml"];

interface Change {
  readonly what: string;
  readonly text: string;
}

/** Numbers of expressions, changed by a step, by one or by a hundredth, and functions by those that are next to them. The value that is watched is no concern of these tests. */
function changes(): readonly Change[] {
  const found: Change[] = [];
  let offset = 0;
  for (const line of rules.split("\n")) {
    const isRule = /anomaly:(?!value\{.*\} unless)/.test(line) || /^\s+(?:0\.5,|>= 3|\^ 2|2$|\* quantile)/.test(line);
    const isOther = /^\s*(?:#|- record|labels|summary|usual)|> -Inf|anomaly="logins"/.test(line);
    if (isRule && !isOther) {
      const bare = line.replace(/"[^"]*"/g, (text) => "_".repeat(text.length));
      const change = (index: number, from: string, to: string) =>
        found.push({
          what: `${line.trim()}: ${from} → ${to}`,
          text: rules.slice(0, offset + index) + to + rules.slice(offset + index + from.length),
        });
      for (const { 0: text, 1: number = "", 2: unit = "", index } of bare.matchAll(
        /(?<![\w.-])(\d+(?:\.\d+)?)(m|s|h\d+m)?(?![\w.-])/g,
      )) {
        if (unit === "s") change(index, text, `${Number(number) + 60}s`);
        else if (unit === "m") change(index, text, `${Number(number) + 1}m`);
        else if (line.slice(0, index).endsWith(">= ")) {
          change(index, text, String(Number(number) + 1));
          change(index, text, String(Number(number) - 1));
        } else change(index, text, String(Number((Number(number) * 1.01).toPrecision(6))));
      }
      for (const [from, to] of [
        ["avg_over_time", "max_over_time"],
        ["stddev_over_time", "stdvar_over_time"],
        ["1e-9", "0"],
        ["anomaly:lower", "anomaly:mean"],
        ["anomaly:upper", "anomaly:mean"],
        [" unless on () anomaly:muted", " unless on () anomaly:none"],
      ] as const) {
        const index = bare.indexOf(from);
        if (index >= 0) change(index, from, to);
      }
    }
    offset += line.length + 1;
  }
  for (const [what, from, to] of [
    ["an average in place of a sum", "sum by (route) (rate", "avg by (route) (rate"],
    ["planned work is recorded", ' unless on () anomaly:excluded{service="cart"}', ""],
  ] as const)
    found.unshift({ what, text: rules.replace(from, to) });
  return found;
}

describeWith(["promtool-3"], "a change of an anomaly's rule makes a generated test fail", (paths) => {
  const all = changes();

  async function fails(label: string, text: string, what = ""): Promise<boolean> {
    // the one that tells sooner
    const isSeason = /earlier|periods_ago|offset \d{3,}m|^(?:0\.5|\^|>= 3)/.test(what);
    for (const proof of isSeason ? proofs.toReversed() : proofs) {
      const unlike = text === rules ? undefined : rules;
      const parts = writeByNeed(join(folder, label, proof), text, expected[`prometheus/${proof}`]!, unlike);
      if (parts.length === 0) continue;
      const { ok, output } = await testRules(paths["promtool-3"], parts);
      expect(output).not.toMatch(/parse error|unmarshal|could not parse/);
      if (!ok) return true;
    }
    return false;
  }

  it("none does as it stands", async () => {
    expect(await fails("unchanged", rules)).toBe(false);
  });

  it("there are many", () => {
    expect(all.length).toBeGreaterThan(30);
  });

  // every second of them: all of them took a minute
  const tried = all.map((change, at) => ({ ...change, at })).filter(({ at }) => at % 2 === 0);
  it.concurrent.each(tried)("$what", async ({ at, text, what }) => {
    expect(await fails(`change-${at}`, text, what)).toBe(true);
  });
});

// ---- what a person reads

for (const version of ["promtool-2", "promtool-3"] as const)
  describeWith([version], `what an anomaly says, ${version}`, (paths) => {
    it("is the value, what is usual, and how far apart they are", async () => {
      const spec = `version: 1
service: cart
owner: shop
anomalies:
  logins: { method: z-score, samples: 10, value: 'sum by (route) (logins{job="cart"})' }
  depth: { method: z-score, samples: 10, value: 'queue_depth{job="cart"}' }
`;
      const { files } = await compileCase({ "spec.yaml": spec });
      put(`${version}-says/cart.rules.yaml`, files["prometheus/cart.rules.yaml"]!);
      const route = '/pay"{{ x }}%q\\';
      const values = "90x4 110x4 140";
      const own = (anomaly: string) => ({ service: "cart", anomaly, severity: "info", owner: "shop" });
      const alert = (labels: object, annotations: object) => ({ exp_labels: labels, exp_annotations: annotations });
      const root = {
        rule_files: ["cart.rules.yaml"],
        evaluation_interval: "1m",
        tests: [
          {
            interval: "1m",
            input_series: [
              { series: `logins{job="cart", route=${JSON.stringify(route)}}`, values },
              { series: 'logins{job="cart", route="/"}', values: "90x4 110x4 100" },
              { series: 'queue_depth{job="cart", queue="a"}', values },
            ],
            alert_rule_test: [
              {
                eval_time: "10m",
                alertname: "AnomalyDetected",
                // mean 100, deviation 10
                exp_alerts: [
                  alert(
                    { ...own("logins"), route },
                    {
                      summary: `cart/logins (route ${route}): 140, where 100 is usual: 4 deviations from it`,
                      usual: "70 to 130",
                      value: "140",
                    },
                  ),
                  alert(
                    { ...own("depth"), job: "cart", queue: "a" },
                    { summary: "cart/depth: 140 is more than 3 deviations from what is usual", value: "140" },
                  ),
                ],
              },
            ],
          },
        ],
      };
      const path = put(`${version}-says/says.test.yaml`, printYaml(root as unknown as YamlMap).text);
      const { output } = await run(paths[version], "test", "rules", path);
      expect(output).toMatch(/SUCCESS/);
    });
  });

// ---- a simulation of its own: raw series in, minutes of alerts out

/** Numbers of a normal distribution, by Box and Muller over a linear congruential generator. */
function normal(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 1) / 4294967297;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** A value at each step; undefined where there is none. */
type Series = readonly (number | undefined)[];

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function spreadOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return (sorted[Math.floor(half)]! + sorted[Math.ceil(half)]!) / 2;
}

const known = (values: Series) => values.filter((value) => value !== undefined);

function byLastSamples(values: Series, samples: number, sigma: number): readonly boolean[] {
  return values.map((value, at) => {
    const past = known(values.slice(Math.max(0, at - samples), at));
    const spread = past.length >= 10 ? spreadOf(past) : 0;
    return value !== undefined && spread > 0 && Math.abs(value - meanOf(past)) > sigma * spread;
  });
}

function bySeason(values: Series, period: number, half: number, sigma: number): readonly boolean[] {
  return values.map((value, at) => {
    const times = [1, 2, 3, 4].flatMap((back) => {
      const centre = at - back * period;
      // recorded at its end, if a value is there then or not
      const around =
        centre - half < 0
          ? values.slice(0, Math.max(0, centre + half + 1))
          : values.slice(centre - half, centre + half + 1);
      const there = known(around);
      return centre + half >= 0 && there.length > half ? [there] : [];
    });
    if (value === undefined || times.length < 3) return false;
    const means = times.map(meanOf);
    const usual = middle(means);
    const between = 2 * middle(means.map((mean) => Math.abs(mean - usual)));
    return Math.abs(value - usual) > sigma * Math.hypot(middle(times.map(spreadOf)), between);
  });
}

/** Values in promtool's notation, which end at once where there is none. */
function text(values: Series): string {
  return values
    .map((value, at) => (value !== undefined ? String(value) : at > 0 && values[at - 1] !== undefined ? "stale" : "_"))
    .join(" ");
}

interface Simulated {
  readonly anomaly: string;
  readonly workspace?: string;
  readonly step: string;
  readonly raw: readonly { readonly series: string; readonly values: string }[];
  readonly fires: readonly boolean[];
  readonly labels: string;
}

/** Each step of the raw series, asked one by one. */
async function agrees(promtool: string, name: string, simulated: Simulated): Promise<string> {
  const { anomaly, workspace, step, raw, fires, labels } = simulated;
  const spec = `version: 1\nservice: sim\nowner: shop\nmetrics: { interval: ${step} }\nanomalies:\n  ${anomaly}\n`;
  const { files, diagnostics } = await compileCase({
    "spec.yaml": spec,
    ...(workspace !== undefined && { "tocsin.yaml": workspace }),
  });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  put(`${name}/sim.rules.yaml`, files["prometheus/sim.rules.yaml"]!);
  const minutes = Number(step.replace("m", ""));
  const root = {
    rule_files: ["sim.rules.yaml"],
    evaluation_interval: step,
    tests: [
      {
        interval: step,
        input_series: raw,
        promql_expr_test: fires.map((isFiring, at) => ({
          expr: "ALERTS",
          eval_time: `${at * minutes}m`,
          exp_samples: isFiring ? [{ labels: `ALERTS{${labels}}`, value: 1 }] : [],
        })),
      },
    ],
  };
  const path = put(`${name}/sim.test.yaml`, printYaml(root as unknown as YamlMap).text);
  return (await run(promtool, "test", "rules", path)).output;
}

const usualLabels = (anomaly: string, more = "") =>
  `alertname="AnomalyDetected", alertstate="firing", service="sim", anomaly="${anomaly}", severity="info", owner="shop"${more}`;

for (const version of ["promtool-2", "promtool-3"] as const)
  describeWith([version], `anomalies beside a simulation, ${version}`, (paths) => {
    describe("by the last samples", () => {
      it.each([1, 2])("noise, a jump, a gap and a value that stands still, seed %i", async (seed) => {
        const noise = normal(seed);
        const values: Series = Array.from({ length: 320 }, (_, at) => {
          if (at >= 200 && at < 260) return at < 220 ? undefined : 100 + 5 * noise();
          if (at >= 280) return 7;
          return (at >= 120 ? 160 : 100) + 5 * noise();
        });
        const fires = byLastSamples(values, 30, 3);
        // the jump is told, and absorbed: later it is what is usual
        expect(fires[120]).toBe(true);
        expect(fires.slice(150, 200).filter(Boolean).length).toBeLessThan(5);
        // after a gap there are too few samples at first; what stands still has no deviation in the end
        expect(fires.slice(220, 230)).not.toContain(undefined);
        expect(fires.slice(311)).not.toContain(true);
        const raw = [{ series: 'depth{job="sim", queue="a"}', values: text(values) }];
        const anomaly = `depth: { method: z-score, samples: 30, value: 'depth{job="sim"}' }`;
        const labels = usualLabels("depth", ', job="sim", queue="a"');
        expect(
          await agrees(paths[version], `z-${version}-${seed}`, { anomaly, step: "1m", raw, fires, labels }),
        ).toMatch(/SUCCESS/);
      });
    });

    describe("by season", () => {
      const day = 288;
      const workspace = `version: 1
workspace: sim
teams: { shop: { notify: { ticket: nobody } } }
targets: { prometheus: { step: 5m, retention: 40d } }
`;
      it.each([3, 4])(
        "noise, a bad day, a drop, a gap and a restart, seed %i",
        async (seed) => {
          const noise = normal(seed);
          const usual = (at: number) => 1000 + 500 * Math.sin((2 * Math.PI * at) / day) + 20 * noise();
          const at = (days: number, hours: number) => days * day + hours * 12;
          const values: Series = Array.from({ length: 8 * day }, (_, now) => {
            const value = Math.round(usual(now) * 100) / 100;
            // an outage on the third day, a drop by half on the sixth, and no data on the seventh
            if (now >= at(2, 12) && now < at(2, 14)) return 0;
            if (now >= at(5, 18) && now < at(5, 19)) return value / 2;
            if (now >= at(6, 10) && now < at(6, 11)) return undefined;
            return value;
          });
          const fires = bySeason(values, day, 6, 3);
          // three days are needed before anything is told
          expect(fires.slice(0, at(3, 0))).not.toContain(true);
          // the bad day raises nothing on the days after it, and hides nothing: the drop is told throughout
          const calm = fires.filter((_, now) => now >= at(4, 0) && !(now >= at(5, 18) && now < at(5, 19)));
          expect(calm.filter(Boolean).length / calm.length).toBeLessThan(0.05);
          expect(fires.slice(at(3, 12), at(3, 14)).filter(Boolean).length).toBeLessThan(6);
          expect(fires.slice(at(5, 18), at(5, 19)).every(Boolean)).toBe(true);
          // a restart under another name on the fifth day changes no sum
          const restart = at(4, 6);
          const raw = [
            {
              series: 'depth{job="sim", instance="a"}',
              values: text(values.map((v, now) => (now < restart ? v : undefined))),
            },
            {
              series: 'depth{job="sim", instance="b"}',
              values: text(values.map((v, now) => (now < restart ? undefined : v))),
            },
          ];
          const anomaly = `depth: { method: seasonal, period: 1d, value: 'sum(depth{job="sim"})' }`;
          const labels = usualLabels("depth");
          expect(
            await agrees(paths[version], `season-${version}-${seed}`, {
              anomaly,
              workspace,
              step: "5m",
              raw,
              fires,
              labels,
            }),
          ).toMatch(/SUCCESS/);
        },
        120_000,
      );
    });
  });
