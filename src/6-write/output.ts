import type { Artifact } from "../5-emit/artifact.ts";
import { type Diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { byCodeUnit } from "../diagnostics/sort.ts";
import { type Host, HostError } from "../host/host.ts";
import { joinPath } from "../host/paths.ts";
import { diagnostic } from "./diagnostics.ts";
import { unifiedDiff } from "./difference.ts";
import { contentHash, isSameContent } from "./hash.ts";
import { applyJournal, clear, type Journal, type Scene, undoJournal, writeJournal } from "./journal.ts";
import { type ManifestEntry, printManifest } from "./manifest.ts";
import { openScene, type OutputOptions } from "./open.ts";
import { isPlainPath, manifestName, type Place, placeFinder } from "./paths.ts";
import { reportBlocked, reportEdited, reportUnneeded, topOf } from "./report.ts";
import { sha256 } from "../util/sha256.ts";

/** The output folder of a workspace while one run fills it. */
export interface Output {
  /** What an interrupted run had begun and this one brought to an end. */
  readonly recovered: "finished" | "undone" | "nothing";
  /** Compares one file with the disk and, when it is to be written, lays it ready. `environment` is the folder that it goes to. */
  stage(artifact: Artifact, environment?: string): void;
  /** What `commit` would do; nothing can be staged afterwards. */
  plan(): Plan;
  /** Puts everything in its place, or nothing. Throws HostError when a file operation failed: then everything is as it was. */
  commit(): readonly Diagnostic[];
  /** What is there after `commit`, by path below the output folder, with exact hashes; the manifest is among them. */
  files(): readonly { readonly path: string; readonly hash: string }[];
  /** Leaves the output as it was. Does nothing after `commit`. */
  abandon(): void;
}

export interface Plan {
  /** By path, below the output folder; the manifest is not among them. */
  readonly changes: readonly Change[];
  readonly manifest: Change;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Change {
  readonly path: string;
  readonly kind: "added" | "changed" | "unchanged" | "removed";
  /** True when what stands on the disk is not what was generated there: a person's work would be lost. */
  readonly edited: boolean;
  /** From the disk to what the specs give; present when asked for and there is room. */
  readonly diff?: string;
}

interface Entry extends Change {
  /** Exact hash of what is to be written. */
  readonly hash: string;
  /** Exact hash of what it replaces. */
  readonly was?: string;
  /** Name of the staged file. */
  readonly file?: string;
}

/** Differences are kept up to so many characters, so that memory does not grow with what is stale. */
const maxDiffs = 2_000_000;

/**
 * Opens the output folder. With `write` it waits for its lock, brings an interrupted run to its end and makes the folder; without, it writes nothing.
 *
 * @returns no value when the folder cannot be used; throws HostError
 */
export function openOutput(host: Host, folder: string, options: OutputOptions): Outcome<Output> {
  const opened = openScene(host, folder, options);
  if (opened.value === undefined) return { diagnostics: opened.diagnostics };
  const { scene, manifest, lock, recovered, made } = opened.value;
  const show = (path: string) => (options.shown === "" ? path : `${options.shown}/${path}`);
  const find = placeFinder(host, folder);
  const diagnostics: Diagnostic[] = [...opened.diagnostics];
  const entries = new Map<string, Entry>();
  const next = new Map<string, ManifestEntry>();
  const folded = new Set<string>();
  const blocked = new Set<string>();
  let room = options.diffs === true ? maxDiffs : 0;
  let encoded = Buffer.allocUnsafe(0);
  let planned: Plan | undefined;
  let done = false;
  // True while the steps of a journal are being made: what it needs must not be cleared away when making them fails.
  let halfway = false;

  const read = (place: Place, path: string): Uint8Array | undefined =>
    place.state === "there" ? host.readFile(joinPath(folder, path)) : undefined;
  const diffOf = (path: string, before: Uint8Array | undefined, after: string | undefined) => {
    if (room <= 0) return {};
    const diff = unifiedDiff(show(path), before && Buffer.from(before).toString("utf8"), after);
    room -= diff.length;
    return { diff };
  };
  /** UTF-8, until the next call: one buffer serves all texts. */
  const encode = (text: string): Uint8Array => {
    if (encoded.length < 3 * text.length) encoded = Buffer.allocUnsafe(3 * text.length);
    return encoded.subarray(0, encoded.write(text));
  };
  const layReady = (bytes: Uint8Array): string | undefined => {
    if (lock === undefined || hasErrors(diagnostics)) return undefined;
    const file = String(entries.size);
    host.writeFile(joinPath(scene.area.staged, file), bytes);
    return file;
  };

  /** Compares `text` with the disk; `edited` says whether bytes that differ from it are somebody else's work. */
  const compare = (path: string, text: string, edited: (bytes: Uint8Array) => boolean): Entry => {
    const place = find(path, "file");
    const bytes = encode(text);
    const hash = sha256(bytes);
    if (place.state === "blocked") {
      // One link in the place of a folder is one mistake, however many files belong below it.
      if (!blocked.has(place.at)) diagnostics.push(reportBlocked(place, show));
      blocked.add(place.at);
      return { path, kind: "unchanged", edited: false, hash };
    }
    const disk = read(place, path);
    if (disk !== undefined && isSameContent(disk, bytes)) return { path, kind: "unchanged", edited: false, hash };
    const isEdited = disk !== undefined && edited(disk);
    if (isEdited && !options.force) {
      diagnostics.push(reportEdited(show(path), Buffer.from(disk).toString("utf8"), text, manifest.has(path)));
    }
    const file = layReady(bytes);
    return {
      path,
      kind: disk === undefined ? "added" : "changed",
      edited: isEdited,
      hash,
      ...(disk && { was: sha256(disk) }),
      ...(file !== undefined && { file }),
      ...diffOf(path, disk, text),
    };
  };

  const addRemovals = (): void => {
    for (const [path, known] of manifest) {
      if (next.has(path)) continue;
      if (options.covers?.(path, known.sources) === false) {
        next.set(path, known);
        continue;
      }
      const place = find(path, "file");
      if (place.state === "absent") continue;
      const disk = read(place, path);
      const isOurs = disk !== undefined && contentHash(disk) === known.hash;
      if (isOurs || (disk !== undefined && options.force)) {
        const removal = { path, kind: "removed", edited: !isOurs, hash: "", was: sha256(disk) } as const;
        entries.set(path, { ...removal, ...diffOf(path, disk, undefined) });
      } else {
        next.set(path, known);
        diagnostics.push(reportUnneeded(show(path), disk && Buffer.from(disk).toString("utf8")));
      }
    }
  };

  const plan = (): Plan => {
    if (planned !== undefined) return planned;
    addRemovals();
    const changes = [...entries.values()].sort((a, b) => byCodeUnit(a.path, b.path));
    const own = compare(manifestName, printManifest(next), () => false);
    entries.set(manifestName, own);
    planned = { changes: changes.map(publicPart), manifest: publicPart(own), diagnostics };
    return planned;
  };

  const close = (): void => {
    if (done) return;
    done = true;
    if (lock === undefined) return;
    if (!halfway && lock.isHeld()) clear(scene);
    lock.release();
    for (const at of made.toReversed()) host.removeEmptyFolder(at);
  };

  return {
    diagnostics: [],
    value: {
      recovered,
      plan,
      abandon: close,
      files() {
        plan();
        return [...entries.values()].filter(({ kind }) => kind !== "removed");
      },
      stage(artifact, environment) {
        const path = environment === undefined ? artifact.path : `${environment}/${artifact.path}`;
        if (planned !== undefined) throw new Error(`\`${path}\` was staged after the plan was made`);
        if (!isPlainPath(path) || path.toLowerCase() === manifestName)
          throw new Error(`\`${path}\` is no path for an artifact`);
        // Two names that differ in case alone are one file on macOS and Windows.
        if (folded.has(path.toLowerCase())) throw new Error(`\`${path}\` is made twice`);
        folded.add(path.toLowerCase());
        const known = manifest.get(path);
        const entry = compare(path, artifact.text, (bytes) => known === undefined || contentHash(bytes) !== known.hash);
        entries.set(path, entry);
        const hash = artifact.text.includes("\r") ? contentHash(Buffer.from(artifact.text)) : entry.hash;
        next.set(path, { hash, sources: artifact.sources });
      },
      commit() {
        if (lock === undefined || done)
          throw new Error("an output that was opened for comparing alone, or closed, cannot be written");
        if (!lock.isHeld()) return [lockLost(options)];
        if (hasErrors(plan().diagnostics)) throw new Error("a plan with errors cannot be written");
        const journal = prepare(scene, [...entries.values()], show);
        if ("code" in journal) return [journal];
        halfway = true;
        makeSteps(scene, journal);
        halfway = false;
        close();
        return [];
      },
    },
  };
}

function lockLost({ shown }: OutputOptions): Diagnostic {
  return diagnostic("locked", { path: shown }, topOf(shown), {
    help: "nothing was changed; run this again once the other run has ended",
  });
}

/** Keeps copies of what is to be replaced and lists the steps; a diagnostic when the output is not as it was compared. */
function prepare(scene: Scene, entries: readonly Entry[], show: (path: string) => string): Journal | Diagnostic {
  const { host, output, area } = scene;
  const changing = entries.filter(({ kind }) => kind !== "unchanged");
  const find = placeFinder(host, output);
  const folders = new Set<string>();
  for (const { path, was, file } of changing) {
    const place = find(path, "file");
    const bytes = place.state === "there" ? host.readFile(joinPath(output, path)) : undefined;
    if (place.state === "blocked" || (bytes && sha256(bytes)) !== was) {
      const shown = show(path);
      return diagnostic("changed-meanwhile", { path: shown }, topOf(shown), {
        help: "nothing was written; run this again",
      });
    }
    if (bytes !== undefined && file !== undefined) host.writeFile(joinPath(area.kept, file), bytes);
    for (let at = path.indexOf("/"); at > 0; at = path.indexOf("/", at + 1)) {
      if (find(path.slice(0, at), "folder").state === "absent") folders.add(path.slice(0, at));
    }
  }
  return {
    // The manifest is last, as `entries` has it: what it lists is there before it says so.
    replace: changing.flatMap(({ path, file, hash, was }) =>
      file === undefined ? [] : [{ path, file, hash, ...(was !== undefined && { was }) }],
    ),
    remove: changing.flatMap(({ path, kind, was }, at) =>
      kind === "removed" && was !== undefined ? [{ path, file: String(entries.length + at), was }] : [],
    ),
    folders: [...folders],
  };
}

/** Makes all steps or none. Throws HostError; if even taking them back fails, the journal stays for the next run. */
function makeSteps(scene: Scene, journal: Journal): void {
  if (journal.replace.length + journal.remove.length === 0) return;
  try {
    writeJournal(scene, journal);
    applyJournal(scene, journal, false);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    takeBack(scene, journal);
    throw new HostError(error.code, error.path, `${error.message}; everything was put back as it was`);
  }
}

function takeBack(scene: Scene, journal: Journal): void {
  try {
    undoJournal(scene, journal);
    clear(scene);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const promise = "the output is halfway; the next `tocsin generate` will put it right";
    throw new HostError(error.code, error.path, `${error.message}; ${promise}`);
  }
}

function publicPart({ path, kind, edited, diff }: Entry): Change {
  return { path, kind, edited, ...(diff !== undefined && { diff }) };
}
