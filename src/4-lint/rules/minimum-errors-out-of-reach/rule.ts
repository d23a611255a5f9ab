import { Decimal } from "../../../model/quantity/decimal.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Service, Slo } from "../../../model/service.ts";
import { pointer, valueAt } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";
import { exact, list, rounded } from "../../words.ts";

/** An alert waits for `minimumErrors` bad events in its long window: at a traffic that brings fewer events it stays silent through a full outage. */
export const minimumErrorsOutOfReach = defineRule({
  name: "minimum-errors-out-of-reach",
  severity: "warning",
  summary: "the traffic brings as many events as an alert waits for",
  check(service, report) {
    const { traffic } = service;
    // Without any traffic every objective is too high, which another rule says.
    if (traffic === undefined || traffic.numerator === 0n) return;
    for (const slo of service.slos) {
      const needed = Decimal.of(slo.minimumErrors);
      const dead = slo.burns.filter(({ long }) => traffic.multiply(exact(long)).compare(needed) < 0);
      const [first] = dead;
      if (first === undefined) continue;
      const alerts = dead.map(({ severity, long }) => `${severity} over ${formatDuration(long)}`);
      const events = rounded(traffic.multiply(exact(first.long)), 2);
      report(placeOf(service, slo), {
        title: `${list(alerts)} of \`${slo.id}\` can never fire: ${formatDuration(first.long)} bring ${events} events, and ${slo.minimumErrors} bad ones are waited for`,
        labels: [{ span: service.resolved.originOf("/traffic").span, text: "the traffic" }],
        help: "lower `minimumErrors`, write burns over longer windows, or take the page away: `page: null`",
      });
    }
  },
});

/** Where the number was written; of a default, the objective. */
function placeOf(service: Service, slo: Slo) {
  const own = ["slos", slo.name, "alerting", "minimumErrors"];
  const origin = service.resolved.originOf(
    valueAt(service, ...own) === undefined ? "/alerting/minimumErrors" : pointer(...own),
  );
  return origin.from === "default" ? slo.objectiveOrigin : origin;
}
