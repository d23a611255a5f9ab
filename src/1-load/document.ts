import type { SourceFile, Span } from "../diagnostics/diagnostic.ts";

/** JSON Pointer (RFC 6901): "" is the whole, "/slos/availability/objective" a value in it. */
export type Pointer = string;

/** A text that was parsed: its plain value and where each part of it stands. */
export interface Document {
  readonly source: SourceFile;
  /** Plain JSON-like data; maps have no prototype-changing keys. */
  readonly value: unknown;
  /** Missing path: the nearest ancestor that exists, never 0:0 of an unrelated place. `part` defaults to "value". */
  spanOf(pointer: Pointer, part?: "key" | "value"): Span;
  /** Comments, in order, for suppressions: span of the whole comment, `#` included. */
  readonly comments: readonly Span[];
}
