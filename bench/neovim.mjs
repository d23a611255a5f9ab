// node bench/neovim.mjs, and a part of npm run bench: how long a person in Neovim waits for findings, beside yaml-language-server on the same file.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runNeovim } from "../scripts/tools/neovim.mjs";
import { locate } from "../scripts/tools/programs.mjs";
import { forOthers, lineOf, mistakes, oneService, quantile, service, sizes, withMistake } from "./lsp-specs.mjs";

const tocsin = fileURLToPath(new URL("../dist/bin/tocsin.js", import.meta.url));
const script = fileURLToPath(new URL("neovim.lua", import.meta.url));
const starts = 5;

/**
 * One session of the editor with one server.
 *
 * @param {string} nvim @param {string} folder @param {string} text a spec without a mistake @param {number} edits @param {string} [other] another server, which knows keys alone
 * @returns {{ first: number, cpuOfFirst: number, edits: number[], cpu: number[] }} milliseconds
 */
function session(nvim, folder, text, edits, other) {
  const path = oneService(folder, withMistake(text));
  const { code, line, column, letter } = mistakes.read;
  const command = [process.execPath, ...(other === undefined ? [tocsin, "lsp"] : [other]), "--stdio"];
  const place = { line: lineOf(text, line), column, letter };
  const given = { command, root: folder, path, edits, ...place, code: other === undefined ? code : null };
  const told = runNeovim(nvim, script, given, { folder, timeout: 600_000 });
  if (told.problem !== undefined) throw new Error(told.problem);
  return told;
}

/**
 * @param {string} folder @param {(...cells: (string | number)[]) => void} row of a table: what, how many, median, 95 % of them, target
 * @param {number} edits
 */
export function benchNeovim(folder, row, edits) {
  const nvim = locate("nvim");
  if (nvim === undefined) return console.log("Neovim is not installed: npm run tools");
  const other = locate("yaml-language-server");
  for (const { lines, slis, target } of sizes) {
    const text = service("shop", slis);
    for (const [name, spec, program] of /** @type {const} */ ([
      ["tocsin", text, undefined],
      ["yaml-language-server 1.25", forOthers(text), other],
    ])) {
      if (name !== "tocsin" && other === undefined) continue;
      const place = join(folder, `${lines}-${program === undefined ? "own" : "other"}`);
      const all = Array.from({ length: starts }, (_, at) => session(nvim, place, spec, at === 0 ? edits : 0, program));
      const cells = (/** @type {number[]} */ values) => [
        values.length,
        quantile(values, 0.5).toFixed(0),
        quantile(values, 0.95).toFixed(0),
      ];
      const what = `in Neovim, ${name}, ${lines} lines`;
      row(`${what}: first findings after the start`, ...cells(all.map(({ first }) => first)), "");
      row("the same, CPU, Node's own start included", ...cells(all.map(({ cpuOfFirst }) => cpuOfFirst)), "");
      const [{ edits: waits, cpu }] = /** @type {[ReturnType<typeof session>]} */ (/** @type {unknown} */ (all));
      row(`${what}: findings after an edit`, ...cells(waits), program === undefined ? target : "");
      row("the same, CPU", ...cells(cpu), "");
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-bench-neovim-"));
  try {
    benchNeovim(folder, (...cells) => console.log(`| ${cells.join(" | ")} |`), 21);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
