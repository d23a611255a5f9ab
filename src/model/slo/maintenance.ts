/** When planned work is: as intervals of time, and as the terms from which PromQL tells it. */
import type { Schedule } from "../quantity/calendar/schedule.ts";
import { offsetAt } from "../quantity/calendar/zone.ts";
import type { Seconds, UnixSeconds } from "../quantity/units.ts";
import type { Maintenance } from "../service.ts";
import { scrapeLatency } from "./windows.ts";

const day: Seconds = 86400;

/** Steps after the end of planned work that are still taken out: a step counts increments up to one scrape older than itself. */
const tailSteps = 2;

/** Seconds after the end of planned work in which steps are still taken out. */
export function tailOf(step: Seconds): Seconds {
  return tailSteps * step + scrapeLatency;
}

/** A time of day at which a schedule begins, and again every `period`, which divides a day. */
export interface TimeOfDay {
  /** Seconds after midnight; less than `period`. */
  readonly at: Seconds;
  readonly period: Seconds;
}

/** The times of day of a schedule, in as few terms as there are: one for those that are evenly spread over the day. */
export function timesOfDay({ minutes, hours }: Schedule): readonly TimeOfDay[] {
  const all = hours.flatMap((hour) => minutes.map((minute) => hour * 3600 + minute * 60));
  const evenly = spread(all);
  if (evenly !== undefined) return [evenly];
  return minutes.flatMap((minute) => {
    const times = hours.map((hour) => hour * 3600 + minute * 60);
    const one = spread(times);
    return one === undefined ? times.map((at) => ({ at, period: day })) : [one];
  });
}

function spread(times: readonly Seconds[]): TimeOfDay | undefined {
  const [first = 0] = times;
  const period = day / times.length;
  return times.every((time, at) => time === first + at * period) ? { at: first, period } : undefined;
}

/** Whether a schedule begins on every day. */
export function isDaily({ daysOfMonth, months, daysOfWeek, either }: Schedule): boolean {
  if (months.length < 12) return false;
  const [everyDate, everyWeekday] = [daysOfMonth.length === 31, daysOfWeek.length === 7];
  return either ? everyDate || everyWeekday : everyDate && everyWeekday;
}

/** The longest time from one beginning to the next on days that follow one another. */
export function longestPause({ minutes, hours }: Schedule): Seconds {
  const times = hours.flatMap((hour) => minutes.map((minute) => hour * 3600 + minute * 60));
  return Math.max(...times.map((time, at) => (times[at + 1] ?? times[0]! + day) - time));
}

export interface Interval {
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
}

/**
 * Intervals of planned work that begin in [from, to), in order of time. A time of day that clocks skip in spring does not come on that day, one that
 * they show twice in autumn comes twice.
 */
export function occurrences(maintenance: Maintenance, from: UnixSeconds, to: UnixSeconds): readonly Interval[] {
  if (maintenance.kind === "once") return maintenance.from >= from && maintenance.from < to ? [maintenance] : [];
  const { schedule, timezone } = maintenance;
  const offsets = [timezone.offset, ...(timezone.summer === undefined ? [] : [timezone.summer.offset])];
  const times = schedule.hours.flatMap((hour) => schedule.minutes.map((minute) => hour * 3600 + minute * 60));
  const found: Interval[] = [];
  for (let midnight = Math.floor(from / day - 1) * day; midnight < to + day; midnight += day) {
    if (!isOn(schedule, midnight)) continue;
    for (const time of times)
      for (const offset of offsets) {
        const begins = midnight + time - offset;
        if (offsetAt(timezone, begins) === offset && begins >= from && begins < to)
          found.push({ from: begins, to: begins + maintenance.for });
      }
  }
  return found.sort((a, b) => a.from - b.from);
}

/** Whether a schedule begins on the day of a local midnight. */
function isOn({ daysOfMonth, months, daysOfWeek, either }: Schedule, midnight: Seconds): boolean {
  const date = new Date(midnight * 1000);
  const [byDate, byWeekday] = [daysOfMonth.includes(date.getUTCDate()), daysOfWeek.includes(date.getUTCDay())];
  return months.includes(date.getUTCMonth() + 1) && (either ? byDate || byWeekday : byDate && byWeekday);
}
