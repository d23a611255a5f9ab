import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { afterEach, describe, expect, it, vi } from "vitest";
import { evaluate } from "../../src/backfill/evaluate.ts";
import { Unknown } from "../../src/backfill/functions.ts";
import type { Recorded } from "../../src/backfill/frame.ts";
import { backfill } from "../../src/backfill/backfill.ts";
import { openFolder } from "../../src/backfill/folder.ts";
import { planTasks, type Rule } from "../../src/backfill/plan.ts";
import { run } from "../../src/cli/run.ts";
import { type Http, HttpError, type HttpRequest } from "../../src/host/http.ts";
import { type MemoryHost, memoryHost } from "../../src/host/memory.ts";
import { parsePromql } from "../../src/model/promql/parse.ts";
import { printExpr } from "../../src/model/promql/print.ts";
import { selects } from "../../src/model/promql/selector.ts";
import { readAddress } from "../../src/prometheus-api/address.ts";
import { queryRange, type RangeSeries } from "../../src/prometheus-api/range.ts";
import { latencyOn } from "../support/store-specs.ts";

const parse = (text: string) => parsePromql(text).expr!;
const nan = Number.NaN;

const notAsked: Http["send"] = () => Promise.reject(new Error("nothing is to be changed there"));

describe("PromQL over recorded series", () => {
  // Each minute from 0 on.
  const minute = (labels: Record<string, string>, values: readonly number[]): Recorded => ({
    labels,
    values: Float64Array.from(values),
    grid: { start: 0, step: 60, count: values.length },
  });
  const recorded = [
    minute({ __name__: "t", slo: "a" }, [1, 2, nan, 4, 5, 6]),
    minute({ __name__: "e", slo: "a" }, [0, 1, nan, 0, 5, 6]),
    minute({ __name__: "g", slo: "a", route: "x" }, [1, 1, 1, 1, 1, 1]),
    minute({ __name__: "g", slo: "a", route: "y" }, [nan, nan, 3, 3, 3, 3]),
  ];
  const at = (expr: string, grid = { start: 0, step: 60, count: 6 }) =>
    evaluate(parse(expr), grid, (selector) => recorded.filter(({ labels }) => selects(selector, labels))).map(
      ({ labels, values }) => [JSON.stringify(labels), [...values]],
    );

  it.each<[string, string, readonly number[]]>([
    ["t", '{"__name__":"t","slo":"a"}', [1, 2, nan, 4, 5, 6]],
    ["t offset 1m", '{"__name__":"t","slo":"a"}', [nan, 1, 2, nan, 4, 5]],
    // (T − 119 s, T] holds two evaluations, of which one may be empty
    ["sum_over_time(t[119s])", '{"slo":"a"}', [1, 3, 2, 4, 9, 11]],
    ["count_over_time(t[2m])", '{"slo":"a"}', [1, 2, 1, 1, 2, 2]],
    ["max_over_time(t[3m]) - min_over_time(t[3m])", '{"slo":"a"}', [0, 1, 1, 2, 1, 2]],
    ["avg_over_time(t[2m])", '{"slo":"a"}', [1, 1.5, 2, 4, 4.5, 5.5]],
    // points at 0, 2 and 4 minutes, of which the second is empty
    ["sum_over_time(t[5m:2m])", '{"slo":"a"}', [1, 1, 1, 1, 6, 5]],
    ["t @ 185", '{"__name__":"t","slo":"a"}', [4, 4, 4, 4, 4, 4]],
    ["sum_over_time(t[5m:2m] @ 240)", '{"slo":"a"}', [6, 6, 6, 6, 6, 6]],
    ["sum_over_time((t unless on () vector(time()) > 60)[4m:1m] @ 300 offset 2m)", '{"slo":"a"}', [3, 3, 3, 3, 3, 3]],
    ["e / (t > 1)", '{"slo":"a"}', [nan, 0.5, nan, 0, 1, 1]],
    ["t > bool 4", '{"slo":"a"}', [0, 0, nan, 0, 1, 1]],
    ["1 - e / 10", '{"slo":"a"}', [1, 0.9, nan, 1, 0.5, 0.4]],
    ["t or on (slo) 0 * sum by (slo) (g)", '{"__name__":"t","slo":"a"}', [1, 2, nan, 4, 5, 6]],
    ["t unless on () (vector(time()) > 100 <= 250)", '{"__name__":"t","slo":"a"}', [1, 2, nan, nan, nan, 6]],
    ["sum by (slo) (g)", '{"slo":"a"}', [1, 1, 4, 4, 4, 4]],
    ["count(g)", "{}", [1, 1, 2, 2, 2, 2]],
    ["clamp_max(t, 4)", '{"slo":"a"}', [1, 2, nan, 4, 4, 4]],
    ["quantile(0.5, g)", "{}", [1, 1, 2, 2, 2, 2]],
    ["sqrt(t)", '{"slo":"a"}', [1, Math.SQRT2, nan, 2, Math.sqrt(5), Math.sqrt(6)]],
    // of 4, 5 and 6: 1 + 0 + 1 of three
    ["stddev_over_time(t[3m])", '{"slo":"a"}', [0, 0.5, 0.5, 1, 0.5, Math.sqrt(2 / 3)]],
    ["absent(t)", "{}", [nan, nan, 1, nan, nan, nan]],
    ['absent_over_time(t{slo="a"}[59s])', '{"slo":"a"}', [nan, nan, 1, nan, nan, nan]],
    ['absent_over_time(nothing{slo="a", route="", x=~"y"}[1m])', '{"slo":"a"}', [1, 1, 1, 1, 1, 1]],
    ["vector(0.5)", "{}", [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]],
    ["minute(vector(time() - 60))", "{}", [59, 0, 1, 2, 3, 4]],
    [
      't * on () group_left (month) count_values("month", month(vector(time())))',
      '{"slo":"a","month":"1"}',
      [1, 2, nan, 4, 5, 6],
    ],
  ])("%s", (expr, labels, values) => {
    expect(at(expr)[0]).toEqual([labels, values]);
  });

  it("an instant selector looks back five minutes and no longer", () => {
    expect(at("t", { start: 300, step: 150, count: 5 })[0]![1]).toEqual([6, 6, nan, nan, nan]);
  });

  it.each(["rate(t[5m])", "topk(1, g)", "t @ end()", "t - on () g"])("%s is not made up", (expr) => {
    expect(() => at(expr)).toThrow(Unknown);
  });
});

describe("who works a rule out", () => {
  const rule = (slo: string, record: string, expr: string, labels: Record<string, string> = {}): Rule => ({
    slo,
    record,
    expr: parse(expr),
    labels: { slo, ...labels },
    interval: 60,
  });
  const rules = [
    rule("a", "t", "sum by (route) (x)"),
    rule("a", "t", 'sum(t{slo="a", route!=""})', { route: "" }),
    rule("a", "e", 'sum by (route) (y) or on (route) 0 * t{slo="a", route!=""}'),
    rule("a", "s", 'sum_over_time(t{slo="a"}[5m])'),
    rule("a", "mixed", 's{slo="a"} / on () z'),
    rule("b", "t", "sum(v)"),
    rule("c", "t", 'max(s{slo=~"a|b"})'),
    rule("c", "self", 'self{slo="c"} + 1'),
  ];
  const planned = (slo: string) =>
    planTasks(rules, new Set([slo])).map(({ rule: { record }, how, expr, isChosen }) => [
      record,
      how,
      printExpr(expr),
      isChosen,
    ]);

  it("the server what reads raw series, with what it needs of them; we the rest; and nobody what needs both", () => {
    expect(planned("a")).toEqual([
      ["t", "ask", "sum by (route) (x)", true],
      ["t", "compute", 'sum(t{slo="a", route!=""})', true],
      ["e", "ask", "sum by (route) (y) or on (route) 0 * sum by (route) (x)", true],
      ["s", "compute", 'sum_over_time(t{slo="a"}[5m])', true],
      ["mixed", "leave", 's{slo="a"} / on () z', true],
    ]);
  });

  it("what another SLO's rules record is worked out first, and is not that SLO's past", () => {
    expect(planned("c").map(([record, how, , isChosen]) => [record, how, isChosen])).toEqual([
      ["t", "ask", false],
      ["t", "compute", false],
      ["s", "compute", false],
      ["t", "compute", true],
      ["self", "leave", true],
    ]);
  });
});

describe("range queries", () => {
  const address = (text: string) => {
    const read = readAddress(text);
    if (typeof read === "string") throw new Error(read);
    return read;
  };
  const query = { expr: "up", from: 0, to: 60, step: 60 };
  const answering = (answers: readonly (string | number)[]) => {
    const asked: HttpRequest[] = [];
    const http: Http = {
      send: notAsked,
      async get(request) {
        const answer = answers[asked.length];
        asked.push(request);
        if (answer === undefined) throw new HttpError("it refuses the connection");
        return typeof answer === "number" ? { status: answer, text: "" } : { status: 200, text: answer };
      },
    };
    return { asked, http };
  };
  const good =
    '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"b"},"values":[[60,"2"]]}]}}';

  it("are tried again while the server is away, and not when it says no", async () => {
    const waits: number[] = [];
    const options = { waits: [1, 2], pause: async (wait: number) => void waits.push(wait) };
    const { http, asked } = answering([503, good]);
    expect(await queryRange(address("http://p:9090/"), http, query, options)).toEqual([
      { labels: { a: "b" }, points: [[60, 2]] },
    ]);
    expect([asked.length, waits]).toEqual([2, [1]]);
    const refusing = answering([400]);
    await expect(queryRange(address("http://p:9090"), refusing.http, query, options)).rejects.toThrow("status 400");
    expect(refusing.asked.length).toBe(1);
    const away = answering([]);
    await expect(queryRange(address("http://p:9090"), away.http, query, options)).rejects.toThrow(
      "refuses the connection",
    );
    expect(away.asked.length).toBe(3);
  });

  it("send a password and name it nowhere", async () => {
    const { http, asked } = answering([good]);
    const where = address("https://anna:s3cret@p.example/prom");
    await queryRange(where, http, query);
    expect(asked[0]?.url).toMatch(/^https:\/\/p\.example\/prom\/api\/v1\/query_range\?query=up&/);
    expect(asked[0]?.headers).toEqual({ authorization: `Basic ${Buffer.from("anna:s3cret").toString("base64")}` });
    expect(where.shown).toBe("https://***@p.example/prom");
  });
});

describe("tocsin backfill", () => {
  afterEach(() => void vi.unstubAllGlobals());
  const from = Date.parse("2026-01-05T23:00:00Z") / 1000;
  const range = ["--from", "2026-01-05T23:00:00Z", "--to", "2026-01-06T01:00:00Z"];
  /** Ten events a minute, none of them slow, from ten minutes after the beginning; nothing is recorded yet. */
  const server = (options: { readonly answers?: number; readonly recordedSince?: number } = {}) => {
    const asked: string[] = [];
    const http: Http = {
      send: notAsked,
      async get({ url }) {
        const query = new URL(url).searchParams;
        const [expr, start, end, step] = ["query", "start", "end", "step"].map((name) => query.get(name)!);
        const isOwn = expr!.includes("slo:sli");
        if (!isOwn) {
          if (asked.length === options.answers) throw new HttpError("it refuses the connection");
          asked.push(`${start}-${end}`);
        }
        const values: [number, string][] = [];
        for (let time = Number(start); time <= Number(end); time += Number(step)) {
          const isThere = isOwn ? time >= (options.recordedSince ?? Infinity) : time >= from + 600;
          if (isThere)
            values.push([
              time,
              expr!.startsWith("timestamp") ? String(time) : expr!.includes("clamp_min") ? "0" : "10",
            ]);
        }
        const result = values.length === 0 ? [] : [{ metric: {}, values }];
        return { status: 200, text: JSON.stringify({ status: "success", data: { resultType: "matrix", result } }) };
      },
    };
    return { asked, http };
  };
  const workspace = (more: Record<string, string> = {}) =>
    memoryHost({
      files: Object.fromEntries(
        Object.entries({ ...latencyOn("prometheus"), ...more }).map(([path, text]) => [`/w/${path}`, text]),
      ),
    });
  const tocsin = async (host: MemoryHost, http: Http, ...args: readonly string[]) => {
    let [printed, said] = ["", ""];
    const stream = (write: (text: string) => void) => ({ isTerminal: false, columns: 120, write });
    const given = ["backfill", ...args, "--prometheus", "http://me:s3cret@p:9090"];
    const status = await run(given, {
      host,
      http,
      processes: { self: "test 1 -", stateOf: () => "gone", pause: () => {} },
      folder: "/w",
      today: "2026-11-25",
      variables: {},
      stdout: stream((text) => (printed += text)),
      stderr: stream((text) => (said += text)),
      readStdin: async () => new Uint8Array(),
      asker: () => undefined,
    });
    expect(printed + said).not.toContain("s3cret");
    return { status, printed, said };
  };
  const text = (host: MemoryHost, path: string) => new TextDecoder().decode(host.readFile(`/w/${path}`));

  it("writes a file a day, each sample where its rule would have recorded it", async () => {
    const host = workspace();
    const { http } = server();
    const { status, printed, said } = await tocsin(host, http, "shop/speed", ...range);
    expect({ status, said }).toEqual({ status: 0, said: "" });
    expect(printed).toMatch(
      /^shop\/speed: 2026-01-05T23:00:00Z to 2026-01-06T01:00:00Z: \d+ samples of \d+ series, nothing before 2026-01-05T23:10:00Z \(10m\)\n/,
    );
    const [first, second] = [text(host, "tocsin-backfill/2026-01-05.om"), text(host, "tocsin-backfill/2026-01-06.om")];
    expect(first).toMatch(/^slo:sli_total:step\{service="shop",slo="speed"\} 10 1767654600$/m);
    expect(first).toMatch(/^slo:sli_total:sum5m\{service="shop",slo="speed"\} 50 1767654900$/m);
    expect(first.includes(" 1767657600\n")).toBe(false);
    expect(second).toMatch(/^slo:error_budget_remaining:ratio28d\{service="shop",slo="speed"\} 1 1767657600$/m);
    expect([first.endsWith("\n# EOF\n"), second.endsWith("\n# EOF\n")]).toEqual([true, true]);
  });

  it("a series that a rule makes of several by turns is one; what Prometheus refuses to record is not made", async () => {
    const host = memoryHost({ files: { "/w/x": "" } });
    const rule = (record: string, expr: string): Rule => ({
      slo: "a/b",
      record,
      expr: parse(expr),
      labels: { slo: "b", period: "" },
      interval: 60,
    });
    const value = (expr: string, labels: Record<string, string>, minutes: readonly number[]) => [
      expr,
      { labels, points: minutes.map((minute) => [from + 60 * minute, minute] as const) },
    ];
    const series = [
      value("x", { period: "1" }, [0, 1]),
      value("x", { period: "2" }, [2, 3]),
      value("y", { zone: "z", period: "1" }, [0, 1, 2]),
      value("y", { zone: "z", period: "2" }, [2, 3]),
      value("y", { zone: "other" }, [1, 2]),
    ] as const;
    await backfill({
      rules: [rule("r", "x"), rule("s", "y"), rule("t", "(r > 1) or on () vector(-1)")],
      chosen: new Set(["a/b"]),
      from,
      to: from + 180,
      folder: openFolder(host, "/w/out", "-"),
      ask: async ({ expr }) => series.filter(([of]) => of === expr).map(([, one]) => one as RangeSeries),
    });
    const lines = text(host, "out/2026-01-05.om").split("\n");
    const at = (line: string, minute: number) => `${line} ${minute} ${from + 60 * minute}`;
    expect(lines.slice(0, 4)).toEqual([0, 1, 2, 3].map((minute) => at('r{slo="b"}', minute)));
    // at minute 2 two series of `y` would be one
    expect(lines.filter((line) => line.startsWith("s"))).toEqual([
      at('s{slo="b",zone="other"}', 1),
      ...[0, 1, 3].map((minute) => at('s{slo="b",zone="z"}', minute)),
    ]);
    // `r` bears a name and labels, and the vector none: both are recorded under one name and one label
    expect(lines.filter((line) => line.startsWith("t"))).toEqual(
      [-1, -1, 2, 3].map((shown, minute) => `t{slo="b"} ${shown} ${from + 60 * minute}`),
    );
  });

  it("goes on where it was stopped, and starts anew for other rules", async () => {
    const host = workspace();
    // No waiting before another try.
    vi.stubGlobal("setTimeout", (then: () => void) => setImmediate(then));
    const stopped = server({ answers: 3 });
    const broken = await tocsin(host, stopped.http, "shop", ...range);
    expect(broken.status).toBe(3);
    expect(broken.said).toContain(
      "error: http://***@p:9090: it refuses the connection\nwhat it answered so far is kept in tocsin-backfill",
    );
    const rest = server();
    expect((await tocsin(host, rest.http, "shop", ...range)).status).toBe(0);
    // Two rules, two days: what was answered is not asked again.
    expect([stopped.asked.length, rest.asked.length]).toEqual([3, 1]);

    const service = text(host, "shop.service.yaml");
    host.replaceFile("/w/shop.service.yaml", service.replace("500ms", "250ms"));
    const anew = server();
    const { status, said } = await tocsin(host, anew.http, "shop", ...range);
    expect({ status, said }).toEqual({
      status: 0,
      said: "what was in tocsin-backfill was for other rules or another server: it starts anew\n",
    });
    expect(anew.asked.length).toBe(4);
  }, 60_000);

  it("ends one step before the series that the server has recorded itself", async () => {
    const { http } = server({ recordedSince: from + 3600 });
    const { printed } = await tocsin(workspace(), http, "shop", ...range, "--json");
    const schema = JSON.parse(readFileSync("schemas/output/backfill.schema.json", "utf8")) as object;
    const validate = new Ajv({ strict: true, formats: { "date-time": true } }).compile(schema);
    expect(validate(JSON.parse(printed)) || validate.errors).toBe(true);
    const { slos } = JSON.parse(printed) as { slos: readonly { to: string; recordedSince: string; steps: number }[] };
    expect(slos).toMatchObject([{ recordedSince: "2026-01-06T00:00:00Z", to: "2026-01-05T23:59:00Z", steps: 60 }]);
  });

  it("touches nothing that it has not made", async () => {
    const { http } = server();
    const foreign = workspace({ "out/notes.txt": "mine" });
    const { status, said } = await tocsin(foreign, http, "shop", ...range, "--out", "out");
    expect(status).toBe(2);
    expect(said).toContain("out holds files that no backfill has made");
    expect(Object.keys(foreign.tree("/w/out"))).toEqual(["/w/out/notes.txt"]);

    const host = workspace();
    await tocsin(host, http, "shop", ...range);
    host.replaceFile("/w/tocsin-backfill/2026-01-05.om", "# mine now\n");
    const again = await tocsin(host, http, "shop", ...range);
    expect(again.status).toBe(2);
    expect(again.said).toContain("holds `2026-01-05.om`, which is not as a backfill has left it");
    expect(text(host, "tocsin-backfill/2026-01-05.om")).toBe("# mine now\n");
  });

  it.each([
    [["shopp"], "there is no service `shopp`"],
    [["shop/sped"], "there is no SLO `shop/sped`"],
  ])("%j is not known", async (subject, message) => {
    const { status, said } = await tocsin(workspace(), server().http, ...subject, ...range);
    expect({ status, said: said.includes(message) && said.includes("did you mean") }).toEqual({
      status: 2,
      said: true,
    });
  });

  it("a server that has none of the series is said to have none", async () => {
    const http: Http = {
      send: notAsked,
      get: async () => ({ status: 200, text: '{"status":"success","data":{"resultType":"matrix","result":[]}}' }),
    };
    const { status, printed } = await tocsin(workspace(), http, "shop", ...range);
    expect(status).toBe(1);
    expect(printed).toContain("the server has none of the series that it counts");
  });
});
