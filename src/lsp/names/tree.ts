/** A spec as it is written, in YAML or in TypeScript: one shape in which names are looked for. */
import type { Document, Pointer } from "../../1-load/document.ts";
import { placesInFlowScalar } from "../../1-load/scalar.ts";
import type { Span } from "../../diagnostics/diagnostic.ts";
import { pointerTo } from "../../util/pointer.ts";
import type { Outline, OutlineEntry, OutlineScalar } from "../yaml/outline.ts";

export type Tree = Word | List | Map;

export interface Word {
  readonly kind: "word";
  /** What it says: unquoted, unescaped. A block scalar's lines keep their indentation. */
  readonly text: string;
  /** Where a part of the text stands; `end` may be the length of the text. */
  place(start: number, end: number): Place;
}

export interface Place {
  readonly start: number;
  readonly end: number;
  /** In which file, where it is not the one that is looked into: TypeScript imports. */
  readonly file?: Span["file"];
  /** False: what stands there gives the text, and is not itself the text. */
  readonly exact: boolean;
}

interface List {
  readonly kind: "list";
  readonly items: readonly (Tree | undefined)[];
}

interface Map {
  readonly kind: "map";
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly key: Word;
  readonly value: Tree | undefined;
  /** How the value is written. */
  readonly written: Written | undefined;
}

/** The text of a value, for those who write into it. */
export interface Written {
  readonly start: number;
  readonly end: number;
  readonly file?: Span["file"];
  /** Braces or lines with this indentation, or not a map but a value of its own. */
  readonly form: "braces" | { readonly indent: number } | "value";
  readonly isEmpty: boolean;
  /** A name, as it is quoted there. */
  quote(name: string): string;
}

/** The text at a path, if it is one. */
export function textAt(tree: Tree | undefined, path: readonly string[]): string | undefined {
  let here = tree;
  for (const step of path) {
    if (here?.kind === "map") here = here.entries.find(({ key }) => key.text === step)?.value;
    else if (here?.kind === "list") here = here.items[Number(step)];
    else return undefined;
  }
  return here?.kind === "word" ? here.text : undefined;
}

// --- YAML

export function yamlTree(text: string, node: Outline): Tree {
  if (node.kind === "scalar") return yamlWord(text, node);
  if (node.kind === "list")
    return { kind: "list", items: node.items.map(({ value }) => value && yamlTree(text, value)) };
  return {
    kind: "map",
    entries: node.entries.map((entry) => ({
      key: yamlWord(text, entry.key),
      value: entry.value && yamlTree(text, entry.value),
      written: yamlWritten(text, entry),
    })),
  };
}

function yamlWord(text: string, { start, end, style, closed }: OutlineScalar): Word {
  const isQuoted = style === "single" || style === "double";
  const from = isQuoted ? start + 1 : style === "block" ? bodyOf(text, start, end) : start;
  const to = isQuoted && closed && end > start + 1 ? end - 1 : end;
  const written = text.slice(from, to);
  const isAsWritten = style === "block" || !(written.includes("\n") || (isQuoted && /\\|''/.test(written)));
  if (isAsWritten)
    return { kind: "word", text: written, place: (a, b) => ({ start: from + a, end: from + b, exact: true }) };
  const places = placesInFlowScalar(text, from, to, style);
  const says = places
    .slice(0, -1)
    .map((at, unit) => unitAt(text, at, style, unit > 0 && places[unit - 1] === at))
    .join("");
  return {
    kind: "word",
    text: says,
    place(a, b) {
      const [first = from, last = to] = [places[a], places[b]];
      return { start: first, end: last, exact: text.slice(first, last) === says.slice(a, b) };
    },
  };
}

function bodyOf(text: string, start: number, end: number): number {
  const feed = text.indexOf("\n", start);
  return feed === -1 || feed >= end ? end : feed + 1;
}

const simple: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "0": "\0", e: "\u001b", _: "\u00a0" };

/** What a place in a quoted or folded text gives. */
function unitAt(text: string, at: number, style: OutlineScalar["style"], isSecond: boolean): string {
  const sign = text[at]!;
  // An empty line gives a line feed, any other end of a line a blank: to a name both are the same.
  if (" \t\r\n".includes(sign)) return " ";
  if (style !== "double" || sign !== "\\") return sign;
  const escape = text[at + 1] ?? "";
  const digits = { x: 2, u: 4, U: 8 }[escape];
  if (digits === undefined) return simple[escape] ?? escape;
  const code = Number.parseInt(text.slice(at + 2, at + 2 + digits), 16);
  if (!(code <= 0x10ffff)) return "\ufffd";
  const units = String.fromCodePoint(code);
  return units[isSecond ? 1 : 0] ?? "";
}

function yamlWritten(text: string, { value }: OutlineEntry): Written | undefined {
  if (value === undefined) return undefined;
  const { start, end } = value;
  const quote = (name: string) => name;
  if (value.kind !== "map") return { start, end, form: "value", isEmpty: text.slice(start, end) === "", quote };
  const isEmpty = value.entries.length === 0;
  return { start, end, form: value.flow ? "braces" : { indent: value.column }, isEmpty, quote };
}

// --- TypeScript

/** What a TypeScript spec gave when it was last run, with the places that wrote it. */
export function typescriptTree(document: Document): Tree {
  return treeOf(document, document.value, "");
}

function treeOf(document: Document, value: unknown, pointer: Pointer): Tree {
  if (Array.isArray(value))
    return { kind: "list", items: value.map((item, at) => treeOf(document, item, pointerTo(pointer, at))) };
  if (typeof value !== "object" || value === null) return typescriptWord(document, String(value), pointer, "value");
  return {
    kind: "map",
    entries: Object.entries(value).map(([key, inner]) => {
      const below = pointerTo(pointer, key);
      return {
        key: typescriptWord(document, key, below, "key"),
        value: treeOf(document, inner, below),
        get written() {
          return typescriptWritten(document, inner, below);
        },
      };
    }),
  };
}

function typescriptWord(document: Document, says: string, pointer: Pointer, part: "key" | "value"): Word {
  return {
    kind: "word",
    text: says,
    place(a, b) {
      const wanted = says.slice(a, b);
      const whole = document.spanOf(pointer, part);
      const written = whole.file.text.slice(whole.start, whole.end);
      const asIs = (span: Span, exact: boolean): Place => ({
        start: span.start,
        end: span.end,
        file: span.file,
        exact,
      });
      if (part === "key" && written === says)
        return asIs({ ...whole, start: whole.start + a, end: whole.start + b }, true);
      if (/^(["'`]).*\1$/s.test(written) && written.slice(1, -1) === says) {
        const start = whole.start + 1;
        return asIs({ ...whole, start: start + a, end: start + b }, true);
      }
      const inner = part === "value" ? document.spanInside?.(pointer, a, b) : undefined;
      if (inner !== undefined && inner.file.text.slice(inner.start, inner.end) === wanted) return asIs(inner, true);
      return asIs(whole, false);
    },
  };
}

function typescriptWritten(document: Document, value: unknown, pointer: Pointer): Written {
  const span = document.spanOf(pointer);
  const text = span.file.text.slice(span.start, span.end);
  const isMap = typeof value === "object" && value !== null;
  return {
    ...span,
    form: isMap && text.startsWith("{") ? "braces" : "value",
    isEmpty: isMap && Object.keys(value).length === 0,
    quote: (name) => JSON.stringify(name),
  };
}
