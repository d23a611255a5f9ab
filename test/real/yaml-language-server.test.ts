import { spawn } from "node:child_process";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type Diagnostic,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { expect, it } from "vitest";
import { describeWith } from "../support/programs.ts";
import { specTexts } from "../support/spec-texts.ts";

describeWith(["yaml-language-server"], "our schemas in yaml-language-server", ({ "yaml-language-server": program }) => {
  it("give no false error on any example, and find a key that is misspelt", async () => {
    const child = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const waiting = new Map<string, (found: readonly Diagnostic[]) => void>();
    connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }: PublishDiagnosticsParams) =>
      waiting.get(uri)?.(diagnostics),
    );
    connection.onRequest("client/registerCapability", () => null);
    connection.listen();
    await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
    await connection.sendNotification("initialized", {});
    /** What it finds in a text that stands at a path: the schema is named in its first line, relative to it. */
    const findings = (path: string, text: string) =>
      new Promise<readonly Diagnostic[]>((done) => {
        const uri = pathToFileURL(resolve(path)).href;
        waiting.set(uri, done);
        void connection.sendNotification("textDocument/didOpen", {
          textDocument: { uri, languageId: "yaml", version: 1, text },
        });
      });
    try {
      const texts = specTexts("examples");
      expect(texts.size).toBeGreaterThan(10);
      for (const [path, text] of texts) {
        const kind = path.endsWith("tocsin.yaml") ? "workspace" : path.includes(".kit.") ? "kit" : "service";
        // the schemas that the package has for editors: most examples name them, as whoever opens them here wants to be told
        const named = /^# yaml-language-server: \$schema=(.*)\n/.exec(text)?.[1];
        const schema = resolve(`dist/schemas/${kind}.schema.json`);
        if (named !== undefined) expect([path, resolve(dirname(path), named)]).toEqual([path, schema]);
        const described = named === undefined ? `# yaml-language-server: $schema=${schema}\n${text}` : text;
        expect([path, (await findings(path, described)).map(({ message }) => message)]).toEqual([path, []]);
      }
      const [[path, text] = ["", ""]] = [...texts].filter(([name]) => name.endsWith("cart.service.yaml"));
      const wrong = await findings(path.replace("cart", "basket"), text.replace("\nowner:", "\nownr:"));
      expect(wrong.map(({ message }) => message)).toEqual(["Property ownr is not allowed."]);
    } finally {
      connection.dispose();
      child.kill();
    }
  });
});
