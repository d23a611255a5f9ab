import { SemanticTokensBuilder } from "vscode-languageserver/node";
import { schemaIndex, type SchemaNode, schemaNodeAt } from "../../2-validate/generated/schema-index.ts";
import { aggregations, functions } from "../../model/promql/functions.ts";
import { scan, type Token } from "../../model/promql/parser/scan.ts";
import { pointerTo } from "../../util/pointer.ts";
import { rangeOf } from "../convert.ts";
import type { Feature } from "../feature.ts";
import type { File } from "../session.ts";

const types = ["function", "variable", "property", "string", "number", "operator", "keyword", "parameter"] as const;
type TokenType = (typeof types)[number];

/** Colours for PromQL within YAML. */
export const semanticTokens: Feature = {
  capabilities: (client) =>
    client.textDocument?.semanticTokens === undefined
      ? {}
      : { semanticTokensProvider: { legend: { tokenTypes: [...types], tokenModifiers: [] }, full: true } },
  register(connection, session) {
    connection.languages.semanticTokens.on(async ({ textDocument: { uri } }) => {
      const file = await session.current(uri);
      const builder = new SemanticTokensBuilder();
      for (const { line, character, length, type } of file === undefined ? [] : tokensIn(file))
        builder.push(line, character, length, types.indexOf(type), 0);
      return builder.build();
    });
  },
};

interface Colored {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: TokenType;
}

function tokensIn(file: File): readonly Colored[] {
  const document = file.model.documentOf(file.shown);
  // Of a text that cannot be read for a moment the editor keeps what it has.
  if (document === undefined || document.source.text !== file.text || document.spanInside === undefined) return [];
  const found: Colored[] = [];
  const visit = (node: SchemaNode | undefined, value: unknown, pointer: string): void => {
    if (node === undefined) return;
    if (typeof value === "string") {
      if (node.format !== "promql" && node.format !== "selector") return;
      const { tokens } = scan(value);
      for (const [at, token] of tokens.entries()) {
        const type = typeOf(tokens, at);
        if (type === undefined) continue;
        const { start, end } = rangeOf(document.spanInside!(pointer, token.start, token.end));
        if (start.line === end.line)
          found.push({ line: start.line, character: start.character, length: end.character - start.character, type });
      }
    } else if (Array.isArray(value)) {
      for (const [at, item] of value.entries()) visit(node.item, item, pointerTo(pointer, at));
    } else if (typeof value === "object" && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        const below = node.keys !== undefined && Object.hasOwn(node.keys, key) ? node.keys[key] : node.entry;
        visit(below && (schemaNodeAt(below, [], child) ?? below), child, pointerTo(pointer, key));
      }
    }
  };
  visit(schemaIndex[file.kind], document.value, "");
  return found.sort((a, b) => a.line - b.line || a.character - b.character);
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
