/** The pages of `tocsin preview` in a real browser: served, and as one file. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launch } from "../../scripts/tools/browser.mjs";
import { describeWith } from "../support/programs.ts";
import { everything, type FakePrometheus, hostile, other, startFakePrometheus, table } from "../support/preview.ts";

const command = join(import.meta.dirname, "../../dist/bin/tocsin.js");

interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function tocsin(cwd: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [command, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const printed = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (printed.err += text));
  const ended = new Promise<Run>((resolve) => child.on("close", (status) => resolve({ status, ...printed })));
  return { child, printed, ended };
}

describeWith(["chromium"], "the preview in a browser", ({ chromium }) => {
  let prometheus: FakePrometheus;
  let folder: string;
  let browser: Browser;
  let closeBrowser: () => Promise<void>;
  let served: ReturnType<typeof tocsin>;
  let url: string;
  let file: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tocsin-preview-"));
    mkdirSync(join(folder, "production/grafana"), { recursive: true });
    writeFileSync(join(folder, "production/grafana/everything.json"), JSON.stringify(everything()));
    writeFileSync(join(folder, "production/grafana/other.json"), JSON.stringify(other()));
    prometheus = await startFakePrometheus(table);
    ({ browser, close: closeBrowser } = await launch(chromium));
    served = tocsin(
      folder,
      "preview",
      ".",
      "--prometheus",
      prometheus.url,
      "--port",
      "0",
      "--to",
      "2026-11-25T12:00:00Z",
    );
    while (!served.printed.out.includes("\n")) {
      if (served.child.exitCode !== null) throw new Error(served.printed.err);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    url = served.printed.out.trim();
    file = join(folder, "preview.html");
  });
  afterAll(async () => {
    await closeBrowser();
    served.child.kill();
    await prometheus.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a page, and says what went wrong in it: errors, refusals of the policy, requests to elsewhere. */
  async function open(address: string, width = 1440, theme: "light" | "dark" = "light") {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme });
    const wrong: string[] = [];
    page.on("console", (message) => void (["error", "warning"].includes(message.type()) && wrong.push(message.text())));
    page.on("pageerror", (error) => void wrong.push(error.message));
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== new URL(url).origin && protocol !== "file:" && protocol !== "data:") wrong.push(request.url());
    });
    await page.goto(address);
    return { page, wrong };
  }

  /** What runs in the page stands in texts: this program knows no browser. */
  const until = (page: Page, condition: string) =>
    expect.poll(() => page.evaluate(condition), { timeout: 20_000 }).toBe(true);

  async function drawn(page: Page, uid: string): Promise<void> {
    await until(page, `document.documentElement.dataset.drawn === ${JSON.stringify(uid)}`);
    // Charts are drawn when the browser has said how large they are.
    await until(
      page,
      `[...document.querySelectorAll(".chart")].every((chart) => chart.querySelector("canvas") !== null)`,
    );
  }

  const background = (page: Page) => page.evaluate("getComputedStyle(document.body).backgroundColor");

  const stateOf = (page: Page, title: string) =>
    page
      .locator(".panel")
      .filter({ has: page.locator("h3", { hasText: title }) })
      .first();

  it("one file: a status for what Prometheus refuses, the same bytes again, no larger than said", async () => {
    const args = ["preview", ".", "--prometheus", prometheus.url, "--output", file, "--to", "2026-11-25T12:00:00Z"];
    const { status, out, err } = await tocsin(folder, ...args).ended;
    expect(err).toBe("");
    expect(out).toContain("2 dashboards, 21 panels, 1 without data, 1 empty as they say they may be, 1 with errors");
    expect(status).toBe(1);
    const first = readFileSync(file);
    await tocsin(folder, ...args).ended;
    expect(readFileSync(file).equals(first)).toBe(true);
    expect(statSync(file).size).toBeLessThan(900_000);
  });

  it.each([
    ["served", 1440, "light"],
    ["served", 480, "dark"],
    ["file", 1440, "dark"],
    ["file", 480, "light"],
  ] as const)(
    "%s, %d wide, %s: everything is drawn, nothing fails, nothing that is written runs",
    async (kind, width, theme) => {
      const base = kind === "served" ? url : pathToFileURL(file).href;
      const { page, wrong } = await open(`${base}#/d/everything`, width, theme);
      await drawn(page, "everything");
      expect(wrong).toEqual([]);
      expect(await page.evaluate("window.hacked")).toBeUndefined();
      expect(await page.locator("img").count()).toBe(0);
      // Nothing is wider than the page.
      expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      expect(await page.locator(".banner").innerText()).toContain("not by Grafana");
      expect(await background(page)).toBe(theme === "dark" ? "rgb(16, 18, 22)" : "rgb(243, 244, 246)");
      const states = await page.evaluate<string[]>(
        `[...document.querySelectorAll(".panel")].map((panel) => panel.dataset.state)`,
      );
      expect(states.filter((state) => state === "data")).toHaveLength(14);
      // Something is drawn in each chart.
      const blank = await page.evaluate(`[...document.querySelectorAll(".chart canvas")].filter((canvas) =>
      canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.every((channel) => channel === 0)).length`);
      expect(blank).toBe(0);
      await page.close();
    },
  );

  it("says what is shown, in words too", async () => {
    const { page } = await open(`${pathToFileURL(file).href}#/d/everything`);
    await drawn(page, "everything");
    const text = (title: string) => stateOf(page, title).locator(".body").innerText();
    expect(await text("Availability")).toBe("99.93%");
    expect(await text("Refused")).toBe("Prometheus: 1:5: parse error: unclosed left parenthesis");
    expect(await text("Nothing")).toBe("No data");
    expect(await text("Quiet")).toBe("no alert has fired");
    expect(await text("Logs")).toContain("Grafana shows here the log lines of this query (data source: loki).");
    expect(await text("No such panel")).toContain('a panel of type "sunburst", which the preview does not know');
    expect(await text("Unknown things")).toContain("`custom.lineWdith` is no field option of a timeseries panel");
    expect(await text("Not a number")).toBe("NaN");
    expect((await text("Routes")).replaceAll(/\s+/g, " ")).toBe(
      "Route version Good Spent /search 1.2 99.82% 94% /pay 1.1 99.86% 57% /cart 1.0 99.90% 20%",
    );
    // 16 × 3,600 s ago the burn rate was 16 above its wave of 0.6 ± 0.3; now it is near the wave.
    expect(await stateOf(page, "Burn rate").locator(".chart").getAttribute("aria-label")).toMatch(
      /^Time series\. 1 h: 0\.\d+$/,
    );
    expect(await page.locator("h1").innerText()).toBe("Everything the preview draws");
    expect(await page.locator("h3", { hasText: hostile }).count()).toBe(1);
    await page.close();
  });

  it("a choice asks anew; links stay within; the theme changes", async () => {
    const { page, wrong } = await open(`${url}#/d/everything`);
    await drawn(page, "everything");
    prometheus.asked.length = 0;
    await page.locator("summary", { hasText: "Route" }).click();
    await page.getByLabel("All", { exact: true }).uncheck();
    await page.getByLabel("/pay", { exact: true }).check();
    await page.getByRole("button", { name: "Apply" }).click();
    await until(page, `[...document.querySelectorAll(".multi .fixed")].some((one) => one.textContent === "/pay")`);
    await drawn(page, "everything");
    expect(prometheus.asked).toContain('rate{route=~"/pay"}');
    expect(await stateOf(page, "Requests by route").locator(".legend").innerText()).not.toContain("/cart");

    await page.getByRole("link", { name: "/search" }).click();
    await drawn(page, "other");
    expect(await page.locator("h1").innerText()).toBe("The other");
    expect(new URL(page.url()).hash).toContain("#/d/other?var-route=%2Fsearch");
    await page.getByLabel("Route").selectOption("/pay");
    await until(page, `document.querySelector('.panel[data-state="data"] h3')?.textContent === "Of /pay"`);

    await page.getByLabel("Theme").selectOption("dark");
    expect(await background(page)).toBe("rgb(16, 18, 22)");
    await page.getByLabel("Dashboard", { exact: true }).selectOption("");
    await expect.poll(() => page.locator(".cards li").count()).toBe(2);
    expect(wrong).toEqual([]);
    await page.close();
  });

  it("about a panel: its description and its queries, by keyboard", async () => {
    const { page, wrong } = await open(`${url}#/d/everything`);
    await drawn(page, "everything");
    await page.getByRole("button", { name: "About the panel Availability" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    expect((await dialog.innerText()).replaceAll(/\s+/g, " ")).toBe(
      "Availability Share of good events. See the runbook. Query A · 1 series ratio Close",
    );
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("dialog").count()).toBe(0);
    expect(wrong).toEqual([]);
    await page.close();
  });

  it("files that change are read anew; the server ends well when it is told to", async () => {
    const changed = { ...other(), title: "Changed" };
    writeFileSync(join(folder, "production/grafana/other.json"), JSON.stringify(changed));
    const { page } = await open(`${url}#/d/other`);
    await drawn(page, "other");
    expect(await page.locator("h1").innerText()).toBe("Changed");
    await page.close();
    served.child.kill("SIGTERM");
    const { status, err } = await served.ended;
    expect([status, err]).toEqual([0, "a preview of the dashboards, not Grafana; Ctrl-C ends it\n"]);
  });
});
