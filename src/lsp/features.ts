import type { Feature } from "./feature.ts";
import { codeActions } from "./features/code-actions.ts";
import { codeLens } from "./features/code-lens.ts";
import { completion } from "./features/completion.ts";
import { definition, references } from "./features/definition.ts";
import { pullDiagnostics } from "./features/pull-diagnostics.ts";
import { documentLinks } from "./features/document-links.ts";
import { folding } from "./features/folding.ts";
import { formatting } from "./features/formatting.ts";
import { hover } from "./features/hover.ts";
import { inlayHints } from "./features/inlay-hints.ts";
import { rename } from "./features/rename.ts";
import { selectionRange } from "./features/selection-range.ts";
import { semanticTokens } from "./features/semantic-tokens.ts";
import { documentSymbols, workspaceSymbols } from "./features/symbols.ts";

/** What the server offers. */
export const features: readonly Feature[] = [
  pullDiagnostics,
  completion,
  hover,
  definition,
  references,
  rename,
  codeActions,
  formatting,
  documentSymbols,
  workspaceSymbols,
  folding,
  selectionRange,
  documentLinks,
  inlayHints,
  semanticTokens,
  codeLens,
];
