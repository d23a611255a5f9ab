// Packs the package, has it judged, installs it where nothing else is, runs its command on each supported line of Node, imports its library
// and compiles a program against its types.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { locate } from "../scripts/tools/programs.mjs";

const installScripts = ["preinstall", "install", "postinstall", "prepare"];

const folder = mkdtempSync(join(tmpdir(), "tocsin-package-"));
try {
  const run = (program, ...args) =>
    execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], { stdio: "ignore" });
  const archive = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  const packed = resolve(folder, archive);
  for (const judge of [
    ["publint", "--strict"],
    ["attw", packed, "--profile", "esm-only"],
  ])
    execFileSync("npx", ["--no-install", ...judge], { stdio: "inherit" });
  const { scripts = {} } = JSON.parse(readFileSync("package.json", "utf8"));
  const runsAtInstall = installScripts.filter((name) => name in scripts);
  if (runsAtInstall.length > 0)
    throw new Error(`the package runs a script when it is installed: ${runsAtInstall.join(", ")}`);

  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  run("npm", "install", "--no-audit", "--no-fund", "--omit=dev", `./${archive}`);

  for (const bundle of ["bin", "preview"]) {
    const notices = readFileSync(join(folder, "node_modules/tocsin/dist", bundle, "THIRD-PARTY-NOTICES.txt"), "utf8");
    if (!notices.includes("Licen")) throw new Error(`dist/${bundle}: no licences of the packages in it`);
  }

  cpSync("examples/minimal", join(folder, "minimal"), { recursive: true });
  const command = join(folder, "node_modules/tocsin/dist/bin/tocsin.js");
  const ran = [process.execPath, locate("node-22"), locate("node-24")].map((node) => {
    if (node === undefined) throw new Error("Node 22 and 24 are not installed: npm run tools");
    const version = run(node, "--version").trim();
    run(node, command, "generate", "minimal", "--check");
    return version;
  });
  console.log(`${archive}: ${Math.round(statSync(packed).size / 1024)} KiB; runs on ${ran.join(", ")}`);

  const help = run("npx", "--no-install", "tocsin", "--help");
  if (!help.includes("generate")) throw new Error(`unexpected help:\n${help}`);
  const names = run("node", "-e", 'import("tocsin").then((m) => console.log(Object.keys(m).join(" ")))').trim();
  if (names === "") throw new Error("the library exports nothing");
  writeFileSync(
    join(folder, "use.ts"),
    'import * as tocsin from "tocsin";\nexport const names: string[] = Object.keys(tocsin);\n',
  );
  // Without a workspace a service is checked all the same; the types and the run must agree that this one is right.
  writeFileSync(
    join(folder, "a.service.ts"),
    'import { percent, service } from "tocsin";\n' +
      'export default service("a", { owner: "web", uses: "prom-http", slos: { availability: percent(99.9) } });\n',
  );
  run("npx", "--no-install", "tocsin", "check", "a.service.ts");
  const flags = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--types", ""];
  run(process.execPath, resolve("node_modules/typescript/bin/tsc"), ...flags, "use.ts", "a.service.ts");
  console.log(`${archive}: command, library (${names}), types and TypeScript specs work`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
