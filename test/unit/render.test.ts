import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellsOf } from "../../src/diagnostics/cells.ts";
import type { Diagnostic, SourceFile, Span } from "../../src/diagnostics/diagnostic.ts";
import { linesOf } from "../../src/diagnostics/position.ts";
import { renderGithub } from "../../src/diagnostics/render-github.ts";
import { renderJson } from "../../src/diagnostics/render-json.ts";
import { renderText } from "../../src/diagnostics/render-text.ts";
import { summarize, summaryLine } from "../../src/diagnostics/summary.ts";
import { texts } from "../support/promql.ts";

const spec: SourceFile = {
  path: "services/checkout.service.yaml",
  text: "version: 1\nservice: checkout\nslos:\n  availability:\n    objectve: 99.9%\n",
};

/** The span of the `nth` occurrence of `text`. */
function at(file: SourceFile, text: string, nth = 0): Span {
  let start = file.text.indexOf(text);
  for (let skipped = 0; skipped < nth; skipped++) start = file.text.indexOf(text, start + 1);
  if (start < 0) throw new Error(`no ${text}`);
  return { file, start, end: start + text.length };
}

const unknownKey: Diagnostic = {
  code: "validate/unknown-key",
  severity: "error",
  title: "`objectve` is not a key of an SLO",
  span: at(spec, "objectve"),
  note: "not known here",
  help: "did you mean `objective`?",
  fix: { title: "write `objective`", edits: [{ span: at(spec, "objectve"), text: "objective" }] },
};

const plain = (...diagnostics: Diagnostic[]) => renderText(diagnostics, { color: false, width: 80 });
const finding = (span: Span, rest: Partial<Diagnostic> = {}): Diagnostic => ({
  code: "lint/x",
  severity: "warning",
  title: "t",
  span,
  ...rest,
});

describe("text", () => {
  it("shows the place, the marked text, the help and where to read more", () => {
    expect(plain(unknownKey)).toBe(
      [
        "error[validate/unknown-key]: `objectve` is not a key of an SLO",
        " --> services/checkout.service.yaml:5:5",
        "5 |     objectve: 99.9%",
        "  |     ^^^^^^^^ not known here",
        "  = help: did you mean `objective`?",
        "  = tocsin explain validate/unknown-key",
        "",
      ].join("\n"),
    );
  });

  it("shows labels in the same file in the order of lines, and those in another file after them", () => {
    const workspace = { path: "tocsin.yaml", text: "teams:\n  payments: {}\n" };
    const labels = [
      { span: at(spec, "checkout"), text: "of this service" },
      { span: at(workspace, "payments"), text: "known team" },
    ];
    expect(
      plain({ ...unknownKey, labels, fix: undefined as never })
        .split("\n")
        .slice(1, 9),
    ).toEqual([
      " --> services/checkout.service.yaml:5:5",
      "2 | service: checkout",
      "  |          -------- of this service",
      "...",
      "5 |     objectve: 99.9%",
      "  |     ^^^^^^^^ not known here",
      " ::: tocsin.yaml:2:3",
      "2 |   payments: {}",
    ]);
  });

  it("marks two places of one line below that line", () => {
    const text = { path: "a", text: "slos: { a: 1, a: 2 }\n" };
    const first = { span: at(text, "a"), text: "first here" };
    expect(
      plain(finding(at(text, "a", 1), { labels: [first], note: "again" }))
        .split("\n")
        .slice(1, 5),
    ).toEqual([" --> a:1:15", "1 | slos: { a: 1, a: 2 }", "  |         - first here", "  |               ^ again"]);
  });

  it("shows a fix with the line as it would be, unless the help has spelt it out", () => {
    const text = { path: "a", text: 'total: x{a="b"}\n' };
    const span = at(text, 'x{a="b"}');
    const fix = { title: "quote the selector", edits: [{ span, text: `'x{a="b"}'` }] };
    expect(
      plain(finding(span, { help: "a selector inside braces is quoted", fix }))
        .split("\n")
        .slice(4, 7),
    ).toEqual([
      "  = help: a selector inside braces is quoted",
      "  = fix: quote the selector",
      `    + total: 'x{a="b"}'`,
    ]);
  });

  it("sets carets under tabs, wide and combining characters", () => {
    const frame = (line: string, word: string) => {
      const text = { path: "a", text: `${line}\n` };
      const [, , source = "", carets = ""] = plain(finding(at(text, word))).split("\n");
      return [source, carets].map((part) => part.slice(4));
    };
    expect(frame("\tab: x", "x")).toEqual(["    ab: x", "        ^"]);
    expect(frame("a\tb: x", "x")).toEqual(["a   b: x", "       ^"]);
    // 支払 takes two columns each, é as e and U+0301 one, the emoji two.
    expect(frame("名: 支払x", "x")).toEqual(["名: 支払x", "        ^"]);
    expect(frame("名: 支払x", "支払")).toEqual(["名: 支払x", "    ^^^^"]);
    expect(frame("e\u0301: x", "x")).toEqual(["e\u0301: x", "   ^"]);
    expect(frame("🔥: x", "x")).toEqual(["🔥: x", "    ^"]);
  });

  it("takes CRLF for the end of a line", () => {
    const text = { path: "a", text: "one: 1\r\ntwo: 2\r\n" };
    expect(
      plain(finding(at(text, "2")))
        .split("\n")
        .slice(1, 4),
    ).toEqual([" --> a:2:6", "2 | two: 2", "  |      ^"]);
  });

  it("marks an insertion point, also at the end of the text", () => {
    const text = { path: "a", text: "one:" };
    expect(
      plain(finding({ file: text, start: 4, end: 4 }, { note: "a value" }))
        .split("\n")
        .slice(1, 4),
    ).toEqual([" --> a:1:5", "1 | one:", "  |     ^ a value"]);
  });

  it("marks the first line of what runs over several", () => {
    const text = { path: "a", text: "a: |\n  x\n  y\n  z\n" };
    expect(
      plain(finding({ file: text, start: 3, end: 16 }, { note: "here" }))
        .split("\n")
        .slice(2, 4),
    ).toEqual(["1 | a: |", "  |    ^ here (and 3 more lines)"]);
  });

  it("cuts a very long line around the mark", () => {
    const text = { path: "a", text: `${"a".repeat(5000)}XYZ${"b".repeat(5000)}\n` };
    const [, , source = "", carets = ""] = plain(finding(at(text, "XYZ"), { note: "here" })).split("\n");
    expect(source.length).toBe(80);
    expect(source).toMatch(/^1 \| …a+XYZb+…$/);
    expect(carets).toBe(`  |${" ".repeat(source.indexOf("XYZ") - 3)}^^^ here`);
  });

  it("cuts the mark too when it is longer than the window", () => {
    const text = { path: "a", text: "a".repeat(500) };
    const lines = plain(finding({ file: text, start: 0, end: 500 })).split("\n");
    expect(lines[2]).toBe(`1 | ${"a".repeat(75)}…`);
    expect(lines[3]).toBe(`  | ${"^".repeat(76)}`.slice(0, (lines[3] as string).length));
    expect((lines[3] as string).length).toBeLessThanOrEqual(80);
  });

  it("gives hostile text no power over the terminal", () => {
    const text = { path: "a\u001b[2J", text: "x: \u001b[31mred\u202e\u0007\n" };
    const out = plain(finding(at(text, "red"), { title: "bad `\u001b]0;t\u0007\n`", help: "one\u009b\ntwo" }));
    // eslint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(out).toContain("x: \\u{1b}[31mred\\u{202e}\\u{7}");
    expect(out).toContain("warning[lint/x]: bad `\\u{1b}]0;t\\u{7}\\n`");
  });

  it("names a file without text by its path alone", () => {
    const file = { path: "services/gone.service.yaml", text: "" };
    expect(plain(finding({ file, start: 0, end: 0 })).split("\n")[1]).toBe(" --> services/gone.service.yaml");
  });

  it("sorts by file, offset and code, points to a page once, and leaves out what is suppressed", () => {
    const out = plain(
      finding(at(spec, "slos"), { code: "lint/b", title: "third" }),
      finding(at(spec, "slos"), { code: "lint/a", title: "second" }),
      finding(at(spec, "version"), { code: "lint/b", title: "first" }),
      finding(at(spec, "slos"), { code: "lint/c", title: "never", suppressed: "a reason" }),
    );
    expect(out.match(/first|second|third|never|tocsin explain \S+/g)).toEqual([
      "first",
      "tocsin explain lint/b",
      "second",
      "tocsin explain lint/a",
      "third",
    ]);
  });

  it("colours only when told to", () => {
    const coloured = renderText([unknownKey], { color: true, width: 80 });
    expect(coloured).toContain("\u001b[31m");
    // eslint-disable-next-line no-control-regex
    expect(coloured.replaceAll(/\u001b\[\d+m/g, "")).toBe(plain(unknownKey));
  });

  it("never throws and keeps to the width, whatever the text and the span", () => {
    fc.assert(
      fc.property(texts(300), fc.nat(400), fc.nat(400), (text, a, b) => {
        const span = {
          file: { path: "a", text },
          start: Math.min(a, b, text.length),
          end: Math.min(Math.max(a, b), text.length),
        };
        const source = plain(finding(span)).split("\n")[2] ?? "";
        const shown = cellsOf(source).reduce((sum, { width }) => sum + width, 0);
        expect(shown).toBeLessThanOrEqual(88);
      }),
    );
  });
});

describe("positions", () => {
  it("agrees with counting by hand", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "\n", "\r\n", "é")), fc.nat(40), (parts, offset) => {
        const text = parts.join("");
        const before = text.slice(0, offset);
        const { line, column } = linesOf(text).positionOf(offset);
        expect(line).toBe(before.split("\n").length);
        expect(column).toBe(before.length - (before.lastIndexOf("\n") + 1) + 1);
      }),
    );
  });
});

describe("json", () => {
  const schema = JSON.parse(readFileSync("schemas/output/findings.schema.json", "utf8")) as object;

  it("keeps to its schema", () => {
    const labels = [{ span: at(spec, "checkout"), text: "here" }];
    const out = renderJson([{ ...unknownKey, labels, suppressed: "known" }, finding(at(spec, "slos"))]);
    const ajv = new Ajv({ allErrors: true });
    expect(ajv.validate(schema, JSON.parse(out)), ajv.errorsText()).toBe(true);
  });

  it("counts lines and columns from 1 and keeps what is suppressed, marked", () => {
    const out = JSON.parse(renderJson([{ ...unknownKey, suppressed: "known" }], (path) => `shop/${path}`));
    const start = spec.text.indexOf("objectve");
    expect(out.findings[0]).toMatchObject({
      code: "validate/unknown-key",
      file: "shop/services/checkout.service.yaml",
      start: { line: 5, column: 5, offset: start },
      end: { line: 5, column: 13, offset: start + 8 },
      fix: { title: "write `objective`", edits: [{ text: "objective", start: { line: 5, column: 5, offset: start } }] },
      suppressed: "known",
    });
    expect(out.summary).toEqual({ errors: 0, warnings: 0, infos: 0, suppressed: 1, files: 0 });
  });
});

describe("github", () => {
  it("makes one command for each finding, with what has a meaning of its own escaped", () => {
    const file = { path: "a,b:c.yaml", text: "x: 1\ny: 100%\n" };
    expect(renderGithub([finding(at(file, "100%"), { severity: "info", title: "50% of\nit", help: "a, b: c" })])).toBe(
      "::notice file=a%2Cb%3Ac.yaml,line=2,endLine=2,col=4,endColumn=8,title=lint/x::50%25 of%0Ait%0Aa, b: c\n",
    );
  });
});

describe("summary", () => {
  it.each([
    [[], "no findings"],
    [["error"], "1 error in 1 file"],
    [["error", "error", "warning", "info"], "2 errors, 1 warning, 1 info in 1 file"],
  ] as const)("%j", (list, line) => {
    const diagnostics = list.map((severity) => finding(at(spec, "slos"), { severity }));
    expect(summaryLine(summarize(diagnostics))).toBe(line);
  });

  it("counts files once and says what a comment silences", () => {
    const other = { path: "b", text: "x" };
    const all = [
      finding(at(spec, "slos")),
      finding(at(other, "x")),
      finding(at(spec, "version"), { suppressed: "why" }),
    ];
    expect(summaryLine(summarize(all))).toBe("2 warnings in 2 files; 1 ignored by a comment");
  });
});
