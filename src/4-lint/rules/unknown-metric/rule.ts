import { nearest } from "../../../util/nearest.ts";
import { expressionsOf, isOwn, placeIn } from "../../expressions.ts";
import { isMap, valueAt } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

/**
 * A series that nothing makes: an alert on it never fires. What is not declared may well exist (another exporter's), so only two things are told:
 * a name that is one slip away from a declared or recorded one, and the base name of a classic histogram, under which nothing is stored.
 */
export const unknownMetric = defineRule({
  name: "unknown-metric",
  severity: "warning",
  summary: "an expression reads series that something makes",
  check(service, report) {
    const declared = service.metrics.declared;
    const recorded = valueAt(service, "metrics", "record");
    const names = [
      ...declared.flatMap(({ name, type }) =>
        type === "histogram" || type === "summary" ? [name, `${name}_count`, `${name}_sum`, `${name}_bucket`] : [name],
      ),
      ...Object.keys(isMap(recorded) ? recorded : {}),
    ];
    const known = new Set(names);
    if (names.length === 0) return;
    for (const expression of expressionsOf(service)) {
      for (const selector of expression.nodes) {
        const name = selector.kind === "selector" ? selector.name : undefined;
        if (name === undefined) continue;
        const place = () => placeIn(service, expression, selector);
        const histogram = declared.find((metric) => metric.name === name && metric.buckets !== undefined);
        if (
          histogram !== undefined &&
          histogram.type === "histogram" &&
          !isHistogramSource(expression.path) &&
          isOwn(expression.origin)
        ) {
          report(place(), {
            title: `a classic histogram has no series \`${name}\` of its own`,
            labels: [{ span: histogram.origin.span, text: "declared here, with buckets" }],
            help: `write \`${name}_bucket\`, \`${name}_count\` or \`${name}_sum\``,
          });
        }
        if (known.has(name)) continue;
        const near = slipOf(name, names);
        if (near === undefined || !isOwn(expression.origin)) continue;
        report(place(), {
          title: `nothing declares or records \`${name}\``,
          labels: declared
            .filter((metric) => metric.name === near)
            .map(({ origin }) => ({ span: origin.span, text: `\`${near}\` is declared here` })),
          help: `did you mean \`${near}\`? If both exist, declare \`${name}\` too: \`metrics: { declare: { ${name}: { type: … } } }\``,
        });
      }
    }
  },
});

/** The histogram of a latency SLI is named by its base name, whatever its buckets. */
function isHistogramSource(path: readonly string[]): boolean {
  return path[0] === "slis" && path[3] === "histogram";
}

/** A name that differs by `_total`, or in one word of five letters or more by two letters at most; `rx` and `tx`, `v1` and `v2` are no slips. */
function slipOf(name: string, names: readonly string[]): string | undefined {
  const suffix = names.find((one) => one === `${name}_total` || name === `${one}_total`);
  if (suffix !== undefined) return suffix;
  return names.find((one) => {
    const [a, b] = [name.split("_"), one.split("_")];
    const at = a.findIndex((word, index) => word !== b[index]);
    const [mine, other] = [a[at] ?? "", b[at] ?? ""];
    const others = [...a.slice(0, at), ...a.slice(at + 1)].join("_");
    if (a.length !== b.length || others !== [...b.slice(0, at), ...b.slice(at + 1)].join("_")) return false;
    if (Math.min(mine.length, other.length) < 5 || mine.replace(/\d+/g, "") === other.replace(/\d+/g, "")) return false;
    return nearest(mine, [other], 2) !== undefined;
  });
}
