/** Specs from one language to the other: what comes out is read by the compiler and says the same. */
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { toTypescript } from "../../src/convert/to-typescript.ts";
import { toYaml } from "../../src/convert/to-yaml.ts";
import { tocsinIn } from "../support/command.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "tocsin-convert-")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tocsin = (...args: readonly string[]) => tocsinIn(folder, args);

describe("to TypeScript", () => {
  it("keeps comments where they stand, and quotes what must be", () => {
    const yaml = `# yaml-language-server: $schema=x.json
# A service.
version: 1
service: web # the shop's face
owner: web

# Two of them.
slis:
  # counted by the proxy
  requests:
    type: availability
    prometheus: { total: r_total, bad: 'r_total{code=~"5.."}' } # 5xx alone
  "odd-name": { type: custom, atMost: 1e3, prometheus: { gauge: "q{a=\\"b\\", c='d'}" } }
slos:
  requests: 99.9% # promised
  none: null
alerts:
  A:
    when: |
      up
      == 0
    description: "$\${x} \${service} \`\`"
`;
    expect(toTypescript(yaml, "service")).toBe(`import { service } from "tocsin";

// A service.
// the shop's face
export default service("web", {
  owner: "web",

  // Two of them.
  slis: {
    // counted by the proxy
    requests: {
      type: "availability",
      prometheus: { total: "r_total", bad: 'r_total{code=~"5.."}' }, // 5xx alone
    },
    "odd-name": { type: "custom", atMost: 1000, prometheus: { gauge: "q{a=\\"b\\", c='d'}" } },
  },
  slos: {
    requests: "99.9%", // promised
    none: null,
  },
  alerts: { A: { when: "up\\n== 0\\n", description: "$\${x} \${service} \`\`" } },
});
`);
  });
});

describe("to YAML", () => {
  it("quotes what a reader of YAML 1.1 would take for something else", () => {
    expect(toYaml({ version: 1, service: "web", labels: { on: "no", a: "1.10" }, description: "a: b # c" })).toBe(
      `version: 1
service: web
labels: { "on": "no", a: "1.10" }
description: "a: b # c"
`,
    );
  });
});

describe("tocsin convert", () => {
  it("goes there and back with every spec and kit, and says the same", async () => {
    const named = (path: string, files: readonly string[]) =>
      files.map((file) => ({ file, text: readFileSync(join(path, file), "utf8") }));
    const all = [
      ...named("examples/shop/services", ["checkout.service.yaml", "storefront.service.yaml"]),
      ...named("src/kits", ["postgres.kit.yaml"]),
      ...named("examples/shop", ["tocsin.yaml"]),
    ];
    for (const { file, text } of all) {
      writeFileSync(join(folder, file), text);
      const there = await tocsin("convert", "--write", file);
      expect([there.status, there.err], file).toEqual([0, ""]);
      const made = there.out.trim();
      expect(made).toBe(file === "tocsin.yaml" ? "tocsin.config.ts" : file.replace(/yaml$/, "ts"));
      // no comment is lost, but the one for editors of YAML
      const comments = [...text.matchAll(/(?:^|\s)# ?(.*)$/gm)].map(([, words]) => words!.trim());
      const kept = readFileSync(join(folder, made), "utf8");
      for (const words of comments)
        if (words !== "" && !words.startsWith("yaml-language-server")) expect(kept).toContain(words);
      const back = await tocsin("convert", "--write", made);
      expect([back.status, back.err, back.out], made).toEqual([0, "", `${file}\n`]);
      rmSync(join(folder, file));
    }
  }, 240_000);

  it("leaves what it cannot convert as it is, and says why", async () => {
    writeFileSync(
      join(folder, "two.service.ts"),
      `import { service } from "tocsin";\nexport default ["a", "b"].map((name) => service(name, { owner: "web" }));\n`,
    );
    expect((await tocsin("convert", "two.service.ts")).err).toContain("`two.service.ts` gives 2 services");
    writeFileSync(join(folder, "bad.service.yaml"), "version: 1\nservice: bad\nownr: web\n");
    const bad = await tocsin("convert", "--write", "bad.service.yaml");
    expect(bad.status).toBe(2);
    expect(bad.err).toContain("has mistakes: it is left as it is");
    writeFileSync(join(folder, "here.service.yaml"), "version: 1\nservice: here\nowner: web\n");
    writeFileSync(join(folder, "here.service.ts"), "");
    expect((await tocsin("convert", "--write", "here.service.yaml")).err).toContain("is there already");
    expect(readdirSync(folder).sort()).toEqual([
      "bad.service.yaml",
      "here.service.ts",
      "here.service.yaml",
      "two.service.ts",
    ]);
    expect((await tocsin("convert", "x.yaml")).err).toContain("there is no file `x.yaml`");
    const rules = `import { workspace } from "tocsin";\nexport const rules = [];\nexport default workspace("w", {});\n`;
    writeFileSync(join(folder, "tocsin.config.ts"), rules);
    const kept = await tocsin("convert", "--write", "tocsin.config.ts");
    expect([kept.status, kept.out]).toEqual([2, ""]);
    expect(kept.err).toContain("exports rules, which YAML cannot hold: it is left as it is");
    expect(readFileSync(join(folder, "tocsin.config.ts"), "utf8")).toBe(rules);
  });
});
