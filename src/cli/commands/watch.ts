import { resolvePath } from "../../host/paths.ts";
import type { Context } from "../context.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";
import { needWorkspace, selectProject } from "../project.ts";
import { counted } from "../table.ts";
import { generate, type GenerateOptions } from "./generate.ts";

/** So long nothing more must change before it is all read again, milliseconds. */
const pause = 100;

/** `generate`, again whenever a file of the workspace has changed; a mistake is told and waited out. Ends when it is interrupted. */
export async function generateAndWatch(
  context: Context,
  paths: readonly string[],
  options: GenerateOptions,
): Promise<ExitStatus> {
  const { io } = context;
  if (io.watch === undefined) throw new CannotRun("files cannot be watched here");
  const { project } = await selectProject(context, paths, undefined, { messages: false });
  const workspace = needWorkspace(project);
  const output = workspace === undefined ? undefined : resolvePath(project.root, workspace.output);
  const isIgnored = (path: string) =>
    path === output || path.startsWith(`${output}/`) || /\/(?:node_modules|\.git)(?:\/|$)/.test(path);
  let waiting: ((more: boolean) => void) | undefined;
  let isStale = true;
  let isOver = false;
  const wake = (more: boolean) => {
    if (more) isStale = true;
    else isOver = true;
    waiting?.(more);
  };
  const watcher = await io.watch(
    project.root,
    isIgnored,
    () => wake(true),
    () => wake(false),
  );
  try {
    while (!isOver) {
      if (!isStale) await new Promise<boolean>((resolve) => (waiting = resolve));
      waiting = undefined;
      if (isOver) break;
      // an editor that saves writes more than once
      await new Promise((resolve) => setTimeout(resolve, pause));
      isStale = false;
      await once(context, paths, options);
    }
  } finally {
    await watcher.close();
  }
  return exitStatus.interrupted;
}

/** One run, told in a line besides its findings. */
async function once(context: Context, paths: readonly string[], options: GenerateOptions): Promise<void> {
  const started = performance.now();
  let json = "";
  // no answer is kept: what was answered before the change holds no more
  const { memo: _, ...without } = context;
  const quiet: Context = {
    ...without,
    options: { ...context.options, json: true },
    out: (text) => void (json += text),
  };
  let status: ExitStatus;
  try {
    status = await generate(quiet, paths, options);
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    context.warn(`error: ${error.message}`);
    status = exitStatus.failed;
  }
  const took = `${Math.round(performance.now() - started)} ms`;
  if (json === "") {
    context.out(`nothing was written (${took}); waiting for a change\n`);
    return;
  }
  const { files } = JSON.parse(json) as { readonly files: readonly { readonly change: string }[] };
  const count = (kind: string) => files.filter(({ change }) => change === kind).length;
  const kinds = ["added", "changed", "removed"]
    .filter((kind) => count(kind) > 0)
    .map((kind) => `${count(kind)} ${kind}`);
  const what = kinds.length === 0 ? "nothing to write" : kinds.join(", ");
  context.out(
    `${counted(files.length, "file")}: ${what} (${took}${status === exitStatus.ok ? "" : ", with findings"}); waiting for a change\n`,
  );
}
