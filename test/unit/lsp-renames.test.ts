/** The shop with every name that can be renamed renamed, one after the other in the editor: it compiles to the same, under other names. */
import { expect, it } from "vitest";
import type { WorkspaceEdit } from "vscode-languageserver/node";
import { generate, readExample } from "../support/examples.ts";
import { LspClient, richClient, uri } from "../support/lsp-client.ts";

/** In the place of the one that is TypeScript, which needs files on disk. */
const search = `version: 1
service: search
owner: web
tier: standard
links: { runbook: "https://runbooks.acme.example/search" }
traffic: 80/s
dependsOn: [catalogue]
uses: otel-http-server
slos:
  availability: 99.5%
alerts:
  SearchBurns: { when: 'max(slo:burn_rate:ratio1h{service="search", slo="availability"}) > 3', for: 5m }
`;
const files: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(readExample("shop")).filter(([path]) =>
      /^(?:tocsin|kits|services(?!.*(?:storefront|stock-sync))).*\.yaml$/.test(path),
    ),
  ),
  "services/search.service.yaml": search,
};
// A job that is called as its service is not renamed with it.
const payments = "services/payments.service.yaml";
files[payments] = files[payments]!.replaceAll(/(job: |job=")payments/g, "$1charger");

/** A name that sorts otherwise and is none of the others; what a metric ends in says its unit. */
function otherName(name: string): string {
  if (/^[A-Z]/.test(name)) return `Zz${name}`;
  return name.includes("_") ? `zz_${name}` : `zz-${name}`;
}

/**
 * The words of rules, tests and routes under their old names, in alphabetical order: names decide what comes first and where a line is broken. What
 * takes more than 40 characters as a dashboard's UID ends in a hash.
 */
function words(made: Readonly<Record<string, string>>): readonly string[] {
  const asBefore = (text: string) =>
    text
      .replaceAll(/(?<![A-Za-z0-9])zz[-_]|Zz(?=[A-Z])/g, "")
      .replaceAll(/tocsin--[\w-]+/g, "UID")
      .replaceAll(/\|\d-/g, "|-");
  return Object.entries(made)
    .filter(([path]) => /^generated\/.*(?:prometheus|alertmanager)\//.test(path))
    .flatMap(([path, text]) => asBefore(`${path} ${text}`).match(/[\w.]+/g) ?? [])
    .sort();
}

const generated = (specs: Readonly<Record<string, string>>) => generate(specs, "--target", "prometheus,alertmanager");

type Edits = NonNullable<WorkspaceEdit["changes"]>;

/** What the editor offers to rename that has no new name yet, as far as the edits do not meet: those that do are left for the next time. */
async function renamesIn(client: LspClient, names: Set<string>): Promise<Edits> {
  const batch: Edits = {};
  const taken = new Set<string>();
  for (const path of Object.keys(files)) {
    for (const word of client.textOf(path).matchAll(/[A-Za-z][\w-]*/g)) {
      const position = client.documents.get(path)!.positionAt(word.index + word[0].length);
      const place = { textDocument: { uri: uri(path) }, position };
      const asked = client.request<{ placeholder: string } | null>("textDocument/prepareRename", place);
      const name = (await asked.catch(() => null))?.placeholder;
      if (name === undefined || /^zz/i.test(name)) continue;
      const { changes = {} } = await client.request<WorkspaceEdit>("textDocument/rename", {
        ...place,
        newName: otherName(name),
      });
      const lines = Object.entries(changes).flatMap(([at, edits]) =>
        edits.map(({ range }) => `${at} ${range.start.line}`),
      );
      if (lines.some((line) => taken.has(line))) continue;
      for (const line of lines) taken.add(line);
      for (const [at, edits] of Object.entries(changes)) batch[at] = [...(batch[at] ?? []), ...edits];
      names.add(name);
    }
  }
  return batch;
}

it("leaves the shop as it is but for the names", async () => {
  const client = await LspClient.start({ files, capabilities: richClient });
  for (const path of Object.keys(files)) await client.open(path);
  const names = new Set<string>();
  for (;;) {
    const changes = await renamesIn(client, names);
    if (Object.keys(changes).length === 0) break;
    for (const [path, text] of Object.entries(client.applied({ changes }))) await client.edit(path, text);
  }
  const now = Object.fromEntries(Object.keys(files).map((path) => [path, client.textOf(path)]));
  await client.stop();
  const [before, after] = [await generated(files), await generated(now)];
  expect(after.status).toBe(0);
  const [a, b] = [words(before.files), words(after.files)];
  // Half a million of them: where they differ is told, not all.
  expect(b.length).toBe(a.length);
  const differing = b.findIndex((word, at) => word !== a[at]);
  expect(b.slice(differing, differing + 5)).toEqual(a.slice(differing, differing + 5));
  // So that none is left out unseen.
  expect(names.size).toBe(67);
}, 120_000);
