/** Which TypeScript gives the same each time it runs, so that an answer that was kept is asked for in its place. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Io, Stream } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";
import { openProject } from "../../src/compile.ts";
import { memoryProcesses } from "../../src/host/memory.ts";
import { nodeHost } from "../../src/host/node.ts";
import { fromNative } from "../../src/host/paths.ts";

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function workspaceOf(spec: string): string {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-again-"));
  made.push(folder);
  put(folder, {
    ".git/HEAD": "",
    "tocsin.yaml": "version: 1\nworkspace: demo\nteams: { web: {} }\n",
    "shared.ts": 'export const owner = "web";\nexport const four = 4;\n',
    "data.json": "{}",
    "services/a.service.ts": spec,
  });
  return fromNative(folder);
}

const spec = (before: string, description = '"x"') =>
  `import { service } from "tocsin";\n${before}\nexport default service("a", { owner: "web", description: ${description} });\n`;

/** What a spec holds, and whether it depends on what it imports alone. */
const specs: readonly (readonly [string, boolean])[] = [
  [spec(""), true],
  [
    spec('import { owner } from "../shared.ts";\nconst all: Record<string, string> = { process: owner, date: "d" };'),
    true,
  ],
  [spec("const most = Math.max(1, 2);", "`${most} of ${JSON.stringify([1].map(String))}`"), true],
  [spec("const labels = { a: 1 };", "String(labels.process)").replace("labels.process", "labels.a"), true],
  [spec("", "new Date().toISOString()"), false],
  [spec("", "String(Math.random())"), false],
  [spec("", 'String(Math["random"]())'), false],
  [spec("const { random: pick } = Math;", "String(pick())"), false],
  [spec("", "process.version"), false],
  [spec("const { env } = process;", "String(env)"), false],
  [spec("const all = { process };", "String(all)"), false],
  [spec("", "String(globalThis)"), false],
  [spec("", '(() => 1).constructor("return String(Date.now())")()'), false],
  [spec("", 'String((() => 1)["constructor"])'), false],
  [spec('import { hostname } from "node:os";', "hostname()"), false],
  [spec('import data from "../data.json" with { type: "json" };', "String(data)"), false],
  [spec('const { owner } = await import("../shared.ts");', "owner"), false],
  [spec("", "import.meta.url"), false],
  [spec('import { hostname } from "node:os";\nimport type { X } from "./types.ts";', "hostname()"), false],
];

describe("a spec", () => {
  it.each(specs)("%s\nlooks at nothing but what was read: %s", { timeout: 60_000 }, async (text, closed) => {
    const project = await openProject({ host: nodeHost(), folder: workspaceOf(text), typescriptTimeLimit: 20_000 });
    expect(project.closed).toBe(closed);
  });

  it("that fails may end well another time", { timeout: 60_000 }, async () => {
    const folder = workspaceOf(spec('throw new Error("no");'));
    const project = await openProject({ host: nodeHost(), folder, typescriptTimeLimit: 20_000 });
    expect(project.closed).toBe(false);
  });
});

it("an answer is kept until a file that a spec imports changes", { timeout: 60_000 }, async () => {
  const folder = workspaceOf(spec('import { owner } from "../shared.ts";', "owner").replace('owner: "web"', "owner"));
  const first = await check(folder);
  expect(first.status).toBe(0);
  const asked: string[] = [];
  const second = await check(folder, (path) => asked.push(path));
  expect(second).toEqual(first);
  // no process was started: nothing was read that a run reads, but the answer
  expect(asked.filter((path) => path.endsWith(".ts"))).toEqual([]);
  put(folder, { "shared.ts": 'export const owner = "nobody";\n' });
  const third = await check(folder);
  expect(third.status).toBe(1);
  expect(third.printed).toContain("unknown-team");
});

async function check(folder: string, onRead: (path: string) => void = () => undefined) {
  // metadata of files that changed just now tells nothing yet
  await new Promise((resolve) => setTimeout(resolve, 60));
  let printed = "";
  const stream: Stream = { isTerminal: false, columns: undefined, write: (text) => void (printed += text) };
  const host = nodeHost();
  const io: Io = {
    host: {
      ...host,
      readFile(path) {
        onRead(path);
        return host.readFile(path);
      },
    },
    processes: memoryProcesses(),
    folder,
    today: "2026-11-25",
    variables: {},
    cache: { folder: `${folder}-cache`, build: "one" },
    stdout: stream,
    stderr: stream,
    readStdin: async () => new Uint8Array(),
    asker: () => undefined,
  };
  made.push(`${folder}-cache`);
  return { status: await run(["check"], io), printed };
}
