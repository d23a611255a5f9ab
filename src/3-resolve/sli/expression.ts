import type { Expr } from "../../model/promql/ast.ts";
import { call } from "../../model/promql/build.ts";
import { mayHave, resultLabels } from "../../model/promql/result-labels.ts";
import { typeOf } from "../../model/promql/types.ts";
import { diagnostic } from "./diagnostics.ts";
import type { SliContext, Source } from "./kind.ts";

/** A number as a vector of it, which aggregations take. */
export function asVector(expr: Expr): Expr {
  return typeOf(expr) === "scalar" ? call("vector", expr) : expr;
}

/** Whether expressions still have the labels that the SLI is grouped by; one that an expression takes away is reported. */
export function keepsGroups(
  sources: readonly Extract<Source, { form: "expression" }>[],
  { name, groups, report }: SliContext,
): boolean {
  let keeps = true;
  for (const { expr, origin } of sources) {
    const result = resultLabels(expr);
    const lost = groups.map(({ source }) => source).filter((label) => !mayHave(result, label));
    if (lost.length === 0) continue;
    keeps = false;
    const list = lost.map((label) => `\`${label}\``).join(" and ");
    report(
      diagnostic("group-lost", { sli: name, labels: list }, origin.span, {
        help: `keep what \`groupBy\` names: \`sum by (${groups.map(({ source }) => source).join(", ")}) (…)\``,
      }),
    );
  }
  return keeps;
}
