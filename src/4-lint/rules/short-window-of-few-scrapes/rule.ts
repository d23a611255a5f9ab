import { formatDuration } from "../../../model/quantity/duration.ts";
import { overSlis } from "../../../model/slo/forms.ts";
import { isOwn } from "../../expressions.ts";
import { defineRule } from "../../rule.ts";

/** Three scrapes: with fewer one failed scrape decides whether an alert ends or begins anew. */
const least = 3;

/** The short window ends an alert soon after the trouble did; over one or two scrapes it only follows their noise. */
export const shortWindowOfFewScrapes = defineRule({
  name: "short-window-of-few-scrapes",
  severity: "warning",
  summary: "the short window of a burn holds three scrapes",
  check(service, report) {
    for (const { id, sli, burns } of overSlis(service.slos)) {
      const interval = sli.step ?? service.metrics.interval;
      for (const { short, origin } of burns) {
        if (short === undefined || short >= least * interval || !isOwn(origin)) continue;
        report(origin, {
          title: `the short window of ${formatDuration(short)} of \`${id}\` holds fewer than ${least} scrapes, one every ${formatDuration(interval)}`,
          labels: [{ span: service.resolved.originOf("/metrics/interval").span, text: "between scrapes" }],
          help: `write \`short: ${formatDuration(least * interval)}\` or more, \`short: null\` for none, or scrape more often`,
        });
      }
    }
  },
});
