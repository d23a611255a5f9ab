import type { CompletionItemKind, Range } from "vscode-languageserver/node";
import type { KnownName } from "./known.ts";

/** One thing that may be written at the cursor. */
export interface Offer extends KnownName {
  readonly kind: CompletionItemKind;
  /** What is written; the name unless said. */
  readonly text?: string;
  /** The same with `$1` for the cursor. */
  readonly snippet?: string;
  /** Where it goes; what stands under the cursor unless said. */
  readonly range?: Range;
}

/** Whether a name holds the letters that were typed, in their order. */
export function isLike(name: string, typed: string): boolean {
  const letters = name.toLowerCase();
  let at = 0;
  for (const letter of typed.toLowerCase()) {
    at = letters.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
