/**
 * Why no kill leaves a mixture. What a run wants to do to the output is known in full before it does the first thing to it:
 *
 * 1. New files lie synced in `.tocsin/new`, copies of those that they replace in `.tocsin/old`. The output is as it was; a run that finds this
 *    and no journal throws it away.
 * 2. The journal, which lists every step with the hashes before and after, is written aside, synced, and renamed into place: it is there whole or not at all.
 *    This rename is the moment from which the new state counts.
 * 3. The steps are made. Each is one rename, so each file is old or new at any moment and never missing; each leaves a trace (the file in `new` is gone,
 *    the one in `old` is there), so a run that finds a journal makes those that are left. Making a step twice changes nothing.
 * 4. If a step fails, the journal is renamed to `undo`, and the steps are taken back from the copies, in the same way: whoever finds `undo` goes on with it.
 * 5. Renames are synced before the journal is removed, and the journal before the copies.
 *
 * A file that somebody changed between the kill and the recovery has neither of the two hashes: it is left alone.
 */
import { type Host, HostError } from "../host/host.ts";
import { joinPath, parentOf } from "../host/paths.ts";
import { isPlainPath, placeFinder, type WorkArea } from "./paths.ts";
import { sha256 } from "../util/sha256.ts";

/** One file to put in its place; `was` is the exact hash of what it replaces. */
interface Replacement {
  readonly path: string;
  /** Name in `new`, and in `old` for what it replaces. */
  readonly file: string;
  readonly hash: string;
  readonly was?: string;
}

/** One file to take out of its place. */
interface Removal {
  readonly path: string;
  readonly file: string;
  readonly was: string;
}

export interface Journal {
  readonly replace: readonly Replacement[];
  readonly remove: readonly Removal[];
  /** Folders that did not exist, outer ones first. */
  readonly folders: readonly string[];
}

/** Everything that the steps need: the output folder is the root of all paths in the journal. */
export interface Scene {
  readonly host: Host;
  readonly output: string;
  readonly area: WorkArea;
}

/** Step 2. Everything that the journal names is synced before it appears. */
export function writeJournal({ host, area }: Scene, journal: Journal): void {
  host.writeFile(area.draft, `${JSON.stringify(journal, undefined, 1)}\n`);
  for (const folder of [area.staged, area.kept]) if (host.stat(folder) !== undefined) host.syncFolder(folder);
  host.rename(area.draft, area.journal);
  host.syncFolder(area.folder);
}

/** Step 3, from wherever it stopped. Throws HostError. */
export function applyJournal(scene: Scene, journal: Journal, recovering: boolean): void {
  const { host, output, area } = scene;
  for (const folder of journal.folders) host.makeFolder(joinPath(output, folder));
  for (const { path, file, was } of journal.replace) {
    const staged = joinPath(area.staged, file);
    if (recovering && (host.stat(staged) === undefined || hashAt(scene, path) !== was)) continue;
    host.rename(staged, joinPath(output, path));
  }
  for (const { path, file, was } of journal.remove) {
    if (recovering && hashAt(scene, path) !== was) continue;
    host.rename(joinPath(output, path), joinPath(area.kept, file));
  }
  for (const { path } of journal.remove) removeEmptyParents(scene, path);
  syncTouched(scene, journal);
}

/** Step 4, from wherever it stopped. Throws HostError. */
export function undoJournal(scene: Scene, journal: Journal): void {
  const { host, output, area } = scene;
  if (host.stat(area.journal) !== undefined) {
    host.rename(area.journal, area.undo);
    host.syncFolder(area.folder);
  }
  for (const { path, file, was } of journal.remove) {
    if (hashAt(scene, path) !== undefined || host.stat(joinPath(area.kept, file)) === undefined) continue;
    host.makeFolder(parentOf(joinPath(output, path)));
    if (was !== undefined) host.rename(joinPath(area.kept, file), joinPath(output, path));
  }
  for (const { path, file, hash, was } of journal.replace) {
    if (hashAt(scene, path) !== hash || hash === was) continue;
    if (was === undefined) host.removeFile(joinPath(output, path));
    else host.rename(joinPath(area.kept, file), joinPath(output, path));
  }
  for (const folder of journal.folders.toReversed()) host.removeEmptyFolder(joinPath(output, folder));
  syncTouched(scene, journal);
}

/**
 * Finishes what an interrupted run began, or takes it back, and clears its remains away.
 *
 * @returns what was done; "damaged" when the journal cannot be understood (nothing was touched then)
 */
export function recover(scene: Scene): "finished" | "undone" | "nothing" | "damaged" {
  const { host, area } = scene;
  const undoing = host.stat(area.undo) !== undefined;
  if (!undoing && host.stat(area.journal) === undefined) {
    clear(scene);
    return "nothing";
  }
  const journal = readJournal(scene, undoing ? area.undo : area.journal);
  if (journal === undefined) return "damaged";
  if (undoing || !tryToApply(scene, journal)) {
    undoJournal(scene, journal);
    clear(scene);
    return "undone";
  }
  clear(scene);
  return "finished";
}

/** Step 5. The lock stays: it is its holder's. */
export function clear({ host, area }: Scene): void {
  for (const file of [area.draft, area.journal, area.undo]) {
    if (host.stat(file)?.kind !== "file") continue;
    host.removeFile(file);
    host.syncFolder(area.folder);
  }
  for (const folder of [area.staged, area.kept]) {
    // A link to elsewhere is not ours to empty.
    if (host.stat(folder)?.kind !== "folder") continue;
    for (const { name, kind } of host.list(folder)) if (kind === "file") host.removeFile(joinPath(folder, name));
    host.removeEmptyFolder(folder);
  }
}

function tryToApply(scene: Scene, journal: Journal): boolean {
  try {
    applyJournal(scene, journal, true);
    return true;
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}

/** A journal comes from a folder that others can write to: it names nothing outside the output, or it is none. */
function readJournal(scene: Scene, path: string): Journal | undefined {
  let journal: Journal;
  try {
    journal = JSON.parse(Buffer.from(scene.host.readFile(path)).toString("utf8")) as Journal;
    const steps = [...journal.replace, ...journal.remove];
    const find = placeFinder(scene.host, scene.output);
    const stepsAreSound = steps.every(
      ({ path, file }) => isPlainPath(path) && /^\d+$/.test(file) && find(path, "file").state !== "blocked",
    );
    const foldersAreSound = journal.folders.every(
      (path) => isPlainPath(path) && find(path, "folder").state !== "blocked",
    );
    return stepsAreSound && foldersAreSound ? journal : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function hashAt({ host, output }: Scene, path: string): string | undefined {
  const at = joinPath(output, path);
  return host.stat(at)?.kind === "file" ? sha256(host.readFile(at)) : undefined;
}

function removeEmptyParents({ host, output }: Scene, path: string): void {
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
    host.removeEmptyFolder(joinPath(output, path.slice(0, at)));
  }
}

function syncTouched({ host, output }: Scene, { replace, remove, folders }: Journal): void {
  const paths = [...replace, ...remove].map(({ path }) => path);
  const touched = new Set([...paths, ...folders].map((path) => parentOf(joinPath(output, path))));
  for (const folder of touched) if (host.stat(folder)?.kind === "folder") host.syncFolder(folder);
}
