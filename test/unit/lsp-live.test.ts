import { afterEach, describe, expect, it } from "vitest";
import type { CompletionItem, CompletionList } from "vscode-languageserver/node";
import { type Asked, type FakePrometheus, fakePrometheus, Raw } from "../support/fake-prometheus.ts";
import { LspClient, richClient, uri } from "../support/lsp-client.ts";
import { cart, files, paths } from "../support/lsp-shop.ts";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

const metrics = ["cart_requests_total", "checkout_seconds_bucket", "go_goroutines", "http.requests"];

/** A server with four metrics, two of which have labels. */
function usual({ path, query }: Asked): unknown {
  const match = query.get("match[]");
  if (path === "label/__name__/values") return metrics;
  if (path === "label/code/values") return ["200", "500", 'a"b', "x'y", "a: b", "${x}"];
  if (path === "label/job/values") return ["cart", "shop", "no", "3"];
  if (path === "labels")
    return match === null ? ["__name__", "code", "job", "zone"] : ["__name__", "code", "le", "user.id"];
  if (path === "metadata")
    return {
      checkout_seconds: [{ type: "histogram", help: "How long a checkout takes. ![x](http://evil/)", unit: "seconds" }],
      cart_requests_total: [{ type: "counter", help: "Requests that came.", unit: "" }],
    };
  return new Raw(404, "not found");
}

interface Opened {
  readonly api: FakePrometheus;
  readonly client: LspClient;
  complete(text: string): Promise<CompletionList>;
}

async function open(answer = usual, prometheus?: unknown, rich = false): Promise<Opened> {
  const api = await fakePrometheus(answer);
  stops.push(api.stop);
  const client = await LspClient.start({
    files,
    ...(rich && { capabilities: richClient }),
    initializationOptions: { prometheus: prometheus ?? { url: api.url, timeLimit: 2000 } },
  });
  stops.push(() => client.stop());
  await client.open(paths.cart);
  await client.findings(paths.cart);
  return {
    api,
    client,
    complete: async (text) => {
      const offset = text.indexOf("|");
      await client.edit(paths.cart, text.slice(0, offset) + text.slice(offset + 1));
      const position = client.documents.get(paths.cart)!.positionAt(offset);
      return client.request<CompletionList>("textDocument/completion", {
        textDocument: { uri: uri(paths.cart) },
        position,
      });
    },
  };
}

const alert = (when: string) => `${cart}alerts:\n  A:\n    when: ${when}\n`;
const labels = ({ items }: CompletionList) => items.map(({ label }) => label);
const item = ({ items }: CompletionList, label: string): CompletionItem & { textEdit: { newText: string } } => {
  const found = items.find((one) => one.label === label);
  if (found === undefined) throw new Error(`no ${label} among ${items.map((one) => one.label).join(" ")}`);
  return found as CompletionItem & { textEdit: { newText: string } };
};

describe("completion with a live Prometheus", () => {
  it("offers metrics behind those of the specs, each once, with what they are", async () => {
    const { complete, api } = await open(usual, undefined, true);
    const list = await complete(alert("|"));
    expect(list.isIncomplete).toBe(false);
    const all = labels(list);
    expect(all.filter((label) => label === "cart_requests_total")).toHaveLength(1);
    expect(all.indexOf("cart_requests_total")).toBeLessThan(all.indexOf("sum"));
    expect(all.slice(-3)).toEqual(["checkout_seconds_bucket", "go_goroutines", "http.requests"]);
    const host = `127.0.0.1:${api.port}`;
    expect(item(list, "checkout_seconds_bucket")).toMatchObject({
      detail: `histogram, in seconds, of ${host}`,
      documentation: {
        value: "How long a checkout takes. !\\[x\\](http://evil/)",
      },
    });
    expect(item(list, "go_goroutines").detail).toBe(`of ${host}`);
    // what a spec only selects is explained by the server
    expect(item(list, "cart_requests_total")).toMatchObject({
      detail: "of cart",
      documentation: { value: "Requests that came." },
    });
    expect(item(list, "http.requests").textEdit.newText).toBe(`'{"http.requests"}'`);
    const [names] = api.asked.filter(({ path }) => path === "label/__name__/values");
    const { start, end, limit } = Object.fromEntries(names!.query);
    expect(Number(end) - Number(start)).toBeGreaterThanOrEqual(3600);
    expect(limit).toBe("10000");
  });

  const written: readonly (readonly [what: string, text: string, label: string, newText: string | undefined])[] = [
    ["a quoted metric within an expression", alert("sum(http|)"), "http.requests", '{"http.requests"}'],
    ["the same over its dots", alert("sum(http.req|)"), "http.requests", '{"http.requests"}'],
    ["the same in single quotes of YAML", alert("'sum(http.req|)'"), "http.requests", '{"http.requests"}'],
    ["the same in double quotes of YAML", alert('"sum(http|)"'), "http.requests", '{\\"http.requests\\"}'],
    ["the same in a block", alert(">-\n      sum(http|)"), "http.requests", '{"http.requests"}'],
    [
      "nothing in braces of YAML that quotes would need",
      alert("a").replace("when: a", "{ when: sum(http|) }").replace("A:\n    {", "A: {"),
      "http.requests",
      undefined,
    ],
    ["within quotes of PromQL", alert("'{\"htt|\"}'"), "http.requests", "http.requests"],
    ["labels of a metric", alert("cart_requests_total{|}"), "le", "le="],
    ["quoted labels", alert("'cart_requests_total{us|}'"), "user.id", '"user.id"='],
    ["labels within quotes", alert("'cart_requests_total{\"us|\"}'"), "user.id", "user.id"],
    ["labels to group by", alert("sum by (|) (rate(cart_requests_total[5m]))"), "le", "le"],
    [
      "labels to group an SLO by",
      `${cart}    \n`.replace("requests: 99.9%\n    ", "requests:\n    objective: 99%\n    groupBy: [|]"),
      "job",
      "job",
    ],
    ["labels to match", cart.replace("match: { job: cart }", "match: { | }"), "zone", "zone: "],
    ["jobs", cart.replace("match: { job: cart }", "match: { job: | }"), "shop", "shop"],
    ["jobs that YAML would misread", cart.replace("match: { job: cart }", "match: { job: | }"), "no", "'no'"],
    ["jobs that are numbers", cart.replace("match: { job: cart }", "match: { job: | }"), "3", "'3'"],
    ["values", alert("'up{code=\"|\"}'"), "200", "200"],
    ["values with quotes", alert("'up{code=\"|\"}'"), 'a"b', 'a\\"b'],
    ["values with quotes, in double quotes of YAML", alert('"up{code=\\"|\\"}"'), 'a"b', 'a\\\\\\"b'],
    ["values with the quote of YAML", alert("'up{code=\"|\"}'"), "x'y", "x''y"],
    ["no values that end a plain text", alert('up{code="|"}'), "a: b", undefined],
    ["the same where it is quoted", alert("'up{code=\"|\"}'"), "a: b", "a: b"],
    ["values that look like holes", alert("'up{code=\"|\"}'"), "${x}", "$${x}"],
    ["values of a regular expression, literally", alert("'up{code=~\"|\"}'"), "${x}", "\\\\$\\\\{x\\\\}"],
  ];
  it("writes names and values so that they mean themselves", async () => {
    const { complete } = await open();
    for (const [what, text, label, newText] of written) {
      const { items } = await complete(text);
      const found = items.find((one) => one.label === label) as { textEdit: { newText: string } } | undefined;
      expect(found?.textEdit.newText, what).toBe(newText);
    }
  });

  it("offers to editors that take snippets the quotes of a value", async () => {
    const { complete } = await open(usual, undefined, true);
    const code = item(await complete(alert("'cart_requests_total{|}'")), "le");
    expect(code.textEdit.newText).toBe('le="$1"');
  });

  it("waits no longer than it may, and has more when it is asked again", async () => {
    const { complete, api } = await open(usual, undefined);
    await api.stop();
    const slow = await fakePrometheus(usual);
    slow.delay = 400;
    const other = await open(usual, { url: slow.url, timeLimit: 30 });
    stops.push(slow.stop);
    const before = performance.now();
    const first = await other.complete(alert("|"));
    // generous: the machine of a test is busy
    expect(performance.now() - before).toBeLessThan(380);
    expect(first.isIncomplete).toBe(true);
    expect(labels(first)).toContain("cart_requests_total");
    expect(labels(first)).not.toContain("go_goroutines");
    await expect
      .poll(async () => labels(await other.complete(alert("|"))), { timeout: 5000 })
      .toContain("go_goroutines");
    expect((await other.complete(alert("g|"))).isIncomplete).toBe(false);
    expect(slow.asked.filter(({ path }) => path === "label/__name__/values")).toHaveLength(1);
    expect(labels(await complete(alert("|")))).not.toContain("go_goroutines");
  });

  it("asks for those that begin like the word where there are too many", async () => {
    const { complete, api } = await open(({ path, query }) => {
      if (path !== "label/__name__/values") return usual({ path, query, authorization: undefined });
      const like = query.get("match[]");
      const wanted = like === null ? "" : /"(\w+)\.\*"/.exec(like)![1]!;
      const all = Array.from({ length: 30_000 }, (_, at) => `m${at}_total`).filter((name) => name.startsWith(wanted));
      return all.slice(0, Number(query.get("limit")));
    });
    const first = await complete(alert("|"));
    expect(first.isIncomplete).toBe(true);
    expect(first.items.length).toBeLessThanOrEqual(300);
    // what does not hold the letters leaves the room to what does
    expect(labels(await complete(alert("m|"))).filter((label) => /^m\d/.test(label)).length).toBeGreaterThan(150);
    const later = await complete(alert("m29998|"));
    expect(labels(later)).toContain("m29998_total");
    expect(later.isIncomplete).toBe(false);
    // more letters of the same beginning are no question
    expect(labels(await complete(alert("m29998_t|")))).toContain("m29998_total");
    expect(
      api.asked.filter(({ path }) => path === "label/__name__/values").map(({ query }) => query.get("match[]")),
    ).toEqual([null, '{__name__=~"m29998.*"}']);
  });

  it("is told once that the server is away, and asks it rarely", async () => {
    const { complete, api, client } = await open(() => new Raw(503, "try later"));
    for (const word of ["|", "c|", "ca|", "car|"]) {
      const list = await complete(alert(word));
      expect(labels(list)).toContain("cart_requests_total");
      expect(list.isIncomplete).toBe(false);
    }
    // names and what they are, at once, and then no more
    expect(api.asked.length).toBeLessThanOrEqual(2);
    const told = client.logged.filter((line) => line.includes("completion goes on without it"));
    expect(new Set(told)).toEqual(new Set([`${api.url}: it answers with status 503; completion goes on without it`]));
  });

  const hostile: readonly (readonly [what: string, answer: unknown])[] = [
    ["no JSON", new Raw(200, "<html>")],
    ["null", new Raw(200, "null")],
    ["a list", new Raw(200, "[]")],
    ["data that is null", null],
    ["data that is a text", "up"],
    ["a map of nothing", { a: null, b: [null], c: [{ type: {} }] }],
    ["names that are none", [null, 1, {}, "", "a\nb", "a\u0000b", "a\u202eb", "\ud800", "x".repeat(5000)]],
    ["very much", Array.from({ length: 100_000 }, (_, at) => `m${at}`)],
    ["a redirect", new Raw(302, "")],
    ["a login", new Raw(401, "")],
  ];
  it("lives with answers of any shape", async () => {
    for (const [what, answer] of hostile) {
      const { complete, client } = await open(() => answer, undefined);
      const all = labels(await complete(alert("|")));
      expect(all, what).toContain("cart_requests_total");
      for (const name of all) expect(name, what).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      await complete(alert("'up{|}'"));
      await complete(alert("'up{code=\"|\"}'"));
      expect(client.logged.join("\n"), what).not.toContain("this is a bug");
    }
  });

  it("sends the password of the URL, and shows it nowhere", async () => {
    const api = await fakePrometheus(() => new Raw(401, ""));
    stops.push(api.stop);
    const { complete, client } = await open(usual, `http://me:secret@127.0.0.1:${api.port}`);
    const list = await complete(alert("|"));
    expect(api.asked[0]!.authorization).toBe(`Basic ${Buffer.from("me:secret").toString("base64")}`);
    expect(JSON.stringify([list, client.logged])).not.toContain("secret");
    expect(client.logged.join()).toContain(`http://***@127.0.0.1:${api.port}: it wants to know who asks (status 401)`);
  });

  it("says what is wrong with the setting, and goes on without it", async () => {
    for (const [prometheus, told] of [
      [{ url: "ftp://me:secret@x" }, "the initialization option `prometheus` must start with `http://` or `https://`"],
      [7, "the initialization option `prometheus` is no text"],
      [{ timeLimit: -1 }, "the initialization option `prometheus.timeLimit` is from 1 to 5000 milliseconds"],
    ] as const) {
      const { complete, client } = await open(usual, prometheus);
      expect(labels(await complete(alert("|")))).toContain("sum");
      expect(client.logged).toContain(told);
      expect(client.logged.join()).not.toContain("secret");
    }
  });

  it("asks nobody because of what a workspace says", async () => {
    const { api, client, complete } = await open(usual, {});
    const named = `${files[paths.workspace]}`.replace(
      "targets: {",
      `targets: { evaluator: { prometheus: "${api.url}" },`,
    );
    await client.open(paths.workspace, named);
    expect(labels(await complete(alert("|")))).not.toContain("go_goroutines");
    expect(api.asked).toEqual([]);
  });
});

describe("hover with a live Prometheus", () => {
  /** Values by name and the labels besides `service` and `slo`. */
  const measuring =
    (rows: readonly (readonly [name: string, labels: object, value: string])[]) =>
    (asked: Asked): unknown => {
      if (asked.path !== "query") return usual(asked);
      const result = rows.map(([name, labels, value]) => ({
        metric: { __name__: name, service: "cart", slo: "requests", ...labels },
        value: [0, value],
      }));
      return { resultType: "vector", result };
    };
  const [ratio, left] = ["slo:sli_error:ratio28d", "slo:error_budget_remaining:ratio28d"];
  const lately = "slo:sli_error:ratio1h";
  const hoverOf = async (client: LspClient, needle: string) => {
    const answer = await client.ask<{ contents: { value: string } } | null>("hover", paths.cart, needle);
    return answer?.contents.value ?? "";
  };

  it("says what a metric is where no spec does", async () => {
    const { client, api } = await open(usual, undefined, true);
    const text = await hoverOf(client, "total: cart_req|uests_total");
    expect(text).toBe(
      `**cart_requests_total** metric, of cart\n\ncounter, of 127.0.0.1:${api.port}\n\nRequests that came.\n\nLabels: \`code\``,
    );
    await client.edit(paths.cart, alert("rate(checkout_seconds_bucket[5m])"));
    expect(await hoverOf(client, "rate(checkout_sec|onds_bucket")).toBe(
      `**checkout_seconds_bucket** metric, of cart\n\nhistogram, in seconds, of 127.0.0.1:${api.port}\n\nHow long a checkout takes. !\\[x\\](http://evil/)`,
    );
  });

  it("says what an SLO measured, and its SLI", async () => {
    const { client, api } = await open(
      measuring([
        [ratio, {}, "0.0004"],
        [left, {}, "0.6"],
        [lately, {}, "0"],
      ]),
    );
    const told = `Measured, at 127.0.0.1:${api.port}:\n- 0.04% bad over 28d, 60% of the error budget left, 0% bad over the last 1h`;
    expect(await hoverOf(client, "  req|uests: 99.9%")).toContain(told);
    expect(await hoverOf(client, "  req|uests:\n    type")).toContain(told);
    expect(await hoverOf(client, "serv|ice: cart")).not.toContain("Measured");
    const { query } = api.asked.find(({ path }) => path === "query")!;
    expect(query.get("query")).toBe(`{__name__=~"${left}|${ratio}|${lately}", service="cart", slo="requests"}`);
    expect(api.asked.filter(({ path }) => path === "query")).toHaveLength(1);
  });

  it("says which group is worst, and what is overspent", async () => {
    const groups = ["/", "/cart"].flatMap((route, at) => [
      [ratio, { route }, String(0.0001 + at * 0.00153)] as const,
      [left, { route }, String(0.9 - at * 1.53)] as const,
    ]);
    const { client } = await open(measuring([...groups, [left, {}, "0.25"]]));
    await client.edit(
      paths.cart,
      `${cart.replace(": 99.9%", ": 99.9%").replace("    type", "    groupBy: [route]\n    type")}`,
    );
    expect(await hoverOf(client, "  req|uests: 99.9%")).toContain(
      '- 25% of the error budget left\n- worst of 2 groups, route="/cart": 0.163% bad over 28d, the error budget is overspent by 63%',
    );
  });

  it("says nothing of what it does not know", async () => {
    for (const answer of [
      measuring([]),
      measuring([[left, {}, "NaN"]]),
      () => new Raw(500, ""),
      () => ({ result: 3 }),
    ]) {
      const { client } = await open(answer);
      const text = await hoverOf(client, "  req|uests: 99.9%");
      expect(text).toContain("0.1% of events in 28d may be bad");
      expect(text).not.toContain("Measured");
      expect(client.logged.join()).not.toContain("bug");
    }
  });

  it("waits no longer than it may", async () => {
    const api = await fakePrometheus(() => undefined);
    stops.push(api.stop);
    const { client } = await open(usual, { url: api.url, timeLimit: 40 });
    expect(await hoverOf(client, "  req|uests: 99.9%")).toContain("may be bad");
    const before = performance.now();
    expect(await hoverOf(client, "  req|uests: 99.9%")).not.toContain("Measured");
    // the limit runs from the first question
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
