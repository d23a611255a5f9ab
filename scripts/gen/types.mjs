import { compile } from "json-schema-to-typescript";
import { bundle } from "./schemas.mjs";

/** TypeScript types of all schemas: one named type for each definition that has a `title`. */
export async function types(schemas) {
  const roots = ["service", "workspace", "kit", "layer", "complete"].map((name) => [name, `${name}.schema.json`]);
  const { definitions } = bundle(schemas, roots);
  const named = new Map();
  for (const [key, schema] of Object.entries(definitions)) {
    const name = schema.title ?? (key.startsWith("common.") ? pascal(key.slice("common.".length)) : undefined);
    if (name !== undefined && !completes.test(name)) named.set(`#/definitions/${key}`, name);
  }
  const sli = definitions["complete.sli"];
  const convert = (schema, isMap = false) => {
    if (Array.isArray(schema)) return schema.map((item) => convert(item));
    if (schema === null || typeof schema !== "object") return schema;
    if (!isMap && typeof schema.$ref === "string") {
      const name = named.get(schema.$ref);
      const target = definitions[schema.$ref.slice("#/definitions/".length)];
      const words = { description: schema.description ?? target.description };
      return name === undefined ? convert({ ...target, ...words }) : { ...words, tsType: name };
    }
    return Object.fromEntries(
      Object.entries(schema)
        .filter(([key]) => isMap || !ignored.has(key))
        .map(([key, value]) => [key, convert(value, !isMap && key === "properties")]),
    );
  };
  const all = {};
  for (const [ref, name] of named)
    all[name] = convert({ ...definitions[ref.slice("#/definitions/".length)], title: name });
  all.SliV1 = { ...convert(sli), title: "SliV1" };
  const text = await compile({ title: root, type: "object", additionalProperties: false, definitions: all }, root, {
    unreachableDefinitions: true,
    bannerComment: "// Made by `npm run gen` from schemas/. Do not edit.",
    format: false,
  });
  return text
    .replace(new RegExp(`export interface ${root} \\{\\s*\\}\\s*`), "")
    .replace(/(\s*\*)*\s*\* This interface was referenced by [^\n]*\s*\* via the `definition` "\w+"\./g, "")
    .replace(/\/\*\*\s*\* ([^\n]*)\s*\*\//g, "/** $1 */")
    .replace(/\/\*\*\s*\*\/\s*/g, "");
}

const root = "TocsinSchemas";
/** Parts of `complete` say only what must be there; the types of the layers hold for them. */
const completes = /^(Complete\w+|\w+Complete|Sli)$/;
const ignored = new Set([
  "examples",
  "default",
  "format",
  "propertyNames",
  "pattern",
  "discriminator",
  "minItems",
  "maxItems",
]);

function pascal(text) {
  return text.replace(/(^|[-.])(\w)/g, (_, __, letter) => letter.toUpperCase());
}
