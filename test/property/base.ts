import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { type CompiledService, compileProject, openProject, type Project } from "../../src/compile.ts";
import type { Diagnostic, Span } from "../../src/diagnostics/diagnostic.ts";
import { type Lines, linesOf } from "../../src/diagnostics/position.ts";
import { renderText } from "../../src/diagnostics/render-text.ts";
import { type MemoryHost, memoryHost } from "../../src/host/memory.ts";
import { readExample } from "../support/examples.ts";

export type Files = Readonly<Record<string, string | Uint8Array>>;

const language = (name: string) => readFileSync(`test/fixtures/language/${name}`, "utf8");

const queue = `version: 1
kit: queue
parameters: { topic: { type: name } }
slis:
  lag: { type: freshness, maxAge: 5m, prometheus: { age: 'queue_age_seconds{topic="\${topic}"}' } }
`;

const neighbour = (name: string) => `version: 1
service: ${name}
owner: payments
slis: { requests: { type: availability, prometheus: { total: up_total, bad: 'up_total{code="500"}' } } }
slos: { availability: { sli: requests, objective: 99% } }
match: { job: ${name} }
`;

/** The language's own example, every key at least once, with the neighbours that it speaks of. */
export const languageFiles: Readonly<Record<string, string>> = {
  "tocsin.yaml": language("workspace.yaml"),
  "kits/grpc-server.kit.yaml": language("kit.yaml"),
  "kits/queue.kit.yaml": queue,
  "services/checkout.service.yaml": language("service.yaml").replace("kit: kafka-consumer", "kit: queue"),
  "services/catalogue.service.yaml": neighbour("catalogue"),
  "services/payment.service.yaml": neighbour("payment"),
};

/** Every text that comes out somewhere, in one service: what people may write freely, and what becomes a matcher. */
export const textFiles: Readonly<Record<string, string>> = {
  "tocsin.yaml": `version: 1
workspace: texts
description: A workspace.
specs: ["services/*.service.yaml"]
output: generated
environments: { production: { labels: { env: prod } } }
teams: { shop: { notify: { page: oncall, ticket: queue } } }
receivers:
  oncall: { pagerduty: { routingKeyFile: /etc/alertmanager/secrets/pagerduty } }
  queue: { slack: { channel: "#shop", webhookFile: /etc/alertmanager/secrets/slack } }
severities: { page: critical, ticket: warning }
targets: { prometheus: { version: "3", retention: 40d, as: [rules, operator] } }
`,
  "kits/calls.kit.yaml": `version: 1
kit: calls
description: Calls.
parameters:
  method: { type: text, default: put, help: Calls that count. }
  failures: { type: regex, default: 5.., help: What counts as a failure. }
slis:
  calls:
    type: availability
    prometheus: { total: 'calls_total{method=~"a-\${method}"}', bad: 'calls_total{method=~"a-\${method}", code=~"\${failures}"}' }
`,
  "services/texts.service.yaml": `version: 1
service: texts
description: What it does.
owner: shop
links: { runbook: "https://runbooks.example/a", repository: "https://git.example/a" }
labels: { product: shop }
match: { job: texts, zone: [a, b] }
vars: { queue: orders }
kubernetes: { namespace: shop, selector: { app: texts } }
uses: { calls: { method: get } }
slis:
  requests:
    type: availability
    description: A request.
    groupBy: [{ path: route }]
    prometheus: { total: 'http_requests_total{queue="\${queue}"}', bad: 'http_requests_total{queue="\${queue}", code=~"5.."}' }
  latency: { type: latency, threshold: 500ms, prometheus: { histogram: 'http_seconds{host!="a"}' } }
slos:
  requests:
    objective: 99.9%
    alerting:
      name: RequestsFail
      summary: Requests fail.
      labels: { area: web }
      annotations: { note: See the wiki. }
      page: { burns: [{ spend: 2%, within: 1h }], labels: { loud: very }, annotations: { call: the boss } }
      ticket: null
  latency: { objective: 99%, alerting: null }
  calls: { objective: 99%, alerting: null }
metrics:
  scrape: { port: metrics, path: /metrics }
  declare: { http_seconds: { type: histogram, unit: s, help: Time., buckets: [100ms, 500ms, 1s] } }
`,
};

/** The workspace of a shop, without its output. */
export const shopFiles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(readExample("shop")).filter(([path]) => !path.startsWith("generated/")),
);

export function hostOf(files: Files, links: Readonly<Record<string, string>> = {}): MemoryHost {
  const below = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).map(([path, one]) => [`/w/${path}`, one]));
  return memoryHost({ files: below(files), links: below(links) });
}

export interface Compiled {
  readonly diagnostics: readonly Diagnostic[];
  readonly ok: boolean;
  /** Texts by path, with the environment in front. */
  readonly artifacts: ReadonlyMap<string, string>;
}

export function open(files: Files): Promise<Project> {
  return openProject({ host: hostOf(files), folder: "/w" });
}

/** Everything but the disk. Every finding that comes of it has its place. @param emits without, nothing is made: most of the time goes there */
export function compile(project: Project, emits = true): Compiled {
  const artifacts = new Map<string, string>();
  const keep = (environment: string | undefined, all: CompiledService["artifacts"]) => {
    for (const { path, text } of all) artifacts.set(environment === undefined ? path : `${environment}/${path}`, text);
  };
  const { diagnostics, ok } = compileProject(project, {
    today: "2026-11-25",
    ...(!emits && { targets: [] }),
    onService: (compiled) => keep(compiled.environment?.name, compiled.artifacts),
    onWorkspace: (all, environment) => keep(environment?.name, all),
  });
  expectPlaces(diagnostics);
  return { diagnostics, ok, artifacts };
}

/** Each finding, its labels and its fix stand inside their files; lines and columns count from 1; it is one line, and can be shown. */
export function expectPlaces(diagnostics: readonly Diagnostic[]): void {
  const lines = new Map<string, Lines>();
  for (const { code, title, span, labels = [], fix } of diagnostics) {
    const spans = [span, ...labels.map((label) => label.span), ...(fix?.edits ?? []).map((edit) => edit.span)];
    const wrong = spans.find((one) => !hasPlace(one, lines));
    if (wrong !== undefined) expect.fail(`${code} at ${wrong.file.path}:${wrong.start}-${wrong.end}`);
    if (title.trim() === "") expect.fail(code);
  }
  const shown = renderText(diagnostics.slice(0, 20), { color: false });
  // eslint-disable-next-line no-control-regex
  expect(shown).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
}

function hasPlace({ file, start, end }: Span, lines: Map<string, Lines>): boolean {
  const inside = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end;
  if (!lines.has(file.text)) lines.set(file.text, linesOf(file.text));
  const { line, column } = lines.get(file.text)!.positionOf(start);
  return file.path !== "" && inside && end <= file.text.length && line >= 1 && column >= 1;
}
