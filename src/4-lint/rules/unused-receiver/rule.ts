import { pointer } from "../../lookup.ts";
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
    for (const [name, { origin }] of workspace.receivers) {
      if (origin.from === "default" || named.has(name)) continue;
      report(workspace.resolved.originOf(pointer("receivers", name), "key"), {
        title: `nothing is sent to the receiver \`${name}\``,
        help: "name it in a team's `notify`, in an alert's, or as `routing.default`; or take it away",
      });
    }
  },
});
