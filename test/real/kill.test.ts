import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  type FSWatcher,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildCommand } from "../../scripts/build/command.mjs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openOutput } from "../../src/6-write/output.ts";
import { nodeHost } from "../../src/host/node.ts";
import { fromNative } from "../../src/host/paths.ts";
import { nodeProcesses } from "../../src/host/processes.ts";

const kills = 210;
const services = 30;
const seed = Number(process.env["TOCSIN_SEED"] ?? "20261125");

const work = mkdtempSync(join(tmpdir(), "tocsin-kills-"));
const output = join(work, "generated");
const program = join(work, "program", "tocsin.js");

/** Path to the hash of what it holds, of each state that a whole run leaves. */
type Tree = ReadonlyMap<string, string>;
const states: Tree[] = [];

beforeAll(async () => {
  // From the sources as they are.
  await buildCommand(join(work, "program"));
  mkdirSync(join(work, "services"));
  writeFileSync(
    join(work, "tocsin.yaml"),
    `version: 1
workspace: kills
specs: ["services/*.service.yaml"]
teams: { shop: { notify: { page: oncall, ticket: oncall } } }
receivers: { oncall: { pagerduty: { routingKeyFile: /etc/alertmanager/secrets/pagerduty } } }
targets: { prometheus: { retention: 40d } }
`,
  );
  for (const version of [0, 1]) {
    writeSpecs(version);
    generate();
    states[version] = treeOf();
  }
}, 120_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Two versions of the specs: every service changes, and each has some services that the other does not. */
function writeSpecs(version: number): void {
  for (let at = 0; at < services + 2; at++) {
    const file = join(work, "services", `s${at}.service.yaml`);
    const absent = at === (version === 0 ? services : services + 1);
    rmSync(file, { force: true });
    if (absent) continue;
    writeFileSync(
      file,
      `version: 1
service: s${at}
owner: shop
match: { job: s${at}, version: v${version} }
slis: { requests: { type: availability, prometheus: { total: http_total, bad: 'http_total{code="500"}' } } }
slos: { requests: { objective: 99%, alerting: null } }
`,
    );
  }
}

function hashOf(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** Every file below the output, but for the work of a run under way. */
function treeOf(): Tree {
  if (!existsSync(output)) return new Map();
  const paths = readdirSync(output, { recursive: true, encoding: "utf8" }).sort();
  const files = paths.filter((path) => !path.startsWith(".tocsin") && statSync(join(output, path)).isFile());
  return new Map(files.map((path) => [path, hashOf(join(output, path))]));
}

function isSame(tree: Tree, other: Tree): boolean {
  return tree.size === other.size && [...tree].every(([path, hash]) => other.get(path) === hash);
}

const command = ["generate", "--cwd", work, "--quiet"];

function generate(): void {
  const { status, stderr } = spawnSync(process.execPath, [program, ...command], { encoding: "utf8" });
  expect(status, stderr).toBe(0);
}

/** Milliseconds from a run's start to the moment that its lock appears, and to its end. */
async function measure(): Promise<readonly [lock: number, end: number]> {
  const from = performance.now();
  const child = spawn(process.execPath, [program, ...command], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let locked = 0;
  const timer = setInterval(() => (locked ||= existsSync(join(output, ".tocsin")) ? performance.now() - from : 0), 1);
  await ended;
  clearInterval(timer);
  return [locked, performance.now() - from];
}

/**
 * Starts a run and kills it so many milliseconds after a file or folder of its work appeared.
 *
 * @returns what it left there
 */
async function runAndKill(marker: "lock" | "journal", after: number): Promise<"ended" | "staging" | "journal"> {
  const child = spawn(process.execPath, [program, ...command], { stdio: "ignore" });
  let ended = false;
  const end = new Promise<void>((resolve) =>
    child.once("close", () => {
      ended = true;
      resolve();
    }),
  );
  const mark = join(output, ".tocsin", marker);
  while (!ended && !existsSync(join(output, ".tocsin", "lock"))) await pause(1);
  // It stands for a few milliseconds: the system tells of it, since looking again and again would take the time of a processor.
  if (marker === "journal") await Promise.race([end, appearance(mark)]);
  if (after > 0) await pause(after);
  child.kill("SIGKILL");
  await end;
  if (!existsSync(join(output, ".tocsin", "lock"))) return "ended";
  return existsSync(join(output, ".tocsin", "journal")) ? "journal" : "staging";
}

/** Resolves when a file is there, or its folder is not any more. */
function appearance(file: string): Promise<void> {
  return new Promise((resolve) => {
    let watcher: FSWatcher | undefined;
    const look = () => {
      if (existsSync(dirname(file)) && !existsSync(file)) return;
      watcher?.close();
      resolve();
    };
    try {
      watcher = watch(dirname(file), look);
    } catch {
      // Its folder went before it could be watched.
    }
    look();
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
function* numbers(from: number): Generator<number, never> {
  let state = from;
  for (;;) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
}

it(`is old or new after each of ${kills} kills, and each file at any time`, { timeout: 900_000 }, async () => {
  const [old, now] = [states[0]!, states[1]!];
  expect(old.size).toBeGreaterThan(services - 1);
  expect([...now].filter(([path, hash]) => old.get(path) !== hash).length).toBeGreaterThan(services - 1);

  writeSpecs(0);
  const [lock, end] = await measure();
  expect(treeOf()).toEqual(old);
  const phase = end - lock;
  const draw = numbers(seed);
  const left = { ended: 0, staging: 0, journal: 0 };
  let at: Tree = old;
  for (let kill = 0; kill < kills; kill++) {
    // Towards the version that is not there, so that there is something to write.
    const wanted = at === old ? 1 : 0;
    writeSpecs(wanted);
    // Half of them over all of the writing, half while files change places, which takes a few milliseconds.
    const random = draw.next().value;
    left[await (kill % 2 === 0 ? runAndKill("lock", random * phase) : runAndKill("journal", Math.floor(random * 6)))]++;

    // Whole files alone, of the one state or the other.
    for (const [path, hash] of treeOf())
      expect([old.get(path), now.get(path)], `kill ${kill}: ${path}`).toContain(hash);

    if (kill % 10 === 9) {
      // The next command, whole: what the specs say, byte for byte.
      generate();
      at = states[wanted]!;
      expect(treeOf(), `kill ${kill}`).toEqual(at);
    } else {
      // What any command that writes does first, and no more: what was there or what was to come, byte for byte.
      const opened = openOutput(nodeHost(), fromNative(output), {
        shown: "generated",
        write: { processes: nodeProcesses() },
      });
      expect(opened.diagnostics, `kill ${kill}`).toEqual([]);
      opened.value?.abandon();
      const tree = treeOf();
      const isOld = isSame(tree, old);
      expect(isOld || isSame(tree, now), `kill ${kill}`).toBe(true);
      at = isOld ? old : now;
    }
    expect(existsSync(join(output, ".tocsin")), `kill ${kill}`).toBe(false);
  }
  console.log(
    `${kills} kills, seed ${seed}, over ${Math.round(phase)} ms of writing: ${left.staging} left new files in staging, ${left.journal} a journal, ${left.ended} came too late`,
  );
  expect(left.staging).toBeGreaterThan(kills / 10);
  expect(left.journal).toBeGreaterThan(kills / 10);
});

it("does not mix what two runs at once write", { timeout: 300_000 }, async () => {
  for (const wanted of [0, 1, 0]) {
    writeSpecs(wanted);
    const runs = [0, 1].map(async () => {
      const child = spawn(process.execPath, [program, ...command], { stdio: ["ignore", "ignore", "pipe"] });
      let said = "";
      child.stderr.setEncoding("utf8").on("data", (more: string) => void (said += more));
      const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
      return { status, said };
    });
    // The second waits, or says that it will not.
    for (const { status, said } of await Promise.all(runs))
      if (status !== 0) expect(said).toMatch(/write\/(?:locked|changed-meanwhile)/);
    generate();
    expect(treeOf()).toEqual(states[wanted]);
    expect(existsSync(join(output, ".tocsin"))).toBe(false);
  }
});
