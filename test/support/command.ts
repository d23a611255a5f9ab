import type { Io, Stream } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";
import { nodeHost } from "../../src/host/node.ts";
import { fromNative } from "../../src/host/paths.ts";
import { nodeProcesses } from "../../src/host/processes.ts";

/**
 * A command of tocsin in this process, on the real file system, and what it printed.
 *
 * @param folder native path in which it is called
 * @param more of what it may touch: variables, git, other machines
 */
export async function tocsinIn(folder: string, args: readonly string[], more: Partial<Io> = {}) {
  const printed = { out: "", err: "" };
  const stream = (to: "out" | "err"): Stream => ({
    isTerminal: false,
    columns: undefined,
    write: (text) => void (printed[to] += text),
  });
  const io: Io = {
    host: nodeHost(),
    processes: nodeProcesses(),
    folder: fromNative(folder),
    today: "2026-11-25",
    variables: {},
    stdout: stream("out"),
    stderr: stream("err"),
    readStdin: async () => new Uint8Array(),
    asker: () => undefined,
    ...more,
  };
  const status = await run(args, io);
  return { ...printed, status };
}
