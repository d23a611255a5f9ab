/** The recording rules of an SLO as data, in the order in which they read one another: for those who work them out elsewhere. */
import type { Expr } from "../../model/promql/ast.ts";
import { parsePromql } from "../../model/promql/parse.ts";
import { parseDuration } from "../../model/quantity/duration.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import type { Labels, Service, Slo } from "../../model/service.ts";
import { stepOfSlo } from "../../model/slo/forms.ts";
import type { Workspace } from "../../model/workspace.ts";
import { Noted, type Yaml } from "../shared/yaml.ts";
import { ruleGroups } from "./rules.ts";

export interface RecordingRuleOf {
  /** Id of its SLO. */
  readonly slo: string;
  readonly record: string;
  readonly expr: Expr;
  /** Labels that it puts on what it records; an empty one takes a label away. */
  readonly labels: Labels;
  /** Between evaluations. */
  readonly interval: Seconds;
}

export function recordingRules(service: Service, slo: Slo, workspace: Workspace): readonly RecordingRuleOf[] {
  const groups = ruleGroups(service, slo, workspace, stepOfSlo(service, slo, workspace.targets.prometheus.step));
  return groups.flatMap((group) => {
    const { interval, rules } = bare(group) as { readonly interval: string; readonly rules: readonly Yaml[] };
    const every = parseDuration(interval);
    if (!every.ok) throw new RangeError(`a rule group every ${interval}`);
    return rules.flatMap((rule) => {
      const { record, expr, labels } = bare(rule) as { record?: string; expr: string; labels: Yaml };
      if (record === undefined) return [];
      return [
        { slo: slo.id, record, expr: parsed(expr), labels: bare(labels) as unknown as Labels, interval: every.value },
      ];
    });
  });
}

function bare(value: Yaml): Yaml {
  return value instanceof Noted ? value.value : value;
}

function parsed(text: string): Expr {
  const { expr } = parsePromql(text);
  if (expr === undefined) throw new RangeError(`our own rule does not parse: ${text}`);
  return expr;
}
