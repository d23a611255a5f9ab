import type { Pointer } from "../1-load/document.ts";
import type { Diagnostic, Fix } from "../diagnostics/diagnostic.ts";
import { isOnlyNear, nearest } from "../util/nearest.ts";
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
  const span = place.spanOf(pointer, "key");
  const taken = valueAt(place, map) as Record<string, unknown>;
  const told = (owner: string, help: string, fix?: Fix): Diagnostic =>
    diagnostic("unknown-key", { key: short(key), owner }, span, { note: "not known here", help, ...(fix && { fix }) });
  const noun = node?.noun ?? "this map";

  const free = known.filter((other) => !Object.hasOwn(taken, other));
  const secret = secretOf(key, known);
  if (secret !== undefined) {
    const help = `a secret is never written in a spec: put it in a file and name that by \`${secret}\``;
    const meant = free.includes(secret) ? { rename: secret } : ({ drop: true } as const);
    return { pointer, meant, diagnostic: told(noun, help) };
  }
  const near = sameElsewhere(key, free) ?? nearest(key, free);
  if (near !== undefined) {
    const isSure = isOnlyNear(key, near, free);
    const fix = isSure ? { title: `write \`${near}\``, edits: [{ span, text: near }] } : undefined;
    return { pointer, meant: { rename: near }, diagnostic: told(noun, `did you mean \`${near}\`?`, fix) };
  }
  const owners = ownersOf(place.root, key);
  // Maps of one name that differ by what they stand in: the sources of two types of SLI.
  const owner = owners.has(noun) ? `${noun} of ${ownerOf(place, map)}` : noun;
  const home = owners.has(noun) ? undefined : (homeOf(place, map, key) ?? elsewhere(owners));
  return { pointer, meant: { drop: true }, diagnostic: told(owner, home ?? `it knows ${list(known)}`) };
}

/** The key that names the file of a secret, where another one would hold the secret itself: `webhook`, `webhookUrl`, `password`. */
function secretOf(key: string, known: readonly string[]): string | undefined {
  const word = key.toLowerCase();
  if (word.length < 3 || /(?:file?|env?).?$/.test(word)) return undefined;
  return known.find((other) => {
    if (!other.endsWith("File")) return false;
    const stem = other.slice(0, -"File".length).toLowerCase();
    return stem.endsWith(word) || word.startsWith(stem);
  });
}

/** What other tools call a key. */
const otherWords: Readonly<Record<string, string>> = {
  expr: "when",
  query: "when",
  target: "objective",
  goal: "objective",
};

function sameElsewhere(key: string, free: readonly string[]): string | undefined {
  const word = Object.hasOwn(otherWords, key) ? otherWords[key] : undefined;
  return word !== undefined && free.includes(word) ? word : undefined;
}

function elsewhere(owners: ReadonlySet<string>): string | undefined {
  return owners.size === 0 ? undefined : `it is a key of ${alternatives([...owners].slice(0, 3))}`;
}

/** The nearest map above that has a name of its own. */
function ownerOf(place: Place, map: Pointer): string {
  const steps = pointerSteps(map);
  for (let length = steps.length - 1; length >= 0; length--) {
    const noun = nodeAt(place, pointerOf(steps.slice(0, length)))?.noun;
    if (noun !== undefined) return noun;
  }
  return "this kind";
}

function pointerOf(steps: readonly string[]): Pointer {
  return steps.reduce<Pointer>((pointer, step) => pointerTo(pointer, step), "");
}

function list(words: readonly string[]): string {
  const most = 16;
  const shown = words.slice(0, most).map((word) => `\`${word}\``);
  return words.length > most ? `${shown.join(", ")} and ${words.length - most} more` : all(shown);
}

/** Where the key is known near by: one map further in, or further out. */
function homeOf(place: Place, map: Pointer, key: string): string | undefined {
  const children = Object.entries(nodeAt(place, map)?.keys ?? {});
  const inside = children.filter(([, child]) => child.keys !== undefined && Object.hasOwn(child.keys, key));
  if (inside.length > 0)
    return `it belongs one level further in, in ${alternatives(inside.map(([name]) => `\`${name}\``))}`;

  const steps = pointerSteps(map);
  for (let length = steps.length - 1; length >= 0; length--) {
    const above = nodeAt(place, pointerOf(steps.slice(0, length)));
    const beside = steps[length] ?? "";
    if (above?.keys !== undefined && Object.hasOwn(above.keys, key))
      return `it belongs further out, beside \`${short(beside)}\``;
  }
  return undefined;
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
