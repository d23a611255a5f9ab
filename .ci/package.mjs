// Packs the package, installs it where nothing else is, runs its command, imports its library and compiles a program against its types.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "tocsin-package-"));
try {
  const run = (program, ...args) =>
    execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], { stdio: "ignore" });
  const archive = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  run("npm", "install", "--no-audit", "--no-fund", "--omit=dev", `./${archive}`);

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
