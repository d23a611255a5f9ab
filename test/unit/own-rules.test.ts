/** Rules of a workspace's own on a real disk, in the process that runs them, on the Node that runs the tests. The process is the one that was built. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { plainNames } from "../../src/1-load/typescript/load.ts";
import * as author from "../../src/author/author.ts";
import * as ruleAuthor from "../../src/author/rules.ts";
import { compileProject, openProject, type OpenOptions } from "../../src/compile.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { linesOf } from "../../src/diagnostics/position.ts";
import { nodeHost } from "../../src/host/node.ts";
import { fromNative } from "../../src/host/paths.ts";
import * as library from "../../src/index.ts";
import { exampleFiles } from "../../src/own-rules/example.ts";
import { readExample, tocsin } from "../support/examples.ts";
import { readFixture } from "../support/findings.ts";

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

type Files = Readonly<Record<string, string>>;
const today = "2026-11-25";
const yaml = (policy = "") => `version: 1
workspace: demo
specs: ["services/*.service.{yaml,ts}"]
teams: { web: { notify: { page: nobody, ticket: nobody } } }
environments: { production: { labels: { env: production } }, staging: { labels: { env: staging } } }
${policy}`;
const cart = `version: 1
service: cart
owner: web
match: { job: cart }
links: { runbook: "https://wiki.example/cart" }
slis:
  requests: { type: availability, prometheus: { total: cart_total, bad: 'cart_total{code="5"}' } }
slos: { requests: 99.9% }
`;

function workspaceOf(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-own-"));
  made.push(folder);
  for (const [path, text] of Object.entries({ ".git/HEAD": "", ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return fromNative(folder);
}

async function opened(files: Files | string, options: Partial<OpenOptions> = {}) {
  const folder = typeof files === "string" ? files : workspaceOf(files);
  const project = await openProject({
    host: nodeHost(),
    folder,
    messages: false,
    typescriptTimeLimit: 20_000,
    ownRules: { today },
    ...options,
  });
  return { closed: project.closed, diagnostics: compileProject(project, { today, artifacts: false }).diagnostics };
}

async function found(files: Files | string, options: Partial<OpenOptions> = {}): Promise<readonly Diagnostic[]> {
  return (await opened(files, options)).diagnostics;
}

/** `path:line:column severity code: title [marked text]`, of own rules and of what is said about them. */
function marks(
  diagnostics: readonly Diagnostic[],
  codes = /^(?:own\/|load\/rule|load\/two|load\/typescript|lint\/.*ignore|lint\/unknown)/,
) {
  return diagnostics
    .filter(({ code }) => codes.test(code))
    .map(({ span, severity, code, title, suppressed }) => {
      const { line, column } = linesOf(span.file.text).positionOf(span.start);
      const marked = span.file.text.slice(span.start, span.end).split("\n")[0];
      return `${span.file.path}:${line}:${column} ${suppressed === undefined ? severity : "silenced"} ${code}: ${title} [${marked}]`;
    });
}

const withRules = (rules: string, head = ""): string =>
  `import { defineRule, pointer, walk } from "tocsin";\n${head}export const rules = [\n${rules}\n];\n`;

/** Two rules, one that looks at each service and one that looks at all of them. */
const useful = withRules(`  defineRule({
    name: "runbook-on-our-host",
    severity: (service) => (service.tier === "critical" ? "error" : "warning"),
    summary: "runbooks stand on our host",
    check(service, report, { today }) {
      const { runbook } = service.links;
      if (runbook === undefined || runbook.startsWith("https://runbooks.example/")) return;
      const origin = service.resolved.originOf(pointer("links", "runbook"));
      const { file, start, end } = origin.span;
      report(origin, {
        title: \`\\\`\${runbook}\\\` is not on our host on \${today}\`,
        help: "move it",
        labels: [{ span: service.origin.span, text: "of this service" }],
        fix: { title: "use our host", edits: [{ span: { file, start, end }, text: '"https://runbooks.example/' + service.name + '"' }] },
      });
    },
  }),
  defineRule({
    name: "no-two-alike",
    severity: "info",
    summary: "no two services count the same",
    checkWorkspace(workspace, services, report) {
      for (const { reads, environment } of services)
        for (const { origin, selector } of reads) report(origin, { title: \`\\\`\${selector.name}\\\` is counted in \${environment} of \${workspace.name}\` });
    },
  }),`);

describe("rules of a workspace's own", () => {
  it("look at each service in each environment and at all of them, and their findings are silenced, locked and weighed like any", async () => {
    const silenced = `# tocsin-ignore-file own/no-two-alike(b_total): a test\n${cart
      .replaceAll("cart", "b")
      .replace("links:", "# tocsin-ignore own/runbook-on-our-host: a test\nlinks:")}`;
    const unused = cart
      .replaceAll("cart", "c")
      .replace("https://wiki.example", "https://runbooks.example")
      .replace("links:", "# tocsin-ignore own/runbook-on-our-host: nothing here\nlinks:")
      .replace("slos:", "# tocsin-ignore own/no-two-alikes: misspelt\nslos:");
    const { diagnostics, closed } = await opened({
      "tocsin.yaml": yaml(
        "policy: { rules: { no-two-alike: warning, no-such-rule: error }, locked: [no-two-alike] }\n",
      ),
      "tocsin.config.ts": useful,
      "services/cart.service.yaml": cart.replace("owner:", "tier: critical\nowner:"),
      "services/b.service.yaml": silenced,
      "services/c.service.yaml": unused,
      "services/typed.service.ts": `import { service } from "tocsin";
const runbook = "https://wiki.example/typed";
export default service("typed", { owner: "web", links: { runbook } });
`,
    });
    const [at, elsewhere] = ["is not on our host on 2026-11-25", "https://wiki.example"];
    const counted = (path: string, name: string) =>
      ["production", "staging"].map(
        (environment) => `${path} warning own/no-two-alike: \`${name}\` is counted in ${environment} of demo [${name}]`,
      );
    expect(marks(diagnostics)).toEqual([
      "services/b.service.yaml:1:22 warning lint/ignore-not-allowed: `own/no-two-alike` cannot be silenced: the workspace's `policy.locked` names it [own/no-two-alike]",
      `services/b.service.yaml:7:19 silenced own/runbook-on-our-host: \`${elsewhere}/b\` ${at} ["${elsewhere}/b"]`,
      ...counted("services/b.service.yaml:9:56", "b_total"),
      "services/c.service.yaml:5:1 warning lint/unused-ignore: nothing here is found by `own/runbook-on-our-host` [# tocsin-ignore own/runbook-on-our-host: nothing here]",
      ...counted("services/c.service.yaml:8:56", "c_total"),
      "services/c.service.yaml:9:17 warning lint/ignore-of-unknown-code: there is no finding `own/no-two-alikes` to silence [own/no-two-alikes]",
      `services/cart.service.yaml:6:19 error own/runbook-on-our-host: \`${elsewhere}/cart\` ${at} ["${elsewhere}/cart"]`,
      ...counted("services/cart.service.yaml:8:56", "cart_total"),
      // where a constant is written, as for built-in rules
      `services/typed.service.ts:2:17 warning own/runbook-on-our-host: \`${elsewhere}/typed\` ${at} ["${elsewhere}/typed"]`,
      "tocsin.yaml:6:43 warning lint/unknown-rule: there is no lint rule `no-such-rule` [no-such-rule]",
    ]);
    const one = diagnostics.find(({ code, severity }) => code === "own/runbook-on-our-host" && severity === "error")!;
    // The answer may be kept for a run that reads the same.
    expect(closed).toBe(true);
    expect(one.help).toBe("move it");
    expect(one.labels?.map(({ span, text }) => [span.file.text.slice(span.start, span.end), text])).toEqual([
      ["cart", "of this service"],
    ]);
    expect(one.fix?.edits.map(({ text }) => text)).toEqual(['"https://runbooks.example/cart"']);
  });

  it("of examples/own-rules find what their examples say, and nothing in its service", async () => {
    const files = readExample("own-rules");
    const { status, printed } = await tocsin(files, "rules", "--test");
    expect([status, printed]).toEqual([0, "4 examples of 2 rules: as they say\n"]);
  });

  it("give what built-in rules give: those that are pasted there find the same", async () => {
    // Some of each kind: of expressions, of arithmetic, of texts, of all services together, of routes.
    const pasted = [
      "counter-without-rate",
      "minimum-errors-out-of-reach",
      "objective-over-dependencies",
      "page-without-runbook",
      "rate-of-sum",
      "selector-without-matcher",
      "slos-over-same-events",
      "unknown-metric",
      "unknown-template-label",
      "unreachable-alert",
      "unreachable-threshold",
      "unused-sli",
    ].map((name) => {
      const text = readFileSync(`src/4-lint/rules/${name}/rule.ts`, "utf8");
      const ofTocsin = text
        .replace(/from "\.\.[^"]*"/g, 'from "tocsin"')
        // of the two functions of this name the author's makes texts of specs
        .replace(/\bpercent\b(?=[^"]*from "tocsin")/, "percentOf as percent");
      return { name, text: ofTocsin, exported: /export const (\w+) = defineRule/.exec(text)![1]! };
    });
    const services: Record<string, string> = {};
    for (const { name } of pasted)
      for (const file of readdirSync(`test/rules/${name}`)
        .filter((one) => one.startsWith("invalid"))
        .slice(0, 2)) {
        const { files } = readFixture(readFileSync(`test/rules/${name}/${file}`, "utf8"));
        const own = Object.entries(files).filter(([path]) => path.endsWith(".service.yaml"));
        for (const [at, [, text]] of own.entries()) {
          const unique = `s${Object.keys(services).length}-${at}`;
          services[`services/${unique}.service.yaml`] = text.replace(/^service: .*/m, `service: ${unique}`);
        }
      }
    const specs = Object.entries(readExample("shop")).filter(([path]) => !path.startsWith("generated/"));
    const diagnostics = await found({
      ...Object.fromEntries(specs),
      ...services,
      ...Object.fromEntries(pasted.map(({ name, text }) => [`rules/${name}.ts`, text])),
      "tocsin.config.ts": `${pasted.map(({ name, exported }) => `import { ${exported} } from "./rules/${name}.ts";`).join("\n")}
export const rules = [${pasted.map(({ exported }) => exported).join(", ")}];
`,
    });
    const of = (phase: string) =>
      diagnostics
        .filter(({ code }) => pasted.some(({ name }) => code === `${phase}/${name}`))
        .map(({ code, severity, title, note, help, span, labels, fix }) => ({
          severity,
          title,
          note,
          help,
          name: code.slice(code.indexOf("/") + 1),
          at: `${span.file.path} ${span.start} ${span.end}`,
          labels: labels?.map(({ span: at, text }) => `${at.file.path} ${at.start} ${at.end} ${text}`),
          fix: fix?.edits.map(({ span: at, text }) => `${at.file.path} ${at.start} ${at.end} ${text}`),
        }))
        .map((one) => JSON.stringify(one))
        .sort();
    expect(marks(diagnostics, /^load\/rule-(?!built-in)/)).toEqual([]);
    expect(of("own")).toEqual(of("lint"));
    expect(of("lint").length).toBeGreaterThan(15);
    expect(diagnostics.filter(({ code }) => code === "load/rule-built-in").length).toBe(pasted.length);
  });
});

describe("a file of rules that cannot be used", () => {
  it("is told rule by rule, and none is run", async () => {
    const diagnostics = await found({
      "tocsin.yaml": yaml(),
      "services/cart.service.yaml": cart,
      "tocsin.config.ts": withRules(`  "a text",
  defineRule({ name: "Not A Name", severity: "error", summary: "x", check() {} }),
  { severity: "error", summary: "x", check() {} },
  { name: "fatal", severity: "fatal", summary: "x", check() {} },
  { name: "mute", severity: "info", summary: " ", check() {} },
  { name: "blind", severity: "info", summary: "x" },
  { name: "typo", severity: "info", summary: "x", chek() {}, bad: 1 },
  { name: "twin", severity: "info", summary: "x", check() {} },
  { name: "twin", severity: "info", summary: "x", check() {} },
  { name: "unused-sli", severity: "info", summary: "x", check(service, report) { report(service.origin, { title: "never" }); } },`),
    });
    expect(marks(diagnostics)).toEqual([
      'tocsin.config.ts:3:3 error load/rule-malformed: a text is no rule ["a text"]',
      'tocsin.config.ts:4:22 error load/rule-malformed: `Not A Name` is no name of a rule ["Not A Name"]',
      "tocsin.config.ts:5:5 error load/rule-malformed: a rule has no `name` [severity]",
      'tocsin.config.ts:6:30 error load/rule-malformed: `fatal` is no severity ["fatal"]',
      'tocsin.config.ts:7:46 error load/rule-malformed: the rule `mute` has no `summary` [" "]',
      'tocsin.config.ts:8:3 error load/rule-malformed: the rule `blind` looks at nothing [{ name: "blind", severity: "info", summary: "x" }]',
      "tocsin.config.ts:9:51 error load/rule-malformed: `chek` is not a key of a rule [chek]",
      "tocsin.config.ts:9:67 error load/rule-malformed: the `bad` of a rule is a number [1]",
      'tocsin.config.ts:11:11 error load/rule-twice: two rules have the name `twin` ["twin"]',
      'tocsin.config.ts:12:11 warning load/rule-built-in: `unused-sli` is the name of a built-in rule too ["unused-sli"]',
    ]);
    for (const { code, help } of diagnostics) if (code.startsWith("load/rule")) expect(help, code).toBeTruthy();
  });

  it.each([
    [
      "no list",
      'export const rules = { name: "x" };\n',
      "tocsin.config.ts:1:24 error load/rules-list: what is exported as `rules` is a map [name]",
    ],
    [
      "nothing",
      "export const rule = [];\n",
      "tocsin.config.ts:1:1 error load/rules-list: what is exported as `rules` is nothing [export const rule = [];]",
    ],
    [
      "throws",
      'export const rules = [];\nthrow new Error("not today");\n',
      'tocsin.config.ts:2:1 error load/typescript-threw: the spec throws: not today [throw new Error("not today");]',
    ],
    [
      "a second workspace",
      "export const rules = [];\nexport default {};\n",
      "tocsin.yaml:2:1 error load/two-workspaces: the folder holds `tocsin.config.ts` too, and one workspace has one file [workspace]",
    ],
  ])("%s", async (_, text, expected) => {
    expect(
      marks(await found({ "tocsin.yaml": yaml(), "services/cart.service.yaml": cart, "tocsin.config.ts": text })),
    ).toEqual([expected]);
  });

  it("is not run where no TypeScript is, which is told; what it would have found is left open", async () => {
    const files = {
      "tocsin.yaml": yaml("policy: { rules: { runbook-on-our-host: error } }\n"),
      "services/cart.service.yaml": cart.replace("links:", "# tocsin-ignore own/runbook-on-our-host: later\nlinks:"),
      "tocsin.config.ts": useful,
    };
    const told = [
      'tocsin.config.ts:1:1 warning load/rules-off: `tocsin.config.ts` was not run, nor the workspace\'s own rules in it [import { defineRule, pointer, walk } from "tocsin";]',
    ];
    expect(marks(await found(files, { typescript: false }))).toEqual(told);
    const off = {
      ...files,
      "tocsin.yaml": yaml("policy: { typescript: off, rules: { runbook-on-our-host: error } }\n"),
    };
    expect(marks(await found(off))).toEqual(told);
    expect(marks(await found(files, { ownRules: false }))).toEqual([]);
  });
});

describe("a rule that does not behave", () => {
  it("is told at its own line, and stops no other", async () => {
    const bad = (name: string, body: string, rest = 'severity: "info", summary: "x"') =>
      `  defineRule({ name: "${name}", ${rest}, check: (service, report) => {\n    ${body}\n  } }),`;
    const place = "const { file } = service.origin.span;\n    ";
    const { diagnostics, closed } = await opened(
      {
        "tocsin.yaml": yaml(),
        "services/cart.service.yaml": cart,
        "rules/throws.ts":
          "export const fail = (service: { name: string }): never => {\n  throw new TypeError(`no \\u001b[31m${service.name}`);\n};\n",
        "tocsin.config.ts": withRules(
          [
            bad("throws", "fail(service);"),
            bad("endless", "for (;;) {}"),
            bad("waits", "return Promise.resolve();"),
            bad(
              "elsewhere",
              'report({ from: "spec", span: { file: { path: "/etc/passwd", text: "" }, start: 0, end: 0 } }, { title: "x" });',
            ),
            bad("beyond", `${place}report({ from: "spec", span: { file, start: 0, end: 1e6 } }, { title: "x" });`),
            bad("untitled", 'report(service.origin, { title: " " });'),
            bad(
              "overlapping",
              `${place}report(service.origin, { title: "x", fix: { title: "y", edits: [{ span: { file, start: 0, end: 5 }, text: "" }, { span: { file, start: 4, end: 6 }, text: "" }] } });`,
            ),
            bad(
              "foreign",
              'report(service.origin, { title: "x", fix: { title: "y", edits: [{ span: { file: { path: "a", text: "" }, start: 0, end: 0 }, text: "" }] } });',
            ),
            bad("fatal", "", 'severity: () => "fatal", summary: "x"'),
            bad("flood", "for (let at = 0; at < 1002; at++) report(service.origin, { title: `number ${at}` });"),
            bad("writes", 'writeFileSync("/tmp/tocsin-own-rule", "x");'),
            bad("changes", "(service.slos as object[]).push({});"),
            bad(
              "good",
              'report(service.origin, { title: `\\u001b[2Jline\\nbreak \\u202e in ${service.environment}`, help: "\\u0007" });',
            ),
          ].join("\n"),
          'import { writeFileSync } from "node:fs";\nimport { fail } from "./rules/throws.ts";\n',
        ),
      },
      { typescriptTimeLimit: 2000 },
    );
    const told = marks(diagnostics).filter((mark) => !mark.includes("own/flood"));
    const misused = (place: string, name: string, problem: string, marked: string) =>
      expect.stringMatching(
        new RegExp(
          `^tocsin\\.config\\.ts:${place} error load/rule-misused: the rule \`${name}\` cannot be heard: ${problem} \\[${marked}`,
        ),
      ) as string;
    const atReport = (line: number, name: string, problem: string) => misused(`${line}:5`, name, problem, "report\\(");
    expect(told).toEqual([
      // On the module's own line, and with nothing that a terminal obeys.
      "rules/throws.ts:2:3 error load/rule-threw: the rule `throws` throws: no  [31mcart [throw new TypeError(`no \\u001b[31m${service.name}`);]",
      "services/cart.service.yaml:2:10 info own/good: [2Jline break   in production [cart]",
      "services/cart.service.yaml:2:10 info own/good: [2Jline break   in staging [cart]",
      "tocsin.config.ts:8:65 error load/rule-timeout: the rule `endless` does not end within 2s [check]",
      misused("11:63", "waits", "its `check` returns a promise", "check\\]"),
      atReport(15, "elsewhere", "it reports a place that is none of this workspace"),
      atReport(19, "beyond", "it reports a place that is none of this workspace"),
      atReport(22, "untitled", "it reports a finding without a `title`"),
      atReport(26, "overlapping", "it reports a `fix` whose edits overlap"),
      atReport(29, "foreign", "it reports a `fix` of a text that is none of this workspace"),
      misused("31:31", "fatal", "its `severity` gives `fatal`", "severity\\]"),
      misused("35:39", "flood", "it reports more than 1000 findings at once", "report\\("),
      'tocsin.config.ts:38:5 error load/rule-threw: the rule `writes` may not write `/tmp/tocsin-own-rule` [writeFileSync("/tmp/tocsin-own-rule", "x")]',
      "tocsin.config.ts:41:5 error load/rule-threw: the rule `changes` throws: Cannot add property 1, object is not extensible [(service.slos as object[]).push({})]",
    ]);
    expect(existsSync("/tmp/tocsin-own-rule")).toBe(false);
    // It asks Node's own modules, which may say something else the next time.
    expect(closed).toBe(false);
    // In each of the two environments.
    expect(diagnostics.filter(({ code }) => code === "own/flood").length).toBe(1000);
    for (const { code, help, note } of diagnostics)
      if (code.startsWith("load/rule"))
        expect([help, note], code).toEqual([expect.any(String), expect.stringContaining("`cart`")]);
  });

  it("prints nothing on its page that a terminal obeys", async () => {
    const page = String.raw`why: "one\r\ntwo \u001b]0;x\u0007 \u202e", bad: "a: \u001b[2J", fix: "\u009b31m"`;
    const rule = `  defineRule({ name: "paints", severity: "info", summary: "\\u001b[1m", check() {}, ${page} }),`;
    const files = { "tocsin.yaml": yaml(), "services/cart.service.yaml": cart, "tocsin.config.ts": withRules(rule) };
    const { printed } = await tocsin(files, "explain", "own/paints");
    expect(printed).toContain("\none\ntwo  ]0;x\n");
    expect(printed).toContain("\na:  [2J\n");
    expect(printed).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  });

  it("that ends its process is told, and the rest is compiled", async () => {
    const diagnostics = await found({
      "tocsin.yaml": yaml(),
      "services/cart.service.yaml": cart,
      "tocsin.config.ts": withRules(
        '  defineRule({ name: "ends", severity: "info", summary: "x", check() { process.kill(process.pid, "SIGKILL"); } }),',
      ),
    });
    expect(marks(diagnostics)).toEqual([
      "tocsin.config.ts:2:22 error load/rule-stopped: the process of the rules was stopped: it needs more than 1024 MiB of memory, or is killed [[]",
    ]);
  });
});

describe("what rules are written with", () => {
  it("is given by the package too, under the same names", () => {
    expect(Object.keys(author).toSorted()).toEqual([...plainNames].toSorted());
    expect(Object.keys(library)).toEqual(expect.arrayContaining(Object.keys(ruleAuthor)));
    expect(Object.keys(ruleAuthor)).toEqual(expect.arrayContaining([...plainNames, "defineRule", "walk"]));
  });

  it("an example stands in the place of the services, as one file or as several", () => {
    const texts = new Map([
      ["/w/tocsin.yaml", "a"],
      ["/w/kits/x.kit.yaml", "b"],
      ["/w/services/cart.service.yaml", "c"],
    ]);
    expect(exampleFiles("/w", texts, "\n    version: 1\n    service: x\n  ")).toEqual({
      texts: new Map([
        ["/w/tocsin.yaml", "a"],
        ["/w/kits/x.kit.yaml", "b"],
        ["/w/services/example.service.yaml", "version: 1\nservice: x\n"],
      ]),
      files: ["/w/services/example.service.yaml"],
    });
    const several = exampleFiles("/w", texts, "=== tocsin.yaml\nd\n=== services/a.service.yaml\ne\n");
    expect(several.texts.get("/w/tocsin.yaml")).toBe("d\n");
    expect(several.files).toEqual(["/w/services/a.service.yaml"]);
  });
});
