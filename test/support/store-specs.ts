import { readExample } from "./examples.ts";
import { workspace as usualWorkspace } from "./findings.ts";
import { compileCase, goldenCases, readCase } from "./golden.ts";

export type Files = Readonly<Record<string, string>>;

/** The specs of an example without its output, for another store. */
export function exampleOn(store: string, name: string): Files {
  return Object.fromEntries(
    Object.entries(readExample(name))
      .filter(([path]) => !path.startsWith("generated/"))
      .map(([path, text]) => [path, path === "tocsin.yaml" ? onStore(text, store) : text]),
  );
}

function onStore(workspace: string, store: string): string {
  const changed = workspace.replace(/( +)prometheus:(?: \{|\n(?= +))/, (found) =>
    found.endsWith("{") ? `${found} store: ${store},` : `${found}    store: ${store}\n`,
  );
  if (changed === workspace) throw new Error("the workspace has no options of Prometheus");
  return changed;
}

/** Every golden case of an environment's form, for another store; native histograms are left out where the store has none. */
export async function goldenOn(store: string): Promise<Files> {
  const named = goldenCases.filter((name) => store !== "victoriametrics" || name !== "sli-latency-native");
  const files: [string, string][] = [];
  for (const name of named) {
    const { given } = readCase(name);
    const workspace = (given["tocsin.yaml"] ?? usualWorkspace).replace(
      /prometheus: \{/,
      `prometheus: { store: ${store},`,
    );
    if (!workspace.includes(store)) throw new Error(`${name} has no options of Prometheus`);
    const made = await compileCase({ ...given, "tocsin.yaml": workspace });
    for (const [path, text] of Object.entries(made.files)) files.push([`${name}/${path}`, text]);
  }
  return Object.fromEntries(files);
}

/** A workspace of one service with one latency SLO, whose errors are what is left of the total. */
export function latencyOn(store: string): Files {
  return {
    "tocsin.yaml": `version: 1
workspace: shop
specs: ["*.service.yaml"]
teams: { shop: { notify: { page: oncall, ticket: oncall } } }
receivers: { oncall: { pagerduty: { routingKeyFile: /etc/alertmanager/secrets/pagerduty } } }
targets: { prometheus: { store: ${store}, retention: 40d } }
`,
    "shop.service.yaml": `version: 1
service: shop
owner: shop
match: { job: shop }
links: { runbook: "https://runbooks.example/shop" }
slis:
  speed: { type: latency, threshold: 500ms, prometheus: { histogram: http_request_duration_seconds } }
slos:
  speed: 99%
`,
  };
}
