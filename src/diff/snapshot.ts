/** What is compared of a workspace: facts about each service in each environment, without what they were written as. */
import type { Span } from "../diagnostics/diagnostic.ts";
import { emittedAlerts, type EmittedAlert } from "../model/alerting/emitted.ts";
import { conditionOf } from "../model/alerting/condition.ts";
import { printExpr } from "../model/promql/print.ts";
import { Decimal } from "../model/quantity/decimal.ts";
import { formatDuration } from "../model/quantity/duration.ts";
import { parsePercentage, percent } from "../model/quantity/percentage.ts";
import type { Seconds } from "../model/quantity/units.ts";
import { liveBurns } from "../model/slo/burn.ts";
import { detectionTime } from "../model/slo/detection.ts";
import { stepOfSlo } from "../model/slo/forms.ts";
import { periodWords } from "../model/slo/names.ts";
import { ofWhat } from "../model/slo/words.ts";
import { alertSeverities, type AlertSeverity, type Labels, type Service, type Slo } from "../model/service.ts";
import type { Receiver, Workspace } from "../model/workspace.ts";
import { pointerTo } from "../util/pointer.ts";

export interface Snapshot {
  /** By environment and service; "" where the workspace declares no environments. */
  readonly services: ReadonlyMap<string, ReadonlyMap<string, ServiceFacts>>;
  readonly receivers: ReadonlyMap<string, ReceiverFacts>;
}

export interface ServiceFacts {
  readonly name: string;
  readonly span: Span;
  readonly owner?: string;
  readonly tier: string;
  readonly slos: ReadonlyMap<string, SloFacts>;
  /** By what tells it from the others of the service. */
  readonly alerts: ReadonlyMap<string, AlertFacts>;
  /** What the spec says besides, flattened: scalars by their path, `logs.retention`. */
  readonly settings: ReadonlyMap<string, string>;
  /** Absent when none were made: a mistake stands in the way. */
  readonly rules?: RuleFacts;
}

export interface SloFacts {
  /** `checkout/availability`. */
  readonly subject: string;
  readonly span: Span;
  /** Shares from 0 to 1. */
  readonly objective: Decimal;
  readonly window: string;
  readonly length: Seconds;
  /** What shares are shares of. */
  readonly ofWhat: string;
  /** Bad time that the window allows. */
  readonly allowed: Seconds;
  /** Bad events that the window allows, at the stated traffic. */
  readonly allowedEvents?: number;
  readonly minimumErrors: number;
  /** What it counts, flattened as settings are. */
  readonly sli: ReadonlyMap<string, string>;
  /** Seconds until the first alert of a severity, by share of bad events; undefined: never. */
  readonly detection: ReadonlyMap<AlertSeverity, readonly (Seconds | undefined)[]>;
  /** The share of good that the SLA promises. */
  readonly guarantee?: Decimal;
}

export interface AlertFacts {
  readonly subject: string;
  /** Name of the SLO that it is of, if it is of one. */
  readonly slo?: string;
  readonly severity: AlertSeverity;
  /** Which alert it is, in words: `page over 1h and 5m`. */
  readonly words: string;
  /** On what it fires, in words or PromQL. */
  readonly condition: string;
  readonly for: Seconds;
  /** Who is told; empty or `nobody` alone: no one. */
  readonly reaches: readonly string[];
  readonly span: Span;
}

export interface ReceiverFacts {
  readonly channels: readonly string[];
  readonly span: Span;
}

/** What Prometheus gets. */
export interface RuleFacts {
  /** Recorded series: name and labels. */
  readonly series: ReadonlySet<string>;
  readonly alerting: number;
  /** Samples that its rules read in a second, of one series for each selector. */
  readonly samples: number;
}

/** Shares of bad events for which the time to an alert is compared. */
export const comparedShares: readonly Decimal[] = ["1", "0.1", "0.02", "0.01"].map((text) => Decimal.parse(text)!);

/** Keys that facts of their own, or the words of other changes, stand for. */
const told = new Set([
  "slis",
  "slos",
  "alerts",
  "anomalies",
  "alerting",
  "window",
  "version",
  "service",
  "owner",
  "tier",
]);

export function factsOf(service: Service, workspace: Workspace, rules: RuleFacts | undefined): ServiceFacts {
  const { name, owner, tier, origin, resolved } = service;
  const settings = new Map<string, string>();
  for (const [key, value] of Object.entries(resolved.value))
    if (!told.has(key)) flatten(value, pointerTo("", key), settings);
  return {
    name,
    span: origin.span,
    ...(owner !== undefined && { owner }),
    tier,
    slos: new Map(service.slos.map((slo) => [slo.name, sloFacts(service, slo, workspace)])),
    alerts: alertFacts(service, workspace),
    settings,
    ...(rules && { rules }),
  };
}

function sloFacts(service: Service, slo: Slo, workspace: Workspace): SloFacts {
  const { traffic, resolved } = service;
  const allowed = slo.budget.toNumber() * slo.window.length;
  const countsEvents = slo.kind === "sli" && slo.sli.form === "events" && slo.slices === undefined;
  const step = stepOfSlo(service, slo, workspace.targets.prometheus.step);
  const watched = { slo, step, ...(traffic && { traffic }) };
  const burns = liveBurns(slo);
  const detection = new Map(
    alertSeverities.flatMap((severity) => {
      const own = burns.filter((burn) => burn.severity === severity);
      if (own.length === 0) return [];
      const soonest = comparedShares.map((share) => {
        const times = own.map((burn) => detectionTime(watched, burn, share)).filter((time) => time !== undefined);
        return times.length === 0 ? undefined : Math.min(...times);
      });
      return [[severity, soonest] as const];
    }),
  );
  const sli = new Map<string, string>();
  const value = resolved.value as { readonly slis?: Values; readonly slos?: Values; readonly sla?: Values };
  if (slo.kind === "sli") flatten(value.slis?.[slo.sli.name], "", sli);
  const own = value.slos?.[slo.name] as Values | undefined;
  for (const key of ["slices", "of", "combine"]) flatten(own?.[key], pointerTo("", key), sli);
  const promised = (value.sla?.["guarantees"] as Values | undefined)?.[slo.name] as Values | undefined;
  const guarantee = parsePercentage(String(promised?.["atLeast"]));
  return {
    subject: slo.id,
    span: slo.objectiveOrigin.span,
    objective: slo.objective,
    window: periodWords(slo.window),
    length: slo.window.length,
    ofWhat: ofWhat(slo),
    allowed,
    ...(traffic !== undefined && countsEvents && { allowedEvents: allowed * traffic.toNumber() }),
    minimumErrors: slo.minimumErrors,
    sli,
    detection,
    ...(guarantee.ok && { guarantee: guarantee.value }),
  };
}

type Values = Readonly<Record<string, unknown>>;

function alertFacts(service: Service, workspace: Workspace): ReadonlyMap<string, AlertFacts> {
  const slos = new Map(service.slos.map((slo) => [slo.id, slo]));
  const conditions = conditionsOf(service, workspace);
  const facts = new Map<string, AlertFacts>();
  for (const alert of emittedAlerts(service, workspace)) {
    const { subject, severity, notify, origin } = alert;
    const key = keyOf(alert);
    const { condition, lasts } = conditions(alert, slos.get(subject));
    facts.set(key, {
      subject,
      ...(slos.has(subject) && { slo: slos.get(subject)!.name }),
      severity,
      words: wordsOf(alert),
      condition,
      for: lasts,
      reaches: [...new Set(notify)].sort(),
      span: origin.span,
    });
  }
  return facts;
}

/** Severities in words of an older set-up are labels; here the language's own count. */
function keyOf({ subject, kind, severity, labels }: EmittedAlert): string {
  const more = kind === "burn" ? [severity, labels["long"]] : kind === "rule" || kind === "anomaly" ? [] : [severity];
  return [subject, kind, ...more].join(" ");
}

function wordsOf({ kind, severity, labels }: EmittedAlert): string {
  switch (kind) {
    case "burn":
      return `${severity} over ${windowsOf(labels)}`;
    case "budget-left":
      return `${severity} of a low budget`;
    case "no-data":
      return `${severity} of missing data`;
    default:
      return severity;
  }
}

function windowsOf({ long, short }: Labels): string {
  return short === undefined ? String(long) : `${long} and ${short}`;
}

function conditionsOf(service: Service, workspace: Workspace) {
  const rules = new Map(service.alerts.map((alert) => [`${service.name}/${alert.name}`, alert]));
  const anomalies = new Map(service.anomalies.map((anomaly) => [`${service.name}/${anomaly.anomaly}`, anomaly]));
  return (alert: EmittedAlert, slo: Slo | undefined): { readonly condition: string; readonly lasts: Seconds } => {
    const { kind, severity, labels, subject } = alert;
    if (kind === "rule") {
      const rule = rules.get(subject)!;
      return { condition: printExpr(conditionOf(service, rule, workspace), { width: Infinity }), lasts: rule.for };
    }
    if (kind === "anomaly") {
      const anomaly = anomalies.get(subject)!;
      const how = anomaly.method === "seasonal" ? formatDuration(anomaly.period) : `${anomaly.samples} samples`;
      const value = printExpr(anomaly.value, { width: Infinity });
      return { condition: `${value}, ${anomaly.sigma.toString()} deviations from ${how}`, lasts: anomaly.for };
    }
    const own = <A extends { readonly severity: AlertSeverity }>(all: readonly A[]) =>
      all.filter((one) => one.severity === severity);
    if (kind === "burn") {
      const burn = own(slo!.burns).find(({ long }) => formatDuration(long) === labels["long"]);
      return { condition: burn === undefined ? "" : `${percent(burn.factor.multiply(slo!.budget))} bad`, lasts: 0 };
    }
    if (kind === "no-data") return { condition: "no data", lasts: own(slo!.noData)[0]?.after ?? 0 };
    return {
      condition: `less than ${own(slo!.budgetLeft)
        .map(({ left }) => percent(left))
        .join(" or ")} left`,
      lasts: 0,
    };
  };
}

export function receiversOf(receivers: Workspace["receivers"]): ReadonlyMap<string, ReceiverFacts> {
  return new Map(
    [...receivers].map(([name, { channels, origin }]) => [
      name,
      { channels: channels.map(channelWords).sort(), span: origin.span },
    ]),
  );
}

/** What a channel is and whom it reaches; secrets are named alone. */
function channelWords(channel: Receiver["channels"][number]): string {
  const parts = new Map<string, string>();
  const { kind, origin: _, ...rest } = channel;
  for (const [key, value] of Object.entries(rest)) {
    const plain =
      typeof value === "object" && value !== null && "origin" in value ? { ...value, origin: undefined } : value;
    flatten(plain, pointerTo("", key), parts);
  }
  return [kind, ...[...parts].map(([key, value]) => `${key} ${value}`)].join(", ");
}

/** Scalars by their path, dotted. */
function flatten(value: unknown, pointer: string, into: Map<string, string>): void {
  if (value === undefined || value === null) return;
  if (typeof value !== "object") into.set(pointer.slice(1).replaceAll("/", "."), String(value));
  else if (Array.isArray(value) && value.every((item) => typeof item !== "object"))
    into.set(pointer.slice(1).replaceAll("/", "."), value.join(", "));
  else for (const [key, inner] of Object.entries(value)) flatten(inner, pointerTo(pointer, key), into);
}
