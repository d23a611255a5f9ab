import type { Diagnostic, DiagnosticSeverity } from "../diagnostics/diagnostic.ts";
import { severities } from "../diagnostics/diagnostic.ts";
import { renderGithub } from "../diagnostics/render-github.ts";
import { renderGitlab } from "../diagnostics/render-gitlab.ts";
import { renderJson } from "../diagnostics/render-json.ts";
import { renderJunit } from "../diagnostics/render-junit.ts";
import { renderRdjson } from "../diagnostics/render-rdjson.ts";
import { renderSarif } from "../diagnostics/render-sarif.ts";
import { renderText } from "../diagnostics/render-text.ts";
import { summarize, summaryLine } from "../diagnostics/summary.ts";
import { type Context, takesColor } from "./context.ts";
import { HostError } from "../host/host.ts";
import { absolutePath } from "../host/paths.ts";
import { putFile } from "./put-file.ts";
import { CannotRun, exitStatus, type ExitStatus } from "./io.ts";

/** How findings are printed for programs. */
type Renderer = (
  findings: readonly Diagnostic[],
  show: (path: string) => string,
  mended?: readonly Diagnostic[],
) => string;
const renderers = {
  json: renderJson,
  github: renderGithub,
  gitlab: renderGitlab,
  junit: renderJunit,
  rdjson: renderRdjson,
  sarif: renderSarif,
} satisfies Record<string, Renderer>;

export type Format = "text" | keyof typeof renderers;
export const formats: readonly Format[] = ["text", ...(Object.keys(renderers) as (keyof typeof renderers)[])];

/** A format, and the file that it goes to; without one it is printed. */
export interface FormatRequest {
  readonly format: Format;
  readonly file?: string;
}

/** Findings in files besides. @throws CannotRun when one cannot be written */
export function writeFindings(
  { io, folder }: Context,
  findings: readonly Diagnostic[],
  requests: readonly FormatRequest[],
  show: (path: string) => string,
): void {
  for (const { format, file } of requests) {
    if (file === undefined) continue;
    const text =
      format === "text" ? renderText(findings, { color: false, width: 120, show }) : renderers[format](findings, show);
    const path = absolutePath(folder, file);
    try {
      putFile(io.host, path, text);
    } catch (error) {
      if (error instanceof HostError) throw new CannotRun(`${file} cannot be written: ${error.reason}`);
      throw error;
    }
  }
}

/** Findings as the answer of a command, on standard output. */
export function printFindings(
  context: Context,
  findings: readonly Diagnostic[],
  format: Format,
  show: (path: string) => string,
  mended?: readonly Diagnostic[],
): void {
  const { color, width } = context;
  context.out(
    format === "text"
      ? renderText(findings, { color, width, show })
      : (renderers[format] as Renderer)(findings, show, mended),
  );
}

/** Findings beside the answer, on standard error, with how many there are; infos only with `--verbose`. */
export function reportFindings(
  context: Context,
  findings: readonly Diagnostic[],
  show: (path: string) => string,
): void {
  const summary = summarize(tellFindings(context, findings, show));
  if (summary.files > 0) context.warn(`\n${summaryLine(summary)}`);
  const { infos } = summarize(findings);
  if (infos > summary.infos && !context.options.quiet)
    context.warn(`${infos} ${infos === 1 ? "info" : "infos"}: \`tocsin check\` shows ${infos === 1 ? "it" : "them"}`);
}

/** The same without their number. @returns what was told */
export function tellFindings(
  context: Context,
  findings: readonly Diagnostic[],
  show: (path: string) => string,
): readonly Diagnostic[] {
  const { io, options } = context;
  const told = findings.filter(
    ({ severity }) => severity === "error" || (!options.quiet && (severity === "warning" || options.verbose)),
  );
  const text = renderText(told, {
    color: takesColor(io.stderr, io, options),
    width: io.stderr.columns ?? context.width,
    show,
  });
  if (text !== "") context.warn(text.trimEnd());
  return told;
}

/** 1 when a live finding is at or over `failOn`, or there are more warnings than allowed. */
export function statusOf(
  findings: readonly Diagnostic[],
  failOn: DiagnosticSeverity,
  maxWarnings = Infinity,
): ExitStatus {
  const live = findings.filter(({ suppressed }) => suppressed === undefined);
  const limit = severities.indexOf(failOn);
  const bad = live.some(({ severity }) => severities.indexOf(severity) <= limit);
  const warnings = live.filter(({ severity }) => severity === "warning").length;
  return bad || warnings > maxWarnings ? exitStatus.no : exitStatus.ok;
}
