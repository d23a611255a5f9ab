import type { SourceFile, Span } from "../diagnostics/diagnostic.ts";

/** JSON Pointer (RFC 6901): "" is the whole, "/slos/availability/objective" a value in it. */
export type Pointer = string;

/** A text that was parsed: its plain value and where each part of it stands. */
export interface Document {
  readonly source: SourceFile;
  /** Plain JSON-like data; maps have no prototype and no key that could change one. */
  readonly value: unknown;
  /**
   * Missing path: the nearest ancestor that exists (its value when that is a scalar, else its key), never 0:0 of an unrelated place.
   * `part` defaults to "value"; the key of a list item is the item. A quoted scalar's value includes its quotes, a block scalar's its `|` or `>`.
   */
  spanOf(pointer: Pointer, part?: "key" | "value"): Span;
  /**
   * Where a part of a text value stands: `start` and `end` are offsets in the value (after unquoting, unescaping, folding), half-open.
   * Exact for plain, quoted and block scalars; anything else gives `spanOf(pointer)`.
   */
  spanInside?(pointer: Pointer, start: number, end: number): Span;
  /** Lets go of what can be made again from the text; the next question for a place makes it. */
  release?(): void;
  /** Comments, in order, for suppressions: span of the whole comment, `#` included. */
  readonly comments: readonly Span[];
}
