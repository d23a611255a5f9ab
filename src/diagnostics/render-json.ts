import type { Diagnostic, SourceFile, Span } from "./diagnostic.ts";
import { type Lines, linesOf } from "./position.ts";
import { printJson } from "./print-json.ts";
import { sortDiagnostics } from "./sort.ts";
import { summarize } from "./summary.ts";

/**
 * Findings for programs: `schemas/output/findings.schema.json` says what is in it. Suppressed ones are in it, marked.
 *
 * @param mended what `--fix` mended, when it was asked to
 */
export function renderJson(
  diagnostics: readonly Diagnostic[],
  show: (path: string) => string = (path) => path,
  mended?: readonly Diagnostic[],
): string {
  const known = new Map<SourceFile, Lines>();
  const place = ({ file, start, end }: Span) => {
    const lines = known.get(file) ?? linesOf(file.text);
    known.set(file, lines);
    const at = (offset: number) => ({ ...lines.positionOf(offset), offset });
    return { file: show(file.path), start: at(start), end: at(end) };
  };
  const plain = ({ code, severity, title, span, note, labels, help, fix, suppressed }: Diagnostic) => ({
    code,
    severity,
    title,
    ...place(span),
    ...(note !== undefined && { note }),
    ...(labels !== undefined && { labels: labels.map(({ span, text }) => ({ ...place(span), text })) }),
    ...(help !== undefined && { help }),
    ...(fix !== undefined && {
      fix: { title: fix.title, edits: fix.edits.map(({ span, text }) => ({ ...place(span), text })) },
    }),
    ...(suppressed !== undefined && { suppressed }),
  });
  const result = {
    formatVersion: 1,
    ...(mended !== undefined && { mended: mended.map(plain) }),
    findings: sortDiagnostics(diagnostics).map(plain),
    summary: summarize(diagnostics),
  };
  return printJson(result);
}
