import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readExample } from "../support/examples.ts";
import { LspClient, richClient, uri } from "../support/lsp-client.ts";

const shop = readExample("shop");
const checkout = "services/checkout.service.yaml";

let plain: LspClient;
let rich: LspClient;
beforeAll(async () => {
  const files = Object.fromEntries(Object.entries(shop).filter(([path]) => !path.endsWith(".ts")));
  plain = await LspClient.start({ files });
  rich = await LspClient.start({ files, capabilities: richClient });
  for (const client of [plain, rich]) {
    await client.open(checkout);
    await client.open("tocsin.yaml");
    await client.open("kits/worker.kit.yaml");
    await client.findings(checkout, (found) => found.length > 0);
  }
});
afterAll(() => Promise.all([plain.stop(), rich.stop()]));

/** A service of the shop with a part of its own; `|` is the cursor, or `‸` where there is one. */
async function at(client: LspClient, text: string, path = checkout) {
  const offset = text.indexOf(text.includes("‸") ? "‸" : "|");
  await client.edit(path, text.slice(0, offset) + text.slice(offset + 1));
  const { line, character } = client.documents.get(path)!.positionAt(offset);
  const answer = await client.request<{ items: { label: string; textEdit: { newText: string } }[] } | null>(
    "textDocument/completion",
    { textDocument: { uri: uri(path) }, position: { line, character } },
  );
  return answer?.items ?? [];
}

const head = "version: 1\nservice: checkout\nowner: purchase\nuses: otel-http-server\n";
const slis = "slis:\n  placed: { type: availability, prometheus: { total: a_total, bad: b_total } }\n";

/** What is offered at the cursor, and what is not. */
const cases: readonly (readonly [what: string, text: string, offered: readonly string[], not: readonly string[]])[] = [
  [
    "keys of a service that are not there yet",
    `${head}|\n`,
    ["tier", "slos", "alerts", "match"],
    ["owner", "version", "objective"],
  ],
  ["keys of a service, half-typed", `${head}sl|`, ["slis", "slos", "sla"], ["uses"]],
  ["keys of an SLO", `${head}slos:\n  latency:\n    |`, ["objective", "window", "alerting", "sli", "of"], ["tier"]],
  ["keys of an SLO, half-typed", `${head}slos:\n  latency:\n    obj|`, ["objective"], ["tier"]],
  [
    "between two keys",
    `${head}slos:\n  latency:\n    objective: 99%\n    |\n    window: 28d\n`,
    ["alerting"],
    ["objective", "window"],
  ],
  [
    "no key that another one excludes",
    `${head}slos:\n  all:\n    of: [latency]\n    |`,
    ["combine", "objective"],
    ["sli", "of"],
  ],
  ["keys in braces", `${head}slos:\n  latency: { objective: 99%, | }\n`, ["window", "alerting"], ["objective", "tier"]],
  [
    "keys in braces that are still open",
    `${head}slos:\n  latency: { objective: 99%, win|\nvars: { a: b }\n`,
    ["window"],
    ["tier"],
  ],
  [
    "keys of an SLI by its type",
    `${head}slis:\n  a:\n    type: latency\n    |`,
    ["threshold", "prometheus"],
    ["maxAge", "type"],
  ],
  [
    "sources of an SLI by its type",
    `${head}slis:\n  a:\n    type: latency\n    prometheus: { | }`,
    ["histogram"],
    ["gauge", "timestamp"],
  ],
  [
    "no source beside another form",
    `${head}slis:\n  a:\n    type: availability\n    prometheus: { total: x, bad: y, | }`,
    [],
    ["good", "gauge"],
  ],
  ["words of a key", `${head}tier: |`, ["critical", "high", "standard", "best-effort"], ["page"]],
  ["words of a key, half-typed", `${head}tier: cri|\n`, ["critical"], []],
  ["types of SLIs", `${head}slis:\n  a:\n    type: |`, ["availability", "latency", "freshness"], []],
  ["severities", `${head}alerts:\n  A:\n    severity: |`, ["page", "ticket", "info"], []],
  ["booleans", `${head}slis:\n  a:\n    type: latency\n    prometheus: { native: | }`, ["true", "false"], []],
  ["items of a list of words", `${head}targets: [prometheus, |]`, ["alertmanager", "grafana"], ["prometheus"]],
  [
    "SLIs, own and of kits, for an SLO",
    `${head}${slis}slos:\n  a:\n    sli: |`,
    ["placed", "availability", "latency"],
    ["checkout"],
  ],
  [
    "SLIs as names of SLOs, each once",
    `${head}${slis}slos:\n  latency: 99%\n  |`,
    ["placed", "availability"],
    ["latency"],
  ],
  ["SLIs of kits to be laid over", `${head}slis:\n  |`, ["availability", "latency"], ["placed"]],
  ["teams", "version: 1\nservice: checkout\nowner: |\n", ["purchase", "payments", "web"], ["purchase-oncall"]],
  [
    "receivers in a list",
    `${head}alerting:\n  page:\n    notify: [purchase-oncall, |]`,
    ["incident-channel", "web-queue"],
    ["purchase-oncall", "purchase"],
  ],
  [
    "services and SLOs of others",
    `${head}dependsOn: [|]`,
    ["cart", "orders", "cart/requests", "orders/exports-tasks"],
    ["checkout"],
  ],
  ["services in a list of lines", `${head}dependsOn:\n  - cart\n  - |`, ["orders"], ["cart", "checkout"]],
  ["SLOs for a composite", `${head}slos:\n  latency: 99%\n  all:\n    of: [|]`, ["latency", "cart/requests"], ["cart"]],
  [
    "kits, built in and own",
    "version: 1\nservice: checkout\nuses: |",
    ["otel-http-server", "worker", "postgres"],
    ["tier"],
  ],
  ["kits as keys", "version: 1\nservice: checkout\nuses:\n  |", ["otel-http-server", "worker"], []],
  ["parameters of a kit", "version: 1\nservice: checkout\nuses:\n  worker:\n    |", ["queue", "threshold"], ["job"]],
  [
    "parameters of a kit in braces",
    "version: 1\nservice: checkout\nuses: { mails: { kit: worker, | } }",
    ["queue", "threshold"],
    [],
  ],
  ["environments", `${head}environments:\n  |`, ["production", "staging"], []],
  ["keys within an environment", `${head}environments:\n  staging:\n    |`, ["slos", "match"], ["owner", "version"]],
  ["percentages as the short form of an SLO", `${head}slos:\n  latency: |`, ["99%", "99.9%", "99.95%"], ["28d"]],
  ["the unit of a percentage", `${head}slos:\n  latency: { objective: 99.7| }`, ["99.7%"], ["99%"]],
  ["windows", `${head}window: |`, ["28d", "30d"], ["99%"]],
  ["units of a duration", `${head}window: 14|`, ["14d", "14h", "14w"], ["28d"]],
  ["units of a rate", `${head}traffic: 20|`, ["20/s", "20/m"], ["20%"]],
  ["sizes", `${head}budgets: { logs: 5| }`, ["5 GiB/d", "5 MiB"], []],
  [
    "timezones",
    `${head}maintenance: { a: { schedule: "0 3 * * SUN", timezone: Europe/Ber| } }`,
    ["Europe/Berlin"],
    ["Asia/Tokyo"],
  ],
  [
    "holes in a text",
    `${head}vars: { pooler: pgbouncer }\nmatch: { job: "\${|" }`,
    ["pooler", "service", "environment"],
    [],
  ],
  [
    "metrics in a selector",
    `${head}slis:\n  a:\n    type: availability\n    prometheus:\n      total: |`,
    ["cart_http_requests_total"],
    ["rate", "sum"],
  ],
  [
    "functions, aggregations and metrics in PromQL",
    `${head}alerts:\n  A:\n    when: |`,
    ["rate", "sum", "histogram_quantile", "cart_http_requests_total", "slo:error_budget:ratio"],
    [],
  ],
  ["the same in brackets", `${head}alerts:\n  A:\n    when: sum(ra|)`, ["rate"], []],
  [
    "labels within braces",
    `${head}alerts:\n  A:\n    when: sum(rate(cart_http_requests_total{|`,
    ["status", "path"],
    ["queue"],
  ],
  ["no label twice", `${head}alerts:\n  A:\n    when: cart_http_requests_total{status="5", |}`, ["path"], ["status"]],
  [
    "values of a label",
    `${head}alerts:\n  A:\n    when: 'payments_charges_total{outcome="|"}'`,
    ["declined", "error"],
    ["mail"],
  ],
  [
    "labels to group by",
    `${head}alerts:\n  A:\n    when: sum by (|) (rate(cart_http_requests_total[5m]))`,
    ["path", "status"],
    ["queue"],
  ],
  ["ranges", `${head}alerts:\n  A:\n    when: rate(x[|])`, ["5m", "1h"], ["rate"]],
  [
    "PromQL in a block",
    `${head}alerts:\n  A:\n    when: |-\n      sum(\n        ra`.replace("|-", ">-") + "|",
    ["rate"],
    ["severity"],
  ],
  [
    "codes that a comment may silence",
    `${head}# tocsin-ignore |\n${slis}`,
    ["lint/unused-sli", "lint/unreachable-threshold"],
    ["resolve/unknown-sli", "tier"],
  ],
  ["nothing in a comment", `${head}# ti|`, [], ["tier"]],
  ["nothing in a comment behind a value", `${head}tier: high # cri|`, [], ["critical"]],
];

describe("completion", () => {
  for (const [what, text, offered, not] of cases)
    it(`offers ${what}`, async () => {
      const labels = (await at(plain, text)).map(({ label }) => label);
      for (const label of offered) expect(labels, text).toContain(label);
      for (const label of not) expect(labels, text).not.toContain(label);
      expect(new Set(labels).size).toBe(labels.length);
    });

  it("offers what the workspace file may hold", async () => {
    const text = shop["tocsin.yaml"]!.replace("page: web-oncall", "page: |");
    const labels = (await at(plain, text, "tocsin.yaml")).map(({ label }) => label);
    expect(labels).toContain("purchase-oncall");
    const rules = (await at(plain, `${shop["tocsin.yaml"]!}    |\n`.replace("  locked:", "  x:"), "tocsin.yaml"))
      .length;
    expect(rules).toBeGreaterThanOrEqual(0);
  });

  it("offers parameters in a kit", async () => {
    const text = shop["kits/worker.kit.yaml"]!.replace('threshold: "${threshold}"', 'threshold: "${‸"');
    expect((await at(plain, text, "kits/worker.kit.yaml")).map(({ label }) => label)).toEqual(
      expect.arrayContaining(["queue", "threshold"]),
    );
  });

  it("writes plain text, or a snippet to an editor that takes them", async () => {
    const written = async (client: LspClient, text: string, label: string) => {
      const item = (await at(client, text)).find((one) => one.label === label);
      return item?.textEdit.newText;
    };
    const inBlock = `${head}slos:\n  latency:\n    |`;
    expect(await written(plain, inBlock, "alerting")).toBe("alerting:\n      ");
    expect(await written(rich, inBlock, "alerting")).toBe("alerting:\n  $1");
    expect(await written(plain, inBlock, "sli")).toBe("sli: ");
    expect(await written(rich, `${head}slos:\n  latency: { | }`, "alerting")).toBe("alerting: { $1 }");
    expect(await written(rich, `${head}slos:\n  latency:\n    alert|: {}`, "alerting")).toBe("alerting");
    expect(await written(plain, `${head}alerts:\n  A:\n    when: ra|`, "rate")).toBe("rate(");
    expect(await written(rich, `${head}alerts:\n  A:\n    when: ra|`, "rate")).toBe("rate($1)");
  });

  it("replaces the word under the cursor, and of PromQL that word alone", async () => {
    const text = `${head}alerts:\n  A:\n    when: sum(rat|)`;
    const item = (await at(plain, text)).find(({ label }) => label === "rate");
    expect(item).toMatchObject({
      textEdit: { range: { start: { line: 6, character: 14 }, end: { line: 6, character: 17 } } },
    });
  });
});
