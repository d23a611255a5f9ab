/** What a change of specs means for users, pagers and cost. */
import type { Span } from "../diagnostics/diagnostic.ts";
import { formatDuration, humanDuration, parseDuration } from "../model/quantity/duration.ts";
import { percent } from "../model/quantity/percentage.ts";
import type { Seconds } from "../model/quantity/units.ts";
import { countInWords } from "../model/slo/words.ts";
import { alertSeverities } from "../model/service.ts";
import { nobody } from "../model/workspace.ts";
import { counted } from "../util/counted.ts";
import { type Risk, risks } from "./risks.ts";
import { comparedShares } from "./snapshot.ts";
import type { AlertFacts, ReceiverFacts, ServiceFacts, SloFacts, Snapshot } from "./snapshot.ts";

export interface Change {
  readonly risk: Risk;
  readonly kind: "added" | "removed" | "changed";
  /** `checkout/availability`, `checkout`, or `receiver web-oncall`. */
  readonly subject: string;
  /** Where it is so; empty where the workspace declares no environments. */
  readonly environments: readonly string[];
  /** What changed, in a word or two: `objective`. */
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
  /** What it means. */
  readonly meaning?: string;
  /** In the new specs, or of what is gone in the old ones. */
  readonly span: Span;
}

type Found = Omit<Change, "environments">;

/** Sorted by risk, then by subject; a change that environments share is one. */
export function compareSnapshots(base: Snapshot, head: Snapshot): readonly Change[] {
  const byText = new Map<string, Found & { environments: string[] }>();
  const add = (environment: string, found: Found) => {
    const { span: _, ...words } = found;
    const key = JSON.stringify(words);
    const known = byText.get(key);
    if (known === undefined) byText.set(key, { ...found, environments: environment === "" ? [] : [environment] });
    else if (environment !== "" && !known.environments.includes(environment)) known.environments.push(environment);
  };
  for (const environment of new Set([...base.services.keys(), ...head.services.keys()])) {
    const [before, after] = [base.services.get(environment), head.services.get(environment)];
    for (const name of namesOf(before, after))
      for (const found of compareServices(before?.get(name), after?.get(name))) add(environment, found);
  }
  for (const found of compareReceivers(base.receivers, head.receivers)) add("", found);
  const rank = new Map(risks.map((risk, at) => [risk, at]));
  return together([...byText.values()]).sort(
    (a, b) => rank.get(a.risk)! - rank.get(b.risk)! || compareText(a.subject, b.subject),
  );
}

/** What happens to several alerts of one subject in the same way is one change. */
function together(changes: readonly Change[]): Change[] {
  const bySense = new Map<string, Change>();
  for (const change of changes) {
    const { risk, kind, subject, environments, before, after, meaning } = change;
    const key =
      meaning === undefined
        ? JSON.stringify([bySense.size])
        : JSON.stringify([risk, kind, subject, environments, before, after, meaning]);
    const known = bySense.get(key);
    bySense.set(key, known === undefined ? change : { ...known, what: `${known.what}; ${change.what}` });
  }
  return [...bySense.values()];
}

function compareServices(before: ServiceFacts | undefined, after: ServiceFacts | undefined): readonly Found[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [whole("added", after!)];
  if (after === undefined) return [whole("removed", before)];
  const found: Found[] = [];
  if (before.owner !== after.owner)
    found.push({
      risk: "medium",
      kind: "changed",
      subject: after.name,
      what: "owner",
      ...fromTo(before.owner ?? "none", after.owner ?? "none"),
      span: after.span,
    });
  if (before.tier !== after.tier)
    found.push({
      risk: "low",
      kind: "changed",
      subject: after.name,
      what: "tier",
      ...fromTo(before.tier, after.tier),
      span: after.span,
    });
  for (const name of namesOf(before.slos, after.slos))
    found.push(...compareSlos(before.slos.get(name), after.slos.get(name), before));
  for (const key of namesOf(before.alerts, after.alerts))
    found.push(...compareAlerts(before.alerts.get(key), after.alerts.get(key), before, after));
  for (const key of namesOf(before.settings, after.settings))
    found.push(...compareSettings(key, before.settings.get(key), after.settings.get(key), after));
  found.push(...compareSeries(before, after));
  return found;
}

function whole(kind: "added" | "removed", service: ServiceFacts): Found {
  const { slos, alerts, rules } = service;
  const has = [
    counted(slos.size, "SLO"),
    counted(alerts.size, "alert"),
    ...(rules === undefined ? [] : [`${rules.series.size} recorded series`]),
  ];
  return {
    risk: kind === "added" ? "low" : "breaking",
    kind,
    subject: service.name,
    what: "service",
    meaning: `${kind === "added" ? "" : "nothing tells any more of its users; "}${has.join(", ")}`,
    span: service.span,
  };
}

function compareSlos(
  before: SloFacts | undefined,
  after: SloFacts | undefined,
  service: ServiceFacts,
): readonly Found[] {
  if (before === undefined)
    return after === undefined
      ? []
      : [about("low", "added", after, "SLO", { after: promiseOf(after), meaning: allowedOf(after) })];
  if (after === undefined)
    return [
      {
        ...about("high", "removed", before, "SLO", { before: promiseOf(before), meaning: "nobody counts it any more" }),
        span: service.span,
      },
    ];
  const found: Found[] = [];
  const direction = after.objective.compare(before.objective);
  const isSameWindow = before.window === after.window;
  if (direction !== 0)
    found.push(
      about(direction < 0 ? "high" : "medium", "changed", after, "objective", {
        ...fromTo(percent(before.objective), percent(after.objective)),
        meaning: isSameWindow
          ? `bad in ${after.window}: ${allowedChange(before, after)}`
          : `bad of ${after.ofWhat}: ${percentOf(before)} → ${percentOf(after)}`,
      }),
    );
  if (!isSameWindow)
    found.push(
      about("medium", "changed", after, "window", {
        ...fromTo(before.window, after.window),
        meaning: `allowed bad time: ${humanDuration(before.allowed)} → ${humanDuration(after.allowed)}`,
      }),
    );
  const { guarantee } = after;
  const isWeaker = guarantee !== undefined && after.objective.compare(guarantee) < 0;
  const wasWeaker = before.guarantee !== undefined && before.objective.compare(before.guarantee) < 0;
  if (isWeaker && !wasWeaker)
    found.push(
      about("breaking", "changed", after, "objective and SLA", {
        ...fromTo(percent(before.objective), percent(after.objective)),
        meaning: `the objective is weaker than the SLA, which promises ${percent(guarantee)}`,
      }),
    );
  for (const key of namesOf(before.sli, after.sli)) {
    const [was, is] = [before.sli.get(key), after.sli.get(key)];
    if (was !== is)
      found.push(
        about("medium", "changed", after, `SLI ${key}`, {
          ...fromTo(was, is),
          meaning: "other events count from now on; the past is not counted again",
        }),
      );
  }
  if (before.minimumErrors !== after.minimumErrors)
    found.push(
      about(after.minimumErrors > before.minimumErrors ? "high" : "medium", "changed", after, "minimum of errors", {
        ...fromTo(String(before.minimumErrors), String(after.minimumErrors)),
      }),
    );
  found.push(...compareDetection(before, after));
  return found;
}

/** How long an incident lasts before anybody is told: for the share of bad where most changes. */
function compareDetection(before: SloFacts, after: SloFacts): readonly Found[] {
  return alertSeverities.flatMap((severity): readonly Found[] => {
    const [was, is] = [before.detection.get(severity), after.detection.get(severity)];
    // alerts that come and go are told as such
    if (was === undefined || is === undefined || severity === "info") return [];
    let most: { readonly at: number; readonly by: number } | undefined;
    for (const at of comparedShares.keys()) {
      const by = Math.abs(Math.log(is[at] ?? never) - Math.log(was[at] ?? never));
      if (by > (most?.by ?? 1e-9)) most = { at, by };
    }
    if (most === undefined) return [];
    const [earlier, later] = [was[most.at], is[most.at]];
    // by a quarter and more; what a window that is a little longer brings is told beside it
    const ratio = (later ?? never) / (earlier ?? never);
    const isPage = severity === "page";
    const risk = ratio > 1.25 ? (isPage ? "high" : "medium") : ratio < 0.8 && isPage ? "medium" : "low";
    const verb = severity === "page" ? "pages" : "opens a ticket";
    return [
      about(risk, "changed", after, `${severity} of ${percent(comparedShares[most.at]!)} bad`, {
        ...fromTo(timeOf(earlier), timeOf(later)),
        meaning:
          later === undefined
            ? `never ${verb} any more`
            : `${verb} after ${timeOf(later)} instead of ${earlier === undefined ? "never" : timeOf(earlier)}`,
      }),
    ];
  });
}

/** In place of "never" where lengths are compared: longer than any window. */
const never: Seconds = 10 * 366 * 86400;

function timeOf(seconds: Seconds | undefined): string {
  return seconds === undefined ? "never" : humanDuration(seconds);
}

function compareAlerts(
  before: AlertFacts | undefined,
  after: AlertFacts | undefined,
  was: ServiceFacts,
  is: ServiceFacts,
): readonly Found[] {
  if (before === undefined) {
    // one that comes with its SLO is told with it
    if (after === undefined || (after.slo !== undefined && !was.slos.has(after.slo))) return [];
    const { reaches } = after;
    return [
      about(after.severity === "page" ? "medium" : "low", "added", after, after.words, {
        after: `fires on ${after.condition}`,
        meaning: `tells ${people(reaches)}`,
      }),
    ];
  }
  if (after === undefined) {
    if (before.slo !== undefined && !is.slos.has(before.slo)) return [];
    return [
      {
        ...about(reachesSomeone(before) ? "high" : "low", "removed", before, before.words, {
          before: `fired on ${before.condition}`,
          meaning: `${people(before.reaches)} ${before.reaches.length === 1 ? "is" : "are"} told of it no more`,
        }),
        span: is.span,
      },
    ];
  }
  const found: Found[] = [];
  if (before.severity !== after.severity)
    found.push(
      about(
        before.severity === "page" ? "high" : "medium",
        "changed",
        after,
        "severity",
        fromTo(before.severity, after.severity),
      ),
    );
  if (reachesSomeone(before) && !reachesSomeone(after))
    found.push(
      about("breaking", "changed", after, after.words, {
        ...fromTo(people(before.reaches), "nobody"),
        meaning: "it still fires, and no longer reaches anyone",
      }),
    );
  else if (before.reaches.join() !== after.reaches.join())
    found.push(
      about("medium", "changed", after, after.words, {
        ...fromTo(people(before.reaches), people(after.reaches)),
        meaning: `now reaches ${people(after.reaches)} instead of ${people(before.reaches)}`,
      }),
    );
  const isBurn = after.slo !== undefined && after.condition.endsWith(" bad");
  if (before.condition !== after.condition && before.words === after.words)
    found.push(
      about(
        isBurn ? "low" : "medium",
        "changed",
        after,
        `${after.words} fires ${isBurn ? "above" : "on"}`,
        fromTo(before.condition, after.condition),
      ),
    );
  else if (before.words !== after.words && before.severity === after.severity)
    found.push(about("medium", "changed", after, "windows", fromTo(before.words, after.words)));
  if (before.for !== after.for)
    found.push(
      about(
        after.for > before.for ? "high" : "low",
        "changed",
        after,
        `${after.words} waits`,
        fromTo(formatDuration(before.for), formatDuration(after.for)),
      ),
    );
  return found;
}

function reachesSomeone({ reaches }: AlertFacts): boolean {
  return reaches.some((name) => name !== nobody);
}

function people(reaches: readonly string[]): string {
  return reaches.length === 0 ? "nobody" : reaches.join(" and ");
}

/** Lengths of time for which something is kept: less of it cannot be had back. */
const kept = /(^|\.)retention$/;

function compareSettings(
  key: string,
  was: string | undefined,
  is: string | undefined,
  service: ServiceFacts,
): readonly Found[] {
  if (was === is) return [];
  const [before, after] = [parseDuration(was ?? ""), parseDuration(is ?? "")];
  const by = before.ok && after.ok && kept.test(key) ? after.value - before.value : 0;
  return [
    {
      risk: by < 0 ? "high" : "low",
      kind: was === undefined ? "added" : is === undefined ? "removed" : "changed",
      subject: service.name,
      what: key,
      ...fromTo(was, is),
      ...(by !== 0 && { meaning: `kept ${humanDuration(Math.abs(by))} ${by < 0 ? "less" : "longer"}` }),
      span: service.span,
    },
  ];
}

/** Recorded series that are gone though their SLO is not: dashboards and alerts of others show nothing then. */
function compareSeries(before: ServiceFacts, after: ServiceFacts): readonly Found[] {
  if (before.rules === undefined || after.rules === undefined) return [];
  const kept = after.rules.series;
  const gone = [...before.rules.series].filter((series) => !kept.has(series));
  const ofSlo = (series: string) => /slo="([^"]*)"/.exec(series)?.[1];
  const others = gone.filter((series) => {
    const slo = ofSlo(series);
    return slo === undefined || after.slos.has(slo);
  });
  if (others.length === 0) return [];
  const names = [...new Set(others.map((series) => series.slice(0, series.indexOf("{"))))].sort();
  const shown = names.length > 4 ? `${names.slice(0, 4).join(", ")} and ${names.length - 4} more` : names.join(", ");
  return [
    {
      risk: "breaking",
      kind: "removed",
      subject: after.name,
      what: "recorded series",
      before: shown,
      meaning: "dashboards and rules that read them show nothing from now on; generated ones are adapted",
      span: after.span,
    },
  ];
}

function compareReceivers(
  before: ReadonlyMap<string, ReceiverFacts>,
  after: ReadonlyMap<string, ReceiverFacts>,
): readonly Found[] {
  return namesOf(before, after).flatMap((name): readonly Found[] => {
    const [was, is] = [before.get(name), after.get(name)];
    const [from, to] = [was?.channels.join("; "), is?.channels.join("; ")];
    if (from === to) return [];
    return [
      {
        risk: is === undefined || is.channels.length === 0 ? "high" : was === undefined ? "low" : "medium",
        kind: was === undefined ? "added" : is === undefined ? "removed" : "changed",
        subject: `receiver ${name}`,
        what: "channels",
        ...fromTo(from, to),
        span: (is ?? was)!.span,
      },
    ];
  });
}

function about(
  risk: Risk,
  kind: Change["kind"],
  { subject, span }: SloFacts | AlertFacts,
  what: string,
  more: Pick<Found, "before" | "after" | "meaning">,
): Found {
  return { risk, kind, subject, what, ...more, span };
}

function fromTo(before: string | undefined, after: string | undefined): Pick<Found, "before" | "after"> {
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function promiseOf({ objective, window }: SloFacts): string {
  return `${percent(objective)} over ${window}`;
}

function percentOf({ objective }: SloFacts): string {
  return `${Number((100 - objective.toNumber() * 100).toPrecision(6))}%`;
}

function allowedOf({ allowed, allowedEvents }: SloFacts): string {
  return `allows ${humanDuration(allowed)} of outage${allowedEvents === undefined ? "" : ` or ${countInWords(allowedEvents)} bad events`}`;
}

function allowedChange(before: SloFacts, after: SloFacts): string {
  const by = Math.round((after.allowed / before.allowed - 1) * 100);
  const events =
    before.allowedEvents === undefined || after.allowedEvents === undefined
      ? ""
      : `; ${countInWords(before.allowedEvents)} → ${countInWords(after.allowedEvents)} events`;
  return `${humanDuration(before.allowed)} → ${humanDuration(after.allowed)} (${by > 0 ? "+" : "−"}${Math.abs(by)} %)${events}`;
}

function namesOf(
  before: ReadonlyMap<string, unknown> | undefined,
  after: ReadonlyMap<string, unknown> | undefined,
): readonly string[] {
  return [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort();
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
