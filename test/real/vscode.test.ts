/** The packed extension in a real VS Code: its server part from npm, its window in a browser. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { extensionFiles, packVsix } from "../../scripts/build/vsix.mjs";
import { launch } from "../../scripts/tools/browser.mjs";
import { type FakePrometheus, fakePrometheus } from "../support/fake-prometheus.ts";
import { freePorts, printedBy, type Running, start } from "../support/process.ts";
import { describeWith } from "../support/programs.ts";

interface Told {
  readonly problem?: string;
  readonly trusted: boolean;
  readonly language: string;
  readonly diagnostics: readonly {
    readonly source: string;
    readonly code: string;
    readonly message: string;
    readonly text: string;
  }[];
  readonly hints: readonly { readonly label: string; readonly line: string }[];
  readonly lenses: readonly { readonly at: string; readonly title: string }[];
  readonly tokens: readonly (readonly [text: string, type: string])[];
  readonly symbols: readonly string[];
  readonly opened: { readonly path: string; readonly line: string };
  /** Codes of the findings in the one spec that is in TypeScript. */
  readonly typescript: readonly string[];
  readonly seen: boolean;
  /** Descriptions of the schema that another extension gets: with the server, without it, with it again. */
  readonly without?: readonly (string | null)[];
}

/** An extension of one file, packed. */
function small(publisher: string, name: string, program: string, activationEvents: readonly string[]): Uint8Array {
  const capabilities = { untrustedWorkspaces: { supported: true } };
  const engines = { vscode: "^1.101.0" };
  const main = "./extension.js";
  const icon = "icon.png"; // of which only the name is told
  const manifest = { publisher, name, version: "1.0.0", engines, main, activationEvents, capabilities, icon };
  const encode = (text: string) => new TextEncoder().encode(text);
  return packVsix(
    new Map([
      ["package.json", encode(JSON.stringify(manifest))],
      ["extension.js", encode(program)],
    ]),
  );
}

/** Where a person may look at what the editor showed. */
const screenshots = process.env["TOCSIN_SCREENSHOTS"];

describeWith(["code-server", "node-24", "chromium"], "the extension in VS Code", (programs) => {
  let folder: string;
  let editor: Running;
  let browser: Browser;
  let closeBrowser: () => Promise<void>;
  let page: Page;
  let url: string;
  let api: FakePrometheus;
  let other: FakePrometheus;

  const put = (path: string, settings: object) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(settings));
  };
  const data = () => [
    `--server-data-dir=${join(folder, "data")}`,
    `--user-data-dir=${join(folder, "user")}`,
    `--extensions-dir=${join(folder, "extensions")}`,
    "--accept-server-license-terms",
  ];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tocsin-vscode-"));
    cpSync("examples/shop", join(folder, "shop"), { recursive: true });
    const path = join(folder, "shop/services/checkout.service.yaml");
    writeFileSync(path, readFileSync(path, "utf8").replace("[purchase-oncall,", "[purchase-oncal,"));
    const typescript = join(folder, "shop/services/search.service.ts");
    const kept = 'logs: { retention: "7d" },';
    writeFileSync(typescript, readFileSync(typescript, "utf8").replace("  dependsOn:", `  ${kept}\n  dependsOn:`));
    // As if it were installed there.
    mkdirSync(join(folder, "shop/node_modules/tocsin"), { recursive: true });
    symlinkSync(resolve("dist"), join(folder, "shop/node_modules/tocsin/dist"));

    // The user's own settings count on this machine; what a workspace says does not, however it says it.
    api = await fakePrometheus(({ path }) => {
      if (path !== "query") return [];
      const left = { metric: { __name__: "slo:error_budget_remaining:ratio28d" }, value: [0, "0.6"] };
      return { resultType: "vector", result: [left] };
    });
    other = await fakePrometheus(() => []);
    put("user/Machine/settings.json", { "tocsin.prometheus": api.url, "tocsin.prometheusTimeLimit": 5000 });
    put("shop/.vscode/settings.json", { "tocsin.prometheus": other.url, tocsin: { prometheus: other.url } });

    writeFileSync(join(folder, "tocsin.vsix"), packVsix(await extensionFiles()));
    const probe = readFileSync("test/real/vscode/probe.cjs", "utf8");
    writeFileSync(join(folder, "probe.vsix"), small("test", "probe", probe, ["onStartupFinished"]));
    // "YAML" by Red Hat is in no package registry; this stands where it would, and keeps what it is given.
    const yaml =
      "const contributors = []; exports.activate = () => ({ contributors, registerContributor: " +
      "(scheme, requestSchema, requestSchemaContent) => contributors.push({ requestSchema, requestSchemaContent }) > 0 });";
    writeFileSync(join(folder, "yaml.vsix"), small("redhat", "vscode-yaml", yaml, []));
    const install = ["tocsin", "probe", "yaml"].flatMap((name) => [
      "--install-extension",
      join(folder, `${name}.vsix`),
    ]);
    const said = await printedBy(programs["node-24"], [programs["code-server"], ...install, ...data()]);
    expect(said).toContain("tocsin.vsix' was successfully installed");

    const [port] = await freePorts(1);
    url = `http://127.0.0.1:${port}`;
    const args = [
      "--host",
      "127.0.0.1",
      "--port",
      String(port),
      "--without-connection-token",
      "--telemetry-level",
      "off",
    ];
    editor = await start(
      programs["node-24"],
      [programs["code-server"], ...args, ...data()],
      async () => (await fetch(`${url}/version`)).ok,
      60_000,
      folder,
      true,
    );
    ({ browser, close: closeBrowser } = await launch(programs.chromium));
  }, 180_000);
  afterAll(async () => {
    await closeBrowser?.();
    await editor?.stop();
    await Promise.all([api, other].map((server) => server?.stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  async function told(name: "restricted" | "trusted"): Promise<Told> {
    const file = join(folder, `told-${name}.json`);
    await expect.poll(() => existsSync(file), { timeout: 90_000, interval: 200 }).toBe(true);
    return JSON.parse(readFileSync(file, "utf8")) as Told;
  }

  /** What the language status at the bottom says of the server. */
  const status = () => page.getByRole("button", { name: /^Editor Language Status/ }).getAttribute("aria-label");

  function expectSpec(answer: Told) {
    expect(answer.problem).toBeUndefined();
    expect(answer.language).toBe("yaml");
    expect(answer.diagnostics.filter(({ text }) => text === "purchase-oncal")).toEqual([
      expect.objectContaining({ source: "tocsin", code: "resolve/unknown-receiver" }),
    ]);
    // 0.1 % of 28 days is 2,419.2 s, 1 % of them 24,192 s.
    expect(answer.hints).toContainEqual({ label: "40m 19s of outage", line: "objective: 99.9%" });
    expect(answer.hints).toContainEqual({ label: "6h 43m of outage", line: "objective: 99%" });
    expect(answer.lenses.map(({ at }) => at)).toEqual(
      expect.arrayContaining(["availability", "latency", "orders-placed", "sales", "CheckoutQueueGrows"]),
    );
    for (const { title } of answer.lenses)
      expect(title).toMatch(/^\d+ (?:alerts?|recording rules?).* · open generated$/);
    expect(answer.tokens).toContainEqual(["sum", "function"]);
    expect(answer.tokens).toContainEqual(["checkout_orders_total", "variable"]);
    expect(answer.tokens).toContainEqual(["result", "property"]);
    expect(answer.opened.path).toMatch(/\/generated\/production\/prometheus\/checkout\.rules\.yaml$/);
    expect(answer.seen).toBe(true);
  }

  it("works in a workspace that is not trusted, with its own server, and runs no TypeScript", async () => {
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    // A workspace that nobody has spoken of yet is not trusted.
    await page.goto(`${url}/?folder=${encodeURIComponent(join(folder, "shop"))}`);
    const answer = await told("restricted");
    expect(answer.trusted).toBe(false);
    expectSpec(answer);
    expect(answer.typescript).toEqual(["load/typescript-off"]);
    await expect.poll(status).toMatch(/tocsin \d+\.\d+\.\d+, of the extension; the workspace is not trusted/);
  });

  it("shows hints and lenses in its window", async () => {
    const lines = page.locator(".monaco-editor .view-lines").first();
    await expect
      .poll(async () => (await lines.innerText()).replaceAll(/\s/g, " "), { timeout: 30_000 })
      .toContain("objective: 99.9%40m 19s of outage");
    await expect
      .poll(() => page.locator(".codelens-decoration").allInnerTexts(), { timeout: 30_000 })
      .toContain("1 alert · open generated");
    // A metric in a PromQL string is not coloured as other words of YAML are.
    const colour = (text: string) =>
      page.evaluate<string>(`getComputedStyle([...document.querySelectorAll(".view-line span span")].find(
        (one) => one.textContent.includes("${text}"))).color`);
    expect(await colour("checkout_orders_total")).not.toBe(await colour("throughput"));
    if (screenshots !== undefined) await page.screenshot({ path: join(screenshots, "vscode-restricted.png") });

    // The side bar of the chat covers hovers.
    await page.keyboard.press("Control+Alt+KeyB");
    const promised = page.locator(".view-line", { hasText: /^\s*availability:\s99\.95%/ });
    await promised.locator("span span", { hasText: "availability" }).hover();
    const hover = page.locator(".monaco-hover").filter({ hasText: "20m 10s" });
    await hover.first().waitFor({ timeout: 20_000 });
    // 0.05 % of 12 events a second in 28 days.
    expect(await hover.first().innerText()).toContain("14,515");
    expect(await hover.first().innerText()).toContain("60% of the error budget left");
    const shown = await page.locator(".part.editor").boundingBox();
    if (screenshots !== undefined && shown !== null)
      await page.screenshot({ path: join(screenshots, "vscode-hover.png"), clip: { ...shown, height: 640 } });
  });

  it("changes to the workspace's own tocsin once the workspace is trusted", async () => {
    await page.getByRole("button", { name: /^Restricted Mode/ }).click();
    await page.locator(".workspace-trust-editor .monaco-button", { hasText: /^Trust$/ }).click({ timeout: 30_000 });
    const answer = await told("trusted");
    expect(answer.trusted).toBe(true);
    expectSpec(answer);
    // It says what nothing is made of yet: it was run.
    expect(answer.typescript).toEqual(["emit/not-compiled"]);
    await expect.poll(status).toMatch(/tocsin \d+\.\d+\.\d+, of the workspace/);
    const { description } = JSON.parse(readFileSync("dist/schemas/service.schema.json", "utf8")) as {
      description: string;
    };
    expect(answer.without).toEqual([null, description, null]);
    expect(other.asked).toEqual([]);
    if (screenshots !== undefined) await page.screenshot({ path: join(screenshots, "vscode-trusted.png") });
  });
});
