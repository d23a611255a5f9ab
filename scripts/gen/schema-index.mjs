import { fileOf, resolve, sliTypes } from "./schemas.mjs";

/** `schema-index.ts`: what the schemas say about each place, as linked nodes, each distinct node once. */
export function schemaIndex(schemas) {
  const roots = [
    ...["service", "workspace", "kit", "layer", "complete"].map((name) => [name, `${name}.schema.json`]),
    ...sliTypes.map((type) => [`sli/${type}`, `sli/${type}.schema.json`]),
  ];
  const lines = [];
  const numbers = new Map();

  const add = (schema, file) => {
    const node = resolve(schemas, schema, file);
    const child = (part) => add(part, fileOf(part, file));
    const children = (parts) =>
      `{ ${Object.entries(parts)
        .map(([key, part]) => `${JSON.stringify(key)}: ${child(part)}`)
        .join(", ")} }`;
    const fields = [];
    const field = (name, value) => value !== undefined && fields.push(`${name}: ${JSON.stringify(value)}`);
    // A text with a pattern is a hole that a number fills: in a message, a number is what is wanted.
    field(
      "types",
      [node.type ?? []].flat().filter((type) => type !== "string" || node.pattern === undefined),
    );
    field("noun", node["x-noun"]);
    field("description", node.description);
    field("format", node.format);
    field("words", node["x-words"]);
    field("values", node.const !== undefined ? [node.const] : node.enum);
    field("example", node.examples?.[0]);
    field("default", node.default);
    field("required", node.required);
    field("exclusive", node["x-exclusive"]);
    field("needs", node["x-needs"]);
    field("keyFormat", node.propertyNames?.format);
    if (node.properties) fields.push(`keys: ${children(node.properties)}`);
    if (node.additionalProperties) fields.push(`entry: ${child(node.additionalProperties)}`);
    if (node.items) fields.push(`item: ${child(node.items)}`);
    if (node.oneOf) {
      const by = node.discriminator.propertyName;
      const branches = node.oneOf.map((branch) => [branch, resolve(schemas, branch, fileOf(branch, file))]);
      const named = Object.fromEntries(branches.map(([branch, { properties }]) => [properties[by].const, branch]));
      fields.push(`variants: { by: ${JSON.stringify(by)}, of: ${children(named)} }`);
    }
    const text = `{ ${fields.join(", ")} }`;
    if (!numbers.has(text)) {
      numbers.set(text, `n${numbers.size}`);
      lines.push(`const ${numbers.get(text)}: SchemaNode = ${text};`);
    }
    return numbers.get(text);
  };

  const entries = roots.map(([name, file]) => `  ${JSON.stringify(name)}: ${add({ $ref: file }, "")},`);
  return `${header}\n${lines.join("\n")}\n\nexport const schemaIndex = {\n${entries.join("\n")}\n} as const satisfies Readonly<Record<string, SchemaNode>>;\n${lookup}`;
}

const header = `// Made by \`npm run gen\` from schemas/. Do not edit.

/** What the schema says about one place of a spec. */
export interface SchemaNode {
  /** Kinds of value that may stand here; with several, the kind decides. Empty: any. Where a number may stand alone, so may a text that is one \`\${name}\`, if the schema says so. */
  readonly types: readonly ("string" | "number" | "integer" | "boolean" | "object" | "array")[];
  /** What a map or its entry is called in a message: "an SLO", "\`alerting\`". */
  readonly noun?: string;
  readonly description?: string;
  /** Value type of strings here: "duration", "selector" … */
  readonly format?: string;
  /** Words that are taken besides the format. */
  readonly words?: readonly string[];
  /** The only values that are taken. */
  readonly values?: readonly (string | number)[];
  readonly example?: unknown;
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly exclusive?: readonly ExclusiveKeys[];
  readonly needs?: readonly NeededKeys[];
  /** The keys that this map knows. */
  readonly keys?: Readonly<Record<string, SchemaNode>>;
  /** Value of any other key; absent: there are no others. */
  readonly entry?: SchemaNode;
  /** Value type of keys that are free. */
  readonly keyFormat?: string;
  readonly item?: SchemaNode;
  /** Different nodes by the value of one key. */
  readonly variants?: { readonly by: string; readonly of: Readonly<Record<string, SchemaNode>> };
}

/** Keys of different alternatives exclude one another (only beside \`given\`, where it stands): in one file a mistake, between layers the later ones win. */
export interface ExclusiveKeys {
  readonly of: readonly (readonly string[])[];
  readonly given?: string;
}

/** One alternative must be there whole; \`say\` names them. Only asked where one of the objects \`when.in\` holds \`when.key\`. */
export interface NeededKeys {
  readonly any: readonly (readonly string[])[];
  readonly say: string;
  readonly when?: { readonly in: readonly string[]; readonly key: string };
}
`;

const lookup = `
export type SchemaRoot = keyof typeof schemaIndex;

/** The node at a path of keys and list positions; undefined where the schema knows none. \`value\` is the value at the root and chooses between variants. */
export function schemaNodeAt(root: SchemaNode, path: readonly string[], value?: unknown): SchemaNode | undefined {
  let node: SchemaNode | undefined = variantOf(root, value);
  let here = value;
  for (const part of path) {
    if (node === undefined) return undefined;
    const isList = Array.isArray(here) || (here === undefined && /^\\d+$/.test(part) && node.item !== undefined);
    here = typeof here === "object" && here !== null && Object.hasOwn(here, part) ? (here as Record<string, unknown>)[part] : undefined;
    if (isList) node = node.item;
    else node = node.keys !== undefined && Object.hasOwn(node.keys, part) ? node.keys[part] : node.entry;
    if (node !== undefined) node = variantOf(node, here);
  }
  return node;
}

function variantOf(node: SchemaNode, value: unknown): SchemaNode {
  if (node.variants === undefined || typeof value !== "object" || value === null) return node;
  const tag = (value as Record<string, unknown>)[node.variants.by];
  return typeof tag === "string" && Object.hasOwn(node.variants.of, tag) ? (node.variants.of[tag] ?? node) : node;
}
`;
