import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isLoopback, isOwnHost, nodeListen } from "../../src/host/server.ts";
import { memoryHost } from "../../src/host/memory.ts";
import { nodeHttp } from "../../src/host/http.ts";
import { handlerOf, type Serving } from "../../src/preview/handler.ts";
import { onePage, servedPage, servedPolicy } from "../../src/preview/html.ts";
import { dashboardFiles, loadDashboards } from "../../src/preview/load.ts";
import { sourceAt } from "../../src/preview/source.ts";
import type { DashboardView, PageData, PanelView } from "../../src/preview/view.ts";
import {
  end,
  everything,
  type FakePrometheus,
  hostile,
  other,
  startFakePrometheus,
  table,
} from "../support/preview.ts";

const assets = { script: "run()", style: "p{}" };
const page: PageData = { title: hostile, live: true, theme: "auto", source: "here", dashboards: [], problems: [] };

describe("what is answered to whom", () => {
  it.each([
    ["localhost:7440", true],
    ["127.0.0.1:7440", true],
    ["[::1]:7440", true],
    ["192.168.1.5", true],
    ["preview.example:7440", true],
    ["evil.example:7440", false],
    ["127.0.0.1.evil.example", false],
    ["", false],
    [undefined, false],
  ])("host %s: %s", (header, expected) => expect(isOwnHost(header, "preview.example")).toBe(expected));

  it("only the machine itself reaches a loopback address", () => {
    expect(["127.0.0.1", "127.9.9.9", "::1", "localhost"].every(isLoopback)).toBe(true);
    expect(["0.0.0.0", "::", "192.168.1.5", "1127.0.0.1"].some(isLoopback)).toBe(false);
  });
});

describe("the page", () => {
  it("holds its data so that nothing in it ends the script", () => {
    const html = servedPage(page, "n1");
    expect(html).not.toContain("<img");
    expect(html.match(/<script/g)).toHaveLength(2);
    const [, json = ""] = /id="data">(.*)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(json)).toEqual(page);
    expect(html).toContain("<title>&lt;img src=x onerror=&quot;window.hacked=1&quot;&gt;");
  });

  it("as one file it has a policy that lets its own program and style alone", () => {
    const html = onePage(
      page,
      assets,
      (text) => `sha256-${text.length}`,
      () => "eJw=",
    );
    expect(html).toContain(
      `content="default-src 'none'; script-src 'sha256-5'; style-src 'sha256-3'; connect-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).toContain('data-form="deflate">eJw=</script>');
  });

  it("as it is served, with a nonce and nothing from elsewhere", () => {
    expect(servedPolicy("n1")).toBe(
      "default-src 'none'; script-src 'nonce-n1'; style-src 'nonce-n1'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });
});

describe("files", () => {
  const host = memoryHost({
    files: {
      "/w/generated/manifest.json": "{}",
      "/w/generated/production/grafana/a.json": JSON.stringify(other()),
      "/w/generated/production/grafana/broken.json": "{",
      "/w/generated/production/grafana/kubernetes/a.json": "{}",
      "/w/generated/grafana/provisioning/dashboards/x.json": "{}",
      "/w/generated/grafana/fleet/shop.json": JSON.stringify(everything()),
      "/w/generated/staging/grafana/a.json": JSON.stringify(other()),
      "/w/plain/b.json": "[]",
    },
  });

  it("dashboards are where tocsin writes them, else what JSON is in the folder", () => {
    expect(dashboardFiles(host, "/w/generated")).toEqual([
      "/w/generated/grafana/fleet/shop.json",
      "/w/generated/production/grafana/a.json",
      "/w/generated/production/grafana/broken.json",
      "/w/generated/staging/grafana/a.json",
    ]);
    expect(dashboardFiles(host, "/w/plain")).toEqual(["/w/plain/b.json"]);
  });

  it("what is no dashboard, and the same uid again, is said", () => {
    const { dashboards, problems } = loadDashboards(
      host,
      [...dashboardFiles(host, "/w/generated"), "/w/gone.json"],
      (path) => path.slice(3),
    );
    expect(dashboards.map(({ key, folder }) => [key, folder])).toEqual([
      ["everything", "generated"],
      ["other", "generated/production"],
    ]);
    expect(problems.map(({ file, reason }) => `${file} ${reason.slice(0, 12)}`)).toEqual([
      "generated/production/grafana/broken.json is no JSON: ",
      "generated/staging/grafana/a.json has the uid ",
      "gone.json cannot be re",
    ]);
  });
});

describe("serving", () => {
  let prometheus: FakePrometheus;
  let url: string;
  let stop: () => void;
  let ended: Promise<void>;

  beforeAll(async () => {
    prometheus = await startFakePrometheus(table);
    const host = memoryHost({
      files: {
        "/w/grafana/everything.json": JSON.stringify(everything()),
        "/w/grafana/other.json": JSON.stringify(other()),
      },
    });
    const sourceFor = sourceAt({ base: prometheus.url, shown: prometheus.url }, nodeHttp());
    const serving: Serving = {
      assets,
      load: () => loadDashboards(host, dashboardFiles(host, "/w"), (path) => path),
      page: () => page,
      sourceFor: () => sourceFor,
      wishes: { variables: new Map() },
      now: () => end,
      nonce: () => "n1",
      host: "127.0.0.1",
    };
    ({ url, ended } = await nodeListen({ host: "127.0.0.1", port: 0 }, handlerOf(serving)));
    const listeners = process.listeners("SIGTERM");
    stop = () => listeners.at(-1)!("SIGTERM");
  });
  afterAll(async () => {
    stop();
    await ended;
    await prometheus.stop();
  });

  const get = (path: string, init: RequestInit = {}) => fetch(new URL(path, url), init);

  it("the page, its program and its style, and nothing else", async () => {
    const answer = await get("/");
    expect([answer.status, answer.headers.get("content-security-policy")]).toEqual([200, servedPolicy("n1")]);
    expect(await (await get("/preview.js")).text()).toBe("run()");
    for (const path of [
      "/etc/passwd",
      "/../../etc/passwd",
      "/%2e%2e/grafana/other.json",
      "/grafana/other.json",
      "/api/query?query=up",
      "/api/v1/query?query=up",
    ])
      expect((await get(path)).status, path).toBe(404);
  });

  it("refuses what changes things, and those who come from elsewhere", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"])
      expect((await get("/", { method })).status, method).toBe(405);
    expect((await get("/api/dashboard?uid=other", { headers: { "sec-fetch-site": "cross-site" } })).status).toBe(403);
  });

  it("a dashboard and its panels, with what is chosen", async () => {
    const view = (await (await get("/api/dashboard?uid=everything&var-route=/pay")).json()) as DashboardView;
    expect(view.variables.find(({ name }) => name === "route")).toMatchObject({ selected: ["/pay"], open: true });
    expect(view.variables.find(({ name }) => name === "route")!.options.map(({ value }) => value)).toEqual([
      "$__all",
      "/cart",
      "/pay",
      "/search",
    ]);
    const requests = view.sections.flatMap(({ panels }) => panels).find(({ title }) => title === "Requests by route")!;
    const panel = (await (
      await get(`/api/panel?uid=everything&var-route=/pay&panel=${requests.index}`)
    ).json()) as PanelView;
    expect(panel.queries).toEqual([{ refId: "A", expr: 'rate{route=~"/pay"}', series: 1 }]);
    expect(view.annotations[0]!.events[0]!.text).toBe("version 1.9.0");
  });

  it("only values that Prometheus gave, and only queries of the dashboards, are ever asked", async () => {
    prometheus.asked.length = 0;
    const choice = encodeURIComponent('"}) or secret{a="');
    await get(`/api/dashboard?uid=other&var-route=${choice}&expr=secret`);
    await get(`/api/panel?uid=other&panel=0&var-route=${choice}&query=secret&expr=secret`);
    expect(prometheus.asked).toEqual(['rate{route=~"/cart"}']);
  });

  it("what is not there", async () => {
    const statuses = await Promise.all(
      [
        "/api/dashboard?uid=nope",
        "/api/panel?uid=other&panel=1",
        "/api/panel?uid=other&panel=-1",
        "/api/panel?uid=other&panel=x",
      ].map(async (path) => (await get(path)).status),
    );
    expect(statuses).toEqual([404, 404, 404, 404]);
  });
});

describe("a Prometheus that does not answer well", () => {
  const ask = (base: string, authorization?: string) =>
    sourceAt(
      { base, shown: base, ...(authorization !== undefined && { authorization }) },
      nodeHttp(),
    )({ from: end - 60, to: end }).instant("value", end);

  it("says why", async () => {
    const prometheus = await startFakePrometheus(table);
    await expect(ask(prometheus.url, "Basic wrong")).rejects.toThrow("it wants to know who asks (status 401)");
    expect(await ask(prometheus.url, `Basic ${Buffer.from("u:secret").toString("base64")}`)).toHaveLength(1);
    await prometheus.stop();
    await expect(ask(prometheus.url)).rejects.toThrow(/it (refuses|closed) the connection/);
  });
});
