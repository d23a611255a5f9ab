/** What a person reads of an anomaly: the value, what is usual, and how far apart they are. */
import type { Expr, Matcher } from "../../../model/promql/ast.ts";
import { resultLabels } from "../../../model/promql/result-labels.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import { recordedOfAnomaly as names } from "../../../model/slo/names.ts";
import type { Anomaly, Labels, Service } from "../../../model/service.ts";
import type { Workspace } from "../../../model/workspace.ts";
import { writtenAnnotations } from "../rule-alerts/annotations.ts";
import { labelOf, query, text, valueOf } from "../template.ts";
import { baselineOf, recordedLabelsOf } from "./series.ts";

/** `$value` is the value that is watched. */
export function annotationsOf(service: Service, anomaly: Anomaly, workspace: Workspace, step: Seconds): Labels {
  const id = text(`${service.name}/${anomaly.anomaly}`);
  const far = `more than ${anomaly.sigma.toString()} deviations`;
  const { names: known, open } = resultLabels(anomaly.value);
  if (open) {
    // series whose labels are not known cannot be asked for
    const summary = `${id}: {{ $value | humanize }} is ${far} from what is usual`;
    return writtenAnnotations(service, anomaly, summary, workspace);
  }
  const ours = recordedLabelsOf(service, anomaly);
  const labels = [...known].filter((label) => !Object.hasOwn(ours, label)).sort();
  const shown = labels.map((label) => `${label} {{ ${labelOf(label)} }}`).join(", ");
  const which = shown === "" ? "" : ` (${shown})`;
  const baseline = baselineOf(service, anomaly, step);
  const groups = labels.map((label) => ({ source: label, recorded: label }));
  const ask = (make: (more: readonly Matcher[]) => Expr, otherwise: string) =>
    valueOf(query(groups, make), "humanize", otherwise);
  const own = (name: string, otherwise: string) => ask((more) => baseline.own(name, more), otherwise);
  const deviations = ask((more) => baseline.deviations(more), far);
  const usual = own(names.mean, "what is not known any more");
  return {
    ...writtenAnnotations(
      service,
      anomaly,
      `${id}${which}: {{ $value | humanize }}, where ${usual} is usual: ${deviations} deviations from it`,
      workspace,
    ),
    usual: `${own(names.lower, "not known")} to ${own(names.upper, "not known")}`,
    ...anomaly.annotations,
  };
}
