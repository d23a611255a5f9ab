import { type ChildProcess, spawn } from "node:child_process";

export interface ChildOptions {
  /** Flags of Node, before the program. */
  readonly flags: readonly string[];
  /** File of the program, and its arguments; native paths. */
  readonly program: string;
  readonly args: readonly string[];
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Most characters that one answer may have. */
  readonly answerLimit: number;
}

/** `late`: no answer in time; `flood`: more than the limit; `ended`: the program is gone. After each of these it is stopped. */
export type Reply =
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "late" }
  | { readonly kind: "flood" }
  | { readonly kind: "ended"; readonly aborted: boolean };

/** A Node program that answers each line on its standard input with one on its standard output. */
export interface Child {
  /** Sends a line and waits for the answer; one question at a time. Without a line it waits for what the program says by itself. */
  ask(line: string | undefined, milliseconds: number): Promise<Reply>;
  readonly isRunning: boolean;
  stop(): void;
}

/** @throws when the system cannot start a process at all */
export function startChild({ flags, program, args, env, answerLimit }: ChildOptions): Child {
  const child: ChildProcess = spawn(process.execPath, [...flags, program, ...args], {
    env: { ...env, ...systemVariables() },
    stdio: ["pipe", "pipe", "ignore"],
    windowsHide: true,
  });
  const state: { text: string; ended: Reply | undefined; wake: (() => void) | undefined } = {
    text: "",
    ended: undefined,
    wake: undefined,
  };
  const end = (reply: Reply) => {
    state.ended ??= reply;
    state.wake?.();
  };
  const stop = () => void child.kill("SIGKILL");
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    state.text += chunk;
    if (state.text.length > answerLimit && state.ended === undefined) {
      end({ kind: "flood" });
      stop();
    }
    state.wake?.();
  });
  child.on("error", () => end({ kind: "ended", aborted: false }));
  // V8 gives up by a signal when memory runs out, on Windows and in containers by a status over 127.
  child.on("close", (code, signal) => end({ kind: "ended", aborted: signal !== null || (code ?? 0) > 127 }));
  // It reads until it is stopped; a line that it does not read any more is no failure of ours.
  child.stdin?.on("error", () => undefined);
  return {
    get isRunning() {
      return state.ended === undefined;
    },
    stop,
    async ask(line, milliseconds) {
      if (line !== undefined) child.stdin?.write(`${line}\n`);
      const until = performance.now() + milliseconds;
      for (;;) {
        const feed = state.text.indexOf("\n");
        if (feed >= 0) {
          const text = state.text.slice(0, feed);
          state.text = state.text.slice(feed + 1);
          return { kind: "line", text };
        }
        if (state.ended !== undefined) return state.ended;
        const left = until - performance.now();
        if (left <= 0) {
          end({ kind: "late" });
          stop();
          return { kind: "late" };
        }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          state.wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        state.wake = undefined;
      }
    },
  };
}

/** Windows does not start a program that lacks these. */
function systemVariables(): Record<string, string> {
  if (process.platform !== "win32") return {};
  const kept = ["SystemRoot", "windir"].map((name) => [name, process.env[name]] as const);
  return Object.fromEntries(kept.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
}
