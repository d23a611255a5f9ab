import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { aroundOf, leastSamples, lookback, samplesRead, seriesRecorded } from "../../src/model/alerting/anomaly.ts";
import { parsePromql } from "../../src/model/promql/parse.ts";
import { selectorsOf } from "../../src/model/promql/visit.ts";
import { Decimal } from "../../src/model/quantity/decimal.ts";
import type { Anomaly } from "../../src/model/service.ts";
import { compileCase } from "../support/golden.ts";
import { origin } from "../support/model.ts";

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
}

async function compiled(anomalies: string, more = "") {
  const spec = `version: 1\nservice: cart\nowner: shop\n${more}anomalies:\n${anomalies}\n`;
  const { files, diagnostics } = await compileCase({ "spec.yaml": spec });
  const groups = (path: string) => (load(files[path] ?? "groups: []") as { groups: { rules: Rule[] }[] }).groups;
  return { files, diagnostics, rules: groups("prometheus/cart.rules.yaml").flatMap(({ rules }) => rules) };
}

const anomaly = (how: object): Anomaly =>
  ({
    name: "AnomalyDetected",
    anomaly: "a",
    severity: "info",
    sigma: Decimal.of(3),
    value: parsePromql("sum(up)").expr!,
    for: 0,
    labels: {},
    annotations: {},
    links: {},
    notify: [],
    notifyOrigin: origin,
    origin,
    ...how,
  }) as unknown as Anomaly;

describe("the cost of an anomaly", () => {
  it.each([
    ["z-score", "{ method: z-score, value: sum(up) }", { method: "z-score", samples: 100 }],
    ["z-score of few", "{ method: z-score, samples: 7, value: sum(up) }", { method: "z-score", samples: 7 }],
    ["season of a week", "{ method: seasonal, value: sum(up) }", { method: "seasonal", period: 7 * 86400 }],
    ["season of an hour", "{ method: seasonal, period: 1h, value: sum(up) }", { method: "seasonal", period: 3600 }],
  ])("is what the selectors of its rules read: %s", async (_, text, how) => {
    const { rules } = await compiled(`  a: ${text}`);
    const [, ...reading] = rules;
    const read = reading.flatMap(({ expr }) =>
      selectorsOf(parsePromql(expr).expr!).map(({ name, range }) => {
        // a range one second short holds a sample for each minute; the means of four earlier periods bear one name
        if (typeof range === "number") return (range + 1) / 60;
        return name === "anomaly:earlier:mean" ? 4 : 1;
      }),
    );
    expect(read.reduce((sum, samples) => sum + samples, 0)).toBe(samplesRead(anomaly(how), 60));
    const recorded = rules.flatMap(({ record }) => record ?? []);
    const inFour = recorded.filter((name) => name === "anomaly:earlier:mean").length;
    expect(recorded.length + 3 * inFour).toBe(seriesRecorded(anomaly(how)));
  });
});

describe("what an anomaly looks at", () => {
  it("is half an hour on both sides, or a forty-eighth of a short period, in whole steps", () => {
    expect(aroundOf(7 * 86400, 60)).toEqual({ half: 1800, samples: 61, least: 31 });
    expect(aroundOf(86400, 60)).toEqual({ half: 1800, samples: 61, least: 31 });
    expect(aroundOf(6 * 3600, 60)).toEqual({ half: 420, samples: 15, least: 8 });
    expect(aroundOf(3600, 60)).toEqual({ half: 60, samples: 3, least: 2 });
    expect(aroundOf(3600, 300)).toEqual({ half: 300, samples: 3, least: 2 });
  });

  it("are ten samples at least, or as many as are asked for", () => {
    expect([2, 9, 10, 100].map(leastSamples)).toEqual([2, 9, 10, 10]);
  });

  it("is as old as four periods, or all samples", () => {
    expect(lookback(anomaly({ method: "seasonal", period: 86400 }), 60)).toBe(4 * 86400);
    expect(lookback(anomaly({ method: "z-score", samples: 100 }), 150)).toBe(15000);
  });
});

describe("a label of the value that is ours", () => {
  const codes = async (value: string) => {
    const { diagnostics } = await compiled(`  a: { method: z-score, value: '${value}' }`);
    return diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
  };

  it("would make several series one", async () => {
    expect(await codes("sum by (service) (rate(calls_total[5m]))")).toEqual(["emit/label-taken"]);
    expect(await codes('sum by (service, pod) (rate(calls_total{pod="a"}[5m]))')).toEqual(["emit/label-taken"]);
  });

  it("is no matter where it has one value, or is not kept", async () => {
    expect(await codes('sum by (service) (rate(calls_total{service="cart"}[5m]))')).toEqual([]);
    expect(await codes("sum by (pod) (rate(calls_total[5m]))")).toEqual([]);
    expect(await codes("queue_depth")).toEqual([]);
  });
});

describe("proofs of an anomaly", () => {
  const paths = (files: object) => Object.keys(files).filter((path) => path.endsWith(".test.yaml"));

  it("of a long window are evaluated once", async () => {
    const { files } = await compiled("  a: { method: z-score, samples: 600, value: sum(up) }");
    expect(paths(files)).toEqual(["prometheus/cart.anomalies.test.yaml", "prometheus/cart.seasons.test.yaml"]);
    expect(files["prometheus/cart.seasons.test.yaml"]).toContain("90x298 110x299 131");
  });

  it("that would be too long are named", async () => {
    const { files, diagnostics } = await compiled(
      "  a: { method: seasonal, period: 8w, value: sum(up) }\n  b: { method: z-score, for: 1d, value: sum(up) }",
    );
    const untold = diagnostics.filter(({ code }) => code === "emit/no-proof").map(({ title }) => title);
    expect(untold).toEqual([
      expect.stringMatching(/`cart\/a`.*four periods of 56d/),
      expect.stringMatching(/`cart\/b`.*it lasts 1d/),
    ]);
    expect(paths(files)).toEqual(["prometheus/cart.anomalies.test.yaml"]);
  });
});

describe("planned work", () => {
  const schedule = (more: string) => `maintenance: { nightly: { schedule: "0 3 * * *", for: 1h${more} } }\n`;
  const one = "  a: { method: z-score, value: 'sum(rate(calls_total[10m]))' }";

  it("that is excluded leaves no value, until the value does not look back at it any more", async () => {
    const { rules } = await compiled(one, schedule(""));
    const [mark, value] = rules;
    // an hour, ten minutes, two steps, and two seconds for a scrape under way
    expect(mark).toMatchObject({ record: "anomaly:excluded", expr: expect.stringContaining(" < 4322") });
    expect(value!.expr).toContain('unless on () anomaly:excluded{service="cart"}');
    expect(rules.at(-1)!.expr).not.toContain("unless");
  });

  it("that is not excluded mutes the alert alone", async () => {
    const { rules } = await compiled(one, schedule(", excluded: false"));
    expect(rules[0]).toMatchObject({ record: "anomaly:muted" });
    expect(rules[1]!.expr).not.toContain("unless");
    expect(rules.at(-1)!.expr).toContain('unless on () anomaly:muted{service="cart"}');
  });
});
