/** Alerting rules of one SLO. */
import type { Expr, Matcher, Selector } from "../../model/promql/ast.ts";
import { everySelector } from "../../model/promql/visit.ts";
import { formatDuration } from "../../model/quantity/duration.ts";
import { sloAlertLabels } from "../../model/alerting/labels.ts";
import { countedWords, isMeanOfSlices } from "../../model/slo/forms.ts";
import type { Labels, Service, Slo, SloAlert } from "../../model/service.ts";
import { isNobody, type Workspace } from "../../model/workspace.ts";
import { noted, type Yaml } from "../shared/yaml.ts";
import { budgetAnnotations, burnAnnotations, noDataAnnotations } from "./annotations.ts";
import type { Expressions } from "./expressions.ts";
import type { AlertRule } from "./format.ts";
import { marksOf, unlessMarked } from "./forms/maintenance.ts";
import { alertLabelTexts, recordedLabels } from "./labels.ts";
import { percent, printRule, timesBudget } from "./words.ts";

/** Alerts that read what is recorded for each step. */
export function stepAlerts(service: Service, slo: Slo, expressions: Expressions, workspace: Workspace): Yaml[] {
  return [
    ...slo.burns.map((burn) => {
      const windows = [burn.long, ...(burn.short === undefined ? [] : [burn.short])].map(formatDuration);
      const waitedFor = isMeanOfSlices(slo) ? "events" : countedWords(slo);
      const least = slo.minimumErrors > 0 ? `, and at least ${slo.minimumErrors} bad ${waitedFor}` : "";
      const threshold = percent(burn.factor.multiply(slo.budget));
      const page = pageThatMutes(service, slo, burn, workspace);
      return alertRule(service, slo, burn, expressions, workspace, {
        expr: expressions.alert(burn, page),
        annotations: burnAnnotations(service, slo, burn, expressions, workspace),
        comment: `${burn.severity}: more than ${threshold} bad over ${windows.join(" and ")} (${timesBudget(burn)})${least}${mutedBy(page)}.`,
        what: windows.join(" and "),
      });
    }),
    ...slo.noData.map((alert) => {
      const targets = targetsOf(service, slo);
      return alertRule(service, slo, alert, expressions, workspace, {
        expr: expressions.noData(alert, targets),
        after: alert.after,
        annotations: noDataAnnotations(service, slo, alert, targets, workspace),
        comment: `${alert.severity}: nothing is known of the SLI for ${formatDuration(alert.after)}, though it was there before or its targets are gone.`,
        what: "no data",
      });
    }),
  ];
}

/** Alerts that read what is recorded of the whole period. */
export function periodAlerts(service: Service, slo: Slo, expressions: Expressions, workspace: Workspace): Yaml[] {
  return slo.budgetLeft.map((alert) => {
    const page = pageThatMutes(service, slo, alert, workspace);
    return alertRule(service, slo, alert, expressions, workspace, {
      expr: expressions.budgetIsLow(alert, page),
      annotations: budgetAnnotations(service, slo, alert, expressions, workspace),
      comment: `${alert.severity}: less than ${percent(alert.left)} of the budget is left${mutedBy(page)}.`,
      what: "budget left",
    });
  });
}

interface Parts {
  readonly expr: Expr;
  readonly after?: number;
  readonly annotations: Labels;
  readonly comment: string;
  readonly what: string;
}

function alertRule(
  service: Service,
  slo: Slo,
  alert: SloAlert,
  expressions: Expressions,
  workspace: Workspace,
  parts: Parts,
): Yaml {
  const rule: AlertRule = {
    alert: alert.name,
    expr: printRule(unlessMarked(parts.expr, marksOf(service, slo), expressions)),
    ...(parts.after === undefined ? {} : { for: formatDuration(parts.after) }),
    labels: alertLabelTexts(sloAlertLabels(service, slo, alert, workspace)),
    annotations: parts.annotations,
  };
  const origin = { origin: alert.origin, what: `${alert.severity} alert of ${slo.id}, ${parts.what}` };
  return noted(rule as unknown as Yaml, { comment: parts.comment, ...origin });
}

/**
 * Whether the pages of an SLO silence its tickets in the rules themselves: nothing else does without an Alertmanager configuration of ours. Pages of
 * which nobody is told silence nothing.
 */
export function mutesInRules({ targets }: Service, { burns }: Slo): boolean {
  return !targets.includes("alertmanager") && burns.some(isHeardPage);
}

function isHeardPage({ severity, notify }: SloAlert): boolean {
  return severity === "page" && !isNobody(notify);
}

/** Labels of the firing page that makes a ticket needless. */
function pageThatMutes(service: Service, slo: Slo, alert: SloAlert, { severities }: Workspace): Labels | undefined {
  const page = slo.burns.find(isHeardPage);
  if (page === undefined || alert.severity === "page" || !mutesInRules(service, slo)) return undefined;
  return {
    alertname: page.name,
    alertstate: "firing",
    severity: severities.page,
    ...recordedLabels(service, slo),
  };
}

function mutedBy(page: Labels | undefined): string {
  return page === undefined ? "" : "; silent while the SLO pages";
}

/** What `up` of the SLI's targets bears, where all its sources name the same job. */
export function targetsOf(service: Service, slo: Slo): readonly Matcher[] | undefined {
  if (slo.kind !== "sli" || service.metrics.push !== undefined) return undefined;
  const { total, errors } = slo.sli;
  let first: Matcher | undefined;
  let last: readonly Matcher[] | undefined;
  const isOfOneJob = ({ matchers }: Selector) => {
    // a counter is read many times, with the same matchers
    if (matchers === last) return true;
    last = matchers;
    const job = matchers.find(({ label, op }) => label === "job" && (op === "=" || op === "=~"));
    first ??= job;
    return job !== undefined && job.op === first?.op && job.value === first.value;
  };
  const isOne = everySelector(total, isOfOneJob) && everySelector(errors.expr, isOfOneJob);
  return first !== undefined && isOne ? [first] : undefined;
}
