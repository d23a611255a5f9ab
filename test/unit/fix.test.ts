import {
  mkdtempSync,
  chmodSync,
  statSync,
  symlinkSync,
  writeFileSync,
  readFileSync,
  readdirSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyFixes } from "../../src/diagnostics/fix.ts";
import type { Diagnostic, SourceFile } from "../../src/diagnostics/diagnostic.ts";
import { mend } from "../../src/diagnostics/mend.ts";
import { HostError } from "../../src/host/host.ts";
import { nodeHost } from "../../src/host/node.ts";
import { fromNative } from "../../src/host/paths.ts";

const fileOf = (text: string, path = "a.yaml"): SourceFile => ({ path, text });

function finding(file: SourceFile, edits: readonly (readonly [number, number, string])[], code = "t/x"): Diagnostic {
  const fixed = edits.map(([start, end, text]) => ({ span: { file, start, end }, text }));
  const span = fixed[0]?.span ?? { file, start: 0, end: 0 };
  return { code, severity: "error", title: code, span, fix: { title: "mend", edits: fixed } };
}

describe("one round of fixes", () => {
  it("applies edits that are apart, in any order, and says where they stand then", () => {
    const file = fileOf("one two three");
    const [last, first] = [
      finding(file, [[8, 13, "3"]]),
      finding(file, [
        [0, 3, "uno"],
        [4, 7, "duo!"],
      ]),
    ];
    const { texts, applied, left } = applyFixes([file], [last, first]);
    expect(texts.get("a.yaml")).toBe("uno duo! 3");
    expect(applied.get(first)).toEqual([
      { path: "a.yaml", start: 0, end: 3 },
      { path: "a.yaml", start: 4, end: 8 },
    ]);
    expect(applied.get(last)).toEqual([{ path: "a.yaml", start: 9, end: 10 }]);
    expect(left).toEqual([]);
  });

  it("leaves the later of two that overlap, whole", () => {
    const file = fileOf("one two three");
    const first = finding(file, [[0, 7, "x"]]);
    const second = finding(file, [
      [4, 7, "y"],
      [8, 13, "z"],
    ]);
    const { texts, left } = applyFixes([file], [second, first]);
    expect(texts.get("a.yaml")).toBe("x three");
    expect(left).toEqual([second]);
  });

  it("takes two insertions at one place one after the other", () => {
    const file = fileOf("ab");
    const [first, second] = [finding(file, [[1, 1, "x"]]), finding(file, [[1, 1, "y"]])];
    expect(applyFixes([file], [first, second]).texts.get("a.yaml")).toBe("axb");
  });

  it("never mends what is silenced, nor a file that it may not change", () => {
    const file = fileOf("ab");
    const silenced = { ...finding(file, [[0, 1, "x"]]), suppressed: "on purpose" };
    expect(applyFixes([file], [silenced]).texts.size).toBe(0);
    const elsewhere = finding(fileOf("ab", "b.yaml"), [[0, 1, "x"]]);
    expect(applyFixes([file], [elsewhere])).toMatchObject({ texts: new Map(), left: [elsewhere] });
  });

  it("ends inserted lines as the file does", () => {
    const file = fileOf("a\r\nb\r\n");
    expect(applyFixes([file], [finding(file, [[0, 0, "v: 1\n"]])]).texts.get("a.yaml")).toBe("v: 1\r\na\r\nb\r\n");
  });

  it("changes nothing outside the edits, whatever they are", () => {
    const edit = fc.tuple(fc.nat(30), fc.nat(5), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(fc.string({ minLength: 40, maxLength: 40 }), fc.array(edit, { maxLength: 8 }), (text, edits) => {
        const file = fileOf(text);
        const found = edits.map(([start, length, by]) => finding(file, [[start, start + length, by]]));
        const { texts, applied } = applyFixes([file], found);
        // The same by hand: from the end to the start, so that no offset moves.
        const taken = [...applied.keys()].map(({ fix }) => fix!.edits[0]!).sort((a, b) => b.span.start - a.span.start);
        const expected = taken.reduce(
          (so, { span, text: by }) => so.slice(0, span.start) + by + so.slice(span.end),
          text,
        );
        expect(texts.get("a.yaml") ?? text).toBe(expected);
        for (const [one, places] of applied)
          expect(expected.slice(places[0]!.start, places[0]!.end)).toBe(one.fix!.edits[0]!.text);
      }),
    );
  });
});

describe("rounds of fixes", () => {
  /** Reads `a.yaml`: each `x` is a mistake whose fix is `by`; `!` is a syntax error. */
  const reader = (by: string) => {
    const read = (text: string) => {
      const file = fileOf(text);
      const at = (sign: string, code: string) =>
        [...text].flatMap((character, start) =>
          character !== sign
            ? []
            : [
                {
                  ...finding(file, [[start, start + 1, by]], code),
                  ...(code.startsWith("load/") && { fix: { title: "", edits: [] } }),
                },
              ],
        );
      return { diagnostics: [...at("x", "validate/x"), ...at("!", "load/syntax")], text };
    };
    return { first: read, again: async (texts: ReadonlyMap<string, string>) => read(texts.get("a.yaml") ?? "") };
  };

  it("go on until nothing is left, and a second time change nothing", async () => {
    const { first, again } = reader("o");
    const { texts, applied, reading } = await mend(first("axbx"), again);
    expect(texts.get("a.yaml")).toEqual({ before: "axbx", after: "aobo" });
    expect(applied).toHaveLength(2);
    expect((await mend(reading, again)).texts.size).toBe(0);
  });

  it("undo a fix that brings a syntax error", async () => {
    const { first, again } = reader("!");
    const { texts, applied, reading } = await mend(first("axb"), again);
    expect([texts.size, applied, reading.text]).toEqual([0, [], "axb"]);
  });

  it("undo a fix after which the same is found", async () => {
    const { first, again } = reader("(x)");
    expect((await mend(first("axb"), again)).texts.size).toBe(0);
  });

  it("come to an end when fixes undo one another", async () => {
    let reads = 0;
    const read = (text: string) => {
      reads++;
      const file = fileOf(text);
      return { diagnostics: [finding(file, [[0, 1, text === "a" ? "b" : "a"]], `validate/${text}`)] };
    };
    await mend(read("a"), async (texts) => read(texts.get("a.yaml") ?? ""));
    expect(reads).toBeLessThan(40);
  });
});

describe("a file's content replaced", () => {
  const inFolder = (use: (folder: string) => void) => {
    const folder = mkdtempSync(join(tmpdir(), "tocsin-fix-"));
    try {
      use(fromNative(folder));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it("keeps its permissions and leaves nothing beside it", () =>
    inFolder((folder) => {
      const path = `${folder}/a.yaml`;
      writeFileSync(path, "old");
      chmodSync(path, 0o664);
      nodeHost().replaceFile(path, "new");
      expect(readFileSync(path, "utf8")).toBe("new");
      if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o664);
      expect(readdirSync(folder)).toEqual(["a.yaml"]);
    }));

  it("is refused for a link, which is not followed, and for what is not there", () =>
    inFolder((folder) => {
      writeFileSync(`${folder}/a.yaml`, "old");
      symlinkSync("a.yaml", `${folder}/b.yaml`);
      expect(() => nodeHost().replaceFile(`${folder}/b.yaml`, "new")).toThrow(HostError);
      expect(readFileSync(`${folder}/a.yaml`, "utf8")).toBe("old");
      expect(() => nodeHost().replaceFile(`${folder}/c.yaml`, "new")).toThrow("it does not exist");
      expect(readdirSync(folder)).toEqual(["a.yaml", "b.yaml"]);
    }));
});
