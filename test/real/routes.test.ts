import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { gatherRoutes } from "../../src/cli/routes/gather.ts";
import { openProject } from "../../src/compile.ts";
import { nodeHost } from "../../src/host/node.ts";
import { type Assumptions, formatMatcher, holdsFor } from "../../src/model/routing/matchers.ts";
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

  it(
    "agree on every alert of the shop, over the configuration that is generated for it",
    { timeout: 300_000 },
    async () => {
      const project = await openProject({ host: nodeHost(), folder: join(process.cwd(), "examples/shop") });
      const { alertmanagers, incomplete } = gatherRoutes(project, project.workspace!);
      expect([alertmanagers.length, incomplete]).toEqual([1, false]);
      /** By labels, since windows route nothing. */
      const expected = new Map<string, string>();
      for (const { alert, outcomes = [] } of alertmanagers[0]!.alerts) {
        const { long: _long, short: _short, ...labels } = alert.labels;
        for (const { assumed, stops } of outcomes)
          expected.set(
            JSON.stringify({ ...labels, ...valuesFor(assumed) }),
            stops.map(({ receiver }) => receiver).join(),
          );
      }
      expect(expected.size).toBeGreaterThan(100);
      const config = "examples/shop/generated/alertmanager/alertmanager.yaml";
      const said = [...expected.keys()].map((labels) => [labels, ask(config, JSON.parse(labels) as Labels).join()]);
      expect(said).toEqual([...expected]);
    },
  );

  /** Labels for which assumptions hold. */
  function valuesFor(assumed: Assumptions): Labels {
    const names = [...new Set(assumed.map(({ label }) => label))];
    return Object.fromEntries(
      names.map((name) => {
        const here = assumed.filter(({ label }) => label === name);
        const value = ["", "other", ...here.map((one) => one.value)].find((one) =>
          here.every((each) => holdsFor(each, one)),
        );
        if (value === undefined) throw new Error(`no value for ${here.map(formatMatcher).join()}`);
        return [name, value];
      }),
    );
  }

  it("agree on 500 random trees, two label sets each, in receivers and their order", { timeout: 300_000 }, () => {
    const config = join(folder, "alertmanager.json");
    /** Answers that are not the root's alone. */
    let deep = 0;
    let several = 0;
    fc.assert(
      fc.property(root, fc.array(labelSet, { minLength: 2, maxLength: 2 }), (tree, sets) => {
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
    expect([deep > 500, several > 150]).toEqual([true, true]);
  });
});
