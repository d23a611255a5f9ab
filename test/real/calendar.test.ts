import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { Expressions } from "../../src/5-emit/prometheus/expressions.ts";
import { currentPeriod } from "../../src/5-emit/prometheus/forms/calendar.ts";
import { printYaml } from "../../src/5-emit/shared/yaml.ts";
import type { Expr } from "../../src/model/promql/ast.ts";
import { printExpr } from "../../src/model/promql/print.ts";
import { readZone } from "../../src/model/quantity/calendar/zone.ts";
import type { CalendarWindow } from "../../src/model/service.ts";
import { nextPeriod, periodAt } from "../../src/model/slo/calendar.ts";
import { lowerSli, makeSlo, origin } from "../support/model.ts";
import { describeWith, promtoolRetries } from "../support/programs.ts";
import { printedBy } from "../support/process.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-calendar-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const day = 86400;
const bin = 300;

function calendar(
  every: CalendarWindow["every"],
  zone: string,
  from?: readonly [number, number, number],
): CalendarWindow {
  const date = from && { from: { year: from[0], month: from[1], day: from[2] } };
  return { kind: "calendar", every, length: 7 * day, longest: 366 * day, timezone: readZone(zone)!, ...date, origin };
}

/** The date that the clock of a zone shows, as days since 1970 and its parts. */
function localDate(zone: string, at: number) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
  });
  const parts = Object.fromEntries(format.formatToParts(at * 1000).map(({ type, value }) => [type, Number(value)]));
  const [year, month, date] = [parts["year"]!, parts["month"]!, parts["day"]!];
  return { year, month, date, days: Date.UTC(year, month - 1, date) / 1000 / day };
}

const monday = 4; // 1970-01-05 in days

/** Windows, and what the number of a period is by the clock. */
const cases: readonly (readonly [CalendarWindow, (at: number) => number])[] = [
  [calendar("month", "UTC"), (at) => monthOf("UTC", at)],
  [calendar("month", "Europe/Berlin"), (at) => monthOf("Europe/Berlin", at)],
  [
    calendar("month", "Europe/London", [2026, 4, 6]),
    (at) => {
      const { year, month, date } = localDate("Europe/London", at);
      return year * 12 + month - 1 - (date < 6 ? 1 : 0);
    },
  ],
  [calendar("quarter", "America/New_York"), (at) => Math.floor(monthOf("America/New_York", at) / 3)],
  [calendar("quarter", "UTC", [2026, 2, 1]), (at) => Math.floor((monthOf("UTC", at) - 1) / 3)],
  [calendar("year", "Asia/Kathmandu"), (at) => localDate("Asia/Kathmandu", at).year],
  [
    calendar("year", "Australia/Sydney", [2026, 7, 1]),
    (at) => {
      const { year, month } = localDate("Australia/Sydney", at);
      return year - (month < 7 ? 1 : 0);
    },
  ],
  [calendar("week", "Europe/Berlin"), (at) => Math.floor((localDate("Europe/Berlin", at).days - monday) / 7)],
  [calendar("week", "UTC", [2026, 11, 29]), (at) => Math.floor((localDate("UTC", at).days - 3) / 7)],
  [
    calendar(14 * day, "America/New_York", [2026, 1, 5]),
    (at) => Math.floor((localDate("America/New_York", at).days - Date.UTC(2026, 0, 5) / 1000 / day) / 14),
  ],
];

function monthOf(zone: string, at: number): number {
  const { year, month } = localDate(zone, at);
  return year * 12 + month - 1;
}

const from = Date.parse("2026-01-01T12:00:00Z") / 1000;

it("a period begins when the date of the zone changes to its first day", () => {
  for (const [window, numberAt] of cases) {
    let boundary = from;
    for (let i = 0; i < 6; i++) {
      boundary = nextPeriod(window, boundary);
      expect(periodAt(window, boundary - 1)).toBe(periodAt(window, boundary) - 1);
      expect(numberAt(boundary) - numberAt(boundary - 1)).toBe(1);
    }
    for (let at = from; at < from + 800 * day; at += 11 * day + 3661) expect(periodAt(window, at)).toBe(numberAt(at));
  }
});

const text = (expr: Expr) => printExpr(expr, { width: Infinity });

for (const version of ["promtool-2", "promtool-3"] as const) {
  describeWith([version], `calendar periods, ${version}`, (paths) => {
    const passes = async (name: string, root: object, rules?: object) => {
      if (rules !== undefined)
        writeFileSync(join(folder, `${version}-${name}.rules.yaml`), printYaml(rules as never).text);
      const path = join(folder, `${version}-${name}.test.yaml`);
      const files = rules === undefined ? {} : { rule_files: [`${version}-${name}.rules.yaml`] };
      writeFileSync(path, printYaml({ ...files, ...root } as never).text);
      expect(await printedBy(paths[version], ["test", "rules", path])).toMatch(/SUCCESS\s*$/);
    };

    it(
      "are numbered as the clock has them, at each side of boundaries and of changes of clocks",
      { retry: promtoolRetries },
      async () => {
        const tests = cases.map(([window, numberAt]) => {
          const boundaries = [0, 1, 2].map((more) => nextPeriod(window, from + more * 100 * day));
          const changes = [
            "2026-03-08T07:00:00Z",
            "2026-03-29T01:00:00Z",
            "2026-10-25T01:00:00Z",
            "2026-11-01T06:00:00Z",
          ];
          const moments = [...boundaries, ...changes.map((one) => Date.parse(one) / 1000)].flatMap((at) => [
            at,
            at + 60,
          ]);
          return {
            name: `${window.every} in ${window.timezone.name}`,
            interval: "100y",
            // an evaluation is about the time before it
            promql_expr_test: [...new Set(moments)].map((at) => ({
              expr: text(currentPeriod(window)),
              eval_time: `${at}s`,
              exp_samples: [{ labels: `{period="${numberAt(at - 1)}"}`, value: 1 }],
            })),
          };
        });
        await passes("numbers", { evaluation_interval: "100y", tests });
      },
    );

    it(
      "hold every bin once, whenever the rules are evaluated",
      { retry: promtoolRetries, timeout: 240_000 },
      async () => {
        const { sli } = lowerSli("requests", {
          type: "availability",
          prometheus: { total: "http_requests_total", bad: 'http_requests_total{code=~"5.."}' },
        });
        const window: CalendarWindow = { ...calendar("week", "Europe/Berlin"), longest: 7 * day };
        const slo = { ...makeSlo("shop", "requests", sli!, { objective: "99.9%" }), window };
        const expressions = new Expressions(slo, [{ label: "slo", op: "=", value: "requests" }], 60);
        const labels = { slo: "requests" };
        const rule = (record: string, expr: Expr) => ({ record, expr: text(expr), labels });
        const rules = [
          rule("slo:period", currentPeriod(window)),
          rule("slo:sli_total:day", expressions.ofDay("total")),
          rule("sum", expressions.periodSum("total")),
        ];
        // 3m30s does not divide a day: evaluations stand at other seconds around each midnight
        const pace = 210;
        const length = 8 * day;
        const bins = Array.from({ length: length / bin + 1 }, (_, at) => ({
          at: at * bin,
          total: 1000 + ((at * 7919) % 977),
        }));
        const numberAt = (at: number) => Math.floor((Math.floor((at + 3600) / day) - monday) / 7);
        const asked: number[] = [];
        for (let at = 2 * day; at < length; at += 7 * 3600 + pace) asked.push(Math.floor(at / pace) * pace);
        for (let midnight = 3 * day; midnight < length; midnight += day)
          for (const at of [midnight - pace, midnight, midnight + pace, midnight - 3600, midnight - 3600 + pace])
            asked.push(Math.floor(at / pace) * pace);
        const expected = (now: number) => {
          const endOfDay = (Math.floor((now - 1) / day) + 1) * day;
          return bins
            .filter(({ at }) => at <= now && at < endOfDay && numberAt(at - 1) === numberAt(now - 1))
            .reduce((sum, { total }) => sum + total, 0);
        };
        await passes(
          "sums",
          {
            evaluation_interval: `${pace}s`,
            tests: [
              {
                interval: "5m",
                input_series: [
                  { series: 'slo:sli_total:sum5m{slo="requests"}', values: bins.map(({ total }) => total).join(" ") },
                ],
                promql_expr_test: [...new Set(asked)]
                  .sort((a, b) => a - b)
                  .map((at) => ({
                    expr: "sum",
                    eval_time: `${at}s`,
                    exp_samples: expected(at) === 0 ? [] : [{ labels: 'sum{slo="requests"}', value: expected(at) }],
                  })),
              },
            ],
          },
          { groups: [{ name: "period", interval: "2m", rules }] },
        );
      },
    );
  });
}
