import type { Diagnostic, DiagnosticSeverity, Span } from "./diagnostic.ts";
import { linesOf } from "./position.ts";
import { printJson } from "./print-json.ts";
import { sortDiagnostics } from "./sort.ts";

const severities: Readonly<Record<DiagnosticSeverity, string>> = { error: "ERROR", warning: "WARNING", info: "INFO" };

/**
 * Findings for reviewdog, in one object. Columns count bytes of UTF-8 from 1. What a comment silences is left out.
 *
 * @see https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
 */
export function renderRdjson(diagnostics: readonly Diagnostic[], show: (path: string) => string): string {
  const known = new Map<Span["file"], ReturnType<typeof linesOf>>();
  const range = ({ file, start, end }: Span) => {
    const lines = known.get(file) ?? linesOf(file.text);
    known.set(file, lines);
    const at = (offset: number) => {
      const { line, column } = lines.positionOf(offset);
      const { start: lineStart } = lines.rangeOf(line);
      return { line, column: Buffer.byteLength(file.text.slice(lineStart, lineStart + column - 1)) + 1 };
    };
    return { start: at(start), end: at(end) };
  };
  const location = (span: Span) => ({ path: show(span.file.path), range: range(span) });
  const findings = sortDiagnostics(diagnostics)
    .filter(({ suppressed }) => suppressed === undefined)
    .map(({ code, severity, title, span, help, labels = [], fix }) => ({
      message: help === undefined ? title : `${title}\n${help}`,
      location: location(span),
      severity: severities[severity],
      code: { value: code },
      ...(labels.length > 0 && {
        related_locations: labels.map(({ span, text }) => ({ message: text, location: location(span) })),
      }),
      // one suggestion is one range: a fix in several places cannot be taken whole
      ...(fix?.edits.length === 1 && {
        suggestions: fix.edits.map(({ span, text }) => ({ range: range(span), text })),
      }),
    }));
  return printJson({ source: { name: "tocsin" }, diagnostics: findings });
}
