// npm run tools [-- --group quick | name …]: installs what is missing; says what it could not install, and why, and then exits with 1.
import { mkdirSync, mkdtempSync, renameSync, rmSync, existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { folderOf, isInstalled, tools, toolsFolder } from "./programs.mjs";
import { ways } from "./ways.mjs";

/**
 * Installs each tool that is missing into the cache folder: what Go builds, one after another, beside what comes ready, one after another.
 *
 * @param {readonly import("./programs.mjs").Tool[]} wanted
 * @param {(line: string) => void} say
 * @returns {Promise<readonly { tool: import("./programs.mjs").Tool, reason: string }[]>} those that could not be installed
 */
export async function install(wanted, say) {
  const missing = wanted.filter((tool) => !isInstalled(tool));
  const isBuilt = (/** @type {import("./programs.mjs").Tool} */ { way }) => way.kind.startsWith("go");
  const lanes = [missing.filter(isBuilt), missing.filter((tool) => !isBuilt(tool))];
  return (await Promise.all(lanes.map((lane) => installEach(lane, say)))).flat();
}

/** @param {readonly import("./programs.mjs").Tool[]} wanted @param {(line: string) => void} say */
async function installEach(wanted, say) {
  const failures = [];
  for (const tool of wanted) {
    const started = Date.now();
    say(`installing ${tool.name} ${tool.version}${isFromSource(tool) ? " from source, which takes minutes" : ""}`);
    try {
      await installOne(tool);
      say(`installed ${tool.name} ${tool.version} in ${Math.round((Date.now() - started) / 1000)} s`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      say(`NOT INSTALLED ${tool.name} ${tool.version} (${tool.neededBy}): ${reason}`);
      failures.push({ tool, reason });
    }
  }
  return failures;
}

/** @param {import("./programs.mjs").Tool} tool */
function isFromSource({ way }) {
  return way.kind === "go" || way.kind === "go-build";
}

/** Fills a folder beside the right one and renames it: nobody ever sees half a tool. @param {import("./programs.mjs").Tool} tool */
async function installOne(tool) {
  const folder = folderOf(tool);
  mkdirSync(toolsFolder(), { recursive: true });
  const temporary = mkdtempSync(join(toolsFolder(), ".installing-"));
  try {
    await ways[tool.way.kind](tool, temporary);
    for (const [program, file] of Object.entries(tool.provides))
      if (!existsSync(join(temporary, file))) throw new Error(`${program} is not where it should be: ${file}`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(temporary, folder);
  } catch (error) {
    if (!isInstalled(tool)) throw error; // else another run was quicker
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** @param {readonly string[]} args */
function chosen(args) {
  if (args[0] === "--group") return tools.filter((tool) => tool.group === args[1]);
  const unknown = args.filter((name) => !tools.some((tool) => tool.name === name));
  if (unknown.length > 0)
    throw new Error(`no such tool: ${unknown.join(", ")}; there are ${tools.map((tool) => tool.name).join(", ")}`);
  return args.length === 0 ? tools : tools.filter((tool) => args.includes(tool.name));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const wanted = chosen(process.argv.slice(2));
  const failures = await install(wanted, (line) => console.log(`tools: ${line}`));
  console.log(`tools: ${wanted.length - failures.length} of ${wanted.length} are in ${toolsFolder()}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
