import type { Origin } from "../../../model/origin.ts";
import { Decimal } from "../../../model/quantity/decimal.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Service, Slo } from "../../../model/service.ts";
import { stepOfSlo } from "../../../model/slo/forms.ts";
import { pointer, valueAt } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";
import { exact, list, rounded } from "../../words.ts";

const one = Decimal.of(1);

/** An alert waits for `minimumErrors` bad events in its long window: where fewer events (or slices, or steps) come it stays silent through a full outage. */
export const minimumErrorsOutOfReach = defineRule({
  name: "minimum-errors-out-of-reach",
  severity: "warning",
  summary: "the long window brings as many events, slices or steps as an alert waits for",
  check(service, report, { workspace }) {
    for (const slo of service.slos) {
      const pace = paceOf(service, slo, workspace.targets.prometheus.step);
      if (pace === undefined) continue;
      const { perSecond, words, origin } = pace;
      const needed = Decimal.of(slo.minimumErrors);
      const dead = slo.burns.filter(({ long }) => perSecond.multiply(exact(long)).compare(needed) < 0);
      const [first] = dead;
      if (first === undefined) continue;
      const alerts = dead.map(({ severity, long }) => `${severity} over ${formatDuration(long)}`);
      const events = rounded(perSecond.multiply(exact(first.long)), 2);
      report(placeOf(service, slo), {
        title: `${list(alerts)} of \`${slo.id}\` can never fire: ${formatDuration(first.long)} bring ${events} ${words}, and ${slo.minimumErrors} bad ones are waited for`,
        labels: [{ span: origin.span, text: `what brings ${words}` }],
        help: "lower `minimumErrors`, write burns over longer windows, or take the page away: `page: null`",
      });
    }
  },
});

interface Pace {
  /** What can be bad, a second. */
  readonly perSecond: Decimal;
  readonly words: string;
  readonly origin: Origin;
}

/** How many of what an SLO counts come in a second: slices and steps by themselves, events as the spec says, if it does. */
function paceOf(service: Service, slo: Slo, step: Seconds): Pace | undefined {
  if (slo.kind === "composite") return undefined;
  const { sli, slices } = slo;
  if (slices?.atLeast !== undefined) {
    const words = `slices of ${formatDuration(slices.of)}`;
    return { perSecond: one.divide(exact(slices.of)), words, origin: slices.origin };
  }
  // each series of a gauge is an event, and nothing says how many there are
  if (sli.form === "steps" && sli.signal.kind !== "gauge")
    return { perSecond: one.divide(exact(stepOfSlo(service, slo, step))), words: "steps", origin: sli.origin };
  const { traffic } = service;
  // Without any traffic every objective is too high, which another rule says.
  if (sli.form !== "events" || traffic === undefined || traffic.numerator === 0n) return undefined;
  return { perSecond: traffic, words: "events", origin: service.resolved.originOf("/traffic") };
}

/** Where the number was written; of a default, the objective. */
function placeOf(service: Service, slo: Slo) {
  const own = ["slos", slo.name, "alerting", "minimumErrors"];
  const origin = service.resolved.originOf(
    valueAt(service, ...own) === undefined ? "/alerting/minimumErrors" : pointer(...own),
  );
  return origin.from === "default" ? slo.objectiveOrigin : origin;
}
