import { oneLine } from "./cells.ts";
import type { Diagnostic, DiagnosticSeverity } from "./diagnostic.ts";
import { fingerprints } from "./fingerprint.ts";
import { placesOf } from "./position.ts";
import { printJson } from "./print-json.ts";
import { sortDiagnostics } from "./sort.ts";

const severities: Readonly<Record<DiagnosticSeverity, string>> = { error: "major", warning: "minor", info: "info" };

/**
 * A report of code quality as GitLab reads it: a description is one line. What a comment silences is left out: GitLab has no word for it.
 *
 * @see https://docs.gitlab.com/ci/testing/code_quality/
 */
export function renderGitlab(diagnostics: readonly Diagnostic[], show: (path: string) => string): string {
  const placeOf = placesOf();
  const live = sortDiagnostics(diagnostics).filter(({ suppressed }) => suppressed === undefined);
  const prints = fingerprints(live);
  const issues = live.map(({ code, severity, title, span, help }, at) => {
    const { start, end } = placeOf(span);
    return {
      description: oneLine(help === undefined ? title : `${title}: ${help}`),
      check_name: code,
      fingerprint: prints[at],
      severity: severities[severity],
      location: { path: show(span.file.path), lines: { begin: start.line, end: end.line } },
    };
  });
  return printJson(issues);
}
