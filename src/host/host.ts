/** Files, as the compiler sees them. Paths are absolute and POSIX (`/a/b`, on Windows `C:/a/b`); the implementation translates. */
export interface Host {
  /** Bytes of a file. Throws HostError. */
  readFile(path: string): Uint8Array;
  /** undefined when nothing is there. Symbolic links are reported, not followed. */
  stat(path: string): FileStat | undefined;
  /** Entries of a folder, sorted by code unit. Throws HostError. */
  list(path: string): readonly DirectoryEntry[];
  /** The path with every symbolic link followed. Throws HostError. */
  realpath(path: string): string;
  /** Writes, syncs and closes a new file; parents must exist. Throws HostError. */
  writeFile(path: string, bytes: Uint8Array | string): void;
  /**
   * New content for a file that is there, whole or not at all: written beside it with the same permissions, synced, and put in its place.
   * A symbolic link is refused. Throws HostError.
   */
  replaceFile(path: string, bytes: Uint8Array | string): void;
  makeFolder(path: string): void;
  /** Atomic replacement on one file system. */
  rename(from: string, to: string): void;
  removeFile(path: string): void;
  /** Removes an empty folder; does nothing when it is not empty. */
  removeEmptyFolder(path: string): void;
  /** Makes renames in a folder durable where the system can. */
  syncFolder(path: string): void;
  /** Creates a file that must not exist yet: true when this call made it. */
  createExclusive(path: string, text: string): boolean;
}

export interface FileStat {
  readonly kind: "file" | "folder" | "link" | "other";
  readonly size: number;
  readonly modified: number;
  /** When its content or metadata last changed, milliseconds, and which file it is: where the system says so. */
  readonly changed?: number;
  readonly inode?: number;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "other";
}

/** A file operation that failed for a reason outside tocsin (missing, not permitted, disk full). */
export class HostError extends Error {
  readonly code: string;
  readonly path: string;
  /** The message without the path: "permission denied". */
  readonly reason: string;
  constructor(code: string, path: string, message: string, reason = message) {
    super(message);
    this.name = "HostError";
    this.code = code;
    this.path = path;
    this.reason = reason;
  }
}
