import type { SelectionRange } from "vscode-languageserver/node";
import { scan } from "../../model/promql/parser/scan.ts";
import type { Feature } from "../feature.ts";
import { asPromql } from "../promql/written.ts";
import { schemaAt } from "../schema.ts";
import type { File } from "../session.ts";
import type { Outline, OutlineScalar } from "../yaml/outline.ts";
import { innerRange, keyText } from "../yaml/place.ts";

interface Part {
  readonly start: number;
  readonly end: number;
}

/** What is selected around a cursor, wider and wider: a word and the brackets of PromQL, the text, its quotes, the entry, the map or list. */
export const selectionRange: Feature = {
  capabilities: () => ({ selectionRangeProvider: true }),
  register(connection, session) {
    connection.onSelectionRanges(({ textDocument: { uri }, positions }) => {
      const file = session.file(uri);
      if (file === undefined) return null;
      return positions.map((position) => {
        const offset = file.document.offsetAt(position);
        const parts = [{ start: 0, end: file.text.length }, ...partsAt(file, file.outline, offset, [])];
        let around: SelectionRange | undefined;
        let last: Part | undefined;
        for (const part of parts) {
          const isWider = last !== undefined && (part.start < last.start || part.end > last.end);
          if (isWider || (last?.start === part.start && last.end === part.end)) continue;
          around = { range: file.range(part.start, part.end), ...(around && { parent: around }) };
          last = part;
        }
        return around!;
      });
    });
  },
};

function holds({ start, end }: Part, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** From the outermost in. */
function partsAt(file: File, node: Outline | undefined, offset: number, path: readonly string[]): readonly Part[] {
  if (node === undefined || !holds(node, offset)) return [];
  if (node.kind === "scalar") return [node, innerRange(node), ...promqlAt(file, node, offset, path)];
  if (node.kind === "list") {
    const index = node.items.findIndex(({ value }) => value !== undefined && holds(value, offset));
    return [node, ...partsAt(file, node.items[index]?.value, offset, [...path, String(index)])];
  }
  const entry = node.entries.find(({ key, value }) => holds({ start: key.start, end: value?.end ?? key.end }, offset));
  if (entry === undefined) return [node];
  const { key, value } = entry;
  const whole = { start: key.start, end: Math.max(key.end, value?.end ?? key.end) };
  const inner = holds(key, offset)
    ? [key, innerRange(key)]
    : partsAt(file, value, offset, [...path, keyText(file.text, entry)]);
  return [node, whole, ...inner];
}

/** Brackets around the cursor, what they hold, and the word under it. */
function promqlAt(file: File, scalar: OutlineScalar, offset: number, path: readonly string[]): readonly Part[] {
  const format = schemaAt(file.kind, file.text, file.outline, path)?.format;
  if (format !== "promql" && format !== "selector") return [];
  const { tokens } = scan(asPromql(file.text, scalar));
  const at = (start: number, end: number): Part => ({ start: scalar.start + start, end: scalar.start + end });
  return tokens.flatMap((token): readonly Part[] => {
    if (token.kind === "open" && token.pair >= 0) {
      const close = tokens[token.pair]!;
      const called = tokens[tokens.indexOf(token) - 1];
      const parts = [at(token.start, close.end), at(token.end, close.start)].filter((part) => holds(part, offset));
      const isCalled = called?.kind === "identifier" && called.end === token.start;
      return isCalled && parts.length > 0 ? [at(called.start, close.end), ...parts] : parts;
    }
    const word = at(token.start, token.end);
    return token.kind !== "close" && token.kind !== "open" && holds(word, offset) ? [word] : [];
  });
}
