/** Periods of the calendar: which one an instant lies in, with no PromQL. */
import { offsetAt } from "../quantity/calendar/zone.ts";
import type { CalendarDate } from "../quantity/calendar/time.ts";
import type { Seconds, UnixSeconds } from "../quantity/units.ts";
import type { CalendarWindow } from "../service.ts";

export const day: Seconds = 86400;
/** 1970-01-05, a Monday. */
const firstMonday = 4;

/** Shortest and longest of the periods that have no fixed length, in days, and the months that they hold. */
export const calendarPeriods = {
  week: { shortest: 7, longest: 7 },
  month: { shortest: 28, longest: 31, months: 1 },
  quarter: { shortest: 90, longest: 92, months: 3 },
  year: { shortest: 365, longest: 366, months: 12 },
} as const;

/** How periods are numbered: months from the first day of one on, or days of a fixed number. */
export type Numbering =
  | { readonly by: "months"; readonly months: number; readonly firstMonth: number; readonly dayOfMonth: number }
  | { readonly by: "days"; readonly length: Seconds; readonly from: Seconds };

export function numberingOf({ every, from }: CalendarWindow): Numbering {
  const months = typeof every === "number" ? undefined : calendarPeriods[every];
  if (months !== undefined && "months" in months) {
    const first = from === undefined ? 0 : from.year * 12 + from.month - 1;
    return { by: "months", months: months.months, firstMonth: first % months.months, dayOfMonth: from?.day ?? 1 };
  }
  const length = typeof every === "number" ? every : calendarPeriods.week.shortest * day;
  const start = from === undefined ? firstMonday : daysOf(from);
  return { by: "days", length, from: typeof every === "number" ? start * day : (start % 7) * day };
}

function daysOf({ year, month, day: date }: CalendarDate): number {
  return Date.UTC(year, month - 1, date) / 1000 / day;
}

/** The number of the period that holds an instant: one more for each that follows. */
export function periodAt(window: CalendarWindow, at: UnixSeconds): number {
  const local = at + offsetAt(window.timezone, at);
  const numbering = numberingOf(window);
  if (numbering.by === "days") return Math.floor((local - numbering.from) / numbering.length);
  const date = new Date((local - (numbering.dayOfMonth - 1) * day) * 1000);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
  return Math.floor((month - numbering.firstMonth) / numbering.months);
}

/** The first second of the period after the one that holds an instant; periods begin at whole five minutes. */
export function nextPeriod(window: CalendarWindow, after: UnixSeconds): UnixSeconds {
  const now = periodAt(window, after);
  let [low, high] = [Math.floor(after / 300), Math.ceil((after + window.longest + 2 * day) / 300)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (periodAt(window, middle * 300) === now) low = middle;
    else high = middle;
  }
  return high * 300;
}
