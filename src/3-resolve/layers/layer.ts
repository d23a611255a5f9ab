import type { Span } from "../../diagnostics/diagnostic.ts";
import type { Origin } from "../../model/origin.ts";
import type { HoleValue } from "../holes.ts";

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

export function originOf({ layer, pointer }: Source, part?: "key" | "value"): Origin {
  return layer.originOf(pointer, part);
}
