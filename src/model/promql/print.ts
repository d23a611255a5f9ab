import type { Aggregation, Binary, Expr, Matcher, Modifiers, Parenthesis, Selector, Subquery } from "./ast.ts";
import { equals, selector } from "./build.ts";
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
  const whole = tidy(expr);
  const line = flat(whole);
  return line.length <= width ? line : new Layout().lines(whole, width).join("\n");
}

/** `name{label="value"}`, the text of the selector of these labels on one line, without the tree: files of tests name thousands of series. */
export function printSeries(name: string | undefined, labels: Readonly<Record<string, string>>): string {
  if (name !== undefined && !isPlainMetricName(name))
    return printExpr(selector(name, equals(labels)), { width: Infinity });
  let text = "";
  for (const label of Object.keys(labels))
    text += `${text === "" ? "" : ", "}${printMatcher({ label, op: "=", value: labels[label]! })}`;
  return text === "" && name !== undefined ? name : `${name ?? ""}{${text}}`;
}

/** The tree with brackets exactly where they will be printed. */
function tidy(expr: Expr): Expr {
  switch (expr.kind) {
    case "parenthesis":
      return tidy(expr.expr);
    case "call": {
      const args = expr.args.map(tidy);
      return args.every((arg, at) => arg === expr.args[at]) ? expr : { ...expr, args };
    }
    case "aggregation": {
      const param = expr.param === undefined ? undefined : tidy(expr.param);
      const inner = tidy(expr.expr);
      if (param === expr.param && inner === expr.expr) return expr;
      return { ...expr, ...(param === undefined ? {} : { param }), expr: inner };
    }
    case "subquery": {
      const inner = operand(expr.expr, Infinity, false);
      return inner === expr.expr ? expr : { ...expr, expr: inner };
    }
    case "unary": {
      const inner = tidy(expr.expr);
      if (inner.kind === "number") return { ...inner, text: expr.op === "-" ? negated(inner.text) : inner.text };
      return { ...expr, expr: operand(expr.expr, signPrecedence + 1, false) };
    }
    case "binary": {
      const own = precedence[expr.op];
      const goesRight = expr.op === "^";
      const left = operand(expr.left, own, goesRight);
      const right = operand(expr.right, own, !goesRight, true);
      return left === expr.left && right === expr.right ? expr : { ...expr, left, right };
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

/** Lays one tree out. The text of each part on one line is asked for at every level above it, and made once. */
class Layout {
  private readonly flats = new Map<Expr, string>();

  /** Lines of a tidy tree. `taken` characters of the first line are used by what stands around it. */
  lines(expr: Expr, width: number, taken = 0): string[] {
    const line = this.flat(expr);
    if (line.length + taken <= width) return [line];
    switch (expr.kind) {
      case "call":
        return this.bracketed(`${expr.fn}(`, expr.args, width);
      case "aggregation":
        return this.bracketed(`${aggregationHead(expr)}(`, argumentsOf(expr), width);
      case "parenthesis":
        return this.bracketed("(", [expr.expr], width);
      case "binary":
        return this.chain(expr, width);
      case "unary":
        return joined(expr.op, this.lines(expr.expr, width, taken + 1), "");
      case "subquery": {
        const tail = subqueryTail(expr);
        return joined("", this.lines(expr.expr, width, taken + tail.length), tail);
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

  private flat(expr: Expr): string {
    const known = this.flats.get(expr);
    if (known !== undefined) return known;
    const line = flat(expr);
    this.flats.set(expr, line);
    return line;
  }

  private bracketed(head: string, args: readonly Expr[], width: number): string[] {
    if (args.length === 0) return [`${head})`];
    const lines = args.flatMap((arg, i) => joined("", this.lines(arg, width - 2, 1), i === args.length - 1 ? "" : ","));
    return [head, ...indented(lines), ")"];
  }

  /** Operands of one precedence under each other; one that is itself spread over lines without brackets is indented, so that what binds tighter stands further in. */
  private chain(expr: Binary, width: number): string[] {
    const links: { readonly head: string; readonly operand: Expr }[] = [];
    let first: Expr = expr;
    while (
      first.kind === "binary" &&
      precedence[first.op] === precedence[expr.op] &&
      (first === expr || expr.op !== "^")
    ) {
      links.push({ head: operatorText(first), operand: first.right });
      first = first.left;
    }
    const lines = this.inner(first, width);
    for (const { head, operand: right } of links.toReversed()) {
      const fits = head.length + 1 + this.flat(right).length <= width;
      if (right.kind === "binary" && !fits) lines.push(head, ...this.inner(right, width));
      else lines.push(...joined(`${head} `, this.lines(right, width, head.length + 1), ""));
    }
    return lines;
  }

  private inner(part: Expr, width: number): string[] {
    const isSpread = part.kind === "binary" && this.flat(part).length > width;
    return isSpread ? indented(this.lines(part, width - 2)) : this.lines(part, width);
  }
}

function joined(before: string, lines: string[], after: string): string[] {
  lines[0] = `${before}${lines[0]!}`;
  lines[lines.length - 1] = `${lines.at(-1)!}${after}`;
  return lines;
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
    case "selector":
      return flatSelector(expr);
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

function flatSelector(expr: Selector): string {
  const { name, matchers } = expr;
  if (name !== undefined && !isPlainMetricName(name)) {
    const { matchers: all, tail } = selectorParts(expr);
    return `{${all.join(", ")}}${tail}`;
  }
  const tail = selectorTail(expr);
  if (matchers.length === 0 && name !== undefined) return `${name}${tail}`;
  return `${name ?? ""}{${printMatchers(matchers).line}}${tail}`;
}

function selectorTail({ range, offset, at }: Selector): string {
  const span = range === undefined ? "" : `[${printRange(range)}]`;
  return offset === undefined && at === undefined
    ? span
    : `${span}${printModifiers({ ...(offset !== undefined && { offset }), ...(at !== undefined && { at }) })}`;
}

function selectorParts(expr: Selector): {
  head: string;
  matchers: readonly string[];
  tail: string;
} {
  const { name, matchers } = expr;
  const own = printMatchers(matchers).each;
  const isPlain = name === undefined || isPlainMetricName(name);
  // a keyword's name goes where every version reads it, one with other characters where Prometheus 3 does
  const printed = isPlain ? own : [isClassicMetricName(name) ? `__name__=${quote(name)}` : quote(name), ...own];
  return { head: isPlain ? (name ?? "") : "", matchers: printed, tail: selectorTail(expr) };
}

/** Matchers of a service stand in each of its selectors: a list that is printed again is not worked out again. */
const printedMatchers = new WeakMap<readonly Matcher[], PrintedMatchers>();

interface PrintedMatchers {
  readonly each: readonly string[];
  readonly line: string;
}

function printMatchers(matchers: readonly Matcher[]): PrintedMatchers {
  const known = printedMatchers.get(matchers);
  if (known !== undefined) return known;
  const each = matchers.map(printMatcher);
  const printed = { each, line: each.join(", ") };
  printedMatchers.set(matchers, printed);
  return printed;
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
  if (bool !== true && matching === undefined) return op;
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
