/** What shells complete: by bash itself, and for the others what stands in their scripts. */
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { tocsinIn } from "../support/command.ts";

const script = async (shell: string) => (await tocsinIn(process.cwd(), ["completion", shell])).out;

const bash = await script("bash");

/** What bash offers at the end of a line. */
function offered(...words: readonly string[]): readonly string[] {
  const quoted = words.map((word) => `'${word}'`).join(" ");
  const asked = `${bash}\nCOMP_WORDS=(tocsin ${quoted}); COMP_CWORD=${words.length}; _tocsin; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync("bash", ["--norc", "-c", asked], { encoding: "utf8" }).trim().split("\n");
}

describe("bash", () => {
  it("completes commands, flags and values", () => {
    expect(offered("che")).toEqual(["check"]);
    expect(offered("")).toEqual(expect.arrayContaining(["init", "generate", "check", "completion"]));
    expect(offered("check", "--fail-on", "")).toEqual(["error", "warning", "info"]);
    expect(offered("--quiet", "check", "-f", "s")).toEqual(["sarif"]);
    expect(offered("check", "--new")).toEqual(["--new-from"]);
    expect(offered("generate", "--new")).toEqual([""]);
    expect(offered("--col")).toEqual(["--color"]);
    expect(offered("completion", "")).toEqual(["bash", "zsh", "fish"]);
    // files are the shell's own to complete
    expect(offered("check", "serv")).toEqual([""]);
  });
});

describe("zsh and fish", () => {
  it("know the same flags, with what they are for", async () => {
    const [zsh, fish] = [await script("zsh"), await script("fish")];
    expect(zsh).toContain("'--fail-on[lowest severity that makes the exit status 1]:value:(error warning info)'");
    expect(zsh).toContain("'*:argument:(bash zsh fish)'");
    expect(fish).toContain(
      "complete -c tocsin -n '__fish_seen_subcommand_from check' -l fail-on -x -a 'error warning info' -d 'lowest severity that makes the exit status 1'\n",
    );
    const flags = [...bash.matchAll(/--[a-z-]+/g)].map(([flag]) => flag.slice(2));
    for (const flag of new Set(flags))
      expect([zsh.includes(`--${flag}[`), fish.includes(`-l ${flag} `)]).toEqual([true, true]);
  });
});
