import { describe, expect, it } from "vitest";
import { constantOf } from "../../src/4-lint/expressions.ts";
import { exact, list, percent, percentAtMost, rounded } from "../../src/4-lint/words.ts";
import { Decimal } from "../../src/model/quantity/decimal.ts";
import { compileProject, openProject } from "../../src/compile.ts";
import { memoryHost } from "../../src/host/memory.ts";
import { parsePromql } from "../../src/model/promql/parse.ts";
import { mayHave, resultLabels } from "../../src/model/promql/result-labels.ts";
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

describe("rules over all services", () => {
  const uses = (name: string, receiver: string, ignore = "") =>
    `version: 1\nservice: ${name}\nowner: shop\nlinks: { runbook: "https://runbooks.example/x" }\nuses: prom-http\n${ignore}slos: { availability: { objective: 99.9%, alerting: { page: { notify: ${receiver} } } } }\n`;
  const shared = `${workspace}environments: { one: { labels: { env: one } }, two: { labels: { env: two } } }\n`.replace(
    "receivers:\n",
    'receivers:\n  first: { webhook: { url: "https://first.example" } }\n  second: { webhook: { url: "https://second.example" } }\n',
  );
  const files = {
    "/w/tocsin.yaml": shared,
    "/w/services/a.service.yaml": uses("a", "first"),
    "/w/services/b.service.yaml": uses("b", "second", "# tocsin-ignore lint/objective-over-dependencies: tried\n"),
  };
  const codesOf = async (opened: { readonly files?: readonly string[] }, compiled: object = {}) => {
    const host = memoryHost({ files });
    const project = await openProject({ host, folder: "/w", ...opened });
    return compileProject(project, compiled).diagnostics.map(({ code }) => code);
  };

  it("find nothing unused when everything is compiled", async () => {
    const found = await codesOf({});
    expect(found).not.toContain("lint/unused-receiver");
    // Looked for and not found: then a comment about it has no effect, and that is told.
    expect(found).toContain("lint/unused-ignore");
  });

  it.each([
    ["one file", { files: ["/w/services/b.service.yaml"] }, {}],
    ["one environment", {}, { environments: ["one"] }],
  ])("are silent when only %s is compiled, and comments about them are left alone", async (_, opened, compiled) => {
    const found = await codesOf(opened, compiled);
    expect(found.filter((code) => code.startsWith("lint/"))).toEqual([]);
  });

  it("are silent when a service has a mistake that hides what it uses", async () => {
    const found = await findingsOf({ "tocsin.yaml": shared, "services/a.service.yaml": uses("a", "frist") });
    const codes = found.map(({ code }) => code);
    expect(codes).toContain("resolve/unknown-receiver");
    expect(codes).not.toContain("lint/unused-receiver");
  });
});

describe("labels of a result", () => {
  const of = (text: string) => resultLabels(parsePromql(text).expr!);

  // As Prometheus documents its operators and functions; open means that labels of the raw series are there besides.
  it.each([
    ["up", "open"],
    ['up{job="a", x=~"b", y=""}', "open job"],
    ["sum(up)", ""],
    ["sum by (a, b) (up)", "a b"],
    ["sum by (a, b) (sum by (b, c) (up))", "b"],
    ["sum without (a) (sum by (a, b) (up))", "b"],
    ["topk(3, sum by (a) (up))", "a"],
    ['count_values("version", up)', "version"],
    ["rate(up[5m])", "open"],
    ["sum by (a) (up) > 1", "a"],
    ["1 < sum by (a) (up)", "a"],
    ["sum by (a) (up) and on () up", "a"],
    ["sum by (a) (up) or sum by (b) (up)", "a b"],
    ["sum by (a, b) (up) * on (a) sum by (a) (up)", "a"],
    ["sum by (a, b) (up) * on (a) group_left (c) sum by (a) (up)", "a b c"],
    ["sum by (a, b) (up) / ignoring (b) sum by (a) (up)", "a"],
    ["scalar(up)", ""],
    ["vector(1)", ""],
    ["time()", ""],
    ['absent(up{job="a", x=~"b"})', "job"],
    ["absent(sum(up))", ""],
    ['label_replace(sum by (a) (up), "b", "$1", "a", "(.*)")', "a b"],
    ["histogram_quantile(0.9, sum by (le, a) (rate(x_bucket[5m])))", "a"],
    ["max_over_time((sum by (a) (up))[1h:])", "a"],
    ["-sum by (a) (up)", "a"],
  ])("%s: %s", (text, expected) => {
    const { names, open } = of(text);
    expect([...(open ? ["open"] : []), ...[...names].sort()].join(" ")).toBe(expected);
  });

  it("forget what was taken away, also of raw series", () => {
    expect(mayHave(of("sum without (le) (up)"), "le")).toBe(false);
    expect(mayHave(of("sum without (le) (up)"), "pod")).toBe(true);
    expect(mayHave(of("up / ignoring (code) up"), "code")).toBe(false);
  });
});

describe("numbers in expressions", () => {
  it.each([
    ["24 * 3600", 86_400],
    ["-(2 + 3)", -5],
    ["2 ^ 10 / 4", 256],
    ["1e3", 1000],
    ["up", undefined],
    ["up * 2", undefined],
  ])("%s is %s", (text, value) => expect(constantOf(parsePromql(text).expr!)).toBe(value));
});

describe("a regex that is plain text", () => {
  it.each([
    [`'up{a=~"b.*", job =~ "x"} == 0'`, `'up{a=~"b.*", job = "x"} == 0'`],
    [`"up{job!~\\"x\\"} == 0"`, `"up{job!=\\"x\\"} == 0"`],
    [`>-\n      up{job=~"x"}\n      == 0`, `>-\n      up{job="x"}\n      == 0`],
  ])("is mended in %s", async (when, mended) => {
    const text = `version: 1\nservice: quiet\nowner: shop\nalerts:\n  Down:\n    when: ${when}\n`;
    const found = await findingsOf({ "tocsin.yaml": workspace, "services/quiet.service.yaml": text });
    const [{ span, text: replacement } = expect.fail("no edit")] =
      found.find(({ code }) => code === "lint/regex-without-need")?.fix?.edits ?? [];
    expect(text.slice(0, span.start) + replacement + text.slice(span.end)).toBe(text.replace(when, mended));
  });
});
