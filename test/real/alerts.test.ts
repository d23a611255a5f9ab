/** A service's own alerts: the generated tests of the golden case hold for both versions of Prometheus, and a change of any number in a rule makes one fail. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { load } from "js-yaml";
import { afterAll, expect, it } from "vitest";
import { formatDuration, parseDuration } from "../../src/model/quantity/duration.ts";
import { readCase } from "../support/golden.ts";
import { describeWith } from "../support/programs.ts";
import { succeeding } from "../support/rule-tests.ts";

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
}

interface Test {
  readonly name: string;
  readonly promql_expr_test: readonly { readonly exp_samples: readonly unknown[] }[];
}

const folder = mkdtempSync(join(tmpdir(), "tocsin-alerts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { expected } = readCase("alerts");
const [group] = (load(expected["prometheus/cart.rules.yaml"]!) as { groups: [{ rules: readonly Rule[] }] }).groups;
const proofs = load(expected["prometheus/cart.alerts.test.yaml"]!) as { readonly tests: readonly Test[] };
const alerts = group.rules.filter(({ alert }) => alert !== undefined);
const testsOf = ({ alert }: Rule) => proofs.tests.filter(({ name }) => name.startsWith(`cart: ${alert!} `));

it("every alert of the golden case has a test that makes it fire, one that keeps it silent, and one during planned work", () => {
  expect(alerts.length).toBeGreaterThanOrEqual(18);
  for (const rule of alerts) {
    const tests = testsOf(rule);
    const fires = ({ promql_expr_test: asked }: Test) => asked.some(({ exp_samples: samples }) => samples.length > 0);
    expect(tests.filter(fires), rule.alert).not.toEqual([]);
    expect(tests.filter((test) => test.name.includes("is silent") && !fires(test)).length, rule.alert).toBeGreaterThan(
      1,
    );
    expect(
      tests.some(({ name }) => name.includes("during planned work")),
      rule.alert,
    ).toBe(true);
  }
});

interface Change {
  readonly what: string;
  readonly rule: Rule;
}

/** Each threshold and other plain number changed by two hundredths, both ways, and a whole one below a hundred by one; `for` and `keep_firing_for` by one step and by two. */
function changesOf(rule: Rule): readonly Change[] {
  const changes: Change[] = [];
  // planned work has tests of its own
  const end = rule.expr.indexOf("unless on () service:muted");
  const own = rule.expr.slice(0, end).replaceAll(/"[^"]*"/g, (quoted) => "_".repeat(quoted.length));
  for (const { index, 0: text } of own.matchAll(/(?<![\w.[])\d+(?:\.\d+)?(?![\w.:\]])/g)) {
    const number = Number(text);
    const isSmall = Number.isInteger(number) && number < 100;
    const others = isSmall ? (number === 0 ? [20, -20] : [number + 1, number - 1]) : [number * 1.02, number * 0.98];
    for (const other of others) {
      const changed = String(Number(other.toPrecision(10)));
      const expr = rule.expr.slice(0, index) + changed + rule.expr.slice(index + text.length);
      changes.push({ what: `${text} → ${changed}`, rule: { ...rule, expr } });
    }
  }
  for (const key of ["for", "keep_firing_for"] as const) {
    const value = rule[key];
    const duration = value === undefined ? undefined : parseDuration(value);
    if (!duration?.ok) continue;
    for (const by of [-120, -60, 60, 120]) {
      const changed = formatDuration(duration.value + by);
      changes.push({ what: `${key} ${value} → ${changed}`, rule: { ...rule, [key]: changed } });
    }
  }
  return changes;
}

/** Changes that no made-up series of ours can tell from the rule as it stands, each with the reason. */
const alike: Readonly<Record<string, string>> = {
  "DiskFills 60 → 61": "two samples come from one evaluation to the next",
  "SuddenlyLess for 2m → 1m": "the versions of Prometheus differ by an evaluation",
  "SuddenlyLess for 2m → 3m": "the versions of Prometheus differ by an evaluation",
  "HalfDown 0.5 → 0.51": "made-up targets are all down, or all up",
  "HalfDown 0.5 → 0.49": "made-up targets are all down, or all up",
};

for (const version of ["promtool-2", "promtool-3"] as const) {
  describeWith([version], `a service's own alerts, ${version}`, (paths) => {
    /** Writes the tests of an alert beside a rule in its place. @returns their path */
    const write = (at: string, rule: Rule): string => {
      const marks = group.rules.filter(({ record }) => record !== undefined);
      put(`${version}/${at}/cart.rules.yaml`, JSON.stringify({ groups: [{ ...group, rules: [...marks, rule] }] }));
      return put(`${version}/${at}/cart.test.yaml`, JSON.stringify({ ...proofs, tests: testsOf(rule) }));
    };

    it.concurrent.each(alerts.map((rule) => [rule.alert!, rule] as const))(
      "%s is proven, and every number in it counts",
      async (name, rule) => {
        const own = write(name, rule);
        const changes = changesOf(rule).map((change, at) => ({ ...change, path: write(`${name}-${at}`, change.rule) }));
        const { paths: seen, output } = await succeeding(paths[version], [own, ...changes.map(({ path }) => path)]);
        // not because it is no rule any more
        expect(output).not.toMatch(/parse error|unmarshal|could not parse|error executing/);
        expect(seen.has(own)).toBe(true);
        const unseen = changes.filter(({ path }) => seen.has(path)).map(({ what }) => `${name} ${what}`);
        expect(unseen.filter((one) => alike[one] === undefined)).toEqual([]);
      },
    );
  });
}

function put(path: string, text: string): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}
