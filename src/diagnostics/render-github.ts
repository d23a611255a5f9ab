import type { Diagnostic, DiagnosticSeverity } from "./diagnostic.ts";
import { linesOf } from "./position.ts";
import { sortDiagnostics } from "./sort.ts";

const commands: Readonly<Record<DiagnosticSeverity, string>> = { error: "error", warning: "warning", info: "notice" };

/**
 * Workflow commands that GitHub shows beside the lines of a pull request.
 *
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function renderGithub(
  diagnostics: readonly Diagnostic[],
  show: (path: string) => string = (path) => path,
): string {
  return sortDiagnostics(diagnostics)
    .filter(({ suppressed }) => suppressed === undefined)
    .map(({ code, severity, title, span, help }) => {
      const lines = linesOf(span.file.text);
      const start = lines.positionOf(span.start);
      const end = lines.positionOf(span.end);
      const properties = {
        file: show(span.file.path),
        line: start.line,
        endLine: end.line,
        // A column range is read within one line only.
        ...(start.line === end.line && { col: start.column, endColumn: end.column }),
        title: code,
      };
      const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
      return `::${commands[severity]} ${list.join(",")}::${data(help === undefined ? title : `${title}\n${help}`)}\n`;
    })
    .join("");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
