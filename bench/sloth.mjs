// The same SLOs for Sloth (https://sloth.dev), where that is on the machine: `go install github.com/slok/sloth/cmd/sloth@v0.16.0`.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Its name with what it says its version is; undefined where there is no `sloth` on the PATH. */
export function slothVersion() {
  const { status, stdout } = spawnSync("sloth", ["version"], { encoding: "utf8" });
  return status === 0 ? `Sloth ${stdout.trim()}` : undefined;
}

/** @param {string} folder @param {number} services */
export function makeSlothSpecs(folder, services) {
  mkdirSync(join(folder, "in"), { recursive: true });
  for (let i = 0; i < services; i++) writeFileSync(join(folder, "in", `service-${i}.yml`), spec(`service-${i}`));
  return folder;
}

/** @param {string} folder as `makeSlothSpecs` fills it */
export function runSloth(folder) {
  const out = join(folder, "out");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  const started = process.hrtime.bigint();
  // what a process used that is no Node, the shell says: its own times, then those of what it ran
  const script = 'sloth generate -i "$0" -o "$1" >/dev/null 2>&1 && times';
  const { status, stdout } = spawnSync("sh", ["-c", script, join(folder, "in"), out], { encoding: "utf8" });
  const wall = Number(process.hrtime.bigint() - started) / 1e6;
  if (status !== 0) throw new Error(`sloth ended with ${status}`);
  const used = [...(stdout.trim().split("\n").at(-1) ?? "").matchAll(/(\d+)m([\d.]+)s/g)];
  const cpu = used.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000, 0);
  return { wall, cpu, rss: Number.NaN, said: "" };
}

/** @param {string} name */
function spec(name) {
  const slos = Array.from({ length: 5 }, (_, i) => {
    const own = `route="/route-${i}", job="${name}"`;
    const rate = (/** @type {string} */ metric, /** @type {string} */ more = "") =>
      `sum(rate(${metric}{${own}${more}}[{{.window}}]))`;
    const requests = "http_requests_total";
    const duration = "http_request_duration_seconds";
    return [
      slo(name, `route-${i}-availability`, 99.9, rate(requests, ', code=~"5.."'), rate(requests)),
      slo(
        name,
        `route-${i}-latency`,
        99,
        `${rate(`${duration}_count`)} - ${rate(`${duration}_bucket`, ', le="0.3"')}`,
        rate(`${duration}_count`),
      ),
    ].join("");
  });
  return `version: "prometheus/v1"\nservice: "${name}"\nlabels: { owner: shop }\nslos:\n${slos.join("")}`;
}

/** @param {string} service @param {string} name @param {number} objective @param {string} errors @param {string} total */
const slo = (service, name, objective, errors, total) => `  - name: "${name}"
    objective: ${objective}
    sli:
      events:
        error_query: '${errors}'
        total_query: '${total}'
    alerting:
      name: ${name}
      labels: { owner: shop }
      annotations: { runbook: "https://runbooks.example/${service}" }
      page_alert: { labels: { severity: page } }
      ticket_alert: { labels: { severity: ticket } }
`;
