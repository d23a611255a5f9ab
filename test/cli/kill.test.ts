import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openOutput } from "../../src/6-write/output.ts";
import { nodeHost } from "../../src/host/node.ts";
import { fromNative } from "../../src/host/paths.ts";
import { nodeProcesses } from "../../src/host/processes.ts";

/** A process of its own that fills an output folder with files of one text, to be killed by the test. */
const writer = `
import { openOutput } from ${JSON.stringify(fileURLToPath(new URL("../../src/6-write/output.ts", import.meta.url)))};
import { nodeHost } from ${JSON.stringify(fileURLToPath(new URL("../../src/host/node.ts", import.meta.url)))};
import { nodeProcesses } from ${JSON.stringify(fileURLToPath(new URL("../../src/host/processes.ts", import.meta.url)))};
const [folder, text] = process.argv.slice(2);
const { value } = openOutput(nodeHost(), folder, { shown: "out", write: { processes: nodeProcesses() } });
for (let at = 0; at < ${files()}; at++) value.stage({ path: \`\${at % 7}/\${at}.yaml\`, text: \`\${text} \${at}\\n\`, sources: [], lines: [] });
value.plan();
console.log("ready");
value.commit();
console.log("done");
`;

function files(): number {
  return 60;
}

const work = mkdtempSync(join(tmpdir(), "tocsin-kill-"));
const program = join(work, "writer.mjs");
const output = fromNative(join(work, "out"));

beforeAll(async () => {
  writeFileSync(join(work, "writer.ts"), writer);
  const bundle = await rolldown({
    input: join(work, "writer.ts"),
    platform: "node",
    cwd: join(import.meta.dirname, "../.."),
  });
  await bundle.write({ file: program, format: "esm" });
  await bundle.close();
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Runs the writer; kills it `after` milliseconds of its commit. @returns whether it was killed in the middle */
async function runAndKill(text: string, after: number): Promise<boolean> {
  const child = spawn(process.execPath, [program, output, text], { stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (more: string) => {
    if (!printed.includes("ready") && more.includes("ready")) setTimeout(() => child.kill("SIGKILL"), after);
    printed += more;
  });
  await new Promise((resolve) => child.once("close", resolve));
  return !printed.includes("done");
}

/** The words that the files begin with: one for a whole state, two for a mixture. */
function words(): Set<string> {
  const all = readdirSync(output, { recursive: true, encoding: "utf8" }).filter((path) =>
    /^\d[\\/]\d+\.yaml$/.test(path),
  );
  const texts = all.map((path) => readFileSync(join(output, path), "utf8"));
  for (const text of texts) expect(text).toMatch(/^\w+ \d+\n$/);
  expect(all).toHaveLength(files());
  return new Set(texts.map((text) => text.split(" ")[0] ?? ""));
}

it("leaves no mixture on a real disk, whenever a process is killed", async () => {
  mkdirSync(output);
  expect(await runAndKill("state0", 60_000)).toBe(false);
  let killed = 0;
  for (const [round, after] of [0, 2, 5, 12].entries()) {
    if (await runAndKill(`state${round + 1}`, after)) killed++;
    // What the next command does first: finish or undo.
    const options = { shown: "out", write: { processes: nodeProcesses(), patience: 0 } };
    const { value, diagnostics } = openOutput(nodeHost(), output, options);
    expect(diagnostics).toEqual([]);
    value?.abandon();
    expect(words().size).toBe(1);
    expect(existsSync(join(output, ".tocsin"))).toBe(false);
  }
  // On any machine some of the kills come in time, or nothing was shown.
  expect(killed).toBeGreaterThan(0);
});
