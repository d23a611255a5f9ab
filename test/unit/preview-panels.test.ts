import { describe, expect, it } from "vitest";
import { readDashboard, type Dashboard } from "../../src/preview/dashboard.ts";
import { drawPanel } from "../../src/preview/draw.ts";
import { openDashboard, type Source } from "../../src/preview/open.ts";
import { configure } from "../../src/preview/field-config.ts";
import {
  type Frame,
  heatmapFrames,
  instantFrames,
  legendOf,
  nativeFrames,
  rangeFrames,
  seriesName,
  tableFrame,
  type Value,
} from "../../src/preview/frame.ts";
import { layOut } from "../../src/preview/layout.ts";
import { transform } from "../../src/preview/transform.ts";
import { choose } from "../../src/preview/variables.ts";
import { NoAnswer } from "../../src/prometheus-api/client.ts";

const row = (labels: Record<string, string>, value: number) => ({ labels, points: [[100, value]] as const });
const objective = tableFrame([row({ route: "/a", v: "1" }, 0.9), row({ route: "/b", v: "2" }, 0.8)], "A", false);
const spent = tableFrame([row({ route: "/b" }, 0.5), row({ route: "/c" }, 0.1)], "B", false);

/** Columns by their names as they are shown, with their values. */
function columns(frames: readonly Frame[]): readonly (readonly [string, readonly Value[]])[] {
  const configured = configure(frames, { defaults: { custom: {} }, overrides: [] });
  return configured.frames.flat().map(({ name, field }) => [name, field.values]);
}

function transformed(frames: readonly Frame[], ...steps: readonly [string, object][]) {
  const made = transform(
    frames,
    steps.map(([id, options]) => ({ id, options: options as Record<string, unknown>, disabled: false })),
  );
  expect(made.notes).toEqual([]);
  return columns(made.frames);
}

describe("frames", () => {
  it("a step without a sample is null", () => {
    const series = [
      {
        labels: { a: "1" },
        points: [
          [60, 5],
          [180, 7],
        ] as const,
      },
    ];
    const [frame] = rangeFrames(series, { from: 60, to: 180, step: 60 }, "A", () => "x");
    expect(frame!.fields.map(({ values }) => values)).toEqual([
      [60, 120, 180],
      [5, null, 7],
    ]);
  });

  it("names of series and legends", () => {
    const labels = { __name__: "up", job: "a", instance: "b" };
    expect(seriesName(labels)).toBe('up{job="a", instance="b"}');
    expect(legendOf("{{job}} on {{ instance }}{{none}}", labels, "up")).toBe("a on b");
    expect(legendOf("__auto", {}, "sum(up)")).toBe("sum(up)");
    expect(legendOf("__auto", labels, "up")).toBeUndefined();
    expect(legendOf("", {}, "sum(up)")).toBe("{}");
  });

  it("without a legend, the one label that there is names the series", () => {
    const of = (all: readonly Record<string, string>[]) =>
      columns(
        instantFrames(
          all.map((labels) => row(labels, 1)),
          "A",
          () => undefined,
        ),
      ).map(([name]) => name);
    expect(of([{ route: "/a" }, { route: "/b" }])).toEqual(["Time", "/a", "Time", "/b"]);
    expect(of([{ route: "/a", v: "1" }])[1]).toBe('{route="/a", v="1"}');
  });

  it("cumulated buckets are taken apart, whatever their order", () => {
    const bucket = (le: string, values: readonly number[]) => ({
      labels: { le },
      points: values.map((value, at) => [at * 60, value] as const),
    });
    const frames = rangeFrames(
      [bucket("+Inf", [10, 9]), bucket("0.1", [3, 4]), bucket("1", [7, 3])],
      { from: 0, to: 60, step: 60 },
      "A",
      ({ le }) => le!,
    );
    const apart = heatmapFrames(frames).map(({ fields }) => [fields[1]!.shownAs, fields[1]!.values]);
    // Less than below cannot be: 3 − 4 is 0.
    expect(apart).toEqual([
      ["0.1", [3, 4]],
      ["1", [4, 0]],
      ["+Inf", [3, 6]],
    ]);
  });
});

describe("native histograms", () => {
  const grid = { from: 0, to: 60, step: 60 };
  const series = (...histograms: readonly (readonly [number, readonly (readonly [number, number])[]])[]) => ({
    labels: {},
    points: [],
    histograms: histograms.map(
      ([time, buckets]) => [time, buckets.map(([upper, count]) => ({ upper, count }))] as const,
    ),
  });
  const rows = (frames: readonly Frame[]) => frames.map(({ fields }) => [fields[1]!.shownAs, fields[1]!.values]);

  it("are rows by upper bound, of all series together", () => {
    const all = [series([0, [[0.5, 2], [1, 3]]], [60, [[1, 4]]]), series([60, [[2, 1], [1, 1]]])]; // prettier-ignore
    expect(rows(nativeFrames(all, grid, "A"))).toEqual([
      ["0.5", [2, null]],
      ["1", [3, 5]],
      ["2", [null, 1]],
    ]);
  });

  it("share rows where there are many: 30 bounds are 15 rows of two", () => {
    const buckets = Array.from({ length: 30 }, (_, at) => [at + 1, 1] as const);
    const made = rows(nativeFrames([series([0, buckets])], grid, "A"));
    expect(made).toHaveLength(15);
    expect([made[0], made[14]]).toEqual([["2", [2, null]], ["30", [2, null]]]); // prettier-ignore
  });
});

describe("transformations", () => {
  it("merge: rows with equal common columns become one", () => {
    expect(transformed([objective, spent], ["merge", {}])).toEqual([
      ["Time", [100, 100, 100]],
      ["route", ["/a", "/b", "/c"]],
      ["v", ["1", "2", null]],
      ["Value #A", [0.9, 0.8, null]],
      ["Value #B", [null, 0.5, 0.1]],
    ]);
  });

  it("organize: order, names, absence", () => {
    const options = {
      excludeByName: { Time: true, v: true },
      indexByName: { "Value #A": 0, route: 1 },
      renameByName: { "Value #A": "Good" },
    };
    expect(transformed([objective], ["organize", options])).toEqual([
      ["Good", [0.9, 0.8]],
      ["route", ["/a", "/b"]],
    ]);
  });

  it("joinByField: all values, or those that all have", () => {
    expect(transformed([objective, spent], ["joinByField", { byField: "route", mode: "inner" }])).toEqual([
      ["route", ["/b"]],
      ["Time", [100]],
      ["v", ["2"]],
      ["Value #A", [0.8]],
      ["Time", [100]],
      ["Value #B", [0.5]],
    ]);
    expect(transformed([objective, spent], ["joinByField", { byField: "route" }])[0]).toEqual([
      "route",
      ["/a", "/b", "/c"],
    ]);
  });

  it("filterFieldsByName, renameByRegex, sortBy, limit", () => {
    expect(
      transformed(
        [objective],
        ["filterFieldsByName", { include: { names: ["route"], pattern: "/^Value/" } }],
        ["renameByRegex", { regex: "^Value #(.*)$", renamePattern: "of $1" }],
        ["sortBy", { sort: [{ field: "of A", desc: false }] }],
        ["limit", { limitField: 1 }],
      ),
    ).toEqual([
      ["route", ["/b"]],
      ["of A", [0.8]],
    ]);
  });

  it("reduce, labelsToFields, calculateField, filterByValue, groupBy", () => {
    const series = rangeFrames(
      [1, 2].map((at) => ({
        labels: { route: `/${at}` },
        points: [
          [0, at],
          [60, at * 10],
        ] as const,
      })),
      { from: 0, to: 60, step: 60 },
      "A",
      () => undefined,
    );
    expect(transformed(series, ["reduce", { reducers: ["max", "mean"] }])).toEqual([
      ["Field", ["/1", "/2"]],
      ["Max", [10, 20]],
      ["Mean", [5.5, 11]],
    ]);
    expect(transformed(series, ["labelsToFields", {}])).toEqual([
      ["Time", [0, 60, 0, 60]],
      ["route", ["/1", "/1", "/2", "/2"]],
      ["Value", [1, 10, 2, 20]],
    ]);
    const both: [string, object] = ["merge", {}];
    const less: [string, object] = [
      "calculateField",
      { mode: "binary", binary: { left: "Value #A", operator: "-", right: "Value #B" }, alias: "less" },
    ];
    expect(
      transformed([objective, spent], both, less)
        .at(-1)![1]
        .map((value) => (value === null ? null : Number(Number(value).toFixed(9)))),
    ).toEqual([null, 0.3, null]);
    const filters = [{ fieldName: "Value #A", config: { id: "greater", options: { value: 0.85 } } }];
    expect(transformed([objective], ["filterByValue", { filters, type: "include", match: "all" }])[1]).toEqual([
      "route",
      ["/a"],
    ]);
    const fields = { v: { operation: "groupby" }, "Value #A": { operation: "aggregate", aggregations: ["sum"] } };
    expect(transformed([objective], ["groupBy", { fields }])).toEqual([
      ["v", ["1", "2"]],
      ["Value #A (sum)", [0.9, 0.8]],
    ]);
  });

  it("one that is not known is said and left out; one that is disabled is not used", () => {
    const { frames, notes } = transform(
      [objective],
      [
        { id: "spatial", options: {}, disabled: false },
        { id: "limit", options: { limitField: 0 }, disabled: true },
      ],
    );
    expect(frames).toEqual([objective]);
    expect(notes).toEqual(["preview does not know the transformation `spatial`: it was left out"]);
  });
});

describe("overrides", () => {
  const frames = instantFrames([row({ route: "/a" }, 1), row({ route: "/b" }, 2)], "B", ({ route }) => route);
  const units = (matcher: string, of: unknown) =>
    configure(frames, {
      defaults: { unit: "s", custom: { lineWidth: 1 } },
      overrides: [
        {
          matcher,
          of,
          properties: [
            { id: "unit", value: "ms" },
            { id: "custom.lineStyle.fill", value: "dash" },
          ],
        },
      ],
    });

  it.each([
    ["byName", "/a", ["ms", "s"]],
    ["byRegexp", "/^.b$/", ["s", "ms"]],
    ["byRegexp", "/a|/b", ["s", "s"]],
    ["byFrameRefID", "B", ["ms", "ms"]],
    ["byFrameRefID", "A", ["s", "s"]],
    ["byType", "number", ["ms", "ms"]],
    ["byNames", { mode: "exclude", names: ["/a", "Time"] }, ["s", "ms"]],
  ] as const)("%s %s", (matcher, of, expected) => {
    const made = units(matcher, of);
    expect(made.frames.map(([, value]) => value!.config.unit)).toEqual(expected);
    expect(made.notes).toEqual([]);
  });

  it("properties of the panel's kind, and what is not known", () => {
    const made = units("byName", "/a");
    expect(made.frames[0]![1]!.config.custom).toEqual({ lineWidth: 1, lineStyle: { fill: "dash" } });
    expect(units("byMoon", "").notes).toEqual(["preview does not know the override's matcher `byMoon`"]);
  });

  it("a name may hold labels", () => {
    const made = configure(frames, {
      defaults: { displayName: "${__field.labels.route} now", custom: {} },
      overrides: [],
    });
    expect(made.frames.map(([, value]) => value!.name)).toEqual(["/a now", "/b now"]);
  });
});

function read(json: object): Dashboard {
  const dashboard = readDashboard(JSON.stringify({ uid: "a", title: "A", ...json }));
  if (typeof dashboard === "string") throw new Error(dashboard);
  return dashboard;
}

const panel = (title: string, [x, y, w, h]: readonly number[], more: object = {}) => ({
  title,
  type: "stat",
  gridPos: { x, y, w, h },
  ...more,
});

describe("layout", () => {
  const variable = { type: "custom", name: "slo", query: "a,b,c", multi: true, includeAll: true };
  const scope = new Map([
    [
      "slo",
      choose(
        read({ panels: [], templating: { list: [variable] } }).variables[0]!,
        ["a", "b", "c"].map((value) => ({ value, text: value })),
        undefined,
      ),
    ],
  ]);
  const placesOf = (panels: readonly object[]) =>
    layOut(read({ panels }), scope).map(({ row: head, panels: placed }) => [
      head?.title,
      ...placed.map(({ panel: { title }, x, y, w, h }) => `${title} ${x},${y} ${w}×${h}`),
    ]);

  it("rows are sections, closed ones with the panels in them; gaps close", () => {
    expect(
      placesOf([
        panel("second", [0, 9, 24, 1], { type: "row", collapsed: true, panels: [panel("inside", [0, 10, 12, 4])] }),
        panel("top", [0, 0, 12, 4]),
        panel("first", [0, 4, 24, 1], { type: "row", panels: [] }),
        panel("below", [0, 7, 12, 4]),
      ]),
    ).toEqual([
      [undefined, "top 0,0 12×4"],
      ["first", "below 0,0 12×4"],
      ["second", "inside 0,0 12×4"],
    ]);
  });

  it("panels repeat beside one another, or below; rows repeat with their panels", () => {
    expect(placesOf([panel("of", [0, 0, 24, 4], { repeat: "slo" }), panel("next", [0, 4, 24, 2])])).toEqual([
      [undefined, "of 0,0 8×4", "of 8,0 8×4", "of 16,0 8×4", "next 0,4 24×2"],
    ]);
    expect(
      placesOf([panel("of", [0, 0, 24, 4], { repeat: "slo", maxPerRow: 2 }), panel("next", [0, 4, 24, 2])]),
    ).toEqual([[undefined, "of 0,0 12×4", "of 12,0 12×4", "of 0,4 12×4", "next 0,8 24×2"]]);
    expect(placesOf([panel("of", [0, 0, 12, 4], { repeat: "slo", repeatDirection: "v" })])).toEqual([
      [undefined, "of 0,0 12×4", "of 0,4 12×4", "of 0,8 12×4"],
    ]);
    expect(
      placesOf([panel("row", [0, 0, 24, 1], { type: "row", repeat: "slo", panels: [] }), panel("in", [0, 1, 6, 4])]),
    ).toHaveLength(3);
  });
});

describe("drawing", () => {
  const asked: string[] = [];
  const source: Source = {
    async range(expr) {
      asked.push(expr);
      if (expr === "refused") throw new NoAnswer("parse error", false);
      return expr === "none"
        ? []
        : [
            {
              labels: { a: "1" },
              points: [
                [3540, 1],
                [3600, 2],
              ],
            },
          ];
    },
    async instant(expr) {
      asked.push(`instant ${expr}`);
      return expr === "none"
        ? []
        : Array.from({ length: expr === "many" ? 700 : 1 }, (_, at) => row({ a: String(at) }, at));
    },
    labelValues: async () => ["x"],
    labelNames: async () => [],
    rows: async () => [],
  };
  const stats = { options: { reduceOptions: { calcs: ["lastNotNull"] } } };
  const draw = async (more: object, noSource = false) => {
    const opened = await openDashboard(
      read({ panels: [panel("P", [0, 0, 24, 8], more)], time: { from: "now-1h", to: "now" } }),
      "a.json",
      { variables: new Map() },
      3600,
      noSource ? undefined : source,
    );
    return drawPanel(opened, 0, noSource ? undefined : source);
  };

  it("data, with queries as they were asked", async () => {
    const view = await draw({ ...stats, targets: [{ refId: "A", expr: "up[$__rate_interval]", range: true }] });
    expect(view).toMatchObject({ state: "data", queries: [{ refId: "A", expr: "up[1m]", series: 1 }], notes: [] });
    expect(view.stats).toEqual([
      { title: '{a="1"}', value: 2, config: 0, labels: { a: "1" }, line: expect.any(Array) as unknown },
    ]);
  });

  it("nothing, as declared or not; refused; of another data source; not asked", async () => {
    const of = (expr: string) => ({ ...stats, targets: [{ refId: "A", expr, range: true }] });
    expect(await draw(of("none"))).toMatchObject({ state: "empty", declared: false, message: "No data" });
    expect(await draw({ ...of("none"), fieldConfig: { defaults: { noValue: "quiet" } } })).toMatchObject({
      state: "empty",
      declared: true,
      message: "quiet",
    });
    expect(await draw(of("refused"))).toMatchObject({ state: "error", message: "parse error" });
    const loki = { type: "logs", targets: [{ refId: "A", expr: '{app="a"}', datasource: { type: "loki" } }] };
    expect(await draw(loki)).toMatchObject({
      state: "box",
      message: "Grafana shows here the log lines of this query (data source: loki).",
      queries: [{ expr: '{app="a"}' }],
    });
    asked.length = 0;
    expect(await draw(of("up"), true)).toMatchObject({ state: "unasked", queries: [{ expr: "up" }] });
    expect(asked).toEqual([]);
  });

  it("a query that is not shown is not asked; one may be asked both ways", async () => {
    asked.length = 0;
    await draw({
      ...stats,
      targets: [
        { refId: "A", expr: "hidden", hide: true },
        { refId: "B", expr: "both", range: true, instant: true },
      ],
    });
    expect(asked).toEqual(["both", "instant both"]);
  });

  it("more than a page can hold is cut, and said", async () => {
    const many = [{ refId: "A", expr: "many", instant: true, range: false }];
    expect((await draw({ ...stats, targets: many })).notes).toEqual([
      "the first 100 of 700 series are shown",
      "the first 25 of 100 values are shown",
    ]);
    const table = await draw({ type: "table", targets: [{ ...many[0], format: "table" }] });
    expect(table.notes).toEqual(["the first 500 of 700 rows are shown"]);
  });

  it("what is misspelt or unknown is said in the panel", async () => {
    const view = await draw({
      type: "timeseries",
      targets: [{ refId: "A", expr: 'up{a="$nope"}', format: "logs" }],
      options: { legnd: {} },
      fieldConfig: {
        defaults: { unit: "furlongs", color: { mode: "fixed", fixedColor: "greeen" }, custom: { lineWdith: 1 } },
        overrides: [{ matcher: { id: "byName", options: "x" }, properties: [{ id: "untis", value: "s" }] }],
      },
    });
    expect(view.notes).toEqual([
      "`options.legnd` is no option of a timeseries panel",
      "`custom.lineWdith` is no field option of a timeseries panel",
      "`untis` is no property that an override can set",
      "unit `furlongs` is not known: it stands after the number as it is",
      "there is no colour `greeen`",
      "query A: there is no format `logs`",
      "query A: no variable `nope`",
    ]);
  });

  it("a band that ends nowhere is said", async () => {
    const fieldConfig = { defaults: { custom: { fillBelowTo: "lower" } } };
    const view = await draw({ type: "timeseries", fieldConfig, targets: [{ refId: "A", expr: "up", range: true }] });
    expect(view.notes).toEqual(['`fillBelowTo`: no series is called "lower"']);
  });

  it("a panel's own time", async () => {
    const view = await draw({ ...stats, timeFrom: "30m", targets: [{ refId: "A", expr: "up", range: true }] });
    expect(view.range).toEqual({ from: 1800, to: 3600 });
  });
});
