import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadYaml } from "../../src/1-load/yaml.ts";
import type { Spec, SpecKind } from "../../src/2-validate/spec.ts";
import { validate } from "../../src/2-validate/validate.ts";
import { indexServices, resolveKits, resolveService, resolveWorkspace } from "../../src/3-resolve/resolve.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { Origin } from "../../src/model/origin.ts";
import type { Selector } from "../../src/model/promql/ast.ts";
import { printExpr } from "../../src/model/promql/print.ts";
import type { Service, Sli } from "../../src/model/service.ts";
import type { Workspace } from "../../src/model/workspace.ts";

function specOf(path: string, kind: SpecKind, text: string): Spec {
  const { value: document, diagnostics } = loadYaml(path, new TextEncoder().encode(text));
  if (document === undefined) throw new Error(diagnostics.map(({ title }) => title).join("\n"));
  const spec = validate(document, kind);
  if (spec.value === undefined) throw new Error(spec.diagnostics.map(({ title }) => title).join("\n"));
  return spec.value;
}

interface Input {
  readonly service: string;
  readonly workspace?: string;
  readonly kits?: readonly string[];
  readonly environment?: string;
}

interface Result {
  readonly service: Service;
  readonly workspace: Workspace | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: readonly string[];
}

const workspaceText = `version: 1
workspace: acme
environments: { production: {}, staging: {} }
teams: { shop: { notify: { page: oncall, ticket: queue } } }
receivers: { oncall: { pagerduty: { routingKeyFile: /run/key } }, queue: { slack: { channel: "#shop", webhookFile: /run/hook } } }
`;

/** Lines under `version`, `service` and `owner` of a service, unless the text says otherwise. */
function resolve({ service, workspace, kits = [], environment }: Input): Result {
  const text = /^(?:version:|\{)/.test(service) ? service : `version: 1\nservice: checkout\nowner: shop\n${service}`;
  const spec = specOf("services/checkout.service.yaml", "service", text);
  const found: Diagnostic[] = [];
  const keep = <T>({ value, diagnostics }: { value?: T; diagnostics: readonly Diagnostic[] }): T => {
    found.push(...diagnostics);
    if (value === undefined) throw new Error(diagnostics.map(({ title }) => title).join("\n"));
    return value;
  };
  const read =
    workspace === undefined ? undefined : keep(resolveWorkspace(specOf("tocsin.yaml", "workspace", workspace)));
  const known = keep(resolveKits(kits.map((kit, at) => specOf(`kits/${at}.kit.yaml`, "kit", `version: 1\n${kit}`))));
  const index = keep(indexServices([spec], { kits: known, ...(read && { workspace: read }) }));
  const one = read?.environments.find(({ name }) => name === environment);
  const resolved = keep(
    resolveService(spec, { ...(read && { workspace: read }), ...(one && { environment: one }), kits: known, index }),
  );
  return { service: resolved, workspace: read, diagnostics: found, codes: found.map(({ code }) => code) };
}

function at(value: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}

const valueAt = (result: Result, pointer: string) => at(result.service.resolved.value, pointer);

function textOf({ span }: Origin): string {
  return span.file.text.slice(span.start, span.end);
}

/** The SLI of this name. */
function named({ service }: { readonly service: Service }, name: string): Sli {
  return service.slis.find((sli) => sli.name === name)!;
}

/** Selectors of a counted SLI, printed. */
function sources(sli: Sli | undefined): Readonly<Record<string, readonly string[]>> {
  if (sli?.signal.kind !== "counters") throw new Error("no counters");
  const { kind: _kind, ...roles } = sli.signal;
  return Object.fromEntries(
    Object.entries(roles).map(([role, list]) => [role, (list as readonly Selector[]).map((one) => printExpr(one))]),
  );
}

const availability = (total: string, bad: string) => `
slis:
  requests:
    type: availability
    prometheus:
      total: '${total}'
      bad: '${bad}'
slos: { requests: 99.9% }
`;

describe("layers", () => {
  // Each layer that people write, weakest first, as a text that gives one value.
  const layers = ["defaults", "tier", "kit", "service", "workspace environment", "service environment"] as const;
  type Layer = (typeof layers)[number];
  const give = (sampling: string) => `{ traces: { sampling: ${sampling} } }`;
  const of: Readonly<Record<Layer, string>> = {
    defaults: "11%",
    tier: "12%",
    kit: "13%",
    service: "14%",
    "workspace environment": "15%",
    "service environment": "16%",
  };

  function withLayers(written: readonly Layer[], tier = "standard"): Result {
    const has = (layer: Layer, text: (value: string) => string) => (written.includes(layer) ? text(of[layer]) : "");
    return resolve({
      workspace: `version: 1
workspace: acme
environments: { production: ${has("workspace environment", give) || "{}"} }
${has("defaults", (value) => `defaults: ${give(value)}`)}
${has("tier", (value) => `tiers: { ${tier}: ${give(value)} }`)}
teams: { shop: {} }
`,
      kits: [`kit: tracing\n${has("kit", (value) => `traces: { sampling: ${value} }`)}\n`],
      service: `tier: ${tier}
uses: tracing
${has("service", (value) => `traces: { sampling: ${value} }`)}
${has("service environment", (value) => `environments: { production: ${give(value)} }`)}
`,
      environment: "production",
    });
  }

  const pairs = layers.flatMap((below, i) => layers.slice(i + 1).map((above) => [below, above] as const));

  it.each(pairs)("%s lies below %s", (below, above) => {
    const result = withLayers([above, below]);
    expect(result.codes).toEqual([]);
    expect(valueAt(result, "/traces/sampling")).toBe(of[above]);
    const history = result.service.resolved.historyOf("/traces/sampling");
    expect(history.map(({ value }) => value)).toEqual(["5%", of[below], of[above]]);
  });

  it.each(layers)("%s lies over what is built in", (layer) => {
    expect(valueAt(withLayers([]), "/traces/sampling")).toBe("5%");
    expect(valueAt(withLayers([layer]), "/traces/sampling")).toBe(of[layer]);
  });

  it("lays a tier's built-in values over the workspace's defaults and under its tiers", () => {
    expect(valueAt(withLayers([], "critical"), "/traces/sampling")).toBe("10%");
    expect(valueAt(withLayers(["defaults"], "critical"), "/traces/sampling")).toBe("10%");
    expect(valueAt(withLayers(["tier"], "critical"), "/traces/sampling")).toBe("12%");
  });

  it("has the defaults of the language for every tier", () => {
    const table = ["critical", "high", "standard", "best-effort"].map((tier) => {
      const result = resolve({
        service: `tier: ${tier}\nchaos: { kill: { hypothesis: It stays up., inject: { podKill: {} }, duration: 5m } }`,
      });
      const one = (pointer: string) => valueAt(result, pointer);
      return {
        page: one("/alerting/page/burns"),
        noData: [one("/alerting/page/noData"), one("/alerting/ticket/noData")],
        budgetLeft: one("/alerting/ticket/budgetLeft"),
        logs: one("/logs/retention"),
        traces: one("/traces/sampling"),
        guard: one("/chaos/kill/guard/budgetLeft"),
      };
    });
    const page = [
      { spend: "2%", within: "1h" },
      { spend: "5%", within: "6h" },
    ];
    expect(table).toEqual([
      { page, noData: ["5m", undefined], budgetLeft: "25%", logs: "30d", traces: "10%", guard: "50%" },
      { page, noData: ["10m", undefined], budgetLeft: "10%", logs: "30d", traces: "5%", guard: "25%" },
      { page, noData: [undefined, "10m"], budgetLeft: undefined, logs: "14d", traces: "5%", guard: "25%" },
      { page: undefined, noData: [undefined, "1h"], budgetLeft: undefined, logs: "7d", traces: "1%", guard: "10%" },
    ]);
  });

  it("merges maps key by key, and replaces scalars, lists and `match` whole", () => {
    const result = resolve({
      kits: [
        `kit: base\nlinks: { runbook: "https://a.example", wiki: "https://w.example" }\nmatch: { job: a, zone: b }\ndependsOn: [a, b]\n`,
      ],
      service: `uses: base\nlinks: { runbook: "https://b.example" }\nmatch: { job: c }\ndependsOn: [c]\n`,
    });
    expect(valueAt(result, "/links")).toEqual({ runbook: "https://b.example", wiki: "https://w.example" });
    expect(valueAt(result, "/match")).toEqual({ job: "c" });
    expect(valueAt(result, "/dependsOn")).toEqual(["c"]);
  });

  it("reads the short form of an SLO as its objective, in every layer", () => {
    const result = resolve({
      workspace: workspaceText.replace("staging: {}", "staging: { slos: { requests: 95% } }"),
      environment: "staging",
      service: availability("a_total", "b_total").replace("99.9%", "{ objective: 99.9%, description: All of them. }"),
    });
    expect(valueAt(result, "/slos/requests")).toEqual({
      objective: "95%",
      description: "All of them.",
      sli: "requests",
    });
    expect(textOf(result.service.slos[0]!.objectiveOrigin)).toBe("95%");
  });
});

describe("null", () => {
  it("takes away what the layers below gave", () => {
    const result = resolve({ service: "logs: null\nalerting: { page: null }\n" });
    expect(result.codes).toEqual([]);
    expect(valueAt(result, "/logs")).toBeUndefined();
    expect(valueAt(result, "/alerting/page")).toBeUndefined();
    expect(valueAt(result, "/alerting/ticket/noData")).toBe("10m");
    expect(result.service.resolved.historyOf("/alerting/page").map(({ value }) => value)).toEqual([
      expect.anything(),
      null,
    ]);
  });

  it("is an error in a service when there is nothing below it, but not in a layer that many services share", () => {
    expect(resolve({ service: "traffic: null" }).codes).toEqual(["resolve/null-takes-nothing"]);
    expect(
      resolve({
        service: "environments: { staging: { traffic: null } }",
        workspace: workspaceText,
        environment: "staging",
      }).codes,
    ).toEqual(["resolve/null-takes-nothing"]);
    const shared = workspaceText.replace("staging: {}", "staging: { traffic: null, alerting: { info: null } }");
    expect(resolve({ service: "", workspace: shared, environment: "staging" }).codes).toEqual([]);
  });

  it("is no mistake where it agrees with another layer", () => {
    const shared = workspaceText.replace("staging: {}", "staging: { alerting: { page: null } }");
    const service = `${availability("a_total", "b_total").replace("99.9%", "{ objective: 99.9%, alerting: { page: null } }")}`;
    expect(resolve({ service, workspace: shared, environment: "staging" }).codes).toEqual([]);
    expect(resolve({ service: "tier: best-effort\nalerting: { page: null }" }).codes).toEqual([]);
  });

  it("has a meaning of its own: no alerts, no short window", () => {
    const none = resolve({
      service: availability("a_total", "b_total").replace("99.9%", "{ objective: 99.9%, alerting: null }"),
    });
    expect(none.codes).toEqual([]);
    expect(none.service.slos[0]!.burns).toEqual([]);
    const long = resolve({
      service: availability("a_total", "b_total").replace(
        "99.9%",
        "{ objective: 99.9%, alerting: { page: { burns: [{ spend: 2%, within: 1h, short: null }] } } }",
      ),
    });
    expect(long.codes).toEqual([]);
    expect(long.service.slos[0]!.burns.filter(({ severity }) => severity === "page")).toMatchObject([{ long: 3600 }]);
    expect(long.service.slos[0]!.burns[0]).not.toHaveProperty("short");
  });

  it("in an SLO's alerting takes away the service's", () => {
    const result = resolve({
      service: availability("a_total", "b_total").replace("99.9%", "{ objective: 99.9%, alerting: { page: null } }"),
    });
    expect(result.codes).toEqual([]);
    expect(new Set(result.service.slos[0]!.burns.map(({ severity }) => severity))).toEqual(new Set(["ticket"]));
  });
});

describe("keys that exclude one another", () => {
  const cases: readonly (readonly [string, string, string, unknown])[] = [
    [
      "slis: { a: { prometheus: { total: t_total, bad: b_total } } }",
      "slis: { a: { prometheus: { good: g_total } } }",
      "/slis/a/prometheus",
      { total: "t_total", good: "g_total" },
    ],
    [
      "slis: { a: { prometheus: { total: t_total, bad: b_total } } }",
      "slis: { a: { prometheus: { gauge: up } } }",
      "/slis/a/prometheus",
      { gauge: "up" },
    ],
    [
      "slis: { a: { prometheus: { timestamp: t_seconds, unit: ms } } }",
      "slis: { a: { prometheus: { age: a_seconds } } }",
      "/slis/a/prometheus",
      { age: "a_seconds", unit: "ms" },
    ],
    ["slis: { a: { atLeast: 5/s } }", "slis: { a: { atMost: 5 } }", "/slis/a", { atMost: 5 }],
    ["slos: { a: { of: [b], combine: worst } }", "slos: { a: { sli: b } }", "/slos/a", { sli: "b" }],
    [
      "alerts: { A: { when: up > 0 } }",
      "alerts: { A: { predict: { value: up, over: 1h, within: 1h, below: 0 } } }",
      "/alerts/A/when",
      undefined,
    ],
    [
      "alerts: { A: { predict: { value: up, over: 1h, within: 1h, below: 0 } } }",
      "alerts: { A: { predict: { above: 9 } } }",
      "/alerts/A/predict",
      { value: "up", over: "1h", within: "1h", above: 9 },
    ],
    [
      'maintenance: { m: { schedule: "0 3 * * SUN", for: 30m, excluded: false } }',
      "maintenance: { m: { from: 2026-12-05T22:00:00Z, to: 2026-12-06T02:00:00Z } }",
      "/maintenance/m",
      { from: "2026-12-05T22:00:00Z", to: "2026-12-06T02:00:00Z", excluded: false },
    ],
    [
      "anomalies: { a: { method: z-score, samples: 50, value: up } }",
      "anomalies: { a: { method: seasonal, period: 1w } }",
      "/anomalies/a",
      { method: "seasonal", period: "1w", value: "up", severity: "info" },
    ],
    ["metrics: { scrape: { port: web } }", "metrics: { push: otlp }", "/metrics", { push: "otlp", interval: "30s" }],
    [
      "chaos: { a: { inject: { podKill: {} } } }",
      "chaos: { a: { inject: { diskFill: { path: /tmp, size: 1 MB } } } }",
      "/chaos/a/inject",
      { diskFill: { path: "/tmp", size: "1 MB" } },
    ],
  ];

  it.each(cases)("%s, then %s", (below, above, pointer, expected) => {
    const result = resolve({ kits: [`kit: base\n${below}\n`], service: `uses: base\n${above}\n` });
    expect(valueAt(result, pointer)).toEqual(expected);
  });

  it("keeps two sources beside a third only when no total is there", () => {
    const result = resolve({
      kits: ["kit: base\nslis: { a: { prometheus: { good: g_total, bad: b_total } } }\n"],
      service: "uses: base\nslis: { a: { prometheus: { good: h_total } } }",
    });
    expect(valueAt(result, "/slis/a/prometheus")).toEqual({ good: "h_total", bad: "b_total" });
  });
});

describe("kits", () => {
  const worker = `kit: worker
parameters:
  queue: { type: text }
  states: { type: regex, default: failed|dead }
  late: { type: duration, default: null }
  many: { type: integer, default: 3 }
slis:
  jobs:
    type: availability
    prometheus:
      total: 'jobs_total{queue="\${queue}"}'
      bad: 'jobs_total{queue="\${queue}", state=~"\${states}"}'
      interval: "\${late}"
  backlog: { type: custom, atMost: "\${many}", prometheus: { gauge: jobs_waiting } }
alerts:
  Stuck: { when: 'sum(jobs_waiting{\${match}, queue=~"\${queue}.*"}) > \${many}', summary: "\${queue} of \${service} is stuck" }
`;

  it("fill their holes with parameters, defaults, and what is built in", () => {
    const result = resolve({ kits: [worker], service: "match: { job: w }\nuses: { worker: { queue: orders } }" });
    expect(result.codes).toEqual([]);
    expect(sources(named(result, "jobs"))).toEqual({
      total: ['jobs_total{queue="orders", job="w"}'],
      bad: ['jobs_total{queue="orders", state=~"failed|dead", job="w"}'],
    });
    expect(valueAt(result, "/slis/jobs/prometheus")).not.toHaveProperty("interval");
    expect(valueAt(result, "/slis/backlog/atMost")).toBe(3);
    expect(valueAt(result, "/alerts/Stuck/when")).toBe('sum(jobs_waiting{job="w", queue=~"orders.*"}) > 3');
    expect(valueAt(result, "/alerts/Stuck/summary")).toBe("orders of checkout is stuck");
  });

  it("under a name of the service's own prefix what they give", () => {
    const result = resolve({
      kits: [worker],
      service: "uses: { refunds: { kit: worker, queue: r }, worker: { queue: o } }\nslos: { refunds-jobs: 99% }",
    });
    expect(result.codes).toEqual([]);
    expect(Object.keys(result.service.resolved.value["slis"] as object)).toEqual([
      "backlog",
      "jobs",
      "refunds-backlog",
      "refunds-jobs",
    ]);
    expect(Object.keys(result.service.resolved.value["alerts"] as object)).toEqual(["RefundsStuck", "Stuck"]);
    expect(sources(result.service.slis.find(({ name }) => name === "refunds-jobs"))["total"]).toEqual([
      'jobs_total{queue="r"}',
    ]);
    const origin = result.service.resolved.originOf("/slis/refunds-jobs/type");
    expect(origin).toMatchObject({ from: "kit", name: "worker" });
    expect(textOf(origin)).toBe("refunds");
  });

  it("never let a value change the structure around it", () => {
    const hostile = `x"} or vector(1) or jobs_total{queue="`;
    const result = resolve({ kits: [worker], service: `uses: { worker: { queue: '${hostile}' } }` });
    expect(result.codes).toEqual([]);
    const [total] = (named(result, "jobs").signal as { total: readonly Selector[] }).total;
    expect(total!.matchers).toMatchObject([{ label: "queue", op: "=", value: hostile }]);
    // In a regex a text is escaped, a parameter of type regex is not.
    expect(valueAt(result, "/alerts/Stuck/when")).toContain('x\\"\\\\} or vector\\\\(1\\\\)');
  });

  it("bring text to a template, never an action", () => {
    const hostile = '{{ query "up" }}';
    const alert =
      "alerts: { Down: { when: up == 0, summary: '${a}: {{ $labels.job }}', annotations: { note: '${a}' } } }";
    const result = resolve({ service: `vars: { a: '${hostile}' }\n${alert}` });
    expect(result.codes).toEqual([]);
    expect(valueAt(result, "/alerts/Down/summary")).toBe('{{ "{{" }} query "up" }}: {{ $labels.job }}');
    expect(valueAt(result, "/alerts/Down/annotations/note")).toBe('{{ "{{" }} query "up" }}');
  });

  it("see their own parameters, and the service its own vars", () => {
    const kit = `kit: labels\nparameters: { a: { type: text } }\nlabels: { one: "\${a}" }\n`;
    const result = resolve({
      kits: [kit],
      service: `vars: { a: mine, b: yours }\nuses: { labels: { a: "its \${b}" } }\nlabels: { two: "\${a}" }`,
    });
    expect(result.codes).toEqual([]);
    expect(result.service.labels).toEqual({ one: "its yours", two: "mine" });
    expect(
      resolve({ kits: [kit.replace('"${a}"', '"${b}"')], service: "vars: { b: x }\nuses: { labels: { a: x } }" }).codes,
    ).toEqual(["resolve/unknown-hole"]);
  });

  it("keep `$${` as a literal", () => {
    expect(resolve({ service: 'description: "costs $${price}"' }).service.description).toBe("costs ${price}");
  });

  it("that differ on a key are an error until the service writes it", () => {
    const kits = [
      'kit: a\nlogs: { retention: 1d }\nlinks: { x: "https://x.example" }\n',
      'kit: b\nlogs: { retention: 2d }\nlinks: { x: "https://x.example" }\n',
    ];
    expect(resolve({ kits, service: "uses: [a, b]" }).codes).toEqual(["resolve/kits-disagree"]);
    expect(resolve({ kits, service: "uses: [a, b]\nlogs: { retention: 3d }" }).codes).toEqual([]);
    expect(resolve({ kits, service: "uses: [a, b]\nlogs: null" }).codes).toEqual([]);
  });

  it("show what they lack where the service uses them, with their own text beside", () => {
    const result = resolve({
      kits: ["kit: half\nslis: { latency: { type: latency, prometheus: { histogram: h_seconds } } }\n"],
      service: "uses: half",
    });
    expect(result.codes).toEqual(["validate/missing-key"]);
    const [{ span, labels }] = result.diagnostics as [Diagnostic];
    expect(span.file.path).toBe("services/checkout.service.yaml");
    expect(span.file.text.slice(span.start, span.end)).toBe("half");
    expect(labels?.some((label) => label.span.file.path === "kits/0.kit.yaml")).toBe(true);
  });

  it("take a value that is the whole of a text as it is, with the place that gave it", () => {
    const kit = `kit: slow\nparameters: { threshold: { type: duration, default: 1s } }\nslis: { latency: { type: latency, threshold: "\${threshold}", prometheus: { histogram: h_seconds } } }\n`;
    const given = resolve({ kits: [kit], service: "uses: { slow: { threshold: 300ms } }" });
    expect(given.service.resolved.value).toMatchObject({ slis: { latency: { threshold: "300ms" } } });
    expect(textOf(given.service.resolved.originOf("/slis/latency/threshold"))).toBe("300ms");
    const byDefault = resolve({ kits: [kit], service: "uses: slow" });
    expect(byDefault.service.resolved.originOf("/slis/latency/threshold")).toMatchObject({ from: "kit", name: "slow" });
  });
});

describe("origins", () => {
  it("tell who wrote each value", () => {
    const result = resolve({
      workspace: `${workspaceText.replace("staging: {}", "staging: { logs: { retention: 2d } }")}defaults: { traffic: 5/s }\n`,
      environment: "staging",
      kits: ['kit: named\nlinks: { wiki: "https://w.example" }\n'],
      service: `tier: critical\nuses: named\ndescription: Ours.\nenvironments: { staging: { vars: { a: b } } }\n`,
    });
    const origin = (pointer: string) => result.service.resolved.originOf(pointer);
    expect(origin("/description")).toMatchObject({ from: "spec" });
    expect(textOf(origin("/description"))).toBe("Ours.");
    expect(origin("/links/wiki")).toMatchObject({ from: "kit", name: "named" });
    expect(textOf(origin("/links/wiki"))).toBe("named");
    expect(origin("/traffic")).toMatchObject({ from: "overlay", name: "defaults" });
    expect(origin("/traffic").span.file.path).toBe("tocsin.yaml");
    expect(origin("/logs/retention")).toMatchObject({ from: "overlay", name: "staging" });
    expect(textOf(origin("/logs/retention"))).toBe("2d");
    expect(origin("/vars/a")).toMatchObject({ from: "overlay", name: "staging" });
    expect(origin("/vars/a").span.file.path).toBe("services/checkout.service.yaml");
    expect(origin("/alerting/page/noData")).toMatchObject({ from: "default", name: "tier critical" });
    expect(origin("/window")).toMatchObject({ from: "default", name: "built-in default" });
    expect(result.service.resolved.historyOf("/logs/retention").map((one) => [one.value, one.origin.from])).toEqual([
      ["14d", "default"],
      ["30d", "default"],
      ["2d", "overlay"],
    ]);
  });

  it("of what is not there are those of the nearest value above", () => {
    const result = resolve({ service: 'links: { runbook: "https://r.example" }' });
    expect(textOf(result.service.resolved.originOf("/links/wiki/deep"))).toBe(
      textOf(result.service.resolved.originOf("/links")),
    );
    expect(result.service.resolved.historyOf("/links/wiki")).toEqual([]);
  });
});

describe("SLIs", () => {
  it("get the service's `match` in each selector that does not name the label", () => {
    const result = resolve({
      service: `match: { job: checkout, zone: [a.b, c] }${availability('a_total{job=~"x.*"}', "b_total")}`,
    });
    expect(sources(result.service.slis[0])).toEqual({
      total: ['a_total{job=~"x.*", zone=~"a\\\\.b|c"}'],
      bad: ['b_total{job="checkout", zone=~"a\\\\.b|c"}'],
    });
  });

  it("put their own `match` in its place, `{}` for none", () => {
    const own = (match: string) =>
      resolve({
        service: `match: { job: checkout }${availability("a_total", "b_total").replace("type:", `match: ${match}\n    type:`)}`,
      });
    expect(sources(own("{ app: x }").service.slis[0])["total"]).toEqual(['a_total{app="x"}']);
    expect(sources(own("{}").service.slis[0])["total"]).toEqual(["a_total"]);
  });

  it("add up a list of selectors", () => {
    const result = resolve({
      service:
        "match: { job: c }\nslis: { a: { type: availability, prometheus: { total: [a_total, b_total], bad: e_total } } }",
    });
    expect(sources(result.service.slis[0])["total"]).toEqual(['a_total{job="c"}', 'b_total{job="c"}']);
  });

  it("use an expression with `${window}` as it stands, without `match`", () => {
    const result = resolve({
      service: `match: { job: c }${availability("sum(increase(a_total[${window}]))", "sum(increase(b_total[${window}]))")}`,
    });
    expect(result.codes).toEqual([]);
    const { signal } = result.service.slis[0]!;
    expect(signal.kind === "expressions" && signal.total && printExpr(signal.total)).not.toContain("job");
  });

  it("group by labels, and record them under other names", () => {
    const group = (groupBy: string) =>
      resolve({ service: availability("a_total", "b_total").replace("type:", `groupBy: ${groupBy}\n    type:`) })
        .service.slis[0]!.groups;
    expect(group("[route, method]")).toEqual([
      { source: "method", recorded: "method" },
      { source: "route", recorded: "route" },
    ]);
    expect(group("{ path: route }")).toEqual([{ source: "path", recorded: "route" }]);
    expect(group("[{ service: app }, code]")).toEqual(
      [
        { source: "service", recorded: "app" },
        { source: "code", recorded: "code" },
      ].sort((a, b) => (a.recorded < b.recorded ? -1 : 1)),
    );
  });

  it("without a source for Prometheus are left to coverage", () => {
    const result = resolve({
      service:
        "slis: { age: { type: freshness, maxAge: 5m, cloudwatch: { namespace: AWS/SQS, age: ApproximateAgeOfOldestMessage } } }\nslos: { age: 99% }",
    });
    expect(result.codes).toEqual([]);
    expect([result.service.slis, result.service.slos]).toEqual([[], []]);
  });
});

describe("SLOs", () => {
  const burns = (service: string, workspace = workspaceText) =>
    resolve({ service, workspace }).service.slos[0]!.burns.map(({ severity, long, short, factor }) => [
      severity,
      long,
      short,
      factor.toString(),
    ]);
  const slo = (rest: string, before = "") =>
    `${before}${availability("a_total", "b_total").replace("99.9%", `{ objective: 99.9%${rest} }`)}`;

  it("have the usual burns: factor = spend × window ÷ within, at least 1", () => {
    expect(burns(slo(""))).toEqual([
      ["page", 3600, 300, "13.44"],
      ["page", 21600, 1800, "5.6"],
      ["ticket", 86400, 7200, "2.8"],
      ["ticket", 259200, 21600, "1"],
    ]);
    expect(burns(slo(", window: 30d")).map(([, , , factor]) => factor)).toEqual(["14.4", "6", "3", "1"]);
  });

  it("shrink the usual windows with a period under 28 days, and keep those that people write", () => {
    // 1h, 6h, 1d and 3d are a quarter in 7 days; short ones are a twelfth, at least 3 steps; the shares stay.
    expect(burns(slo(", window: 7d"))).toEqual([
      ["page", 900, 180, "13.44"],
      ["page", 5400, 480, "5.6"],
      ["ticket", 21600, 1800, "2.8"],
      ["ticket", 64800, 5400, "1"],
    ]);
    expect(
      burns(
        slo(", window: 7d, alerting: { page: null, ticket: { burns: [{ burnRate: 2.5, within: 1d, short: 1h }] } }"),
      ),
    ).toEqual([["ticket", 86400, 3600, "2.5"]]);
  });

  it("lay their window and alerting over the service's", () => {
    const result = resolve({
      service: slo(
        ", alerting: { labels: { b: '2' }, page: { annotations: { c: d } } }",
        "window: 14d\nalerting: { minimumErrors: 5, labels: { a: '1', b: '1' }, name: Burning }\n",
      ),
      workspace: workspaceText,
    });
    const [one] = result.service.slos;
    expect([one!.window.length, one!.minimumErrors, one!.burns[0]!.name]).toEqual([14 * 86400, 5, "Burning"]);
    expect(one!.burns[0]!.labels).toEqual({ a: "1", b: "2" });
    expect(one!.burns.map(({ annotations }) => annotations)).toEqual([{ c: "d" }, { c: "d" }, {}, {}]);
    expect(one!.budget.toString()).toBe("0.001");
  });

  it("notify the alert's own receivers, else the owner's; info ends at nobody", () => {
    const notify = (rest: string) =>
      new Map(
        resolve({ service: slo(rest), workspace: workspaceText }).service.slos[0]!.burns.map((burn) => [
          burn.severity,
          burn.notify,
        ]),
      );
    expect(notify("")).toEqual(
      new Map([
        ["page", ["oncall"]],
        ["ticket", ["queue"]],
      ]),
    );
    expect(
      notify(", alerting: { page: { notify: [queue, nobody] }, info: { burns: [{ spend: 1%, within: 1h }] } }"),
    ).toEqual(
      new Map([
        ["page", ["queue", "nobody"]],
        ["ticket", ["queue"]],
        ["info", ["nobody"]],
      ]),
    );
  });

  it("that are composed of themselves are left out", () => {
    for (const service of ["slos: { a: { of: [b], objective: 99% }, b: { of: [a], objective: 99% } }"]) {
      const result = resolve({ service, workspace: workspaceText });
      expect(result.codes).toEqual(["resolve/composite-cycle", "resolve/composite-cycle"]);
      expect(result.service.slos).toEqual([]);
    }
  });

  it("come in order of their names", () => {
    const result = resolve({
      service:
        "slis: { b: { type: availability, prometheus: { total: t_total, bad: e_total } } }\nslos: { z: { sli: b, objective: 99% }, a: { sli: b, objective: 99% } }",
    });
    expect(result.service.slos.map(({ id }) => id)).toEqual(["checkout/a", "checkout/z"]);
  });
});

describe("workspaces", () => {
  it("have the defaults of the language", () => {
    const { workspace } = resolve({ service: "", workspace: "version: 1\nworkspace: acme\nteams: { shop: {} }\n" });
    expect(workspace).toMatchObject({
      name: "acme",
      specs: ["services/**/*.service.{yaml,ts}"],
      output: "generated",
      environments: [],
      severities: { page: "page", ticket: "ticket", info: "info" },
      targets: {
        prometheus: {
          version: "3",
          retention: 15 * 86400,
          as: ["rules"],
          step: 60,
          retentionOrigin: { from: "default" },
        },
        grafana: {},
      },
    });
    expect([...workspace!.receivers.keys()]).toEqual(["nobody"]);
  });

  it("give an environment options of targets of its own, over the workspace's", () => {
    const text =
      workspaceText.replace("staging: {}", 'staging: { targets: { prometheus: { version: "2.42" } } }') +
      'targets: { prometheus: { retention: 40d }, grafana: { url: "https://g.example" } }\n';
    const { workspace, service } = resolve({ service: "", workspace: text, environment: "staging" });
    const staging = workspace!.environments.find(({ name }) => name === "staging")!;
    expect(staging.targets).toMatchObject({
      prometheus: { version: "2.42", retention: 40 * 86400 },
      grafana: { url: "https://g.example" },
    });
    expect(service.targets).toEqual(["grafana", "prometheus"]);
  });

  it("look at logs and traces where they are sent, unless Grafana is told another place", () => {
    const grafanaOf = (more: string, environments = "production: {}") => {
      const text = `version: 1\nworkspace: acme\nenvironments: { ${environments} }\n${more}`;
      const { targets, environments: [production] } = resolve({ service: "", workspace: text }).workspace!; // prettier-ignore
      return (production?.targets ?? targets).grafana;
    };
    const defaults = {
      as: ["json"],
      folder: "Services",
      path: "/var/lib/grafana/dashboards/acme",
      datasource: "prometheus",
      instances: { dashboards: "grafana" },
    };
    expect(grafanaOf("")).toEqual(defaults);
    expect(
      grafanaOf(
        "destinations: { tempo: {}, audit: { type: loki, signals: [metrics] }, everything: { type: elasticsearch }, loki: {}, archive: { type: s3 } }",
      ),
    ).toEqual({
      ...defaults,
      logs: { type: "elasticsearch", datasource: "everything" },
      traces: { type: "tempo", datasource: "tempo" },
    });
    const all =
      "{ logs: { type: loki, datasource: Logs }, traces: { type: jaeger, datasource: J }, namespace: n, instances: { b: x, a: y } }";
    const options = {
      ...defaults,
      logs: { type: "loki", datasource: "Logs" },
      traces: { type: "jaeger", datasource: "J" },
      namespace: "n",
      instances: { a: "y", b: "x" },
    };
    expect(grafanaOf(`destinations: { loki: {}, tempo: {} }\ntargets: { grafana: ${all} }`)).toEqual(options);
    expect(
      grafanaOf(
        "destinations: { tempo: {} }",
        `production: { targets: { grafana: { folder: Mine, path: /etc/mine/, logs: { type: loki, datasource: L } } } }`,
      ),
    ).toEqual({
      ...defaults,
      // options of its own make it the only one of its dashboards
      environment: "production",
      folder: "Mine",
      path: "/etc/mine",
      logs: { type: "loki", datasource: "L" },
      traces: { type: "tempo", datasource: "tempo" },
    });
  });

  it("set the labels of an environment apart from those of the service", () => {
    const text = workspaceText.replace("staging: {}", 'staging: { labels: { env: "${environment}" } }');
    const { service } = resolve({ service: "labels: { product: shop }", workspace: text, environment: "staging" });
    expect([service.environment, service.labels, service.environmentLabels]).toEqual([
      "staging",
      { product: "shop" },
      { env: "staging" },
    ]);
  });

  it("are not needed to check a service: what they would declare is not judged", () => {
    const service = `owner: anybody\ndependsOn: [whatever, other/slo]\nlogs: { destinations: [far] }${availability("a_total", "b_total")}environments: { any: { traffic: 1/s } }`;
    const result = resolve({ service: `version: 1\nservice: checkout\n${service}` });
    expect(result.codes).toEqual([]);
    expect(result.service.slos[0]!.burns[0]!.notify).toEqual([]);
  });
});

/** A service that uses most of what resolve does. */
const large = {
  version: 1,
  service: "checkout",
  owner: "shop",
  tier: "critical",
  uses: { worker: { queue: "a" }, refunds: { kit: "worker", queue: "b" } },
  match: { job: "checkout", zone: ["b", "a"] },
  vars: { x: "1", y: "2" },
  labels: { p: "${x}", q: "${y}" },
  slis: {
    requests: {
      type: "availability",
      groupBy: { path: "route", verb: "method" },
      prometheus: { total: "t_total", bad: "b_total" },
    },
    latency: { type: "latency", threshold: "500ms", prometheus: { histogram: "h_seconds" } },
  },
  slos: { requests: "99.9%", latency: { objective: "99%", alerting: { ticket: null } }, jobs: "99%" },
  metrics: {
    interval: "15s",
    declare: { h_seconds: { type: "histogram", buckets: ["100ms", "500ms"] }, t_total: { type: "counter" } },
  },
  environments: { staging: { slos: { requests: "99%" }, labels: { r: "s" } } },
};

const largeKit = `kit: worker
parameters: { queue: { type: text } }
slis: { jobs: { type: availability, prometheus: { total: 'j_total{q="\${queue}"}', bad: 'f_total{q="\${queue}"}' } } }
`;

describe("services", () => {
  it("are the same model however the keys of their maps are ordered", () => {
    const modelOf = (value: unknown) => {
      const { service: model, codes } = resolve({
        service: JSON.stringify(value),
        kits: [largeKit],
        workspace: workspaceText,
        environment: "staging",
      });
      return JSON.stringify([model, model.resolved.value, codes], (key, inner: unknown) =>
        /origin/i.test(key) || key === "resolved" || key === "span" ? undefined : inner,
      );
    };
    const expected = modelOf(large);
    expect(JSON.parse(expected)).toMatchObject([
      { name: "checkout", slos: [{ name: "jobs" }, { name: "latency" }, { name: "requests" }] },
      {},
      [],
    ]);
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        expect(modelOf(shuffled(large, numbers)) === expected).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("never throw, whatever stands in their values", () => {
    const junk = fc.constantFrom<unknown>(
      null, 0, -1, 1e21, true, "", " ", "0s", "1y", "100%", "0%", "${", "${x}", "${match}", "${window}", "$${", "a/b", "nobody", "__proto__",
      "constructor", 'x"} or vector(1)', "sum(rate(t_total[${window}]))", "t_total[5m]", [], {}, [null], ["a", null], { a: null }, { service: "app" },
    ); // prettier-ignore
    const paths = pathsOf(large).filter((path) => path.length > 0);
    const change = fc.tuple(fc.constantFrom(...paths), junk);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const service = changes.reduce<unknown>((value, [path, put]) => replaced(value, path, put), large);
        const { value: document } = loadYaml(
          "services/x.service.yaml",
          new TextEncoder().encode(JSON.stringify(service)),
        );
        const spec = document && validate(document, "service").value;
        if (spec === undefined) return;
        const workspace = resolveWorkspace(specOf("tocsin.yaml", "workspace", workspaceText)).value!;
        const kits = resolveKits([specOf("kits/worker.kit.yaml", "kit", `version: 1\n${largeKit}`)]).value!;
        const index = indexServices([spec], { kits, workspace }).value!;
        for (const environment of workspace.environments) resolveService(spec, { workspace, environment, kits, index });
        resolveService(spec, { kits, index });
      }),
      { numRuns: 400 },
    );
  });

  it("read the second file of a name nowhere", () => {
    const text = "version: 1\nservice: checkout\nowner: shop\n";
    const [first, second] = ["a", "b"].map((name) => specOf(`services/${name}.service.yaml`, "service", text));
    const { value: index, diagnostics } = indexServices([first!, second!]);
    expect(diagnostics.map(({ code, span }) => [code, span.file.path])).toEqual([
      ["resolve/duplicate-service", "services/b.service.yaml"],
    ]);
    const context = { kits: { byName: new Map() }, index: index! };
    expect(resolveService(first!, context).value?.name).toBe("checkout");
    expect(resolveService(second!, context)).toEqual({ diagnostics: [] });
  });
});

/** The value with the keys of every map in another order. */
function shuffled(value: unknown, numbers: Iterator<number>): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, numbers));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, item]) => [Number(numbers.next().value), key, shuffled(item, numbers)] as const,
  );
  return Object.fromEntries(entries.sort(([a], [b]) => a - b).map(([, key, item]) => [key, item]));
}

describe("fixes", () => {
  const sli = (total: string) =>
    `version: 1\nservice: checkout\nowner: shop\nslis: { a: { type: availability, prometheus: { total: ${total}, bad: b_total } } }\n`;
  const cases = [
    "version: 1\nservice: checkout\nowner: shop\nslis:\n  a:\n    type: availability\n    prometheus:\n      bad: b_total\n      total: sum(rate(a_total[5m])) # per second\n",
    sli(`'sum by (x) (increase(a_total{code="5", x!="y"}[1m]))'`),
    sli(`"irate( (a_total{code=\\"5\\"}[ 1m ]) )"`),
    sli("'a_total[5m]'"),
    "version: 1\nservice: checkout\nowner: shop\nslis:\n  a:\n    type: availability\n    prometheus:\n      bad: b_total\n      total: >-\n        sum(rate(\n        a_total[5m]))\n",
    "version: 1\nservice: checkout\nowner: shop\nuses:\n  worker:\n",
    "version: 1\nservice: checkout\nowner: shop\nuses: { worker: ~ }\n",
  ];

  it.each(cases)("mend what they were made for: %s", (service) => {
    const kits = ["kit: worker\n"];
    const { diagnostics } = resolve({ service, kits });
    expect(diagnostics).toHaveLength(1);
    const edits = [...(diagnostics[0]!.fix?.edits ?? [])].sort((a, b) => b.span.start - a.span.start);
    expect(edits).not.toEqual([]);
    const mended = edits.reduce(
      (text, { span, text: put }) => text.slice(0, span.start) + put + text.slice(span.end),
      service,
    );
    expect(resolve({ service: mended, kits }).codes).toEqual([]);
  });
});

/** Paths of every part of a value. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

/** A copy with another value at a path; unchanged where the path leads nowhere any more. */
function replaced(value: unknown, [key, ...rest]: readonly string[], put: unknown): unknown {
  if (key === undefined) return put;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return value;
  const inner = replaced((value as Record<string, unknown>)[key], rest, put);
  if (Array.isArray(value)) return value.map((item: unknown, at) => (String(at) === key ? inner : item));
  return { ...value, [key]: inner };
}

describe("an SLI's step", () => {
  const stepAt = (interval: string, total: string, bad: string) =>
    resolve({
      workspace: workspaceText,
      service: `metrics: { interval: ${interval} }\nslis: { requests: { type: availability, prometheus: { total: '${total}', bad: '${bad}' } } }\nslos: { requests: 99.9% }\n`,
    }).service.slis.map(({ step, total: expr }) => [step, printExpr(expr)]);

  it("holds two scrapes where an expression asks for what happened in it", () => {
    const rates = ["sum(increase(all_total[${window}]))", "sum(increase(bad_total[${window}]))"] as const;
    expect(stepAt("30s", ...rates)).toEqual([[60, "sum(sum(increase(all_total[1m])))"]]);
    expect(stepAt("60s", ...rates)).toEqual([[150, "sum(sum(increase(all_total[2m30s])))"]]);
    expect(stepAt("2m", ...rates)).toEqual([[300, "sum(sum(increase(all_total[5m])))"]]);
    expect(stepAt("60s", "all_total", "bad_total")[0]![0]).toBe(60);
  });
});

describe("anomalies", () => {
  const anomaly = (text: string, more = "") =>
    resolve({ service: `anomalies:\n  traffic: ${text}\n${more}`, workspace: workspaceText });
  const value = "value: 'sum by (pod) (rate(http_requests_total[5m]))'";

  it("have the method's own defaults, and end at nobody unless said", () => {
    const { service, codes } = anomaly(`{ method: z-score, ${value} }`);
    expect(codes).toEqual([]);
    expect(service.anomalies).toHaveLength(1);
    const [z] = service.anomalies;
    expect(z).toMatchObject({ name: "AnomalyDetected", anomaly: "traffic", method: "z-score", samples: 100, for: 0 });
    expect(z).toMatchObject({ severity: "info", notify: ["nobody"], labels: {}, annotations: {} });
    expect(z!.sigma.toString()).toBe("3");
    expect(printExpr(z!.value)).toBe("sum by (pod) (rate(http_requests_total[5m]))");
    const [seasonal] = anomaly(`{ method: seasonal, ${value} }`).service.anomalies;
    expect(seasonal).toMatchObject({ method: "seasonal", period: 604800 });
  });

  it("take what is written, with links laid over the service's", () => {
    const { service } = anomaly(
      `{ method: seasonal, period: 1d, sigma: 2.5, ${value}, severity: ticket, for: 10m, summary: Odd, links: { runbook: "https://a.example" } }`,
      'links: { runbook: "https://b.example", repository: "https://c.example" }',
    );
    const [one] = service.anomalies;
    expect(one).toMatchObject({ period: 86400, severity: "ticket", notify: ["queue"], for: 600, summary: "Odd" });
    expect(one!.sigma.toString()).toBe("2.5");
    expect(one!.links).toEqual({ runbook: "https://a.example", repository: "https://c.example" });
  });

  it("of other methods and sources stand in the spec alone", () => {
    expect(anomaly("{ method: isolation-forest, features: { a: up } }").service.anomalies).toEqual([]);
    const cloudwatch = "{ method: seasonal, cloudwatch: { namespace: AWS/SQS, metric: NumberOfMessagesSent } }";
    expect(anomaly(cloudwatch).service.anomalies).toEqual([]);
  });

  it("need somebody to tell once they are more than information", () => {
    const text = `{ method: z-score, ${value}, severity: ticket }`;
    const workspace = workspaceText.replace(", ticket: queue", "");
    const { diagnostics } = resolve({ service: `anomalies: { traffic: ${text} }\n`, workspace });
    expect(diagnostics.map(({ code }) => code)).toEqual(["resolve/nobody-is-notified"]);
    expect(diagnostics[0]!.help).toContain("`notify` in `traffic`");
  });
});
