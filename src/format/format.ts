import type { Options } from "prettier";
import { format } from "prettier/standalone";
import * as yaml from "prettier/plugins/yaml";
import type { Document } from "../1-load/document.ts";
import { loadYamlFully } from "../1-load/recover.ts";
import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import { mend } from "../diagnostics/mend.ts";
import { firstDifference } from "./same.ts";

/** One style for all specs, whatever `.prettierrc` and `.editorconfig` say: the same text on every machine and in every editor. */
const style: Options = {
  parser: "yaml",
  plugins: [yaml],
  printWidth: 120,
  // A long expression stays on its line, and a text keeps its line breaks.
  proseWrap: "preserve",
  endOfLine: "auto",
};

export type Formatted =
  | {
      readonly kind: "formatted";
      /** Without a byte order mark, which is the writer's to keep. */
      readonly before: string;
      readonly after: string;
      /** Traps of YAML that were mended first. */
      readonly mended: readonly Diagnostic[];
    }
  /** It cannot be read: the findings say why. */
  | { readonly kind: "unreadable"; readonly diagnostics: readonly Diagnostic[] }
  /** It can be read, but would not come out the same. */
  | { readonly kind: "refused"; readonly reason: string };

/**
 * A YAML spec, kit or workspace in one style. Comments, the order of keys and lists, and every value stay as they are: both texts are read, and where they
 * differ the text is refused. A text that YAML cannot read, or reads as something else, is mended first where that is certain.
 *
 * @param path to show in findings
 */
export async function formatSpec(path: string, bytes: Uint8Array): Promise<Formatted> {
  const first = await loadYamlFully(path, bytes);
  const reread = (texts: ReadonlyMap<string, string>) =>
    loadYamlFully(path, new TextEncoder().encode(texts.get(path) ?? ""));
  const { reading, texts, applied: mended } = await mend<Outcome<Document>>(first, reread);
  const { value: document, diagnostics } = reading;
  if (document === undefined || diagnostics.length > 0) return { kind: "unreadable", diagnostics };

  const before = texts.get(path)?.before ?? document.source.text;
  let after: string;
  try {
    after = await format(document.source.text, style);
  } catch (error) {
    // Prettier's own reader is a third one, stricter in places.
    const [reason = ""] = String(error instanceof Error ? error.message : error).split("\n");
    return { kind: "refused", reason: `Prettier cannot read it: ${reason}` };
  }
  const { value: again } = await loadYamlFully(path, new TextEncoder().encode(after));
  const difference = again === undefined ? "it could not be read any more" : firstDifference(document, again);
  if (difference !== undefined) return { kind: "refused", reason: difference };
  return { kind: "formatted", before, after, mended };
}
