// The tools' Neovim, run from its unpacked package, without a screen.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { librariesOf } from "./programs.mjs";

/**
 * Runs a script in Lua, which reads `$TOCSIN_GIVEN` and writes `$TOCSIN_TOLD`, both JSON.
 *
 * @param {string} nvim absolute path of the tool's `nvim`
 * @param {string} script
 * @param {object} given
 * @param {{ folder: string, timeout: number }} options a folder of its own, and milliseconds
 * @returns {any} what it told
 */
export function runNeovim(nvim, script, given, { folder, timeout }) {
  const [givenPath, toldPath] = [join(folder, "given.json"), join(folder, "told.json")];
  writeFileSync(givenPath, JSON.stringify(given));
  // Libraries and runtime are beside it.
  const usr = resolve(dirname(nvim), "..");
  const { status, stderr } = spawnSync(nvim, ["--headless", "--clean", "-c", `luafile ${script}`], {
    encoding: "utf8",
    timeout,
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      LD_LIBRARY_PATH: librariesOf(dirname(usr)),
      VIMRUNTIME: join(usr, "share/nvim/runtime"),
      TOCSIN_GIVEN: givenPath,
      TOCSIN_TOLD: toldPath,
    },
  });
  if (status !== 0) throw new Error(`Neovim ended with ${status}: ${stderr}`);
  return JSON.parse(readFileSync(toldPath, "utf8"));
}
