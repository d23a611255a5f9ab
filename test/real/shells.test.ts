/** What the shells themselves propose at the end of a line, once they have read their script. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { librariesOf } from "../../scripts/tools/programs.mjs";
import { tocsinIn } from "../support/command.ts";
import { describeWith } from "../support/programs.ts";

/** A line, the proposals at its end, and whether there may be others beside them. */
interface Row {
  readonly line: string;
  readonly proposals: readonly string[];
  readonly others?: true;
}

const rows: readonly Row[] = [
  { line: "tocsin che", proposals: ["check"] },
  { line: "tocsin co", proposals: ["comment", "completion", "convert"] },
  { line: "tocsin ", proposals: ["init", "generate", "check", "completion", "help"], others: true },
  { line: "tocsin help ch", proposals: ["check"] },
  { line: "tocsin --col", proposals: ["--color"] },
  { line: "tocsin --color ", proposals: ["always", "auto", "never"] },
  { line: "tocsin completion ", proposals: ["bash", "fish", "zsh"] },
  { line: "tocsin check --new", proposals: ["--new-from"] },
  { line: "tocsin check --he", proposals: ["--help"] },
  { line: "tocsin check --qui", proposals: ["--quiet"] },
  { line: "tocsin check --fail-on ", proposals: ["error", "info", "warning"] },
  { line: "tocsin check --fail-on=w", proposals: ["--fail-on=warning"] },
  { line: "tocsin check --fail-on=", proposals: ["--fail-on=error", "--fail-on=info", "--fail-on=warning"] },
  // the same flag has other values elsewhere
  { line: "tocsin diff --fail-on ", proposals: ["breaking", "high", "low", "medium"] },
  { line: "tocsin check -f s", proposals: ["sarif"] },
  { line: "tocsin check -f sarif -f j", proposals: ["json", "junit"] },
  { line: "tocsin check --format sarif --format j", proposals: ["json", "junit"] },
  // flags before the command, and their values, which are no commands
  { line: "tocsin --quiet check -f s", proposals: ["sarif"] },
  { line: "tocsin --cwd shop che", proposals: ["check"] },
  { line: "tocsin --cwd=shop che", proposals: ["check"] },
  { line: "tocsin --color never che", proposals: ["check"] },
  { line: "tocsin --cwd check gen", proposals: ["generate"] },
  { line: "tocsin --cwd check generate --new", proposals: [] },
  // what another command has
  { line: "tocsin generate --new", proposals: [] },
  { line: "tocsin generate check --new", proposals: [] },
  { line: "tocsin nonsense --new", proposals: [] },
];
/** Files, by their last part: the shell's own to complete; bash does so beside our function. */
const files: readonly Row[] = [
  { line: "tocsin check se", proposals: ["services"] },
  { line: "tocsin check services/c", proposals: ["cart.service.yaml", "checkout.service.yaml"] },
];

const folder = mkdtempSync(join(tmpdir(), "tocsin-shells-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => {
  mkdirSync(join(folder, "services"));
  for (const name of ["cart", "checkout"]) writeFileSync(join(folder, `services/${name}.service.yaml`), "");
});

/** @returns by line, sorted */
function proposalsOf(program: string, args: readonly string[], lines: readonly string[], env: Record<string, string>) {
  const { stdout, stderr, status } = spawnSync(program, [...args, ...lines], {
    encoding: "utf8",
    cwd: folder,
    timeout: 60_000,
    env: { PATH: process.env["PATH"], HOME: folder, LC_ALL: "C.UTF-8", TERM: "dumb", ...env },
  });
  expect([status, stderr]).toEqual([0, ""]);
  const found = new Map<string, string[]>();
  let last: string[] = [];
  for (const text of stdout.split("\n").slice(0, -1))
    if (text.startsWith("\t")) last.push(basename(text.slice(1)));
    else found.set(text, (last = []));
  return new Map([...found].map(([line, proposals]) => [line, proposals.sort()]));
}

/** Asks once for all lines. @param ask gets the place of the shell's script */
function shell(
  name: string,
  all: readonly Row[],
  ask: (script: string, lines: readonly string[]) => Map<string, string[]>,
) {
  let found: ReturnType<typeof ask>;
  beforeAll(async () => {
    const script = join(folder, `tocsin.${name}`);
    writeFileSync(script, (await tocsinIn(folder, ["completion", name])).out);
    found = ask(
      script,
      all.map(({ line }) => line),
    );
  });
  it.each(all)("$line", ({ line, proposals, others }) => {
    expect(found.get(line)).toEqual(others ? expect.arrayContaining([...proposals]) : proposals);
  });
}

const helper = (name: string) => resolve("test/real/shells", name);

describe("bash", () => {
  shell("bash", rows, (script, lines) => proposalsOf("bash", ["--norc", helper("propose.bash"), script], lines, {}));
});

describeWith(["zsh"], "zsh", ({ zsh }) => {
  const root = dirname(dirname(zsh));
  shell("zsh", [...rows, ...files], (script, lines) =>
    proposalsOf(zsh, ["-f", helper("propose.zsh"), root, script], lines, {}),
  );
});

describeWith(["fish"], "fish", ({ fish }) => {
  const root = resolve(fish, "../../..");
  shell("fish", [...rows, ...files], (script, lines) =>
    proposalsOf(fish, ["--no-config", helper("propose.fish"), root, script], lines, {
      LD_LIBRARY_PATH: librariesOf(root),
      XDG_CONFIG_HOME: folder,
      XDG_DATA_HOME: folder,
    }),
  );
});

describe("the scripts of zsh and fish", () => {
  it("know every flag that bash completes", async () => {
    const [bash = "", zsh = "", fish = ""] = await Promise.all(
      ["bash", "zsh", "fish"].map(async (name) => (await tocsinIn(folder, ["completion", name])).out),
    );
    const flags = new Set([...bash.matchAll(/ --([a-z-]+)/g)].map(([, flag]) => flag));
    expect(flags.size).toBeGreaterThan(40);
    for (const flag of flags) {
      expect(zsh).toMatch(new RegExp(`'\\*?--${flag}=?\\[`));
      expect(fish).toContain(`-l ${flag} `);
    }
  });
});
