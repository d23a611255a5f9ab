/**
 * What two versions of rules would have come to over the same past: what alerts would have fired, and what of the budget would be spent. The server
 * is asked for what rules read of raw series; the rest is worked out here, as for a backfill.
 */
import { evaluate } from "../backfill/evaluate.ts";
import { Unknown } from "../backfill/functions.ts";
import { blank, type Grid, type Recorded, timeAt } from "../backfill/frame.ts";
import { mayRecord } from "../backfill/plan.ts";
import { relabelled } from "../backfill/relabel.ts";
import type { Expr, Selector } from "../model/promql/ast.ts";
import { aggregate, call, over, selector } from "../model/promql/build.ts";
import { printExpr } from "../model/promql/print.ts";
import { selects } from "../model/promql/selector.ts";
import { selectorsOf } from "../model/promql/visit.ts";
import { parseDuration } from "../model/quantity/duration.ts";
import type { Seconds } from "../model/quantity/units.ts";
import type { AlertSeverity } from "../model/service.ts";
import { recorded as names } from "../model/slo/names.ts";
import { groupBy } from "../util/group-by.ts";
import { NoAnswer } from "../prometheus-api/client.ts";
import { Answers, type Ask, joined, mostSteps, recordedExpr, TooMuch } from "./answers.ts";
import { originOf, type Planned, planSubject } from "./plan.ts";
import type { AlertOf, ReplayRule, RuleSet } from "./rules.ts";
import { type Firing, firingValues, timesOf, together } from "./states.ts";

export interface ReplayRequest {
  readonly base: RuleSet;
  readonly head: RuleSet;
  /** Unix times between which alerts are looked at. */
  readonly from: Seconds;
  readonly to: Seconds;
  readonly ask: Ask;
  /** Before each subject. */
  readonly onSubject?: (subject: string) => void;
}

export interface Replayed {
  /** Those of which a rule differs, or reads what differs; sorted. */
  readonly subjects: readonly SubjectReplay[];
  /** Those that were not asked about any more, with the reason. */
  readonly unasked?: { readonly subjects: readonly string[]; readonly reason: string };
}

export interface SubjectReplay {
  readonly subject: string;
  /** Absent where that version has no such rules. */
  readonly base?: Side;
  readonly head?: Side;
}

export interface Side {
  /** Alerts that the other version has not, or has otherwise. */
  readonly alerts: readonly AlertReplay[];
  /** By severity, times at which any of these alerts fires. */
  readonly fired: ReadonlyMap<AlertSeverity, readonly Firing[]>;
  readonly budget?: BudgetReplay;
  /** Of the time looked at, how much has data: that of steps at which the SLI counted something, zero included; of an alert of its own, of hours. */
  readonly seen: Seconds | undefined;
  /** What could not be worked out. */
  readonly left: readonly { readonly what: string; readonly reason: string }[];
}

export interface AlertReplay extends AlertOf {
  readonly fired: readonly Firing[];
  /** Time in which it fires, in seconds. */
  readonly lasts: Seconds;
}

/** At the end of the time looked at. */
export interface BudgetReplay {
  /** Share of bad in the window. */
  readonly bad: number;
  /** Share of the budget that this spends: 1.24 is more than all of it. */
  readonly spent: number;
  /** Length of a rolling window, and for how much of it there are data. */
  readonly window?: Seconds;
  readonly seen?: Seconds;
  /** Of a calendar period so far, or of what an SLO is made of: the share for which there are data. */
  readonly observed?: number;
}

/** Told of instead of asking on: the time for it is over. */
export class TimeIsOver extends Error {}

/** @throws nothing of the server's: what it does not answer is said in the result */
export async function replay(request: ReplayRequest): Promise<Replayed> {
  const { base, head, onSubject } = request;
  const sides = [
    // of what is gone the server has what it recorded: nothing stands beside it that must go back as far
    { rules: base, isSame: base.sameIn(head), isGone: ({ slo }: ReplayRule) => !head.subjects.has(slo) },
    { rules: head, isSame: head.sameIn(base), isGone: () => false },
  ] as const;
  const changed = new Set(
    sides.flatMap(({ rules, isSame }) =>
      [...rules.subjects].flatMap(([subject, own]) =>
        own.some((rule) => !isSame(rule)) && own.some(isTold) ? [subject] : [],
      ),
    ),
  );
  const order = [...changed].sort();
  const subjects: SubjectReplay[] = [];
  for (const [at, subject] of order.entries()) {
    onSubject?.(subject);
    try {
      subjects.push(await replaySubject(subject, sides, request, new Answers(request.ask)));
    } catch (error) {
      if (error instanceof TimeIsOver || (error instanceof NoAnswer && error.unreachable))
        return { subjects, unasked: { subjects: order.slice(at), reason: error.message } };
      if (!(error instanceof NoAnswer || error instanceof TooMuch)) throw error;
      const left = [{ what: "all of it", reason: error.message }];
      subjects.push({ subject, head: { alerts: [], fired: new Map(), left, seen: undefined } });
    }
  }
  return { subjects };
}

/** Whether a rule is one that a person hears of: an alert, or what is left of a budget. */
function isTold({ alert, record }: ReplayRule): boolean {
  return alert !== undefined || record.startsWith(budgetPrefix);
}

const budgetPrefix = "slo:error_budget_remaining:ratio";
const ratioPrefix = "slo:sli_error:ratio";
const observedPrefix = "slo:sli_observed:ratio";

interface OneSide {
  readonly rules: RuleSet;
  readonly isSame: (rule: ReplayRule) => boolean;
  /** Whether the later version has nothing of its SLO. */
  readonly isGone: (rule: ReplayRule) => boolean;
}

/** Data older than this are not asked for. */
export const furthest: Seconds = 92 * 86_400;
/** The last evaluation may not have its samples yet. */
const recent: Seconds = 900;

async function replaySubject(
  subject: string,
  sides: readonly [OneSide, OneSide],
  request: ReplayRequest,
  answers: Answers,
): Promise<SubjectReplay> {
  const { from, to } = request;
  const plans = sides.map(({ rules, isSame, isGone }) => {
    const own = rules.subjects.get(subject) ?? [];
    const budget = own.find(({ record }) => record.startsWith(budgetPrefix))?.record.slice(budgetPrefix.length);
    // an SLO of other SLOs counts nothing itself
    const counted =
      own.find(({ record }) => record === names.total) ?? own.find(({ record }) => record.startsWith(ratioPrefix));
    const atEnd = [budgetPrefix, ratioPrefix, observedPrefix].map((prefix) => `${prefix}${budget}`);
    const wanted = (rule: ReplayRule): Seconds | undefined => {
      const { alert, record } = rule;
      if (alert !== undefined) return isSame(rule) ? undefined : from;
      if (record === counted?.record) return from;
      return atEnd.includes(record) ? to - recent : undefined;
    };
    return { plan: planSubject(rules, subject, wanted), budget, counted, isSame, isGone, own, rules };
  });
  // Both versions ask for the same: from the earliest time that one of them needs.
  const since = new Map<string, Seconds>();
  for (const { plan } of plans)
    for (const { expr, since: time } of plan)
      since.set(textOf(expr), Math.min(since.get(textOf(expr)) ?? Infinity, time));
  const gridOf = ({ rule, expr }: Planned): Grid => {
    const time = Math.max(since.get(textOf(expr))!, to - furthest);
    const start = Math.ceil(time / rule.interval) * rule.interval;
    return { start, step: rule.interval, count: Math.max(0, Math.floor((to - start) / rule.interval) + 1) };
  };
  const [base, head] = [
    plans[0]!.own.length === 0 ? undefined : await workOut(plans[0]!, request, gridOf, answers),
    plans[1]!.own.length === 0 ? undefined : await workOut(plans[1]!, request, gridOf, answers),
  ];
  return { subject, ...(base && { base }), ...(head && { head }) };
}

interface Plan extends OneSide {
  readonly plan: readonly Planned[];
  /** Its window, as it stands in names of series. */
  readonly budget: string | undefined;
  /** The first rule of what its SLI counts. */
  readonly counted: ReplayRule | undefined;
  readonly own: readonly ReplayRule[];
}

async function workOut(
  { plan, budget, counted, isSame, isGone, own, rules }: Plan,
  { from, to }: ReplayRequest,
  gridOf: (task: Planned) => Grid,
  answers: Answers,
): Promise<Side> {
  const byName = new Map<string, Recorded[]>();
  const find = (one: Selector) => (byName.get(one.name ?? "") ?? []).filter(({ labels }) => selects(one, labels));
  const alerts: AlertReplay[] = [];
  const left: { what: string; reason: string }[] = [];
  const failed: ReplayRule[] = [];
  const bases = groupBy(
    // not the parts of an alert that was taken apart: nobody records them
    plan
      .filter(({ how, rule }) => how === "ask" && rule.alert === undefined && rules.has(rule))
      .map(({ rule }) => rule),
    ({ slo }) => slo,
  );
  for (const task of plan) {
    const { rule, how } = task;
    const { alert, record } = rule;
    const grid = gridOf(task);
    if (grid.count === 0) continue;
    try {
      if (how === "leave") throw new Unknown("it reads raw and recorded series at once");
      const lost = selectorsOf(task.expr).find((one) => failed.some((other) => mayRecord(other, one)));
      if (lost !== undefined) throw new Unknown(`it reads \`${lost.name}\`, which is not worked out`);
      // all that an SLI counts, or nothing of it: one part must not go further back than the other
      const isRecorded =
        alert === undefined &&
        rules.has(rule) &&
        (bases.get(rule.slo) ?? []).every((one) => isSame(one) || isGone(one));
      const series =
        how === "compute"
          ? relabelled(evaluate(task.expr, grid, find), rule, grid)
          : await askedFor(task, grid, isRecorded ? (rules.subjects.get(rule.slo) ?? []) : undefined, answers);
      const made = alert === undefined ? series : firing(series, alert, grid);
      byName.set(record, [...(byName.get(record) ?? []), ...made]);
      if (alert !== undefined && own.includes(originOf(rule)) && !isSame(originOf(rule)))
        alerts.push(alertReplay(alert, made, grid, from));
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      failed.push(rule);
      // what nothing of it is made of is no loss
      if (isTold(rule)) left.push({ what: alert?.words ?? record, reason: error.message });
    }
  }
  const step = Math.max(60, ...own.map(({ interval }) => interval));
  const fired = new Map(
    [...groupBy(alerts, ({ severity }) => severity)].map(([severity, some]) => {
      const times = some.flatMap((one) => one.fired);
      return [severity as AlertSeverity, together(times, step)] as const;
    }),
  );
  const ofSubject = ({ labels }: Recorded) => `${labels["service"]}/${labels["slo"]}` === own[0]!.slo;
  const counts = counted && (byName.get(counted.record) ?? []).filter(ofSubject);
  const last = (prefix: string) => lastOf((byName.get(prefix + budget) ?? []).filter(ofSubject));
  const [bad, remains, observed] = [last(ratioPrefix), last(budgetPrefix), last(observedPrefix)];
  const length = parseDuration(budget ?? "");
  // of a calendar, and of an SLO of other SLOs, the rules themselves record how much was observed
  const ofWindow =
    !length.ok || counted?.record !== names.total
      ? observed !== undefined && { observed }
      : { window: length.value, ...(counts && { seen: seen(counts, to - length.value, to) }) };
  return {
    alerts,
    fired,
    left,
    seen: counts === undefined ? await seenRaw(rules, own, from, to, answers) : seen(counts, from, to),
    ...(bad !== undefined && remains !== undefined && { budget: { bad, spent: 1 - remains, ...ofWindow } }),
  };
}

function alertReplay(alert: AlertOf, series: readonly Recorded[], grid: Grid, from: Seconds): AlertReplay {
  const values = series.map((one) => one.values);
  const fired = timesOf(values, grid, from);
  return { ...alert, fired, lasts: fired.reduce((sum, one) => sum + one.to - one.from + grid.step, 0) };
}

async function askedFor(
  { rule, expr }: Planned,
  grid: Grid,
  recordedBeside: readonly ReplayRule[] | undefined,
  answers: Answers,
): Promise<readonly Recorded[]> {
  const most = rule.alert === undefined ? mostSteps.counted : mostSteps.alerts;
  const raw = async (part: Grid) => relabelled(await answers.series(textOf(expr), part, most), rule, part);
  if (recordedBeside === undefined) return raw(grid);
  const own = relabelled(await answers.series(recordedExpr(rule, recordedBeside), grid), rule, grid);
  let first = 0;
  while (first < grid.count && own.every(({ values }) => Number.isNaN(values[first]!))) first++;
  if (first === 0) return own;
  const before = await raw({ ...grid, count: first });
  return joined(
    before.map((one) => ({ ...one, values: lengthened(one.values, grid) })),
    own,
  ).map((one) => ({ ...one, grid }));
}

function lengthened(values: Float64Array, grid: Grid): Float64Array {
  const all = blank(grid);
  all.set(values);
  return all;
}

function firing(series: readonly Recorded[], alert: AlertOf, grid: Grid): readonly Recorded[] {
  return series.map((one) => ({ ...one, values: firingValues(one.values, grid, alert) }));
}

/** Time of the steps at which any of the series has a sample; each has a grid of its own, all with the same step. */
function seen(series: readonly Recorded[], from: Seconds, to: Seconds): Seconds {
  const times = new Set<Seconds>();
  for (const { grid, values } of series)
    for (let index = 0; index < grid.count; index++) {
      const time = timeAt(grid, index);
      if (time > from && time <= to && !Number.isNaN(values[index]!)) times.add(time);
    }
  return times.size * (series[0]?.grid.step ?? 0);
}

/** The last known value of the SLO as a whole: beside it may stand those of its groups. */
function lastOf(series: readonly Recorded[]): number | undefined {
  const [whole] = [...series].sort((a, b) => Object.keys(a.labels).length - Object.keys(b.labels).length);
  return whole?.values.findLast((value) => Number.isFinite(value));
}

const hour: Seconds = 3600;

/** Time in which the server has all of the raw series that alerts read, by the hour: one that never fires may have had nothing to fire on. */
async function seenRaw(
  rules: RuleSet,
  own: readonly ReplayRule[],
  from: Seconds,
  to: Seconds,
  answers: Answers,
): Promise<Seconds | undefined> {
  const raw = new Map<string, Selector>();
  for (const { expr } of own.flatMap(({ slo }) => rules.withSources(slo)))
    for (const { name, matchers } of selectorsOf(expr)) {
      const one = selector(name, matchers);
      if (rules.recording(one).length === 0) raw.set(textOf(one), one);
    }
  const count = Math.max(1, Math.floor((to - from) / hour));
  const grid: Grid = { start: to - (count - 1) * hour, step: hour, count };
  let least: number | undefined;
  for (const one of raw.values()) {
    const series = await answers.series(textOf(aggregate("group", call("present_over_time", over(one, hour)))), grid);
    const hours = series.reduce((sum, { values }) => sum + values.filter((value) => !Number.isNaN(value)).length, 0);
    least = Math.min(least ?? Infinity, hours);
  }
  return least === undefined ? undefined : least >= count ? to - from : least * hour;
}

function textOf(expr: Expr): string {
  return printExpr(expr, { width: Infinity });
}
