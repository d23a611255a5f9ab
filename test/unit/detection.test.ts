import { describe, expect, it } from "vitest";
import { Decimal } from "../../src/model/quantity/decimal.ts";
import type { BurnAlert, CompositeSlo, SliSlo } from "../../src/model/service.ts";
import { budgetTime, detectionTime, resetTime, smallestOutage } from "../../src/model/slo/detection.ts";
import { detection, firing, type Counts } from "../../src/model/slo/simulate.ts";
import { lowerSli, makeSlo } from "../support/model.ts";

const step = 60;
const percent = (text: string) => Decimal.parse(text)!.divide(Decimal.of(100));
const sli = lowerSli("requests", {
  type: "availability",
  prometheus: { total: "requests_total", bad: 'requests_total{code="500"}' },
}).sli!;
const slo = (objective: string, minimumErrors = 0): SliSlo => makeSlo("shop", "a", sli, { objective, minimumErrors });

/** The last of the evaluations at which the alert may fire first, over every moment of a five-minute bin at which an incident may begin. */
function simulated(of: SliSlo, burn: BurnAlert, share: number): number | undefined {
  const { budget, minimumErrors } = of;
  const events = 100_000;
  const lasts = burn.long / step + 10;
  const all = [0, 1, 2, 3, 4].map((phase) =>
    detection(
      { ...burn, budget, minimumErrors },
      { events, errors: Math.round(events * share), before: burn.long / step + phase, lasts, after: 10 },
      step,
    ),
  );
  return all.some((one) => one === undefined) ? undefined : Math.max(...all.map((one) => one!.fires)) * step;
}

describe("how soon an alert fires", () => {
  it.each(["99.95%", "99.9%", "99%"])("is what counting events gives, for %s", (objective) => {
    const of = slo(objective);
    for (const burn of of.burns) {
      for (const share of ["100", "50", "10", "5", "2", "1.5"]) {
        const ratio = percent(share);
        const told = detectionTime({ slo: of, step }, burn, ratio);
        expect([objective, burn.long, share, told]).toEqual([
          objective,
          burn.long,
          share,
          simulated(of, burn, ratio.toNumber()),
        ]);
      }
    }
  });

  it("is as measured on Prometheus for 99.9% and a factor of 14.4", () => {
    // fires at minutes 54, 43, 28, 17, 8, 1, 0 and one evaluation more
    const page = { ...slo("99.9%").burns[0]!, factor: Decimal.parse("14.4")! };
    const times = ["1.6", "2", "3", "5", "10", "50", "100"].map(
      (share) => detectionTime({ slo: slo("99.9%"), step }, page, percent(share))! / 60,
    );
    expect(times).toEqual([55, 44, 29, 18, 9, 2, 1]);
  });

  it("waits for enough errors in low traffic, or for ever", () => {
    // one event in ten minutes: three errors take 30 minutes of the hour; of one in half an hour there are never three in one
    const of = slo("99.9%", 3);
    const [page] = of.burns;
    const at = (perSecond: Decimal) => detectionTime({ slo: of, step, traffic: perSecond }, page!, Decimal.of(1));
    expect(at(Decimal.of(1, 600))).toBe(30 * 60);
    expect(at(Decimal.of(1, 1800))).toBeUndefined();
    expect(smallestOutage({ slo: of, step, traffic: Decimal.of(1, 600) }, page!)).toBe(1800);
  });

  it("is never for what keeps the objective", () => {
    const of = slo("99%");
    for (const burn of of.burns) expect(detectionTime({ slo: of, step }, burn, percent("1"))).toBeUndefined();
  });

  it("counts slices that are bad as a whole", () => {
    // 8,064 slices of five minutes in 28 d; 99 % of them: factor 13.44 asks for more than 12 × 13.44 % = 1.6 bad ones in an hour
    const of: SliSlo = { ...slo("99%"), slices: { of: 300, atLeast: percent("95"), origin: sli.origin } };
    const [page] = of.burns;
    expect(detectionTime({ slo: of, step }, page!, Decimal.of(1))).toBe(240 + 2 * 300);
    expect(detectionTime({ slo: of, step }, page!, percent("5"))).toBeUndefined();
    // one slice and the 15 s that make the second one bad
    expect(smallestOutage({ slo: of, step }, page!)).toBe(315);
  });

  it("of a composite SLO is that of the part that tells least", () => {
    const part = (weight: number) => ({
      service: "shop",
      slo: "a",
      id: "shop/a",
      weight: Decimal.of(weight),
      origin: sli.origin,
    });
    const { kind: _, sli: __, ...base } = slo("99%");
    const of = (combine: "mean" | "product" | "worst"): CompositeSlo => ({
      ...base,
      noData: [],
      kind: "composite",
      composition: { combine, parts: [part(3), part(1)] },
    });
    const page = base.burns[0]!;
    // a quarter of 100 % over the hour's threshold of 13.44 %: 0.1344 × 60 ÷ 0.25 = 32.256 minutes
    expect(detectionTime({ slo: of("mean"), step }, page, Decimal.of(1))).toBe(33 * 60);
    expect(detectionTime({ slo: of("worst"), step }, page, Decimal.of(1))).toBe(9 * 60);
    // 1 − (1 − 0.2)^1 = 20 %: 8.064 ÷ 0.2 = 40.32
    expect(detectionTime({ slo: of("product"), step }, page, percent("20"))).toBe(41 * 60);
  });
});

describe("how an alert ends", () => {
  it("is what counting events gives", () => {
    for (const objective of ["99.9%", "99%"]) {
      const of = slo(objective);
      for (const burn of of.burns) {
        const ends = [0, 1, 2, 3, 4].map((phase) => {
          const lasts = burn.long / step;
          const { budget, minimumErrors } = of;
          return detection(
            { ...burn, budget, minimumErrors },
            { events: 1000, errors: 1000, before: burn.long / step + phase, lasts, after: lasts },
            step,
          )!.lastAfterEnd;
        });
        expect(resetTime({ slo: of, step }, burn)).toBe(Math.max(...ends) * step);
      }
    }
  });
});

describe("an outage that is just long enough", () => {
  it("makes the alert fire, and one that is a little shorter does not", () => {
    const of = slo("99.9%");
    const { budget, minimumErrors } = of;
    const [page] = of.burns;
    // 3600 × 13.44 × 0.001 = 48.384 seconds
    expect(smallestOutage({ slo: of, step }, page!)).toBeCloseTo(48.384, 9);
    const events = 1_000_000;
    const fires = (seconds: number) => {
      const length = 120;
      const counts: Counts = {
        total: Array.from({ length }, () => events),
        errors: Array.from({ length }, (_, at) => (at === 70 ? Math.round((seconds / 60) * events) : 0)),
      };
      return firing({ ...page!, budget, minimumErrors }, counts, step).includes(true);
    };
    expect([fires(48.38), fires(48.39)]).toEqual([false, true]);
  });
});

describe("little budget left", () => {
  it("is told when the rest of it is spent", () => {
    const of = slo("99.9%");
    const alert = { ...of.burns[0]!, left: percent("25") };
    // 75 % of 0.1 % of 28 days are 1,814.4 s of a full outage: the 31st step, up to a bin and an evaluation of the group later
    expect(budgetTime({ slo: of, step }, alert, Decimal.of(1))).toBe(31 * 60 + 240 + 120);
    expect(budgetTime({ slo: of, step }, alert, percent("0.07"))).toBeUndefined();
  });
});
