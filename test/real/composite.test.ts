/** Compositions on the real promtool: what their rules are changed to makes a generated test fail, and their alerts name the parts that are bad. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { emitService } from "../../src/5-emit/emit.ts";
import { printYaml, type YamlMap } from "../../src/5-emit/shared/yaml.ts";
import { Decimal } from "../../src/model/quantity/decimal.ts";
import type { CompositePart, CompositeSlo, Composition } from "../../src/model/service.ts";
import { changedNumbers } from "../support/changes.ts";
import { lowerSli, makeService, makeSlo, makeWorkspace, origin } from "../support/model.ts";
import { describeWith, promtoolRetries } from "../support/programs.ts";
import { run } from "../support/process.ts";
import { testRules, writeByNeed } from "../support/rule-tests.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-composite-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Parts of other services: everything that is recorded of them is fed. */
function part(id: string, weight = 1, slice?: number): CompositePart {
  const [service, slo] = id.split("/") as [string, string];
  return { service, slo, id, weight: Decimal.of(weight), ...(slice !== undefined && { slice }), origin };
}

function composite(
  name: string,
  composition: Composition,
  burns: Parameters<typeof makeSlo>[3]["burns"],
): CompositeSlo {
  const { sli } = lowerSli("unused", { type: "availability", prometheus: { total: "a_total", bad: "b_total" } });
  const { sli: _, ...shared } = makeSlo("visits", name, sli!, { objective: "98%", ...(burns && { burns }) });
  return { ...shared, noData: [], kind: "composite", composition };
}

function rulesAndTests(slos: readonly CompositeSlo[]) {
  const service = makeService("visits", slos, { labels: {}, environmentLabels: {} });
  const made = emitService(service, { workspace: makeWorkspace() }).value!;
  const text = (end: string) => made.find(({ path }) => path.endsWith(end))!.text;
  return { rules: text("visits.rules.yaml"), tests: text("visits.windows.test.yaml") };
}

/** The tests that see what was changed, up to the first that fails. */
async function afterChange(promtool: string, name: string, rules: string, changed: string, tests: string) {
  const parts = writeByNeed(join(folder, name), changed, tests, rules);
  expect(parts).not.toEqual([]);
  const { output } = await testRules(promtool, parts);
  return output;
}

async function outputOf(promtool: string, name: string, rules: string, tests: string): Promise<string> {
  const own = join(folder, name);
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, "visits.rules.yaml"), rules);
  writeFileSync(join(own, "visits.test.yaml"), tests);
  return (await run(promtool, "test", "rules", join(own, "visits.test.yaml"))).output;
}

const parts = (weight: number) => [part("cart/requests", weight), part("pay/slices", 1, 300)];
const compositions = {
  product: { combine: "product", parts: parts(2) },
  mean: { combine: "mean", parts: parts(3) },
  worst: { combine: "worst", parts: parts(1) },
} as const;

/** What is changed in the rules of each: the first place of a text that is not that of another change. */
const wrong: Readonly<
  Record<keyof typeof compositions, readonly (readonly [what: string, from: RegExp, to: string])[]>
> = {
  product: [
    ["a sum in place of the product", /^(\s+)\* \(/m, "$1+ ("],
    ["a power less", /\^ 2/, "^ 1"],
    ["a part without events is half good", /or vector\(1\)/, "or vector(0.5)"],
    [
      "one part twice",
      /slo:sli_(\w+):slice\{service="pay", slo="slices"\}/g,
      'slo:sli_$1:step{service="cart", slo="requests"}',
    ],
    [
      "a part that has none does not count among the unseen",
      /or vector\(0\),\n(\s+)"part"/,
      'or vector(72),\n$1"part"',
    ],
    ["the most that was seen", /min\(/, "max("],
    ["bad events of one part alone", /\+ \(max\(sum_over_time\(slo:sli_errors:slice[^\n]*/, ""],
  ],
  mean: [
    ["a part weighs less", / 3\n/, " 2\n"],
    ["its weight is not in the whole", / 3 \* \(max/, " 1 * (max"],
    ["weights of all parts, also of those without events", /> bool 0 or vector\(0\)/, "> bool 0 or vector(1)"],
  ],
  worst: [
    ["the best in place of the worst", /max\(\n\s+label_replace/, "min(label_replace"],
    ["the worst of one", /\n\s+or label_replace\([^]*?""\n\s+\)/, ""],
  ],
};

describeWith(["promtool-3"], "a changed composition makes a generated test fail", (paths) => {
  const promtool = paths["promtool-3"];
  describe.each(Object.keys(compositions) as (keyof typeof compositions)[])("%s", (name) => {
    const slo = composite("journey", compositions[name], [
      ["page", "2%", 3600],
      ["ticket", "10%", 86400],
    ]);
    const { rules, tests } = rulesAndTests([slo]);
    const numbers = changedNumbers(rules, 60).filter(({ what }) => !/slo:objective/.test(what));

    it("none does as it stands", { retry: promtoolRetries }, async () => {
      expect(await outputOf(promtool, name, rules, tests)).toMatch(/SUCCESS/);
      expect(numbers.length).toBeGreaterThan(20);
    });

    it.concurrent.each(wrong[name])("%s", async (what, from, to) => {
      const changed = rules.replace(from, to);
      expect(changed).not.toBe(rules);
      const output = await afterChange(promtool, `${name}-${what.replaceAll(" ", "-")}`, rules, changed, tests);
      expect(output).not.toMatch(/parse error|unmarshal|could not parse/);
      expect(output).toMatch(/FAILED/);
    });

    it.concurrent.each(numbers.filter((_, at) => at % 8 === 0))("$what", async ({ at, changed }) => {
      const output = await afterChange(promtool, `${name}-${at}`, rules, changed, tests);
      expect(output).not.toMatch(/parse error|unmarshal|could not parse/);
      expect(output).toMatch(/FAILED/);
    });
  });
});

for (const version of ["promtool-2", "promtool-3"] as const) {
  describeWith([version], `an alert of a composition, ${version}`, (paths) => {
    it("names the parts that are bad, the worst first", { retry: promtoolRetries }, async () => {
      const ids = ["cart/requests", "pay/requests", "search/requests", "tax/requests", "user/requests"];
      const slo = composite("journey", { combine: "product", parts: ids.map((id) => part(id)) }, [
        ["page", "2%", 3600],
      ]);
      const { rules } = rulesAndTests([slo]);
      // of 100 events a minute: 1, 40, 20, none and 2 bad ones
      const bad = [1, 40, 20, 0, 2];
      const input = ids.flatMap((id, at) => {
        const labels = `{service="${id.split("/")[0]}", slo="requests"}`;
        const of = (name: string, value: number) => ({ series: `${name}${labels}`, values: `_x20 ${value}x60` });
        return [
          of("slo:sli_total:step", 100),
          of("slo:sli_errors:step", bad[at]!),
          of("slo:sli_total:sum5m", 500),
          of("slo:sli_errors:sum5m", 5 * bad[at]!),
        ];
      });
      // 1 − 0.99 × 0.6 × 0.8 × 0.98 = 0.534304, 26.715 times 2 %; of the budget 1 − 26.7152 is left
      const annotations = {
        summary: "visits/journey: 53.43% of events of its parts bad over 1h, 26.72 times what the objective allows",
        value: "53.43%",
        objective: "98% over 28d; fires above 13.44 times the budget of 2% over 1h and 5m",
        bad_parts: "pay/requests 40%, search/requests 20%, user/requests 2%",
        since: "1970-01-01 00:20:00 +0000 UTC",
        budget_left: "-2572%",
        budget_gone_in: "nothing is left",
        runbook_url: "https://runbooks.example/shop",
        dashboard_url: "https://grafana.example/d/tocsin--production--visits--slo?var-slo=journey",
      };
      const root = {
        rule_files: ["visits.rules.yaml"],
        evaluation_interval: "1m",
        group_eval_order: ["visits--journey", "visits--journey--period"],
        tests: [
          {
            interval: "1m",
            input_series: input,
            alert_rule_test: [
              {
                eval_time: "70m",
                alertname: "SLOErrorBudgetBurn",
                exp_alerts: [
                  {
                    exp_labels: {
                      service: "visits",
                      slo: "journey",
                      severity: "page",
                      long: "1h",
                      short: "5m",
                      owner: "shop-team",
                    },
                    exp_annotations: annotations,
                  },
                ],
              },
            ],
          },
        ],
      };
      const tests = printYaml(root as unknown as YamlMap).text;
      expect(await outputOf(paths[version], version, rules, tests)).toMatch(/SUCCESS/);
    });
  });
}
