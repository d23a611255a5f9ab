import { describe, expect, it } from "vitest";
import { during } from "../../src/5-emit/prometheus/forms/maintenance.ts";
import { printExpr } from "../../src/model/promql/print.ts";
import { parseSchedule } from "../../src/model/quantity/calendar/schedule.ts";
import { readZone } from "../../src/model/quantity/calendar/zone.ts";
import type { Maintenance } from "../../src/model/service.ts";
import { isDaily, longestPause, occurrences, timesOfDay } from "../../src/model/slo/maintenance.ts";
import { byClock, cases, scheduled } from "../support/maintenance.ts";
import { origin } from "../support/model.ts";

const at = (text: string) => Date.parse(text) / 1000;
const schedule = (text: string) => {
  const parsed = parseSchedule(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};

describe("times of day of a schedule", () => {
  it.each([
    ["0 3 * * SUN", [{ at: 10800, period: 86400 }]],
    ["0 */6 * * *", [{ at: 0, period: 21600 }]],
    ["*/10 * * * *", [{ at: 0, period: 600 }]],
    ["5 * * * *", [{ at: 300, period: 3600 }]],
    [
      "5,20 * * * *",
      [
        { at: 300, period: 3600 },
        { at: 1200, period: 3600 },
      ],
    ],
    [
      "0 1,2 * * *",
      [
        { at: 3600, period: 86400 },
        { at: 7200, period: 86400 },
      ],
    ],
  ])("%s", (text, times) => {
    expect(timesOfDay(schedule(text))).toEqual(times);
  });

  it("know days and pauses", () => {
    expect(isDaily(schedule("0 3 * * *"))).toBe(true);
    expect(isDaily(schedule("0 3 * * MON-FRI"))).toBe(false);
    expect(isDaily(schedule("0 3 1-31 * MON"))).toBe(true);
    expect(isDaily(schedule("0 3 * JAN *"))).toBe(false);
    expect(longestPause(schedule("0 3 * * *"))).toBe(86400);
    // from 2:00 to 1:00 of the next day
    expect(longestPause(schedule("0 1,2 * * *"))).toBe(23 * 3600);
  });
});

describe("occurrences of planned work", () => {
  const berlin = readZone("Europe/Berlin")!;
  const nightly = (text: string): Maintenance => ({
    kind: "schedule",
    name: "nightly",
    excluded: true,
    schedule: schedule(text),
    for: 1800,
    timezone: berlin,
    origin,
  });
  const begins = (text: string, from: string, to: string) =>
    occurrences(nightly(text), at(from), at(to)).map((one) => new Date(one.from * 1000).toISOString());

  it("follow the clocks of the zone", () => {
    // 3:00 is 2:00 UTC in winter, 1:00 UTC in summer
    expect(begins("0 3 * * *", "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z")).toEqual([
      "2026-03-28T02:00:00.000Z",
      "2026-03-29T01:00:00.000Z",
      "2026-03-30T01:00:00.000Z",
    ]);
  });

  it("leave out what clocks skip, and have twice what they show twice", () => {
    expect(begins("30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z")).toEqual(["2026-03-30T00:30:00.000Z"]);
    expect(begins("30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z")).toEqual([
      "2026-10-25T00:30:00.000Z",
      "2026-10-25T01:30:00.000Z",
    ]);
  });

  it.each(cases)("are where a walk over the clock finds them: %s for %s s in %s", (text, length, zone, days) => {
    const one = scheduled(text, length, zone);
    for (const day of days) {
      const [from, to] = [at(`${day}T00:00:00Z`), at(`${day}T00:00:00Z`) + 86400];
      const found = occurrences(one, from, to).map((interval) => interval.from);
      expect([day, found]).toEqual([day, byClock(text, zone, from, to)]);
    }
  });
});

it("a mark is one expression", () => {
  const text = (one: Maintenance) => printExpr(during([one], 60), { width: Infinity });
  // 3:00 on Sundays for 30 minutes, two steps and the two seconds that counters are read late: (86400 − 10800 − 1) and 1800 + 122
  expect(text(scheduled("0 3 * * SUN", 1800, "UTC"))).toBe(
    "vector(1) and (vector((time() + 75599) % 86400) < 1922 and day_of_week(vector(time() - 10801)) == 0)",
  );
  expect(text({ kind: "once", name: "move", excluded: true, from: 3600, to: 7200, origin })).toBe(
    "vector(1) and vector(time()) > 3600 <= 7322",
  );
});
