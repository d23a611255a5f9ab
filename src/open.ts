/** Phases 1 and 2: every file of a workspace is read, and what services share is understood. */
import type { Document } from "./1-load/document.ts";
import { diagnostic as loading } from "./1-load/diagnostics.ts";
import { expandGlobs, findWorkspace } from "./1-load/workspace.ts";
import type { KitV1, ServiceV1, WorkspaceV1 } from "./2-validate/generated/types.ts";
import type { Spec } from "./2-validate/spec.ts";
import { messageTemplates, notifies, readBases } from "./alertmanager-files.ts";
import { normalizeUses } from "./3-resolve/kits/uses.ts";
import { indexServices, type Kits, resolveKits, resolveWorkspace } from "./3-resolve/resolve.ts";
import { targetsOf } from "./3-resolve/workspace.ts";
import { loadTargets } from "./5-emit/emit.ts";
import type { Diagnostic, Outcome } from "./diagnostics/diagnostic.ts";
import type { Host } from "./host/host.ts";
import { builtinKits as embeddedKits } from "./kits/builtin.ts";
import { append } from "./util/append.ts";
import type { ServiceIndex, Workspace } from "./model/workspace.ts";
import { type AskedRules, askOwnRules, type AskOptions } from "./own-rules/ask.ts";
import { Reader, type Reading, unread } from "./read.ts";
import type { Timed } from "./util/timed.ts";

export interface OpenOptions {
  readonly host: Host;
  /** Absolute folder in which the search for `tocsin.yaml` or `tocsin.config.ts` starts, upwards. */
  readonly folder: string;
  /** Absolute paths of service files to compile instead of all of the workspace's. */
  readonly files?: readonly string[];
  /** Texts that stand in for files on disk (standard input, an editor's buffer), by absolute path. */
  readonly overlays?: ReadonlyMap<string, Uint8Array>;
  /** False: no TypeScript is run, whatever the workspace's policy. */
  readonly typescript?: boolean;
  /** Milliseconds that one TypeScript spec may take; 5000 when absent. */
  readonly typescriptTimeLimit?: number;
  /** Measures phases. */
  readonly time?: Timed;
  /** By absolute path: files that stand as they were read are not read again, and what is read is put there. What TypeScript imports is for the caller to watch. */
  readonly readings?: Map<string, Reading>;
  /** `"all"`: each of them is read; otherwise those that something names. */
  readonly builtinKits?: "all";
  /** False: no file is wanted, so that nothing is loaded which files alone need, and of what notifications say only templates of the workspace are looked at, as no file is wanted that they go into. */
  readonly messages?: boolean;
  /** For rules of the workspace's own, which are run when it is opened. False: they are not run. */
  readonly ownRules?: NonNullable<AskOptions["ownRules"]>;
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
  /** Whether the same files give the same again: TypeScript, if there is any, looks at nothing else. */
  readonly closed: boolean;
  /** Present when the workspace has rules of its own. */
  readonly own?: AskedRules;
  /** Present when there is TypeScript: writes the fix of a finding in its syntax. */
  readonly adapt?: (found: Diagnostic) => Diagnostic;
}

/** Phases 1 and 2 over all files, and the parts of phase 3 that services share. */
export async function openProject(options: OpenOptions): Promise<Project> {
  const found = findWorkspace(options.host, options.folder);
  const root = found === undefined ? options.folder : found.slice(0, found.lastIndexOf("/"));
  const { host, overlays, typescriptTimeLimit: timeLimit, time, readings } = options;
  const reader = new Reader({ host, root, overlays, timeLimit }, time, readings);
  try {
    return await open(options, reader, root, found);
  } finally {
    reader.close();
  }
}

async function open(options: OpenOptions, reader: Reader, root: string, found: string | undefined) {
  const { host, files, typescript, builtinKits, overlays, messages: wantsMessages = true } = options;
  const { diagnostics, documents } = reader;
  const keep = <T>(outcome: Outcome<T>): T | undefined => {
    append(diagnostics, outcome.diagnostics);
    return outcome.value;
  };
  if (typescript === false) reader.policy = "off";
  const [workspaceSpec] = found === undefined ? [] : await reader.read<WorkspaceV1>(found, "workspace");
  if (workspaceSpec !== undefined) diagnostics.push(...workspaceFiles(workspaceSpec));
  const bases = workspaceSpec === undefined ? undefined : keep(await readBases(host, root, workspaceSpec, overlays));
  const resolved = workspaceSpec === undefined ? undefined : keep(resolveWorkspace(workspaceSpec, bases));
  // A workspace that cannot be read may forbid TypeScript: then none is run.
  const runs = found === undefined || workspaceSpec !== undefined;
  const kept = (paths: readonly string[]) => (runs ? paths : paths.filter((path) => !path.endsWith(".ts")));
  if (typescript !== false) reader.policy = policyOf(workspaceSpec) ?? "project";

  const own = found === undefined ? [] : expandGlobs(host, root, ["kits/**/*.kit.{yaml,ts}"]);
  const ownKits = own.flatMap(({ paths }) => paths.map((path) => `${root}/${path}`));
  const matched = resolved === undefined ? [] : expandGlobs(host, root, resolved.specs);
  const all = [...new Set(matched.flatMap(({ paths }) => paths))].map((path) => `${root}/${path}`);
  await reader.expect(kept([...ownKits, ...all]));
  const ownSpecs = await reader.readAll<KitV1>(kept(ownKits), "kit");

  const hidden = new Map([...own, ...matched].flatMap(({ unread: all }) => all.map((one) => [one.path, one])));
  diagnostics.push(...[...hidden.values()].map(({ what, path, reason }) => unread(what, path, reason)));
  for (const [at, { glob, paths, unread: some }] of matched.entries()) {
    if (paths.length + some.length > 0 || workspaceSpec === undefined) continue;
    const span = workspaceSpec.document.spanOf(`/specs/${at}`);
    diagnostics.push(
      loading("glob-matches-nothing", { glob }, span, {
        help: `put a service file there, or correct the pattern; paths are relative to \`${workspaceSpec.document.source.path}\``,
      }),
    );
  }
  // Every service is read even when only some are compiled: references and names are checked over the whole workspace.
  const wanted = files === undefined ? undefined : new Set(files);
  const servicePaths = [...new Set([...all, ...(files ?? [])])];
  const everything = await reader.readAll<ServiceV1>(kept(servicePaths), "service");
  const pathOf = (spec: Spec) => `${root}/${spec.document.source.path}`;
  const services = everything.filter((spec) => wanted === undefined || wanted.has(pathOf(spec)));
  const builtinSpecs: Spec<KitV1>[] = [];
  const named = builtinKits === "all" ? undefined : kitsNamed(everything, ownSpecs);
  for (const { name, text } of embeddedKits) {
    if (named?.has(name) === false) continue;
    const path = `${root}/<built-in>/${name}.kit.yaml`;
    builtinSpecs.push(...(await reader.read<KitV1>(path, "kit", new TextEncoder().encode(text))));
  }
  const writesMessages =
    resolved !== undefined && notifies([workspaceSpec, ...ownSpecs, ...builtinSpecs, ...everything]);
  const messages = writesMessages ? keep(await messageTemplates(host, root, resolved, wantsMessages)) : undefined;
  const workspace = resolved && { ...resolved, ...(messages !== undefined && { messages }) };
  const kits = keep(resolveKits([...builtinSpecs, ...ownSpecs])) ?? { byName: new Map() };
  const names = keep(indexServices(everything, { kits, ...(workspace && { workspace }) })) ?? { services: new Map() };
  // A file with a mistake of its own must not make a reference to it look wrong.
  const understood = new Set(everything.map(pathOf));
  const index = { ...names, incomplete: hidden.size > 0 || servicePaths.some((path) => !understood.has(path)) };
  if (wantsMessages && workspace !== undefined && workspaceSpec !== undefined) {
    const named = targetsNamed(workspace, workspaceSpec, everything);
    await loadTargets((name) => named.has(name));
  }
  const partial = wanted !== undefined && all.some((path) => !wanted.has(path));
  const { adapt } = reader;
  const shared = { root, ...(workspace && { workspace }), ...(adapt && { adapt }) };
  // a comment in a base silences what is found there
  const project = {
    ...shared,
    documents: [...documents, ...(bases?.values() ?? [])],
    services,
    kits,
    index,
    partial,
    diagnostics,
    closed: reader.isClosed,
  };
  if (workspaceSpec === undefined) return project;
  const asked = await askOwnRules(options, reader, project, workspaceSpec);
  if (asked === undefined) return project;
  return { ...project, documents: withNew(project.documents, documents), closed: reader.isClosed, own: asked };
}

/** Those of files that were read since. */
function withNew(known: readonly Document[], all: readonly Document[]): readonly Document[] {
  const before = new Set(known);
  return [...known, ...all.filter((document) => !before.has(document))];
}

/** Targets that a service of the workspace may be compiled for: those with options, and those that a list names. */
function targetsNamed(
  workspace: Workspace,
  { value: { defaults, tiers, environments } }: Spec<WorkspaceV1>,
  services: readonly Spec<ServiceV1>[],
): ReadonlySet<string> {
  const layers = [defaults, ...Object.values(tiers ?? {}), ...Object.values(environments ?? {})];
  const named = [...layers, ...services.map(({ value }) => value)].flatMap((layer): readonly string[] =>
    Array.isArray(layer?.targets) ? layer.targets : [],
  );
  return new Set([...targetsOf(undefined, workspace), ...named]);
}

/** Names of kits that services use and kits bear; undefined when one is not known, and whoever says so needs them all. */
function kitsNamed(services: readonly Spec<ServiceV1>[], own: readonly Spec<KitV1>[]): ReadonlySet<string> | undefined {
  const owned = own.map(({ value }) => value.kit);
  const used = services.flatMap(({ value }) => normalizeUses(value.uses).map(({ kit }) => kit));
  const known = new Set([...owned, ...embeddedKits.map(({ name }) => name)]);
  return used.every((name) => known.has(name)) ? new Set([...owned, ...used]) : undefined;
}

function policyOf(spec: Spec<WorkspaceV1> | undefined) {
  const isExecutable = spec?.document.source.path.endsWith(".ts") === true;
  return isExecutable ? undefined : spec?.value.policy?.typescript;
}

/** What is wrong about the file that the workspace is in, rather than about what it says. */
function workspaceFiles({ document, value }: Spec<WorkspaceV1>): readonly Diagnostic[] {
  if (!document.source.path.endsWith(".ts") || value.policy?.typescript === undefined) return [];
  const help = "write the workspace as tocsin.yaml to set it, or run tocsin with `--no-typescript`";
  return [loading("typescript-policy", {}, document.spanOf("/policy/typescript", "key"), { help })];
}
