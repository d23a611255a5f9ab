import { isMap } from "../layers/lay.ts";

export interface Found {
  readonly value: unknown;
  readonly path: readonly string[];
}

/** Values at a path from the service down; `*` is any key of a map or any item of a list. */
export function valuesAt(value: unknown, at: readonly string[], path: readonly string[] = []): readonly Found[] {
  const [key, ...rest] = at;
  if (key === undefined) return [{ value, path }];
  if (typeof value !== "object" || value === null || (!Array.isArray(value) && !isMap(value))) return [];
  const entries = Object.entries(value).filter(([name]) => key === "*" || name === key);
  return entries.flatMap(([name, inner]) => valuesAt(inner, rest, [...path, name]));
}
