/** What a person who is woken reads: what is wrong, since when, how much budget is left and for how long, and where to go. */
import type { Expr, Matcher } from "../../model/promql/ast.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import { formatDuration } from "../../model/quantity/duration.ts";
import { dashboardUrl, periodWords } from "../../model/slo/names.ts";
import { groupsOf } from "../../model/slo/forms.ts";
import { badWord, ofWhat } from "../../model/slo/words.ts";
import type { BurnAlert, Labels, Service, Slo } from "../../model/service.ts";
import type { Workspace } from "../../model/workspace.ts";
import type { Expressions } from "./expressions.ts";
import { labelOf, query, text, valueOf, valueOr } from "./template.ts";

export function annotations(
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
  const period = periodWords(slo.window);
  const times = valueOf(
    ask((own) => expressions.burnRate(burn.long, own)),
    "humanize",
    burn.factor.toString(4),
  );
  const bad = badWord(slo);
  const runbook = slo.links.runbook ?? service.links.runbook;
  const { url } = workspace.targets.grafana;
  const description = slo.description ?? service.description;
  return {
    summary:
      burn.summary ??
      `${text(slo.id)}${which(slo)}: {{ $value | humanizePercentage }} of ${ofWhat(slo)} ${bad} over ${long}, ${times} times what the objective allows`,
    ...(description === undefined ? {} : { description: text(description.trim()) }),
    objective: `${percent(slo.objective)} over ${period}; fires above ${burn.factor.toString(4)} times the budget of ${percent(slo.budget)} over ${[long, ...(burn.short === undefined ? [] : [formatDuration(burn.short)])].join(" and ")}`,
    since: valueOf(
      ask((own) => expressions.since(burn, own)),
      "humanizeTimestamp",
      "not known",
    ),
    budget_left: valueOf(left, "humanizePercentage", "not known yet"),
    budget_gone_in: valueOr(
      ask((own) => expressions.goneIn(burn, own)),
      "humanizeDuration",
      `{{ with ${left} }}nothing is left{{ else }}not known yet{{ end }}`,
    ),
    ...(runbook === undefined ? {} : { runbook_url: text(runbook) }),
    ...(url === undefined
      ? {}
      : { dashboard_url: text(dashboardUrl(url, service.name, slo.name, service.environment)) }),
    ...burn.annotations,
  };
}

/** The group of an alert, in words, or that it is about the whole. */
function which(slo: Slo): string {
  const groups = groupsOf(slo);
  const [first] = groups;
  if (first === undefined) return "";
  const named = groups.map(({ recorded }) => `${recorded} {{ ${labelOf(recorded)} }}`).join(", ");
  const all = groups.map(({ recorded }) => recorded).join(" and ");
  return ` ({{ if ${labelOf(first.recorded)} }}${named}{{ else }}every ${all}{{ end }})`;
}

function percent(ratio: Decimal): string {
  return `${ratio.multiply(Decimal.of(100)).toString()}%`;
}
