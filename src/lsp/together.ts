import { lintServices } from "../4-lint/lint.ts";
import type { LintSummary } from "../4-lint/summary.ts";
import { emitTogether, emitWorkspace } from "../5-emit/emit.ts";
import type { ServiceSummary } from "../5-emit/target.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type Environment, inEnvironment, type Workspace } from "../model/workspace.ts";

/** What is kept of a service in one environment. */
export interface Kept {
  readonly environment: string | undefined;
  readonly linted: LintSummary;
  readonly summary?: ServiceSummary;
}

/** What can be said only of all services together: of what is made of them, and by lint rules that compare them. */
export function findTogether(
  workspace: Workspace,
  environments: readonly (Environment | undefined)[],
  all: readonly Kept[],
): { readonly emitted: readonly Diagnostic[]; lint(): readonly Diagnostic[] } {
  const compiled = environments.map((environment) => ({
    ...(environment && { environment }),
    workspace: inEnvironment(workspace, environment),
    services: all.flatMap((kept) => (kept.environment === environment?.name ? (kept.summary ?? []) : [])),
  }));
  const emitted = [
    ...compiled.flatMap(({ services, ...context }) => emitWorkspace(services, context).diagnostics),
    ...emitTogether(compiled, workspace).diagnostics,
  ];
  const names = new Set(environments.map((environment) => environment?.name));
  return {
    emitted,
    lint: () =>
      lintServices(
        workspace,
        all.flatMap(({ environment, linted }) => (names.has(environment) ? [linted] : [])),
      ),
  };
}
