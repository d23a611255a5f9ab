import type { BinaryOp } from "./ast.ts";

/** How tightly each operator binds, as in Prometheus's grammar (generated_parser.y); `^` goes to the right, a sign sits between `*` and `^`. */
export const precedence: Readonly<Record<BinaryOp, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  "==": 3,
  "!=": 3,
  ">": 3,
  "<": 3,
  ">=": 3,
  "<=": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "%": 5,
  atan2: 5,
  "^": 6,
};
export const signPrecedence = 5;

export const comparisons: ReadonlySet<string> = new Set(["==", "!=", ">", "<", ">=", "<="]);
export const setOperators: ReadonlySet<string> = new Set(["and", "or", "unless"]);

/** A number's text with the other sign. */
export function negated(text: string): string {
  return text.startsWith("-") ? text.slice(1) : `-${text.replace(/^\+/, "")}`;
}
