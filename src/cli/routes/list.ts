/** The table of every alert, and the same as JSON. */
import { formatDuration } from "../../model/quantity/duration.ts";
import type { EmittedAlert } from "../../model/alerting/emitted.ts";
import { formatMatcher, mustMatch, valueOf } from "../../model/routing/matchers.ts";
import { isLost } from "../../model/routing/proof.ts";
import type { Stop } from "../../model/routing/walk.ts";
import type { Receiver } from "../../model/workspace.ts";
import { table } from "../table.ts";
import type { ProvenAlert } from "./gather.ts";

type Receivers = ReadonlyMap<string, Receiver>;

/** One row for alerts that differ in their windows alone. */
export function routesTable(alerts: readonly ProvenAlert[], receivers: Receivers): string {
  const rows = alerts.map((proven): readonly string[] => {
    const { alert } = proven;
    return [
      alert.labels["alertname"]!,
      alert.subject,
      alert.severity,
      ...(alert.environment === undefined ? [] : [alert.environment]),
      whoIsTold(proven, receivers),
      each(proven, ({ groupBy }) => (groupBy === "all" ? "…" : groupBy.join(", "))),
      each(proven, ({ repeatInterval }) => formatDuration(repeatInterval)),
      silencedBy(proven) || "-",
      each(proven, ({ muteTimes }) => muteTimes.join(", ")) || "-",
    ];
  });
  const hasEnvironments = alerts.some(({ alert }) => alert.environment !== undefined);
  const head = [
    "alert",
    "of",
    "severity",
    ...(hasEnvironments ? ["environment"] : []),
    "receivers",
    "grouped by",
    "repeat",
    "silenced by",
    "muted during",
  ];
  return table([head, ...new Map(rows.map((row) => [row.join("\0"), row])).values()]);
}

/** What routes say, each thing once; `or` between those of which labels of the series decide. */
function each({ outcomes = [] }: ProvenAlert, what: (stop: Stop) => string): string {
  return [...new Set(outcomes.map(({ stops }) => [...new Set(stops.map(what))].filter(Boolean).join(" and ")))]
    .filter(Boolean)
    .join(" or ");
}

function whoIsTold(proven: ProvenAlert, receivers: Receivers): string {
  const { outcomes = [], fault, alert } = proven;
  const told = [
    ...new Set(outcomes.map(({ stops }) => [...new Set(stops.map(({ receiver }) => receiver))].join(", "))),
  ].join(" or ");
  if (isLost(fault, proven, receivers) || alert.notify.length === 0) return `${told} (nobody is told)`;
  return fault === undefined ? told : `${told || "not known"} (not ${alert.notify.join(", ")})`;
}

/** Alerts of the same subject by their severity, others by name; which labels must be the same, and `?` where more than that is not known. */
function silencedBy({ alert, silencedBy: by }: ProvenAlert): string {
  const names = new Set(
    by.map(({ by: source, rule, always }) => {
      const name = nameFor(source, alert);
      const shared = rule.equal.filter(
        (label) => valueOf(source, label) === undefined && valueOf(alert, label) === undefined,
      );
      const isSure = mustMatch(rule.source, source) && mustMatch(rule.target, alert);
      return always ? name : isSure && shared.length > 0 ? `${name} (same ${shared.join(", ")})` : `${name}?`;
    }),
  );
  return names.size > 3 ? `${[...names].slice(0, 2).join(", ")} and ${names.size - 2} more` : [...names].join(", ");
}

function nameFor(source: EmittedAlert, target: EmittedAlert): string {
  if (source === target) return "another of its series";
  if (source.subject === target.subject) return `its ${source.severity}`;
  return source.service === target.service
    ? source.labels["alertname"]!
    : `${source.labels["alertname"]} of ${source.subject}`;
}

export function routesJson(alerts: readonly ProvenAlert[], receivers: Receivers): readonly object[] {
  return alerts.map((proven) => {
    const { alert, outcomes = [], silencedBy: by, fault } = proven;
    return {
      alert: alert.labels["alertname"],
      of: alert.subject,
      kind: alert.kind,
      severity: alert.severity,
      ...(alert.environment !== undefined && { environment: alert.environment }),
      labels: alert.labels,
      seriesLabels: { names: [...alert.varying.names].sort(), others: alert.varying.open },
      notify: alert.notify,
      outcomes: outcomes.map(({ assumed, stops }) => ({
        assumes: assumed.map(formatMatcher),
        routes: stops.map(stopJson),
      })),
      silencedBy: by.map(({ by: source, rule, always }) => ({
        alert: source.labels["alertname"],
        of: source.subject,
        severity: source.severity,
        ...(rule.name !== undefined && { rule: rule.name }),
        always,
      })),
      reachesNobody: isLost(fault, proven, receivers) || alert.notify.length === 0,
      ...(fault !== undefined && { fault: fault.kind }),
    };
  });
}

export function stopJson({
  path,
  receiver,
  groupBy,
  groupWait,
  groupInterval,
  repeatInterval,
  muteTimes,
  activeTimes,
}: Stop): object {
  return {
    path: path.map(({ matchers }) => matchers.map(formatMatcher)),
    receiver,
    groupBy: groupBy === "all" ? ["..."] : groupBy,
    groupWait,
    groupInterval,
    repeatInterval,
    muteTimes,
    activeTimes,
  };
}
