import { type FoldingRange, FoldingRangeKind } from "vscode-languageserver/node";
import type { Feature } from "../feature.ts";
import type { File } from "../session.ts";
import type { Outline } from "../yaml/outline.ts";

/** Maps, lists and texts over several lines, and comments above one another. */
export const folding: Feature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  register(connection, session) {
    connection.onFoldingRanges(({ textDocument: { uri } }) => {
      const file = session.file(uri);
      return file === undefined ? null : [...nodes(file, file.outline), ...comments(file.text)];
    });
  },
};

function nodes(file: File, node: Outline | undefined): FoldingRange[] {
  if (node === undefined || node.kind === "scalar") return [];
  const fold = (start: number, value: Outline): FoldingRange[] => {
    const [startLine, endLine] = [file.document.positionAt(start).line, file.document.positionAt(value.end).line];
    // The bracket that closes stays in sight.
    const last = value.kind !== "scalar" && value.flow ? endLine - 1 : endLine;
    return last > startLine ? [{ startLine, endLine: last }] : [];
  };
  if (node.kind === "list")
    return node.items.flatMap(({ at, value }) =>
      value === undefined ? [] : [...fold(at, value), ...nodes(file, value)],
    );
  return node.entries.flatMap(({ key, value }) =>
    value === undefined ? [] : [...fold(key.start, value), ...nodes(file, value)],
  );
}

function comments(text: string): FoldingRange[] {
  const found: FoldingRange[] = [];
  let first: number | undefined;
  for (const [line, content] of [...text.split("\n"), ""].entries()) {
    if (/^\s*#/.test(content)) first ??= line;
    else {
      if (first !== undefined && line - 1 > first)
        found.push({ startLine: first, endLine: line - 1, kind: FoldingRangeKind.Comment });
      first = undefined;
    }
  }
  return found;
}
