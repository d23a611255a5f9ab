// npm run deps: the directions of .dependency-cruiser.mjs, with a floor, for a cruise that read nothing finds nothing wrong.
import { readdirSync } from "node:fs";
import { cruise } from "dependency-cruiser";
import rules from "../.dependency-cruiser.mjs";

const { options, ...ruleSet } = rules;
const resolving = { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] };
const { output } = await cruise(["src"], { ...options, ruleSet, validate: true }, resolving);
const { modules, summary } = /** @type {import("dependency-cruiser").ICruiseResult} */ (output);

for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);

const read = new Set(modules.filter((module) => module.dependencies.length > 0).map((module) => module.source));
const ours = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((file) => `src/${file.replaceAll("\\", "/")}`)
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts") && !/\/generated\//.test(file));
const unread = ours.filter((file) => !modules.some((module) => module.source === file));
if (unread.length > 0) console.error(`not read: ${unread.join(", ")}`);
// A parser that skips TypeScript lists the files but finds no import in them.
const blind = read.size < ours.length / 2;
if (blind) console.error(`imports were found in ${read.size} of ${ours.length} files only: is @swc/core installed?`);

console.log(
  `${summary.totalCruised} modules, ${summary.totalDependenciesCruised} dependencies, ${summary.violations.length} violations`,
);
process.exitCode = summary.violations.length > 0 || unread.length > 0 || blind ? 1 : 0;
