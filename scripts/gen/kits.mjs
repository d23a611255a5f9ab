import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./schemas.mjs";

/** The built-in kits as a module, so that they are there in a bundle. */
export function kits() {
  const folder = join(root, "src/kits");
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".kit.yaml"))
    .sort();
  const entries = files.map((file) => {
    const text = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
    const lines = text.match(/[^\n]*\n/g) ?? [];
    return `  {\n    name: ${JSON.stringify(file.replace(".kit.yaml", ""))},\n    text: [\n${lines.map((line) => `      ${JSON.stringify(line.slice(0, -1))},`).join("\n")}\n      "",\n    ].join("\\n"),\n  },`;
  });
  return `// Made by \`npm run gen\` from src/kits/*.kit.yaml. Do not edit.

/** A kit that is built in: its name and the text of its file. */
export interface BuiltinKit {
  readonly name: string;
  readonly text: string;
}

export const builtinKits: readonly BuiltinKit[] = [
${entries.join("\n")}
];
`;
}
