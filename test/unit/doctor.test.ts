import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { afterEach, describe, expect, it } from "vitest";
import type { Check } from "../../src/cli/doctor/check.ts";
import { checkNode, isAtLeast, numbersOf } from "../../src/cli/doctor/machine.ts";
import { checkRules } from "../../src/cli/doctor/rules.ts";
import { checkIntervals, checkRetention, checkVersion } from "../../src/cli/doctor/server.ts";
import type { Io } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";
import { type Http, HttpError, nodeHttp } from "../../src/host/http.ts";
import { memoryHost, memoryProcesses, type MemoryHost } from "../../src/host/memory.ts";
import { nodePrograms } from "../../src/host/programs.ts";
import { readAddress } from "../../src/prometheus-api/address.ts";
import { NoAnswer, prometheusAt, type Rule, type RuleGroup } from "../../src/prometheus-api/client.ts";
import { makeWorkspace } from "../support/model.ts";

const day = 86_400;
const { prometheus: options } = makeWorkspace().targets;

describe("an address", () => {
  it.each([
    ["http://prometheus:9090", "http://prometheus:9090", undefined, "http://prometheus:9090"],
    ["https://metrics.example/prometheus/", "https://metrics.example/prometheus", undefined, undefined],
    ["http://[::1]:9090/", "http://[::1]:9090", undefined, undefined],
    // ann:p@ss in Base64.
    ["https://ann:p%40ss@p.example/a/", "https://p.example/a", "Basic YW5uOnBAc3M=", "https://***@p.example/a"],
    ["http://token@p:9090?x=secret", "http://p:9090", "Basic dG9rZW46", "http://***@p:9090"],
  ])("%s", (text, base, authorization, shown = base) => {
    expect(readAddress(text)).toEqual({ base, ...(authorization && { authorization }), shown });
  });

  it.each(["prometheus", "127.0.0.1:9090", "localhost:9090", "ftp://a", "javascript:alert(1)", "http://", ""])(
    "%j is none, and is not repeated",
    (text) => {
      const why = readAddress(text);
      expect(why).toMatch(/^(is not a URL|must start with `http)/);
    },
  );
});

describe("HTTP of this machine", () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
    server = createServer(answer);
    await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const limits = { timeLimit: 2000, sizeLimit: 1000 };

  it("gives status, text and the headers it was told to send", async () => {
    const url = await serve((request, response) => response.writeHead(418).end(`${request.headers.authorization} ü`));
    expect(await nodeHttp().get({ url, headers: { authorization: "Basic x" }, ...limits })).toEqual({
      status: 418,
      text: "Basic x ü",
    });
  });

  it("follows no redirect", async () => {
    let asked = 0;
    const url = await serve((_, response) => {
      asked++;
      response.writeHead(302, { location: "/login" }).end();
    });
    expect(await nodeHttp().get({ url, ...limits })).toMatchObject({ status: 302, location: "/login" });
    expect(asked).toBe(1);
  });

  it("waits no longer than it may: not for the first byte, and not for the last", async () => {
    const silent = await serve(() => {});
    const late = "it did not answer within 0.15 s";
    await expect(nodeHttp().get({ url: silent, ...limits, timeLimit: 150 })).rejects.toThrow(late);
    server!.closeAllConnections();
    server!.close();
    const slow = await serve((_, response) => void response.writeHead(200).write("{"));
    await expect(nodeHttp().get({ url: slow, ...limits, timeLimit: 150 })).rejects.toThrow(late);
  });

  it("reads no more than it may", async () => {
    const url = await serve((_, response) => response.end("x".repeat(2_000_000)));
    await expect(nodeHttp().get({ url, ...limits, sizeLimit: 1_000_000 })).rejects.toThrow(
      "its answer is longer than 1 MB",
    );
  });

  it("says what is wrong with a server that is not there, or goes away", async () => {
    const url = await serve((request) => request.socket.destroy());
    await expect(nodeHttp().get({ url, ...limits })).rejects.toThrow("it closed the connection");
    await new Promise((resolve) => server!.close(resolve));
    await expect(nodeHttp().get({ url, ...limits })).rejects.toThrow(HttpError);
    await expect(nodeHttp().get({ url, ...limits })).rejects.toThrow("it refuses the connection");
  });
});

/** Answers by path behind `/api/v1/`; `data` of what is no text. */
function fakeHttp(answers: Readonly<Record<string, unknown>>, asked: string[] = []): Http {
  return {
    send: () => Promise.reject(new Error("nothing is to be changed there")),
    async get({ url, headers }) {
      asked.push(`${url}${headers === undefined ? "" : ` ${headers["authorization"]}`}`);
      const [, path = ""] = url.split("/api/v1/");
      const answer = answers[path] ?? answers[path.split("?")[0]!];
      if (answer instanceof Error) throw answer;
      if (answer === undefined) return { status: 404, text: "404 page not found" };
      if (typeof answer === "string") return { status: 200, text: answer };
      return "status" in (answer as object)
        ? (answer as { status: number; text: string })
        : { status: 200, text: JSON.stringify({ status: "success", data: answer }) };
    },
  };
}

const address = { base: "http://p", shown: "http://p" };

describe("questions to a Prometheus", () => {
  it.each([
    [new HttpError("it refuses the connection"), "it refuses the connection", true],
    [
      { status: 302, text: "", location: "https://sso.example/login?token=secret" },
      "it redirects to sso.example: a login page, or another address",
      false,
    ],
    [{ status: 401, text: "no" }, "it wants to know who asks (status 401)", false],
    [{ status: 502, text: "<html>" }, "it answers with status 502", false],
    ["<!doctype html><title>Grafana</title>", "its answer is not Prometheus's", false],
    ['{"status":"ok"}', "its answer is not Prometheus's", false],
    [{ status: 422, text: '{"status":"error","error":"out of\\n \\u001b[31m memory"}' }, "out of [31m memory", false],
  ])("%j is no answer", async (answer, message, unreachable) => {
    const asking = prometheusAt(address, fakeHttp({ "status/buildinfo": answer })).version();
    await expect(asking).rejects.toEqual(new NoAnswer(message, unreachable));
    await expect(asking).rejects.toMatchObject({ message, unreachable });
  });

  it.each([
    ["15d", 15 * day],
    ["30d or 10GB", 30 * day],
    ["1w6d23h59m", 14 * day - 60],
    ["512MiB", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("a retention of %j", async (storageRetention, seconds) => {
    expect(await prometheusAt(address, fakeHttp({ "status/runtimeinfo": { storageRetention } })).retention()).toBe(
      seconds,
    );
  });

  it("reads what it knows of an answer, and bears what it does not", async () => {
    const api = prometheusAt(
      address,
      fakeHttp({
        targets: {
          activeTargets: [{ labels: { job: "a", odd: 1 }, health: "up", scrapeInterval: "30s" }, { labels: null }, 7],
        },
        rules: {
          groups: [{ name: "g", rules: [{ type: "recording", name: "r", query: "up" }, null] }, { rules: "none" }],
        },
        query: { resultType: "vector", result: [{ metric: {}, value: [1, "3"] }] },
      }),
    );
    expect(await api.targets()).toEqual([
      { labels: { job: "a" }, health: "up", interval: 30 },
      { labels: {}, health: "" },
    ]);
    const rule = { name: "r", kind: "record", expr: "up", labels: {}, annotations: {}, pending: 0 };
    expect(await api.ruleGroups()).toEqual([
      { name: "g", file: "", rules: [rule] },
      { name: "", file: "", rules: [] },
    ]);
    expect(await api.count("up")).toBe(3);
  });
});

describe("checks", () => {
  const range = "^20.19.0 || ^22.12.0 || >=24.0.0";
  it.each([
    ["v20.19.0", "ok"],
    ["v20.18.3", "error"],
    ["v21.7.0", "error"],
    ["v22.11.9", "error"],
    ["v22.12.1", "ok"],
    ["v23.1.0", "error"],
    ["v24.0.0", "ok"],
    ["v26.3.1", "ok"],
  ])("Node %s", (version, status) => {
    expect(checkNode(version, range).status).toBe(status);
  });

  it("compares versions part by part", () => {
    expect(isAtLeast(numbersOf("2.5.10"), [2, 42])).toBe(false);
    expect(isAtLeast(numbersOf("v2.42.0+ds"), [2, 42])).toBe(true);
    expect(isAtLeast(numbersOf("3"), [2, 42])).toBe(true);
  });

  it.each([
    ["2.41.0", "3", "error"],
    ["2.42.0+ds", "3", "warning"],
    ["2.53.1", "2.42", "ok"],
    ["3.5.0", "3", "ok"],
    ["3.5.0", "2.42", "ok"],
    ["", "3", "skipped"],
    ["unknown", "3", "skipped"],
  ] as const)("a server of %j where %s is wanted", (version, wanted, status) => {
    expect(checkVersion(version, { options: { ...options, version: wanted } }).status).toBe(status);
  });

  it("does not judge the version of another store", () => {
    const check = checkVersion("2.17.0", { options: { ...options, store: "mimir" } });
    expect(check).toMatchObject({ status: "skipped", found: "Mimir 2.17.0" });
  });

  const service = (windows: readonly number[]) => ({
    name: "cart",
    interval: 30,
    jobs: [[{ label: "job", op: "=", value: "cart" }]] as const,
    windows: windows.map((length) => ({ slo: "cart/a", length, text: `${length / day}d` })),
    sources: [],
  });

  it.each([
    [28 * day, [28], 40, "warning", "28d, and tocsin.yaml says 40d"],
    [40 * day, [28], 40, "ok", "40d; the longest window is 28d"],
    [90 * day, [28], 40, "ok", "90d; the longest window is 28d"],
    [15 * day, [28, 7], 15, "warning", "15d, shorter than the window of 1 SLO"],
    [15 * day, [], 15, "ok", "15d; no SLO looks back"],
    [undefined, [28], 40, "skipped", "the server does not say for how long it keeps samples"],
  ] as const)("samples kept for %s s, windows of %j d, %s d declared", (kept, windows, retention, status, found) => {
    const services = [service(windows.map((days) => days * day))];
    const check = checkRetention(kept, { services, options: { ...options, retention: retention * day } });
    expect(check).toMatchObject({ status, found });
  });

  it("judge scrapes by the jobs that SLIs read", () => {
    const target = (job: string, interval: number, health = "up") => ({ labels: { job }, interval, health });
    const checked = (...targets: Parameters<typeof checkIntervals>[0]) =>
      checkIntervals(targets, { services: [service([])] });
    expect(checked(target("cart", 30), target("mail", 5))).toMatchObject({
      status: "ok",
      found: "1 service scraped as declared",
    });
    expect(checked(target("cart", 60), target("cart", 60), target("cart", 30)).details).toEqual([
      'cart: job="cart" is scraped every 1m, declared is 30s',
    ]);
    expect(checked(target("mail", 30)).details).toEqual(['cart: nothing is scraped with job="cart"']);
    expect(
      checked(target("cart", 30), { ...target("cart", 30, "down"), lastError: "connection refused" }).details,
    ).toEqual(['cart: 1 of 2 targets with job="cart" down: connection refused']);
    const { interval: _, ...pushed } = service([]);
    expect(checkIntervals([], { services: [pushed] }).status).toBe("skipped");
  });

  const rule = (rest: Partial<Rule> = {}): Rule => ({
    name: "r",
    kind: "record",
    expr: 'sum by (a) (x{b="1", a="2"}) > 2419200',
    labels: { service: "cart" },
    annotations: {},
    pending: 0,
    ...rest,
  });
  const group = (rest: Partial<RuleGroup> = {}): RuleGroup => ({
    name: "g",
    file: "f",
    interval: 60,
    rules: [rule()],
    ...rest,
  });

  it("know a rule again in the server's own way to print it", () => {
    const printed = group({ rules: [rule({ expr: 'sum by (a) (x{a="2",b="1"}) > 2.4192e+06' })] });
    expect(checkRules([group()], [printed]).status).toBe("ok");
  });

  it.each<readonly [string, Partial<RuleGroup>]>([
    ["the expression of `r`", { rules: [rule({ expr: 'sum by (a) (x{a="2",b="2"}) > 2.4192e+06' })] }],
    ["the expression of `r`", { rules: [rule({ expr: 'sum by (a) (x{a="2",b="1"}) > 2.4193e+06' })] }],
    ["the labels of `r`", { rules: [rule({ labels: { service: "cart", env: "x" } })] }],
    ["the place of `r`", { rules: [rule({ name: "s" })] }],
    ["it has 2 rules, not 1", { rules: [rule(), rule()] }],
    ["it is evaluated every 30s, not every 1m", { interval: 30 }],
  ])("find that %s differs", (what, other) => {
    const check = checkRules([group()], [group(other)]);
    expect(check).toMatchObject({ status: "warning", found: "of 1 group 1 differ from the specs" });
    expect(check.details).toEqual([`g is not as the specs have it: ${what} (f)`]);
  });

  it("compare alerts by what people see of them too", () => {
    const alert = (rest: Partial<Rule>) =>
      group({ rules: [rule({ kind: "alert", annotations: { summary: "s" }, ...rest })] });
    expect(checkRules([alert({})], [alert({})]).status).toBe("ok");
    expect(checkRules([alert({})], [alert({ annotations: { summary: "t" } })]).details?.[0]).toContain(
      "the annotations of `r`",
    );
    expect(checkRules([alert({})], [alert({ pending: 60 })]).details?.[0]).toContain("`for` of `r`");
  });

  it("take one of several groups of a name, as environments on one server have them", () => {
    const staging = group({ rules: [rule({ labels: { service: "cart", env: "staging" } })] });
    expect(checkRules([group()], [staging, group()]).status).toBe("ok");
    expect(checkRules([group(), group({ name: "h" })], [staging, group()])).toMatchObject({
      status: "warning",
      found: "of 2 groups 1 are missing",
      details: ["h is not loaded"],
    });
  });

  it("are an error where a rule fails", () => {
    const failing = group({ rules: [rule({ lastError: "many-to-many matching not allowed" })] });
    expect(checkRules([group()], [failing])).toMatchObject({
      status: "error",
      details: ["g: `r` fails: many-to-many matching not allowed"],
    });
    expect(checkRules([group()], [])).toMatchObject({ status: "warning", found: "none of 1 group is loaded" });
    expect(checkRules([], [group()]).status).toBe("skipped");
  });
});

const workspace = (rest = "") => `version: 1
workspace: shop
teams: { web: { notify: { page: oncall, ticket: oncall } } }
receivers: { oncall: { pagerduty: { routingKeyFile: /etc/secret } } }
${rest}`;
const cart = `version: 1
service: cart
owner: web
links: { runbook: "https://runbooks.example/cart" }
uses: prom-http
slos: { availability: 99.9% }
`;

interface Answer {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  readonly checks: ReadonlyMap<string, Check>;
}

async function doctor(
  files: Readonly<Record<string, string>>,
  rest: Partial<Io>,
  ...args: readonly string[]
): Promise<Answer> {
  const host: MemoryHost = memoryHost({ files });
  const seen = { out: "", err: "" };
  const stream = (to: "out" | "err") => ({
    isTerminal: false,
    columns: 120,
    write: (text: string) => void (seen[to] += text),
  });
  const io: Io = {
    host,
    processes: memoryProcesses(),
    folder: "/w",
    today: "2026-11-25",
    variables: {},
    stdout: stream("out"),
    stderr: stream("err"),
    readStdin: async () => new Uint8Array(),
    asker: () => undefined,
    ...rest,
  };
  const before = host.tree("/w");
  const status = await run(["doctor", ...args], io);
  expect(host.tree("/w")).toEqual(before);
  let checks = new Map<string, Check>();
  if (args.includes("--json") && seen.out !== "") {
    const value = JSON.parse(seen.out) as { checks: Check[] };
    const schema = JSON.parse(readFileSync("schemas/output/doctor.schema.json", "utf8")) as object;
    const ajv = new Ajv({ allErrors: true, strict: false });
    expect(ajv.validate(schema, value), ajv.errorsText()).toBe(true);
    checks = new Map(value.checks.map((check) => [`${check.environment ?? ""}${check.name}`, check]));
  }
  return { status, ...seen, checks };
}

describe("the doctor", () => {
  const sound = { "/w/tocsin.yaml": workspace(), "/w/services/cart.service.yaml": cart };
  const refused = { http: fakeHttp({ "status/buildinfo": new HttpError("it refuses the connection") }) };

  it("says what is set up, and writes nothing", async () => {
    const { status, checks } = await doctor(sound, {}, "--json");
    expect(status).toBe(0);
    expect(checks.get("workspace")).toMatchObject({
      status: "ok",
      found: "shop, by tocsin.yaml: it stands in this folder",
    });
    expect(checks.get("specs")).toMatchObject({ status: "ok", found: "1 service, no environments" });
    expect(checks.get("output")).toMatchObject({ status: "warning", found: "generated: nothing was generated yet" });
    expect(checks.get("promtool")).toMatchObject({ status: "warning", found: "not on PATH" });
    expect(checks.get("prometheus")).toMatchObject({ status: "skipped", found: "none is named" });
  });

  it("finds the workspace above, and says so", async () => {
    const { checks } = await doctor({ ...sound, "/w/a/b/": "" }, { folder: "/w/a/b" }, "--json");
    expect(checks.get("workspace")!.found).toMatch(/^shop, by \.\.\/\.\.\/tocsin\.yaml: it is the nearest/);
  });

  it("without a workspace, and with one that is broken, says no", async () => {
    const none = await doctor({ "/w/": "" }, {});
    expect(none.status).toBe(1);
    expect(none.out).toContain("no tocsin.yaml here or in a folder above");
    const broken = await doctor({ "/w/tocsin.yaml": "version: 1\nworkspce: a\n" }, {}, "--json");
    expect(broken.status).toBe(1);
    expect(broken.checks.get("workspace")).toMatchObject({ status: "error", help: "`tocsin check` shows them" });
    const wrong = await doctor(
      { ...sound, "/w/services/cart.service.yaml": cart.replace("99.9%", "101%") },
      {},
      "--json",
    );
    expect(wrong.status).toBe(1);
    expect(wrong.checks.get("specs")!.status).toBe("error");
    expect(wrong.checks.get("output")!.status).toBe("skipped");
  });

  it("tells edited files from stale ones", async () => {
    const host = memoryHost({ files: sound });
    const stream = { isTerminal: false, columns: 120, write: () => {} };
    const io = {
      host,
      processes: memoryProcesses(),
      folder: "/w",
      today: "2026-11-25",
      variables: {},
      stdout: stream,
      stderr: stream,
    };
    await run(["generate"], { ...io, readStdin: async () => new Uint8Array(), asker: () => undefined });
    const made = Object.fromEntries(Object.entries(host.tree("/w")).filter(([path]) => !path.endsWith("/")));
    const files = Object.keys(made).filter((path) => /\/generated\/.*\//.test(path)).length;
    expect((await doctor(made, {}, "--json")).checks.get("output")).toMatchObject({
      status: "ok",
      found: `generated: ${files} files, ours and up to date`,
    });
    const rules = "/w/generated/prometheus/cart.rules.yaml";
    const edited = await doctor({ ...made, [rules]: `${made[rules]}# mine\n` }, {}, "--json");
    expect(edited.checks.get("output")!.details).toEqual(["prometheus/cart.rules.yaml was edited by hand"]);
    expect(edited.status).toBe(0);
    const changed = cart.replace("99.9%", "99.5%");
    const stale = await doctor({ ...made, "/w/services/cart.service.yaml": changed }, {}, "--json");
    expect(stale.checks.get("output")!.details).toContain("prometheus/cart.rules.yaml is stale");
  });

  it("gives no answer where Prometheus gives none, and never prints a password", async () => {
    const asked: string[] = [];
    const http = fakeHttp({ "status/buildinfo": new HttpError("it refuses the connection") }, asked);
    for (const args of [[], ["--json"], ["--verbose"]]) {
      const { status, out, err } = await doctor(sound, { http }, "--prometheus", "http://ann:hidden@p:9090", ...args);
      expect(status).toBe(3);
      expect(out).toContain("http://***@p:9090: it refuses the connection");
      expect(out + err).not.toMatch(/hidden|ann/);
    }
    expect(asked[0]).toBe("http://p:9090/api/v1/status/buildinfo Basic YW5uOmhpZGRlbg==");
    const wrong = await doctor(sound, { http }, "--prometheus", "p:hidden@x");
    expect(wrong.status).toBe(2);
    expect(wrong.err).toContain("--prometheus: this must start with `http://` or `https://`");
    expect(wrong.err).not.toContain("hidden");
  });

  it("looks at the Prometheus of the editor where a variable names one", async () => {
    const variables = { TOCSIN_LSP_PROMETHEUS: "http://ann:hidden@p:9090" };
    const answers = fakeHttp({ "status/buildinfo": { version: "3.5.0" } });
    const there = await doctor(sound, { http: answers, variables }, "--json");
    expect(there.checks.get("editor")).toEqual({
      name: "editor",
      status: "ok",
      found: "http://***@p:9090 answers, 3.5.0",
    });
    const away = await doctor(sound, { ...refused, variables }, "--json");
    expect(away.checks.get("editor")).toMatchObject({
      status: "warning",
      found: "http://***@p:9090: it refuses the connection",
    });
    expect(away.status).toBe(0);
    const wrong = await doctor(sound, { ...refused, variables: { TOCSIN_LSP_PROMETHEUS: "p:hidden@x" } }, "--json");
    expect(wrong.checks.get("editor")).toMatchObject({
      status: "error",
      found: "TOCSIN_LSP_PROMETHEUS must start with `http://` or `https://`",
    });
    for (const { out, err } of [there, away, wrong]) expect(out + err).not.toMatch(/hidden|ann/);
    expect((await doctor(sound, refused, "--json")).checks.has("editor")).toBe(false);
  });

  it("stops asking a server that stops answering", async () => {
    const asked: string[] = [];
    const answers = {
      "status/buildinfo": { version: "3.5.0" },
      targets: new HttpError("it did not answer within 5 s"),
    };
    const { status, checks } = await doctor(
      sound,
      { http: fakeHttp(answers, asked) },
      "--json",
      "--prometheus",
      "http://p",
    );
    expect(status).toBe(3);
    expect(checks.get("interval")).toMatchObject({ status: "error", found: "it did not answer within 5 s" });
    expect(checks.get("series")).toMatchObject({ status: "skipped" });
    expect(asked.map((url) => url.split("/api/v1/")[1])).toEqual([
      "status/buildinfo",
      "status/runtimeinfo",
      "targets?state=active",
    ]);
  });

  it("says no where something is wrong besides", async () => {
    const files = { ...sound, "/w/services/cart.service.yaml": cart.replace("99.9%", "101%") };
    expect((await doctor(files, refused, "--prometheus", "http://p")).status).toBe(1);
  });

  it("asks the server that each environment names", async () => {
    const rest = `environments:
  production: {}
  staging: { targets: { evaluator: { prometheus: "http://staging:9090" } } }
targets: { evaluator: { prometheus: "http://prometheus:9090/p/" } }
`;
    const files = { ...sound, "/w/tocsin.yaml": workspace(rest) };
    const asked: string[] = [];
    const http = fakeHttp({ "status/buildinfo": { version: "3.5.0" } }, asked);
    const { status, checks } = await doctor(files, { http }, "--json");
    expect(asked[0]).toBe("http://prometheus:9090/p/api/v1/status/buildinfo");
    expect(asked).toContain("http://staging:9090/api/v1/status/buildinfo");
    expect(checks.get("productionprometheus")!.found).toBe("http://prometheus:9090/p answers");
    // It knows nothing else that it is asked, as a store that is only much like Prometheus.
    expect(checks.get("stagingretention")).toMatchObject({ status: "skipped", found: "it answers with status 404" });
    expect(status).toBe(0);
    const one = await doctor(files, { http }, "--json", "--env", "staging");
    expect([...one.checks.keys()].filter((name) => name.startsWith("production"))).toEqual([]);
    expect((await doctor(files, { http }, "--env", "stagin")).status).toBe(2);
  });

  it("names the place of an address that is none", async () => {
    const at = (url: string) => ({
      ...sound,
      "/w/tocsin.yaml": workspace(`targets: { evaluator: { prometheus: "${url}" } }\n`),
    });
    const hole = await doctor(at("http://prometheus.${environment}:9090"), {}, "--json");
    expect(hole.status).toBe(1);
    expect(hole.checks.get("prometheus")).toMatchObject({
      status: "error",
      found: "tocsin.yaml:5:37: `targets.evaluator.prometheus` holds a `${…}`, which is not filled there",
    });
    // Another scheme is a mistake of the file: `check` shows where.
    const scheme = await doctor(at("ftp://prometheus"), {}, "--json");
    expect(scheme.status).toBe(1);
    expect(scheme.checks.get("workspace")).toMatchObject({ status: "error", found: "its file has mistakes" });
  });

  it("passes over what follows from what it said, unless asked", async () => {
    const short = await doctor(sound, {});
    expect(short.out).not.toContain("retention");
    expect((await doctor(sound, {}, "--verbose")).out).toMatch(/skipped +retention +no Prometheus is named/);
  });

  it("lays findings out for people", async () => {
    const http = fakeHttp({
      "status/buildinfo": { version: "3.5.0" },
      "status/runtimeinfo": { storageRetention: "15d" },
      targets: { activeTargets: [{ labels: { job: "cart" }, scrapeInterval: "30s", health: "up" }] },
      rules: { groups: [] },
      query: { result: [{ metric: {}, value: [1, "2"] }] },
    });
    const { out, err, status } = await doctor(sound, { http }, "--prometheus", "http://p:9090");
    expect(status).toBe(0);
    const [, below] = out.split(/(?=^ok +prometheus)/m);
    expect(below).toBe(`ok       prometheus  http://p:9090 answers
ok       version     3.5.0; the rules are made for 3
warning  retention   15d, shorter than the window of 1 SLO
                     - cart/availability looks back 28d
                     = help: run Prometheus with \`--storage.tsdb.retention.time=28d\` or more, or shorten the windows: their budgets are those of 15d
ok       interval    1 service scraped as declared
warning  rules       none of 2 groups is loaded
                     = help: generate them, and name the files under \`rule_files\` of its configuration (or apply the PrometheusRule)
ok       series      1 source of SLIs have series
`);
    expect(err).toMatch(/^\n\d+ ok, 4 warning, 1 skipped\n$/);
  });
});

describe("programs", () => {
  it("are looked for in absolute folders alone", () => {
    expect(nodePrograms({ PATH: `:.:relative` }).find("node")).toBeUndefined();
    expect(nodePrograms({}).find("node")).toBeUndefined();
    const own = process.execPath.slice(0, process.execPath.lastIndexOf("/"));
    expect(nodePrograms({ PATH: `/nowhere:${own}` }).find("node")).toBe(process.execPath);
  });

  it("are asked for their version", async () => {
    expect(await nodePrograms({}).askVersion(process.execPath)).toBe(process.version);
    expect(await nodePrograms({}).askVersion("/nowhere/at-all")).toBeUndefined();
  });
});
