// npm test [-- <vitest's arguments>]: installs the programs that come in seconds, builds, and runs every test that this machine can run.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { install } from "./tools/install.mjs";
import { tools } from "./tools/programs.mjs";

const quick = tools.filter((tool) => tool.group === "quick");
await install(quick, (line) => console.log(`tools: ${line}`));

for (const script of [["scripts/build.mjs"], ["node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2)]]) {
  const { status } = spawnSync(process.execPath, script, {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}
