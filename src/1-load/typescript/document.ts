import type { Diagnostic, Outcome, Span } from "../../diagnostics/diagnostic.ts";
import { pointerSteps, pointerTo } from "../../util/pointer.ts";
import { holdsControlCharacter, withoutControlCharacters } from "../bytes.ts";
import { diagnostic } from "../diagnostics.ts";
import type { Document, Pointer } from "../document.ts";
import { limits } from "../nodes.ts";
import { placesInLiteral } from "./literal.ts";
import { type Found, isCollection, locate } from "./locate.ts";
import type { Module } from "./modules.ts";

/** Finds places of what a module exports. `base` are the steps to the spec in it: none, or the place in a list. */
export class Places {
  private readonly module: Module;
  private readonly base: readonly string[];
  private readonly name: string;
  private readonly known = new Map<Pointer, Found>();

  /** @param name of the export */
  constructor(module: Module, base: readonly string[] = [], name = "default") {
    this.module = module;
    this.base = base;
    this.name = name;
  }

  find(pointer: Pointer): Found {
    const known = this.known.get(pointer);
    if (known !== undefined) return known;
    const found = locate(this.module, [...this.base, ...pointerSteps(pointer)], this.name);
    this.known.set(pointer, found);
    return found;
  }

  /** As `Document.spanOf` has it; what a call or a variable gives is shown by it. */
  spanOf(pointer: Pointer, part: "key" | "value" = "value"): Span {
    const found = this.find(pointer);
    const asKey = found.rest > 0 ? isCollection(found.node) : part === "key";
    const { module, node } = asKey ? (found.key ?? firstKey(found)) : found;
    return { file: module.source, start: node.start, end: node.end };
  }

  spanInside(pointer: Pointer, start: number, end: number): Span {
    const found = this.find(pointer);
    const { source } = found.module;
    const isText = found.node.type === "Literal" || found.node.type === "TemplateLiteral";
    const places =
      found.rest === 0 && isText ? placesInLiteral(source.text, found.node.start, found.node.end) : undefined;
    if (places === undefined) return this.spanOf(pointer);
    const at = (offset: number): number => places[Math.max(0, Math.min(offset, places.length - 1))]!;
    // Units of one escape stand at one place: the part goes on to where the next begins.
    const after = places.find((place) => place > at(end - 1)) ?? at(end);
    return { file: source, start: at(start), end: end > start ? after : at(start) };
  }
}

function firstKey({ module, node }: Found): { module: Module; node: { start: number; end: number } } {
  const { properties } = node as { properties?: readonly { key?: { start: number; end: number } }[] };
  return { module, node: properties?.[0]?.key ?? node };
}

/** What one spec exports, as a Document: the same refusals as in YAML. */
export function documentOf(module: Module, value: unknown, base: readonly string[]): Outcome<Document> {
  const places = new Places(module, base);
  const diagnostics: Diagnostic[] = [];
  const copied = copy(value, "", places, diagnostics);
  const document: Document = {
    source: module.source,
    value: copied,
    comments: module.comments,
    spanOf: (pointer, part) => places.spanOf(pointer, part),
    spanInside: (pointer, start, end) => places.spanInside(pointer, start, end),
  };
  return { value: document, diagnostics };
}

/** Plain data whose maps have no prototype, and no key that could change one. */
function copy(value: unknown, pointer: Pointer, places: Places, found: Diagnostic[], depth = 0): unknown {
  if (typeof value === "string") {
    const name = holdsControlCharacter(value);
    if (name === undefined) return value;
    const help = "take it out; of control characters only a tab and a line feed may stand in a spec";
    found.push(diagnostic("invisible-character", { name }, places.spanOf(pointer), { help }));
    return withoutControlCharacters(value);
  }
  if (typeof value !== "object" || value === null) return value;
  if (depth > limits.depth) {
    const help = "the language is five or six levels deep";
    found.push(diagnostic("too-deep", { limit: limits.depth }, places.spanOf(pointer), { help }));
    return null;
  }
  if (Array.isArray(value))
    return value.map((item, at) => copy(item, pointerTo(pointer, at), places, found, depth + 1));
  const map = Object.create(null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value)) {
    const inner = pointerTo(pointer, key);
    const wrong = wrongKey(key, places.spanOf(inner, "key"));
    if (wrong === undefined) map[key] = copy(item, inner, places, found, depth + 1);
    else found.push(wrong);
  }
  return map;
}

function wrongKey(key: string, span: Span): Diagnostic | undefined {
  if (key === "__proto__") return diagnostic("reserved-key", { key }, span, { help: "choose another name" });
  if (key.trim() === "") return diagnostic("empty-key", {}, span, { help: "write the key before the `:`" });
  if (key.length <= limits.key) return undefined;
  const help = "a key is a name; put long text in a value";
  return diagnostic("key-too-long", { length: key.length, limit: limits.key }, span, { help });
}
