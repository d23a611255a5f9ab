import { describe, expect, it } from "vitest";
import type { Maintenance } from "../../src/model/service.ts";
import { occurrences } from "../../src/model/slo/maintenance.ts";
import { rangesOf } from "../../src/model/routing/intervals.ts";
import type { CalendarRange, TimeRange } from "../../src/model/routing/tree.ts";
import { scheduled } from "../support/maintenance.ts";
import { origin } from "../support/model.ts";

const at = (text: string) => Date.parse(text) / 1000;
const once = (from: string, to: string): Maintenance => ({
  kind: "once",
  name: "move",
  excluded: true,
  from: at(from),
  to: at(to),
  origin,
});

/** Seconds east of UTC by the runtime's own database, looked up each half hour. */
function clockOf(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  const known = new Map<number, number>();
  return (seconds) => {
    // half an hour, for Lord Howe changes its clocks by that
    const slot = Math.floor(seconds / 1800) * 1800;
    let offset = known.get(slot);
    if (offset === undefined) {
      const parts = Object.fromEntries(
        format.formatToParts(slot * 1000).map(({ type, value }) => [type, Number(value)]),
      );
      const { year, month, day, hour, minute } = parts as Record<string, number>;
      offset = Date.UTC(year!, month! - 1, day, hour, minute) / 1000 - slot;
      known.set(slot, offset);
    }
    return seconds + offset;
  };
}

/** `TimeInterval.ContainsTime` of Alertmanager, written anew from its source. */
function containsTime(range: TimeRange, local: number): boolean {
  const time = new Date(local * 1000);
  const within = (list: readonly CalendarRange[] | undefined, value: number) =>
    list === undefined || list.some(({ first, last }) => value >= first && value <= last);
  const minutes = time.getUTCHours() * 60 + time.getUTCMinutes();
  if (range.times !== undefined && !range.times.some(({ from, to }) => minutes >= from && minutes < to)) return false;
  if (!within(range.daysOfMonth, time.getUTCDate()) || !within(range.months, time.getUTCMonth() + 1)) return false;
  return within(range.weekdays, time.getUTCDay()) && within(range.years, time.getUTCFullYear());
}

/** Minutes in which the ranges and the plan differ. */
function differences(one: Maintenance, ranges: readonly TimeRange[], from: number, to: number): readonly string[] {
  const lead = one.kind === "once" ? 0 : one.for;
  const planned = occurrences(one, from - lead, to);
  const clocks = new Map(ranges.map(({ location = "UTC" }) => [location, clockOf(location)]));
  const marked = new Uint8Array((to - from) / 60);
  for (const interval of planned) {
    const [first, end] = [Math.max(interval.from, from), Math.min(interval.to, to)];
    if (first < end) marked.fill(1, (first - from) / 60, (end - from) / 60);
  }
  const found: string[] = [];
  for (let minute = from; minute < to && found.length < 5; minute += 60) {
    const isIn = ranges.some((range) => containsTime(range, clocks.get(range.location ?? "UTC")!(minute)));
    if (isIn !== (marked[(minute - from) / 60] === 1)) found.push(new Date(minute * 1000).toISOString());
  }
  return found;
}

const exact: readonly (readonly [string, number, string])[] = [
  ["0 3 * * SUN", 1800, "UTC"],
  ["30 23 * * MON-FRI", 7200, "UTC"],
  ["30 23 * * MON-FRI", 7200, "Europe/Berlin"],
  ["0 3 * * SUN", 7200, "Europe/Berlin"],
  ["15 0 13 * FRI", 86400, "UTC"],
  ["0 22 * JUN SUN", 10800, "UTC"],
  ["0 22 * DEC *", 3 * 86400, "Asia/Kathmandu"],
  ["*/15 * * * *", 300, "Asia/Kathmandu"],
  ["0 */6 1 * *", 900, "Asia/Kathmandu"],
  ["0 0 */2 * MON", 3600, "UTC"],
  ["0 22 29 FEB *", 3600, "UTC"],
  ["0 12 31 * *", 3600, "Pacific/Auckland"],
  ["30 2 * * MON-SAT", 5400, "Europe/Berlin"],
  ["15 2 * * *", 1800, "Europe/London"],
  ["* * * * *", 60, "Europe/Berlin"],
];

describe("planned work on a schedule, minute by minute through a leap year", () => {
  it.each(exact)("%s for %s s in %s", (text, length, zone) => {
    const one = scheduled(text, length, zone);
    const made = rangesOf(one);
    if ("why" in made) throw new Error(made.why);
    expect(differences(one, made.ranges, at("2027-10-01T00:00:00Z"), at("2028-12-01T00:00:00Z"))).toEqual([]);
  });

  it.each([
    ["30 2 * * *", 5400, "Europe/Berlin", "clocks of Europe/Berlin change during it"],
    ["0 2 * * *", 3600, "America/New_York", undefined],
    ["0 1 * * SUN", 5400, "Europe/London", "clocks of Europe/London change during it"],
    ["0 22 29 FEB *", 10800, "UTC", "it lasts beyond the end of a month"],
    ["0 3 * * SUN", 90, "UTC", "it does not last whole minutes"],
  ])("%s for %s s in %s is said only where it is exact", (text, length, zone, why) => {
    const one = scheduled(text, length, zone);
    const made = rangesOf(one);
    expect("why" in made ? made.why : undefined).toBe(why);
    if ("ranges" in made)
      expect(differences(one, made.ranges, at("2027-10-01T00:00:00Z"), at("2028-12-01T00:00:00Z"))).toEqual([]);
  });

  it("reads as people would write it", () => {
    expect(rangesOf(scheduled("30 23 * * FRI", 7200, "Europe/Berlin"))).toEqual({
      ranges: [
        { times: [{ from: 1410, to: 1440 }], weekdays: [{ first: 5, last: 5 }], location: "Europe/Berlin" },
        { times: [{ from: 0, to: 90 }], weekdays: [{ first: 6, last: 6 }], location: "Europe/Berlin" },
      ],
    });
    expect(rangesOf(scheduled("0 0 * * SAT", 2 * 86400, "UTC"))).toEqual({
      ranges: [{ weekdays: [{ first: 6, last: 6 }] }, { weekdays: [{ first: 0, last: 0 }] }],
    });
  });
});

describe("planned work once, minute by minute", () => {
  it.each([
    ["2026-12-05T22:00:00Z", "2026-12-05T23:30:00Z", 1],
    ["2026-12-05T22:00:00Z", "2026-12-06T02:00:00Z", 2],
    ["2026-12-05T00:00:00Z", "2026-12-06T00:00:00Z", 1],
    ["2026-01-30T12:00:00Z", "2026-03-02T06:00:00Z", 5],
    ["2025-11-15T00:01:00Z", "2027-02-01T00:00:00Z", 5],
  ])("from %s to %s", (from, to, count) => {
    const one = once(from, to);
    const made = rangesOf(one);
    if ("why" in made) throw new Error(made.why);
    expect(made.ranges).toHaveLength(count);
    expect(differences(one, made.ranges, at("2025-11-01T00:00:00Z"), at("2027-04-01T00:00:00Z"))).toEqual([]);
  });

  it("is not said by parts of minutes", () => {
    expect(rangesOf(once("2026-12-05T22:00:30Z", "2026-12-05T23:00:00Z"))).toEqual({
      why: "it does not begin and end with a whole minute",
    });
  });
});
