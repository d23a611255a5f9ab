import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Expr, MatchOp } from "../../src/model/promql/ast.ts";
import { aggregate, binary, call, number, selector, subquery, text } from "../../src/model/promql/build.ts";
import { functions } from "../../src/model/promql/functions.ts";
import { parsePromql } from "../../src/model/promql/parse.ts";
import { printExpr } from "../../src/model/promql/print.ts";
import { checkTypes } from "../../src/model/promql/types.ts";
import { describeWith } from "../support/programs.ts";
import { type Prometheus, startPrometheus } from "../support/prometheus.ts";
import { canonicalNumbers, expressions } from "../support/promql.ts";

const seed = 20_261_125;

/** `promtool check rules` of one recording rule for each expression: what it says of each that it refuses. */
function refusals(promtool: string, exprs: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-promql-"));
  try {
    const file = join(folder, "rules.yaml");
    const rules = exprs.map((expr, i) => ({ record: `r${i}`, expr }));
    // JSON is YAML
    writeFileSync(file, JSON.stringify({ groups: [{ name: "g", rules }] }));
    const { stdout, stderr } = spawnSync(promtool, ["check", "rules", file], { encoding: "utf8", maxBuffer: 2 ** 28 });
    const lines = `${stdout}${stderr}`.split("\n");
    const found = lines.flatMap((line) => /rule \d+, "r(\d+)": (.*)/.exec(line)?.slice(1, 3) ?? []);
    if (found.length === 0) expect(lines.join(" ")).toContain(`${exprs.length} rules found`);
    return found.flatMap((word, i) => (i % 2 === 0 ? [`${exprs[Number(word)]}\n${found[i + 1]}`] : []));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describeWith(["promtool-3"], "Prometheus 3 reads what is printed", ({ "promtool-3": promtool }) => {
  it("every form, with UTF-8 names", () => {
    const printed = fc.sample(expressions(), { numRuns: 1000, seed }).map((expr) => printExpr(expr));
    expect(refusals(promtool, printed)).toEqual([]);
  });
});

describeWith(["promtool-2"], "Prometheus 2.42 reads what is printed", ({ "promtool-2": promtool }) => {
  it("every form with names of the classic grammar", () => {
    const printed = fc.sample(expressions({ utf8: false }), { numRuns: 1000, seed }).map((expr) => printExpr(expr));
    expect(refusals(promtool, printed)).toEqual([]);
  });

  it("knows exactly the functions that our table gives to 2.42", () => {
    const names = [...functions.keys()];
    const refused = refusals(promtool, names.map((name) => `${name}()`)); // prettier-ignore
    const unknown = refused
      .filter((line) => /unknown function|unexpected "\("/.test(line))
      .map((line) => line.split("(")[0]);
    expect(unknown).toEqual(names.filter((name) => functions.get(name)?.since !== undefined));
  });
});

describeWith(["prometheus-3"], "Prometheus 3 makes the same tree of the text", ({ "prometheus-3": program }) => {
  let server: Prometheus;
  beforeAll(async () => {
    server = await startPrometheus(program, "global: {}\n");
  });
  afterAll(() => server?.stop());

  it("of expressions of every form: precedence, modifiers, matching and strings mean what we mean", async () => {
    const made = fc.sample(expressions(), { numRuns: 400, seed });
    const printed = made.map((expr) => printExpr(expr));
    const theirs = await Promise.all(printed.map((words) => server.parse(words)));
    for (const [i, expr] of made.entries()) {
      expect(canonicalNumbers(fromPrometheus(theirs[i] as Theirs)), printed[i]).toEqual(canonicalNumbers(expr));
    }
  });

  it("refuses what we refuse, and takes what we take", async () => {
    const broken = fc.sample(mutations(), { numRuns: 600, seed });
    const answers = await Promise.all(broken.map((words) => server.parse(words)));
    const differences: string[] = [];
    for (const [i, words] of broken.entries()) {
      const { expr } = parsePromql(words);
      const ours = expr !== undefined && checkTypes(expr).length === 0;
      const theirs = answers[i] !== undefined;
      if (ours !== theirs && !isDeliberate(words)) differences.push(`${ours ? "we take" : "we refuse"}: ${words}`);
    }
    expect(differences).toEqual([]);
    const taken = answers.filter((answer) => answer !== undefined).length;
    // both answers were asked for
    expect(taken).toBeGreaterThan(100);
    expect(broken.length - taken).toBeGreaterThan(100);
  });
});

/** A printed expression with one of its words lost, doubled or replaced, or none. */
function mutations(): fc.Arbitrary<string> {
  const word = /"(?:[^"\\]|\\.)*"|[\w:.]+|[=!<>~]+|\S/g;
  const others = fc.constantFrom(
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ",",
    "by",
    "on",
    "bool",
    "5m",
    "1",
    "x",
    "-",
    "==",
    "=",
    '"a"',
    "offset",
    "@",
    "and",
    ":",
  );
  return fc
    .tuple(expressions({ utf8: false }), fc.nat(), fc.constantFrom("lose", "double", "replace", "keep"), others)
    .map(([expr, at, how, other]) => {
      const words = printExpr(expr, { width: Infinity }).match(word) ?? [];
      const i = at % words.length;
      const put = { lose: [], double: [words[i]!, words[i]!], replace: [other], keep: [words[i]!] }[how]!;
      return [...words.slice(0, i), ...put, ...words.slice(i + 1)].join(" ");
    });
}

/** Where tocsin is stricter on purpose. */
const stricter: readonly RegExp[] = [
  // a duration has a unit, as 2.42 asks for, a time has none, and an offset has one sign
  /[[:] -?[\d.]+(?:e[+-]?\d+)? [\]:]|offset (?:- )?[\d.]+(?: |$)|@ (?:- )?\d+(?:ms|[smhdwy])|offset - -/,
  // a metric named `offset` and a label named `:` have to be quoted
  /offset [{@]|(?:^|[-+(,*/%^=<>] |and |or |unless |atan2 |bool )offset|[,(] : [,)]/,
];

function isDeliberate(words: string): boolean {
  return stricter.some((pattern) => pattern.test(words));
}

/** Prometheus's tree, as `parse_query` gives it. */
interface Theirs {
  readonly type: string;
  readonly [key: string]: unknown;
}

function fromPrometheus(node: Theirs): Expr {
  const inner = (key: string): Expr => fromPrometheus(node[key] as Theirs);
  const milliseconds = (key: string): number => (node[key] as number) / 1000;
  const at =
    (node["startOrEnd"] as "start" | "end" | null) ??
    (node["timestamp"] === null ? undefined : milliseconds("timestamp"));
  const modifiers = {
    ...(node["offset"] === 0 ? {} : { offset: milliseconds("offset") }),
    ...(at === undefined ? {} : { at }),
  };
  switch (node.type) {
    case "numberLiteral":
      return number(String(node["val"]).replace(/^\+/, ""));
    case "stringLiteral":
      return text(node["val"] as string);
    case "parenExpr":
      return inner("expr");
    case "unaryExpr":
      return { kind: "unary", op: node["op"] as "-", expr: inner("expr") };
    case "vectorSelector":
    case "matrixSelector": {
      const matchers = (node["matchers"] as readonly { name: string; type: MatchOp; value: string }[]).map(
        ({ name, type, value }) => ({ label: name, op: type, value }),
      );
      return selector(undefined, matchers, {
        ...modifiers,
        ...(node.type === "matrixSelector" ? { range: milliseconds("range") } : {}),
      });
    }
    case "subquery":
      return {
        ...subquery(inner("expr"), milliseconds("range"), node["step"] === 0 ? undefined : milliseconds("step")),
        ...modifiers,
      };
    case "call":
      return call((node["func"] as { name: string }).name, ...(node["args"] as readonly Theirs[]).map(fromPrometheus));
    case "aggregation": {
      const labels = node["grouping"] as readonly string[];
      const mode = node["without"] === true ? "without" : "by";
      return aggregate(
        node["op"] as string,
        inner("expr"),
        { mode, labels },
        node["param"] === null ? undefined : inner("param"),
      );
    }
    case "binaryExpr": {
      const matching = node["matching"] as {
        card: string;
        include: readonly string[];
        labels: readonly string[];
        on: boolean;
      } | null;
      const side = matching?.card === "many-to-one" ? "left" : matching?.card === "one-to-many" ? "right" : undefined;
      const own = matching && {
        mode: matching.on ? ("on" as const) : ("ignoring" as const),
        labels: matching.labels,
        ...(side === undefined ? {} : { group: { side, include: matching.include } as const }),
      };
      return binary(inner("lhs"), node["op"] as "+", inner("rhs"), {
        bool: node["bool"] === true,
        ...(own ? { matching: own } : {}),
      });
    }
    default:
      throw new Error(`Prometheus has a new node: ${node.type}`);
  }
}
