import fc from "fast-check";
import type { Expr, Matcher, MatchOp, Selector } from "../../src/model/promql/ast.ts";
import {
  aggregate,
  binary,
  call,
  number,
  parenthesis,
  selector,
  subquery,
  text,
} from "../../src/model/promql/build.ts";
import { aggregations, functions } from "../../src/model/promql/functions.ts";

// Well-typed expressions of every form, for properties: what is made here, Prometheus must read.

/** Names that tempt a printer: keywords, names that only quotes can hold, ordinary ones. */
const metricNames = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("x", "http_requests_total", "slo:sli_error:ratio1h") },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "on",
      "by",
      "inf",
      "NaN",
      "bool",
      "offset",
      "and",
      "sum",
      "rate",
      "start",
      "group_left",
      "atan2",
    ),
  },
);
const quotedNames = fc.constantFrom("http.requests", "a b", 'q"q', "ä", "1x", "a-b");
const labelNames = fc.constantFrom("job", "le", "on", "by", "offset", "inf", "bool", "__x", "without", "sum");
/** Any text. (fast-check's own `unit: "binary"` takes seconds to get ready.) */
export function texts(maxLength = 10): fc.Arbitrary<string> {
  const points = fc
    .integer({ min: 0, max: 0x10ffff - 2048 })
    .map((n) => String.fromCodePoint(n < 0xd800 ? n : n + 2048));
  return fc
    .array(fc.oneof(fc.constantFrom(..."\\\"'`{}$ \n"), fc.string({ minLength: 1, maxLength: 1 }), points), {
      maxLength,
    })
    .map((list) => list.join(""));
}

const values = fc.oneof(
  fc.constantFrom("", "a", 'say "hi"', "back\\slash", "new\nline", "{}[]()", "${x}", "é😀", "#"),
  texts(6),
);
const regexes = fc.constantFrom("5..", "a|b", "(?i)x+", "[^/]+/.*", "\\d{3}", "a\\.b", "$^", "");
/** Quarters of a second: Prometheus truncates other milliseconds as floats do (`1001ms` may be 1 s). */
const durations = fc.oneof(
  fc.constantFrom(60, 299, 300, 5400, 86_399, 2_419_200, 0.25, 1.5, 3600),
  fc.integer({ min: 1, max: 40_000_000 }).map((quarters) => quarters / 4),
);

const matchers: fc.Arbitrary<Matcher> = fc
  .tuple(labelNames, fc.constantFrom<MatchOp>("=", "!=", "=~", "!~"), values, regexes)
  .map(([label, op, value, regex]) => ({ label, op, value: op.endsWith("~") ? regex : value }));

/** Zero is how no offset is written. */
const modifiers = fc.record(
  {
    offset: fc.oneof(
      durations,
      durations.map((seconds) => -seconds),
    ),
    at: fc.oneof(
      fc.constantFrom("start" as const, "end" as const),
      fc.integer({ min: -1000, max: 8_000_000_000 }).map((quarters) => quarters / 4),
    ),
  },
  { requiredKeys: [] },
);

export interface Options {
  /** Names that the classic grammar does not hold, which Prometheus 2 refuses. */
  readonly utf8?: boolean;
}

/** Instant vectors, with numbers and range vectors in them where they belong. */
export function expressions({ utf8 = true }: Options = {}): fc.Arbitrary<Expr> {
  const names = utf8 ? fc.oneof({ weight: 5, arbitrary: metricNames }, quotedNames) : metricNames;
  const groupingLabels = (
    utf8
      ? fc.oneof({ weight: 5, arbitrary: labelNames }, quotedNames)
      : labelNames.filter((name) => !/^(?:inf|without)$/.test(name))
  ) satisfies fc.Arbitrary<string>;
  const labelLists = fc.uniqueArray(groupingLabels, { maxLength: 3 });
  const selectors: fc.Arbitrary<Selector> = fc
    .tuple(names, fc.array(matchers, { maxLength: 3 }), modifiers)
    .map(([name, list, more]) => selector(name, list, more));
  const numbers = fc.oneof(
    fc.constantFrom("0", "1", "0.001", "1e3", "0x1F", "Inf", "-Inf", "NaN", "-2.5"),
    fc.double({ noNaN: true }).map((value) => number(value).text),
  ).map((value) => number(value)); // prettier-ignore

  const { instant } = fc.letrec<{ scalar: Expr; instant: Expr; range: Expr }>((tie) => {
    const [scalar, vector, range] = [tie("scalar"), tie("instant"), tie("range")];
    const argument = { scalar, instant: vector, range, string: values.map(text) };
    const calls = (returns: "scalar" | "instant") =>
      [...functions]
        .filter(([, fn]) => fn.returns === returns && fn.since === undefined)
        .map(([name, { args }]) =>
          fc
            .tuple(...args.map((arg) => argument[arg.replace(/[?…]$/, "") as keyof typeof argument]))
            .map((list) => call(name, ...list)),
        );
    const matching = fc.option(
      fc.tuple(
        fc.constantFrom("on" as const, "ignoring" as const),
        labelLists,
        fc.constantFrom(undefined, "left" as const, "right" as const),
        labelLists,
      ),
      { nil: undefined },
    );
    const group = (from: typeof matching) =>
      from.map((made) => {
        if (made === undefined) return undefined;
        const [mode, labels, side, include] = made;
        const extra = mode === "on" ? include.filter((label) => !labels.includes(label)) : include;
        return { mode, labels, ...(side === undefined ? {} : { group: { side, include: extra } }) };
      });
    const operands = fc.tuple(vector, vector);
    const arithmetic = fc.constantFrom("+", "-", "*", "/", "%", "^", "atan2");
    const comparison = fc.constantFrom("==", "!=", ">", "<", ">=", "<=");
    return {
      scalar: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        numbers,
        ...calls("scalar"),
        fc.tuple(scalar, arithmetic, scalar).map(([a, op, b]) => binary(a, op as "+", b)),
        fc.tuple(scalar, comparison, scalar).map(([a, op, b]) => binary(a, op as "==", b, { bool: true })),
        scalar.map((inner) => ({ kind: "unary", op: "-", expr: inner }) as const),
        scalar.map(parenthesis),
      ),
      range: fc.oneof(
        { maxDepth: 4 },
        fc.tuple(selectors, durations).map(([vectorSelector, seconds]) => ({ ...vectorSelector, range: seconds })),
        fc
          .tuple(vector, durations, fc.option(durations, { nil: undefined }), modifiers)
          .map(([inner, seconds, step, more]) => ({ ...subquery(inner, seconds, step), ...more })),
      ),
      instant: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        { weight: 6, arbitrary: selectors },
        { weight: 4, arbitrary: fc.oneof(...calls("instant")) },
        {
          weight: 4,
          arbitrary: fc
            .tuple(
              fc.constantFrom(...[...aggregations].filter(([, known]) => known.since === undefined)),
              vector,
              fc.option(fc.tuple(fc.constantFrom("by" as const, "without" as const), labelLists), { nil: undefined }),
              scalar,
            )
            .map(([[op, { param }], inner, grouping, parameter]) =>
              aggregate(
                op,
                inner,
                grouping && { mode: grouping[0], labels: grouping[1] },
                param === undefined ? undefined : param === "string" ? text("label") : parameter,
              ),
            ),
        },
        {
          weight: 3,
          arbitrary: fc
            .tuple(operands, arithmetic, group(matching))
            .map(([[a, b], op, m]) => binary(a, op as "+", b, m === undefined ? {} : { matching: m })),
        },
        {
          weight: 3,
          arbitrary: fc
            .tuple(operands, comparison, group(matching), fc.boolean())
            .map(([[a, b], op, m, bool]) =>
              binary(a, op as "==", b, { bool, ...(m === undefined ? {} : { matching: m }) }),
            ),
        },
        {
          weight: 3,
          arbitrary: fc
            .tuple(operands, fc.constantFrom("and", "or", "unless"), group(matching))
            .map(([[a, b], op, m]) => {
              const only = m === undefined ? undefined : { mode: m.mode, labels: m.labels };
              return binary(a, op as "and", b, only === undefined ? {} : { matching: only });
            }),
        },
        fc.tuple(vector, arithmetic, scalar).map(([a, op, b]) => binary(a, op as "+", b)),
        fc.tuple(scalar, comparison, vector).map(([a, op, b]) => binary(a, op as "==", b)),
        vector.map((inner) => ({ kind: "unary", op: "-", expr: inner }) as const),
        vector.map(parenthesis),
      ),
    };
  });
  return instant;
}

/** A tree in which what means the same is the same: numbers by value, names as matchers in any order, no brackets, no grouping that groups by nothing. */
export function canonicalNumbers(expr: Expr): unknown {
  return JSON.parse(JSON.stringify(simple(expr)));
}

function simple(expr: Expr): unknown {
  switch (expr.kind) {
    case "parenthesis":
      return simple(expr.expr);
    case "number":
      return String(Number(expr.text.replace(/Inf/i, "Infinity")));
    case "string":
      return ["text", expr.value];
    case "selector": {
      const named = expr.name === undefined ? [] : [["__name__", "=", expr.name]];
      const list = [...named, ...expr.matchers.map((m) => [m.label, m.op, m.value])]
        .map((one) => JSON.stringify(one))
        .sort();
      return ["selector", list, expr.range, expr.offset ?? 0, expr.at];
    }
    case "subquery":
      return ["subquery", simple(expr.expr), expr.range, expr.step, expr.offset ?? 0, expr.at];
    case "call":
      return [expr.fn, expr.args.map(simple)];
    case "aggregation": {
      const grouping = expr.grouping ?? { mode: "by", labels: [] };
      return [
        expr.op,
        grouping.mode,
        grouping.labels,
        expr.param === undefined ? null : simple(expr.param),
        simple(expr.expr),
      ];
    }
    case "unary": {
      const inner = simple(expr.expr);
      if (typeof inner !== "string") return [expr.op, inner];
      return expr.op === "-" ? String(-Number(inner)) : inner;
    }
    case "binary": {
      const { matching } = expr;
      const isPlain =
        matching === undefined ||
        (matching.mode === "ignoring" && matching.labels.length === 0 && matching.group === undefined);
      return [
        simple(expr.left),
        expr.op,
        expr.bool === true,
        isPlain ? null : [matching.mode, matching.labels, matching.group?.side, matching.group?.include],
        simple(expr.right),
      ];
    }
  }
}
