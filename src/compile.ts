/**
 * The pipeline, top to bottom: files → documents → specs → model → findings and artifacts. No clock, no network, no environment.
 * Nothing here writes: `onService` and `onWorkspace` hand artifacts over, service by service, so that memory does not grow with the workspace.
 */
import { lintPolicy, lintServices, needsEveryService } from "./4-lint/lint.ts";
import type { LintSummary } from "./4-lint/summary.ts";
import { applySuppressions } from "./4-lint/suppress.ts";
import type { Artifact } from "./5-emit/artifact.ts";
import { emitTogether, emitWorkspace } from "./5-emit/emit.ts";
import type { EnvironmentSummary, ServiceSummary } from "./5-emit/target.ts";
import { type Diagnostic, hasErrors, isLint } from "./diagnostics/diagnostic.ts";
import { sortDiagnostics } from "./diagnostics/sort.ts";
import { codes } from "./codes.ts";
import { type Environment, inEnvironment, type Workspace } from "./model/workspace.ts";
import { append } from "./util/append.ts";
import { type CompiledService, compileService, type ServiceOptions } from "./compile-service.ts";
import type { Project } from "./open.ts";
import { many } from "./read.ts";
import { untimed } from "./util/timed.ts";

export type { CompiledService } from "./compile-service.ts";
export { many } from "./read.ts";
export { openProject, type OpenOptions, type Project } from "./open.ts";

export interface CompileOptions extends ServiceOptions {
  /** Names; all of the workspace's when absent. */
  readonly environments?: readonly string[];
  /** Each compiled service with its artifacts, environment by environment in the workspace's order. Artifacts are empty when it has errors. */
  readonly onService?: (compiled: CompiledService) => void;
  readonly onWorkspace?: (artifacts: readonly Artifact[], environment: Environment | undefined) => void;
  /** What environments share, once all of them are compiled. */
  readonly onTogether?: (artifacts: readonly Artifact[]) => void;
}

export interface CompileResult {
  /** Of every phase, suppressed ones included, sorted by file, place and code, each once. */
  readonly diagnostics: readonly Diagnostic[];
  /** True when nothing stands in the way of writing. */
  readonly ok: boolean;
}

/** Phases 3 to 5. An error in one service does not hide another's. */
export function compileProject(project: Project, options: CompileOptions = {}): CompileResult {
  const { time = untimed } = options;
  const diagnostics: Diagnostic[] = [...project.diagnostics];
  const { own } = project;
  const ownRules = own === undefined ? [] : (own.rules ?? "unknown");
  if (own !== undefined) append(diagnostics, own.findings);
  if (project.workspace !== undefined) diagnostics.push(...lintPolicy(project.workspace, ownRules));
  const summarized: LintSummary[] = [];
  const compiledEnvironments: EnvironmentSummary[] = [];
  for (const environment of chooseEnvironments(project.workspace, options.environments)) {
    const workspace = inEnvironment(project.workspace, environment);
    const summaries: ServiceSummary[] = [];
    for (const spec of project.services) {
      const { service, artifacts, summary, linted, ...made } = compileService(project, spec, environment, options);
      append(diagnostics, made.diagnostics);
      if (service === undefined) continue;
      if (summary !== undefined) summaries.push(summary);
      summarized.push(linted);
      if (project.services.length > many) spec.document.release?.();
      options.onService?.({ service, ...(environment && { environment }), artifacts });
    }
    if (workspace === undefined) continue;
    const shared = emitWorkspace(summaries, { workspace, ...(environment && { environment }) }, options.targets);
    diagnostics.push(...shared.diagnostics);
    options.onWorkspace?.(shared.value ?? [], environment);
    compiledEnvironments.push({ ...(environment && { environment }), workspace, services: summaries });
  }
  const { workspace } = project;
  const everything = options.environments === undefined && !project.partial;
  if (workspace !== undefined && everything) {
    const together = emitTogether(compiledEnvironments, workspace, options.targets);
    diagnostics.push(...together.diagnostics);
    options.onTogether?.(together.value ?? []);
  }
  // With a mistake before this phase a service or a part of it is missing, and what it uses seems to be unused.
  if (workspace !== undefined && everything && !hasErrors(diagnostics.filter(({ code }) => !isLint(code))))
    diagnostics.push(...time("lint", () => lintServices(workspace, summarized)));
  const policy = workspace?.policy;
  // What was not compiled everywhere found nothing, which does not make a comment that silences it useless.
  const compiled = new Set(project.services.map(({ document }) => document.source.path));
  const complete = (path: string, code: string) =>
    options.environments === undefined &&
    options.targets === undefined &&
    !(code.startsWith("own/") && ownRules === "unknown") &&
    (!project.partial || (compiled.has(path) && !needsEveryService(code, own?.rules)));
  const all = applySuppressions(project.documents, once(diagnostics), {
    codes: [...codes, ...ownCodes(own)],
    ownIsUnknown: ownRules === "unknown",
    complete,
    ...(policy && { policy }),
    ...(options.today && { today: options.today }),
  });
  const adapted = project.adapt === undefined ? all : all.map(project.adapt);
  return { diagnostics: sortDiagnostics(adapted), ok: !hasErrors(all) };
}

/** Codes of findings that the workspace's own rules may have, as far as they are known. */
export function ownCodes(own: Project["own"]): readonly string[] {
  return (own?.rules ?? []).map(({ name }) => `own/${name}`);
}

/** Those to compile for; without any, one compilation that is in none. */
export function chooseEnvironments(
  workspace: Workspace | undefined,
  names?: readonly string[],
): readonly (Environment | undefined)[] {
  const declared = workspace?.environments ?? [];
  if (declared.length === 0) return [undefined];
  return declared.filter(({ name }) => names === undefined || names.includes(name));
}

/** A finding that several environments share is said once. */
function once(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, title, span }) => {
    const key = `${code}\0${span.file.path}\0${span.start}\0${span.end}\0${title}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
