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

/** @param path where `value` is; the same list all along, so that only what is found is copied */
function collect(value: unknown, at: readonly string[], path: string[], found: Found[]): void {
  const key = at[path.length];
  if (key === undefined) {
    found.push({ value, path: [...path] });
    return;
  }
  if (!Array.isArray(value) && !isMap(value)) return;
  const inside = value as Readonly<Record<string, unknown>>;
  if (key !== "*" && !Object.hasOwn(inside, key)) return;
  for (const name of key === "*" ? Object.keys(inside) : [key]) {
    path.push(name);
    collect(inside[name], at, path, found);
    path.pop();
  }
}
