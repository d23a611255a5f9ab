import { type Host, HostError } from "../host/host.ts";
import type { Processes } from "../host/processes.ts";
import type { WorkArea } from "./paths.ts";

export interface LockOptions {
  readonly processes: Processes;
  /** How long to wait for another run, in milliseconds. */
  readonly patience: number;
  /** Called once when another run must be waited for. */
  readonly onWait?: () => void;
}

export interface Lock {
  /** False when another run took the lock for abandoned: nothing may be written then. */
  isHeld(): boolean;
  release(): void;
}

const interval = 100;

/**
 * Takes the lock of an output folder, whose work folder it makes. A lock of a process that is gone is taken over; so is one whose line is not complete
 * (its writer died in the middle) once patience is at its end.
 *
 * Two runs that find the same dead lock at the same moment may both take it: each holder therefore asks `isHeld` before it moves anything.
 *
 * @returns undefined when another run still holds it after `patience`
 */
export function takeLock(host: Host, area: WorkArea, { processes, patience, onWait }: LockOptions): Lock | undefined {
  const own = `${processes.self}\n`;
  for (let waited = 0; ;) {
    if (create(host, area, own)) break;
    const other = readLock(host, area);
    if (other === undefined) continue;
    const complete = other.endsWith("\n");
    const state = complete ? processes.stateOf(other) : "unknown";
    if (state === "gone" || (!complete && waited >= patience)) {
      removeIfThere(host, area.lock);
      continue;
    }
    if (waited >= patience) return undefined;
    if (waited === 0) onWait?.();
    processes.pause(interval);
    waited += interval;
  }
  const isHeld = () => readLock(host, area) === own;
  return {
    isHeld,
    release() {
      if (isHeld()) removeIfThere(host, area.lock);
      host.removeEmptyFolder(area.folder);
    },
  };
}

function create(host: Host, area: WorkArea, text: string): boolean {
  host.makeFolder(area.folder);
  try {
    return host.createExclusive(area.lock, text);
  } catch (error) {
    // Another run has just released its lock and removed the folder: try again.
    if (error instanceof HostError && error.code === "ENOENT") return false;
    throw error;
  }
}

function readLock(host: Host, area: WorkArea): string | undefined {
  return ignoreMissing(() => Buffer.from(host.readFile(area.lock)).toString("utf8"));
}

function removeIfThere(host: Host, path: string): void {
  ignoreMissing(() => host.removeFile(path));
}

function ignoreMissing<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof HostError && error.code === "ENOENT") return undefined;
    throw error;
  }
}
