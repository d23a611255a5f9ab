#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { cacheFolder } from "../host/cache-folder.ts";
import { optimizeLate } from "../host/engine.ts";
import { toNative } from "../host/paths.ts";
import { type CodeStore, loadProgram, sumOf } from "../host/program.ts";
import type { start } from "./command.ts";

/** Hash of all files of the program: the build puts it in. */
declare const BUILD: string;

/** Each command keeps the code that it calls. */
const commands = ["check", "generate", "fmt", "explain", "init", "kits", "rules", "schema"];

optimizeLate();
const args = process.argv.slice(2);
const program = loadProgram(fileURLToPath(new URL("chunks/command.js", import.meta.url)), storeFor(args)) as {
  start: typeof start;
};
void program.start(args, BUILD);

/** The same wishes that turn off Node's compile cache turn off this one. */
function storeFor(words: readonly string[]): CodeStore | undefined {
  const command = words.find((word) => commands.includes(word));
  const { NODE_DISABLE_COMPILE_CACHE, NODE_V8_COVERAGE, NODE_OPTIONS } = process.env;
  if (command === undefined || NODE_DISABLE_COMPILE_CACHE || NODE_V8_COVERAGE) return undefined;
  const { version, arch, execArgv } = process;
  return {
    folder: toNative(`${cacheFolder(process.env)}/code`),
    // V8 refuses what it made under other flags.
    name: `${BUILD.slice(0, 16)}-${version}-${arch}-${sumOf(JSON.stringify([execArgv, NODE_OPTIONS])).toString(16)}-${command}`,
  };
}
