/** Planned work as parts of Alertmanager's calendar: exactly, or not at all. */
import type { Schedule } from "../quantity/calendar/schedule.ts";
import { offsetAt, type Switch, type Zone } from "../quantity/calendar/zone.ts";
import type { Seconds, UnixSeconds } from "../quantity/units.ts";
import type { Maintenance } from "../service.ts";
import { occurrences, type Interval } from "../slo/maintenance.ts";
import type { CalendarRange, TimeRange } from "./tree.ts";

const minute: Seconds = 60;
const day: Seconds = 86400;
const minutesOfDay = 1440;
/** Every month has as many days as this. */
const shortestMonth = 28;

/** Ranges of the calendar, or why there are none. */
export type Ranges = { readonly ranges: readonly TimeRange[] } | { readonly why: string };

/**
 * Ranges that hold exactly the minutes of planned work. Alertmanager asks the clock of the zone, minute by minute: work during which that
 * clock is changed would end an hour early or late, and is not said.
 */
export function rangesOf(maintenance: Maintenance): Ranges {
  if (maintenance.kind === "once") return ofOnce(maintenance);
  const { schedule, for: length, timezone } = maintenance;
  if (length % minute !== 0) return { why: "it does not last whole minutes" };
  const made = ofSchedule(schedule, length / minute);
  if ("why" in made || timezone.name === "UTC") return made;
  const ranges = made.ranges.map((range) => ({ ...range, location: timezone.name }));
  return isExact(maintenance, ranges, timezone) ? { ranges } : { why: `clocks of ${timezone.name} change during it` };
}

/** Whether the calendar holds an instant, whose clock shows the seconds of `local` since 1970-01-01T00:00:00. */
function contains({ times, weekdays, daysOfMonth, months, years }: TimeRange, local: Seconds): boolean {
  const date = new Date(local * 1000);
  const isOneOf = (ranges: readonly CalendarRange[] | undefined, value: number) =>
    ranges === undefined || ranges.some(({ first, last }) => first <= value && value <= last);
  const now = date.getUTCHours() * 60 + date.getUTCMinutes();
  return (
    (times === undefined || times.some(({ from, to }) => from <= now && now < to)) &&
    isOneOf(weekdays, date.getUTCDay()) &&
    isOneOf(daysOfMonth, date.getUTCDate()) &&
    isOneOf(months, date.getUTCMonth() + 1) &&
    isOneOf(years, date.getUTCFullYear())
  );
}

/** In UTC: the rest of the first day, whole days month by month, and the beginning of the last day. */
function ofOnce({ from, to }: Interval): Ranges {
  if (from % minute !== 0 || to % minute !== 0) return { why: "it does not begin and end with a whole minute" };
  const ranges: TimeRange[] = [];
  let midnight = Math.ceil(from / day) * day;
  const lastMidnight = Math.floor(to / day) * day;
  if (midnight > lastMidnight) return { ranges: [partOfDay(from, to)] };
  if (from < midnight) ranges.push(partOfDay(from, midnight));
  while (midnight < lastMidnight) {
    const date = new Date(midnight * 1000);
    const [year, month, first] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    const next = Date.UTC(year, month, 1) / 1000;
    const end = Math.min(next, lastMidnight);
    const before = ranges.at(-1);
    const isWhole = first === 1 && end === next;
    const isBefore = before?.years?.[0]?.first === year && before.daysOfMonth === undefined;
    if (isWhole && isBefore)
      ranges[ranges.length - 1] = { months: [{ first: before.months![0]!.first, last: month }], years: only(year) };
    else {
      const daysOfMonth = isWhole ? {} : { daysOfMonth: [{ first, last: first + (end - midnight) / day - 1 }] };
      ranges.push({ ...daysOfMonth, months: only(month), years: only(year) });
    }
    midnight = end;
  }
  if (lastMidnight < to) ranges.push(partOfDay(lastMidnight, to));
  return { ranges };
}

/** Of one day in UTC. */
function partOfDay(from: UnixSeconds, to: UnixSeconds): TimeRange {
  const midnight = Math.floor(from / day) * day;
  const date = new Date(midnight * 1000);
  return {
    times: [{ from: (from - midnight) / minute, to: (to - midnight) / minute }],
    daysOfMonth: only(date.getUTCDate()),
    months: only(date.getUTCMonth() + 1),
    years: only(date.getUTCFullYear()),
  };
}

function only(value: number): readonly CalendarRange[] {
  return [{ first: value, last: value }];
}

/** By a clock that is never changed. What lasts over midnight is said for each day that it touches. */
function ofSchedule(schedule: Schedule, length: number): Ranges {
  const begins = schedule.hours.flatMap((hour) => schedule.minutes.map((at) => hour * 60 + at));
  const lastDay = Math.floor((Math.max(...begins) + length - 1) / minutesOfDay);
  /** Times by the days on which they are. */
  const found = new Map<string, { readonly days: TimeRange; readonly times: { from: number; to: number }[] }>();
  for (let after = 0; after <= lastDay; after++) {
    const midnight = after * minutesOfDay;
    const times = begins
      .map((begin) => ({ from: Math.max(begin - midnight, 0), to: Math.min(begin + length - midnight, minutesOfDay) }))
      .filter(({ from, to }) => from < to);
    if (times.length === 0) continue;
    const days = daysAfter(schedule, after);
    if (days === undefined) return { why: "it lasts beyond the end of a month" };
    for (const one of days) {
      const key = JSON.stringify(one);
      const same = found.get(key);
      if (same === undefined) found.set(key, { days: one, times: [...times] });
      else same.times.push(...times);
    }
  }
  return {
    ranges: [...found.values()].map(({ days, times }) => {
      const merged = mergeTimes(times);
      const isAllDay = merged[0]!.from === 0 && merged[0]!.to === minutesOfDay;
      return isAllDay ? days : { times: merged, ...days };
    }),
  };
}

function mergeTimes(times: readonly { readonly from: number; readonly to: number }[]) {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of [...times].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** The days that come so many days after those of a schedule; undefined where the length of months decides which these are. */
function daysAfter(
  { daysOfMonth, months, daysOfWeek, either }: Schedule,
  after: number,
): readonly TimeRange[] | undefined {
  const weekdays: TimeRange =
    daysOfWeek.length === 7 ? {} : { weekdays: runs(daysOfWeek.map((weekday) => (weekday + after) % 7)) };
  const dates = datesAfter(daysOfMonth, months, after);
  if (dates === undefined) return undefined;
  if (!either) return dates.map((date) => ({ ...weekdays, ...date }));
  const anyDate = datesAfter(everyDate, months, after);
  return anyDate === undefined ? undefined : [...dates, ...anyDate.map((date) => ({ ...weekdays, ...date }))];
}

const everyDate = Array.from({ length: 31 }, (_, at) => at + 1);

function datesAfter(
  dates: readonly number[],
  months: readonly number[],
  after: number,
): readonly TimeRange[] | undefined {
  const inMonths: TimeRange = months.length === 12 ? {} : { months: runs(months) };
  const isEvery = dates.length === 31;
  if (isEvery && (after === 0 || months.length === 12)) return [inMonths];
  if (isEvery && after < shortestMonth)
    return [
      { daysOfMonth: [{ first: after + 1, last: 31 }], ...inMonths },
      { daysOfMonth: [{ first: 1, last: after }], months: runs(months.map((month) => (month % 12) + 1)) },
    ];
  if (after > 0 && Math.max(...dates) + after > shortestMonth) return undefined;
  return [{ daysOfMonth: runs(dates.map((date) => date + after)), ...inMonths }];
}

/** Values that follow one another, together. */
function runs(values: readonly number[]): readonly CalendarRange[] {
  const found: { first: number; last: number }[] = [];
  for (const value of [...values].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last !== undefined && value === last.last + 1) last.last = value;
    else found.push({ first: value, last: value });
  }
  return found;
}

/** Years in which a zone keeps to its rule. */
const years = Array.from({ length: 18 }, (_, at) => 2020 + at);

/** Whether ranges hold what is planned around every change of the clocks too; at other times they do by their making. */
function isExact(
  maintenance: Maintenance & { readonly kind: "schedule" },
  ranges: readonly TimeRange[],
  zone: Zone,
): boolean {
  const { summer } = zone;
  if (summer === undefined) return true;
  return years
    .flatMap((year) => [switchOf(summer.begins, year), switchOf(summer.ends, year)])
    .every((at) => isExactAround(at, maintenance, ranges, zone));
}

/** Both are looked at wherever one of them may begin or end: in between nothing changes. */
function isExactAround(
  at: UnixSeconds,
  maintenance: Maintenance & { readonly kind: "schedule" },
  ranges: readonly TimeRange[],
  zone: Zone,
): boolean {
  const [from, to] = [at - day, at + maintenance.for + day];
  const planned = union(occurrences(maintenance, from - maintenance.for, to));
  const offsets = [zone.offset, zone.summer?.offset ?? zone.offset];
  const minutes = new Set([0, ...ranges.flatMap(({ times = [] }) => times.flatMap((time) => [time.from, time.to]))]);
  const points = new Set([from, at, ...planned.flatMap((one) => [one.from, one.to])]);
  for (let midnight = Math.floor(from / day - 1) * day; midnight < to + day; midnight += day)
    for (const offset of offsets) for (const one of minutes) points.add(midnight + one * minute - offset);
  let next = 0;
  return [...points]
    .filter((point) => point >= from && point < to)
    .sort((a, b) => a - b)
    .every((point) => {
      while (planned[next] !== undefined && planned[next]!.to <= point) next++;
      const isPlanned = planned[next] !== undefined && planned[next]!.from <= point;
      const local = point + offsetAt(zone, point);
      return isPlanned === ranges.some((range) => contains(range, local));
    });
}

/** Intervals in order of time, those that touch as one. */
function union(intervals: readonly Interval[]): readonly Interval[] {
  const merged: { from: UnixSeconds; to: UnixSeconds }[] = [];
  for (const { from, to } of intervals) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** When clocks change in a year: on the first Sunday from a day of the month on. */
function switchOf({ month, earliest, at }: Switch, year: number): UnixSeconds {
  const first = Date.UTC(year, month - 1, earliest);
  const untilSunday = (7 - new Date(first).getUTCDay()) % 7;
  return first / 1000 + untilSunday * day + at;
}
