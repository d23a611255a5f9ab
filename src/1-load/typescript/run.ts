/** The process in which TypeScript specs run: one for all specs of a run, started when the first one is met. */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type Child, startChild } from "../../host/child.ts";
import { fromNative, toNative } from "../../host/paths.ts";

/** What running a spec gave. Pointers of a list start with the place in it. */
export type Answer =
  | { readonly kind: "exported"; readonly value: unknown; readonly problems: readonly Problem[] }
  | { readonly kind: "no-default" }
  | { readonly kind: "threw"; readonly failure: Failure }
  | { readonly kind: "timeout"; readonly seconds: number }
  | { readonly kind: "stopped"; readonly why: string };

export interface Problem {
  readonly pointer: string;
  readonly what: string;
  readonly help: string;
}

export interface Failure {
  readonly message: string;
  readonly code?: string;
  /** Of what the process may not do. */
  readonly permission?: string;
  readonly resource?: string;
  /** Absolute POSIX paths, the innermost call first. */
  readonly frames: readonly { readonly path: string; readonly line: number }[];
}

export interface RunnerOptions {
  /** Absolute real folder that specs may read; undefined: all folders. */
  readonly readable: string | undefined;
  /** For one spec. */
  readonly timeLimit: number;
}

export const defaultTimeLimit = 5000;
const startLimit = 60_000;
const answerLimit = 16 * 1024 * 1024;
const memoryLimit = 256;
/** A process is started anew after a spec that ended it, so often. */
const mostStarts = 5;

/** Built, the program lies in `dist/typescript`; the chunk with this module, in `dist/bin/chunks` or `dist/lib/chunks`. */
const fromSources = import.meta.url.endsWith(".ts");
const fileOf = (source: string, built: string): string =>
  fileURLToPath(new URL(fromSources ? source : `../../typescript/${built}`, import.meta.url));
const program = fileOf("child/main.mjs", "main.mjs");
const author = fileOf("../../author/author.ts", "author.mjs");

export class Runner {
  private readonly options: RunnerOptions;
  private child: Child | undefined;
  private starts = 0;

  constructor(options: RunnerOptions) {
    this.options = options;
  }

  /**
   * @param path absolute, POSIX, real
   * @param texts of the spec and of what it imports, by such paths: what is run is what was checked, whatever stands on disk by now
   */
  async run(path: string, texts: ReadonlyMap<string, string>): Promise<Answer> {
    if (this.child?.isRunning !== true) {
      if (this.starts >= mostStarts) return { kind: "stopped", why: "too many specs before it did not end well" };
      this.child = await this.start();
    }
    const request = { path: toNative(path), texts: [...texts].map(([file, text]) => [toNative(file), text]) };
    const reply = await this.child.ask(JSON.stringify(request), this.options.timeLimit);
    switch (reply.kind) {
      case "line":
        return answerOf(reply.text);
      case "late":
        return { kind: "timeout", seconds: this.options.timeLimit / 1000 };
      case "flood":
        return { kind: "stopped", why: `it gives more than ${answerLimit / 1024 / 1024} MiB` };
      case "ended":
        return { kind: "stopped", why: reply.aborted ? outOfMemory : "it ends the process that runs it" };
    }
  }

  close(): void {
    this.child?.stop();
  }

  private async start(): Promise<Child> {
    this.starts++;
    const jiti = stripsTypes() ? undefined : jitiLibrary();
    const child = startChild({
      flags: flagsFor(this.options.readable, jiti),
      program,
      args: [author, ...(jiti === undefined ? [] : [jiti])],
      // Nothing of the machine, so that a spec gives the same everywhere and learns no secret.
      env: { TZ: "UTC", LANG: "C" },
      answerLimit,
    });
    const reply = await child.ask(undefined, startLimit);
    if (reply.kind === "line") return child;
    throw new Error(`the process that runs TypeScript specs did not start (${reply.kind})`);
  }
}

const outOfMemory = `it needs more than ${memoryLimit} MiB of memory, or is killed`;

function answerOf(line: string): Answer {
  const stray: Answer = { kind: "stopped", why: "it writes to the channel that its result is read from" };
  try {
    const answer = JSON.parse(line) as {
      hasDefault?: boolean;
      value?: unknown;
      problems?: Problem[];
      failure?: Failure;
    };
    if (answer.failure !== undefined) {
      const frames = answer.failure.frames.map((frame) => ({ ...frame, path: fromNative(frame.path) }));
      return { kind: "threw", failure: { ...answer.failure, frames } };
    }
    if (answer.hasDefault === false) return { kind: "no-default" };
    if (!Array.isArray(answer.problems)) return stray;
    return { kind: "exported", value: answer.value, problems: answer.problems };
  } catch {
    return stray;
  }
}

/** Node strips types without a flag from 22.18 and 24 on; `registerHooks` came before that. */
function stripsTypes(): boolean {
  return Boolean((process.features as { typescript?: unknown }).typescript);
}

function jitiLibrary(): string {
  return createRequire(import.meta.url)
    .resolve("jiti")
    .replace(/jiti\.cjs$/, "jiti.mjs");
}

/** The permission model is stable from 22.13 on; before, it goes by another name and does what is needed here. */
function flagsFor(readable: string | undefined, jiti: string | undefined): string[] {
  const known = process.allowedNodeEnvironmentFlags;
  const permission = ["--permission", "--experimental-permission"].find((flag) => known.has(flag));
  const limits = ["--no-warnings", `--max-old-space-size=${memoryLimit}`];
  if (permission === undefined) return limits;
  const own = [program, author, ...(jiti === undefined ? [] : [jiti])].map((file) => file.replace(/[^/\\]+$/, ""));
  const packageOfJiti = jiti === undefined ? [] : [jiti.replace(/lib[/\\][^/\\]+$/, "")];
  const folders =
    readable === undefined ? ["*"] : [...own, ...packageOfJiti, `${toNative(readable).replace(/[/\\]$/, "")}/`];
  return [
    ...limits,
    permission,
    ...new Set(folders.map((folder) => `--allow-fs-read=${folder === "*" ? "*" : `${folder}*`}`)),
  ];
}
