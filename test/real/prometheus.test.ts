import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { load } from "js-yaml";
import { afterAll, describe, expect, it } from "vitest";
import { emitService } from "../../src/5-emit/emit.ts";
import { incidentCounts, planIncident } from "../../src/5-emit/prometheus/proofs/incident.ts";
import { type SampledGroup, sampleSli } from "../../src/5-emit/prometheus/proofs/samples.ts";
import { inputSeries, makeSubject, rawSeries, upSeries } from "../../src/5-emit/prometheus/proofs/subject.ts";
import { printYaml, type Yaml, type YamlMap } from "../../src/5-emit/shared/yaml.ts";
import { type Counts, episodes, firing } from "../../src/model/slo/simulate.ts";
import { overSlis } from "../../src/model/slo/forms.ts";
import type { Service, SliSlo } from "../../src/model/service.ts";
import { goldenCases, readCase } from "../support/golden.ts";
import { lowerSli, makeService, makeSlo, makeWorkspace, origin } from "../support/model.ts";
import { changedNumbers } from "../support/changes.ts";
import { describeWith, promtoolRetries } from "../support/programs.ts";
import { run } from "../support/process.ts";
import { inPartsOf, isLong, testRules, writeByNeed } from "../support/rule-tests.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-prometheus-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

const files = goldenCases.flatMap((name) =>
  Object.keys(readCase(name).expected)
    .filter((path) => path.startsWith("prometheus/") && !path.includes("/operator/"))
    .map((path) => `test/golden/${name}/${path}`),
);
const ending = (end: string) => files.filter((path) => path.endsWith(end));
const isNative = (path: string) => path.includes("sli-latency-native");

for (const version of ["promtool-2", "promtool-3"] as const) {
  describeWith([version], `golden cases, ${version}`, (paths) => {
    const promtool = paths[version];
    const readable = version === "promtool-3" ? files : files.filter((path) => !isNative(path));

    it("there are some of each kind", () => {
      for (const end of [".rules.yaml", ".test.yaml", ".windows.test.yaml", ".scrape.yaml"])
        expect(ending(end)).not.toEqual([]);
    });

    it.each(readable.filter((path) => path.endsWith(".rules.yaml")))(
      "%s loads, with nothing said twice",
      async (path) => {
        expect(await run(promtool, "check", "rules", "--lint=all", "--lint-fatal", path)).toMatchObject({ ok: true });
      },
    );

    const tests = readable.filter((path) => path.endsWith(".test.yaml"));
    const inParts = tests.filter((path) => version === "promtool-2" || isLong(path));
    it.concurrent.each(tests.filter((path) => !inParts.includes(path)))(
      "%s passes as it stands",
      { retry: promtoolRetries },
      async (path) => {
        const { ok, output } = await run(promtool, "test", "rules", path);
        expect(output).toMatch(/SUCCESS/);
        expect(ok).toBe(true);
      },
    );

    it.concurrent.each(inParts)(
      "%s passes, each test beside the rules that it can see",
      { retry: promtoolRetries },
      async (path) => {
        expect(await testRules(promtool, inPartsOf(path, join(folder, version, path)))).toMatchObject({ ok: true });
      },
    );

    it.each(ending(".scrape.yaml"))("%s is what a server reads", async (path) => {
      // 2.43 reads such files by name, 2.42 has them in its configuration
      const text = readFileSync(path, "utf8");
      const named = put(`${version}/named.scrape.yaml`, text);
      const config = put(
        `${version}/prometheus.yaml`,
        version === "promtool-3" ? `scrape_config_files: [${JSON.stringify(named)}]\n` : text,
      );
      expect(await run(promtool, "check", "config", config)).toMatchObject({ ok: true });
    });
  });
}

/** Cases whose rules are changed number by number, with the service of each, the seconds of its steps, the lines that are changed, how many changes there are at least, and every which is tried: all of them take minutes. */
const changedCases = [
  ["sli-error-rate", "worker", 150, /./, 40, 4],
  // the slices themselves, the windows of seven ratios over them, on both sides, and the minimum of four alerts
  ["slices", "orders", 60, /slice.*slo="totals"|> bool/, 20, 6],
] as const;

describeWith(["promtool-3"], "a changed number in a rule makes a generated test fail", (paths) => {
  describe.each(changedCases)("%s", (name, service, step, lines, least, every) =>
    changesAreFound(paths["promtool-3"], name, service, step, lines, least, every),
  );
});

function changesAreFound(
  promtool: string,
  name: string,
  service: string,
  step: number,
  lines: RegExp,
  least: number,
  every: number,
) {
  const { expected } = readCase(name);
  const rules = expected[`prometheus/${service}.rules.yaml`]!;
  const tests = [`${service}.windows.test.yaml`, `${service}.test.yaml`];

  it("none does as it stands", async () => {
    expect(await fails("unchanged", rules)).toBe(false);
  });

  const changes = changedNumbers(rules, step).filter(({ what }) => lines.test(what));
  it("there are many", () => {
    // two numbers of each threshold on both sides of four alerts, their minimum of errors and its window; windows of eight ratios; five numbers of the period
    expect(changes.length).toBeGreaterThan(least);
  });

  it.concurrent.each(changes.filter((_, at) => at % every === 0))("$what", async ({ at, changed }) => {
    expect(await fails(`change-${at}`, changed)).toBe(true);
  });

  async function fails(label: string, text: string): Promise<boolean> {
    for (const test of tests) {
      const own = join(folder, `${name}-${label}`, test);
      const unlike = text === rules ? undefined : rules;
      const parts = writeByNeed(own, text, expected[`prometheus/${test}`]!, unlike);
      if (parts.length === 0) continue;
      const { ok, output } = await testRules(promtool, parts);
      // not because it is no rule any more
      expect(output).not.toMatch(/parse error|unmarshal|could not parse/);
      if (!ok) return true;
    }
    return false;
  }
}

const minute = 60;
const threeDays = 3 * 24 * 60;

/** A service with SLOs on counters and on histograms, of which the 3d and 6h alert is looked at. */
function longService(native: boolean): Service {
  const availability = lowerSli("requests", {
    type: "availability",
    prometheus: { total: 'http_requests_total{job="shop"}', bad: 'http_requests_total{job="shop",code=~"5.."}' },
  });
  const latency = lowerSli("latency", {
    type: "latency",
    threshold: "500ms",
    prometheus: { histogram: 'rpc_seconds{job="shop"}', native },
  });
  const slo = (name: string, { sli }: typeof availability) =>
    makeSlo("shop", name, sli!, { objective: "99.9%", burns: [["ticket", "10%", 3 * 86400]] });
  return makeService(
    "shop",
    native ? [slo("latency", latency)] : [slo("availability", availability), slo("latency", latency)],
  );
}

for (const native of [false, true]) {
  describeWith(
    ["promtool-3"],
    `three days and more of raw series, ${native ? "native histograms" : "counters and classic histograms"}`,
    (paths) => {
      it("fire and end at the minutes of the arithmetic", async () => {
        const service = longService(native);
        const workspace = makeWorkspace();
        const emitted = emitService(service, { workspace });
        const rules = (emitted.value ?? []).find(({ path }) => path.endsWith(".rules.yaml"))!.text;
        const tests = overSlis(service.slos).map((slo) => longTest(service, slo));
        const root = {
          rule_files: ["shop.rules.yaml"],
          evaluation_interval: "1m",
          tests: tests.map(({ test }) => test),
        };
        const parts = writeByNeed(join(folder, `long-${native}`), rules, printYaml(root).text);
        expect(await testRules(paths["promtool-3"], parts)).toMatchObject({ ok: true });
        // the window is full: an error of its first hours has left it when the alert fires
        for (const { first } of tests) expect(first).toBeGreaterThan(threeDays + 360);
      }, 240_000);
    },
  );

  /** Three days of even traffic, an early burst that has left the window by then, and the incident of the alert's edges. */
  function longTest(service: Service, slo: SliSlo): { readonly test: YamlMap; readonly first: number } {
    const [burn] = slo.burns;
    const condition = { ...burn!, budget: slo.budget, minimumErrors: slo.minimumErrors };
    const plan = planIncident(condition, minute);
    const incident = incidentCounts(condition, plan, minute)!;
    const before = threeDays + 60;
    const largest = Math.max(...incident.total);
    const events = Math.floor(largest / 1e6);
    const counts: Counts = {
      total: [...Array.from({ length: before }, (_, at) => (at === 0 ? 0 : events)), ...incident.total],
      errors: [...Array.from({ length: before }, (_, at) => (at >= 10 && at < 30 ? events : 0)), ...incident.errors],
    };
    const states = firing(condition, counts, minute);
    const [...times] = episodes(states).filter(({ first }) => first > before);
    const subject = makeSubject(service, slo, makeWorkspace(), minute);
    const sampled = sampleSli(slo.sli, "shop") as { readonly groups: readonly SampledGroup[] };
    const group = { sampled: sampled.groups[0]!, counts };
    const length = counts.total.length;
    const expr = `ALERTS{slo="${slo.name}", long="3d"}`;
    const labels = `ALERTS{alertname="SLOErrorBudgetBurn", alertstate="firing", service="shop", slo="${slo.name}", severity="ticket", long="3d", short="6h", owner="shop-team", env="prod", product="shop"}`;
    const fires = (at: number): Yaml => ({
      expr,
      eval_time: `${at}m`,
      exp_samples: states[at] ? [{ labels, value: 1 }] : [],
    });
    const moments = times.flatMap(({ first, last }) => [first - 1, first, last, last + 1]).filter((at) => at < length);
    expect(times.length).toBeGreaterThan(0);
    return {
      first: times[0]!.first,
      test: {
        name: slo.id,
        interval: "1m",
        input_series: [...upSeries(sampled.groups, length), ...rawSeries(subject, group)],
        promql_expr_test: moments.map(fires),
      },
    };
  }
}

for (const version of ["promtool-2", "promtool-3"] as const)
  describeWith([version], `when the budget of a calendar period is gone, ${version}`, (paths) => {
    it.each([
      // rules are evaluated twice in five minutes: 24 steps of 504 with 14 bad of 100, two thirds of the budget; at 14 times the budget the last third is gone
      // in 1/3 × 21 h ÷ 13
      [14, "32m 18s"],
      // 720 of 50,400 are more than 1 %
      [30, "nothing is left"],
    ])("%i of 100 bad", async (bad, gone) => {
      const sli = lowerSli("requests", { type: "availability", prometheus: { total: "a_total", bad: "b_total" } }).sli!;
      const timezone = { name: "UTC", offset: 0 };
      const slo: SliSlo = {
        ...makeSlo("shop", "orders", sli, { objective: "99%", burns: [["page", "2%", 3600]] }),
        window: { kind: "calendar", every: "month", length: 28 * 86400, longest: 31 * 86400, timezone, origin },
      };
      const made = emitService(makeService("shop", [slo], { environmentLabels: {}, labels: {} }), {
        workspace: makeWorkspace(),
      }).value!.find(({ path }) => path.endsWith(".rules.yaml"))!;
      const name = `gone-${version}-${bad}`;
      // promtool compares all annotations of an alert: one is left
      const { groups } = load(made.text) as {
        groups: { rules: { annotations?: Readonly<Record<string, string>> }[] }[];
      };
      const alert = groups.flatMap(({ rules }) => rules).find(({ annotations }) => annotations !== undefined)!;
      const template = alert.annotations!["budget_gone_in"]!;
      put(
        `${name}/shop.rules.yaml`,
        made.text.replace(
          /annotations:\n(?: {10}.*\n)+/g,
          `annotations:\n          gone: ${JSON.stringify(template)}\n`,
        ),
      );
      const labels = { service: "shop", slo: "orders", severity: "page", long: "1h", short: "5m", owner: "shop-team" };
      const root = {
        rule_files: ["shop.rules.yaml"],
        evaluation_interval: "150s",
        group_eval_order: ["shop--orders", "shop--orders--period"],
        tests: [
          {
            interval: "1m",
            input_series: [
              { series: 'a_total{job="shop", instance="a"}', values: "0+100x1270" },
              { series: 'b_total{job="shop", instance="a"}', values: `0x1200 ${bad}+${bad}x70` },
            ],
            alert_rule_test: [
              {
                eval_time: "1265m",
                alertname: "SLOErrorBudgetBurn",
                exp_alerts: [{ exp_labels: labels, exp_annotations: { gone } }],
              },
            ],
          },
        ],
      };
      const path = put(`${name}/gone.test.yaml`, printYaml(root as unknown as YamlMap).text);
      const { output } = await run(paths[version], "test", "rules", path);
      expect(output).toMatch(/SUCCESS/);
    });
  });

describeWith(["promtool-2"], "what an alert says, promtool-2", (paths) => says(paths["promtool-2"]));
describeWith(["promtool-3"], "what an alert says, promtool-3", (paths) => says(paths["promtool-3"]));

function says(promtool: string) {
  it("is what has happened, in numbers that people read", async () => {
    const sli = lowerSli("requests", {
      type: "availability",
      prometheus: { total: "orders_total", bad: "failed_total" },
      groups: [{ source: "route", recorded: "route" }],
    }).sli!;
    const slo: SliSlo = {
      ...makeSlo("shop", "orders", sli, { objective: "99%", burns: [["page", "2%", 3600]] }),
      description: "Orders {{ go }} through.",
    };
    const service = makeService("shop", [slo], { environmentLabels: {}, labels: {} });
    const workspace = makeWorkspace();
    const made = emitService(service, { workspace }).value!.find(({ path }) => path.endsWith(".rules.yaml"))!;
    put(`says-${promtool.length}/${made.path}`, made.text);
    // 100 orders a minute; from minute 31 on half of them fail. Counters are read late, so that minute 42 is seen at 43: 600 of 4200, 14.29 % > 13.44 %
    const bad = Array.from({ length: 44 }, (_, at) => Math.max(0, at - 30) * 50);
    const route = '/pay"{{ x }}%q\\';
    const root = {
      rule_files: ["shop.rules.yaml"],
      evaluation_interval: "1m",
      group_eval_order: ["shop--orders", "shop--orders--period"],
      tests: [
        {
          interval: "1m",
          input_series: [
            { series: 'up{job="shop", instance="a"}', values: "1x43" },
            inputSeries(
              "orders_total",
              { job: "shop", instance: "a", route },
              bad.map((_, at) => at * 100),
            ),
            inputSeries("failed_total", { job: "shop", instance: "a", route }, bad),
          ],
          alert_rule_test: [
            { eval_time: "43m", alertname: "SLOErrorBudgetBurn", exp_alerts: [alert({ route }), alert({})] },
          ],
        },
      ],
    };
    const path = put(`says-${promtool.length}/prometheus/says.test.yaml`, printYaml(root as unknown as YamlMap).text);
    const { output } = await run(promtool, "test", "rules", path);
    expect(output).toMatch(/SUCCESS/);
    expect((load(made.text) as { groups: unknown[] }).groups).toHaveLength(2);

    function alert(group: { readonly route?: string }) {
      const where = group.route === undefined ? "all values of route together" : `route ${group.route}`;
      return {
        exp_labels: {
          ...group,
          service: "shop",
          slo: "orders",
          severity: "page",
          long: "1h",
          short: "5m",
          owner: "shop-team",
        },
        exp_annotations: {
          // 600 ÷ 4200 = 14.29 %, which is 14.29 times the budget of 1 %
          summary: `shop/orders (${where}): 14.29% of events bad over 1h, 14.29 times what the objective allows`,
          description: "Orders {{ go }} through.",
          value: "14.29%",
          objective: "99% over 28d; fires above 13.44 times the budget of 1% over 1h and 5m",
          since: "1970-01-01 00:32:00 +0000 UTC",
          // the period's sums are those of five minutes that end at minutes 5, 10 … 40, which see 39: 450 of 3900, and 1 − 11.54 % ÷ 1 % = −10.54
          budget_left: "-1054%",
          budget_gone_in: "nothing is left",
          runbook_url: "https://runbooks.example/shop",
          dashboard_url: "https://grafana.example/d/tocsin--production--shop--slo?var-slo=orders",
        },
      };
    }
  });
}
