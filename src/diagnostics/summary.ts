import { type Diagnostic, type DiagnosticSeverity, severities } from "./diagnostic.ts";

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly suppressed: number;
  /** Files with findings that are not suppressed. */
  readonly files: number;
}

export function summarize(diagnostics: readonly Diagnostic[]): Summary {
  const live = diagnostics.filter(({ suppressed }) => suppressed === undefined);
  const count = (severity: DiagnosticSeverity) => live.filter((finding) => finding.severity === severity).length;
  const [errors = 0, warnings = 0, infos = 0] = severities.map(count);
  const files = new Set(live.map(({ span }) => span.file.path)).size;
  return { errors, warnings, infos, suppressed: diagnostics.length - live.length, files };
}

/** "2 errors, 1 warning in 3 files"; "no findings" when there are none. */
export function summaryLine({ errors, warnings, infos, suppressed, files }: Summary): string {
  const parts = [plural(errors, "error"), plural(warnings, "warning"), plural(infos, "info")].filter(
    (part) => part !== "",
  );
  const found = parts.length === 0 ? "no findings" : `${parts.join(", ")} in ${plural(files, "file")}`;
  return suppressed === 0 ? found : `${found}; ${suppressed} ignored by a comment`;
}

function plural(count: number, word: string): string {
  if (count === 0) return "";
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}
