import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compileCase } from "../support/golden.ts";
import { describeWith, promtoolRetries } from "../support/programs.ts";
import { run } from "../support/process.ts";

// What other generators of SLO rules count wrongly, and ours count: a scrape a minute of one target, and sums that were worked out by hand.

const spec = `version: 1
service: shop
owner: shop
match: { job: shop }
links: { runbook: "https://runbooks.example/shop" }
slis:
  availability:
    type: availability
    prometheus: { total: http_requests_total, bad: 'http_requests_total{code=~"5.."}' }
slos:
  availability: 99.9%
`;

/** What a scrape at each minute shows: a number, `_` for a series that is not there, `stale` for one that has just gone. */
type Scrapes = readonly (number | "_" | "stale")[];
interface Case {
  readonly title: string;
  readonly series: Readonly<Record<string, Scrapes>>;
  /**
   * Expressions, the minute of the last scrape that they are to know, and the one value that they have then; undefined for no row.
   * Counters are read two seconds late, so they are asked a minute after it.
   */
  readonly values: readonly (readonly [expr: string, minute: number, value: number | undefined])[];
}

const up = `up{job="shop", instance="a"}`;
const good = `http_requests_total{job="shop", instance="a", code="200"}`;
const bad = `http_requests_total{job="shop", instance="a", code="500"}`;
const minutes = <T>(count: number, of: (minute: number) => T) => Array.from({ length: count }, (_, i) => of(i));
/** A counter from 0 that gains so much at each minute from the first on. */
function counter(length: number, gain: (minute: number) => number): number[] {
  let sum = 0;
  return minutes(length, (minute) => (sum += minute === 0 ? 0 : gain(minute)));
}
/** Of a million, whole. */
const share = (record: string) => `round(sum(${record}) * 1e6)`;
const counted = (what: "total" | "errors", window: string) => `sum(sum_over_time(slo:sli_${what}:step[${window}]))`;
const anyAlert = "count(ALERTS)";

/** An outage of ten minutes from one minute on, in which a tenth of the requests fail; 1,000 a minute for half an hour, then 100. */
function outage(from: number): Readonly<Record<string, Scrapes>> {
  const requests = (minute: number) => (minute <= 30 ? 1000 : 100);
  const failed = (minute: number) => (minute >= from && minute < from + 10 ? requests(minute) / 10 : 0);
  return {
    [up]: minutes(61, () => 1),
    [good]: counter(61, (minute) => requests(minute) - failed(minute)),
    [bad]: counter(61, failed),
  };
}
const ratioOfRates = `(sum(rate(http_requests_total{code="500"}[5m])) / sum(rate(http_requests_total[5m])))`;

const cases: readonly Case[] = [
  {
    title:
      "a mean of short ratios spends as much budget on an outage in the night as on one at noon: ours weighs by requests (busy hour)",
    series: outage(11),
    // 1,000 of 33,000
    values: [
      [share("slo:sli_error:ratio1h"), 60, 30303],
      // the sum of five minutes that holds the last of it
      [share("slo:sli_error:ratio28d"), 64, 30303],
    ],
  },
  {
    title:
      "a mean of short ratios spends as much budget on an outage in the night as on one at noon: ours weighs by requests (quiet hour)",
    series: outage(41),
    // 100 of 33,000
    values: [
      [share("slo:sli_error:ratio1h"), 60, 3030],
      [share("slo:sli_error:ratio28d"), 64, 3030],
    ],
  },
  {
    title:
      "half an hour without requests makes a sum of recorded ratios NaN for as long as its window: ours is absent meanwhile, and exact after it",
    series: {
      [up]: minutes(91, () => 1),
      [good]: counter(91, (minute) => (minute > 30 && minute <= 60 ? 0 : 99)),
      [bad]: counter(91, (minute) => (minute > 30 && minute <= 60 ? 0 : 1)),
    },
    values: [
      ["slo:sli_error:ratio5m", 45, undefined],
      [share("slo:sli_error:ratio28d"), 90, 10000],
      // the shape of the peer: what differs from itself is NaN
      [`count(sum_over_time(${ratioOfRates}[90m:1m]) != sum_over_time(${ratioOfRates}[90m:1m]))`, 90, 1],
    ],
  },
  {
    title: "a rate never sees the first error of a series that is born with it: ours counts it",
    series: {
      [up]: minutes(21, () => 1),
      [good]: counter(21, () => 100),
      [bad]: minutes(21, (minute) => (minute < 10 ? "_" : 1)),
    },
    values: [
      [counted("errors", "1h"), 9, 0],
      [counted("errors", "1h"), 20, 1],
      [counted("total", "1h"), 20, 2001],
      [`sum(increase(http_requests_total{code="500"}[1h]))`, 20, 0],
    ],
  },
  {
    title: "a scrape that fails just before the first error of a series does not hide it",
    series: {
      [up]: minutes(21, (minute) => (minute === 10 ? 0 : 1)),
      [good]: counter(21, () => 100).map((count, minute) => (minute === 10 ? "stale" : count)),
      [bad]: minutes(21, (minute) => (minute < 11 ? "_" : 1)),
    },
    values: [
      [counted("errors", "1h"), 20, 1],
      [counted("total", "1h"), 20, 2001],
    ],
  },
  {
    title: "a restart during which a scrape failed loses nothing that the process counted since",
    series: {
      [up]: minutes(21, (minute) => (minute === 11 ? 0 : 1)),
      // 1,000 before it; 30 until the next scrape, then 100 a minute
      [good]: minutes(21, (minute) =>
        minute < 11 ? minute * 100 : minute === 11 ? "stale" : 30 + (minute - 12) * 100,
      ),
      // 5 before it, 2 after
      [bad]: minutes(21, (minute) => (minute < 5 ? "_" : minute < 11 ? 5 : minute === 11 ? "stale" : 2)),
    },
    values: [
      [counted("errors", "1h"), 20, 7],
      [counted("total", "1h"), 20, 1837],
    ],
  },
  {
    title:
      "an alert for a missing error series pages for a healthy service that has not failed yet: ours has no errors, all of its budget, and no alert",
    series: { [up]: minutes(61, () => 1), [good]: counter(61, () => 100) },
    values: [
      [share("slo:sli_error:ratio1h"), 60, 0],
      [share("slo:error_budget_remaining:ratio28d"), 60, 1e6],
      [anyAlert, 60, undefined],
      [`count(absent(http_requests_total{code="500"}))`, 60, 1],
    ],
  },
  {
    title:
      "one error of a service with a request a minute pages where the two windows are all that is asked: ours asks for three errors",
    series: {
      [up]: minutes(121, () => 1),
      [good]: counter(121, (minute) => (minute === 100 ? 0 : 1)),
      [bad]: minutes(121, (minute) => (minute < 100 ? "_" : 1)),
    },
    values: [
      [`count(slo:sli_error:ratio1h > 13.44 * 0.001 and slo:sli_error:ratio5m > 13.44 * 0.001)`, 101, 1],
      ...[100, 101, 102, 103, 104, 110, 120].map((minute) => [anyAlert, minute, undefined] as const),
    ],
  },
  {
    title: "a new label on every series breaks long windows, or counts each counter whole: ours loses one step",
    series: {
      [up]: minutes(61, (minute) => (minute < 30 ? 1 : minute === 30 ? "stale" : "_")),
      [good]: counter(61, () => 95).map((count, minute) => (minute < 30 ? count : minute === 30 ? "stale" : "_")),
      [bad]: counter(61, () => 5).map((count, minute) => (minute < 30 ? count : minute === 30 ? "stale" : "_")),
      ...Object.fromEntries(
        [
          [up, minutes(61, () => 1)] as const,
          [good, counter(61, () => 95)] as const,
          [bad, counter(61, () => 5)] as const,
        ].map(([name, values]) => [
          name.replace(`instance="a"`, `instance="a:8080"`),
          values.map((value, minute) => (minute < 30 ? "_" : value)),
        ]),
      ),
    },
    values: [
      [counted("errors", "1h"), 60, 59 * 5],
      [counted("total", "1h"), 60, 59 * 100],
      [share("slo:sli_error:ratio1h"), 60, 50000],
    ],
  },
];

for (const version of ["promtool-2", "promtool-3"] as const) {
  describeWith([version], `what peers count wrongly, ${version}`, (paths) => {
    const folder = mkdtempSync(join(tmpdir(), "tocsin-peers-"));
    beforeAll(async () => {
      const { files } = await compileCase({ "spec.yaml": spec });
      writeFileSync(join(folder, "shop.rules.yaml"), files["prometheus/shop.rules.yaml"] ?? "");
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each(cases.map((one) => [one.title, one] as const))(
      "%s",
      { retry: promtoolRetries },
      async (title, { series, values }) => {
        const test = join(folder, `${cases.findIndex((one) => one.title === title)}.test.yaml`);
        writeFileSync(test, JSON.stringify(testFile(series, values)));
        const { ok, output } = await run(paths[version], "test", "rules", test);
        expect(output).toMatch(/SUCCESS/);
        expect(ok).toBe(true);
      },
    );
  });
}

/** A test of promtool, which reads JSON as the YAML that it is. */
function testFile(series: Case["series"], values: Case["values"]): unknown {
  return {
    rule_files: ["shop.rules.yaml"],
    evaluation_interval: "1m",
    group_eval_order: ["shop--availability", "shop--availability--period"],
    tests: [
      {
        interval: "1m",
        input_series: Object.entries(series).map(([name, scrapes]) => ({ series: name, values: scrapes.join(" ") })),
        promql_expr_test: values.map(([expr, minute, value]) => ({
          expr,
          eval_time: `${minute + 1}m`,
          exp_samples: value === undefined ? [] : [{ labels: "{}", value }],
        })),
      },
    ],
  };
}
