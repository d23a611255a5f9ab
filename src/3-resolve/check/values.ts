import { isMap } from "../layers/lay.ts";

export interface Found {
  readonly value: unknown;
  readonly path: readonly string[];
}

/** Values at a path from the service down; `*` is any key of a map or any item of a list. */
export function valuesAt(value: unknown, at: readonly string[]): readonly Found[] {
  const found: Found[] = [];
  collect(value, at, [], found);
  return found;
}

function collect(value: unknown, at: readonly string[], path: readonly string[], found: Found[]): void {
  const key = at[path.length];
  if (key === undefined) {
    found.push({ value, path });
    return;
  }
  if (!Array.isArray(value) && !isMap(value)) return;
  const inside = value as Readonly<Record<string, unknown>>;
  for (const name of key === "*" ? Object.keys(inside) : Object.hasOwn(inside, key) ? [key] : [])
    collect(inside[name], at, [...path, name], found);
}
