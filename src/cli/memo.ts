/**
 * A run that would see what an earlier one saw is not made again: what that one printed is printed. What was seen is asked of the file system
 * anew each time (every file by its metadata or its hash, every folder by its list), so nothing is taken on trust; the store is a folder of the
 * user's cache and may be deleted at any time.
 */
import { type FileStat, type Host, HostError } from "../host/host.ts";
import { joinPath, parentOf, relativeWithin } from "../host/paths.ts";
import { coarse, hashOfFolder, holds, type Observations, type Recording, recordHost } from "../host/recording.ts";
import { sha256 } from "../util/sha256.ts";
import { type ExitStatus, exitStatus, type Io, type Stream } from "./io.ts";

/** What a command that writes says about its output, for the next run. */
export interface Written {
  /** Absolute. */
  readonly folder: string;
  /** Below it; SHA-256 of what was written. */
  readonly files: readonly { readonly path: string; readonly hash: string }[];
  /** What it would print if it had found all of that there. */
  readonly answer: string;
}

export interface Memo {
  /** What the command is to work with, so that its questions and answers are noted. */
  readonly io: Io;
  /** The status of an earlier run whose answers still hold, once they were printed. */
  recall(): ExitStatus | undefined;
  /** All that programs of this run gave is decided by files that it read. */
  trustPrograms(): void;
  /** Only a command that writes calls it, once all is written. */
  wrote(written: Written): void;
  /** Keeps what this run printed, if another one would print the same. */
  keep(status: ExitStatus): void;
}

interface Kept {
  readonly key: string;
  readonly seen: Observations;
  readonly out: string;
  readonly err: string;
  readonly status: ExitStatus;
}

/** Longer answers are not worth keeping. */
const mostCharacters = 4_000_000;
/** Files in the store; the oldest go first. */
const mostKept = 200;

/**
 * @param io with a cache
 * @param call everything besides files that decides what the command prints: its name, arguments and options
 * @param writes whether the command writes: then only what it says by `wrote` is kept
 */
export function openMemo(io: Io, call: readonly unknown[], writes: boolean): Memo | undefined {
  const { cache, host } = io;
  if (cache === undefined) return undefined;
  const key = sha256(JSON.stringify([cache.build, io.today, ...settings(io), io.folder, ...call]));
  // One file for each call in each folder: a new day or build takes the place of the old one.
  const file = joinPath(cache.folder, sha256(JSON.stringify([io.folder, ...call])).slice(0, 32));
  const recording = recordHost(host);
  const printed = { out: "", err: "" };
  let written: Written | undefined;
  let trusted = false;
  return {
    io: { ...io, host: recording.host, stdout: tee(io.stdout, printed, "out"), stderr: tee(io.stderr, printed, "err") },
    recall() {
      const kept = quietly(() => read(host, file, key));
      if (kept === undefined || quietly(() => holds(host, kept.seen, Date.now())) !== true) return undefined;
      io.stdout.write(kept.out);
      io.stderr.write(kept.err);
      return kept.status;
    },
    trustPrograms: () => void (trusted = true),
    wrote: (what) => void (written = what),
    keep(status) {
      if (writes && (written === undefined || status !== exitStatus.ok)) return;
      if (status !== exitStatus.ok && status !== exitStatus.no) return;
      const isOwn = (path: string) => written !== undefined && relativeWithin(written.folder, path) !== undefined;
      if (![...recording.contradicted].every(isOwn) || printed.out.length + printed.err.length > mostCharacters) return;
      quietly(() => {
        const seen = written === undefined ? recording.seen : withOutput(io, recording, written);
        if (seen === undefined) return;
        // Programs may look at anything, unless they were looked at.
        if (!trusted && Object.keys(seen.files).some((path) => path.endsWith(".ts"))) return;
        store(host, cache.folder, file, { key, seen, ...printed, ...(written && { out: written.answer }), status });
      });
    },
  };
}

/** What of the surroundings shows in the output. */
function settings({ stdout, stderr, variables }: Io): readonly unknown[] {
  return [
    ...[stdout, stderr].flatMap(({ isTerminal, columns }) => [isTerminal, columns]),
    ...["NO_COLOR", "FORCE_COLOR", "TERM"].map((name) => variables[name]),
    process.version,
  ];
}

function tee(stream: Stream, printed: { out: string; err: string }, part: "out" | "err"): Stream {
  return {
    isTerminal: stream.isTerminal,
    columns: stream.columns,
    write(text) {
      printed[part] += text;
      stream.write(text);
    },
    passing: (text) => stream.write(text),
  };
}

/**
 * What the next run will see in the place of the output: what was written, and nothing that an interrupted run leaves.
 * Undefined when this run looked for specs there, and would now find something else.
 */
function withOutput(
  { host, processes }: Io,
  { seen, markNow }: Recording,
  { folder, files }: Written,
): Observations | undefined {
  const outside = <T>(map: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(map).filter(([path]) => relativeWithin(folder, path) === undefined));
  const kinds: Record<string, FileStat["kind"] | null> = outside(seen.kinds);
  // So that a change that comes later shows in the metadata.
  processes.pause(coarse);
  const own = files.map(({ path, hash }) => {
    const at = joinPath(folder, path);
    for (let above = parentOf(at); relativeWithin(folder, above) !== undefined; above = parentOf(above))
      kinds[above] ??= "folder";
    return [at, { hash, mark: markNow(at) }] as const;
  });
  const work = joinPath(folder, ".tocsin");
  const folders = Object.entries(seen.folders).filter(([path]) => relativeWithin(work, path) === undefined);
  const looked = folders.filter(([path]) => relativeWithin(folder, path) !== undefined);
  if (!looked.every(([path, hash]) => hashOfFolder(host, path) === hash)) return undefined;
  return {
    kinds: { ...kinds, [work]: null },
    files: { ...outside(seen.files), ...Object.fromEntries(own) },
    folders: Object.fromEntries(folders),
    links: { ...outside(seen.links), [folder]: host.realpath(folder) },
  };
}

/** The first line is the hash of the rest: what was cut short or changed is no answer. */
function read(host: Host, file: string, key: string): Kept | undefined {
  if (host.stat(file)?.kind !== "file") return undefined;
  const text = Buffer.from(host.readFile(file)).toString("utf8");
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  if (end < 0 || sha256(body) !== text.slice(0, end)) return undefined;
  const kept = JSON.parse(body) as Kept;
  return kept.key === key ? kept : undefined;
}

function store(host: Host, folder: string, file: string, kept: Kept): void {
  host.makeFolder(folder);
  const body = JSON.stringify(kept);
  const draft = `${file}.${process.pid}`;
  try {
    host.writeFile(draft, `${sha256(body)}\n${body}`);
    host.rename(draft, file);
  } catch (error) {
    quietly(() => host.removeFile(draft));
    throw error;
  }
  const all = host.list(folder).filter(({ kind }) => kind === "file");
  if (all.length <= mostKept) return;
  const aged = all.map(({ name }) => ({ name, modified: host.stat(joinPath(folder, name))?.modified ?? 0 }));
  aged.sort((a, b) => a.modified - b.modified);
  for (const { name } of aged.slice(0, aged.length - mostKept)) host.removeFile(joinPath(folder, name));
}

/** A store that cannot be used is as good as none. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof HostError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
