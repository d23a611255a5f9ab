// Makes what follows from schemas/ and src/kits/. `--check` writes nothing, names the stale files and exits 1 if there are any.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { authorTypes } from "./gen/author.mjs";
import { docs } from "./gen/docs.mjs";
import { kits } from "./gen/kits.mjs";
import { embedded } from "./gen/pages.mjs";
import { reference } from "./gen/reference.mjs";
import { schemaIndex } from "./gen/schema-index.mjs";
import { loadSchemas, root } from "./gen/schemas.mjs";
import { types } from "./gen/types.mjs";
import { validators } from "./gen/validators.mjs";

async function formatter() {
  const { format, resolveConfig } = await import("prettier");
  const options = (await resolveConfig(join(root, "scripts/gen.mjs"))) ?? {};
  return (text, parser) => format(text, { ...options, parser });
}

/** What is made from the schemas and the built-in kits, by path. @returns {Promise<Map<string, string>>} */
export async function madeFromSchemas() {
  const format = await formatter();
  const schemas = loadSchemas();
  const { js, dts } = validators(schemas);
  return new Map([
    ["docs/reference.md", reference(schemas)],
    ["src/2-validate/generated/types.ts", await format(await types(schemas), "typescript")],
    ["src/2-validate/generated/validators.js", js],
    ["src/2-validate/generated/validators.d.ts", await format(dts, "typescript")],
    ["src/2-validate/generated/schema-index.ts", schemaIndex(schemas)],
    ["src/author/generated/kits.ts", await format(authorTypes(schemas), "typescript")],
    ["src/kits/builtin.ts", await format(kits(), "typescript")],
  ]);
}

/** Every generated file by its path. @returns {Promise<Map<string, string>>} */
export async function generated() {
  const format = await formatter();
  const pages = [...docs()].map(([path, text]) => format(text, "markdown").then((done) => [path, done]));
  return new Map([...(await Promise.all(pages)), ...(await madeFromSchemas()), ...embedded(loadSchemas())]);
}

function current(path) {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}

/** Paths of generated files that are not on disk as they should be. @param {Map<string, string>} files @returns {string[]} */
export function staleFiles(files) {
  return [...files].filter(([path, text]) => current(path) !== text).map(([path]) => path);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if (process.argv.includes("--check")) {
    const stale = staleFiles(await generated());
    for (const path of stale) console.error(`${path} is not up to date: run \`npm run gen\``);
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else {
    for (const [path, text] of await generated()) {
      if (current(path) === text) continue;
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      console.log(`wrote ${path}`);
    }
  }
}
