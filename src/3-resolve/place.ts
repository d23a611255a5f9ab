import type { Label, Span } from "../diagnostics/diagnostic.ts";
import type { Origin } from "../model/origin.ts";
import type { Source } from "./layers/layer.ts";

/** Where a finding points: the user's own place, and the kit that the value came from. */
export interface Place {
  readonly span: Span;
  readonly labels: readonly Label[];
}

/** The place of a value or, with offsets, of a part of a text. */
export function placeOf({ layer, pointer }: Source, range?: { readonly start: number; readonly end: number }): Place {
  const origin = layer.originOf(pointer);
  if (range === undefined || layer.spanInside === undefined) return placeOfOrigin(origin);
  return { span: layer.spanInside(pointer, range.start, range.end), labels: [] };
}

/** A value from a kit is shown where the service uses the kit. */
export function placeOfOrigin(origin: Origin): Place {
  if (origin.from !== "kit" || origin.inKit === undefined) return { span: origin.span, labels: [] };
  return { span: origin.span, labels: [{ span: origin.inKit, text: `given by kit \`${origin.name}\`` }] };
}
