import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { resolve, root } from "./schemas.mjs";

/** Names of SLIs that come from elsewhere than the service itself, as types. @returns {string} */
export function authorTypes(schemas) {
  const folder = join(root, "src/kits");
  const files = readdirSync(folder).filter((name) => name.endsWith(".kit.yaml"));
  const kits = files.sort().map((file) => load(readFileSync(join(folder, file), "utf8")));
  const union = (names) => (names.length === 0 ? "never" : names.map((name) => JSON.stringify(name)).join(" | "));
  const rows = kits.map(({ kit, slis = {} }) => `  ${JSON.stringify(kit)}: ${union(Object.keys(slis))};`);
  const { vitals } = resolve(schemas, { $ref: "telemetry.schema.json#/definitions/rum" }, "").properties;
  return `// Made by \`npm run gen\` from src/kits/ and schemas/. Do not edit.

/** SLIs that each built-in kit gives. */
export interface BuiltinKitSlis {
${rows.join("\n")}
}

/** A vital under \`rum\` is an SLI of its name. */
export type Vital = ${union(Object.keys(vitals.properties ?? {}))};
`;
}
