// node bench/lsp.mjs, and a part of npm run bench: how long an editor waits for the language server, as wall time at the editor's end of the pipe.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { locate } from "../scripts/tools/programs.mjs";
import {
  forOthers,
  lineOf,
  mistakes,
  oneService,
  quantile,
  service,
  sizes,
  withMistake,
  workspace,
} from "./lsp-specs.mjs";
import { benchNeovim } from "./neovim.mjs";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";

const tocsin = fileURLToPath(new URL("../dist/bin/tocsin.js", import.meta.url));

/** An editor, as far as it is timed. */
class Editor {
  /** @param {string} folder @param {string} [program] a server's own file */
  constructor(folder, program) {
    this.started = performance.now();
    const args = program === undefined ? [tocsin, "lsp", "--stdio"] : [program, "--stdio"];
    this.child = spawn(process.execPath, args, {
      cwd: folder,
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.connection = createMessageConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    /** @type {Map<string, { at: number, codes: string[] }>} */
    this.found = new Map();
    /** @type {Set<() => void>} */
    this.waiting = new Set();
    this.connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
      this.found.set(uri, { at: performance.now(), codes: diagnostics.map((/** @type {any} */ one) => one.code) });
      for (const look of this.waiting) look();
    });
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.listen();
    this.version = 1;
  }

  async initialize() {
    const workspaceOnes = { didChangeWatchedFiles: { dynamicRegistration: true } };
    await this.connection.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      capabilities: { workspace: workspaceOnes },
    });
    await this.connection.sendNotification("initialized", {});
  }

  /** @param {string} path */
  async open(path) {
    const text = readFileSync(path, "utf8");
    const uri = pathToFileURL(path).href;
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "yaml", version: 1, text },
    });
  }

  /** Puts a text in the place of a range of one line. @param {string} path @param {number} line @param {number} from @param {number} to @param {string} text */
  async edit(path, line, from, to, text) {
    const range = { start: { line, character: from }, end: { line, character: to } };
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: pathToFileURL(path).href, version: ++this.version },
      contentChanges: [{ range, text }],
    });
  }

  /** Milliseconds from `since` until the findings of a file are as wanted. @param {string} path @param {(codes: string[]) => boolean} isWanted @param {number} since */
  until(path, isWanted, since) {
    const uri = pathToFileURL(path).href;
    return new Promise((resolve) => {
      const look = () => {
        const found = this.found.get(uri);
        if (found === undefined || found.at < since || !isWanted(found.codes)) return;
        this.waiting.delete(look);
        resolve(found.at - since);
      };
      this.waiting.add(look);
      look();
    });
  }

  /** Resident memory now and at its highest, in MiB. */
  memory() {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, "utf8");
      return ["VmRSS", "VmHWM"].map((key) => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
    } catch {
      return [Number.NaN, Number.NaN];
    }
  }

  /** Processor time of the server's own thread so far, in milliseconds: what counts on a machine that is busy with other things. */
  cpu() {
    try {
      return Number(readFileSync(`/proc/${this.child.pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
    } catch {
      return Number.NaN;
    }
  }

  /** Until it has done nothing for a while: what an edit costs is not what the one before it left to do. */
  async idle() {
    for (let before = Number.NaN, now = this.cpu(); now - before !== 0; before = now, now = this.cpu())
      await new Promise((done) => setTimeout(done, 300));
  }

  async stop() {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    this.connection.dispose();
  }
}

/**
 * First findings after the start, and after edits that make a mistake and mend it.
 * @param {string} folder @param {string} text @param {number} edits @param {string} [program] another server, which knows keys alone
 */
async function timeFile(folder, text, edits, program) {
  const path = oneService(folder, withMistake(text));
  const editor = new Editor(folder, program);
  await editor.initialize();
  await editor.open(path);
  const isWrong = (/** @type {string[]} */ codes, /** @type {string} */ code) =>
    program === undefined ? codes.includes(code) : codes.length > 0;
  const first = await editor.until(path, (codes) => isWrong(codes, mistakes.read.code), editor.started);
  const cpuOfFirst = editor.cpu();
  await editor.edit(path, lineOf(text, mistakes.read.line), 5, 6, "");
  const times = { read: [], resolve: [] };
  const cpu = { read: [], resolve: [] };
  for (const kind of /** @type {const} */ (["read", "resolve"])) {
    if (program !== undefined && kind !== "read") continue;
    const { code, line, column, letter } = mistakes[kind];
    const at = lineOf(text, line);
    for (let edit = 0; edit < edits; edit++) {
      await editor.idle();
      const isMend = edit % 2 === 1;
      const [since, used] = [performance.now(), editor.cpu()];
      await editor.edit(path, at, column, isMend ? column + 1 : column, isMend ? "" : letter);
      times[kind].push(await editor.until(path, (codes) => isWrong(codes, code) !== isMend, since));
      cpu[kind].push(editor.cpu() - used);
    }
    if (edits % 2 === 1) await editor.edit(path, at, column, column + 1, "");
  }
  const [, peak] = editor.memory();
  await editor.stop();
  return { first, cpuOfFirst, times, cpu, peak };
}

/** The workspace of many services: an edit, what it means for another file, completion. @param {string} folder @param {number} services @param {number} edits */
async function timeWorkspace(folder, services, edits) {
  mkdirSync(join(folder, "services"), { recursive: true });
  writeFileSync(join(folder, "tocsin.yaml"), workspace);
  const pathOf = (/** @type {number} */ at) => join(folder, "services", `service-${at}.service.yaml`);
  for (let at = 0; at < services; at++)
    writeFileSync(
      pathOf(at),
      service(`service-${at}`, 2, at === 0 ? "" : `dependsOn: [service-${at - 1}/requests-0]\n`),
    );
  const editor = new Editor(folder);
  await editor.initialize();
  const [own, other] = [pathOf(500), pathOf(501)];
  await editor.open(own);
  await editor.open(other);
  await editor.until(own, () => true, editor.started);
  const text = readFileSync(own, "utf8");
  const slo = lineOf(text, "  requests-0: 99.9%");
  const name = { from: 2, to: 12 };
  /** @type {number[]} */
  const [mine, others, completions, renames] = [[], [], [], []];
  /** @type {number[]} */
  const [cpu, cpuOfOthers, cpuOfCompletions, cpuOfRenames] = [[], [], [], []];
  // Renaming an SLO makes a mistake in the file, whose SLI it is no more, and in the one that names it.
  const rename = async (/** @type {string} */ from, /** @type {string} */ to) => {
    const [since, used] = [performance.now(), editor.cpu()];
    const isWrong = to !== "requests-0";
    await editor.edit(own, slo, name.from, name.from + from.length, to);
    const a = editor.until(own, (codes) => codes.includes("resolve/unknown-sli") === isWrong, since);
    const b = editor.until(other, (codes) => codes.includes("resolve/unknown-slo") === isWrong, since);
    const first = await a;
    const ofFile = editor.cpu() - used;
    return [first, await b, ofFile, editor.cpu() - used];
  };
  await rename("requests-0", "requests-9");
  const opened = performance.now() - editor.started;
  await rename("requests-9", "requests-0");
  for (let at = 0; at < edits; at++) {
    await editor.idle();
    const [from, to] = at % 2 === 0 ? ["requests-0", "requests-9"] : ["requests-9", "requests-0"];
    const [a, b, cpuOfFile, cpuOfBoth] = await rename(from, to);
    mine.push(a);
    others.push(b);
    cpu.push(cpuOfFile);
    cpuOfOthers.push(cpuOfBoth);
  }
  for (let at = 0; at < edits; at++) {
    const [since, used] = [performance.now(), editor.cpu()];
    await editor.connection.sendRequest("textDocument/completion", {
      textDocument: { uri: pathToFileURL(other).href },
      position: { line: lineOf(readFileSync(other, "utf8"), "dependsOn"), character: 12 },
    });
    completions.push(performance.now() - since);
    cpuOfCompletions.push(editor.cpu() - used);
  }
  for (let at = 0; at < edits; at++) {
    const [since, used] = [performance.now(), editor.cpu()];
    await editor.connection.sendRequest("textDocument/rename", {
      textDocument: { uri: pathToFileURL(own).href },
      position: { line: slo, character: name.from },
      newName: "answers",
    });
    renames.push(performance.now() - since);
    cpuOfRenames.push(editor.cpu() - used);
  }
  const [now, peak] = editor.memory();
  await editor.stop();
  return { opened, mine, others, completions, renames, cpu, cpuOfOthers, cpuOfCompletions, cpuOfRenames, now, peak };
}

/** @param {number} edits */
export async function benchLsp(edits = 21) {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-bench-lsp-"));
  const row = (/** @type {(string | number)[]} */ ...cells) => console.log(`| ${cells.join(" | ")} |`);
  const ms = (/** @type {number} */ value) => value.toFixed(0);
  const other = locate("yaml-language-server");
  try {
    console.log("\nLanguage server: milliseconds until the editor has the answer\n");
    row("", "n", "median", "p95", "target");
    row("---", "---", "---", "---", "---");
    for (const { lines, slis, target } of sizes) {
      const text = service("shop", slis);
      const count = text.split("\n").length - 1;
      const { first, cpuOfFirst, times, cpu, peak } = await timeFile(join(folder, `lines-${lines}`), text, edits);
      row(`first findings after the start, ${count} lines`, 1, ms(first), "", "");
      row("the same, CPU, Node's own start included", 1, ms(cpuOfFirst), "", "");
      for (const kind of /** @type {const} */ (["read", "resolve"])) {
        const what = kind === "read" ? "" : " (names looked up)";
        const [median, p95] = [quantile(times[kind], 0.5), quantile(times[kind], 0.95)];
        row(`findings after an edit${what}, ${count} lines`, edits, ms(median), ms(p95), kind === "read" ? target : "");
        row("the same, CPU", edits, ms(quantile(cpu[kind], 0.5)), ms(quantile(cpu[kind], 0.95)), "");
      }
      row(`peak memory, ${count} lines, MiB`, 1, ms(peak), "", "");
      if (other === undefined) continue;
      const described = forOthers(text);
      const theirs = await timeFile(join(folder, `others-${lines}`), described, edits, other);
      row(`yaml-language-server 1.25: first findings, ${count} lines`, 1, ms(theirs.first), "", "");
      row("the same, CPU, Node's own start included", 1, ms(theirs.cpuOfFirst), "", "");
      const [median, p95] = [quantile(theirs.times.read, 0.5), quantile(theirs.times.read, 0.95)];
      row(`yaml-language-server 1.25: after an edit, ${count} lines`, edits, ms(median), ms(p95), "");
      row("the same, CPU", edits, ms(quantile(theirs.cpu.read, 0.5)), ms(quantile(theirs.cpu.read, 0.95)), "");
    }
    await benchNeovim(join(folder, "neovim"), row, edits);
    const many = await timeWorkspace(join(folder, "many"), 1000, edits);
    row("1000 services: until all are compiled", 1, ms(many.opened), "", "");
    row("1000 services: the edited file", edits, ms(quantile(many.mine, 0.5)), ms(quantile(many.mine, 0.95)), 30);
    row("the same, CPU", edits, ms(quantile(many.cpu, 0.5)), ms(quantile(many.cpu, 0.95)), 30);
    row(
      "1000 services: a file that it affects",
      edits,
      ms(quantile(many.others, 0.5)),
      ms(quantile(many.others, 0.95)),
      200,
    );
    row("the same, CPU", edits, ms(quantile(many.cpuOfOthers, 0.5)), ms(quantile(many.cpuOfOthers, 0.95)), 200);
    row(
      "1000 services: completion",
      edits,
      ms(quantile(many.completions, 0.5)),
      ms(quantile(many.completions, 0.95)),
      20,
    );
    row(
      "the same, CPU",
      edits,
      ms(quantile(many.cpuOfCompletions, 0.5)),
      ms(quantile(many.cpuOfCompletions, 0.95)),
      20,
    );
    row("1000 services: rename", edits, ms(quantile(many.renames, 0.5)), ms(quantile(many.renames, 0.95)), "");
    row("the same, CPU", edits, ms(quantile(many.cpuOfRenames, 0.5)), ms(quantile(many.cpuOfRenames, 0.95)), "");
    row("1000 services: memory, MiB (peak)", 1, ms(many.now), ms(many.peak), 300);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await benchLsp();
