import pc from "picocolors";
import { absolutePath } from "../host/paths.ts";
import { type Io, CannotRun, type Stream } from "./io.ts";
import type { Memo } from "./memo.ts";
import { type Timed, untimed } from "../util/timed.ts";

/** Options that every command takes. */
export interface GlobalOptions {
  /** `--no-color` gives false. */
  readonly color?: "auto" | "always" | "never" | false;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly progress?: boolean;
  /** `--no-typescript` gives false: no TypeScript is run. */
  readonly typescript?: boolean;
  readonly cwd?: string;
  readonly json?: boolean;
  readonly timing?: boolean;
  /** `--no-cache` gives false: no earlier answer is used, and none kept. */
  readonly cache?: boolean;
}

/** What a command works with: results go to `out`, all else to `say`. */
export interface Context {
  readonly io: Io;
  /** Absolute working folder. */
  readonly folder: string;
  readonly options: GlobalOptions;
  /** Present when this answer may be kept for runs that see the same. */
  readonly memo?: Memo;
  /** Measures phases, for `--timing`. */
  readonly time: Timed;
  readonly colors: ReturnType<typeof pc.createColors>;
  /** Whether standard output takes colour, and its width. */
  readonly color: boolean;
  readonly width: number;
  out(text: string): void;
  /** A remark on standard error; nothing with `--quiet`. */
  say(text: string): void;
  /** A problem on standard error, also with `--quiet`. */
  warn(text: string): void;
}

const defaultWidth = 120;

export function createContext(io: Io, options: GlobalOptions, memo?: Memo, time: Timed = untimed): Context {
  const folder = options.cwd === undefined ? io.folder : absolutePath(io.folder, options.cwd);
  if (options.cwd !== undefined && io.host.stat(io.host.realpath(folder))?.kind !== "folder") {
    throw new CannotRun(`--cwd: ${options.cwd} is not a folder`);
  }
  const color = takesColor(io.stdout, io, options);
  return {
    io,
    folder,
    options,
    ...(memo && { memo }),
    time,
    color,
    colors: pc.createColors(color),
    width: io.stdout.columns ?? defaultWidth,
    out: (text) => io.stdout.write(text),
    say: (text) => {
      if (options.quiet !== true) io.stderr.write(`${text}\n`);
    },
    warn: (text) => io.stderr.write(`${text}\n`),
  };
}

/**
 * The flag first, then `NO_COLOR` and `FORCE_COLOR` when they are not empty, then whether it is a terminal.
 *
 * @see https://no-color.org
 */
export function takesColor(stream: Stream, { variables }: Io, { color = "auto" }: GlobalOptions): boolean {
  if (color !== "auto") return color === "always";
  if (variables["NO_COLOR"]) return false;
  const force = variables["FORCE_COLOR"];
  if (force) return force !== "0" && force !== "false";
  return stream.isTerminal && variables["TERM"] !== "dumb";
}
