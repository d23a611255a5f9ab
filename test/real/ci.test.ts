import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeWith } from "../support/programs.ts";

const workflow = ".github/workflows/ci.yml";

/** Runs a checker over a copy of the workflow with one mistake in it. */
function checkBroken(program: string, args: readonly string[], from: string, to: string) {
  const text = readFileSync(workflow, "utf8");
  expect(text).toContain(from);
  const folder = mkdtempSync(join(tmpdir(), "tocsin-workflow-"));
  try {
    const file = join(folder, "broken.yml");
    writeFileSync(file, text.replace(from, to));
    return spawnSync(program, [...args, file], { encoding: "utf8" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describeWith(["actionlint"], "actionlint on the CI workflow", ({ actionlint }) => {
  it("finds nothing", () => {
    const { status, stdout } = spawnSync(actionlint, [workflow], { encoding: "utf8" });
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  it("would find a misspelt key and an unknown context", () => {
    expect(checkBroken(actionlint, [], "timeout-minutes:", "timeout-minute:").stdout).toContain("timeout-minute");
    expect(checkBroken(actionlint, [], "github.ref }}", "github.reff }}").stdout).toContain("reff");
  });
});

describeWith(["zizmor"], "zizmor on the CI workflow", ({ zizmor }) => {
  const args = ["--offline", "--no-progress"];

  it("finds nothing", () => {
    const { status, stdout, stderr } = spawnSync(zizmor, [...args, workflow], { encoding: "utf8" });
    expect(stdout + stderr).toContain("No findings to report");
    expect(status).toBe(0);
  });

  it("would find text of others in a command and an action that is not pinned", () => {
    const injected = checkBroken(zizmor, args, "run: bash .ci/run", "run: echo ${{ github.head_ref }}");
    expect(injected.stdout).toContain("template-injection");
    const pin = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0";
    expect(checkBroken(zizmor, args, pin, "actions/checkout@main").stdout).toContain("unpinned-uses");
  });
});
