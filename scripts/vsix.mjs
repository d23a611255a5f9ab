// npm run vsix [-- FOLDER]: packs the extension for VS Code, editors/vscode/tocsin-<version>.vsix, from the command in dist/.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { root } from "./build/bundle.mjs";
import { extensionFiles, packVsix } from "./build/vsix.mjs";

const files = await extensionFiles();
const { name, version } = JSON.parse(new TextDecoder().decode(files.get("package.json")));
const folder = resolve(process.argv[2] ?? join(root, "editors/vscode"));
mkdirSync(folder, { recursive: true });
const file = join(folder, `${name}-${version}.vsix`);
const bytes = packVsix(files);
writeFileSync(file, bytes);
console.log(`${file}: ${files.size} files, ${Math.round(bytes.length / 1024)} KiB`);
