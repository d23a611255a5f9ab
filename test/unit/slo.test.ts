import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "../../src/model/quantity/decimal.ts";
import { burnFactor, budgetSpent, canFire, resolveBurn, shortWindow, shrinkWindow } from "../../src/model/slo/burn.ts";
import { collisions, dashboardUid, dashboardUrl, errorRatioName, groupName } from "../../src/model/slo/names.ts";
import {
  type BurnCondition,
  detection,
  episodes,
  firing,
  sliceCounts,
  windowSums,
} from "../../src/model/slo/simulate.ts";
import { effectiveStep, windowForm } from "../../src/model/slo/windows.ts";

const [minute, hour, day] = [60, 3600, 86400];
const decimal = (text: string) => Decimal.parse(text)!;

describe("burn-rate factors", () => {
  // share × period ÷ window, by hand: 0.02 × 672 h ÷ 1 h, 0.05 × 672 ÷ 6, 0.1 × 28 ÷ 1, 0.1 × 28 ÷ 3 = 0.93 (at least 1)
  it.each([
    [28, ["13.44", "5.6", "2.8", "1"]],
    [30, ["14.4", "6", "3", "1"]],
    [90, ["43.2", "18", "9", "3"]],
  ])("of a period of %i days", (days, factors) => {
    const pairs = [
      ["0.02", hour],
      ["0.05", 6 * hour],
      ["0.1", day],
      ["0.1", 3 * day],
    ] as const;
    expect(pairs.map(([share, window]) => burnFactor(decimal(share), window, days * day).toString())).toEqual(factors);
  });

  it("refuse what cannot be: a window longer than the period, no share, more than all", () => {
    expect(() => burnFactor(decimal("0.1"), 2 * day, day)).toThrow(RangeError);
    expect(() => burnFactor(decimal("0"), hour, day)).toThrow(RangeError);
    expect(() => burnFactor(decimal("1.1"), hour, day)).toThrow(RangeError);
  });

  it("spend the share that they were made from, unless they were lifted to 1", () => {
    expect(budgetSpent(decimal("13.44"), hour, 28 * day).toString()).toBe("0.02");
    expect(budgetSpent(decimal("1"), 3 * day, 28 * day).toString(4)).toBe("0.1071");
  });

  it("can fire below a product of 1: 14.4 × 7 % is 1.008, 14.4 × 6.9 % is 0.9936", () => {
    expect(canFire(decimal("14.4"), decimal("0.07"))).toBe(false);
    expect(canFire(decimal("14.4"), decimal("0.069"))).toBe(true);
    expect(canFire(decimal("2"), decimal("0.5"))).toBe(false);
  });
});

describe("windows", () => {
  it("shrink with periods under 28 days, in whole steps, and keep their share", () => {
    // 7 d is a quarter: 1h → 15m, 6h → 90m, 1d → 6h, 3d → 18h
    expect([hour, 6 * hour, day, 3 * day].map((window) => shrinkWindow(window, 7 * day, minute))).toEqual([
      15 * minute,
      90 * minute,
      6 * hour,
      18 * hour,
    ]);
    expect(shrinkWindow(hour, 90 * day, minute)).toBe(hour);
    // 1h × 1d ÷ 28d = 2.14 min → 2 min
    expect(shrinkWindow(hour, day, minute)).toBe(2 * minute);
  });

  it("have a short one of a twelfth, of three steps at least", () => {
    expect([hour, 6 * hour, day, 3 * day].map((long) => shortWindow(long, minute) / minute)).toEqual([5, 30, 120, 360]);
    expect(shortWindow(15 * minute, minute)).toBe(3 * minute);
    expect(shortWindow(hour, 300)).toBe(900);
  });

  it("are refused where they cannot be", () => {
    const spend = decimal("0.02");
    const why = (
      within: number,
      period: number,
      more: { readonly short?: number; readonly shrinks?: boolean } = {},
    ) => {
      const outcome = resolveBurn({ spend, within, shrinks: false, ...more }, period, minute);
      return outcome.ok ? "fine" : outcome.why;
    };
    expect(why(2 * day, day)).toBe("longer-than-period");
    expect(why(hour, day, { shrinks: true })).toBe("unresolved"); // 2 minutes long, 3 short
    expect(why(90, 28 * day)).toBe("not-whole-steps");
    expect(why(7 * hour + minute, 28 * day)).toBe("not-whole-steps"); // over 6h: multiples of 5m
    expect(why(hour, 28 * day, { short: hour })).toBe("unresolved");
    expect(why(hour, 28 * day)).toBe("fine");
  });

  it("are whole slices, at least three of them, and say what they would have been", () => {
    const burn = (within: number, slice: number, more: { readonly short?: number; readonly shrinks?: boolean } = {}) =>
      resolveBurn({ spend: decimal("0.02"), within, shrinks: true, ...more }, 28 * day, minute, slice);
    expect(burn(hour, 300)).toMatchObject({
      pair: { long: hour, short: 900 },
      changes: { windows: { long: hour, short: 300 } },
    });
    expect(burn(6 * hour, 300)).toMatchObject({ pair: { long: 6 * hour, short: 1800 }, changes: {} });
    // 16 minutes divide a day and not six hours: 22.5 of them, rounded up to 23, are 368 minutes
    expect(burn(6 * hour, 16 * minute)).toMatchObject({ pair: { long: 368 * minute, short: 48 * minute } });
    expect(burn(hour, 1800)).toMatchObject({ ok: false, why: "unresolved" }); // 2 slices long, 3 short
    expect(burn(hour, 300, { short: 600 })).toMatchObject({ ok: false, why: "unresolved" });
    expect(burn(62 * minute, 300, { shrinks: false })).toMatchObject({ ok: false, why: "not-whole-steps" });
  });

  it("say what they would have been where the step is long, and a factor that would fire while the objective is kept", () => {
    const burn = (spend: string, within: number, step: number) => {
      const outcome = resolveBurn({ spend: decimal(spend), within, shrinks: false }, 28 * day, step);
      return outcome.ok ? outcome.changes : undefined;
    };
    expect(burn("0.02", hour, minute)).toEqual({});
    expect(burn("0.02", hour, 150)).toEqual({ windows: { long: hour, short: 300 } }); // 450 s in place of 300
    // 5 % × 28 ÷ 3 = 0.4667
    expect(burn("0.05", 3 * day, minute)?.factor?.toString(4)).toBe("0.4667");
    expect(burn("0.15", 3 * day, minute)).toEqual({}); // 1.4
  });

  it("add up steps up to 6h and bins of five minutes beyond", () => {
    expect([hour, 6 * hour, day].map(windowForm)).toEqual(["steps", "steps", "bins"]);
  });

  it("have steps that divide five minutes and are no shorter than the interval", () => {
    expect([15, 60, 61, 90, 150, 151, 240].map((interval) => effectiveStep(60, interval))).toEqual([
      60, 60, 150, 150, 150, 300, 300,
    ]);
    expect(effectiveStep(30, 30)).toBe(30);
    expect(effectiveStep(30, 45)).toBe(60);
  });
});

describe("detection and reset", () => {
  const page: BurnCondition = {
    long: hour,
    short: 5 * minute,
    factor: decimal("14.4"),
    budget: decimal("0.001"),
    minimumErrors: 3,
  };

  // 2000 events a minute, an hour of incident from minute 71 on. Theory: crosses after 60 × 1.44 % ÷ r minutes, ends after 5 × (1 − 1.44 % ÷ r).
  it.each([
    [32, 55, 0], // 1.6 %: an exact tie at 54 minutes does not fire
    [40, 44, 1], // 2 %: 43.2 → 44, 1.4
    [60, 29, 2], // 3 %: 28.8 → 29, 2.6
    [100, 18, 3], // 5 %: 17.28 → 18, 3.56
    [200, 9, 4], // 10 %: 8.64 → 9, 4.28
    [1000, 2, 4], // 50 %: 1.73 → 2, 4.86
    [2000, 1, 4], // 100 %: 0.86 → 1, 4.93
  ])(
    "of %i errors among 2000 events a minute: after %i minutes, until %i minutes later",
    (errors, fires, lastAfterEnd) => {
      expect(detection(page, { events: 2000, errors, before: 71, lasts: 60, after: 60 }, minute)).toEqual({
        fires,
        lastAfterEnd,
      });
    },
  );

  it("never comes at a ratio below the threshold", () => {
    expect(detection(page, { events: 2000, errors: 28, before: 71, lasts: 180, after: 60 }, minute)).toBeUndefined();
  });

  it("waits for enough errors", () => {
    // one event every minute, all bad: the ratio is over at once, the third error comes in the third minute
    expect(detection(page, { events: 1, errors: 1, before: 0, lasts: 10, after: 5 }, minute)?.fires).toBe(3);
  });

  it("of windows of bins comes at a multiple of five minutes", () => {
    const ticket: BurnCondition = {
      long: day,
      short: 2 * hour,
      factor: decimal("3"),
      budget: decimal("0.001"),
      minimumErrors: 3,
    };
    const counts = {
      total: Array.from({ length: 1500 }, () => 1000),
      errors: Array.from({ length: 1500 }, (_, at) => (at > 1000 ? 20 : 0)),
    };
    // history of 1000 minutes: 20 x > 0.003 × 1000 (1001 + x) → x > 176.6; the first bin that holds as many ends at 1180
    expect(episodes(firing(ticket, counts, minute))[0]?.first).toBe(1180);
  });

  it("ends bins at absolute multiples, and forgets what is older than the window", () => {
    const ones = Array.from({ length: 1000 }, () => 1);
    expect(windowSums(ones, hour, minute)[999]).toBe(60);
    expect(windowSums(ones, 8 * hour, minute)[999]).toBe(480); // bins at 995, 990 … 520: 96 of 5
    expect(windowSums(ones, 8 * hour, minute)[7]).toBe(6); // the bin that ended at minute 5 holds steps 1 to 5, and step 0 in the one of minute 0
  });

  it("counts slices: bad from the first event under what it must have, none without events", () => {
    // slices of two minutes end at minutes 2, 4, 6, 8: 5 of 100 bad, 6 of 100, none at all, and 1 of 1
    const counts = { total: [0, 50, 50, 50, 50, 0, 0, 0, 1], errors: [0, 5, 0, 0, 6, 0, 0, 0, 1] };
    const slices = { of: 2 * minute, atLeast: decimal("0.95") };
    expect(sliceCounts(counts, slices, minute)).toEqual({
      total: [0, 0, 1, 0, 1, 0, 0, 0, 1],
      errors: [0, 0, 0, 0, 1, 0, 0, 0, 1],
    });
    expect(sliceCounts(counts, { of: 2 * minute }, minute).errors).toEqual([0, 0, 0.05, 0, 0.06, 0, 0, 0, 1]);
  });

  it("of slices comes at the end of one, and ends when the short window holds none that is bad", () => {
    const page: BurnCondition = {
      long: hour,
      short: 15 * minute,
      factor: decimal("13.44"),
      budget: decimal("0.001"),
      minimumErrors: 3,
      slices: { of: 5 * minute, atLeast: decimal("0.95") },
    };
    // 6 % bad from minute 11 on: the slices that end at minutes 15, 20, 25 are bad, and the third of them fires (3 of 5 > 1.344 %)
    expect(detection(page, { events: 100, errors: 6, before: 11, lasts: 15, after: 40 }, minute)).toEqual({
      fires: 15,
      // from minute 40 on the last three slices, those of 30, 35 and 40, are good: minute 39 is 14 after minute 25
      lastAfterEnd: 14,
    });
    // 5 % bad is what a slice may have
    expect(detection(page, { events: 100, errors: 5, before: 11, lasts: 15, after: 40 }, minute)).toBeUndefined();
  });

  it("of a mean of slices waits for bad events", () => {
    const ticket: BurnCondition = {
      long: hour,
      factor: decimal("1"),
      budget: decimal("0.01"),
      minimumErrors: 3,
      slices: { of: 5 * minute },
    };
    // one slice of five with 1 of 10 bad is 2 %, but two bad events are too few; with three it fires at once
    const counts = (errors: number) => ({
      total: Array.from({ length: 26 }, (_, at) => (at > 0 ? 2 : 0)),
      errors: Array.from({ length: 26 }, (_, at) => (at === 21 ? errors : 0)),
    });
    expect(episodes(firing(ticket, counts(2), minute))).toEqual([]);
    expect(episodes(firing({ ...ticket, minimumErrors: 2 }, counts(2), minute))).toEqual([{ first: 25, last: 25 }]);
  });

  it("agrees with sums made one by one, whatever the counts", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 60 }),
        (counts, steps) => {
          const sums = windowSums(counts, steps * minute, minute);
          expect(sums).toEqual(
            counts.map((_, at) => counts.slice(Math.max(0, at - steps + 1), at + 1).reduce((a, b) => a + b, 0)),
          );
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("names", () => {
  it("say the window in one way", () => {
    expect([300, hour, 90 * minute, 28 * day].map(errorRatioName)).toEqual([
      "slo:sli_error:ratio5m",
      "slo:sli_error:ratio1h",
      "slo:sli_error:ratio1h30m",
      "slo:sli_error:ratio28d",
    ]);
    expect(groupName("shop", "availability", "period")).toBe("shop--availability--period");
  });

  it("of dashboards fit Grafana, and differ where their beginnings are the same", () => {
    expect(dashboardUid("checkout", "production")).toBe("tocsin--production--checkout");
    expect(dashboardUid("checkout")).toBe("tocsin--checkout");
    const long = ["a", "b"].map((end) => dashboardUid(`${"very-long-name-".repeat(4)}${end}`, "production"));
    expect(new Set(long).size).toBe(2);
    for (const uid of long) expect(uid).toMatch(/^[a-z0-9-]{1,40}$/);
    expect(dashboardUrl("https://grafana.example/", "checkout", "latency")).toBe(
      "https://grafana.example/d/tocsin--checkout--slo?var-slo=latency",
    );
  });

  it("that more than one thing bears are found", () => {
    expect([...collisions(["a", "b", "A"], (name) => name.toLowerCase())]).toEqual([["a", ["a", "A"]]]);
  });
});
