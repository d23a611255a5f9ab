// npm run bench:accuracy [-- --all | --seeds 11,12 --scrapes 30 --traffic spiky … --peers] [--json file]
// The rules that tocsin generates, replayed on Prometheus over simulated weeks, beside the exact count of every event.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { judge } from "./judge.mjs";
import { peers } from "./peers.mjs";
import { build, replay } from "./replay.mjs";
import { report } from "./report.mjs";
import { generate, objective, ours } from "./rules.mjs";
import { days, kinds, simulate, troubles } from "./simulate.mjs";

const { values: given } = parseArgs({
  options: {
    all: { type: "boolean", default: false },
    peers: { type: "boolean", default: false },
    seeds: { type: "string" },
    scrapes: { type: "string" },
    cases: { type: "string" },
    jobs: { type: "string", default: "1" },
    json: { type: "string" },
  },
});

const weekly = 1 / 7;
/** @type {Record<string, Omit<import("./simulate.mjs").Setting, "seed" | "scrape">>} */
const cases = {
  daily: { traffic: "daily", deploysPerDay: weekly },
  flat: { traffic: "flat", deploysPerDay: weekly },
  spiky: { traffic: "spiky", deploysPerDay: weekly },
  churn: { traffic: "daily", deploysPerDay: 5 },
  "40 instances": { traffic: "daily", deploysPerDay: weekly, instances: 40 },
  "slow scrapes": { traffic: "daily", deploysPerDay: weekly, scrapeTakes: 1000 },
  "skipped evaluations": { traffic: "daily", deploysPerDay: weekly, skipped: 0.01 },
};

/** @typedef {{ name: string, seed: number, scrape: number, job: "shop" | "batch" }} Run */

/** Without options: each kind of traffic and each pace of the scrapes once, on four seeds. @type {readonly (readonly [string, number, number])[]} */
const few = [
  ["daily", 30, 11],
  ["daily", 15, 11],
  ["daily", 60, 11],
  ["flat", 30, 12],
  ["spiky", 30, 13],
  ["churn", 30, 14],
];

const seeds = [11, 12, 13, 14, 15];
/** Five seeds, every kind of traffic at every pace; what says most comes first. @type {typeof few} */
const all = [
  ...few,
  ...seeds.map((seed) => /** @type {const} */ (["daily", 30, seed])),
  ...["40 instances", "slow scrapes", "skipped evaluations"].map((name) => /** @type {const} */ ([name, 30, 11])),
  ...seeds.flatMap((seed) =>
    ["daily", "flat", "spiky", "churn"].flatMap((name) =>
      (seed === 11 || name === "daily" ? [30, 15, 60] : [30]).map(
        (scrape) => /** @type {const} */ ([name, scrape, seed]),
      ),
    ),
  ),
].filter((one, i, every) => every.findIndex((other) => String(other) === String(one)) === i);

/** @returns {readonly Run[]} */
function plan() {
  const list = (/** @type {string | undefined} */ text) => text?.split(",");
  const names = list(given.cases) ?? ["daily"];
  const scrapes = list(given.scrapes)?.map(Number) ?? [30];
  const seeds = list(given.seeds)?.map(Number) ?? [11];
  const isChosen = given.cases !== undefined || given.scrapes !== undefined || given.seeds !== undefined;
  const chosen = names.flatMap((name) =>
    scrapes.flatMap((scrape) => seeds.map((seed) => /** @type {const} */ ([name, scrape, seed]))),
  );
  return (isChosen ? chosen : given.all ? all : few).flatMap(([name, scrape, seed]) =>
    /** @type {const} */ (["shop", "batch"]).map((job) => ({ name, seed, scrape, job })),
  );
}

const folder = mkdtempSync(join(tmpdir(), "tocsin-accuracy-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
const program = build(say);
const paths = generate(folder, Object.keys(kinds));

/**
 * @param {Run} run @param {string} path of the rules @param {import("./judge.mjs").Design} design
 * @param {number} [probes] of the rule manager in each quarter of a day
 */
async function measure({ name, seed, scrape, job }, path, design, probes = 4) {
  const setting = { ...cases[name], seed, scrape };
  if (setting.traffic === undefined) throw new Error(`no case \`${name}\`; there are ${Object.keys(cases).join(", ")}`);
  const { outage, busy } = troubles(/** @type {import("./simulate.mjs").Setting} */ (setting));
  const scraped = simulate(kinds[job], /** @type {import("./simulate.mjs").Setting} */ (setting));
  const rules = await replay(program, {
    scraped,
    // each seed gives the groups another phase
    rules: [{ path, name: `/etc/prometheus/${seed}/${job}.rules.yaml` }],
    pauses: [{ ...outage, restart: true }, ...busy.map((span) => ({ ...span, restart: false }))],
    probes,
    progress: (share) => progress(share),
  });
  return judge(rules, scraped.truth, design, { objective, outage, busy });
}

const runs = plan();
/** @type {import("./report.mjs").Row[]} */
const rows = [];
const started = Date.now();
let done = 0;

/** One line that is written over, on a terminal alone. @param {number} share of the run that is under way */
function progress(share) {
  if (!process.stderr.isTTY) return;
  const all = runs.length + (given.peers || given.all ? Object.keys(peers).length * 2 : 0);
  const minutes = ((Date.now() - started) / 60_000).toFixed(1);
  process.stderr.write(
    `\r${done} of ${all} replays of ${days} days, ${Math.round(share * 100)} % of the next, ${minutes} min \x1b[K`,
  );
}

const queue = [...runs];
await Promise.all(
  Array.from({ length: Number(given.jobs) }, async () => {
    for (let run = queue.shift(); run !== undefined; run = queue.shift()) {
      rows.push({ design: "tocsin", ...run, ...(await measure(run, /** @type {string} */ (paths[run.job]), ours)) });
      done++;
      progress(0);
      if (given.json !== undefined) writeFileSync(given.json, JSON.stringify(rows, undefined, 1));
    }
  }),
);
if (given.peers || given.all)
  for (const job of /** @type {const} */ (["shop", "batch"]))
    for (const [design, peer] of Object.entries(peers)) {
      const path = join(folder, `${design}-${job}.rules.yaml`);
      writeFileSync(path, peer.rules(job));
      const run = { name: "daily", seed: 11, scrape: 30, job };
      rows.push({ design, ...run, ...(await measure(run, path, peer, 1)) });
      done++;
      if (given.json !== undefined) writeFileSync(given.json, JSON.stringify(rows, undefined, 1));
    }
if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
const { text, failed } = report(rows);
process.stdout.write(text);
process.exitCode = failed ? 1 : 0;
