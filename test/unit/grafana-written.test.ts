import { describe, expect, it } from "vitest";
import { compileProject, openProject } from "../../src/compile.ts";
import { loadTargets } from "../../src/5-emit/emit.ts";
import { memoryHost } from "../../src/host/memory.ts";

const workspace = `version: 1
workspace: shop
specs: ["services/*.service.yaml"]
environments: { production: { labels: { env: prod } }, staging: { labels: { env: staging } } }
targets: { prometheus: { retention: 40d }, grafana: {} }
`;

interface Json {
  readonly [key: string]: unknown;
  readonly title: string;
  readonly uid: string;
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly panels: readonly PanelJson[];
}
interface PanelJson {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly collapsed?: boolean;
  readonly panels?: readonly PanelJson[];
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string; readonly instant?: boolean }[];
  readonly fieldConfig?: {
    readonly defaults: { readonly unit?: string; readonly min?: number; readonly max?: number };
  };
  readonly transformations?: readonly { readonly id: string; readonly options: Json }[];
}

/** Dashboards of production, by the file's name; what is found is thrown unless it is an info. */
async function dashboards(
  spec: string,
  kits: Readonly<Record<string, string>> = {},
  environments = "",
): Promise<Readonly<Record<string, Json>>> {
  const files = {
    "/w/tocsin.yaml": workspace,
    "/w/services/orders.service.yaml": `version: 1\nservice: orders\nmatch: { job: orders }\n${spec}${environments}`,
    ...Object.fromEntries(Object.entries(kits).map(([name, text]) => [`/w/kits/${name}.kit.yaml`, text])),
  };
  await loadTargets(() => true);
  const project = await openProject({ host: memoryHost({ files }), folder: "/w" });
  const made: Record<string, Json> = {};
  const { diagnostics } = compileProject(project, {
    environments: ["production"],
    onService({ artifacts }) {
      for (const { path, text } of artifacts)
        if (path.startsWith("grafana/orders")) made[path.replace("grafana/", "")] = JSON.parse(text) as Json;
    },
  });
  const found = diagnostics.filter(({ severity }) => severity !== "info");
  if (found.length > 0) throw new Error(found.map(({ title }) => title).join("; "));
  return made;
}

const rowsOf = ({ panels }: Json): readonly string[] => panels.filter(({ type }) => type === "row").map(({ title }) => title); // prettier-ignore

function panel({ panels }: Json, title: string): PanelJson {
  const found = panels.flatMap((one) => [one, ...(one.panels ?? [])]).find((one) => one.title === title);
  if (found === undefined) throw new Error(`no panel ${title}`);
  return found;
}

const health = "Health: are users hurt";

describe("what a spec adds to the dashboard of a service", () => {
  it("stands behind what is generated: rows as they are written, then panels that have none", async () => {
    const made = await dashboards(`dashboards:
  overview:
    panels: [{ title: Orders, value: 'sum(orders{\${match}})' }]
    rows:
      zebra: { panels: [{ title: A, value: 'sum(a{\${match}})' }] }
      queue-of-orders: { panels: [{ title: B, value: 'sum(b{\${match}})' }] }
      apple: { title: Apples, panels: [{ title: C, value: 'sum(c{\${match}})' }] }
`);
    expect(rowsOf(made["orders.json"]!)).toEqual([health, "Zebra", "Queue of orders", "Apples", "More about orders"]);
  });

  it("goes into a generated row of the same name, which may get another title", async () => {
    const made = await dashboards(`dashboards:
  overview:
    rows: { health: { title: Is it well?, panels: [{ title: Mood, value: 'avg(mood{\${match}})' }] } }
`);
    const { panels } = made["orders.json"]!;
    expect(panels.map(({ title }) => title)).toEqual(["Is it well?", "Alerts that fire now", "Mood"]);
  });

  it("may be that a row is left out: generated, or of a kit, or of the service in one environment", async () => {
    const kit = `version: 1
kit: pods
dashboards: { overview: { rows: { pods: { title: Pods, panels: [{ title: Pods, value: count(up) }] } } } }
`;
    const own = `uses: pods
dashboards:
  overview:
    rows: { queue: { panels: [{ title: Waiting, value: 'sum(b{\${match}})' }] }, health: { show: false } }
`;
    expect(rowsOf((await dashboards(own, { pods: kit }))["orders.json"]!)).toEqual(["Pods", "Queue"]);
    const less = "environments: { production: { dashboards: { overview: { rows: { queue: { show: false }, pods: { show: false } } } } } }\n"; // prettier-ignore
    expect(rowsOf((await dashboards(own, { pods: kit }, less))["orders.json"]!)).toEqual([]);
  });

  it("keeps its panels' numbers when others come, go and move", async () => {
    const at = async (rows: string) => {
      const made = await dashboards(`dashboards: { overview: { rows: { ${rows} } } }\n`);
      return panel(made["orders.json"]!, "Waiting").id;
    };
    const queue = "queue: { panels: [{ title: Waiting, value: 'sum(b{${match}})' }] }";
    const more = "queue: { panels: [{ title: Older, value: 'sum(c{${match}})' }, { title: Waiting, value: 'sum(b{${match}})' }] }"; // prettier-ignore
    const first = await at(queue);
    expect(await at(`other: { panels: [{ title: A, value: 'sum(a{\${match}})' }] }, ${queue}`)).toBe(first);
    expect(await at(more)).toBe(first);
  });
});

describe("kits", () => {
  const kit = `version: 1
kit: consumer
parameters: { topic: { type: text } }
slis: {}
dashboards:
  overview:
    rows:
      queue:
        title: Queue
        panels: [{ title: Lag, value: 'sum(lag{topic="\${topic}"})', unit: "{messages}" }]
  consumers:
    title: Consumers
    panels: [{ title: Members, value: 'count(lag{topic="\${topic}"})' }]
`;

  it("under names of the service's own bring their rows beside one another", async () => {
    const made = await dashboards(
      "uses: { orders: { kit: consumer, topic: orders }, mails: { kit: consumer, topic: mails } }\n",
      { consumer: kit },
    );
    expect(Object.keys(made).sort()).toEqual([
      "orders.json",
      "orders.mails-consumers.json",
      "orders.orders-consumers.json",
    ]);
    const { panels } = made["orders.json"]!;
    expect(rowsOf(made["orders.json"]!)).toEqual([health, "Queue · orders", "Queue · mails"]);
    expect(panels.filter(({ title }) => title === "Lag").map(({ targets }) => targets![0]!.expr)).toEqual([
      'sum(lag{topic="orders"})',
      'sum(lag{topic="mails"})',
    ]);
    expect(made["orders.mails-consumers.json"]!.title).toBe("orders · Consumers · mails · production");
    expect(panels.find(({ title }) => title === "Lag")!.description).toMatch(/^From the kit consumer: /);
  });

  it("are asked for another name when two of them give one row", async () => {
    await expect(dashboards("uses: { consumer: { topic: orders }, other: {} }\n", {
      consumer: kit,
      other: `version: 1
kit: other
dashboards: { overview: { rows: { queue: { title: Queue, panels: [{ title: Age, value: max(age) }] } } } }
`,
    })).rejects.toThrow("dashboards.overview.rows.queue"); // prettier-ignore
  });
});

describe("a dashboard of a spec's own", () => {
  const spec = `slis:
  requests: { type: availability, prometheus: { total: requests_total, bad: 'requests_total{code="500"}' } }
dashboards:
  pay-outs:
    panels: [{ title: Taken, value: 'sum(rate(payments_total{\${match}}[5m]))' }]
`;

  it("has a name, a file and a UID of its own, and links to and from the service's", async () => {
    const made = await dashboards(spec);
    const own = made["orders.pay-outs.json"]!;
    expect(own.uid).toBe("tocsin--production--orders--pay-outs");
    expect(own.title).toBe("orders · Pay outs · production");
    expect(rowsOf(own)).toEqual(["Pay outs"]);
    const linksOf = (json: Json) => json.links.map(({ title, url }) => `${title} ${url}`);
    expect(linksOf(made["orders.json"]!)).toContain("Pay outs /d/tocsin--production--orders--pay-outs");
    expect(linksOf(own)).toEqual([
      "Service /d/tocsin--production--orders",
      "staging /d/tocsin--staging--orders--pay-outs",
      "Fleet /d/tocsin-fleet--shop",
    ]);
  });

  it("of one environment does not link to others", async () => {
    const made = await dashboards(
      "",
      {},
      `environments: { production: { dashboards: { pay-outs: { panels: [{ title: Taken, value: 'sum(up{\${match}})' }] } } } }
`,
    );
    const links = made["orders.pay-outs.json"]!.links.map(({ title }) => title);
    expect(links).toEqual(["Service", "Fleet"]);
  });
});

describe("a panel", () => {
  const one = async (text: string, more = "") => {
    const made = await dashboards(`${more}dashboards: { own: { panels: [${text}] } }\n`);
    return made["orders.own.json"]!.panels.find(({ type }) => type !== "row")!;
  };

  it("counts over its own interval with `${window}`", async () => {
    const { targets } = await one("{ title: A, value: 'rate(x_total{${match}}[${window}])' }");
    expect(targets![0]!.expr).toBe('rate(x_total{job="orders"}[$__rate_interval])');
  });

  it.each([
    ["sum(x)", "A"],
    ["sum by (b, a) (x)", "{{a}} · {{b}}"],
    ["x", "__auto"],
    ["histogram_quantile(0.9, sum by (le, path) (rate(x_bucket[5m])))", "{{path}}"],
    ["topk(3, sum by (pod) (x))", "{{pod}}"],
  ])("%s has the legend %s", async (value, legend) => {
    expect((await one(`{ title: A, value: '${value}' }`)).targets![0]!.legendFormat).toBe(legend);
  });

  it("shows a recorded series of this service and environment alone, by the labels that it was recorded by", async () => {
    const record = "metrics: { record: { made: 'sum by (plan) (x{${match}})', all: 'sum(x{${match}})' } }\n";
    const [target] = (await one("{ title: A, value: made }", record)).targets!;
    expect(target!.expr).toBe('made{service="orders", env="prod"}');
    expect(target!.legendFormat).toBe("{{plan}}");
    const others = await one(`{ title: A, value: 'sum(all{service=~".+"}) - sum(made)' }`, record);
    expect(others.targets![0]!.expr).toBe(
      'sum(all{service=~".+", env="prod"}) - sum(made{service="orders", env="prod"})',
    );
  });

  it.each([
    ["timeseries", "timeseries", false],
    ["stat", "stat", false],
    ["gauge", "gauge", false],
    ["bar", "bargauge", true],
    ["table", "table", true],
    ["heatmap", "heatmap", false],
  ])("as %s is a %s of Grafana", async (as, type, instant) => {
    const panel = await one(`{ title: A, value: 'sum by (le) (x{\${match}})', as: ${as}, unit: "%" }`);
    expect(panel.type).toBe(type);
    expect(panel.targets![0]!.instant ?? false).toBe(instant);
    expect(panel.fieldConfig!.defaults.unit).toBe("percent");
  });

  it("that is a gauge has the ends of its unit, or those that are written", async () => {
    const ends = async (text: string) => {
      const { min, max } = (await one(text)).fieldConfig!.defaults;
      return [min, max];
    };
    expect(await ends("{ title: A, value: sum(x), as: gauge, unit: '1' }")).toEqual([0, 1]);
    expect(await ends("{ title: A, value: sum(x), as: gauge, unit: '%', min: 50 }")).toEqual([50, 100]);
    expect(await ends("{ title: A, value: sum(x), as: gauge, max: 7, unit: orders/min }")).toEqual([0, 7]);
  });

  it("that is a table has a column for each label that is known, else all", async () => {
    const columns = await one("{ title: Depth, value: 'sum by (queue) (x)', as: table }");
    expect(columns.transformations!.map(({ options }) => options["renameByName"] ?? options["include"])).toEqual([
      { names: ["queue", "Value"] },
      { queue: "queue", Value: "Depth" },
    ]);
    const all = await one("{ title: Depth, value: x, as: table }");
    expect(all.transformations!.map(({ options }) => options["excludeByName"])).toEqual([
      { Time: true, __name__: true },
    ]);
  });

  it("says in its description what it shows, and takes no Markdown or variable from the spec", async () => {
    const words = await one(`{ title: A, description: "*Half* of <b>them</b>, [x](y)", value: sum(x) }`);
    expect(words.description).toBe("\\*Half\\* of &lt;b&gt;them&lt;/b&gt;, \\[x\\](y)");
    expect((await one("{ title: A, value: sum(x) }")).description).toBe("From the spec of orders: sum(x)");
  });
});
