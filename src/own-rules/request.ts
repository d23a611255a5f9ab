import type { Document } from "../1-load/document.ts";
import type { ServiceV1 } from "../2-validate/generated/types.ts";
import type { Spec, SpecKind } from "../2-validate/spec.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { joinPath } from "../host/paths.ts";
import type { LintRequest } from "./border.ts";
import { wireTypescript } from "./wire.ts";

/** What was read of a workspace. */
export interface ReadWorkspace {
  readonly root: string;
  readonly documents: readonly Document[];
  readonly services: readonly Spec<ServiceV1>[];
  readonly index: { readonly incomplete?: boolean };
  readonly partial: boolean;
  /** What is wrong with the rules is put there. */
  readonly diagnostics: Diagnostic[];
}

/** What the process of the rules must know of a workspace to compile it. @param ran what TypeScript files gave, by absolute path */
export function requestFor(
  { root, documents, index }: Pick<ReadWorkspace, "root" | "documents" | "index">,
  ran: ReadonlyMap<string, { readonly kind: SpecKind; readonly documents: readonly Document[] }>,
): Pick<LintRequest, "root" | "texts" | "typescript" | "incomplete"> {
  const own = documents.filter(({ source }) => !source.path.startsWith("<"));
  return {
    root,
    texts: Object.fromEntries(own.map(({ source }) => [joinPath(root, source.path), source.text])),
    typescript: Object.fromEntries(
      [...ran].map(([path, { kind, documents: made }]) => [path, wireTypescript(kind, made)]),
    ),
    incomplete: index.incomplete === true,
  };
}
