import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Expr } from "../model/promql/ast.ts";
import { printExpr } from "../model/promql/print.ts";
import { type Written, writtenAlerts } from "../model/alerting/written.ts";
import type { BurnAlert, Service, Signal, Slo } from "../model/service.ts";
import { groupsOf, sliOf } from "../model/slo/forms.ts";
import { diagnostic } from "./diagnostics.ts";

/** Characters that the rules of one SLO may repeat: its selectors, groups and labels. People write some hundreds; each comes out about a hundred times. */
const mostOfSlo = 20_000;
/** The same over a service, with what an SLO brings in any case: its files are held in memory together. */
const mostOfService = 1_000_000;
const ofAnySlo = 200;

/** An error for a service whose files would be too large to make: what is small in a spec is repeated in each rule, group and proof. */
export function tooLarge(service: Service): Diagnostic | undefined {
  let sum = 0;
  // SLOs of a service mostly share their alerts
  const ofLabels = new Map<readonly BurnAlert[], number>();
  for (const slo of service.slos) {
    let labels = ofLabels.get(slo.burns);
    if (labels === undefined) ofLabels.set(slo.burns, (labels = repeatedLabels(service, slo.burns)));
    const repeated = repeatedSources(slo) + labels;
    if (repeated > mostOfSlo) {
      return diagnostic("too-large", { what: `\`${slo.id}\``, repeated, limit: mostOfSlo }, slo.origin.span, {
        help: "select by fewer or shorter values: a regular expression, or a label that all of them share",
      });
    }
    sum += ofAnySlo + repeated;
  }
  for (const written of writtenAlerts(service)) sum += repeatedByAlert(service, written);
  for (const { expr } of service.metrics.recorded) sum += ofAnySlo + printExpr(expr, { width: Infinity }).length;
  if (sum <= mostOfService) return undefined;
  return diagnostic(
    "too-large",
    { what: `\`${service.name}\``, repeated: sum, limit: mostOfService },
    service.origin.span,
    {
      help: "divide it into services of their own",
    },
  );
}

/** An alert comes out some times, in its rule, its tests and the forms of other stores. */
function repeatedByAlert({ labels, environmentLabels }: Service, { alert, expr }: Written): number {
  const texts = Object.values({ ...labels, ...environmentLabels, ...alert.labels, ...alert.annotations });
  return printExpr(expr, { width: Infinity }).length + texts.reduce((all, { length }) => all + length, ofAnySlo);
}

function repeatedSources(slo: Slo): number {
  const selectors = sourceTrees(sliOf(slo)?.signal).map((source) => printExpr(source).length);
  const groups = groupsOf(slo).map(({ source, recorded }) => source.length + recorded.length + 4);
  return [...selectors, ...groups].reduce((all, one) => all + one, 0);
}

/** Labels, and the rules and proofs that each pair of windows has of its own. */
function repeatedLabels({ labels, environmentLabels }: Service, burns: readonly BurnAlert[]): number {
  const all = [labels, environmentLabels, ...burns.flatMap((burn) => [burn.labels, burn.annotations])];
  const pairs = all.flatMap((one) => Object.entries(one).map(([key, value]) => key.length + value.length + 4));
  return pairs.reduce((sum, one) => sum + one, burns.length * ofAnySlo);
}

function sourceTrees(signal: Signal | undefined): readonly Expr[] {
  if (signal === undefined) return [];
  switch (signal.kind) {
    case "histogram":
      return [signal.histogram, ...(signal.total ?? [])];
    case "gauge":
      return signal.gauge;
    case "throughput":
      return signal.events;
    case "freshness":
      return signal.source;
    case "ratio":
      return [signal.errorRatio];
    default:
      return [signal.total, signal.good, signal.bad].flatMap(
        (source: Expr | readonly Expr[] | undefined) => source ?? [],
      );
  }
}
