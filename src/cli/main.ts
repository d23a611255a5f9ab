#!/usr/bin/env node
import module from "node:module";
import { fileURLToPath } from "node:url";
import { optimizeLate } from "../host/engine.ts";
import { nodeHost } from "../host/node.ts";
import { fromNative } from "../host/paths.ts";
import { hashOf } from "../host/recording.ts";
import { nodeIo } from "./node-io.ts";
import { exitStatus } from "./io.ts";

optimizeLate();
// Node 20 does not have it; later ones keep compiled code, which makes a cold start shorter.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

// A reader such as `head` that has seen enough is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? exitStatus.ok : exitStatus.failed),
);

// This file names the files that it loads by hashes of what is in them, and those name theirs: its own hash stands for all.
const build = hashOf(nodeHost().readFile(fromNative(fileURLToPath(import.meta.url))));

const { run } = await import("./run.ts");
process.exitCode = await run(process.argv.slice(2), nodeIo(build));
