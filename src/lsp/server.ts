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
import { usualBaseline } from "../cli/baseline.ts";
import type { Host } from "../host/host.ts";
import type { Http } from "../host/http.ts";
import type { Seconds } from "../model/quantity/units.ts";
import type { Address } from "../prometheus-api/address.ts";
import { features } from "./features.ts";
import { Live } from "./live/live.ts";
import { liveSettings } from "./live/settings.ts";
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
  /** What asks a live Prometheus, Unix time, and the one that the command was told to ask. */
  readonly http?: Http;
  readonly time: () => Seconds;
  readonly prometheus?: Address;
}

/** The language server on one connection; the promise resolves when the editor is gone. */
export function serve(options: ServerOptions): Promise<void> {
  const { reader, writer, host, version, today, now, log, typescript } = options;
  const connection: Connection = createConnection(reader, writer);
  const session = new Session({ connection, host, today, now, log });
  const documents = new TextDocuments(TextDocument);
  let problems: readonly string[] = [];

  connection.onInitialize(({ capabilities, initializationOptions, clientInfo }: InitializeParams) => {
    session.client = capabilities;
    const trusted = (initializationOptions as { typescript?: unknown } | undefined)?.typescript !== false;
    session.typescript = typescript !== false && trusted;
    problems = openLive(session, options, initializationOptions);
    if ((initializationOptions as { baseline?: unknown } | undefined)?.baseline === true) session.useBaselines();
    log(`initialize: ${clientInfo?.name ?? "a client without a name"} ${clientInfo?.version ?? ""}`);
    const offered: ServerCapabilities = {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    };
    for (const feature of features) Object.assign(offered, feature.capabilities(capabilities));
    return { capabilities: offered, serverInfo: { name: "tocsin", version } };
  });
  connection.onInitialized(() => {
    for (const line of problems) session.say(line);
    if (session.client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      const watchers = [{ globPattern: "**/*.{yaml,yml,ts}" }, { globPattern: `**/${usualBaseline}` }];
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

/** @returns what is wrong with the settings */
function openLive(
  session: Session,
  { http, time, now, prometheus }: ServerOptions,
  initializationOptions: unknown,
): readonly string[] {
  const option = (initializationOptions as { readonly prometheus?: unknown } | null | undefined)?.prometheus;
  const { address, timeLimit, problems } = liveSettings(prometheus, option);
  if (address !== undefined && http !== undefined)
    session.live = new Live({ address, http, now, time, timeLimit, say: (line) => session.say(line) });
  return problems;
}
