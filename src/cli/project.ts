import { openProject, type OpenOptions, type Project } from "../compile.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Host } from "../host/host.ts";
import { absolutePath, joinPath, parentOf, relativeWithin, resolvePath } from "../host/paths.ts";
import type { Workspace } from "../model/workspace.ts";
import { nearest } from "../util/nearest.ts";
import type { Context } from "./context.ts";
import { CannotRun } from "./io.ts";

export interface Selection {
  readonly project: Project;
  /** Findings of the chosen files, of the workspace and of its kits. */
  readonly isChosen: (finding: Diagnostic) => boolean;
  /** A path of a finding as seen from the working folder. */
  readonly show: (path: string) => string;
  /** The same with texts, by path of a finding, that stand in for what is on disk. */
  readonly reopen: (texts: ReadonlyMap<string, string>) => Promise<Selection>;
  /** What standard input held, if it was read. */
  readonly input?: Uint8Array;
}

/** What only some commands need. */
export type Wanted = Pick<OpenOptions, "builtinKits" | "messages" | "ownRules">;

/** Standard input in the place of a path. */
const standardInput = "-";

/**
 * Opens the workspace that holds the given paths: a folder with a `tocsin.yaml` or `tocsin.config.ts` means all of it, another folder the services below it, a file itself;
 * a kit or the workspace file means all of it too. Without paths, the workspace of the working folder.
 */
export async function selectProject(
  context: Context,
  typed: readonly string[],
  stdinName = "stdin.service.yaml",
  wanted: Wanted = {},
): Promise<Selection> {
  const { io, folder } = context;
  if (typed.includes(standardInput)) {
    if (typed.length > 1) throw new CannotRun("`-` (standard input) cannot stand beside other paths");
    const path = absolutePath(folder, stdinName);
    const input = await io.readStdin();
    const overlays = new Map([[path, input]]);
    return {
      ...(await select(context, { ...wanted, host: io.host, folder: parentOf(path), files: [path], overlays }, [path])),
      input,
    };
  }
  if (typed.length === 0)
    return needAnything(await select(context, { ...wanted, host: io.host, folder }, [folder]), ".");

  const paths = typed.map((path) => absolutePath(folder, path));
  const kinds = paths.map((path, at) => kindOf(io.host, path, typed[at] ?? path));
  const [first = folder] = paths;
  const start = kinds[0] === "folder" ? first : parentOf(first);
  const areServices = paths.every((path, at) => kinds[at] === "file" && !isShared(path));
  const options = { ...wanted, host: io.host, folder: start, ...(areServices && { files: paths }) };
  const selection = await select(context, options, paths);
  const { root } = selection.project;
  const stray = paths.findIndex(
    (path) => relativeWithin(root, path) === undefined && relativeWithin(path, root) === undefined,
  );
  if (stray >= 0) {
    throw new CannotRun(
      `\`${typed[stray]}\` is not in the workspace of \`${typed[0]}\``,
      "run tocsin once for each workspace",
    );
  }
  return needAnything(selection, typed.join(" "));
}

/** The whole workspace around a folder (absolute). */
export async function openAround(context: Context, start: string, options: Wanted = {}): Promise<Selection> {
  return select(context, { host: context.io.host, folder: start, ...options }, undefined);
}

/** @param chosen absolute paths of files and of folders above them; undefined: all */
async function select(
  context: Context,
  options: OpenOptions,
  chosen: readonly string[] | undefined,
): Promise<Selection> {
  const { folder } = context;
  const { typescript } = context.options;
  const project = await openProject({
    messages: false,
    ownRules: false,
    ...options,
    time: context.time,
    ...(typescript === false && { typescript }),
  });
  if (project.closed) context.memo?.trustPrograms();
  const { root } = project;
  const isAll =
    chosen === undefined ||
    chosen.some((path) => relativeWithin(path, root) !== undefined || (isShared(path) && options.files === undefined));
  const isBelow = (path: string) =>
    isAll || chosen.some((above) => relativeWithin(above, joinPath(root, path)) !== undefined);
  const services = project.services.filter(({ document }) => isBelow(document.source.path));
  return {
    project: { ...project, services, partial: project.partial || services.length < project.services.length },
    isChosen: ({ span }) => isShared(span.file.path) || isBelow(span.file.path) || isImported(project, span.file.path),
    show: (path) => (isAbsolute(path) || path.startsWith("<") ? path : relativePath(folder, joinPath(root, path))),
    reopen(texts) {
      const overlays = new Map(options.overlays);
      for (const [path, text] of texts) overlays.set(resolvePath(root, path), new TextEncoder().encode(text));
      return select(context, { ...options, overlays }, chosen);
    },
  };
}

/** What TypeScript specs import is no spec itself. */
function isImported({ documents }: Project, path: string): boolean {
  return documents.some(({ source, value }) => source.path === path && value === undefined);
}

/** Files that all services share: findings in them concern whoever asks. */
function isShared(path: string): boolean {
  return /(^|\/)tocsin\.(yaml|config\.ts)$|\.kit\.\w+$/.test(path);
}

function kindOf(host: Host, path: string, typed: string) {
  const stat = host.stat(path);
  const kind = stat?.kind === "link" ? host.stat(host.realpath(path))?.kind : stat?.kind;
  if (kind === undefined) throw new CannotRun(`there is no file or folder \`${typed}\``);
  return kind;
}

/** A folder that holds neither a workspace nor a service is a wrong path, not a sound one. */
function needAnything(selection: Selection, typed: string): Selection {
  const { services, workspace, diagnostics } = selection.project;
  if (services.length > 0 || diagnostics.some((finding) => finding.severity === "error" && selection.isChosen(finding)))
    return selection;
  if (workspace === undefined)
    throw new CannotRun(
      "no tocsin.yaml here or in a folder above",
      "`tocsin init` makes a workspace; or name its folder",
    );
  throw new CannotRun(`the workspace has no service below \`${typed}\``);
}

/** The workspace, which every command but `check` needs; undefined when mistakes in it are among the findings. */
export function needWorkspace({ workspace, diagnostics }: Project): Workspace | undefined {
  if (workspace !== undefined) return workspace;
  if (isBroken(diagnostics)) return undefined;
  throw new CannotRun(
    "no tocsin.yaml here or in a folder above",
    "`tocsin init` makes a workspace; or name its folder",
  );
}

/** Whether the workspace file itself cannot be used: then no answer is worth anything. */
export function isBroken(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(
    ({ severity, span }) => severity === "error" && /^tocsin\.(yaml|config\.ts)$/.test(span.file.path),
  );
}

/** An absolute path as a person in `folder` would write it: relative, unless that would climb to the root of the disk. */
export function relativePath(folder: string, path: string): string {
  let up = "";
  for (let at = folder; parentOf(at) !== at; at = parentOf(at)) {
    const below = relativeWithin(at, path);
    if (below !== undefined) return `${up}${below}`.replace(/(?<=.)\/$/, "") || ".";
    up += "../";
  }
  return path;
}

/** Environments by name; all of them when none is named. */
export function chosenEnvironments(
  declared: readonly { readonly name: string }[],
  names: readonly string[] | undefined,
) {
  const known = declared.map(({ name }) => name);
  for (const name of names ?? []) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const help = known.length === 0 ? "the workspace declares no environments" : `it declares ${known.join(", ")}`;
    throw new CannotRun(
      `--env: the workspace has no environment \`${name}\``,
      near === undefined ? help : `did you mean \`${near}\`?`,
    );
  }
  return names;
}

function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[A-Z]:\//.test(path);
}
