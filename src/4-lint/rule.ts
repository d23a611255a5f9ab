import type { DiagnosticExtras } from "../diagnostics/define.ts";
import type { DiagnosticSeverity } from "../diagnostics/diagnostic.ts";
import type { Origin } from "../model/origin.ts";
import type { Service } from "../model/service.ts";
import type { ServiceIndex, Workspace } from "../model/workspace.ts";
import type { LintSummary } from "./summary.ts";

export interface LintContext {
  readonly workspace: Workspace;
  readonly index: ServiceIndex;
  /** `YYYY-MM-DD`; without it nothing is in the past. */
  readonly today?: string;
}

export interface Finding extends DiagnosticExtras {
  readonly title: string;
}

/** A built-in rule has a folder `rules/<name>` with its page; one of a workspace's own says what would stand there. */
export interface LintRule {
  /** Bare name, kebab-case; the code is `lint/<name>`, of a workspace's own rule `own/<name>`. */
  readonly name: string;
  /** By tier where the language says so, else one for all. */
  readonly severity: DiagnosticSeverity | ((service: Service) => DiagnosticSeverity | "none");
  /** What holds when the rule is content, one line. */
  readonly summary: string;
  /** Looks at one service in one environment. */
  readonly check?: (service: Service, report: Report, context: LintContext) => void;
  /** Looks at all services in all environments; only when every one of them was compiled. */
  readonly checkWorkspace?: (workspace: Workspace, services: readonly LintSummary[], report: Report) => void;
  /** Of a workspace's own rule: why it is there, Markdown. */
  readonly why?: string;
  /** Of a workspace's own rule: a spec in YAML that it finds, and one that it does not; `tocsin rules --test` tries them. */
  readonly bad?: string;
  readonly good?: string;
  /** Of a workspace's own rule: how to mend what it finds, Markdown. */
  readonly fix?: string;
}

export type Report = (origin: Origin, finding: Finding) => void;

export function defineRule(rule: LintRule): LintRule {
  return rule;
}
