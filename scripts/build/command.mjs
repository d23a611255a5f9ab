import { createHash } from "node:crypto";
import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "./bundle.mjs";
import { noticesFile, noticesOf } from "./notices.mjs";

/**
 * The command in one folder: `tocsin.js`, which starts what is in `chunks/`. It holds its packages, so that a cold start reads few files, and is CommonJS,
 * which Node starts faster; each command is a chunk that is loaded when it is called.
 *
 * @param {string} folder
 */
export async function buildCommand(folder) {
  const output = /** @type {const} */ ({ format: "cjs", minify: true });
  const chunks = join(folder, "chunks");
  const packages = await bundle(
    { input: { command: "src/cli/command.ts" }, plugins: [withoutUnneeded] },
    { ...output, dir: chunks, entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
  );
  const hash = createHash("sha256");
  for (const name of readdirSync(chunks).sort()) {
    const file = join(chunks, name);
    const text = inAscii(readFileSync(file, "utf8"));
    writeFileSync(file, text);
    hash.update(`${name}\0`).update(text);
  }
  const others = await bundle(
    { input: { tocsin: "src/cli/main.ts" }, transform: { define: { BUILD: JSON.stringify(hash.digest("hex")) } } },
    { ...output, dir: folder },
  );
  writeFileSync(join(folder, noticesFile), noticesOf([...packages, ...others]));
  chmodSync(join(folder, "tocsin.js"), 0o755);
  writeFileSync(join(folder, "package.json"), '{ "type": "commonjs" }\n');
}

/** The same program with other signs written as escapes: such a file is read twice as fast, and takes half the memory. @param {string} code */
function inAscii(code) {
  // Where an escape would be another text.
  const kept = /(?<!\\)(?:\\\\)*\\[^\0-\x7f]|String\.raw`[^`]*[^\0-\x7f]/.exec(code);
  if (kept) throw new Error(`this cannot be written in ASCII: ${kept[0]}`);
  return code.replace(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * What packages do when they are loaded and nothing here needs.
 *
 * @type {readonly { file: RegExp, text: RegExp, instead: string }[]}
 */
const unneeded = [
  // Programs as subcommands: loading what starts them takes longer than reading the arguments.
  { file: /commander\/lib\/command\.js$/, text: /require\(['"]node:child_process['"]\)/, instead: "{}" },
  // Colours of PromQL for editors.
  { file: /lezer-promql\/dist\/index\.es\.js$/, text: /propSources: \[promQLHighLight\],/, instead: "" },
  { file: /lezer-promql\/dist\/index\.es\.js$/, text: /= styleTags\(/, instead: "= /* @__PURE__ */ styleTags(" },
];

const withoutUnneeded = {
  name: "without-unneeded",
  transform(/** @type {string} */ code, /** @type {string} */ id) {
    const here = unneeded.filter(({ file }) => file.test(id.replaceAll("\\", "/")));
    for (const { text } of here) if (!text.test(code)) throw new Error(`${id}: there is no ${text} any more`);
    return here.length === 0 ? undefined : here.reduce((done, { text, instead }) => done.replace(text, instead), code);
  },
};
