import type { Tier } from "../../model/service.ts";
import { builtinDefaults, entryDefaults, type EntryDefault } from "../defaults.ts";
import { placeOf } from "../place.ts";
import { lay, type Node } from "./lay.ts";
import type { Layer } from "./layer.ts";
import { serviceShape, shapeBelow, type Shape } from "./shape.ts";

/** Defaults of entries, under what any layer wrote there. */
export function withEntryDefaults(root: Node, tier: Tier): Node {
  return entryDefaults.reduce((node, entry) => fillEntries(node, entry.path, entry, tier, [], ""), root);
}

function fillEntries(
  node: Node,
  [key, ...rest]: readonly string[],
  entry: EntryDefault,
  tier: Tier,
  path: readonly string[],
  name: string,
): Node {
  if (node.removed || key === undefined) return node;
  if (key === "*") {
    const children = [...(node.children ?? [])].map(
      ([each, child]) => [each, fillEntries(child, rest, entry, tier, [...path, each], each)] as const,
    );
    return node.children === undefined ? node : { ...node, children: new Map(children) };
  }
  const child = node.children?.get(key);
  if (rest.length > 0 && child !== undefined) {
    return {
      ...node,
      children: new Map(node.children).set(key, fillEntries(child, rest, entry, tier, [...path, key], name)),
    };
  }
  if (
    child !== undefined ||
    node.value !== undefined ||
    (entry.unless !== undefined && node.children?.has(entry.unless))
  )
    return node;
  // Only what stands below an entry is made: a service without experiments gets no `chaos`.
  if (name === "") return node;
  const value =
    typeof entry.value === "function"
      ? (entry.value as (tier: Tier, name: string) => unknown)(tier, name)
      : entry.value;
  const added = [key, ...rest].reduceRight<unknown>((inner, step) => ({ [step]: inner }), value) as Readonly<
    Record<string, unknown>
  >;
  const layer: Layer = {
    by: "built-in",
    value: added,
    originOf: () => ({ from: "default", name: builtinDefaults.name, span: placeOf(node.source).span }),
  };
  const laid = lay(undefined, layer, shapeAt([...path]));
  return { ...node, children: new Map([...(node.children ?? []), ...(laid.children ?? [])]) };
}

function shapeAt(path: readonly string[]): Shape {
  return path.reduce(shapeBelow, serviceShape);
}
