/** A Prometheus with a history of the example shop that goes on: for looking at dashboards with data behind them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { locate } from "../../../scripts/tools/programs.mjs";
import { readExample } from "../examples.ts";
import { sleep } from "../process.ts";
import { compileFiles, dashboardsOf, ruleFilesOf } from "./compiled.ts";
import { startHistory } from "./history.ts";
import { exprsOfDashboards } from "./queries.ts";
import { shopIncidents } from "./shop.ts";

export interface DemoOptions {
  readonly port: number;
  /** Of raw series. */
  readonly hours: number;
  /** Of recorded series. */
  readonly days: number;
}

/** Serves until the process is told to end. */
export async function serveDemo({ port, hours, days }: DemoOptions): Promise<void> {
  const program = locate("prometheus-3");
  if (program === undefined) throw new Error("prometheus-3 is missing: npm run tools");
  await expectFree(port);
  const shop = await compileFiles(readExample("shop"));
  const folder = mkdtempSync(join(tmpdir(), "tocsin-demo-"));
  const rules = ruleFilesOf(shop);
  for (const [path, text] of rules) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const scrape = 30;
  const end = Math.floor(Date.now() / 1000 / scrape) * scrape;
  const history = await startHistory({
    program,
    port,
    services: shop.services,
    rules: [...rules.values()],
    queries: await exprsOfDashboards(dashboardsOf(shop)),
    end,
    length: hours * 3600,
    past: days * 86_400,
    seasons: hours * 3600,
    scrape,
    incidents: shopIncidents(end),
    log: (line) => console.log(line),
  });
  let isOver = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => (isOver = true));
  const advance = async (from: number): Promise<number> => {
    let time = from;
    for (; time <= Date.now() / 1000; time += scrape) await history.advance(time);
    return time;
  };
  let next = await advance(end + scrape);
  await history.evaluate([...rules.keys()].map((path) => join(folder, path)));
  console.log(`${history.samples} samples; ${history.prometheus.url} serves until this ends`);
  while (!isOver) {
    next = await advance(next);
    await sleep(500);
  }
  await history.prometheus.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Otherwise another server would answer in place of the one that is started. */
async function expectFree(port: number): Promise<void> {
  const isTaken = await fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );
  if (isTaken) throw new Error(`port ${port} is taken: choose another with --port`);
}
