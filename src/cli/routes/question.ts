/** The way of one alert through the tree: what was asked, what held, and why the rest did not. */
import type { EmittedAlert } from "../../model/alerting/emitted.ts";
import { formatDuration } from "../../model/quantity/duration.ts";
import { silencers } from "../../model/routing/inhibit.ts";
import { allKnown, formatMatcher, type KnownLabels } from "../../model/routing/matchers.ts";
import { routesFor, trace, type Asked, type Stop } from "../../model/routing/walk.ts";
import type { Labels } from "../../model/service.ts";
import { nobody } from "../../model/workspace.ts";
import type { Context } from "../context.ts";
import { table } from "../table.ts";
import type { Alertmanager } from "./gather.ts";
import { stopJson } from "./list.ts";

export interface Answer {
  /** Absent: no alert of ours has these labels. */
  readonly alert?: EmittedAlert;
  readonly labels: Labels;
  readonly asked: readonly Asked[];
  readonly stops: readonly Stop[];
  readonly silencedBy: readonly { readonly alert: EmittedAlert; readonly rule: string; readonly always: boolean }[];
  /** Labels that its series may bring, and that count as absent here. */
  readonly open: readonly string[];
  readonly isLost: boolean;
}

/** @param alert ours that bears the name; its own labels, with those that were given */
export function answer({ routing, alerts, workspace }: Alertmanager, given: Labels, alert?: EmittedAlert): Answer {
  const labels = { ...alert?.labels, ...given };
  const target: KnownLabels & { readonly alert?: EmittedAlert } = { ...allKnown(labels), ...(alert && { alert }) };
  const sources = alerts.map((one) => ({ ...one.alert, alert: one.alert }));
  const by =
    silencers<KnownLabels & { readonly alert?: EmittedAlert }>([target, ...sources], routing.inhibitRules).get(
      target,
    ) ?? [];
  const stops = routesFor(routing.root, labels);
  const canBeTold = stops.some(({ receiver }) => workspace.receivers.get(receiver)?.channels.length !== 0);
  // whom an alert that is not ours shall reach is not known
  const isMeant = alert === undefined || (alert.notify.length > 0 && alert.notify.every((name) => name === nobody));
  return {
    ...(alert && { alert }),
    labels,
    asked: trace(routing.root, labels),
    stops,
    silencedBy: by.flatMap(({ by: source, rule, always }) =>
      source.alert === undefined
        ? []
        : [{ alert: source.alert, rule: rule.name ?? rule.source.map(formatMatcher).join(", "), always }],
    ),
    open:
      alert === undefined
        ? []
        : [...alert.varying.names, ...(alert.varying.open ? ["…"] : [])].filter((name) => !Object.hasOwn(labels, name)),
    isLost: !canBeTold && !isMeant,
  };
}

/** Most routes of one level that are shown though they do not match. */
const mostOthers = 8;

export function answerText(
  { alert, labels, asked, stops, silencedBy, open, isLost }: Answer,
  { colors }: Context,
): string {
  const head =
    alert === undefined
      ? `${labels["alertname"]}, which is no alert of this workspace`
      : `${labels["alertname"]} of ${alert.subject}${alert.environment === undefined ? "" : ` in ${alert.environment}`}`;
  const facts: (readonly [string, string])[] = [
    ["labels", labelsText(labels)],
    ...(open.length === 0
      ? []
      : [["absent", `${open.join(", ")} (labels of the series: add \`--label name=value\`)`] as const]),
  ];
  const names = [...new Set(stops.map(({ receiver }) => receiver))].join(", ");
  const told = stops.flatMap(({ groupBy, groupWait, groupInterval, repeatInterval, muteTimes, activeTimes }) => [
    [
      "grouped by",
      groupBy === "all"
        ? "all its labels"
        : groupBy.map((name) => `${name}=${JSON.stringify(labels[name] ?? "")}`).join(", "),
    ],
    [
      "told",
      `after ${formatDuration(groupWait)}, of changes after ${formatDuration(groupInterval)}, again after ${formatDuration(repeatInterval)}`,
    ],
    ...(muteTimes.length === 0 ? [] : [["muted", `during ${muteTimes.join(", ")}`]]),
    ...(activeTimes.length === 0 ? [] : [["active", `during ${activeTimes.join(", ")} alone`]]),
  ]);
  const by = silencedBy.map(({ alert: source, rule, always }) => [
    "silenced",
    `${always ? "" : "perhaps "}while ${source.labels["alertname"]} of ${source.subject} fires as ${source.severity} (${rule})`,
  ]);
  const unique = new Map(
    [["reaches", isLost ? `${names}: nobody is told` : names], ...told, ...by].map((row) => [row.join("\0"), row]),
  );
  return [
    `${colors.bold(head)}\n`,
    indented(table(facts)),
    "\n",
    pathLines(asked, labels, colors)
      .map((line) => `  ${line}\n`)
      .join(""),
    "\n",
    indented(table([...unique.values()])),
  ].join("");
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}

function labelsText(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(", ");
}

function pathLines(asked: readonly Asked[], labels: Labels, colors: Context["colors"]): readonly string[] {
  const lines: string[] = [];
  let others = 0;
  const flush = (depth: number) => {
    if (others > mostOthers)
      lines.push(colors.dim(`${"  ".repeat(depth)}… ${others - mostOthers} more that do not match`));
    others = 0;
  };
  let before = 0;
  for (const one of asked) {
    if (one.matched || one.depth !== before) flush(before);
    before = one.depth;
    const text = `${"  ".repeat(one.depth)}${one.depth === 0 ? "root" : `{${one.route.matchers.map(formatMatcher).join(", ")}}`}`;
    if (one.matched) {
      const to = one.takes ? ` → ${one.route.receiver ?? "the receiver above"}` : "";
      lines.push(`${text}${to}${one.route.continue === true ? ", and on" : ""}`);
    } else if (others++ < mostOthers) lines.push(colors.dim(`${text}  no: ${whyNot(one, labels)}`));
  }
  flush(before);
  return lines;
}

function whyNot({ matchers }: Asked, labels: Labels): string {
  const { label } = matchers.find(({ holds }) => !holds)!.matcher;
  const value = labels[label] ?? "";
  return value === "" ? `it has no ${label}` : `its ${label} is ${JSON.stringify(value)}`;
}

export function answerJson({ alert, labels, asked, stops, silencedBy, isLost }: Answer): object {
  return {
    ...(alert && { of: alert.subject }),
    ...(alert?.environment !== undefined && { environment: alert.environment }),
    labels,
    asked: asked.map(({ depth, matchers, matched, takes }) => ({
      depth,
      matched,
      takes,
      matchers: matchers.map(({ matcher, holds }) => ({ matcher: formatMatcher(matcher), holds })),
    })),
    routes: stops.map(stopJson),
    silencedBy: silencedBy.map(({ alert: source, rule, always }) => ({
      alert: source.labels["alertname"],
      of: source.subject,
      severity: source.severity,
      rule,
      always,
    })),
    reachesNobody: isLost,
  };
}
