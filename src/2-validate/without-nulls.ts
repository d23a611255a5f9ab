/**
 * A copy in which no map holds a `null`: what `null` takes away is decided when layers are laid over one another, so the schema need not know of it.
 * A `null` in a list stays, for the schema to refuse. Maps of the copy are ordinary objects.
 */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item));
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const part = (value as Readonly<Record<string, unknown>>)[key];
    if (part !== null) copy[key] = withoutNulls(part);
  }
  return copy;
}
