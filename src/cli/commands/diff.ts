import { comparisonJson, comparisonMarkdown, comparisonText } from "../../diff/report.ts";
import { risks, type Risk } from "../../diff/risks.ts";
import type { Context } from "../context.ts";
import { compare } from "../diff/compare.ts";
import { isUnknown, type MeasureOptions, warnOf } from "../diff/measure.ts";
import type { Version } from "../diff/versions.ts";
import { openVersion } from "../diff/open.ts";
import { exitStatus, type ExitStatus } from "../io.ts";

export interface DiffOptions extends MeasureOptions {
  readonly format: "text" | "markdown" | "json";
  readonly exitCode?: boolean;
  readonly failOn?: Risk;
}

/** What differs between two versions of a workspace, in terms of those who are promised something, woken, or pay. */
export async function diff(
  context: Context,
  [base = "HEAD", head]: readonly string[],
  options: DiffOptions,
): Promise<ExitStatus> {
  return openVersion(context, base, (before) =>
    head === undefined
      ? openVersion(context, undefined, (after) => tell(context, before, after, options))
      : openVersion(context, head, (after) => tell(context, before, after, options)),
  );
}

async function tell(context: Context, base: Version, head: Version, options: DiffOptions): Promise<ExitStatus> {
  const comparison = await compare(context, base, head, options);
  const { changes, broken, measured } = comparison;
  const show = (path: string) => head.show(path);
  const format = context.options.json === true ? "json" : options.format;
  if (format === "json") context.out(comparisonJson(comparison, { show }));
  else if (format === "markdown") context.out(comparisonMarkdown(comparison, { show }));
  else
    context.out(comparisonText(comparison, { show, paint: paintOf(context), all: context.options.verbose === true }));
  warnOf(context, measured);
  const limit = options.failOn === undefined ? -1 : risks.indexOf(options.failOn);
  const fails = changes.some(({ risk }) => risks.indexOf(risk) <= limit);
  if (broken.base + broken.head > 0 && changes.length === 0) return exitStatus.failed;
  if (fails || (options.exitCode === true && changes.length > 0)) return exitStatus.no;
  return isUnknown(measured) ? exitStatus.unknown : exitStatus.ok;
}

function paintOf({ colors }: Context): (risk: Risk, text: string) => string {
  const paints = { breaking: colors.red, high: colors.yellow, medium: colors.cyan, low: colors.bold } as const;
  return (risk, text) => paints[risk](text);
}
