import { describe, expect, it } from "vitest";
import type { Diagnostic, SourceFile, Span } from "../../src/diagnostics/diagnostic.ts";
import { fingerprints } from "../../src/diagnostics/fingerprint.ts";
import { renderGitlab } from "../../src/diagnostics/render-gitlab.ts";
import { renderJunit } from "../../src/diagnostics/render-junit.ts";
import { renderRdjson } from "../../src/diagnostics/render-rdjson.ts";
import { renderSarif } from "../../src/diagnostics/render-sarif.ts";

const file: SourceFile = { path: "services/a b.service.yaml", text: "x: 1\né𐐀: 100%\nz: 3\n" };
const show = (path: string) => `shop/${path}`;

function at(text: string, source = file): Span {
  const start = source.text.indexOf(text);
  return { file: source, start, end: start + text.length };
}

const error: Diagnostic = {
  code: "validate/x",
  severity: "error",
  title: 'a "title" & <more>',
  span: at("100%"),
  help: "mend it",
  labels: [{ span: at("z"), text: "here too" }],
  fix: { title: "write `99%`", edits: [{ span: at("100%"), text: "99%" }] },
};
const info: Diagnostic = { code: "lint/y", severity: "info", title: "t", span: at("x") };
const silenced: Diagnostic = { code: "lint/z", severity: "warning", title: "s", span: at("z"), suppressed: "known" };

describe("fingerprints", () => {
  it("stay when lines move, and tell apart what is alike", () => {
    const moved = { ...file, text: `# a comment\n\n${file.text}` };
    const of = (...some: Diagnostic[]) => fingerprints(some);
    expect(of({ ...error, span: at("100%", moved) })).toEqual(of(error));
    const [first, second] = of(error, error);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).not.toBe(first);
    expect(of({ ...error, code: "validate/other" })[0]).not.toBe(first);
  });
});

describe("sarif", () => {
  const { version, runs } = JSON.parse(renderSarif([silenced, error, info], show));
  const [{ tool, results, columnKind }] = runs;

  it("names every rule once and refers to it", () => {
    expect(version).toBe("2.1.0");
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["lint/y", "lint/z", "validate/x"]);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
  });

  it("gives places in UTF-16 units, with paths as references", () => {
    expect(columnKind).toBe("utf16CodeUnits");
    const found = results.find(({ ruleId }: { ruleId: string }) => ruleId === "validate/x");
    // é is one unit, 𐐀 two, and `: ` two more
    expect(found.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "shop/services/a%20b.service.yaml", uriBaseId: "%SRCROOT%" },
      region: { startLine: 2, startColumn: 6, endLine: 2, endColumn: 10 },
    });
    expect(found.level).toBe("error");
    expect(found.message.text).toBe('a "title" & <more>\nmend it');
    expect(found.relatedLocations[0].message.text).toBe("here too");
    expect(found.fixes[0].artifactChanges[0].replacements[0].insertedContent.text).toBe("99%");
  });

  it("keeps what a comment silences, with its reason", () => {
    const suppressed = results.filter((result: object) => "suppressions" in result);
    expect(suppressed).toHaveLength(1);
    expect(suppressed[0]).toMatchObject({
      level: "warning",
      suppressions: [{ kind: "inSource", justification: "known" }],
    });
    expect(results.find(({ ruleId }: { ruleId: string }) => ruleId === "lint/y").level).toBe("note");
  });
});

describe("gitlab", () => {
  it("is a list of issues with a place and a fingerprint each, without what is silenced", () => {
    const issues = JSON.parse(renderGitlab([silenced, error, info], show));
    expect(issues).toEqual([
      {
        description: "t",
        check_name: "lint/y",
        fingerprint: fingerprints([info])[0],
        severity: "info",
        location: { path: "shop/services/a b.service.yaml", lines: { begin: 1, end: 1 } },
      },
      {
        description: 'a "title" & <more>: mend it',
        check_name: "validate/x",
        fingerprint: fingerprints([error])[0],
        severity: "major",
        location: { path: "shop/services/a b.service.yaml", lines: { begin: 2, end: 2 } },
      },
    ]);
    expect(renderGitlab([], show)).toBe("[]\n");
  });
});

describe("rdjson", () => {
  it("counts columns in bytes of UTF-8", () => {
    const { source, diagnostics } = JSON.parse(renderRdjson([error, silenced], show));
    expect(source).toEqual({ name: "tocsin" });
    expect(diagnostics).toHaveLength(1);
    // é takes two bytes, 𐐀 four, and `: ` two more
    const range = { start: { line: 2, column: 9 }, end: { line: 2, column: 13 } };
    expect(diagnostics[0]).toEqual({
      message: 'a "title" & <more>\nmend it',
      location: { path: "shop/services/a b.service.yaml", range },
      severity: "ERROR",
      code: { value: "validate/x" },
      related_locations: [
        {
          message: "here too",
          location: {
            path: "shop/services/a b.service.yaml",
            range: { start: { line: 3, column: 1 }, end: { line: 3, column: 2 } },
          },
        },
      ],
      suggestions: [{ range, text: "99%" }],
    });
  });
});

describe("junit", () => {
  it("has a suite for each file and a case for each finding", () => {
    expect(renderJunit([error, silenced], show)).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<testsuites name="tocsin check" tests="2" failures="1" errors="0">',
        '  <testsuite name="shop/services/a b.service.yaml" file="shop/services/a b.service.yaml" tests="2" failures="1" errors="0" skipped="1">',
        '    <testcase name="validate/x 2:6" classname="shop/services/a b.service.yaml">',
        '      <failure type="error" message="a &quot;title&quot; &amp; &lt;more&gt;">shop/services/a b.service.yaml:2:6&#10;a &quot;title&quot; &amp; &lt;more&gt;&#10;mend it</failure>',
        "    </testcase>",
        '    <testcase name="lint/z 3:1" classname="shop/services/a b.service.yaml">',
        '      <skipped message="s (ignored: known)"/>',
        "    </testcase>",
        "  </testsuite>",
        "</testsuites>",
        "",
      ].join("\n"),
    );
  });

  it("passes with one case when nothing is found, and holds no sign that XML cannot", () => {
    expect(renderJunit([], show)).toContain('tests="1" failures="0"');
    expect(renderJunit([{ ...info, title: "\u0000\ud800\u001b" }], show)).toContain('message="\ufffd\ufffd\ufffd"');
  });
});
