import { lookback, stepOfAnomalies } from "../../../model/alerting/anomaly.ts";
import type { Origin } from "../../../model/origin.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import { stores } from "../../../model/stores.ts";
import { defineRule } from "../../rule.ts";

/** A window that reaches behind the oldest sample holds what is left: the budget is then that of the retention, unannounced. */
export const windowOverRetention = defineRule({
  name: "window-over-retention",
  severity: "warning",
  summary: "the store keeps samples for as long as SLOs and anomalies look back",
  check(service, report, { workspace }) {
    const { slos, targets } = service;
    if (!targets.includes("prometheus")) return;
    const { store, retention, retentionOrigin } = workspace.targets.prometheus;
    const { title, keepFor } = stores[store];
    const kept = formatDuration(retention);
    const raised = (length: string) =>
      keepFor && `${keepFor(length)} and say so with \`targets: { prometheus: { retention: ${length} } }\``;
    for (const anomaly of service.anomalies) {
      const length = lookback(anomaly, stepOfAnomalies(service, workspace));
      if (length <= retention) continue;
      const raise = raised(formatDuration(length));
      const shorten = anomaly.method === "seasonal" ? "write a shorter `period`" : "take fewer `samples`";
      report(anomaly.origin, {
        title: `the anomaly \`${anomaly.anomaly}\` looks back ${formatDuration(length)}, and ${title} keeps ${kept}${unsaid(retentionOrigin)}`,
        labels: labelsOf(retentionOrigin),
        help: `${shorten}${raise === undefined ? "" : `, or ${raise}`}`,
      });
    }
    for (const { id, window } of slos) {
      if (window.length <= retention) continue;
      const length = formatDuration(window.length);
      const raise = raised(length);
      if (window.origin.from === "default") {
        // The default is everybody's: said once, where it is mended once.
        report(retentionOrigin, {
          title: `the SLO window of ${length} is longer than the ${kept} that ${title} keeps${unsaid(retentionOrigin)}`,
          help: `${raise === undefined ? "" : `${raise}; or `}set a shorter \`window\` in \`defaults\``,
        });
      } else {
        report(window.origin, {
          title: `\`${id}\` looks back ${length}, and ${title} keeps ${kept}${unsaid(retentionOrigin)}`,
          labels: labelsOf(retentionOrigin),
          help: `shorten the window${raise === undefined ? "" : `, or ${raise}`}`,
        });
      }
    }
  },
});

/** Said where nobody has said how long. */
function unsaid({ from }: Origin): string {
  return from === "default" ? " unless told" : "";
}

function labelsOf({ from, span }: Origin) {
  return from === "default" ? [] : [{ span, text: "the store's retention" }];
}
