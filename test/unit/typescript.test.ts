/** TypeScript specs on a real disk: they run in a process of their own, on the Node that runs the tests. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { Places } from "../../src/1-load/typescript/document.ts";
import { withTypescriptFix } from "../../src/1-load/typescript/fixes.ts";
import { placesInLiteral } from "../../src/1-load/typescript/literal.ts";
import { readModules } from "../../src/1-load/typescript/modules.ts";
import { Parser } from "../../src/1-load/typescript/parse.ts";
import { hours, ms, percent, perSecond, seconds, service } from "../../src/author/author.ts";
import { compileProject, openProject, type OpenOptions } from "../../src/compile.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { linesOf } from "../../src/diagnostics/position.ts";
import { memoryHost } from "../../src/host/memory.ts";
import { nodeHost } from "../../src/host/node.ts";
import { fromNative } from "../../src/host/paths.ts";
import { pointerTo } from "../../src/util/pointer.ts";
import { generate, readExample } from "../support/examples.ts";
import { texts } from "../support/promql.ts";

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

type Files = Readonly<Record<string, string>>;
const yaml = (policy = "") => `version: 1
workspace: demo
teams: { web: { notify: { page: nobody, ticket: nobody } } }
${policy}`;

function workspaceOf(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-ts-"));
  made.push(folder);
  for (const [path, text] of Object.entries({ ".git/HEAD": "", ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return fromNative(folder);
}

async function compiled(files: Files | string, options: Partial<OpenOptions> = {}) {
  const folder = typeof files === "string" ? files : workspaceOf(files);
  const project = await openProject({ host: nodeHost(), folder, typescriptTimeLimit: 20_000, ...options });
  const { diagnostics } = compileProject(project);
  return { project, diagnostics };
}

/** Errors as `path:line:column-end code: title`. */
function marks(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics
    .filter(
      ({ severity, suppressed, code }) => severity === "error" && suppressed === undefined && !code.startsWith("lint/"),
    )
    .map(({ span, code, title }) => {
      const { line, column } = linesOf(span.file.text).positionOf(span.start);
      const marked = span.file.text.slice(span.start, span.end).split("\n")[0];
      return `${span.file.path}:${line}:${column} ${code}: ${title} [${marked}]`;
    });
}

const valueOf = (text: string) => JSON.parse(JSON.stringify(text)) as unknown;

describe("a service of the shop in TypeScript", () => {
  it("gives byte for byte what its YAML twin gives, but for the name of its source", async () => {
    // What is committed is what comes of it: test/examples.test.ts.
    const shop = readExample("shop");
    const { "services/search.service.ts": typescript, ...rest } = shop;
    expect(typescript).toContain('from "tocsin"');
    const twin = readFileSync("test/fixtures/typescript/search.service.yaml", "utf8");
    const specs = Object.fromEntries(Object.entries(rest).filter(([path]) => !path.startsWith("generated/")));
    const asYaml = await generate({ ...specs, "services/search.service.yaml": twin });
    expect(asYaml.status, asYaml.printed).toBe(0);

    const outputs = (files: Files) =>
      Object.entries(files).filter(([path]) => path.startsWith("generated/") && !path.endsWith("manifest.json"));
    const named = outputs(asYaml.files).map(([path, text]) => [
      path,
      text.replaceAll("services/search.service.yaml", "services/search.service.ts"),
    ]);
    expect(Object.fromEntries(outputs(shop))).toEqual(Object.fromEntries(named));
    expect(named.filter(([path]) => path?.includes("/search.")).length).toBe(18);
  });
});

describe("what a TypeScript file may export", () => {
  it("a service, a list of services, a kit, the workspace; files of the project are imported with and without ending", async () => {
    const { project, diagnostics } = await compiled({
      "tocsin.config.ts": `import { workspace } from "tocsin";
export default workspace("demo", { teams: { web: { notify: { page: "nobody", ticket: "nobody" } } } });
`,
      "kits/job.kit.ts": `import * as tocsin from "tocsin";
export default tocsin.kit("job", {
  parameters: { name: { type: "name" } },
  slis: { runs: { type: "availability", prometheus: { total: 'runs_total{job="\${name}"}', bad: 'failed_total{job="\${name}"}' } } },
});
`,
      "package.json": '{ "type": "commonjs" }',
      "shared/objectives.ts": `import { percent } from "tocsin";
import limits from "./limits.json";
export const strict: string = percent(limits.strict);
export { loose } from "./loose.js";
`,
      "shared/loose.ts": 'export const loose = "90%" as const;\n',
      "shared/limits.json": '{ "strict": 99.9 }',
      "services/all.service.ts": `import { service } from "tocsin";
import { loose, strict } from "../shared/objectives";
type Row = readonly [name: string, objective: string];
const rows: Row[] = [["night", strict], ["day", loose]];
export default await Promise.all(rows.map(async ([name, objective]) =>
  service(name, { owner: "web", uses: { job: { name } }, slos: { runs: objective } })));
`,
      "services/plain.service.ts": 'export default { version: 1, service: "plain", owner: "web", tier: undefined };\n',
    });
    expect(marks(diagnostics)).toEqual([]);
    const values = project.services.map(({ value }) => valueOf(JSON.stringify(value)));
    expect(values).toEqual([
      '{"version":1,"service":"night","owner":"web","uses":{"job":{"name":"night"}},"slos":{"runs":"99.9%"}}',
      '{"version":1,"service":"day","owner":"web","uses":{"job":{"name":"day"}},"slos":{"runs":"90%"}}',
      '{"version":1,"service":"plain","owner":"web"}',
    ]);
    expect(project.workspace?.name).toBe("demo");
    expect(project.kits.byName.has("job")).toBe(true);
  });

  it("the process sees neither the environment nor the machine's time zone", async () => {
    const { project } = await compiled({
      "tocsin.yaml": yaml(),
      "services/a.service.ts": `const seen = Object.keys(process.env).filter((name) => !/^(TZ|LANG|SystemRoot|windir)$/i.test(name));
console.log("not an answer");
export default { version: 1, service: "a", owner: "web", vars: { seen: seen.join() || "none", zone: String(new Date(0)) } };
`,
    });
    expect(project.services[0]?.value.vars).toEqual({
      seen: "none",
      zone: "Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)",
    });
  });
});

describe("places", () => {
  it("follow builders, constants, spreads, functions and imports to the text that wrote the value", async () => {
    const { diagnostics } = await compiled({
      "tocsin.yaml": yaml(),
      "shared/slos.ts": `export const strict = { latency: { objective: "99.9 %" } };
export const limits = { slow: "5 minutes" };
export default { lag: { objctive: "1%" } };
`,
      "services/cart.service.ts": `import { service as make, percent } from "tocsin";
import rest, { limits, strict } from "../shared/slos.ts";
const extra = ["🙂"].map((word) => ({ title: word }));
const slo = (objective: string, period = "28 d") => {
  const window = period;
  return { objective, window };
};
export default [
  make("cart", {
    owner: "wbe",
    uses: "otel-http-server",
    slis: { latency: { threshold: limits.slow }, ...(percent(1) ? { 'odd-one': { type: "latency", threshold: "5 sec" } } : {}) } as never,
    slos: {
      ...strict,
      ...rest,
      availability: slo("99,9%"),
      paid: { sli: "orders", objective: percent(99) },
    },
  }),
  ...[make("Basket", { owner: "web", slos: {} })],
  ...["one", "two"].map((name) => make(name, { owner: \`nobody\`, tier: "hihg" as any })),
] satisfies unknown[];
void extra;
`,
    });
    expect(marks(diagnostics)).toEqual([
      'services/cart.service.ts:4:42 validate/malformed-value: `28 d` is not a duration ["28 d"]',
      'services/cart.service.ts:10:12 resolve/unknown-team: the workspace has no team `wbe` ["wbe"]',
      "services/cart.service.ts:12:69 validate/missing-key: a latency SLI needs a source: `prometheus` or `cloudwatch` ['odd-one']",
      'services/cart.service.ts:12:110 validate/malformed-value: `5 sec` is not a duration ["5 sec"]',
      'services/cart.service.ts:16:25 validate/malformed-value: `99,9%` is not a percentage ["99,9%"]',
      'services/cart.service.ts:17:20 resolve/unknown-sli: service `cart` has no SLI `orders` ["orders"]',
      'services/cart.service.ts:20:12 validate/malformed-value: `Basket` is not a name ["Basket"]',
      "services/cart.service.ts:21:55 resolve/unknown-team: the workspace has no team `nobody` [`nobody`]",
      'services/cart.service.ts:21:71 validate/unknown-value: `hihg` is no value of `tier` ["hihg"]',
      'shared/slos.ts:1:47 validate/malformed-value: `99.9 %` is not a percentage ["99.9 %"]',
      'shared/slos.ts:2:31 validate/malformed-value: `5 minutes` is not a duration ["5 minutes"]',
      "shared/slos.ts:3:18 resolve/unknown-sli: service `cart` has no SLI `lag` [lag]",
      "shared/slos.ts:3:25 validate/unknown-key: `objctive` is not a key of an SLO [objctive]",
    ]);
  });

  it("inside a text are those of its escapes; where a value is computed, those of what computes it", async () => {
    const { diagnostics } = await compiled({
      "tocsin.yaml": yaml(),
      "services/a.service.ts":
        String.raw`const computed = ["sum(", "x"].join("");
export default {
  version: 1, service: "a", owner: "web",
  slis: {
    one: { type: "availability", prometheus: { total: "a{b=\"c\"", bad: 'b{x="\u{1F642}", y}' } },
    two: { type: "availability", prometheus: { total: computed, bad: ` +
        '`c{d="e", f}`' +
        String.raw` } },
  },
  slos: { one: "99%", two: "99%" },
};
`,
    });
    expect(marks(diagnostics).map((mark) => mark.replace(/: .*\[/, " ["))).toEqual([
      'services/a.service.ts:1:18 resolve/promql-syntax ["sum(", "x"].join("")]',
      "services/a.service.ts:5:57 resolve/promql-syntax [{]",
      "services/a.service.ts:5:91 resolve/promql-syntax [y]",
      "services/a.service.ts:6:80 resolve/promql-syntax [f]",
    ]);
  });

  it("lead from every pointer to the text of its value, however the value is put together", async () => {
    const parser = new Parser();
    try {
      await fc.assert(
        fc.asyncProperty(fc.dictionary(name, fc.jsonValue({ maxDepth: 4 })), name, async (map, split) => {
          const keys = Object.keys(map);
          const part = (from: number, to?: number) =>
            JSON.stringify(Object.fromEntries(keys.slice(from, to).map((key) => [key, map[key]])));
          const half = keys.length >> 1;
          const texts = [
            `export default ${JSON.stringify(map)} as const;`,
            `const first = ${part(0, half)};\nconst rest = { ...first, ...${part(half)} };\nexport { rest as default };`,
            `const make = (first: object) => {\n  return { ...first, ...${part(half)} };\n};\nexport default (make(${part(0, half)})) satisfies object; // ${split}`,
          ];
          for (const text of texts) {
            const source = { path: "a.service.ts", text };
            const host = memoryHost({ files: {} });
            const { entry } = await readModules(source, "/w/a.service.ts", {
              host,
              parser,
              root: "/w",
              anywhere: true,
            });
            const places = new Places(entry!);
            for (const [pointer, value] of pointersOf(map)) {
              const { start, end } = places.spanOf(pointer);
              // As JSON, which has no negative zero.
              expect(JSON.stringify(JSON.parse(text.slice(start, end)))).toBe(JSON.stringify(value));
            }
          }
        }),
        { numRuns: 60 },
      );
    } finally {
      parser.close();
    }
  });

  it("of a literal take its text apart into what gives each unit", () => {
    fc.assert(
      fc.property(texts(20), (value) => {
        const text = JSON.stringify(value).replaceAll("\u2028", "\\u2028");
        const places = placesInLiteral(text, 0, text.length)!;
        expect(places.length).toBe(value.length + 1);
        const starts = [...new Set(places)];
        const pieces = starts
          .slice(0, -1)
          .map((start, at) => JSON.parse(`"${text.slice(start, starts[at + 1])}"`) as string);
        expect(pieces.join("")).toBe(value);
      }),
    );
  });

  it("of literals are one for each unit of the value", () => {
    const text = String.raw`"a\n\x41\u0042\u{1F642}\
b'"`;
    expect(placesInLiteral(text, 0, text.length)).toEqual([1, 2, 4, 8, 14, 14, 25, 26, 27]);
    expect(placesInLiteral("`a\r\nb`", 0, 6)).toEqual([1, 2, 4, 5]);
    expect(placesInLiteral("limit", 0, 5)).toBeUndefined();
  });
});

/** Keys that an object literal takes as they are. */
const name = fc.stringMatching(/^[a-z][a-z~/-]{0,6}$/);

function pointersOf(value: unknown, pointer = ""): (readonly [string, unknown])[] {
  const isMap = typeof value === "object" && value !== null;
  const own: (readonly [string, unknown])[] = pointer === "" ? [] : [[pointer, value]];
  if (!isMap || Object.hasOwn(value, "__proto__")) return own;
  return [...own, ...Object.entries(value).flatMap(([key, item]) => pointersOf(item, pointerTo(pointer, key)))];
}

const spec = (text: string): Files => ({ "tocsin.yaml": yaml(), "services/a.service.ts": text });

describe("a spec that cannot be run", () => {
  it.each<[string, Files, string]>([
    [
      "throws",
      spec('const x = 1;\n\n  throw new Error("no objective");\nexport default x;\n'),
      '3:3 load/typescript-threw: the spec throws: no objective [throw new Error("no objective");]',
    ],
    [
      "throws in a function",
      spec('function check(a: string): never {\n  throw new TypeError(`bad ${a}`);\n}\nexport default check("x");\n'),
      "2:3 load/typescript-threw: the spec throws: bad x [throw new TypeError(`bad ${a}`);]",
    ],
    [
      "gives a unit a wrong number",
      spec(
        'import { percent, service } from "tocsin";\nexport default service("a", {\n  slos: { x: percent(200) },\n});\n',
      ),
      "3:14 load/typescript-threw: the spec throws: percent(200) lies outside 0 to 100 [percent(200)]",
    ],
    [
      "throws what is no error",
      spec("export default await Promise.reject(null);\n"),
      "1:22 load/typescript-threw: the spec throws: null [Promise.reject(null)]",
    ],
    [
      "throws later",
      spec("setTimeout(() => {\n  throw new Error('late');\n}, 1);\nexport default await new Promise(() => {});\n"),
      "2:3 load/typescript-threw: the spec throws: late [throw new Error('late');]",
    ],
    [
      "is no TypeScript",
      spec("export default {\n  a: ,\n};\n"),
      "2:6 load/typescript-syntax: the TypeScript cannot be read: unexpected token [,]",
    ],
    [
      "is nested so deep that its parser dies of it",
      spec(`export default ${"[".repeat(100_000)}`),
      "1:1 load/typescript-syntax: the TypeScript cannot be read: it is too large, or nested too deep []",
    ],
    [
      "forges an answer of another shape",
      spec(
        `import fs from "node:fs";\nfs.writeSync(1, '{"hasDefault":true,"value":{},"problems":[{"pointer":5}]}\\n');\nexport default {};\n`,
      ),
      "3:16 load/typescript-stopped: the spec was stopped: it writes to the channel that its result is read from [{}]",
    ],
    [
      "forges a value that is endlessly deep",
      spec(
        `import fs from "node:fs";\nconst deep = "[".repeat(50_000) + "]".repeat(50_000);\nfs.writeSync(1, \`{"hasDefault":true,"value":{"vars":\${deep}},"problems":[]}\\n\`);\nexport default {};\n`,
      ),
      "4:16 load/too-deep: nested more than 64 levels deep [{}]\nservices/a.service.ts:4:16 validate/missing-key",
    ],
    [
      "needs a build step",
      spec('enum Tier { high = "high" }\nexport default { tier: Tier.high };\n'),
      "1:1 load/typescript-syntax: the TypeScript cannot be read: `enum` needs a build step [enum Tier]",
    ],
    [
      "imports what is not there",
      spec('import { x } from "./x.ts";\nexport default x;\n'),
      '1:19 load/typescript-import: `./x.ts` cannot be imported: there is no such file ["./x.ts"]',
    ],
    [
      "imports a package that is not there",
      spec('import x from "left-pad";\nexport default x;\n'),
      '1:15 load/typescript-import: `left-pad` cannot be imported: it is not installed here ["left-pad"]',
    ],
    [
      "ends the process",
      spec("export const a = 1;\nprocess.exit(0);\n"),
      "2:1 load/typescript-stopped: the spec was stopped: it calls process.exit [process.exit(0)]",
    ],
    [
      "kills the process",
      spec("process.kill(process.pid, 'SIGKILL');\nexport default await new Promise(() => {});\n"),
      "2:22 load/typescript-stopped: the spec was stopped: it needs more than 256 MiB of memory, or is killed [new Promise(() => {})]",
    ],
    [
      "has no default export",
      spec('export const a = { version: 1, service: "a" };\n'),
      '1:1 load/typescript-export: the file exports nothing as default [export const a = { version: 1, service: "a" };]',
    ],
    [
      "exports a text",
      spec('export default "a";\n'),
      '1:16 load/typescript-export: the file exports a string where a spec should be ["a"]',
    ],
    [
      "exports an empty list",
      spec("export default [];\n"),
      "1:16 load/typescript-export: the file exports an empty list [[]]",
    ],
    [
      "exports a list with a stray value",
      spec('export default [{ version: 1, service: "a" }, 5];\n'),
      "1:47 load/typescript-export: the file exports a number where a spec should be [5]",
    ],
    [
      "holds a function",
      spec('export default { version: 1, service: "a", slos: { x: () => "99%" } };\n'),
      '1:55 load/typescript-value: a function cannot stand in a spec [() => "99%"]',
    ],
    [
      "holds a date",
      spec('export default { version: 1, service: "a", vars: { x: new Date(0) } };\n'),
      "1:55 load/typescript-value: a Date cannot stand in a spec [new Date(0)]",
    ],
    [
      "holds NaN",
      spec('export default { version: 1, service: "a", slos: { x: { objective: 0 / 0 } } };\n'),
      "1:68 load/typescript-value: NaN cannot stand in a spec [0 / 0]",
    ],
    [
      "holds a bigint",
      spec('const big = 1n;\nexport default { version: 1, service: "a", vars: { x: big } };\n'),
      "1:13 load/typescript-value: a bigint cannot stand in a spec [1n]",
    ],
    [
      "holds a symbol",
      spec('export default { version: 1, service: "a", vars: { x: Symbol.iterator } };\n'),
      "1:55 load/typescript-value: a symbol cannot stand in a spec [Symbol.iterator]",
    ],
    [
      "holds itself",
      spec('const a: any = { version: 1, service: "a" };\na.vars = a;\nexport default a;\n'),
      "1:18 load/typescript-value: a value inside itself cannot stand in a spec [version]",
    ],
    [
      "holds an undefined item",
      spec('export default { version: 1, service: "a", dependsOn: ["b", undefined] };\n'),
      "1:61 load/typescript-value: undefined cannot stand in a spec [undefined]",
    ],
    [
      "holds a key that changes a prototype",
      spec('export default { version: 1, service: "a", vars: { ["__proto__"]: "x" } };\n'),
      '1:53 load/reserved-key: `__proto__` cannot be a key ["__proto__"]',
    ],
    [
      "holds a control character",
      spec(String.raw`export default { version: 1, service: "a", description: "a\u001b[31m" };` + "\n"),
      String.raw`1:57 load/invisible-character: an invisible character stands here: ESC ["a\u001b[31m"]`,
    ],
    [
      "is enormous",
      spec('export default { version: 1, service: "a", description: "x".repeat(2 ** 21) };\n'),
      '1:57 load/typescript-value: more than a mebibyte of text cannot stand in a spec ["x".repeat(2 ** 21)]',
    ],
    [
      "lies outside",
      { ...spec('import { x } from "../../outside.ts";\nexport default x;\n') },
      '1:19 load/typescript-import: `../../outside.ts` cannot be imported: there is no such file ["../../outside.ts"]',
    ],
  ])("%s", async (_, files, expected) => {
    const { diagnostics } = await compiled(files);
    const [first = "", ...others] = expected.split("\n");
    const found = marks(diagnostics);
    expect(found[0]).toBe(`services/a.service.ts:${first}`);
    expect(found.slice(1, 1 + others.length).map((mark) => mark.replace(/: .*/s, ""))).toEqual(others);
    if (others.length === 0) expect(found.length).toBe(1);
    expect(diagnostics.every(({ title, help }) => !/\bat .*:\d+:\d+/.test(title + (help ?? "")))).toBe(true);
  });

  it("is told where its file, a link, or an import of it lies outside the workspace", async () => {
    const outside = workspaceOf({ "b.service.ts": 'export default { version: 1, service: "b", owner: "web" };\n' });
    const folder = workspaceOf({
      "tocsin.yaml": yaml('specs: ["services/*"]'),
      "services/a.service.ts":
        `import b from "${outside.slice(outside.lastIndexOf("/") + 1)}";\n`.replace('"', '"../../') +
        "export default b;\n",
    });
    symlinkSync(`${outside}/b.service.ts`, `${folder}/services/b.service.ts`);
    const { diagnostics } = await compiled(folder, { files: [`${folder}/services/b.service.ts`] });
    expect(
      marks(diagnostics).some((mark) =>
        mark.startsWith("services/b.service.ts:1:1 load/typescript-outside: the file lies outside"),
      ),
    ).toBe(true);

    const imports = workspaceOf({
      "tocsin.yaml": yaml(),
      "services/a.service.ts": `import b from "../../${outside.slice(outside.lastIndexOf("/") + 1)}/b.service.ts";\nexport default b;\n`,
    });
    const [mark] = marks((await compiled(imports)).diagnostics);
    expect(mark).toMatch(
      /^services\/a\.service\.ts:1:15 load\/typescript-outside: .* lies outside the workspace and is not run/,
    );
    writeFileSync(`${imports}/tocsin.yaml`, yaml("policy: { typescript: any }"));
    expect(marks((await compiled(imports)).diagnostics)).toEqual([]);
  });

  it("may read files of its workspace and no other, write none and start no program", async () => {
    const secret = workspaceOf({ "secret.txt": "s" });
    const tries = (code: string) =>
      spec(
        `import fs from "node:fs";\nimport { execSync } from "node:child_process";\n${code}\nexport default { version: 1, service: "a", owner: "web", vars: { text } };\n`,
      );
    const own = await compiled({
      ...tries('const text = fs.readFileSync(new URL("../note.txt", import.meta.url), "utf8");'),
      "note.txt": "ours",
    });
    expect(marks(own.diagnostics)).toEqual([]);
    expect(own.project.services[0]?.value.vars).toEqual({ text: "ours" });
    for (const [code, what] of [
      [`const text = fs.readFileSync("${secret}/secret.txt", "utf8");`, `read \`${secret}/secret.txt\``],
      ['const text = execSync("id").toString();', "start programs"],
      ['const text = "a"; fs.writeFileSync("/tmp/tocsin-was-here", text);', "write `/tmp/tocsin-was-here`"],
    ] as const) {
      const [mark] = marks((await compiled(tries(code))).diagnostics);
      expect(mark).toMatch(/^services\/a\.service\.ts:3:\d+ load\/typescript-denied: /);
      expect(mark).toContain(`the spec may not ${what}`);
    }
  });

  it("never ends: it is stopped, and the other specs are compiled", async () => {
    const { project, diagnostics } = await compiled(
      {
        ...spec("while (true) {}\nexport default {};\n"),
        "services/b.service.ts": "export default await new Promise(() => setInterval(() => {}, 1000));\n",
        "services/c.service.ts": 'export default { version: 1, service: "c", owner: "web" };\n',
      },
      { typescriptTimeLimit: 3000 },
    );
    expect(marks(diagnostics)).toEqual([
      "services/a.service.ts:2:16 load/typescript-timeout: the spec does not end within 3s [{}]",
      "services/b.service.ts:1:22 load/typescript-timeout: the spec does not end within 3s [new Promise(() => setInterval(() => {}, 1000))]",
    ]);
    expect(project.services.map(({ value }) => value.service)).toEqual(["c"]);
  });

  it("needs more memory than there is: it is stopped", async () => {
    const { diagnostics } = await compiled(
      spec(
        "const all: number[][] = [];\nfor (;;) all.push(new Array(100_000).fill(all.length));\nexport default all;\n",
      ),
    );
    expect(marks(diagnostics)[0]).toMatch(
      /^services\/a\.service\.ts:1:25 load\/typescript-stopped: the spec was stopped: it needs more/,
    );
  });
});

describe("who decides whether TypeScript is run", () => {
  const touching = (policy: string) => ({
    "tocsin.yaml": yaml(policy),
    "services/a.service.ts": 'throw new Error("was run");\n',
  });

  it.each([
    ["policy.typescript: off", touching('policy: { typescript: "off" }'), {}],
    ["--no-typescript", touching(""), { typescript: false }],
    ["--no-typescript over the policy", touching("policy: { typescript: any }"), { typescript: false }],
  ])("%s", async (_, files, options) => {
    const { diagnostics } = await compiled(files, options);
    expect(marks(diagnostics)).toEqual([
      'services/a.service.ts:1:1 load/typescript-off: TypeScript specs are not run here [throw new Error("was run");]',
    ]);
    expect(diagnostics[0]?.help).toContain("write it in YAML");
  });

  it("a workspace that cannot be read may forbid it: then none is run", async () => {
    const { diagnostics } = await compiled({ ...touching(""), "tocsin.yaml": "version: 1\nworkspace: demo\n  x: [\n" });
    expect(diagnostics.some(({ title }) => title.includes("was run"))).toBe(false);
  });

  it("executable configuration cannot", async () => {
    const config = (text: string) => ({
      "services/a.service.yaml": "version: 1\nservice: a\nowner: web\n",
      "tocsin.config.ts": `import { workspace } from "tocsin";\n${text}\n`,
    });
    const own = await compiled(
      config('export default workspace("demo", { teams: { web: {} }, policy: { typescript: "any" } } as never);'),
    );
    expect(marks(own.diagnostics)).toEqual([
      "tocsin.config.ts:2:66 load/typescript-policy: `policy.typescript` cannot be set by a file that is itself run [typescript]",
    ]);
    const off = await compiled(config('export default workspace("demo", {});'), { typescript: false });
    expect(marks(off.diagnostics)[0]).toContain("load/typescript-off");
    const both = await compiled({ "tocsin.yaml": yaml(), ...config('export default workspace("demo", {});') });
    expect(marks(both.diagnostics)).toEqual([
      "tocsin.yaml:2:1 load/two-workspaces: the folder holds `tocsin.config.ts` too, and one workspace has one file [workspace]",
    ]);
  });
});

describe("findings in TypeScript", () => {
  it("are silenced by // comments, also in a file that is imported", async () => {
    const { diagnostics } = await compiled({
      "tocsin.yaml": yaml("receivers: { oncall: { pagerduty: { routingKeyFile: /k } } }").replaceAll(
        "nobody",
        "oncall",
      ),
      "shared/slos.ts": `export const slos = {
  // tocsin-ignore lint/window-over-retention: Thanos keeps a year
  availability: { objective: "99%", window: "90d" },
};
`,
      "services/a.service.ts": `import { slos } from "../shared/slos.ts";
// tocsin-ignore lint/page-without-runbook: the team is new
export default { version: 1, service: "a", owner: "web", uses: "otel-http-server", slos };
// tocsin-ignore lint/unbounded-label: nothing to silence
`,
    });
    const byCode = (code: string) => diagnostics.filter((found) => found.code === code);
    expect(byCode("lint/page-without-runbook").map(({ suppressed }) => suppressed)).toEqual(["the team is new"]);
    expect(
      byCode("lint/window-over-retention")
        .filter(({ span }) => span.file.path === "shared/slos.ts")
        .map(({ suppressed }) => suppressed),
    ).toEqual(["Thanos keeps a year"]);
    expect(byCode("lint/unused-ignore").length).toBe(1);
  });

  it("have fixes in the syntax of the file, or none", () => {
    const fixed = (text: string, old: string, yamlText: string) => {
      const file = { path: "a.service.ts", text };
      const start = text.indexOf(old);
      const edit = { span: { file, start, end: start + old.length }, text: yamlText };
      const found = {
        code: "x/y",
        severity: "error",
        title: "t",
        span: edit.span,
        fix: { title: "f", edits: [edit] },
      } as const;
      return withTypescriptFix(found).fix?.edits[0]?.text;
    };
    expect(fixed("({ objectve: 1 })", "objectve", "objective")).toBe("objective");
    expect(fixed("({ agelimit: 1 })", "agelimit", "age-limit")).toBe('"age-limit"');
    expect(fixed("({ 'agelimit': 1 })", "'agelimit'", "age-limit")).toBe("'age-limit'");
    expect(fixed("({ objective: 99.9 })", "99.9", "99.9%")).toBe('"99.9%"');
    expect(fixed("({ objective: '99,9%' })", "'99,9%'", "99.9%")).toBe("'99.9%'");
    expect(fixed("({ objective: '99,9%' })", "'99,9%'", '"99.9%"')).toBe("'99.9%'");
    expect(fixed('({ native: "true" })', '"true"', "true")).toBe("true");
    expect(fixed('({ uses: "a" })', '"a"', "[a]")).toBeUndefined();
    expect(fixed('({ total: "sum(rate(x[5m]))" })', "sum(rate(x[5m]))", "x")).toBe("x");
    expect(fixed('({ total: "x" })', "x", 'x{a="b"}')).toBeUndefined();
    expect(fixed("({ slos: make() })", "make()", "x")).toBeUndefined();
    expect(fixed("// tocsin-ignore lint/x: y\n", "lint/x", "lint/z")).toBe("lint/z");
  });
});

describe("builders and units", () => {
  it("give what YAML would hold", () => {
    expect(service("a", { owner: "web", slos: {} })).toEqual({ version: 1, service: "a", owner: "web", slos: {} });
    expect([percent(99.95), percent(100 - 0.1), percent(100), ms(300), seconds(0), hours(36), perSecond(0.5)]).toEqual([
      "99.95%",
      "99.9%",
      "100%",
      "300ms",
      "0s",
      "36h",
      "0.5/s",
    ]);
    for (const wrong of [
      () => percent(Number.NaN),
      () => percent(-1),
      () => percent(1e-9),
      () => seconds(1.5),
      () => ms(-1),
      () => perSecond(Infinity),
    ])
      expect(wrong).toThrow(RangeError);
  });

  it("are typed: what is right compiles, and each mistake is a type error at its place", () => {
    const { stdout } = spawnSync(
      process.execPath,
      ["node_modules/typescript/bin/tsc", "-p", "test/types", "--pretty", "false"],
      { encoding: "utf8" },
    );
    const found = [...stdout.matchAll(/^test\/types\/(\S+)\((\d+),(\d+)\): error TS\d+: (.*)$/gm)].map(
      ([, file, line, column, message]) => ({
        file,
        line: Number(line),
        column: Number(column),
        message: message ?? "",
      }),
    );
    const lines = readFileSync("test/types/wrong.ts", "utf8").split("\n");
    const expected = lines.flatMap((text, at) => {
      const [, column, words] = /^\s*\/\/~ (\d+) (.+)$/.exec(text) ?? [];
      return column === undefined || words === undefined ? [] : [{ line: at, column: Number(column), words }];
    });
    expect(found.filter(({ file }) => file !== "wrong.ts")).toEqual([]);
    expect(found.map(({ line, column }) => `${line}:${column}`)).toEqual(
      expected.map(({ line, column }) => `${line}:${column}`),
    );
    for (const [at, { words }] of expected.entries()) expect(found[at]?.message).toContain(words);
    expect(expected.length).toBeGreaterThanOrEqual(15);
  });
});

describe("without TypeScript", () => {
  it("nothing of it is loaded", () => {
    const folder = workspaceOf({
      "tocsin.yaml": yaml(),
      "services/a.service.yaml": "version: 1\nservice: a\nowner: web\n",
    });
    const loaded = execFileSync(
      process.execPath,
      [
        "--import",
        `data:text/javascript,process.on("exit",()=>console.error(process.report.getReport().sharedObjects.join("\\n")))`,
        "dist/bin/tocsin.js",
        "check",
        folder,
      ],
      { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
    );
    expect(loaded).not.toContain("oxc");
  });
});
