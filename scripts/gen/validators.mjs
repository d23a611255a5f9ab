import standalone from "ajv/dist/standalone/index.js";
import { bundle, sliTypes } from "./schemas.mjs";
import { makeAjv } from "./keywords.mjs";

const completeNames = ["slo", "alert", "anomaly", "maintenance", "correction", "sla", "metric", "experiment", "sli"];

const id = "tocsin";
const identifier = (name) => name.replace(/[/-](\w)/g, (_, letter) => letter.toUpperCase());

/** What can be validated: the name that callers use, and the schema behind it. */
const entries = [
  ...["service", "workspace", "kit", "layer", "complete"].map((name) => [name, `${name}.schema.json`]),
  ...completeNames.map((name) => [name, `complete.schema.json#/definitions/${name}`]),
  ...sliTypes.map((type) => [`sli/${type}`, `sli/${type}.schema.json`]),
];

/** Standalone code: ESM without a single import, and its types. */
export function validators(schemas) {
  const ajv = makeAjv({ code: { source: true, esm: true, lines: true }, inlineRefs: 1 });
  ajv.addSchema(
    withoutWords(
      bundle(
        schemas,
        entries.map(([name, path]) => [identifier(name), path]),
      ),
    ),
    id,
  );
  const exported = Object.fromEntries(
    entries.map(([name]) => [identifier(name), `${id}#/definitions/${identifier(name)}`]),
  );
  const code = compact(standalone.default(ajv, exported).replace(/^"use strict";\n?/, ""));
  const foreign = /\brequire\(|^import /m.exec(code);
  if (foreign) throw new Error(`standalone code asks for a module: ${code.slice(foreign.index, foreign.index + 80)}`);
  const table = entries.map(([name]) => `  "${name}": ${identifier(name)},`).join("\n");
  const js = `// Made by \`npm run gen\` from schemas/. Do not edit.\n${code}\n${put}\nexport const validators = {\n${table}\n};\n`;

  const complete = ["complete", ...completeNames, ...sliTypes.map((type) => `sli/${type}`)];
  const dts = `// Made by \`npm run gen\` from schemas/. Do not edit.

/** Schemas of what all layers together must hold; \`complete\` is the whole service. */
export type CompleteSchemaName =
${complete.map((name) => `  | "${name}"`).join("\n")};

export type SchemaName = "service" | "workspace" | "kit" | "layer" | CompleteSchemaName;

/** An error of ajv. Pointers are JSON Pointers into the value. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The name, when the key of a map is wrong. */
  readonly propertyName?: string;
}

/** True when the value has the shape; else \`errors\` holds every difference until the next call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

export declare const validators: Readonly<Record<SchemaName, Validator>>;
`;
  return { js, dts };
}

/** ajv spells out at each place how an error joins the others; said once, the module is a fifth smaller and loads faster. */
function compact(code) {
  const addition =
    /const (err\d+) = (\{.*\});\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\n/g;
  const joining = /vErrors = vErrors === null \? (validate\d+)\.errors : vErrors\.concat\(\1\.errors\);/g;
  const compacted = code
    .replace(addition, "vErrors = put(vErrors, $2);\n")
    .replace(joining, "vErrors = join(vErrors, $1.errors);")
    .replace(/schemaPath:"[^"]*",/g, "");
  if (/vErrors\.(?:push|concat)/.test(compacted)) throw new Error("ajv writes errors in another way than before");
  return compacted;
}

const put = `function put(errors, error) {
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}

// In place: a file with very many mistakes would otherwise be copied once for each of its values.
function join(errors, more) {
  if (errors === null) return more;
  for (const error of more) errors.push(error);
  return errors;
}
`;

/** A schema without what is for readers: standalone code repeats every schema that it checks. */
function withoutWords(schema, isMap = false) {
  if (Array.isArray(schema)) return schema.map((item) => withoutWords(item));
  if (schema === null || typeof schema !== "object") return schema;
  const words = new Set(["description", "examples", "default", "title", "format", "x-noun", "x-words"]);
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => isMap || !words.has(key))
      .map(([key, value]) => [key, withoutWords(value, !isMap && (key === "properties" || key === "definitions"))]),
  );
}
