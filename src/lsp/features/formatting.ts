import type { TextEdit } from "vscode-languageserver/node";
import type { Feature } from "../feature.ts";

/** As `tocsin fmt` does it; what would not be read the same afterwards is left as it is. */
export const formatting: Feature = {
  capabilities: () => ({ documentFormattingProvider: true }),
  register(connection, session) {
    connection.onDocumentFormatting(async ({ textDocument: { uri } }): Promise<TextEdit[] | null> => {
      const file = session.file(uri);
      if (file === undefined) return null;
      const { text, shown } = file;
      const { formatSpec } = await import("../../format/format.ts");
      const result = await formatSpec(shown, new TextEncoder().encode(text));
      if (result.kind !== "formatted") {
        const why = result.kind === "refused" ? result.reason : "it cannot be read";
        connection.console.warn(`${shown} is left as it is: ${why}`);
        return null;
      }
      return changed(text, result.after, (start, end) => file.range(start, end));
    });
  },
};

/** The lines that differ, so that the cursor and marks elsewhere stay. */
function changed(before: string, after: string, range: (start: number, end: number) => TextEdit["range"]): TextEdit[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before[same] === after[same]) same++;
  same = same === 0 ? 0 : before.lastIndexOf("\n", same - 1) + 1;
  let tail = 0;
  while (tail < most - same && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return [{ range: range(same, before.length - tail), newText: after.slice(same, after.length - tail) }];
}
