import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { CodeAction, Diagnostic, Location, Range, WorkspaceEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { afterAll, afterEach, describe, expect, it } from "vitest";
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

describe("names", () => {
  const shared = "services/shared.ts";
  const sharedText = `export const team = "web";
export const job = "search";
`;
  const named = `import { service, percent } from "tocsin";
import { job, team } from "./shared.ts";

export default service("search", {
  owner: team,
  match: { job },
  dependsOn: ["cart"],
  slis: {
    finds: { type: "availability", prometheus: { total: "finds_total", bad: 'finds_total{code="500"}' } },
  },
  slos: {
    finds: percent(99),
    "both-of-us": { of: ["finds", "cart/requests"], combine: "product", objective: "98%", alerting: null },
  },
  alerts: { NoFinds: { when: \`sum(rate(finds_total{job="search"}[5m])) < 1 or absent(finds_total)\`, for: "5m" } },
  metrics: { declare: { finds_total: { type: "counter", help: "Finds." } } },
});
`;
  const place = (content: string, needle: string) => {
    const at = content.indexOf(needle.replace("|", "")) + needle.indexOf("|");
    return TextDocument.create("", "", 0, content).positionAt(at);
  };
  const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;
  const ask = <T>(method: string, path: string, content: string, needle: string, more: object = {}) =>
    client.request<T>(`textDocument/${method}`, {
      textDocument: { uri: uriOf(path) },
      position: place(content, needle),
      ...more,
    });
  const applied = ({ changes = {} }: WorkspaceEdit) =>
    Object.fromEntries(
      Object.entries(changes).map(([uri, edits]) => {
        const path = relative(folder, fileURLToPath(uri)).replaceAll("\\", "/");
        const content = readFileSync(join(folder, path), "utf8");
        return [path, TextDocument.applyEdits(TextDocument.create("", "", 0, content), edits)];
      }),
    );
  const before = cart.replace("match:", "dependsOn: [search]\nmatch:");
  const config = workspace.replace("*.service.yaml", "*.service.{yaml,ts}");

  async function openAll(): Promise<string> {
    await start();
    write(search, named);
    write(shared, sharedText);
    const own = uriOf(paths.cart);
    await open(own, before);
    await open(uriOf(search), named);
    return uriOf(search);
  }
  const renamed = async (path: string, content: string, needle: string, newName: string) =>
    applied(await ask<WorkspaceEdit>("rename", path, content, needle, { newName }));
  const places = async (path: string, content: string, needle: string) => {
    const found = await ask<Location[]>("references", path, content, needle, { context: { includeDeclaration: true } });
    return found
      .map(({ uri, range: { start } }) => `${uri.split("/").at(-1)} ${start.line + 1}:${start.character + 1}`)
      .sort();
  };

  it("are found from YAML to TypeScript and back, in what it imports too", async () => {
    await openAll();
    const service = ["cart.service.yaml 2:10", "search.service.ts 13:36", "search.service.ts 7:16"];
    expect(await places(paths.cart, before, "service: ca|rt")).toEqual(service);
    expect(await places(search, named, '"ca|rt/requests')).toEqual(service);
    expect(await places(search, named, '"cart/reque|sts')).toEqual([
      "cart.service.yaml 12:3",
      "search.service.ts 13:41",
    ]);
    expect(await places(paths.cart, before, "owner: w|eb")).toEqual([
      "cart.service.yaml 3:8",
      "shared.ts 1:22",
      "tocsin.yaml 4:10",
    ]);
    expect(await ask<Location>("definition", search, named, 'dependsOn: ["ca|rt')).toMatchObject({
      uri: uriOf(paths.cart),
      range: { start: { line: 1, character: 9 } },
    });
    const lights = await ask<{ range: Range }[]>("documentHighlight", search, named, "sum(rate(fin|ds_total");
    expect(lights.map(({ range: { start } }) => `${start.line + 1}:${start.character + 1}`)).toEqual([
      "9:58",
      "9:78",
      "15:40",
      "15:86",
      "16:25",
    ]);
  });

  it("are renamed where the text is the name, as running it shows", async () => {
    await openAll();
    expect(await renamed(paths.cart, before, "service: ca|rt", "basket")).toEqual({
      [paths.cart]: before.replace("service: cart", "service: basket"),
      [search]: named.replace('["cart"]', '["basket"]').replace("cart/requests", "basket/requests"),
    });
    expect(await renamed(paths.cart, before, "owner: w|eb", "net")).toEqual({
      [paths.cart]: before.replace("owner: web", "owner: net"),
      [shared]: sharedText.replace('"web"', '"net"'),
      "tocsin.yaml": config.replace("{ web:", "{ net:"),
    });
    // Its SLI goes on with the name that it had.
    expect(await renamed(search, named, 'of: ["fin|ds', "all-finds")).toEqual({
      [search]: named
        .replace("    finds: percent(99)", '    "all-finds": { sli: "finds", objective: percent(99) }')
        .replace('["finds"', '["all-finds"'),
    });
    expect(await renamed(search, named, "fin|ds_total: {", "found_total")).toEqual({
      [search]: named.replaceAll("finds_total", "found_total"),
    });
    expect(await renamed(search, named, "NoF|inds", "Nothing")).toEqual({
      [search]: named.replace("NoFinds", "Nothing"),
    });
  });

  it("are left alone where a rename would change more, or where nobody knows yet", async () => {
    const uri = await openAll();
    const refused = (path: string, content: string, needle: string, newName: string) =>
      expect(renamed(path, content, needle, newName)).rejects;
    write(shared, sharedText.replace('job = "search"', "job = team"));
    await client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf(shared), type: 2 }] });
    await refused(paths.cart, before, "owner: w|eb", "net").toThrow(
      /services\/\w+(?:\.service)?\.ts` line \d+ would say something else/,
    );
    write(shared, sharedText.replace('team = "web"', 'team = ["w", "eb"].join("")'));
    await client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf(shared), type: 2 }] });
    await refused(paths.cart, before, "owner: w|eb", "net").toThrow("gives the team `web` without writing it");
    const edited = `// a note\n${named}`;
    await client.notify("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: edited }],
    });
    await refused(paths.cart, before, "service: ca|rt", "basket").toThrow("save it first");
    // What was not edited has only moved.
    expect(await places(search, edited, '"cart/reque|sts')).toEqual([
      "cart.service.yaml 12:3",
      "search.service.ts 14:41",
    ]);
  });
});

it("runs no TypeScript where the editor does not trust the folder", async () => {
  const uri = await start({ typescript: false });
  await open(uri, text);
  expect((await findings(uri, (codes) => codes.length > 0)).map(({ code }) => code)).toEqual(["load/typescript-off"]);
});
