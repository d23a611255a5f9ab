// The extension for VS Code: its files, and the archive that editors install. The same files give the same bytes.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { rolldown } from "rolldown";
import { editorSchemas } from "../gen/editor-schemas.mjs";
import { root } from "./bundle.mjs";
import { noticesFile, noticesOf, packagesIn } from "./notices.mjs";

const source = join(root, "editors/vscode");

/**
 * What the extension holds: itself in one file, the command as the build made it, the schemas.
 *
 * @returns {Promise<Map<string, Uint8Array>>} by path within the extension
 */
export async function extensionFiles() {
  const files = new Map();
  const put = (/** @type {string} */ path, /** @type {string | Uint8Array} */ content) =>
    files.set(path, typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content));

  const manifest = readFileSync(join(source, "package.json"), "utf8");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (JSON.parse(manifest).version !== version)
    throw new Error(`editors/vscode/package.json: the version is not ${version}, as that of the command`);
  put("package.json", manifest);
  put("README.md", readFileSync(join(source, "README.md")));
  put("icon.png", readFileSync(join(source, "icon.png")));
  put("LICENSE.txt", readFileSync(join(root, "LICENSE")));
  const { code, packages } = await bundled();
  put("dist/extension.js", code);
  // those of the command stand beside it
  put(`dist/${noticesFile}`, noticesOf(packages));
  for (const [name, text] of editorSchemas()) put(`schemas/${name}`, text);

  const command = join(root, "dist/bin");
  for (const name of readdirSync(command, { recursive: true, encoding: "utf8" })) {
    const file = join(command, name);
    if (statSync(file).isFile()) put(`server/bin/${name.replaceAll("\\", "/")}`, readFileSync(file));
  }
  return files;
}

async function bundled() {
  const graph = await rolldown({
    cwd: root,
    platform: "node",
    input: "editors/vscode/src/extension.ts",
    external: ["vscode"],
  });
  const { output } = await graph.generate({ format: "cjs", minify: true, comments: { legal: true } });
  await graph.close();
  const [main, ...others] = output;
  if (others.length > 0) throw new Error(`the extension is not one file: ${others.map((one) => one.fileName)}`);
  return { code: main.code, packages: packagesIn(output) };
}

/**
 * @param {ReadonlyMap<string, Uint8Array>} files of the extension, `package.json` among them
 * @returns {Uint8Array} a zip file with the extension and what says which it is
 */
export function packVsix(files) {
  const manifest = JSON.parse(new TextDecoder().decode(files.get("package.json")));
  const all = new Map([...files].map(([path, content]) => [`extension/${path}`, content]));
  const encode = (/** @type {string} */ text) => new TextEncoder().encode(text);
  all.set("extension.vsixmanifest", encode(vsixManifest(manifest, files)));
  all.set("[Content_Types].xml", encode(contentTypes([...all.keys()])));
  // No clock, no machine: the oldest date that the format knows, files of Unix that everybody may read.
  const options = (/** @type {string} */ path) => ({
    mtime: new Date(1980, 0, 1),
    os: 3,
    attrs: (path.endsWith("/bin/tocsin.js") ? 0o100755 : 0o100644) * 0x10000,
  });
  const entries = [...all.keys()].sort().map((path) => [path, [all.get(path), options(path)]]);
  return zipSync(Object.fromEntries(entries), { level: 9 });
}

/** @param {any} manifest @param {ReadonlyMap<string, Uint8Array>} files */
function vsixManifest(manifest, files) {
  const { name, displayName = name, description = "", version, publisher, engines } = manifest;
  const {
    keywords = [],
    categories = [],
    extensionKind = [],
    extensionDependencies = [],
    icon,
    galleryBanner = {},
  } = manifest;
  const properties = {
    "Microsoft.VisualStudio.Code.Engine": engines.vscode,
    "Microsoft.VisualStudio.Code.ExtensionDependencies": extensionDependencies.join(","),
    "Microsoft.VisualStudio.Code.ExtensionPack": "",
    "Microsoft.VisualStudio.Code.ExtensionKind": extensionKind.join(","),
    "Microsoft.VisualStudio.Code.LocalizedLanguages": "",
    "Microsoft.VisualStudio.Code.EnabledApiProposals": "",
    "Microsoft.VisualStudio.Code.ExecutesCode": "true",
    "Microsoft.VisualStudio.Services.Branding.Color": galleryBanner.color,
    "Microsoft.VisualStudio.Services.Branding.Theme": galleryBanner.theme,
    "Microsoft.VisualStudio.Services.GitHubFlavoredMarkdown": "true",
    "Microsoft.VisualStudio.Services.Content.Pricing": "Free",
  };
  const assets = [
    ["Microsoft.VisualStudio.Code.Manifest", "package.json"],
    ["Microsoft.VisualStudio.Services.Content.Details", "README.md"],
    ["Microsoft.VisualStudio.Services.Content.License", "LICENSE.txt"],
    ["Microsoft.VisualStudio.Services.Icons.Default", icon],
  ].filter(([, path]) => files.has(path ?? ""));
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011" xmlns:d="http://schemas.microsoft.com/developer/vsx-schema-design/2011">
  <Metadata>
    <Identity Language="en-US" Id="${xml(name)}" Version="${xml(version)}" Publisher="${xml(publisher)}"/>
    <DisplayName>${xml(displayName)}</DisplayName>
    <Description xml:space="preserve">${xml(description)}</Description>
    <Tags>${xml(keywords.join(","))}</Tags>
    <Categories>${xml(categories.join(","))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
${Object.entries(properties)
  .filter(([, value]) => value !== undefined)
  .map(([id, value]) => `      <Property Id="${id}" Value="${xml(value)}"/>`)
  .join("\n")}
    </Properties>
    <License>extension/LICENSE.txt</License>
    <Icon>extension/${xml(icon)}</Icon>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
${assets.map(([type, path]) => `    <Asset Type="${type}" Path="extension/${path}" Addressable="true"/>`).join("\n")}
  </Assets>
</PackageManifest>
`;
}

const types = new Map([
  ["js", "application/javascript"],
  ["json", "application/json"],
  ["md", "text/markdown"],
  ["png", "image/png"],
  ["txt", "text/plain"],
  ["vsixmanifest", "text/xml"],
]);

/** @param {readonly string[]} paths */
function contentTypes(paths) {
  const endings = new Set(paths.map((path) => path.slice(path.lastIndexOf(".") + 1)));
  const unknown = [...endings].filter((ending) => !types.has(ending));
  if (unknown.length > 0) throw new Error(`files whose type is not known: ${unknown.join(", ")}`);
  const rows = [...types].map(([ending, type]) => `  <Default Extension=".${ending}" ContentType="${type}"/>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
${rows.join("\n")}
</Types>
`;
}

/** @param {string} text */
function xml(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
