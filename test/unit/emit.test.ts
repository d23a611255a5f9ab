import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { boundTexts } from "../../src/3-resolve/sli/latency/bound.ts";
import {
  coverage,
  emitFindings,
  emitService,
  emitWorkspace,
  sameDashboards,
  summarize,
} from "../../src/5-emit/emit.ts";
import { seriesText } from "../../src/5-emit/prometheus/proofs/notation.ts";
import { sampleSli } from "../../src/5-emit/prometheus/proofs/samples.ts";
import { selects } from "../../src/model/promql/selector.ts";
import { text } from "../../src/5-emit/prometheus/template.ts";
import { noted, printYaml, type Yaml, type YamlMap } from "../../src/5-emit/shared/yaml.ts";
import { parsePromql } from "../../src/model/promql/parse.ts";
import { printExpr } from "../../src/model/promql/print.ts";
import type { Selector } from "../../src/model/promql/ast.ts";
import { Decimal } from "../../src/model/quantity/decimal.ts";
import type { Service, Sli, Slo } from "../../src/model/service.ts";
import { fleetUid } from "../../src/model/slo/names.ts";
import { lowerSli, makeService, makeSlo, makeWorkspace, origin, type SliOptions } from "../support/model.ts";
import { texts } from "../support/promql.ts";

describe("printed YAML", () => {
  const key = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom("on", "y", "null", "1", "a: b", "- a", "#"));
  const scalar = fc.oneof(
    texts(),
    fc.string(),
    fc.constantFrom(
      "on",
      "No",
      "~",
      "1:30",
      "2026-11-25",
      "0x1f",
      "1e3",
      "012",
      ".inf",
      "",
      " ",
      "a: b",
      "a #b",
      "'",
      '"',
      "{{ x }}",
      "%q",
      "@a",
      "`a`",
      "a\n",
      "\na",
      "a\n\n",
      "a\n b\n",
      "a \nb",
      "a\tb\nc",
      "---",
      "...",
      "<<",
      "=",
      "!a",
      "&a",
      "*a",
      "1_000",
      "1m",
      "28d",
      "a\u0085b",
      "\ufeffa",
      "\u2028\n",
    ),
    fc.integer(),
    fc.double({ noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
    fc.boolean(),
    fc.constant(null),
  );
  const { tree } = fc.letrec<{ tree: Yaml; map: YamlMap }>((tie) => ({
    tree: fc.oneof({ depthSize: "small" }, scalar, fc.array(tie("tree"), { maxLength: 4 }), tie("map")),
    map: fc.dictionary(key, tie("tree"), { maxKeys: 4 }),
  }));
  const wellFormed = (value: string) =>
    !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value);

  it("is read back as what it was, by js-yaml and by yaml, as YAML 1.2 and 1.1", () => {
    fc.assert(
      fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4 }), fc.boolean(), (value, flow) => {
        fc.pre(wellFormed(JSON.stringify(value)) && !JSON.stringify(value).includes("__proto__"));
        const { text: printed } = printYaml(flow ? { all: noted(value, { flow: true }) } : { all: value });
        const plain = JSON.parse(
          JSON.stringify({ all: value }, (_, one) => (one === Infinity ? "∞" : one === -Infinity ? "-∞" : one)),
        ) as unknown;
        const same = (read: unknown) =>
          JSON.parse(
            JSON.stringify(read, (_, one) => (one === Infinity ? "∞" : one === -Infinity ? "-∞" : one)),
          ) as unknown;
        expect(same(load(printed))).toEqual(plain);
        expect(same(parse(printed, { maxAliasCount: 0 }))).toEqual(plain);
        expect(same(parse(printed, { version: "1.1", merge: true }))).toEqual(plain);
      }),
      { numRuns: 400 },
    );
  });

  it("keeps the blanks that a block begins with, at any depth and in lists", () => {
    const expr = "    a\n  + b\nor\n    c";
    const root = {
      groups: [
        {
          name: "x",
          rules: [
            { record: "r", expr },
            { record: "s", expr: ` ${expr}\n` },
          ],
        },
      ],
      expr,
    };
    const { text: printed } = printYaml(root);
    expect(printed).toContain("expr: |2-\n");
    expect(printed).not.toContain("\\n");
    for (const read of [load(printed), parse(printed), parse(printed, { version: "1.1" })]) expect(read).toEqual(root);
  });

  it("reads well: blocks for several lines, quotes where they are needed, comments above", () => {
    const { text: printed } = printYaml(
      {
        groups: [
          noted(
            {
              name: "shop--availability",
              interval: "1m",
              expr: 'a{b="c"}\n/ d',
              labels: noted({ env: "on", slo: "a" }, { flow: true }),
              empty: [],
            },
            { comment: "first\nsecond", space: true },
          ),
          noted({ name: "two" }, { comment: "x", space: true }),
        ],
      },
      ["Made by a test."],
    );
    expect(printed).toBe(`# Made by a test.
groups:
  # first
  # second
  - name: shop--availability
    interval: 1m
    expr: |-
      a{b="c"}
      / d
    labels: { env: "on", slo: a }
    empty: []

  # x
  - name: two
`);
  });

  it("keeps a comment a comment, whatever it holds", () => {
    const { text: printed } = printYaml({ a: noted("b", { comment: "x\nkey: value\r\n\u2028y\u0000" }) });
    expect(load(printed)).toEqual({ a: "b" });
  });

  it("says which lines came from where, the outer before the inner", () => {
    const { lines, text: printed } = printYaml({
      top: noted(
        { a: 1, list: [noted({ b: "x\ny", c: 2 }, { origin, what: "inner" })] },
        { origin, what: "outer", comment: "above" },
      ),
    });
    const shown = printed.split("\n");
    expect(lines.map(({ first, last, what }) => [what, shown.slice(first - 1, last)])).toEqual([
      ["outer", shown.slice(1, 8)],
      ["inner", ["    - b: |-", "        x", "        y", "      c: 2"]],
    ]);
  });
});

describe("promtool's notation", () => {
  const read = (words: string): (number | string)[] =>
    words.split(" ").flatMap((word): (number | string)[] => {
      const [, start, sign, by, times] = /^(_|-?[\d.e+]+?|stale)(?:([+-])([\d.]+))?(?:x(\d+))?$/.exec(word) ?? [];
      if (start === "_") return Array.from({ length: Number(times ?? 1) }, () => "none");
      if (start === "stale") return ["stale"];
      const step = Number(by ?? 0) * (sign === "-" ? -1 : 1);
      return Array.from({ length: Number(times ?? 0) + 1 }, (_, at) => Number(start) + step * at);
    });

  it("is short, and says each sample", () => {
    expect(seriesText([0, 10, 20, 30])).toBe("0+10x3");
    expect(seriesText([5, 5, 5, 5])).toBe("5x3");
    expect(seriesText(["none", "none", 1, "stale", "none"])).toBe("_x2 1 stale _");
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(20), fc.constantFrom("none" as const, "stale" as const)), { minLength: 1 }),
        (samples) => {
          expect(read(seriesText(samples))).toEqual(samples);
        },
      ),
    );
  });
});

const counters = { total: 'http_requests_total{job="shop"}', bad: 'http_requests_total{job="shop",code=~"5.."}' };
const lower = (options: SliOptions): Sli => lowerSli("requests", options).sli!;
const selector = (promql: string) => parsePromql(promql).expr as Selector;
const oneLine = (sli: Sli) => ({
  total: printExpr(sli.total, { width: Infinity }),
  errors: printExpr(sli.errors.expr, { width: Infinity }),
});

describe("SLI kinds", () => {
  /** Read two seconds late: a step of 1m ago is 62s ago. */
  const known = (counter: string) =>
    `last_over_time(${counter}[3m] offset 2s) - last_over_time(${counter}[3m] offset 62s) >= 0 or ${counter} offset 2s < ${counter} offset 62s`;
  const born = (counter: string, total: string) =>
    `last_over_time(${counter}[1m] offset 2s) and on (job, instance) max_over_time(up{job="shop"}[3m] offset 62s) == 1 unless on (job, instance) (up{job="shop"} offset 2s unless up{job="shop"} offset 62s) unless on (job, instance) (${total} offset 62s unless ${total} offset 2s)`;
  const of = (counter: string, total = counter) => `sum(${known(counter)} or ${born(counter, total)})`;

  it("count what each counter gained since one step ago, and after a reset; births guarded by `up` and by vanished series of the total", () => {
    const sli = lower({ type: "availability", prometheus: counters });
    expect(oneLine(sli)).toEqual({
      total: of('http_requests_total{job="shop"}'),
      errors: of('http_requests_total{job="shop", code=~"5.."}', 'http_requests_total{job="shop"}'),
    });
    expect(sli.errors).toMatchObject({ of: "bad", whenMissing: "zero" });
  });

  it("leave births out where there is no `up`", () => {
    const sli = lower({ type: "error-rate", prometheus: counters, hasUp: false });
    expect(oneLine(sli).total).toBe(`sum(${known('http_requests_total{job="shop"}')})`);
  });

  it("take ranges and offsets from the step", () => {
    const sli = lower({ type: "correctness", prometheus: counters, hasUp: false, step: 150 });
    expect(oneLine(sli).total).toContain("[7m30s] offset 152s");
  });

  it("add up lists of which the series differ in name alone", () => {
    const sli = lower({
      type: "availability",
      prometheus: { total: ["a_total", "b_total"], bad: "a_total" },
      hasUp: false,
      groups: [{ source: "route", recorded: "route" }],
    });
    const part = (name: string, at: number) =>
      `label_replace(sum by (route) (${known(name)}), "__part__", "${at}", "__part__", "")`;
    expect(oneLine(sli).total).toBe(`sum by (route) (${part("a_total", 1)} or ${part("b_total", 2)})`);
  });

  it("use expressions as they stand, over one step", () => {
    const sli = lower({
      type: "availability",
      prometheus: { total: "sum(increase(x[${window}]))", good: "sum(increase(y[${window}]))" },
    });
    expect(oneLine(sli)).toEqual({ total: "sum(sum(increase(x[1m])))", errors: "sum(sum(increase(y[1m])))" });
    expect(sli.errors).toMatchObject({ of: "good", whenMissing: "zero" });
  });

  it("report sources of two forms", () => {
    const { sli, reported } = lowerSli("requests", {
      type: "availability",
      prometheus: { total: "x", bad: "sum(increase(y[${window}]))" },
    });
    expect(sli).toBeUndefined();
    expect(reported.map(({ code }) => code)).toEqual(["resolve/mixed-sources"]);
  });

  it.each([
    ["1s", "http_seconds", 'le=~"1|1\\\\.0"'],
    ["300ms", "http_seconds", 'le="0.3"'],
    ["300ms", "http_milliseconds", 'le=~"300|300\\\\.0"'],
  ])("read a latency of %s in %s as %s", (threshold, histogram, le) => {
    const sli = lower({ type: "latency", threshold, prometheus: { histogram }, hasUp: false });
    expect(oneLine(sli).errors).toContain(`last_over_time(${histogram}_bucket{${le}}[3m] offset 2s)`);
    expect(oneLine(sli).total).toContain(`${histogram}_count[3m] offset 2s`);
    expect(sli.errors).toMatchObject({ of: "good", whenMissing: "absent" });
  });

  it("read native histograms by count and fraction, and not on 2.42", () => {
    const prometheus = { histogram: "rpc_seconds", native: true };
    const sli = lower({ type: "latency", threshold: "500ms", prometheus, hasUp: false });
    const now = "last_over_time(rpc_seconds[3m] offset 2s)";
    expect(oneLine(sli).errors).toContain(`histogram_count(${now}) * histogram_fraction(-Inf, 0.5, ${now})`);
    // after a reset the number of all observations tells, which falls by whole ones
    const newest = "rpc_seconds offset 2s";
    expect(oneLine(sli).errors).toContain(`histogram_count(${newest}) * histogram_fraction(-Inf, 0.5, ${newest})`);
    expect(oneLine(sli).errors).toMatch(
      / and histogram_count\(rpc_seconds offset 2s\) < histogram_count\(rpc_seconds offset 62s\)\)?$/,
    );
    const old = lowerSli("requests", { type: "latency", threshold: "500ms", prometheus, version: "2.42" });
    expect(old.reported.map(({ code }) => code)).toEqual(["resolve/native-needs-3"]);
  });

  it.each([
    [{ histogram: "http_latency" }, "resolve/unit-unknown"],
    [{ histogram: "http_seconds_bucket" }, "resolve/histogram-part"],
    [{ histogram: "sum(x)" }, "resolve/histogram-not-bare"],
  ])("report %j", (prometheus, code) => {
    const { reported } = lowerSli("latency", { type: "latency", threshold: "1s", prometheus });
    expect(reported.map((one) => one.code)).toEqual([code]);
  });

  it.each([
    ["0.3", ["0.3"]],
    ["1", ["1", "1.0"]],
    ["2500000", ["2.5e+06", "2500000", "2500000.0"]],
    ["0.00001", ["1e-05", "0.00001"]],
    ["123456.5", ["123456.5"]],
  ])("know the texts of the bound %s", (bound, texts) => {
    expect(boundTexts(Decimal.parse(bound)!)).toEqual(texts);
  });
});

describe("made-up series", () => {
  const names = (options: SliOptions) => {
    const sampled = sampleSli(lower(options), "shop");
    if ("reason" in sampled) return sampled.reason;
    return sampled.groups.map(({ group, series }) => [
      group,
      ...series.map(({ name, labels, counts }) => [counts, name, labels]),
    ]);
  };

  it("are selected by the total and told apart by what is bad", () => {
    expect(names({ type: "availability", prometheus: counters })).toEqual([
      [
        {},
        ["good", "http_requests_total", { job: "shop", instance: "a", code: "200" }],
        ["bad", "http_requests_total", { job: "shop", instance: "a", code: "500" }],
      ],
    ]);
  });

  it("count everything where errors have a metric of their own", () => {
    expect(names({ type: "availability", prometheus: { total: "calls_total", bad: "failures_total" } })).toEqual([
      [
        {},
        ["all", "calls_total", { job: "shop", instance: "a" }],
        ["bad", "failures_total", { job: "shop", instance: "a" }],
      ],
    ]);
  });

  it("are of two groups, one of which lacks the label", () => {
    const groups = [{ source: "path", recorded: "route" }];
    const made = names({ type: "availability", prometheus: counters, groups }) as unknown[][];
    expect(made.map(([group]) => group)).toEqual([{ route: "alpha" }, { route: "(none)" }]);
  });

  it("are not made where nothing can be", () => {
    expect(names({ type: "availability", prometheus: { total: 'x{code="1"}', bad: 'x{code="1"}' } })).toBe(
      "no series is in `total` and not in `bad`",
    );
    expect(
      names({
        type: "availability",
        prometheus: { total: "sum(increase(x[${window}]))", bad: "sum(increase(y[${window}]))" },
      }),
    ).toContain("expressions");
  });

  it("are selected as Prometheus selects", () => {
    const one = { __name__: "x", code: "503" };
    expect(
      ['x{code=~"5.."}', 'x{code!="500"}', '{__name__=~"x|y"}', 'x{zone=""}', 'x{zone!~".+"}'].map((promql) =>
        selects(selector(promql), one),
      ),
    ).toEqual([true, true, true, true, true]);
    expect(
      ["y", 'x{code=~"5"}', 'x{code!~"5.."}', 'x{zone!=""}'].map((promql) => selects(selector(promql), one)),
    ).toEqual([false, false, false, false]);
  });
});

const slo = (
  options: Partial<Parameters<typeof makeSlo>[3]> = {},
  sli: Sli = lower({ type: "availability", prometheus: counters }),
) => makeSlo("shop", "availability", sli, { objective: "99.95%", ...options });
/** Emits, and sees that what is found is the same when no texts are asked for. */
const emit = (service: Service, workspace = makeWorkspace()) => {
  const emitted = emitService(service, { workspace });
  expect(emitFindings(service, { workspace })).toEqual(emitted.diagnostics);
  return emitted;
};
interface RuleFile {
  readonly groups: readonly {
    readonly name: string;
    readonly interval: string;
    readonly rules: readonly {
      readonly record?: string;
      readonly alert?: string;
      readonly expr: string;
      readonly labels: Record<string, string>;
      readonly annotations?: Record<string, string>;
    }[];
  }[];
}
const rulesOf = (service: Service, workspace = makeWorkspace()) =>
  load(emit(service, workspace).value!.find(({ path }) => path.endsWith(".rules.yaml"))!.text) as RuleFile;

describe("the Prometheus target", () => {
  it("writes one document for each service, from a header on", () => {
    const { value, diagnostics } = emit(makeService("shop", [slo()]));
    expect(diagnostics).toEqual([]);
    expect(value!.map(({ path }) => path)).toEqual([
      "prometheus/shop.rules.yaml",
      "prometheus/shop.test.yaml",
      "prometheus/shop.windows.test.yaml",
      "reports/shop.md",
    ]);
    for (const { path, text: printed, sources } of value!) {
      const header = "Code generated by tocsin from services/shop.service.yaml. DO NOT EDIT.";
      expect(printed.split("\n")[0]).toBe(path.endsWith(".md") ? `<!-- ${header} -->` : `# ${header}`);
      expect(printed).not.toMatch(/^---/m);
      expect(sources).toEqual(["services/shop.service.yaml"]);
    }
  });

  it("records and alerts as decided, with the numbers of 99.95 % over 28 days", () => {
    const { groups } = rulesOf(makeService("shop", [slo()]));
    expect(
      groups.map(({ name, interval, rules }) => [
        name,
        interval,
        rules.map((rule) => rule.record ?? `${rule.labels["severity"]} ${rule.labels["long"]} ${rule.labels["short"]}`),
      ]),
    ).toEqual([
      [
        "shop--availability",
        "1m",
        [
          "slo:sli_total:step",
          "slo:sli_errors:step",
          "slo:sli_total:sum5m",
          "slo:sli_errors:sum5m",
          ...["5m", "30m", "1h", "2h", "6h", "1d", "3d"].map((window) => `slo:sli_error:ratio${window}`),
          "page 1h 5m",
          "page 6h 30m",
          "ticket 1d 2h",
          "ticket 3d 6h",
        ],
      ],
      [
        "shop--availability--period",
        "2m",
        [
          "slo:sli_errors:sum28d",
          "slo:sli_error:ratio28d",
          "slo:error_budget_remaining:ratio28d",
          "slo:objective:ratio",
          "slo:error_budget:ratio",
          "slo:sli_observed:ratio6h",
          "slo:sli_observed:ratio28d",
          "slo:burn_rate:ratio1h",
          "slo:info",
        ],
      ],
    ]);
    const own = '{service="shop", slo="availability", env="prod"}';
    const [page, , , ticket] = groups[0]!.rules.filter(({ alert }) => alert === "SLOErrorBudgetBurn");
    expect(page!.expr.split("\n")).toEqual([
      `slo:sli_error:ratio1h${own} > 13.44 * 0.0005`,
      `and slo:sli_error:ratio5m${own} > 13.44 * 0.0005`,
      `and sum_over_time(slo:sli_errors:step${own}[3599s]) > 2.5`,
    ]);
    expect(ticket!.expr).toContain(`\nand sum_over_time(slo:sli_errors:sum5m${own}[259199s:5m]) > 2.5\n`);
    expect(ticket!.expr.replace(/\s+/g, " ")).toMatch(
      /unless on \(service, slo, env\) ALERTS\{ ?alertname="SLOErrorBudgetBurn", alertstate="firing", severity="page", service="shop", slo="availability", env="prod" ?\}$/,
    );
    const { burns } = slo();
    const unheard = { ...slo(), burns: burns.map((burn) => ({ ...burn, notify: ["nobody"] })) };
    expect(JSON.stringify(rulesOf(makeService("shop", [unheard])))).not.toContain("ALERTS");
    expect(page!.labels).toEqual({
      service: "shop",
      slo: "availability",
      severity: "page",
      long: "1h",
      short: "5m",
      owner: "shop-team",
      env: "prod",
      product: "shop",
    });
    const recordedLabels = groups.flatMap(({ rules }) =>
      rules.filter(({ record }) => record !== undefined && record !== "slo:info").map(({ labels }) => labels),
    );
    expect(new Set(recordedLabels.map((labels) => JSON.stringify(labels)))).toEqual(
      new Set([JSON.stringify({ service: "shop", slo: "availability", env: "prod" })]),
    );
  });

  it("keeps each record with its labels unique where there are groups and a whole", () => {
    const grouped = slo(
      {},
      lower({ type: "availability", prometheus: counters, groups: [{ source: "route", recorded: "route" }] }),
    );
    const { groups } = rulesOf(makeService("shop", [grouped]));
    const names = groups.flatMap(({ rules }) =>
      rules.map(({ record, alert, labels }) => `${record ?? alert} ${JSON.stringify(labels)}`),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(groups[0]!.rules[1]).toMatchObject({
      expr: 'sum(slo:sli_total:step{service="shop", slo="availability", env="prod", route!=""})',
      labels: { route: "" },
    });
  });

  it("is the same whatever the order of SLOs and labels", () => {
    const one = slo();
    const other: Slo = { ...slo({ objective: "99%" }), name: "backup", id: "shop/backup" };
    const texts = (service: Service) => emit(service).value!.map(({ text: printed }) => printed);
    expect(texts(makeService("shop", [one, other], { labels: { b: "1", a: "2" } }))).toEqual(
      texts(makeService("shop", [other, one], { labels: { a: "2", b: "1" } })),
    );
  });

  it("leaves out an alert that can never fire", () => {
    const { groups } = rulesOf(makeService("shop", [slo({ objective: "90%" })]));
    expect(groups[0]!.rules.filter(({ alert }) => alert !== undefined).map(({ labels }) => labels["long"])).toEqual([
      "6h",
      "1d",
      "3d",
    ]);
  });

  it("maps severities in the label alone", () => {
    const workspace = makeWorkspace({}, { severities: { page: "critical", ticket: "warning", info: "info" } });
    const { groups } = rulesOf(makeService("shop", [slo()]), workspace);
    expect(groups[0]!.rules.filter(({ alert }) => alert !== undefined).map(({ labels }) => labels["severity"])).toEqual(
      ["critical", "critical", "warning", "warning"],
    );
  });

  it("lets no text become a template, a path or another rule", () => {
    const hostile = '{{ query "up" }} "quoted"\n- alert: Evil\n  expr: vector(1) # ${window} ../../x __proto__';
    const base = slo();
    const service = makeService("shop", [{ ...base, description: hostile, links: { runbook: hostile } }], {
      owner: hostile,
      labels: { product: hostile },
      environmentLabels: { env: hostile },
    });
    const { value } = emit(service);
    expect(value!.every(({ path }) => /^(?:prometheus\/[a-z.-]+\.yaml|reports\/[a-z-]+\.md)$/.test(path))).toBe(true);
    const { groups } = rulesOf(service);
    expect(
      groups.flatMap(({ rules }) => rules.filter(({ alert }) => alert !== undefined)).map(({ alert }) => alert),
    ).toEqual(Array.from({ length: 4 }, () => "SLOErrorBudgetBurn"));
    const [page] = groups[0]!.rules.filter(({ alert }) => alert !== undefined);
    expect(page!.labels["owner"]).toBe(text(hostile));
    expect(page!.annotations!["description"]).toBe(text(hostile));
    expect(text("{{ x }}")).toBe('{{ "{{" }} x }}');
    // a label of recorded series is no template: it stands as it is
    expect(groups[0]!.rules[0]!.labels["env"]).toBe(hostile);
  });

  it("passes templates of the spec, and says what, since when, how much is left, until when and where to go", () => {
    const base = slo();
    const service = makeService("shop", [
      { ...base, burns: base.burns.map((burn) => ({ ...burn, annotations: { extra: "{{ $value }}" } })) },
    ]);
    const [page] = rulesOf(service).groups[0]!.rules.filter(({ alert }) => alert !== undefined);
    expect(Object.keys(page!.annotations!)).toEqual([
      "summary",
      "objective",
      "value",
      "since",
      "budget_left",
      "budget_gone_in",
      "runbook_url",
      "dashboard_url",
      "extra",
    ]);
    expect(page!.annotations!["extra"]).toBe("{{ $value }}");
    expect(page!.annotations!["dashboard_url"]).toBe(
      "https://grafana.example/d/tocsin--production--shop--slo?var-slo=availability",
    );
    const own = { ...base, burns: base.burns.map((burn) => ({ ...burn, summary: "{{ $labels.slo }} burns" })) };
    const [said] = rulesOf(makeService("shop", [own])).groups[0]!.rules.filter(({ alert }) => alert !== undefined);
    expect(said!.annotations!["summary"]).toBe("{{ $labels.slo }} burns");
  });

  it("reports a label that would make alerts indistinguishable", () => {
    const grouped = slo(
      {},
      lower({ type: "availability", prometheus: counters, groups: [{ source: "route", recorded: "route" }] }),
    );
    const { value, diagnostics } = emit(makeService("shop", [grouped], { labels: { route: "x", long: "y" } }));
    expect(value).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["emit/label-taken", "emit/label-taken"]);
  });

  it("asks for the value of a label whose name is no word of a template by `index`", () => {
    const groups = [
      { source: "http.route", recorded: "http.route" },
      { source: "zone", recorded: "zone" },
      { source: "url-path", recorded: "url-path" },
    ];
    const grouped = slo({}, lower({ type: "availability", prometheus: counters, groups }));
    const [page] = rulesOf(makeService("shop", [grouped])).groups[0]!.rules.filter(({ alert }) => alert !== undefined);
    expect(page!.annotations!["summary"]).toContain(
      '({{ if index $labels "http.route" }}http.route {{ index $labels "http.route" }}, zone {{ $labels.zone }}, url-path {{ index $labels "url-path" }}{{ else }}all values of http.route and zone and url-path together{{ end }})',
    );
    expect(page!.annotations!["budget_left"]).toContain(
      'http.route\\"=%q, zone=%q, \\"url-path\\"=%q}" (index $labels "http.route") $labels.zone (index $labels "url-path") | query',
    );
  });

  it("refuses names in labels, groups and annotations that Prometheus 2.42 does not read, once each", () => {
    const groups = [{ source: "route", recorded: "http.route" }];
    const base = slo({}, lower({ type: "availability", prometheus: counters, groups }));
    const burns = base.burns.map((burn) => ({
      ...burn,
      labels: { "on-call": "x" },
      annotations: { "a.b": "x", c: "y" },
    }));
    const labels = { "cost-centre": "1", product: "shop" };
    const service = makeService("shop", [{ ...base, burns }], { labels, environmentLabels: { "deployment.env": "x" } });
    const old = emit(service, makeWorkspace({ version: "2.42" }));
    expect(old.value).toEqual([]);
    expect(old.diagnostics.map(({ code, title }) => `${code} ${/`(.*?)`/.exec(title)?.[1]}`)).toEqual([
      "emit/utf8-name cost-centre",
      "emit/utf8-name deployment.env",
      "emit/utf8-name http.route",
      "emit/utf8-name on-call",
      "emit/utf8-name a.b",
    ]);
    expect(old.diagnostics[0]!.help).toContain("`cost_centre`");
    expect(emit(service).diagnostics.filter(({ code }) => code === "emit/utf8-name")).toEqual([]);
  });

  it.each([{ push: undefined }, { push: "otlp" as const }])(
    "proves that an error series which does not exist is no error: $push",
    ({ push }) => {
      const service = makeService("shop", [slo()], {
        metrics: { interval: 30, declared: [], system: [], recorded: [], ...(push && { push }) },
      });
      const { text: tests } = emit(service).value!.find(({ path }) => path === "prometheus/shop.test.yaml")!;
      const { input_series: series } = (
        load(tests) as { tests: { name: string; input_series: { series: string; values: string }[] }[] }
      ).tests.find(({ name }) => name.startsWith("no errors"))!;
      const bad = series.filter((one) => one.series.includes('code="500"'));
      expect(bad.map(({ values }) => values)).toEqual(["_x16"]);
    },
  );

  it("leads each rule back to the spec", () => {
    const { value } = emit(makeService("shop", [slo()]));
    const { lines, text: printed } = value![0]!;
    const shown = printed.split("\n");
    const page = lines.find(({ what }) => what === "page alert of shop/availability, 1h and 5m")!;
    expect(shown[page.first - 1]).toBe("      - alert: SLOErrorBudgetBurn");
    expect(shown[page.last]).toMatch(/^ {6}# page: more than 0\.28% bad/);
    expect(lines[0]).toMatchObject({ first: 1, last: shown.length - 1 });
    for (const { first, last } of lines) expect(first <= last && last < shown.length).toBe(true);
  });
});

describe("what scrapes a service", () => {
  const scraped = (more: Partial<Service>) =>
    makeService("shop", [slo()], {
      metrics: { interval: 30, scrape: { port: "9090", path: "/metrics" }, declared: [], system: [], recorded: [] },
      ...more,
    });
  const file = (service: Service, end: string, as: readonly ("rules" | "operator")[] = ["rules", "operator"]) => {
    const found = emit(service, makeWorkspace({ as })).value!.find(({ path }) => path.endsWith(end));
    return found === undefined ? undefined : (load(found.text) as Record<string, unknown>);
  };

  it("is its name and port, where the port is a number", () => {
    expect(file(scraped({}), ".scrape.yaml")).toEqual({
      scrape_configs: [
        {
          job_name: "shop",
          scrape_interval: "30s",
          metrics_path: "/metrics",
          static_configs: [{ targets: ["shop:9090"] }],
        },
      ],
    });
    expect(file(scraped({}), ".servicemonitor.yaml")).toBeUndefined();
  });

  it("is its pods in Kubernetes", () => {
    const service = scraped({ kubernetes: { namespace: "shop", selector: { app: "shop", a: "b" } } });
    const { scrape_configs: configs } = file(service, ".scrape.yaml") as { scrape_configs: Record<string, unknown>[] };
    expect(configs[0]!["kubernetes_sd_configs"]).toEqual([
      { role: "pod", namespaces: { names: ["shop"] }, selectors: [{ role: "pod", label: "a=b,app=shop" }] },
    ]);
    const monitor = file(service, ".servicemonitor.yaml")!;
    expect(monitor).toMatchObject({
      kind: "ServiceMonitor",
      metadata: { name: "shop", namespace: "shop", labels: { product: "shop" } },
      spec: {
        selector: { matchLabels: { app: "shop", a: "b" } },
        endpoints: [{ targetPort: 9090, interval: "30s", relabelings: [{ targetLabel: "job", replacement: "shop" }] }],
      },
    });
    expect(file(service, ".prometheusrule.yaml")).toMatchObject({
      kind: "PrometheusRule",
      metadata: { name: "shop--slo" },
    });
  });

  it("is not made up where nothing says where the service is", () => {
    const service = scraped({
      metrics: { interval: 30, scrape: { port: "metrics", path: "/metrics" }, declared: [], system: [], recorded: [] },
    });
    const { value, diagnostics } = emit(service);
    expect(value!.some(({ path }) => path.endsWith(".scrape.yaml"))).toBe(false);
    expect(diagnostics.map(({ code }) => code)).toEqual(["emit/no-targets"]);
  });
});

describe("coverage", () => {
  const covered = (value: Record<string, unknown>, slos: readonly Slo[] = [slo()]) => {
    const service = makeService("shop", slos, { resolved: { value, originOf: () => origin, historyOf: () => [] } });
    return coverage(service, { workspace: makeWorkspace() }).map(({ title }) => title);
  };

  it("names the topmost key that nothing compiles", () => {
    const said = covered({
      service: "shop",
      logs: { retention: "30d" },
      metrics: { interval: "30s", system: ["cpu"] },
      slis: {
        requests: { type: "availability", prometheus: { total: "x" }, cloudwatch: {} },
        volume: { type: "throughput" },
      },
      slos: { availability: "99.95%" },
      alerting: { minimumErrors: 3, page: { noData: "5m", burns: [] } },
    });
    expect(said).toEqual(
      ["logs", "metrics.system", "slis.requests.cloudwatch", "slis.volume"].map(
        (key) => `no target compiles \`${key}\` yet`,
      ),
    );
  });

  it("is about what a person wrote", () => {
    const fromDefault = { from: "default", name: "built-in", span: origin.span } as const;
    const service = makeService("shop", [slo()], {
      resolved: { value: { logs: { retention: "30d" } }, originOf: () => fromDefault, historyOf: () => [] },
    });
    expect(coverage(service, { workspace: makeWorkspace() })).toEqual([]);
  });
});

describe("services of a workspace", () => {
  it("have dashboards of their own", () => {
    const summaries = ["shop", "cart"].map((name) => summarize(makeService(name, []), makeWorkspace()));
    expect(emitWorkspace(summaries, { workspace: makeWorkspace() })).toEqual({ value: [], diagnostics: [] });
    const twice = [...summaries, summarize(makeService("shop", []), makeWorkspace())];
    expect(emitWorkspace(twice, { workspace: makeWorkspace() }).diagnostics.map(({ code }) => code)).toEqual([
      "emit/same-dashboard",
    ]);
  });

  it("have no two dashboards of one UID: of services, of SLOs, of their own, or that of all", () => {
    const own = { name: "orders", rows: [], panels: [], origin };
    const [shop, cart] = [makeService("shop", [slo()], { dashboards: [own] }), makeService("cart", [])].map((one) =>
      summarize(one, makeWorkspace()),
    );
    const context = { workspace: makeWorkspace() };
    const told = (uidOf: (service: string, environment?: string, dashboard?: string) => string) =>
      sameDashboards([shop!, cart!], context, uidOf).map(({ title }) => title);
    expect(told((service, _, dashboard) => `${service}--${dashboard}`)).toEqual([]);
    expect(told((_, __, dashboard) => dashboard!)).toEqual(["dashboards of `shop` and `cart` have the same UID"]);
    expect(told((service) => service)).toEqual([
      "dashboards of `shop` and `shop/slo` have the same UID",
      "dashboards of `shop` and `shop/orders` have the same UID",
    ]);
    const ofAll = fleetUid(context.workspace.name);
    expect(told((service, _, dashboard) => (service === "cart" ? ofAll : `${service}--${dashboard}`))).toEqual([
      `dashboards of \`${context.workspace.name}\` and \`cart\` have the same UID`,
    ]);
  });
});
