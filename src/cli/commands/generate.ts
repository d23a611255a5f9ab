import { type CompiledService, compileProject, many, type Project } from "../../compile.ts";
import { type Diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import { keepHeapSmall } from "../../host/engine.ts";
import { absolutePath, joinPath, relativeWithin, resolvePath } from "../../host/paths.ts";
import { type Change, openOutput, type Output, type Plan } from "../../6-write/output.ts";
import type { OutputOptions } from "../../6-write/open.ts";
import type { Workspace } from "../../model/workspace.ts";
import type { Context } from "../context.ts";
import { reportFindings } from "../findings.ts";
import { exitStatus, type ExitStatus } from "../io.ts";
import { startProgress } from "../progress.ts";
import { chosenEnvironments, needWorkspace, relativePath, selectProject, type Selection } from "../project.ts";
import { drift, planAsJson, summaryOf, type Tally, tallyOf } from "../written.ts";

export interface GenerateOptions {
  readonly check?: boolean;
  readonly dryRun?: boolean;
  readonly list?: boolean;
  readonly env?: readonly string[];
  readonly target?: readonly string[];
  readonly out?: string;
  readonly force?: boolean;
}

/** Phases 1 to 6. What it made goes to standard output, findings to standard error. */
export async function generate(
  context: Context,
  paths: readonly string[],
  options: GenerateOptions,
): Promise<ExitStatus> {
  const selection = await selectProject(context, paths, undefined, {
    messages: true,
    ownRules: { today: context.io.today, ...(options.env && { environments: options.env }) },
  });
  const { project, isChosen, show } = selection;
  const workspace = needWorkspace(project);
  const early = project.diagnostics.filter(isChosen);
  if (workspace === undefined || hasErrors(early)) {
    const { diagnostics } = compileProject(project, { today: context.io.today });
    const status = refuse(context, diagnostics.filter(isChosen), show);
    return workspace === undefined ? exitStatus.failed : status;
  }

  if (project.services.length > many) keepHeapSmall();
  const opened = openWorkspaceOutput(context, selection, workspace, options);
  const { value: output } = opened;
  if (output === undefined) return refuse(context, opened.diagnostics, show);
  try {
    if (output.recovered !== "nothing") context.say(`an interrupted run was ${output.recovered} first`);
    const tally = tallyOf();
    const { diagnostics } = fill(context, project, output, tally, options);
    const found = diagnostics.filter(isChosen);
    if (hasErrors(found)) return refuse(context, found, show);
    const plan = context.time("write", () => output.plan());
    const writes = !isReadOnly(options);
    reportFindings(context, [...found, ...plan.diagnostics], show);
    if (options.list === true) return listed(context, plan, opened.folder);
    if (hasErrors(plan.diagnostics) && writes) {
      context.say("nothing was written");
      return exitStatus.no;
    }
    if (writes) {
      const late = context.time("write", () => output.commit());
      if (late.length > 0) return refuse(context, late, show);
    }
    const shown = relativePath(context.folder, opened.folder);
    if (writes && output.recovered === "nothing" && plan.diagnostics.length === 0)
      context.memo?.wrote({
        folder: opened.folder,
        files: output.files(),
        answer: answerText(context, unchanged(plan), tally, shown, options),
      });
    return answer(context, plan, tally, shown, options);
  } finally {
    output.abandon();
  }
}

function isReadOnly({ check, dryRun, list }: GenerateOptions): boolean {
  return check === true || dryRun === true || list === true;
}

/** The output folder of the workspace, for what the options do to it. */
export function openWorkspaceOutput(
  { io, folder }: Context,
  { project }: Selection,
  workspace: Workspace,
  options: GenerateOptions,
) {
  const environments = chosenEnvironments(workspace.environments, options.env);
  const isPartial = project.partial || options.target !== undefined;
  const target =
    options.out === undefined ? resolvePath(project.root, workspace.output) : absolutePath(folder, options.out);
  const outputOptions: OutputOptions = {
    shown: relativeWithin(project.root, target) ?? target,
    ...(options.out === undefined && { within: project.root }),
    ...(!isReadOnly(options) && {
      write: {
        processes: io.processes,
        onWait: () => (io.stderr.passing ?? io.stderr.write)("waiting for another run of tocsin …\n"),
      },
    }),
    force: options.force === true,
    diffs: options.check === true,
    covers: (path) => !isPartial && (environments === undefined || environments.includes(path.split("/")[0] ?? "")),
  };
  return { ...openOutput(io.host, target, outputOptions), folder: target };
}

function fill(context: Context, project: Project, output: Output, tally: Tally, options: GenerateOptions) {
  const progress = startProgress(context, "compiling");
  const result = compileProject(project, {
    today: context.io.today,
    time: context.time,
    ...(options.env && { environments: options.env }),
    ...(options.target && { targets: options.target }),
    onService(compiled: CompiledService) {
      progress.step(compiled.service.name);
      context.time("write", () => {
        tally.count(compiled);
        for (const artifact of compiled.artifacts) output.stage(artifact, compiled.environment?.name);
      });
    },
    onWorkspace(artifacts, environment) {
      // They need every service: a run over some of them would leave the others out.
      if (project.partial) return;
      for (const artifact of artifacts) output.stage(artifact, environment?.name);
    },
    onTogether(artifacts) {
      for (const artifact of artifacts) output.stage(artifact);
    },
  });
  progress.end();
  return result;
}

function refuse(context: Context, findings: readonly Diagnostic[], show: (path: string) => string): ExitStatus {
  reportFindings(context, findings, show);
  context.say("nothing was written");
  return exitStatus.no;
}

function listed(context: Context, { changes, manifest }: Plan, folder: string): ExitStatus {
  const kept = [...changes, manifest]
    .filter(({ kind }) => kind !== "removed")
    .map(({ path }) => relativePath(context.folder, joinPath(folder, path)));
  context.out(
    context.options.json === true
      ? `${JSON.stringify({ formatVersion: 1, files: kept }, undefined, 2)}\n`
      : kept.map((path) => `${path}\n`).join(""),
  );
  return exitStatus.ok;
}

function answer(context: Context, plan: Plan, tally: Tally, folder: string, options: GenerateOptions): ExitStatus {
  const stale =
    [...plan.changes, plan.manifest].some(({ kind }) => kind !== "unchanged") || hasErrors(plan.diagnostics);
  context.out(answerText(context, plan, tally, folder, options));
  if (options.check !== true) return exitStatus.ok;
  if (!stale) context.say(`${folder} is up to date`);
  return stale ? exitStatus.no : exitStatus.ok;
}

function answerText(context: Context, plan: Plan, tally: Tally, folder: string, options: GenerateOptions): string {
  if (context.options.json === true) return planAsJson(plan, tally, folder);
  return options.check === true
    ? drift(plan, folder, context.colors)
    : summaryOf(plan, tally, folder, options.dryRun === true);
}

/** The plan of the same run once this one was carried out. */
function unchanged({ changes, manifest }: Plan): Plan {
  const done = ({ path }: Change): Change => ({ path, kind: "unchanged", edited: false });
  return {
    changes: changes.filter(({ kind }) => kind !== "removed").map(done),
    manifest: done(manifest),
    diagnostics: [],
  };
}
