import type { FileStat, Host } from "../host/host.ts";
import { joinPath } from "../host/paths.ts";

export const manifestName = "manifest.json";
/** The one folder of ours inside the output: gone whenever no run is under way. */
const workName = ".tocsin";

/** Where a run keeps what it needs, below `<output>/.tocsin`. */
export interface WorkArea {
  readonly folder: string;
  readonly lock: string;
  /** A journal before it is complete, the journal, and the journal once the run is being taken back. */
  readonly draft: string;
  readonly journal: string;
  readonly undo: string;
  /** New files before they are moved to their places; old ones, kept until all are. */
  readonly staged: string;
  readonly kept: string;
}

export function workArea(output: string): WorkArea {
  const folder = joinPath(output, workName);
  const at = (name: string) => joinPath(folder, name);
  return {
    folder,
    lock: at("lock"),
    draft: at("journal.draft"),
    journal: at("journal"),
    undo: at("undo"),
    staged: at("new"),
    kept: at("old"),
  };
}

/**
 * Whether a path may be joined to the output folder: relative, no empty, `.` or `..` part, none of the characters that a system reads in its own way
 * (a drive, a stream, a backslash, a control character), and not in our own work folder.
 */
export function isPlainPath(path: string): boolean {
  // eslint-disable-next-line no-control-regex
  if (path.length === 0 || /[\\:*?"<>|\u0000-\u001f\u007f]/.test(path)) return false;
  const parts = path.split("/");
  return (
    parts[0]?.toLowerCase() !== workName &&
    parts.every((part) => part !== "" && !/^\.+$/.test(part) && !/[. ]$/.test(part))
  );
}

export type Place =
  | { readonly state: "absent" }
  | { readonly state: "there" }
  /** `at`, which is the path or a folder above it below the output, is not what it must be. */
  | { readonly state: "blocked"; readonly at: string; readonly kind: FileStat["kind"]; readonly wanted: Wanted };
type Wanted = "file" | "folder";

/** Looks at places below one folder; each folder on the way is looked at once. */
export function placeFinder(host: Host, output: string): (path: string, wanted: Wanted) => Place {
  const folders = new Map<string, Place>([["", { state: "there" }]]);
  const find = (path: string, wanted: Wanted): Place => {
    const known = wanted === "folder" ? folders.get(path) : undefined;
    if (known !== undefined) return known;
    const above = find(path.slice(0, Math.max(0, path.lastIndexOf("/"))), "folder");
    const place = above.state === "there" ? examine(path, wanted) : above;
    if (wanted === "folder") folders.set(path, place);
    return place;
  };
  const examine = (path: string, wanted: Wanted): Place => {
    const stat = host.stat(joinPath(output, path));
    if (stat === undefined) return { state: "absent" };
    return stat.kind === wanted ? { state: "there" } : { state: "blocked", at: path, kind: stat.kind, wanted };
  };
  return find;
}
