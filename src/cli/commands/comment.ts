import { compileProject } from "../../compile.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { newFindings } from "../../diagnostics/fingerprint.ts";
import { commentText, isSignificant, markerOf, nothingText } from "../comment/text.ts";
import { githubThread, gitlabThread, Refused, type Thread } from "../comment/hosts.ts";
import type { Context } from "../context.ts";
import { compare } from "../diff/compare.ts";
import { isUnknown, type MeasureOptions, warnOf } from "../diff/measure.ts";
import { openVersion } from "../diff/open.ts";
import type { Version } from "../diff/versions.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";
import { putFile } from "../put-file.ts";

export interface CommentOptions extends MeasureOptions {
  readonly provider?: "github" | "gitlab" | "stdout";
  readonly when: "significant" | "changed" | "always";
  readonly name?: string;
  readonly dryRun?: boolean;
}

/** Says in the pull request what it means: one comment, made once and kept up to date. */
export async function comment(
  context: Context,
  [base]: readonly string[],
  options: CommentOptions,
): Promise<ExitStatus> {
  const { variables } = context.io;
  const from = base ?? baseOf(variables);
  const rules = { today: context.io.today };
  return openVersion(
    context,
    from,
    (before) => openVersion(context, undefined, (after) => post(context, before, after, options), rules),
    rules,
  );
}

/** The branch that a pull request goes to. */
function baseOf(variables: Context["io"]["variables"]): string {
  const { GITHUB_BASE_REF: github, CI_MERGE_REQUEST_DIFF_BASE_SHA: gitlab } = variables;
  if (gitlab !== undefined && gitlab !== "") return gitlab;
  if (github !== undefined && github !== "") return `origin/${github}`;
  throw new CannotRun("no revision to compare with", "name it: `tocsin comment origin/main`");
}

async function post(context: Context, base: Version, head: Version, options: CommentOptions): Promise<ExitStatus> {
  const { io } = context;
  const comparison = await compare(context, base, head, options);
  warnOf(context, comparison.measured);
  const told = isUnknown(comparison.measured) ? exitStatus.unknown : exitStatus.ok;
  const findings = findingsOfHead(context, base, head);
  const name = options.name ?? head.project?.workspace?.name ?? "workspace";
  if (!/^[a-z0-9-]+$/.test(name)) throw new CannotRun("--name: lower-case letters, digits and hyphens");
  const wants =
    options.when === "always" ||
    (options.when === "changed"
      ? comparison.changes.length > 0 || findings.length > 0
      : isSignificant(comparison, findings));
  const text = commentText(name, comparison, findings, head.show);
  summarize(context, text);
  const provider =
    options.provider ??
    (io.variables["GITLAB_CI"] === "true" ? "gitlab" : io.variables["GITHUB_ACTIONS"] === "true" ? "github" : "stdout");
  if (provider === "stdout" || options.dryRun === true) {
    context.out(text);
    return told;
  }
  const { http } = io;
  if (http === undefined) throw new CannotRun("no other machine can be asked here");
  const thread = provider === "github" ? githubThread(http, io.host, io.variables) : gitlabThread(http, io.variables);
  try {
    context.say(await put(thread, name, text, wants));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    context.warn("the token may not write comments, as in a pull request from a fork: the job's summary has the text");
  }
  return told;
}

async function put(thread: Thread, name: string, text: string, wants: boolean): Promise<string> {
  const known = await thread.find(markerOf(name));
  if (known === undefined) {
    if (!wants) return "nothing to say: no comment";
    await thread.create(text);
    return "commented";
  }
  const body = wants ? text : nothingText(name);
  // the host gives texts back with other ends of lines
  if (known.body.replaceAll("\r\n", "\n").trimEnd() === body.trimEnd()) return "the comment is up to date";
  await thread.update(known.id, body);
  return "the comment was brought up to date";
}

/** Findings that the old version does not have. */
function findingsOfHead({ io }: Context, base: Version, head: Version): readonly Diagnostic[] {
  const of = ({ project }: Version) =>
    project === undefined ? [] : compileProject(project, { today: io.today, artifacts: false }).diagnostics;
  return newFindings(
    of(head).filter(({ suppressed }) => suppressed === undefined),
    of(base),
  );
}

/** The same text in the job's summary, where GitHub has one. */
function summarize({ io, warn }: Context, text: string): void {
  const path = io.variables["GITHUB_STEP_SUMMARY"]?.replaceAll("\\", "/");
  if (path === undefined || path === "") return;
  try {
    const before = io.host.stat(path) === undefined ? "" : new TextDecoder().decode(io.host.readFile(path));
    putFile(io.host, path, before + text);
  } catch {
    warn("the job's summary could not be written");
  }
}
