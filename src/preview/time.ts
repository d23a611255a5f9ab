/** Times as Grafana writes them, and the steps that it asks in. */
import { parseInstant } from "../model/quantity/calendar/time.ts";
import type { TimeRange } from "./view.ts";

const units: Readonly<Record<string, number>> = {
  ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, M: 2_592_000, Q: 7_776_000, y: 31_536_000,
}; // prettier-ignore

/** `6h`, `1h30m`: seconds. Months and years as Grafana counts them in intervals: 30 and 365 days. */
export function spanOf(text: string): number | undefined {
  if (!/^(\d+(ms|[smhdwMQy]))+$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, count = "", unit = ""] of text.matchAll(/(\d+)(ms|[smhdwMQy])/g))
    seconds += Number(count) * units[unit]!;
  return seconds;
}

/**
 * `now`, `now-6h`, `now-7d/d` (the start of that day, or its end), an instant of RFC 3339, milliseconds since 1970.
 *
 * @returns seconds since 1970; undefined when it is none of these
 */
export function momentOf(text: string, now: number, end = false): number | undefined {
  const parts = /^now((?:[+-]\d+[smhdwMQy])*)(?:\/([smhdwMy]))?$/.exec(text);
  if (parts !== null) {
    let at = now;
    for (const [, sign, count = "", unit = ""] of (parts[1] ?? "").matchAll(/([+-])(\d+)([smhdwMQy])/g))
      at = shifted(at, (sign === "-" ? -1 : 1) * Number(count), unit);
    return parts[2] === undefined ? at : rounded(at, parts[2], end);
  }
  if (/^\d{11,14}$/.test(text)) return Number(text) / 1000;
  const instant = parseInstant(text);
  return instant.ok ? instant.value / 1000 : undefined;
}

/** Months and years by the calendar, in UTC. */
function shifted(at: number, count: number, unit: string): number {
  const months = { M: 1, Q: 3, y: 12 }[unit];
  if (months === undefined) return at + count * units[unit]!;
  const date = new Date(at * 1000);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count * months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime() / 1000;
}

function rounded(at: number, unit: string, end: boolean): number {
  const date = new Date(at * 1000);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const start = (next: 0 | 1): number => {
    if (unit === "y") return Date.UTC(year + next, 0);
    if (unit === "M") return Date.UTC(year, month + next);
    if (unit === "w") return Date.UTC(year, month, day - ((date.getUTCDay() + 6) % 7) + next * 7);
    const span = units[unit]! * 1000;
    return (Math.floor((at * 1000) / span) + next) * span;
  };
  return end ? start(1) / 1000 - 0.001 : start(0) / 1000;
}

/**
 * Where the end is no `now`, a start such as `now-6h` is told from that end.
 *
 * @returns undefined when a text is no time, or the end is not after the start
 */
export function rangeOf(from: string, to: string, now: number): TimeRange | undefined {
  const end = momentOf(to, now, true);
  if (end === undefined) return undefined;
  const start = momentOf(from, to.startsWith("now") ? now : end);
  return start === undefined || start >= end ? undefined : { from: start, to: end };
}

/** Upper bound (milliseconds) of what is rounded to an interval, and the interval: Grafana's `roundInterval`. */
const roundIntervals: readonly (readonly [below: number, interval: number])[] = [
  [10, 1], [15, 10], [35, 20], [75, 50], [150, 100], [350, 200], [750, 500], [1500, 1000], [3500, 2000], [7500, 5000],
  [12_500, 10_000], [17_500, 15_000], [25_000, 20_000], [45_000, 30_000], [90_000, 60_000], [210_000, 120_000],
  [450_000, 300_000], [750_000, 600_000], [1_050_000, 900_000], [1_500_000, 1_200_000], [2_700_000, 1_800_000],
  [5_400_000, 3_600_000], [9_000_000, 7_200_000], [16_200_000, 10_800_000], [32_400_000, 21_600_000],
  [86_400_000, 43_200_000], [604_800_000, 86_400_000], [1_814_400_000, 604_800_000],
]; // prettier-ignore

/** Seconds between the points of a query: the range over the points wanted, rounded as Grafana does, and not below `least`. */
export function stepOf({ from, to }: TimeRange, points: number, least: number): number {
  const even = ((to - from) * 1000) / points;
  const round = roundIntervals.find(([below]) => even < below)?.[1] ?? 2_592_000_000;
  return Math.max(round / 1000, least);
}

/** `6h`, `90m`, `30s`: as Grafana fills it into a query. */
export function spanText(seconds: number): string {
  for (const [unit, size] of [
    ["d", 86_400],
    ["h", 3600],
    ["m", 60],
    ["s", 1],
  ] as const)
    if (seconds >= size && seconds % size === 0) return `${seconds / size}${unit}`;
  return `${Math.round(seconds * 1000)}ms`;
}
