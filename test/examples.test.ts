import { describe, expect, it } from "vitest";
import { differences, type Files, generate, readExample } from "./support/examples.ts";

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
    expect(differences(rest, files)).toEqual({ added: [], removed: ofService, changed: ["generated/manifest.json"] });
  });

  it("that fails changes nothing", async () => {
    const broken = { ...committed, [spec]: committed[spec]!.replace(/^slos:/m, "slso:") };
    const { status, files } = await generate(broken);
    expect(status).toBe(1);
    expect(files).toEqual(broken);
  });
});
