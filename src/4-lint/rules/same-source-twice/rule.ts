import type { Expr } from "../../../model/promql/ast.ts";
import { equalExpr } from "../../../model/promql/visit.ts";
import type { Signal } from "../../../model/service.ts";
import { originOfSource, sourcesOf, usedSlis } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

/** `bad` that is the `total` makes every event an error, `good` that is it none: mostly a line that was copied and not changed. */
export const sameSourceTwice = defineRule({
  name: "same-source-twice",
  severity: "warning",
  summary: "an SLI's sources differ",
  check(service, report) {
    for (const sli of usedSlis(service)) {
      const read = sourcesOf(sli.signal).filter(({ selectors }) => selectors.length > 0);
      for (const { key, selectors } of read) {
        const first = read.find((other) => other.key !== key && isSame(sli.signal, other.key, key));
        const [selector] = selectors;
        if (first === undefined || selector === undefined || key === "total") continue;
        // Of good and bad the second one is told.
        if (first.key !== "total" && key === "good") continue;
        const share =
          first.key !== "total" ? "half of the events are" : key === "bad" ? "every event is" : "no event is";
        report(originOfSource(service, sli, key, 0, selector), {
          title: `\`${key}\` of \`${sli.name}\` is the same as its \`${first.key}\`: ${share} an error, always`,
          help: `add the matcher that tells ${key} events from the others`,
        });
      }
    }
  },
});

function isSame(signal: Signal, a: keyof Signal | string, b: string): boolean {
  if (signal.kind !== "counters" && signal.kind !== "expressions") return false;
  const [first, second] = [signal[a as "total"], signal[b as "total"]];
  if (first === undefined || second === undefined) return false;
  const list = (value: typeof first) => ("kind" in value ? [value] : value);
  const [ones, others] = [list(first), list(second)];
  if (ones.length !== others.length) return false;
  return ones.every((one, at) => sizeOf(one) === sizeOf(others[at]!) && equalExpr(one, others[at]!));
}

/** What two equal sources have in common, cheaply told. */
function sizeOf(expr: Expr): number {
  return expr.kind === "selector" ? expr.matchers.length : -1;
}
