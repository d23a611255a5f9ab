import type { Diagnostic } from "../../../diagnostics/diagnostic.ts";
import type { Service, Slo } from "../../../model/service.ts";
import type { YamlMap } from "../../shared/yaml.ts";
import type { EmitContext } from "../../target.ts";

export interface ProofFile {
  readonly path: string;
  readonly root: YamlMap;
  readonly comments: readonly string[];
}

/** Unit tests of a service's rules, for promtool. */
export function proofs(_service: Service, _slos: readonly Slo[], _context: EmitContext): { readonly files: readonly ProofFile[]; readonly diagnostics: readonly Diagnostic[] } {
  return { files: [], diagnostics: [] };
}
