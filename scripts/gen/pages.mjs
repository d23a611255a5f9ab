import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bundle, root } from "./schemas.mjs";

/** What the command carries with it, so that it needs no file beside itself: [path, text] of each module. */
export function embedded(schemas) {
  return [
    ["src/cli/generated/pages.ts", pages()],
    ["src/cli/generated/templates.ts", templates()],
    ["src/5-emit/shared/generated/notifications.ts", notifications()],
    ["src/cli/generated/schemas.ts", editorSchemas(schemas)],
    ["src/cli/generated/version.ts", `${note("package.json")}export const version = ${JSON.stringify(version())};\n`],
  ];
}

/** Every page by its code: `src/<phase>/pages/<name>.md` and `src/4-lint/rules/<name>/page.md`. */
function pages() {
  const files = list("src").filter((path) => /^src\/\d-[a-z]+\/(pages\/[^/]+|rules\/[^/]+\/page)\.md$/.test(path));
  const entries = files.map((path) => {
    const [, phase, name] = /^src\/\d-([a-z]+)\/(?:pages|rules)\/(.+?)(?:\/page)?\.md$/.exec(path);
    return [`${phase}/${name}`, path];
  });
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `${note("the pages beside each phase")}/** The page of one code, as Markdown. */
export interface Page {
  readonly code: string;
  readonly text: string;
}

export const pages: readonly Page[] = [
${sorted.map(([code, path]) => `  {\n    code: ${JSON.stringify(code)},\n    text: ${lines(read(path), "    ")},\n  },`).join("\n")}
];
`;
}

function templates() {
  return `${note("templates/init")}/** Handlebars templates of the files that \`init\` makes, by their path in templates/init. */
export const templates = ${texts("templates/init")} as const;
`;
}

function notifications() {
  return `${note("templates/notifications")}/** Handlebars templates of what notifications say, by channel. */
export const notifications = ${texts("templates/notifications")} as const;
`;
}

/** An object of the templates in a folder, by their path in it. */
function texts(folder) {
  const files = list(folder).filter((path) => path.endsWith(".hbs"));
  const entries = files.map((path) => [path.slice(folder.length + 1, -".hbs".length), read(path)]);
  return `{
${entries.map(([name, text]) => `  ${JSON.stringify(name)}: ${lines(text, "  ")},`).join("\n")}
}`;
}

/** One self-contained schema for each kind of file, for editors; a line for each definition, so that a difference can be read. */
function editorSchemas(schemas) {
  const entries = ["service", "workspace", "kit"].map((kind) => {
    const { definitions, $schema } = bundle(schemas, [[kind, `${kind}.schema.json`]]);
    const each = Object.entries(definitions).map(
      ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
    );
    const head = `"$schema": ${JSON.stringify($schema)},\n"$ref": "#/definitions/${kind}"`;
    return [kind, `{\n${head},\n"definitions": {\n${each.join(",\n")}\n}\n}`];
  });
  return `${note("schemas/")}/** Self-contained JSON Schemas (draft-07), as text. */
export const schemas = {
${entries.map(([kind, text]) => `  ${kind}: ${lines(text, "  ")},`).join("\n")}
} as const;
`;
}

function note(source) {
  return `// Made by \`npm run gen\` from ${source}. Do not edit.\n`;
}

function lines(text, indent) {
  const each = text.split("\n").map((line) => `${indent}  ${JSON.stringify(line)},`);
  return `[\n${each.join("\n")}\n${indent}].join("\\n")`;
}

function list(folder) {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names.map((name) => `${folder}/${name.replaceAll("\\", "/")}`).sort();
}

function read(path) {
  return readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n");
}

function version() {
  return JSON.parse(read("package.json")).version;
}
