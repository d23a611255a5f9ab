// The rules under test: what tocsin generates from a spec, and the shapes of its peers.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const tocsin = fileURLToPath(new URL("../../dist/bin/tocsin.js", import.meta.url));
const hour = 3_600_000;
const day = 24 * hour;
export const objective = 0.999;

/**
 * The pairs of the Site Reliability Workbook for 28 days: `spend` of the budget is gone within the long window. A factor is at least 1.
 * @see https://sre.google/workbook/alerting-on-slos/
 */
const workbook = [
  { name: "1h", long: hour, short: hour / 12, spend: 0.02 },
  { name: "6h", long: 6 * hour, short: hour / 2, spend: 0.05 },
  { name: "1d", long: day, short: 2 * hour, spend: 0.1 },
  { name: "3d", long: 3 * day, short: 6 * hour, spend: 0.1 },
].map(({ name, long, short, spend }) => ({ name, long, short, factor: Math.max(1, (spend * 28 * day) / long) }));

/** @type {import("./judge.mjs").Design} */
export const ours = {
  records: { hour: "slo:sli_error:ratio1h", sixHours: "slo:sli_error:ratio6h", period: "slo:sli_error:ratio28d" },
  mutes: true,
  pairs: ({ labels }) => workbook.filter(({ name }) => name === labels["long"]),
};

/** Generates the rules of the services into a folder. @param {string} folder @param {readonly string[]} jobs @returns {Record<string, string>} paths */
export function generate(folder, jobs) {
  mkdirSync(join(folder, "services"), { recursive: true });
  writeFileSync(
    join(folder, "tocsin.yaml"),
    `version: 1
workspace: accuracy
specs: ["services/*.service.yaml"]
teams: { bench: { notify: { page: desk, ticket: desk } } }
receivers: { desk: { email: { to: desk@example.org, from: alerts@example.org, smarthost: "smtp.example.org:587" } } }
targets: { prometheus: { retention: 40d, as: [rules] } }
`,
  );
  for (const job of jobs)
    writeFileSync(
      join(folder, "services", `${job}.service.yaml`),
      `version: 1
service: ${job}
owner: bench
match: { job: ${job} }
links: { runbook: "https://runbooks.example/${job}" }
slis:
  availability:
    type: availability
    prometheus:
      total: http_requests_total
      bad: 'http_requests_total{code=~"5.."}'
slos:
  availability: ${objective * 100}%
`,
    );
  const { status, stderr } = spawnSync(process.execPath, [tocsin, "generate"], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`tocsin generate: ${stderr}`);
  return Object.fromEntries(jobs.map((job) => [job, join(folder, "generated", "prometheus", `${job}.rules.yaml`)]));
}
