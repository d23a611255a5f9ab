/** What a person who is woken reads: what is wrong, since when, how much budget is left and for how long, and where to go. */
import type { Expr, Matcher } from "../../model/promql/ast.ts";
import { aggregate, selector } from "../../model/promql/build.ts";
import { printExpr } from "../../model/promql/print.ts";
import { formatDuration } from "../../model/quantity/duration.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import { dashboardUrl, errorsSumName, periodWords } from "../../model/slo/names.ts";
import { groupsOf } from "../../model/slo/forms.ts";
import { badOnes } from "../../model/slo/words.ts";
import type { BudgetLeftAlert, BurnAlert, Labels, NoDataAlert, Service, Slo } from "../../model/service.ts";
import type { Workspace } from "../../model/workspace.ts";
import type { Expressions } from "./expressions.ts";
import { partLabel } from "./forms/composite.ts";
import { percent, timesBudget } from "./words.ts";
import { labelOf, listOf, query, text, valueOf, valueOr } from "./template.ts";

export function burnAnnotations(
  service: Service,
  slo: Slo,
  burn: BurnAlert,
  expressions: Expressions,
  workspace: Workspace,
): Labels {
  const groups = groupsOf(slo);
  const ask = (make: (matchers: readonly Matcher[]) => Expr) => query(groups, make);
  const left = ask((own) => expressions.remaining(own));
  const long = formatDuration(burn.long);
  const windows = [long, ...(burn.short === undefined ? [] : [formatDuration(burn.short)])].join(" and ");
  const times = valueOf(
    ask((own) => expressions.burnRate(burn.long, own)),
    "humanize",
    burn.factor.toString(4),
  );
  return {
    summary:
      burn.summary ??
      `${text(slo.id)}${which(slo)}: {{ $value | humanizePercentage }} of ${text(badOnes(slo))} over ${long}, ${times} times what the objective allows`,
    ...described(service, slo),
    objective: `${percent(slo.objective)} over ${periodWords(slo.window)}; fires above ${timesBudget(burn)} of ${percent(slo.budget)} over ${windows}`,
    ...badParts(slo, burn.long, expressions),
    value: "{{ $value | humanizePercentage }}",
    since: valueOf(
      ask((own) => expressions.since(burn, own)),
      "humanizeTimestamp",
      "not known",
    ),
    budget_left: valueOf(left, "humanizePercentage", "not known yet"),
    budget_gone_in: valueOr(
      ask((own) => expressions.goneIn(burn, own)),
      "humanizeDuration",
      whenNotGone(
        slo,
        left,
        ask((own) => expressions.someLeft(own)),
      ),
    ),
    ...linked(service, slo, workspace),
    ...burn.annotations,
  };
}

/** Where no time is known at which the budget is gone. */
function whenNotGone({ window }: Slo, left: string, someLeft: string): string {
  const spent = `{{ with ${left} }}nothing is left{{ else }}not known yet{{ end }}`;
  if (window.kind === "rolling") return spent;
  return `{{ with ${someLeft} }}it lasts to the end of the period{{ else }}${spent}{{ end }}`;
}

export function budgetAnnotations(
  service: Service,
  slo: Slo,
  alert: BudgetLeftAlert,
  expressions: Expressions,
  workspace: Workspace,
): Labels {
  const period = periodWords(slo.window);
  const bad = query(groupsOf(slo), (own) => expressions.own(errorsSumName(slo.window), own));
  return {
    summary: `${text(slo.id)}${which(slo)}: {{ $value | humanizePercentage }} of the error budget of ${period} is left, less than ${percent(alert.left)}`,
    ...described(service, slo),
    objective: `${percent(slo.objective)} over ${period}; fires below ${percent(alert.left)} of the budget`,
    ...badParts(slo, slo.window.length, expressions),
    value: "{{ $value | humanizePercentage }}",
    bad_events: valueOf(bad, "humanize", "not known"),
    ...linked(service, slo, workspace),
    ...alert.annotations,
  };
}

/** @param targets matchers of `up` of those that the SLI is counted from */
export function noDataAnnotations(
  service: Service,
  slo: Slo,
  alert: NoDataAlert,
  targets: readonly Matcher[] | undefined,
  workspace: Workspace,
): Labels {
  const after = formatDuration(alert.after);
  return {
    summary: `${text(slo.id)}: nothing has been counted for ${after} and more; whether the objective is kept is not known`,
    ...described(service, slo),
    objective: `${percent(slo.objective)} over ${periodWords(slo.window)}; fires after ${after} without data`,
    ...(targets !== undefined && { targets: howManyAreUp(targets) }),
    ...linked(service, slo, workspace),
    ...alert.annotations,
  };
}

/** Whether what is counted is gone, or there and silent: `2 of 3 are up`. */
function howManyAreUp(targets: readonly Matcher[]): string {
  const ask = (aggregation: string) => query([], () => aggregate(aggregation, selector("up", targets)));
  const whole = 'printf "%.0f"';
  const up = valueOf(ask("sum"), whole, "0");
  const which = printExpr(selector(undefined, targets), { width: Infinity }).slice(1, -1);
  return `{{ with ${ask("count")} }}${up} of {{ . | first | value | ${whole} }} are up{{ else }}${text(`none is known (${which})`)}{{ end }}`;
}

/** Which parts of a composition are bad in a window, and how much of each. */
function badParts(slo: Slo, window: Seconds, expressions: Expressions): Labels {
  if (slo.kind !== "composite") return {};
  const worst = query([], () => expressions.worstParts(slo, window));
  return { bad_parts: listOf(worst, partLabel, "humanizePercentage", "not known") };
}

function described(service: Service, slo: Slo): Labels {
  const description = slo.description ?? service.description;
  return description === undefined ? {} : { description: text(description.trim()) };
}

function linked(service: Service, slo: Slo, workspace: Workspace): Labels {
  const runbook = slo.links.runbook ?? service.links.runbook;
  const { url } = workspace.targets.grafana;
  return {
    ...(runbook === undefined ? {} : { runbook_url: text(runbook) }),
    ...(url === undefined
      ? {}
      : { dashboard_url: text(dashboardUrl(url, service.name, slo.name, service.environment)) }),
  };
}

/** The group of an alert, in words, or that it is about the whole. */
function which(slo: Slo): string {
  const groups = groupsOf(slo);
  const [first] = groups;
  if (first === undefined) return "";
  const named = groups.map(({ recorded }) => `${recorded} {{ ${labelOf(recorded)} }}`).join(", ");
  const all = groups.map(({ recorded }) => recorded).join(" and ");
  return ` ({{ if ${labelOf(first.recorded)} }}${named}{{ else }}all values of ${all} together{{ end }})`;
}
