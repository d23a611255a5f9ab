import type { Diagnostic, Range } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readExample } from "../support/examples.ts";
import { LspClient, richClient } from "../support/lsp-client.ts";

/** So many prefixes are tried, and as many texts that lack a sign; `TOCSIN_CASES=10` tries ten times as many. */
const tried = 100 * Number(process.env["TOCSIN_CASES"] ?? "1");

const texts = ["minimal", "shop"].flatMap((name) =>
  Object.entries(readExample(name)).filter(([path]) => path.endsWith(".yaml") && !path.startsWith("generated/")),
);
const characters = texts.reduce((sum, [, text]) => sum + text.length, 0);
const files = Object.fromEntries(
  Object.entries(readExample("shop")).filter(([path]) => /^(?:tocsin|kits|services).*\.yaml$/.test(path)),
);

let client: LspClient;
beforeAll(async () => {
  const capabilities = {
    textDocument: {
      ...richClient.textDocument,
      diagnostic: {},
      inlayHint: {},
      codeLens: {},
      semanticTokens: { requests: {}, tokenTypes: [], tokenModifiers: [], formats: [] },
    },
  };
  client = await LspClient.start({ files, capabilities });
});
afterAll(() => client.stop());

const features = ["documentSymbol", "foldingRange", "documentLink", "semanticTokens/full", "codeLens"];

/** Everything that an editor asks while a text is typed. */
async function ask(path: string, text: string, offset: number): Promise<void> {
  if (client.documents.has(path)) await client.edit(path, text);
  else await client.open(path, text);
  const document = client.documents.get(path)!;
  const position = document.positionAt(offset);
  const completion = await client.about<{ items: { label: string; textEdit: { range: Range } }[] } | null>(
    "completion",
    path,
    { position },
  );
  for (const { textEdit } of completion?.items ?? []) {
    // an editor takes what is to be replaced only on the line of the cursor, around it
    expect(textEdit.range.start.line).toBeLessThanOrEqual(position.line);
    expect(document.offsetAt(textEdit.range.start)).toBeLessThanOrEqual(offset);
  }
  const { items } = await client.about<{ items: Diagnostic[] }>("diagnostic", path);
  for (const { range } of items) {
    expect(range.start.line).toBeLessThan(document.lineCount);
    expect(document.offsetAt(range.start)).toBeLessThanOrEqual(document.offsetAt(range.end));
  }
  for (const feature of features) await client.about(feature, path);
  await client.about("hover", path, { position });
  await client.about("definition", path, { position });
  await client.about("codeAction", path, { range: { start: position, end: position }, context: { diagnostics: [] } });
  await client.about("inlayHint", path, { range: { start: position, end: position } });
  await askElsewhere(path, document, (offset * 7919) % (text.length + 1));
}

/** Names are looked for where nobody types, and given names that they cannot have. */
async function askElsewhere(path: string, document: TextDocument, offset: number): Promise<void> {
  const position = document.positionAt(offset);
  await client.about("hover", path, { position });
  await client.about("completion", path, { position });
  await client.about("references", path, { position, context: { includeDeclaration: true } });
  await client.about("documentHighlight", path, { position });
  const newName = ["other", "", "a b", "${x}", "__proto__"][offset % 5]!;
  await client.about("rename", path, { position, newName }).catch((error: { code: number; message: string }) => {
    // a refusal with its reason
    expect([error.code, error.message]).toEqual([-32600, expect.stringMatching(/\S/)]);
  });
}

describe("a text that is being typed", () => {
  it("has findings and completion wherever it ends, and wherever a sign is missing", { timeout: 600_000 }, async () => {
    const step = Math.max(1, Math.ceil(characters / tried));
    let from = 0;
    for (const [path, text] of texts) {
      for (let at = from % step; at <= text.length; at += step) {
        await ask(path, text.slice(0, at), at);
        await ask(path, text.slice(0, at) + text.slice(at + 1), at);
      }
      from += 7;
      await client.close(path);
    }
    expect(client.logged.filter((line) => line.includes("bug in tocsin"))).toEqual([]);
  });
});
