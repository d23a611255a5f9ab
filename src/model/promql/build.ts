import { Decimal } from "../quantity/decimal.ts";
import type {
  Aggregation,
  Binary,
  BinaryOp,
  Call,
  Expr,
  Grouping,
  Matcher,
  MatchOp,
  Modifiers,
  NumberLiteral,
  Parenthesis,
  Selector,
  StringLiteral,
  Subquery,
  VectorMatching,
} from "./ast.ts";

/** `name{matchers}`; undefined for a selector without a name. */
export function selector(
  name: string | undefined,
  matchers: readonly Matcher[] = [],
  more?: Modifiers & Pick<Selector, "range">,
): Selector {
  const plain: Selector = name === undefined ? { kind: "selector", matchers } : { kind: "selector", name, matchers };
  return more === undefined ? plain : { ...plain, ...more };
}

function matcher(label: string, op: MatchOp, value: string): Matcher {
  return { label, op, value };
}

/** `label="value"` for each entry, in the order of the record. */
export function equals(labels: Readonly<Record<string, string>>): readonly Matcher[] {
  return Object.entries(labels).map(([label, value]) => matcher(label, "=", value));
}

/** The selector as a range vector: seconds, or `"window"` for the hole `${window}`. */
export function over(vector: Selector, range: number | "window"): Selector {
  return { ...vector, range };
}

/** The selector or subquery some seconds earlier. */
export function offset<T extends Selector | Subquery>(vector: T, seconds: number): T {
  return { ...vector, offset: seconds };
}

/**
 * A number, printed as exactly as it is known: a `Decimal` without any rounding if it ends.
 * @throws RangeError for a text that is no number of PromQL (a bug)
 */
export function number(value: number | bigint | Decimal | string): NumberLiteral {
  if (typeof value === "number") return { kind: "number", text: numberText(value) };
  const text = value instanceof Decimal ? value.toString(20) : String(value);
  if (
    typeof value === "string" &&
    !/^-?(?:(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?|0[xX][0-9a-fA-F]+|Inf|NaN)$/.test(text)
  )
    throw new RangeError(`${text} is no number`);
  return { kind: "number", text };
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Inf" : "-Inf";
  return Object.is(value, -0) ? "0" : String(value);
}

export function text(value: string): StringLiteral {
  return { kind: "string", value };
}

export function call(fn: string, ...args: readonly Expr[]): Call {
  return { kind: "call", fn, args };
}

export function aggregate(op: string, expr: Expr, grouping?: Grouping, param?: Expr): Aggregation {
  return {
    kind: "aggregation",
    op,
    ...(grouping === undefined ? {} : { grouping }),
    ...(param === undefined ? {} : { param }),
    expr,
  };
}

/** `sum by (labels) (expr)`; without labels the sum of everything. */
export function sum(expr: Expr, by: readonly string[] = []): Aggregation {
  return aggregate("sum", expr, by.length === 0 ? undefined : { mode: "by", labels: by });
}

export function binary(
  left: Expr,
  op: BinaryOp,
  right: Expr,
  more?: { readonly bool?: boolean; readonly matching?: VectorMatching },
): Binary {
  if (more === undefined) return { kind: "binary", op, left, right };
  return {
    kind: "binary",
    op,
    ...(more.bool === true ? { bool: true } : {}),
    ...(more.matching === undefined ? {} : { matching: more.matching }),
    left,
    right,
  };
}

/** `on (labels)`, for `binary`. */
export function on(...labels: readonly string[]): { readonly matching: VectorMatching } {
  return { matching: { mode: "on", labels } };
}

/** `on (labels) group_left (include)`: many on the left, one on the right. */
export function onGroupLeft(
  labels: readonly string[],
  include: readonly string[] = [],
): { readonly matching: VectorMatching } {
  return { matching: { mode: "on", labels, group: { side: "left", include } } };
}

/** All of them, joined by one operator from left to right. @throws RangeError for none (a bug) */
export function join(op: BinaryOp, operands: readonly Expr[]): Expr {
  const [first, ...rest] = operands;
  if (first === undefined) throw new RangeError("nothing to join");
  return rest.reduce((left, right) => binary(left, op, right), first);
}

/** `expr[range:step]`, in seconds. */
export function subquery(expr: Expr, range: number | "window", step?: number): Subquery {
  return step === undefined ? { kind: "subquery", expr, range } : { kind: "subquery", expr, range, step };
}

/** Brackets for the reader's sake; those that are needed are printed without being asked for. */
export function parenthesis(expr: Expr): Parenthesis {
  return { kind: "parenthesis", expr };
}

/** A label that no series has and no spec may name. */
const part = "__part__";

/**
 * The sum of vectors that have the same labels. `+` drops a group that one of them lacks and `or` keeps but one of two equal label sets,
 * so each gets a number of its own before they are joined.
 */
export function addUp(parts: readonly Expr[], by: readonly string[]): Expr {
  const [first, ...more] = parts;
  if (first === undefined) throw new RangeError("nothing to add up");
  if (more.length === 0) return first;
  const numbered = parts.map((one, at) =>
    call("label_replace", one, text(part), text(String(at + 1)), text(part), text("")),
  );
  return sum(join("or", numbered), by);
}
