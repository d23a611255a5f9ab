import { expandGlobs } from "../1-load/workspace.ts";
import type { Host } from "../host/host.ts";
import { joinPath } from "../host/paths.ts";

/** Absolute paths of the files of a workspace, whether they are there or not. @param specs globs of its services */
export function filesOnDisk(host: Host, root: string, specs: readonly string[]): readonly string[] {
  const found = expandGlobs(host, root, ["kits/**/*.kit.{yaml,ts}", ...specs]);
  const paths = found.flatMap((match) => match.paths.map((path) => joinPath(root, path)));
  return [...["tocsin.yaml", "tocsin.config.ts"].map((name) => joinPath(root, name)), ...paths];
}

/** A text that is another one when a file is. */
export function signatureOf(host: Host, paths: readonly string[]): string {
  return paths
    .map((path) => {
      const { size, modified, inode } = host.stat(path) ?? {};
      return `${path} ${size} ${modified} ${inode}`;
    })
    .join("\n");
}
