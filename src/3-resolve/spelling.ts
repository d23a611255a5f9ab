import type { Fix, Span } from "../diagnostics/diagnostic.ts";
import { isOnlyNear, nearest } from "../util/nearest.ts";

export interface Misspelt {
  /** The name that was probably meant. */
  readonly near: string;
  readonly help: string;
  /** Where no other name is as likely. */
  readonly fix?: Fix;
}

/**
 * What a reference to nothing was meant to be; undefined when no known name is near it.
 *
 * @param span where the name stands, in quotes or without; another text there is not mended
 * @param shown how a name is written there, where it is part of more
 * @param taken names that stand beside it already: the name cannot be any of those
 */
export function misspelt(
  name: string,
  known: Iterable<string>,
  span: Span,
  { shown = (near) => near, taken = [] }: { shown?: (near: string) => string; taken?: readonly string[] } = {},
): Misspelt | undefined {
  const names = [...known].filter((one) => !taken.includes(one));
  const near = nearest(name, names);
  if (near === undefined) return undefined;
  const help = `did you mean \`${shown(near)}\`?`;
  const isSure = isOnlyNear(name, near, names);
  const written = span.file.text.slice(span.start, span.end);
  const quotes = ["", '"', "'"].find((quote) => written === quote + shown(name) + quote);
  if (!isSure || quotes === undefined) return { near, help };
  return {
    near,
    help,
    fix: { title: `write \`${shown(near)}\``, edits: [{ span, text: quotes + shown(near) + quotes }] },
  };
}
