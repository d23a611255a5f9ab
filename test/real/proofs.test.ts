import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeWith } from "../support/programs.ts";

// The proofs of the examples, as they are committed: every one of them, under both lines of Prometheus that are supported.
const folders = ["minimal/generated", "shop/generated/production", "shop/generated/staging"].map((folder) =>
  join("examples", folder, "prometheus"),
);
const proofs = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".test.yaml"))
    .map((name) => join(folder, name)),
);

for (const version of ["promtool-3", "promtool-2"] as const) {
  describeWith([version], `generated proofs of the examples, ${version}`, (paths) => {
    it("there are proofs of every service", () => {
      expect(proofs.length).toBeGreaterThanOrEqual(21);
    });

    it.concurrent.each(proofs)("%s", async (proof) => {
      expect(await run(paths[version], ["test", "rules", proof])).toMatch(/SUCCESS\s*$/);
    });
  });
}

/** What it printed; rejects with it when it fails. */
function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${error.message}\n${stdout}\n${stderr}`));
    });
  });
}
