/**
 * Scenarios of `test/cli/*.txt`, each in a folder of its own on the disk, run in this process. Sections start with a line `-- … --`:
 *
 *   -- PATH --           a file; after the first command: a person writes it
 *   -- rm PATH --        a person deletes it
 *   -- $ tocsin … --     a command, and what it prints on standard output
 *   -- stderr --         what that command says besides; left out: nothing
 *   -- exit N --         its exit status; left out: 0
 *   -- stdin --          what the next command reads
 *   -- = PATH --         what is in a file now
 *   -- ls FOLDER --      the files below a folder
 *
 * `UPDATE_GOLDEN=1` writes what was seen into the sections that there are; read the difference like code.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { run } from "../src/cli/run.ts";
import type { Io, Stream } from "../src/cli/io.ts";
import { nodeHost } from "../src/host/node.ts";
import { fromNative } from "../src/host/paths.ts";
import { nodeProcesses } from "../src/host/processes.ts";

const scenarios = join(import.meta.dirname, "cli");
const update = process.env["UPDATE_GOLDEN"] === "1";
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

interface Section {
  readonly head: string;
  body: string;
}

function sectionsOf(text: string): { readonly intro: string; readonly sections: Section[] } {
  const [intro = "", ...rest] = text.split(/^-- (.+) --\n/m);
  const sections: Section[] = [];
  for (let at = 0; at < rest.length; at += 2) sections.push({ head: rest[at] ?? "", body: rest[at + 1] ?? "" });
  return { intro, sections };
}

/** Words of a command; quotes keep blanks together. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
}

/** `…` on a line of its own stands for any lines, inside a line for any text. */
function matches(shown: string, seen: string): boolean {
  const quote = (line: string) => line.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("…", ".*");
  const lines = shown.split("\n").slice(0, -1);
  return new RegExp(
    `^${lines.map((line) => (line.trim() === "…" ? "(?:.*\\n)*?" : `${quote(line)}\\n`)).join("")}$`,
  ).test(seen);
}

function listFiles(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  return paths
    .map((path) => `${path.slice(folder.length + 1)}\n`)
    .sort()
    .join("");
}

async function call(folder: string, args: readonly string[], stdin: string) {
  const printed = { out: "", err: "" };
  const stream = (to: "out" | "err"): Stream => ({
    isTerminal: false,
    columns: undefined,
    write: (text) => void (printed[to] += text),
  });
  const io: Io = {
    host: nodeHost(),
    processes: nodeProcesses(),
    folder,
    today: "2026-11-25",
    variables: {},
    stdout: stream("out"),
    stderr: stream("err"),
    readStdin: async () => new TextEncoder().encode(stdin),
    asker: () => undefined,
  };
  const status = await run(args, io);
  return { ...printed, status };
}

async function play(file: string): Promise<void> {
  const path = join(scenarios, file);
  const { intro, sections } = sectionsOf(readFileSync(path, "utf8"));
  const folder = fromNative(realpathSync(mkdtempSync(join(tmpdir(), "tocsin-cli-"))));
  folders.push(folder);
  let stdin = "";
  const expectText = (section: Section, seen: string, what: string) => {
    if (update && !matches(section.body, seen)) section.body = seen;
    if (!matches(section.body, seen)) expect(seen, `${file}: ${what}`).toBe(section.body);
  };
  for (const [at, section] of sections.entries()) {
    const { head, body } = section;
    if (head === "stdin") stdin = body;
    else if (head === "stderr" || head.startsWith("exit ")) continue;
    else if (head.startsWith("rm ")) rmSync(join(folder, head.slice(3)));
    else if (head.startsWith("= ")) expectText(section, readFileSync(join(folder, head.slice(2)), "utf8"), head);
    else if (head.startsWith("ls ")) expectText(section, listFiles(join(folder, head.slice(3))), head);
    else if (head.startsWith("$ tocsin")) {
      const { out, err, status } = await call(folder, wordsOf(head).slice(2), stdin);
      stdin = "";
      const [first, second] = sections.slice(at + 1, at + 3).map(({ head: next }) => next);
      const said =
        first === "stderr"
          ? sections[at + 1]
          : second === "stderr" && first?.startsWith("exit ")
            ? sections[at + 2]
            : undefined;
      const left = [first, second].find((next) => next?.startsWith("exit "));
      expectText(section, out.replaceAll(folder, "/folder"), head);
      expectText(said ?? { head: "stderr", body: "" }, err.replaceAll(folder, "/folder"), `stderr of ${head}`);
      expect(status, `${file}: exit status of ${head}\n${err}`).toBe(Number(left?.slice("exit ".length) ?? 0));
    } else {
      mkdirSync(join(folder, dirname(head)), { recursive: true });
      writeFileSync(join(folder, head), body);
    }
  }
  if (update) writeFileSync(path, intro + sections.map(({ head, body }) => `-- ${head} --\n${body}`).join(""));
}

describe("the command line", () => {
  const files = readdirSync(scenarios).filter((name) => name.endsWith(".txt"));
  it.each(files)("%s", play);
});
