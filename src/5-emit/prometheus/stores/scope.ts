/** Google's `Rules` see one namespace of one cluster. */
import type { Matcher } from "../../../model/promql/ast.ts";

/** Labels that Google managed Prometheus puts on every selector and every result of a `Rules` object. */
export const scopeLabels: readonly string[] = ["project_id", "location", "cluster", "namespace"];

/** Whether a matcher takes any value of such a label: Google's own says the same, and more. */
export function saysAnyScope({ label, op, value }: Matcher): boolean {
  return scopeLabels.includes(label) && op === "=~" && (value === ".+" || value === ".*");
}
