import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the project, with a slash at its end. */
export const root = fileURLToPath(new URL("../../", import.meta.url));
export const sliTypes = ["availability", "correctness", "error-rate", "latency", "throughput", "freshness", "custom"];

/**
 * What is read of a JSON Schema here.
 *
 * @typedef {{ [key: string]: any, description?: string, examples?: unknown[], default?: unknown, properties?: Record<string, Schema>,
 *   definitions?: Record<string, Schema>, items?: Schema, additionalProperties?: boolean | Schema, $ref?: string }} Schema
 */

/** Every schema file by its path below `schemas/`, sorted. @returns {Map<string, Schema>} */
export function loadSchemas() {
  const folder = join(root, "schemas");
  const names = readdirSync(folder, { recursive: true }).map((name) => name.replaceAll("\\", "/"));
  return new Map(
    names
      .filter((name) => name.endsWith(".schema.json"))
      .sort()
      .map((name) => [name, JSON.parse(readFileSync(join(folder, name), "utf8"))]),
  );
}

/** The absolute form of a `$ref` that stands in `file`: the file and the pointer in it. */
function locate(ref, file) {
  const [path, pointer = ""] = ref.split("#");
  const target = path === "" ? file : new URL(path, `file:///${file}`).pathname.slice(1);
  return { file: target, pointer };
}

/** The schema at a `$ref`, with the file that it stands in. Throws when there is none. */
function follow(schemas, ref, file) {
  const target = locate(ref, file);
  let node = schemas.get(target.file);
  for (const part of target.pointer.split("/").slice(1))
    node = node?.[part.replaceAll("~1", "/").replaceAll("~0", "~")];
  if (node === undefined) throw new Error(`${file}: nothing at ${ref}`);
  return { ...target, node };
}

/**
 * A schema with its `$ref`s (and `allOf`) laid under what stands beside them; children are left as they are, each with the file its references count from.
 *
 * @param {Map<string, Schema>} schemas @param {Schema} schema @param {string} file @returns {Schema}
 */
export function resolve(schemas, schema, file) {
  const own = withFile(schema, file);
  const bases = [];
  if (schema.$ref !== undefined) {
    const target = follow(schemas, schema.$ref, file);
    bases.push(resolve(schemas, target.node, target.file));
  }
  for (const part of schema.allOf ?? []) bases.push(resolve(schemas, part, fileOf(part, file)));
  const merged = bases.reduce((under, over) => merge(under, over), {});
  delete own.$ref;
  delete own.allOf;
  return merge(merged, own);
}

const files = new WeakMap();

/** File that the references of a (resolved) child count from. @param {Schema} schema @param {string} otherwise @returns {string} */
export function fileOf(schema, otherwise) {
  return files.get(schema) ?? otherwise;
}

function withFile(schema, file) {
  const copy = { ...schema };
  const mark = (child) => {
    if (child === null || typeof child !== "object") return child;
    const marked = { ...child };
    files.set(marked, files.get(child) ?? file);
    return marked;
  };
  for (const key of ["items", "additionalProperties"]) if (copy[key]) copy[key] = mark(copy[key]);
  if (copy.properties) {
    copy.properties = Object.fromEntries(Object.entries(copy.properties).map(([key, child]) => [key, mark(child)]));
  }
  if (copy.oneOf) copy.oneOf = copy.oneOf.map(mark);
  return copy;
}

/** Laid over one another; a child that both have is resolved from both when its turn comes. */
function merge(under, over) {
  const merged = { ...under, ...over };
  if (isSchema(under.additionalProperties) && isSchema(over.additionalProperties)) {
    merged.additionalProperties = both(under.additionalProperties, over.additionalProperties);
  }
  if (under.properties && over.properties) {
    merged.properties = { ...under.properties };
    for (const [key, child] of Object.entries(over.properties)) {
      const below = under.properties[key];
      merged.properties[key] = below === undefined ? child : both(below, child);
    }
  }
  return merged;
}

function both(under, over) {
  return { allOf: [under, over] };
}

function isSchema(value) {
  return typeof value === "object" && value !== null;
}

/**
 * All files as one schema: each target of a `$ref` becomes one entry of `definitions`, so that it is compiled once, whoever refers to it.
 *
 * @param {Map<string, Schema>} schemas
 * @param {string[][]} entries name, and `$ref` from the schema folder
 * @returns {{ $schema: string, definitions: Record<string, Schema> }}
 */
export function bundle(schemas, entries) {
  const names = new Map();
  const idOf = (ref, file) => {
    const target = locate(ref, file);
    return `${target.file}#${target.pointer}`;
  };
  for (const [name, ref] of entries) names.set(idOf(ref, ""), name);
  for (const [file, schema] of schemas) {
    for (const ref of references(schema)) {
      const id = idOf(ref, file);
      if (!names.has(id)) names.set(id, shortName(id));
    }
  }

  const reference = (id) => ({ $ref: `#/definitions/${names.get(id)}` });
  const copy = (value, file, pointer, isMap = false) => {
    if (Array.isArray(value)) return value.map((item, index) => child(item, file, `${pointer}/${index}`));
    if (value === null || typeof value !== "object") return value;
    const result = {};
    for (const [key, part] of Object.entries(value)) {
      if (!isMap && (key === "definitions" || key === "$schema")) continue;
      if (!isMap && key === "$ref") Object.assign(result, reference(idOf(part, file)));
      else if (!isMap && isData(key)) result[key] = part;
      else result[key] = child(part, file, `${pointer}/${key}`, !isMap && key === "properties");
    }
    return result;
  };
  const child = (part, file, pointer, isMap) => {
    const id = `${file}#${pointer}`;
    return names.has(id) ? reference(id) : copy(part, file, pointer, isMap);
  };

  const definitions = {};
  for (const [id, name] of names) {
    if (name in definitions) throw new Error(`two definitions are named ${name}`);
    const { file, pointer, node } = follow(schemas, id, "");
    definitions[name] = copy(node, file, pointer);
  }
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    definitions: pruned(
      definitions,
      entries.map(([name]) => name),
    ),
  };
}

/** Keys whose value is data, not a schema. */
function isData(key) {
  return key === "examples" || key === "default" || key === "enum" || key === "const" || key.startsWith("x-");
}

function* references(value, isMap = false) {
  if (value === null || typeof value !== "object") return;
  for (const [key, part] of Object.entries(value)) {
    if (!isMap && key === "$ref") yield part;
    else if (isMap || !isData(key)) yield* references(part, !isMap && (key === "properties" || key === "definitions"));
  }
}

function shortName(id) {
  return id
    .replace(".schema.json#", "")
    .replace(/\/(definitions|properties)(?=\/)/g, "")
    .replaceAll("/", ".");
}

/** Definitions that the roots need, in a fixed order. */
function pruned(definitions, roots) {
  const kept = {};
  const visit = (name) => {
    if (name in kept) return;
    kept[name] = definitions[name];
    for (const ref of references(definitions[name])) visit(ref.slice("#/definitions/".length));
  };
  roots.forEach(visit);
  return kept;
}
