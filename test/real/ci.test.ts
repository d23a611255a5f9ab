import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";
import { describeWith } from "../support/programs.ts";

const workflow = ".github/workflows/ci.yml";

/** Programs of Python find their packages beside them. */
function runPython(program: string, ...args: readonly string[]) {
  const env = { ...process.env, PYTHONPATH: dirname(dirname(program)) };
  return spawnSync(program, args, { encoding: "utf8", env });
}

/** Runs a checker over a copy of a file with one mistake in it. */
function checkBroken(program: string, args: readonly string[], from: string, to: string, of = workflow) {
  const text = readFileSync(of, "utf8");
  expect(text).toContain(from);
  const folder = mkdtempSync(join(tmpdir(), "tocsin-workflow-"));
  try {
    const file = join(folder, basename(of));
    writeFileSync(file, text.replace(from, to));
    return runPython(program, ...args, file);
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

describeWith(["zizmor"], "zizmor on the action", ({ zizmor }) => {
  const args = ["--offline", "--no-progress"];

  it("finds nothing, and would find a setting that reaches the shell as text", () => {
    const { stdout, stderr, status } = spawnSync(zizmor, [...args, "action.yml"], { encoding: "utf8" });
    expect(stdout + stderr).toContain("No findings to report");
    expect(status).toBe(0);
    const from = 'run: bash "$GITHUB_ACTION_PATH/ci/github.sh"';
    const injected = checkBroken(zizmor, args, from, "run: echo ${{ inputs.folder }}", "action.yml");
    expect(injected.stdout).toContain("template-injection");
  });
});

describeWith(["check-jsonschema"], "published schemas on files for CI systems", (programs) => {
  const checker = programs["check-jsonschema"];

  it.each([
    ["vendor.github-actions", "action.yml", "using: composite", "using: composit"],
    ["vendor.github-workflows", workflow, "timeout-minutes:", "timeout-minute:"],
  ])("%s takes %s, and would refuse a mistake in it", (schema, file, from, to) => {
    const args = ["--builtin-schema", schema];
    const { stdout, stderr, status } = runPython(checker, ...args, file);
    expect([status, stdout + stderr]).toEqual([0, expect.stringContaining("ok")]);
    expect(checkBroken(checker, args, from, to, file).status).toBe(1);
  });

  it("the template of GitLab is a pipeline", () => {
    // its header names inputs, of which a job is made: what follows is checked with them filled in
    const [, jobs = ""] = readFileSync("ci/gitlab.yml", "utf8").split(/^---$/m);
    const folder = mkdtempSync(join(tmpdir(), "tocsin-gitlab-"));
    try {
      const file = join(folder, "gitlab.yml");
      const check = (text: string) => {
        writeFileSync(file, text);
        return runPython(checker, "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", file).status;
      };
      const filled = jobs.replace(/\$\[\[ inputs\.(\w+) \]\]/g, "$1");
      expect(filled).not.toContain("$[[");
      expect(check(filled)).toBe(0);
      expect(check(filled.replace("artifacts:", "artefacts: 1\n  artifacts: 2 #"))).toBe(1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describeWith(["pre-commit"], "pre-commit on our hooks", (programs) => {
  it("takes them, and would refuse a language that it does not know", () => {
    const checker = programs["pre-commit"];
    const { status } = runPython(checker, "validate-manifest", ".pre-commit-hooks.yaml");
    expect(status).toBe(0);
    const broken = checkBroken(
      checker,
      ["validate-manifest"],
      "language: node",
      "language: nodee",
      ".pre-commit-hooks.yaml",
    );
    expect(broken.status).toBe(1);
  });
});
