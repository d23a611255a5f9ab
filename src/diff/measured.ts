/** What measured data say of a change, in words. */
import { formatDuration, humanDuration } from "../model/quantity/duration.ts";
import { formatInstant } from "../model/quantity/instant.ts";
import type { Seconds } from "../model/quantity/units.ts";
import { type AlertSeverity, alertSeverities } from "../model/service.ts";
import type { Firing } from "../replay/states.ts";
import type { AlertReplay, BudgetReplay, Side, SubjectReplay } from "../replay/replay.ts";
import { countInWords } from "../model/slo/words.ts";
import { counted } from "../util/counted.ts";

export interface Measured {
  /** Who was asked, for people; without a password. */
  readonly server: string;
  /** Whose rules were worked out; absent where the workspace declares none. */
  readonly environment?: string;
  /** Unix times between which alerts were looked at. */
  readonly from: Seconds;
  readonly to: Seconds;
  readonly subjects: readonly MeasuredSubject[];
  /** What was not measured, a sentence each. */
  readonly missing: readonly string[];
  /** Why the server gave no answer, or none to all questions. */
  readonly failed?: string;
}

export interface MeasuredSubject extends SubjectReplay {
  /** The budget's window in words, where it is one of an SLO: `28d`, `a calendar month`. */
  readonly windows: { readonly base?: string; readonly head?: string };
}

/** A share of the whole as a percentage, to two digits below one hundred: `0.062%`, `124%`. */
function shareText(share: number): string {
  const hundredths = share * 100;
  const rounded = Math.abs(hundredths) >= 99.5 ? Math.round(hundredths) : Number(hundredths.toPrecision(2));
  return rounded < 1000 ? `${rounded}%` : `${countInWords(rounded)}%`;
}

/** What a reviewer should see before all else, a sentence each. */
export function warningsOf({ subjects, from, to }: Measured): readonly string[] {
  return subjects.flatMap((one) => {
    const { subject, base, head, windows } = one;
    const found: string[] = [];
    const [was, is] = [base?.budget, head?.budget];
    if (is !== undefined && is.spent >= 1 && (was === undefined || was.spent < 1)) {
      // what is recorded of an SLI that changes is not counted again: its budget begins with what it was
      const verb = isSameCount(one) ? "starts" : "would be";
      const old = was === undefined ? "" : `, ${shareText(was.spent)} of the old`;
      const budget = base === undefined ? "its budget" : "the new budget";
      found.push(
        `${subject} ${verb} exhausted: ${shareText(is.bad)} bad${dataWords(is, windows.head ?? "the window")} is ${shareText(is.spent)} of ${budget}${old}`,
      );
    }
    const [before, after] = [timesOf(base, "page").length, timesOf(head, "page").length];
    if (after > before)
      found.push(
        `${subject} would have paged ${base === undefined ? counted(after, "time") : `${before} → ${counted(after, "time")}`} in ${humanDuration(to - from)}`,
      );
    return found;
  });
}

/** Whether both versions count the same over the same window. */
function isSameCount({ base, head, windows }: MeasuredSubject): boolean {
  const [was, is] = [base?.budget, head?.budget];
  return was?.bad === is?.bad && was?.seen === is?.seen && windows.base === windows.head;
}

/** ` (data for 9d 4h of 28d)`; nothing where there are data for all of it. */
function dataWords({ window, seen, observed }: BudgetReplay, of: string): string {
  if (observed !== undefined) return observed > 0.995 ? "" : ` (data for ${shareText(observed)} of ${of})`;
  if (window === undefined || seen === undefined || seen >= window - tolerance) return "";
  return ` (data for ${humanDuration(seen)} of ${of})`;
}

function timesOf(side: Side | undefined, severity: AlertSeverity): readonly Firing[] {
  return side?.fired.get(severity) ?? [];
}

/** `0.062% bad in 28d: 62% of the old budget, 124% of the new`; undefined where nothing is known of it. */
export function budgetWords(one: MeasuredSubject): string | undefined {
  const { base, head, windows } = one;
  const [was, is] = [base?.budget, head?.budget];
  const words = (side: Side, window = "the window") =>
    `${shareText(side.budget!.bad)} bad in ${window}${window.startsWith("a calendar") ? " so far" : ""}${dataWords(side.budget!, "it")}`;
  if (was === undefined && is === undefined) return undefined;
  if (was === undefined)
    return `${words(head!, windows.head)}: ${shareText(is!.spent)} of the${base === undefined ? "" : " new"} budget`;
  if (is === undefined)
    return `${words(base!, windows.base)}: ${shareText(was.spent)} of the${head === undefined ? "" : " old"} budget`;
  return isSameCount(one)
    ? `${words(head!, windows.head)}: ${shareText(was.spent)} of the old budget, ${shareText(is.spent)} of the new`
    : `${words(base!, windows.base)}, ${shareText(was.spent)} of the old budget → ${words(head!, windows.head)}, ${shareText(is.spent)} of the new`;
}

/** Steps at the ends of a window may be missing. */
const tolerance: Seconds = 600;

/** `1 → 3`; where one of the versions has no such alert, a dash stands for it: `– → 3`. Undefined without such alerts, and without data. */
export function firedWords({ base, head }: SubjectReplay, severity: AlertSeverity): string | undefined {
  const of = (side: Side | undefined) =>
    side === undefined || !side.alerts.some((one) => one.severity === severity)
      ? undefined
      : side.fired.get(severity)!.length;
  const [was, is] = [of(base), of(head)];
  // nothing fires where there is nothing to fire on, and nobody knows whether it would have
  const isBlind = (head ?? base)?.seen === 0 && (was ?? 0) + (is ?? 0) === 0;
  return isBlind || (was === undefined && is === undefined) ? undefined : `${was ?? "–"} → ${is ?? "–"}`;
}

/** How much of the time looked at has data, where that is not all of it. */
export function seenWords(
  { base, head }: SubjectReplay,
  { from, to }: Pick<Measured, "from" | "to">,
): string | undefined {
  const seen = (head ?? base)?.seen;
  if (seen === undefined || seen >= to - from - tolerance) return undefined;
  return seen === 0
    ? `no data in the ${humanDuration(to - from)} looked at`
    : `alerts measured over ${humanDuration(seen)} of ${humanDuration(to - from)}`;
}

export interface AlertRow {
  readonly words: string;
  readonly severity: AlertSeverity;
  readonly base?: AlertReplay;
  readonly head?: AlertReplay;
}

/** Alerts of both versions side by side, by their words. */
export function alertRows({ base, head }: SubjectReplay): readonly AlertRow[] {
  const rows = new Map<string, { words: string; severity: AlertSeverity; base?: AlertReplay; head?: AlertReplay }>();
  for (const [version, side] of [
    ["base", base],
    ["head", head],
  ] as const) {
    const count = new Map<string, number>();
    for (const alert of side?.alerts ?? []) {
      const { words, severity } = alert;
      count.set(words, (count.get(words) ?? 0) + 1);
      const key = `${words} ${count.get(words)}`;
      rows.set(key, { ...rows.get(key), words, severity, [version]: alert });
    }
  }
  return [...rows.values()].sort((a, b) => alertSeverities.indexOf(a.severity) - alertSeverities.indexOf(b.severity));
}

/** `1 → 3 times, 20m → 1h 12m in all, 2026-11-14 10:02 to 2026-11-20 11:00`. */
export function alertWords({ base, head }: AlertRow): string {
  const counts = `${base?.fired.length ?? "–"} → ${head?.fired.length ?? "–"} times`;
  const lasting = (alert: AlertReplay | undefined) => (alert === undefined ? "–" : humanDuration(alert.lasts));
  const shown = head !== undefined && head.fired.length > 0 ? head.fired : (base?.fired ?? []);
  if (shown.length === 0) return counts;
  return `${counts}, ${lasting(base)} → ${lasting(head)} in all, ${momentText(shown[0]!.from)} to ${momentText(shown.at(-1)!.to)}`;
}

/** `2026-11-14 10:02`, in UTC. */
export function momentText(time: Seconds): string {
  return new Date(time * 1000).toISOString().slice(0, 16).replace("T", " ");
}

/** As lines of a terminal, below a heading. */
export function measuredText(measured: Measured): readonly string[] {
  const { subjects, from, to, server, environment } = measured;
  const where = environment === undefined ? server : `${environment}, ${server}`;
  const lines = [`Measured over ${humanDuration(to - from)} to ${momentText(to)} UTC  (${where})`];
  for (const one of subjects) {
    const counts = alertSeverities.flatMap((severity) => {
      const words = firedWords(one, severity);
      return words === undefined ? [] : [`${plural[severity]} ${words}`];
    });
    const fired = alertRows(one).filter(({ base, head }) => (base?.fired.length ?? 0) + (head?.fired.length ?? 0) > 0);
    const told = [
      budgetWords(one),
      counts.length === 0 ? undefined : `would have fired: ${counts.join(", ")}`,
      seenWords(one, measured),
    ];
    lines.push(`  ${one.subject}`, ...told.flatMap((text) => (text === undefined ? [] : [`    ${text}`])));
    if (fired.length > 1 || fired[0]?.words !== fired[0]?.severity)
      lines.push(...fired.map((row) => `      ${row.words.padEnd(24)}  ${alertWords(row)}`));
    lines.push(...leftOf(one).map((text) => `    not measured: ${text}`));
  }
  if (subjects.length === 0 && goneWords(measured).length === 0)
    lines.push("  no SLO and no alert changes in what it counts or when it fires");
  return [...lines, ...goneWords(measured).map((text) => `  not measured: ${text}`)];
}

const plural: Readonly<Record<AlertSeverity, string>> = { page: "pages", ticket: "tickets", info: "infos" };

/** What could not be worked out, in either version. */
export function leftOf({ base, head }: SubjectReplay): readonly string[] {
  return [...new Set([...(base?.left ?? []), ...(head?.left ?? [])].map(({ what, reason }) => `${what} (${reason})`))];
}

/** What was not measured: where nothing is named, all of it. */
export function goneWords({ missing, failed }: Measured): readonly string[] {
  return missing.length === 0 && failed !== undefined
    ? [`share of bad, budgets, and when alerts would have fired (${failed})`]
    : missing;
}

/** For programs. */
export function measuredJson({ server, environment, from, to, subjects, missing, failed }: Measured): unknown {
  const side = (one: Side | undefined, window: string | undefined) =>
    one && {
      ...(one.budget && {
        budget: {
          ...(window !== undefined && { window }),
          bad: one.budget.bad,
          spent: one.budget.spent,
          ...(one.budget.seen !== undefined && { seen: one.budget.seen }),
          ...(one.budget.observed !== undefined && { observed: one.budget.observed }),
        },
      }),
      ...(one.seen !== undefined && { seen: one.seen }),
      fired: Object.fromEntries([...one.fired].map(([severity, times]) => [severity, times.length])),
      alerts: one.alerts.map(({ words, severity, fired, lasts, for: pending }) => ({
        alert: words,
        severity,
        for: formatDuration(pending),
        fired: fired.map((time) => ({ from: formatInstant(time.from), to: formatInstant(time.to) })),
        lasts,
      })),
      left: one.left,
    };
  return {
    server,
    ...(environment !== undefined && { environment }),
    from: formatInstant(from),
    to: formatInstant(to),
    subjects: subjects.map(({ subject, base, head, windows }) => ({
      subject,
      ...(base && { base: side(base, windows.base) }),
      ...(head && { head: side(head, windows.head) }),
    })),
    missing,
    ...(failed !== undefined && { failed }),
  };
}
