import { comparisonMarkdown, type Comparison } from "../../diff/report.ts";
import { warningsOf } from "../../diff/measured.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { linesOf } from "../../diagnostics/position.ts";
import { sortDiagnostics } from "../../diagnostics/sort.ts";

/** By which the one comment is found again; of several workspaces each has its own. */
export function markerOf(name: string): string {
  return `<!-- tocsin:comment:${name} -->`;
}

/** Whether there is anything that a reviewer should stop at. */
export function isSignificant({ changes, measured }: Comparison, findings: readonly Diagnostic[]): boolean {
  if (measured !== undefined && warningsOf(measured).length > 0) return true;
  return changes.some(({ risk }) => risk !== "low") || findings.some(({ severity }) => severity !== "info");
}

/** So many findings are listed; the rest is counted. */
const most = 10;

export function commentText(
  name: string,
  comparison: Comparison,
  findings: readonly Diagnostic[],
  show: (path: string) => string,
): string {
  const live = sortDiagnostics(
    findings.filter(({ severity, suppressed }) => severity !== "info" && suppressed === undefined),
  );
  const lines = live.slice(0, most).map(({ severity, code, title, span }) => {
    const place = `${show(span.file.path)}:${linesOf(span.file.text).positionOf(span.start).line}`;
    return `- ${severity === "error" ? "⛔" : "⚠️"} \`${inCode(place)}\` \`${code}\` ${inText(title)}`;
  });
  const rest = live.length - lines.length;
  const told =
    live.length === 0
      ? []
      : ["**New findings**", "", ...lines, ...(rest > 0 ? [`- ${rest} more: \`tocsin check\` lists them`] : []), ""];
  return `${[markerOf(name), comparisonMarkdown(comparison, { show }), ...told].join("\n").trimEnd()}\n`;
}

/** What is left of a comment whose reason is gone. */
export function nothingText(name: string): string {
  return `${markerOf(name)}\n### tocsin: nothing that a reviewer need look at any more\n`;
}

function inCode(text: string): string {
  return text.replace(/[`\n\r]/g, "'");
}

/** Backticks of our own titles stay; the rest of Markdown and HTML, mentions and references are taken as they stand. */
function inText(text: string): string {
  return text.replace(/[<>&@#]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/[\\*_[\]|~]/g, "\\$&");
}
