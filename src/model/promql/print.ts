import type { Aggregation, Binary, Expr, Matcher, Modifiers, Selector, Subquery } from "./ast.ts";
import { equals, selector } from "./build.ts";
import { negated, precedence, signPrecedence } from "./operators.ts";
import { isClassicLabelName, isClassicMetricName, isPlainGroupingLabel, isPlainMetricName } from "./names.ts";
import { quote } from "./strings.ts";
import { formatDuration } from "../quantity/duration.ts";
import { never } from "../../util/never.ts";

/**
 * PromQL text of an expression: on one line if it fits, else laid out with operators at the beginnings of lines and arguments indented by two.
 * Brackets stand where the grammar needs them, and where the tree has them around a part of an operation. `parsePromql` of it gives an equal tree.
 * @param width characters to a line, 100 unless said; a single name or value may be longer
 */
export function printExpr(expr: Expr, { width = 100 }: { readonly width?: number } = {}): string {
  const whole = pieceOf(expr);
  if (whole.line.length <= width) return whole.line;
  const all: string[] = [];
  write(whole, width, 0, { all, indent: "", before: "", after: "" });
  return all.join("\n");
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

/** A part of the text: a node, or brackets around one, on one line, with the pieces inside of it. Whether they must be spread over lines is seen from above. */
interface Piece {
  readonly expr: Expr;
  readonly line: string;
  readonly parts: readonly Piece[];
}

const nothing: readonly Piece[] = [];

/** The pieces of a tree, with brackets exactly where they will be printed. */
function pieceOf(expr: Expr): Piece {
  switch (expr.kind) {
    case "number":
      return { expr, line: expr.text, parts: nothing };
    case "string":
      return { expr, line: quote(expr.value), parts: nothing };
    case "selector":
      return { expr, line: flatSelector(expr), parts: nothing };
    case "parenthesis":
      return pieceOf(expr.expr);
    case "call":
      return listed(expr, `${expr.fn}(`, expr.args.map(pieceOf));
    case "aggregation": {
      const inner = pieceOf(expr.expr);
      return listed(
        expr,
        `${aggregationHead(expr)}(`,
        expr.param === undefined ? [inner] : [pieceOf(expr.param), inner],
      );
    }
    case "subquery": {
      const inner = operand(expr.expr, Infinity, false);
      return { expr, line: inner.line + subqueryTail(expr), parts: [inner] };
    }
    case "unary": {
      const inner = pieceOf(expr.expr);
      if (inner.expr.kind === "number") {
        const text = expr.op === "-" ? negated(inner.expr.text) : inner.expr.text;
        return { expr: { kind: "number", text }, line: text, parts: nothing };
      }
      const part = inBrackets(inner, expr.expr, signPrecedence + 1, false);
      return { expr, line: expr.op + part.line, parts: [part] };
    }
    case "binary": {
      const own = precedence[expr.op];
      const goesRight = expr.op === "^";
      const left = operand(expr.left, own, goesRight);
      const right = operand(expr.right, own, !goesRight, true);
      return { expr, line: `${left.line} ${operatorText(expr)} ${right.line}`, parts: [left, right] };
    }
    default:
      return never(expr);
  }
}

function listed(expr: Expr, head: string, parts: readonly Piece[]): Piece {
  let inner = "";
  for (const { line } of parts) inner += inner === "" ? line : `, ${line}`;
  return { expr, line: `${head}${inner})`, parts };
}

function operand(expr: Expr, around: number, isStrict: boolean, isRight = false): Piece {
  return inBrackets(pieceOf(expr), expr, around, isStrict, isRight);
}

/** The piece of an operand, in brackets where the operation around it needs them or the tree has them. */
function inBrackets(inner: Piece, { kind: written }: Expr, around: number, isStrict: boolean, isRight = false): Piece {
  const { kind } = inner.expr;
  const isSigned = isNegative(inner.expr);
  if (kind !== "binary" && kind !== "unary" && !isSigned) return inner;
  // a signed number on the right is one word: `x * -1`
  const isOneWord = isRight && isSigned;
  const own = kind === "binary" ? precedence[inner.expr.op] : signPrecedence;
  const isNeeded = !isOneWord && (own < around || (own === around && isStrict));
  return isNeeded || written === "parenthesis"
    ? { expr: { kind: "parenthesis", expr: inner.expr }, line: `(${inner.line})`, parts: [inner] }
    : inner;
}

function isNegative(expr: Expr): boolean {
  return expr.kind === "number" && expr.text.startsWith("-");
}

/** Where lines go: all of them behind `indent`, the first behind `before` too, and `after` at the end of the last. */
interface Place {
  readonly all: string[];
  readonly indent: string;
  readonly before: string;
  readonly after: string;
}

/** Lines of a piece. `taken` characters of the first line are used by what stands around it. */
function write(piece: Piece, width: number, taken: number, place: Place): void {
  const { expr, line, parts } = piece;
  const { all, indent, before, after } = place;
  if (line.length + taken <= width) {
    all.push(indent + before + line + after);
    return;
  }
  switch (expr.kind) {
    case "call":
      return bracketed(`${expr.fn}(`, parts, width, place);
    case "aggregation":
      return bracketed(`${aggregationHead(expr)}(`, parts, width, place);
    case "parenthesis":
      return bracketed("(", parts, width, place);
    case "binary":
      return chain(expr, parts, width, place);
    case "unary":
      return write(parts[0]!, width, taken + 1, { ...place, before: before + expr.op });
    case "subquery": {
      const tail = subqueryTail(expr);
      return write(parts[0]!, width, taken + tail.length, { ...place, after: tail + after });
    }
    case "selector": {
      const { head, matchers, tail } = selectorParts(expr);
      if (matchers.length < 2) all.push(indent + before + line + after);
      else {
        all.push(`${indent}${before}${head}{`);
        for (const [i, one] of matchers.entries()) all.push(`${indent}  ${one}${i === matchers.length - 1 ? "" : ","}`);
        all.push(`${indent}}${tail}${after}`);
      }
      return;
    }
    case "number":
    case "string":
      all.push(indent + before + line + after);
      return;
    default:
      return never(expr);
  }
}

function bracketed(head: string, args: readonly Piece[], width: number, place: Place): void {
  const { all, indent, before, after } = place;
  if (args.length === 0) {
    all.push(`${indent}${before}${head})${after}`);
    return;
  }
  all.push(indent + before + head);
  const last = args.length - 1;
  for (let i = 0; i <= last; i++)
    write(args[i]!, width - 2, 1, { all, indent: `${indent}  `, before: "", after: i === last ? "" : "," });
  all.push(`${indent})${after}`);
}

/** Operands of one precedence under each other; one that is itself spread over lines without brackets is indented, so that what binds tighter stands further in. */
function chain(expr: Binary, parts: readonly Piece[], width: number, place: Place): void {
  const { all, indent, before, after } = place;
  const links: { readonly head: string; readonly right: Piece }[] = [{ head: operatorText(expr), right: parts[1]! }];
  let first = parts[0]!;
  while (first.expr.kind === "binary" && precedence[first.expr.op] === precedence[expr.op] && expr.op !== "^") {
    links.push({ head: operatorText(first.expr), right: first.parts[1]! });
    first = first.parts[0]!;
  }
  writeOperand(first, width, { all, indent, before, after: "" });
  for (let i = links.length - 1; i >= 0; i--) {
    const { head, right } = links[i]!;
    const end = i === 0 ? after : "";
    const fits = head.length + 1 + right.line.length <= width;
    if (right.expr.kind === "binary" && !fits) {
      all.push(indent + head);
      writeOperand(right, width, { all, indent, before: "", after: end });
    } else write(right, width, head.length + 1, { all, indent, before: `${head} `, after: end });
  }
}

function writeOperand(part: Piece, width: number, place: Place): void {
  const isSpread = part.expr.kind === "binary" && part.line.length > width;
  if (isSpread) write(part, width - 2, 0, { ...place, indent: `${place.indent}  ` });
  else write(part, width, 0, place);
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

function selectorTail(modified: Selector): string {
  const { range } = modified;
  return range === undefined ? printModifiers(modified) : `[${printRange(range)}]${printModifiers(modified)}`;
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
  const shift =
    offset === undefined || offset === 0 ? "" : ` offset ${offset < 0 ? "-" : ""}${formatDuration(Math.abs(offset))}`;
  return at === undefined ? shift : ` @ ${typeof at === "number" ? at : `${at}()`}${shift}`;
}

function subqueryTail(subquery: Subquery): string {
  const { range, step } = subquery;
  return `[${printRange(range)}:${step === undefined ? "" : formatDuration(step)}]${printModifiers(subquery)}`;
}

function aggregationHead({ op, grouping }: Aggregation): string {
  return grouping === undefined ? op : `${op} ${grouping.mode} ${printLabels(grouping.labels)} `;
}

function operatorText({ op, bool, matching }: Binary): string {
  const compares = bool === true ? `${op} bool` : op;
  if (matching === undefined) return compares;
  const { mode, labels, group } = matching;
  const grouped = group === undefined ? "" : ` group_${group.side} ${printLabels(group.include)}`;
  return `${compares} ${mode} ${printLabels(labels)}${grouped}`;
}

const printedLabels = new WeakMap<readonly string[], string>();

function printLabels(labels: readonly string[]): string {
  const known = printedLabels.get(labels);
  if (known !== undefined) return known;
  const printed = `(${labels.map((label) => (isPlainGroupingLabel(label) ? label : quote(label))).join(", ")})`;
  printedLabels.set(labels, printed);
  return printed;
}
