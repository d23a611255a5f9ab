/** Bundles carry the notices of the packages in them: those that the bundler's own comments name, with the texts that the packages came with. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { afterAll, describe, expect, it } from "vitest";
import { noticesFile, noticesOf, packagesIn } from "../../scripts/build/notices.mjs";

/** Head and text of each package in a file of notices. */
function read(file: string): ReadonlyMap<string, string> {
  const [, ...parts] = readFileSync(file, "utf8").split(/^={80}\n/m);
  return new Map(parts.flatMap((head, at) => (at % 2 === 0 ? [[head.trim(), parts[at + 1]!]] : [])));
}

/** What the bundler's comments say is in a bundle of an entry. */
async function packagesByComments(input: string, platform: "node" | "browser"): Promise<readonly string[]> {
  const graph = await rolldown({ input, platform });
  const { output } = await graph.generate({ format: platform === "node" ? "cjs" : "esm" });
  await graph.close();
  const comments = output.flatMap((one) =>
    one.type === "chunk" ? [...one.code.matchAll(/^\/\/(?:#region)? (.*node_modules\/(?:@[^/]+\/)?[^/\n]+)\//gm)] : [],
  );
  return [...new Set(comments.map(([, folder]) => folder!))];
}

describe.each([
  ["the command", "dist/bin", "src/cli/command.ts", "node", 20],
  ["the page of preview", "dist/preview", "src/preview/page/main.ts", "browser", 4],
] as const)("notices of %s", (_, folder, input, platform, least) => {
  it("name each package that is bundled, and hold its texts", async () => {
    const notices = read(join(folder, noticesFile));
    const packages = await packagesByComments(input, platform);
    expect(packages.length).toBeGreaterThanOrEqual(least);
    const heads = packages.map((at) => {
      const { name, version, license } = JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
      const head = `${name} ${version.replace("v", "")} (${license})`;
      const text = notices.get(head) ?? "";
      const own = readdirSync(at).filter((file) => /^(?:licen[cs]e(?:\.\w+)?|notice)$/i.test(file));
      expect([head, own.length]).not.toEqual([head, 0]);
      for (const file of own)
        expect(text).toContain(readFileSync(join(at, file), "utf8").replace(/\r\n/g, "\n").trim());
      return head;
    });
    expect([...notices.keys()]).toEqual([...new Set(heads)].sort());
  });
});

describe("a package", () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-notices-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const made = (name: string, license: string | undefined, files: Readonly<Record<string, string>>) => {
    const at = join(folder, "node_modules", name);
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, "package.json"), JSON.stringify({ name, version: "1.0.0", license }));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(at, file), text);
    return at;
  };

  it("is not bundled under a licence that does not go with ours, with none, or without its text", () => {
    expect(() => noticesOf([made("a", "GPL-3.0-only", { LICENSE: "x" })])).toThrow("a 1.0.0: what is GPL-3.0-only");
    expect(() => noticesOf([made("b", undefined, { LICENSE: "x" })])).toThrow("b 1.0.0: what is without a licence");
    expect(() => noticesOf([made("c", "MIT", { "README.md": "x" })])).toThrow("c 1.0.0: the package has no text");
  });

  it("is found by the files of it that are in a bundle, and told once, in order", () => {
    const [later, first] = [
      made("@x/y", "ISC", { LICENCE: "of y\r\n" }),
      made("@a/b", "MIT", { "license.md": "of b", NOTICE: "n" }),
    ];
    const moduleIds = ["/src/own.ts", join(later, "a.js"), join(later, "lib/b.js"), `\0${join(first, "c.js")}?x`];
    expect(packagesIn([{ moduleIds }, {}])).toEqual([later, first]);
    const line = "=".repeat(80);
    expect(noticesOf([later, first, later])).toBe(
      `The programs in this folder hold these packages, each under its own licence.\n\n${line}\n@a/b 1.0.0 (MIT)\n${line}\n\nn\n\nof b\n\n${line}\n@x/y 1.0.0 (ISC)\n${line}\n\nof y\n`,
    );
  });
});
