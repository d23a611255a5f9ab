import { describe, expect, it } from "vitest";
import { contrast, readable, valueColor, textOn, thresholdOf } from "../../src/preview/colors.ts";
import { readDashboard, type Dashboard } from "../../src/preview/dashboard.ts";
import { display, fixed, formatValue, shownText } from "../../src/preview/format.ts";
import { fillLink, placeOf } from "../../src/preview/links.ts";
import { isSafeUrl, readInline, readMarkdown } from "../../src/preview/markdown.ts";
import { reduceBy } from "../../src/preview/reduce.ts";
import { momentOf, rangeOf, spanOf, spanText, stepOf } from "../../src/preview/time.ts";
import {
  builtinsOf,
  choose,
  fillQuery,
  fillText,
  fillTitle,
  optionsOf,
  type Scope,
} from "../../src/preview/variables.ts";
import { everything } from "../support/preview.ts";

function read(json: object): Dashboard {
  const dashboard = readDashboard(JSON.stringify(json));
  if (typeof dashboard === "string") throw new Error(dashboard);
  return dashboard;
}

describe("units", () => {
  it.each([
    // Suffixes and decimals as Grafana 11 shows them.
    ["percentunit", 0.99951, 2, "99.95%"],
    ["percentunit", 0.5, undefined, "50%"],
    ["percent", 12.345, 1, "12.3%"],
    ["s", 0.000_25, undefined, "250 µs"],
    ["s", 0.25, undefined, "250 ms"],
    ["s", 1.5, 1, "1.5 s"],
    ["s", 90, 1, "1.5 mins"],
    ["s", 7200, 0, "2 hours"],
    ["s", 0, undefined, "0 s"],
    ["ms", 1500, 1, "1.5 s"],
    ["dtdurations", 93_784, 1, "1 day, 2 hours"],
    ["dtdurations", 93_784, 3, "1 day, 2 hours, 3 minutes, 4 seconds"],
    ["dtdurations", -60, 0, "1 minute ago"],
    ["short", 1234, 2, "1.23 K"],
    ["short", 999, undefined, "999"],
    ["reqps", 1500, 1, "1.5 Kreq/s"],
    ["reqps", 12.5, 1, "12.5 req/s"],
    ["bytes", 1536, 1, "1.5 KiB"],
    ["decbytes", 1_500_000, 1, "1.5 MB"],
    ["Bps", 2000, 0, "2 kB/s"],
    ["currencyUSD", 1234.5, 2, "$1.23K"],
    ["suffix:x", 14.4, 1, "14.4 x"],
    ["none", 3.25719, undefined, "3.26"],
    ["none", 0.0123, undefined, "0.0123"],
    ["locale", 1_234_567, 0, "1,234,567"],
    ["bool_yes_no", 0, undefined, "No"],
    ["furlongs", 2, undefined, "2 furlongs"],
    [undefined, 5, undefined, "5"],
  ] as const)("%s of %f with %s decimals is %s", (unit, value, decimals, shown) => {
    const config = { ...(unit !== undefined && { unit }), ...(decimals !== undefined && { decimals }) };
    expect(shownText(formatValue(value, config))).toBe(shown);
  });

  it("a time is told from the end of what is shown", () => {
    const of = (seconds: number) => shownText(formatValue(seconds * 1000, { unit: "dateTimeFromNow", now: 100_000 }));
    expect([99_990, 92_800, 13_600, 103_600].map(of)).toEqual([
      "a few seconds ago",
      "2 hours ago",
      "1 day ago",
      "in 1 hour",
    ]);
  });

  it("numbers that are none", () => {
    expect([NaN, Infinity, -Infinity].map((value) => fixed(value, 2))).toEqual(["NaN", "+Inf", "-Inf"]);
    expect(shownText(formatValue(null, {}))).toBe("");
  });
});

describe("mappings, thresholds, colours", () => {
  const { panels } = read({
    uid: "a",
    title: "A",
    panels: [
      {
        type: "stat",
        gridPos: { x: 0, y: 0, w: 1, h: 1 },
        fieldConfig: {
          defaults: {
            noValue: "quiet",
            thresholds: {
              mode: "absolute",
              steps: [
                { value: 0, color: "red" },
                { value: 10, color: "#00ff00" },
              ],
            },
            mappings: [
              { type: "value", options: { "0": { text: "none", color: "blue", index: 0 } } },
              { type: "range", options: { from: 1, to: 5, result: { text: "few" } } },
              { type: "range", options: { from: null, to: -1, result: { text: "less than none" } } },
              { type: "special", options: { match: "nan", result: { text: "no number" } } },
            ],
          },
        },
      },
    ],
  });
  const config = panels[0]!.defaults;

  it("the first mapping that fits gives the text, noValue that of nothing", () => {
    const texts = [0, 3, -2, NaN, 7, null].map((value) => shownText(display(value, config)));
    expect(texts).toEqual(["none", "few", "less than none", "no number", "7", "quiet"]);
  });

  it("the first step holds from below, whatever it says", () => {
    expect([-5, 9.99, 10, 1e9].map((value) => thresholdOf(value, config))).toEqual([
      "red",
      "red",
      "#00ff00",
      "#00ff00",
    ]);
  });

  it("steps in percent are of the range", () => {
    const percentage = {
      thresholds: { percentage: true, steps: config.thresholds!.steps },
      min: 0,
      max: 200,
      custom: {},
    };
    expect([19, 20].map((value) => thresholdOf(value, percentage))).toEqual(["red", "#00ff00"]);
  });

  it("a mapping's colour comes first", () => {
    expect(valueColor(0, config, 0, "light")).toBe("#5794F2");
    expect(valueColor(12, config, 0, "light")).toBe("#00ff00");
  });

  it("a colour as text is as near to itself as is read well", () => {
    // Black on white is 21 to 1 by definition; the orange (luminance 0.416) is 2.25 to 1 on white and well read on the dark.
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#E69F00", "#ffffff")).toBeCloseTo(2.25, 2);
    expect(contrast(readable("#E69F00", "light", 4.5), "#ffffff")).toBeGreaterThanOrEqual(4.5);
    expect(readable("#E69F00", "dark", 4.5)).toBe("rgb(230, 159, 0)");
  });

  it("text on a colour is read well", () => {
    expect(["#009E73", "#0072B2", "#E69F00", "#ffffff"].map(textOn)).toEqual([
      "#000000",
      "#ffffff",
      "#000000",
      "#000000",
    ]);
  });
});

describe("one number of many", () => {
  const values = [null, 4, 2, NaN, 8, null];
  it.each([
    ["lastNotNull", 8],
    ["last", null],
    ["first", null],
    ["firstNotNull", 4],
    ["min", 2],
    ["max", 8],
    ["mean", 14 / 3],
    ["sum", 14],
    ["count", 6],
    ["range", 6],
    ["diff", 4],
    ["median", 4],
    // 4 → 2 is a restart (2), 2 → 8 grows by 6.
    ["delta", 8],
    ["noSuchThing", null],
  ] as const)("%s", (id, expected) => expect(reduceBy(id, values)).toBe(expected));

  it("a NaN that is last is shown", () => expect(reduceBy("lastNotNull", [1, NaN, null])).toBe(NaN));
});

describe("times", () => {
  const now = Date.UTC(2026, 10, 25, 15, 30) / 1000;
  const at = (text: string) => Date.parse(text) / 1000;
  it.each([
    ["now", "2026-11-25T15:30:00Z"],
    ["now-6h", "2026-11-25T09:30:00Z"],
    ["now-1d/d", "2026-11-24T00:00:00Z"],
    ["now/M", "2026-11-01T00:00:00Z"],
    ["now-1M", "2026-10-25T15:30:00Z"],
    // A Wednesday; weeks start on Monday.
    ["now/w", "2026-11-23T00:00:00Z"],
    ["2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z"],
    ["1795600000000", "2026-11-25T09:46:40Z"],
  ])("%s", (text, expected) => expect(momentOf(text, now)).toBe(at(expected)));

  it("the end of a day, and what is no time", () => {
    expect(momentOf("now/d", now, true)).toBe(at("2026-11-26T00:00:00Z") - 0.001);
    expect(momentOf("yesterday", now)).toBeUndefined();
    expect(momentOf("now-1M", at("2026-03-31T00:00:00Z"))).toBe(at("2026-02-28T00:00:00Z"));
  });

  it("a start is told from an end that is no `now`", () => {
    expect(rangeOf("now-1h", "2026-11-01T12:00:00Z", now)).toEqual({
      from: at("2026-11-01T11:00:00Z"),
      to: at("2026-11-01T12:00:00Z"),
    });
    expect(rangeOf("now", "now-1h", now)).toBeUndefined();
  });

  it("steps are round as Grafana's", () => {
    const range = (hours: number) => ({ from: 0, to: hours * 3600 });
    // 21,600 s over 144 points are 150 s, which rounds to 2 minutes; over 1,440 they are 15 s.
    expect([stepOf(range(6), 144, 15), stepOf(range(6), 1440, 15), stepOf(range(1), 1000, 15)]).toEqual([120, 15, 15]);
    expect([spanOf("1h30m"), spanOf("15s"), spanOf("2 weeks")]).toEqual([5400, 15, undefined]);
    expect([spanText(60), spanText(90), spanText(7200), spanText(0.5)]).toEqual(["1m", "90s", "2h", "500ms"]);
  });
});

describe("variables", () => {
  const list = [
    {
      type: "custom",
      name: "slo",
      query: "availability, latency, Long one : long\\,er",
      current: { value: "latency" },
    },
    {
      type: "query",
      name: "route",
      query: { query: 'label_values(requests{slo="$slo"}, route)' },
      multi: true,
      includeAll: true,
      sort: 2,
      regex: "/^\\/(.*)$/",
    },
    { type: "query", name: "any", query: "label_values(route)", includeAll: true, allValue: ".*", multi: true },
  ];
  const dashboard = read({ uid: "a", title: "A", panels: [], templating: { list } });
  const asked: unknown[] = [];
  const names = {
    labelValues: async (label: string, selector?: string) => {
      asked.push([label, selector]);
      return ["/a.b", "/c", "none"];
    },
    labelNames: async () => [],
    rows: async () => [],
  };
  const scopeWith = async (wishes: Readonly<Record<string, readonly string[]>>): Promise<Scope> => {
    const scope = new Map<string, ReturnType<typeof choose>>();
    for (const variable of dashboard.variables)
      scope.set(variable.name, choose(variable, await optionsOf(variable, scope, names), wishes[variable.name]));
    return scope;
  };

  it("options: those of a list, and those of a label after its regular expression, sorted downwards", async () => {
    const scope = await scopeWith({});
    expect(scope.get("slo")!.options).toEqual([
      { text: "availability", value: "availability" },
      { text: "latency", value: "latency" },
      { text: "Long one", value: "long,er" },
    ]);
    expect(scope.get("route")!.options).toEqual([
      { text: "c", value: "c" },
      { text: "a.b", value: "a.b" },
    ]);
    expect(asked[0]).toEqual(["route", 'requests{slo="latency"}']);
  });

  it("what is saved is chosen, what is wished for if it is there", async () => {
    expect((await scopeWith({})).get("slo")!.selected).toEqual(["latency"]);
    expect((await scopeWith({ slo: ["availability"] })).get("slo")!.selected).toEqual(["availability"]);
    expect((await scopeWith({ slo: ["'}) or vector(1)"] })).get("slo")!.selected).toEqual(["latency"]);
    expect((await scopeWith({})).get("route")!.selected).toEqual(["$__all"]);
  });

  it("in queries, several values are a regular expression whose signs are escaped for a PromQL string", async () => {
    const all = await scopeWith({});
    expect(fillQuery('x{r=~"$route"}', all, {})).toBe('x{r=~"(c|a\\\\.b)"}');
    expect(fillQuery('x{r=~"${route}", s="[[slo]]"}', await scopeWith({ route: ["a.b"] }), {})).toBe(
      'x{r=~"a\\\\.b", s="latency"}',
    );
    expect(fillQuery('x{r=~"$any"}', all, {})).toBe('x{r=~".*"}');
    expect(fillQuery("${route:pipe} ${route:csv} ${route:regex} $nothing \\x24route", all, {})).toBe(
      "c|a.b c,a.b (c|a\\.b) $nothing \\x24route",
    );
  });

  it("in titles and links they are words, or parameters", async () => {
    const scope = await scopeWith({ route: ["c", "a.b"] });
    expect(fillTitle("SLO $slo of ${route}", scope)).toBe("SLO latency of c + a.b");
    expect(fillText("/d/x?${route:queryparam}&s=$slo", scope)).toBe("/d/x?var-route=c&var-route=a.b&s=latency");
  });

  it("names that Grafana fills itself", () => {
    const builtins = builtinsOf({ title: "A" }, { from: 1000, to: 4600 }, 30, 15);
    expect(
      fillQuery("rate(x[$__rate_interval]) [$__interval] [${__range}] $__range_s ${__from}", new Map(), builtins),
    ).toBe("rate(x[1m]) [30s] [3600s] 3600 1000000");
  });
});

describe("links", () => {
  it("values of the row, the field and the series", () => {
    const context = {
      name: "A b",
      labels: { route: "/x y" },
      value: "1",
      time: 5,
      row: new Map([
        ["Route", "/p&q"],
        ["Spent", "0.5"],
      ]),
    };
    expect(
      fillLink(
        '/d/u?r=${__data.fields.Route}&s=${__data.fields["Spent"]}&n=${__series.name}&l=${__field.labels.route}&v=${__value.raw}&o=${other}',
        context,
      ),
    ).toBe("/d/u?r=%2Fp%26q&s=0.5&n=A%20b&l=%2Fx%20y&v=1&o=${other}");
  });

  it("a dashboard is found in an address, whatever stands before it", () => {
    expect(placeOf("/d/abc")).toEqual({ uid: "abc", parameters: "" });
    expect(placeOf("https://grafana.example/sub/d/abc/its-name?var-a=b#x")).toEqual({
      uid: "abc",
      parameters: "var-a=b",
    });
    expect(placeOf("https://example.com/e/abc")).toBeUndefined();
  });

  it.each(["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//evil.example", "vbscript:x"])(
    "%s is not followed",
    (url) => expect(isSafeUrl(url)).toBe(false),
  );
  it.each(["https://a.example", "http://a.example/?x", "mailto:a@b.example", "/d/x", "#x"])("%s is", (url) =>
    expect(isSafeUrl(url)).toBe(true),
  );
});

describe("Markdown", () => {
  it("blocks", () => {
    const blocks = readMarkdown(
      "# Head\n\nOne\ntwo\n\n- a\n- b\n  more\n\n1. x\n\n```\n<b>\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n---",
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(["heading", "paragraph", "list", "list", "code", "table", "rule"]);
    expect(blocks[2]).toEqual({
      kind: "list",
      ordered: false,
      items: [[{ kind: "text", text: "a" }], [{ kind: "text", text: "b more" }]],
    });
    expect(blocks[4]).toEqual({ kind: "code", text: "<b>" });
  });

  it("words; HTML stays text", () => {
    expect(readInline('**b** *e* `c` [t](https://x.example) <img src=x onerror="y"> \\*no\\* &lt;i&gt;')).toEqual([
      { kind: "strong", text: [{ kind: "text", text: "b" }] },
      { kind: "text", text: " " },
      { kind: "em", text: [{ kind: "text", text: "e" }] },
      { kind: "text", text: " " },
      { kind: "code", text: "c" },
      { kind: "text", text: " " },
      { kind: "link", url: "https://x.example", text: [{ kind: "text", text: "t" }] },
      { kind: "text", text: ' <img src=x onerror="y"> *no* <i>' },
    ]);
  });
});

describe("reading of a dashboard", () => {
  it("a file that is none says why", () => {
    expect(readDashboard("{")).toMatch(/^is no JSON: /);
    expect(readDashboard("[]")).toBe("holds no object");
    expect(readDashboard("{}")).toBe("is no dashboard: it has no list `panels`");
    expect(readDashboard('{"kind":"Dashboard","spec":{}}')).toMatch(/classic/);
  });

  it("what is wrong with all of it is noted", () => {
    const at = (x: number) => ({ gridPos: { x, y: 0, w: 12, h: 4 } });
    const { notes } = read({
      uid: "a b",
      panels: [
        { id: 1, title: "P", type: "stat", ...at(0) },
        { id: 1, title: "Q", type: "stat", ...at(6) },
      ],
    });
    expect(notes).toEqual([
      "the dashboard has no `title`: Grafana refuses it",
      '`uid` "a b": Grafana takes 1 to 40 letters, digits, "-" and "_"',
      "more than one panel has the id 1",
      'panels "P" and "Q" lie on one another',
    ]);
  });

  it("JSON of the wrong kinds is as good as absent", () => {
    const odd = {
      uid: 5,
      title: [],
      panels: [null, 3, { type: 7, gridPos: "x", targets: {}, fieldConfig: [], options: null }],
      templating: [],
      annotations: 1,
    };
    const { panels, variables } = read(odd);
    expect(panels).toHaveLength(1);
    expect(panels[0]).toMatchObject({ type: "", title: "", targets: [], grid: { x: 0, y: 0, w: 12, h: 8 } });
    expect(variables).toEqual([]);
  });

  it("every kind of panel is read", () => {
    const { panels, notes } = read(everything());
    expect(panels.filter(({ type }) => type === "row")).toHaveLength(3);
    expect(notes).toEqual([]);
  });
});
