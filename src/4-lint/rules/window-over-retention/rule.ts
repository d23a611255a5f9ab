import { formatDuration } from "../../../model/quantity/duration.ts";
import { stores } from "../../../model/stores.ts";
import { defineRule } from "../../rule.ts";

/** A window that reaches behind the oldest sample holds what is left: the budget is then that of the retention, unannounced. */
export const windowOverRetention = defineRule({
  name: "window-over-retention",
  severity: "warning",
  summary: "the store keeps samples for as long as the window of every SLO",
  check({ slos, targets }, report, { workspace }) {
    if (!targets.includes("prometheus")) return;
    const { store, retention, retentionOrigin } = workspace.targets.prometheus;
    const { title, keepFor } = stores[store];
    const kept = formatDuration(retention);
    for (const { id, window } of slos) {
      if (window.length <= retention) continue;
      const length = formatDuration(window.length);
      const raise =
        keepFor && `${keepFor(length)} and say so with \`targets: { prometheus: { retention: ${length} } }\``;
      const unsaid = retentionOrigin.from === "default" ? " unless told" : "";
      if (window.origin.from === "default") {
        // The default is everybody's: said once, where it is mended once.
        report(retentionOrigin, {
          title: `the SLO window of ${length} is longer than the ${kept} that ${title} keeps${unsaid}`,
          help: `${raise === undefined ? "" : `${raise}; or `}set a shorter \`window\` in \`defaults\``,
        });
      } else {
        report(window.origin, {
          title: `\`${id}\` looks back ${length}, and ${title} keeps ${kept}${unsaid}`,
          labels:
            retentionOrigin.from === "default" ? [] : [{ span: retentionOrigin.span, text: "the store's retention" }],
          help: `shorten the window${raise === undefined ? "" : `, or ${raise}`}`,
        });
      }
    }
  },
});
