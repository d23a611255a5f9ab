import { equalExpr } from "../../../model/promql/visit.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { BurnAlert, Service } from "../../../model/service.ts";
import { alertsOf } from "../../expressions.ts";
import { defineRule, type Report } from "../../rule.ts";

/** Two alerts that fire in the same minute: one tells nothing, and where one pages, the other is a ticket that nobody needs. */
export const sameConditionTwice = defineRule({
  name: "same-condition-twice",
  severity: "warning",
  summary: "no two alerts of a service fire at exactly the same time",
  check(service, report) {
    const alerts = alertsOf(service);
    for (const [at, alert] of alerts.entries()) {
      const { when } = alert;
      if (when === undefined) continue;
      // The same condition after another time is an escalation, and meant.
      const first = alerts
        .slice(0, at)
        .find((other) => other.for === alert.for && other.when !== undefined && equalExpr(other.when.expr, when.expr));
      if (first === undefined) continue;
      report(alert.origin, {
        title: `\`${alert.name}\` fires when \`${first.name}\` does`,
        labels: [{ span: first.origin.span, text: "the same condition" }],
        help: "keep one of them, or give one another limit or a longer `for`",
      });
    }
    reportBurns(service, report);
  },
});

/** Burns of two severities over the same windows; those of one severity are told apart by an earlier phase. */
function reportBurns({ slos }: Service, report: Report): void {
  for (const { id, burns } of slos) {
    for (const [at, burn] of burns.entries()) {
      const first = burns.slice(0, at).find((other) => isSame(other, burn));
      if (first === undefined) continue;
      report(burn.origin, {
        title: `the ${burn.severity} of \`${id}\` over ${formatDuration(burn.long)} fires when its ${first.severity} does`,
        labels: [{ span: first.origin.span, text: "the same windows and factor" }],
        help: "give the milder one a lower burn rate or a longer window, or leave it out",
      });
    }
  }
}

function isSame(a: BurnAlert, b: BurnAlert): boolean {
  return a.long === b.long && a.short === b.short && a.factor.equals(b.factor);
}
