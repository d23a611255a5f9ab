import type { Pointer } from "../1-load/document.ts";
import { nearest } from "../util/nearest.ts";
import { pointerSteps, pointerTo } from "../util/pointer.ts";
import { diagnostic } from "./diagnostics.ts";
import type { SchemaNode } from "./generated/schema-index.ts";
import { type Explanation, nodeAt, type Place, valueAt } from "./place.ts";
import { all, alternatives, short } from "./wording.ts";

/** A key that its map does not know: misspelt, in the wrong map, or of no map at all. */
export function unknownKey(place: Place, map: Pointer, key: string): Explanation {
  const pointer = pointerTo(map, key);
  const node = nodeAt(place, map);
  const known = Object.keys(node?.keys ?? {});
  const owner = node?.noun ?? "this map";
  const span = place.spanOf(pointer, "key");
  const taken = valueAt(place, map) as Record<string, unknown>;
  const near = nearest(
    key,
    known.filter((other) => !Object.hasOwn(taken, other)),
  );
  if (near !== undefined) {
    const fix = { title: `write \`${near}\``, edits: [{ span, text: near }] };
    return {
      pointer,
      meant: { rename: near },
      diagnostic: diagnostic("unknown-key", { key: short(key), owner }, span, {
        note: "not known here",
        help: `did you mean \`${near}\`?`,
        fix,
      }),
    };
  }
  const help = homeOf(place, map, key) ?? `it knows ${list(known)}`;
  return {
    pointer,
    meant: { drop: true },
    diagnostic: diagnostic("unknown-key", { key: short(key), owner }, span, { note: "not known here", help }),
  };
}

function list(words: readonly string[]): string {
  const most = 16;
  const shown = words.slice(0, most).map((word) => `\`${word}\``);
  return words.length > most ? `${shown.join(", ")} and ${words.length - most} more` : all(shown);
}

/** Where the key is known: one map further in, one further out, or elsewhere in this kind of file. */
function homeOf(place: Place, map: Pointer, key: string): string | undefined {
  const node = nodeAt(place, map);
  const inside = Object.entries(node?.keys ?? {}).filter(
    ([, child]) => child.keys !== undefined && Object.hasOwn(child.keys, key),
  );
  if (inside.length > 0)
    return `it belongs one level further in, in ${alternatives(inside.map(([name]) => `\`${name}\``))}`;

  const steps = pointerSteps(map);
  for (let length = steps.length - 1; length >= 0; length--) {
    const above = nodeAt(
      place,
      steps.slice(0, length).reduce<Pointer>((pointer, step) => pointerTo(pointer, step), ""),
    );
    if (above?.keys !== undefined && Object.hasOwn(above.keys, key))
      return `it belongs further out, beside \`${short(steps[length] ?? "")}\``;
  }

  const owners = [...ownersOf(place.root, key)];
  return owners.length === 0 ? undefined : `it is a key of ${alternatives(owners.slice(0, 3))}`;
}

function ownersOf(root: SchemaNode, key: string): Set<string> {
  const owners = new Set<string>();
  const seen = new Set<SchemaNode>();
  const pending = [root];
  for (let node = pending.shift(); node !== undefined; node = pending.shift()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.keys !== undefined && Object.hasOwn(node.keys, key) && node.noun !== undefined) owners.add(node.noun);
    pending.push(
      ...Object.values(node.keys ?? {}),
      ...[node.entry, node.item].filter((part) => part !== undefined),
      ...Object.values(node.variants?.of ?? {}),
    );
  }
  return owners;
}
