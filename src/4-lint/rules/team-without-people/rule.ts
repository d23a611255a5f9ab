import { defineRule } from "../../rule.ts";

/**
 * A team that names no receiver: the first alert of a service that it owns has nobody to go to. `nobody` is a receiver, and a choice.
 * A hint: an alert that has nobody is an error of an earlier phase, whatever stands here.
 */
export const teamWithoutPeople = defineRule({
  name: "team-without-people",
  severity: "info",
  summary: "every team says who is told",
  checkWorkspace(workspace, _services, report) {
    for (const { name, notify, origin } of workspace.teams.values()) {
      if (Object.keys(notify).length > 0) continue;
      report(origin, {
        title: `team \`${name}\` names no receiver`,
        help: "add `notify: { page: …, ticket: … }`; `nobody` is a receiver too",
      });
    }
  },
});
