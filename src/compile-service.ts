/** Phases 3 to 5 of one service: what the whole pipeline does service by service, and the language server for the one that is edited. */
import type { ServiceV1 } from "./2-validate/generated/types.ts";
import type { Spec } from "./2-validate/spec.ts";
import { resolveService } from "./3-resolve/resolve.ts";
import { lint } from "./4-lint/lint.ts";
import { type LintSummary, summarizeForLint } from "./4-lint/summary.ts";
import type { Artifact } from "./5-emit/artifact.ts";
import { coverage, emitFindings, emitService, summarize } from "./5-emit/emit.ts";
import type { ServiceSummary } from "./5-emit/target.ts";
import { type Diagnostic, hasErrors, isLint, type Outcome } from "./diagnostics/diagnostic.ts";
import type { Service } from "./model/service.ts";
import { type Environment, inEnvironment } from "./model/workspace.ts";
import type { Project } from "./open.ts";
import { type Timed, untimed } from "./util/timed.ts";

export interface ServiceOptions {
  /** Names of targets; all when absent. */
  readonly targets?: readonly string[];
  /** False: findings alone are wanted, and no artifacts are made. */
  readonly artifacts?: boolean;
  /** `YYYY-MM-DD`, for what is in the past and for suppressions with `until=`; without it none expires. */
  readonly today?: string;
  /** Measures phases. */
  readonly time?: Timed;
}

export interface CompiledService {
  readonly service: Service;
  readonly environment?: Environment;
  readonly artifacts: readonly Artifact[];
}

/** One service in one environment, and what is kept of it to be compared with the others. */
export type OneCompiled = { readonly diagnostics: readonly Diagnostic[] } & (
  | { readonly service?: never; readonly artifacts?: never; readonly summary?: never; readonly linted?: never }
  | (Pick<CompiledService, "service" | "artifacts"> & {
      readonly summary?: ServiceSummary;
      readonly linted: LintSummary;
    })
);

/** Phases 3 to 5 of one service; suppressions are not looked at. */
export function compileService(
  { workspace: declared, kits, index }: Pick<Project, "workspace" | "kits" | "index">,
  spec: Spec<ServiceV1>,
  environment: Environment | undefined,
  { time = untimed, ...options }: ServiceOptions = {},
): OneCompiled {
  const workspace = inEnvironment(declared, environment);
  const context = { ...(workspace && { workspace }), ...(environment && { environment }), kits, index };
  const { value: service, diagnostics: found } = time("resolve", () => resolveService(spec, context));
  if (service === undefined) return { diagnostics: found };
  const problems: Diagnostic[] = [...found];
  let artifacts: readonly Artifact[] = [];
  if (workspace !== undefined) {
    problems.push(
      ...time("lint", () => lint(service, { workspace, index, ...(options.today && { today: options.today }) })),
    );
    // What could not be resolved is not also said to be left out.
    if (!hasErrors(found)) problems.push(...coverage(service, { workspace }));
    const emitContext = { workspace, ...(environment && { environment }), time };
    const emitted = time("rules", (): Outcome<readonly Artifact[]> =>
      options.artifacts === false
        ? { diagnostics: emitFindings(service, emitContext, options.targets) }
        : emitService(service, emitContext, options.targets),
    );
    problems.push(...emitted.diagnostics);
    // A lint, however severe, may turn out to be silenced: whether anything is written is `ok`'s to say.
    if (!hasErrors(problems.filter(({ code }) => !isLint(code)))) artifacts = emitted.value ?? [];
  }
  const summary = workspace && summarize(service, workspace);
  const linted = summarizeForLint(service, summary?.alerts);
  return { diagnostics: problems, service, artifacts, linted, ...(summary && { summary }) };
}
