import type { Span } from "../diagnostics/diagnostic.ts";

/**
 * Where a value of the model comes from. For a default, `span` is the place that it was filled into; for a kit, the service's `uses` entry,
 * and `inKit` the text of the kit itself.
 */
export type Origin =
  | { readonly from: "spec"; readonly span: Span }
  | { readonly from: "kit" | "overlay"; readonly name: string; readonly span: Span; readonly inKit?: Span }
  | { readonly from: "default"; readonly name: string; readonly span: Span };
