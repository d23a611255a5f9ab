import {
  type Connection,
  createConnection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type MessageReader,
  type MessageWriter,
  type ServerCapabilities,
  TextDocuments,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Host } from "../host/host.ts";
import { features } from "./features.ts";
import { Session } from "./session.ts";

export interface ServerOptions {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  readonly host: Host;
  readonly version: string;
  /** `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly log: (line: string) => void;
  /** False: no TypeScript is run, whatever the editor says. */
  readonly typescript?: boolean;
}

/** The language server on one connection; the promise resolves when the editor is gone. */
export function serve({ reader, writer, host, version, today, now, log, typescript }: ServerOptions): Promise<void> {
  const connection: Connection = createConnection(reader, writer);
  const session = new Session({ connection, host, today, now, log });
  const documents = new TextDocuments(TextDocument);

  connection.onInitialize(({ capabilities, initializationOptions, clientInfo }: InitializeParams) => {
    session.client = capabilities;
    const trusted = (initializationOptions as { typescript?: unknown } | undefined)?.typescript !== false;
    session.typescript = typescript !== false && trusted;
    log(`initialize: ${clientInfo?.name ?? "a client without a name"} ${clientInfo?.version ?? ""}`);
    const offered: ServerCapabilities = {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    };
    for (const feature of features) Object.assign(offered, feature.capabilities(capabilities));
    return { capabilities: offered, serverInfo: { name: "tocsin", version } };
  });
  connection.onInitialized(() => {
    if (session.client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      const watchers = [{ globPattern: "**/*.{yaml,yml,ts}" }];
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    } else session.watch();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => session.changedOnDisk(changes.map(({ uri }) => uri)));

  documents.onDidOpen(({ document }) => session.open(document));
  documents.onDidChangeContent(({ document }) => session.change(document));
  documents.onDidSave(({ document }) => session.saved(document.uri));
  documents.onDidClose(({ document }) => session.closed(document.uri));
  documents.listen(connection);
  for (const feature of features) feature.register(connection, session);

  return new Promise((done) => {
    connection.onShutdown(() => session.close());
    reader.onError((error) => log(`a message that cannot be read: ${error.message}`));
    reader.onClose(() => {
      session.close();
      // What was written may still be on its way.
      setTimeout(done, 100);
    });
    connection.listen();
  });
}
