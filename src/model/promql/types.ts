import type { Aggregation, Binary, Call, Expr, PromqlError, PromqlType, Selector, TextRange } from "./ast.ts";
import { aggregations, functions, type PromqlFunction } from "./functions.ts";
import { comparisons, setOperators } from "./operators.ts";
import { printExpr } from "./print.ts";
import { fullMatcher } from "./regex.ts";
import { bare, walk } from "./visit.ts";
import { never } from "../../util/never.ts";

const wanted = { scalar: "scalar", instant: "instant vector", range: "range vector", string: "string" } as const;
const withArticle: Readonly<Record<PromqlType, string>> = {
  scalar: "a number",
  string: "a text",
  "instant vector": "an instant vector",
  "range vector": "a range vector",
};

/** The type that an expression gives; for a function that nobody knows an instant vector. */
export function typeOf(expr: Expr): PromqlType {
  switch (expr.kind) {
    case "number":
      return "scalar";
    case "string":
      return "string";
    case "selector":
      return expr.range === undefined ? "instant vector" : "range vector";
    case "subquery":
      return "range vector";
    case "call":
      return functions.get(expr.fn)?.returns === "scalar" ? "scalar" : "instant vector";
    case "aggregation":
      return "instant vector";
    case "unary":
    case "parenthesis":
      return typeOf(expr.expr);
    case "binary":
      return typeOf(expr.left) === "scalar" && typeOf(expr.right) === "scalar" ? "scalar" : "instant vector";
    default:
      return never(expr);
  }
}

/**
 * What Prometheus's type check would refuse: arguments, operands, grouping, empty selectors, functions that a version lacks.
 * @param version oldest Prometheus that must read the expression: "2.42", or "3" unless said
 * @returns errors at the spans of the nodes, in the order of the text; a node that was built has the place 0
 */
export function checkTypes(
  expr: Expr,
  { version = "3" }: { readonly version?: "2.42" | "3" } = {},
): readonly PromqlError[] {
  const errors: PromqlError[] = [];
  for (const node of walk(expr)) {
    const report = (message: string, help?: string, at: Expr | TextRange | undefined = node): void => {
      const span = at !== undefined && "kind" in at ? at.span : at;
      errors.push({ start: span?.start ?? 0, end: span?.end ?? 0, message, ...(help === undefined ? {} : { help }) });
    };
    switch (node.kind) {
      case "call":
        checkCall(node, version, report);
        break;
      case "aggregation":
        checkAggregation(node, version, report);
        break;
      case "binary":
        checkBinary(node, report);
        break;
      case "selector":
        checkSelector(node, report);
        break;
      case "subquery":
        if (typeOf(node.expr) !== "instant vector")
          report(
            `a subquery is made of an instant vector, this is ${withArticle[typeOf(node.expr)]}`,
            undefined,
            node.expr,
          );
        break;
      case "unary":
        if (typeOf(node.expr) === "string" || typeOf(node.expr) === "range vector")
          report(`\`${node.op}\` takes a number or an instant vector, this is ${withArticle[typeOf(node.expr)]}`);
        break;
      default:
        break;
    }
  }
  return errors.sort((a, b) => a.start - b.start);
}

type Report = (message: string, help?: string, at?: Expr | TextRange) => void;

function checkCall({ fn, args }: Call, version: "2.42" | "3", report: Report): void {
  const known = functions.get(fn);
  if (known === undefined) return report(`\`${fn}\` is no function`);
  if (known.experimental === true) {
    report(
      `\`${fn}\` is an experiment of Prometheus that is off unless it is enabled`,
      "leave it out: rules with it do not load on a server without the feature flag",
    );
  } else if (known.since !== undefined && version === "2.42") {
    report(`\`${fn}\` needs Prometheus ${known.since}, and \`targets.prometheus.version\` is 2.42`);
  }
  const least = known.args.filter((arg) => !/[?…]$/.test(arg)).length;
  const most = known.args.at(-1)?.endsWith("…") === true ? Infinity : known.args.length;
  if (args.length < least || args.length > most) {
    const count = least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} or ${most}`;
    return report(
      `\`${fn}\` takes ${count} argument${count === "1" ? "" : "s"}, here ${args.length === 1 ? "is 1" : `are ${args.length}`}`,
      `write \`${usage(fn, known)}\``,
    );
  }
  args.forEach((arg, i) => {
    const kind = (known.args[Math.min(i, known.args.length - 1)] ?? "scalar").replace(
      /[?…]$/,
      "",
    ) as keyof typeof wanted;
    const need = wanted[kind];
    const actual = typeOf(arg);
    if (actual === need) return;
    report(`\`${fn}\` takes ${withArticle[need]}, this is ${withArticle[actual]}`, helpFor(fn, arg, need, actual), arg);
  });
}

function helpFor(fn: string, arg: Expr, need: PromqlType, actual: PromqlType): string | undefined {
  const inner = bare(arg);
  const shown = (node: Expr): string => printExpr(node, { width: Infinity });
  if (need === "range vector" && actual === "instant vector") {
    if (inner.kind === "selector") return `write \`${shown({ ...inner, range: 300 })}\``;
    if (inner.kind === "aggregation")
      return `\`${fn}\` stands inside: write \`${shown({ ...inner, expr: { kind: "call", fn, args: [ranged(inner.expr)] } })}\``;
    return `write a subquery: \`${shown({ kind: "subquery", expr: inner, range: 300 })}\``;
  }
  if (need === "instant vector" && actual === "range vector" && inner.kind === "selector") {
    const { range: _, ...vector } = inner;
    return `write \`${shown(vector)}\`, or a function over the range such as \`${shown({ kind: "call", fn: "rate", args: [inner] })}\``;
  }
  if (need === "instant vector" && actual === "scalar") return "`vector(…)` makes a vector of a number";
  if (need === "scalar" && actual === "instant vector") return "`scalar(…)` makes a number of a vector with one series";
  if (need === "string") return 'a text stands in quotes: `"…"`';
  return undefined;
}

function ranged(expr: Expr): Expr {
  const inner = bare(expr);
  return inner.kind === "selector" && inner.range === undefined ? { ...inner, range: 300 } : expr;
}

const words = { scalar: "number", instant: "vector", range: "vector[5m]", string: '"text"' } as const;

function usage(fn: string, { args }: PromqlFunction): string {
  const shown = args.map(
    (arg) => `${words[arg.replace(/[?…]$/, "") as keyof typeof words]}${arg.endsWith("…") ? ", …" : ""}`,
  );
  return `${fn}(${shown.join(", ")})`;
}

function checkAggregation({ op, expr, param, grouping }: Aggregation, version: "2.42" | "3", report: Report): void {
  const known = aggregations.get(op);
  if (known === undefined) return report(`\`${op}\` is no aggregation`);
  if (known.experimental === true)
    report(`\`${op}\` is an experiment of Prometheus that is off unless it is enabled`, "leave it out");
  const type = typeOf(expr);
  if (type !== "instant vector") {
    const inner = bare(expr);
    const isRange = type === "range vector" && inner.kind === "selector";
    const help = isRange
      ? `write \`${printExpr({ kind: "aggregation", op, ...(grouping ? { grouping } : {}), expr: { kind: "call", fn: "rate", args: [inner] } }, { width: Infinity })}\``
      : undefined;
    report(`\`${op}\` takes an instant vector, this is ${withArticle[type]}`, help, expr);
  }
  if (known.param !== undefined && param !== undefined && typeOf(param) !== known.param) {
    report(
      `\`${op}\` takes ${withArticle[known.param]} first, this is ${withArticle[typeOf(param)]}`,
      undefined,
      param,
    );
  }
  if (version === "2.42")
    for (const label of grouping?.labels ?? [])
      if (!/^\w+$/.test(label))
        report(`the label \`${label}\` needs Prometheus 3, and \`targets.prometheus.version\` is 2.42`);
}

function checkBinary({ op, left, right, bool, matching }: Binary, report: Report): void {
  let isSound = true;
  for (const side of [left, right]) {
    const type = typeOf(side);
    if (type === "scalar" || type === "instant vector") continue;
    isSound = false;
    const inner = bare(side);
    const help =
      type === "range vector" && inner.kind === "selector"
        ? `write \`${printExpr({ kind: "call", fn: "rate", args: [inner] }, { width: Infinity })}\`, or take the range away`
        : undefined;
    report(`\`${op}\` takes numbers and instant vectors, this is ${withArticle[type]}`, help, side);
  }
  if (!isSound) return;
  const types = [typeOf(left), typeOf(right)];
  if (setOperators.has(op)) {
    for (const side of [left, right])
      if (typeOf(side) === "scalar")
        report(`\`${op}\` stands between vectors, this is a number`, "`vector(…)` makes a vector of a number", side);
    if (matching?.group !== undefined) report(`\`${op}\` takes no \`group_${matching.group.side}\``);
  }
  if (bool === true && !comparisons.has(op))
    report("`bool` stands behind a comparison", `\`${op}\` compares nothing: leave it out`);
  if (comparisons.has(op) && bool !== true && types.every((type) => type === "scalar")) {
    report(`a comparison of two numbers needs \`bool\``, `write \`${op} bool\``);
  }
  if (matching !== undefined && matching.labels.length > 0 && types.includes("scalar"))
    report(`\`${matching.mode}\` stands between two vectors, one side is a number`);
  const both =
    matching?.mode === "on" ? matching.group?.include.find((label) => matching.labels.includes(label)) : undefined;
  if (both !== undefined)
    report(`the label \`${both}\` cannot be in both \`on\` and \`group_${matching!.group!.side}\``);
}

function checkSelector({ name, matchers }: Selector, report: Report): void {
  const takesEmpty = (op: string, value: string): boolean =>
    op === "=" ? value === "" : op === "!=" ? value !== "" : (fullMatcher(value)?.("") ?? false) === (op === "=~");
  if (name === undefined && matchers.every(({ op, value }) => takesEmpty(op, value))) {
    report("this selects every series there is", "name a metric, or add a matcher that asks for a value");
  }
}
