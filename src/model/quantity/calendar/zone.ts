import type { Seconds, UnixSeconds } from "../units.ts";

/** A time zone whose clocks go by one rule every year, or never change. */
export interface Zone {
  readonly name: string;
  /** Seconds east of UTC at standard time. */
  readonly offset: Seconds;
  readonly summer?: DaylightSaving;
}

export interface DaylightSaving {
  /** Seconds east of UTC in summer. */
  readonly offset: Seconds;
  readonly begins: Switch;
  readonly ends: Switch;
}

/** When clocks change: on a Sunday of one month, every year. */
export interface Switch {
  /** 1 to 12. */
  readonly month: number;
  /** The first day of the month that this Sunday can be: 1 for the first Sunday, 25 for the last one of a month of 31 days. */
  readonly earliest: number;
  /** Seconds from 00:00 UTC of that Sunday to the change; negative before it. */
  readonly at: Seconds;
}

const utc: Zone = { name: "UTC", offset: 0 };

/** Years over which a zone must keep to one rule: what changed in them differs from one edition of the database to another. */
const firstYear = 2020;
const lastYear = 2037;

const day: Seconds = 86400;
const week: Seconds = 7 * day;
/** 1970-01-04, a Sunday. */
const firstSunday: UnixSeconds = 3 * day;

// a zone is asked for by every service that is in it, and costs some milliseconds
const known = new Map<string, Zone | undefined>();

/**
 * The rule of a zone of the IANA database; undefined where it has none that holds every year from 2020 to 2037.
 * @throws RangeError for a name that is no zone (a bug: validation has refused it)
 */
export function readZone(name: string): Zone | undefined {
  if (name === utc.name) return utc;
  if (!known.has(name)) known.set(name, findZone(name));
  return known.get(name);
}

/** Seconds east of UTC at an instant. */
export function offsetAt({ offset, summer }: Zone, at: UnixSeconds): Seconds {
  return summer !== undefined && isSummer(summer, at) ? summer.offset : offset;
}

/** Whether clocks show summer time. */
function isSummer({ begins, ends }: DaylightSaving, at: UnixSeconds): boolean {
  const begun = sundayNumber(at - begins.at) >= switchNumber(begins);
  const untilEnd = sundayNumber(at - ends.at);
  const lasts = untilEnd < switchNumber(ends);
  return begins.month < ends.month ? begun && lasts && untilEnd >= monthBefore(begins) : begun || lasts;
}

/**
 * Above every Sunday number of the months before a change, and below those of its own: at the new year, the two clocks by which the changes of a year
 * are told may stand in different years.
 */
export function monthBefore({ month }: Switch): number {
  return 100 * month - 50;
}

/** The month and its last Sunday so far in one number that grows through the year: 325 from the 25th of March on if that is a Sunday. */
function sundayNumber(at: UnixSeconds): number {
  const date = new Date(at * 1000);
  return 100 * (date.getUTCMonth() + 1) + date.getUTCDate() - date.getUTCDay();
}

/** From this Sunday number on the change has happened. */
export function switchNumber({ month, earliest }: Switch): number {
  return 100 * month + earliest;
}

function findZone(name: string): Zone | undefined {
  const changes = changesOf(offsets(name));
  const [first] = changes;
  if (first === undefined) return { name, offset: offsets(name)(Date.UTC(firstYear, 0, 1) / 1000) };
  const [standard, summer] = [Math.min(first.before, first.after), Math.max(first.before, first.after)];
  const isRegular = changes.every(
    ({ before, after }) => Math.min(before, after) === standard && Math.max(before, after) === summer,
  );
  const begins = ruleOf(changes.filter(({ before, after }) => after > before));
  const ends = ruleOf(changes.filter(({ before, after }) => after < before));
  if (!isRegular || begins === undefined || ends === undefined) return undefined;
  // where summer lasts over the new year, its end must be told by the clock that is ahead
  if (begins.month > ends.month && ends.at > begins.at) return undefined;
  return { name, offset: standard, summer: { offset: summer, begins, ends } };
}

interface Change {
  readonly at: UnixSeconds;
  readonly before: Seconds;
  readonly after: Seconds;
}

/** Every change of the offset in the years that are looked at. */
function changesOf(offset: (at: UnixSeconds) => Seconds): readonly Change[] {
  const changes: Change[] = [];
  const months = (lastYear - firstYear + 1) * 12;
  const beginning = (month: number) => Date.UTC(firstYear, month, 1) / 1000;
  let before = offset(beginning(0));
  for (let month = 0; month < months; month++) {
    let [low, high] = [beginning(month), beginning(month + 1)];
    const after = offset(high);
    if (after === before) continue;
    while (high - low > 60) {
      const middle = Math.round((low + high) / 120) * 60;
      if (offset(middle) === before) low = middle;
      else high = middle;
    }
    changes.push({ at: high, before, after });
    before = after;
  }
  return changes;
}

/** The one Sunday of the year on which all of these happen. */
function ruleOf(changes: readonly Change[]): Switch | undefined {
  if (changes.length !== lastYear - firstYear + 1) return undefined;
  const sinceSunday = new Set(changes.map(({ at }) => (at - firstSunday) % week));
  const [since = 0] = sinceSunday;
  if (sinceSunday.size !== 1) return undefined;
  const at = since > week / 2 ? since - week : since;
  const sundays = changes.map((change) => new Date((change.at - at) * 1000));
  const months = new Set(sundays.map((sunday) => sunday.getUTCMonth() + 1));
  const days = sundays.map((sunday) => sunday.getUTCDate());
  const [month = 0] = months;
  const earliest = Math.min(...days);
  // in eighteen years a rule meets each of its seven days
  if (months.size !== 1 || Math.max(...days) !== earliest + 6) return undefined;
  return { month, earliest, at };
}

/** The offset of a zone at an instant, as the database has it. */
function offsets(timeZone: string): (at: UnixSeconds) => Seconds {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at * 1000).map(({ type, value }) => [type, Number(value)]));
    const { year, month, day: date, hour, minute, second } = parts as Record<string, number>;
    return Date.UTC(year!, month! - 1, date, hour, minute, second) / 1000 - at;
  };
}
