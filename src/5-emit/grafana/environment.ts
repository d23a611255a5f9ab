/** Which environment a dashboard of recorded series shows: a variable for each label of environments. */
import type { Matcher } from "../../model/promql/ast.ts";
import type { Labels } from "../../model/service.ts";
import type { Workspace } from "../../model/workspace.ts";
import type { Variable } from "./panel.ts";
import { variableMatcher } from "./template.ts";

/** What dashboards of ours call other things. */
const taken: ReadonlySet<string> = new Set(["datasource", "logs", "traces", "slo", "service"]);

/** The variable that stands for values of a label. */
export function variableOf(label: string): string {
  return taken.has(label) ? `label_${label}` : label;
}

/** @param labels those of the environment that is shown first */
export function environmentVariables(labels: Labels, { environments }: Workspace): readonly Variable[] {
  return Object.entries(labels).map(([label, current]) => ({
    kind: "custom",
    name: variableOf(label),
    label,
    description: `The environment by its label ${label}. Thresholds and lists are those of the environment that the dashboard is of.`,
    values: [...new Set([...environments.flatMap((environment) => environment.labels[label] ?? []), current])],
    current,
  }));
}

/** Of recorded series of the environment that is chosen. */
export function environmentMatchers(labels: Labels): readonly Matcher[] {
  return Object.keys(labels).map((label) => variableMatcher(label, variableOf(label), "="));
}
