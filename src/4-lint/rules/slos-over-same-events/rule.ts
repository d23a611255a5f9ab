import { equalExpr } from "../../../model/promql/visit.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Slo } from "../../../model/service.ts";
import { defineRule } from "../../rule.ts";

/** Two objectives for the same events over the same time, both of which alert: whoever is told by the stricter one is told again. */
export const slosOverSameEvents = defineRule({
  name: "slos-over-same-events",
  severity: "warning",
  summary: "no two SLOs alert about the same events over the same window",
  check({ slos }, report) {
    for (const [at, slo] of slos.entries()) {
      const first = slos.slice(0, at).find((other) => isSame(other, slo));
      if (first === undefined) continue;
      const [strict, loose] = slo.objective.compare(first.objective) > 0 ? [slo, first] : [first, slo];
      report(loose.origin, {
        title: `\`${loose.id}\` alerts about the same events as \`${strict.id}\`, both over ${formatDuration(slo.window.length)}`,
        labels: [{ span: strict.origin.span, text: "counts the same" }],
        help: "keep one of them, give them different windows, or let one alert alone: `alerting: null` on the other",
      });
    }
  },
});

function isSame(a: Slo, b: Slo): boolean {
  if (
    a.window.length !== b.window.length ||
    !a.burns.some((one) => b.burns.some(({ severity }) => severity === one.severity))
  )
    return false;
  if (a.sli.name === b.sli.name) return true;
  return (
    a.sli.errors.of === b.sli.errors.of &&
    equalExpr(a.sli.total, b.sli.total) &&
    equalExpr(a.sli.errors.expr, b.sli.errors.expr)
  );
}
