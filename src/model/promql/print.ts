import type { Aggregation, Binary, Expr, Matcher, Modifiers, Parenthesis, Selector, Subquery } from "./ast.ts";
import { negated, precedence, signPrecedence } from "./operators.ts";
import { isClassicLabelName, isClassicMetricName, isPlainGroupingLabel, isPlainMetricName } from "./names.ts";
import { quote } from "./strings.ts";
import { bare } from "./visit.ts";
import { formatDuration } from "../quantity/duration.ts";
import { never } from "../../util/never.ts";

/**
 * PromQL text of an expression: on one line if it fits, else laid out with operators at the beginnings of lines and arguments indented by two.
 * Brackets stand where the grammar needs them, and where the tree has them around a part of an operation. `parsePromql` of it gives an equal tree.
 * @param width characters to a line, 100 unless said; a single name or value may be longer
 */
export function printExpr(expr: Expr, { width = 100 }: { readonly width?: number } = {}): string {
  return layout(tidy(expr), width).join("\n");
}

/** The tree with brackets exactly where they will be printed. */
function tidy(expr: Expr): Expr {
  switch (expr.kind) {
    case "parenthesis":
      return tidy(expr.expr);
    case "call":
      return { ...expr, args: expr.args.map(tidy) };
    case "aggregation":
      return { ...expr, ...(expr.param === undefined ? {} : { param: tidy(expr.param) }), expr: tidy(expr.expr) };
    case "subquery":
      return { ...expr, expr: operand(expr.expr, Infinity, false) };
    case "unary": {
      const inner = tidy(expr.expr);
      if (inner.kind === "number") return { ...inner, text: expr.op === "-" ? negated(inner.text) : inner.text };
      return { ...expr, expr: operand(expr.expr, signPrecedence + 1, false) };
    }
    case "binary": {
      const own = precedence[expr.op];
      const goesRight = expr.op === "^";
      return { ...expr, left: operand(expr.left, own, goesRight), right: operand(expr.right, own, !goesRight, true) };
    }
    default:
      return expr;
  }
}

function operand(expr: Expr, around: number, isStrict: boolean, isRight = false): Expr {
  const inner = tidy(expr);
  const isCompound = inner.kind === "binary" || inner.kind === "unary" || isNegative(inner);
  // a signed number on the right is one word: `x * -1`
  const isOneWord = isRight && isNegative(inner);
  const own = inner.kind === "binary" ? precedence[inner.op] : isCompound ? signPrecedence : Infinity;
  const isNeeded = isCompound && !isOneWord && (own < around || (own === around && isStrict));
  return isNeeded || (isCompound && expr.kind === "parenthesis")
    ? ({ kind: "parenthesis", expr: inner } satisfies Parenthesis)
    : inner;
}

function isNegative(expr: Expr): boolean {
  return expr.kind === "number" && expr.text.startsWith("-");
}

/** Lines of a tidy tree. `taken` characters of the first line are used by what stands around it. */
function layout(expr: Expr, width: number, taken = 0): string[] {
  const line = flat(expr);
  if (line.length + taken <= width) return [line];
  switch (expr.kind) {
    case "call":
      return bracketed(`${expr.fn}(`, expr.args, width);
    case "aggregation":
      return bracketed(`${aggregationHead(expr)}(`, argumentsOf(expr), width);
    case "parenthesis":
      return bracketed("(", [expr.expr], width);
    case "binary":
      return chain(expr, width);
    case "unary":
      return joined(expr.op, layout(expr.expr, width, taken + 1), "");
    case "subquery": {
      const tail = subqueryTail(expr);
      return joined("", layout(expr.expr, width, taken + tail.length), tail);
    }
    case "selector": {
      const { head, matchers, tail } = selectorParts(expr);
      if (matchers.length < 2) return [line];
      return [`${head}{`, ...matchers.map((one, i) => `  ${one}${i === matchers.length - 1 ? "" : ","}`), `}${tail}`];
    }
    case "number":
    case "string":
      return [line];
    default:
      return never(expr);
  }
}

function bracketed(head: string, args: readonly Expr[], width: number): string[] {
  if (args.length === 0) return [`${head})`];
  const lines = args.flatMap((arg, i) => joined("", layout(arg, width - 2, 1), i === args.length - 1 ? "" : ","));
  return [head, ...indented(lines), ")"];
}

/** Operands of one precedence under each other; one that is itself spread over lines without brackets is indented, so that what binds tighter stands further in. */
function chain(expr: Binary, width: number): string[] {
  const links: { readonly head: string; readonly operand: Expr }[] = [];
  let first: Expr = expr;
  while (
    first.kind === "binary" &&
    precedence[first.op] === precedence[expr.op] &&
    (first === expr || expr.op !== "^")
  ) {
    links.unshift({ head: operatorText(first), operand: first.right });
    first = first.left;
  }
  const lines = inner(first, 0);
  for (const { head, operand: right } of links) {
    const fits = head.length + 1 + flat(right).length <= width;
    if (right.kind === "binary" && !fits) lines.push(head, ...inner(right, 0));
    else lines.push(...joined(`${head} `, layout(right, width, head.length + 1), ""));
  }
  return lines;

  function inner(part: Expr, taken: number): string[] {
    const one = layout(part, width, taken);
    return part.kind === "binary" && one.length > 1 ? indented(layout(part, width - 2)) : one;
  }
}

function joined(before: string, lines: readonly string[], after: string): string[] {
  const all = [...lines];
  all[0] = `${before}${all[0]!}`;
  all[all.length - 1] = `${all.at(-1)!}${after}`;
  return all;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function flat(expr: Expr): string {
  switch (expr.kind) {
    case "number":
      return expr.text;
    case "string":
      return quote(expr.value);
    case "selector": {
      const { head, matchers, tail } = selectorParts(expr);
      return `${head}${matchers.length === 0 && head !== "" ? "" : `{${matchers.join(", ")}}`}${tail}`;
    }
    case "subquery":
      return `${flat(expr.expr)}${subqueryTail(expr)}`;
    case "call":
      return `${expr.fn}(${expr.args.map(flat).join(", ")})`;
    case "aggregation":
      return `${aggregationHead(expr)}(${argumentsOf(expr).map(flat).join(", ")})`;
    case "unary":
      return `${expr.op}${flat(expr.expr)}`;
    case "binary":
      return `${flat(expr.left)} ${operatorText(expr)} ${flat(expr.right)}`;
    case "parenthesis":
      return `(${flat(bare(expr))})`;
    default:
      return never(expr);
  }
}

function selectorParts({ name, matchers, range, ...modifiers }: Selector): {
  head: string;
  matchers: string[];
  tail: string;
} {
  const printed = matchers.map(printMatcher);
  const isPlain = name === undefined || isPlainMetricName(name);
  // a keyword's name goes where every version reads it, one with other characters where Prometheus 3 does
  if (!isPlain) printed.unshift(isClassicMetricName(name) ? `__name__=${quote(name)}` : quote(name));
  const tail = `${range === undefined ? "" : `[${printRange(range)}]`}${printModifiers(modifiers)}`;
  return { head: isPlain ? (name ?? "") : "", matchers: printed, tail };
}

function printMatcher({ label, op, value }: Matcher): string {
  return `${isClassicLabelName(label) ? label : quote(label)}${op}${quote(value)}`;
}

function printRange(range: number | "window"): string {
  return range === "window" ? "${window}" : formatDuration(range);
}

function printModifiers({ offset, at }: Modifiers): string {
  const time = at === undefined ? "" : ` @ ${typeof at === "number" ? at : `${at}()`}`;
  const shift =
    offset === undefined || offset === 0 ? "" : ` offset ${offset < 0 ? "-" : ""}${formatDuration(Math.abs(offset))}`;
  return `${time}${shift}`;
}

function subqueryTail({ range, step, ...modifiers }: Subquery): string {
  return `[${printRange(range)}:${step === undefined ? "" : formatDuration(step)}]${printModifiers(modifiers)}`;
}

function aggregationHead({ op, grouping }: Aggregation): string {
  return grouping === undefined ? op : `${op} ${grouping.mode} ${printLabels(grouping.labels)} `;
}

function argumentsOf({ param, expr }: Aggregation): readonly Expr[] {
  return param === undefined ? [expr] : [param, expr];
}

function operatorText({ op, bool, matching }: Binary): string {
  const words: string[] = [op];
  if (bool === true) words.push("bool");
  if (matching !== undefined) {
    words.push(matching.mode, printLabels(matching.labels));
    if (matching.group !== undefined) words.push(`group_${matching.group.side}`, printLabels(matching.group.include));
  }
  return words.join(" ");
}

function printLabels(labels: readonly string[]): string {
  return `(${labels.map((label) => (isPlainGroupingLabel(label) ? label : quote(label))).join(", ")})`;
}
