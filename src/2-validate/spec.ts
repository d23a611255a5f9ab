import type { Document } from "../1-load/document.ts";

/** What a file is, told by its top key (`service`, `kit`, `workspace`) or its name. */
export type SpecKind = "service" | "workspace" | "kit";

/**
 * A document whose value has the shape of its schema. A layer is checked for types alone: what is required is checked on the merged value (3-resolve).
 * `null` may stand wherever a key may: resolve decides what it takes away.
 */
export interface Spec<T = unknown> {
  readonly kind: SpecKind;
  readonly document: Document;
  readonly value: T;
}
