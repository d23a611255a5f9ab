/** Findings for programs: by published schemas, and read by the programs that they are for. What they say is as hostile as a spec can make it. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, it } from "vitest";
import type { Diagnostic, DiagnosticSeverity, SourceFile } from "../../src/diagnostics/diagnostic.ts";
import { renderGithub } from "../../src/diagnostics/render-github.ts";
import { renderGitlab } from "../../src/diagnostics/render-gitlab.ts";
import { renderJson } from "../../src/diagnostics/render-json.ts";
import { renderJunit } from "../../src/diagnostics/render-junit.ts";
import { renderRdjson } from "../../src/diagnostics/render-rdjson.ts";
import { renderSarif } from "../../src/diagnostics/render-sarif.ts";
import { sortDiagnostics } from "../../src/diagnostics/sort.ts";
import { describeWith } from "../support/programs.ts";

const show = (path: string) => path;
const plain: SourceFile = { path: "services/a b.service.yaml", text: "x: 1\ny: é𐐀 100%\nz: 3\n" };
const odd: SourceFile = { path: "services/ü, a::b 100%.service.yaml", text: plain.text };
const hostile = [
  "plain",
  "two\nlines",
  "cdata ]]> <b>&amp; --> <!--",
  "quotes \" and ' and `",
  "nul \u0000, escape \u001b[31m, bell \u0007, delete \u007f",
  "::error file=x::y %0A ##[error]z",
  "emoji 👩‍💻 and right to left \u202e",
  "half a pair \ud800 and \udfff",
  "old\r\nnew\rlines",
  "next \u0085 separator \u2028 non-character \uffff",
  " spaces before, behind and  between \t",
  "long ".repeat(2000),
];
const severities: readonly DiagnosticSeverity[] = ["error", "warning", "info"];
const findings: readonly Diagnostic[] = hostile.flatMap((title, at) => {
  const span = { file: plain, start: plain.text.indexOf("100%"), end: plain.text.indexOf("100%") + 4 };
  const help = hostile[(at + 1) % hostile.length]!;
  return [
    {
      code: "validate/x",
      severity: severities[at % 3]!,
      title,
      help,
      span,
      fix: { title, edits: [{ span, text: title }] },
    },
    {
      code: "lint/y",
      severity: "warning",
      title,
      span: { file: odd, start: 0, end: 18 },
      labels: [{ span, text: title }],
    },
    { code: "lint/z", severity: "warning", title, span: { file: odd, start: 5, end: 5 }, suppressed: title },
  ];
});
const live = sortDiagnostics(findings).filter(({ suppressed }) => suppressed === undefined);
/** As many as an estate may bring that has never been checked. */
const many: readonly Diagnostic[] = Array.from({ length: 5000 }, (_, at) => findings[at % findings.length]!);
const whole = (text: string) => text.replace(/\p{Cs}/gu, "\uFFFD");

const folder = mkdtempSync(join(tmpdir(), "tocsin-formats-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a schema says against a text; without its `$schema` where Ajv has no such draft. */
function validator(file: string, change: (schema: Record<string, unknown>) => unknown = (schema) => schema) {
  const schema = change(JSON.parse(readFileSync(file, "utf8"))) as object;
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  return (text: string) => (validate(JSON.parse(text)) ? "" : JSON.stringify(validate.errors?.[0]));
}

describeWith(["sarif-schema"], "SARIF by its published schema", (programs) => {
  it("takes hostile findings, none and many, and would refuse a level and a place that are wrong", () => {
    const check = validator(programs["sarif-schema"]);
    const text = renderSarif(findings, show);
    expect([text, renderSarif([], show), renderSarif(many, show)].map(check)).toEqual(["", "", ""]);
    expect(check(text.replace('"level": "note"', '"level": "info"'))).toContain("enum");
    expect(check(text.replace('"startLine": 2', '"startLine": 0'))).toContain("minimum");
  });
});

describeWith(["sarif-multitool"], "SARIF by the rules of Microsoft's own validator and of GitHub", (programs) => {
  it("has no error, and would have one for a rule without a description", () => {
    const program = programs["sarif-multitool"];
    chmodSync(program, 0o755); // its package holds it without the right to run
    const text = renderSarif(findings, show);
    writeFileSync(join(folder, "right.sarif"), text);
    writeFileSync(join(folder, "wrong.sarif"), text.replaceAll('"shortDescription"', '"properties"'));
    const args = ["right.sarif", "wrong.sarif", "--rule-kind", "Sarif;Ghas", "--output", "report.sarif"];
    const { stdout, error } = spawnSync(program, ["validate", ...args], {
      cwd: folder,
      encoding: "utf8",
      env: {
        PATH: process.env["PATH"],
        HOME: folder,
        DOTNET_BUNDLE_EXTRACT_BASE_DIR: folder,
        DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1",
      },
    });
    expect([error, stdout]).toEqual([undefined, expect.stringContaining("2 files scanned")]);
    const errors = stdout.split("\n").filter((line) => line.includes(": error "));
    expect(errors.filter((line) => line.includes("right.sarif"))).toEqual([]);
    expect(errors.join("\n")).toMatch(/wrong\.sarif.*error GH2012: .*'shortDescription'/);
  });
});

describeWith(["rdjson-schema"], "rdjson by its published schema", (programs) => {
  it("takes hostile findings, none and many, and would refuse what it does not know", () => {
    // As published it lets unknown keys pass: here each object has its own keys alone.
    const check = validator(programs["rdjson-schema"], ({ $schema: _draft4, definitions, ...rest }) => {
      const closed = Object.entries(definitions as Record<string, object>).map(([name, one]) => [
        name,
        { ...one, additionalProperties: false },
      ]);
      return { ...rest, definitions: Object.fromEntries(closed) };
    });
    const text = renderRdjson(findings, show);
    expect([text, renderRdjson([], show), renderRdjson(many, show)].map(check)).toEqual(["", "", ""]);
    expect(check(text.replace('"severity": "ERROR"', '"severity": "FATAL"'))).toContain("enum");
    expect(check(text.replace('"related_locations"', '"relatedLocations"'))).toContain("additionalProperties");
  });
});

describeWith(["reviewdog"], "reviewdog", ({ reviewdog }) => {
  /** Reads a text and writes what it has understood as rdjson. */
  const reads = (format: string, text: string) => {
    const args = [`-f=${format}`, "-reporter=rdjson", "-filter-mode=nofilter"];
    const { stdout, stderr, status } = spawnSync(reviewdog, args, {
      input: text,
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    expect([status, stderr]).toEqual([0, ""]);
    return JSON.parse(stdout).diagnostics as readonly {
      readonly message: string;
      readonly location: { readonly path: string; readonly range: { readonly start: { readonly line: number } } };
      readonly severity: string;
      readonly source: unknown;
    }[];
  };

  it("reads rdjson and loses nothing", () => {
    const written = JSON.parse(renderRdjson(findings, show)).diagnostics as readonly object[];
    expect(written).toHaveLength(live.length);
    expect(reads("rdjson", renderRdjson(findings, show))).toEqual(
      written.map((one) => ({ ...one, source: { name: "tocsin" } })),
    );
    expect(reads("rdjson", renderRdjson(many, show))).toHaveLength(
      many.filter(({ suppressed }) => suppressed === undefined).length,
    );
  });

  it("reads the same findings as SARIF", () => {
    const brief = reads("sarif", renderSarif(live, show)).map(({ message, location, severity }) => [
      location.path,
      location.range.start.line,
      severity,
      message,
    ]);
    expect(brief).toEqual(
      live.map(({ span: { file, start }, severity, title, help }) => [
        file.path,
        file.text.slice(0, start).split("\n").length,
        severity.toUpperCase(),
        whole(help === undefined ? title : `${title}\n${help}`),
      ]),
    );
  });
});

/** Runs a program in Python with packages beside it. */
function python(packages: readonly string[], program: string, input: string) {
  const { stdout, stderr, status } = spawnSync("python3", ["-c", program], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: { ...process.env, PYTHONPATH: packages.join(":"), PYTHONUTF8: "1" },
  });
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as unknown;
}

describeWith(["lxml", "junit-schema"], "JUnit by the schema of Jenkins", (programs) => {
  it("takes hostile findings, none and many, and would refuse the line of a case", () => {
    const text = renderJunit(findings, show);
    const wrong = text.replace("<testcase ", '<testcase line="2" ');
    const program = `
import json, sys
from lxml import etree
schema = etree.XMLSchema(etree.parse(${JSON.stringify(programs["junit-schema"])}))
def check(text):
    schema.validate(etree.fromstring(text.encode()))
    return [error.message for error in schema.error_log]
json.dump([check(text) for text in json.load(sys.stdin)], sys.stdout)`;
    expect(
      python([programs.lxml], program, JSON.stringify([text, renderJunit([], show), renderJunit(many, show), wrong])),
    ).toEqual([[], [], [], [expect.stringContaining("'line' is not allowed")]]);
  });
});

describeWith(["junitparser"], "junitparser", ({ junitparser }) => {
  it("reads each case with what it says", () => {
    const program = `
import json, sys
from junitparser import JUnitXml
json.dump([[case.classname, case.name, case.result[0].type, case.result[0].message] for suite in JUnitXml.fromstring(sys.stdin.read()) for case in suite], sys.stdout)`;
    const read = python([junitparser], program, renderJunit(findings, show)) as readonly string[][];
    const sayable = (text: string) => text.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "\uFFFD");
    expect(read.map(([path, , kind, message]) => [path, kind, message])).toEqual(
      sortDiagnostics(findings).map(({ span, severity, title, suppressed }) => {
        const isTold = suppressed === undefined && severity !== "info";
        const told = suppressed === undefined ? title : `${title} (ignored: ${suppressed})`;
        return [span.file.path, isTold ? severity : null, sayable(told)];
      }),
    );
    expect(new Set(read.map(([path, name]) => `${path} ${name}`)).size).toBe(findings.length);
  });
});

describeWith(["actions-core"], "annotations beside those of GitHub's own library", (programs) => {
  it("say the same, whatever is in them", () => {
    const calls = live.map(({ code, severity, title, help, span: { file, start, end } }) => {
      const at = (offset: number) => {
        const lines = file.text.slice(0, offset).split("\n");
        return { line: lines.length, column: lines.at(-1)!.length + 1 };
      };
      const [from, to] = [at(start), at(end)];
      const columns = from.line === to.line ? { col: from.column, endColumn: to.column } : {};
      return [
        severity === "info" ? "notice" : severity,
        { file: file.path, line: from.line, endLine: to.line, ...columns, title: code },
        help === undefined ? title : `${title}\n${help}`,
      ];
    });
    const program = `
import { issueCommand } from ${JSON.stringify(pathToFileURL(programs["actions-core"]).href)};
let given = "";
process.stdin.setEncoding("utf8").on("data", (text) => (given += text)).on("end", () => JSON.parse(given).forEach((one) => issueCommand(...one)));`;
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
      input: JSON.stringify(calls),
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    writeFileSync(join(folder, "annotations"), renderGithub(findings, show));
    expect(readFileSync(join(folder, "annotations"), "utf8")).toBe(stdout);
    expect(stdout.trimEnd().split(/[\r\n]/)).toHaveLength(live.length);
  });
});

describe("GitLab's code quality", () => {
  // its reader: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
  it("is a list with all that it asks for; issues are known by their fingerprints", () => {
    const issues = JSON.parse(renderGitlab(many, show)) as readonly Record<string, unknown>[];
    expect(issues).toHaveLength(many.filter(({ suppressed }) => suppressed === undefined).length);
    for (const { description, check_name, severity, location, ...rest } of issues) {
      expect(check_name).toMatch(/^(validate|lint)\/[xy]$/);
      expect(["info", "minor", "major", "critical", "blocker"]).toContain(severity);
      expect(description).toMatch(/^[^\p{Cc}\p{Cs}\p{Zl}]+$/u);
      const { path, lines } = location as { path: string; lines: { begin: number; end: number } };
      expect([plain.path, odd.path]).toContain(path);
      expect(lines.begin).toBeGreaterThanOrEqual(1);
      expect(lines.end).toBeGreaterThanOrEqual(lines.begin);
      expect(Object.keys(rest)).toEqual(["fingerprint"]);
    }
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });

  it("has the keys that another program writes for it", () => {
    const wrong = join(folder, "wrong.js");
    writeFileSync(wrong, "debugger;\n");
    const { stdout } = spawnSync("node_modules/.bin/oxlint", ["-f", "gitlab", wrong], { encoding: "utf8" });
    const shape = (value: unknown): unknown =>
      typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shape(one)]))
        : typeof value;
    const [theirs] = JSON.parse(stdout) as readonly unknown[];
    expect(theirs).toMatchObject({ check_name: "eslint(no-debugger)" });
    for (const ours of JSON.parse(renderGitlab(findings, show)) as readonly unknown[])
      expect(shape(ours)).toEqual(shape(theirs));
  });
});

describe("every text of JSON", () => {
  it("is whole: without halves of surrogate pairs, which strict readers refuse", () => {
    for (const render of [renderJson, renderGitlab, renderRdjson, renderSarif])
      expect(render(findings, show)).not.toMatch(/\\ud[89a-f]|\p{Cs}/iu);
  });
});
