/** Into the process of the rules and back: documents that TypeScript gave, and findings. */
import type { Document } from "../1-load/document.ts";
import type { SpecKind } from "../2-validate/spec.ts";
import { validate } from "../2-validate/validate.ts";
import type { Diagnostic, SourceFile, Span } from "../diagnostics/diagnostic.ts";
import { joinPath, relativeWithin } from "../host/paths.ts";
import type { Reading } from "../read.ts";
import { pointerSteps, pointerTo } from "../util/pointer.ts";
import type { WireFinding, WireSpan, WireSpec, WireTypescript } from "./border.ts";

/** Longer texts are shown whole. */
const mostUnits = 2000;

export function wireTypescript(kind: SpecKind, documents: readonly Document[]): WireTypescript {
  return { kind, specs: documents.filter(({ value }) => value !== undefined).map(wireSpec) };
}

function wireSpec(document: Document): WireSpec {
  const places: Record<string, readonly [WireSpan, WireSpan, (readonly number[])?]> = {};
  const visit = (value: unknown, pointer: string): void => {
    const whole = document.spanOf(pointer);
    const units = typeof value === "string" ? unitsOf(document, pointer, value, whole) : undefined;
    const key = wireSpan(document.spanOf(pointer, "key"));
    places[pointer] = units === undefined ? [key, wireSpan(whole)] : [key, wireSpan(whole), units];
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) visit(inner, pointerTo(pointer, key));
  };
  visit(document.value, "");
  return { value: document.value, places };
}

/** Undefined where the text is not written as it is. */
function unitsOf(document: Document, pointer: string, text: string, whole: Span): number[] | undefined {
  if (document.spanInside === undefined || text.length === 0 || text.length > mostUnits) return undefined;
  const first = document.spanInside(pointer, 0, text.length);
  if (first.start === whole.start && first.end === whole.end) return undefined;
  const starts: number[] = [];
  for (let at = 0; at < text.length; at++) starts.push(document.spanInside(pointer, at, at).start);
  return [...starts, first.end];
}

/** What was read of a TypeScript file, as if it were read here. */
export function readingOf(
  root: string,
  path: string,
  { kind, specs }: WireTypescript,
  texts: ReadonlyMap<string, string>,
): Reading {
  const sources = new Map<string, SourceFile>();
  const sourceOf = (shown: string): SourceFile => {
    const known = sources.get(shown) ?? {
      path: shown,
      text: texts.get(joinPath(root, shown)) ?? texts.get(shown) ?? "",
    };
    sources.set(shown, known);
    return known;
  };
  const span = ([shown, start, end]: WireSpan): Span => ({ file: sourceOf(shown), start, end });
  const source = sourceOf(relativeWithin(root, path) ?? path);
  const documents = specs.map((spec) => documentOf(spec, source, span));
  const imported = [...sources.values()].filter((one) => one !== source).map((one) => emptyDocument(one));
  return {
    kind,
    bytes: new TextEncoder().encode(source.text),
    policy: "off",
    documents: [...documents, ...imported],
    specs: documents.flatMap((document) => validate(document, kind).value ?? []),
    diagnostics: [],
  };
}

function documentOf({ value, places }: WireSpec, source: SourceFile, span: (wire: WireSpan) => Span): Document {
  const nearest = (pointer: string): { readonly at: string; readonly isExact: boolean } => {
    const steps = pointerSteps(pointer);
    for (let length = steps.length; length > 0; length--) {
      const at = steps.slice(0, length).reduce<string>(pointerTo, "");
      if (Object.hasOwn(places, at)) return { at, isExact: length === steps.length };
    }
    return { at: "", isExact: steps.length === 0 };
  };
  const isScalar = (pointer: string) => {
    const inner = pointerSteps(pointer).reduce<unknown>(
      (outer, step) => (outer as Record<string, unknown> | undefined)?.[step],
      value,
    );
    return typeof inner !== "object" || inner === null;
  };
  const spanOf: Document["spanOf"] = (pointer, part = "value") => {
    const { at, isExact } = nearest(pointer);
    const [key, whole] = places[at]!;
    return span(isExact ? (part === "key" ? key : whole) : isScalar(at) ? whole : key);
  };
  return {
    source,
    value: plain(value),
    comments: [],
    spanOf,
    spanInside(pointer, start, end) {
      const [, whole, units] = places[pointer] ?? [];
      if (whole === undefined || units === undefined) return spanOf(pointer);
      const at = (offset: number): number => units[Math.max(0, Math.min(offset, units.length - 1))]!;
      const after = units.find((place) => place > at(end - 1)) ?? at(end);
      return { ...span(whole), start: at(start), end: end > start ? after : at(start) };
    },
  };
}

/** As every document has it: maps without a prototype. */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  const map = Object.create(null) as Record<string, unknown>;
  for (const [key, inner] of Object.entries(value)) map[key] = plain(inner);
  return map;
}

function emptyDocument(source: SourceFile): Document {
  return { source, value: undefined, comments: [], spanOf: () => ({ file: source, start: 0, end: 0 }) };
}

function wireSpan({ file, start, end }: Span): WireSpan {
  return [file.path, start, end];
}

export function wireFinding({ severity, title, span, note, help, labels, fix }: Diagnostic, rule: number): WireFinding {
  const mark = (one: { readonly span: Span; readonly text: string }) => ({ span: wireSpan(one.span), text: one.text });
  return {
    rule,
    severity,
    title,
    span: wireSpan(span),
    ...(note !== undefined && { note }),
    ...(help !== undefined && { help }),
    ...(labels && { labels: labels.map(mark) }),
    ...(fix && { fix: { title: fix.title, edits: fix.edits.map(mark) } }),
  };
}
