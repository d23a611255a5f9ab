import { readFileSync } from "node:fs";
import {
  type CodeAction,
  type CodeLens,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type InlayHint,
  type Location,
  type MarkupContent,
  type SemanticTokens,
  type SelectionRange,
  type SymbolInformation,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { afterEach, describe, expect, it } from "vitest";
import { type ClientOptions, LspClient, richClient, uri } from "../support/lsp-client.ts";
import { cart, files, kit, paths, shop, workspace } from "../support/lsp-shop.ts";

let client: LspClient;
afterEach(() => client.stop());

const start = async (options: Partial<ClientOptions> = {}): Promise<LspClient> => {
  client = await LspClient.start({ files, capabilities: richClient, ...options });
  for (const path of Object.values(paths)) if (options.files === undefined) await client.open(path);
  return client;
};

describe("hover", () => {
  const hover = async (path: string, needle: string) =>
    ((await client.ask<Hover | null>("hover", path, needle))?.contents as MarkupContent | undefined)?.value ?? "";

  it("says what an objective allows, when its alerts fire, and which rules come of it", async () => {
    await start();
    await client.edit(paths.cart, cart.replace("match:", "traffic: 40/s\nmatch:"));
    const text = await hover(paths.cart, "requ|ests: 99.9%");
    expect(text).toContain("An objective, or an SLO in full.");
    // 0.1 % of 28 d is 2,419.2 s, at 40 events a second 96,768 of them
    expect(text).toContain("0.1% of events in 28d may be bad: 40m 19s of a full outage, or 96,768 events at 40/s");
    // 13.44 × 0.1 % of an hour is 48.4 s: the first whole minute of errors; at 10 % it takes 483.84 s, at 1 % 4,838.4 s, more than the hour
    expect(text).toContain("| page 1h | 1m | 9m | never |");
    expect(text).toContain("- record `slo:sli_total:step`");
    expect(text).toMatch(/- alert `SLOErrorBudgetBurn` \(4\)/);
  });

  it("tells names from what they stand for", async () => {
    await start();
    expect(await hover(paths.cart, "owner: w|eb")).toContain("**web** team\n\n- page: oncall\n- ticket: queue");
    expect(await hover(paths.shop, "uses: o|wn")).toContain("**own** kit");
    expect(await hover(paths.workspace, "page: onc|all")).toContain("**oncall** pagerduty");
  });

  it("shows no image that a spec names: the editor would load it", async () => {
    await start();
    const image = "![x](http://evil.example/x.png)";
    await client.edit(paths.kit, kit.replace("kit: own", `kit: own\ndescription: "Ours. ${image}"`));
    await client.edit(
      paths.cart,
      cart.replace("type: availability", `type: availability\n    description: "${image}"`),
    );
    const told = [
      await hover(paths.shop, "uses: o|wn"),
      await hover(paths.cart, "  req|uests:\n    type"),
      await hover(paths.cart, `description: "!|[x]`),
      JSON.stringify(await client.complete(paths.shop, "uses: |own")),
      JSON.stringify(await client.complete(paths.cart, "slos:\n  |requests")),
    ];
    expect(told[0]).toContain("Ours. !\\[x]");
    expect(told[3]).toContain("Ours. ");
    for (const text of told) expect(text).not.toContain("![");
  });

  it("knows functions and metrics within PromQL", async () => {
    await start();
    const alerts = "alerts:\n  A:\n    when: sum(rate(cart_requests_total[5m])) > 1\n";
    const declared =
      "metrics: { declare: { cart_requests_total: { type: counter, help: Requests by code., labels: { code: 5 } } } }\n";
    await client.edit(paths.cart, cart + declared + alerts);
    expect(await hover(paths.cart, "(ra|te(")).toBe("**rate** `(range) → instant`\n\nA function of PromQL.");
    expect(await hover(paths.cart, "su|m(rate")).toContain("An aggregation of PromQL.");
    expect(await hover(paths.cart, "rate(cart_req|uests_total[")).toBe(
      "**cart_requests_total** counter, of cart\n\nRequests by code.\n\nLabels: `code`",
    );
  });

  it("shows the page of a finding that a comment silences", async () => {
    await start();
    await client.edit(paths.cart, cart.replace("slos:", "# tocsin-ignore lint/unused-sli: later\nslos:"));
    expect(await hover(paths.cart, "lint/unus|ed-sli")).toContain(
      readFileSync("src/4-lint/rules/unused-sli/page.md", "utf8").split("\n")[0],
    );
    expect(await hover(paths.cart, ": lat|er")).toBe("");
  });

  it("is plain text for an editor without Markdown, and nothing in a comment", async () => {
    await start({ capabilities: {} });
    expect(await hover(paths.cart, "own|er: web")).not.toContain("**");
    await client.edit(paths.cart, `${cart}# owner: web\n`);
    expect(await client.ask("hover", paths.cart, "# own|er")).toBeNull();
  });
});

describe("definition and references", () => {
  const definition = async (path: string, needle: string) => {
    const found = await client.ask<Location | null>("definition", path, needle);
    return found === null
      ? null
      : `${found.uri.slice(uri("").length)}:${found.range.start.line + 1}:${found.range.start.character + 1}`;
  };

  it("leads to where a name is defined, in whichever file", async () => {
    await start();
    expect(await definition(paths.cart, "owner: w|eb")).toBe("tocsin.yaml:4:10");
    expect(await definition(paths.workspace, "page: on|call")).toBe("tocsin.yaml:6:3");
    expect(await definition(paths.shop, "uses: o|wn")).toBe("kits/own.kit.yaml:2:6");
    // an SLO that names no SLI stands on the one of its name, which here a kit gives
    expect(await definition(paths.shop, "  vis|its: 99%")).toBe("kits/own.kit.yaml:4:3");
    expect(await definition(paths.shop, "of: [vis|its")).toBe("services/shop.service.yaml:8:3");
    expect(await definition(paths.shop, "ca|rt/requests")).toBe("services/cart.service.yaml:2:10");
    expect(await definition(paths.shop, "cart/requ|ests")).toBe("services/cart.service.yaml:11:3");
    expect(await definition(paths.cart, "vers|ion: 1")).toBeNull();
  });

  it("leads from a metric in PromQL to its declaration", async () => {
    await start();
    await client.edit(paths.cart, `${cart}metrics: { declare: { cart_requests_total: { type: counter } } }\n`);
    expect(await definition(paths.cart, "total: cart_requ|ests_total")).toBe("services/cart.service.yaml:12:23");
  });

  it("finds every place that names something", async () => {
    await start();
    const references = async (path: string, needle: string, includeDeclaration: boolean) => {
      const found = await client.ask<Location[]>("references", path, needle, { context: { includeDeclaration } });
      return found
        .map((one) => `${one.uri.slice(uri("").length)}:${one.range.start.line + 1}:${one.range.start.character + 1}`)
        .sort();
    };
    expect(await references(paths.cart, "owner: w|eb", true)).toEqual([
      "services/cart.service.yaml:3:8",
      "services/shop.service.yaml:3:8",
      "tocsin.yaml:4:10",
    ]);
    expect(await references(paths.cart, "requ|ests: 99.9%", false)).toEqual(["services/shop.service.yaml:9:28"]);
    expect(await references(paths.cart, "  requ|ests:\n", true)).toEqual([
      "services/cart.service.yaml:11:3",
      "services/cart.service.yaml:7:3",
    ]);
  });
});

describe("rename", () => {
  const renamed = async (path: string, needle: string, newName: string) => {
    const texts = client.applied(await client.ask<WorkspaceEdit>("rename", path, needle, { newName }));
    return Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
  };

  it("changes a name in every file", async () => {
    await start();
    expect(await renamed(paths.cart, "owner: w|eb", "net")).toEqual({
      [paths.cart]: cart.replace("owner: web", "owner: net"),
      [paths.shop]: shop.replace("owner: web", "owner: net"),
      [paths.workspace]: workspace.replace("{ web:", "{ net:"),
    });
    expect(await renamed(paths.shop, "ca|rt/requests", "basket")).toEqual({
      [paths.cart]: cart.replace("service: cart", "service: basket"),
      [paths.shop]: shop.replace("cart/requests", "basket/requests"),
    });
    expect(await renamed(paths.workspace, "  que|ue:", "tickets")).toEqual({
      [paths.workspace]: workspace.replace("ticket: queue", "ticket: tickets").replace("  queue:", "  tickets:"),
    });
    expect(await renamed(paths.kit, "kit: o|wn", "mine")).toEqual({
      [paths.kit]: kit.replace("kit: own", "kit: mine"),
      [paths.shop]: shop.replace("uses: own", "uses: mine"),
    });
  });

  it("leaves an SLO on the SLI that its name stood for, and the other way round", async () => {
    await start();
    expect(await renamed(paths.cart, "requ|ests: 99.9%", "answers")).toEqual({
      [paths.cart]: cart.replace("requests: 99.9%", "answers: { sli: requests, objective: 99.9% }"),
      [paths.shop]: shop.replace("cart/requests", "cart/answers"),
    });
    expect(await renamed(paths.cart, "  requ|ests:\n", "answers")).toEqual({
      [paths.cart]: cart
        .replace("  requests:\n", "  answers:\n")
        .replace("requests: 99.9%", "requests: { sli: answers, objective: 99.9% }"),
    });
    const inFull = cart.replace("requests: 99.9%", "requests:\n    objective: 99.9%\n    window: 7d");
    await client.edit(paths.cart, inFull);
    expect((await renamed(paths.cart, "requ|ests:\n    obj", "answers"))[paths.cart]).toBe(
      inFull.replace("requests:\n    obj", "answers:\n    sli: requests\n    obj"),
    );
    const inBraces = cart.replace("requests: 99.9%", "requests: { objective: 99.9% }");
    await client.edit(paths.cart, inBraces);
    expect((await renamed(paths.cart, "requ|ests: { obj", "answers"))[paths.cart]).toBe(
      inBraces.replace("requests: { obj", "answers: { sli: requests, obj"),
    );
  });

  it("changes parameters of a kit and texts of a service with their holes", async () => {
    await start();
    const text = cart.replace("match: { job: cart }", 'vars: { pooler: bouncer }\nmatch: { job: "${pooler}" }');
    await client.edit(paths.cart, text);
    expect(await renamed(paths.cart, "poo|ler: bouncer", "pool")).toEqual({
      [paths.cart]: text.replaceAll("pooler", "pool"),
    });
    const own = kit
      .replace("slis:", "parameters: { code: { type: text, default: '500' } }\nslis:")
      .replace('code="500"', 'code="${code}"');
    await client.edit(paths.kit, own);
    await client.edit(paths.shop, shop.replace("uses: own", 'uses: { own: { code: "5xx" } }'));
    expect(await renamed(paths.kit, "parameters: { co|de", "status")).toEqual({
      [paths.kit]: own.replace("{ code: { type", "{ status: { type").replace("${code}", "${status}"),
      [paths.shop]: shop.replace("uses: own", 'uses: { own: { status: "5xx" } }'),
    });
  });

  it("refuses a name that is taken, that is none, and what is not defined here", async () => {
    await start();
    await client.edit(
      paths.cart,
      cart.replace("slos:", "  answers: { type: availability, prometheus: { total: a, bad: b } }\nslos:"),
    );
    const refused = (path: string, needle: string, newName: string) =>
      expect(client.ask("rename", path, needle, { newName })).rejects;
    await refused(paths.cart, "  requ|ests:\n", "answers").toThrow("there is an SLI `answers` already");
    await refused(paths.cart, "  requ|ests:\n", "No Name").toThrow("No Name");
    await client.edit(paths.workspace, `${workspace}defaults: { slos: { requests: { window: 7d } } }\n`);
    await refused(paths.cart, "requ|ests: 99.9%", "hits").toThrow(
      "`tocsin.yaml` lays something over the SLO `requests`",
    );
    const typescript = {
      ...files,
      "services/search.service.ts": 'export default { service: "search", dependsOn: ["cart"] };\n',
    };
    await client.stop();
    await start({
      files: { ...typescript, "tocsin.yaml": workspace.replace(".yaml", ".{yaml,ts}") },
      initializationOptions: { typescript: false },
    });
    await client.open(paths.cart);
    await refused(paths.cart, "service: ca|rt", "basket").toThrow("services/search.service.ts");
    const prepared = client.ask("prepareRename", paths.cart, "owner: w|eb");
    expect(await prepared).toMatchObject({
      placeholder: "web",
      range: { start: { line: 2, character: 7 }, end: { line: 2, character: 10 } },
    });
    expect(await client.ask("prepareRename", paths.cart, "vers|ion")).toBeNull();
  });
});

describe("code actions", () => {
  const actions = async (path: string, needle: string, context: object = {}) => {
    const position = client.at(path, needle);
    return client.about<CodeAction[]>("codeAction", path, {
      range: { start: position, end: position },
      context: { diagnostics: [], ...context },
    });
  };

  it("mend what has a fix, and the finding is gone", async () => {
    await start();
    const text = cart.replace("owner: web", "owner: wep");
    await client.edit(paths.cart, text);
    await client.codes(paths.cart, (codes) => codes.some((code) => code.startsWith("resolve/unknown-team")));
    const [fix] = await actions(paths.cart, "owner: w|ep", { diagnostics: client.published.get(uri(paths.cart)) });
    expect(fix).toMatchObject({
      title: "Write `web`",
      kind: "quickfix",
      isPreferred: true,
      diagnostics: [{ code: "resolve/unknown-team" }],
    });
    expect(client.applied(fix!.edit!)).toEqual({ [paths.cart]: cart });
    await client.edit(paths.cart, client.applied(fix!.edit!)[paths.cart]!);
    expect(await client.codes(paths.cart, (codes) => codes.length === 0)).toEqual([]);
  });

  it("silence a lint above its node, with a reason, and it is silent", async () => {
    await start();
    const text = cart.replace(
      "slos:",
      "  unread: { type: availability, prometheus: { total: a_total, bad: b_total } }\nslos:",
    );
    await client.edit(paths.cart, text);
    await client.codes(paths.cart, (codes) => codes.some((code) => code.startsWith("lint/unused-sli")));
    const found = await actions(paths.cart, "unr|ead: {");
    const ignore = found.find(({ title }) => title === "Ignore lint/unused-sli here, and say why");
    const silenced = client.applied(ignore!.edit!)[paths.cart]!;
    expect(silenced).toBe(
      text.replace("  unread:", "  # tocsin-ignore lint/unused-sli: say why this is fine\n  unread:"),
    );
    await client.edit(paths.cart, silenced);
    expect(await client.codes(paths.cart, (codes) => codes.length === 0)).toEqual([]);
  });

  it("never silence what stops the compile", async () => {
    await start();
    await client.edit(paths.cart, cart.replace("owner: web", "owner: nobody-like-this"));
    await client.codes(paths.cart, (codes) => codes.some((code) => code.startsWith("resolve/unknown-team")));
    expect((await actions(paths.cart, "owner: no|body")).map(({ title }) => title)).toEqual([]);
  });

  it("mend everything at once where that is asked for", async () => {
    await start();
    const text = cart.replace("owner: web", "owner: wep").replace("type: availability", "type: availabilty");
    await client.edit(paths.cart, text);
    await client.codes(paths.cart, (codes) => codes.length >= 2);
    const all = await actions(paths.cart, "|version", { only: ["source.fixAll"] });
    expect(all.map(({ kind }) => kind)).toEqual(["source.fixAll.tocsin"]);
    expect(client.applied(all[0]!.edit!)).toEqual({ [paths.cart]: cart });
  });
});

describe("what an editor shows of a file", () => {
  it("symbols, as a tree or flat", async () => {
    await start();
    const [version, service, ...rest] = await client.about<DocumentSymbol[]>("documentSymbol", paths.cart);
    expect([version, service]).toMatchObject([
      { name: "version", detail: "1" },
      { name: "service", detail: "cart" },
    ]);
    const slis = rest.find(({ name }) => name === "slis");
    expect(slis).toMatchObject({ range: { start: { line: 5 }, end: { line: 8 } }, children: [{ name: "requests" }] });
    await client.stop();
    await start({ capabilities: {} });
    const flat = await client.about<SymbolInformation[]>("documentSymbol", paths.cart);
    expect(flat.find(({ name }) => name === "requests")).toMatchObject({ containerName: "slis" });
  });

  it("symbols of the workspace", async () => {
    await start();
    await client.about("hover", paths.cart, { position: { line: 0, character: 0 } });
    const found = async (query: string) =>
      (await client.request<SymbolInformation[]>("workspace/symbol", { query })).map(
        ({ name, containerName, location }) =>
          `${containerName ?? ""}/${name} ${location.uri.slice(uri("").length)}:${location.range.start.line + 1}`,
      );
    expect(await found("cart")).toEqual([
      "/cart services/cart.service.yaml:2",
      "cart/requests services/cart.service.yaml:7",
      "cart/requests services/cart.service.yaml:11",
    ]);
    const slo = ["cart/requests services/cart.service.yaml:7", "cart/requests services/cart.service.yaml:11"];
    expect(await found('slo:burn_rate:ratio1h{service="cart", slo="requests"}')).toEqual(slo);
    expect(await found('SLOErrorBudgetBurn{slo="requests"}')).toEqual(slo);
    expect(await found("cart--requests--period")).toEqual(slo);
    expect(await found("own")).toContain("/own kits/own.kit.yaml:2");
    expect(await found("oncall")).toEqual(["/oncall tocsin.yaml:6"]);
  });

  it("what is selected around a cursor, wider and wider", async () => {
    await start();
    const text = cart.replace("slos:", "alerts: { A: { when: 'sum(rate(x{a=\"b\"}[5m])) > 1' } }\nslos:");
    await client.edit(paths.cart, text);
    const selected = async (needle: string) => {
      const [found] = await client.about<SelectionRange[]>("selectionRange", paths.cart, {
        positions: [client.at(paths.cart, needle)],
      });
      const texts: string[] = [];
      for (let part: SelectionRange | undefined = found; part !== undefined; part = part.parent)
        texts.push(client.documents.get(paths.cart)!.getText(part.range));
      return texts;
    };
    const promql = 'sum(rate(x{a="b"}[5m])) > 1';
    expect(await selected('rate(|x{a="b"}')).toEqual([
      "x",
      'x{a="b"}[5m]',
      '(x{a="b"}[5m])',
      'rate(x{a="b"}[5m])',
      '(rate(x{a="b"}[5m]))',
      'sum(rate(x{a="b"}[5m]))',
      promql,
      `'${promql}'`,
      `when: '${promql}'`,
      `{ when: '${promql}' }`,
      `A: { when: '${promql}' }`,
      `{ A: { when: '${promql}' } }`,
      `alerts: { A: { when: '${promql}' } }`,
      text.trimEnd(),
      text,
    ]);
    expect((await selected("requ|ests: 99.9%")).slice(0, 3)).toEqual([
      "requests",
      "requests: 99.9%",
      "slos:\n  requests: 99.9%",
    ]);
  });

  it("ranges that fold", async () => {
    await start();
    await client.edit(paths.cart, `# a\n# b\n${cart}`);
    const folds = await client.about<FoldingRange[]>("foldingRange", paths.cart);
    expect(folds.map(({ startLine, endLine, kind = "" }) => `${startLine}-${endLine}${kind}`)).toEqual([
      "7-10",
      "8-10",
      "11-12",
      "0-1comment",
    ]);
  });

  it("links", async () => {
    await start();
    const [link] = await client.about<DocumentLink[]>("documentLink", paths.cart);
    expect(link).toEqual({
      range: { start: { line: 3, character: 19 }, end: { line: 3, character: 48 } },
      target: "https://runbooks.example/cart",
    });
  });

  it("how long an outage an objective allows", async () => {
    await start({ capabilities: { textDocument: { inlayHint: {} } } });
    const range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
    const hints = await client.about<InlayHint[]>("inlayHint", paths.cart, { range });
    expect(hints).toMatchObject([{ position: { line: 10, character: 17 }, label: "40m 19s of outage" }]);
    // 1 % of 28 d is 6.72 h; of a composition 2 % is 13.44 h
    const others = await client.about<InlayHint[]>("inlayHint", paths.shop, { range });
    expect(others.map(({ label, position }) => [label, position.line]).sort()).toEqual([
      ["13h 26m of outage", 8],
      ["6h 43m of outage", 7],
    ]);
  });

  it("colours of PromQL, wherever its words stand", async () => {
    await start({
      capabilities: {
        textDocument: { semanticTokens: { requests: {}, tokenTypes: [], tokenModifiers: [], formats: [] } },
      },
    });
    const alerts = 'alerts:\n  A:\n    when: >-\n      sum by (code) (rate(x_total{job="cart"}[5m])) > 1\n';
    await client.edit(paths.cart, cart + alerts);
    const { data } = await client.about<SemanticTokens>("semanticTokens/full", paths.cart);
    const { legend } = client.capabilities["semanticTokensProvider"] as { legend: { tokenTypes: string[] } };
    const lines = client.textOf(paths.cart).split("\n");
    const words: string[] = [];
    for (let at = 0, line = 0, character = 0; at < data.length; at += 5) {
      const [down = 0, along = 0, length = 0, type = 0] = data.slice(at, at + 4);
      [line, character] = [line + down, down > 0 ? along : character + along];
      if (line >= 13) words.push(`${legend.tokenTypes[type]} ${lines[line]!.slice(character, character + length)}`);
    }
    expect(words).toEqual([
      "function sum",
      "keyword by",
      "property code",
      "function rate",
      "variable x_total",
      "property job",
      "operator =",
      'string "cart"',
      "number 5m",
      "operator >",
      "number 1",
    ]);
  });

  it("the same colours in quotes, and while the text is broken", async () => {
    await start({
      capabilities: {
        textDocument: { semanticTokens: { requests: {}, tokenTypes: [], tokenModifiers: [], formats: [] } },
      },
    });
    await client.edit(paths.cart, `${cart}alerts:\n  A: { when: "x{job=\\"cart\\"} > 1", `);
    const { data } = await client.about<SemanticTokens>("semanticTokens/full", paths.cart);
    // four lines down, `x` at 14, `job` at 16, `=` at 19, `"cart\"` from 21 on, `>` at 30, `1` at 32
    expect(data.slice(-30)).toEqual(
      [
        [4, 14, 1, 1],
        [0, 2, 3, 2],
        [0, 3, 1, 5],
        [0, 2, 7, 3],
        [0, 9, 1, 5],
        [0, 2, 1, 4],
      ].flatMap((one) => [...one, 0]),
    );
  });

  it("a lens over each SLO that opens what is generated from it", async () => {
    await start({ capabilities: { textDocument: { codeLens: {} } } });
    const [lens] = await client.about<CodeLens[]>("codeLens", paths.cart);
    expect(lens).toMatchObject({
      range: { start: { line: 10, character: 2 } },
      command: { command: "tocsin.openGenerated" },
    });
    expect(lens!.command!.title).toMatch(/^\d+ alerts, \d+ recording rules · open generated$/);
    const [file, line] = lens!.command!.arguments as [string, number];
    expect(file).toBe("/w/generated/prometheus/cart.rules.yaml");
    const opened = await client.request<Location>("workspace/executeCommand", {
      command: "tocsin.openGenerated",
      arguments: [file, line],
    });
    expect(opened).toMatchObject({
      uri: uri("generated/prometheus/cart.rules.yaml"),
      range: { start: { line: line - 1 } },
    });
  });

  it("the file formatted, its lines that differ alone", async () => {
    await start();
    await client.edit(paths.cart, cart.replace("owner: web", "owner:   web"));
    const edits = await client.about<TextEdit[]>("formatting", paths.cart, {
      options: { tabSize: 2, insertSpaces: true },
    });
    expect(edits).toHaveLength(1);
    expect(edits[0]!.range.start).toEqual({ line: 2, character: 0 });
    expect(client.appliedTo(paths.cart, edits)).toBe(cart);
    await client.edit(paths.cart, cart);
    expect(await client.about("formatting", paths.cart, { options: {} })).toEqual([]);
    await client.edit(paths.cart, `${cart}slos: {`);
    expect(await client.about("formatting", paths.cart, { options: {} })).toBeNull();
  });
});
