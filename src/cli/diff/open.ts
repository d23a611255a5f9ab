import { openProject, type OpenOptions } from "../../compile.ts";
import { absolutePath, joinPath, relativeWithin } from "../../host/paths.ts";
import { findWorkspace } from "../../1-load/workspace.ts";
import type { Context } from "../context.ts";
import { CannotRun } from "../io.ts";
import { atRevision } from "../revision.ts";
import type { Version } from "./versions.ts";

/**
 * A version of the workspace, while `act` works with it.
 *
 * @param named a folder, or a revision of git; undefined: the work tree
 */
export async function openVersion<T>(
  context: Context,
  named: string | undefined,
  act: (version: Version) => Promise<T>,
  ownRules: NonNullable<OpenOptions["ownRules"]> = false,
): Promise<T> {
  const { io, folder } = context;
  const asFolder = absolutePath(folder, named ?? ".");
  if (named === undefined || io.host.stat(asFolder)?.kind === "folder")
    return act(await open(context, named ?? "the work tree", asFolder, ownRules));
  const root = rootOf(context, folder);
  return atRevision(context, named, root, async (copy) => {
    const version = await open(context, named, copy.folder, ownRules, copy.folder);
    // what stands in the copy is shown as if it stood in the work tree
    return act({ ...version, show: (path) => relative(folder, joinPath(root, path)) });
  });
}

async function open(
  context: Context,
  words: string,
  folder: string,
  ownRules: NonNullable<OpenOptions["ownRules"]>,
  only?: string,
): Promise<Version> {
  const { io, options } = context;
  const project = await openProject({
    host: io.host,
    folder,
    time: context.time,
    ownRules,
    ...(options.typescript === false && { typescript: false }),
  });
  if (project.workspace === undefined && project.documents.length === 0)
    return { words, show: (path) => path, ...(only === undefined ? missing(words) : {}) };
  if (only !== undefined && project.root !== only) return { words, show: (path) => path };
  return { words, project, show: (path) => relative(context.folder, joinPath(project.root, path)) };
}

function missing(words: string): never {
  throw new CannotRun(`there is no tocsin.yaml in ${words}`, "name the folder of a workspace, or a revision of git");
}

function rootOf({ io }: Context, folder: string): string {
  const found = findWorkspace(io.host, folder);
  if (found === undefined)
    throw new CannotRun("no tocsin.yaml here or in a folder above", "`--cwd` says where the workspace is");
  return found.slice(0, found.lastIndexOf("/"));
}

function relative(folder: string, path: string): string {
  return relativeWithin(folder, path) ?? path;
}
