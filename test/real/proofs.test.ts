import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { describeWith, promtoolRetries } from "../support/programs.ts";
import { printedBy } from "../support/process.ts";
import { inPartsOf, isLong, testRules } from "../support/rule-tests.ts";

const work = mkdtempSync(join(tmpdir(), "tocsin-proofs-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

// The proofs of the examples, as they are committed, under both lines of Prometheus that are supported; of staging, whose proofs are like production's, those of two services under one.
const folders = ["minimal/generated", "shop/generated/production", "shop/generated/staging"].map((folder) =>
  join("examples", folder, "prometheus"),
);
const proofs = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".test.yaml") && (!folder.includes("staging") || /^(?:cart|search)\./.test(name)))
    .map((name) => join(folder, name)),
);

for (const version of ["promtool-3", "promtool-2"] as const) {
  describeWith([version], `generated proofs of the examples, ${version}`, (paths) => {
    it("there are proofs of every service", () => {
      expect(proofs.length).toBeGreaterThanOrEqual(21);
    });

    // how long windows are golden cases prove on both versions
    const own = proofs.filter((proof) => version === "promtool-3" || !/staging|\.windows\./.test(proof));
    const readable = own.filter((proof) => version === "promtool-3" || !isNative(proof));
    // As they stand: on the new line all but the long ones, on the old line those of the smallest example.
    const inParts = readable.filter((proof) =>
      version === "promtool-3" ? isLong(proof) : !proof.startsWith(join("examples", "minimal")),
    );
    it.concurrent.each(readable.filter((proof) => !inParts.includes(proof)))(
      "%s, as it stands",
      { retry: promtoolRetries },
      async (proof) => {
        expect(await printedBy(paths[version], ["test", "rules", proof])).toMatch(/SUCCESS\s*$/);
      },
    );

    it.concurrent.each(inParts)(
      "%s, each test beside the rules that it can see",
      { retry: promtoolRetries },
      async (proof) => {
        const parts = inPartsOf(proof, join(work, version, proof));
        expect(await testRules(paths[version], parts)).toMatchObject({ ok: true });
      },
    );

    const unreadable = own.filter((proof) => !readable.includes(proof));
    it.concurrent.each(unreadable)("%s is refused: it holds native histograms, which came later", async (proof) => {
      const tried = printedBy(paths[version], ["test", "rules", proof]);
      await expect(tried).rejects.toThrow("unexpected character in series sequence: '{'");
    });
  });
}

/** Whether its series are native histograms, as promtool writes their samples. */
function isNative(proof: string): boolean {
  return readFileSync(proof, "utf8").includes("{{schema:");
}
