import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { differences, type Files, generate, readExample } from "./support/examples.ts";

const readme = readFileSync("README.md", "utf8");
const isOutput = (path: string) => path.startsWith("generated/");
const withoutOutput = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !isOutput(path)));

describe.each(["minimal", "shop"])("examples/%s", (name) => {
  const committed = readExample(name);

  it("gives the output that is committed, from nothing and again", async () => {
    const { status, files, printed } = await generate(withoutOutput(committed));
    expect(status, printed).toBe(0);
    expect(differences(committed, files)).toEqual({ added: [], removed: [], changed: [] });
    expect(Object.keys(files).filter(isOutput).length).toBeGreaterThan(2);

    const table = printed.split("\n").filter((line) => /^(?:service|total|\S+(?:\s+\d+){5}$)/.test(line));
    if (name === "shop") for (const line of table) expect(readme).toContain(`${line}\n`);
    expect(table.length).toBeGreaterThan(1);

    const again = await generate(committed, "--check");
    expect(again.status, again.printed).toBe(0);
    expect(again.files).toEqual(committed);
  });
});

describe("an edit of examples/shop", () => {
  const committed = readExample("shop");
  const spec = "services/notifications.service.yaml";
  const ofService = Object.keys(committed).filter((path) => isOutput(path) && /\/notifications\./.test(path));

  it("that deletes a service's spec removes its files and no other", async () => {
    const { [spec]: _, ...rest } = committed;
    const { status, files, printed } = await generate(rest);
    expect(status, printed).toBe(0);
    expect(ofService.length).toBeGreaterThan(2);
    // its planned work and its groups were in what all services share
    const shared = [
      "alertmanager/alertmanager.yaml",
      "alertmanager/operator/acme-shop.alertmanagerconfig.yaml",
      "grafana/fleet/acme-shop.json",
    ];
    const changed = [...shared, "manifest.json"].map((path) => `generated/${path}`);
    expect(differences(rest, files)).toEqual({ added: [], removed: ofService, changed });
  });

  it("of one objective changes only lines that state it", async () => {
    const storefront = "services/storefront.service.yaml";
    const text = committed[storefront]!;
    const edited: Files = { ...committed, [storefront]: text.replace("availability: 99.9%", "availability: 99.8%") };
    const { status, files, printed } = await generate(edited);
    expect(status, printed).toBe(0);

    const { added, removed, changed } = differences(edited, files);
    expect([...added, ...removed]).toEqual([]);
    // Staging has an objective of its own; proofs and the report are another subject: their minutes follow from the objective.
    expect(changed.filter((path) => path.endsWith(".md"))).toEqual(["generated/production/reports/storefront.md"]);
    const rules = changed.filter((path) => !path.endsWith(".test.yaml") && !path.endsWith(".md"));
    expect(rules).toEqual([
      "generated/manifest.json",
      "generated/production/grafana/storefront.json",
      "generated/production/prometheus/operator/storefront.prometheusrule.yaml",
      "generated/production/prometheus/storefront.rules.yaml",
    ]);
    for (const path of rules.slice(1)) {
      const [before, after] = [edited[path]!.split("\n"), files[path]!.split("\n")];
      expect(after.length).toBe(before.length);
      const differing = before.flatMap((line, at) => (line === after[at] ? [] : [[line, after[at]!] as const]));
      // a dashboard draws the budget as a line where its SLI is shown
      expect(differing.length).toBeGreaterThan(path.endsWith(".json") ? 1 : 4);
      for (const [old, now] of differing) expect(restated(old, now)).toBe(now);
    }
  });

  it("that fails changes nothing", async () => {
    const broken: Files = { ...committed, [spec]: committed[spec]!.replace(/^slos:/m, "slso:") };
    const { status, files } = await generate(broken);
    expect(status).toBe(1);
    expect(files).toEqual(broken);
  });
});

/** The objective and what follows from it: as a ratio, its budget, and the four factors of 28 days times the budget, in percent. */
const follows: Readonly<Record<string, string>> = {
  "99.9": "99.8",
  "0.999": "0.998",
  "0.001": "0.002",
  "0.1": "0.2",
  "1.344": "2.688", // 13.44 times
  "0.56": "1.12", // 5.6 times
  "0.28": "0.56", // 2.8 times
};

/** The old line with the numbers exchanged that differ in the new one, where they follow from the objective. */
function restated(old: string, now: string): string {
  const numbers = now.match(/\d+(\.\d+)?/g) ?? [];
  let at = 0;
  return old.replace(/\d+(\.\d+)?/g, (number) => (numbers[at++] === number ? number : (follows[number] ?? number)));
}
