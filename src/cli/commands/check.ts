import { compileProject, ownCodes, type Project } from "../../compile.ts";
import { type Diagnostic, type DiagnosticSeverity, isLint } from "../../diagnostics/diagnostic.ts";
import type { Mended } from "../../diagnostics/mend.ts";
import { summarize, summaryLine } from "../../diagnostics/summary.ts";
import { nearest } from "../../util/nearest.ts";
import type { Context } from "../context.ts";
import { type Format, type FormatRequest, printFindings, statusOf, tellFindings, writeFindings } from "../findings.ts";
import { type Checked, mendSelection, rewritesOf, tellMended } from "../fixes.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";
import { startProgress } from "../progress.ts";
import { isBroken, selectProject, type Selection } from "../project.ts";
import { printDiffs, rewriteFiles, textOf } from "../rewrite.ts";
import { counted } from "../table.ts";

export interface CheckOptions {
  readonly format?: readonly FormatRequest[];
  readonly failOn: DiagnosticSeverity;
  readonly maxWarnings?: number;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly stdinFilename?: string;
  /** A file; true: the usual one. */
  readonly baseline?: string | true;
  /** A revision of git. */
  readonly newFrom?: string;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
}

/** Phases 1 to 5 without writing: every finding, on standard output. With `--fix`, what can be mended for certain is mended first. */
export async function check(context: Context, paths: readonly string[], options: CheckOptions): Promise<ExitStatus> {
  if (options.dryRun === true && options.fix !== true)
    throw new CannotRun("--dry-run goes with --fix", "`tocsin check` alone writes nothing");
  const progress = startProgress(context, "checking");
  const opened = await selectProject(context, paths, options.stdinFilename, {
    ownRules: { today: context.io.today },
  });
  const isWanted = await ruleFilter(options, opened.project.own);
  const compile = (selection: Selection): Checked => {
    const { diagnostics } = compileProject(selection.project, {
      today: context.io.today,
      artifacts: false,
      time: context.time,
      onService: ({ service }) => progress.step(service.name),
    });
    return { ...selection, diagnostics: diagnostics.filter((found) => selection.isChosen(found) && isWanted(found)) };
  };
  const first = compile(opened);
  const mended = options.fix === true ? await fix(context, first, compile, options) : undefined;
  progress.end();

  const { diagnostics: all, project, show } = mended?.reading ?? first;
  const findings = await fresh(context, all, first.project.root, show, options);
  const format = printedFormat(context, options);
  // Where the mended text or the difference is the answer, what is left is told beside it.
  const isBeside = options.fix === true && (first.input !== undefined || options.dryRun === true) && format === "text";
  if (isBeside) {
    if (findings.length > 0) context.say("");
    tellFindings(context, findings, show);
  } else printFindings(context, findings, format, show, mended?.applied);

  writeFindings(context, findings, options.format ?? [], show);
  const status = isBroken(findings) ? exitStatus.failed : statusOf(findings, options.failOn, options.maxWarnings);
  const found = summaryLine(summarize(findings));
  const separator = findings.length > 0 && format === "text" ? "\n" : "";
  context.say(`${separator}${found}; ${counted(project.services.length, "service")} checked`);
  if (project.workspace === undefined && !isBroken(findings))
    context.say("no tocsin.yaml was found: teams, receivers and lint rules were not checked");
  return status;
}

function printedFormat({ options }: Context, { format = [] }: CheckOptions): Format {
  return options.json === true ? "json" : (format.find(({ file }) => file === undefined)?.format ?? "text");
}

/** Findings without those that are known: of the baseline, and of an earlier revision. */
async function fresh(
  context: Context,
  findings: readonly Diagnostic[],
  root: string,
  show: (path: string) => string,
  { baseline, newFrom }: CheckOptions,
): Promise<readonly Diagnostic[]> {
  let left = findings;
  if (newFrom !== undefined) {
    const { newSince } = await import("../new-since.ts");
    left = await newSince(context, newFrom, root, left);
    const older = findings.length - left.length;
    if (older > 0) context.say(`${counted(older, "finding")} of ${newFrom} not shown`);
  }
  if (baseline !== undefined) {
    const { readBaseline, usualBaseline, withoutKnown } = await import("../baseline.ts");
    const known = withoutKnown(left, readBaseline(context, baseline === true ? usualBaseline : baseline), show);
    left = known.fresh;
    if (known.left > 0) context.say(`${counted(known.left, "known finding")} not shown`);
    if (known.gone > 0)
      context.say(`${counted(known.gone, "finding")} of the baseline gone: \`tocsin baseline --prune\` takes them out`);
  }
  return left;
}

/** Mends on disk, as a difference, or from standard input to standard output. */
async function fix(
  context: Context,
  first: Checked,
  compile: (selection: Selection) => Checked,
  options: CheckOptions,
): Promise<Mended<Checked>> {
  const mended = await mendSelection(context, first, compile);
  const rewrites = rewritesOf(mended);
  const { dryRun: isDryRun = false } = options;
  const isText = printedFormat(context, options) === "text";
  if (isDryRun && isText) printDiffs(context, rewrites);
  if (first.input !== undefined && !isDryRun && isText) context.out(textOf(first.input, rewrites[0]?.after));
  if (first.input === undefined && !isDryRun) rewriteFiles(context, rewrites);
  tellMended(context, mended, isDryRun);
  return mended;
}

/** Choosing rules hides lints alone: a spec that cannot be read is never fine. */
async function ruleFilter(
  { only, skip }: CheckOptions,
  own: Project["own"],
): Promise<(finding: Diagnostic) => boolean> {
  if (only === undefined && skip === undefined) return () => true;
  const { codes } = await import("../pages.ts");
  const lints = [...codes.filter(isLint), ...ownCodes(own)];
  const isOpen = own !== undefined && own.rules === undefined;
  const named = (flag: string, names: readonly string[] | undefined) =>
    names &&
    new Set(names.flatMap((name) => (isOpen && name.startsWith("own/") ? [name] : knownLint(flag, name, lints))));
  const kept = named("--only", only);
  const dropped = named("--skip", skip);
  return ({ code }) => !isLint(code) || ((kept?.has(code) ?? true) && !dropped?.has(code));
}

/** A bare name may be that of a built-in rule and of one of the workspace's own: then both are meant, as in the policy. */
function knownLint(flag: string, name: string, lints: readonly string[]): readonly string[] {
  const meant = [name, `lint/${name}`, `own/${name}`].filter((code) => lints.includes(code));
  if (meant.length > 0) return meant;
  const near = nearest(name.includes("/") ? name : `lint/${name}`, lints);
  throw new CannotRun(
    `${flag}: there is no lint rule \`${name}\``,
    near === undefined ? "`tocsin rules` lists them" : `did you mean \`${near}\`?`,
  );
}
