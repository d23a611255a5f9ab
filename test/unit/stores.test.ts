import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { readLate } from "../../src/5-emit/prometheus/stores/late.ts";
import { noted, type Noted, type YamlMap } from "../../src/5-emit/shared/yaml.ts";
import { parsePromql } from "../../src/model/promql/parse.ts";
import { printExpr } from "../../src/model/promql/print.ts";
import { generate } from "../support/examples.ts";
import { goldenCases, readCase } from "../support/golden.ts";
import { findingsOf } from "../support/findings.ts";
import { readGoogleRules, readMimir } from "../support/store-readers.ts";
import { exampleOn, type Files, goldenOn, latencyOn } from "../support/store-specs.ts";

async function made(specs: Files): Promise<Files> {
  const { status, files, printed } = await generate(specs, "--target", "prometheus");
  if (status !== 0) throw new Error(printed);
  return files;
}

const below = (files: Files, path: RegExp) =>
  Object.entries(files)
    .filter(([at]) => path.test(at))
    .map(([, text]) => text);

/** Rules without their notes. */
const plainRules = (text: string) => (load(text) as { groups: unknown }).groups;

describe("files of stores", () => {
  it("Mimir: the groups of the rule file, each file in a namespace of its own, as a reader of ours takes them", async () => {
    const files = await made(exampleOn("mimir", "shop"));
    const texts = below(files, /production\/prometheus\/mimir\/.*\.rules\.yaml$/);
    expect(texts.length).toBe(10);
    expect(readMimir([...texts, ...below(files, /staging\/prometheus\/mimir\/.*\.rules\.yaml$/)])).toEqual([]);
    const names = texts.map((text) => (load(text) as { namespace: string }).namespace);
    expect(names).toContain("acme-shop--production--checkout");
    expect(texts.map(plainRules)).toEqual(below(files, /production\/prometheus\/[^/]*\.rules\.yaml$/).map(plainRules));
  });

  it("Mimir: namespaces begin with `namespace`", async () => {
    const specs = latencyOn("mimir, namespace: sre");
    const [text] = below(await made(specs), /mimir\/shop\.rules\.yaml$/);
    expect((load(text!) as { namespace: string }).namespace).toBe("sre--shop");
  });

  it("Google: an object that a reader of ours takes, whose rules count no births", async () => {
    const files = await made(exampleOn("google-managed", "shop"));
    const texts = below(files, /production\/prometheus\/google\/.*\.rules\.yaml$/);
    expect(texts.length).toBe(10);
    for (const text of texts) expect(readGoogleRules(text)).toEqual([]);
    expect(texts.join("")).not.toContain("unless on (job, instance)");
  });

  it("Mimir and Google: every golden case, as readers of ours take it", async () => {
    const withRules = goldenCases.filter((name) =>
      Object.keys(readCase(name).expected).some((path) => path.endsWith(".rules.yaml")),
    );
    expect(withRules.length).toBeGreaterThan(15);
    const mimir = below(await goldenOn("mimir"), /\/mimir\/.*\.rules\.yaml$/);
    expect(mimir.length).toBe(withRules.length);
    // more rules than Mimir takes by default are a finding (`emit/store-limit`) of their own
    const isFound = (complaint: string) => complaint === "cart--service--anomalies has 23 rules, the limit is 20";
    for (const text of mimir) expect(readMimir([text]).filter((complaint) => !isFound(complaint))).toEqual([]);
    const google = below(await goldenOn("google-managed"), /\/google\/.*\.rules\.yaml$/);
    expect(google.length).toBe(withRules.length);
    for (const text of google) expect(readGoogleRules(text)).toEqual([]);
  });

  it("Thanos reads the rule file itself", async () => {
    const paths = Object.keys(await made(latencyOn("thanos"))).filter((path) => path.startsWith("generated/"));
    expect(paths.filter((path) => path.endsWith(".rules.yaml"))).toEqual(["generated/prometheus/shop.rules.yaml"]);
  });

  it("VictoriaMetrics: its operator gets the rules that read late too", async () => {
    const files = await made(latencyOn("victoriametrics, as: [rules, operator]"));
    const [object] = below(files, /prometheusrule\.yaml$/);
    const [rules] = below(files, /victoriametrics\/shop\.rules\.yaml$/);
    expect((load(object!) as { spec: { groups: unknown } }).spec.groups).toEqual(plainRules(rules!));
    expect(rules).toContain("offset 1m > 13.44");
  });

  it("an environment has its own store", async () => {
    const specs = latencyOn("prometheus");
    const environments = "environments: { here: {}, there: { targets: { prometheus: { store: mimir } } } }\n";
    const files = await made({ ...specs, "tocsin.yaml": `${specs["tocsin.yaml"]}${environments}` });
    const stores = Object.keys(files).filter((path) => path.includes("/mimir/"));
    expect(stores).toEqual(["generated/there/prometheus/mimir/shop.rules.yaml"]);
  });

  it("the readers of ours refuse what the stores refuse", () => {
    const rule = '{ record: "a:b", expr: up }';
    expect(readMimir([`namespace: a\ngroups: []\nspec: 1`, `namespace: a\ngroups: []`])).toHaveLength(2);
    expect(readMimir([`groups: [{ name: a, rules: [${rule}, ${rule}] }]`], { rules: 1 })).toHaveLength(1);
    const object = (group: string) =>
      `apiVersion: monitoring.googleapis.com/v1\nkind: Rules\nmetadata: {}\nspec: { groups: [${group}] }`;
    expect(readGoogleRules(object(`{ name: a, rules: [${rule}] }`))).toEqual([]);
    for (const group of [
      `{ name: a, rules: [] }`,
      `{ name: a, limit: 1, rules: [${rule}] }`,
      `{ name: a, rules: [{ alert: A, expr: up, keep_firing_for: 1m }] }`,
      `{ name: a, rules: [{ record: "a:b", expr: up, labels: { cluster: x } }] }`,
      `{ name: a, rules: [{ record: "a:b", expr: 'up{namespace=~"shop|x"}' }] }`,
    ])
      expect(readGoogleRules(object(group))).toHaveLength(1);
  });
});

describe("rules that read late", () => {
  const lateOf = (rules: readonly (readonly [string, string])[], interval = "1m") => {
    const group = noted({ name: "g", interval, rules: rules.map(([record, expr]) => ({ record, expr })) }, {});
    const late = (readLate(group).value as YamlMap)["rules"] as readonly { readonly expr: string }[];
    return late.map(({ expr }) => printExpr(parsePromql(expr).expr!, { width: Infinity }));
  };

  it("what is recorded from the store at this moment is worked out again where it is read", () => {
    expect(
      lateOf([
        ["t", "sum(x)"],
        ["e", "clamp_min(t - on () sum(y), 0)"],
        ["e", "sum(e)"],
      ]),
    ).toEqual(["sum(x)", "clamp_min(sum(x) - on () sum(y), 0)", "sum(clamp_min(sum(x) - on () sum(y), 0))"]);
  });

  it("what looks back is read one evaluation earlier, both sides of a quotient alike", () => {
    expect(
      lateOf(
        [
          ["t", "sum(x)"],
          ["s", "sum_over_time(t[299s])"],
          ["r", "s / (t > 0)"],
          ["d", "sum_over_time(s[86399s:5m]) + max_over_time((s - t)[1h:5m] offset 1h)"],
          ["o", 'other{a="b"} + s offset 1h'],
        ],
        "2m",
      ),
    ).toEqual([
      "sum(x)",
      "sum_over_time(t[299s] offset 2m)",
      "s offset 2m / (t offset 2m > 0)",
      "sum_over_time(s[86399s:5m] offset 2m) + max_over_time((s - t)[1h:5m] offset 1h2m)",
      'other{a="b"} + s offset 1h2m',
    ]);
  });

  it("the notes of rules and groups stay", () => {
    const rule = noted({ record: "a:b", expr: "up" }, { comment: "what it is" });
    const late = readLate(noted({ name: "g", interval: "1m", rules: [rule] }, { comment: "the group" }));
    expect(late.notes.comment).toBe("the group");
    expect((((late.value as YamlMap)["rules"] as readonly Noted[])[0] as Noted).notes.comment).toBe("what it is");
  });
});

describe("findings of stores", () => {
  const said = async (specs: Files) =>
    (await findingsOf(specs))
      .filter(({ code }) => code.startsWith("emit/store"))
      .map(({ code, title, severity }) => `${severity} ${code}: ${title}`);

  it("a workspace of more groups than a tenant of Mimir may have is told how many", async () => {
    const specs = latencyOn("mimir");
    const text = specs["shop.service.yaml"]!;
    const services = Array.from({ length: 36 }, (_, at) => [
      `s${at}.service.yaml`,
      text.replace("service: shop", `service: s${at}`),
    ]);
    const many = { "tocsin.yaml": specs["tocsin.yaml"]!, ...(Object.fromEntries(services) as Files) };
    expect(await said(many)).toEqual([
      "warning emit/store-limit: the SLOs of the workspace make 72 rule groups; Mimir takes 70 a tenant unless told",
    ]);
    expect(await said(specs)).toEqual([]);
  });

  it("the namespace of a service is the one that Google's rules see", async () => {
    const specs = latencyOn("google-managed");
    const service = (matcher: string) => ({
      ...specs,
      "shop.service.yaml":
        specs["shop.service.yaml"]!.replace("{ job: shop }", `{ job: shop, ${matcher} }`) +
        "kubernetes: { namespace: shop, selector: { app: shop } }\n",
    });
    expect(await said(service("namespace: shop"))).toEqual([]);
    expect(await said(service("namespace: other"))).toEqual([
      'error emit/store-selector: `namespace="other"` fails on Google managed Prometheus, which puts `namespace` on every selector itself',
    ]);
  });
});
