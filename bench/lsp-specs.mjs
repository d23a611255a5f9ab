// What the benchmarks of the language server are about: workspaces, and mistakes that are made and mended in them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const workspace = `version: 1
workspace: bench
specs: ["services/*.service.yaml"]
teams: { shop: { notify: { page: oncall, ticket: queue } } }
receivers:
  oncall: { email: { to: oncall@example.org, from: alerts@example.org, smarthost: "smtp.example.org:587" } }
  queue: { email: { to: queue@example.org, from: alerts@example.org, smarthost: "smtp.example.org:587" } }
targets: { prometheus: { retention: 40d } }
`;

/** @param {string} name @param {number} slis @param {string} [more] */
export function service(name, slis, more = "") {
  const names = Array.from({ length: slis }, (_, at) => `requests-${at}`);
  const sli = (/** @type {string} */ key) => `  ${key}:
    type: availability
    prometheus:
      total: 'http_requests_total{route="/${key}"}'
      bad: 'http_requests_total{route="/${key}", code=~"5.."}'
`;
  return `version: 1
service: ${name}
owner: shop
links: { runbook: "https://runbooks.example/${name}" }
match: { job: ${name} }
${more}slis:
${names.map(sli).join("")}slos:
${names.map((key) => `  ${key}: 99.9%\n`).join("")}`;
}

/** @param {readonly number[]} values @param {number} share */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** @param {string} folder @param {string} text */
export function oneService(folder, text) {
  mkdirSync(join(folder, "services"), { recursive: true });
  writeFileSync(join(folder, "tocsin.yaml"), workspace);
  const path = join(folder, "services", "shop.service.yaml");
  writeFileSync(path, text);
  return path;
}

/** Line of a text, from 0. @param {string} text @param {string} needle */
export function lineOf(text, needle) {
  return text.slice(0, text.indexOf(needle)).split("\n").length - 1;
}

/** A mistake that shows when a file is read, and one that shows when its names are looked up. */
export const mistakes = /** @type {const} */ ({
  read: { code: "validate/unknown-key", line: "owner: shop", column: 5, letter: "r" },
  resolve: { code: "resolve/unknown-team", line: "owner: shop", column: 11, letter: "p" },
});

/** The mistake that shows when a file is read, in a text that has none. @param {string} text */
export function withMistake(text) {
  const { line, column, letter } = mistakes.read;
  return text.replace(line, line.slice(0, column) + letter + line.slice(column));
}

/** A spec as yaml-language-server is told what it is. @param {string} text */
export function forOthers(text) {
  const schema = fileURLToPath(new URL("../dist/schemas/service.schema.json", import.meta.url));
  return `# yaml-language-server: $schema=${schema}\n${text}`;
}

/** Lines of a file as they are named, how many SLIs make them, and how soon after an edit findings shall be there, in milliseconds. */
export const sizes = /** @type {const} */ ([
  { lines: 23, slis: 2, target: 50 },
  { lines: 10_000, slis: 1665, target: 150 },
]);
