import { openProject, type OpenOptions, type Project } from "../compile.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { absolutePath, parentOf, relativeWithin } from "../host/paths.ts";
import { nearest } from "../util/nearest.ts";
import type { Context } from "./context.ts";
import { CannotRun } from "./io.ts";

export interface Selection {
  readonly project: Project;
  /** Findings of the chosen files, of the workspace and of its kits. */
  readonly isChosen: (finding: Diagnostic) => boolean;
  /** A path of a finding as seen from the working folder. */
  readonly show: (path: string) => string;
}

/** Standard input in the place of a path. */
export const standardInput = "-";

/**
 * Opens the workspace that holds the given paths: a folder with a `tocsin.yaml` means all of it, another folder the services below it, a file itself.
 * Without paths, the workspace of the working folder.
 */
export async function selectProject(
  { io, folder }: Context,
  typed: readonly string[],
  stdinName = "stdin.service.yaml",
): Promise<Selection> {
  if (typed.includes(standardInput)) {
    if (typed.length > 1) throw new CannotRun("`-` (standard input) cannot stand beside other paths");
    const path = absolutePath(folder, stdinName);
    const overlays = new Map([[path, await io.readStdin()]]);
    return select(folder, { host: io.host, folder: parentOf(path), files: [path], overlays }, () => true);
  }
  if (typed.length === 0) return select(folder, { host: io.host, folder }, () => true);

  const paths = typed.map((path) => ({ typed: path, path: absolutePath(folder, path) }));
  const kinds = paths.map(({ typed, path }) => {
    const stat = io.host.stat(path);
    const kind = stat?.kind === "link" ? io.host.stat(io.host.realpath(path))?.kind : stat?.kind;
    if (kind === undefined) throw new CannotRun(`there is no file or folder \`${typed}\``);
    return kind;
  });
  const first = absolutePath(folder, typed[0] ?? ".");
  const start = kinds[0] === "folder" ? first : parentOf(first);
  const files = kinds.every((kind) => kind !== "folder") ? { files: paths.map(({ path }) => path) } : {};
  const isBelow = (path: string) => paths.some((chosen) => relativeWithin(chosen.path, path) !== undefined);
  const selection = await select(folder, { host: io.host, folder: start, ...files }, isBelow);
  const strays = paths.filter(({ path }) => relativeWithin(selection.project.root, path) === undefined);
  // The workspace's own folder may be named by a folder above it only when that holds the workspace file.
  const [stray] = strays.filter(({ path }) => relativeWithin(path, selection.project.root) === undefined);
  if (stray !== undefined) {
    throw new CannotRun(
      `\`${stray.typed}\` is not in the workspace of \`${typed[0]}\``,
      "run tocsin once for each workspace",
    );
  }
  return selection;
}

async function select(folder: string, options: OpenOptions, isBelow: (path: string) => boolean): Promise<Selection> {
  const project = await openProject(options);
  const { root } = project;
  const all = project.services;
  const services = all.filter(({ document }) => isBelow(`${root}/${document.source.path}`));
  return {
    project: { ...project, services, partial: project.partial || services.length < all.length },
    isChosen: ({ span }) => !/\.service\.\w+$/.test(span.file.path) || isBelow(`${root}/${span.file.path}`),
    show: (path) => (isAbsolute(path) || path.startsWith("<") ? path : relativePath(folder, `${root}/${path}`)),
  };
}

/** An absolute path as a person in `folder` would write it. */
export function relativePath(folder: string, path: string): string {
  let up = "";
  for (let at = folder; ; at = parentOf(at)) {
    const below = relativeWithin(at, path);
    if (below !== undefined) return `${up}${below}` || ".";
    if (parentOf(at) === at) return path;
    up += "../";
  }
}

/** The workspace, which every command but `check` needs. */
export function needWorkspace({ workspace, diagnostics }: Project) {
  if (workspace !== undefined) return workspace;
  if (diagnostics.some(({ severity }) => severity === "error")) return undefined;
  throw new CannotRun(
    "no tocsin.yaml here or in a folder above",
    "`tocsin init` makes a workspace; or name its folder",
  );
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
