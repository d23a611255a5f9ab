import { DocumentDiagnosticReportKind } from "vscode-languageserver/node";
import type { Feature } from "../feature.ts";

/** For editors that ask for findings; to others they are pushed. */
export const pullDiagnostics: Feature = {
  capabilities: (client) =>
    client.textDocument?.diagnostic === undefined
      ? {}
      : { diagnosticProvider: { identifier: "tocsin", interFileDependencies: true, workspaceDiagnostics: false } },
  register(connection, session) {
    connection.languages.diagnostics.on(async ({ textDocument: { uri } }) => {
      const file = await session.anyCurrent(uri);
      const items =
        file === undefined ? [] : session.diagnosticsOf(file.model, session.findingsOf(file.model, file.shown));
      return { kind: DocumentDiagnosticReportKind.Full, items };
    });
  },
};
