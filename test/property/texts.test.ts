import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect } from "vitest";
import { parse } from "yaml";
import { walk } from "../../src/model/promql/visit.ts";
import type { Expr } from "../../src/model/promql/ast.ts";
import { parsePromql } from "../../src/model/promql/parse.ts";
import { type Compiled, compile, languageFiles, open, textFiles } from "./base.ts";
import { count, property, tellCases } from "./cases.ts";
import { at, type Place, placesOf, print, withText } from "./places.ts";
import { texts } from "../support/promql.ts";

tellCases();

/** Texts that would mean something to a reader further on, if they came there as they are. */
const hostile = [
  `a"b`,
  `a'b`,
  "a`b",
  `a\\b`,
  `a\\`,
  `a"`,
  `"} or vector(1) #`,
  `x"} or up{job="y`,
  `a\nb`,
  `a\n    - alert: Evil\n      expr: vector(1)`,
  "a\r\nb",
  "a\tb",
  "a: b",
  "a #b",
  "- a",
  "? a",
  "|",
  ">-",
  "*a",
  "&a",
  "!a",
  "%a",
  "@a",
  "[a",
  "{a",
  "---",
  "...",
  "a\u2028b",
  "a\u0085b",
  "{{",
  "}}",
  "{{ $value }}",
  `{{ query "up" | first | value }}`,
  "{{{",
  "a{",
  "{{ end }}",
  "{{/*",
  `{{"{{"}}`,
  "{% a %}",
  "${",
  "${match}",
  "${service}",
  "$${match}",
  "$${a",
  "$a",
  "$1",
  "%s%q",
  "GROUP",
  "GROUP_",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "then",
  "null",
  "true",
  "no",
  "1e3",
  "0x1F",
  "1:30",
  "2026-11-25",
  "~",
  "=",
  "<<",
  ".nan",
  "NaN",
  "",
  " ",
  " a ",
  "../../etc/passwd",
  "/etc/passwd",
  "..",
  ".",
  "C:\\a",
  "a/../../b",
  "CON",
  "a\0b",
  ".tocsin",
  "manifest.json",
  "a.b*c",
  ".*",
  "(",
  "a|b",
  "[a-",
  "(?i)a",
  "^$",
  "\\d",
  "\u202eevil\u202c",
  "a\u2066b",
  "\u200b",
  "\ufeff",
  "\ud800",
  "a\udc00",
  "\u0000",
  "\u001b[31m",
  "\u0007",
  "é",
  "日本",
  "😀",
  "<script>",
  "a=b,c=d",
  "rate",
  "sum",
  "by",
  "on",
  "bool",
  "inf",
  "offset",
] as const;
const text = fc.oneof(
  { arbitrary: fc.constantFrom(...hostile), weight: 3 },
  fc.array(fc.constantFrom(...hostile), { minLength: 2, maxLength: 3 }).map((parts) => parts.join("")),
  texts(12),
);

/** JSON writes what its own readers stumble over as it is. */
const quoted = (value: string) =>
  print(value).replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** Files that a place is in, one file each. */
type Where = readonly [file: string, place: Place];

function textPlaces(files: Readonly<Record<string, string>>): readonly Where[] {
  return Object.entries(files).flatMap(([file, spec]) => {
    const value: unknown = parse(spec);
    return placesOf(value)
      .filter(({ path, part }) => part === "key" || typeof at(value, path) === "string")
      .map((place) => [file, place] as const);
  });
}

async function compileWith(
  files: Readonly<Record<string, string>>,
  [file, place]: Where,
  written: string,
  emits = true,
): Promise<Compiled> {
  return compile(await open({ ...files, [file]: withText(parse(files[file]!), place, quoted(written)) }), emits);
}

/**
 * What an output means, but for the values of matchers, labels and annotations: those are somebody's own texts.
 * @param written stands wherever "harmless" did
 */
function shapeOf(path: string, artifact: string, written = "harmless"): unknown {
  // `$${` is how a spec writes `${`
  const meant = written.replaceAll("$${", "${");
  // a report holds names and numbers, and no text of a spec
  if (path.endsWith(".md")) return artifact.split("harmless").join(meant);
  const tree: unknown = parse(artifact, { maxAliasCount: 0 });
  expect(load(artifact), path).toEqual(tree);
  return shapeOfNode(tree, "", (own) => own.split("harmless").join(meant));
}

/** Keys below which each value is a text of somebody's own. */
const free = new Set(["labels", "annotations", "exp_labels", "exp_annotations", "matchLabels", "match", "regex"]);
const promql = new Set(["expr", "series"]);

function shapeOfNode(node: unknown, under: string, name: (own: string) => string): unknown {
  if (typeof node === "string")
    return promql.has(under) ? shapeOfExpr(node, name) : free.has(under) ? "text" : name(node);
  if (Array.isArray(node)) return node.map((item) => shapeOfNode(item, under, name));
  if (typeof node !== "object" || node === null) return node;
  return new Map(
    Object.entries(node).map(([key, value]) => [name(key), shapeOfNode(value, free.has(under) ? under : key, name)]),
  );
}

/** An expression as a list of its nodes, without the values of its matchers and strings. */
function shapeOfExpr(text: string, name: (own: string) => string): unknown {
  const { expr, errors } = parsePromql(text);
  expect(errors, text).toEqual([]);
  const labels = (all: readonly string[] = []) => all.map(name).sort();
  return [...walk(expr!)].map((node: Expr) => {
    switch (node.kind) {
      case "number":
        return node.text;
      case "string":
        return "string";
      case "selector":
        return [
          name(node.name ?? ""),
          node.matchers.map(({ label, op }) => `${name(label)}${op}`).sort(),
          node.range,
          node.offset,
          node.at,
        ];
      case "call":
        return ["call", node.fn, node.args.length];
      case "aggregation":
        return ["aggregation", node.op, node.grouping?.mode, labels(node.grouping?.labels), node.param !== undefined];
      case "subquery":
        return ["subquery", node.range, node.step, node.offset, node.at];
      case "unary":
        return ["unary", node.op];
      case "binary":
        return ["binary", node.op, node.bool, node.matching?.mode, labels(node.matching?.labels), node.matching?.group];
      case "parenthesis":
        return "parenthesis";
    }
  });
}

describe("a hostile text in any field", () => {
  property(
    "is taken or refused with a place, in the language's example",
    150,
    fc.tuple(fc.constantFrom(...textPlaces(languageFiles)), text),
    async ([where, written]) => {
      await compileWith(languageFiles, where, written, false);
    },
  );

  const known = new Map<string, Compiled | undefined>();
  /** What a harmless text in the place gives; undefined where not even that is taken. */
  const calmWith = async (where: Where): Promise<Compiled | undefined> => {
    const id = print(where);
    if (!known.has(id)) {
      const { ok } = await compileWith(textFiles, where, "harmless", false);
      known.set(id, ok ? await compileWith(textFiles, where, "harmless") : undefined);
    }
    return known.get(id);
  };

  property(
    "changes no rule, in a service of texts",
    150,
    fc.tuple(fc.constantFrom(...textPlaces(textFiles)), text),
    async ([where, written]) => {
      const calm = await calmWith(where);
      if (calm === undefined || !(await compileWith(textFiles, where, written, false)).ok) return;
      count("  taken, as a harmless one is, and its rules compared");
      const { artifacts } = await compileWith(textFiles, where, written);
      const name = (path: string) => path.split("harmless").join(written);
      const expected = [...calm.artifacts].map(([path, made]) => [name(path), shapeOf(path, made, written)] as const);
      const found = [...artifacts].map(([path, made]) => [path, shapeOf(path, made)] as const);
      expect(new Map(found)).toEqual(new Map(expected));
    },
  );
});
