import { type CodeLens, MessageType, ShowDocumentRequest } from "vscode-languageserver/node";
import { uriOf } from "../convert.ts";
import type { Feature } from "../feature.ts";
import { rangesFrom, rulesFrom } from "../generated.ts";
import type { File } from "../session.ts";
import { keyText } from "../yaml/place.ts";

const command = "tocsin.openGenerated";
const holders: ReadonlySet<string> = new Set(["slos", "alerts", "anomalies"]);

/** Above each SLO and alert: how many rules it gives, and the way to the first of them. */
export const codeLens: Feature = {
  capabilities: (client) =>
    client.textDocument?.codeLens === undefined
      ? {}
      : { codeLensProvider: { resolveProvider: false }, executeCommandProvider: { commands: [command] } },
  register(connection, session) {
    connection.onCodeLens(async ({ textDocument: { uri } }): Promise<CodeLens[] | null> => {
      const file = await session.current(uri);
      return file === undefined || file.kind !== "service" ? null : lensesIn(file);
    });
    connection.onExecuteCommand(async ({ command: name, arguments: args = [] }) => {
      const [path, line] = args as [unknown, unknown];
      if (name !== command || typeof path !== "string" || typeof line !== "number") return null;
      const at = { line: line - 1, character: 0 };
      const uri = uriOf(path);
      if (session.isFile(path) && session.client.window?.showDocument?.support === true)
        await connection.sendRequest(ShowDocumentRequest.type, {
          uri,
          takeFocus: true,
          selection: { start: at, end: at },
        });
      else if (!session.isFile(path))
        await connection.sendNotification("window/showMessage", {
          type: MessageType.Info,
          message: `${path} is not there yet: \`tocsin generate\` writes it`,
        });
      return { uri, range: { start: at, end: at } };
    });
  },
};

function lensesIn(file: File): CodeLens[] {
  const { outline } = file;
  if (outline?.kind !== "map") return [];
  return outline.entries.flatMap(({ key, value }) => {
    const holder = file.text.slice(key.start, key.end);
    if (!holders.has(holder) || value?.kind !== "map") return [];
    return value.entries.flatMap((entry) => {
      const path = [holder, keyText(file.text, entry)];
      const [first] = rangesFrom(file, path);
      if (first === undefined) return [];
      const rules = rulesFrom(file, path);
      const count = (kind: "record" | "alert") =>
        rules.filter((one) => one.kind === kind).reduce((sum, { times }) => sum + times, 0);
      const words = [worded(count("alert"), "alert"), worded(count("record"), "recording rule")].filter(
        (word) => word !== "",
      );
      return [
        {
          range: file.range(entry.key.start, entry.key.end),
          command: { title: `${words.join(", ")} · open generated`, command, arguments: [first.path, first.first] },
        },
      ];
    });
  });
}

function worded(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}
