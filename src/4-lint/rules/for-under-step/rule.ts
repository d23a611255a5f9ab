import { formatDuration } from "../../../model/quantity/duration.ts";
import { effectiveStep } from "../../../model/slo/windows.ts";
import { alertsOf, isOwn } from "../../expressions.ts";
import { defineRule } from "../../rule.ts";

/** Alerts are evaluated step by step: a `for` below one step waits for one step all the same. A hint: the alert works, only later than it reads. */
export const forUnderStep = defineRule({
  name: "for-under-step",
  severity: "info",
  summary: "`for` lasts at least from one evaluation to the next",
  check(service, report, { workspace }) {
    const { interval } = service.metrics;
    const step = effectiveStep(workspace.targets.prometheus.step, interval);
    for (const alert of alertsOf(service)) {
      const origin = service.resolved.originOf(`${alert.pointer}/for`);
      if (alert.for === 0 || alert.for >= step || !isOwn(origin)) continue;
      report(origin, {
        title: `\`for: ${formatDuration(alert.for)}\` of \`${alert.name}\` is shorter than the ${formatDuration(step)} between two evaluations`,
        help: `write \`for: ${formatDuration(step)}\` or more, or leave it out to fire at the first evaluation`,
      });
    }
  },
});
