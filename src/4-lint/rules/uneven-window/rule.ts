import { formatDuration, parseDuration } from "../../../model/quantity/duration.ts";
import { isMap, textAt, valueAt } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

const week = 7 * 86_400;

/**
 * A window of 30 days holds four weekends or five: traffic that follows the week makes the budget jump with the day of the month.
 * Told only where the spec itself says that traffic follows the week.
 */
export const unevenWindow = defineRule({
  name: "uneven-window",
  severity: "info",
  summary: "where traffic follows the week, windows are whole weeks",
  check(service, report) {
    const anomalies = valueAt(service, "anomalies");
    const weekly = Object.keys(isMap(anomalies) ? anomalies : {}).find((name) => {
      const period = parseDuration(textAt(service, "anomalies", name, "period") ?? "");
      return textAt(service, "anomalies", name, "method") === "seasonal" && period.ok && period.value === week;
    });
    if (weekly === undefined) return;
    for (const { id, window } of service.slos) {
      if (window.length < week || window.length % week === 0) continue;
      const weeks = Math.max(1, Math.round(window.length / week));
      report(window.origin, {
        title: `\`${id}\` looks back ${formatDuration(window.length)}, no whole number of weeks, and the anomaly \`${weekly}\` repeats weekly`,
        help: `write \`${formatDuration(weeks * week)}\``,
      });
    }
  },
});
