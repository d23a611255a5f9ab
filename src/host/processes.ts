import fs from "node:fs";
import os from "node:os";

/** What a lock needs to know about the processes of this machine. */
export interface Processes {
  /** One line that names this process; another of the same number, before or after, has another line. */
  readonly self: string;
  /** "unknown" when the process ran on another machine. */
  stateOf(line: string): "running" | "gone" | "unknown";
  /** Blocks for so many milliseconds. */
  pause(milliseconds: number): void;
}

/** Processes of this machine, told apart by host name, number and, where `/proc` says it, time of start. */
export function nodeProcesses(): Processes {
  const machine = os.hostname();
  const describe = (pid: number) => `${machine} ${pid} ${startOf(pid) ?? "-"}`;
  return {
    self: describe(process.pid),
    stateOf(line) {
      const [host, number, start] = line.trim().split(" ");
      const pid = Number(number);
      if (host !== machine || !Number.isSafeInteger(pid) || pid <= 0) return "unknown";
      if (!isRunning(pid)) return "gone";
      return start === (startOf(pid) ?? "-") ? "running" : "gone";
    },
    pause: (milliseconds) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds),
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Clock ticks between the machine's start and the process's: field 22 of `/proc/<pid>/stat`, whose second field may hold blanks. */
function startOf(pid: number): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
