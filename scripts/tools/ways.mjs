// How each kind of tool comes to this machine. Every way fills an empty folder, needs no root and throws an Error that says why it cannot.
import { spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { onPath } from "./programs.mjs";

/** @type {Record<import("./programs.mjs").Way["kind"], (tool: any, folder: string) => Promise<void>>} */
export const ways = {
  async debian(tool, folder) {
    need("apt-get");
    need("dpkg");
    const wanted = [`${tool.way.package}=${tool.version}*`, ...(tool.way.with ?? [])];
    await inTemporaryFolder(async (temporary) => {
      const sandbox = ["-o", "APT::Sandbox::User=root"];
      await run("apt-get", [...sandbox, "download", ...wanted], { cwd: temporary }).catch(async () => {
        // The machine's own package lists may be missing or stale, and only root may renew them: keep lists of our own.
        for (const name of ["lists/partial", "cache/archives/partial"])
          mkdirSync(join(temporary, name), { recursive: true });
        const own = ["-o", `Dir::State::lists=${temporary}/lists`, "-o", `Dir::Cache=${temporary}/cache`];
        await run("apt-get", [...sandbox, ...own, "update"], { cwd: temporary });
        await run("apt-get", [...sandbox, ...own, "download", ...wanted], { cwd: temporary });
      });
      const archives = readdirSync(temporary).filter((name) => name.endsWith(".deb"));
      if (archives.length !== wanted.length)
        throw new Error(`expected ${wanted.length} packages, got ${archives.length}`);
      for (const archive of archives) await run("dpkg", ["-x", join(temporary, archive), folder]);
    });
  },

  async go(tool, folder) {
    need("go");
    const tags = tool.way.tags === undefined ? [] : [`-tags=${tool.way.tags}`];
    const target = `${tool.way.module}@v${tool.version}`;
    // The same flags for all: another set is another build cache.
    await run("go", ["install", "-trimpath", "-ldflags=-s", ...tags, target], { env: { GOBIN: folder } });
  },

  async "go-build"(tool, folder) {
    need("go");
    const cwd = fileURLToPath(new URL(`modules/${tool.way.folder}/`, import.meta.url));
    const flags = ["-trimpath", "-ldflags=-s"];
    await run("go", ["build", ...flags, "-o", join(folder, tool.name), tool.way.module], { cwd });
  },

  async "go-module"(tool, folder) {
    need("go");
    const answer = await run("go", ["mod", "download", "-json", `${tool.way.module}@v${tool.version}`]);
    cpSync(join(JSON.parse(answer).Dir, tool.way.folder), folder, { recursive: true });
    // The module cache is read-only, and a copy that cannot be removed is a nuisance.
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      const path = join(folder, name);
      chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
    }
    chmodSync(folder, 0o755);
  },

  async python(tool, folder) {
    need("python3");
    const wheels = ["--only-binary=:all:", "--disable-pip-version-check", "--no-warn-script-location", "--retries=1"];
    const target = `${tool.way.package}==${tool.version}`;
    await run("python3", ["-m", "pip", "install", ...wheels, "--target", folder, target]);
  },

  async "python-source"(tool, folder) {
    need("python3");
    need("tar");
    await inTemporaryFolder(async (temporary) => {
      const source = ["--no-deps", "--no-binary=:all:", "--disable-pip-version-check", "--retries=1"];
      const target = `${tool.way.package}==${tool.version}`;
      await run("python3", ["-m", "pip", "download", ...source, "--dest", temporary, target]);
      const [archive = ""] = readdirSync(temporary);
      await run("tar", ["-xf", archive], { cwd: temporary });
      const [unpacked = ""] = readdirSync(temporary).filter((name) => name !== archive);
      cpSync(join(temporary, unpacked, tool.way.folder), folder, { recursive: true });
    });
  },

  async npm(tool, folder) {
    await npmInstall(tool, folder);
  },

  async "npm-archives"(tool, folder) {
    need("tar");
    await inTemporaryFolder(async (temporary) => {
      await npmInstall(tool, temporary);
      for (const [archive, place] of Object.entries(tool.way.archives)) {
        const packed = readFileSync(join(temporary, "node_modules", tool.way.package, archive));
        const plain = join(temporary, "plain");
        writeFileSync(plain, brotliDecompressSync(packed), { mode: 0o755 });
        if (archive.endsWith(".tar.br")) await run("tar", ["-xf", plain, "-C", join(folder, place)]);
        else cpSync(plain, join(folder, place));
        rmSync(plain);
      }
    });
  },

  async path(tool) {
    throw new Error(`install ${tool.name} with the machine's package manager`);
  },
};

/** @param {any} tool @param {string} folder */
async function npmInstall(tool, folder) {
  const here = `${process.platform}-${process.arch}`;
  if (tool.way.platform !== undefined && here !== tool.way.platform)
    throw new Error(`it exists for ${tool.way.platform}, this machine is ${here}`);
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=1"];
  const unsaved = ["--no-save", "--no-package-lock", "--prefix", folder];
  await run("npm", ["install", ...quiet, ...unsaved, `${tool.way.package}@${tool.version}`], { cwd: folder });
  for (const within of tool.way.within ?? [])
    await run("npm", ["install", ...quiet, "--no-save", "--omit=dev"], {
      cwd: join(folder, "node_modules", tool.way.package, within),
    });
}

/** @param {string} program */
function need(program) {
  if (onPath(program) === undefined) throw new Error(`\`${program}\` is not on this machine`);
}

/** @param {(folder: string) => Promise<void>} work */
async function inTemporaryFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-tool-"));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} [options]
 * @returns {Promise<string>} what it printed; rejects with its last words when it fails
 */
function run(program, args, { cwd, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (errors = (errors + text).slice(-4000)));
    child.on("error", reject);
    child.on("close", (status) => {
      if (status === 0) return resolve(out);
      const words = (errors.trim() || out.trim()).split("\n").slice(-3).join(" | ");
      reject(new Error(`\`${program} ${args.join(" ")}\` ended with ${status}: ${words}`));
    });
  });
}
