import { load } from "js-yaml";
import { beforeAll, describe, expect, it } from "vitest";
import { compileProject, openProject } from "../../src/compile.ts";
import { dashboardFile } from "../../src/5-emit/grafana/file.ts";
import type { Built } from "../../src/5-emit/grafana/build.ts";
import type { Dashboard, Panel, PrometheusQuery } from "../../src/5-emit/grafana/panel.ts";
import { sloDashboard } from "../../src/5-emit/grafana/slo/dashboard.ts";
import { printQuery } from "../../src/5-emit/grafana/template.ts";
import { ruleGroups } from "../../src/5-emit/prometheus/rules.ts";
import { printYaml } from "../../src/5-emit/shared/yaml.ts";
import { memoryHost } from "../../src/host/memory.ts";
import { nodeHost } from "../../src/host/node.ts";
import type { Expr, Selector } from "../../src/model/promql/ast.ts";
import { parsePromql } from "../../src/model/promql/parse.ts";
import { printExpr } from "../../src/model/promql/print.ts";
import { bare, selectorsOf, walk } from "../../src/model/promql/visit.ts";
import type { Service } from "../../src/model/service.ts";
import { groupsOf, stepOfSlo } from "../../src/model/slo/forms.ts";
import { dashboardUid } from "../../src/model/slo/names.ts";
import { inEnvironment } from "../../src/model/workspace.ts";
import { goldenCases, readCase } from "../support/golden.ts";
import { workspace as usualWorkspace } from "../support/findings.ts";

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}

interface Compiled {
  readonly service: Service;
  readonly rules: readonly Rule[];
  readonly dashboard: Dashboard;
}

type Host = Parameters<typeof openProject>[0]["host"];

/** Every service with SLOs and rules. */
async function compiled(host: Host, folder: string, environments?: readonly string[]): Promise<readonly Compiled[]> {
  const project = await openProject({ host, folder });
  const found: Compiled[] = [];
  const { diagnostics } = compileProject(project, {
    artifacts: false,
    ...(environments && { environments }),
    onService({ service, environment }) {
      if (service.slos.length === 0 || !service.targets.includes("prometheus")) return;
      const workspace = inEnvironment(project.workspace, environment)!;
      const step = workspace.targets.prometheus.step;
      const groups = service.slos.flatMap((slo) => ruleGroups(service, slo, workspace, stepOfSlo(service, slo, step)));
      const { groups: made } = load(printYaml({ groups }).text) as { readonly groups: readonly { rules: Rule[] }[] };
      const rules = made.flatMap((group) => group.rules);
      found.push({ service, rules, dashboard: sloDashboard(service, workspace) });
    },
  });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return found;
}

function filesOf(spec: string, more: Readonly<Record<string, string>> = {}): Host {
  const files = Object.entries({ "services/spec.service.yaml": spec, "tocsin.yaml": usualWorkspace, ...more });
  return memoryHost({ files: Object.fromEntries(files.map(([path, text]) => [`/w/${path}`, text])) });
}

async function compiledSpec(spec: string): Promise<Compiled> {
  const [one] = await compiled(filesOf(spec), "/w");
  return one!;
}

const queriesOf = (panel: Panel): readonly PrometheusQuery[] =>
  panel.kind === "text" ? [] : panel.queries.filter((query) => query.kind === "prometheus");

function panelsOf({ rows }: Dashboard): readonly { readonly id: string; readonly panel: Panel }[] {
  return rows.flatMap(({ key, panels }) => panels.map((panel) => ({ id: `${key}/${panel.key}`, panel })));
}

function exprOf(dashboard: Dashboard, id: string, ref = "A"): string {
  const { panel } = panelsOf(dashboard).find((one) => one.id === id)!;
  return printQuery(queriesOf(panel).find((query) => query.ref === ref)!.expr)
    .replace(/\s+/g, " ")
    .trim();
}

const isOther = (slo: string) => (selector: Selector) =>
  selector.matchers.some(
    ({ label, op, value }) =>
      label === "slo" &&
      ((op === "=~" && !value.includes("${") && !value.split("|").includes(slo)) ||
        (op === "=" && !value.includes("${") && value !== slo)),
  );

/** What is left of a query when an SLO is chosen: the alternatives that are about it. */
function ofSlo(expr: Expr, slo: string): Expr | undefined {
  switch (expr.kind) {
    case "number":
    case "string":
      return expr;
    case "selector":
      return isOther(slo)(expr) ? undefined : expr;
    case "binary": {
      const [left, right] = [ofSlo(expr.left, slo), ofSlo(expr.right, slo)];
      if (left !== undefined && right !== undefined) return { ...expr, left, right };
      return expr.op === "or" ? (left ?? right) : undefined;
    }
    case "call": {
      const args = expr.args.map((arg) => ofSlo(arg, slo));
      return args.every((arg) => arg !== undefined) ? { ...expr, args } : undefined;
    }
    default: {
      const inner = ofSlo(expr.expr, slo);
      return inner && { ...expr, expr: inner };
    }
  }
}

/** Without the label that names a line. */
function unnamed(expr: Expr): Expr {
  const inner = bare(expr);
  return inner.kind === "call" && inner.fn === "label_replace" ? unnamed(inner.args[0]!) : inner;
}

function seriesOf(expr: Expr): readonly Selector[] {
  return selectorsOf(expr).filter(({ name }) => name !== "ALERTS");
}

const shop: Compiled[] = [];
const cases: Compiled[] = [];
beforeAll(async () => {
  for (const name of goldenCases) {
    const { given } = readCase(name);
    const [one] = await compiled(filesOf(given["spec.yaml"]!, given), "/w");
    if (one !== undefined) cases.push(one);
  }
  shop.push(...(await compiled(nodeHost(), "examples/shop", ["production"])));
  cases.push(...shop);
}, 60_000);

describe("burn-rate alerts", () => {
  it("are drawn with the windows and the thresholds of their rules, and no other", () => {
    let drawn = 0;
    for (const { service, rules, dashboard } of cases)
      for (const slo of service.slos) {
        const budget = rules.find(
          ({ record, labels }) => record === "slo:error_budget:ratio" && labels["slo"] === slo.name,
        )!.expr;
        const asked = rules
          .filter(
            ({ alert, labels }) => alert !== undefined && labels["slo"] === slo.name && labels["long"] !== undefined,
          )
          .map(({ expr }) => alertOf(expr))
          .sort();
        const shown = panelsOf(dashboard)
          .filter(({ id }) => id.startsWith("burns/"))
          .flatMap(({ panel }) => {
            const [long, short, drawn, worst] = ["A", "B", "C", "D"].map((ref) => {
              const expr = queriesOf(panel).find((query) => query.ref === ref)?.expr;
              return expr && ofSlo(expr, slo.name);
            });
            if (drawn === undefined) {
              expect([long, short, worst]).toEqual([undefined, undefined, undefined]);
              return [];
            }
            const threshold = unnamed(drawn);
            if (threshold.kind !== "binary" || threshold.left.kind !== "number") throw new Error("no threshold");
            expect(seriesOf(threshold.right).map(({ name }) => name)).toEqual(["slo:error_budget:ratio"]);
            const windows = [long, short].flatMap((expr) => (expr === undefined ? [] : seriesOf(expr)));
            // of an SLO with groups the worst one is drawn over the long window
            const ofGroups = worst === undefined ? [] : seriesOf(worst).map(({ name }) => name);
            expect(ofGroups).toEqual(groupsOf(slo).length === 0 ? [] : [windows[0]?.name]);
            return [`${windows.map(({ name }) => name).join(" ")} > ${threshold.left.text} * ${numberIn(budget)}`];
          })
          .sort();
        expect({ slo: slo.id, alerts: shown }).toEqual({ slo: slo.id, alerts: asked });
        drawn += shown.length;
      }
    expect(drawn).toBeGreaterThan(100);
  });

  it("are left out where they can never fire", async () => {
    const { dashboard, rules } = await compiledSpec(specOf("90%"));
    // 13.44 × 10% is over 1; 5.6 × 10% is not
    expect(rules.filter(({ labels }) => labels["long"] === "1h")).toEqual([]);
    const burns = dashboard.rows.find(({ key }) => key === "burns")!;
    expect(burns.panels.map(({ title }) => title)).toEqual([
      "Page on 6h and 30m",
      "Ticket on 1d and 2h",
      "Ticket on 3d and 6h",
    ]);
  });
});

/** `long short > factor * budget`, as a rule says it. */
function alertOf(text: string): string {
  const { expr } = parsePromql(text);
  const comparisons = walk(expr!).flatMap((node) =>
    node.kind === "binary" &&
    node.op === ">" &&
    node.left.kind === "selector" &&
    (node.left.name ?? "").startsWith("slo:sli_error:ratio")
      ? [{ name: node.left.name, threshold: printExpr(bare(node.right)) }]
      : [],
  );
  const thresholds = new Set(comparisons.map(({ threshold }) => threshold));
  expect(thresholds.size).toBe(1);
  return `${comparisons.map(({ name }) => name).join(" ")} > ${[...thresholds].join("")}`;
}

function numberIn(vector: string): string {
  return /^vector\((.+)\)$/.exec(vector)![1]!;
}

describe("every series of a panel", () => {
  it("is recorded of the SLO that is chosen, by the rules of the same compilation", () => {
    const everything = cases.flatMap(({ rules }) => rules);
    let looked = 0;
    for (const { service, rules, dashboard } of cases)
      for (const slo of service.slos)
        for (const { id, panel } of panelsOf(dashboard))
          for (const { expr } of queriesOf(panel)) {
            const own = ofSlo(expr, slo.name);
            if (own === undefined) continue;
            for (const { name, matchers } of seriesOf(own)) {
              looked += 1;
              const text = (label: string) => matchers.find((one) => one.label === label && !one.value.includes("${"));
              const named = text("slo");
              const isPart = named?.op === "=" && named.value !== slo.name;
              const where = isPart || text("service")?.value !== service.name ? everything : rules;
              const of = named?.op === "=" ? named.value : slo.name;
              const isThere = where.some(({ record, labels }) => record === name && labels["slo"] === of);
              expect({ id, slo: slo.id, name, isThere }).toEqual({ id, slo: slo.id, name, isThere: true });
            }
          }
    expect(looked).toBeGreaterThan(1000);
  });

  it("stands there for each SLO, or the panel says in words why it is empty", () => {
    for (const { service, dashboard } of cases)
      for (const { id, panel } of panelsOf(dashboard)) {
        if (panel.kind === "text" || panel.quiet !== undefined) continue;
        for (const slo of service.slos)
          for (const { ref, expr } of queriesOf(panel))
            expect({ id, ref, slo: slo.id, has: ofSlo(expr, slo.name) !== undefined }).toMatchObject({ has: true });
      }
  });

  it("of all groups together is selected as such: with the empty value of every group label", async () => {
    const { dashboard } = await compiledSpec(grouped);
    expect(exprOf(dashboard, "now/budget-left")).toBe(
      'slo:error_budget_remaining:ratio28d{service="shop", slo="${slo}", provider="", route=""}',
    );
    expect(exprOf(dashboard, "groups/groups", "B")).toBe(
      'max by (provider, route) ( slo:sli_errors:sum28d{service="shop", slo="${slo}", slo=~"charges", provider!="", provider=~"${provider}"} ' +
        'or slo:sli_errors:sum28d{service="shop", slo="${slo}", slo=~"requests", route!="", route=~"${route}"} )',
    );
  });
});

describe("the environment", () => {
  it("is the one whose windows and thresholds are drawn: it cannot be switched, and links lead to the others", () => {
    expect(shop.length).toBeGreaterThan(3);
    for (const { service, dashboard } of shop) {
      const labels = Object.entries(service.environmentLabels);
      expect(labels.length).toBeGreaterThan(0);
      const asked = panelsOf(dashboard).flatMap(({ panel }) => queriesOf(panel).map(({ expr }) => expr));
      for (const { name, matchers } of asked.flatMap((expr) => selectorsOf(expr)))
        for (const [label, value] of labels) {
          const own = matchers.filter((one) => one.label === label).map(({ op, value }) => `${op}${value}`);
          expect({ name, own }).toEqual({ name, own: [`=${value}`] });
        }
      expect(
        dashboard.variables.map(({ name }) => name).filter((name) => labels.some(([one]) => one === name)),
      ).toEqual([]);
      expect(dashboard.links.map((link) => (link.kind === "url" ? link.url : ""))).toContain(
        `/d/${dashboardUid(service.name, "staging", "slo")}?var-slo=\${slo:percentencode}`,
      );
    }
  });
});

describe("names in the list of SLOs", () => {
  it("hold nothing that Grafana reads as the end of one: it splits at `,` and ` : `, and `\\` stands for what follows", () => {
    const values = cases.flatMap(({ dashboard: { variables } }) =>
      variables.flatMap((one) => (one.kind === "custom" ? one.values : [])),
    );
    expect(values.length).toBeGreaterThan(30);
    expect(values.filter((value) => /[\\,:\s]/.test(value))).toEqual([]);
  });

  it("cannot: such a name is refused", async () => {
    for (const name of ["a,b", "a : b", String.raw`a\b`]) {
      const { diagnostics } = compileProject(
        await openProject({
          host: filesOf(specOf("99%").replace("requests: { objective", `'${name}': { sli: requests, objective`)),
          folder: "/w",
        }),
      );
      expect(diagnostics.map(({ code }) => code)).toContain("validate/malformed-key");
    }
  });
});

const head = `version: 1
service: shop
owner: shop
match: { job: shop }
links: { runbook: "https://runbooks.example/shop" }
`;

function specOf(objective: string, more = ""): string {
  return `${head}slis:
  requests: { type: availability, prometheus: { total: requests_total, bad: 'requests_total{code="500"}' } }
slos:
  requests: { objective: ${objective}${more} }
`;
}

const grouped = `${head}slis:
  requests:
    type: availability
    groupBy: [route]
    prometheus: { total: requests_total, bad: 'requests_total{code="500"}' }
  charges:
    type: availability
    groupBy: [provider]
    prometheus: { total: charges_total, bad: 'charges_total{code="500"}' }
slos: { requests: 99.9%, charges: 99.9% }
`;

describe("the SLO that is chosen", () => {
  const own = 'service="shop", slo="${slo}"';

  it("has its budget, its burn rate and the time that is left of it as the arithmetic says", async () => {
    const { dashboard } = await compiledSpec(specOf("99.9%"));
    const left = `slo:error_budget_remaining:ratio28d{${own}}`;
    expect(exprOf(dashboard, "now/good")).toBe(`1 - slo:sli_error:ratio28d{${own}}`);
    expect(exprOf(dashboard, "now/budget-left")).toBe(left);
    expect(exprOf(dashboard, "now/burn-rate")).toBe(`slo:burn_rate:ratio1h{${own}}`);
    // 28 days are 2,419,200 s: with half of the budget left and 14 times the sustainable rate it lasts for a day
    expect(exprOf(dashboard, "now/exhausted-in")).toBe(
      `0 * (${left} <= 0) or (${left} > 0) * 2419200 / (slo:burn_rate:ratio1h{${own}} > 1)`,
    );
    expect((0.5 * 2419200) / 14).toBe(86400);
  });

  it("has a state in words: by how much is left, and whether it burns", async () => {
    const { dashboard } = await compiledSpec(specOf("99.9%"));
    const by = (series: string) => `max by (slo) (${series}{service="shop"})`;
    const [left, burn, objective] = [
      by("slo:error_budget_remaining:ratio28d"),
      by("slo:burn_rate:ratio1h"),
      by("slo:objective:ratio"),
    ];
    expect(exprOf(dashboard, "all/slos", "G").replaceAll("( ", "(").replaceAll(" )", ")")).toBe(
      `2 * (1 - floor(clamp(4 * ${left}, -1, 1))) + (${burn} > bool 1 or 0 * ${objective}) or 6 + 0 * ${objective}`,
    );
    const { panel } = panelsOf(dashboard).find(({ id }) => id === "all/slos")!;
    if (panel.kind !== "table") throw new Error("no table");
    const words = panel.columns.find(({ field }) => field === "Value #G")!.mappings!;
    const wordOf = (leftOf: number, rate: number) => {
      const state = 2 * (1 - Math.floor(Math.min(1, Math.max(-1, 4 * leftOf)))) + Number(rate > 1);
      return words.find((word) => "value" in word && word.value === String(state))?.text;
    };
    const said = [
      [1, 0],
      [0.25, 1],
      [0.3, 2],
      [0.24, 0],
      [0, 3],
      [-0.001, 0],
      [-7, 20],
    ].map(([one, rate]) => wordOf(one!, rate!));
    expect(said).toEqual([
      "kept",
      "kept",
      "burning",
      "little left",
      "little left, burning",
      "spent",
      "spent, burning on",
    ]);
  });

  it("has a burn-down that ends at what is left, in steps as the bad events came, and a line from 1 to 0", async () => {
    const { dashboard } = await compiledSpec(specOf("99.9%"));
    const end = "scalar(max_over_time(vector(time())[1s:1s] @ end()))";
    const sums = `(slo:sli_errors:sum5m{${own}} and on () vector(time()) > ${end} - 2419200)[2419199s:5m]`;
    const text = exprOf(dashboard, "budget/burn-down").replaceAll("( ", "(").replaceAll(" )", ")");
    expect(text).toBe(
      `1 - (1 - slo:error_budget_remaining:ratio28d{${own}} @ end()) * sum_over_time(${sums}) / (sum_over_time(${sums} @ end()) > 0) ` +
        `or 1 + 0 * slo:error_budget_remaining:ratio28d{${own}}`,
    );
    expect(exprOf(dashboard, "budget/burn-down", "B")).toBe(
      `(${end} - time()) / 2419200 + 0 * slo:objective:ratio{${own}} <= 1`,
    );
    const { panel } = panelsOf(dashboard).find(({ id }) => id === "budget/burn-down")!;
    expect(panel).toMatchObject({ past: "28d" });
  });

  it("with a calendar window has the period's own time and its line", async () => {
    const { dashboard } = await compiledSpec(specOf("99.9%", ", window: { calendar: month }"));
    const [left, elapsed, rest] = [
      `slo:error_budget_remaining:ratiomonth{${own}}`,
      `slo:period_elapsed:seconds{${own}}`,
      `slo:period_left:seconds{${own}}`,
    ];
    const flat = (id: string, ref?: string) => exprOf(dashboard, id, ref).replaceAll("( ", "(").replaceAll(" )", ")");
    // halfway through a month that has spent half of the budget of the half: three quarters of the whole month's are left
    expect(flat("budget/burn-down")).toBe(`1 - (1 - ${left}) * (${elapsed} / (${elapsed} + ${rest}))`);
    expect(1 - (1 - 0.5) * (15 / (15 + 15))).toBe(0.75);
    expect(flat("budget/burn-down", "B")).toBe(`1 - ${elapsed} / (${elapsed} + ${rest})`);
    expect(flat("calendar/rest")).toBe(rest);
    // with burn rate r and the part l left after the time x, in x × l ÷ (r − 1), unless the period ends before
    expect(flat("now/exhausted-in")).toBe(
      `0 * (${left} <= 0) or (${left} > 0) * ${elapsed} / ((slo:burn_rate:ratio1h{${own}} > 1) - 1) < ${rest}`,
    );
  });

  it("says which alerts tell that little is left, and at how much", async () => {
    const { dashboard, rules } = await compiledSpec(specOf("99.9%", ", alerting: { ticket: { budgetLeft: 30% } }"));
    const low = rules.find(({ alert }) => alert === "SLOErrorBudgetLow")!;
    const asked = /ratio28d\{[^}]*\} < ([\d.]+)/.exec(low.expr)![1]!;
    expect(asked).toBe("0.3");
    expect(exprOf(dashboard, "budget/left", "B")).toBe(`${asked} + 0 * slo:objective:ratio{${own}}`);
  });
});

describe("a change of an objective", () => {
  it("changes no line that does not state it: thresholds are drawn from what is recorded", async () => {
    const [before, after] = [await compiledSpec(specOf("99.9%")), await compiledSpec(specOf("99.5%"))];
    expect(await textOf(after)).toBe(await textOf(before));
    expect(await textOf(before)).toContain("13.44 * slo:error_budget:ratio{");
  });

  it("is none where nothing changed", async () => {
    for (const one of cases.slice(0, 5)) expect(await textOf(one)).toBe(await textOf(one));
    expect(await textOf(await compiledSpec(grouped))).toBe(await textOf(await compiledSpec(grouped)));
  });
});

async function textOf({ service, dashboard }: Pick<Compiled, "service" | "dashboard">): Promise<string> {
  const { buildDashboard } = (await import("../../src/5-emit/grafana/build.ts")) as {
    readonly buildDashboard: (dashboard: Dashboard) => Built;
  };
  return dashboardFile("grafana/x.json", buildDashboard(dashboard), service, []).text;
}

describe("what a spec says in hostile words", () => {
  const evil = "$slo ${slo} [[slo]] {{x}} <img src=x onerror=alert(1)> [a](javascript:b) ${__data.fields.slo}";
  const written = JSON.stringify(evil.replaceAll("${", () => "$${"));
  const spec = `version: 1
service: shop
description: ${written}
owner: shop
match: { job: shop }
links: { runbook: "https://runbooks.example/$slo/[[slo]]?a=(b)" }
slis:
  requests:
    type: availability
    prometheus: { total: 'requests_total{a="$slo"}', bad: 'requests_total{a="$slo", code="500"}' }
slos:
  requests: { objective: 99.9%, description: ${written} }
`;

  it("is shown as it was written, and becomes no variable, template, element or link", async () => {
    const { dashboard } = await compiledSpec(spec);
    const { panel } = panelsOf(dashboard).find(({ id }) => id === "history/to-do")!;
    if (panel.kind !== "text") throw new Error("no text");
    expect(panel.markdown).not.toMatch(/<img|\$\{?[\w]|\[\[\w/);
    expect(panel.markdown).not.toMatch(/(?<!\\)\]\(javascript/);
    expect(panel.markdown).toContain("[runbook](https://runbooks.example/%24slo/%5B%5Bslo%5D%5D?a=%28b%29)");
  });
});
