/** Entries of `alerts` and `anomalies`, with the PromQL that the spec writes of each. */
import type { Expr } from "../promql/ast.ts";
import type { AlertCondition, Service, WrittenAlert } from "../service.ts";

export interface Written {
  readonly alert: WrittenAlert;
  readonly expr: Expr;
}

/** What a condition asks of, before anything is predicted from it. */
export function writtenExpr(condition: AlertCondition): Expr {
  return condition.kind === "when" ? condition.expr : condition.value;
}

export function writtenAlerts({ alerts, anomalies }: Service): readonly Written[] {
  return [
    ...alerts.map((alert) => ({ alert, expr: writtenExpr(alert.condition) })),
    ...anomalies.map((alert) => ({ alert, expr: alert.value })),
  ];
}
