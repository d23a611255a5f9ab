import { describe, expect, it } from "vitest";
import { offsetAt, readZone } from "../../src/model/quantity/calendar/zone.ts";

const at = (text: string) => Date.parse(text) / 1000;

describe("time zones", () => {
  it.each([
    // last Sundays of March and October, 01:00 UTC
    ["Europe/Berlin", "2027-03-28T00:59:59Z", 3600],
    ["Europe/Berlin", "2027-03-28T01:00:00Z", 7200],
    ["Europe/Berlin", "2026-10-25T00:59:59Z", 7200],
    ["Europe/Berlin", "2026-10-25T01:00:00Z", 3600],
    // second Sunday of March at 2:00 of standard time, first Sunday of November at 2:00 of summer time
    ["America/New_York", "2026-03-08T06:59:59Z", -5 * 3600],
    ["America/New_York", "2026-03-08T07:00:00Z", -4 * 3600],
    ["America/New_York", "2026-11-01T05:59:59Z", -4 * 3600],
    ["America/New_York", "2026-11-01T06:00:00Z", -5 * 3600],
    // the clocks by which its changes are told stand in different years
    ["America/New_York", "2026-01-01T06:30:00Z", -5 * 3600],
    // summer is around the new year
    ["Australia/Sydney", "2026-12-31T12:00:00Z", 11 * 3600],
    ["Australia/Sydney", "2026-07-01T12:00:00Z", 10 * 3600],
    ["Australia/Lord_Howe", "2026-12-31T12:00:00Z", 11 * 3600],
    ["Australia/Lord_Howe", "2026-07-01T12:00:00Z", 10.5 * 3600],
    ["Asia/Kathmandu", "2026-07-01T12:00:00Z", 5.75 * 3600],
    ["UTC", "2026-07-01T12:00:00Z", 0],
  ])("%s at %s", (name, instant, offset) => {
    expect(offsetAt(readZone(name)!, at(instant))).toBe(offset);
  });

  it.each(["Africa/Casablanca", "America/Mexico_City", "Asia/Tehran", "America/Nuuk"])(
    "%s has changed its rule since 2020, or has none",
    (name) => {
      expect(readZone(name)).toBeUndefined();
    },
  );

  it("agree with the database at 40 instants, every fourth of them", () => {
    const names = Intl.supportedValuesOf("timeZone");
    let accepted = 0;
    let state = 1;
    const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
    for (const name of names.filter((_, index) => index % 4 === 0)) {
      const zone = readZone(name);
      if (zone === undefined) continue;
      accepted++;
      const format = new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" });
      for (let i = 0; i < 40; i++) {
        // every third one in the hours around a new year
        const newYear = at(`${2021 + (i % 16)}-01-01T00:00:00Z`) + Math.floor((random() - 0.5) * 48 * 3600);
        const any = Math.floor(at("2020-01-01T00:00:00Z") + random() * 18 * 365.24 * 86400);
        const instant = i % 3 === 0 ? newYear : any;
        const shown = format.formatToParts(instant * 1000).find(({ type }) => type === "timeZoneName")!.value;
        const [, sign, hours = "0", minutes = "0"] = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(shown)!;
        const offset = (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
        if (offsetAt(zone, instant) !== offset)
          throw new Error(`${name} at ${instant}: ${offsetAt(zone, instant)}, ${shown}`);
      }
    }
    expect(accepted).toBeGreaterThan(0.2 * names.length);
  });
});
