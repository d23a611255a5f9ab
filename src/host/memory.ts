import { byCodeUnit } from "../diagnostics/sort.ts";
import { failure } from "./failure.ts";
import type { DirectoryEntry, FileStat, Host } from "./host.ts";
import { joinPath, parentOf, relativeWithin, resolvePath } from "./paths.ts";
import type { Processes } from "./processes.ts";

type HostOperation = keyof Host;

export interface MemoryHostOptions {
  /** Contents by absolute path (`/a/b` or `C:/a/b`); parents are made. A path that ends in `/` is an empty folder. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Symbolic links: path to target, absolute or relative to the link's folder. */
  readonly links?: Readonly<Record<string, string>>;
}

/** A file system in memory, for tests. It fails as a real one does, and as told by `before`. */
export interface MemoryHost extends Host {
  /**
   * Called before each operation. What it throws is what the operation throws; "half" makes a write leave half of its bytes, then calls `halved`.
   * `failWith(code)` makes the error that the real host would give.
   */
  before: ((operation: HostOperation, path: string) => void | "half") | undefined;
  /** Called after half of a write: throw here what a kill or a full disk looks like. */
  halved: (() => void) | undefined;
  link(path: string, target: string): void;
  /** Replaces or makes a file, parents too, without `before`: an edit by a person. */
  edit(path: string, content: string): void;
  /** Every file's text and every link (`-> target`) at or below a folder, by path. */
  tree(folder?: string): Record<string, string>;
  /** Folders at or below a folder, sorted. */
  folders(folder?: string): readonly string[];
}

type Node =
  | { readonly kind: "file"; readonly bytes: Uint8Array; readonly modified: number }
  | { readonly kind: "folder" }
  | { readonly kind: "link"; readonly target: string };

const maxLinks = 40;

export function memoryHost({ files = {}, links = {} }: MemoryHostOptions = {}): MemoryHost {
  const nodes = new Map<string, Node>();
  let writes = 0;

  const put = (path: string, node: Node): void => {
    makeFolders(parentOf(path));
    nodes.set(path, node);
  };
  const makeFolders = (path: string): void => {
    if (nodes.get(path)?.kind === "folder") return;
    if (nodes.has(path)) throw failure("create", path, nodes.get(path)?.kind === "file" ? "ENOTDIR" : "EEXIST");
    if (parentOf(path) !== path) makeFolders(parentOf(path));
    nodes.set(path, { kind: "folder" });
  };
  const fileOf = (content: string | Uint8Array): Node => ({
    kind: "file",
    bytes: typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content),
    modified: ++writes,
  });

  /** The path with the links of its folders followed, and its own too if asked. */
  const follow = (verb: string, path: string, own: boolean, depth = 0): string => {
    if (depth > maxLinks) throw failure(verb, path, "ELOOP");
    if (parentOf(path) === path) return path;
    const folder = follow(verb, parentOf(path), true, depth);
    const at = joinPath(folder, path.slice(path.lastIndexOf("/") + 1));
    const node = nodes.get(at);
    if (node?.kind !== "link" || !own) return at;
    return follow(verb, resolvePath(folder, node.target), true, depth + 1);
  };
  const get = (verb: string, path: string, own = true): [string, Node] => {
    const at = follow(verb, path, own);
    const node = nodes.get(at);
    if (node) return [at, node];
    throw failure(verb, path, nodes.get(parentOf(at))?.kind === "file" ? "ENOTDIR" : "ENOENT");
  };
  const childrenOf = (folder: string): string[] =>
    [...nodes.keys()].filter((path) => path !== folder && parentOf(path) === folder);

  const createFile = (
    host: MemoryHost,
    operation: HostOperation,
    path: string,
    content: string | Uint8Array,
  ): boolean => {
    const half = host.before?.(operation, path) === "half";
    const verb = operation === "writeFile" ? "write" : "create";
    const at = follow(verb, path, false);
    const [, folder] = get(verb, parentOf(at));
    if (folder.kind !== "folder") throw failure(verb, path, "ENOTDIR");
    if (nodes.has(at)) return false;
    nodes.set(at, fileOf(half ? content.slice(0, Math.floor(content.length / 2)) : content));
    if (half) host.halved?.();
    return true;
  };

  const host: MemoryHost = {
    before: undefined,
    halved: undefined,
    readFile(path) {
      host.before?.("readFile", path);
      const [, node] = get("read", path);
      if (node.kind !== "file") throw failure("read", path, "EISDIR");
      return node.bytes.slice();
    },
    stat(path): FileStat | undefined {
      host.before?.("stat", path);
      let node: Node | undefined;
      try {
        node = nodes.get(follow("look at", path, false));
      } catch {
        return undefined;
      }
      if (node === undefined) return undefined;
      // Each writing has a number of its own, which stands for its time and its place.
      if (node.kind === "file") {
        const { bytes, modified } = node;
        return { kind: "file", size: bytes.length, modified, changed: modified, inode: modified };
      }
      return { kind: node.kind, size: 0, modified: 0 };
    },
    list(path): readonly DirectoryEntry[] {
      host.before?.("list", path);
      const [at, node] = get("list", path);
      if (node.kind !== "folder") throw failure("list", path, "ENOTDIR");
      return childrenOf(at)
        .map((child) => ({ name: child.slice(child.lastIndexOf("/") + 1), kind: (nodes.get(child) as Node).kind }))
        .sort((a, b) => byCodeUnit(a.name, b.name));
    },
    realpath(path) {
      host.before?.("realpath", path);
      return get("resolve", path)[0];
    },
    writeFile(path, bytes) {
      if (!createFile(host, "writeFile", path, bytes)) throw failure("write", path, "EEXIST");
    },
    replaceFile(path, bytes) {
      host.before?.("replaceFile", path);
      const [at, node] = get("replace", path, false);
      if (node.kind !== "file") throw failure("replace", path, "EINVAL", "it is not a plain file");
      nodes.set(at, fileOf(bytes));
    },
    createExclusive: (path, text) => createFile(host, "createExclusive", path, text),
    makeFolder(path) {
      host.before?.("makeFolder", path);
      makeFolders(follow("create", path, true));
    },
    rename(from, to) {
      host.before?.("rename", to);
      const [source, node] = get("replace", from, false);
      const target = follow("replace", to, false);
      if (nodes.get(parentOf(target))?.kind !== "folder") throw failure("replace", to, "ENOENT");
      if (nodes.get(target)?.kind === "folder") throw failure("replace", to, "EISDIR");
      const below = [...nodes].filter(([path]) => path.startsWith(`${source}/`));
      for (const [path, moved] of below) {
        nodes.delete(path);
        nodes.set(`${target}${path.slice(source.length)}`, moved);
      }
      nodes.delete(source);
      nodes.set(target, node);
    },
    removeFile(path) {
      host.before?.("removeFile", path);
      const [at, node] = get("delete", path, false);
      if (node.kind === "folder") throw failure("delete", path, "EISDIR");
      nodes.delete(at);
    },
    removeEmptyFolder(path) {
      host.before?.("removeEmptyFolder", path);
      const at = follow("delete", path, false);
      if (nodes.get(at)?.kind === "folder" && childrenOf(at).length === 0) nodes.delete(at);
    },
    syncFolder(path) {
      host.before?.("syncFolder", path);
      get("sync", path);
    },
    link: (path, target) => put(path, { kind: "link", target }),
    edit: (path, content) => put(path, fileOf(content)),
    tree(folder = "/") {
      const found: Record<string, string> = {};
      for (const path of [...nodes.keys()].sort(byCodeUnit)) {
        const node = nodes.get(path) as Node;
        if (folder !== "/" && relativeWithin(folder, path) === undefined) continue;
        if (node.kind === "file") found[path] = new TextDecoder().decode(node.bytes);
        if (node.kind === "link") found[path] = `-> ${node.target}`;
      }
      return found;
    },
    folders: (folder = "/") =>
      [...nodes.keys()]
        .filter((path) => nodes.get(path)?.kind === "folder")
        .filter((path) => folder === "/" || relativeWithin(folder, path) !== undefined)
        .sort(byCodeUnit),
  };
  makeFolders("/");
  for (const [path, content] of Object.entries(files)) {
    if (path.endsWith("/")) makeFolders(path.slice(0, -1));
    else put(path, fileOf(content));
  }
  for (const [path, target] of Object.entries(links)) put(path, { kind: "link", target });
  return host;
}

/** Processes for tests: `self` runs, and so do those that are named; all others of the same machine are gone. */
export function memoryProcesses(self = "here 1 1", running: readonly string[] = []): Processes {
  return {
    self,
    stateOf(line) {
      const owner = line.trim();
      if (!owner.startsWith("here ")) return "unknown";
      return owner === self || running.includes(owner) ? "running" : "gone";
    },
    pause: () => {},
  };
}
