// Builds the replay, which is the storage, the engine and the rules of Prometheus in one program, and runs it.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { onPath, toolsFolder } from "../../scripts/tools/programs.mjs";
import { days, start } from "./simulate.mjs";

const source = fileURLToPath(new URL("replay", import.meta.url));

/**
 * @typedef {object} ReplayedRule a rule, as `replay/print.go` prints it
 * @property {string} group
 * @property {number} interval milliseconds
 * @property {number} first evaluation, milliseconds
 * @property {number} seconds of the processor for one evaluation of the whole group
 * @property {string} [record]
 * @property {string} [alert]
 * @property {Readonly<Record<string, string>>} labels
 * @property {number} hold milliseconds
 * @property {number} samples that one evaluation reads
 * @property {number} annotations samples that the annotations read besides while it fires
 * @property {number} probed
 * @property {number} differ
 * @property {readonly { labels: Readonly<Record<string, string>>, values: readonly (number | null)[] }[]} series
 * @property {number} length of the longest series
 */

/**
 * The program, built once for each state of its source. Needs `go`, which fetches Prometheus's own packages.
 * @param {(line: string) => void} say @returns {string}
 */
export function build(say) {
  const hash = createHash("sha256");
  for (const file of readdirSync(source).sort()) hash.update(file).update(readFileSync(join(source, file)));
  const folder = join(toolsFolder(), "..", "bench");
  const program = join(folder, `replay-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(program)) return program;
  const go = onPath("go");
  if (go === undefined) throw new Error("needs go, which is not on the PATH");
  say("building the replay: the first time this takes minutes");
  mkdirSync(folder, { recursive: true });
  const temporary = `${program}.${process.pid}`;
  // as the tools are built, so that they share the cache
  const flags = ["-mod=readonly", "-trimpath", "-ldflags=-s", "-tags=remove_all_sd"];
  const { status, error } = spawnSync(go, ["build", ...flags, "-o", temporary, "."], {
    cwd: source,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error(`go build: ${error?.message ?? `status ${status}`}`);
  renameSync(temporary, program);
  return program;
}

/**
 * @param {string} program
 * @param {object} input
 * @param {{ series: Record<string, string>[], rows: () => Generator<Buffer> }} input.scraped
 * @param {readonly { path: string, name: string }[]} input.rules
 * @param {readonly { from: number, to: number, restart: boolean }[]} input.pauses seconds
 * @param {number} input.probes
 * @param {(share: number) => void} [input.progress]
 * @returns {Promise<readonly ReplayedRule[]>}
 */
export async function replay(program, { scraped, rules, pauses, probes, progress = () => {} }) {
  const end = start + days * 86_400_000;
  const plan = {
    Start: start,
    End: end,
    Chunk: 6 * 3_600_000,
    Series: scraped.series,
    Rules: rules.map(({ path, name }) => ({ Path: path, Name: name })),
    Pauses: pauses.map(({ from, to, restart }) => ({
      From: start + from * 1000,
      To: start + to * 1000,
      Restart: restart,
    })),
    Probes: probes,
    ProbeFrom: start + 28 * 86_400_000,
  };
  function* input() {
    yield Buffer.from(`${JSON.stringify(plan)}\n`);
    yield* scraped.rows();
  }
  const child = spawn(program, [], { stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, GOGC: "400" } });
  let said = "";
  createInterface(child.stderr).on("line", (line) => {
    const at = /^at (\d+)$/.exec(line);
    if (at === null) said += `${line}\n`;
    else progress((Number(at[1]) - start) / (end - start));
  });
  const ended = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) =>
      status === 0 ? resolve(undefined) : reject(new Error(`replay ended with ${status}: ${said}`)),
    );
  });
  const [answer] = await Promise.all([
    readRules(child.stdout),
    ended,
    pipeline(Readable.from(input()), child.stdin).catch((error) => {
      // it has ended, and says itself why
      if (error.code !== "EPIPE") throw error;
    }),
  ]);
  return answer;
}

/** @param {import("node:stream").Readable} output @returns {Promise<readonly ReplayedRule[]>} */
async function readRules(output) {
  /** @type {ReplayedRule[]} */
  const rules = [];
  let left = 0;
  for await (const line of createInterface(output)) {
    const one = JSON.parse(line);
    const last = rules.at(-1);
    if (left > 0 && last !== undefined) {
      left--;
      rules[rules.length - 1] = {
        ...last,
        series: [...last.series, one],
        length: Math.max(last.length, one.values.length),
      };
    } else {
      left = one.series;
      rules.push({ ...one, series: [], length: 0 });
    }
  }
  // a series that was never there: an alert that never fired
  return rules.map((rule) => ({
    ...rule,
    length: Math.max(...rules.filter(({ group }) => group === rule.group).map(({ length }) => length)),
  }));
}
