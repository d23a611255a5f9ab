import { groupBy } from "../../util/group-by.ts";
import { nearest } from "../../util/nearest.ts";
import type { Labels } from "../../model/service.ts";
import type { Context } from "../context.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";
import { absolutePath } from "../../host/paths.ts";
import { chosenEnvironments, needWorkspace, openAround } from "../project.ts";
import { gatherRoutes, type Alertmanager, type Gathered, type ProvenAlert } from "../routes/gather.ts";
import { routesJson, routesTable } from "../routes/list.ts";
import { answer, answerJson, answerText } from "../routes/question.ts";
import { counted } from "../table.ts";

export interface RoutesOptions {
  readonly alert?: string;
  readonly label?: readonly string[];
  readonly env?: readonly string[];
  readonly service?: readonly string[];
}

/** Who is told of every alert; or the way of one alert through the tree. */
export async function routes(
  context: Context,
  [typed = "."]: readonly string[],
  options: RoutesOptions,
): Promise<ExitStatus> {
  const folder = absolutePath(context.folder, typed);
  if (context.io.host.stat(folder)?.kind !== "folder") throw new CannotRun(`there is no folder \`${typed}\``);
  const { project } = await openAround(context, folder);
  const workspace = needWorkspace(project);
  if (workspace === undefined) throw new CannotRun("the workspace has mistakes", "`tocsin check` shows them");
  const environments = chosenEnvironments(workspace.environments, options.env);
  const gathered = gatherRoutes(project, workspace);
  needServices(gathered, options.service);
  if (gathered.alertmanagers.length === 0)
    throw new CannotRun(
      "no service of this workspace sends its alerts to Alertmanager",
      "add `alertmanager` to `targets`",
    );
  const isWanted = ({ alert }: ProvenAlert) =>
    (environments === undefined || environments.includes(alert.environment ?? "")) &&
    (options.service === undefined || options.service.includes(alert.service));
  if (gathered.incomplete) context.warn("specs have mistakes: alerts may be missing here (`tocsin check` shows them)");
  const wasSound = gathered.incomplete ? exitStatus.no : exitStatus.ok;
  if (options.alert !== undefined)
    return (ask(context, gathered.alertmanagers, isWanted, options) ? exitStatus.ok : exitStatus.no) || wasSound;
  if (options.label !== undefined) throw new CannotRun("--label says more about one alert", "name it with `--alert`");
  return list(context, gathered.alertmanagers, isWanted) || wasSound;
}

function needServices({ services }: Gathered, wanted: readonly string[] = []): void {
  for (const name of wanted) {
    if (services.includes(name)) continue;
    const near = nearest(name, services);
    throw new CannotRun(
      `--service: the workspace has no service \`${name}\``,
      near === undefined ? `it has ${services.join(", ")}` : `did you mean \`${near}\`?`,
    );
  }
}

function list(
  { out, say, options }: Context,
  alertmanagers: readonly Alertmanager[],
  isWanted: (proven: ProvenAlert) => boolean,
): ExitStatus {
  const shown = alertmanagers.map(({ alerts, workspace: { receivers } }) => ({
    alerts: alerts.filter(isWanted),
    receivers,
  }));
  const wrong = shown.flatMap(({ alerts }) =>
    alerts.filter(({ alert, fault }) => fault !== undefined || alert.notify.length === 0),
  );
  if (options.json === true) {
    const alerts = shown.flatMap((one) => routesJson(one.alerts, one.receivers));
    out(`${JSON.stringify({ formatVersion: 1, alerts }, undefined, 2)}\n`);
  } else {
    out(
      shown
        .filter(({ alerts }) => alerts.length > 0)
        .map((one) => routesTable(one.alerts, one.receivers))
        .join("\n"),
    );
    const total = shown.reduce((sum, { alerts }) => sum + alerts.length, 0);
    const right =
      wrong.length === 0 ? "each reaches those who are to be told" : `${wrong.length} of them not as they should`;
    say(`\n${counted(total, "alert")}, ${right}; \`tocsin routes --alert NAME\` shows the way of one`);
  }
  return wrong.length === 0 ? exitStatus.ok : exitStatus.no;
}

/** Most alerts of one name that are answered. */
const mostAnswers = 4;

/** Whether somebody is told, or nobody is meant to be. */
function ask(
  context: Context,
  alertmanagers: readonly Alertmanager[],
  isWanted: (proven: ProvenAlert) => boolean,
  { alert: name = "", label = [] }: RoutesOptions,
): boolean {
  const given = labelsOf(label);
  const asked = alertmanagers.flatMap((alertmanager) => {
    const ours = alertmanager.alerts.filter(
      (proven) =>
        isWanted(proven) &&
        (proven.alert.labels["alertname"] === name || proven.alert.subject === name) &&
        Object.entries(given).every(([key, value]) => (proven.alert.labels[key] ?? value) === value),
    );
    const first = [...groupBy(ours, identityOf).values()].map(([one]) => one!);
    return first.map(({ alert }) => ({ alertmanager, alert }));
  });
  if (asked.length > mostAnswers)
    throw new CannotRun(
      `${asked.length} alerts go by \`${name}\``,
      `say which: ${tellingLabels(asked.map(({ alert }) => alert.labels))}`,
    );
  const all = alertmanagers.flatMap(({ alerts }) => alerts.map(({ alert }) => alert));
  const isOurs = all.some(({ labels, subject }) => labels["alertname"] === name || subject === name);
  if (asked.length === 0 && isOurs)
    throw new CannotRun(`no alert \`${name}\` has these labels`, "leave some out to see those that there are");
  if (asked.length === 0 && label.length === 0) {
    const near = nearest(name, [...new Set(all.flatMap(({ labels, subject }) => [labels["alertname"]!, subject]))]);
    throw new CannotRun(
      `no alert of this workspace is called \`${name}\``,
      near === undefined
        ? "`tocsin routes` lists them; with `--label` it may be anybody's"
        : `did you mean \`${near}\`?`,
    );
  }
  const answers =
    asked.length > 0
      ? asked.map(({ alertmanager, alert }) => answer(alertmanager, given, alert))
      : alertmanagers.map((alertmanager) => answer(alertmanager, { alertname: name, ...given }));
  if (context.options.json === true)
    context.out(`${JSON.stringify({ formatVersion: 1, answers: answers.map(answerJson) }, undefined, 2)}\n`);
  else context.out(answers.map((one) => answerText(one, context)).join("\n"));
  return answers.every(({ isLost }) => !isLost);
}

/** All but the windows, by which nothing is routed. */
function identityOf({ alert: { labels } }: ProvenAlert): string {
  const { long: _long, short: _short, ...rest } = labels;
  return JSON.stringify(rest);
}

/** Labels that differ, with some of their values: `--label service=cart`. */
function tellingLabels(all: readonly Labels[]): string {
  const names = [...new Set(all.flatMap((labels) => Object.keys(labels)))].filter(
    (name) => name !== "long" && name !== "short",
  );
  return names
    .map((name) => [name, [...new Set(all.map((labels) => labels[name] ?? ""))].sort()] as const)
    .filter(([, values]) => values.length > 1)
    .map(([name, values]) => `\`--label ${name}=\` ${values.slice(0, 4).join(", ")}${values.length > 4 ? ", …" : ""}`)
    .join("; ");
}

function labelsOf(given: readonly string[]): Labels {
  return Object.fromEntries(
    given.map((text) => {
      const [, name, value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
      if (name === undefined) throw new CannotRun(`--label: \`${text}\` is no label`, "write `name=value`");
      return [name, value.replace(/^"(.*)"$/s, "$1")];
    }),
  );
}
