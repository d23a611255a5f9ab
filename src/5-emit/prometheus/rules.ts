/** Rules of one SLO, in the order in which they read one another: what is recorded for each step, sums, ratios, alerts. */
import { burnWindow, liveBurns } from "../../model/slo/burn.ts";
import type { Expr } from "../../model/promql/ast.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import { formatDuration } from "../../model/quantity/duration.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import {
  budgetRemainingName,
  burnRateName,
  dashboardUid,
  errorRatioName,
  errorsSumName,
  groupName,
  observedName,
  periodWords,
  recorded,
} from "../../model/slo/names.ts";
import { alertWindows, bin, hasWatches, watch } from "../../model/slo/windows.ts";
import { call, number } from "../../model/promql/build.ts";
import { countedWords, typeOfSlo } from "../../model/slo/forms.ts";
import type { Labels, Service, Sli, SliSlo, Slo } from "../../model/service.ts";
import type { Workspace } from "../../model/workspace.ts";
import { noted, type Noted, type Yaml, type YamlList } from "../shared/yaml.ts";
import { periodAlerts, stepAlerts } from "./alerts.ts";
import { Expressions } from "./expressions.ts";
import { currentPeriod } from "./forms/calendar.ts";
import { during, type Mark, marksOf, unlessMarked } from "./forms/maintenance.ts";
import { sliceErrors, sliceTotal } from "./forms/slices.ts";
import type { RecordingRule } from "./format.ts";
import { recordedLabels, sloMatchers } from "./labels.ts";
import { asOthers, type ReadingRules } from "./shape.ts";
import { percent, printRule } from "./words.ts";

/** Below the lookback of five minutes, so that what is recorded is never stale between two evaluations. */
const periodInterval: Seconds = 120;

/** The two rule groups of an SLO. Groups have no order among themselves: whatever an alert reads stands in its own group. */
export function ruleGroups(service: Service, slo: Slo, workspace: Workspace, step: Seconds): readonly Noted[] {
  const labels = recordedLabels(service, slo);
  const marks = marksOf(service, slo);
  const group = (part: "period" | undefined, interval: Seconds, comment: string, rules: YamlList) =>
    noted(
      { name: groupName(service.name, slo.name, part), interval: formatDuration(interval), rules },
      {
        comment,
        space: true,
        origin: slo.origin,
        what: `${part === undefined ? "what the alerts read, and the alerts" : "the whole period"} of ${slo.id}`,
      },
    );
  const id = `${slo.id}: ${percent(slo.objective)} of ${countedWords(slo)} good over ${periodWords(slo.window)}`;
  const { ofSteps, ofPeriod } = asOthers(service, slo, workspace, step, readingRules);
  return [
    group(undefined, step, `${id}. Events of each step, their sums and ratios, and the alerts that read them.`, [
      ...marks.map((mark) => markRule(slo, mark, labels, step)),
      ...(slo.kind === "sli"
        ? countRules(slo, marks, new Expressions(slo, sloMatchers(service, slo), step), labels)
        : []),
      ...ofSteps,
    ]),
    group(
      "period",
      Math.max(periodInterval, step),
      `${id}. The whole period: budget left, and what the SLO is.`,
      ofPeriod,
    ),
  ];
}

/** The rules that read what others recorded: of the source of the SLI they know nothing. */
function readingRules(service: Service, slo: Slo, workspace: Workspace, step: Seconds): ReadingRules {
  const live: Slo = { ...slo, burns: liveBurns(slo) };
  const expressions = new Expressions(live, sloMatchers(service, live), step);
  const labels = recordedLabels(service, live);
  return {
    ofSteps: [
      ...(live.kind === "sli"
        ? [...sumRules(expressions, labels), ...sliceRules(live, expressions, labels), ...calendarRules(live, labels)]
        : []),
      ...ratioRules(live, expressions, labels),
      ...stepAlerts(service, live, expressions, workspace),
    ],
    ofPeriod: [
      ...periodRules(service, live, workspace, expressions, labels),
      ...periodAlerts(service, live, expressions, workspace),
    ],
  };
}

function markRule({ id }: Slo, { record, of }: Mark, labels: Labels, step: Seconds): Yaml {
  const names = of.map(({ name }) => name).join(", ");
  const does = record === recorded.excluded ? "events do not count, and alerts are muted" : "alerts are muted";
  return noted(recordRule(record, during(of, step), labels), {
    comment: `Planned work (${names}): ${does}.`,
    origin: of[0]!.origin,
    what: `planned work of ${id}`,
  });
}

function countRules(slo: SliSlo, marks: readonly Mark[], expressions: Expressions, labels: Labels): Yaml[] {
  const { groups } = slo.sli;
  const excluded = marks.filter(({ record }) => record === recorded.excluded);
  const grouped = groups.length > 0;
  // An empty label is no label: it says which series this is, and keeps the rule apart from that of the groups.
  const ofWhole = { ...labels, ...Object.fromEntries(groups.map(({ recorded: label }) => [label, ""])) };
  const rules: Yaml[] = [];
  for (const [what, expr] of [
    ["total", expressions.total(slo.sli)],
    ["errors", expressions.errors(slo.sli)],
  ] as const) {
    const words = what === "total" ? "Events" : "Bad events";
    const by = grouped ? `, by ${groups.map(({ recorded: label }) => label).join(" and ")}` : "";
    const comment = commentOf(slo.sli, what, by);
    rules.push(
      noted(recordRule(recorded[what], unlessMarked(expr, excluded, expressions), labels), {
        comment,
        origin: slo.sli.origin,
        what: `${words.toLowerCase()} of each step of ${slo.id}`,
      }),
    );
    if (!grouped) continue;
    const note = {
      comment: "All groups together.",
      origin: slo.sli.origin,
      what: `${words.toLowerCase()} of each step of ${slo.id}, all groups`,
    };
    rules.push(noted(recordRule(recorded[what], expressions.whole(recorded[what]), ofWhole), note));
  }
  return rules;
}

/**
 * What a rule counts at each step; `by` names the groups. Plain ASCII: one other sign, even one that is replaced, has V8 hold the text of the
 * whole file in twice the memory.
 */
function commentOf({ form, signal }: Sli, what: "total" | "errors", by: string): string {
  if (form === "events")
    return what === "total" ? `Events since one step ago${by}.` : `Bad events since one step ago${by}.`;
  if (form === "shares") return what === "total" ? `Shares of bad at this step${by}.` : `Their sum${by}.`;
  const one = signal.kind === "gauge" ? "Series" : "Steps";
  return what === "total"
    ? `${one} that count at this step${by}; one when all series are gone.`
    : `Bad ones among them${by}: also when all series are gone.`;
}

/** Each slice of time, from what its events came to. */
function sliceRules(slo: SliSlo, expressions: Expressions, labels: Labels): Yaml[] {
  const { slices } = slo;
  if (slices === undefined) return [];
  const length = formatDuration(slices.of);
  const bad =
    slices.atLeast === undefined
      ? "the share of bad events in it"
      : `1 where less than ${percent(slices.atLeast)} were good`;
  return [
    noted(recordRule(recorded.totalSlice, sliceTotal(slices, expressions), labels), {
      comment: `Slices of ${length}, read every ${length}: 1 where there were events, and ${bad}.`,
      origin: slices.origin,
      what: `slices of ${slo.id}`,
    }),
    recordRule(recorded.errorsSlice, sliceErrors(slices, expressions), labels),
  ];
}

function sumRules(expressions: Expressions, labels: Labels): Yaml[] {
  const sums = (["total", "errors"] as const).map((what, at) => {
    const rule = recordRule(recorded[`${what}Sum`], expressions.eventsOver(what, bin), labels);
    return at === 0 ? noted(rule, { comment: "Sums over five minutes, of which the long windows are made." }) : rule;
  });
  return sums;
}

/** The number of the calendar period, by which its days are told from those of others. */
function calendarRules({ id, window }: SliSlo, labels: Labels): Yaml[] {
  if (window.kind === "rolling") return [];
  const zone = window.timezone.summer === undefined ? window.timezone.name : `${window.timezone.name}, summer time too`;
  return [
    noted(recordRule(recorded.period, currentPeriod(window), labels), {
      comment: `The number of ${periodWords(window)} (${zone}).`,
      origin: window.origin,
      what: `calendar period of ${id}`,
    }),
  ];
}

/** Days, of which the calendar period is made: a year costs 366 of them. */
function dayRules({ window }: Slo, expressions: Expressions, labels: Labels): Yaml[] {
  if (window.kind === "rolling") return [];
  return [
    noted(recordRule(recorded.totalOfDay, expressions.ofDay("total"), labels), {
      comment: "The UTC day so far, by period: read at midnight, days make the period.",
    }),
    recordRule(recorded.errorsOfDay, expressions.ofDay("errors"), labels),
  ];
}

function ratioRules(slo: Slo, expressions: Expressions, labels: Labels): Yaml[] {
  const counted = countedWords(slo);
  return alertWindows(slo).map((window, at) => {
    const rule = recordRule(errorRatioName(window), expressions.ratio(window), labels);
    return at === 0 ? noted(rule, { comment: `Share of bad ${counted} in each window; absent without events.` }) : rule;
  });
}

function periodRules(
  service: Service,
  slo: Slo,
  workspace: Workspace,
  expressions: Expressions,
  labels: Labels,
): Yaml[] {
  const fast = burnWindow(slo);
  const constant = (value: Decimal) => call("vector", number(value));
  const isRecorded = slo.window.kind === "rolling" && alertWindows(slo).includes(slo.window.length);
  const whole = isRecorded ? [] : [recordRule(errorRatioName(slo.window), expressions.periodRatio(), labels)];
  return [
    ...dayRules(slo, expressions, labels),
    recordRule(errorsSumName(slo.window), expressions.periodErrors(), labels),
    ...whole,
    recordRule(budgetRemainingName(slo.window), expressions.budgetRemaining(), labels),
    noted(recordRule(recorded.objective, constant(slo.objective), labels), {
      origin: slo.objectiveOrigin,
      what: `objective of ${slo.id}`,
    }),
    noted(recordRule(recorded.budget, constant(slo.budget), labels), {
      origin: slo.objectiveOrigin,
      what: `error budget of ${slo.id}`,
    }),
    ...observedRules(slo, expressions, labels),
    recordRule(burnRateName(fast), expressions.burnRate(fast), labels),
    ...correctionRules(slo, expressions, labels),
    recordRule(recorded.info, constant(Decimal.of(1)), infoLabels(service, slo, workspace)),
  ];
}

function observedRules({ window }: Slo, expressions: Expressions, labels: Labels): Yaml[] {
  const made = (of: Seconds, name: string) => recordRule(name, expressions.observed(of), labels);
  if (window.kind === "calendar")
    return [
      made(watch, observedName(watch)),
      recordRule(observedName(window), expressions.observedToDate(window), labels),
      ...(["elapsed", "left"] as const).map((of) =>
        recordRule(recorded[of], expressions.secondsOfPeriod(of, window), labels),
      ),
    ];
  return [
    ...(hasWatches(window.length) ? [made(watch, observedName(watch))] : []),
    made(window.length, observedName(window.length)),
  ];
}

function correctionRules({ id, corrections }: Slo, expressions: Expressions, labels: Labels): Yaml[] {
  if (corrections.length === 0) return [];
  return [
    noted(recordRule(recorded.corrected, expressions.correctedSeconds(), labels), {
      comment: `Seconds of the period that were taken out of it: ${corrections.map(({ name }) => name).join(", ")}.`,
      origin: corrections[0]!.origin,
      what: `corrections of ${id}`,
    }),
  ];
}

/**
 * What an SLO is, as labels of a series whose value is 1; with dashboards also whose it is and the UID of the one that shows it, by which the
 * dashboard of all services leads there.
 */
export function infoLabels(service: Service, slo: Slo, workspace: Workspace): Labels {
  const { name, environment, owner, tier, targets } = service;
  const own = recordedLabels(service, slo);
  const about: Labels = {
    objective: percent(slo.objective),
    window: periodWords(slo.window).replace(/^a /, ""),
    ...(slo.kind === "sli" ? { sli: slo.sli.name } : {}),
    type: typeOfSlo(slo),
    tier,
    ...(owner === undefined ? {} : { owner }),
    ...(targets.includes("grafana")
      ? { workspace: workspace.name, dashboard: dashboardUid(name, environment, "slo") }
      : {}),
  };
  // an environment's label of such a name stands on every other series of the SLO too
  return { ...own, ...Object.fromEntries(Object.entries(about).filter(([label]) => !Object.hasOwn(own, label))) };
}

function recordRule(record: string, expr: Expr, labels: Labels): Yaml {
  return { record, expr: printRule(expr), labels: noted(labels, { flow: true }) } satisfies Record<
    keyof RecordingRule,
    Yaml
  >;
}
