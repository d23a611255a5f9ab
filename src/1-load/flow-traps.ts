import { badEscape, closingQuote } from "./lines.ts";
import { isMatcher } from "./traps.ts";

/** A mistake in a `{ }` or `[ ]` that YAML cannot read, told by its looks. */
export type FlowTrap =
  | {
      readonly kind: "promql" | "template" | "colon" | "start" | "after-quote" | "comment";
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: "escape"; readonly start: number; readonly end: number; readonly offset: number }
  | { readonly kind: "unclosed"; readonly start: number; readonly end: number };

/** How far a flow collection is followed; a longer one is not written by hand. */
const reach = 20_000;

/**
 * Follows the flow collection that opens at `open` and gives the first thing in it that cannot be read, or undefined when it closes well.
 * `end` of an unclosed one is where the next line that looks like a key begins.
 */
export function flowTrap(text: string, open: number): FlowTrap | undefined {
  const limit = Math.min(text.length, open + reach);
  const indent = indentOf(text, open);
  let depth = 0;
  let at = open;
  /** True where a key, value or item may begin. */
  let atStart = true;
  while (at < limit) {
    const character = text[at]!;
    if (/\s/.test(character)) {
      if (character === "\n" && looksLikeEntry(text, at + 1, indent)) return { kind: "unclosed", start: open, end: at };
      at++;
    } else if (character === "#" && /\s/.test(text[at - 1]!)) {
      const cut = /^#[^\s#!][^,}\]\r\n]*/.exec(text.slice(at, lineEnd(text, at)));
      if (cut !== null && text.slice(open, at).trimEnd().endsWith(":"))
        return { kind: "comment", start: at, end: at + cut[0].trimEnd().length };
      at = lineEnd(text, at);
    } else if (character === "," || character === ":") {
      atStart = true;
      at++;
    } else if (character === "}" || character === "]") {
      at++;
      atStart = false;
      if (--depth === 0) return undefined;
    } else if (!atStart) {
      return { kind: "after-quote", start: at, end: expressionEnd(text, at, limit) };
    } else if (character === "{" && depth > 0 && isSelectorOrTemplate(text, at)) {
      const end = expressionEnd(text, at, limit);
      return { kind: text[at + 1] === "{" ? "template" : "promql", start: at, end };
    } else if (character === "{" || character === "[") {
      depth++;
      at++;
    } else if (character === '"' || character === "'") {
      const close = closingQuote(text, at, limit);
      if (close === undefined) return { kind: "unclosed", start: at, end: lineEnd(text, at) };
      const offset = character === '"' ? badEscape(text.slice(at, close + 1)) : undefined;
      if (offset !== undefined) return { kind: "escape", start: at, end: close + 1, offset };
      at = close + 1;
      atStart = false;
    } else {
      const start = at;
      while (
        at < limit &&
        !/[,[\]{}\n]/.test(text[at]!) &&
        !/^:[\s,[\]{}]/.test(text.slice(at, at + 2)) &&
        !/^\s#/.test(text.slice(at, at + 2))
      )
        at++;
      const next = text[at];
      if (/[@`%|>]/.test(character)) return { kind: "start", start, end: expressionEnd(text, start, limit) };
      if (next === "{" || next === "[") {
        const template = text.startsWith("{{", at);
        return { kind: template ? "template" : "promql", start, end: expressionEnd(text, start, limit) };
      }
      if (next === ":" && precededByColon(text, start))
        return { kind: "colon", start, end: expressionEnd(text, start, limit) };
      atStart = next !== "\n" && next !== "}" && next !== "]" ? true : next === "\n";
    }
  }
  return { kind: "unclosed", start: open, end: lineEnd(text, open) };
}

function isSelectorOrTemplate(text: string, at: number): boolean {
  const inside = text.slice(at + 1, at + 200).trimStart();
  return inside.startsWith("{") || isMatcher(inside);
}

/** True for the value of `key: value`, whose own `: ` YAML cannot read. */
function precededByColon(text: string, start: number): boolean {
  return text.slice(0, start).trimEnd().endsWith(":");
}

/** End of an expression that starts at `start`: before the comma or bracket that ends its entry; brackets and quotes of its own are followed. */
function expressionEnd(text: string, start: number, limit: number): number {
  let depth = 0;
  let at = start;
  while (at < limit && text[at] !== "\n") {
    const character = text[at]!;
    if (character === '"' || character === "'") at = closingQuote(text, at, lineEnd(text, at)) ?? at;
    else if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) {
      if (depth === 0) break;
      depth--;
    } else if (character === "," && depth === 0) break;
    at++;
  }
  return start + text.slice(start, at).trimEnd().length;
}

function lineEnd(text: string, at: number): number {
  const feed = text.indexOf("\n", at);
  const end = feed === -1 ? text.length : feed;
  return text[end - 1] === "\r" ? end - 1 : end;
}

function indentOf(text: string, at: number): number {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  return /^ */.exec(text.slice(start, at))![0].length;
}

/** A line such as `slos:` no further in than the line that opens the bracket: what is inside stands further in. */
function looksLikeEntry(text: string, at: number, indent: number): boolean {
  const match = /^( *)[A-Za-z][\w-]*:(?:\s|$)/.exec(text.slice(at, at + indent + 80));
  return match !== null && match[1]!.length <= indent;
}
