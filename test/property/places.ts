/** A place in a value: a key of a map, or a value. */
export interface Place {
  readonly path: readonly (string | number)[];
  readonly part: "key" | "value";
}

/** Every key and every value of a value, but the whole. */
export function placesOf(value: unknown, path: readonly (string | number)[] = []): Place[] {
  if (typeof value !== "object" || value === null) return [];
  return (Array.isArray(value) ? [...value.keys()] : Object.keys(value)).flatMap((step) => {
    const here = [...path, step];
    const child = (value as Record<string | number, unknown>)[step];
    const key: Place[] = typeof step === "string" ? [{ path: here, part: "key" }] : [];
    return [...key, { path: here, part: "value" } as const, ...placesOf(child, here)];
  });
}

export function at(value: unknown, path: Place["path"]): unknown {
  return path.reduce<unknown>((outer, step) => (outer as Record<string | number, unknown>)[step], value);
}

/** JSON, which is YAML, of `value` with something else at a place. `text` is put in as it is when it is no key. */
export function withText(value: unknown, { path, part }: Place, text: string): string {
  const [step, ...rest] = path;
  if (step === undefined) return text;
  if (Array.isArray(value)) {
    const items = value.map((item, index) =>
      index === step ? withText(item, { path: rest, part }, text) : print(item),
    );
    return `[${items.join(", ")}]`;
  }
  const entries = Object.entries(value as object).map(([key, child]) => {
    if (key !== step) return `${print(key)}: ${print(child)}`;
    return part === "key" && rest.length === 0
      ? `${text}: ${print(child)}`
      : `${print(key)}: ${withText(child, { path: rest, part }, text)}`;
  });
  return `{ ${entries.join(", ")} }`;
}

export function print(value: unknown): string {
  return JSON.stringify(value);
}
