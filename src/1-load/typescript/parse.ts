import type { Comment, EcmaScriptModule, OxcError, Program } from "oxc-parser";
import { type Child, startChild } from "../../host/child.ts";
import { parserProgram } from "./programs.ts";

export interface Parsed {
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly errors: readonly OxcError[];
  readonly module: EcmaScriptModule;
}

const timeLimit = 30_000;
/** Characters; a syntax tree has some fifty times those of its text. */
const answerLimit = 64 * 1024 * 1024;
/** A process is started anew after a text that ended it, so often. */
const mostStarts = 5;

/** Parses texts of a run, in a process that is started with the first. */
export class Parser {
  private child: Child | undefined;
  private starting: Promise<Child> | undefined;
  private starts = 0;

  /** Starts the process that the next text will need. */
  prepare(): void {
    if (this.child?.isRunning === true || this.starts >= mostStarts) return;
    this.starting ??= this.start();
    // Whoever waits for it is told.
    this.starting.catch(() => undefined);
  }

  /** Undefined when the parser cannot take the text: it is nested too deep, or enormous. */
  async parse(path: string, text: string): Promise<Parsed | undefined> {
    if (this.child?.isRunning !== true) {
      this.prepare();
      if (this.starting === undefined) return undefined;
      this.child = await this.starting;
      this.starting = undefined;
    }
    const reply = await this.child.ask(JSON.stringify({ path, text }), timeLimit);
    if (reply.kind !== "line") return undefined;
    const answer = JSON.parse(reply.text) as Parsed | { readonly failure: string };
    return "failure" in answer ? undefined : answer;
  }

  close(): void {
    this.child?.stop();
    void this.starting?.then((child) => child.stop()).catch(() => undefined);
  }

  private async start(): Promise<Child> {
    this.starts++;
    const child = startChild({ flags: ["--no-warnings"], program: parserProgram, args: [], env: {}, answerLimit });
    const reply = await child.ask(undefined, 2 * timeLimit);
    if (reply.kind === "line") return child;
    throw new Error(`the process that parses TypeScript did not start (${reply.kind})`);
  }
}
