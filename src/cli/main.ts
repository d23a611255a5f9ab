#!/usr/bin/env node
import module from "node:module";
import { nodeIo } from "./node-io.ts";
import { exitStatus } from "./io.ts";

// Node 20 does not have it; later ones keep compiled code, which makes a cold start shorter.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

// A reader such as `head` that has seen enough is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? exitStatus.ok : exitStatus.failed),
);

const { run } = await import("./run.ts");
process.exitCode = await run(process.argv.slice(2), nodeIo());
