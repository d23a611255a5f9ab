import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileProject, openProject } from "../../src/compile.ts";
import { linesOf } from "../../src/diagnostics/position.ts";
import { memoryHost } from "../../src/host/memory.ts";
import { readExample } from "../support/examples.ts";
import { LspClient, uri } from "../support/lsp-client.ts";

const files = Object.fromEntries(
  Object.entries(readExample("shop")).filter(([path]) => /^(?:tocsin|kits|services).*\.yaml$/.test(path)),
);
const texts = new Map(Object.entries(files));
const today = "2026-11-25";

let client: LspClient;
beforeAll(async () => {
  client = await LspClient.start({ files, today });
  for (const path of texts.keys()) await client.open(path);
});
afterAll(() => client.stop());

/** What the compiler finds in all files together, read anew. */
async function compiled(): Promise<readonly string[]> {
  const host = memoryHost({ files: Object.fromEntries([...texts].map(([path, text]) => [`/w/${path}`, text])) });
  const project = await openProject({ host, folder: "/w", messages: false });
  const { diagnostics } = compileProject(project, { artifacts: false, today });
  return diagnostics
    .filter(({ suppressed }) => suppressed === undefined)
    .map(({ code, span: { file, start } }) => {
      const { line, column } = linesOf(file.text).positionOf(start);
      return `${file.path} ${line}:${column} ${code}`;
    })
    .sort();
}

/** What the editor was told of. */
function told(): readonly string[] {
  return [...texts.keys()]
    .flatMap((path) =>
      (client.published.get(uri(path)) ?? []).map(
        ({ code, range: { start } }) => `${path} ${start.line + 1}:${start.character + 1} ${code}`,
      ),
    )
    .sort();
}

async function expectSame(): Promise<void> {
  const wanted = await compiled();
  for (let tries = 0; tries < 400 && JSON.stringify(told()) !== JSON.stringify(wanted); tries++)
    await new Promise((done) => setTimeout(done, 25));
  expect(told()).toEqual(wanted);
}

async function edit(path: string, from: string, to: string): Promise<void> {
  const before = texts.get(path)!;
  const at = before.indexOf(from);
  if (at < 0) throw new Error(`${path} has no ${from}`);
  texts.set(path, before.slice(0, at) + to + before.slice(at + from.length));
  await client.edit(path, to, at, at + from.length);
}

const checkout = "services/checkout.service.yaml";

/** Each of them is made, compared, and taken back. */
const edits: readonly (readonly [what: string, path: string, from: string, to: string])[] = [
  ["a wrong team", checkout, "owner: purchase", "owner: purchse"],
  [
    "an SLO of another name, which a composite one stands on",
    checkout,
    "  orders-placed:\n    objective",
    "  orders-made:\n    sli: orders-placed\n    objective",
  ],
  ["a service of another name", "services/cart.service.yaml", "service: cart", "service: basket"],
  ["no runbook", "services/payments.service.yaml", "links: { runbook", "links: { wiki"],
  [
    "an SLI that nobody uses",
    "services/cart.service.yaml",
    "slos:\n  requests: 99.9%\n  latency: 99%\n",
    "slos:\n  requests: 99.9%\n",
  ],
  ["a receiver that is gone", "tocsin.yaml", "  incident-channel:", "  incidents:"],
  ["a severity of the policy", "tocsin.yaml", "past-exclusion: info", "past-exclusion: error"],
  ["an environment of another name", "tocsin.yaml", "  staging:\n", "  test:\n"],
  ["a tier that gives less", "tocsin.yaml", "window: 7d", "window: 6h"],
  ["an SLI of a kit", "kits/worker.kit.yaml", "  tasks:\n", "  jobs:\n"],
  ["a default of a kit", "kits/worker.kit.yaml", "default: 30s", "default: 31s"],
  ["a comment that silences", "services/catalogue.service.yaml", "# tocsin-ignore emit", "# emit"],
  [
    "a comment that silences nothing",
    checkout,
    "alerting:\n  annotations",
    "# tocsin-ignore lint/unused-sli: no\nalerting:\n  annotations",
  ],
  ["PromQL that is none", "services/orders.service.yaml", "when: time() - max(", "when: time() - max(("],
  ["an alert that never fires", checkout, "objective: 99.9%", "objective: 90%"],
];

describe("what an editor is told", { timeout: 240_000 }, () => {
  it("is what the compiler finds in the same files, after every edit and when it is taken back", async () => {
    await expectSame();
    const first = told();
    expect(first.length).toBeGreaterThan(0);
    for (const [what, path, from, to] of edits) {
      await edit(path, from, to);
      await expectSame().catch((error: unknown) => {
        throw new Error(what, { cause: error });
      });
      await edit(path, to, from);
    }
    await expectSame();
    expect(told()).toEqual(first);
  });
});
