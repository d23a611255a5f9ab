import { PassThrough } from "node:stream";
import {
  type ClientCapabilities,
  type CompletionItem,
  type CompletionList,
  createMessageConnection,
  type Diagnostic,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Host } from "../../src/host/host.ts";
import { nodeHttp } from "../../src/host/http.ts";
import { type MemoryHost, memoryHost } from "../../src/host/memory.ts";
import { serve } from "../../src/lsp/server.ts";

const root = "/w";
export const uri = (path: string): string => `file://${root}/${path}`;

export interface ClientOptions {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly host?: Host;
  readonly capabilities?: ClientCapabilities;
  readonly today?: string;
  readonly initializationOptions?: unknown;
}

/** What an editor that has everything announces. */
export const richClient: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1] } },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown", "plaintext"] } },
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll"] } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
  },
};

/** An editor, as far as the protocol goes: it keeps its own texts and the findings that it was told of. */
export class LspClient {
  readonly connection: MessageConnection;
  readonly host: MemoryHost | undefined;
  readonly logged: string[] = [];
  readonly published = new Map<string, readonly Diagnostic[]>();
  /** Each time that findings came. */
  readonly history: PublishDiagnosticsParams[] = [];
  readonly documents = new Map<string, TextDocument>();
  capabilities: Record<string, unknown> = {};
  private readonly options: ClientOptions;
  private readonly streams = [new PassThrough(), new PassThrough()] as const;

  constructor(options: ClientOptions) {
    this.options = options;
    const { files = {}, host, today = "2026-11-25" } = options;
    const named = Object.fromEntries(Object.entries(files).map(([path, text]) => [`${root}/${path}`, text]));
    this.host = host === undefined ? memoryHost({ files: { [`${root}/.git/`]: "", ...named } }) : undefined;
    const [toServer, toClient] = this.streams;
    void serve({
      reader: new StreamMessageReader(toServer),
      writer: new StreamMessageWriter(toClient),
      host: host ?? this.host!,
      version: "0.0.0",
      today: () => today,
      now: () => performance.now(),
      time: () => Date.now() / 1000,
      http: nodeHttp(),
      log: (line) => void this.logged.push(line),
    });
    this.connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    this.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.set(params.uri, params.diagnostics);
      this.history.push(params);
    });
    this.connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.logged.push(message);
    });
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.onRequest("workspace/diagnostic/refresh", () => null);
    this.connection.listen();
  }

  static async start(options: ClientOptions): Promise<LspClient> {
    const client = new LspClient(options);
    const { capabilities } = await client.request<{ capabilities: Record<string, unknown> }>("initialize", {
      processId: null,
      rootUri: `file://${root}`,
      capabilities: options.capabilities ?? {},
      initializationOptions: options.initializationOptions,
    });
    client.capabilities = capabilities;
    await client.notify("initialized", {});
    return client;
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest<T>(method, params);
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  textOf(path: string): string {
    return this.documents.get(path)!.getText();
  }

  async open(path: string, text = this.onDisk(path)): Promise<void> {
    this.documents.set(path, TextDocument.create(uri(path), "yaml", 1, text));
    await this.notify("textDocument/didOpen", {
      textDocument: { uri: uri(path), languageId: "yaml", version: 1, text },
    });
  }

  /** Replaces a part of an open text as an editor does, by the range alone; without one, the whole. */
  async edit(path: string, text: string, start?: number, end = start): Promise<void> {
    const document = this.documents.get(path)!;
    const range =
      start === undefined ? undefined : { start: document.positionAt(start), end: document.positionAt(end ?? start) };
    const change = { text, ...(range && { range }) };
    TextDocument.update(document, [change], document.version + 1);
    await this.notify("textDocument/didChange", {
      textDocument: { uri: uri(path), version: document.version },
      contentChanges: [change],
    });
  }

  async close(path: string): Promise<void> {
    this.documents.delete(path);
    await this.notify("textDocument/didClose", { textDocument: { uri: uri(path) } });
  }

  /** Waits until the findings of a file are as wanted, and gives them. */
  async findings(
    path: string,
    isWanted: (found: readonly Diagnostic[]) => boolean = () => true,
  ): Promise<readonly Diagnostic[]> {
    const until = performance.now() + 10_000;
    for (;;) {
      const found = this.published.get(uri(path));
      if (found !== undefined && isWanted(found)) return found;
      if (performance.now() > until)
        throw new Error(
          `${path}: ${JSON.stringify(found?.map(({ code, range }) => [code, range.start]))}\n${this.logged.join("\n")}`,
        );
      await new Promise((done) => setTimeout(done, 2));
    }
  }

  /** Code, line and column (from 1) of each finding. */
  async codes(path: string, isWanted?: (codes: readonly string[]) => boolean): Promise<readonly string[]> {
    const told = (found: readonly Diagnostic[]) =>
      found.map(({ code, range: { start } }) => `${code} ${start.line + 1}:${start.character + 1}`);
    return told(await this.findings(path, (found) => isWanted?.(told(found)) ?? true));
  }

  /** The offset of `|` in a text, and the text without it. */
  at(path: string, needle: string): { line: number; character: number } {
    const bar = needle.indexOf("|");
    const found = this.textOf(path).indexOf(needle.replace("|", ""));
    if (found < 0) throw new Error(`${path} has no ${needle}`);
    return this.documents.get(path)!.positionAt(found + Math.max(0, bar));
  }

  async complete(path: string, needle: string): Promise<readonly CompletionItem[]> {
    const answer = await this.request<CompletionList | null>("textDocument/completion", {
      textDocument: { uri: uri(path) },
      position: this.at(path, needle),
    });
    return answer?.items ?? [];
  }

  async labels(path: string, needle: string): Promise<readonly string[]> {
    return (await this.complete(path, needle)).map(({ label }) => label);
  }

  /** A request about a place. */
  ask<T>(method: string, path: string, needle: string, more: object = {}): Promise<T> {
    return this.request<T>(`textDocument/${method}`, {
      textDocument: { uri: uri(path) },
      position: this.at(path, needle),
      ...more,
    });
  }

  about<T>(method: string, path: string, more: object = {}): Promise<T> {
    return this.request<T>(`textDocument/${method}`, { textDocument: { uri: uri(path) }, ...more });
  }

  /** The texts that an edit gives. */
  applied({ changes = {} }: WorkspaceEdit): Readonly<Record<string, string>> {
    return Object.fromEntries(
      Object.entries(changes).map(([at, edits]) => {
        const path = at.slice(uri("").length);
        return [path, this.appliedTo(path, edits)];
      }),
    );
  }

  appliedTo(path: string, edits: readonly TextEdit[]): string {
    const text = this.documents.get(path)?.getText() ?? this.onDisk(path);
    return TextDocument.applyEdits(TextDocument.create(uri(path), "yaml", 0, text), [...edits]);
  }

  async stop(): Promise<void> {
    await this.request("shutdown", undefined);
    this.connection.dispose();
    for (const stream of this.streams) stream.destroy();
  }

  private onDisk(path: string): string {
    const host = this.options.host ?? this.host!;
    return new TextDecoder().decode(host.readFile(`${root}/${path}`));
  }
}
