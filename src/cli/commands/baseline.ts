import { compileProject } from "../../compile.ts";
import { absolutePath } from "../../host/paths.ts";
import { baselineText, isAdoptable, knownOf, readBaseline, usualBaseline, withoutKnown } from "../baseline.ts";
import type { Context } from "../context.ts";
import { tellFindings } from "../findings.ts";
import { exitStatus, type ExitStatus } from "../io.ts";
import { putFile } from "../put-file.ts";
import { selectProject } from "../project.ts";
import { counted } from "../table.ts";

export interface BaselineOptions {
  readonly file?: string;
  readonly prune?: boolean;
}

/** Writes down the findings of lint rules that there are; with `--prune`, takes out those that are gone and adds none. */
export async function baseline(
  context: Context,
  paths: readonly string[],
  options: BaselineOptions,
): Promise<ExitStatus> {
  const { io, folder } = context;
  const typed = options.file ?? usualBaseline;
  const { project, isChosen, show } = await selectProject(context, paths, undefined, { ownRules: { today: io.today } });
  const { diagnostics } = compileProject(project, { today: io.today, artifacts: false });
  const findings = diagnostics.filter(isChosen);
  const errors = findings.filter(
    (finding) => finding.severity === "error" && finding.suppressed === undefined && !isAdoptable(finding),
  );
  if (errors.length > 0) {
    tellFindings(context, errors, show);
    context.warn("\nnothing was written: a baseline is made of specs that can be read");
    return exitStatus.failed;
  }
  let known = knownOf(findings, show);
  if (options.prune === true) {
    const before = readBaseline(context, typed);
    const { gone } = withoutKnown(findings, before, show);
    const now = new Map(known.map((one) => [JSON.stringify([one.code, one.file, one.title]), one.count]));
    known = before.flatMap((one) => {
      const count = Math.min(one.count, now.get(JSON.stringify([one.code, one.file, one.title])) ?? 0);
      return count === 0 ? [] : [{ ...one, count }];
    });
    context.say(`${counted(gone, "finding")} gone`);
  }
  putFile(io.host, absolutePath(folder, typed), baselineText(known));
  const total = known.reduce((sum, { count }) => sum + count, 0);
  context.say(
    `${typed}: ${counted(total, "finding")} known; \`tocsin check --baseline${typed === usualBaseline ? "" : ` ${typed}`}\` tells of others alone`,
  );
  return exitStatus.ok;
}
