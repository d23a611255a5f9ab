import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { checkTypes, typeOf } from "../../model/promql/types.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import { parseDuration } from "../../model/quantity/duration.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import { type AlertCondition, alertSeverities, type RuleAlert } from "../../model/service.ts";
import type { Expr } from "../../model/promql/ast.ts";
import type { Workspace } from "../../model/workspace.ts";
import { pointerTo } from "../../util/pointer.ts";
import type { Promql } from "../holes/fill.ts";
import { entriesOf, find, layNode, type Node } from "../layers/lay.ts";
import { labelsOf } from "./labels.ts";
import { whoIsNotified } from "./notify.ts";

export interface RuleAlertsInput {
  /** The whole service. */
  readonly root: Node;
  /** Every PromQL text, by its pointer. */
  readonly promql: ReadonlyMap<string, Promql>;
  readonly workspace?: Workspace;
  readonly report: (found: Diagnostic) => void;
}

/**
 * Entries of `alerts` with a source for Prometheus, in order of names. One for CloudWatch alone is no rule; what is missing or wrong was reported
 * where it stands, and is left out.
 */
export function resolveRuleAlerts(input: RuleAlertsInput): readonly RuleAlert[] {
  return entriesOf(find(input.root, "alerts")).flatMap(([name, node]) => {
    const condition = conditionOf(name, node, input);
    return condition === undefined ? [] : [ruleAlert(name, node, condition, input)];
  });
}

function ruleAlert(
  name: string,
  node: Node,
  condition: AlertCondition,
  { root, workspace, report }: RuleAlertsInput,
): RuleAlert {
  const severity = alertSeverities.find((one) => one === find(node, "severity")?.value) ?? "ticket";
  const { receivers, origin: notifyOrigin } = whoIsNotified(
    severity,
    node,
    root,
    workspace,
    report,
    `\`notify\` in \`${name}\``,
  );
  const [summary, description] = [textAt(node, "summary"), textAt(node, "description")];
  return {
    severity,
    name,
    condition,
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    for: durationAt(node, "for") ?? 0,
    keepFiringFor: durationAt(node, "keepFiringFor") ?? 0,
    labels: labelsOf(find(node, "labels")),
    annotations: labelsOf(find(node, "annotations")),
    links: labelsOf(layNode(find(root, "links"), find(node, "links"), {})),
    notify: receivers,
    notifyOrigin,
    origin: node.source.layer.originOf(node.source.pointer, "key"),
  };
}

function conditionOf(name: string, node: Node, { promql }: RuleAlertsInput): AlertCondition | undefined {
  const at = (...keys: readonly string[]) => vectorAt(promql, ["alerts", name, ...keys].reduce(pointerTo, ""));
  const expr = find(node, "when") && at("when");
  if (expr !== undefined) return { kind: "when", expr };
  const predict = find(node, "predict");
  const value = predict && at("predict", "value");
  const [over, within] = [durationAt(predict, "over"), durationAt(predict, "within")];
  const below = find(predict, "below")?.value;
  const limit = Decimal.parse(String(below ?? find(predict, "above")?.value));
  if (value === undefined || limit === undefined || !over || !within) return undefined;
  return { kind: "predict", value, over, within, bound: { op: below === undefined ? ">" : "<", limit } };
}

/** An expression that gives an instant vector; what gives something else was reported with all other expressions. */
function vectorAt(promql: ReadonlyMap<string, Promql>, pointer: string): Expr | undefined {
  const expr = promql.get(pointer)?.expr;
  return expr === undefined || checkTypes(expr).length > 0 || typeOf(expr) !== "instant vector" ? undefined : expr;
}

function textAt(node: Node | undefined, key: string): string | undefined {
  const value = find(node, key)?.value;
  return typeof value === "string" ? value : undefined;
}

function durationAt(node: Node | undefined, key: string): Seconds | undefined {
  const text = textAt(node, key);
  const parsed = text === undefined ? undefined : parseDuration(text);
  return parsed?.ok ? parsed.value : undefined;
}
