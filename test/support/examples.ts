import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../src/cli/run.ts";
import { type MemoryHost, memoryHost } from "../../src/host/memory.ts";

export type Files = Readonly<Record<string, string>>;

/** Every file of an example, specs and output, by its path in it. */
export function readExample(name: string): Files {
  const root = join("examples", name);
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  const files = paths.filter((path) => statSync(join(root, path)).isFile()).sort();
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** What a command did to a workspace in memory. */
export interface Generated {
  readonly status: number;
  readonly files: Files;
  readonly printed: string;
}

/** `tocsin generate` over a workspace in memory: all of its files afterwards. */
export function generate(files: Files, ...flags: readonly string[]): Promise<Generated> {
  return tocsin(files, "generate", ...flags);
}

/** Any command over a workspace in memory. */
export async function tocsin(files: Files, ...args: readonly string[]): Promise<Generated> {
  const root = "/w";
  const host: MemoryHost = memoryHost({
    files: Object.fromEntries(Object.entries(files).map(([path, text]) => [`${root}/${path}`, text])),
  });
  let printed = "";
  const stream = { isTerminal: false, columns: 120, write: (text: string) => void (printed += text) };
  const status = await run(args, {
    host,
    processes: { self: "test 1 -", stateOf: () => "gone", pause: () => {} },
    folder: root,
    today: "2026-11-25",
    variables: {},
    stdout: stream,
    stderr: stream,
    readStdin: async () => new Uint8Array(),
    asker: () => undefined,
  });
  const after = Object.entries(host.tree(root)).map(([path, text]) => [path.slice(root.length + 1), text]);
  return { status, printed, files: Object.fromEntries(after) as Files };
}

/** Paths that are in one and not the other, or differ. */
export function differences(
  before: Files,
  after: Files,
): Readonly<Record<"added" | "removed" | "changed", readonly string[]>> {
  const [old, now] = [Object.keys(before), Object.keys(after)];
  return {
    added: now.filter((path) => !Object.hasOwn(before, path)).sort(),
    removed: old.filter((path) => !Object.hasOwn(after, path)).sort(),
    changed: old.filter((path) => Object.hasOwn(after, path) && before[path] !== after[path]).sort(),
  };
}
