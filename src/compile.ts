/**
 * The pipeline, top to bottom: files → documents → specs → model → findings and artifacts. No clock, no network, no environment.
 * Nothing here writes: `onService` and `onWorkspace` hand artifacts over, service by service, so that memory does not grow with the workspace.
 */
import { loadYamlFully } from "./1-load/recover.ts";
import type { Document } from "./1-load/document.ts";
import { diagnostic as loading } from "./1-load/diagnostics.ts";
import { expandGlobs, findWorkspace } from "./1-load/workspace.ts";
import type { SpecKind, Spec } from "./2-validate/spec.ts";
import { validate } from "./2-validate/validate.ts";
import type { KitV1, ServiceV1, WorkspaceV1 } from "./2-validate/generated/types.ts";
import { indexServices, resolveKits, resolveService, resolveWorkspace, type Kits } from "./3-resolve/resolve.ts";
import { lint, lintWorkspace } from "./4-lint/lint.ts";
import { applySuppressions } from "./4-lint/suppress.ts";
import type { Artifact } from "./5-emit/artifact.ts";
import { coverage, emitService, emitWorkspace, summarize } from "./5-emit/emit.ts";
import type { ServiceSummary } from "./5-emit/target.ts";
import { type Diagnostic, hasErrors, type Outcome } from "./diagnostics/diagnostic.ts";
import { sortDiagnostics } from "./diagnostics/sort.ts";
import { type Host, HostError } from "./host/host.ts";
import { codes } from "./codes.ts";
import { builtinKits } from "./kits/builtin.ts";
import type { Service } from "./model/service.ts";
import type { Environment, ServiceIndex, Workspace } from "./model/workspace.ts";

export interface OpenOptions {
  readonly host: Host;
  /** Absolute folder in which the search for `tocsin.yaml` starts, upwards. */
  readonly folder: string;
  /** Absolute paths of service files to compile instead of all of the workspace's. */
  readonly files?: readonly string[];
  /** Texts that stand in for files on disk (standard input, an editor's buffer), by absolute path. */
  readonly overlays?: ReadonlyMap<string, Uint8Array>;
}

/** Everything that was read and understood before a service is compiled. */
export interface Project {
  /** Absolute; paths of documents are relative to it. */
  readonly root: string;
  readonly workspace?: Workspace;
  readonly documents: readonly Document[];
  readonly services: readonly Spec<ServiceV1>[];
  readonly kits: Kits;
  readonly index: ServiceIndex;
  /** True when `files` left out some of the workspace's services: nothing may be removed from the output then. */
  readonly partial: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

export interface CompileOptions {
  /** Names; all of the workspace's when absent. */
  readonly environments?: readonly string[];
  /** Names of targets; all when absent. */
  readonly targets?: readonly string[];
  /** For suppressions with `until=`, `YYYY-MM-DD`; without it none expires. */
  readonly today?: string;
  /** Each compiled service with its artifacts, environment by environment in the workspace's order. Artifacts are empty when it has errors. */
  readonly onService?: (compiled: CompiledService) => void;
  readonly onWorkspace?: (artifacts: readonly Artifact[], environment: Environment | undefined) => void;
}

export interface CompiledService {
  readonly service: Service;
  readonly environment?: Environment;
  readonly artifacts: readonly Artifact[];
}

export interface CompileResult {
  /** Of every phase, suppressed ones included, sorted by file, place and code, each once. */
  readonly diagnostics: readonly Diagnostic[];
  /** True when nothing stands in the way of writing. */
  readonly ok: boolean;
}

/** Phases 1 and 2 over all files, and the parts of phase 3 that services share. */
export async function openProject({ host, folder, files, overlays }: OpenOptions): Promise<Project> {
  const found = findWorkspace(host, folder);
  const root = found === undefined ? folder : found.slice(0, found.lastIndexOf("/"));
  const diagnostics: Diagnostic[] = [];
  const documents: Document[] = [];

  const read = async <T>(path: string, kind: SpecKind, bytes?: Uint8Array): Promise<Spec<T> | undefined> => {
    const relative = relativePath(root, path);
    const outcome = await loadFile(host, path, relative, bytes ?? overlays?.get(path));
    diagnostics.push(...outcome.diagnostics);
    if (outcome.value === undefined) return undefined;
    documents.push(outcome.value);
    const spec = validate<T>(outcome.value, kind);
    diagnostics.push(...spec.diagnostics);
    return spec.value;
  };
  const keep = <T>(outcome: Outcome<T>): T | undefined => {
    diagnostics.push(...outcome.diagnostics);
    return outcome.value;
  };
  const readAll = async <T>(paths: readonly string[], kind: SpecKind): Promise<Spec<T>[]> => {
    const specs: Spec<T>[] = [];
    for (const path of paths) {
      const spec = await read<T>(path, kind);
      if (spec !== undefined) specs.push(spec);
    }
    return specs;
  };

  const workspaceSpec = found === undefined ? undefined : await read<WorkspaceV1>(found, "workspace");
  const workspace = workspaceSpec === undefined ? undefined : keep(resolveWorkspace(workspaceSpec));

  const kitSpecs: Spec<KitV1>[] = [];
  for (const { name, text } of builtinKits) {
    const spec = await read<KitV1>(`${root}/<built-in>/${name}.kit.yaml`, "kit", new TextEncoder().encode(text));
    if (spec !== undefined) kitSpecs.push(spec);
  }
  const own = found === undefined ? [] : expandGlobs(host, root, ["kits/**/*.kit.yaml"]);
  kitSpecs.push(...(await readAll<KitV1>(own.flatMap(({ paths }) => paths.map((path) => `${root}/${path}`)), "kit")));

  const matched = workspace === undefined ? [] : expandGlobs(host, root, workspace.specs);
  for (const [at, { glob, paths }] of matched.entries()) {
    if (paths.length > 0 || workspaceSpec === undefined) continue;
    const span = workspaceSpec.document.spanOf(`/specs/${at}`);
    diagnostics.push(loading("glob-matches-nothing", { glob }, span, { help: `put a service file there, or correct the pattern; paths are relative to \`${workspaceSpec.document.source.path}\`` }));
  }
  const all = [...new Set(matched.flatMap(({ paths }) => paths))].map((path) => `${root}/${path}`);
  // Every service is read even when only some are compiled: references and names are checked over the whole workspace.
  const wanted = files === undefined ? undefined : new Set(files);
  const everything = await readAll<ServiceV1>([...new Set([...all, ...(files ?? [])])], "service");
  const services = everything.filter((spec) => wanted === undefined || wanted.has(`${root}/${spec.document.source.path}`));
  const kits = keep(resolveKits(kitSpecs)) ?? { byName: new Map() };
  const index = keep(indexServices(everything, { kits, ...(workspace && { workspace }) })) ?? { services: new Map() };
  const partial = wanted !== undefined && all.some((path) => !wanted.has(path));
  return { root, ...(workspace && { workspace }), documents, services, kits, index, partial, diagnostics };
}

/** Phases 3 to 5. An error in one service does not hide another's. */
export function compileProject(project: Project, options: CompileOptions = {}): CompileResult {
  const { workspace, index, kits } = project;
  const diagnostics: Diagnostic[] = [...project.diagnostics];
  if (workspace !== undefined) diagnostics.push(...lintWorkspace(workspace));
  for (const environment of chooseEnvironments(workspace, options.environments)) {
    const summaries: ServiceSummary[] = [];
    for (const spec of project.services) {
      const context = { ...(workspace && { workspace }), ...(environment && { environment }), kits, index };
      const { value: service, diagnostics: found } = resolveService(spec, context);
      diagnostics.push(...found);
      if (service === undefined) continue;
      const problems: Diagnostic[] = [...found];
      let artifacts: readonly Artifact[] = [];
      if (workspace !== undefined) {
        problems.push(...lint(service, { workspace, index }), ...coverage(service, { workspace }));
        const emitted = emitService(service, { workspace, ...(environment && { environment }) }, options.targets);
        problems.push(...emitted.diagnostics);
        // A lint, however severe, may turn out to be silenced: whether anything is written is `ok`'s to say.
        if (!hasErrors(problems.filter(({ code }) => !code.startsWith("lint/")))) artifacts = emitted.value ?? [];
      }
      diagnostics.push(...problems.slice(found.length));
      summaries.push(summarize(service));
      options.onService?.({ service, ...(environment && { environment }), artifacts });
    }
    if (workspace === undefined) continue;
    const shared = emitWorkspace(summaries, { workspace, ...(environment && { environment }) }, options.targets);
    diagnostics.push(...shared.diagnostics);
    options.onWorkspace?.(shared.value ?? [], environment);
  }
  const policy = workspace?.policy;
  // What was not compiled everywhere found nothing, which does not make a comment that silences it useless.
  const compiled = new Set(project.services.map(({ document }) => document.source.path));
  const complete = (path: string) => options.environments === undefined && options.targets === undefined && (!project.partial || compiled.has(path));
  const all = applySuppressions(project.documents, once(diagnostics), { codes, complete, ...(policy && { policy }), ...(options.today && { today: options.today }) });
  return { diagnostics: sortDiagnostics(all), ok: !hasErrors(all) };
}

function chooseEnvironments(workspace: Workspace | undefined, names: readonly string[] | undefined) {
  const declared = workspace?.environments ?? [];
  if (declared.length === 0) return [undefined];
  return declared.filter(({ name }) => names === undefined || names.includes(name));
}

async function loadFile(host: Host, path: string, relative: string, bytes?: Uint8Array): Promise<Outcome<Document>> {
  try {
    return await loadYamlFully(relative, bytes ?? host.readFile(path));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const span = { file: { path: relative, text: "" }, start: 0, end: 0 };
    return { diagnostics: [loading("unreadable-file", { reason: error.message }, span)] };
  }
}

/** A finding that several environments share is said once. */
function once(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, title, span }) => {
    const key = `${code}\0${span.file.path}\0${span.start}\0${span.end}\0${title}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

function relativePath(root: string, path: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
