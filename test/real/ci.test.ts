import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { load, loadAll } from "js-yaml";
import { afterAll, describe, expect, it } from "vitest";
import { tocsinIn } from "../support/command.ts";
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

describeWith(["actionlint", "zizmor"], "the workflow that init writes", ({ actionlint, zizmor }) => {
  it("is one, and safe", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tocsin-init-"));
    try {
      expect((await tocsinIn(folder, ["init", ".", "--yes"])).status).toBe(0);
      const file = join(folder, ".github/workflows/specs.yaml");
      expect(spawnSync(actionlint, [file], { encoding: "utf8" })).toMatchObject({ status: 0, stdout: "" });
      const { status, stdout, stderr } = runPython(zizmor, "--offline", "--no-progress", file);
      expect([status, stdout + stderr]).toEqual([0, expect.stringContaining("No findings to report")]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
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
});

/** The examples in YAML of the page about reviews, in their order: GitHub's, GitLab's, pre-commit's. */
const [onGithub = "", onGitlab = "", beforeCommit = ""] = [
  ...readFileSync("docs/review.md", "utf8").matchAll(/```yaml\n([^]*?)```/g),
].map(([, text]) => text!);

describeWith(["actionlint"], "the workflow in the docs", ({ actionlint }) => {
  it("is one, installs what it runs, and uses settings that the action has", () => {
    const { status, stdout } = spawnSync(actionlint, ["-"], { input: onGithub, encoding: "utf8" });
    expect([status, stdout]).toEqual([0, ""]);
    const { jobs } = load(onGithub) as {
      jobs: { tocsin: { steps: { uses?: string; run?: string; with?: object }[] } };
    };
    const { steps } = jobs.tocsin;
    const ours = steps.findIndex(({ uses }) => uses?.includes("tocsin"));
    expect(steps.slice(0, ours).map(({ run }) => run)).toContain("npm ci");
    const { inputs } = load(readFileSync("action.yml", "utf8")) as { inputs: object };
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(steps[ours]!.with!)));
  });
});

describe("the note of the template for GitLab", () => {
  it.each([
    [
      { TOCSIN_PROMETHEUS: "http://p:1/a b", TOCSIN_ENVIRONMENT: "eu west" },
      "--prometheus;http://p:1/a b;--env;eu west;",
    ],
    [{ TOCSIN_PROMETHEUS: "http://p:1", TOCSIN_ENVIRONMENT: "" }, "--prometheus;http://p:1;"],
    // an environment alone is no question, and `comment` would refuse it
    [{ TOCSIN_PROMETHEUS: "", TOCSIN_ENVIRONMENT: "production" }, ""],
  ])("is measured where a Prometheus is named: %o", (given, expected) => {
    const [, { tocsin }] = loadAll(readFileSync("ci/gitlab.yml", "utf8")) as [
      unknown,
      { tocsin: { script: string[] } },
    ];
    const note = tocsin.script.find((line) => line.includes("comment --provider"))!;
    const { stdout, stderr } = spawnSync("bash", ["-c", `tocsin() { printf '%s;' "$@"; }; ${note}`], {
      encoding: "utf8",
      env: { ...process.env, ...given, TOCSIN_FOLDER: "shop", GITLAB_TOKEN: "t", CI_MERGE_REQUEST_IID: "1" },
    });
    expect([stdout, stderr]).toEqual([`--cwd;shop;comment;--provider;gitlab;${expected}`, ""]);
  });
});

describeWith(["node-24", "gitlab-ci-local"], "the template for GitLab, as gitlab-ci-local reads it", (programs) => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-gitlab-"));
  const template = readFileSync("ci/gitlab.yml", "utf8");
  /** The pipeline of a repository that includes the template, by GitLab's schema and with its inputs filled in. */
  const expand = (text: string, inputs: string) => {
    writeFileSync(join(folder, "template.yml"), text);
    writeFileSync(join(folder, ".gitlab-ci.yml"), `include: [{ local: template.yml, inputs: ${inputs} }]\n`);
    git(folder, "add", "-A");
    const args = [programs["gitlab-ci-local"], "--preview", "--no-color"];
    return spawnSync(programs["node-24"], args, {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, HOME: folder },
    });
  };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is a pipeline with the inputs of the docs, and would not be with a mistake", () => {
    commit(folder);
    git(folder, "remote", "add", "origin", "git@gitlab.example:acme/shop.git");
    const [{ inputs }] = (load(onGitlab) as { include: [{ inputs: object }] }).include;
    const { status, stdout, stderr } = expand(template, JSON.stringify(inputs));
    expect([status, stderr]).toEqual([0, expect.any(String)]);
    const { tocsin } = load(stdout) as { tocsin: { script: string[]; variables: object } };
    expect(tocsin.variables).toMatchObject({ TOCSIN_FOLDER: ".", TOCSIN_VERSION: "" });
    expect(expand(template.replace("when: always", "when: allways"), "{}").status).toBe(1);
    const { spec } = load(template.split(/^---$/m)[0]!) as { spec: { inputs: object } };
    expect(Object.keys(spec.inputs)).toEqual(expect.arrayContaining(Object.keys(inputs)));
    // the script, as a runner's shell would have it
    const bin = join(folder, "bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "npm"), `#!/bin/sh\necho "npm $*"\n`, { mode: 0o755 });
    const kept = join(folder, "shop");
    cpSync("examples/minimal", kept, { recursive: true });
    const run = (variables: Record<string, string>) =>
      spawnSync("bash", ["-eo", "pipefail", "-c", tocsin.script.join("\n")], {
        cwd: folder,
        encoding: "utf8",
        env: { PATH: `${bin}:${process.env["PATH"]}`, HOME: folder, TOCSIN_FOLDER: "shop", ...variables },
      });
    mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
    symlinkSync(resolve("dist/bin/tocsin.js"), join(folder, "node_modules/.bin/tocsin"));
    const report = () => JSON.parse(readFileSync(join(folder, "gl-code-quality-report.json"), "utf8")) as object[];
    const right = run({ TOCSIN_VERSION: "" });
    expect([right.status, right.stdout.split("\n")[0], report()]).toEqual([0, "npm ci", []]);
    const hello = join(kept, "services/hello.service.yaml");
    writeFileSync(hello, readFileSync(hello, "utf8").replace("owner:", "ownr:"));
    const wrong = run({ TOCSIN_VERSION: "1.2.3" });
    expect([wrong.status, wrong.stdout.split("\n")[0]]).toEqual([1, "npm install --global tocsin@1.2.3"]);
    expect(report()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          check_name: "validate/unknown-key",
          location: expect.objectContaining({ path: "shop/services/hello.service.yaml" }),
        }),
      ]),
    );
  });
});

describeWith(["pre-commit"], "pre-commit on our hooks", (programs) => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-hooks-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("refuses a manifest with a language that it does not know", () => {
    const checker = programs["pre-commit"];
    expect(runPython(checker, "validate-manifest", ".pre-commit-hooks.yaml").status).toBe(0);
    const args = ["validate-manifest"];
    expect(checkBroken(checker, args, "language: system", "language: sistem", ".pre-commit-hooks.yaml").status).toBe(1);
  });

  it("runs them as the docs say on a new workspace, and tells of what is wrong", async () => {
    const [hooks, own] = ["hooks", "own"].map((name) => join(folder, name)) as [string, string];
    cpSync(".pre-commit-hooks.yaml", join(hooks, ".pre-commit-hooks.yaml"));
    commit(hooks);
    const revision = git(hooks, "rev-parse", "HEAD").trim();
    expect((await tocsinIn(folder, ["init", "own", "--yes"])).status).toBe(0);
    expect((await tocsinIn(own, ["generate"])).status).toBe(0);
    mkdirSync(join(own, "node_modules/.bin"), { recursive: true });
    symlinkSync(resolve("dist/bin/tocsin.js"), join(own, "node_modules/.bin/tocsin"));
    const config = beforeCommit.replace(/repo: .*/, `repo: ${hooks}`).replace(/rev: .*/, `rev: ${revision}`);
    writeFileSync(join(own, ".pre-commit-config.yaml"), config);
    writeFileSync(join(own, ".github/workflows/tocsin.yaml"), "on: push\n");
    commit(own);
    const run = () => {
      const env = { ...process.env, PYTHONPATH: dirname(dirname(programs["pre-commit"])), PRE_COMMIT_HOME: folder };
      const { status, stdout } = spawnSync(programs["pre-commit"], ["run", "--all-files", "--color", "never"], {
        cwd: own,
        env,
        encoding: "utf8",
      });
      return { status, ended: [...stdout.matchAll(/\.(Passed|Failed|Skipped)$/gm)].map(([, word]) => word), stdout };
    };
    expect(run()).toMatchObject({ status: 0, ended: ["Passed", "Passed", "Passed"] });
    const spec = join(own, "services/web.service.yaml");
    writeFileSync(spec, readFileSync(spec, "utf8").replace("owner:", "ownr:  "));
    const wrong = run();
    expect(wrong).toMatchObject({ status: 1, ended: ["Failed", "Failed", "Failed"] });
    expect(wrong.stdout).toContain("error[validate/unknown-key]: `ownr` is not a key of a service");
  });
});

/** @returns what it printed */
function git(folder: string, ...args: readonly string[]): string {
  const settings = ["user.name=t", "user.email=t@example.org", "commit.gpgsign=false"].flatMap((one) => ["-c", one]);
  return execFileSync("git", [...settings, ...args], { cwd: folder, encoding: "utf8" });
}

function commit(folder: string): void {
  git(folder, "init", "-q", "-b", "main");
  git(folder, "add", "-A");
  git(folder, "commit", "-q", "--allow-empty", "-m", "one");
}
