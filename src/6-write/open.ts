import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import type { Host } from "../host/host.ts";
import { joinPath, parentOf, relativeWithin } from "../host/paths.ts";
import type { Processes } from "../host/processes.ts";
import { diagnostic } from "./diagnostics.ts";
import { recover, type Scene } from "./journal.ts";
import { type Lock, takeLock } from "./lock.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { manifestName, type Place, workArea } from "./paths.ts";
import { reportBlocked, topOf } from "./report.ts";

export interface OutputOptions {
  /** The output folder as diagnostics name it, relative to the workspace root; "" for the root itself. */
  readonly shown: string;
  /** Absolute folder that the output must lie in, links followed; absent when the user named the folder on the command line. */
  readonly within?: string;
  /** Absent: compare alone, nothing is written. */
  readonly write?: { readonly processes: Processes; readonly patience?: number; readonly onWait?: () => void };
  /** Replace files that were edited by hand or are not ours. */
  readonly force?: boolean;
  /** Keep a unified difference of each change. */
  readonly diffs?: boolean;
  /** Whether this run makes all files that come from these sources; a file that it does not cover is never removed. Default: it covers all. */
  readonly covers?: (path: string, sources: readonly string[]) => boolean;
}

export interface OpenScene {
  readonly scene: Scene;
  readonly manifest: Manifest;
  readonly lock?: Lock;
  readonly recovered: "finished" | "undone" | "nothing";
  /** Folders that were made for this run, outer ones first. */
  readonly made: readonly string[];
}

/** How long another run may take before this one gives up, in milliseconds. */
const defaultPatience = 5000;

export function openScene(host: Host, output: string, options: OutputOptions): Outcome<OpenScene> {
  const scene: Scene = { host, output, area: workArea(output) };
  const refusal = refuse(scene, options);
  if (refusal !== undefined) return { diagnostics: [refusal] };
  if (options.write === undefined) {
    if (isInterrupted(scene)) return { diagnostics: [interrupted(options)] };
    return withManifest(scene, options, { recovered: "nothing", made: [] });
  }
  const made = missingFolders(host, output);
  const { processes, patience = defaultPatience, onWait } = options.write;
  const lock = takeLock(host, scene.area, { processes, patience, ...(onWait && { onWait }) });
  if (lock === undefined) return { diagnostics: [locked(scene, options)] };
  try {
    const opened = openLocked(scene, options, made, lock);
    if (opened.value === undefined) lock.release();
    return opened;
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openLocked(scene: Scene, options: OutputOptions, made: readonly string[], lock: Lock): Outcome<OpenScene> {
  const recovered = recover(scene);
  if (recovered === "damaged") return { diagnostics: [damaged(scene, options)] };
  const opened = withManifest(scene, options, { recovered, made, lock });
  if (opened.value === undefined) return opened;
  for (const folder of [scene.area.staged, scene.area.kept]) scene.host.makeFolder(folder);
  return opened;
}

function withManifest(
  scene: Scene,
  options: OutputOptions,
  rest: Omit<OpenScene, "scene" | "manifest">,
): Outcome<OpenScene> {
  const path = joinPath(scene.output, manifestName);
  const shown = show(options, manifestName);
  const kind = scene.host.stat(path)?.kind;
  if (kind !== undefined && kind !== "file") {
    return {
      diagnostics: [
        reportBlocked({ state: "blocked", at: manifestName, kind, wanted: "file" }, (at) => show(options, at)),
      ],
    };
  }
  const text = kind === undefined ? undefined : Buffer.from(scene.host.readFile(path)).toString("utf8");
  const manifest = text === undefined ? new Map() : readManifest(text);
  if (typeof manifest !== "string") return { value: { scene, manifest, ...rest }, diagnostics: [] };
  if (options.force === true) return { value: { scene, manifest: new Map(), ...rest }, diagnostics: [] };
  const help =
    "restore it from version control, or run `tocsin generate --force` to make it and all generated files anew";
  return {
    diagnostics: [diagnostic("unreadable-manifest", { path: shown, reason: manifest }, topOf(shown, text), { help })],
  };
}

/** Nothing is written to a folder outside the workspace, nor through a link in our own work folder. */
function refuse({ host, output, area }: Scene, options: OutputOptions): Diagnostic | undefined {
  const shown = options.shown === "" ? "." : options.shown;
  let existing = output;
  while (host.stat(existing) === undefined && parentOf(existing) !== existing) existing = parentOf(existing);
  const real = host.realpath(existing);
  if (options.within !== undefined && relativeWithin(host.realpath(options.within), real) === undefined) {
    return diagnostic("output-outside", { path: shown }, topOf(shown), {
      help: "name a folder of the workspace under `output`, or give another one with `--out`",
    });
  }
  const kind = host.stat(real)?.kind;
  if (kind !== undefined && kind !== "folder") {
    return diagnostic("blocked-path", { path: shown, kind: "file", wanted: "folder" }, topOf(shown), {
      help: "move it away",
    });
  }
  for (const at of [area.folder, area.staged, area.kept]) {
    const kind = host.stat(at)?.kind;
    if (kind === undefined || kind === "folder") continue;
    const place: Extract<Place, { state: "blocked" }> = {
      state: "blocked",
      at: at.slice(output.length + 1),
      kind,
      wanted: "folder",
    };
    return reportBlocked(place, (path) => show(options, path));
  }
  return undefined;
}

function isInterrupted({ host, area }: Scene): boolean {
  return host.stat(area.journal) !== undefined || host.stat(area.undo) !== undefined;
}

function missingFolders(host: Host, output: string): readonly string[] {
  const missing: string[] = [];
  for (let at = output; host.stat(at) === undefined && parentOf(at) !== at; at = parentOf(at)) missing.unshift(at);
  return missing;
}

function show({ shown }: OutputOptions, path: string): string {
  return shown === "" ? path : `${shown}/${path}`;
}

function interrupted(options: OutputOptions): Diagnostic {
  const path = options.shown === "" ? "." : options.shown;
  return diagnostic("interrupted", { path }, topOf(path), {
    help: "run `tocsin generate`: it finishes or undoes that run first",
  });
}

function locked({ host, area }: Scene, options: OutputOptions): Diagnostic {
  const path = options.shown === "" ? "." : options.shown;
  const [machine, pid] = lockOwner(host, area.lock);
  const who = pid === undefined ? "" : ` (process ${pid} on ${machine})`;
  return diagnostic("locked", { path }, topOf(path), {
    help: `wait until it ends${who}; if no such run exists any more, delete \`${show(options, ".tocsin/lock")}\``,
  });
}

function lockOwner(host: Host, lock: string): readonly string[] {
  return host.stat(lock)?.kind === "file" ? Buffer.from(host.readFile(lock)).toString("utf8").trim().split(" ") : [];
}

function damaged({ host, area }: Scene, options: OutputOptions): Diagnostic {
  const name = host.stat(area.undo) === undefined ? "journal" : "undo";
  const path = show(options, `.tocsin/${name}`);
  const folder = show(options, ".tocsin");
  return diagnostic("unreadable-journal", { path }, topOf(path), {
    help: `delete the folder \`${folder}\`, then run \`tocsin generate --force\` to make all files anew`,
  });
}
