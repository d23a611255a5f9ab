import type { WriteStream } from "node:tty";
import { cacheFolder } from "../host/cache-folder.ts";
import { nodeGit } from "../host/git.ts";
import { nodeHttp } from "../host/http.ts";
import { nodeHost } from "../host/node.ts";
import { fromNative } from "../host/paths.ts";
import { nodeProcesses } from "../host/processes.ts";
import { nodePrograms } from "../host/programs.ts";
import { exitStatus, type Io, type Stream } from "./io.ts";

/** The machine that the process runs on. */
/** @param build tells this build of tocsin from others; without it no answers are kept */
export function nodeIo(build?: string): Io {
  const programs = nodePrograms(process.env);
  return {
    host: nodeHost(),
    processes: nodeProcesses(),
    folder: fromNative(process.cwd()),
    today: new Date().toISOString().slice(0, 10),
    variables: process.env,
    http: nodeHttp(),
    listen: async (at, handle) => (await import("../host/server.ts")).nodeListen(at, handle),
    programs,
    git() {
      const program = programs.find("git");
      return program === undefined ? undefined : nodeGit(program);
    },
    ...(build !== undefined && { cache: { folder: cacheFolder(process.env), build } }),
    stdout: stream(process.stdout),
    stderr: stream(process.stderr),
    async watch(folder, isIgnored, onChange, onInterrupt) {
      const { watchFolder } = await import("../host/watch.ts");
      process.once("SIGINT", onInterrupt).once("SIGTERM", onInterrupt);
      return watchFolder(folder, isIgnored, onChange);
    },
    async readStdin() {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
    // Only now: what stands behind standard input takes milliseconds to load.
    asker: () => (process.stdin.isTTY === true && process.stderr.isTTY === true ? ask : undefined),
  };
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import("node:readline/promises");
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C and Ctrl-D: an answer will never come.
  const giveUp = () => process.exit(exitStatus.interrupted);
  lines.once("SIGINT", giveUp).once("close", giveUp);
  const answer = await lines.question(question);
  lines.off("close", giveUp).close();
  return answer;
}

function stream(to: NodeJS.WriteStream & Partial<Pick<WriteStream, "columns">>): Stream {
  return { isTerminal: to.isTTY === true, columns: to.columns, write: (text) => void to.write(text) };
}
