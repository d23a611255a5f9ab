/** Schedules by a walk over the clock of their zone, minute by minute: slow, and with nothing of ours but the meaning of cron's fields. */
import { parseSchedule } from "../../src/model/quantity/calendar/schedule.ts";
import { readZone } from "../../src/model/quantity/calendar/zone.ts";
import type { Maintenance } from "../../src/model/service.ts";
import { origin } from "./model.ts";

/** Schedule, length in seconds, zone, and days of UTC that are looked at: changes of clocks, ends of months, a leap day. */
export const cases: readonly (readonly [string, number, string, readonly string[]])[] = [
  ["0 3 * * SUN", 1800, "UTC", ["2026-11-29", "2026-11-30"]],
  ["30 23 * * MON-FRI", 7200, "Europe/Berlin", ["2026-03-29", "2026-10-25", "2026-11-27"]],
  ["30 2 * * *", 5400, "Europe/Berlin", ["2026-03-29", "2026-10-25", "2026-07-01"]],
  ["0 2 * * *", 3600, "America/New_York", ["2026-03-08", "2026-11-01", "2026-12-31"]],
  ["*/15 * * * *", 300, "Australia/Lord_Howe", ["2026-04-04", "2026-04-05", "2026-10-03"]],
  ["0 */6 1 * *", 900, "Asia/Kathmandu", ["2026-01-31", "2026-02-28", "2028-02-29"]],
  ["15 0 13 * FRI", 86400, "Pacific/Auckland", ["2026-02-12", "2026-02-13", "2026-09-26"]],
  ["0 22 29 FEB *", 10800, "America/Santiago", []],
  ["0 0 * * SAT", 2 * 86400, "Europe/London", ["2026-03-27", "2026-10-23", "2026-10-24"]],
];

export function scheduled(text: string, length: number, zone: string): Maintenance {
  const schedule = parseSchedule(text);
  if (!schedule.ok) throw new Error(schedule.error);
  return {
    kind: "schedule",
    name: "work",
    excluded: true,
    schedule: schedule.value,
    for: length,
    timezone: readZone(zone)!,
    origin,
  };
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** Unix times in [from, to) at which the clock of a zone shows a time of the schedule. */
export function byClock(text: string, zone: string, from: number, to: number): readonly number[] {
  const schedule = parseSchedule(text);
  if (!schedule.ok) throw new Error(schedule.error);
  const { minutes, hours, daysOfMonth, months, daysOfWeek, either } = schedule.value;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    weekday: "short",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  const found: number[] = [];
  for (let at = from; at < to; at += 60) {
    const parts = Object.fromEntries(format.formatToParts(at * 1000).map(({ type, value }) => [type, value]));
    const byDate = daysOfMonth.includes(Number(parts["day"]));
    const byWeekday = daysOfWeek.includes(weekdays.indexOf(parts["weekday"]!));
    const isDay = either ? byDate || byWeekday : byDate && byWeekday;
    const isMonth = months.includes(Number(parts["month"]));
    if (isMonth && isDay && hours.includes(Number(parts["hour"])) && minutes.includes(Number(parts["minute"])))
      found.push(at);
  }
  return found;
}
