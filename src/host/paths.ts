import nodePath from "node:path";

type Platform = NodeJS.Platform;

/** `/a/b` or `C:/a/b` as this system writes it. */
export function toNative(path: string, platform: Platform = process.platform): string {
  return platform === "win32" ? path.replaceAll("/", "\\") : path;
}

/** An absolute path of this system as the compiler writes it; the drive letter in upper case, so that equal paths are equal texts. */
export function fromNative(path: string, platform: Platform = process.platform): string {
  if (platform !== "win32") return path;
  return path.replaceAll("\\", "/").replace(/^[a-z]:/, (drive) => drive.toUpperCase());
}

/** What a person typed, relative or native, as an absolute path. `folder` is absolute and POSIX. */
export function absolutePath(folder: string, typed: string, platform: Platform = process.platform): string {
  const { resolve } = platform === "win32" ? nodePath.win32 : nodePath.posix;
  return fromNative(resolve(toNative(folder, platform), typed), platform);
}

/** `path` below `folder`, both absolute and POSIX; undefined when it lies elsewhere. The folder itself gives "". */
export function relativeWithin(folder: string, path: string): string | undefined {
  if (path === folder) return "";
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

/** A POSIX path, as a spec or a link writes it, seen from a folder: `.` and `..` are followed by their names alone. */
export function resolvePath(folder: string, path: string): string {
  if (path.startsWith("/") || /^[A-Za-z]:\//.test(path)) return path;
  let at = folder;
  for (const part of path.split("/")) {
    if (part === "..") at = parentOf(at);
    else if (part !== "." && part !== "") at = joinPath(at, part);
  }
  return at;
}

export function joinPath(folder: string, path: string): string {
  if (path === "") return folder;
  return folder.endsWith("/") ? `${folder}${path}` : `${folder}/${path}`;
}

/** The folder that holds `path`; a root (`/`, `C:/`) is its own. */
export function parentOf(path: string): string {
  const cut = path.lastIndexOf("/");
  if (cut <= 0) return "/";
  const parent = path.slice(0, cut);
  return /^[A-Za-z]:$/.test(parent) ? `${parent}/` : parent;
}
