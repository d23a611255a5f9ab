// The schemas that editors read: one file each for a service, the workspace and a kit, without our own keywords, `null` allowed where it takes away.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle, loadSchemas } from "./schemas.mjs";
import { snippets } from "./snippets.mjs";

const names = ["service", "workspace", "kit"];

/** @returns {Map<string, string>} file name → JSON */
export function editorSchemas(schemas = loadSchemas()) {
  return new Map(
    names.map((name) => [`${name}.schema.json`, `${JSON.stringify(editorSchema(schemas, name), null, 1)}\n`]),
  );
}

/** Writes them into a folder. Needs nothing but Node. */
export function writeEditorSchemas(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of editorSchemas()) writeFileSync(join(folder, file), text);
}

function editorSchema(schemas, name) {
  const { $schema, definitions } = bundle(schemas, [[name, `${name}.schema.json`]]);
  const { [name]: top, ...rest } = definitions;
  const at = (ref) => definitions[ref.slice("#/definitions/".length)];

  const plain = (schema) => {
    const result = {};
    for (const [key, value] of Object.entries(schema)) {
      if (key === "properties") {
        result.properties = Object.fromEntries(
          Object.entries(value).map(([property, part]) => {
            const made = schema.required?.includes(property) ? inlined(part) : optional(part);
            const known = snippets[property];
            return [property, known === undefined ? made : { ...made, defaultSnippets: known }];
          }),
        );
      } else if (key === "additionalProperties" && typeof value === "object") result[key] = optional(value);
      else if (key === "items") result[key] = inlined(value);
      else if (key === "x-exclusive") result.allOf = [...(result.allOf ?? []), ...value.flatMap(exclusion)];
      else if (key === "x-needs") result.allOf = [...(result.allOf ?? []), ...value.map(need)];
      else if (!dropped.has(key) && !key.startsWith("x-")) result[key] = value;
    }
    return result;
  };
  /** Definitions take `null` themselves: most who refer to them do. */
  const optional = (schema) => (schema.$ref === undefined ? nullable(plain(schema)) : plain(schema));
  const inlined = (schema) =>
    schema.$ref === undefined ? plain(schema) : { ...inlined(at(schema.$ref)), ...words(schema) };
  const words = ({ description, examples, default: fallback }) => ({
    ...(description !== undefined && { description }),
    ...(examples !== undefined && { examples }),
    ...(fallback !== undefined && { default: fallback }),
  });

  return {
    $schema,
    ...plain(top),
    definitions: Object.fromEntries(Object.entries(rest).map(([key, schema]) => [key, optional(schema)])),
  };
}

/** Formats are checked by tocsin: a value may hold `${name}`. */
const dropped = new Set(["title", "format", "propertyNames", "discriminator"]);

function nullable(schema) {
  if (schema.const !== undefined) return schema;
  return {
    ...schema,
    ...(schema.type !== undefined && { type: [...[schema.type].flat(), "null"] }),
    ...(schema.enum !== undefined && { enum: [...schema.enum, null] }),
  };
}

function exclusion({ of, given }) {
  const pairs = of.flatMap((left, index) =>
    of.slice(index + 1).flatMap((right) => left.flatMap((a) => right.map((b) => [a, b]))),
  );
  return pairs.map(([a, b]) => ({
    not: { type: "object", required: given === undefined ? [a, b] : [given, a, b] },
    errorMessage: `\`${a}\` and \`${b}\` exclude one another${given === undefined ? "" : ` beside \`${given}\``}`,
  }));
}

function need({ any, say }) {
  return { anyOf: any.map((keys) => ({ required: keys })), errorMessage: `needs ${say}` };
}
