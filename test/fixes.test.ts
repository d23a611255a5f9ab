/** Every fix that a fixture of `test/errors` or `test/rules` shows: applied, it takes its finding away and brings no new mistake. */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../src/diagnostics/diagnostic.ts";
import { mend } from "../src/diagnostics/mend.ts";
import { findingsOf, readFixture } from "./support/findings.ts";

const fixtures = ["errors", "rules"].flatMap((folder) => {
  const at = new URL(`${folder}/`, import.meta.url);
  return readdirSync(at, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".yaml"))
    .map((path) => ({ name: `${folder}/${path.replaceAll("\\", "/")}`, url: new URL(path, at) }));
});

type Files = Readonly<Record<string, string>>;

const read = async (files: Files) => ({ diagnostics: await findingsOf(files), files });

async function mended(files: Files, mayMend?: (found: Diagnostic) => boolean) {
  const again = (texts: ReadonlyMap<string, string>) => read({ ...files, ...Object.fromEntries(texts) });
  return mend(await read(files), again, mayMend);
}

/** What a finding says, without its place, which mends move. */
const saying = ({ code, title, span }: Diagnostic) => `${span.file.path} ${code}: ${title}`;
const syntaxErrors = (found: readonly Diagnostic[]) => found.filter(({ code }) => code.startsWith("load/")).length;

const fixable: { readonly name: string; readonly files: Files; readonly found: readonly Diagnostic[] }[] = [];
for (const { name, url } of fixtures) {
  const { files } = readFixture(readFileSync(url, "utf8"));
  const found = await findingsOf(files);
  if (found.some(({ fix }) => fix !== undefined)) fixable.push({ name, files, found });
}

describe("fixes of the fixtures", () => {
  it.each(fixable)("$name", async ({ files, found }) => {
    const { reading, applied } = await mended(files);
    const left = new Set(reading.diagnostics.map(saying));
    const fixed = found.filter(({ fix, suppressed }) => fix !== undefined && suppressed === undefined);
    // None of them is undone, none stays.
    expect(fixed.filter((one) => left.has(saying(one))).map(saying)).toEqual([]);
    expect(applied.length).toBeGreaterThanOrEqual(fixed.length);
    expect(syntaxErrors(reading.diagnostics)).toBeLessThanOrEqual(syntaxErrors(found));
    // What is found now was found before, or is of a phase that the mistake kept from running.
    const stopped = found.some(({ severity, code }) => severity === "error" && !code.startsWith("lint/"));
    const before = new Set(found.map(saying));
    if (!stopped) expect([...left].filter((one) => !before.has(one))).toEqual([]);
    expect((await mended(reading.files)).texts.size).toBe(0);
  });

  it("hold in any choice of them, with any line ends", async () => {
    const choice = fc.record({
      fixture: fc.constantFrom(...fixable),
      mask: fc.nat(255),
      crlf: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(choice, async ({ fixture, mask, crlf }) => {
        const files = Object.fromEntries(
          Object.entries(fixture.files).map(([path, text]) => [path, crlf ? text.replaceAll("\n", "\r\n") : text]),
        );
        const found = await findingsOf(files);
        const chosen = new Set(found.filter((_, at) => (mask >> (at % 8)) & 1).map(saying));
        const { reading, texts } = await mended(files, (one) => chosen.has(saying(one)));
        expect(syntaxErrors(reading.diagnostics)).toBeLessThanOrEqual(syntaxErrors(found));
        for (const { after } of texts.values()) expect(/(?<!\r)\n/.test(after) && crlf).toBe(false);
        const left = new Set(reading.diagnostics.map(saying));
        for (const one of found)
          if (one.fix !== undefined && one.suppressed === undefined && chosen.has(saying(one)))
            expect(left).not.toContain(saying(one));
      }),
      { numRuns: 60 },
    );
  });
});
