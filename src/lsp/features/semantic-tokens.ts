import { SemanticTokensBuilder } from "vscode-languageserver/node";
import { aggregations, functions } from "../../model/promql/functions.ts";
import { scan, type Token } from "../../model/promql/parser/scan.ts";
import type { Feature } from "../feature.ts";
import { asPromql } from "../promql/written.ts";
import { schemaAt } from "../schema.ts";
import type { File } from "../session.ts";
import type { Outline } from "../yaml/outline.ts";
import { keyText } from "../yaml/place.ts";

const types = ["function", "variable", "property", "string", "number", "operator", "keyword", "parameter"] as const;
type TokenType = (typeof types)[number];

/** Colours for PromQL within YAML. */
export const semanticTokens: Feature = {
  capabilities: (client) =>
    client.textDocument?.semanticTokens === undefined
      ? {}
      : { semanticTokensProvider: { legend: { tokenTypes: [...types], tokenModifiers: [] }, full: true } },
  register(connection, session) {
    connection.languages.semanticTokens.on(({ textDocument: { uri } }) => {
      const file = session.file(uri);
      const builder = new SemanticTokensBuilder();
      for (const { start, end, type } of file === undefined ? [] : tokensIn(file)) {
        const range = file!.range(start, end);
        const { line, character } = range.start;
        if (range.end.line === line)
          builder.push(line, character, range.end.character - character, types.indexOf(type), 0);
      }
      return builder.build();
    });
  },
};

interface Colored {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
}

/** By the looks of the text alone, so that it needs neither be finished nor compiled. */
function tokensIn({ text, outline, kind }: File): readonly Colored[] {
  const found: Colored[] = [];
  const visit = (node: Outline | undefined, path: readonly string[]): void => {
    if (node === undefined) return;
    if (node.kind === "map") {
      for (const entry of node.entries) visit(entry.value, [...path, keyText(text, entry)]);
    } else if (node.kind === "list") {
      for (const [at, { value }] of node.items.entries()) visit(value, [...path, String(at)]);
    } else {
      const format = schemaAt(kind, text, outline, path)?.format;
      if (format !== "promql" && format !== "selector") return;
      const { tokens } = scan(asPromql(text, node));
      for (const [at, { start, end }] of tokens.entries()) {
        const type = typeOf(tokens, at);
        if (type !== undefined) found.push({ start: node.start + start, end: node.start + end, type });
      }
    }
  };
  visit(outline, []);
  return found;
}

const keywords = /^(?:by|without|on|ignoring|group_left|group_right|and|or|unless|bool|offset|atan2)$/i;

function typeOf(tokens: readonly Token[], at: number): TokenType | undefined {
  const { kind, text } = tokens[at]!;
  switch (kind) {
    case "string":
      return "string";
    case "number":
      return "number";
    case "operator":
      return "operator";
    case "hole":
      return "parameter";
    case "identifier":
      break;
    default:
      return undefined;
  }
  if (keywords.test(text)) return "keyword";
  const isCalled = tokens[at + 1]?.text === "(" || /^(?:by|without)$/i.test(tokens[at + 1]?.text ?? "");
  if (isCalled && (functions.has(text) || aggregations.has(text))) return "function";
  return isWithin(tokens, at) ? "property" : "variable";
}

/** Whether a word stands in braces or in the labels of a grouping: then it is a label. */
function isWithin(tokens: readonly Token[], at: number): boolean {
  for (let open = at - 1; open >= 0; open--) {
    const { kind, text, pair } = tokens[open]!;
    if (kind === "close") {
      open = pair;
      continue;
    }
    if (kind !== "open") continue;
    if (text === "{") return true;
    return text === "(" && /^(?:by|without|on|ignoring|group_left|group_right)$/i.test(tokens[open - 1]?.text ?? "");
  }
  return false;
}
