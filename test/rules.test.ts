import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lintRules } from "../src/4-lint/registry.ts";
import { findingsOf, marksOf, readFixture } from "./support/findings.ts";

const folder = new URL("rules/", import.meta.url);

describe.each(lintRules.map(({ name }) => name))("lint/%s", (name) => {
  const own = new URL(`${name}/`, folder);
  const fixtures = existsSync(own) ? readdirSync(own).filter((file) => file.endsWith(".yaml")) : [];

  it("has fixtures that it speaks about, and some that it does not", () => {
    expect(fixtures.filter((file) => file.startsWith("invalid"))).not.toEqual([]);
    expect(fixtures.filter((file) => file.startsWith("valid"))).not.toEqual([]);
  });

  it.each(fixtures)("%s", async (file) => {
    const { files, expected } = readFixture(readFileSync(new URL(file, own), "utf8"));
    const found = await findingsOf(files);
    // An info of another phase says nothing of the rules.
    const told = found.filter(({ code, severity }) => severity !== "info" || code.startsWith("lint/"));
    expect(marksOf(told, ["error", "warning", "info"])).toEqual(expected);
    expect(expected.some((mark) => mark.endsWith(` lint/${name}`))).toBe(file.startsWith("invalid"));
    for (const { code, title, help } of found) {
      if (code !== `lint/${name}`) continue;
      expect(title).toMatch(/^[^A-Z].*[^.]$/s);
      expect(help).toBeTruthy();
    }
  });

  it("can be silenced with a reason, unless the policy locks it, and turned off", async () => {
    const file = fixtures.find((fixture) => fixture.startsWith("invalid"))!;
    const { files } = readFixture(readFileSync(new URL(file, own), "utf8"));
    const of = (found: Awaited<ReturnType<typeof findingsOf>>) => found.filter(({ code }) => code === `lint/${name}`);
    const silenced = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, `# tocsin-ignore-file lint/${name}: a test\n${text}`]),
    );
    const after = await findingsOf(silenced);
    expect(of(after).map(({ suppressed }) => suppressed)).toEqual(of(after).map(() => "a test"));
    expect(of(after)).not.toEqual([]);

    const policy = (rule: string) => ({ ...silenced, "tocsin.yaml": `${silenced["tocsin.yaml"]}policy: ${rule}\n` });
    const locked = await findingsOf(policy(`{ locked: [${name}] }`));
    expect(of(locked).every(({ suppressed }) => suppressed === undefined)).toBe(true);
    expect(locked.some(({ code }) => code === "lint/ignore-not-allowed")).toBe(true);
    expect(of(await findingsOf(policy(`{ rules: { ${name}: none } }`)))).toEqual([]);
    const info = of(await findingsOf(policy(`{ rules: { ${name}: info } }`)));
    expect(new Set(info.map(({ severity }) => severity))).toEqual(new Set(["info"]));
  });
});
