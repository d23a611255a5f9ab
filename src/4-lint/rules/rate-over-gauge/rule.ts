import { expressionsOf, placeIn, rangeSelector } from "../../expressions.ts";
import { originOfSource, sourcesOf, usedSlis } from "../../lookup.ts";
import { declaredKind } from "../../metrics.ts";
import { defineRule } from "../../rule.ts";

const ofCounters = new Set(["rate", "irate", "increase", "resets"]);

/** `rate` takes every fall for a restart: of a gauge it gives a number that means nothing. */
export const rateOverGauge = defineRule({
  name: "rate-over-gauge",
  severity: "warning",
  summary: "rates are taken of counters",
  check(service, report) {
    const isGauge = (name: string | undefined): name is string =>
      name !== undefined && declaredKind(service, name) === "gauge";
    for (const expression of expressionsOf(service)) {
      for (const node of expression.nodes) {
        if (node.kind !== "call" || !ofCounters.has(node.fn)) continue;
        const name = rangeSelector(node.args)?.name;
        if (!isGauge(name)) continue;
        report(placeIn(service, expression, node), {
          title: `\`${node.fn}\` takes every fall of the gauge \`${name}\` for a restart`,
          labels: declarationOf(name),
          help: `write \`delta\` or \`deriv\`, or declare it as a counter if it is one`,
        });
      }
    }
    for (const sli of usedSlis(service)) {
      if (sli.signal.kind !== "counters") continue;
      for (const { key, selectors } of sourcesOf(sli.signal)) {
        for (const [at, selector] of selectors.entries()) {
          if (!isGauge(selector.name)) continue;
          report(originOfSource(service, sli, key, at, selector), {
            title: `\`${sli.name}\` counts the increase of \`${selector.name}\`, which is a gauge`,
            labels: declarationOf(selector.name),
            help: "name a counter of events here, or declare it as a counter if it is one",
          });
        }
      }
    }

    function declarationOf(name: string) {
      const origin = service.metrics.declared.find((metric) => metric.name === name)?.origin;
      return origin === undefined ? [] : [{ span: origin.span, text: "declared a gauge" }];
    }
  },
});
