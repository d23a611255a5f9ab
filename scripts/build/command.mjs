import { createHash } from "node:crypto";
import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "./bundle.mjs";

/**
 * The command in one folder: `tocsin.js`, which starts what is in `chunks/`. It holds its packages, so that a cold start reads few files, and is CommonJS,
 * which Node starts faster; each command is a chunk that is loaded when it is called.
 *
 * @param {string} folder
 */
export async function buildCommand(folder) {
  const output = /** @type {const} */ ({ format: "cjs", minify: true });
  const chunks = join(folder, "chunks");
  await bundle(
    { input: { command: "src/cli/command.ts" }, plugins: [withoutPrograms] },
    { ...output, dir: chunks, entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
  );
  const hash = createHash("sha256");
  for (const name of readdirSync(chunks).sort()) hash.update(`${name}\0`).update(readFileSync(join(chunks, name)));
  await bundle(
    { input: { tocsin: "src/cli/main.ts" }, transform: { define: { BUILD: JSON.stringify(hash.digest("hex")) } } },
    { ...output, dir: folder },
  );
  chmodSync(join(folder, "tocsin.js"), 0o755);
  writeFileSync(join(folder, "package.json"), '{ "type": "commonjs" }\n');
}

/** Commander can start programs as subcommands. We have none, and loading what starts them takes longer than reading the arguments. */
const withoutPrograms = {
  name: "without-programs",
  transform(/** @type {string} */ code, /** @type {string} */ id) {
    if (!/[/\\]commander[/\\]lib[/\\]command\.js$/.test(id)) return undefined;
    const needed = /require\(['"]node:child_process['"]\)/;
    if (!needed.test(code)) throw new Error("commander asks for child_process in another way than before");
    return code.replace(needed, "{}");
  },
};
