import type { Pointer } from "../1-load/document.ts";
import type { Diagnostic, Span } from "../diagnostics/diagnostic.ts";
import { pointerSteps } from "../util/pointer.ts";
import type { SchemaNode } from "./generated/schema-index.ts";
import { schemaNodeAt } from "./generated/schema-index.ts";

/** A value that is explained: its schema and its place in a file. */
export interface Place {
  readonly root: SchemaNode;
  /** The whole value, nulls taken out. */
  readonly whole: unknown;
  readonly spanOf: (pointer: Pointer, part?: "key" | "value") => Span;
  /** Whether a key is written, and without a value. */
  readonly isEmpty?: (pointer: Pointer) => boolean;
}

/** Mistakes of one file that are told; a file with more is not the file that somebody meant to write. */
export const mostMistakes = 100;

/** A diagnostic, and what its value would have been: resolve can go on with that. */
export interface Explanation {
  readonly diagnostic: Diagnostic;
  readonly pointer: Pointer;
  /** `value`: read as this; `rename`: the key is this; `drop`: the key is left out; absent: the rest of the file cannot be understood either. */
  /** What is missing, where that is the mistake. */
  readonly missing?: string;
  readonly meant?: { readonly value: unknown } | { readonly rename: string } | { readonly drop: true };
}

export function nodeAt(place: Place, pointer: Pointer): SchemaNode | undefined {
  return schemaNodeAt(place.root, pointerSteps(pointer), place.whole);
}

export function valueAt(place: Place, pointer: Pointer): unknown {
  return partOf(place.whole, pointer);
}

export function partOf(whole: unknown, pointer: Pointer): unknown {
  return pointerSteps(pointer).reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string, unknown>)[step]
        : undefined,
    whole,
  );
}

/** The value as it is written, quotes included. */
export function written(span: Span): string {
  return span.file.text.slice(span.start, span.end);
}

/** A number or truth value as people see it: in YAML as it is written (`1.10`), in TypeScript what the expression gives. */
export function shownScalar(span: Span, value: unknown): string {
  return span.file.path.endsWith(".ts") ? String(value) : written(span);
}

/** The part that names a map: its key, for an item its first line, for the whole file its first key. */
export function nameSpan(place: Place, pointer: Pointer): Span {
  const span = place.spanOf(pointer, "key");
  const feed = span.file.text.slice(span.start, span.end).search(/\r?\n/);
  return feed === -1 ? span : { ...span, end: span.start + feed };
}

/** At most the first line of a value: a block that is wrong as a whole is shown by where it begins. */
export function valueSpan(place: Place, pointer: Pointer): Span {
  const span = place.spanOf(pointer);
  const feed = written(span).search(/\r?\n/);
  return feed === -1 ? span : { ...span, end: span.start + feed };
}
