import { describe, expect, it } from "vitest";
import { exact, list, percent, percentAtMost, rounded } from "../../src/4-lint/words.ts";
import { Decimal } from "../../src/model/quantity/decimal.ts";
import { findingsOf, workspace } from "../support/findings.ts";

const service = "version: 1\nservice: quiet\nowner: shop\nmatch: { job: quiet }\nslis: {}\nslos: {}\n";

describe("policy", () => {
  it.each([
    ["rules: { objective-to-high: error }", "objective-to-high", "did you mean `objective-too-high`?"],
    ["rules: { objective-too-high: error, page-to-nobdy: none }", "page-to-nobdy", "did you mean `page-to-nobody`?"],
    [
      "locked: [page-without-runbook, page-without-runbok]",
      "page-without-runbok",
      "did you mean `page-without-runbook`?",
    ],
    ["rules: { no-such-thing-at-all: info }", "no-such-thing-at-all", "`tocsin rules` lists them"],
  ])("that names a rule that is not there: %s", async (policy, marked, help) => {
    const found = await findingsOf({
      "tocsin.yaml": `${workspace}policy: { ${policy} }\n`,
      "services/quiet.service.yaml": service,
    });
    const [unknown, ...others] = found.filter(({ code }) => code === "lint/unknown-rule");
    expect(others).toEqual([]);
    expect(unknown).toMatchObject({ severity: "warning", title: `there is no lint rule \`${marked}\``, help });
    expect(unknown?.span.file.text.slice(unknown.span.start, unknown.span.end)).toBe(marked);
  });

  it("is content with rules that are there", async () => {
    const policy =
      "policy: { rules: { objective-too-high: error, unbounded-label: none }, locked: [page-to-nobody] }\n";
    const found = await findingsOf({ "tocsin.yaml": workspace + policy, "services/quiet.service.yaml": service });
    expect(found.filter(({ code }) => code.startsWith("lint/"))).toEqual([]);
  });
});

describe("words of findings", () => {
  const of = (text: string) => Decimal.parse(text)!;

  it.each([
    ["0.0005", "0.05%"],
    ["1.0752", "107.52%"],
    ["0.00001", "0.001%"],
    ["0.018601190476", "1.8601%"],
  ])("%s is %s", (ratio, text) => expect(percent(of(ratio))).toBe(text));

  it("rounds half up, once", () => {
    const places = ["2.5", "2.45", "0.04", "39.999"].map((text) => [rounded(of(text), 0), rounded(of(text), 1)]);
    expect(places).toEqual([
      ["3", "2.5"],
      ["2", "2.5"],
      ["0", "0"],
      ["40", "40"],
    ]);
  });

  // Never above the ratio: what is proposed must be free of the finding.
  it.each([
    ["0.99985119", "99.985%"],
    ["0.9999627976", "99.9962%"],
    ["0.5", "50%"],
    ["0.912", "91.2%"],
    ["0.9", "90%"],
    ["1", "100%"],
  ])("at most %s is %s", (ratio, text) => expect(percentAtMost(of(ratio))).toBe(text));

  it("lists", () => {
    expect([list([]), list(["a"]), list(["a", "b"]), list(["a", "b", "c"], "or")]).toEqual([
      "",
      "a",
      "a and b",
      "a, b or c",
    ]);
  });

  it("keeps fractions of seconds exact", () => expect(exact(0.25).toString()).toBe("0.25"));
});
