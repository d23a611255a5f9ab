/** The packed extension beside what the marketplace's own packer makes of the same files: it refuses what the marketplace would. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, expect, it } from "vitest";
import { extensionFiles, packVsix } from "../../scripts/build/vsix.mjs";
import { describeWith } from "../support/programs.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-vsce-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** XML without the space between its tags; the packer writes the README in small letters. */
const plain = (bytes: Uint8Array | undefined) =>
  new TextDecoder()
    .decode(bytes)
    .replace(/>\s+</g, "><")
    .replace(/\s*\/>/g, "/>")
    .replaceAll("readme.md", "README.md")
    .trim();

describeWith(["vsce"], "vsce", ({ vsce }) => {
  it("takes the extension, and packs the same", async () => {
    const files = await extensionFiles();
    for (const [path, content] of files) {
      mkdirSync(dirname(join(folder, "extension", path)), { recursive: true });
      writeFileSync(join(folder, "extension", path), content);
    }
    const archive = join(folder, "theirs.vsix");
    // until there is a public repository; nothing within is left out
    const flags = ["--allow-missing-repository", "--no-dependencies", "--out", archive];
    const { status, stdout, stderr } = spawnSync(process.execPath, [vsce, "package", ...flags], {
      cwd: join(folder, "extension"),
      encoding: "utf8",
      env: { ...process.env, VSCE_STORE: "file", HOME: folder },
    });
    expect([status, stderr.replace(/^.*\.vscodeignore.*\n?/gm, "").trim()]).toEqual([0, ""]);
    expect(stdout).toContain("DONE");
    const ours = unzipSync(packVsix(files));
    const theirs = unzipSync(readFileSync(archive));
    const names = (of: object) => Object.keys(of).map((name) => name.replace("readme.md", "README.md"));
    expect(names(theirs).sort()).toEqual(names(ours).sort());
    expect(plain(ours["extension.vsixmanifest"])).toBe(plain(theirs["extension.vsixmanifest"]));
    const types = (of: typeof ours) =>
      plain(of["[Content_Types].xml"])
        .match(/<Default [^>]*>/g)
        ?.sort();
    expect(types(ours)).toEqual(types(theirs));
    for (const name of Object.keys(ours).filter((one) => one.endsWith(".js")))
      expect([name, Buffer.compare(ours[name]!, theirs[name]!)]).toEqual([name, 0]);
  });
});
