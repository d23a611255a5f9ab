import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadYaml } from "../../src/1-load/yaml.ts";
import { formatSpec } from "../../src/format/format.ts";
import { builtinKits } from "../../src/kits/builtin.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const valueOf = (text: string) => loadYaml("a.yaml", bytes(text)).value?.value;

async function formatted(text: string): Promise<string> {
  const result = await formatSpec("a.service.yaml", bytes(text));
  if (result.kind !== "formatted") throw new Error(JSON.stringify(result));
  return result.after;
}

describe("formatting", () => {
  it("sets blanks, indentation and quotes, and keeps comments, lists and keys where they are", async () => {
    const before =
      "# top\nversion:   1\nservice: 'a'   # here\n\n\nb:\n    - z   # last\n    # between\n    - a\n# end\n";
    const after = '# top\nversion: 1\nservice: "a" # here\n\nb:\n  - z # last\n  # between\n  - a\n# end\n';
    expect(await formatted(before)).toBe(after);
  });

  it("folds no long expression and no long text", async () => {
    const long = `sum(increase(x{a="${"b".repeat(150)}"}[5m])) / sum(increase(y[5m]))`;
    const text = `version: 1\nalerts:\n  A:\n    when: ${long}\n    summary: ${"many words ".repeat(20).trim()}\n`;
    expect(await formatted(text)).toBe(text);
  });

  it("keeps block texts as they are, line by line", async () => {
    const text = "version: 1\na: |\n  one\n    two\n\n  three\nb: >-\n  folded\n  text\n";
    expect(await formatted(text)).toBe(text);
  });

  it("mends the traps of quoting first", async () => {
    const text =
      "version: 1\nslis:\n  a: { prometheus: { total: x_total{a=\"b\"}, bad: 'y' } }\nsummary: Errors: many\nb: @x\n";
    const result = await formatSpec("a.service.yaml", bytes(text));
    expect(result).toMatchObject({
      kind: "formatted",
      before: text,
      after:
        'version: 1\nslis:\n  a: { prometheus: { total: \'x_total{a="b"}\', bad: "y" } }\nsummary: "Errors: many"\nb: "@x"\n',
      mended: [{ code: "load/unquoted-selector" }, { code: "load/unquoted-colon" }, { code: "load/unquoted-start" }],
    });
  });

  it("keeps line ends", async () => {
    expect(await formatted("version:  1\r\nservice: a\r\n")).toBe("version: 1\r\nservice: a\r\n");
  });

  it("leaves what cannot be read, with the findings", async () => {
    const result = await formatSpec("a.service.yaml", bytes("version: 1\nslos: {\n"));
    expect(result).toMatchObject({ kind: "unreadable", diagnostics: [{ code: "load/unclosed-bracket" }] });
  });

  it("changes none of our own kits", async () => {
    for (const { text } of builtinKits) expect(await formatted(text)).toBe(text);
  });

  it("gives the same the second time, and the same value, for the specs of the examples", async () => {
    const root = join(import.meta.dirname, "../../examples");
    const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) =>
      /(?:service|kit)\.yaml$|tocsin\.yaml$/.test(path),
    );
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const text = readFileSync(join(root, file), "utf8");
      const once = await formatted(text);
      expect(valueOf(once)).toEqual(valueOf(text));
      expect(await formatted(once)).toBe(once);
    }
  });

  it("never changes a value or a comment: any layout of any value is formatted so, or refused", async () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const text = fc.oneof(
      word,
      fc.string({ maxLength: 20 }).map((part) => JSON.stringify(part)),
      fc.stringMatching(/^[ -~]{0,20}$/).map((part) => `'${part.replaceAll("'", "''")}'`),
      fc.constantFrom(
        "1",
        "1.0",
        "true",
        "null",
        "~",
        "99.9%",
        "300ms",
        'x_total{a="b"}',
        "a #b",
        "|\n    x\n     y",
        ">\n    x\n    y\n\n    z",
      ),
    );
    const blanks = fc.constantFrom(" ", "  ", "   ");
    const comment = fc.constantFrom("", " # why", "\n# above the next", "\n\n\n");
    const line = fc
      .tuple(word, blanks, text, comment)
      .map(([key, gap, value, after]) =>
        /^[|>]/.test(value) ? `${key}:${gap}${value}` : `${key}:${gap}${value}${after}`,
      );
    const nested = fc
      .tuple(word, fc.array(line, { minLength: 1, maxLength: 3 }), fc.constantFrom(1, 2, 3))
      .map(
        ([key, lines, indent]) =>
          `${key}:\n${lines.map((one) => " ".repeat(indent) + one.replaceAll("\n", `\n${" ".repeat(indent)}`)).join("\n")}`,
      );
    const spec = fc
      .array(fc.oneof(line, nested), { minLength: 1, maxLength: 5 })
      .map((parts) => `${parts.join("\n")}\n`);
    let done = 0;
    await fc.assert(
      fc.asyncProperty(spec, async (written) => {
        const result = await formatSpec("a.service.yaml", bytes(written));
        if (result.kind !== "formatted" || result.mended.length > 0) return;
        done++;
        expect(JSON.stringify(valueOf(result.after))).toBe(JSON.stringify(valueOf(written)));
        expect(result.after.match(/# (?:why|above the next)$/gm)?.length).toBe(
          written.match(/# (?:why|above the next)$/gm)?.length,
        );
        expect(await formatSpec("a.service.yaml", bytes(result.after))).toMatchObject({ after: result.after });
      }),
      { numRuns: 150 },
    );
    expect(done).toBeGreaterThan(50);
  });
});
