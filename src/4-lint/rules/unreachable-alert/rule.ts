import { reached } from "../../../model/routing/proof.ts";
import { nobody } from "../../../model/workspace.ts";
import { pointer } from "../../lookup.ts";
import { routedWorkspaces } from "../../routing.ts";
import { defineRule } from "../../rule.ts";

/**
 * A ticket that no person ever sees, since the team's `notify` ends at `nobody`. Where the alert itself says `nobody` it is a choice, an info is
 * there to be looked at, and a page is another rule's; an alert that misses those who are to be told is an error before.
 */
export const unreachableAlert = defineRule({
  name: "unreachable-alert",
  severity: "warning",
  summary: "a ticket reaches a person",
  checkWorkspace(workspace, services, report) {
    for (const { routed } of routedWorkspaces(workspace, services)) {
      for (const one of routed) {
        const { alert } = one;
        const { owner, severity } = alert;
        const team = owner === undefined ? undefined : workspace.teams.get(owner);
        if (severity !== "ticket" || team === undefined || alert.notifyOrigin !== team.origin) continue;
        if (!reached(one).every((name) => name === nobody)) continue;
        report(workspace.resolved.originOf(pointer("teams", team.name, "notify", severity)), {
          title: `tickets of team \`${team.name}\` reach nobody`,
          labels: [{ span: alert.origin.span, text: `\`${alert.subject}\` writes this team tickets` }],
          help: "give the team a receiver for `ticket`; an alert that nobody shall see says `notify: nobody` itself, or is an `info`",
        });
      }
    }
  },
});
