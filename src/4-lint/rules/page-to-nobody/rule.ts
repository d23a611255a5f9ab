import type { Service, Slo } from "../../../model/service.ts";
import { pointer, valueAt } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

/**
 * A page must reach a person. `notify: nobody` written on the alert itself is a choice, and kept; a list left empty there,
 * or a team whose pages end at `nobody` while the service's author sees only the word `page`, is a mistake.
 */
export const pageToNobody = defineRule({
  name: "page-to-nobody",
  severity: "error",
  summary: "an alert that is meant to wake a person reaches one",
  check(service, report, { workspace }) {
    for (const slo of service.slos) {
      const page = slo.burns.find(
        ({ severity, notify }) => severity === "page" && notify.every((name) => name === "nobody"),
      );
      if (page === undefined) continue;
      const chosen = writesNotify(service, slo);
      if (chosen && page.notify.length === 0) {
        report(page.notifyOrigin, {
          title: `a page of \`${slo.id}\` has an empty list of receivers`,
          help: "name a receiver, take `notify` away so that the owner's is used, or write `page: null` for no page at all",
        });
      }
      if (!chosen && page.notify.length > 0) {
        report(workspace.resolved.originOf(pointer("teams", service.owner ?? "", "notify", "page")), {
          title: `pages of team \`${service.owner ?? ""}\` reach nobody`,
          labels: [{ span: service.resolved.originOf("/owner").span, text: `\`${slo.id}\` pages this team` }],
          help: "give the team a receiver for `page`; a service that shall wake nobody says `alerting: { page: null }` itself",
        });
      }
    }
  },
});

function writesNotify(service: Service, slo: Slo): boolean {
  return (
    valueAt(service, "slos", slo.name, "alerting", "page", "notify") !== undefined ||
    valueAt(service, "alerting", "page", "notify") !== undefined
  );
}
