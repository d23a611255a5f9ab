// npm audit, which must not pass when nobody answered: status 0 nothing known, 1 something found, 3 no answer.
import { spawnSync } from "node:child_process";

const { stdout } = spawnSync("npm", ["audit", "--json"], { encoding: "utf8" });
const report = JSON.parse(stdout || "{}");
if (report.vulnerabilities === undefined) {
  console.log(`no answer from the audit service: ${report.message ?? "nothing was printed"}`);
  process.exit(3);
}
const found = Object.values(report.vulnerabilities);
for (const { name, severity, range } of found) console.log(`${severity}: ${name} ${range}`);
console.log(`${found.length} known vulnerabilities`);
process.exit(found.length === 0 ? 0 : 1);
