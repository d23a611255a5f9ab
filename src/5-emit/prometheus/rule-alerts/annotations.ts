/** What a person reads of an alert: as the spec says it, and the links. */
import { resultLabels } from "../../../model/promql/result-labels.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import { writtenExpr } from "../../../model/alerting/written.ts";
import { dashboardUrl } from "../../../model/slo/names.ts";
import type { Labels, RuleAlert, Service, WrittenAlert } from "../../../model/service.ts";
import type { Workspace } from "../../../model/workspace.ts";
import { labelOf, text } from "../template.ts";

/** Annotations of an alert's rule. */
export function annotationsOf(service: Service, alert: RuleAlert, workspace: Workspace): Labels {
  return writtenAnnotations(service, alert, usualSummary(service, alert), workspace);
}

/**
 * What an alert or an anomaly says; what the spec writes are templates of Prometheus, and stay as they are.
 * @param usual summary where none is written
 */
export function writtenAnnotations(
  service: Service,
  { summary, description, links, annotations }: WrittenAlert,
  usual: string,
  { targets }: Workspace,
): Labels {
  const { url } = targets.grafana;
  return {
    summary: summary ?? usual,
    ...(description !== undefined && { description }),
    value: "{{ $value | humanize }}",
    ...(links.runbook !== undefined && { runbook_url: text(links.runbook) }),
    ...(url !== undefined && { dashboard_url: text(dashboardUrl(url, service.name, undefined, service.environment)) }),
    ...annotations,
  };
}

/** The service, the alert, the labels that its series are known to bear, and the value. */
function usualSummary({ name }: Service, { name: alert, condition }: RuleAlert): string {
  const labels = [...resultLabels(writtenExpr(condition)).names]
    .sort()
    .map((label) => `${label} {{ ${labelOf(label)} }}`);
  const which = labels.length === 0 ? "" : ` (${labels.join(", ")})`;
  const value = "{{ $value | humanize }}";
  const what =
    condition.kind === "when"
      ? `the value is ${value}`
      : `${value} is expected in ${formatDuration(condition.within)}, ${condition.bound.op === "<" ? "below" : "above"} ${condition.bound.limit.toString(6)}`;
  return `${name}: ${alert}${which}: ${what}`;
}
