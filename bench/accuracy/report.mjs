// Tables of what was measured, worst first, and the levels that are held or not.

/**
 * @typedef {import("./judge.mjs").Judgement & { design: string, name: string, seed: number, scrape: number, job: "shop" | "batch" }} Row
 *
 * @typedef {object} Level
 * @property {string} name
 * @property {(row: Row) => number} of
 * @property {(row: Row) => number | undefined} limit undefined: none for such a run
 */

/** What the rules have to hold, whatever the traffic. @type {readonly Level[]} */
const levels = [
  {
    name: "28-day budget, mean pp",
    of: ({ budget }) => budget.mean,
    limit: ({ job }) => (job === "batch" ? 0.15 : 0.07),
  },
  {
    name: "28-day budget outside incidents, max pp",
    of: ({ budget }) => budget.calm,
    limit: ({ job }) => (job === "batch" ? undefined : 0.12),
  },
  {
    name: "1-hour burn, mean",
    of: ({ hour }) => hour.mean,
    limit: ({ job, scrape }) => (job === "batch" ? undefined : scrape > 30 ? 0.02 : 0.015),
  },
  { name: "samples a second", of: ({ samples }) => samples, limit: () => 245 },
  { name: "pages missed", of: ({ page }) => page.missed, limit: () => 0 },
  { name: "pages with fewer than 3 errors", of: ({ page }) => page.few, limit: () => 0 },
  { name: "unlike the rule manager", of: ({ checked }) => checked.differ, limit: () => 0 },
];

/** How far a run is from its levels: over 1 is beyond one of them. @param {Row} row */
const worst = (row) =>
  Math.max(
    ...levels.map(({ of, limit }) => {
      const most = limit(row);
      if (most === undefined) return 0;
      const value = of(row);
      // a budget without a value is the worst there is
      if (Number.isNaN(value)) return Number.POSITIVE_INFINITY;
      return most === 0 ? (value > 0 ? 10 + value : 0) : value / most;
    }),
  );

/** @param {number} value @param {number} [digits] */
const number = (value, digits = 3) => (Number.isFinite(value) ? value.toFixed(digits) : "–");
/** @param {import("./judge.mjs").Alerts} alerts */
const hits = ({ hit, ideal, missed, brief, mean, max }) =>
  `${hit}/${ideal}${missed > 0 ? ` (${brief} of ${missed} missed were brief)` : ""}${hit > 0 ? `, ${number(mean, 0)} (${number(max, 0)})` : ""}`;
/** @param {Row} row */
const percent = ({ counted }) => `${number(counted.total * 100)} / ${number(counted.errors * 100)}`;
/** @param {Row} row */
const what = ({ name, scrape, seed }) => `${name}, ${scrape} s, seed ${seed}`;

/** @type {readonly [string, (row: Row) => string][]} */
const columns = [
  ["traffic, scrapes, seed", (row) => (row.design === "tocsin" ? what(row) : `${row.design} (${what(row)})`)],
  [
    "28d pp mean / max (calm)",
    ({ budget }) => `${number(budget.mean)} / ${number(budget.max, 2)} (${number(budget.calm)})`,
  ],
  ["of it: outage, scrapes", ({ budget }) => `${number(budget.outage)}, ${number(budget.scrapes)}`],
  ["first 28d pp", ({ young }) => number(young)],
  ["SLI ppm", ({ sli }) => number(sli * 1e6, 2)],
  ["1h burn mean / max", ({ hour }) => `${number(hour.mean, 4)} / ${number(hour.max, 2)}`],
  ["6h burn mean / max", ({ sixHours }) => `${number(sixHours.mean, 4)} / ${number(sixHours.max, 2)}`],
  ["events, errors counted − true, %", percent],
  ["pages hit, delay mean (max) s", ({ page }) => hits(page)],
  ["few, stray", ({ page }) => `${page.few}, ${page.stray}`],
  ["tickets hit, delay s", ({ ticket }) => hits(ticket)],
  ["samples/s", ({ samples }) => number(samples, 0)],
  ["CPU s/min, 1,000 SLOs", ({ processor }) => number(processor, 1)],
  ["no value", ({ budget }) => (budget.absent > 0 ? `${number(budget.absent * 100, 0)} %` : "")],
];

/** @param {readonly Row[]} rows @returns {{ text: string, failed: boolean }} Markdown; whether a level is not held */
export function report(rows) {
  const parts = [];
  const mine = rows.filter(({ design }) => design === "tocsin");
  for (const job of ["shop", "batch"]) {
    const some = mine.filter((row) => row.job === job).sort((a, b) => worst(b) - worst(a));
    if (some.length > 0) parts.push(`## ${job}, worst first\n\n${table(columns, some)}`);
    const others = rows.filter((row) => row.job === job && row.design !== "tocsin");
    if (others.length > 0) parts.push(`## ${job}, peers\n\n${table(columns, others)}`);
  }
  const kept = mine.reduce((sum, { checked }) => sum + checked.probed - checked.differ, 0);
  const probed = mine.reduce((sum, { checked }) => sum + checked.probed, 0);
  parts.push(`The rule manager gave the same bits in ${kept} of ${probed} evaluations that were asked of it besides.`);
  const broken = levels.flatMap(({ name, of, limit }) =>
    mine
      .filter((row) => !(of(row) <= (limit(row) ?? Number.POSITIVE_INFINITY)))
      .map((row) => [name, row.job, what(row), number(of(row)), String(limit(row))]),
  );
  const heads = ["level", "service", "traffic, scrapes, seed", "measured", "at most"];
  parts.push(
    broken.length === 0
      ? `All ${levels.length} levels are held in all ${mine.length} replays.`
      : `## Levels that are not held\n\n${markdown(heads, broken)}`,
  );
  return { text: `${parts.join("\n\n")}\n`, failed: broken.length > 0 };
}

/** @param {readonly [string, (row: Row) => string][]} shown @param {readonly Row[]} rows */
const table = (shown, rows) =>
  markdown(
    shown.map(([head]) => head),
    rows.map((row) => shown.map(([, cell]) => cell(row))),
  );

/** @param {readonly string[]} heads @param {readonly (readonly string[])[]} cells */
function markdown(heads, cells) {
  const widths = heads.map((head, i) => Math.max(head.length, ...cells.map((row) => (row[i] ?? "").length)));
  const line = (/** @type {readonly string[]} */ row) =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  return [line(heads), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...cells.map(line)].join("\n");
}
