import { nearest } from "../../../util/nearest.ts";
import { parsed, quoted, refused, type Parsed } from "../parsed.ts";

/** A cron schedule of five fields: the values at which each holds, ascending. */
export interface Schedule {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** 1 to 31. */
  readonly daysOfMonth: readonly number[];
  /** 1 to 12. */
  readonly months: readonly number[];
  /** 0 is Sunday. */
  readonly daysOfWeek: readonly number[];
  /** As in cron, a day counts if either field has it when both are restricted, else if both have it. */
  readonly either: boolean;
}

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly words?: readonly string[];
}

const fields: readonly Field[] = [
  { name: "minute", least: 0, most: 59 },
  { name: "hour", least: 0, most: 23 },
  { name: "day of the month", least: 1, most: 31 },
  {
    name: "month",
    least: 1,
    most: 12,
    words: ["", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
  },
  // 7 is Sunday as well
  { name: "day of the week", least: 0, most: 7, words: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] },
];

const nicknames: ReadonlyMap<string, string> = new Map([
  ["@yearly", "0 0 1 1 *"],
  ["@annually", "0 0 1 1 *"],
  ["@monthly", "0 0 1 * *"],
  ["@weekly", "0 0 * * 0"],
  ["@daily", "0 0 * * *"],
  ["@midnight", "0 0 * * *"],
  ["@hourly", "0 * * * *"],
]);

const daysOfMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A schedule of five fields: minute, hour, day of the month, month, day of the week; `*`, names, ranges, steps and lists. `"0 3 * * SUN"` */
export function parseSchedule(text: string): Parsed<Schedule> {
  const error = `${quoted(text)} is not a schedule`;
  const general = 'write minute, hour, day of the month, month and day of the week: `"0 3 * * SUN"`';
  const nickname = nicknames.get(text.toLowerCase());
  if (nickname !== undefined) return refused(error, `write \`"${nickname}"\``, nickname);
  const written = text.length > 200 ? [] : text.trim().split(/\s+/);
  if (written.length === 6 || written.length === 7)
    return refused(
      `${error}: it has ${written.length} fields`,
      "leave seconds and years out: a schedule has five fields",
    );
  if (written.length !== 5) return refused(error, general);
  const values: (readonly number[])[] = [];
  for (const [i, field] of fields.entries()) {
    const value = parseField(written[i]!, field);
    if (typeof value === "string") return refused(error, value);
    values.push(value);
  }
  const [minutes, hours, daysOfMonth, months, weekdays] = values as [number[], number[], number[], number[], number[]];
  const daysOfWeek = [...new Set(weekdays.map((day) => day % 7))].sort((a, b) => a - b);
  const restrictsDay = !written[2]!.startsWith("*");
  const either = restrictsDay && !written[4]!.startsWith("*");
  if (!either && !months.some((month) => daysOfMonth[0]! <= daysOfMonths[month - 1]!)) {
    return refused(`${quoted(text)} never comes`, `no month of it has a day ${daysOfMonth[0]}`);
  }
  return parsed({ minutes, hours, daysOfMonth, months, daysOfWeek, either });
}

/** The values of one field, ascending; or what is wrong with it. */
function parseField(text: string, field: Field): readonly number[] | string {
  const { name, least, most } = field;
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [, from = "", to, step] = /^(\*|[A-Za-z0-9]+)(?:-([A-Za-z0-9]+))?(?:\/(\d{1,4}))?$/.exec(part) ?? [];
    if (from === "" || (from === "*" && to !== undefined)) {
      return part === "?"
        ? "write `*` for any day"
        : `${quoted(part)} is no ${name}: write \`*\`, a value, \`a-b\`, \`*/n\`, or a list with commas`;
    }
    const low = from === "*" ? least : valueOf(from, field);
    // `*` in the day of the week ends with Saturday: 7 would count Sunday twice
    const highest = most === 7 ? 6 : most;
    const high = to !== undefined ? valueOf(to, field) : from === "*" || step !== undefined ? highest : low;
    if (typeof low === "string") return low;
    if (typeof high === "string") return high;
    if (low > high)
      return `${quoted(part)} runs backwards: write \`${from}-${field.words?.[highest] ?? highest},${field.words?.[least] ?? least}-${to}\``;
    const by = step === undefined ? 1 : Number(step);
    if (by === 0) return `${quoted(part)}: a step is at least 1`;
    for (let value = low; value <= high; value += by) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function valueOf(text: string, { name, least, most, words }: Field): number | string {
  if (/^\d{1,4}$/.test(text)) {
    const value = Number(text);
    return value >= least && value <= most ? value : `the ${name} is between ${least} and ${most}, not ${value}`;
  }
  const index = words?.indexOf(text.toUpperCase()) ?? -1;
  if (index >= 0) return index;
  const known = words?.filter((word) => word !== "") ?? [];
  const full = known.find((word) => text.length > 3 && text.toUpperCase().startsWith(word));
  const near = full ?? nearest(text, known);
  return near === undefined
    ? `${quoted(text)} is no ${name}`
    : `${quoted(text)} is no ${name}: did you mean \`${near}\`?`;
}
