import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePromql } from "../../src/model/promql/parse.ts";
import { printExpr } from "../../src/model/promql/print.ts";
import { checkTypes } from "../../src/model/promql/types.ts";
import { equalExpr } from "../../src/model/promql/visit.ts";
import { expressions } from "../support/promql.ts";

describe("round trip", () => {
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
      { numRuns: 1000 },
    );
  });
});
