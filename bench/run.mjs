// npm run bench [-- RUNS]: what tocsin costs on this machine, as medians of whole processes, beside an empty Node.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const tocsin = fileURLToPath(new URL("../dist/bin/tocsin.js", import.meta.url));
const measure = fileURLToPath(new URL("measure.cjs", import.meta.url));
const runs = Number(process.argv[2] ?? 9);
const slosPerService = 10;

/** A workspace of services with ten SLOs each. @param {string} folder @param {number} slos */
function makeWorkspace(folder, slos) {
  mkdirSync(join(folder, "services"), { recursive: true });
  writeFileSync(join(folder, "tocsin.yaml"), workspace);
  for (let i = 0; i < slos / slosPerService; i++)
    writeFileSync(join(folder, "services", `service-${i}.service.yaml`), service(`service-${i}`));
}

const workspace = `version: 1
workspace: bench
specs: ["services/*.service.yaml"]
teams: { shop: { notify: { page: oncall, ticket: queue } } }
receivers:
  oncall: { email: { to: oncall@example.org, from: alerts@example.org, smarthost: "smtp.example.org:587" } }
  queue: { email: { to: queue@example.org, from: alerts@example.org, smarthost: "smtp.example.org:587" } }
targets: { prometheus: { retention: 40d } }
`;

/** @param {string} name */
function service(name) {
  const routes = Array.from({ length: slosPerService / 2 }, (_, i) => `route-${i}`);
  return `version: 1
service: ${name}
owner: shop
match: { job: ${name} }
links: { runbook: "https://runbooks.example/${name}" }
slis:
${routes.map((route) => sli(route)).join("")}slos:
${routes.map((route) => `  ${route}-availability: 99.9%\n  ${route}-latency: 99%\n`).join("")}`;
}

/** @param {string} route */
const sli = (route) => `  ${route}-availability:
    type: availability
    prometheus:
      total: 'http_requests_total{route="/${route}"}'
      bad: 'http_requests_total{route="/${route}", code=~"5.."}'
  ${route}-latency:
    type: latency
    threshold: 300ms
    prometheus: { histogram: 'http_request_duration_seconds{route="/${route}"}' }
`;

/** @typedef {{ wall: number, cpu: number, rss: number }} Cost milliseconds, milliseconds, MiB */

/** @param {readonly string[]} args of node @param {string} cwd @returns {Cost} */
function once(args, cwd) {
  const started = process.hrtime.bigint();
  const { status, output, stderr } = spawnSync(process.execPath, ["--require", measure, ...args], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const wall = Number(process.hrtime.bigint() - started) / 1e6;
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(output[3] ?? "");
  return { wall, cpu: (userCPUTime + systemCPUTime) / 1000, rss: maxRSS / 1024 };
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** @param {string} name @param {number} times @param {() => Cost} run */
function row(name, times, run) {
  const costs = Array.from({ length: times }, run);
  const [wall, cpu, rss] = /** @type {const} */ (["wall", "cpu", "rss"]).map((key) => costs.map((cost) => cost[key]));
  const cells = [median(wall), Math.min(...wall), median(cpu), median(rss)].map((value) => value.toFixed(0));
  console.log(`| ${name} | ${times} | ${cells.join(" | ")} |`);
}

const folder = mkdtempSync(join(tmpdir(), "tocsin-bench-"));
try {
  console.log(`Node ${process.version}, ${cpus().length} cores\n`);
  console.log("| run | n | wall ms, median | wall ms, least | CPU ms, median | peak RSS MiB, median |");
  console.log("| --- | --- | --- | --- | --- | --- |");
  row("`node -e 0`", runs, () => once(["-e", "0"], folder));

  const one = join(folder, "one");
  makeWorkspace(one, slosPerService);
  row(`check of one spec (${slosPerService} SLOs)`, runs, () => once([tocsin, "check"], one));

  for (const slos of [10, 100, 1000]) {
    const home = join(folder, String(slos));
    makeWorkspace(home, slos);
    const times = slos === 1000 ? Math.min(runs, 5) : runs;
    const generate = () => once([tocsin, "generate"], home);
    row(`generate ${slos} SLOs`, times, () => {
      rmSync(join(home, "generated"), { recursive: true, force: true });
      return generate();
    });
    row(`generate ${slos} SLOs again, nothing changed`, times, generate);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
