import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { builtinKits } from "../../src/kits/builtin.ts";
import { sliKinds } from "../../src/3-resolve/sli/registry.ts";
import { lintRules } from "../../src/4-lint/registry.ts";
import { targets } from "../../src/5-emit/registry.ts";
import { findingsOf, readFixture } from "../support/findings.ts";

const sources = readdirSync("src", { recursive: true, encoding: "utf8" }).map((path) => `src/${path}`);
const foldersWith = (folder: string, file: string) =>
  sources
    .filter((path) => path.startsWith(`${folder}/`) && basename(path) === file && dirname(path) !== folder)
    .map((path) => basename(dirname(path)));
const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

describe("a registry lists exactly what has a folder or a file", () => {
  it.each([
    ["targets", names(targets), foldersWith("src/5-emit", "target.ts")],
    ["SLI kinds", names(sliKinds), foldersWith("src/3-resolve/sli", "kind.ts")],
    ["lint rules", names(lintRules), foldersWith("src/4-lint/rules", "rule.ts")],
    ["built-in kits", names(builtinKits), kitFiles()],
  ])("%s", (_, listed, onDisk) => {
    expect(listed.toSorted()).toEqual(onDisk.toSorted());
    expect(listed.length).toBeGreaterThan(0);
  });

  function kitFiles() {
    return sources.filter((path) => path.endsWith(".kit.yaml")).map((path) => basename(path, ".kit.yaml"));
  }
});

/** Every code that the catalogues of the phases and the rules define. */
const catalogues = await Promise.all(
  sources
    .filter((path) => basename(path) === "diagnostics.ts")
    .map(async (path) => {
      const { diagnostic } = (await import(/* @vite-ignore */ `../../${path}`)) as {
        diagnostic: { phase: string; kinds: object };
      };
      return Object.keys(diagnostic.kinds).map((name) => `${diagnostic.phase}/${name}`);
    }),
);
const codes = [...catalogues.flat(), ...names(lintRules).map((name) => `lint/${name}`)];
const pages = sources
  .filter((path) => path.endsWith(".md"))
  .map((path) => ({
    path,
    text: readFileSync(path, "utf8"),
    code: /^# (\S+)\n/.exec(readFileSync(path, "utf8"))?.[1],
  }));

describe("pages of findings", () => {
  it("there is one for each code, none without a code, and no code twice", () => {
    expect(new Set(codes).size).toBe(codes.length);
    expect(pages.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
  });

  it.each(pages)("$path stands where its code says", ({ path, code }) => {
    expect(path.endsWith("/page.md") ? basename(dirname(path)) : basename(path, ".md")).toBe(code?.split("/")[1]);
  });

  describe.each(pages)("$path", ({ text, code }) => {
    it("says why before anything else", () => {
      const [first, why] = text.split(/\n{2,}/);
      expect(first).toBe(`# ${code}`);
      expect(why).toMatch(/^(?!#|```).{40}/s);
    });

    it("has a wrong example that reports the code, and a right one that reports nothing", async () => {
      const wrong = section(text, "Wrong");
      const right = section(text, "Right");
      // What needs a disk, a clock or a command line shows a terminal; tests of that part run it.
      if (/^```console$/m.test(wrong)) return expect(wrong).toContain(code);
      expect(examples(wrong)).not.toEqual([]);
      for (const example of examples(wrong)) expect((await findings(example)).map((one) => one.code)).toContain(code);
      for (const example of examples(right)) {
        const found = await findings(example);
        // An info is no mistake, unless it is the one that the page is about.
        expect(found.filter((one) => one.code === code || one.severity !== "info").map((one) => one.code)).toEqual([]);
      }
    });
  });
});

function section(page: string, title: string): string {
  return page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";
}

function examples(part: string): readonly string[] {
  return [...part.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text]) => text ?? "");
}

async function findings(example: string) {
  return (await findingsOf(readFixture(example).files)).filter(({ suppressed }) => suppressed === undefined);
}
