// npm run bench [-- --runs N --sizes 10,100,1000,5000]: what tocsin costs on this machine, as medians of whole processes, beside an empty Node.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { benchLsp } from "./lsp.mjs";
import { makeSlothSpecs, runSloth, slothVersion } from "./sloth.mjs";

const tocsin = fileURLToPath(new URL("../dist/bin/tocsin.js", import.meta.url));
const measure = fileURLToPath(new URL("measure.cjs", import.meta.url));
const { values: given } = parseArgs({
  options: { runs: { type: "string", default: "9" }, sizes: { type: "string", default: "10,100,1000,5000" } },
});
const runs = Number(given.runs);
const sizes = given.sizes.split(",").map(Number);
const slosPerService = 10;
/** Services of the run with no change. */
const manyServices = 1000;
/** Services with dashboards. */
const fleets = [100, 300, 1000];

/**
 * A workspace of services. For the Kubernetes operator rules are made without tests, so that the two can be told apart.
 * @param {string} folder @param {number} services @param {{ as?: string, slos?: number, dashboards?: boolean }} options
 */
function makeWorkspace(folder, services, { as = "rules", slos = slosPerService, dashboards = false } = {}) {
  mkdirSync(join(folder, "services"), { recursive: true });
  writeFileSync(join(folder, "tocsin.yaml"), workspace(as, dashboards));
  for (let i = 0; i < services; i++)
    writeFileSync(join(folder, "services", `service-${i}.service.yaml`), service(`service-${i}`, slos));
  return folder;
}

/** @param {string} as @param {boolean} dashboards */
const workspace = (as, dashboards) => `version: 1
workspace: bench
specs: ["services/*.service.yaml"]
teams: { shop: { notify: { page: oncall, ticket: queue } } }
receivers:
  oncall: { email: { to: oncall@example.org, from: alerts@example.org, smarthost: "smtp.example.org:587" } }
  queue: { email: { to: queue@example.org, from: alerts@example.org, smarthost: "smtp.example.org:587" } }
targets: { prometheus: { retention: 40d, as: [${as}] }${dashboards ? ", grafana: {}" : ""} }
`;

/** @param {string} name @param {number} slos */
function service(name, slos) {
  const routes = Array.from({ length: slos / 2 }, (_, i) => `route-${i}`);
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

/** @typedef {{ wall: number, cpu: number, rss: number, said: string }} Cost milliseconds, milliseconds, MiB; what it said on standard error */

/** @param {readonly string[]} args of node @param {string} cwd @param {NodeJS.ProcessEnv} more @returns {Cost} */
function once(args, cwd, more = {}) {
  const started = process.hrtime.bigint();
  const { status, output, stderr } = spawnSync(process.execPath, ["--require", measure, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, XDG_CACHE_HOME: join(cwd, ".cache"), LOCALAPPDATA: join(cwd, ".cache"), ...more },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const wall = Number(process.hrtime.bigint() - started) / 1e6;
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(output[3] ?? "");
  return { wall, cpu: (userCPUTime + systemCPUTime) / 1000, rss: maxRSS / 1024, said: stderr };
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** @param {readonly (string | number)[]} cells */
const line = (cells) => console.log(`| ${cells.join(" | ")} |`);

/** @param {string} name @param {number} times @param {() => Cost} run @param {string} [more] a cell at the end */
function row(name, times, run, more) {
  const costs = Array.from({ length: times }, run);
  const [wall, cpu, rss] = /** @type {const} */ (["wall", "cpu", "rss"]).map((key) => costs.map((cost) => cost[key]));
  const cells = [median(wall), Math.min(...wall), median(cpu), median(rss)].map((value) =>
    Number.isNaN(value) ? "not measured" : value.toFixed(0),
  );
  line([name, times, ...cells, ...(more === undefined ? [] : [more])]);
  return median(cpu);
}

/** @param {string} title @param {readonly string[]} heads */
function table(title, heads) {
  console.log(`\n${title}\n`);
  line(heads);
  line(heads.map(() => "---"));
}

const costs = ["n", "wall ms, median", "wall ms, least", "CPU ms, median", "peak RSS MiB, median"];
const sloth = slothVersion();
const folder = mkdtempSync(join(tmpdir(), "tocsin-bench-"));
const fresh = (/** @type {string} */ home, /** @type {readonly string[]} */ ...flags) => {
  rmSync(join(home, "generated"), { recursive: true, force: true });
  return once([tocsin, "generate", "--no-cache", ...flags], home);
};
try {
  console.log(`Node ${process.version}, ${cpus().length} cores`);
  table("Cold start", ["", ...costs]);
  row("`node -e 0`", runs, () => once(["-e", "0"], folder));
  const one = makeWorkspace(join(folder, "one"), 1);
  const cold = (/** @type {NodeJS.ProcessEnv} */ more) => once([tocsin, "check", "--no-cache"], one, more);
  cold({});
  row(`check of one spec (${slosPerService} SLOs)`, runs, () => cold({}));
  row("the same, no compiled code kept", runs, () => cold({ NODE_DISABLE_COMPILE_CACHE: "1" }));

  for (const [what, as] of [
    ["rules alone", "operator"],
    ["rules and generated tests", "rules"],
  ]) {
    table(`generate: ${what}`, ["SLOs", ...costs, "growth: CPU ms for each SLO more"]);
    let before = { slos: 0, cpu: Number.NaN };
    for (const slos of sizes) {
      const home = makeWorkspace(join(folder, `${as}-${slos}`), slos / slosPerService, { as });
      const times = slos >= 1000 ? Math.min(runs, 3) : runs;
      const made = Array.from({ length: times }, () => fresh(home));
      const cpu = median(made.map((cost) => cost.cpu));
      const growth = (cpu - before.cpu) / (slos - before.slos);
      row(String(slos), times, () => made.shift() ?? fresh(home), Number.isNaN(growth) ? "" : growth.toFixed(2));
      before = { slos, cpu };
      if (as !== "operator" || sloth === undefined) continue;
      const specs = makeSlothSpecs(join(folder, `sloth-${slos}`), slos / slosPerService);
      row(`${slos}, with ${sloth}`, times, () => runSloth(specs), "");
    }
  }

  table("generate: dashboards of services of two SLOs, and of them all, beside rules alone", [
    "services",
    ...costs,
    "CPU ms of dashboards",
    "of each service more",
  ]);
  let least = { services: 0, cpu: Number.NaN };
  for (const services of fleets) {
    const plain = makeWorkspace(join(folder, `plain-${services}`), services, { as: "operator", slos: 2 });
    const home = makeWorkspace(join(folder, `fleet-${services}`), services, {
      as: "operator",
      slos: 2,
      dashboards: true,
    });
    const times = Math.min(runs, 3);
    const without = median(Array.from({ length: times }, () => fresh(plain).cpu));
    const made = Array.from({ length: times }, () => fresh(home));
    const cpu = median(made.map((cost) => cost.cpu)) - without;
    const growth = (cpu - least.cpu) / (services - least.services);
    const cells = [cpu.toFixed(0), Number.isNaN(growth) ? "" : growth.toFixed(2)];
    row(String(services), times, () => made.shift() ?? fresh(home), cells.join(" | "));
    least = { services, cpu };
  }

  const many = makeWorkspace(join(folder, "many"), manyServices, { slos: 2 });
  table(`${manyServices} services of two SLOs`, ["", ...costs]);
  row("generate, the first time", 1, () => once([tocsin, "generate"], many));
  row("generate again, nothing changed", runs, () => once([tocsin, "generate"], many));
  row("check, the first time", 1, () => once([tocsin, "check"], many));
  row("check again, nothing changed", runs, () => once([tocsin, "check"], many));
  const changed = join(folder, "changed");
  cpSync(many, changed, { recursive: true, filter: (path) => !path.includes("generated") && !path.includes(".cache") });
  const spec = join(changed, "services", "service-7.service.yaml");
  writeFileSync(spec, readFileSync(spec, "utf8").replace("99.9%", "99.5%"));
  row("diff, one objective changed", Math.min(runs, 3), () => once([tocsin, "diff", many, changed], folder));

  const phased = sizes.filter((slos) => slos >= 100 && slos <= 1000).at(-1) ?? sizes[0];
  console.log(`\nTime by phase, ${phased} SLOs with their tests (\`generate --timing\`, wall)\n`);
  console.log(fresh(join(folder, `rules-${phased}`), "--timing").said.trimEnd());
  await benchLsp();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
