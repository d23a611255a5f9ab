import { printExpr } from "../../../model/promql/print.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Sli, SliSlo } from "../../../model/service.ts";
import { overSlis } from "../../../model/slo/forms.ts";
import { sourcesOf } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

/** Two objectives for the same events over the same time, both of which alert: whoever is told by the stricter one is told again. */
export const slosOverSameEvents = defineRule({
  name: "slos-over-same-events",
  severity: "warning",
  summary: "no two SLOs alert about the same events over the same window",
  check({ slos }, report) {
    const seen = new Map<string, SliSlo[]>();
    for (const slo of overSlis(slos)) {
      if (slo.burns.length === 0) continue;
      const key = eventsOf(slo);
      const others = seen.get(key) ?? [];
      seen.set(key, [...others, slo]);
      const first = others.find((other) => tellTheSame(other, slo));
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

function tellTheSame(a: SliSlo, b: SliSlo): boolean {
  return a.burns.some((one) => b.burns.some(({ severity }) => severity === one.severity));
}

/** One text for SLOs that count the same over the same window. */
function eventsOf({ sli, slices, window }: SliSlo): string {
  const { signal } = sli;
  const read =
    signal.kind === "expressions"
      ? [signal.total, signal.good, signal.bad].map((expr) => expr && printExpr(expr))
      : sourcesOf(signal).map(({ key, selectors }) => [
          key,
          selectors.map(({ name, matchers }) => [name, matchers.map(({ label, op, value }) => [label, op, value])]),
        ]);
  return JSON.stringify([
    window.kind === "rolling" ? window.length : [window.every, window.timezone.name, window.from],
    slices && [slices.of, slices.atLeast?.toString()],
    sli.groups.map(({ recorded }) => recorded),
    read,
    limitOf(sli),
  ]);
}

/** What tells good from bad, besides the sources. */
function limitOf({ signal }: Sli): readonly unknown[] {
  switch (signal.kind) {
    case "histogram":
      return [signal.bound.toString(), signal.native];
    case "gauge":
      return [signal.bad.op, signal.bad.limit.toString()];
    case "throughput":
      return [signal.atLeast.toString()];
    case "freshness":
      return [signal.maxAge, signal.perSecond];
    case "ratio":
      return [printExpr(signal.errorRatio)];
    default:
      return [];
  }
}
