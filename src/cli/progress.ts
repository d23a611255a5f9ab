import type { Context } from "./context.ts";

/** Told before it shows anything: a fast run prints none. */
const delay = 500;
/** Between two drawings, in milliseconds. */
const interval = 100;

export interface Progress {
  /** Something is done; `what` comes next or was just made. */
  step(what: string): void;
  /** Takes the line away. */
  end(): void;
}

/** One line on standard error, on a terminal and after half a second; otherwise nothing. */
export function startProgress({ io, options }: Context, verb: string, now: () => number = Date.now): Progress {
  const { stderr } = io;
  const draw = stderr.passing ?? ((text: string) => stderr.write(text));
  if (!stderr.isTerminal || options.progress === false || options.quiet === true) return { step() {}, end() {} };
  const started = now();
  let drawn = 0;
  let count = 0;
  return {
    step(what) {
      count++;
      const time = now();
      if (time - started < delay || time - drawn < interval) return;
      drawn = time;
      const line = `${verb} ${count}: ${what}`;
      draw(`\r\u001b[K${line.slice(0, (stderr.columns ?? 80) - 1)}`);
    },
    end() {
      if (drawn > 0) draw("\r\u001b[K");
    },
  };
}
