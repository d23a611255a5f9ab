/** Time intervals as Alertmanager's configuration writes them. */
import type { CalendarRange, TimeRange } from "../../model/routing/tree.ts";

const weekdays = "sunday monday tuesday wednesday thursday friday saturday".split(" ");
const months = "january february march april may june july august september october november december".split(" ");

/** One entry of `time_intervals`, or what is wrong with it. */
export function timeRangeOf(values: Readonly<Record<string, unknown>>): TimeRange | { readonly problem: string } {
  const read: { -readonly [K in keyof TimeRange]: TimeRange[K] } = {};
  for (const [key, value] of Object.entries(values)) {
    if (key === "location") {
      read.location = String(value);
      continue;
    }
    if (!Array.isArray(value)) return { problem: `\`${key}\` is no list` };
    if (key === "times") {
      const times = value.map(timesOf);
      if (times.includes(undefined))
        return { problem: "a time of day does not read `start_time: 09:00`, `end_time: 17:00`" };
      read.times = times as { from: number; to: number }[];
      continue;
    }
    const kind = calendar.get(key);
    if (kind === undefined) return { problem: `\`${key}\` is no part of a time interval` };
    const ranges: CalendarRange[] = [];
    for (const text of value) {
      const range = rangeOf(String(text), kind.numberOf);
      if (range === undefined) return { problem: `\`${String(text)}\` is no range of \`${key}\`` };
      ranges.push(range);
    }
    read[kind.as] = ranges;
  }
  return read;
}

const named = (names: readonly string[], first: number) => (text: string) => {
  const at = names.indexOf(text.toLowerCase());
  return at < 0 ? undefined : at + first;
};
const within = (least: number, most: number) => (text: string) =>
  /^-?\d+$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined;

type CalendarKey = "weekdays" | "daysOfMonth" | "months" | "years";
const calendar: ReadonlyMap<
  string,
  { readonly as: CalendarKey; readonly numberOf: (text: string) => number | undefined }
> = new Map([
  ["weekdays", { as: "weekdays", numberOf: named(weekdays, 0) }],
  ["days_of_month", { as: "daysOfMonth", numberOf: within(-31, 31) }],
  ["months", { as: "months", numberOf: (text: string) => named(months, 1)(text) ?? within(1, 12)(text) }],
  ["years", { as: "years", numberOf: within(0, 9999) }],
]);

function rangeOf(text: string, numberOf: (text: string) => number | undefined): CalendarRange | undefined {
  const [first = "", last = first] = text.split(":").map((part) => part.trim());
  const [from, to] = [numberOf(first), numberOf(last)];
  return from === undefined || to === undefined ? undefined : { first: from, last: to };
}

function timesOf(value: unknown): { readonly from: number; readonly to: number } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const minutes = (key: string) => {
    const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(String((value as Record<string, unknown>)[key]));
    return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]);
  };
  const [from, to] = [minutes("start_time"), minutes("end_time")];
  return from === undefined || to === undefined || from >= to || to > 1440 ? undefined : { from, to };
}
