import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { fakePrometheus } from "../support/fake-prometheus.ts";
import { runNeovim } from "../../scripts/tools/neovim.mjs";
import { describeWith } from "../support/programs.ts";

interface Told {
  readonly problem?: string;
  readonly first: readonly Finding[];
  readonly actions: readonly string[];
  readonly mended: string;
  readonly hover: string;
  readonly definition: {
    readonly uri: string;
    readonly range: { readonly start: { line: number; character: number } };
  };
  readonly completion: readonly string[];
  /** Detail of a metric that the live Prometheus has. */
  readonly live?: string;
  readonly refused: { readonly refused: string };
  readonly renamed: { readonly checkout: readonly string[]; readonly storefront: readonly string[] };
  readonly last: readonly Finding[];
  readonly formatted: readonly unknown[];
  readonly symbols: number;
}

interface Finding {
  readonly code: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

describe("tocsin lsp", () => {
  const command = [process.execPath, resolve("dist/bin/tocsin.js"), "lsp"] as const;
  const message = (body: object) => {
    const text = JSON.stringify({ jsonrpc: "2.0", ...body });
    return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  };
  const initialize = message({
    id: 1,
    method: "initialize",
    params: { processId: process.pid, rootUri: null, capabilities: {} },
  });

  it("ends when its editor is gone without a word", () => {
    const { status, stdout } = spawnSync(command[0], command.slice(1), {
      input: initialize,
      encoding: "utf8",
      timeout: 20_000,
    });
    expect(status).toBe(0);
    expect(stdout).toContain('"serverInfo":{"name":"tocsin"');
  });

  it("ends as the protocol says, and writes its log", () => {
    const folder = mkdtempSync(join(tmpdir(), "tocsin-lsp-"));
    const input = [initialize, message({ id: 2, method: "shutdown" }), message({ method: "exit" })].join("");
    const log = join(folder, "lsp.log");
    const { status } = spawnSync(command[0], [...command.slice(1), "--stdio", "--log", log], {
      input,
      encoding: "utf8",
      timeout: 20_000,
    });
    expect(status).toBe(0);
    expect(readFileSync(log, "utf8")).toMatch(/^\d{4}-.*Z initialize: /);
    rmSync(folder, { recursive: true });
  });

  it("refuses a log that cannot be written", () => {
    const { status, stderr } = spawnSync(command[0], [...command.slice(1), "--log", "/no/such/folder/lsp.log"], {
      input: "",
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([2, "error: --log: there is no folder for `/no/such/folder/lsp.log`\n"]);
  });
});

describe("tocsin lsp with a live Prometheus", () => {
  const program = resolve("dist/bin/tocsin.js");

  it("is told of it by a variable that no list of processes shows", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tocsin-lsp-live-"));
    const api = await fakePrometheus(({ path }) => (path === "label/__name__/values" ? ["only_there_total"] : {}));
    const log = join(folder, "lsp.log");
    const server = spawn(process.execPath, [program, "lsp", "--log", log], {
      env: { ...process.env, TOCSIN_LSP_PROMETHEUS: `http://me:secret@127.0.0.1:${api.port}` },
      stdio: ["pipe", "pipe", "pipe"],
    });
    let printed = "";
    for (const stream of [server.stdout, server.stderr]) stream.on("data", (part) => (printed += String(part)));
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    try {
      await connection.sendRequest("initialize", {
        processId: null,
        rootUri: null,
        capabilities: {},
        initializationOptions: { prometheus: { timeLimit: 5000 } },
      });
      await connection.sendNotification("initialized", {});
      const textDocument = { uri: pathToFileURL(join(folder, "a.service.yaml")).href };
      const text = "version: 1\nservice: a\nalerts:\n  A:\n    when: only\n";
      await connection.sendNotification("textDocument/didOpen", {
        textDocument: { ...textDocument, languageId: "yaml", version: 1, text },
      });
      const position = { line: 4, character: 14 };
      const { items } = await connection.sendRequest<{ items: readonly { label: string; detail?: string }[] }>(
        "textDocument/completion",
        { textDocument, position },
      );
      expect(items.at(-1)).toMatchObject({ label: "only_there_total", detail: `of 127.0.0.1:${api.port}` });
      expect(api.asked[0]!.authorization).toBe(`Basic ${Buffer.from("me:secret").toString("base64")}`);
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      await new Promise((done) => server.once("close", done));
      expect(readFileSync(log, "utf8") + printed).not.toContain("secret");
    } finally {
      connection.dispose();
      server.kill();
      await api.stop();
      rmSync(folder, { recursive: true });
    }
  });

  it("refuses what is none, and repeats nothing of it", () => {
    const { status, stderr } = spawnSync(process.execPath, [program, "lsp", "--prometheus", "me:secret@host"], {
      input: "",
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([2, "error: --prometheus: this must start with `http://` or `https://`\n"]);
  });
});

/** An API of one metric, which prints its URL. */
const onlyThere = `
const server = require("node:http").createServer(({ url }, response) =>
  response.end(JSON.stringify({ status: "success", data: url.includes("__name__") ? ["only_there_total"] : {} })));
server.listen(0, "127.0.0.1", () => process.stdout.write("http://127.0.0.1:" + server.address().port));
`;

describeWith(["nvim"], "the language server in Neovim", ({ nvim }) => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-neovim-"));
  const stops: (() => void)[] = [];
  afterAll(() => {
    for (const stop of stops) stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (script: string, given: object) => runNeovim(nvim, script, given, { folder, timeout: 110_000 }) as Told;

  it("opens the shop, finds a mistake, mends it, completes, explains, leads and renames", async () => {
    const root = join(folder, "shop");
    cpSync("examples/shop", root, { recursive: true });
    const checkout = "services/checkout.service.yaml";
    const path = join(root, checkout);
    writeFileSync(path, readFileSync(path, "utf8").replace("owner: purchase", "owner: purchse"));
    const tocsin = [process.execPath, resolve("dist/bin/tocsin.js")] as const;
    // A process of its own: this one waits for the editor.
    const api = spawn(process.execPath, ["-e", onlyThere], { stdio: ["ignore", "pipe", "inherit"] });
    stops.push(() => void api.kill());
    const url = await new Promise<string>((done) => api.stdout.once("data", (text) => done(String(text))));
    const told = run(resolve("test/real/neovim/session.lua"), {
      root,
      command: [...tocsin, "lsp", "--stdio", "--no-typescript", "--prometheus", url],
      promql: "checkout_orders_total",
      checkout,
      storefront: "services/storefront.service.yaml",
    });
    expect(told.problem).toBeUndefined();
    expect(told.live).toBe(`of ${url.slice("http://".length)}`);
    const place = ({ code, line, column }: Finding) => `${code} ${line}:${column}`;

    // the command says the same of the same file
    const checked = spawnSync(tocsin[0], [tocsin[1], "check", checkout, "--no-typescript", "--no-cache", "--json"], {
      cwd: root,
      encoding: "utf8",
    });
    const { findings } = JSON.parse(checked.stdout) as {
      findings: readonly { code: string; file: string; start: { line: number; column: number } }[];
    };
    const wanted = findings
      .filter(({ file }) => file === checkout)
      .map(({ code, start }) => `${code} ${start.line}:${start.column}`);
    expect(told.first.map(place).sort()).toEqual(wanted.sort());
    expect(wanted).toContain("resolve/unknown-team 5:8");
    expect(told.first.find(({ code }) => code === "resolve/unknown-team")!.message).toContain(
      "did you mean `purchase`?",
    );
    expect(told.actions[0]).toBe("Write `purchase`");
    expect(told.mended).toBe("owner: purchase");
    // 0.05 % of 28 d is 1,209.6 s; at 12 events a second 14,515.2 of them
    expect(told.hover).toContain(
      "0.05% of events in 28d may be bad: 20m 10s of a full outage, or 14,515 events at 12/s",
    );
    expect(told.definition.uri.endsWith("/services/cart.service.yaml")).toBe(true);
    expect(told.definition.range.start).toEqual({ line: 2, character: 9 });
    expect(told.completion).toEqual(["critical", "high", "standard", "best-effort"]);
    expect(told.refused.refused).toBe("there is an SLO `sales` already");
    expect(told.renamed.storefront).toEqual(["    of: [availability, cart/requests, checkout/orders-made]"]);
    expect(told.renamed.checkout).toEqual([
      "  orders-placed:",
      "  orders-made:",
      "    sli: orders-placed",
      "    slos: { availability: 99%, orders-made: 95%, sales: null } # nobody buys there",
    ]);
    expect(told.last.map(({ code }) => code).filter((code) => !code.startsWith("emit/not-compiled"))).toEqual([]);
    expect(told.formatted).toEqual([]);
    expect(told.symbols).toBeGreaterThan(10);
  });
});
