import { CommanderError } from "commander";
import { HostError } from "../host/host.ts";
import { takesColor } from "./context.ts";
import { CannotRun, exitStatus, type ExitStatus, type Io } from "./io.ts";
import { makeProgram } from "./program.ts";

/** One call of the command, from its arguments to its exit status; never throws. */
export async function run(args: readonly string[], io: Io): Promise<ExitStatus> {
  let status: ExitStatus = exitStatus.ok;
  try {
    const program = makeProgram(io, (result) => void (status = result));
    await program.parseAsync(args, { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.ok : exitStatus.failed;
    io.stderr.write(describe(error, args, io));
    return exitStatus.failed;
  }
}

/** What the person reads when there is no answer: their mistake or the machine's in one line, ours with a request to report it. */
function describe(error: unknown, args: readonly string[], io: Io): string {
  const verbose = args.includes("--verbose");
  const red = takesColor(io.stderr, io, {}) ? (text: string) => `\u001b[31m${text}\u001b[39m` : (text: string) => text;
  const stack = verbose && error instanceof Error ? `${error.stack}\n` : "";
  if (error instanceof CannotRun) {
    const help = error.help === undefined ? "" : `  = help: ${error.help}\n`;
    return `${red("error")}: ${error.message}\n${help}${stack}`;
  }
  if (error instanceof HostError) return `${red("error")}: ${error.message}\n${stack}`;
  const message = error instanceof Error ? error.message : String(error);
  const ask = verbose ? "Please report it" : "Run it again with --verbose for the details, and please report it";
  return `${red("error")}: this is a bug in tocsin: ${message}\n${stack}${ask}, with the spec that shows it.\n`;
}
