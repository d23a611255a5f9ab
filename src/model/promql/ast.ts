/**
 * PromQL as a tree. Built by `parsePromql` or by the constructors in `build.ts`, printed by `print.ts` alone: no PromQL text is ever spliced.
 * `span` is the half-open range in the parsed text; nodes that were built have none.
 */
export type Expr =
  NumberLiteral | StringLiteral | Selector | Subquery | Call | Aggregation | Unary | Binary | Parenthesis;

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export type MatchOp = "=" | "!=" | "=~" | "!~";

export interface Matcher {
  readonly label: string;
  readonly op: MatchOp;
  /** The value itself, unquoted and unescaped. */
  readonly value: string;
  readonly span?: TextRange;
}

/** `offset` and `@`, on selectors and subqueries. Durations are seconds and may be fractions of a second in thousandths. */
export interface Modifiers {
  readonly offset?: number;
  readonly at?: number | "start" | "end";
}

export interface NumberLiteral {
  readonly kind: "number";
  /** As written or printed exactly: "0.001", "1e3", "Inf", "0x1f", or a duration such as "5m" where PromQL takes one. */
  readonly text: string;
  readonly span?: TextRange;
}

export interface StringLiteral {
  readonly kind: "string";
  readonly value: string;
  readonly span?: TextRange;
}

/** Instant vector selector, or range vector selector when `range` is there. A metric name stands in `name` or as a matcher on `__name__`. */
export interface Selector extends Modifiers {
  readonly kind: "selector";
  readonly name?: string;
  readonly matchers: readonly Matcher[];
  /** Seconds; `"window"` stands for the hole `${window}`. */
  readonly range?: number | "window";
  readonly span?: TextRange;
}

export interface Subquery extends Modifiers {
  readonly kind: "subquery";
  readonly expr: Expr;
  readonly range: number | "window";
  readonly step?: number;
  readonly span?: TextRange;
}

export interface Call {
  readonly kind: "call";
  readonly fn: string;
  readonly args: readonly Expr[];
  readonly span?: TextRange;
}

export interface Grouping {
  readonly mode: "by" | "without";
  readonly labels: readonly string[];
}

export interface Aggregation {
  readonly kind: "aggregation";
  readonly op: string;
  readonly grouping?: Grouping;
  /** Of `topk`, `quantile`, `count_values` and the like. */
  readonly param?: Expr;
  readonly expr: Expr;
  readonly span?: TextRange;
}

export interface Unary {
  readonly kind: "unary";
  readonly op: "+" | "-";
  readonly expr: Expr;
  readonly span?: TextRange;
}

export interface VectorMatching {
  readonly mode: "on" | "ignoring";
  readonly labels: readonly string[];
  /** Many-to-one (`left`) or one-to-many (`right`) with the labels taken from the "one" side. */
  readonly group?: { readonly side: "left" | "right"; readonly include: readonly string[] };
}

export type BinaryOp =
  "+" | "-" | "*" | "/" | "%" | "^" | "==" | "!=" | ">" | "<" | ">=" | "<=" | "and" | "or" | "unless" | "atan2";

export interface Binary {
  readonly kind: "binary";
  readonly op: BinaryOp;
  /** Comparison with `bool`: 0 or 1 instead of a filter. */
  readonly bool?: boolean;
  readonly matching?: VectorMatching;
  readonly left: Expr;
  readonly right: Expr;
  readonly span?: TextRange;
}

export interface Parenthesis {
  readonly kind: "parenthesis";
  readonly expr: Expr;
  readonly span?: TextRange;
}

export type PromqlType = "scalar" | "string" | "instant vector" | "range vector";

/** A syntax or type error at a place in the text. */
export interface PromqlError extends TextRange {
  /** One line, lower case: "`(` is never closed", "`rate` takes a range vector, this is an instant vector". */
  readonly message: string;
  /** What to do, where that is known. */
  readonly help?: string;
  /** What to write from `start` to `end`, where that is certain. */
  readonly instead?: string;
}
