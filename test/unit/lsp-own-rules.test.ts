import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { CompletionList, Hover } from "vscode-languageserver/node";
import { afterAll, afterEach, expect, it } from "vitest";
import { nodeHost } from "../../src/host/node.ts";
import { LspClient, richClient } from "../support/lsp-client.ts";
import { cart, paths, workspace } from "../support/lsp-shop.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-lsp-own-rules-"));
let client: LspClient;
afterEach(() => client.stop());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const config = "tocsin.config.ts";
const rules = (title: string) => `import { defineRule } from "tocsin";
export const rules = [
  defineRule({
    name: "described",
    severity: "warning",
    summary: "who is new reads what a service does",
    check(service, report) {
      if (service.resolved.value["description"] === undefined) report(service.origin, { title: "${title}", help: "add one" });
    },
  }),
];
`;

function write(path: string, content: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
  return pathToFileURL(join(folder, path)).href;
}

async function start(initializationOptions?: unknown): Promise<string> {
  write(".git/HEAD", "");
  write("tocsin.yaml", `${workspace}policy: { rules: { described: error } }\n`);
  write(config, rules("nothing says what it does"));
  const uri = write(paths.cart, cart);
  client = await LspClient.start({ host: nodeHost(), capabilities: richClient, initializationOptions });
  await client.notify("textDocument/didOpen", {
    textDocument: { uri, languageId: "yaml", version: 1, text: cart },
  });
  return uri;
}

async function findings(uri: string, isWanted: (titles: readonly string[]) => boolean) {
  for (let tries = 0; tries < 8000; tries++) {
    const found = client.published.get(uri);
    if (found !== undefined && isWanted(found.map(({ code, message }) => `${code} ${message}`))) return found;
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error(`${JSON.stringify(client.published.get(uri))} ${client.logged.join("\n")}`);
}

const lineOf = (uri: string) =>
  client.published.get(uri)?.find(({ code }) => code === "own/described")?.range.start.line;
const own = (titles: readonly string[]) => titles.filter((title) => title.startsWith("own/"));

it("what own rules find comes after all else, moves with the text, and goes when it is mended; a saved rule counts at once", async () => {
  const uri = await start();
  let version = 1;
  const first = await findings(uri, (titles) => own(titles).length === 1);
  const found = first.find(({ code }) => code === "own/described")!;
  expect(found).toMatchObject({ severity: 1, range: { start: { line: 1 } } });
  expect(found.message).toContain("nothing says what it does");
  // The policy names the rule, which is known by now.
  expect(client.published.get(pathToFileURL(join(folder, "tocsin.yaml")).href) ?? []).toEqual([]);

  const completed = async (source: string, line: number, character: number) => {
    await client.notify("textDocument/didChange", {
      textDocument: { uri, version: ++version },
      contentChanges: [{ text: source }],
    });
    const given = await client.request<CompletionList>("textDocument/completion", {
      textDocument: { uri },
      position: { line, character },
    });
    return given.items.map(({ label, detail }) => `${label}: ${detail}`);
  };
  const comment = "# tocsin-ignore own/";
  expect(await completed(`${comment}\n${cart}`, 0, comment.length)).toContain(
    "own/described: nothing says what it does",
  );
  await client.notify("textDocument/didChange", {
    textDocument: { uri, version: ++version },
    contentChanges: [{ text: `${comment}described: later\n${cart}` }],
  });
  const hover = await client.request<Hover>("textDocument/hover", {
    textDocument: { uri },
    position: { line: 0, character: comment.length + 2 },
  });
  expect(JSON.stringify(hover.contents)).toContain("What it wants: who is new reads what a service does.");
  await completed(cart, 0, 0);
  await findings(uri, (titles) => own(titles).length === 1);

  // What was found moves with the text, before rules are asked again.
  const edited = `# a line above\n${cart}`;
  await client.notify("textDocument/didChange", {
    textDocument: { uri, version: ++version },
    contentChanges: [{ text: edited }],
  });
  await findings(uri, () => lineOf(uri) === 2);

  const described = edited.replace("owner:", "description: What customers put in it.\nowner:");
  await client.notify("textDocument/didChange", {
    textDocument: { uri, version: ++version },
    contentChanges: [{ text: described }],
  });
  await findings(uri, (titles) => own(titles).length === 0);

  await client.notify("textDocument/didChange", {
    textDocument: { uri, version: ++version },
    contentChanges: [{ text: cart }],
  });
  await findings(uri, (titles) => own(titles).length === 1);
  const configUri = write(config, rules("say what it does"));
  await client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: configUri, type: 2 }] });
  await findings(uri, (titles) => own(titles).some((title) => title.includes("say what it does")));
});

it("none is run in a folder that is not trusted, which is told where they are", async () => {
  const uri = await start({ typescript: false });
  const configUri = pathToFileURL(join(folder, config)).href;
  const told = await findings(configUri, (titles) => titles.length > 0);
  expect(told.map(({ code }) => code)).toEqual(["load/rules-off"]);
  expect(own((client.published.get(uri) ?? []).map(({ code }) => String(code)))).toEqual([]);
  // Which rules there are is not known: the policy may name any.
  expect(client.published.get(pathToFileURL(join(folder, "tocsin.yaml")).href) ?? []).toEqual([]);
});
