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
  private starts = 0;

  /** Undefined when the parser cannot take the text: it is nested too deep, or enormous. */
  async parse(path: string, text: string): Promise<Parsed | undefined> {
    if (this.child?.isRunning !== true) {
      if (this.starts >= mostStarts) return undefined;
      this.child = await this.start();
    }
    const reply = await this.child.ask(JSON.stringify({ path, text }), timeLimit);
    if (reply.kind !== "line") return undefined;
    const answer = JSON.parse(reply.text) as Parsed | { readonly failure: string };
    return "failure" in answer ? undefined : answer;
  }

  close(): void {
    this.child?.stop();
  }

  private async start(): Promise<Child> {
    this.starts++;
    const child = startChild({ flags: ["--no-warnings"], program: parserProgram, args: [], env: {}, answerLimit });
    const reply = await child.ask(undefined, 2 * timeLimit);
    if (reply.kind === "line") return child;
    throw new Error(`the process that parses TypeScript did not start (${reply.kind})`);
  }
}
