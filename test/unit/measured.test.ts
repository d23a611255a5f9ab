/** What a change would have come to: states of alerts by hand, every form of the language, and servers that answer otherwise than they should. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import { load } from "js-yaml";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { isSignificant } from "../../src/cli/comment/text.ts";
import { type Http, HttpError } from "../../src/host/http.ts";
import { NoAnswer } from "../../src/prometheus-api/client.ts";
import type { RangeQuery, RangeSeries } from "../../src/prometheus-api/range.ts";
import { replay, type Side } from "../../src/replay/replay.ts";
import { RuleSet, rulesOf, type WrittenGroup } from "../../src/replay/rules.ts";
import { firingValues, timesOf, together } from "../../src/replay/states.ts";
import { tocsinIn } from "../support/command.ts";
import { goldenCases, readCase } from "../support/golden.ts";

const severities = { page: "page", ticket: "ticket", info: "info" };

describe("when an alert fires", () => {
  const states = (held: string, rule: { for: number; keepFiringFor: number }) => {
    const grid = { start: 0, step: 60, count: held.length };
    const values = Float64Array.from(held, (sign) => (sign === "x" ? 1 : Number.NaN));
    return [...firingValues(values, grid, rule)].map((value) => (Number.isNaN(value) ? "." : "F")).join("");
  };
  it.each([
    ["at once without `for`", "..xx.x", 0, 0, "..FF.F"],
    ["once `for` has passed since it first held: 120 s are three evaluations", "xxxx.xx", 120, 0, "..FF..."],
    ["anew after an evaluation at which it did not hold", "xx.xxx.", 120, 0, ".....F."],
    // last held at 240 s, not at 300 s: let go 180 s after that
    ["as long as `keep_firing_for` says, and through a dip within that", "x...x.....", 0, 180, "FFFFFFFF.."],
    ["and not while it is pending", "xx.x.", 120, 180, "....."],
    ["`for` counts again after it was let go", "xxx....xx", 120, 120, "..FFF...."],
  ])("%s", (_, held, pending, keep, expected) => {
    expect(states(held, { for: pending, keepFiringFor: keep })).toBe(expected);
  });

  it("several series are one alert, and several alerts one disturbance where they overlap or follow", () => {
    const grid = { start: 600, step: 60, count: 6 };
    const of = (text: string) => Float64Array.from(text, (sign) => (sign === "F" ? 1 : Number.NaN));
    expect(timesOf([of("FF...."), of(".F..F.")], grid, 0)).toEqual([
      { from: 600, to: 660 },
      { from: 840, to: 840 },
    ]);
    expect(timesOf([of("FFF...")], grid, 660)).toEqual([{ from: 660, to: 720 }]);
    expect(
      together(
        [
          { from: 840, to: 900 },
          { from: 600, to: 780 },
          { from: 1020, to: 1020 },
        ],
        60,
      ),
    ).toEqual([
      { from: 600, to: 900 },
      { from: 1020, to: 1020 },
    ]);
  });
});

/** Six hours of a server that has one series of ones for whatever it is asked, and nothing that rules have recorded. */
async function replayed(groups: readonly WrittenGroup[]) {
  const to = Date.parse("2026-01-05T06:00:00Z") / 1000;
  const asked: RangeQuery[] = [];
  const { subjects, unasked } = await replay({
    base: new RuleSet([]),
    head: new RuleSet(rulesOf(groups, severities)),
    from: to - 6 * 3600,
    to,
    async ask(query): Promise<readonly RangeSeries[]> {
      asked.push(query);
      const first = Math.max(query.from, to - 9 * 3600);
      const points: [number, number][] = [];
      for (let time = query.from; time <= query.to; time += query.step) if (time >= first) points.push([time, 1]);
      return [{ labels: { job: "spec" }, points }];
    },
  });
  expect(unasked).toBeUndefined();
  return { subjects, asked };
}

describe("every form of the language", () => {
  const cases = goldenCases.flatMap((name) => {
    const { expected } = readCase(name);
    const path = Object.keys(expected).find((one) => /^prometheus\/[^/]+\.rules\.yaml$/.test(one));
    return path === undefined ? [] : [[name, expected[path]!] as const];
  });

  it.each(cases)(
    "%s: its alerts and budgets are worked out, and what is asked is within the limits",
    async (_, text) => {
      const { groups } = load(text) as { groups: readonly WrittenGroup[] };
      const { subjects, asked } = await replayed(groups);
      const sides = subjects.flatMap(({ head }) => (head === undefined ? [] : [head]));
      const alerts = groups.flatMap(({ rules }) => rules.filter(({ alert }) => alert !== undefined));
      const left = sides.flatMap((side) => side.left.map(({ what, reason }) => `${what}: ${reason}`));
      expect(left).toEqual([]);
      expect(sides.flatMap((side) => side.alerts)).toHaveLength(alerts.length);
      for (const { from, to, step } of asked) expect((to - from) / step).toBeLessThan(11_000);
      const budgets = groups.flatMap(({ rules }) =>
        rules.filter(({ record }) => record?.startsWith("slo:error_budget_remaining:")),
      );
      expect(sides.filter(({ budget }) => budget !== undefined).length).toBe(budgets.length);
    },
  );

  it("what is the same in both versions is not asked about", async () => {
    const { groups } = load(cases[0]![1]) as { groups: readonly WrittenGroup[] };
    const rules = new RuleSet(rulesOf(groups, severities));
    const { subjects } = await replay({
      base: rules,
      head: new RuleSet(rulesOf(groups, severities)),
      from: 0,
      to: 3600,
      ask: () => Promise.reject(new NoAnswer("asked", true)),
    });
    expect(subjects).toEqual([]);
  });
});

const top = mkdtempSync(join(tmpdir(), "tocsin-measured-"));
afterAll(() => rmSync(top, { recursive: true, force: true }));
afterEach(() => void vi.useRealTimers());
const validate = new Ajv().compile(JSON.parse(readFileSync("schemas/output/diff.schema.json", "utf8")) as object);

const workspace = (more = "") => `version: 1
workspace: shop
teams: { web: { notify: { page: oncall, ticket: queue } } }
receivers:
  oncall: { pagerduty: { routingKeyFile: /etc/alertmanager/secrets/pagerduty } }
  queue: { slack: { channel: "#web", webhookFile: /etc/alertmanager/secrets/slack } }
targets: { prometheus: { retention: 40d } }
${more}`;
const service = (objective: string, more = "") => `version: 1
service: web
owner: web
links: { runbook: "https://runbooks.example/web" }
match: { job: web }
slis:
  availability: { type: availability, prometheus: { total: r_total, bad: 'r_total{code="500"}' } }
slos: { availability: ${objective} }
${more}`;
let number = 0;
function folder(text: string, more = ""): string {
  const name = `v${number++}`;
  for (const [path, content] of [
    ["tocsin.yaml", workspace(more)],
    ["services/web.service.yaml", text],
  ] as const) {
    mkdirSync(dirname(join(top, name, path)), { recursive: true });
    writeFileSync(join(top, name, path), content);
  }
  return name;
}
const [base, head] = [folder(service("99.9%")), folder(service("99.95%"))];

type Reply = (query: {
  readonly expr: string;
  readonly from: number;
  readonly to: number;
  readonly step: number;
}) => string;
const success = (result: unknown) => JSON.stringify({ status: "success", data: { resultType: "matrix", result } });

/** @param status of every answer */
function serverOf(reply: Reply, status = 200) {
  const urls: string[] = [];
  const get: Http["get"] = async ({ url }) => {
    urls.push(url);
    const query = new URL(url).searchParams;
    const of = (name: string) => Number(query.get(name));
    return { status, text: reply({ expr: query.get("query")!, from: of("start"), to: of("end"), step: of("step") }) };
  };
  return { urls, http: { get, send: get } };
}

const to = Date.parse("2026-01-15T00:00:00Z") / 1000;
const day = 86_400;

/** 10,000 requests a minute, 6.2 of them bad, of which some time is not known. */
const steady =
  (isKnown: (time: number) => boolean): Reply =>
  ({ expr, from, to: last, step }) => {
    if (expr === "vector(1)") return success([{ metric: {}, values: [[from, "1"]] }]);
    if (expr.includes("(slo:")) return success([]);
    const values: [number, string][] = [];
    for (let time = from; time <= last; time += step)
      if (isKnown(time)) values.push([time, expr.includes('code="500"') ? "6.2" : "10000"]);
    return success(values.length === 0 ? [] : [{ metric: {}, values }]);
  };

const url = "http://user:hunter2@prometheus.example:9090/";
async function diff(http: Http, ...more: readonly string[]) {
  const range = ["--from", "14d", "--to", "2026-01-15T00:00:00Z"];
  const { out, err, status } = await tocsinIn(top, ["diff", base, head, "--prometheus", url, ...range, ...more], {
    http,
  });
  expect(out + err).not.toContain("hunter2");
  return { out, err, status };
}

interface Answer {
  readonly measured: {
    readonly subjects: readonly { readonly subject: string; readonly base?: Side; readonly head?: Side }[];
    readonly missing: readonly string[];
    readonly failed?: string;
  };
}

describe("measured over what a server has", () => {
  it("says what the budgets would be spent to, and for how much of the time there are data", async () => {
    // 40 days, but for 6 hours: 14 d − 6 h = 13 d 18 h of the time, 27 d 18 h of the window
    const { http, urls } = serverOf(
      steady((time) => time > to - 40 * day && !(time > to - 2 * day && time <= to - 1.75 * day)),
    );
    const { out, status } = await diff(http);
    expect(status).toBe(0);
    expect(out).toContain(
      "! web/availability starts exhausted: 0.062% bad (data for 27d 18h of 28d) is 124% of the new budget, 62% of the old\n",
    );
    expect(out).toContain("0.062% bad in 28d (data for 27d 18h of it): 62% of the old budget, 124% of the new\n");
    expect(out).toContain("alerts measured over 13d 18h of 14d\n");
    expect(urls.every((one) => one.startsWith("http://prometheus.example:9090/api/v1/query_range?"))).toBe(true);
    // two rules, recorded and raw, of 28 days and some hours at most 11,000 minutes each
    expect(urls.length).toBeLessThan(30);
    const json = JSON.parse((await diff(http, "--json")).out) as Answer;
    expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
    const [one] = json.measured.subjects;
    expect(one!.head).toMatchObject({ seen: 13.75 * day, budget: { window: "28d", seen: 27.75 * day }, left: [] });
    expect(one!.head!.budget!.bad).toBeCloseTo(0.00062, 12);
    expect([one!.base!.budget!.spent, one!.head!.budget!.spent]).toEqual([
      expect.closeTo(0.62, 9),
      expect.closeTo(1.24, 9),
    ]);
    const markdown = (await diff(http, "-f", "markdown")).out;
    expect(markdown).toContain(
      "- ⚠️ web/availability starts exhausted: 0.062% bad (data for 27d 18h of 28d) is 124% of the new budget, 62% of the old\n",
    );
    expect(markdown).toContain(
      "| web/availability | 0.062% bad in 28d (data for 27d 18h of it): 62% of the old budget, 124% of the new |",
    );
    expect(markdown).not.toContain("prometheus.example");
  }, 60_000);

  it("has no data: status 3, and the comparison all the same", async () => {
    const { out, status } = await diff(serverOf(steady(() => false)).http);
    expect(status).toBe(3);
    expect(out).toContain("objective           99.9% → 99.95%");
    expect(out).toContain("  web/availability\n    no data in the 14d looked at\n");
    expect(out).not.toContain("budget, ");
  });

  it("asks nobody without the flag, and the comment says what is left out", async () => {
    const { http, urls } = serverOf(steady(() => true));
    const { out, status } = await tocsinIn(top, ["diff", base, head, "-f", "markdown"], { http });
    expect({ status, urls }).toEqual({ status: 0, urls: [] });
    expect(out).toContain("No Prometheus was named");
  });

  it("stands in the comment too, and makes it one that a reviewer gets", async () => {
    const { http } = serverOf(steady(() => true));
    const range = ["--from", "7d", "--to", "2026-01-15T00:00:00Z"];
    const given = ["comment", join(top, base), "--prometheus", url, ...range];
    const { out, status } = await tocsinIn(join(top, head), given, { http });
    expect(status).toBe(0);
    expect(out).toMatch(
      /^<!-- tocsin:comment:shop -->\n### tocsin: \d medium, \d low\n\n- ⚠️ web\/availability starts exhausted/,
    );
    expect(out).toContain("| measured (7d to 2026-01-15 00:00 UTC) | budget | would have paged | tickets | data |\n");
    const fired = (times: number) => ({
      alerts: [],
      left: [],
      seen: 60,
      fired: new Map([["page" as const, Array.from({ length: times }, (_, at) => ({ from: at, to: at }))]]),
    });
    const comparison = (was: number, is: number) => ({
      base: "",
      head: "",
      changes: [],
      slos: 1,
      files: [],
      cost: { series: 0, alerting: 0, samples: 0 },
      broken: { base: 0, head: 0 },
      measured: {
        server: "",
        from: 0,
        to: day,
        missing: [],
        subjects: [{ subject: "a/b", windows: {}, base: fired(was), head: fired(is) }],
      },
    });
    expect([isSignificant(comparison(1, 2), []), isSignificant(comparison(2, 1), [])]).toEqual([true, false]);
  });

  it("tells of an SLO that is new, or gone, alone", async () => {
    const { http } = serverOf(steady(() => true));
    const two = folder(
      service("99.9%").replace("slos: {", "slos: { second: { sli: availability, objective: 99.95% },"),
    );
    const range = ["--to", "2026-01-15T00:00:00Z"];
    const told = async (from: string, onto: string) => {
      const { out, status } = await tocsinIn(top, ["diff", from, onto, "--prometheus", url, ...range], { http });
      expect(status).toBe(0);
      expect(out).not.toContain("  web/availability\n");
      return out;
    };
    const added = await told(base, two);
    expect(added).toContain("! web/second would be exhausted: 0.062% bad is 124% of its budget\n");
    expect(added).toContain(
      "  web/second\n    0.062% bad in 28d: 124% of the budget\n    would have fired: pages – → 0, tickets – → 1\n",
    );
    const removed = await told(two, base);
    expect(removed).not.toContain("Look at this first");
    expect(removed).toContain(
      "  web/second\n    0.062% bad in 28d: 124% of the budget\n    would have fired: pages 0 → –, tickets 1 → –\n",
    );
  });

  it("says nothing of a service whose rules errors hide", async () => {
    const { http } = serverOf(steady(() => true));
    const broken = folder(service("99.95%", 'alerts: { Q: { when: "sum(q" } }\n'));
    const { out } = await tocsinIn(top, ["diff", base, broken, "--prometheus", url, "--to", "2026-01-15T00:00:00Z"], {
      http,
    });
    expect(out).toContain("not measured: web: errors keep its rules from being made\n");
    expect(out).not.toContain("budget, ");
    expect(out).not.toContain("→ –");
  });

  it("wants to know which environment, where there are several", async () => {
    const several = folder(service("99.9%"), "environments: { production: {}, staging: {} }\n");
    const { http, urls } = serverOf(steady(() => true));
    const { err, status } = await tocsinIn(top, ["diff", several, several, "--prometheus", url], { http });
    expect({ status, urls }).toEqual({ status: 2, urls: [] });
    expect(err).toContain("the server of which environment is it?");
    expect(err).toContain("`--env` with one of production, staging");
    const strange = await tocsinIn(top, ["diff", several, several, "--prometheus", url, "--env", "prod"], { http });
    expect(strange.err).toMatch(/did you mean `production`|it declares production, staging$/m);
    for (const given of [
      ["--env", "production"],
      ["--from", "7d"],
      ["--to", "now"],
    ])
      expect(await tocsinIn(top, ["diff", base, head, ...given], { http })).toMatchObject({ status: 2 });
    // numbers over a time that was not asked for would be untrue
    const without = await tocsinIn(top, ["diff", "--prometheus", "--env", "production"], { http });
    expect([without.status, without.err]).toEqual([2, expect.stringContaining("a URL is missing")]);
    const far = await tocsinIn(top, ["diff", base, head, "--prometheus", url, "--from", "400d"], { http });
    expect([far.status, far.err]).toEqual([2, expect.stringContaining("at most 92 days before --to")]);
  });
});

describe("where the data come from", () => {
  it("is what was recorded, of an SLI that stays; of one that changes both parts are counted anew", async () => {
    const reads = async (text: string, from = base) => {
      const { http, urls } = serverOf(steady(() => true));
      const { status } = await tocsinIn(
        top,
        ["diff", from, folder(text), "--prometheus", url, "--to", "2026-01-15T00:00:00Z"],
        { http },
      );
      expect(status).toBe(0);
      return [
        ...new Set(
          urls.map(
            (one) =>
              /last_over_time\(slo:\w+:step|r_total\{code="50."|r_total|absent|vector/.exec(
                new URL(one).searchParams.get("query")!,
              )![0],
          ),
        ),
      ];
    };
    // nothing was recorded here: raw series stand in for it
    expect(await reads(service("99.95%"))).toEqual([
      "vector",
      "last_over_time(slo:sli_total:step",
      "r_total",
      "last_over_time(slo:sli_errors:step",
      'r_total{code="500"',
    ]);
    // one that is gone was recorded too
    const two = folder(service("99.9%").replace("slos: {", "slos: { second: { sli: availability, objective: 99% },"));
    expect(await reads(service("99.9%"), two)).toEqual([
      "vector",
      "last_over_time(slo:sli_total:step",
      "r_total",
      "last_over_time(slo:sli_errors:step",
      'r_total{code="500"',
      "absent",
    ]);
    expect(await reads(service("99.9%").replace("500", "501"))).toEqual(
      ["vector", "r_total", 'r_total{code="500"', "r_total", 'r_total{code="501"'].filter(
        (one, at, all) => all.indexOf(one) === at,
      ),
    );
  });

  it("is the condition itself, of an alert of its own; without its series nothing is known of it", async () => {
    const rule = (wait: string) =>
      service("99.9%", `alerts: { QueueGrows: { when: "q > 100", for: ${wait}, severity: page } }\n`);
    const [was, is] = [folder(rule("10m")), folder(rule("2m"))];
    const ask = async (reply: Reply) =>
      tocsinIn(top, ["diff", was, is, "--prometheus", url, "--from", "2h", "--to", "2026-01-15T00:00:00Z"], {
        http: serverOf(reply).http,
      });
    // above for five minutes an hour: never for ten, for two each time
    const known = await ask(({ expr, from, to: last, step }) => {
      const values: [number, string][] = [];
      for (let time = from; time <= last; time += step)
        if (expr !== "q > 100" || time % 3600 < 300) values.push([time, "150"]);
      return success([{ metric: {}, values }]);
    });
    expect(known.status).toBe(0);
    expect(known.out).toContain("! web/QueueGrows would have paged 0 → 2 times in 2h\n");
    const unknown = await ask(({ expr, from }) =>
      success(expr === "vector(1)" ? [{ metric: {}, values: [[from, "1"]] }] : []),
    );
    expect(unknown.status).toBe(3);
    expect(unknown.out).toContain("  web/QueueGrows\n    no data in the 2h looked at\n");
  });
});

describe("a server that answers otherwise than it should", () => {
  const away: Http["get"] = () => Promise.reject(new HttpError("it refuses the connection"));
  const cases: readonly (readonly [string, Http, string])[] = [
    ["is away", { get: away, send: away }, "it refuses the connection"],
    ["wants a password", serverOf(() => "", 401).http, "it wants to know who asks (status 401)"],
    ["is another program", serverOf(() => "<html>").http, "its answer is not Prometheus's"],
    [
      "says an error, with what a terminal would obey",
      serverOf(() => JSON.stringify({ status: "error", error: "no\u001b[31m\nred" }), 422).http,
      "no [31m red",
    ],
    [
      "answers without data",
      serverOf(() => JSON.stringify({ status: "success" })).http,
      "its answer is not Prometheus's",
    ],
    [
      "gives rows that are none",
      serverOf(() => success([{ metric: 5, values: "x" }])).http,
      "its answer is not Prometheus's",
    ],
    [
      "gives samples that are none",
      serverOf(() => success([{ metric: {}, values: [1, 2] }])).http,
      "its answer is not Prometheus's",
    ],
  ];
  it.each(cases)(
    "%s: status 3, and the comparison all the same",
    async (_, http, reason) => {
      const { out, err, status } = await diff(http);
      expect(status).toBe(3);
      expect(err).toBe(`error: http://***@prometheus.example:9090: ${reason}\n`);
      expect(out).toContain("objective           99.9% → 99.95%");
      expect(out).toContain(`not measured: share of bad, budgets, and when alerts would have fired (${reason})\n`);
    },
    20_000,
  );

  it("gives far more series than there are groups", async () => {
    const known = steady(() => true);
    const reply: Reply = (query) =>
      query.expr.includes("r_total")
        ? success(Array.from({ length: 5000 }, (_, at) => ({ metric: { a: String(at) }, values: [[query.from, "1"]] })))
        : known(query);
    const { out, status } = await diff(serverOf(reply).http);
    expect(status).toBe(0);
    expect(out).toMatch(/not measured: all of it \(it has more than \d\d series\)/);
  });

  it("is slow: what was not asked within two minutes is named", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: to * 1000 });
    const known = steady(() => true);
    const { http } = serverOf((query) => {
      vi.setSystemTime(Date.now() + 25_000);
      return known(query);
    });
    const { out, err, status } = await diff(http);
    expect(status).toBe(3);
    expect(err).toContain("2 minutes were over");
    expect(out).toContain("not measured: web/availability: 2 minutes were over");
  });
});
