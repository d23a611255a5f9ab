import { sha256 } from "../../util/sha256.ts";

/** Grafana's ids of panels are 32-bit numbers with a sign. */
const limit = 2 ** 31 - 1;

/**
 * A number for each key: of its hash, so that neither the order nor what else there is changes it, and links to a panel last. Should two of a
 * dashboard have the same (about once in ten million dashboards), the later one gets the next.
 */
export function panelIds(keys: readonly string[]): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  const taken = new Set<number>();
  for (const key of keys) {
    let id = numberOf(key);
    while (taken.has(id)) id = (id % limit) + 1;
    taken.add(id);
    ids.set(key, id);
  }
  return ids;
}

/** Of keys that most dashboards have, so that they are hashed once. */
const numbers = new Map<string, number>();
const mostNumbers = 4096;

function numberOf(key: string): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  const number = (parseInt(sha256(key).slice(0, 12), 16) % limit) + 1;
  if (numbers.size >= mostNumbers) numbers.clear();
  numbers.set(key, number);
  return number;
}
