import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { formatMatcher } from "../../src/model/routing/matchers.ts";
import { routesFor } from "../../src/model/routing/walk.ts";
import type { Labels } from "../../src/model/service.ts";
import { describeWith } from "../support/programs.ts";
import { labelSet, receivers, root, toConfig } from "../support/random-routes.ts";

describeWith(["amtool"], "routes, as amtool walks them", ({ amtool }) => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-routes-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Names of receivers, in Alertmanager's order. */
  function ask(config: string, labels: Labels): readonly string[] {
    const args = Object.entries(labels).map(([label, value]) => formatMatcher({ label, op: "=", value }));
    const said = execFileSync(amtool, ["config", "routes", "test", "--config.file", config, ...args], {
      encoding: "utf8",
    });
    return said.trim().split(",");
  }

  it("agree on 500 random trees, four label sets each, in receivers and their order", { timeout: 300_000 }, () => {
    const config = join(folder, "alertmanager.json");
    /** Answers that are not the root's alone. */
    let deep = 0;
    let several = 0;
    fc.assert(
      fc.property(root, fc.array(labelSet, { minLength: 4, maxLength: 4 }), (tree, sets) => {
        writeFileSync(
          config,
          JSON.stringify({ route: toConfig(tree), receivers: receivers.map((name) => ({ name })) }),
        );
        for (const labels of sets) {
          const ours = routesFor(tree, labels);
          if (ours.some(({ path }) => path.length > 1)) deep++;
          if (ours.length > 1) several++;
          expect(ours.map(({ receiver }) => receiver)).toEqual(ask(config, labels));
        }
      }),
      { numRuns: 500, seed: 6 },
    );
    // the trees are such that there is something to agree on
    expect([deep > 1000, several > 300]).toEqual([true, true]);
  });
});
