import type { Diagnostic } from "./diagnostic.ts";

/** By file, offset and code: the same order on every run and machine. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      byCodeUnit(a.span.file.path, b.span.file.path) ||
      a.span.start - b.span.start ||
      byCodeUnit(a.code, b.code) ||
      byCodeUnit(a.title, b.title),
  );
}

/** Order of code units: independent of locale and Node version. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
