import type { Service, Slo } from "../../../model/service.ts";
import { alertsOf } from "../../expressions.ts";
import { pointer, valueAt } from "../../lookup.ts";
import { sloAlerts } from "../../../model/slo/forms.ts";
import { isNobody } from "../../../model/workspace.ts";
import { defineRule } from "../../rule.ts";

/**
 * A page must reach a person. `notify: nobody` written on the alert itself is a choice, and kept; a team whose pages end at `nobody`
 * while the service's author sees only the word `page` is a mistake. Nobody at all is an error of an earlier phase.
 */
export const pageToNobody = defineRule({
  name: "page-to-nobody",
  severity: "error",
  summary: "an alert that is meant to wake a person reaches one",
  check(service, report, { workspace }) {
    const { owner } = service;
    if (owner === undefined) return;
    const slos = service.slos.filter(
      (slo) =>
        !choosesNobody(service, slo) &&
        sloAlerts(slo).some(({ severity, notify }) => severity === "page" && isNobody(notify)),
    );
    const alerts = alertsOf(service).filter(
      ({ name, severity }) =>
        severity === "page" &&
        valueAt(service, "alerts", name, "notify") === undefined &&
        isNobody(workspace.teams.get(owner)?.notify.page ?? []),
    );
    for (const id of [...slos.map((slo) => slo.id), ...alerts.map(({ name }) => name)]) {
      report(workspace.resolved.originOf(pointer("teams", owner, "notify", "page")), {
        title: `pages of team \`${owner}\` reach nobody`,
        labels: [{ span: service.resolved.originOf("/owner").span, text: `\`${id}\` pages this team` }],
        help: "give the team a receiver for `page`; a service that shall wake nobody says `alerting: { page: null }` itself",
      });
    }
  },
});

function choosesNobody(service: Service, slo: Slo): boolean {
  return (
    valueAt(service, "slos", slo.name, "alerting", "page", "notify") !== undefined ||
    valueAt(service, "alerting", "page", "notify") !== undefined
  );
}
