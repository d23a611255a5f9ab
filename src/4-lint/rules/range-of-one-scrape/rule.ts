import { formatDuration, parseDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Selector } from "../../../model/promql/ast.ts";
import type { Service } from "../../../model/service.ts";
import { expressionsOf, placeIn, rangeSelector } from "../../expressions.ts";
import { textAt } from "../../lookup.ts";
import { declaredKind } from "../../metrics.ts";
import { defineRule } from "../../rule.ts";

/** Functions that need two samples. */
const ofTwo = new Set("rate irate increase delta idelta deriv predict_linear changes resets".split(" "));

/** A range that is shorter than two scrapes holds one sample most of the time: a rate of one sample is no data. */
export const rangeOfOneScrape = defineRule({
  name: "range-of-one-scrape",
  severity: "warning",
  summary: "a range holds the two samples that a rate needs",
  check(service, report) {
    for (const expression of expressionsOf(service)) {
      const interval = intervalOf(service, expression.path);
      for (const node of expression.nodes) {
        if (node.kind !== "call" || !ofTwo.has(node.fn)) continue;
        const selector = rangeSelector(node.args);
        const range = selector?.range;
        if (selector === undefined || typeof range !== "number" || range >= 2 * interval || !isOurs(service, selector))
          continue;
        report(placeIn(service, expression, node), {
          title: `\`${node.fn}\` over ${formatDuration(range)} needs two samples, and one comes every ${formatDuration(interval)}`,
          labels: [{ span: service.resolved.originOf("/metrics/interval").span, text: "between scrapes" }],
          help: `write a range of at least four scrapes, \`[${formatDuration(4 * interval)}]\``,
        });
      }
    }
  },
});

/** Series that come at the service's own pace: declared by it, or selected by its `match`. Others may come faster. */
function isOurs(service: Service, { name, matchers }: Selector): boolean {
  if (name !== undefined && declaredKind(service, name) !== undefined) return true;
  return (
    service.match.length > 0 &&
    service.match.every(({ label, op, value }) =>
      matchers.some((one) => one.label === label && one.op === op && one.value === value),
    )
  );
}

function intervalOf(service: Service, [part = "", name = ""]: readonly string[]): Seconds {
  const own = part === "slis" ? parseDuration(textAt(service, part, name, "prometheus", "interval") ?? "") : undefined;
  return own?.ok === true && own.value > 0 ? own.value : service.metrics.interval;
}
