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
