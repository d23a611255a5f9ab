import { deflateSync } from "node:zlib";
import { absolutePath, joinPath, parentOf } from "../../host/paths.ts";
import type { Workspace } from "../../model/workspace.ts";
import { loadAssets } from "../../preview/assets.ts";
import { handlerOf } from "../../preview/handler.ts";
import { onePage } from "../../preview/html.ts";
import { dashboardFiles, loadDashboards, type Loaded, type LoadedDashboard } from "../../preview/load.ts";
import { type SourceFor, sourceAt } from "../../preview/source.ts";
import { momentOf, rangeOf, spanOf } from "../../preview/time.ts";
import type { PageData } from "../../preview/view.ts";
import { type Address, readAddress } from "../../prometheus-api/address.ts";
import { NoAnswer } from "../../prometheus-api/client.ts";
import { nearest } from "../../util/nearest.ts";
import { sha256 } from "../../util/sha256.ts";
import type { Context } from "../context.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";
import { drawAll, listedOf, summaryOf, textOfSummary } from "../preview/draw-all.ts";
import { startProgress } from "../progress.ts";
import { openAround, relativePath, type Selection } from "../project.ts";
import { addressOf } from "../server-address.ts";

export interface PreviewOptions {
  readonly prometheus?: string;
  /** `--no-data` gives false. */
  readonly data: boolean;
  readonly output?: string;
  readonly from?: string;
  readonly to: string;
  readonly dashboard?: readonly string[];
  readonly set?: readonly string[];
  readonly theme: PageData["theme"];
  readonly host: string;
  readonly port: number;
  readonly failOnEmpty?: boolean;
}

/** The emitted dashboards, drawn: served until it is ended, or as one file. */
export async function preview(
  context: Context,
  typed: readonly string[],
  options: PreviewOptions,
): Promise<ExitStatus> {
  const given = options.prometheus === undefined ? undefined : readAddress(options.prometheus);
  if (typeof given === "string") throw new CannotRun(`--prometheus: this ${given}`);
  const now = Math.floor(Date.now() / 1000);
  const time = timeOf(options, now);
  const variables = variablesOf(options.set ?? []);
  const selection = await openAround(context, context.folder);
  const paths = pathsOf(context, typed, selection);
  const load = () =>
    chosen(
      loadDashboards(context.io.host, paths(), (path) => relativePath(context.folder, path)),
      options.dashboard,
    );
  const loaded = load();
  needDashboards(loaded, options.dashboard, typed);
  needVariables(loaded, variables);
  const sources = options.data ? sourcesOf(context, selection, given, loaded.dashboards) : undefined;
  const assets = loadAssets(context.io.host);
  const title =
    typed.length === 0 && selection.project.workspace !== undefined
      ? `Dashboards of ${selection.project.workspace.name}`
      : "Dashboards";
  const page = {
    title,
    theme: options.theme,
    source:
      sources === undefined
        ? "without data"
        : `data of ${[...new Set(sources.addresses.map(({ shown }) => shown))].join(", ")}`,
  };
  for (const { file, reason } of loaded.problems)
    context.warn(`${context.colors.yellow("warning")}: ${file} ${reason}`);

  if (options.output === undefined) {
    const { listen } = context.io;
    if (listen === undefined) throw new CannotRun("no network here", "write a file with `--output`");
    if (sources !== undefined)
      for (const problem of await unreachable(context, sources.addresses))
        context.warn(`${context.colors.yellow("warning")}: ${problem}`);
    const handle = handlerOf({
      assets,
      load,
      page: (all) => ({
        ...page,
        live: true,
        dashboards: all.dashboards.map((one) => listedOf(one)),
        problems: all.problems,
      }),
      sourceFor: (file) => sources?.forFile(file),
      wishes: { ...time, variables },
      now: () => Math.floor(Date.now() / 1000),
      nonce: () => crypto.randomUUID(),
      host: options.host,
    });
    return serve(context, listen, options, handle);
  }

  if (sources !== undefined) {
    const [problem] = await unreachable(context, sources.addresses);
    if (problem !== undefined) {
      context.warn(`${context.colors.red("error")}: ${problem}`);
      return exitStatus.unknown;
    }
  }
  const progress = startProgress(context, "drawing");
  const drawn = await drawAll(
    loaded.dashboards,
    { ...time, variables },
    now,
    (file) => sources?.forFile(file),
    (done) => progress.step(`${done} of ${loaded.dashboards.length}`),
  );
  progress.end();
  const data: PageData = {
    ...page,
    live: false,
    dashboards: loaded.dashboards.map((one, at) => listedOf(one, drawn[at])),
    problems: loaded.problems,
    drawn,
  };
  const html = onePage(
    data,
    assets,
    (text) => `sha256-${Buffer.from(sha256(text), "hex").toString("base64")}`,
    (text) => deflateSync(text, { level: 9 }).toString("base64"),
  );
  const file = absolutePath(context.folder, options.output);
  writeOver(context, file, html);
  const summary = summaryOf(loaded, drawn);
  const shown = relativePath(context.folder, file);
  if (context.options.json === true)
    context.out(`${JSON.stringify({ formatVersion: 1, file: shown, ...summary }, undefined, 2)}\n`);
  else context.out(textOfSummary(summary, shown, Buffer.byteLength(html)));
  const isWrong = summary.failed.length > 0 || loaded.problems.length > 0;
  return isWrong || (options.failOnEmpty === true && summary.empty.length > 0) ? exitStatus.no : exitStatus.ok;
}

async function serve(
  context: Context,
  listen: NonNullable<Context["io"]["listen"]>,
  { host, port }: PreviewOptions,
  handle: ReturnType<typeof handlerOf>,
): Promise<ExitStatus> {
  const { CannotListen, isLoopback } = await import("../../host/server.ts");
  if (!isLoopback(host))
    context.warn(
      `${context.colors.yellow("warning")}: everybody who reaches ${host} sees the dashboards and their data`,
    );
  try {
    const { url, ended } = await listen({ host, port }, handle);
    context.out(`${url}\n`);
    context.say("a preview of the dashboards, not Grafana; Ctrl-C ends it");
    await ended;
    return exitStatus.ok;
  } catch (error) {
    if (!(error instanceof CannotListen)) throw error;
    throw new CannotRun(`cannot listen at ${host}, port ${port}: ${error.message}`, "`--port 0` takes a free port");
  }
}

/** `6h` is short for `now-6h`. */
function timeOf({ from, to }: PreviewOptions, now: number): { readonly from?: string; readonly to?: string } {
  const start = from !== undefined && spanOf(from) !== undefined ? `now-${from}` : from;
  const forms = "write `6h`, `now-7d` or an instant such as `2026-11-01T00:00:00Z`";
  if (momentOf(to, now, true) === undefined) throw new CannotRun(`--to: \`${to}\` is no time`, forms);
  if (start !== undefined && momentOf(start, now) === undefined)
    throw new CannotRun(`--from: \`${from}\` is no time`, forms);
  if (start !== undefined && rangeOf(start, to, now) === undefined) throw new CannotRun("--from must lie before --to");
  return { ...(start !== undefined && { from: start }), to };
}

function variablesOf(given: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const variables = new Map<string, readonly string[]>();
  for (const text of given) {
    const [, name, value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined) throw new CannotRun(`--set: \`${text}\` names no value`, "write `name=value`");
    variables.set(name, [...(variables.get(name) ?? []), value]);
  }
  return variables;
}

/** The files that are meant, listed anew each time: some may be added while the page is served. */
function pathsOf(
  { io: { host }, folder }: Context,
  typed: readonly string[],
  selection: Selection,
): () => readonly string[] {
  const { workspace, root } = selection.project;
  if (typed.length === 0) {
    if (workspace === undefined)
      throw new CannotRun("no tocsin.yaml here or in a folder above", "name a folder or files of dashboards");
    return () => inFolder(joinPath(root, workspace.output));
  }
  const paths = typed.map((path) => absolutePath(folder, path));
  paths.forEach((path, at) => {
    if (host.stat(path) === undefined) throw new CannotRun(`there is no file or folder \`${typed[at]}\``);
  });
  return () => [...new Set(paths.flatMap((path) => (isFolder(path) ? inFolder(outputOf(path)) : [path])))];

  function isFolder(path: string): boolean {
    return host.stat(host.realpath(path))?.kind === "folder";
  }
  function inFolder(path: string): readonly string[] {
    return host.stat(path) === undefined ? [] : dashboardFiles(host, path);
  }
  /** Of the workspace's own folder, what it generates. */
  function outputOf(path: string): string {
    return workspace !== undefined && path === root ? joinPath(root, workspace.output) : path;
  }
}

function chosen(loaded: Loaded, uids: readonly string[] | undefined): Loaded {
  return uids === undefined
    ? loaded
    : { ...loaded, dashboards: loaded.dashboards.filter(({ key }) => uids.includes(key)) };
}

function needDashboards(
  { dashboards, problems }: Loaded,
  uids: readonly string[] | undefined,
  typed: readonly string[],
): void {
  if (dashboards.length > 0) return;
  if (uids !== undefined)
    throw new CannotRun(`--dashboard: there is no dashboard ${uids.join(", ")}`, "it is the `uid` in its JSON");
  const [first] = problems;
  if (first !== undefined) throw new CannotRun(`${first.file} ${first.reason}`);
  const where = typed.length === 0 ? "the output of this workspace" : typed.map((path) => `\`${path}\``).join(", ");
  throw new CannotRun(
    `there is no dashboard in ${where}`,
    "`tocsin generate` writes them where the target `grafana` is on",
  );
}

function needVariables({ dashboards }: Loaded, variables: ReadonlyMap<string, unknown>): void {
  const known = [...new Set(dashboards.flatMap(({ dashboard }) => dashboard.variables.map(({ name }) => name)))];
  for (const name of variables.keys()) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    throw new CannotRun(
      `--set: no dashboard has a variable \`${name}\``,
      near === undefined ? `there is ${known.join(", ") || "none"}` : `did you mean \`${near}\`?`,
    );
  }
}

interface Sources {
  readonly addresses: readonly Address[];
  forFile(file: string): SourceFor;
}

/** The Prometheus that is named, or the one that the workspace names for the environment whose folder a file stands in. */
function sourcesOf(
  { io: { http } }: Context,
  { project, show }: Selection,
  given: Address | undefined,
  dashboards: readonly LoadedDashboard[],
): Sources {
  const bySource = new Map<string, SourceFor>();
  const addresses = new Map<string, Address>();
  for (const { file } of dashboards) {
    const address = given ?? named(project.workspace, file, show);
    if (address === undefined)
      throw new CannotRun(
        "which Prometheus has the data?",
        "name it with `--prometheus URL`, or with `targets: { evaluator: { prometheus: URL } }` in tocsin.yaml; `--no-data` shows the panels without",
      );
    if (http === undefined) throw new CannotRun("no network here", "`--no-data` shows the panels without");
    const known = addresses.get(address.base) ?? address;
    addresses.set(address.base, known);
    if (!bySource.has(known.base)) bySource.set(known.base, sourceAt(known, http));
  }
  const [first] = [...addresses.values()];
  return {
    addresses: [...addresses.values()],
    forFile: (file) =>
      bySource.get((given ?? named(project.workspace, file, show) ?? first!).base) ?? [...bySource.values()][0]!,
  };
}

function named(workspace: Workspace | undefined, file: string, show: Selection["show"]): Address | undefined {
  if (workspace === undefined) return undefined;
  const folders = parentOf(file).split("/");
  const address = addressOf(
    workspace,
    workspace.environments.find(({ name }) => folders.includes(name)),
    show,
  );
  if (typeof address === "string") throw new CannotRun(address);
  return address;
}

/** Why servers give no answer at all, each in a sentence. */
async function unreachable({ io: { http } }: Context, addresses: readonly Address[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const address of addresses) {
    try {
      const now = Math.floor(Date.now() / 1000);
      await sourceAt(address, http!)({ from: now - 60, to: now }).instant("vector(1)", now);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      problems.push(`${address.shown}: ${error.message}`);
    }
  }
  return problems;
}

/** The file is ours to replace: whoever names it means it. */
function writeOver({ io: { host } }: Context, file: string, text: string): void {
  if (host.stat(file) !== undefined) return host.replaceFile(file, text);
  host.makeFolder(parentOf(file));
  host.writeFile(file, text);
}
