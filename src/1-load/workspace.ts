import { type Host, HostError } from "../host/host.ts";
import { braceForms, globToPattern, literalFolder } from "./glob.ts";

/** The first one that a folder holds counts. */
const workspaceFiles = ["tocsin.yaml", "tocsin.config.ts"];

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
    if (file !== undefined) return `${folder}/${file}`;
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
}

/**
 * The files that each glob matches: `*`, `?`, `**` and `{a,b}`; a name that starts with `.` is matched only by a pattern that writes the dot.
 * `node_modules` is not entered, nor a symbolic link that leads out of the root or back above itself.
 *
 * @param root absolute folder of the workspace
 */
export function expandGlobs(host: Host, root: string, globs: readonly string[]): readonly GlobMatch[] {
  const listed = new Map<string, readonly string[]>();
  const filesBelow = (folder: string): readonly string[] => {
    const known = listed.get(folder);
    if (known !== undefined) return known;
    const files = listFiles(host, root, folder);
    listed.set(folder, files);
    return files;
  };
  return globs.map((glob) => {
    const paths = new Set<string>();
    for (const form of braceForms(glob.replace(/^(?:\.\/)+/, ""))) {
      const pattern = globToPattern(form);
      for (const path of filesBelow(literalFolder(form))) if (pattern.test(path)) paths.add(path);
    }
    return { glob, paths: [...paths].sort() };
  });
}

function listFiles(host: Host, root: string, folder: string): string[] {
  const files: string[] = [];
  const realRoot = attempt(() => host.realpath(root)) ?? root;
  const inside = (path: string) => path === realRoot || path.startsWith(`${realRoot}/`);
  /** Folders still to be read, with the real folders on the way to each: a link back to one of them would never end. */
  const pending: { path: string; trail: readonly string[] }[] = [{ path: folder, trail: [] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { path, trail } = next;
    const absolute = path === "" ? root : `${root}/${path}`;
    const real = attempt(() => host.realpath(absolute));
    if (real === undefined || !inside(real) || trail.includes(real)) continue;
    for (const entry of attempt(() => host.list(absolute)) ?? []) {
      const child = path === "" ? entry.name : `${path}/${entry.name}`;
      const kind = entry.kind === "link" ? linkKind(host, `${root}/${child}`, inside) : entry.kind;
      if (kind === "file") files.push(child);
      else if (kind === "folder" && entry.name !== "node_modules" && entry.name !== ".git")
        pending.push({ path: child, trail: [...trail, real] });
    }
  }
  return files;
}

function linkKind(host: Host, path: string, inside: (path: string) => boolean): string | undefined {
  const real = attempt(() => host.realpath(path));
  return real === undefined || !inside(real) ? undefined : host.stat(real)?.kind;
}

/** A folder that is missing or may not be read holds nothing that a glob matches. */
function attempt<T>(operation: () => T): T | undefined {
  try {
    return operation();
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}
