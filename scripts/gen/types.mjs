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
  const layered = reachable(definitions, ["service", "layer", "kit", "workspace.environment"], ["kit.parameter"]);
  const convert = (schema, isMap = false, inLayer = false) => {
    if (Array.isArray(schema)) return schema.map((item) => convert(item, false, inLayer));
    if (schema === null || typeof schema !== "object") return schema;
    if (!isMap && typeof schema.$ref === "string") {
      const name = named.get(schema.$ref);
      const target = definitions[schema.$ref.slice("#/definitions/".length)];
      const words = { description: schema.description ?? target.description };
      return name === undefined ? convert({ ...target, ...words }, false, inLayer) : { ...words, tsType: name };
    }
    const removable = (key) => inLayer && !isMap && key === "additionalProperties" && typeof schema[key] === "object";
    return Object.fromEntries(
      Object.entries(schema)
        .filter(([key]) => isMap || !ignored.has(key))
        .map(([key, value]) => [key, convert(value, !isMap && key === "properties", inLayer)])
        .map(([key, value]) => {
          if (inLayer && key === "properties" && !isMap)
            return [key, withNulls(value, (name) => !schema.required?.includes(name))];
          return [key, removable(key) ? orNull(value) : value];
        }),
    );
  };
  const all = {};
  for (const [ref, name] of named) {
    const key = ref.slice("#/definitions/".length);
    all[name] = convert({ ...definitions[key], title: name }, false, layered.has(key));
  }
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

/** In a layer a `null` takes away what the layers below gave: it may stand wherever a key may be left out. */
function orNull(schema) {
  const { description } = schema;
  return { ...(description !== undefined && { description }), anyOf: [schema, { type: "null" }] };
}

function withNulls(properties, isRemovable) {
  const entries = Object.entries(properties);
  return Object.fromEntries(entries.map(([name, schema]) => [name, isRemovable(name) ? orNull(schema) : schema]));
}

/** Keys of definitions that refer to one another, from `starts` on. */
function reachable(definitions, starts, without) {
  const found = new Set();
  const pending = [...starts];
  const visit = (node) => {
    if (node === null || typeof node !== "object") return;
    if (typeof node.$ref === "string") pending.push(node.$ref.slice("#/definitions/".length));
    Object.values(node).forEach(visit);
  };
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    if (found.has(key) || without.includes(key)) continue;
    found.add(key);
    visit(definitions[key]);
  }
  return found;
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
