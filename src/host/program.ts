/**
 * Runs the files of this program, and keeps what V8 made of them: a run that finds that need not compile again what the one before it called,
 * which is a third of a cold start. (Node's own compile cache, which Node 20 does not have, keeps nothing of functions that are compiled when they are
 * first called, and those are most.) What is kept is code, so it is taken from a folder alone that nobody else can write to.
 */
import fs from "node:fs";
import { createRequire } from "node:module";
import nodePath from "node:path";
import vm from "node:vm";

/** Where compiled code may be kept; native paths. */
export interface CodeStore {
  /** Of the user, for this alone. */
  readonly folder: string;
  /** A file name that tells apart what must not be mixed: builds, versions of Node, commands. */
  readonly name: string;
}

/** Compiled code by the name of its file. V8 itself refuses what another version or other flags of it made. */
type Code = ReadonlyMap<string, Uint8Array>;

interface Header {
  readonly name: string;
  /** File names and numbers of bytes, in order. */
  readonly parts: readonly (readonly [string, number])[];
  /** CRC-32 of the rest: V8 trusts what it is given, and a damaged file would end the process. */
  readonly sum: number;
}

/** Files in the store; the oldest go first. */
const mostKept = 16;

/** What `entry` exports: a CommonJS file in ASCII that requires nothing but such files in its own folder and modules of Node. Native path. */
export function loadProgram(entry: string, store?: CodeStore): unknown {
  const folder = nodePath.dirname(entry);
  const node = createRequire(entry);
  const kept: Code = (store && quietly(() => read(store))) ?? new Map<string, Uint8Array>();
  const scripts = new Map<string, vm.Script>();
  const modules = new Map<string, { exports: unknown }>();
  let isNew = false;
  const load = (name: string): unknown => {
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const file = nodePath.join(folder, name);
    const cachedData = kept.get(name) as Buffer | undefined;
    const script = new vm.Script(
      `(function (exports, require, module, __filename, __dirname) {${fs.readFileSync(file, "latin1")}\n})`,
      {
        filename: file,
        ...(cachedData && { cachedData }),
        importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      },
    );
    scripts.set(name, script);
    isNew ||= cachedData === undefined || script.cachedDataRejected === true;
    const module = { exports: {} as unknown };
    modules.set(name, module);
    const require = (id: string): unknown => (id.startsWith("./") ? load(id.slice(2)) : node(id));
    script.runInThisContext().call(module.exports, module.exports, require, module, file, folder);
    return module.exports;
  };
  // At the end, so that functions are among it that were compiled when they were called.
  if (store !== undefined) process.once("exit", () => void (isNew && quietly(() => keep(store, kept, scripts))));
  return load(nodePath.basename(entry));
}

/** @returns undefined when there is none that can be trusted */
function read({ folder, name }: CodeStore): Code | undefined {
  const file = nodePath.join(folder, name);
  if (!isOurs(fs.lstatSync(folder)) || !isOurs(fs.lstatSync(file))) return undefined;
  const bytes = fs.readFileSync(file);
  const end = bytes.indexOf("\n");
  const header = JSON.parse(bytes.toString("utf8", 0, end)) as Header;
  const body = bytes.subarray(end + 1);
  if (header.name !== name || header.sum !== sumOf(body)) return undefined;
  const code = new Map<string, Uint8Array>();
  let at = 0;
  for (const [part, length] of header.parts) code.set(part, body.subarray(at, (at += length)));
  return code;
}

/** What earlier runs kept of files that this one did not need stays. */
function keep({ folder, name }: CodeStore, kept: Code, scripts: ReadonlyMap<string, vm.Script>): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isOurs(fs.lstatSync(folder))) return;
  const made = [...scripts].map(([part, script]) => [part, script.createCachedData()] as const);
  const all = [...new Map<string, Uint8Array>([...kept, ...made])];
  const body = Buffer.concat(all.map(([, code]) => code));
  const header: Header = { name, parts: all.map(([part, code]) => [part, code.length]), sum: sumOf(body) };
  const draft = nodePath.join(folder, `${name}.${process.pid}`);
  try {
    fs.writeFileSync(draft, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]), {
      flag: "wx",
      mode: 0o600,
    });
    fs.renameSync(draft, nodePath.join(folder, name));
  } catch (error) {
    fs.rmSync(draft, { force: true });
    throw error;
  }
  const files = fs.readdirSync(folder).map((file) => nodePath.join(folder, file));
  const aged = files.map((file) => ({ file, modified: fs.lstatSync(file).mtimeMs }));
  aged.sort((a, b) => b.modified - a.modified);
  for (const { file } of aged.slice(mostKept)) fs.rmSync(file, { force: true });
}

/** A file or folder of this user that others may not change. Windows keeps others out of a user's folder by itself. */
function isOurs(stats: fs.Stats): boolean {
  if (!stats.isFile() && !stats.isDirectory()) return false;
  return process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o022) === 0);
}

/** CRC-32. */
export function sumOf(bytes: Uint8Array | string): number {
  return process.getBuiltinModule("node:zlib").crc32(bytes);
}

/** A store that cannot be used is as good as none. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
