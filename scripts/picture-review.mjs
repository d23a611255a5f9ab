// node scripts/picture-review.mjs: the README's picture of a pull request, what `tocsin diff` says of a change of the example shop.
// Chromium is a tool (`npm run tools -- chromium`), and the command must be built.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./tools/browser.mjs";
import { locate } from "./tools/programs.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const program = locate("chromium");
if (program === undefined) throw new Error("there is no Chromium: npm run tools -- chromium");

/** What somebody might ask to merge. @type {readonly (readonly [file: string, from: string, to: string])[]} */
const edits = [
  ["services/payments.service.yaml", "availability: 99.95%", "availability: 99.9%"],
  ["services/payments.service.yaml", "retention: 400d", "retention: 200d"],
  ["services/checkout.service.yaml", "notify: [purchase-oncall, incident-channel]", "notify: purchase-oncall"],
  ["services/catalogue.service.yaml", "threshold: 250ms", "threshold: 100ms"],
];

const shell = `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; font: 14px/1.5 "Noto Sans", "DejaVu Sans", sans-serif; color: #1f2328; background: #fff; }
  main { width: 960px; margin: 20px; border: 1px solid #d1d9e0; border-radius: 6px; }
  header { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; color: #59636e; border-radius: 6px 6px 0 0; }
  header b { color: #1f2328; }
  article { padding: 4px 16px 8px; }
  h3 { margin: 12px 0; font-size: 18px; }
  table { border-collapse: collapse; width: 100%; }
  th, td { border: 1px solid #d1d9e0; padding: 6px 10px; text-align: left; vertical-align: top; }
  tr:nth-child(odd) td { background: #f6f8fa; }
  .risk { display: inline-block; width: 10px; height: 10px; border-radius: 50%; background: #d1d9e0; }
  .risk.breaking { background: #d55e00; }
  .risk.high { background: #e69f00; }
  .arrow { display: inline-block; width: 12px; height: 0; margin: 0 9px 0 5px; border-top: 1.5px solid; vertical-align: middle; position: relative; }
  .arrow::after { content: ""; position: absolute; right: -1px; top: -4px; border: solid; border-width: 1.5px 1.5px 0 0; width: 5px; height: 5px; transform: rotate(45deg); }
  small, p { color: #59636e; }
  p { margin: 8px 0; }
</style><main><header><b>tocsin</b> commented on this pull request</header><article></article></main>`;
const folder = mkdtempSync(join(tmpdir(), "tocsin-picture-"));
const { browser, close } = await launch(program);
try {
  const head = join(folder, "shop");
  cpSync(join(root, "examples/shop"), head, { recursive: true });
  for (const [file, from, to] of edits) {
    const text = readFileSync(join(head, file), "utf8");
    if (!text.includes(from)) throw new Error(`${file} holds no \`${from}\``);
    writeFileSync(join(head, file), text.replace(from, to));
  }
  const args = ["dist/bin/tocsin.js", "diff", "examples/shop", head, "--json"];
  const { changes, counts, files } = JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" }));
  const told = changes.filter((/** @type {{ risk: string }} */ { risk }) => risk !== "low");
  const page = await browser.newPage({ viewport: { width: 1000, height: 400 }, colorScheme: "light" });
  await page.setContent(shell);
  await page.evaluate(draw, { told, low: counts.low, verdict: verdictOf(counts), files });
  mkdirSync(join(root, "docs/images"), { recursive: true });
  const path = join(root, "docs/images/pull-request.png");
  await page.locator("main").screenshot({ path });
  console.log(`${path} (${Math.round(statSync(path).size / 1000)} kB)`);
} finally {
  await close();
  rmSync(folder, { recursive: true, force: true });
}

/** @param {Readonly<Record<string, number>>} counts */
function verdictOf(counts) {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([risk, count]) => `${count} ${risk}`)
    .join(", ");
}

/**
 * In the page: texts of specs go in as texts.
 *
 * @param {{ told: readonly any[], low: number, verdict: string, files: readonly any[] }} comment
 */
function draw({ told, low, verdict, files }) {
  const make = (/** @type {string} */ name, /** @type {string} */ text) =>
    Object.assign(document.createElement(name), { textContent: text });
  // the browser's own font has no arrows and no signs of warning: both are drawn
  const cell = (/** @type {string} */ text) => {
    const made = document.createElement("td");
    for (const [at, part] of text.split(" → ").entries()) {
      if (at > 0) made.append(Object.assign(document.createElement("i"), { className: "arrow" }));
      made.append(part);
    }
    return made;
  };
  const body = /** @type {HTMLElement} */ (document.querySelector("article"));
  body.append(make("h3", `tocsin: ${verdict}`));
  const table = document.createElement("table");
  const heading = document.createElement("tr");
  heading.append(...["", "what", "change", "means"].map((text) => make("th", text)));
  table.append(heading);
  for (const { risk, subject, environments, what, before, after, meaning, file, line } of told) {
    const row = document.createElement("tr");
    const where = make("td", environments.length === 0 ? subject : `${subject} (${environments.join(", ")})`);
    where.append(
      document.createElement("br"),
      make("small", `${file.replace(/^.*\/services\//, "services/")}:${line}`),
    );
    const change = [before, after].filter((/** @type {unknown} */ value) => value !== undefined).join(" → ");
    const mark = document.createElement("td");
    mark.append(Object.assign(document.createElement("i"), { className: `risk ${risk}` }));
    row.append(mark, where, cell(`${what}: ${change}`), cell(meaning ?? ""));
    table.append(row);
  }
  body.append(table);
  const rest = files.map(({ target, changed }) => `${changed} files of ${target}`).join(", ");
  body.append(make("p", `${low} changes besides`), make("p", `Generated files and cost: ${rest}`));
}
