import { watch as watchFiles } from "chokidar";
import { fromNative, toNative } from "./paths.ts";

/** Tells of files that changed, until it is closed. */
export interface Watcher {
  close(): Promise<void>;
}

/**
 * Files below a folder, and those that come and go. Paths are absolute and POSIX.
 *
 * @param isIgnored asked of files and folders; nothing below an ignored folder is looked at
 */
export async function watchFolder(
  folder: string,
  isIgnored: (path: string) => boolean,
  onChange: (path: string) => void,
): Promise<Watcher> {
  const watcher = watchFiles(toNative(folder), {
    ignored: (path) => isIgnored(fromNative(path)),
    ignoreInitial: true,
    followSymlinks: false,
  });
  watcher.on("all", (_, path) => onChange(fromNative(path)));
  await new Promise<void>((resolve, reject) => watcher.once("ready", resolve).once("error", reject));
  return { close: () => watcher.close() };
}
