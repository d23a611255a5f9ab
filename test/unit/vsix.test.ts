import { spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { registerSchemas, type YamlExtension } from "../../editors/vscode/src/schemas.ts";
import { chooseServer, type Surroundings, variablesFor } from "../../editors/vscode/src/server.ts";
import { extensionFiles, packVsix } from "../../scripts/build/vsix.mjs";
import { tocsinIn } from "../support/command.ts";

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe("the packed extension for VS Code", () => {
  let packed: Uint8Array;
  let files: Readonly<Record<string, Uint8Array>>;
  let manifest: {
    readonly main: string;
    readonly version: string;
    readonly activationEvents: readonly string[];
    readonly capabilities: { readonly untrustedWorkspaces: Readonly<Record<string, unknown>> };
    readonly contributes: {
      readonly commands: readonly { readonly command: string }[];
      readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope: string }>> };
    };
  };
  const folder = mkdtempSync(join(tmpdir(), "tocsin-vsix-"));
  beforeAll(async () => {
    packed = packVsix(await extensionFiles());
    files = unzipSync(packed);
    manifest = JSON.parse(text(files["extension/package.json"]));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("holds what its manifests name, and nothing that leads elsewhere", () => {
    const paths = Object.keys(files);
    expect(paths).toContain(join("extension", manifest.main).replaceAll("\\", "/"));
    for (const [, path] of text(files["extension.vsixmanifest"]).matchAll(/ Path="([^"]+)"/g))
      expect(paths).toContain(path);
    expect(text(files["extension.vsixmanifest"])).toContain(
      `<Identity Language="en-US" Id="tocsin" Version="${manifest.version}" Publisher="tocsin"/>`,
    );
    for (const path of paths) {
      expect(path).toMatch(/^(?:extension\/|extension\.vsixmanifest$|\[Content_Types\]\.xml$)/);
      expect(path).not.toMatch(/(?:^|\/)\.|\\|:|node_modules|\.(?:ts|map)$/);
    }
    const types = text(files["[Content_Types].xml"]);
    for (const path of paths.filter((path) => path !== "[Content_Types].xml"))
      expect(types).toContain(`Extension="${path.slice(path.lastIndexOf("."))}"`);
  });

  it("carries the notices of what it holds, of its own and of the command", () => {
    const own = text(files["extension/dist/THIRD-PARTY-NOTICES.txt"]);
    for (const name of ["vscode-languageclient", "vscode-jsonrpc", "semver", "minimatch"])
      expect(own).toMatch(new RegExp(`^={80}\n${name} \\d`, "m"));
    expect(own).toContain(readFileSync("node_modules/semver/LICENSE", "utf8").trim());
    const command = readFileSync("dist/bin/THIRD-PARTY-NOTICES.txt", "utf8");
    expect(text(files["extension/server/bin/THIRD-PARTY-NOTICES.txt"])).toBe(command);
  });

  it("shows a service that compiles as it stands, and a picture", async () => {
    const workspace = join(folder, "begin");
    expect((await tocsinIn(folder, ["init", "begin", "--yes"])).status).toBe(0);
    const [, example = ""] = /```yaml\n([^]*?)```/.exec(text(files["extension/README.md"])) ?? [];
    writeFileSync(join(workspace, "services/hello.service.yaml"), example);
    const { out, err } = await tocsinIn(workspace, ["check"]);
    expect([out, err]).toEqual(["", "no findings; 2 services checked\n"]);
    const icon = Buffer.from(files["extension/icon.png"]!);
    // PNG, at least 128 pixels wide and high, as the marketplace asks
    expect(icon.subarray(1, 4).toString()).toBe("PNG");
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([256, 256]);
  });

  it("starts for specs alone, and takes care where the workspace is not trusted", () => {
    expect(manifest.activationEvents).toEqual([
      "workspaceContains:tocsin.yaml",
      "workspaceContains:**/tocsin.yaml",
      "workspaceContains:**/*.service.yaml",
      "workspaceContains:**/*.kit.yaml",
    ]);
    expect(manifest.capabilities.untrustedWorkspaces).toMatchObject({
      supported: "limited",
      restrictedConfigurations: ["tocsin.path"],
    });
    expect(manifest.contributes).not.toHaveProperty("languages");
    expect(Object.keys(manifest.contributes.configuration.properties)).toEqual([
      "tocsin.path",
      "tocsin.server.enable",
      "tocsin.prometheus",
      "tocsin.prometheusTimeLimit",
      "tocsin.baseline",
      "tocsin.trace.server",
    ]);
    expect(manifest.contributes.configuration.properties["tocsin.prometheus"]!.scope).toBe("machine");
    const program = text(files["extension/dist/extension.js"]);
    for (const { command } of manifest.contributes.commands) expect(program).toContain(command);
  });

  it("needs nothing beside it but the editor and Node", () => {
    const program = text(files["extension/dist/extension.js"]);
    const required = [...program.matchAll(/\brequire\(["'`]([^"'`]+)["'`]\)/g)].map(([, name]) => name ?? "");
    expect(required).toContain("vscode");
    expect(
      required.filter((name) => name !== "vscode" && !builtinModules.includes(name.replace(/^node:/, ""))),
    ).toEqual([]);
  });

  it("is the same wherever and whenever it is packed", async () => {
    vi.stubEnv("TZ", "Pacific/Auckland");
    vi.useFakeTimers({ now: Date.parse("2031-07-01T00:00:00Z"), toFake: ["Date"] });
    try {
      expect(Buffer.compare(packVsix(await extensionFiles()), packed)).toBe(0);
    } finally {
      vi.useRealTimers();
      vi.unstubAllEnvs();
    }
  });

  it("holds a server that runs by itself, and finds a mistake", async () => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const server = chooseServer({
      path: "",
      trusted: false,
      folders: [],
      extension: join(folder, "extension"),
      ownNode: process.execPath,
      env: process.env,
    });
    const child = spawn(server.command, server.args, {
      cwd: folder,
      env: { ...server.env },
      stdio: ["pipe", "pipe", "inherit"],
    });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    try {
      const { serverInfo } = await connection.sendRequest<{ serverInfo: unknown }>("initialize", {
        processId: null,
        rootUri: null,
        capabilities: { textDocument: { diagnostic: {} } },
      });
      expect(serverInfo).toEqual({ name: "tocsin", version: manifest.version });
      await connection.sendNotification("initialized", {});
      const uri = pathToFileURL(join(folder, "a.service.yaml")).href;
      const spec = "version: 1\nservice: a\nowner: web\nuses: prom-http\nslos: { availabilty: 99.9% }\n";
      await connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId: "yaml", version: 1, text: spec },
      });
      const { items } = await connection.sendRequest<{ items: readonly { code: string; range: unknown }[] }>(
        "textDocument/diagnostic",
        { textDocument: { uri } },
      );
      expect(items.map(({ code, range }) => ({ code, range }))).toContainEqual({
        code: "resolve/unknown-sli",
        range: { start: { line: 4, character: 8 }, end: { line: 4, character: 19 } },
      });
    } finally {
      connection.dispose();
      child.kill();
    }
  });

  it("asks the Prometheus that the user named, and none that a workspace does", () => {
    const inspected: { readonly globalValue?: string } & Record<string, string> = {
      defaultValue: "",
      workspaceValue: "http://evil",
      workspaceFolderValue: "http://evil",
    };
    expect(variablesFor(undefined)).toEqual({});
    expect(variablesFor(inspected)).toEqual({});
    expect(variablesFor({ ...inspected, globalValue: " http://me:secret@prometheus:9090 " })).toEqual({
      TOCSIN_LSP_PROMETHEUS: "http://me:secret@prometheus:9090",
    });
  });

  it("gives the editor schemas that exist, and only where they are wanted", () => {
    let wanted = true;
    const asked: Parameters<YamlExtension["registerContributor"]>[] = [];
    const yaml: YamlExtension = { registerContributor: (...given) => asked.push(given) > 0 };
    for (const [path, content] of Object.entries(files).filter(([path]) => path.startsWith("extension/schemas/"))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    registerSchemas(yaml, join(folder, "extension"), () => wanted);
    const [scheme, schemaOf, contentOf] = asked[0]!;
    for (const [file, key] of [
      ["file:///w/services/a.service.yaml", "slos"],
      ["file:///w/kits/a.kit.yaml", "parameters"],
      ["file:///w/tocsin.yaml", "teams"],
    ] as const) {
      const uri = schemaOf(file) ?? "";
      expect(new URL(uri).protocol).toBe(`${scheme}:`);
      const schema = JSON.parse(contentOf(uri) ?? "") as { properties: object };
      expect(schema.properties).toHaveProperty(key);
    }
    expect(schemaOf("file:///w/docker-compose.yaml")).toBeUndefined();
    expect(schemaOf("file:///w/not-tocsin.yaml")).toBeUndefined();
    expect(schemaOf("file:///w/.github/workflows/tocsin.yaml")).toBeUndefined();
    expect(contentOf("tocsin://schemas/../package.json")).toBeUndefined();
    wanted = false;
    expect(schemaOf("file:///w/tocsin.yaml")).toBeUndefined();
  });
});

describe("the tocsin that the extension starts", () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-choice-"));
  const workspace = join(folder, "workspace");
  const installed = join(workspace, "node_modules/tocsin/dist/bin/tocsin.js");
  const bin = join(folder, "bin");
  const node = join(bin, process.platform === "win32" ? "node.exe" : "node");
  beforeAll(() => {
    for (const file of [installed, node]) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, "");
      chmodSync(file, 0o755);
    }
    cpSync(workspace, join(folder, "second"), { recursive: true });
    rmSync(join(folder, "second/node_modules"), { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const around = (changed: Partial<Surroundings>): Surroundings => ({
    path: "",
    trusted: true,
    folders: [join(folder, "second"), workspace],
    extension: "/extension",
    ownNode: "/editor",
    env: { PATH: bin },
    ...changed,
  });
  const bundled = join("/extension", "server/bin/tocsin.js");

  it("is the workspace's own, run by the machine's Node", () => {
    expect(existsSync(installed)).toBe(true);
    expect(chooseServer(around({}))).toEqual({
      from: "workspace",
      file: installed,
      command: node,
      args: [installed, "lsp", "--stdio"],
      env: { PATH: bin },
    });
  });

  it.each([
    ["the workspace is not trusted", { trusted: false }],
    ["it has none", { folders: [join(folder, "second")] }],
    ["there is no Node", { env: { PATH: "" } }],
    ["Node would come out of the workspace", { env: { PATH: "node_modules/.bin" } }],
  ])("is the extension's when %s, by the editor's program as Node, and runs no TypeScript", (_, changed) => {
    const server = chooseServer(around(changed));
    expect(server).toMatchObject({
      from: "extension",
      command: "/editor",
      args: [bundled, "lsp", "--stdio", "--no-typescript"],
    });
    expect(server.env["ELECTRON_RUN_AS_NODE"]).toBe("1");
    expect(server.note).toBeDefined();
  });

  it("is that of the setting", () => {
    expect(chooseServer(around({ path: "/opt/tocsin" }))).toMatchObject({
      from: "setting",
      command: "/opt/tocsin",
      args: ["lsp", "--stdio"],
    });
    const file = join(folder, "second", "tools", "tocsin.js");
    expect(chooseServer(around({ path: " tools/tocsin.js" }))).toMatchObject({
      command: node,
      args: [file, "lsp", "--stdio"],
    });
    // The user's own setting counts in a workspace that is not trusted; the editor leaves the workspace's out.
    expect(chooseServer(around({ path: "/opt/tocsin", trusted: false })).args).toEqual([
      "lsp",
      "--stdio",
      "--no-typescript",
    ]);
  });
});
