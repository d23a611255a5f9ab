import { reached } from "../../../model/routing/proof.ts";
import { pointer } from "../../lookup.ts";
import { routedWorkspaces } from "../../routing.ts";
import { defineRule } from "../../rule.ts";
import { texts } from "../../summary.ts";

/** A receiver that no team, no alert and no default names never sends anything. A hint: it may be kept for later. */
export const unusedReceiver = defineRule({
  name: "unused-receiver",
  severity: "info",
  summary: "something is sent to every receiver",
  checkWorkspace(workspace, services, report) {
    const routing = workspace.resolved.value["routing"] as { readonly default?: unknown } | undefined;
    const named = new Set([
      ...[...workspace.teams.values()].flatMap(({ notify }) => Object.values(notify).flat()),
      ...services.flatMap(({ notify }) => notify),
      ...texts(routing?.default),
    ]);
    // where every alert goes through Alertmanager, it is known which receivers some alert reaches
    const isAll = services.length > 0 && services.every(({ alerts }) => alerts !== undefined);
    const told = new Set(routedWorkspaces(workspace, services).flatMap(({ routed }) => routed.flatMap(reached)));
    for (const [name, { origin }] of workspace.receivers) {
      if (origin.from === "default" || (isAll && told.has(name))) continue;
      if (named.has(name)) {
        if (isAll && name !== workspace.routing.default)
          report(workspace.resolved.originOf(pointer("receivers", name), "key"), {
            title: `no alert reaches the receiver \`${name}\`, though it is named`,
            help: "nothing need be done if alerts for it are still to come; `tocsin routes` lists those that there are",
          });
        continue;
      }
      report(workspace.resolved.originOf(pointer("receivers", name), "key"), {
        title: `nothing is sent to the receiver \`${name}\``,
        help: "name it in a team's `notify`, in an alert's, or as `routing.default`; or take it away",
      });
    }
  },
});
