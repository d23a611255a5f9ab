import type { Span } from "../../diagnostics/diagnostic.ts";
import type { Origin } from "../../model/origin.ts";
import type { Matcher } from "../../model/promql/ast.ts";

/** A partial service that is laid over the ones before it. */
export interface Layer {
  /** Who wrote it: only a service's own `null` must take something away. */
  readonly by: "built-in" | "workspace" | "kit" | "service";
  readonly value: unknown;
  /** Pointers are relative to `value`. */
  originOf(pointer: string, part?: "key" | "value"): Origin;
  /** The place of a part of a text, as offsets in its value; absent where there is no text (built-in defaults). */
  spanInside?(pointer: string, start: number, end: number): Span;
  /** The parameters that a kit's holes see; other layers see the service's `vars`. */
  readonly parameters?: ReadonlyMap<string, HoleValue>;
}

/** A value in a layer. */
export interface Source {
  readonly layer: Layer;
  readonly pointer: string;
}

/** What `${name}` stands for. */
export type HoleValue =
  /** `source` is the place that gave it, when that was not a default. */
  | {
      readonly kind: "value";
      readonly value: string | number | boolean;
      readonly type: string;
      readonly source?: Source;
    }
  | { readonly kind: "matchers"; readonly matchers: readonly Matcher[] }
  /** A parameter whose default is null: what it would fill is dropped. */
  | { readonly kind: "nothing" }
  /** A name that is known and has no value here: `${environment}` where none is declared. */
  | { readonly kind: "absent"; readonly why: string };
