import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { compileProject, openProject } from "../../src/compile.ts";
import { memoryHost } from "../../src/host/memory.ts";

interface Group {
  readonly name: string;
  readonly rules: readonly { readonly record: string; readonly expr: string; readonly labels: object }[];
}

/** Rule groups of a service that records these series, by the file's path, and what is said. */
async function recorded(record: string, { prometheus = "", more = "" } = {}) {
  const files = {
    "/w/tocsin.yaml": `version: 1
workspace: shop
specs: ["services/*.service.yaml"]
environments: { production: { labels: { zone: eu, env: prod } } }
targets: { prometheus: { retention: 40d${prometheus} } }
`,
    "/w/services/cart.service.yaml": `version: 1\nservice: cart\nmatch: { job: cart }\n${more}metrics:\n  record:\n${record}`,
  };
  const project = await openProject({ host: memoryHost({ files }), folder: "/w" });
  const groups: Record<string, readonly Group[]> = {};
  const { diagnostics } = compileProject(project, {
    onService({ artifacts }) {
      for (const { path, text } of artifacts)
        if (path.endsWith(".rules.yaml")) groups[path] = (load(text) as { groups: readonly Group[] }).groups;
    },
  });
  return { groups, said: diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code) };
}

describe("recorded series of a spec", () => {
  const chain = `    a_reads_c: 'c * 2'
    b: 'sum(x_total{\${match}})'
    c: 'sum by (plan) (x_total{\${match}})'
`;

  it("are a group of the service, what is read before its reader, with the labels of service and environment", async () => {
    const { groups } = await recorded(chain);
    const [group, ...others] = groups["prometheus/cart.rules.yaml"]!;
    expect(others).toEqual([]);
    expect(group!.name).toBe("cart--service--record");
    expect(group!.rules.map(({ record, expr }) => `${record} = ${expr}`)).toEqual([
      'c = sum by (plan) (x_total{job="cart"})',
      "a_reads_c = c * 2",
      'b = sum(x_total{job="cart"})',
    ]);
    for (const { labels } of group!.rules) expect(labels).toEqual({ service: "cart", env: "prod", zone: "eu" });
  });

  it("that read one another in a circle stand once each", async () => {
    const { groups, said } = await recorded("    a: 'b + 1'\n    b: 'a + 1'\n    c: 'max_over_time(c[1h])'\n");
    expect(groups["prometheus/cart.rules.yaml"]![0]!.rules.map(({ record }) => record)).toEqual(["b", "a", "c"]);
    expect(said).toEqual([]);
  });

  it("stand as they are written on a store that shows a rule what was recorded above it one evaluation later", async () => {
    const { groups } = await recorded(chain, { prometheus: ", store: victoriametrics" });
    const rules = groups["prometheus/victoriametrics/cart.rules.yaml"]!.flatMap((group) => group.rules);
    expect(rules.find(({ record }) => record === "a_reads_c")?.expr).toBe("c * 2");
  });

  it.each([
    ["a label that is recorded under a value of ours", "    a: 'sum by (service) (x_total)'\n", {}, "emit/label-taken"],
    ["an environment's label", "    a: 'sum by (env) (x_total)'\n", {}, "emit/label-taken"],
    [
      "a name of OpenTelemetry on Prometheus 2.42",
      "    my.orders: 'sum(x_total)'\n",
      { prometheus: ', version: "2.42"' },
      "emit/utf8-name",
    ],
    [
      "a function that the store lacks",
      "    a: 'sum(histogram_count(x))'\n",
      { prometheus: ", store: victoriametrics" },
      "emit/store-function",
    ],
  ] as const)("cannot have %s", async (_, record, options, code) => {
    expect((await recorded(record, options)).said).toEqual([code]);
  });

  it("may have a label that selects one value alone", async () => {
    expect((await recorded(`    a: 'sum by (service) (x_total{service="cart"})'\n`)).said).toEqual([]);
  });
});
