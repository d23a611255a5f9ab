import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Origin } from "../../model/origin.ts";
import type { AlertSeverity } from "../../model/service.ts";
import { nobody, type Workspace } from "../../model/workspace.ts";
import { diagnostic } from "../diagnostics.ts";
import { find, type Node } from "../layers/lay.ts";
import { placeOf, placeOfOrigin } from "../place.ts";

export interface Notified {
  readonly receivers: readonly string[];
  readonly origin: Origin;
}

/** `notify`, a name or a list of them. */
export function namesOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/**
 * Who is told: the alert's own `notify`, else the owner's receivers for the severity; `info` ends at `nobody`.
 * Nobody to tell is an error, but only in a workspace: without one no team is known.
 *
 * @param severityNode the alerting of this severity, laid over the service's; or an entry of `alerts` or `anomalies`
 * @param beside where the alert's own `notify` would stand, in words
 */
export function whoIsNotified(
  severity: AlertSeverity,
  severityNode: Node,
  root: Node,
  workspace: Workspace | undefined,
  report: (found: Diagnostic) => void,
  beside = `\`notify\` beside the alert's \`${severity}\``,
): Notified {
  const own = find(severityNode, "notify");
  if (own !== undefined)
    return { receivers: namesOf(own.value), origin: own.source.layer.originOf(own.source.pointer) };
  const ownerNode = find(root, "owner");
  const owner = typeof ownerNode?.value === "string" ? ownerNode.value : undefined;
  const team = owner === undefined ? undefined : workspace?.teams.get(owner);
  const receivers = team?.notify[severity];
  if (team !== undefined && receivers !== undefined) return { receivers, origin: team.origin };
  const source = (ownerNode ?? find(root, "service") ?? root).source;
  const origin = source.layer.originOf(source.pointer);
  if (severity === "info") return { receivers: [nobody], origin };
  // An owner that no team is was reported as an unknown team.
  if (workspace !== undefined && (team !== undefined || owner === undefined)) {
    const { span, labels } = placeOf(source);
    const service = String(find(root, "service")?.value);
    const alerts = { severity, service };
    if (team === undefined)
      report(
        diagnostic("nobody-is-notified", alerts, span, {
          labels,
          help: `write \`owner\`: a team of the workspace; or ${beside}`,
        }),
      );
    else {
      const here = { span: placeOfOrigin(team.origin).span, text: `has no \`notify.${severity}\`` };
      const help = `write \`notify: { ${severity}: <receiver> }\` for team \`${team.name}\`, or ${beside}; \`${nobody}\` is a receiver too`;
      report(diagnostic("nobody-is-notified", alerts, span, { labels: [...labels, here], help }));
    }
  }
  return { receivers: [], origin };
}
