import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic, DiagnosticSeverity, Span } from "../../src/diagnostics/diagnostic.ts";
import { compileProject, openProject } from "../../src/compile.ts";
import { memoryHost } from "../../src/host/memory.ts";
import { workspace } from "../support/findings.ts";
import { applySuppressions, type SuppressOptions } from "../../src/4-lint/suppress.ts";

/** A text whose comments are its `#` to the end of the line. */
function textOf(text: string, path = "a.service.yaml") {
  const source = { path, text };
  const comments = [...text.matchAll(/#.*/g)].map((match): Span => ({
    file: source,
    start: match.index,
    end: match.index + match[0].length,
  }));
  return { source, comments };
}

function finding(
  document: ReturnType<typeof textOf>,
  at: string,
  code = "lint/unbounded-label",
  severity: DiagnosticSeverity = "warning",
): Diagnostic {
  const start = document.source.text.indexOf(at);
  if (start < 0) throw new Error(`no ${at} in the text`);
  return {
    code,
    severity,
    title: `\`${at}\` is wrong`,
    span: { file: document.source, start, end: start + at.length },
  };
}

/** What comes of it, each as `code text-of-span`, a suppressed one with its reason. */
function outcome(document: ReturnType<typeof textOf>, found: readonly Diagnostic[], options?: SuppressOptions) {
  return applySuppressions([document], found, options).map(({ code, span, suppressed }) => {
    const text = span.file.text.slice(span.start, span.end);
    return suppressed === undefined ? `${code} ${text}` : `(${code} ${text}: ${suppressed})`;
  });
}

describe("a comment above a node", () => {
  it("silences what is found in the node, and nothing beside it", () => {
    const text = textOf(`slis:
  # tocsin-ignore lint/unbounded-label: few, all internal
  logins:
    groupBy: [user]

    type: availability
  other: 1
`);
    const found = [finding(text, "user"), finding(text, "availability"), finding(text, "other")];
    expect(outcome(text, found)).toEqual([
      "(lint/unbounded-label user: few, all internal)",
      "(lint/unbounded-label availability: few, all internal)",
      "lint/unbounded-label other",
    ]);
  });

  it.each([
    [
      "a list below its key, at the key's own indentation",
      "# IGNORE\nspecs:\n- first\n- second\nnext: 1\n",
      { first: true, second: true, next: false },
    ],
    [
      "one item of a list",
      "list:\n  # IGNORE\n  - a: first\n    b: second\n  - third\n",
      { first: true, second: true, third: false },
    ],
    [
      "brackets that close at the key's indentation",
      "# IGNORE\nmap: {\n  first: 1\n}\nnext: 1\n",
      { first: true, next: false },
    ],
    [
      "other comments and empty lines between",
      "# IGNORE\n\n# a note\nfirst: 1\nnext: 1\n",
      { first: true, next: false },
    ],
    [
      "a comment at the end of a block: the next node is outside",
      "a:\n  first: 1\n  # IGNORE\nnext: 1\n",
      { first: false, next: true },
    ],
    ["Windows line ends", "# IGNORE\r\nfirst: 1\r\nnext: 1\r\n", { first: true, next: false }],
  ])("speaks for %s", (_, template, expected) => {
    const text = textOf(template.replace("IGNORE", "tocsin-ignore lint/unbounded-label: because"));
    for (const [word, silenced] of Object.entries(expected)) {
      const [result] = applySuppressions([text], [finding(text, word)]);
      expect({ word, silenced: result?.suppressed !== undefined }).toEqual({ word, silenced });
    }
  });

  it("stacks: each comment speaks for the same node", () => {
    const text = textOf(
      "# tocsin-ignore lint/unbounded-label: one\n# tocsin-ignore lint/objective-too-high: two\nfirst: 1\n",
    );
    const found = [finding(text, "first"), finding(text, "first", "lint/objective-too-high")];
    expect(outcome(text, found)).toEqual(["(lint/unbounded-label first: one)", "(lint/objective-too-high first: two)"]);
  });

  it("is narrowed by a subject to the findings that name it", () => {
    const text = textOf("# tocsin-ignore lint/unbounded-label(user): internal\nlist: [user, email]\n");
    expect(
      outcome(
        text,
        [finding(text, "user"), finding(text, "email")].map((d) => ({
          ...d,
          span: { ...d.span, ...lineOf(text, "list") },
        })),
      ),
    ).toEqual(["(lint/unbounded-label list: [user, email]: internal)", "lint/unbounded-label list: [user, email]"]);
  });

  it("does not reach into another file", () => {
    const text = textOf("# tocsin-ignore lint/unbounded-label: because\nfirst: 1\n");
    const other = textOf("\n\n\nfirst: 1\n", "b.service.yaml");
    const codes = applySuppressions([text, other], [finding(other, "first")]).map((d) => [d.code, d.suppressed]);
    expect(codes).toEqual([
      ["lint/unbounded-label", undefined],
      ["lint/unused-ignore", undefined],
    ]);
  });
});

function lineOf(text: ReturnType<typeof textOf>, word: string) {
  const all = text.source.text;
  const start = all.lastIndexOf("\n", all.lastIndexOf(word)) + 1;
  return { start, end: all.indexOf("\n", start) };
}

describe("a comment for the whole file", () => {
  it("silences everywhere in it, from the top", () => {
    const text = textOf("# a title\n---\n# tocsin-ignore-file lint/unbounded-label: imported\na: first\nb: second\n");
    expect(outcome(text, [finding(text, "first"), finding(text, "second")])).toEqual([
      "(lint/unbounded-label first: imported)",
      "(lint/unbounded-label second: imported)",
    ]);
  });

  it("is malformed below the first key", () => {
    const text = textOf("a: first\n# tocsin-ignore-file lint/unbounded-label: imported\n");
    expect(outcome(text, [finding(text, "first")])).toEqual([
      "lint/unbounded-label first",
      "lint/malformed-ignore # tocsin-ignore-file lint/unbounded-label: imported",
    ]);
  });
});

describe("comments that are findings themselves", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["no reason", "tocsin-ignore lint/unbounded-label", "lint/ignore-without-reason"],
    ["an empty reason", "tocsin-ignore lint/unbounded-label:  ", "lint/ignore-without-reason"],
    ["an unknown code", "tocsin-ignore lint/unbounded-lable: because", "lint/ignore-of-unknown-code"],
    ["a code without its phase", "tocsin-ignore unbounded-label: because", "lint/ignore-of-unknown-code"],
    ["nothing at all", "tocsin-ignore", "lint/malformed-ignore"],
    ["no colon before the reason", "tocsin-ignore lint/unbounded-label it is fine", "lint/malformed-ignore"],
    ["a misspelt word", "tocsin-ingore lint/unbounded-label: because", "lint/malformed-ignore"],
    ["a date that is none", "tocsin-ignore lint/unbounded-label until=2027-02-30: because", "lint/malformed-ignore"],
    ["a date in another form", "tocsin-ignore lint/unbounded-label until=31.1.2027: because", "lint/malformed-ignore"],
    ["a day that has passed", "tocsin-ignore lint/unbounded-label until=2026-11-24: because", "lint/expired-ignore"],
    ["nothing to silence", "tocsin-ignore lint/objective-too-high: because", "lint/unused-ignore"],
  ];
  it.each(cases)("%s", (_, comment, code) => {
    const text = textOf(`# ${comment}\na: first\n`);
    const all = applySuppressions([text], [finding(text, "first")], { today: "2026-11-25" });
    expect(all.map((d) => [d.code, d.suppressed])).toEqual([
      ["lint/unbounded-label", undefined],
      [code, undefined],
    ]);
    expect(all[1]?.help).toBeTruthy();
  });

  it("a comment beside a node instead of above one", () => {
    const text = textOf("a: first # tocsin-ignore lint/unbounded-label: because\n");
    expect(outcome(text, [finding(text, "first")])[1]).toMatch(/^lint\/malformed-ignore/);
  });

  it("holds on its last day, and without a date to compare with", () => {
    const text = textOf("# tocsin-ignore lint/unbounded-label until=2026-11-25: soon\na: first\n");
    for (const options of [{ today: "2026-11-25" }, {}]) {
      expect(outcome(text, [finding(text, "first")], options)).toEqual(["(lint/unbounded-label first: soon)"]);
    }
  });

  it("proposes the code that was meant, and a fix that takes a useless comment away with its line", () => {
    const wrong = textOf("# tocsin-ignore lint/unbounded-lable: because\na: 1\n");
    const [unknown] = applySuppressions([wrong], []);
    expect(unknown?.help).toBe("did you mean `lint/unbounded-label`?");
    expect(unknown?.fix?.edits.map((e) => [wrong.source.text.slice(e.span.start, e.span.end), e.text])).toEqual([
      ["lint/unbounded-lable", "lint/unbounded-label"],
    ]);
    const useless = textOf("b:\n  # tocsin-ignore lint/unbounded-label: because\n  a: 1\n");
    const [unused] = applySuppressions([useless], []);
    expect(unused?.fix?.edits.map((e) => useless.source.text.slice(e.span.start, e.span.end))).toEqual([
      "  # tocsin-ignore lint/unbounded-label: because\n",
    ]);
  });

  it("knows codes of other phases when it is told them", () => {
    const text = textOf("# tocsin-ignore emit/not-compild: later\na: 1\n");
    expect(outcome(text, [], { codes: ["emit/not-compiled"] })).toEqual([
      "lint/ignore-of-unknown-code emit/not-compild",
    ]);
    expect(outcome(text, [])).toEqual(["lint/unused-ignore # tocsin-ignore emit/not-compild: later"]);
  });

  it("proposes no more than a hundred codes, and tells all", () => {
    const text = textOf("# tocsin-ignore lint/unbounded-lable: because\na: 1\n".repeat(150));
    const found = applySuppressions([text], []);
    expect(found).toHaveLength(150);
    expect(found.filter(({ fix }) => fix !== undefined)).toHaveLength(100);
  });

  it("leaves other comments alone", () => {
    const text = textOf("# tocsin makes rules of this file\n# see tocsin-ignore in the docs\na: 1\n");
    expect(outcome(text, [])).toEqual([]);
  });
});

describe("what cannot be silenced", () => {
  it("an error of another phase: it stops the compile", () => {
    const text = textOf("# tocsin-ignore resolve/unknown-sli: later\na: first\n");
    expect(outcome(text, [finding(text, "first", "resolve/unknown-sli", "error")])).toEqual([
      "resolve/unknown-sli first",
      "lint/ignore-not-allowed resolve/unknown-sli",
    ]);
  });

  it("a rule that the policy locks", () => {
    const text = textOf("# tocsin-ignore lint/unbounded-label: later\na: first\n");
    const options = { policy: { locked: new Set(["unbounded-label"]) } };
    expect(outcome(text, [finding(text, "first")], options)).toEqual([
      "lint/unbounded-label first",
      "lint/ignore-not-allowed lint/unbounded-label",
    ]);
  });

  it("but a lint that is an error can be, and what is no error of any phase", () => {
    const text = textOf(
      "# tocsin-ignore lint/page-to-nobody: no on-call yet\n# tocsin-ignore emit/not-compiled: next quarter\na: first\n",
    );
    const found = [
      finding(text, "first", "lint/page-to-nobody", "error"),
      finding(text, "first", "emit/not-compiled", "info"),
    ];
    expect(outcome(text, found)).toEqual([
      "(lint/page-to-nobody first: no on-call yet)",
      "(emit/not-compiled first: next quarter)",
    ]);
  });
});

describe("a comment without effect is not called useless", () => {
  const text = textOf("# tocsin-ignore lint/unbounded-label: because\na: first\nb: second\n");
  it("when an error kept the rules from running", () => {
    expect(outcome(text, [finding(text, "second", "resolve/unknown-sli", "error")])).toEqual([
      "resolve/unknown-sli second",
    ]);
  });
  it("when the file was not looked at in full", () => {
    expect(outcome(text, [], { complete: (path) => path !== "a.service.yaml" })).toEqual([]);
  });
});

describe("in a compilation", () => {
  const service = (name: string, comment: string, groupBy: string) =>
    `version: 1\nservice: ${name}\nowner: shop\nlinks: { runbook: "https://runbooks.example" }\nmatch: { job: ${name} }\nslis:\n  requests:\n    type: availability\n    # ${comment}\n    groupBy: [${groupBy}]\n    prometheus: { total: requests_total, bad: failures_total }\nslos: { requests: 99% }\n`;
  const ignore = "tocsin-ignore lint/unbounded-label: staff alone";
  const files = {
    "/w/tocsin.yaml": `${workspace}policy: { rules: { unbounded-label: error } }\n`,
    "/w/services/one.service.yaml": service("one", ignore, "user_id"),
    "/w/services/two.service.yaml": service("two", ignore, "route"),
  };
  const compile = async (only?: string) => {
    const project = await openProject({
      host: memoryHost({ files }),
      folder: "/w",
      ...(only !== undefined && { files: [only] }),
    });
    const made: string[] = [];
    const result = compileProject(project, {
      onService: ({ service: { name }, artifacts }) => artifacts.length > 0 && made.push(name),
    });
    return {
      ok: result.ok,
      made,
      found: result.diagnostics
        .filter(({ suppressed }) => suppressed === undefined)
        .map(({ code, span }) => `${code} ${span.file.path}`),
    };
  };

  it("a silenced error keeps nothing from being generated, and a useless comment is told", async () => {
    expect(await compile()).toEqual({
      ok: true,
      made: ["one", "two"],
      found: ["lint/unused-ignore services/two.service.yaml"],
    });
  });

  it("a misspelt code of any phase is told", async () => {
    const comment = "tocsin-ignore emit/not-compild: later";
    const misspelt = { ...files, "/w/services/two.service.yaml": service("two", comment, "route") };
    const project = await openProject({ host: memoryHost({ files: misspelt }), folder: "/w" });
    const told = compileProject(project).diagnostics.filter(({ code }) => code === "lint/ignore-of-unknown-code");
    expect(told.map(({ help }) => help)).toEqual(["did you mean `emit/not-compiled`?"]);
  });

  it("comments in services that are left out are not judged", async () => {
    expect(await compile("/w/services/one.service.yaml")).toEqual({ ok: true, made: ["one"], found: [] });
  });
});

it("never throws on a comment, and never loses a finding", () => {
  const piece = fc.constantFrom(
    "tocsin-ignore",
    "tocsin-ignore-file",
    " ",
    ":",
    "(",
    ")",
    "until=",
    "2027-01-31",
    "lint/unbounded-label",
    "lint/__proto__",
    "é",
    "#",
    "reason",
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.array(fc.constantFrom("  ", "- ", "a: first", "\n", "}", "b:"), { maxLength: 12 }),
      (words, body) => {
        const text = textOf(`# ${words.join("")}\n${body.join("")}\na: first\n`);
        const all = applySuppressions([text], [finding(text, "first")], { today: "2026-11-25" });
        expect(all[0]).toMatchObject({ code: "lint/unbounded-label" });
        for (const { span } of all)
          expect(span.start >= 0 && span.start <= span.end && span.end <= text.source.text.length).toBe(true);
      },
    ),
  );
});
