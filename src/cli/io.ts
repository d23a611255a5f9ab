import type { Git } from "../host/git.ts";
import type { Host } from "../host/host.ts";
import type { Http } from "../host/http.ts";
import type { Processes } from "../host/processes.ts";
import type { Listen } from "../host/server.ts";
import type { Programs } from "../host/programs.ts";
import type { Watcher } from "../host/watch.ts";

/** Everything that a command touches outside itself: a test gives its own. */
export interface Io {
  readonly host: Host;
  readonly processes: Processes;
  /** Absolute, POSIX. */
  readonly folder: string;
  /** `YYYY-MM-DD`, for suppressions that end. */
  readonly today: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Where answers may be kept for runs that see the same, and what tells builds of tocsin apart; without it none are kept. */
  readonly cache?: { readonly folder: string; readonly build: string };
  /** For commands that are told to ask another machine; none is asked without it. */
  readonly http?: Http;
  /** For the command that shows a page; none is shown without it. */
  readonly listen?: Listen;
  /** Programs of the machine; none is found without it. */
  readonly programs?: Programs;
  /** What asks repositories; undefined where the machine has no `git`. */
  git?(): Git | undefined;
  /**
   * Tells of changes below a folder, and once that the command was interrupted.
   *
   * @param isIgnored absolute paths of what is not looked at
   */
  watch?(
    folder: string,
    isIgnored: (path: string) => boolean,
    onChange: () => void,
    onInterrupt: () => void,
  ): Promise<Watcher>;
  readStdin(): Promise<Uint8Array>;
  /** What asks a question on the terminal; undefined when there is none. */
  asker(): ((question: string) => Promise<string>) | undefined;
}

export interface Stream {
  readonly isTerminal: boolean;
  /** Of the terminal. */
  readonly columns: number | undefined;
  write(text: string): void;
  /** For what is gone in a moment and is no part of the answer; `write` where it is absent. */
  passing?(text: string): void;
}

/** The same everywhere: 1 "the answer is no", 2 "could not run", 3 "no answer": a source that was wanted could not be asked. */
export const exitStatus = { ok: 0, no: 1, failed: 2, unknown: 3, interrupted: 130 } as const;
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** What stops a command before it has an answer, by no fault of ours: a wrong flag, no workspace. The message is for people. */
export class CannotRun extends Error {
  readonly help: string | undefined;
  constructor(message: string, help?: string) {
    super(message);
    this.name = "CannotRun";
    this.help = help;
  }
}
