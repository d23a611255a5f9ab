// Licences of the packages that a bundle holds: their notices go with it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const noticesFile = "THIRD-PARTY-NOTICES.txt";

/** Licences (SPDX) under which we may pass on what a bundle holds, in a package that is Apache-2.0 itself. */
const allowed = new Set(["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"]);
const isText = (/** @type {string} */ name) => /^(licen[cs]e|copying|notice|third-party-notices)/i.test(name);

/** @param {readonly { readonly moduleIds?: readonly string[] }[]} output of the bundler @returns {string[]} folders of the packages that are in it */
export function packagesIn(output) {
  const folders = output
    .flatMap(({ moduleIds = [] }) => moduleIds)
    .flatMap(
      (id) => /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id.replace(/^\0/, ""))?.[1] ?? [],
    );
  return [...new Set(folders)];
}

/**
 * @param {readonly string[]} folders of packages
 * @returns {string} each package with its licence and its notices; the same for the same packages
 * @throws Error for a licence that does not go with ours, or none
 */
export function noticesOf(folders) {
  const packages = new Map();
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    if (!allowed.has(license))
      throw new Error(`${name} ${version}: what is ${license ?? "without a licence"} is not bundled`);
    const texts = textsIn(folder);
    if (texts.length === 0) throw new Error(`${name} ${version}: the package has no text of its licence`);
    packages.set(`${name} ${String(version).replace(/^v/, "")} (${license})`, texts.join("\n\n"));
  }
  const line = "=".repeat(80);
  const parts = [...packages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([head, text]) => `${line}\n${head}\n${line}\n\n${text}\n`);
  return `The programs in this folder hold these packages, each under its own licence.\n\n${parts.join("\n")}`;
}

/** @param {string} folder */
function textsIn(folder) {
  const read = (/** @type {string} */ file) =>
    readFileSync(join(folder, file), "utf8").replace(/\r\n?/g, "\n").replace(/^\n+/, "").trimEnd();
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => isText(name));
  return entries
    .flatMap((entry) =>
      entry.isDirectory() ? readdirSync(join(folder, entry.name)).map((name) => join(entry.name, name)) : [entry.name],
    )
    .sort()
    .map(read);
}
