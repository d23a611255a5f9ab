import { backfill as makePast, type BackfillResult, type SloReport } from "../../backfill/backfill.ts";
import { FolderTaken, openFolder } from "../../backfill/folder.ts";
import type { Rule } from "../../backfill/plan.ts";
import { compileProject } from "../../compile.ts";
import { hasErrors } from "../../diagnostics/diagnostic.ts";
import { recordingRules } from "../../5-emit/prometheus/recording.ts";
import { absolutePath } from "../../host/paths.ts";
import { printExpr } from "../../model/promql/print.ts";
import { selectorsOf } from "../../model/promql/visit.ts";
import { parseInstant } from "../../model/quantity/calendar/time.ts";
import { formatInstant } from "../../model/quantity/instant.ts";
import { formatDuration } from "../../model/quantity/duration.ts";
import type { Service } from "../../model/service.ts";
import { inEnvironment, type Workspace } from "../../model/workspace.ts";
import { type Address, readAddress } from "../../prometheus-api/address.ts";
import { NoAnswer } from "../../prometheus-api/client.ts";
import { queryRange } from "../../prometheus-api/range.ts";
import { nearest } from "../../util/nearest.ts";
import { sha256 } from "../../util/sha256.ts";
import type { Context } from "../context.ts";
import { reportFindings } from "../findings.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";
import { startProgress } from "../progress.ts";
import { chosenEnvironments, needWorkspace, relativePath, selectProject } from "../project.ts";

export interface BackfillOptions {
  readonly prometheus: string;
  readonly from: string;
  readonly to?: string;
  readonly out: string;
  readonly env?: string;
}

/** Prometheus still writes the last three hours itself; blocks that reach into them are not safe (promtool's documentation). */
const unsafe = 3 * 3600;

/** Samples of recorded series for the past, as files that promtool makes blocks of. */
export async function backfill(
  context: Context,
  [subject = ""]: readonly string[],
  options: BackfillOptions,
): Promise<ExitStatus> {
  const { http } = context.io;
  if (http === undefined) throw new CannotRun("no network here");
  const address = addressOf(options.prometheus);
  const now = Date.now() / 1000;
  const from = instantOf("--from", options.from);
  const to = options.to === undefined ? Math.floor(now - unsafe) : instantOf("--to", options.to);
  if (to > now - unsafe + 60)
    context.say(
      "--to lies within the last three hours, which Prometheus still writes: its own blocks and these may overlap",
    );
  if (from >= to) throw new CannotRun("--from must lie before --to");

  const selection = await selectProject(context, []);
  const { project, show } = selection;
  const workspace = needWorkspace(project);
  const services: Service[] = [];
  const environment = environmentOf(workspace, options.env);
  const { diagnostics } = compileProject(project, {
    today: context.io.today,
    artifacts: false,
    ...(environment && { environments: [environment.name] }),
    onService: ({ service }) => void services.push(service),
  });
  if (workspace === undefined || hasErrors(diagnostics)) {
    reportFindings(context, diagnostics, show);
    return exitStatus.no;
  }
  const chosen = new Set(slosOf(subject, services));
  const here = inEnvironment(workspace, environment);
  const rules = rulesFor(subject.split("/")[0]!, services, here);

  const folder = absolutePath(context.folder, options.out);
  const shown = relativePath(context.folder, folder);
  const progress = startProgress(context, "asking");
  try {
    const opened = openFolder(context.io.host, folder, fingerprintOf(rules, chosen, address));
    if (opened.startedAnew) context.say(`what was in ${shown} was for other rules or another server: it starts anew`);
    const result = await makePast({
      rules,
      chosen,
      from,
      to,
      folder: opened,
      ask: (query) => queryRange(address, http, query),
      onQuestion: (what, done, all) => progress.step(`${what} (${done} of ${all})`),
    });
    progress.end();
    context.out(context.options.json === true ? jsonOf(result, shown) : textOf(result, shown));
    return result.files.length > 0 ? exitStatus.ok : exitStatus.no;
  } catch (error) {
    progress.end();
    if (error instanceof FolderTaken)
      throw new CannotRun(`${shown} ${error.message}`, "name another folder with `--out`, or move it away");
    if (!(error instanceof NoAnswer)) throw error;
    context.warn(`${context.colors.red("error")}: ${address.shown}: ${error.message}`);
    context.say(`what it answered so far is kept in ${shown}: the same command goes on from there`);
    return exitStatus.unknown;
  }
}

function addressOf(text: string): Address {
  const address = readAddress(text);
  if (typeof address === "string") throw new CannotRun(`--prometheus ${address}`);
  return address;
}

function instantOf(flag: string, text: string): number {
  const instant = parseInstant(text);
  if (!instant.ok) throw new CannotRun(`${flag}: ${instant.error}`, instant.help);
  return Math.floor(instant.value / 1000);
}

/** The one environment whose rules are meant. */
function environmentOf(workspace: Workspace | undefined, name: string | undefined) {
  const declared = workspace?.environments ?? [];
  if (name !== undefined) chosenEnvironments(declared, [name]);
  else if (declared.length > 1)
    throw new CannotRun(
      "the rules of which environment?",
      `\`--env\` with one of ${declared.map((one) => one.name).join(", ")}`,
    );
  return declared.find((one) => name === undefined || one.name === name);
}

/** Ids of the SLOs that `SERVICE` or `SERVICE/SLO` names. */
function slosOf(subject: string, services: readonly Service[]): readonly string[] {
  const [name = "", slo] = subject.split("/");
  const service = services.find((one) => one.name === name);
  const names = services.map((one) => one.name);
  if (service === undefined) throw unknown(`there is no service \`${name}\``, name, names);
  const ids = service.slos.map(({ id }) => id);
  if (ids.length === 0) throw new CannotRun(`\`${name}\` has no SLO whose rules are generated`);
  if (slo === undefined) return ids;
  if (!ids.includes(subject)) throw unknown(`there is no SLO \`${subject}\``, subject, ids);
  return [subject];
}

/** The rules of a service, and of those whose recorded series they read, by whatever way. */
function rulesFor(name: string, services: readonly Service[], workspace: Workspace): readonly Rule[] {
  const byName = new Map(services.map((service) => [service.name, service]));
  const rules: Rule[] = [];
  const names = new Set([name]);
  // A set that grows while it is walked through is walked through to its end.
  for (const one of names) {
    const service = byName.get(one);
    if (service === undefined) continue;
    const own = service.slos.flatMap((slo) => recordingRules(service, slo, workspace));
    rules.push(...own);
    for (const { matchers } of own.flatMap(({ expr }) => selectorsOf(expr)))
      for (const { label, op, value } of matchers) {
        if (label !== "service") continue;
        for (const other of op === "=" ? [value] : byName.keys()) names.add(other);
      }
  }
  return rules;
}

function unknown(message: string, given: string, names: readonly string[]): CannotRun {
  const near = nearest(given, names);
  return new CannotRun(message, near === undefined ? `there is ${names.join(", ")}` : `did you mean \`${near}\`?`);
}

/** Changes with the rules that are worked out and the server that is asked. */
function fingerprintOf(rules: readonly Rule[], chosen: ReadonlySet<string>, { base }: Address): string {
  const texts = rules.map(({ slo, record, expr, labels, interval }) => [
    slo,
    record,
    printExpr(expr),
    labels,
    interval,
  ]);
  return sha256(JSON.stringify([base, [...chosen].sort(), texts.filter(([slo]) => chosen.has(slo as string))]));
}

function textOf({ slos, files, samples }: BackfillResult, folder: string): string {
  const lines = slos.flatMap((slo) => [
    `${slo.id}: ${wordsOf(slo)}`,
    ...slo.left.map(({ record, reason }) => `  not made: ${record} (${reason})`),
  ]);
  if (files.length === 0) return `${lines.join("\n")}\nnothing was seen, and nothing written\n`;
  const commands = commandsFor(folder);
  return `${lines.join("\n")}
${samples} samples in ${files.length} files of ${folder}, one a day

next:
${commands.map((command) => `  ${command}`).join("\n")}
DATA is the folder of \`--storage.tsdb.path\`. Prometheus reads the blocks within two minutes, and throws away those that are
older than its retention. \`${folder}\` may be removed then.
`;
}

function wordsOf({ from, to, recordedSince, steps, firstSeen, unseen, series, samples }: SloReport): string {
  const since = recordedSince === undefined ? "" : `; its rules record since ${formatInstant(recordedSince)}`;
  if (steps === 0) return `nothing to make${since}`;
  const span = `${formatInstant(from)} to ${formatInstant(to)}`;
  if (firstSeen === undefined) return `${span}: the server has none of the series that it counts${since}`;
  const before =
    firstSeen > from ? `, nothing before ${formatInstant(firstSeen)} (${formatDuration(firstSeen - from)})` : "";
  const gaps = unseen === 0 ? "" : `, ${unseen} ${unseen === 1 ? "step" : "steps"} without data`;
  return `${span}: ${samples} samples of ${series} series${before}${gaps}${since}`;
}

function commandsFor(folder: string): readonly string[] {
  return [
    `for day in ${folder}/*.om; do promtool tsdb create-blocks-from openmetrics "$day" ${folder}/blocks || break; done`,
    `mv ${folder}/blocks/* DATA/`,
  ];
}

function jsonOf({ slos, files, samples }: BackfillResult, folder: string): string {
  const times = (slo: SloReport) => ({
    ...slo,
    from: formatInstant(slo.from),
    to: formatInstant(slo.to),
    ...(slo.recordedSince !== undefined && { recordedSince: formatInstant(slo.recordedSince) }),
    ...(slo.firstSeen !== undefined && { firstSeen: formatInstant(slo.firstSeen) }),
  });
  const commands = files.length === 0 ? [] : commandsFor(folder);
  return `${JSON.stringify({ formatVersion: 1, folder, files, samples, slos: slos.map(times), commands }, undefined, 2)}\n`;
}
