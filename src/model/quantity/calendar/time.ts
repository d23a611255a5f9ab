import { nearest } from "../../../util/nearest.ts";
import { parsed, quoted, refused, type Parsed } from "../parsed.ts";

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** Minutes since midnight; 1440 is the end of the day. */
export type MinuteOfDay = number;

export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** An instant of RFC 3339, with offset: `2026-12-05T22:00:00Z`, `2026-12-05T23:00:00+01:00`. */
export function parseInstant(text: string): Parsed<Instant> {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(Z|[+-](\d{2}):(\d{2}))$/.exec(text);
  if (match === null) return explainInstant(text);
  const [, day = "", hour = "", minute = "", second = "", fraction = "", zone = "", zoneHour = "0", zoneMinute = "0"] =
    match;
  const date = parseDate(day);
  if (!date.ok) return date;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return refused(`${quoted(text)} is not an instant`, `\`${hour}:${minute}:${second}\` is no time of day`);
  if (Number(zoneHour) > 23 || Number(zoneMinute) > 59)
    return refused(`${quoted(text)} is not an instant`, `\`${zone}\` is no offset from UTC`);
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * (zone.startsWith("-") ? -1 : 1);
  const { year, month, day: dayOfMonth } = date.value;
  const local = utc(year, month, dayOfMonth) + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  return parsed(local - offset * 60_000 + Math.floor(Number(`0${fraction}`) * 1000));
}

function explainInstant(text: string): Parsed<never> {
  const error = `${quoted(text)} is not an instant`;
  const loose = /^(\d{4}-\d{2}-\d{2})(?:[Tt ]+(\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?\s*(Z|z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text,
  );
  const [, day, time, seconds = ":00", zone] = loose ?? [];
  if (loose === null) return refused(error, "write it with date, time and offset: `2026-12-05T22:00:00Z`");
  if (time === undefined) return refused(`${error}: the time is missing`, `write \`${day}T00:00:00Z\``);
  if (zone === undefined)
    return refused(
      `${error}: the offset from UTC is missing`,
      `write \`${day}T${time}${seconds}Z\`, or \`+01:00\` in place of \`Z\``,
    );
  const fix = `${day}T${time}${seconds}${zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, "$1:$2")}`;
  return parseInstant(fix).ok
    ? refused(error, `write \`${fix}\``, fix)
    : refused(error, "write it with date, time and offset: `2026-12-05T22:00:00Z`");
}

/** A date of the calendar: `2026-04-01`. */
export function parseDate(text: string): Parsed<CalendarDate> {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) {
    const [, y, m, d] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
    const fix = y === undefined ? undefined : `${y}-${m!.padStart(2, "0")}-${d!.padStart(2, "0")}`;
    const isDate = fix !== undefined && parseDate(fix).ok;
    return refused(
      `${quoted(text)} is not a date`,
      isDate ? `write \`${fix}\`` : "write year, month and day: `2026-04-01`",
      isDate ? fix : undefined,
    );
  }
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12) return refused(`${quoted(text)} is not a date`, "the month comes second, from 01 to 12");
  const last = new Date(utc(year, month + 1, 0)).getUTCDate();
  if (day < 1 || day > last)
    return refused(`${quoted(text)} is not a date`, `${months[month - 1]} ${year} has ${last} days`);
  return parsed({ year, month, day });
}

/** `Date.UTC` takes years below 100 for 1900 and on; here they are what they say. */
function utc(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

/** A time of day, `"09:00"`; `"24:00"` is the end of the day. */
export function parseTimeOfDay(text: string): Parsed<MinuteOfDay> {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(text) ?? [];
  if (hour !== undefined && Number(minute) < 60 && (Number(hour) < 24 || text === "24:00"))
    return parsed(Number(hour) * 60 + Number(minute));
  const error = `${quoted(text)} is not a time of day`;
  const [, h = "", m = "00", half] = /^(\d{1,2})(?:[:.](\d{2}))?(?::00)?\s*([ap]m)?$/i.exec(text) ?? [];
  const isWritten = h !== "" && (half !== undefined || /[:.]/.test(text));
  const twelve = half !== undefined && Number(h) >= 1 && Number(h) <= 12;
  const hours =
    half === undefined ? Number(h) : twelve ? (Number(h) % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : NaN;
  const fix = `${String(hours).padStart(2, "0")}:${m}`;
  const isCertain = isWritten && hours < 24 && Number(m) < 60;
  return isCertain
    ? refused(error, `write \`"${fix}"\``, fix)
    : refused(error, 'write hour and minute of 24 hours: `"09:00"`');
}

/** A timezone of the IANA database that this runtime knows: `Europe/Berlin`, `UTC`. */
export function parseTimezone(text: string): Parsed<string> {
  const error = `${quoted(text)} is not a timezone`;
  const general = "write a name of the IANA database, such as `Europe/Berlin` or `UTC`";
  // Intl takes offsets too, in newer versions, and names in any case
  if (text.length > 64 || !/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(text)) return refused(error, general);
  const names = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  if (names.includes(text)) return parsed(text);
  const lower = text.toLowerCase();
  const sameLetters = names.find((name) => name.toLowerCase() === lower);
  if (sameLetters !== undefined) return refused(error, `write \`${sameLetters}\``, sameLetters);
  if (isKnownToIntl(text)) return parsed(text);
  const cities = names.filter((name) => name.toLowerCase().endsWith(`/${lower}`));
  const [city] = cities;
  if (city !== undefined && cities.length === 1) return refused(error, `write \`${city}\``, city);
  const near = city ?? nearest(text, names);
  return refused(error, near === undefined ? general : `did you mean \`${near}\`?`);
}

/** Links to older names (`US/Eastern`) are known, but not listed. */
function isKnownToIntl(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /\/|^(?:GMT|UCT|[A-Z]{3}[0-9][A-Z]{3}|[CEMW]?[ES]T)$/.test(name);
  } catch {
    return false;
  }
}
