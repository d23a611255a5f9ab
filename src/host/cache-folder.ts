import os from "node:os";
import { fromNative } from "./paths.ts";

/** Where the system keeps what programs can make again; absolute, POSIX. */
export function cacheFolder({ XDG_CACHE_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv): string {
  const { platform } = process;
  const home = os.homedir();
  const standard =
    platform === "win32" ? (LOCALAPPDATA ?? home) : platform === "darwin" ? `${home}/Library/Caches` : `${home}/.cache`;
  return `${fromNative(XDG_CACHE_HOME || standard)}/tocsin`;
}
