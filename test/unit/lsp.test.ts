import { afterEach, describe, expect, it } from "vitest";
import { readExample } from "../support/examples.ts";
import { type ClientOptions, LspClient, richClient, uri } from "../support/lsp-client.ts";

let client: LspClient;
afterEach(() => client.stop());

const start = async (options: ClientOptions): Promise<LspClient> => (client = await LspClient.start(options));
const shop = readExample("shop");

const workspace = `version: 1
workspace: acme
specs: ["services/*.service.yaml"]
teams: { web: { notify: { page: oncall, ticket: queue } } }
receivers:
  oncall: { pagerduty: { routingKeyFile: /etc/pagerduty } }
  queue: { slack: { channel: "#web", webhookFile: /etc/slack } }
targets: { prometheus: { retention: 40d } }
`;
const cart = `version: 1
service: cart
owner: web
links: { runbook: "https://runbooks.example/cart" }
match: { job: cart }
slis:
  requests:
    type: availability
    prometheus: { total: cart_requests_total, bad: 'cart_requests_total{code=~"5.."}' }
slos:
  requests: 99.9%
`;
const files = { "tocsin.yaml": workspace, "services/cart.service.yaml": cart };
const path = "services/cart.service.yaml";

describe("findings", () => {
  it("are told with code, place, severity, what to do and other places, and cleared when mended", async () => {
    await start({ files, capabilities: richClient });
    const at = cart.indexOf("requests: 99.9%");
    await client.open(path, cart.replace("requests: 99.9%", "reqests: 99.9%"));
    const [found, ...others] = await client.findings(path, (all) => all.some(({ code }) => code === "resolve/unknown-sli"));
    expect(others.map(({ code }) => code)).toEqual([]);
    expect(found).toMatchObject({
      code: "resolve/unknown-sli",
      source: "tocsin",
      severity: 1,
      range: { start: { line: 10, character: 2 }, end: { line: 10, character: 9 } },
      relatedInformation: [{ location: { uri: uri(path), range: { start: { line: 6, character: 2 } } } }],
    });
    expect(found!.message).toContain("did you mean `requests`?");
    await client.edit(path, "requests", at, at + "reqests".length);
    expect(await client.findings(path, (all) => all.length === 0)).toEqual([]);
  });
});
