import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse as parseWithYaml } from "yaml";
import { byteLimit, firstBadByte } from "../../src/1-load/bytes.ts";
import type { Document } from "../../src/1-load/document.ts";
import { loadYamlFully } from "../../src/1-load/recover.ts";
import { expandGlobs, findWorkspace } from "../../src/1-load/workspace.ts";
import { loadYaml } from "../../src/1-load/yaml.ts";
import type { Diagnostic, Span } from "../../src/diagnostics/diagnostic.ts";
import { failure } from "../../src/host/failure.ts";
import { memoryHost } from "../../src/host/memory.ts";
import { texts } from "../support/promql.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const slice = ({ file, start, end }: Span) => file.text.slice(start, end);
const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

function documentOf(text: string): Document {
  const { value, diagnostics } = loadYaml("x.yaml", bytes(text));
  expect(diagnostics).toEqual([]);
  return value!;
}

describe("values and places come from one reading", () => {
  const text = `# spec
version: 1
service: "check\\u006fut"   # name
match: { job: cart, code: ['200', "201"] }
slos:
  availability:
    objective: 99.9%
  - not a list
`.replace(
    "  - not a list\n",
    `notes: |
  first line
    second
`,
  );

  it.each([
    ["/version", "value", "1"],
    ["/version", "key", "version"],
    ["/service", "value", '"check\\u006fut"'],
    ["/match", "value", `{ job: cart, code: ['200', "201"] }`],
    ["/match/code", "value", `['200', "201"]`],
    ["/match/code/1", "value", '"201"'],
    ["/match/code/1", "key", '"201"'],
    ["/slos/availability", "value", "objective: 99.9%"],
    ["/slos/availability/objective", "value", "99.9%"],
    ["/notes", "value", "|\n  first line\n    second"],
    // What is missing: a scalar ancestor's value, else an ancestor's key, else the file's first key.
    ["/version/minor", "value", "1"],
    ["/slos/availability/window", "value", "availability"],
    ["/slos/latency", "key", "slos"],
    ["/nothing/at/all", "value", "version"],
  ] as const)("%s, its %s", (pointer, part, expected) => {
    const document = documentOf(text);
    expect(slice(document.spanOf(pointer, part))).toBe(expected);
    // What was let go is made again.
    document.release!();
    expect(slice(document.spanOf(pointer, part))).toBe(expected);
  });

  it("keeps values, comments and order", () => {
    const document = documentOf(text);
    expect(document.value).toEqual({
      version: 1,
      service: "checkout",
      match: { job: "cart", code: ["200", "201"] },
      slos: { availability: { objective: "99.9%" } },
      notes: "first line\n  second\n",
    });
    expect(document.comments.map(slice)).toEqual(["# spec", "# name"]);
  });

  it("counts CRLF as it stands in the file, and a byte order mark not at all", () => {
    const document = documentOf("\ufeffversion: 1\r\nservice: a\r\nnotes: |\r\n  x\r\n  y\r\n");
    expect(document.value).toEqual({ version: 1, service: "a", notes: "x\ny\n" });
    expect(document.spanOf("/service", "key").start).toBe("version: 1\r\n".length);
  });

  it("follows an alias to the value that is written", () => {
    const document = documentOf("a: &x { job: cart }\nb: *x\n");
    expect(document.value).toEqual({ a: { job: "cart" }, b: { job: "cart" } });
    expect(slice(document.spanOf("/b"))).toBe("*x");
    expect(slice(document.spanOf("/b/job"))).toBe("cart");
  });

  it("reads keys as they are written", () => {
    expect(Object.keys(documentOf("1.10: a\n0x1F: b\ntrue: c\n").value as object)).toEqual(["1.10", "0x1F", "true"]);
  });

  it("reads YAML 1.2: `on`, `no` and `1:30` are text", () => {
    expect(documentOf("a: on\nb: no\nc: 1:30\nd: 2026-11-25\ne: ~\nf: 1e3\n").value).toEqual({
      a: "on",
      b: "no",
      c: "1:30",
      d: "2026-11-25",
      e: null,
      f: 1000,
    });
  });

  it("finds comments that touch scalars, and none inside them", () => {
    const document = documentOf(
      `a: b#c # one\n"d#": 'e # f' # two\ng: | # three\n  # text\nh: [1, # four\n  2]\n#five`,
    );
    expect(document.comments.map(slice)).toEqual(["# one", "# two", "# three", "# four", "#five"]);
  });
});

describe("a place inside a text has its place in the file", () => {
  const word = fc.stringMatching(/^[a-zé_]{1,6}$/);
  const blank = fc.constantFrom(" ", "  ");
  const line = fc
    .array(fc.tuple(word, blank), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.flat().join("").trimEnd());
  const lines = fc.array(line, { minLength: 1, maxLength: 4 });

  it.each([
    ["plain", (all: string[]) => `a: x${all.join("\n  ")}\n`],
    ["single-quoted", (all: string[]) => `a: '${all.join("''\n  ")}'\n`],
    ["double-quoted", (all: string[]) => `a: "${all.join('\\"\\u00e9\n\n  ')}"\n`],
    ["with escaped line ends", (all: string[]) => `a: "${all.join(" \\\n   ")}"\n`],
    ["literal", (all: string[]) => `a: |\n  ${all.join("\n   ")}\n`],
    ["folded", (all: string[]) => `a: >-\n  ${all.join("\n  ")}\n`],
    ["inside braces", (all: string[]) => `😀: { a: x${all.join(" ")} }\n`],
  ] as const)("%s", (_, write) => {
    fc.assert(
      fc.property(lines, (all) => {
        const text = write(all);
        for (const source of [text, text.replaceAll("\n", "\r\n")]) {
          const document = documentOf(source);
          const pointer = source.startsWith("a") ? "/a" : "/😀/a";
          const value =
            pointer === "/a"
              ? (document.value as { a: string }).a
              : (document.value as Record<string, { a: string }>)["😀"]!.a;
          for (const { 0: found, index } of value.matchAll(/[a-z_]+/g)) {
            expect(slice(document.spanInside!(pointer, index, index + found.length))).toBe(found);
          }
          const whole = document.spanInside!(pointer, 0, value.length);
          expect(whole.start).toBeGreaterThanOrEqual(document.spanOf(pointer).start);
          expect(whole.end).toBeLessThanOrEqual(Math.max(document.spanOf(pointer).end, whole.start + 1) + 2);
        }
      }),
    );
  });

  it("covers an escape whole, and gives a place at the end", () => {
    const document = documentOf(`a: "up\\u007bx\\"}"\nb: 'it''s'\n`);
    expect((document.value as { a: string }).a).toBe('up{x"}');
    expect(slice(document.spanInside!("/a", 2, 3))).toBe("\\u007b");
    expect(slice(document.spanInside!("/a", 4, 5))).toBe('\\"');
    expect(slice(document.spanInside!("/b", 2, 3))).toBe("''");
    expect(document.spanInside!("/a", 6, 6).start).toBe(document.spanOf("/a").end - 1);
    expect(document.spanInside!("/a", 90, 99).start).toBe(document.spanOf("/a").end - 1);
  });

  it("gives the value for what is no text", () => {
    const document = documentOf("a: 12\nb: { c: d }\n");
    expect(slice(document.spanInside!("/a", 0, 1))).toBe("12");
    expect(slice(document.spanInside!("/b", 0, 1))).toBe("{ c: d }");
    expect(slice(document.spanInside!("/b/x", 0, 1))).toBe("b");
  });
});

describe("two readers agree", () => {
  const scalar = fc.oneof(
    fc.stringMatching(/^[A-Za-z][A-Za-z0-9 _%/.-]{0,10}[A-Za-z0-9]$/),
    fc.integer({ min: -99999, max: 99999 }).map(String),
    fc.constantFrom("true", "false", "null", "~", "1.5", "on", "1:30", '"quoted \\t text"', "'it''s'", "0s"),
  );
  const key = fc.stringMatching(/^[a-z][a-zA-Z0-9-]{0,8}$/);
  const { value } = fc.letrec<{ value: string; flow: string }>((tie) => ({
    flow: fc.oneof(
      { depthSize: "small" },
      scalar,
      fc.array(tie("flow"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
      fc
        .uniqueArray(fc.tuple(key, tie("flow")), { maxLength: 3, selector: ([name]) => name })
        .map((entries) => `{ ${entries.map((entry) => entry.join(": ")).join(", ")} }`),
    ),
    value: fc.oneof(
      { depthSize: "small" },
      tie("flow"),
      fc.array(tie("flow"), { minLength: 1, maxLength: 3 }).map((items) =>
        items
          .map((item) => `\n- ${item}`)
          .join("")
          .replaceAll("\n", "\n  "),
      ),
      fc
        .uniqueArray(fc.tuple(key, tie("value")), { minLength: 1, maxLength: 3, selector: ([name]) => name })
        .map((entries) =>
          entries
            .map(([name, part]) => `\n${name}: ${part}`)
            .join("")
            .replaceAll("\n", "\n  "),
        ),
    ),
  }));
  const map = fc
    .uniqueArray(fc.tuple(key, value), { minLength: 1, maxLength: 5, selector: ([name]) => name })
    .map((entries) => entries.map(([name, part]) => `${name}: ${part}\n`).join(""));

  it("on the value of any spec-like text", () => {
    fc.assert(
      fc.property(map, (text) => {
        expect(documentOf(text).value).toEqual(parseWithYaml(text));
      }),
    );
  });
});

describe("bytes", () => {
  it.each([
    ["a lone continuation byte", [0x61, 0x80], 1],
    ["an overlong slash", [0xc0, 0xaf], 0],
    ["an overlong three-byte form", [0xe0, 0x9f, 0x80], 0],
    ["a surrogate", [0x61, 0xed, 0xa0, 0x80], 1],
    ["beyond U+10FFFF", [0xf4, 0x90, 0x80, 0x80], 0],
    ["a sequence that ends too early", [0x61, 0x62, 0xf0, 0x9f, 0x98], 2],
    ["UTF-16", [0xff, 0xfe, 0x61, 0x00], 0],
    ["well-formed text", [...bytes("é € 😀")], undefined],
  ])("%s", (_, sequence, offset) => {
    expect(firstBadByte(Uint8Array.from(sequence))).toBe(offset);
  });

  it("agrees with the decoder of the platform on what is UTF-8", () => {
    const strict = new TextDecoder("utf-8", { fatal: true });
    const part = fc.oneof(fc.uint8Array({ maxLength: 4 }), texts(3).map(bytes));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const all = Uint8Array.from(parts.flatMap((one) => [...one]));
        let fine = true;
        try {
          strict.decode(all);
        } catch {
          fine = false;
        }
        expect(firstBadByte(all) === undefined).toBe(fine);
      }),
      { numRuns: 500 },
    );
  });

  it("names the byte and its place", () => {
    const { diagnostics } = loadYaml("x.yaml", Uint8Array.from([...bytes("a: é\nb: "), 0xe9, 0x0a]));
    expect(diagnostics.map(({ title, span }) => [title, span.start])).toEqual([
      ["the file is not UTF-8: 0xE9 at byte 9", 8],
    ]);
  });

  it.each([
    ["a: b\0c\n", "NUL", 4],
    ["a: b\u001bc\n", "ESC", 4],
    ["a: b\rc\n", "a carriage return without a line feed", 4],
    ["a: \ufeffb\n", "a byte order mark that is not at the start", 3],
    ["a: \u202eb\n", "U+202E", 3],
    ["a: b\u0085c\n", undefined, 0],
  ])("%j", (text, name, start) => {
    const { diagnostics } = loadYaml("x.yaml", bytes(text));
    if (name === undefined) return expect(diagnostics).toEqual([]);
    expect(diagnostics.map(({ title, span }) => [title, span.start])).toEqual([
      [`an invisible character stands here: ${name}`, start],
    ]);
  });

  it("refuses what is over the limit, and takes what is at it", () => {
    const filled = (size: number) => bytes(`a: ${"x".repeat(size - 4)}\n`);
    expect(codes(loadYaml("x.yaml", filled(byteLimit)).diagnostics)).toEqual([]);
    expect(codes(loadYaml("x.yaml", filled(byteLimit + 1)).diagnostics)).toEqual(["load/file-too-large"]);
  });

  it("refuses a control character that an escape would bring in", () => {
    expect(codes(loadYaml("x.yaml", bytes('a: "\\0"\n')).diagnostics)).toEqual(["load/invisible-character"]);
    expect(codes(loadYaml("x.yaml", bytes('a: "\\ud800"\n')).diagnostics)).toEqual(["load/invisible-character"]);
    expect(documentOf('a: "\\t\\n"\n').value).toEqual({ a: "\t\n" });
  });
});

describe("limits", () => {
  const load = (text: string) => loadYaml("x.yaml", bytes(text));

  it.each([
    [
      "aliases that multiply",
      `a: &a [x, x, x]\n${[..."bcdefghijk"].map((name, at) => `${name}: &${name} [${`*${"abcdefghijk"[at]}, `.repeat(9)}]`).join("\n")}\n`,
      "load/too-many-aliases",
    ],
    ["aliases in number", `a: &a x\nb: [${"*a, ".repeat(101)}]\n`, "load/too-many-aliases"],
    ["an alias inside its own value", "a: &a [*a]\n", "load/too-deep"],
    [
      "aliases that nest",
      `${Array.from({ length: 9 }, (_, at) => `k${at}: &a${at} ${"[".repeat(9)}${at === 0 ? "x" : `*a${at - 1}`}${"]".repeat(9)}`).join("\n")}\n`,
      "load/too-deep",
    ],
    ["brackets", `a: ${"[".repeat(70)}${"]".repeat(70)}\n`, "load/too-deep"],
    ["dashes", `${"- ".repeat(70)}x\n`, "load/too-deep"],
    ["a key", `? ${"k".repeat(1100)}\n: v\n`, "load/key-too-long"],
  ])("on %s", (_, text, code) => {
    expect(codes(load(text).diagnostics)).toEqual([code]);
  });

  it("takes a hundred aliases", () => {
    expect(codes(load(`a: &a x\nb: [${"*a, ".repeat(100)}]\n`).diagnostics)).toEqual([]);
  });

  it("tells a hundred mistakes and then that there are more", () => {
    const { diagnostics, value } = load("a: 1\n".repeat(5000));
    expect(diagnostics.length).toBe(101);
    expect(diagnostics.at(-1)?.code).toBe("load/too-many-mistakes");
    expect(value).toBeUndefined();
  });

  it("hold for a great deal of one thing", async () => {
    const size = 64 * 1024;
    for (const unit of [
      "[",
      "]",
      "{",
      ":",
      "- ",
      "? ",
      "'",
      '"',
      "#",
      " #",
      "\t",
      "%a\n",
      "---\n",
      "a: b: c\n",
      "{{",
      "x y, ",
      "&a ",
      "*a ",
      "!a ",
      "|\n",
    ]) {
      for (const before of ["", "a: ", "a: {b: c, "]) {
        const { diagnostics } = await loadYamlFully("x.yaml", bytes(before + unit.repeat(size / unit.length)));
        expect(diagnostics.length).toBeLessThanOrEqual(101);
      }
    }
  });
});

it("a mistake below an empty first line is found, and ends", async () => {
  const { diagnostics } = await loadYamlFully("x.yaml", bytes("\n# a comment\n]: x\n"));
  expect(codes(diagnostics)).toEqual(["load/stray-bracket"]);
  expect(diagnostics[0]!.span.start).toBe(13);
});

describe("hostile keys", () => {
  it("`__proto__` is refused and changes no prototype", () => {
    const { value, diagnostics } = loadYaml(
      "x.yaml",
      bytes("__proto__: { polluted: 1 }\na: { __proto__: 1, constructor: 2, toString: 3 }\n"),
    );
    expect(codes(diagnostics)).toEqual(["load/reserved-key", "load/reserved-key"]);
    const { a } = value!.value as { a: object };
    expect(Object.getPrototypeOf(a)).toBe(null);
    expect(Object.entries(a)).toEqual([
      ["constructor", 2],
      ["toString", 3],
    ]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe("no text makes it throw, and what is said points into the text", () => {
  const spec = `version: 1
service: checkout # the shop's
uses: { http: { kit: otel-http-server, route: "/cart/{id}" } }
slis:
  requests: { type: availability, prometheus: { total: 'up{job="a"}' } }
alerts:
  Slow:
    when: >-
      sum(rate(x{code=~"5.."}[5m]))
    summary: "{{ $value }} it's\\tslow"
labels: &l { a: [1, 2], b: ~ }
more: *l
`;

  const check = async (text: string) => {
    const { value, diagnostics } = await loadYamlFully("x.yaml", bytes(text));
    const sync = loadYaml("x.yaml", bytes(text));
    expect(sync.value === undefined).toBe(value === undefined);
    expect(value !== undefined || diagnostics.length > 0).toBe(true);
    for (const { title, help, span, fix } of diagnostics) {
      expect(title).toMatch(/^[^A-Z].*[^.]$/s);
      expect(help).toBeTruthy();
      for (const { start, end, file } of [span, ...(fix?.edits.map((edit) => edit.span) ?? [])]) {
        expect(0 <= start && start <= end && end <= file.text.length).toBe(true);
      }
    }
  };

  it("with one character deleted", async () => {
    for (let at = 0; at < spec.length; at++) await check(spec.slice(0, at) + spec.slice(at + 1));
  });

  it("with something put in", async () => {
    const piece = fc.constantFrom(
      ..."{}[]:#,&*!|>'\"%@`-?\t\n\\ ",
      "${",
      "{{",
      "}}",
      ": ",
      " #",
      "- ",
      "---\n",
      "😀",
      "\r\n",
      "<<: ",
    );
    const edits = fc.array(fc.tuple(fc.nat(spec.length), piece), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(edits, (all) =>
        check(all.reduce((text, [at, put]) => text.slice(0, at) + put + text.slice(at), spec)),
      ),
      { numRuns: 400 },
    );
  });

  it("from nothing but signs", async () => {
    const signs = fc.array(fc.constantFrom(..."{}[]:#,&*!|>'\"%@`-? \n\t\\ab1~"), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(signs, (all) => check(all.join(""))),
      { numRuns: 600 },
    );
  });
});

describe("finding files", () => {
  const host = memoryHost({
    files: {
      "/r/.git/config": "",
      "/r/shop/tocsin.yaml": "",
      "/r/shop/services/cart.service.yaml": "",
      "/r/shop/services/eu/pay.service.yml": "",
      "/r/shop/services/eu/pay.service.yaml": "",
      "/r/shop/services/.hidden/x.service.yaml": "",
      "/r/shop/node_modules/x/y.service.yaml": "",
      "/r/shop/a.service.yaml": "",
      "/r/other/deep/file": "",
      "/r/.github/workflows/tocsin.yaml": "",
      "/r/shop/.github/workflows/tocsin.yaml": "",
      "/outside/evil.service.yaml": "",
      "/tocsin.yaml": "",
    },
    links: {
      "/r/shop/services/out": "/outside",
      "/r/shop/services/loop": "/r/shop/services",
      "/r/shop/services/alias.service.yaml": "cart.service.yaml",
      "/r/shop/services/dangling.service.yaml": "nowhere",
    },
  });

  it.each([
    ["/r/shop", "/r/shop/tocsin.yaml"],
    ["/r/shop/services/eu", "/r/shop/tocsin.yaml"],
    ["/r/shop/", "/r/shop/tocsin.yaml"],
    // Not past the repository root, although there is one above.
    ["/r/other/deep", undefined],
    ["/outside", "/tocsin.yaml"],
    // A workflow of GitHub that is called so is none.
    ["/r/.github/workflows", undefined],
    ["/r/shop/.github/workflows", "/r/shop/tocsin.yaml"],
  ])("the workspace of %s", (folder, expected) => {
    expect(findWorkspace(host, folder)).toBe(expected);
  });

  it.each([
    [
      "services/**/*.service.{yaml,yml}",
      [
        "services/alias.service.yaml",
        "services/cart.service.yaml",
        "services/eu/pay.service.yaml",
        "services/eu/pay.service.yml",
      ],
    ],
    ["./services/*.service.yaml", ["services/alias.service.yaml", "services/cart.service.yaml"]],
    ["**/pay.service.yaml", ["services/eu/pay.service.yaml"]],
    [
      "**",
      [
        "a.service.yaml",
        "services/alias.service.yaml",
        "services/cart.service.yaml",
        "services/eu/pay.service.yaml",
        "services/eu/pay.service.yml",
        "tocsin.yaml",
      ],
    ],
    ["services/.hidden/*.yaml", ["services/.hidden/x.service.yaml"]],
    ["services/e?/pay.*.yaml", ["services/eu/pay.service.yaml"]],
    ["a.service.yaml", ["a.service.yaml"]],
    ["../**", []],
    ["nowhere/*.yaml", []],
    ["[a].service.yaml", []],
  ])("%s", (glob, expected) => {
    expect(expandGlobs(host, "/r/shop", [glob])).toMatchObject([{ glob, paths: expected }]);
  });

  it("tells what a glob may mean and cannot look at, and nothing else", () => {
    const files = { "/r/a/closed/x.yaml": "", "/r/a/.cache/x.yaml": "", "/r/a/open/x.yaml": "", "/out.yaml": "" };
    const links = { "/r/a/out.yaml": "/out.yaml", "/r/a/gone.yaml": "nowhere", "/r/a/gone.json": "nowhere" };
    const closed = memoryHost({ files, links });
    closed.before = (operation, path) => {
      if (operation === "list" && /closed|cache/.test(path)) throw failure("list", path, "EACCES");
    };
    const unread = (glob: string) => expandGlobs(closed, "/r", [glob]).flatMap((match) => match.unread);
    const folder = { what: "folder", path: "a/closed", reason: "permission denied" };
    const gone = { what: "link", path: "a/gone.yaml", reason: "it is a symbolic link that leads nowhere" };
    const out = { what: "link", path: "a/out.yaml", reason: "it is a symbolic link out of the workspace" };
    expect(unread("a/**/*.yaml")).toEqual([folder, gone, out]);
    expect(unread("a/*/x.yaml")).toEqual([folder]);
    expect(unread("a/*.yaml")).toEqual([gone, out]);
    expect(unread("a/open/*.yaml")).toEqual([]);
    expect(unread("b/*.yaml")).toEqual([]);
  });

  it("takes bounded time for hostile patterns", () => {
    expect(
      expandGlobs(host, "/r/shop", [`${"**/".repeat(200)}x`, `${"*".repeat(2000)}x`, "{a,b}".repeat(40)]).map(
        ({ paths }) => paths,
      ),
    ).toEqual([[], [], []]);
  });
});
