import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commandsOf, printedAsShown } from "../../scripts/readme.mjs";

describe("commands of a page", () => {
  it("are the lines after a dollar sign in console blocks, with what is shown below them", () => {
    const page = "text\n\n```console\n$ one --flag\nout 1\nout 2\n$ two\n```\n\n```yaml\n$ not: this\n```\n";
    expect(commandsOf(page)).toEqual([
      { command: "one --flag", shown: ["out 1", "out 2"] },
      { command: "two", shown: [] },
    ]);
  });

  it.each([
    ["equal", ["a", "b"], "a\nb\n", true],
    ["other times", ["done in 1.5 s"], "done in 20 ms\n", true],
    ["left out lines", ["a", "…", "z"], "a\nb\nc\nz\n", true],
    ["nothing left out", ["a", "…", "z"], "a\nz\n", true],
    ["a line too many", ["a"], "a\nb\n", false],
    ["a line too few", ["a", "b"], "a\n", false],
    ["characters that mean something in a pattern", ["(a+b) [c]"], "(a+b) [c]\n", true],
    ["a count that changed", ["12 files"], "13 files\n", false],
  ])("print what is shown: %s", (_, shown, printed, expected) => {
    expect(printedAsShown(shown, printed)).toBe(expected);
  });
});

describe("README", () => {
  const text = readFileSync("README.md", "utf8");
  const [spec = "", output = ""] = [...text.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, block]) => block);

  it("shows the smallest example", () => {
    const example = readFileSync("examples/minimal/services/hello.service.yaml", "utf8");
    expect(spec.replace(/ +#.*$/gm, "")).toBe(example);
  });

  it("shows what comes of it", () => {
    const rules = readFileSync("examples/minimal/generated/prometheus/hello.rules.yaml", "utf8").replace(/^ +/gm, "");
    const expr = output.split("\n").filter((line) => /^ {4}\S/.test(line) && !line.includes("…"));
    expect(expr).toHaveLength(3);
    for (const line of [output.split("\n")[0]!, ...expr]) expect(rules).toContain(`${line.trim()}\n`);
  });
});
