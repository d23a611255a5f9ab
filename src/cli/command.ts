import { exitStatus } from "./io.ts";
import { nodeIo } from "./node-io.ts";
import { run } from "./run.ts";

/**
 * The command on the machine that the process runs on; sets the process's exit status.
 *
 * @param build tells this build of tocsin from others
 */
export async function start(args: readonly string[], build: string): Promise<void> {
  // A reader such as `head` that has seen enough is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) =>
    process.exit(error.code === "EPIPE" ? exitStatus.ok : exitStatus.failed),
  );
  process.exitCode = await run(args, nodeIo(build));
}
