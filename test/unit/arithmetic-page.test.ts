/** Every number that docs/arithmetic.md states is worked out here, or named as no result of a computation. */
import { readFileSync } from "node:fs";
import { calendarPeriods } from "../../src/model/slo/calendar.ts";
import { describe, expect, it } from "vitest";
import { Decimal } from "../../src/model/quantity/decimal.ts";
import { budgetSpent, burnFactor } from "../../src/model/slo/burn.ts";
import { tailOf } from "../../src/model/slo/maintenance.ts";
import { bin, hasWatches, scrapeLatency, watch } from "../../src/model/slo/windows.ts";

const page = readFileSync("docs/arithmetic.md", "utf8");
const minute = 60;
const hour = 3600;
const day = 86400;
const period = 28 * day;
const percent = (text: string) => Decimal.parse(text)!.divide(Decimal.of(100));
const budget = (objective: string) => Decimal.of(1).subtract(percent(objective));
const factor = (spend: string, within: number, of = period) => burnFactor(percent(spend), within, of);
const thousands = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

/** What the page says, with the numbers put in from a computation. */
const claims: readonly string[] = [
  `99.9 % over 28 days`,
  `${budget("99.9").multiply(Decimal.of(100)).toString()} % of all events may be bad`,
  `\`1 − 99.95%\` is ${budget("99.95").toString()}, and ${factor("2", hour).toString()} × ${budget("99.95").toString()} is printed as ${factor("2", hour).multiply(budget("99.95")).toString()}`,
  `28 days cost ${thousands(period / bin)} samples a side instead of ${thousands(period / minute)}`,
  ...[
    ["page   ", "2 ", hour, "1h ", bin, "5m "],
    ["page   ", "5 ", 6 * hour, "6h ", 30 * minute, "30m"],
    ["ticket ", "10", day, "1d ", 2 * hour, "2h "],
  ].map(([severity, spend, long, name, short, shortName]) => {
    expect(Number(long) / 12).toBe(short);
    const of = (days: number) => factor(String(spend).trim(), Number(long), days * day).toString();
    const width = (text: string, to: number) => text.padEnd(to);
    return `| ${severity} | ${width(`${String(spend).trim()} %`, 5)} | ${width(String(name).trim(), 13)} | ${width(String(shortName).trim(), 5)} | ${width(of(28), 18)} | ${width(of(30), 11)} |`;
  }),
  `| ticket  | 10 %  | 3d            | 6h    | ${factor("10", 3 * day).toString()} (${((0.1 * 28) / 3).toFixed(5).slice(0, 5)}…)         | ${factor("10", 3 * day, 30 * day).toString()}           |`,
  `60 min × ${factor("2", hour).toString()} × ${budget("99.9").toString()} ÷ 0.1 = ${Number((60 * 13.44 * 0.001) / 0.1).toFixed(2)} minutes`,
  `A full outage pages after ${(60 * 13.44 * 0.001).toFixed(2)} minutes`,
  `With 20 requests an hour a single error is ${100 / 20} %`,
  `${period / watch} of them in 28 days, each the number of its ${watch / bin} five-minute sums`,
  `up to ${10 + 3} minutes after the last scrape`,
  `\`budgetLeft: 25%\` fires below ${percent("25").toString()}`,
  // calendar periods: the shortest of each, and the days and five-minute sums of a leap year
  `(${calendarPeriods.month.shortest}, ${calendarPeriods.quarter.shortest}, ${calendarPeriods.year.shortest} days)`,
  `a year reads ${calendarPeriods.year.longest} days and today in place of ${thousands((365 * day) / 300)} sums`,
  "a duration such as `14d` repeats",
  `with two steps of a minute and the two seconds that counters are read late`,
  // planned work: 30 minutes, two steps and the lateness; 3:00 is 10,800 s into the day, and the one second more makes its beginning the last that counts
  `the time less than ${thousands(30 * minute + tailOf(minute))} seconds after 3:00`,
  `vector((time() + ${day - 3 * hour - 1}) % ${day}) < ${30 * minute + 2 * minute + 2} and day_of_week(vector(time() - ${3 * hour + 1})) == 0`,
  // slices: one of half bad and one without, by slices and by events; the budget in slices
  `with 1 of 2 requests bad in one slice and 0 of ${1000 - 2} in the next, the window is ${((1 / 2 + 0) / 2) * 100} % bad, where by events it is ${(1 / 1000) * 100} %`,
  `A budget of 0.1 % of 28 days in slices of five minutes is ${budget("99.9")
    .multiply(Decimal.of(period / (5 * minute)))
    .toString()} slices`,
  `Slices of a minute are ${thousands(period / minute)} a side for 28 days`,
  // corrections: from 10:00 to 10:40, two steps more, to whole five minutes
  `of 10:00 to 10:40 and two steps of a minute, ${Math.ceil((40 + 2) / 5) * 5} minutes`,
  // compositions of parts with 1 % and 2 % bad
  `of 1 % and 2 % bad | with weights 3 and 1 |`,
  `${composed(1).toString()} %             | ${composed(3).toString()} % `,
  `${(1 + 2) / 2} %              | ${(3 * 1 + 2) / 4} % `,
  `| the largest e     | ${Math.max(1, 2)} % `,
];

/** Percentage of bad of a product of parts with 1 % and 2 % bad, the first to a power. */
function composed(power: number): Decimal {
  const good = Array.from({ length: power }, () => percent("99")).reduce((all, share) => all.multiply(share));
  return Decimal.of(1)
    .subtract(good.multiply(percent("98")))
    .multiply(Decimal.of(100));
}

/** Numbers that are names, or inputs that the page itself chooses. */
const named: readonly RegExp[] = [
  /```yaml[^]*?```/g,
  /```promql[^]*?```/g,
  /https?:\/\/\S+/g,
  /Prometheus \d(?:\.\d+)?/g,
  /chapter \d/g,
  /`\[1d:5m\]`|`\[299s\]`|`\[5m\]`|`noData: 10m`|ratio28d|\(3\.x\)/g,
  /1 − objective|1 − share|At 1 the budget|at 10 a tenth|1 minute, longer|at 1 and not at 0|max\(1, |`or on \(…\) 0 \* total`/g,
  /Windows up to 6 hours|recorded 5-minute sums|at most 5 minutes old|windows of 5-minute sums|multiple of 5 minutes|5-minute/g,
  /for 28 days|for 30 days|shorter than 28 days|over 28 days, 10 % errors, the 1-hour page|in 28 days|over 28 days/g,
  /a factor is at least 1|Below 1 a ticket|`minimumErrors` bad events, 3 unless/g,
  /from 0 to 1 |at 100, 50, 10, 5, 2 and 1 % errors|10 % errors, the 1-hour page/g,
  /1 is untouched, 0 is spent, −1 is twice spent/g,
  /counted for 10 minutes|for 3 steps|with the value 1,|3:00 on Sundays for 30 minutes/g,
  /`slices: \{ of: 5m, atLeast: 95% \}`|above 1 − `atLeast`|1 − Π \(1 − e\) \^ w/g,
  /An? objective of 99\.9 %|28 × 1440|step\[28d\]|s × \(1 − f|x × l ÷ \(r − 1\)/g,
];

describe("docs/arithmetic.md", () => {
  it.each(claims.map((claim) => [claim]))("says %s", (claim) => {
    expect(page).toContain(claim);
  });

  it("says no other number", () => {
    let rest = page;
    for (const claim of claims) rest = rest.replaceAll(claim, "");
    for (const pattern of named) rest = rest.replace(pattern, "");
    const left = rest.split("\n").filter((line) => /\d/.test(line));
    expect(left).toEqual([]);
  });

  it("and what it says of windows holds", () => {
    expect([hasWatches(period), watch].map(Number)).toEqual([1, day / 4]);
    expect([scrapeLatency, minute + scrapeLatency]).toEqual([2, 62]);
    // what is spent at the threshold is what was asked for
    expect(budgetSpent(factor("2", hour), hour, period).equals(percent("2"))).toBe(true);
  });
});
