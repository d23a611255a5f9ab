import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { install } from "../../scripts/tools/install.mjs";
import { isInstalled, locate, tools, toolsFolder } from "../../scripts/tools/programs.mjs";

describe("the installer of real programs", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tocsin-tools-test-"));
    vi.stubEnv("TOCSIN_TOOLS", folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it("keeps tools where TOCSIN_TOOLS says, else in the user's cache folder", () => {
    expect(toolsFolder()).toBe(folder);
    vi.stubEnv("TOCSIN_TOOLS", "");
    vi.stubEnv("XDG_CACHE_HOME", "/cache");
    expect(toolsFolder()).toBe("/cache/tocsin/tools");
  });

  it("provides each program once, from one pinned version", () => {
    const programs = tools.flatMap((tool) => Object.keys(tool.provides));
    expect(new Set(programs).size).toBe(programs.length);
    for (const tool of tools) if (tool.way.kind !== "path") expect(tool.version).toMatch(/^\d+(?:\.\d+){1,2}$/);
  });

  it("names a tool that cannot be installed, with the reason, and leaves nothing half made", async () => {
    vi.stubEnv("PATH", "");
    const said: string[] = [];
    const actionlint = tools.filter((tool) => tool.name === "actionlint");
    const failures = await install(actionlint, (line) => said.push(line));
    expect(failures.map((failure) => failure.reason)).toEqual(["`go` is not on this machine"]);
    expect(said.at(-1)).toBe(
      "NOT INSTALLED actionlint 1.7.12 (correctness of the CI workflow): `go` is not on this machine",
    );
    expect(readdirSync(folder)).toEqual([]);
    expect(locate("actionlint")).toBeUndefined();
    expect(actionlint.every(isInstalled)).toBe(false);
  });
});
