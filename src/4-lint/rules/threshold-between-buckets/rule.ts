import type { Decimal } from "../../../model/quantity/decimal.ts";
import type { DeclaredMetric, Signal } from "../../../model/service.ts";
import { pointer, usedSlis } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";
import { list } from "../../words.ts";

type Histogram = Extract<Signal, { kind: "histogram" }>;

/** A classic histogram counts up to its bounds and nothing between: a threshold that is none has no bucket, and its SLI no data. */
export const thresholdBetweenBuckets = defineRule({
  name: "threshold-between-buckets",
  severity: "error",
  summary: "a latency threshold is a bucket bound of the histogram that it reads",
  check(service, report) {
    for (const { name, signal } of usedSlis(service)) {
      if (signal.kind !== "histogram" || signal.native) continue;
      const declared = service.metrics.declared.find((metric) => metric.name === signal.histogram.name);
      const bounds = declared?.buckets;
      if (declared === undefined || bounds === undefined || bounds.length === 0) continue;
      if (bounds.some((bound) => bound.equals(signal.bound))) continue;
      report(service.resolved.originOf(pointer("slis", name, "threshold")), {
        title: `threshold of \`${name}\` (${inUnit(signal.bound, declared)}) is no bucket bound of \`${declared.name}\``,
        note: "no bucket ends here",
        labels: [
          {
            span: service.resolved.originOf(pointer("metrics", "declare", declared.name, "buckets")).span,
            text: "its bounds",
          },
        ],
        help: `use ${list(
          neighbours(signal, bounds).map((bound) => inUnit(bound, declared)),
          "or",
        )}, or add a bucket at ${inUnit(signal.bound, declared)} where the histogram is made and here`,
      });
    }
  },
});

/** The bounds next below and next above. */
function neighbours({ bound }: Histogram, bounds: readonly Decimal[]): readonly Decimal[] {
  const sorted = [...bounds].sort((a, b) => a.compare(b));
  const below = sorted.filter((b) => b.compare(bound) < 0).at(-1);
  const above = sorted.find((b) => b.compare(bound) > 0);
  return [below, above].filter((b) => b !== undefined);
}

function inUnit(bound: Decimal, { name, unit }: DeclaredMetric): string {
  const word = unit ?? (name.endsWith("_milliseconds") ? "ms" : name.endsWith("_seconds") ? "s" : "");
  const milliseconds = word === "s" && bound.toNumber() < 1;
  return milliseconds ? `${Number((bound.toNumber() * 1000).toPrecision(12))}ms` : `${bound.toString()}${word}`;
}
