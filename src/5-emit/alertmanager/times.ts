/** Parts of the calendar, as Alertmanager's file and the operator's object write them. */
import type { CalendarRange, TimeRange } from "../../model/routing/tree.ts";
import type { YamlMap } from "../shared/yaml.ts";

const weekdays = "sunday monday tuesday wednesday thursday friday saturday".split(" ");
const months = "january february march april may june july august september october november december".split(" ");

/** The operator knows no `location`: what is not in UTC is no range of it. */
export function rangeAsWritten(range: TimeRange, form: "config" | "operator"): YamlMap {
  const inConfig = form === "config";
  const { times, daysOfMonth, location } = range;
  return {
    times: times?.map(({ from, to }) =>
      inConfig
        ? { start_time: timeOfDay(from), end_time: timeOfDay(to) }
        : { startTime: timeOfDay(from), endTime: timeOfDay(to) },
    ),
    weekdays: range.weekdays?.map((days) => textOf(days, (day) => weekdays[day]!)),
    ...(inConfig
      ? { days_of_month: daysOfMonth?.map((days) => textOf(days, String)) }
      : { daysOfMonth: daysOfMonth?.map(({ first, last }) => ({ start: first, end: last })) }),
    months: range.months?.map((some) => textOf(some, (month) => months[month - 1]!)),
    years: range.years?.map((years) => textOf(years, String)),
    ...(inConfig && { location }),
  };
}

function textOf({ first, last }: CalendarRange, wordOf: (value: number) => string): string {
  return first === last ? wordOf(first) : `${wordOf(first)}:${wordOf(last)}`;
}

/** Minutes since midnight as `09:05`; `24:00` is an end. */
function timeOfDay(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}
