import { type Host, HostError } from "../host/host.ts";
import { braceForms, globToPattern, literalFolder } from "./glob.ts";

/** The first one that a folder holds counts. */
const workspaceFiles = ["tocsin.yaml", "tocsin.config.ts"];

/** Whether a file lies where GitHub reads it: a workflow may well be called `tocsin.yaml`. */
export function isWorkflow(path: string): boolean {
  return path.includes("/.github/");
}

/**
 * The nearest `tocsin.yaml` or `tocsin.config.ts`, from `startFolder` upwards; the search ends at the folder that holds `.git`.
 *
 * @param startFolder absolute
 * @returns absolute path of the file
 */
export function findWorkspace(host: Host, startFolder: string): string | undefined {
  let folder = startFolder.replace(/\/+$/, "");
  for (;;) {
    const file = workspaceFiles.find((name) => isFile(host, `${folder}/${name}`));
    if (file !== undefined && !isWorkflow(`${folder}/${file}`)) return `${folder}/${file}`;
    if (host.stat(`${folder}/.git`) !== undefined) return undefined;
    const above = folder.slice(0, folder.lastIndexOf("/"));
    if (folder === "" || above === folder || !folder.includes("/")) return undefined;
    folder = above;
  }
}

/** Another workspace file beside the one that counts. */
export function otherWorkspace(host: Host, folder: string, file: string): string | undefined {
  return workspaceFiles.find((name) => name !== file && isFile(host, `${folder}/${name}`));
}

function isFile(host: Host, path: string): boolean {
  const kind = host.stat(path)?.kind;
  return kind === "file" || kind === "link";
}

export interface GlobMatch {
  readonly glob: string;
  /** POSIX paths relative to the root, sorted by code unit. */
  readonly paths: readonly string[];
  /** What may match and cannot be looked at: a folder that may not be read, a link of a matching name that leads nowhere or out of the root. */
  readonly unread: readonly Unread[];
}

export interface Unread {
  readonly what: "folder" | "link";
  readonly path: string;
  readonly reason: string;
}

interface Listing {
  readonly files: string[];
  readonly folders: Unread[];
  readonly links: Unread[];
}

/**
 * The files that each glob matches: `*`, `?`, `**` and `{a,b}`; a name that starts with `.` is matched only by a pattern that writes the dot.
 * `node_modules` is not entered, nor a symbolic link that leads out of the root or back above itself.
 *
 * @param root absolute folder of the workspace
 */
export function expandGlobs(host: Host, root: string, globs: readonly string[]): readonly GlobMatch[] {
  const listed = new Map<string, Listing>();
  const listingBelow = (folder: string): Listing => {
    const known = listed.get(folder);
    if (known !== undefined) return known;
    const listing = listFiles(host, root, folder);
    listed.set(folder, listing);
    return listing;
  };
  return globs.map((glob) => {
    const paths = new Set<string>();
    const unread = new Map<string, Unread>();
    for (const form of braceForms(glob.replace(/^(?:\.\/)+/, ""))) {
      const pattern = globToPattern(form);
      const { files, folders, links } = listingBelow(literalFolder(form));
      for (const path of files) if (pattern.test(path)) paths.add(path);
      for (const folder of folders) if (pattern.reaches(folder.path)) unread.set(folder.path, folder);
      for (const link of links) if (pattern.test(link.path)) unread.set(link.path, link);
    }
    return { glob, paths: [...paths].sort(), unread: [...unread.values()] };
  });
}

function listFiles(host: Host, root: string, folder: string): Listing {
  const listing: Listing = { files: [], folders: [], links: [] };
  const realRoot = attempt(() => host.realpath(root)) ?? root;
  const inside = (path: string) => path === realRoot || path.startsWith(`${realRoot}/`);
  /** Folders still to be read, with the real folders on the way to each: a link back to one of them would never end. */
  const pending: { path: string; trail: readonly string[] }[] = [{ path: folder, trail: [] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { path, trail } = next;
    const refused = (reason: string) => listing.folders.push({ what: "folder", path, reason });
    const absolute = path === "" ? root : `${root}/${path}`;
    const real = attempt(() => host.realpath(absolute), refused);
    if (real === undefined || !inside(real) || trail.includes(real)) continue;
    for (const entry of attempt(() => host.list(absolute), refused) ?? []) {
      const child = path === "" ? entry.name : `${path}/${entry.name}`;
      const target = entry.kind === "link" ? linkTarget(host, `${root}/${child}`, inside) : { kind: entry.kind };
      if ("reason" in target) listing.links.push({ what: "link", path: child, ...target });
      else if (target.kind === "file") listing.files.push(child);
      else if (target.kind === "folder" && entry.name !== "node_modules" && entry.name !== ".git")
        pending.push({ path: child, trail: [...trail, real] });
    }
  }
  return listing;
}

function linkTarget(
  host: Host,
  path: string,
  inside: (path: string) => boolean,
): { kind: string | undefined } | { reason: string } {
  const real = attempt(() => host.realpath(path));
  if (real === undefined) return { reason: "it is a symbolic link that leads nowhere" };
  return inside(real) ? { kind: host.stat(real)?.kind } : { reason: "it is a symbolic link out of the workspace" };
}

/** @param refused told why, but for what is not there: it holds nothing that a glob matches */
function attempt<T>(operation: () => T, refused?: (reason: string) => void): T | undefined {
  try {
    return operation();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    if (error.code !== "ENOENT" && error.code !== "ENOTDIR") refused?.(error.reason);
    return undefined;
  }
}
