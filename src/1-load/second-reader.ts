import { parseDocument } from "yaml";
import type { SyntaxFailure } from "./syntax.ts";

/** The first error of a reader that recovers from errors: it often stops nearer to the mistake than the first reader. */
export function firstYamlError(text: string): SyntaxFailure | undefined {
  const [error] = parseDocument(text, {
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: "silent",
    version: "1.2",
  }).errors;
  return error === undefined ? undefined : { at: Math.min(error.pos[0], text.length), reason: error.message };
}
