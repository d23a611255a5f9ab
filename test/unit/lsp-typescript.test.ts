import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { CodeAction, Diagnostic } from "vscode-languageserver/node";
import { afterAll, afterEach, expect, it } from "vitest";
import { nodeHost } from "../../src/host/node.ts";
import { LspClient, richClient } from "../support/lsp-client.ts";
import { cart, paths, workspace } from "../support/lsp-shop.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-lsp-typescript-"));
let client: LspClient;
afterEach(() => client.stop());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const search = "services/search.service.ts";
const text = `import { service } from "tocsin";

export default service("search", {
  owner: "web",
  links: { runbook: "https://runbooks.example/search" },
  uses: "prom-http",
  slos: { availability: "99%" },
});
`;

function write(path: string, content: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
  return pathToFileURL(join(folder, path)).href;
}

/** A workspace on disk, as TypeScript is run by processes that read files. */
async function start(initializationOptions?: unknown): Promise<string> {
  write(".git/HEAD", "");
  write("tocsin.yaml", workspace.replace("*.service.yaml", "*.service.{yaml,ts}"));
  write(paths.cart, cart.replace("match:", "dependsOn: [search]\nmatch:"));
  const uri = write(search, text);
  client = await LspClient.start({ host: nodeHost(), capabilities: richClient, initializationOptions });
  return uri;
}

const open = (uri: string, content: string) =>
  client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "typescript", version: 1, text: content } });

async function findings(uri: string, isWanted: (codes: readonly unknown[]) => boolean): Promise<readonly Diagnostic[]> {
  for (let tries = 0; tries < 4000; tries++) {
    const found = client.published.get(uri);
    if (found !== undefined && isWanted(found.map(({ code }) => code))) return found;
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error(`${JSON.stringify(client.published.get(uri))} ${client.logged.join("\n")}`);
}

it("finds what is wrong in a TypeScript spec when it is saved, and mends it in its syntax", async () => {
  const uri = await start();
  await open(uri, text);
  await findings(uri, (codes) => codes.every((code) => code === "emit/not-compiled"));
  const wrong = text.replace('owner: "web"', 'owner: "wep"');
  await client.notify("textDocument/didChange", {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: wrong }],
  });
  write(search, wrong);
  await client.notify("textDocument/didSave", { textDocument: { uri } });
  const [found] = await findings(uri, (codes) => codes.includes("resolve/unknown-team"));
  expect(found).toMatchObject({
    code: "resolve/unknown-team",
    range: { start: { line: 3, character: 9 }, end: { line: 3, character: 14 } },
  });
  const [fix] = await client.request<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri },
    range: found!.range,
    context: { diagnostics: [] },
  });
  expect(fix!.edit!.changes![uri]).toMatchObject([{ newText: '"web"' }]);
  write(search, text);
  await client.notify("textDocument/didChange", { textDocument: { uri, version: 3 }, contentChanges: [{ text }] });
  await client.notify("textDocument/didSave", { textDocument: { uri } });
  await findings(uri, (codes) => !codes.includes("resolve/unknown-team"));
});

it("leads from YAML into TypeScript", async () => {
  const uri = await start();
  const own = pathToFileURL(join(folder, paths.cart)).href;
  await open(own, readFileSync(join(folder, paths.cart), "utf8"));
  const found = await client.request("textDocument/definition", {
    textDocument: { uri: own },
    position: { line: 4, character: 14 },
  });
  expect(found).toMatchObject({ uri, range: { start: { line: 2, character: 23 } } });
});

it("runs no TypeScript where the editor does not trust the folder", async () => {
  const uri = await start({ typescript: false });
  await open(uri, text);
  expect((await findings(uri, (codes) => codes.length > 0)).map(({ code }) => code)).toEqual(["load/typescript-off"]);
});
