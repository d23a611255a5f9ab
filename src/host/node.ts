import fs from "node:fs";
import nodePath from "node:path";
import { byCodeUnit } from "../diagnostics/sort.ts";
import { failure } from "./failure.ts";
import type { DirectoryEntry, Host } from "./host.ts";
import { fromNative, toNative } from "./paths.ts";

/** The real file system. Reads and writes are synchronous: for many small files they cost a fifth of what promises do. */
export function nodeHost(): Host {
  return {
    readFile: (path) => attempt("read", path, () => fs.readFileSync(toNative(path))),
    stat(path) {
      return attempt(
        "look at",
        path,
        () => {
          const stats = fs.lstatSync(toNative(path), { throwIfNoEntry: false });
          if (stats === undefined) return undefined;
          const { size, mtimeMs: modified, ctimeMs: changed, ino: inode } = stats;
          return { kind: kindOf(stats), size, modified, changed, inode };
        },
        ["ENOTDIR"],
      );
    },
    list: (path) =>
      attempt("list", path, () =>
        fs
          .readdirSync(toNative(path), { withFileTypes: true })
          .map((entry): DirectoryEntry => ({ name: entry.name, kind: kindOf(entry) }))
          .sort((a, b) => byCodeUnit(a.name, b.name)),
      ),
    realpath: (path) => attempt("resolve", path, () => fromNative(fs.realpathSync.native(toNative(path)))),
    writeFile: (path, bytes) => attempt("write", path, () => writeNew(path, bytes)),
    replaceFile: (path, bytes) => attempt("replace", path, () => replaceContent(toNative(path), bytes)),
    makeFolder: (path) => attempt("create", path, () => void fs.mkdirSync(toNative(path), { recursive: true })),
    rename: (from, to) => attempt("replace", to, () => renameOver(toNative(from), toNative(to))),
    removeFile: (path) => attempt("delete", path, () => fs.unlinkSync(toNative(path))),
    removeEmptyFolder(path) {
      // macOS and Linux say ENOTEMPTY, some systems EEXIST; a folder that is gone already is as good.
      attempt("delete", path, () => fs.rmdirSync(toNative(path)), ["ENOTEMPTY", "EEXIST", "ENOENT"]);
    },
    syncFolder(path) {
      // Windows cannot open a folder to sync it: NTFS journals the rename itself.
      if (process.platform === "win32") return;
      attempt("sync", path, () => syncAndClose(fs.openSync(toNative(path), "r")), ["EINVAL", "EPERM", "EISDIR"]);
    },
    createExclusive(path, text) {
      return attempt("create", path, () => (writeNew(path, text), true), ["EEXIST"]) ?? false;
    },
  };
}

/** Runs a system call; its error becomes a HostError, or undefined when it is one of `accepted`. */
function attempt<T>(verb: string, path: string, call: () => T): T;
function attempt<T>(verb: string, path: string, call: () => T, accepted: readonly string[]): T | undefined;
function attempt<T>(verb: string, path: string, call: () => T, accepted: readonly string[] = []): T | undefined {
  try {
    return call();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (accepted.includes(code)) return undefined;
    throw failure(verb, path, code, message);
  }
}

/** `wx` refuses to follow a link or to truncate what is there: everything here replaces by rename alone. */
function writeNew(path: string, bytes: Uint8Array | string): void {
  const file = fs.openSync(toNative(path), "wx");
  try {
    fs.writeFileSync(file, bytes);
  } catch (error) {
    fs.closeSync(file);
    throw error;
  }
  syncAndClose(file);
}

/** The new file is hidden, so that no glob takes it for a spec should the process die meanwhile. */
function replaceContent(path: string, bytes: Uint8Array | string): void {
  const stats = fs.lstatSync(path);
  if (!stats.isFile()) throw Object.assign(new Error("it is not a plain file"), { code: "EINVAL" });
  const beside = nodePath.join(nodePath.dirname(path), `.${nodePath.basename(path)}.${process.pid}-${Date.now()}.tmp`);
  const file = fs.openSync(beside, "wx", stats.mode & 0o777);
  try {
    try {
      // The mode given to `open` is cut by the umask.
      fs.fchmodSync(file, stats.mode & 0o7777);
      fs.writeFileSync(file, bytes);
    } finally {
      syncAndClose(file);
    }
    renameOver(beside, path);
  } catch (error) {
    fs.rmSync(beside, { force: true });
    throw error;
  }
}

function syncAndClose(file: number): void {
  try {
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}

/** On Windows a virus scanner or an editor may hold a file for a moment: wait up to half a second. */
function renameOver(from: string, to: string): void {
  for (let tries = 0; ; tries++) {
    try {
      return fs.renameSync(from, to);
    } catch (error) {
      const busy = ["EPERM", "EACCES", "EBUSY"].includes((error as NodeJS.ErrnoException).code ?? "");
      if (process.platform !== "win32" || !busy || tries === 10) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
}

function kindOf(entry: fs.Stats | fs.Dirent): DirectoryEntry["kind"] {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  return entry.isSymbolicLink() ? "link" : "other";
}
