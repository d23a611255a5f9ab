import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect } from "vitest";
import { parseDocument } from "yaml";
import { loadYaml } from "../../src/1-load/yaml.ts";
import { builtinKits } from "../../src/kits/builtin.ts";
import { count, every, property, tellCases } from "./cases.ts";

tellCases();

/**
 * Our reading of a text equals the second reader's, or we refuse the text: each way in which the two differ (directives, bombs of aliases, keys that are no text
 * or empty or too long, tags, templates without quotes, empty files, control characters, overflowing numbers) has a code of its own.
 */
function compare(text: string): void {
  const { value, diagnostics } = loadYaml("x.yaml", new TextEncoder().encode(text));
  if (diagnostics.length > 0 || value === undefined) {
    expect(diagnostics).not.toEqual([]);
    for (const { code } of diagnostics) expect(code).toMatch(/^load\/[a-z-]+$/);
    return;
  }
  count("  read without a finding, and read alike");
  const document = parseDocument(text, { version: "1.2", logLevel: "silent", stringKeys: true });
  expect(
    document.errors.map(({ message }) => message),
    text,
  ).toEqual([]);
  expect(plain(document.toJS({ maxAliasCount: 1000 })), text).toEqual(plain(value.value));
}

/** Maps, whatever their prototype. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return new Map(Object.entries(value).map(([key, child]) => [key, plain(child)]));
}

describe("two readers agree", () => {
  const scalars = fc.oneof(
    fc.constantFrom(
      "a",
      "a b",
      "on",
      "no",
      "y",
      "1:30",
      "017",
      "0o17",
      "0x1F",
      "1_000",
      "1e3",
      "1e1000",
      ".inf",
      "-.inf",
      ".nan",
      ".NaN",
      "+1",
      "-0",
      "0.10",
      "1.",
      ".5",
      "1e",
      "0x",
      "0o8",
      "~",
      "null",
      "Null",
      "NULL",
      "nul",
      "",
      "true",
      "True",
      "TRUE",
      "tRue",
      "2026-11-25",
      "2026-11-25T10:00:00Z",
      "<<",
      "=",
      "99.9%",
      "5m",
      "a:b",
      "a#b",
      "http://a",
      "-a",
      "--",
      "-1a",
      "?a",
      ":a",
      "a?",
      "a-",
      "é",
      "😀",
      "\u00a0",
      "a\u2028b",
      "\u0085",
      "a\\b",
      "a'b",
      'a"b',
    ),
    fc.constantFrom(
      `"a"`,
      `""`,
      `"a\\n b"`,
      `"\\x41\\u00e9\\U0001F600"`,
      `"\\/\\e"`,
      `"a\n  b"`,
      `"a\n\n  b"`,
      `"a \\\n  b"`,
      `"a\\t"`,
      `"\\_\\N\\L\\P"`,
      `'a'`,
      `''`,
      `'it''s'`,
      `'a\n  b'`,
      `'a\n\n\n b'`,
      `'\\n'`,
    ),
    fc.constantFrom(
      "|\n    a\n    b",
      "|-\n    a\n\n    b\n\n",
      "|+\n    a\n\n",
      ">\n    a\n    b\n\n      c\n    d",
      ">-\n    a\n\n\n    b",
      "|2\n      a\n     b",
      "|\n\n    a",
      ">+\n    a\n    # b\n",
      "| # c\n    a",
    ),
    fc.constantFrom(
      "&x a",
      "*x",
      "!!str 1",
      "!a b",
      "{{ $value }}",
      "[a, b]",
      "{ a: b }",
      "[a, [b, c], { d: e }]",
      "{ a, b: c }",
      "{ 'a': 1, \"b\": 2 }",
      "[a,\n     b]",
      "{ a: b,\n     c: d }",
      "[ , ]",
      "{ a:1 }",
      '{ "a":1 }',
      "{ a: }",
      "[a: b]",
      "{ ? a : b }",
      'up{a="b"}',
      "# c",
      "a # c",
      "a  ",
      "\ta",
      "a\t",
    ),
  );
  const keys = fc.constantFrom(
    "a",
    "b",
    "c",
    "'q'",
    '"d\\u0061"',
    "1",
    '"1"',
    "true",
    "null",
    "~",
    "<<",
    "? a\n",
    "é",
    "a b",
    "-a",
    "a-b",
    "1.10",
    "[a]",
    "{ a: b }",
    "&k a",
    "*x",
    "__proto__",
    "constructor",
    "? |\n  a\n",
  );
  const between = fc.constantFrom(
    ": ",
    ": ",
    ": ",
    ":  ",
    ":\t",
    ":\n    ",
    ":\n  ",
    ":",
    " : ",
    ": # c\n    ",
    ":\n    - ",
    ":\n  - ",
  );
  const line = fc.tuple(keys, between, scalars).map((parts) => parts.join(""));
  const start = fc.constantFrom(
    "",
    "",
    "",
    "",
    "# c\n",
    "---\n",
    "%YAML 1.1\n---\n",
    "\ufeff",
    "\n\n",
    "x: &x { a: b }\n",
    "--- # c\n",
  );
  const end = fc.constantFrom("\n", "\n", "\n", "", "\n\n", "\n# c", "\n...\n", "\n---\n", " ");
  const text = fc
    .tuple(start, fc.array(line, { minLength: 1, maxLength: 5 }), end, fc.constantFrom("\n", "\n", "\n", "\r\n"))
    .map(([head, lines, tail, eol]) => `${head}${lines.join("\n")}${tail}`.replaceAll("\n", eol));
  property("texts like specs, with all that YAML knows", 2500, text, compare);

  const files = ["test/fixtures", "test/errors", "test/rules", "examples", "src/kits"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".yaml"))
      .map((path) => join(folder, path)),
  );
  const texts = () =>
    [...files.map((path) => readFileSync(path, "utf8")), ...builtinKits.map((kit) => kit.text)].filter(
      (one) => one.length < 20_000,
    );
  every("every spec, fixture and kit of this repository", texts, compare);

  const pieces = fc
    .array(
      fc.oneof(
        scalars,
        fc.constantFrom(
          ": ",
          "\n",
          "\n  ",
          "\n- ",
          ", ",
          "{",
          "}",
          "[",
          "]",
          "#",
          '"',
          "'",
          "|",
          ">",
          "&a ",
          "*a",
          "? ",
          "\t",
          "\r\n",
        ),
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((parts) => parts.join(""));
  const small = files
    .filter((path) => !/generated/.test(path))
    .map((path) => readFileSync(path, "utf8"))
    .filter((one) => one.length < 1200);
  property(
    "specs with a piece replaced",
    800,
    fc.tuple(fc.constantFrom(...small), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(6), pieces),
    ([spec, where, length, piece]) => {
      const at = Math.floor(where * spec.length);
      compare(spec.slice(0, at) + piece + spec.slice(at + length));
    },
  );
});
