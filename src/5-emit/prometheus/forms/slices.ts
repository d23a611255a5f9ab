/** Slices of time that are counted in place of events: the last `of` seconds, read at the multiples of `of`. */
import { binary, number, parenthesis } from "../../../model/promql/build.ts";
import { Decimal } from "../../../model/quantity/decimal.ts";
import type { Expr } from "../../../model/promql/ast.ts";
import type { Slices } from "../../../model/service.ts";
import type { Expressions } from "../expressions.ts";

const one = Decimal.of(1);

/** 1 while there were events in the time of a slice, else 0. */
export function sliceTotal({ of }: Slices, expressions: Expressions): Expr {
  return binary(expressions.eventsOver("total", of), ">", number("0"), { bool: true });
}

/** 1 if the SLI of that time is under `atLeast`, else 0; without `atLeast` the share of bad events. Absent without events. */
export function sliceErrors({ of, atLeast }: Slices, expressions: Expressions): Expr {
  const share = expressions.eventRatio(of);
  return atLeast === undefined ? share : binary(parenthesis(share), ">", number(one.subtract(atLeast)), { bool: true });
}
