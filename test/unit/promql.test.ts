import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Expr, Matcher, Selector } from "../../src/model/promql/ast.ts";
import {
  aggregate,
  binary,
  call,
  equals,
  join,
  number,
  on,
  onGroupLeft,
  over,
  selector,
  subquery,
  sum,
  text,
} from "../../src/model/promql/build.ts";
import { fillHoles, parseTemplate, type HoleValue } from "../../src/model/promql/holes.ts";
import { parsePromql } from "../../src/model/promql/parse.ts";
import { plainSelector } from "../../src/model/promql/parser/plain.ts";
import { printExpr } from "../../src/model/promql/print.ts";
import {
  addMatchers,
  couldOverlap,
  hasMatcher,
  matches,
  parseSelector,
  selects,
} from "../../src/model/promql/selector.ts";
import { checkTypes, typeOf } from "../../src/model/promql/types.ts";
import { equalExpr, fillWindow, selectorsOf, usesWindow, walk } from "../../src/model/promql/visit.ts";
import { Decimal } from "../../src/model/quantity/decimal.ts";
import { expressions, texts } from "../support/promql.ts";

/** The tree of a text that is right. */
function parse(promql: string): Expr {
  const { expr, errors } = parsePromql(promql);
  expect(errors).toEqual([]);
  return expr!;
}

const x = selector("x");
const y = selector("y");
const z = selector("z");

describe("precedence is Prometheus's", () => {
  it.each<[string, Expr]>([
    ["x + y * z", binary(x, "+", binary(y, "*", z))],
    ["x - y - z", binary(binary(x, "-", y), "-", z)],
    ["x ^ y ^ z", binary(x, "^", binary(y, "^", z))],
    ["-x ^ y", { kind: "unary", op: "-", expr: binary(x, "^", y) }],
    ["-1 ^ 2", { kind: "unary", op: "-", expr: binary(number(1), "^", number(2)) }],
    ["-x * y", binary({ kind: "unary", op: "-", expr: x }, "*", y)],
    ["x ^ -y * z", binary(binary(x, "^", { kind: "unary", op: "-", expr: y }), "*", z)],
    ["x - -1", binary(x, "-", number(-1))],
    ["2 -1", binary(number(2), "-", number(1))],
    ["x or y and z", binary(x, "or", binary(y, "and", z))],
    ["x and y unless z", binary(binary(x, "and", y), "unless", z)],
    ["x > y and z", binary(binary(x, ">", y), "and", z)],
    ["x == y + z", binary(x, "==", binary(y, "+", z))],
    ["x % y atan2 z", binary(binary(x, "%", y), "atan2", z)],
    // modifiers, ranges and subqueries belong to the operand right before them
    ["x + y offset 5m", binary(x, "+", { ...y, offset: 300 })],
    ["x / y @ 5", binary(x, "/", { ...y, at: 5 })],
    ["x + y[5m:1m]", binary(x, "+", subquery(y, 300, 60))],
    ["-x[5m]", { kind: "unary", op: "-", expr: over(x, 300) }],
  ])("%s", (promql, tree) => expect(equalExpr(parse(promql), tree)).toBe(true));
});

describe("every form", () => {
  it.each<[string, Expr]>([
    [
      `x{a="1",b!='2',c=~"3|4",d!~\`5\\d\`,}`,
      selector("x", [m("a", "=", "1"), m("b", "!=", "2"), m("c", "=~", "3|4"), m("d", "!~", "5\\d")]),
    ],
    ['{"a.b", "c.d"="e"}', selector("a.b", [m("c.d", "=", "e")])],
    ['{on="a",by="b",offset="c"}', selector(undefined, [m("on", "=", "a"), m("by", "=", "b"), m("offset", "=", "c")])],
    ['sum{a="b"}', selector("sum", [m("a", "=", "b")])],
    ["a:b:c", selector("a:b:c")],
    // names that are traps to a parser that looks keywords up in a plain object
    ["constructor + __proto__", binary(selector("constructor"), "+", selector("__proto__"))],
    ["x[1h30m] offset -5m @ end()", { ...over(x, 5400), offset: -300, at: "end" }],
    ["x @ 1609746000.5", { ...x, at: 1_609_746_000.5 }],
    ["x[1h:] @ start() offset 1w", { ...subquery(x, 3600), offset: 604_800, at: "start" }],
    ["x[${window}]", over(x, "window")],
    ['sum by (on, "a.b") (x)', aggregate("sum", x, { mode: "by", labels: ["on", "a.b"] })],
    ["SUM(x) WITHOUT (a,)", aggregate("sum", x, { mode: "without", labels: ["a"] })],
    ["topk(5, x)", aggregate("topk", x, undefined, number(5))],
    ['count_values("v", x)', aggregate("count_values", x, undefined, text("v"))],
    [
      "x > bool on (a) group_left (b) y",
      binary(x, ">", y, {
        bool: true,
        matching: { mode: "on", labels: ["a"], group: { side: "left", include: ["b"] } },
      }),
    ],
    [
      "x * ignoring (a) group_right y",
      binary(x, "*", y, { matching: { mode: "ignoring", labels: ["a"], group: { side: "right", include: [] } } }),
    ],
    [
      "time() - 0x1F + 1e3 - .5",
      binary(binary(binary(call("time"), "-", number("0x1F")), "+", number("1e3")), "-", number(".5")),
    ],
    ["inf + NaN + +Inf", binary(binary(number("Inf"), "+", number("NaN")), "+", number("Inf"))],
    ["x > 5m", binary(x, ">", { kind: "number", text: "5m" })],
    ['x # a comment with ) and " in it\n + y', binary(x, "+", y)],
  ])("%s", (promql, tree) => expect(equalExpr(parse(promql), tree)).toBe(true));

  it.each([
    [String.raw`"\a\b\f\n\r\t\v\\\""`, '\u0007\b\f\n\r\t\v\\"'],
    [String.raw`'\'"'`, `'"`],
    [String.raw`"\x41\101\u00e9\U0001f600"`, "AAé😀"],
    [String.raw`"\xc3\xa9"`, "é"],
    ["`raw \\d \n \"'`", "raw \\d \n \"'"],
  ])("string %s", (promql, value) => expect(parse(promql)).toMatchObject({ kind: "string", value }));
});

function m(label: string, op: Matcher["op"], value: string): Matcher {
  return { label, op, value };
}

describe("mistakes are told at their place, with what to do", () => {
  // the marked text is between » and «
  it.each([
    ["sum»(«rate(x[5m])", "`(` is never closed", "close it with `)`"],
    ["sum(rate(x»[«5m))", "`[` is never closed", "close it with `]`"],
    ["x»{«a='b'", "`{` is never closed", "close it with `}`"],
    ["sum(x)»)«", "`)` closes nothing", "take it away, or open a `(`"],
    ['x{a=»"«b}', '`"` is never closed', 'close it with `"`'],
    ['x{a="»\\d«+"}', "`\\d` is no escape", 'write `\\\\` for a backslash: "…\\\\d…"'],
    ["x{job=»api«}", "the value of `job` is not quoted", 'write `job="api"`'],
    ["x{job=»api-server«}", "the value of `job` is not quoted", 'write `job="…"`'],
    ['x{a="b" »c«="d"}', "a comma is missing before `c`", "separate matchers by `,`"],
    ['x{a»==«"b"}', "`==` compares numbers, not labels", 'write `a="…"`'],
    ["x{»a«}", "`a` is matched against nothing", 'write `a="…"`'],
    [
      'x{user».«id="1"}',
      "`.` is no part of PromQL",
      'quote a name with other characters: `{"http.requests"}`, `{"user.id"="…"}` (Prometheus 3)',
    ],
    ['»job="x"«', "a matcher stands in `{ }`", 'write `{job="x"}` behind the metric\'s name'],
    ["x »=« 5", "`=` stands only in matchers", "numbers are compared with `==`"],
    ["x »&« y", "`&` is no part of PromQL", "write `and`"],
    ["x »&&« y", "`&&` is no part of PromQL", "write `and`"],
    ["x »||« y", "`||` is no part of PromQL", "write `or`"],
    ["x[»5«]", "`5` is not a duration: the unit is missing", "write `5s`, `5m` or another unit of `ms s m h d w y`"],
    [
      "x[»5 m«]",
      "`5 m` is not a duration",
      "write a number and a unit (`ms s m h d w y`) without a blank, such as `[5m]` or `[1h30m]`",
    ],
    [
      "x[»1.5h«]",
      "`1.5h` is not a duration",
      "write a number and a unit (`ms s m h d w y`) without a blank, such as `[5m]` or `[1h30m]`",
    ],
    ["»rat«(x[5m])", "`rat` is no function and no aggregation", "did you mean `rate`?"],
    ["»Rate«(x[5m])", "`Rate` is no function", "functions are written small: `rate`"],
    ["»sums«(x)", "`sums` is no function and no aggregation", "did you mean `sum`?"],
    ["x »+«", "`+` has nothing on its right", "an expression stands on both sides of `+`"],
    ["»*« x", "`*` has nothing on its left", "an expression stands on both sides of `*`"],
    ["x + »*« y", "`*` has nothing on its left", undefined],
    ["clamp(x, 1»,«)", "an argument is missing behind `,`", "take the comma away"],
    [
      "histogram_quantile(0.9 »sum«(x))",
      "an operator or a comma is missing between `0.9` and `sum`",
      "write `+`, `and`, `or`… between two expressions",
    ],
    [
      "rate(x[5m]) »by« (job)",
      "`rate` takes no `by`: it is a function, not an aggregation",
      "write `sum by (…) (rate(…))`",
    ],
    ["sum(x »by« (job))", "`by` stands beside an aggregation", "write `sum by (…) (…)`"],
    ["sum »by« job (x)", "`by` has no list of labels", "write `by (…)`"],
    ["sum »by« (job)", "`sum by (…)` lacks what it adds up", "write `sum by (…) (…)`"],
    ["x »> bool«", "`> bool` has nothing on its right", undefined],
    ["x +» offset 5m«", undefined, undefined],
    [
      "rate(x)»[5m]«",
      "a range in `[ ]` stands behind a metric or its `{ }`",
      "a subquery has a colon: `[1h:]`, `[1h:5m]`",
    ],
    ["x offset 1h» [5m]«", "a range stands before `offset` and `@`", "write `x[5m] offset 1h`"],
    ["»topk«(x)", "`topk` takes a number and a vector, here is one argument", undefined],
    [
      "»holt_winters«(x[5m], 1, 2)",
      "`holt_winters` is `double_exponential_smoothing` since Prometheus 3.0, and an experiment that is off unless it is enabled",
      "`avg_over_time` smooths too",
    ],
    ['x{a=~»"(?!b)"«}', "`(?!` is a look-ahead, which RE2 does not have", "use a second matcher with `!~`"],
    ['x{a=~»"a(b"«}', "`(` is never closed", "close it with `)`, or write `\\\\(` for a bracket"],
    [
      "x[»5m*2«]",
      "arithmetic on durations is an experiment of Prometheus that is off unless it is enabled",
      "write one duration, such as `1h30m`",
    ],
    ["x {»${match}«}", "`${match}` has no value", undefined],
    ["»constructor«(x)", "`constructor` is no function and no aggregation", undefined],
    ["»»«", "the expression is empty", undefined],
  ])("%s", (marked, message, help) => {
    if (message === undefined) return;
    const [before = "", inside = "", after = ""] = marked.replace("»»«", "»«").split(/[»«]/);
    const { expr, errors } = parsePromql(before + inside + after);
    expect(expr).toBeUndefined();
    const [error] = errors;
    expect({ message: error?.message, help: error?.help }).toEqual({ message, help });
    expect([error?.start, error?.end]).toEqual([before.length, before.length + inside.length]);
  });

  it("bounds what it takes on: long, deep and endless texts are refused, not parsed for long", () => {
    expect(parsePromql("x".repeat(20_001)).errors[0]?.message).toBe("the expression is longer than 20000 characters");
    expect(parsePromql("(".repeat(201) + "x" + ")".repeat(201)).errors[0]?.message).toBe(
      "brackets are nested deeper than 200",
    );
    expect(parsePromql(Array(1000).fill("x").join("+")).errors[0]?.message).toBe("a chain of more than 500 operators");
    expect(parsePromql("-".repeat(1000) + "x").errors[0]?.message).toBe("a chain of more than 500 operators");
    expect(parsePromql("(".repeat(200) + "x" + ")".repeat(200)).errors).toEqual([]);
  });

  it("never throws, whatever the text, and each place lies in it", () => {
    const words = fc.constantFrom(
      "x",
      "sum",
      "by",
      "(",
      ")",
      "{",
      "}",
      "[",
      "]",
      ",",
      "5m",
      "1",
      '"a"',
      "'",
      "=",
      "=~",
      "offset",
      "-",
      "@",
      "${a}",
      "${window}",
      "$${",
      "#",
      " ",
      "\n",
      "or",
      "bool",
      "on",
    );
    const promqls = fc.oneof(
      fc.array(words, { maxLength: 15 }).map((list) => list.join("")),
      texts(30),
    );
    fc.assert(
      fc.property(promqls, (promql) => {
        for (const { expr, errors } of [
          parsePromql(promql),
          fillHoles(promql, () => ({ type: "text", value: '"}' })),
        ]) {
          expect(expr === undefined).toBe(errors.length > 0);
          for (const { start, end } of errors) expect(0 <= start && start <= end && end <= promql.length).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

describe("types", () => {
  it.each([
    ["1 + 2", "scalar"],
    ['"a"', "string"],
    ["x", "instant vector"],
    ["x[5m]", "range vector"],
    ["x[1h:5m]", "range vector"],
    ["scalar(x)", "scalar"],
    ["1 > bool 2", "scalar"],
    ["x > 1", "instant vector"],
    ["(x)", "instant vector"],
    ["sum(x)", "instant vector"],
  ])("%s is %s", (promql, type) => expect(typeOf(parse(promql))).toBe(type));

  it.each([
    ["rate(»x«)", "`rate` takes a range vector, this is an instant vector", "write `x[5m]`"],
    ['rate(»x{a="b"}«)', "`rate` takes a range vector, this is an instant vector", 'write `x{a="b"}[5m]`'],
    [
      "rate(»sum(x)«)",
      "`rate` takes a range vector, this is an instant vector",
      "`rate` stands inside: write `sum(rate(x[5m]))`",
    ],
    ["rate(»(x + y)«)", "`rate` takes a range vector, this is an instant vector", "write a subquery: `(x + y)[5m:]`"],
    ["sum(»x[5m]«)", "`sum` takes an instant vector, this is a range vector", "write `sum(rate(x[5m]))`"],
    [
      "abs(»x[5m]«)",
      "`abs` takes an instant vector, this is a range vector",
      "write `x`, or a function over the range such as `rate(x[5m])`",
    ],
    [
      "»x[5m]« + 1",
      "`+` takes numbers and instant vectors, this is a range vector",
      "write `rate(x[5m])`, or take the range away",
    ],
    ["»1 > 2«", "a comparison of two numbers needs `bool`", "write `> bool`"],
    ["x and »5«", "`and` stands between vectors, this is a number", "`vector(…)` makes a vector of a number"],
    ["»clamp_min(x)«", "`clamp_min` takes 2 arguments, here is 1", "write `clamp_min(vector, number)`"],
    ["»round(x, 1, 2)«", "`round` takes 1 or 2 arguments, here are 3", "write `round(vector, number)`"],
    ['label_join(x, »1«, "b")', "`label_join` takes a text, this is a number", 'a text stands in quotes: `"…"`'],
    [
      "vector(»x«)",
      "`vector` takes a number, this is an instant vector",
      "`scalar(…)` makes a number of a vector with one series",
    ],
    ["topk(»x«, y)", "`topk` takes a number first, this is an instant vector", undefined],
    ['»{a=~".*"}«', "this selects every series there is", "name a metric, or add a matcher that asks for a value"],
    [
      "»mad_over_time(x[5m])«",
      "`mad_over_time` is an experiment of Prometheus that is off unless it is enabled",
      "leave it out: rules with it do not load on a server without the feature flag",
    ],
    ["»x and on (a) group_left () y«", "`and` takes no `group_left`", undefined],
    ["»x + bool y«", "`bool` stands behind a comparison", "`+` compares nothing: leave it out"],
    ["»x * on (a) group_left (a) y«", "the label `a` cannot be in both `on` and `group_left`", undefined],
  ])("%s", (marked, message, help) => {
    const [before = "", inside = "", after = ""] = marked.split(/[»«]/);
    const [error, ...more] = checkTypes(parse(before + inside + after));
    expect(more).toEqual([]);
    expect({ message: error?.message, help: error?.help }).toEqual({ message, help });
    expect([error?.start, error?.end]).toEqual([before.length, before.length + inside.length]);
  });

  it("takes a newer function only where the server has it", () => {
    const expr = parse("histogram_stddev(x)");
    expect(checkTypes(expr)).toEqual([]);
    expect(checkTypes(expr, { version: "2.42" })[0]?.message).toBe(
      "`histogram_stddev` needs Prometheus 2.47, and `targets.prometheus.version` is 2.42",
    );
  });
});

describe("printing", () => {
  it("a long expression reads like a careful person's", () => {
    const base = `sum by (route) (
  (last_over_time(http_requests_total{job="shop"}[3m]) - last_over_time(http_requests_total{job="shop"}[3m] offset 1m) >= 0)
  or last_over_time(http_requests_total{job="shop"}[3m]) and on (job, instance) (max_over_time(up[3m] offset 1m) == 1) unless on (job, instance) (up unless up offset 1m))`;
    expect(printExpr(parse(base))).toBe(`sum by (route) (
  (
      last_over_time(http_requests_total{job="shop"}[3m])
      - last_over_time(http_requests_total{job="shop"}[3m] offset 1m)
    >= 0
  )
  or
    last_over_time(http_requests_total{job="shop"}[3m])
    and on (job, instance) (max_over_time(up[3m] offset 1m) == 1)
    unless on (job, instance) (up unless up offset 1m)
)`);
    expect(printExpr(parse("sum_over_time(x[3599s]) / (sum_over_time(y[3599s]) > 0)"), { width: 40 })).toBe(
      "sum_over_time(x[3599s])\n/ (sum_over_time(y[3599s]) > 0)",
    );
  });

  it.each<[Expr, string]>([
    [over(x, 299), "x[299s]"],
    [over(x, 86_399), "x[86399s]"],
    [over(x, 5400), "x[1h30m]"],
    [over(x, 2_419_200), "x[28d]"],
    [subquery(x, 86_399, 300), "x[86399s:5m]"],
    [binary(binary(x, "+", y), "*", z), "(x + y) * z"],
    [binary(x, "*", binary(y, "+", z)), "x * (y + z)"],
    [binary(x, "-", binary(y, "-", z)), "x - (y - z)"],
    [binary(binary(x, "^", y), "^", z), "(x ^ y) ^ z"],
    [binary(number(-1), "^", number(2)), "(-1) ^ 2"],
    [binary(x, "*", number(-1)), "x * -1"],
    [subquery(binary(x, "/", y), 3600), "(x / y)[1h:]"],
    [parse("((x))"), "x"],
    [parse("(x + y) + z"), "(x + y) + z"],
    [selector("on"), '{__name__="on"}'],
    [selector("a.b", equals({ "c.d": "e" })), '{"a.b", "c.d"="e"}'],
    [selector(undefined), "{}"],
    [sum(x, ["without", "a"]), 'sum by ("without", a) (x)'],
    [binary(x, "*", y, onGroupLeft(["a"], ["b"])), "x * on (a) group_left (b) y"],
    [join("or", [x, binary(number(0), "*", y), z]), "x or 0 * y or z"],
    [binary(x, "or", y, on()), "x or on () y"],
    [number(Decimal.parse("0.0000000000000000000001")!), "0.0000000000000000000001"],
    [number(Decimal.of(1344, 100_000)), "0.01344"],
    [number(Infinity), "Inf"],
    [selector("x", equals({ a: 'q"\\\n\u202e\u0000' })), 'x{a="q\\"\\\\\\n\\u202e\\u0000"}'],
    [selector("x", equals({ a: "\ud800" })), 'x{a="\\ufffd"}'],
  ])("%#: %s", (expr, printed) => expect(printExpr(expr)).toBe(printed));

  it("many signs in a row cost no more than so many other operations", () => {
    const expr = parse(`${"- ".repeat(60)}x`);
    expect(equalExpr(parse(printExpr(expr)), expr)).toBe(true);
  });

  it("what is printed is read as the same tree, at any width, and printing it again changes nothing", () => {
    fc.assert(
      fc.property(expressions(), fc.constantFrom(1, 40, 100, Infinity), (expr, width) => {
        const printed = printExpr(expr, { width });
        const { expr: read, errors } = parsePromql(printed);
        expect(errors).toEqual([]);
        expect(equalExpr(read!, expr)).toBe(true);
        expect(printExpr(read!, { width })).toBe(printed);
        expect(checkTypes(read!).filter(({ message }) => !/selects every/.test(message))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a bare selector that is read without the grammar", () => {
  const words = [
    ..."http_requests_total x up a:b:c :x on by inf NaN bool sum topk time rate sum_over_time start offset group_left without".split(
      " ",
    ),
    ..."__name__ le code SUM On _ a-b 1x".split(" "),
  ];
  const values = fc.oneof(
    fc.constantFrom("", "5..", "a|b", "(", "[", "a}b", "a,b", "a=~b", "a b", " ", "$x", "${x}", "\\n", "'", "é", "#"),
    fc.string({ maxLength: 6 }),
  );
  const texts = fc
    .record({
      name: fc.constantFrom(...words),
      matchers: fc.array(fc.tuple(fc.constantFrom(...words), fc.constantFrom("=", "!=", "=~", "!~", "=="), values), {
        maxLength: 3,
      }),
      comma: fc.constantFrom(",", ", ", ",  ", ",,"),
      end: fc.constantFrom("", "", "", ",", " ", "x"),
    })
    .map(
      ({ name, matchers, comma, end }) =>
        `${name}{${matchers.map(([label, op, value]) => `${label}${op}"${value}"`).join(comma)}${end}}`,
    );

  it("is what the grammar makes of it", () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(texts, fc.constantFrom(...words)), (text) => {
        const plain = plainSelector(text);
        if (plain === undefined) return;
        taken++;
        // a blank behind it is the grammar's to read, and changes nothing
        expect(plainSelector(`${text} `)).toBeUndefined();
        expect({ expr: plain, errors: [] }).toEqual(parsePromql(`${text} `));
      }),
      { numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(150);
  });

  it("takes what specs hold", () => {
    for (const text of ["up", 'http_requests_total{route="/a b", code=~"5..|429"}'])
      expect(plainSelector(text)).toEqual(parsePromql(`${text} `).expr);
  });
});

describe("holes", () => {
  const values: Readonly<Record<string, HoleValue>> = {
    service: { type: "name", value: "check.out" },
    pattern: { type: "regex", value: "a|b" },
    every: { type: "duration", value: "1h30m" },
    count: { type: "number", value: "5" },
    share: { type: "percentage", value: "99.9%" },
    metric: { type: "name", value: "orders_total" },
    match: { type: "matchers", matchers: [m("job", "=", 'x"}'), m("env", "=~", "a|b")] },
  };
  const fill = (promql: string) => fillHoles(promql, (name) => values[name], Object.keys(values));

  it.each([
    ['x{job="${service}"}', 'x{job="check.out"}'],
    ['x{job=~"${service}-.*"}', 'x{job=~"check\\\\.out-.*"}'],
    ["x{job!~'${pattern}'}", 'x{job!~"a|b"}'],
    ['x{job=~"${pattern}-x"}', 'x{job=~"(?:a|b)-x"}'],
    ["x{${match}}", 'x{job="x\\"}", env=~"a|b"}'],
    ['x{env="c", ${match}}', 'x{env="c", job="x\\"}"}'],
    ['${metric}{a="b"}[${every}]', 'orders_total{a="b"}[1h30m]'],
    ["shop_${metric} offset -${every}", "shop_orders_total offset -1h30m"],
    ["x[1d:${every}]", "x[1d:1h30m]"],
    ["x > ${count}", "x > 5"],
    ["topk(${count}, x)", "topk(5, x)"],
    ["x > ${share}", "x > 0.999"],
    ["time() - x > ${every}", "time() - x > 5400"],
    ["x @ ${count}", "x @ 5"],
    ["sum by (${metric}) (x)", "sum by (orders_total) (x)"],
    ["sum(increase(${metric}[${window}]))", "sum(increase(orders_total[${window}]))"],
    ['x{a="$${name} ${service}"}', 'x{a="${name} check.out"}'],
    ["x # ${nobody}", "x"],
    ['label_replace(x, "a", "$1", "b", "${service}(.*)")', 'label_replace(x, "a", "$1", "b", "check\\\\.out(.*)")'],
  ])("%s", (promql, printed) => {
    const { expr, errors } = fill(promql);
    expect(errors).toEqual([]);
    expect(printExpr(expr!)).toBe(printed);
  });

  it.each([
    ['x{a="»${sevice}«"}', "`${sevice}` has no value", "did you mean `${service}`?"],
    ["x[»${count}«]", "`${count}` is `5`, which is no duration", undefined],
    ["»${service}«", "`${service}` makes `check.out`, which is no metric's name", undefined],
    ["»${match}«", "`${match}` cannot stand for a metric's name", "matchers stand in `{ }`"],
    ['x{a="»${match}«"}', "`${match}` holds matchers, which cannot stand in quotes", "write `{${match}}`"],
    [
      "x{»${service}«}",
      "`${service}` holds no matchers",
      'in `{ }` a hole stands for matchers, or in quotes for a value: `{label="${service}"}`',
    ],
    ["x{a=»${service}«}", "the value of `a` is not quoted", 'write `a="${service}"`'],
    ["»${metric}«(x)", "`${metric}` cannot stand for a function", "write the function's name"],
    ['x{a="»${1}«"}', "`${…}` holds a name, such as `${service}`", "inside quotes, write `$${` for a literal `${`"],
    ["x + »${«", "`${` is never closed", "write `${name}`"],
    ["x offset »${window}«", "`${window}` cannot be an offset", undefined],
  ])("%s", (marked, message, help) => {
    const [before = "", inside = "", after = ""] = marked.split(/[»«]/);
    const { expr, errors } = fill(before + inside + after);
    expect(expr).toBeUndefined();
    expect({ message: errors[0]?.message, help: errors[0]?.help }).toEqual({ message, help });
    expect([errors[0]?.start, errors[0]?.end]).toEqual([before.length, before.length + inside.length]);
  });

  it("are found with the kind of place they stand in, and the text around them is checked", () => {
    const { holes, errors } = parseTemplate('sum by (${l}) (rate(${m}{${match}, a="${s}"}[${d}] @ ${t})) > ${n}');
    expect(errors).toEqual([]);
    expect(holes.map(({ name, place }) => `${name}: ${place}`)).toEqual([
      "l: label",
      "m: expression",
      "match: matchers",
      "s: string",
      "d: duration",
      "t: number",
      "n: expression",
    ]);
    expect(parseTemplate("sum(${m}[5m]").errors[0]?.message).toBe("`(` is never closed");
  });

  it("no value changes the structure around it: the tree is the one of a harmless value, but for that value", () => {
    const template = 'sum by (job) (rate(x{a="${v}", b=~"p${v}q", ${m}}[5m])) > 1';
    const hostile = fc.oneof(
      texts(),
      fc.constantFrom(
        '"} or vector(1) #',
        "\\",
        '\\"',
        "${v}",
        "$${v}",
        "`",
        "'",
        "\n",
        '"',
        "{}",
        ".*",
        "a|b)",
        "(?i)",
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, (value, other) => {
        const filler = (name: string): HoleValue =>
          name === "m"
            ? { type: "matchers", matchers: [m("c", "=", other), m("d", "=", value)] }
            : { type: "text", value };
        const { expr, errors } = fillHoles(template, filler);
        expect(errors).toEqual([]);
        const [only, ...more] = selectorsOf(expr!);
        expect(more).toEqual([]);
        expect([...walk(expr!)].map(({ kind }) => kind)).toEqual([
          "binary",
          "aggregation",
          "call",
          "selector",
          "number",
        ]);
        expect(only!.matchers.map(({ label, value: of }) => [label, of])).toEqual([
          ["a", value],
          ["b", only!.matchers[1]!.value],
          ["c", other],
          ["d", value],
        ]);
        // in a regex it stands for itself alone
        expect(matches(only!.matchers[1]!, `p${value}q`)).toBe(true);
        expect(matches(only!.matchers[1]!, `p${value}!q`)).toBe(false);
        // and so it does after printing
        const again = selectorsOf(parse(printExpr(expr!)))[0]!;
        expect(equalExpr(again, only!)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("names, numbers and durations are taken only when they are one", () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.constantFrom("x)", "5m] or y[5m", "1 or vector(1)", "a b", "", "1e", "--1", "5m5m", "Infinity"),
    );
    const types = fc.constantFrom("name", "number", "duration", "percentage", "text", "regex") as fc.Arbitrary<"name">;
    const templates = fc.constantFrom(
      "${v}",
      "x > ${v}",
      "x[${v}]",
      "x offset ${v}",
      "sum by (${v}) (x)",
      "x_${v}",
      "x @ ${v}",
      'x{${v}="a"}',
    );
    fc.assert(
      fc.property(templates, types, hostile, (template, type, value) => {
        const { expr } = fillHoles(template, () => ({ type, value }));
        if (expr === undefined) return;
        const shape = parseTemplate(template);
        expect(shape.errors).toEqual([]);
        const kinds = [...walk(expr)].map(({ kind }) => kind);
        const plain = {
          "${v}": [["selector"], ["number"]],
          "x > ${v}": [
            ["binary", "selector", "number"],
            ["binary", "selector", "selector"],
          ],
          "sum by (${v}) (x)": [["aggregation", "selector"]],
        } as Record<string, string[][]>;
        expect(plain[template] ?? [["selector"]]).toContainEqual(kinds);
        expect(parsePromql(printExpr(expr)).errors).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("the window is found, and set", () => {
    const expr = parse("sum(increase(x[${window}])) / sum(increase(y[${window}]))");
    expect(usesWindow(expr)).toBe(true);
    expect(printExpr(fillWindow(expr, 300))).toBe("sum(increase(x[5m])) / sum(increase(y[5m]))");
  });
});

describe("selectors", () => {
  it.each([
    ["sum(rate(x[5m]))", "x"],
    ['increase(x{a="b"}[1h])', 'x{a="b"}'],
    ["x[5m]", "x"],
    ["x offset 5m", "x"],
    ["(x)[5m:]", undefined],
    ["x / y", undefined],
    ["sum by (job) (rate(x[5m]))", undefined],
    ["5", undefined],
  ])("%s is none; instead %s", (promql, fix) => {
    const result = parseSelector(promql);
    expect(result.selector).toBeUndefined();
    expect(result.errors).toHaveLength(1);
    expect(result.fix).toBe(fix);
  });

  const one = parseSelector('x{a="1", b=~"2..", c!="3", d!~"4|5"}').selector!;
  it.each([
    [{ __name__: "x", a: "1", b: "200" }, true],
    [{ __name__: "x", a: "1", b: "2000" }, false],
    [{ __name__: "x", a: "1", b: "299", c: "3" }, false],
    [{ __name__: "x", a: "1", b: "299", d: "5" }, false],
    [{ __name__: "y", a: "1", b: "200" }, false],
    [{ __name__: "x", b: "200" }, false],
  ])("select %o: %s", (labels, expected) => expect(selects(one, labels)).toBe(expected));

  it("take matchers on labels that they do not name", () => {
    const more = addMatchers(one, [m("a", "=", "9"), m("job", "=", "shop"), m("__name__", "=", "y")]);
    expect(printExpr(more)).toBe('x{a="1", b=~"2..", c!="3", d!~"4|5", job="shop"}');
    expect(hasMatcher(one, "job")).toBe(false);
    expect(hasMatcher(more, "job")).toBe(true);
  });

  it.each([
    ['x{a="1"}', 'x{a="2"}', false],
    ['x{a="1"}', "y", false],
    ['x{a="500"}', 'x{a=~"5.."}', true],
    ['x{a="400"}', 'x{a=~"5.."}', false],
    ['x{a="400"}', 'x{a!~"5.."}', true],
    ['x{a=""}', 'x{a!=""}', false],
    ["x", 'x{a="1"}', true],
  ])("%s and %s could meet: %s", (a, b, expected) => {
    const [left, right] = [parseSelector(a).selector, parseSelector(b).selector] as [Selector, Selector];
    expect(couldOverlap(left, right)).toBe(expected);
    expect(couldOverlap(right, left)).toBe(expected);
  });
});
