import { alertSeverities } from "../../../model/service.ts";
import { pointer } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

/** Routes, mutes and inhibitions of an older set-up go by the label `severity`: with one word for two of ours it pages for tickets. */
export const severitiesNotToldApart = defineRule({
  name: "severities-not-told-apart",
  severity: "warning",
  summary: "each severity has a word of its own",
  checkWorkspace({ severities, resolved }, _services, report) {
    for (const [at, severity] of alertSeverities.entries()) {
      const word = severities[severity];
      const first = alertSeverities.slice(0, at).find((other) => severities[other] === word);
      if (first === undefined) continue;
      const own = resolved.originOf(pointer("severities", severity));
      report(own, {
        title: `\`${first}\` and \`${severity}\` both become \`severity="${word}"\``,
        help: `give one of them another word; by default they are \`${first}\` and \`${severity}\` themselves`,
      });
    }
  },
});
