// What the README tells people to type, run as it stands there.
//   readme.mjs test-command   prints the command that tests
//   readme.mjs test           runs it here
//   readme.mjs run            runs all the others, in their order, in an empty clone, and compares what they print with what the README shows
//
// A block ```console holds commands after "$ " and their output; a line "…" stands for any lines.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** @typedef {{ command: string, shown: readonly string[] }} Command */

/** @param {string} text of a page in Markdown @returns {readonly Command[]} */
export function commandsOf(text) {
  /** @type {{ command: string, shown: string[] }[]} */
  const commands = [];
  for (const [, block = ""] of text.matchAll(/^```console\n(.*?)^```$/gms)) {
    for (const line of block.trimEnd().split("\n")) {
      if (line.startsWith("$ ")) commands.push({ command: line.slice(2), shown: [] });
      else commands.at(-1)?.shown.push(line);
    }
  }
  return commands;
}

/** Whether a command printed what is shown; times differ from run to run. @param {readonly string[]} shown @param {string} printed */
export function printedAsShown(shown, printed) {
  const still = (/** @type {string} */ line) => line.trimEnd().replace(/\d+(\.\d+)? ?(ms|s)\b/g, "<time>");
  const lines = printed.trimEnd().split("\n").map(still);
  const quote = (/** @type {string} */ line) => line.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = shown.map((line) => (line.trim() === "…" ? "(?:.*\n)*?" : `${quote(still(line))}\n`)).join("");
  return new RegExp(`^${pattern}$`).test(`${lines.join("\n")}\n`);
}

/** @param {string} command @param {string} cwd */
function shell(command, cwd) {
  const { status, stdout, stderr } = spawnSync("bash", ["-c", command], { cwd, encoding: "utf8" });
  return { status, stdout, stderr };
}

/** @param {readonly Command[]} commands */
function runInClone(commands) {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-readme-"));
  try {
    const clone = join(folder, "tocsin");
    const made = shell(`git clone --quiet --no-hardlinks ${JSON.stringify(root)} ${JSON.stringify(clone)}`, folder);
    if (made.status !== 0) throw new Error(made.stderr);
    let wrong = 0;
    for (const { command, shown } of commands) {
      const { status, stdout, stderr } = shell(command, clone);
      const same = shown.length === 0 || printedAsShown(shown, stdout);
      console.log(`${status === 0 && same ? "ok" : "NOT OK"}: $ ${command}`);
      if (status === 0 && same) continue;
      wrong += 1;
      console.log(`status ${status}\n${stdout}\n${stderr}${same ? "" : `\nthe README shows:\n${shown.join("\n")}`}`);
    }
    return wrong;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const commands = commandsOf(readFileSync(join(root, "README.md"), "utf8"));
  const isTest = (/** @type {Command} */ { command }) => /\bnpm (run )?test\b/.test(command);
  const test = commands.find(isTest);
  if (test === undefined) throw new Error("README.md shows no `npm test` in a console block");
  const rest = commands.filter((command) => !isTest(command));
  switch (process.argv[2]) {
    case "test-command":
      console.log(test.command);
      break;
    case "test":
      process.exitCode = spawnSync("bash", ["-c", test.command], { cwd: root, stdio: "inherit" }).status ?? 1;
      break;
    case "run":
      console.log(`${rest.length} commands`);
      process.exitCode = rest.length > 0 && runInClone(rest) === 0 ? 0 : 1;
      break;
    default:
      throw new Error("readme.mjs test-command | test | run");
  }
}
