/** Entries of `alerts` and `anomalies`, with the PromQL that the spec writes of each. */
import type { Expr } from "../promql/ast.ts";
import type { Service, WrittenAlert } from "../service.ts";

export interface Written {
  readonly alert: WrittenAlert;
  readonly expr: Expr;
}

export function writtenAlerts({ alerts, anomalies }: Service): readonly Written[] {
  return [
    ...alerts.map((alert) => ({
      alert,
      expr: alert.condition.kind === "when" ? alert.condition.expr : alert.condition.value,
    })),
    ...anomalies.map((alert) => ({ alert, expr: alert.value })),
  ];
}
