/** What the schema says about a place of a text that may be half-typed. */
import { schemaIndex, type SchemaNode, schemaNodeAt } from "../2-validate/generated/schema-index.ts";
import type { SpecKind } from "../2-validate/spec.ts";
import type { Outline } from "./yaml/outline.ts";
import { nodeAtPath, textOf } from "./yaml/place.ts";

/** The node at a path; an SLI whose type is written has the keys of its type alone. */
export function schemaAt(
  kind: SpecKind,
  text: string,
  outline: Outline | undefined,
  path: readonly string[],
): SchemaNode | undefined {
  const sli = path.indexOf("slis");
  const type = sli >= 0 && path.length > sli + 1 ? typeOf(text, outline, path.slice(0, sli + 2)) : undefined;
  if (type !== undefined) return schemaNodeAt(type, path.slice(sli + 2)) ?? schemaNodeAt(schemaIndex[kind], path);
  return schemaNodeAt(schemaIndex[kind], path);
}

function typeOf(text: string, outline: Outline | undefined, path: readonly string[]): SchemaNode | undefined {
  const map = nodeAtPath(text, outline, path);
  const type = map?.kind === "map" ? textOf(text, map, "type") : undefined;
  const key = `sli/${type}`;
  return Object.hasOwn(schemaIndex, key) ? schemaIndex[key as keyof typeof schemaIndex] : undefined;
}

/** Keys that may yet be written beside those that are there: neither there, nor excluded by one that is. */
export function freeKeys(node: SchemaNode, taken: ReadonlySet<string>): readonly string[] {
  const excluded = new Set(
    (node.exclusive ?? []).flatMap(({ of, given }) => {
      if (given !== undefined && !taken.has(given)) return [];
      const chosen = of.filter((form) => form.some((key) => taken.has(key)));
      return chosen.length === 0 ? [] : of.filter((form) => !chosen.includes(form)).flat();
    }),
  );
  return Object.keys(node.keys ?? {}).filter((key) => !taken.has(key) && !excluded.has(key));
}

/** What may stand there, in a few words. */
export function typeInWords({ types, format, values }: SchemaNode): string {
  if (values !== undefined) return values.map((value) => JSON.stringify(value).replaceAll('"', "")).join(" | ");
  const words = types.map((type) => {
    if (type === "object") return "map";
    if (type === "array") return "list";
    return type === "string" ? (format ?? "text") : type;
  });
  return words.join(" | ") || "any";
}

/** A node as documentation, in Markdown. */
export function documentationOf(node: SchemaNode): string {
  const shown = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  const parts = [node.description ?? ""];
  if (node.default !== undefined) parts.push(`Default: \`${shown(node.default)}\``);
  if (node.example !== undefined) parts.push(`Example: \`${shown(node.example)}\``);
  return parts.filter((part) => part !== "").join("\n\n");
}
