// npm run check: all that must hold before a commit, in the order in which it answers soonest.
import { spawnSync } from "node:child_process";

/** @type {readonly (readonly [string, readonly string[]])[]} */
const steps = [
  ["generated files", ["run", "--silent", "gen", "--", "--check"]],
  ["format", ["run", "--silent", "format"]],
  ["types", ["run", "--silent", "types"]],
  ["lint", ["run", "--silent", "lint"]],
  ["dependencies", ["run", "--silent", "deps"]],
  ["dead code", ["run", "--silent", "knip"]],
  ["tests", ["test"]],
];

const failed = [];
for (const [name, args] of steps) {
  console.log(`\n── ${name}: npm ${args.filter((arg) => arg !== "--silent").join(" ")}`);
  const { status } = spawnSync("npm", args, { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) failed.push(name);
}
console.log(failed.length === 0 ? `\n${steps.length} checks passed` : `\nfailed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
