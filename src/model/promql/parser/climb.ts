import type { Binary, BinaryOp, Expr, PromqlError, TextRange, Unary, VectorMatching } from "../ast.ts";
import { negated, precedence, signPrecedence } from "../operators.ts";

/** A piece of an expression laid flat, in the order of the text. */
export type Item =
  | { readonly t: "operand"; readonly expr: Expr }
  | { readonly t: "prefix"; readonly op: "+" | "-"; readonly start: number }
  | ({
      readonly t: "binary";
      readonly op: string;
      readonly bool: boolean;
      readonly matching?: VectorMatching;
    } & TextRange)
  | ({ readonly t: "offset"; readonly seconds: number } & TextRange)
  | ({ readonly t: "at"; readonly at: number | "start" | "end" } & TextRange)
  | ({ readonly t: "range"; readonly range: number | "window" } & TextRange)
  | ({ readonly t: "subquery"; readonly range: number | "window"; readonly step: number | undefined } & TextRange);

type Postfix = Exclude<Item, { t: "operand" | "prefix" | "binary" }>;

/** Longest chain of operators without brackets: each one nests the tree by one. */
const mostOperators = 500;

/** Builds the tree of a flat run of operands and operators by precedence climbing. */
export function climb(items: readonly Item[], report: (error: PromqlError) => void): Expr {
  const operators = items.filter(({ t }) => t !== "operand");
  if (operators.length > mostOperators) {
    const { start } = operators[mostOperators] as TextRange;
    report({ start, end: start + 1, message: `a chain of more than ${mostOperators} operators` });
    return { kind: "number", text: "NaN" };
  }
  let next = 0;
  return binary(0);

  function binary(least: number): Expr {
    let left = prefix();
    for (;;) {
      const item = items[next];
      if (item?.t !== "binary") return left;
      const op = item.op as BinaryOp;
      const own = precedence[op];
      if (own === undefined) {
        report({
          start: item.start,
          end: item.end,
          message: `\`${item.op}\` is an experiment of Prometheus that is off unless it is enabled`,
        });
      }
      if ((own ?? 0) < least) return left;
      next++;
      const right = binary(op === "^" ? own : (own ?? 0) + 1);
      left = {
        kind: "binary",
        op,
        ...(item.bool ? { bool: true } : {}),
        ...(item.matching === undefined ? {} : { matching: item.matching }),
        left,
        right,
        span: { start: startOf(left), end: endOf(right) },
      } satisfies Binary;
    }
  }

  function prefix(): Expr {
    const item = items[next++]!;
    if (item.t === "operand") return postfix(item.expr);
    if (item.t !== "prefix") throw new Error(`an operand was expected, not ${item.t}`);
    const inner = binary(signPrecedence + 1);
    const span = { start: item.start, end: endOf(inner) };
    // Prometheus folds a sign into a number as well
    if (inner.kind === "number")
      return { kind: "number", text: item.op === "-" ? negated(inner.text) : inner.text, span };
    return { kind: "unary", op: item.op, expr: inner, span } satisfies Unary;
  }

  function postfix(operand: Expr): Expr {
    let expr = operand;
    for (let item = items[next]; item !== undefined; item = items[next]) {
      if (item.t === "operand" || item.t === "prefix" || item.t === "binary") break;
      next++;
      expr = applied(expr, item, report);
    }
    return expr;
  }
}

function applied(expr: Expr, item: Postfix, report: (error: PromqlError) => void): Expr {
  const span = { start: startOf(expr), end: item.end };
  // where the text of the modifier itself begins
  const wrong = (message: string, help?: string): Expr => {
    report({ start: item.start, end: item.end, message, ...(help === undefined ? {} : { help }) });
    return expr;
  };
  const isModified = expr.kind === "selector" || expr.kind === "subquery" ? expr : undefined;
  switch (item.t) {
    case "offset":
      if (isModified === undefined)
        return wrong(
          "`offset` stands behind a selector or a subquery",
          "move it inside, behind the metric's name or its range",
        );
      if (isModified.offset !== undefined) return wrong("there are two offsets");
      return { ...isModified, offset: item.seconds, span };
    case "at":
      if (isModified === undefined)
        return wrong(
          "`@` stands behind a selector or a subquery",
          "move it inside, behind the metric's name or its range",
        );
      if (isModified.at !== undefined) return wrong("there are two `@`");
      return { ...isModified, at: item.at, span };
    case "range":
      if (expr.kind !== "selector" || expr.range !== undefined) {
        const help = expr.kind === "number" ? undefined : "a subquery has a colon: `[1h:]`, `[1h:5m]`";
        return wrong("a range in `[ ]` stands behind a metric or its `{ }`", help);
      }
      if (expr.offset !== undefined || expr.at !== undefined)
        return wrong("a range stands before `offset` and `@`", "write `x[5m] offset 1h`");
      return { ...expr, range: item.range, span };
    case "subquery":
      return {
        kind: "subquery",
        expr,
        range: item.range,
        ...(item.step === undefined ? {} : { step: item.step }),
        span,
      };
  }
}

function startOf(expr: Expr): number {
  return expr.span?.start ?? 0;
}

function endOf(expr: Expr): number {
  return expr.span?.end ?? 0;
}
