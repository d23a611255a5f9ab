import { readdirSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { type ClientOptions, LspClient, richClient, uri } from "../support/lsp-client.ts";
import { cart, files, kit, paths, workspace } from "../support/lsp-shop.ts";

let client: LspClient;
afterEach(() => client.stop());

const start = async (options: ClientOptions): Promise<LspClient> => (client = await LspClient.start(options));

const { cart: path, shop: other } = paths;
const has = (code: string) => (codes: readonly string[]) => codes.some((one) => one.startsWith(code));
const none = (codes: readonly string[]) => codes.length === 0;
/** What is found in the file besides remarks. */
const settled = () =>
  client.request("textDocument/hover", { textDocument: { uri: uri(path) }, position: { line: 0, character: 0 } });

describe("findings", () => {
  it("are told with code, place, severity, what to do and other places, and cleared when mended", async () => {
    await start({ files, capabilities: richClient });
    const at = cart.indexOf("requests: 99.9%");
    await client.open(path, cart.replace("requests: 99.9%", "reqests: 99.9%"));
    const [found] = await client.findings(path, (all) => all.some(({ code }) => code === "resolve/unknown-sli"));
    expect(found).toMatchObject({
      code: "resolve/unknown-sli",
      source: "tocsin",
      severity: 1,
      range: { start: { line: 10, character: 2 }, end: { line: 10, character: 9 } },
      relatedInformation: [{ location: { uri: uri(path), range: { start: { line: 6, character: 2 } } } }],
      data: { explain: "tocsin explain resolve/unknown-sli" },
    });
    expect(found!.message).toContain("did you mean `requests`?");
    await client.edit(path, "requests", at, at + "reqests".length);
    expect(await client.codes(path, none)).toEqual([]);
  });

  it("are told of the files that an edit affects, open or not, and cleared there", async () => {
    await start({ files });
    await client.open(path);
    await client.codes(path, none);
    const at = cart.indexOf("requests: 99.9%");
    await client.edit(path, "answers", at, at + "requests".length);
    // line 9, behind `[visits, cart/`
    expect(await client.codes(other, has("resolve/unknown-slo"))).toEqual(["resolve/unknown-slo 9:23"]);
    expect(await client.codes(path, has("resolve/unknown-sli"))).toContain("resolve/unknown-sli 11:3");
    await client.edit(path, "requests", at, at + "answers".length);
    expect(await client.codes(other, none)).toEqual([]);
    expect(await client.codes(path, none)).toEqual([]);
  });

  it("follow the workspace and kits while they are edited", async () => {
    await start({ files });
    await client.open(path);
    await client.open("tocsin.yaml");
    await client.codes(path, none);
    const team = workspace.indexOf("web:");
    await client.edit("tocsin.yaml", "net", team, team + 3);
    expect(await client.codes(path, has("resolve/unknown-team"))).toContain("resolve/unknown-team 3:8");
    expect(await client.codes(other, has("resolve/unknown-team"))).toContain("resolve/unknown-team 3:8");
    await client.edit("tocsin.yaml", "web", team, team + 3);
    await client.codes(other, none);

    await client.open("kits/own.kit.yaml");
    const sli = kit.indexOf("visits:");
    await client.edit("kits/own.kit.yaml", "clicks", sli, sli + 6);
    expect(await client.codes(other, has("resolve/unknown-sli"))).toContain("resolve/unknown-sli 8:3");
    await client.edit("kits/own.kit.yaml", "visits", sli, sli + 6);
    expect(await client.codes(other, none)).toEqual([]);
  });

  it("leave others alone while a file cannot be read: what it was last stands", async () => {
    await start({ files });
    await client.open(path);
    await client.open("tocsin.yaml");
    await client.open("kits/own.kit.yaml");
    await client.codes(path, none);
    await client.edit(path, "slos: {", cart.indexOf("slos:"), cart.length);
    expect(await client.codes(path, has("load/"))).toHaveLength(1);
    await client.edit("tocsin.yaml", "teams: {", workspace.indexOf("teams:"), workspace.length);
    await client.codes("tocsin.yaml", has("load/"));
    await client.edit("kits/own.kit.yaml", "slis: {", kit.indexOf("slis:"), kit.length);
    await client.codes("kits/own.kit.yaml", has("load/"));
    await settled();
    expect(client.published.get(uri(other)) ?? []).toEqual([]);
    expect((await client.codes(path)).every((code) => code.startsWith("load/"))).toBe(true);
  });

  it("are not told where a comment silences them, and an unused comment is", async () => {
    await start({ files });
    const without = cart.replace(/links: .*\n/, "");
    const silenced = without.replace("service:", "# tocsin-ignore lint/page-without-runbook: there is none\nservice:");
    await client.open(path, without);
    expect(await client.codes(path, has("lint/page-without-runbook"))).toHaveLength(1);
    await client.edit(path, silenced);
    expect(await client.codes(path, none)).toEqual([]);
    await client.edit(path, silenced.replace("match:", 'links: { runbook: "https://runbooks.example/cart" }\nmatch:'));
    expect(await client.codes(path, has("lint/unused-ignore"))).toEqual(["lint/unused-ignore 2:1"]);
  });

  it("stand at their places in UTF-16, in every style of scalar", async () => {
    await start({ files });
    const when = (text: string) => `${cart}alerts:\n  A:\n    severity: info\n    summary: "😀"\n    when: ${text}\n`;
    const wrong = "sum(rate(x_total)) > 1";
    // `rate` takes a range: it is marked from its argument, whatever stands before it
    for (const [text, line, column] of [
      [wrong, 16, 20],
      [`'😀 ${wrong}'`.replace("😀 ", ""), 16, 21],
      [`"# 😀\\n${wrong}"`, 16, 27],
      [`|\n      # 😀\n      ${wrong}`, 18, 16],
      [`>\n      sum(\n      rate(x_total)) > 1`, 18, 12],
    ] as const) {
      if (client.documents.has(path)) await client.edit(path, when(text));
      else await client.open(path, when(text));
      const wanted = `resolve/promql-type ${line}:${column}`;
      expect(await client.codes(path, (codes) => codes.includes(wanted))).toContain(wanted);
    }
  });

  it("move with the text while what found them has not run again", async () => {
    await start({ files });
    await client.open(path, cart.replace("owner: web", "owner: wep"));
    await client.codes(path, has("resolve/unknown-team 3:8"));
    await client.edit(path, "# one more line\n", 0);
    expect(await client.codes(path, has("resolve/unknown-team 4:8"))).toContain("resolve/unknown-team 4:8");
  });

  it("are asked for by editors that pull", async () => {
    await start({ files, capabilities: { textDocument: { diagnostic: {} } } });
    await client.open(path, cart.replace("owner: web", "owner: wep"));
    const answer = await client.about<{ kind: string; items: { code: string }[] }>("diagnostic", path);
    expect(answer.kind).toBe("full");
    expect(answer.items.map(({ code }) => code)).toContain("resolve/unknown-team");
    expect(client.published.get(uri(path)) ?? []).toEqual([]);
  });
});

describe("files", () => {
  it("that are in no workspace are read, and joined to one that appears", async () => {
    await start({ files: { "cart.service.yaml": cart.replace("type: availability", "type: availabilty") } });
    await client.open("cart.service.yaml");
    expect(await client.codes("cart.service.yaml", has("validate/"))).toEqual(["validate/unknown-value 8:11"]);
    await client.edit("cart.service.yaml", cart.replace("owner: web", "owner: wep"));
    expect(await client.codes("cart.service.yaml", none)).toEqual([]);
    await client.open("tocsin.yaml", workspace.replace("services/*.service.yaml", "*.service.yaml"));
    expect(await client.codes("cart.service.yaml", has("resolve/"))).toContain("resolve/unknown-team 3:8");
  });

  it("that are new are compiled before they are saved", async () => {
    await start({ files });
    await client.open("services/new.service.yaml", cart.replaceAll("cart", "new").replace("owner: web", "owner: wep"));
    expect(await client.codes("services/new.service.yaml", has("resolve/"))).toContain("resolve/unknown-team 3:8");
  });

  it("of a kit alone, in no workspace, are checked", async () => {
    await start({ files: { "a.kit.yaml": kit.replace("${service}", "${servce}") } });
    await client.open("a.kit.yaml");
    expect(await client.codes("a.kit.yaml", has("resolve/unknown-hole"))).toEqual(["resolve/unknown-hole 6:45"]);
  });

  it("that are none of ours are left alone", async () => {
    await start({ files });
    const others = ["docker-compose.yaml", ".github/workflows/tocsin.yaml"];
    for (const one of others) await client.open(one, "services: { a: [ }");
    await client.open(path);
    await client.codes(path, none);
    for (const one of others) {
      expect([one, client.published.has(uri(one))]).toEqual([one, false]);
      expect(await client.about("documentSymbol", one)).toBeNull();
    }
  });

  it("are read again when they change on disk, and forgotten when they vanish", async () => {
    const watching = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
    await start({ files, capabilities: watching });
    await client.open(other);
    await client.codes(other, none);
    const change = async (type: number) =>
      client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uri(path), type }] });
    client.host!.edit(`/w/${path}`, cart.replace("requests: 99.9%", "answers: { sli: requests, objective: 99.9% }"));
    await change(2);
    expect(await client.codes(other, has("resolve/unknown-slo"))).toEqual(["resolve/unknown-slo 9:23"]);
    client.host!.edit(`/w/${path}`, cart);
    await change(2);
    await client.codes(other, none);
    client.host!.removeFile(`/w/${path}`);
    await change(3);
    expect(await client.codes(other, has("resolve/unknown-service"))).toEqual(["resolve/unknown-service 9:23"]);
  });

  it("that change on disk are noticed without a word of the editor", async () => {
    await start({ files });
    await client.open(other);
    await client.codes(other, none);
    client.host!.edit(`/w/${path}`, cart.replace("requests: 99.9%", "answers: { sli: requests, objective: 99.9% }"));
    expect(await client.codes(other, has("resolve/unknown-slo"))).toEqual(["resolve/unknown-slo 9:23"]);
  });

  it("that nobody can read get a clear message", async () => {
    const latin = new Uint8Array([...new TextEncoder().encode("version: 1\nservice: x # "), 0xe9, 0x0a]);
    await start({ files: { ...files, "services/latin.service.yaml": latin } });
    await client.open(path);
    expect(await client.codes("services/latin.service.yaml", has("load/"))).toEqual(["load/not-utf8 2:14"]);
    await client.edit(path, `${cart}# ${"x".repeat(10 * 1024 * 1024)}\n`);
    expect(await client.codes(path, has("load/"))).toEqual(["load/file-too-large 1:1"]);
    expect(await client.about("foldingRange", path)).toBeNull();
    await client.edit(path, cart);
    expect(await client.codes(path, none)).toEqual([]);
  });

  it("that are closed are as they are on disk", async () => {
    await start({ files });
    await client.open(path, cart.replace("owner: web", "owner: wep"));
    await client.codes(path, has("resolve/unknown-team"));
    await client.close(path);
    expect(await client.codes(path, none)).toEqual([]);
  });
});

describe("the table of features", () => {
  it("names every file of its folder", async () => {
    await start({ files });
    const table = readFileSync("src/lsp/features.ts", "utf8");
    const named = [...table.matchAll(/from "\.\/features\/(.+)"/g)].map(([, name]) => name!);
    expect(named.sort()).toEqual(readdirSync("src/lsp/features").sort());
    const imported = [...table.matchAll(/import \{ (.+) \} from "\.\/features/g)].flatMap(([, names]) =>
      names!.split(", "),
    );
    const listed = /= \[([^\]]+)\];/
      .exec(table)![1]!
      .split(",")
      .map((name) => name.trim());
    expect(listed.filter((name) => name !== "").sort()).toEqual(imported.sort());
  });
});

describe("the protocol", () => {
  it("refuses what it does not know, and goes on", async () => {
    await start({ files });
    await expect(client.request("textDocument/moniker", {})).rejects.toThrow("Unhandled method");
    await client.notify("textDocument/unheardOf", {});
    await client.open(path);
    expect(await client.codes(path, none)).toEqual([]);
    expect(await client.about("hover", "nowhere.service.yaml", { position: { line: 900, character: 900 } })).toBeNull();
  });

  it("lets requests be cancelled", async () => {
    await start({ files });
    await client.open(path);
    const { CancellationTokenSource } = await import("vscode-languageserver/node");
    const source = new CancellationTokenSource();
    const asked = client.connection.sendRequest(
      "textDocument/hover",
      { textDocument: { uri: uri(path) }, position: { line: 10, character: 4 } },
      source.token,
    );
    source.cancel();
    await asked.catch((error: { code: number }) => expect(error.code).toBe(-32800));
    expect(await client.codes(path, none)).toEqual([]);
  });

  it("announces to a client that can do little no more than it can use", async () => {
    await start({ files });
    expect(Object.keys(client.capabilities).sort()).toEqual([
      "codeActionProvider",
      "completionProvider",
      "definitionProvider",
      "documentFormattingProvider",
      "documentHighlightProvider",
      "documentLinkProvider",
      "documentSymbolProvider",
      "foldingRangeProvider",
      "hoverProvider",
      "referencesProvider",
      "renameProvider",
      "selectionRangeProvider",
      "textDocumentSync",
      "workspaceSymbolProvider",
    ]);
  });
});
