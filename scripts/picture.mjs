// node scripts/picture.mjs --prometheus URL: the README's pictures, the dashboard of SLOs of the shop's checkout as `tocsin preview` draws it, light and dark.
// The data is that of `node scripts/demo-prometheus.mjs`; Chromium is a tool (`npm run tools -- chromium`), and the command must be built.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "./tools/browser.mjs";
import { locate } from "./tools/programs.mjs";

const { values } = parseArgs({
  options: {
    prometheus: { type: "string" },
    dashboard: { type: "string", default: "tocsin--production--checkout--slo" },
    set: { type: "string", default: "slo=latency" },
    from: { type: "string", default: "6h" },
    sections: { type: "string", default: "4" },
    output: { type: "string", default: "docs/images/checkout-slo" },
  },
});
const program = locate("chromium");
if (values.prometheus === undefined)
  throw new Error("--prometheus names the Prometheus of scripts/demo-prometheus.mjs");
if (program === undefined) throw new Error("there is no Chromium: npm run tools -- chromium");

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tocsin-picture-"));
const { browser, close } = await launch(program);
try {
  const file = join(folder, "preview.html");
  const { prometheus, dashboard, set, from } = values;
  const args = ["preview", "examples/shop", "--prometheus", prometheus, "--set", set, "--from", from];
  execFileSync(process.execPath, ["dist/bin/tocsin.js", ...args, "--output", file], { cwd: root, stdio: "inherit" });
  mkdirSync(join(root, "docs/images"), { recursive: true });
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme });
    await page.goto(`${pathToFileURL(file).href}#/d/${dashboard}`);
    await page.waitForSelector("html[data-drawn]");
    // Charts are drawn when the browser has said how large they are.
    await page.waitForTimeout(1000);
    const path = join(root, `${values.output}-${colorScheme}.png`);
    // Down to the end of the last section that is wanted.
    const last = await page
      .locator("main > section")
      .nth(Number(values.sections) - 1)
      .boundingBox();
    const clip = { x: 0, y: 0, width: 1440, height: Math.ceil((last?.y ?? 0) + (last?.height ?? 0)) + 12 };
    await page.screenshot({ path, clip, fullPage: true });
    console.log(`${path} (${Math.round(statSync(path).size / 1000)} kB)`);
    await page.close();
  }
} finally {
  await close();
  rmSync(folder, { recursive: true, force: true });
}
