import { compileProject } from "../../compile.ts";
import type { Diagnostic, DiagnosticSeverity } from "../../diagnostics/diagnostic.ts";
import { summarize, summaryLine } from "../../diagnostics/summary.ts";
import { nearest } from "../../util/nearest.ts";
import type { Context } from "../context.ts";
import { type Format, printFindings, statusOf } from "../findings.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";
import { startProgress } from "../progress.ts";
import { isBroken, selectProject } from "../project.ts";
import { counted } from "../table.ts";

export interface CheckOptions {
  readonly format: Format;
  readonly failOn: DiagnosticSeverity;
  readonly maxWarnings?: number;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly stdinFilename?: string;
}

/** Phases 1 to 5 without writing: every finding, on standard output. */
export async function check(context: Context, paths: readonly string[], options: CheckOptions): Promise<ExitStatus> {
  const isWanted = await ruleFilter(options);
  const progress = startProgress(context, "checking");
  const { project, isChosen, show } = await selectProject(context, paths, options.stdinFilename);
  const { diagnostics } = compileProject(project, {
    today: context.io.today,
    onService: ({ service }) => progress.step(service.name),
  });
  progress.end();
  const findings = diagnostics.filter((finding) => isChosen(finding) && isWanted(finding));
  printFindings(context, findings, context.options.json === true ? "json" : options.format, show);
  const status = isBroken(findings) ? exitStatus.failed : statusOf(findings, options.failOn, options.maxWarnings);
  const found = summaryLine(summarize(findings));
  const separator = findings.length > 0 && options.format === "text" ? "\n" : "";
  context.say(`${separator}${found}; ${counted(project.services.length, "service")} checked`);
  if (project.workspace === undefined && !isBroken(findings))
    context.say("no tocsin.yaml was found: teams, receivers and lint rules were not checked");
  return status;
}

/** Choosing rules hides lints alone: a spec that cannot be read is never fine. */
async function ruleFilter({ only, skip }: CheckOptions): Promise<(finding: Diagnostic) => boolean> {
  if (only === undefined && skip === undefined) return () => true;
  const { codes } = await import("../pages.ts");
  const lints = codes.filter((code) => code.startsWith("lint/"));
  const named = (flag: string, names: readonly string[] | undefined) =>
    names && new Set(names.map((name) => knownLint(flag, name, lints)));
  const kept = named("--only", only);
  const dropped = named("--skip", skip);
  return ({ code }) => !code.startsWith("lint/") || ((kept?.has(code) ?? true) && !dropped?.has(code));
}

function knownLint(flag: string, name: string, lints: readonly string[]): string {
  const code = name.startsWith("lint/") ? name : `lint/${name}`;
  if (lints.includes(code)) return code;
  const near = nearest(code, lints);
  throw new CannotRun(
    `${flag}: there is no lint rule \`${name}\``,
    near === undefined ? "`tocsin rules` lists them" : `did you mean \`${near}\`?`,
  );
}
