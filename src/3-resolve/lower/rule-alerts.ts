import { Decimal } from "../../model/quantity/decimal.ts";
import type { AlertCondition, RuleAlert } from "../../model/service.ts";
import { entriesOf, find, type Node } from "../layers/lay.ts";
import { durationAt, vectorAt, writtenAlert, type WrittenAlertsInput } from "./written-alert.ts";

/**
 * Entries of `alerts` with a source for Prometheus, in order of names. One for CloudWatch alone is no rule; what is missing or wrong was reported
 * where it stands, and is left out.
 */
export function resolveRuleAlerts(input: WrittenAlertsInput): readonly RuleAlert[] {
  return entriesOf(find(input.root, "alerts")).flatMap(([name, node]) => {
    const condition = conditionOf(name, node, input);
    if (condition === undefined) return [];
    const alert = writtenAlert(name, node, { name, usual: "ticket" }, input);
    return [{ ...alert, condition, keepFiringFor: durationAt(node, "keepFiringFor") ?? 0 }];
  });
}

function conditionOf(name: string, node: Node, input: WrittenAlertsInput): AlertCondition | undefined {
  const expr = find(node, "when") && vectorAt(input, ["alerts", name, "when"]);
  if (expr !== undefined) return { kind: "when", expr };
  const predict = find(node, "predict");
  const value = predict && vectorAt(input, ["alerts", name, "predict", "value"]);
  const [over, within] = [durationAt(predict, "over"), durationAt(predict, "within")];
  const below = find(predict, "below")?.value;
  const limit = Decimal.parse(String(below ?? find(predict, "above")?.value));
  if (value === undefined || limit === undefined || !over || !within) return undefined;
  return { kind: "predict", value, over, within, bound: { op: below === undefined ? ">" : "<", limit } };
}
