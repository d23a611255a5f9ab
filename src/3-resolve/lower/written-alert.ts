/** What entries of `alerts` and of `anomalies` have in common. */
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Expr } from "../../model/promql/ast.ts";
import { checkTypes, typeOf } from "../../model/promql/types.ts";
import { parseDuration } from "../../model/quantity/duration.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import { type AlertSeverity, alertSeverities, type WrittenAlert } from "../../model/service.ts";
import type { Workspace } from "../../model/workspace.ts";
import { pointerTo } from "../../util/pointer.ts";
import type { Promql } from "../holes/fill.ts";
import { find, layNode, type Node } from "../layers/lay.ts";
import { labelsOf } from "./labels.ts";
import { whoIsNotified } from "./notify.ts";

export interface WrittenAlertsInput {
  /** The whole service. */
  readonly root: Node;
  /** Every PromQL text, by its pointer. */
  readonly promql: ReadonlyMap<string, Promql>;
  readonly workspace?: Workspace;
  readonly report: (found: Diagnostic) => void;
}

/**
 * @param key of the entry
 * @param name alertname
 * @param usual severity where none is written
 */
export function writtenAlert(
  key: string,
  node: Node,
  { name, usual }: { readonly name: string; readonly usual: AlertSeverity },
  { root, workspace, report }: WrittenAlertsInput,
): WrittenAlert {
  const severity = alertSeverities.find((one) => one === find(node, "severity")?.value) ?? usual;
  const beside = `\`notify\` in \`${key}\``;
  const { receivers, origin: notifyOrigin } = whoIsNotified(severity, node, root, workspace, report, beside);
  const [summary, description] = [textAt(node, "summary"), textAt(node, "description")];
  return {
    severity,
    name,
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    for: durationAt(node, "for") ?? 0,
    labels: labelsOf(find(node, "labels")),
    annotations: labelsOf(find(node, "annotations")),
    links: labelsOf(layNode(find(root, "links"), find(node, "links"), {})),
    notify: receivers,
    notifyOrigin,
    origin: node.source.layer.originOf(node.source.pointer, "key"),
  };
}

/** An expression that gives an instant vector; what gives something else was reported with all other expressions. */
export function vectorAt({ promql }: Pick<WrittenAlertsInput, "promql">, path: readonly string[]): Expr | undefined {
  const expr = promql.get(path.reduce(pointerTo, ""))?.expr;
  return expr === undefined || checkTypes(expr).length > 0 || typeOf(expr) !== "instant vector" ? undefined : expr;
}

function textAt(node: Node, key: string): string | undefined {
  const value = find(node, key)?.value;
  return typeof value === "string" ? value : undefined;
}

export function durationAt(node: Node | undefined, key: string): Seconds | undefined {
  const text = node === undefined ? undefined : textAt(node, key);
  const parsed = text === undefined ? undefined : parseDuration(text);
  return parsed?.ok ? parsed.value : undefined;
}
