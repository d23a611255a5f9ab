/** The process in which TypeScript specs run: one for all specs of a run, started when the first one is met. */
import { createRequire } from "node:module";
import { type Child, type Reply, startChild } from "../../host/child.ts";
import { fromNative, toNative } from "../../host/paths.ts";
import { authorModule, ruleAuthorModule, ruleEngine, runnerProgram } from "./programs.ts";

/** What running a spec gave. Pointers of a list start with the place in it. */
export type Answer =
  | {
      readonly kind: "exported";
      readonly value: unknown;
      readonly problems: readonly Problem[];
      readonly rules?: unknown;
    }
  | { readonly kind: "no-default"; readonly rules?: unknown }
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
  /** Whether modules may export rules, which takes a process that knows all of the compiler. */
  readonly rules?: boolean;
}

/** What rules that are asked say: line after line, or why there are no more. */
export type RuleReply =
  | { readonly kind: "said"; readonly value: Readonly<Record<string, unknown>> }
  | Extract<Answer, { readonly kind: "threw" | "timeout" | "stopped" }>;

export const defaultTimeLimit = 5000;
const startLimit = 60_000;
const answerLimit = 16 * 1024 * 1024;
const memoryLimit = 256;
/** Rules see the model of a whole workspace. */
const ruleMemoryLimit = 1024;
/** A process is started anew after a spec that ended it, so often. */
const mostStarts = 5;

export class Runner {
  private readonly options: RunnerOptions;
  private child: Child | undefined;
  private starting: Promise<Child> | undefined;
  private starts = 0;

  constructor(options: RunnerOptions) {
    this.options = options;
  }

  /** Starts the process that the next spec will need, while the spec is still being read. */
  prepare(): void {
    if (this.child?.isRunning === true || this.starts >= mostStarts) return;
    this.starting ??= this.start();
    // Whoever waits for it is told.
    this.starting.catch(() => undefined);
  }

  /**
   * @param path absolute, POSIX, real
   * @param texts of the spec and of what it imports, by such paths: what is run is what was checked, whatever stands on disk by now
   */
  async run(path: string, texts: ReadonlyMap<string, string>): Promise<Answer> {
    if (this.child?.isRunning !== true) {
      this.prepare();
      if (this.starting === undefined) return { kind: "stopped", why: "too many specs before it did not end well" };
      this.child = await this.starting;
      this.starting = undefined;
    }
    const request = { path: toNative(path), texts: [...texts].map(([file, text]) => [toNative(file), text]) };
    const reply = await this.child.ask(JSON.stringify(request), this.options.timeLimit);
    return reply.kind === "line" ? answerOf(reply.text) : this.without(reply);
  }

  /**
   * Asks the rules of the module that was run last.
   *
   * @param request plain data
   * @param timeLimit until the first line, milliseconds; each of the others has twice that of a spec
   */
  async *askRules(request: unknown, timeLimit: number): AsyncGenerator<RuleReply> {
    const { child } = this;
    if (child?.isRunning !== true) return yield { kind: "stopped", why: "the process that runs it has ended" };
    let reply = await child.ask(JSON.stringify({ rules: request }), timeLimit);
    for (;;) {
      if (reply.kind !== "line") return yield this.without(reply);
      const value = parsed(reply.text);
      if (!isMap(value)) return yield stray;
      const { failure } = value;
      if (isMap(failure)) return yield { kind: "threw", failure: failureOf(failure) };
      yield { kind: "said", value };
      if (value["done"] === true) return;
      reply = await child.ask(undefined, 2 * this.options.timeLimit);
    }
  }

  /** Why there is no answer. */
  private without(reply: Exclude<Reply, { kind: "line" }>): Extract<Answer, { kind: "timeout" | "stopped" }> {
    switch (reply.kind) {
      case "late":
        return { kind: "timeout", seconds: this.options.timeLimit / 1000 };
      case "flood":
        return { kind: "stopped", why: `it gives more than ${answerLimit / 1024 / 1024} MiB` };
      case "ended":
        return { kind: "stopped", why: reply.aborted ? this.outOfMemory : "it ends the process that runs it" };
    }
  }

  private get outOfMemory(): string {
    return `it needs more than ${this.options.rules === true ? ruleMemoryLimit : memoryLimit} MiB of memory, or is killed`;
  }

  close(): void {
    this.child?.stop();
    void this.starting?.then((child) => child.stop()).catch(() => undefined);
  }

  private async start(): Promise<Child> {
    this.starts++;
    const { readable, rules = false } = this.options;
    const jiti = stripsTypes() ? undefined : jitiLibrary();
    const child = startChild({
      flags: flagsFor(readable, jiti, rules),
      program: runnerProgram,
      args: [rules ? ruleAuthorModule : authorModule, jiti ?? "", ...(rules ? [ruleEngine] : [])],
      // Nothing of the machine, so that a spec gives the same everywhere and learns no secret.
      env: { TZ: "UTC", LANG: "C" },
      answerLimit,
    });
    const reply = await child.ask(undefined, startLimit);
    if (reply.kind === "line") return child;
    throw new Error(`the process that runs TypeScript specs did not start (${reply.kind})`);
  }
}

/** A spec shares the process with the one that answers for it: what it says is looked at like any other input. */
function answerOf(line: string): Answer {
  const answer = parsed(line);
  if (!isMap(answer)) return stray;
  const { failure, hasDefault, problems, value, rules } = answer;
  if (isMap(failure)) return { kind: "threw", failure: failureOf(failure) };
  if (hasDefault === false) return { kind: "no-default", rules };
  if (!Array.isArray(problems) || !problems.every(isProblem)) return stray;
  return { kind: "exported", value, problems, rules };
}

const stray = { kind: "stopped", why: "it writes to the channel that its result is read from" } as const;

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

export function failureOf({ message, code, permission, resource, frames }: Record<string, unknown>): Failure {
  const isFrame = (frame: unknown): frame is { path: string; line: number } =>
    isMap(frame) && typeof frame["path"] === "string" && typeof frame["line"] === "number";
  return {
    message: typeof message === "string" ? message : "",
    ...(typeof code === "string" && { code }),
    ...(typeof permission === "string" && { permission }),
    ...(typeof resource === "string" && { resource }),
    frames: (Array.isArray(frames) ? frames : [])
      .filter(isFrame)
      .map(({ path, line }) => ({ path: fromNative(path), line })),
  };
}

function isProblem(value: unknown): value is Problem {
  return isMap(value) && ["pointer", "what", "help"].every((key) => typeof value[key] === "string");
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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
function flagsFor(readable: string | undefined, jiti: string | undefined, rules: boolean): string[] {
  const known = process.allowedNodeEnvironmentFlags;
  const permission = ["--permission", "--experimental-permission"].find((flag) => known.has(flag));
  const limits = ["--no-warnings", `--max-old-space-size=${rules ? ruleMemoryLimit : memoryLimit}`];
  if (permission === undefined) return limits;
  const own = [runnerProgram, authorModule, ...(rules ? [ruleEngine] : []), ...(jiti === undefined ? [] : [jiti])].map(
    (file) => file.replace(/[^/\\]+$/, ""),
  );
  const packageOfJiti = jiti === undefined ? [] : [jiti.replace(/lib[/\\][^/\\]+$/, "")];
  const folders =
    readable === undefined ? ["*"] : [...own, ...packageOfJiti, `${toNative(readable).replace(/[/\\]$/, "")}/`];
  return [
    ...limits,
    permission,
    ...new Set(folders.map((folder) => `--allow-fs-read=${folder === "*" ? "*" : `${folder}*`}`)),
  ];
}
