/** Phases 1 and 2: every file of a workspace is read, and what services share is understood. */
import type { Document } from "./1-load/document.ts";
import { diagnostic as loading } from "./1-load/diagnostics.ts";
import { loadYamlFully } from "./1-load/recover.ts";
import { expandGlobs, findWorkspace } from "./1-load/workspace.ts";
import type { KitV1, ServiceV1, WorkspaceV1 } from "./2-validate/generated/types.ts";
import type { Spec, SpecKind } from "./2-validate/spec.ts";
import { validate } from "./2-validate/validate.ts";
import { indexServices, type Kits, resolveKits, resolveWorkspace } from "./3-resolve/resolve.ts";
import type { Diagnostic, Outcome } from "./diagnostics/diagnostic.ts";
import { type Host, HostError } from "./host/host.ts";
import { builtinKits } from "./kits/builtin.ts";
import type { ServiceIndex, Workspace } from "./model/workspace.ts";

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
  kitSpecs.push(
    ...(await readAll<KitV1>(
      own.flatMap(({ paths }) => paths.map((path) => `${root}/${path}`)),
      "kit",
    )),
  );

  const matched = workspace === undefined ? [] : expandGlobs(host, root, workspace.specs);
  for (const [at, { glob, paths }] of matched.entries()) {
    if (paths.length > 0 || workspaceSpec === undefined) continue;
    const span = workspaceSpec.document.spanOf(`/specs/${at}`);
    diagnostics.push(
      loading("glob-matches-nothing", { glob }, span, {
        help: `put a service file there, or correct the pattern; paths are relative to \`${workspaceSpec.document.source.path}\``,
      }),
    );
  }
  const all = [...new Set(matched.flatMap(({ paths }) => paths))].map((path) => `${root}/${path}`);
  // Every service is read even when only some are compiled: references and names are checked over the whole workspace.
  const wanted = files === undefined ? undefined : new Set(files);
  const everything = await readAll<ServiceV1>([...new Set([...all, ...(files ?? [])])], "service");
  const services = everything.filter(
    (spec) => wanted === undefined || wanted.has(`${root}/${spec.document.source.path}`),
  );
  const kits = keep(resolveKits(kitSpecs)) ?? { byName: new Map() };
  const index = keep(indexServices(everything, { kits, ...(workspace && { workspace }) })) ?? { services: new Map() };
  const partial = wanted !== undefined && all.some((path) => !wanted.has(path));
  return { root, ...(workspace && { workspace }), documents, services, kits, index, partial, diagnostics };
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

function relativePath(root: string, path: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
