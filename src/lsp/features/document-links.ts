import type { DocumentLink } from "vscode-languageserver/node";
import { joinPath } from "../../host/paths.ts";
import { uriOf } from "../convert.ts";
import type { Feature } from "../feature.ts";
import { schemaAt } from "../schema.ts";
import type { File, Session } from "../session.ts";
import type { Outline } from "../yaml/outline.ts";
import { innerRange, keyText, scalarText } from "../yaml/place.ts";

/** Runbooks, dashboards, repositories; files of the workspace that a spec names. */
export const documentLinks: Feature = {
  capabilities: () => ({ documentLinkProvider: { resolveProvider: false } }),
  register(connection, session) {
    connection.onDocumentLinks(({ textDocument: { uri } }) => {
      const file = session.file(uri);
      return file?.outline === undefined ? null : linksIn(session, file, file.outline, []);
    });
  },
};

function linksIn(session: Session, file: File, node: Outline, path: readonly string[]): DocumentLink[] {
  const { text, outline, kind, model } = file;
  switch (node.kind) {
    case "map":
      return node.entries.flatMap((entry) =>
        entry.value === undefined ? [] : linksIn(session, file, entry.value, [...path, keyText(text, entry)]),
      );
    case "list":
      return node.items.flatMap(({ value }, at) =>
        value === undefined ? [] : linksIn(session, file, value, [...path, String(at)]),
      );
    case "scalar": {
      const format = schemaAt(kind, text, outline, path)?.format;
      if (format !== "url" && format !== "path") return [];
      const written = scalarText(text, node);
      const { start, end } = innerRange(node);
      const range = file.range(start, end);
      if (format === "url") return /^https?:\/\/[^\s${}]+$/.test(written) ? [{ range, target: written }] : [];
      const target = joinPath(model.root, written);
      return !written.includes("..") && session.isFile(target) ? [{ range, target: uriOf(target) }] : [];
    }
  }
}
