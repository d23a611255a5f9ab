import { binary, call, number } from "../../model/promql/build.ts";
import { fillWindow } from "../../model/promql/visit.ts";
import type { LoweredSli, SliContext } from "./kind.ts";
import { asVector, keepsGroups } from "./expression.ts";
import { by } from "./steps.ts";

/**
 * A share of bad that somebody else has worked out. It carries no counts: each of its series at each step weighs the same, whatever the traffic.
 * What is no number (nothing happened, 0 ÷ 0) is not counted; what lies outside of 0 to 1 counts as the nearer of the two.
 */
export function lowerRatio(context: SliContext): LoweredSli | undefined {
  const { step, groups } = context;
  const source = context.source("/prometheus/errorRatio");
  if (source?.form !== "expression" || !keepsGroups([source], context)) return undefined;
  const labels = groups.map(({ source: label }) => label);
  const share = binary(asVector(fillWindow(source.expr, step)), ">", number("-Inf"));
  return {
    form: "shares",
    step,
    total: by("count", share, labels),
    errors: { of: "bad", expr: by("sum", call("clamp", share, number(0), number(1)), labels), whenMissing: "absent" },
    signal: { kind: "ratio", errorRatio: source.expr },
  };
}
