import { describe, expect, it } from "vitest";
import { parse, parseDocument } from "yaml";
import { compileProject, openProject } from "../../src/compile.ts";
import { loadTargets } from "../../src/5-emit/emit.ts";
import { dashboardsOf } from "../../src/5-emit/grafana/dashboards.ts";
import { leastBytes } from "../../src/5-emit/grafana/delivery/size.ts";
import { nodeHost } from "../../src/host/node.ts";
import { inEnvironment } from "../../src/model/workspace.ts";
import { deliver } from "../../src/5-emit/grafana/delivery/delivery.ts";
import { origin } from "../support/model.ts";
import { type Files, generate, readExample, tocsin } from "../support/examples.ts";
import { readCase } from "../support/golden.ts";

type Values = Readonly<Record<string, unknown>>;

/** Two environments, of which the second has the options `ofStaging`; `cart` has an SLO and `cron` has none. */
function workspace(options: string, ofStaging = "", environments = true): Files {
  const service = (name: string, more: string) =>
    `version: 1\nservice: ${name}\nmatch: { job: ${name} }\nlinks: { runbook: "https://r.example/${name}" }\nalerting: { page: { notify: nobody }, ticket: { notify: nobody } }\n${more}`;
  return {
    "tocsin.yaml": `version: 1
workspace: shop
specs: ["services/*.service.yaml"]
${environments ? `environments:\n  production: { labels: { env: production } }\n  staging: { labels: { env: staging }${ofStaging} }\n` : ""}targets:
  prometheus: { retention: 40d, as: [operator] }
  grafana: ${options}
`,
    "services/cart.service.yaml": service(
      "cart",
      "slis: { requests: { type: availability, prometheus: { total: http_requests_total, bad: 'http_requests_total{code=\"500\"}' } } }\nslos: { requests: 99% }\n",
    ),
    "services/cron.service.yaml": service(
      "cron",
      "alerts: { CronLate: { when: 'cron_late > 0', severity: page, notify: nobody } }\n",
    ),
  };
}

async function outputOf(files: Files): Promise<Files> {
  const { status, printed, files: all } = await generate(files);
  expect(status, printed).toBe(0);
  return Object.fromEntries(
    Object.entries(all).flatMap(([path, text]) =>
      path.startsWith("generated/") && path.includes("grafana/") ? [[path.slice("generated/".length), text]] : [],
    ),
  );
}

const dashboards = (files: Files) => Object.keys(files).filter((path) => path.endsWith(".json"));

interface Provider {
  readonly name: string;
  readonly folder: string;
  readonly options: { readonly path: string };
}

/** As Grafana reads it: by the keys that its documentation names, with variables of the environment filled in. */
function providersOf(text: string, environment: Readonly<Record<string, string>> = {}): readonly Provider[] {
  const filled = (value: unknown): unknown => {
    if (typeof value === "string")
      return value.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (all, braced?: string, bare?: string) =>
        all === "$$" ? "$" : (environment[braced ?? bare ?? ""] ?? ""),
      );
    if (Array.isArray(value)) return value.map(filled);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner)]));
  };
  const document = parseDocument(text, { version: "1.1", strict: true });
  expect(document.errors).toEqual([]);
  const root = filled(document.toJS()) as Values;
  expect(Object.keys(root).sort()).toEqual(["apiVersion", "providers"]);
  expect(root["apiVersion"]).toBe(1);
  const known = new Set(
    "name orgId folder folderUid type disableDeletion allowUiUpdates updateIntervalSeconds options".split(" "),
  );
  return (root["providers"] as readonly Values[]).map((provider) => {
    expect(Object.keys(provider).filter((key) => !known.has(key))).toEqual([]);
    expect(provider).toMatchObject({ name: expect.any(String), type: "file", folder: expect.any(String) });
    const { path, ...more } = provider["options"] as Values;
    expect(path).toMatch(/^\//);
    expect(more).toEqual({ foldersFromFilesStructure: false });
    return provider as unknown as Provider;
  });
}

/** Dashboards by the provider that reads them: Grafana takes every file of JSON below a path. */
function readBy(providers: readonly Provider[], files: Files, mount: string): readonly (readonly string[])[] {
  return dashboards(files).map((file) =>
    providers.filter(({ options }) => `${mount}/${file}`.startsWith(`${options.path}/`)).map(({ name }) => name),
  );
}

describe("files for Grafana's provisioning", () => {
  const provisioning = "grafana/provisioning/dashboards/shop.yaml";

  it.each([
    ["of two environments", true, ["shop: production", "shop: staging", "shop: all environments"]],
    ["without environments", false, ["shop"]],
  ])("%s: each dashboard is read by one provider", async (_, environments, names) => {
    const files = await outputOf(workspace("{ folder: Services }", "", environments));
    const providers = providersOf(files[provisioning]!);
    expect(providers.map(({ name }) => name)).toEqual(names);
    expect(new Set(providers.map(({ folder }) => folder))).toEqual(new Set(["Services"]));
    expect(dashboards(files).length).toBe(environments ? 7 : 4);
    for (const found of readBy(providers, files, "/var/lib/grafana/dashboards/shop")) expect(found).toHaveLength(1);
  });

  it("what looks like a variable of Grafana's environment is a text", async () => {
    const files = await outputOf(workspace('{ folder: "Cost in $USD, ${HOME}", path: "/data/$x/" }'));
    const providers = providersOf(files[provisioning]!, { USD: "no", HOME: "no", x: "no" });
    expect(providers[0]).toMatchObject({
      folder: "Cost in $USD, ${HOME}",
      options: { path: "/data/$x/production/grafana" },
    });
  });

  it("an environment with options of its own has a fleet of its own, under another UID", async () => {
    const files = await outputOf(workspace("{}", ", targets: { grafana: { datasource: other } }"));
    const fleets = ["grafana/fleet/shop.json", "staging/grafana/fleet/shop.json"];
    expect(dashboards(files).filter((path) => path.includes("fleet"))).toEqual(fleets);
    expect(fleets.map((path) => (JSON.parse(files[path]!) as Values)["uid"])).toEqual([
      "tocsin-fleet--shop",
      "tocsin-fleet--shop--staging",
    ]);
    expect(files["staging/grafana/cart.json"]).toContain('"/d/tocsin-fleet--shop--staging"');
    expect(files["production/grafana/cart.json"]).toContain('"/d/tocsin-fleet--shop"');
    const providers = [provisioning, `staging/${provisioning}`].flatMap((path) => providersOf(files[path]!));
    for (const found of readBy(providers, files, "/var/lib/grafana/dashboards/shop")) expect(found).toHaveLength(1);
  });

  it("all UIDs and names of objects of a workspace are different", async () => {
    const files = await outputOf(workspace("{ as: [json, configmap, operator] }"));
    const uids = dashboards(files).map((path) => (JSON.parse(files[path]!) as Values)["uid"] as string);
    expect(new Set(uids).size).toBe(uids.length);
    for (const uid of uids) expect(uid).toMatch(/^[a-zA-Z0-9_-]{1,40}$/);
    expect(Object.keys(files).filter((path) => path.endsWith(".configmap.yaml"))).toHaveLength(uids.length);
    expect(Object.keys(files).filter((path) => path.endsWith(".grafanadashboard.yaml"))).toHaveLength(uids.length);
  });

  it("there is no dashboard of services that are not compiled for Grafana", async () => {
    const files = workspace("{}");
    const without = (path: string) => files[path]!.replace("version: 1\n", "version: 1\ntargets: [prometheus]\n");
    const [cart, cron] = ["services/cart.service.yaml", "services/cron.service.yaml"];
    expect(Object.keys(await outputOf({ ...files, [cart]: without(cart), [cron]: without(cron) }))).toEqual([]);
    const some = await outputOf({ ...files, [cart]: without(cart) });
    expect(dashboards(some).map((path) => path.replace(/^.*grafana\//, ""))).toEqual([
      "fleet/shop.json",
      "cron.json",
      "cron.json",
    ]);
  });
});

/** What Kubernetes checks of a ConfigMap, by its API reference: no API server for core kinds can be had here. */
function readConfigMap(text: string): {
  readonly name: string;
  readonly namespace: unknown;
  readonly data: [string, string];
} {
  const root = parse(text, { version: "1.1" }) as Values;
  expect(Object.keys(root).sort()).toEqual(["apiVersion", "data", "kind", "metadata"]);
  expect(root).toMatchObject({ apiVersion: "v1", kind: "ConfigMap" });
  const { name, namespace, labels, annotations, ...more } = root["metadata"] as Values;
  expect(more).toEqual({});
  expect(name).toMatch(/^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/);
  for (const [key, value] of Object.entries(labels as Values)) {
    expect(key).toMatch(/^(?:[a-z0-9.-]+\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/);
    expect(value).toBeTypeOf("string");
    expect(value).toMatch(/^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/);
  }
  for (const value of Object.values(annotations as Values)) expect(value).toBeTypeOf("string");
  const data = Object.entries(root["data"] as Readonly<Record<string, string>>);
  expect(data).toHaveLength(1);
  const [[key, value]] = data as [[string, string]];
  expect(key).toMatch(/^[-._a-zA-Z0-9]{1,253}$/);
  expect(value).toBeTypeOf("string");
  expect(Buffer.byteLength(key) + Buffer.byteLength(value)).toBeLessThanOrEqual(1024 * 1024);
  return { name: name as string, namespace, data: [key, value] };
}

describe("Kubernetes objects", () => {
  const { expected: golden } = readCase("grafana-kubernetes");
  const configMaps = Object.keys(golden).filter((path) => path.endsWith(".configmap.yaml"));

  it("are all there is where no files of JSON are asked for", () => {
    expect(configMaps).toHaveLength(3);
    expect(Object.keys(golden).filter((path) => path.includes("grafana/") && !path.includes("/kubernetes/"))).toEqual(
      [],
    );
  });

  it("hold the same dashboard as the file, whatever signs are in it", async () => {
    const cart = "services/cart.service.yaml";
    const files = workspace("{ as: [json, configmap, operator], namespace: grafana }");
    const odd = `description: "tab\\there, line\\u2028separator, äöü, emoji \\U0001F514, \\"quotes\\", $var and trailing  "\n`;
    const output = await outputOf({ ...files, [cart]: `${files[cart]}${odd}` });
    expect(dashboards(output)).toHaveLength(7);
    for (const path of dashboards(output)) {
      const text = output[path]!;
      const beside = path.replace(/([^/]+)\.json$/, "kubernetes/$1");
      const { uid } = JSON.parse(text) as { readonly uid: string };
      expect(readConfigMap(output[`${beside}.configmap.yaml`]!)).toEqual({
        name: uid,
        namespace: "grafana",
        data: [`${uid}.json`, text],
      });
      expect(parse(output[`${beside}.grafanadashboard.yaml`]!)).toMatchObject({
        metadata: { name: uid, namespace: "grafana" },
        spec: { uid, json: text, folder: "Services", instanceSelector: { matchLabels: { dashboards: "grafana" } } },
      });
    }
  });

  it.each(configMaps)("%s is a ConfigMap that the sidecar finds (our own reading of the API's reference)", (path) => {
    const { metadata } = parse(golden[path]!) as { readonly metadata: Readonly<Record<string, Values>> };
    expect(metadata["labels"]).toMatchObject({ grafana_dashboard: "1", "app.kubernetes.io/managed-by": "tocsin" });
    expect(metadata["annotations"]).toEqual({ grafana_folder: "Shop & $more" });
    expect(readConfigMap(golden[path]!).namespace).toBe("monitoring");
  });

  it("are not made of a dashboard that is too large for them, which says so where its service stands", () => {
    const json = (bytes: number) => ({ path: "grafana/x.json", text: "ä".repeat(bytes / 2), sources: [], lines: [] });
    const made = (bytes: number, as: readonly ("json" | "configmap" | "operator")[]) =>
      deliver(
        { uid: "u", title: "T", json: json(bytes), labels: {}, header: "h", whole: { origin, what: "w" } },
        { as, folder: "f", path: "/p", datasource: "d", instances: {} },
      );
    const fits = 1024 * 1024 - "u.json".length;
    expect(made(fits, ["configmap"])).toMatchObject({
      diagnostics: [],
      value: [{ path: "grafana/kubernetes/x.configmap.yaml" }],
    });
    const { value, diagnostics } = made(fits + 2, ["json", "configmap"]);
    expect(value?.map(({ path }) => path)).toEqual(["grafana/x.json"]);
    expect(diagnostics).toMatchObject([
      {
        code: "emit/dashboard-too-large",
        severity: "error",
        title: expect.stringContaining("1048578 bytes"),
        span: origin.span,
      },
    ]);
  });
});

describe("a dashboard that is too large for a ConfigMap", () => {
  it("is found by `check`, which makes none", async () => {
    // 60 queries of 20,000 characters, each in the description of its panel too: 2,400,000, and 1,000 a panel
    const panels = Array.from({ length: 60 }, (_, at) => `{ title: P${at}, value: 'sum(x{a="\${a}"})' }`);
    const service = workspace("{}")["services/cron.service.yaml"];
    const cron = `${service}vars: { a: ${"y".repeat(20_000)} }\ndashboards: { queues: { panels: [${panels.join(", ")}] } }\n`;
    const found = async (options: string) => {
      const { printed } = await tocsin({ ...workspace(options), "services/cron.service.yaml": cron }, "check");
      return printed.match(/\[emit\/dashboard-too-large\]: .*/g) ?? [];
    };
    expect(await found("{ as: [configmap] }")).toEqual(
      ["production", "staging"].map((environment) =>
        expect.stringMatching(
          `“cron · Queues · ${environment}” has at least 24[67]\\d{4} bytes; a ConfigMap takes 1048576`,
        ),
      ),
    );
    expect(await found("{ as: [json] }")).toEqual([]);
  });

  it("has as many bytes as are told, or more", async () => {
    await loadTargets(() => true);
    const project = await openProject({ host: nodeHost(), folder: "examples/shop" });
    const shares: number[] = [];
    compileProject(project, {
      environments: ["production"],
      onService({ service, artifacts }) {
        const workspace = inEnvironment(
          project.workspace,
          project.workspace!.environments.find(({ name }) => name === "production"),
        )!;
        for (const { name, dashboard } of dashboardsOf(service, workspace)) {
          const made = artifacts.find(
            ({ path }) => path === `grafana/${service.name}${name === "overview" ? "" : `.${name}`}.json`,
          )!;
          shares.push(leastBytes(dashboard) / Buffer.byteLength(made.text));
        }
      },
    });
    expect(shares.length).toBeGreaterThan(15);
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
    // what the page says: by half at most
    expect(1 / Math.min(...shares)).toBeLessThan(3);
  });
});

describe("`tocsin explain` of a line of a dashboard", () => {
  const shop = readExample("shop");
  const lineOf = (path: string, text: string) => {
    const at = shop[path]!.indexOf(text);
    expect(at).toBeGreaterThan(0);
    return shop[path]!.slice(0, at).split("\n").length;
  };
  const specLine = (path: string, text: string) => shop[path]!.slice(0, shop[path]!.indexOf(text)).split("\n").length;

  it.each([
    [
      "generated/production/grafana/checkout.json",
      '"title": "Orders a second · orders placed"',
      "services/checkout.service.yaml",
      "orders-placed:",
    ],
    [
      "generated/production/grafana/checkout.slo.json",
      '"uid": "tocsin',
      "services/checkout.service.yaml",
      "service: checkout",
    ],
    ["generated/grafana/fleet/acme-shop.json", '"title": "Pages firing"', "tocsin.yaml", "workspace: acme-shop"],
  ])("%s, %s: leads to %s", async (file, text, spec, words) => {
    const { status, printed } = await tocsin(shop, "explain", `${file}:${lineOf(file, text)}`);
    expect(status, printed).toBe(0);
    expect(printed).toContain(`from ${spec}:${specLine(spec, words)}:`);
  });
});
