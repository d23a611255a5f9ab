import { liveVariable } from "../../lsp/live/settings.ts";
import type { Workspace } from "../../model/workspace.ts";
import { type Address, readAddress } from "../../prometheus-api/address.ts";
import { NoAnswer, prometheusAt } from "../../prometheus-api/client.ts";
import { type Check, checkStatuses, type CheckStatus } from "../doctor/check.ts";
import { type EnvironmentFacts, gatherFacts } from "../doctor/facts.ts";
import { checkMachine } from "../doctor/machine.ts";
import { checkServer, serverSkipped } from "../doctor/server.ts";
import { checkOutput, checkSpecs, checkWorkspace } from "../doctor/workspace.ts";
import type { Context } from "../context.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";
import { chosenEnvironments, openAround, type Selection } from "../project.ts";
import { addressOf } from "../server-address.ts";

export interface DoctorOptions {
  readonly format: "text" | "json";
  readonly prometheus?: string;
  readonly env?: readonly string[];
}

/** What is set up, what is not, and what to do about it. It writes nothing, and asks no server but the one it is told. */
export async function doctor(
  context: Context,
  _: readonly string[],
  { format, prometheus, env }: DoctorOptions,
): Promise<ExitStatus> {
  const given = prometheus === undefined ? undefined : readAddress(prometheus);
  if (typeof given === "string") throw new CannotRun(`--prometheus: this ${given}`);
  const { io } = context;
  const checks: Check[] = [...(await checkMachine(io.programs, process.version))];
  // files are made, to be compared with those that are there
  const selection = await openAround(context, context.folder, { messages: true });
  checks.push(checkWorkspace(context, selection), ...(await checkTheRest(context, selection, given, env)));
  checks.push(...(await checkEditor(context)));

  const { out, options } = context;
  if (format === "json" || options.json === true) {
    const summary = Object.fromEntries(checkStatuses.map((status) => [status, countOf(checks, status)]));
    const shown = checks.map(({ unreachable: _unreachable, follows: _follows, ...check }) => check);
    out(`${JSON.stringify({ formatVersion: 1, checks: shown, summary }, undefined, 2)}\n`);
  } else {
    const shown = checks.filter(({ follows }) => follows !== true || options.verbose === true);
    out(printed(shown, context));
    const told = checkStatuses.filter((status) => countOf(shown, status) > 0);
    context.say(`\n${told.map((status) => `${countOf(shown, status)} ${status}`).join(", ")}`);
  }
  const errors = checks.filter(({ status }) => status === "error");
  if (errors.length === 0) return exitStatus.ok;
  return errors.every(({ unreachable }) => unreachable === true) ? exitStatus.unknown : exitStatus.no;
}

/** What a workspace is needed for. */
async function checkTheRest(
  context: Context,
  selection: Selection,
  given: Address | undefined,
  env: readonly string[] | undefined,
): Promise<readonly Check[]> {
  const { workspace } = selection.project;
  if (workspace === undefined) {
    const why = "there is no workspace";
    const files = ["specs", "output", "prometheus"].map((name) => ({ ...skipped(name, why), follows: true as const }));
    return [...files, ...serverSkipped(why)];
  }
  const chosen = chosenEnvironments(workspace.environments, env);
  const all = [undefined, ...workspace.environments].map((one) => addressOf(workspace, one, selection.show));
  const asksServer = given !== undefined || all.some((address) => address !== undefined);
  const facts = gatherFacts(context, selection, workspace, asksServer, chosen);
  const checks: Check[] = [checkSpecs(selection, workspace, facts), checkOutput(facts)];
  for (const of of facts.environments) {
    const { environment } = of;
    const name = environment === undefined ? {} : { environment: environment.name };
    checks.push(
      ...(await checkEnvironment(context, selection, workspace, of, given)).map((check) => ({ ...check, ...name })),
    );
  }
  return checks;
}

/** The server that the editor's completion asks, where a variable names one. */
async function checkEditor({ io }: Context): Promise<readonly Check[]> {
  const text = io.variables[liveVariable] ?? "";
  if (text === "" || io.http === undefined) return [];
  const address = readAddress(text);
  const name = "editor";
  if (typeof address === "string") {
    const help = "`tocsin lsp` does not start with it: correct it, or take it away";
    return [{ name, status: "error", found: `${liveVariable} ${address}`, help }];
  }
  try {
    const version = await prometheusAt(address, io.http).version();
    return [{ name, status: "ok", found: `${address.shown} answers${version === "" ? "" : `, ${version}`}` }];
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const help = "completion in the editor goes on without it";
    return [{ name, status: "warning", found: `${address.shown}: ${error.message}`, help }];
  }
}

function skipped(name: string, found: string): Check {
  return { name, status: "skipped", found };
}

async function checkEnvironment(
  { io }: Context,
  { show }: Selection,
  workspace: Workspace,
  facts: EnvironmentFacts,
  given: Address | undefined,
): Promise<readonly Check[]> {
  const address = given ?? addressOf(workspace, facts.environment, show);
  if (typeof address === "string")
    return [{ name: "prometheus", status: "error", found: address }, ...serverSkipped("no Prometheus is known")];
  if (address === undefined || io.http === undefined) {
    const help =
      "name one with `--prometheus URL`, or with `targets: { evaluator: { prometheus: URL } }` in tocsin.yaml";
    return [{ ...skipped("prometheus", "none is named"), help }, ...serverSkipped("no Prometheus is named")];
  }
  return checkServer(prometheusAt(address, io.http), address.shown, facts);
}

function countOf(checks: readonly Check[], status: CheckStatus): number {
  return checks.filter((check) => check.status === status).length;
}

/** A row for each check; what is to be done about it stands below, indented. */
function printed(checks: readonly Check[], { colors }: Context): string {
  const paint = { ok: colors.green, warning: colors.yellow, error: colors.red, skipped: colors.dim };
  const titles = checks.map(({ name, environment }) => (environment === undefined ? name : `${environment}: ${name}`));
  const width = Math.max(...titles.map(({ length }) => length));
  const statusWidth = Math.max(...checkStatuses.map(({ length }) => length));
  const indent = " ".repeat(statusWidth + width + 4);
  return checks
    .map(({ status, found, details = [], help }, at) => {
      const row = `${paint[status](status.padEnd(statusWidth))}  ${titles[at]!.padEnd(width)}  ${found}`;
      const below = [...details.map((detail) => `- ${detail}`), ...(help === undefined ? [] : [`= help: ${help}`])];
      return [row, ...below.map((line) => `${indent}${line}`)].map((line) => `${line}\n`).join("");
    })
    .join("");
}
