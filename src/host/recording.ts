import { sha256 } from "../util/sha256.ts";
import { type DirectoryEntry, type FileStat, type Host, HostError } from "./host.ts";

/** What a file was when it was seen. */
export interface SeenFile {
  /** SHA-256 of its bytes. */
  readonly hash: string;
  /** Of its metadata; "" when it may have changed since without leaving a trace there. */
  readonly mark: string;
}

/** Everything that was asked of a file system, with the answers. */
export interface Observations {
  readonly files: Record<string, SeenFile>;
  /** `null`: nothing is there. */
  readonly kinds: Record<string, FileStat["kind"] | null>;
  /** Hash of the names and kinds of what is in a folder. */
  readonly folders: Record<string, string>;
  readonly links: Record<string, string>;
}

export interface Recording {
  readonly host: Host;
  readonly seen: Observations;
  /** What a file bears after this run made it or read it; "" when it may be another's since. */
  markNow(path: string): string;
  /** Paths of which two answers differed. */
  readonly contradicted: ReadonlySet<string>;
}

/** Clocks of file systems are coarse: what changed so many milliseconds ago may change once more and look the same. */
export const coarse = 20;

/** A file's metadata in one line; "" when it changed just now, it is a link (whose target may change), or the host does not say. */
function markOf(stat: FileStat | undefined, now: number): string {
  if (stat?.kind !== "file" || stat.changed === undefined || stat.inode === undefined) return "";
  if (stat.changed > now - coarse) return "";
  return `${stat.size} ${stat.modified} ${stat.changed} ${stat.inode}`;
}

/** A host that remembers what it answered. */
export function recordHost(host: Host, now: () => number = Date.now): Recording {
  const maps = {
    files: new Map<string, SeenFile>(),
    kinds: new Map<string, FileStat["kind"] | null>(),
    folders: new Map<string, string>(),
    links: new Map<string, string>(),
  };
  /** Files that this run made, as they were when it had made them. */
  const made = new Map<string, FileStat | undefined>();
  const contradicted = new Set<string>();
  /** Answers, and the question's own failure when there was none. */
  const note = <T>(map: Map<string, T>, path: string, value: T, isSame = (known: T) => known === value): void => {
    const known = map.get(path);
    if (known !== undefined && !isSame(known)) contradicted.add(path);
    map.set(path, value);
  };
  const ask = <T>(question: () => T, failed: (code: string) => void): T => {
    try {
      return question();
    } catch (error) {
      if (error instanceof HostError) failed(failure(error));
      throw error;
    }
  };
  return {
    seen: {
      get files() {
        return Object.fromEntries(maps.files);
      },
      get kinds() {
        return Object.fromEntries(maps.kinds);
      },
      get folders() {
        return Object.fromEntries(maps.folders);
      },
      get links() {
        return Object.fromEntries(maps.links);
      },
    },
    markNow(path) {
      const own = made.get(path);
      const stat = host.stat(path);
      if (own === undefined) return maps.files.get(path)?.mark ?? "";
      const isOwn = own.inode === stat?.inode && own.modified === stat?.modified && own.size === stat.size;
      return isOwn ? markOf(stat, now()) : "";
    },
    contradicted,
    host: {
      ...host,
      writeFile(path, bytes) {
        host.writeFile(path, bytes);
        made.set(path, host.stat(path));
      },
      rename(from, to) {
        host.rename(from, to);
        made.set(to, made.get(from));
        made.delete(from);
      },
      readFile(path) {
        const mark = markOf(host.stat(path), now());
        const noteHash = (hash: string, at: string) =>
          note(maps.files, path, { hash, mark: at }, (known) => known.hash === hash);
        const bytes = ask(
          () => host.readFile(path),
          (code) => noteHash(code, ""),
        );
        noteHash(sha256(bytes), mark);
        return bytes;
      },
      stat(path) {
        const stat = host.stat(path);
        note(maps.kinds, path, stat?.kind ?? null);
        return stat;
      },
      list(path) {
        const entries = ask(
          () => host.list(path),
          (code) => note(maps.folders, path, code),
        );
        note(maps.folders, path, hashOfList(entries));
        return entries;
      },
      realpath(path) {
        const real = ask(
          () => host.realpath(path),
          (code) => note(maps.links, path, code),
        );
        note(maps.links, path, real);
        return real;
      },
    },
  };
}

/** No hash and no absolute path. */
function failure({ code }: HostError): string {
  return `failed: ${code}`;
}

function answer(question: () => string): string {
  try {
    return question();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return failure(error);
  }
}

/** As it is noted: of the names and kinds of what is there, or why that cannot be said. */
export function hashOfFolder(host: Host, path: string): string {
  return answer(() => hashOfList(host.list(path)));
}

function hashOfList(entries: readonly DirectoryEntry[]): string {
  return sha256(entries.map(({ name, kind }) => `${kind} ${name}\n`).join(""));
}

/** Whether a host gives all these answers still. A file with the same metadata is not read. Throws HostError where it cannot tell what is there. */
export function holds(host: Host, { files, kinds, folders, links }: Observations, now: number): boolean {
  return (
    Object.entries(kinds).every(([path, kind]) => (host.stat(path)?.kind ?? null) === kind) &&
    Object.entries(files).every(([path, { hash, mark }]) => {
      if (mark !== "" && markOf(host.stat(path), now) === mark) return true;
      return answer(() => sha256(host.readFile(path))) === hash;
    }) &&
    Object.entries(folders).every(([path, hash]) => hashOfFolder(host, path) === hash) &&
    Object.entries(links).every(([path, real]) => answer(() => host.realpath(path)) === real)
  );
}
