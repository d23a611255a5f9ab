import { StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { keepHeapSmall, optimizeSoon } from "../../host/engine.ts";
import { logTo } from "../../host/log.ts";
import { absolutePath, parentOf } from "../../host/paths.ts";
import { liveVariable } from "../../lsp/live/settings.ts";
import { serve } from "../../lsp/server.ts";
import { readAddress } from "../../prometheus-api/address.ts";
import type { Context } from "../context.ts";
import { version } from "../generated/version.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";

export interface LspOptions {
  readonly stdio?: boolean;
  readonly log?: string;
  readonly prometheus?: string;
}

/** The language server on standard input and output, until the editor ends it. */
export async function lsp(
  context: Context,
  _args: readonly string[],
  { log, prometheus }: LspOptions,
): Promise<ExitStatus> {
  const { io, folder, options } = context;
  const path = log === undefined ? undefined : absolutePath(folder, log);
  if (path !== undefined && io.host.stat(parentOf(path)) === undefined)
    throw new CannotRun(`--log: there is no folder for \`${log}\``);
  const given = prometheus ?? io.variables[liveVariable];
  const address = given === undefined || given === "" ? undefined : readAddress(given);
  if (typeof address === "string")
    throw new CannotRun(`${prometheus === undefined ? liveVariable : "--prometheus"}: this ${address}`);
  optimizeSoon();
  keepHeapSmall();
  if (process.stdin.isTTY === true) context.say("an editor starts this, and talks to it here; Ctrl-C ends it");
  // What is printed by mistake would be read as an answer.
  console.log = console.info = console.debug = console.error;
  await serve({
    reader: new StreamMessageReader(process.stdin),
    writer: new StreamMessageWriter(process.stdout),
    host: io.host,
    version,
    today: () => new Date().toISOString().slice(0, 10),
    now: () => performance.now(),
    time: () => Date.now() / 1000,
    ...(io.http && { http: io.http }),
    ...(address && { prometheus: address }),
    log: path === undefined ? () => {} : logTo(path),
    ...(options.typescript === false && { typescript: false }),
  });
  // The library watches for the end of the editor's process, and would wait for it.
  return process.exit(exitStatus.ok);
}
