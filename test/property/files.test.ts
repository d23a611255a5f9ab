import fc from "fast-check";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { run } from "../../src/cli/run.ts";
import { failure } from "../../src/host/failure.ts";
import type { Host } from "../../src/host/host.ts";
import { type MemoryHost, memoryProcesses } from "../../src/host/memory.ts";
import { compile, type Files, hostOf, open } from "./base.ts";
import { every, property, tellCases } from "./cases.ts";
import { placesOf, print, withText } from "./places.ts";

tellCases();

/** Small enough to be written a thousand times. */
const service = (name: string, objective = "99%") =>
  `version: 1\nservice: ${name}\nowner: shop\nmatch: { job: ${name} }\nslis: { calls: { type: availability, prometheus: { total: t, bad: b } } }\nslos: { calls: { objective: ${objective}, alerting: null } }\n`;
const workspace = `version: 1
workspace: files
specs: ["services/**/*.service.yaml"]
output: generated
environments: { production: { labels: { env: prod } } }
teams: { shop: { notify: { page: oncall, ticket: oncall } } }
receivers: { oncall: { pagerduty: { routingKeyFile: /etc/alertmanager/secrets/pagerduty } } }
targets: { prometheus: { retention: 40d } }
`;
const kit = `version: 1\nkit: own\nslis: { own: { type: availability, prometheus: { total: t, bad: b } } }\n`;
const files = {
  "tocsin.yaml": workspace,
  "kits/own.kit.yaml": kit,
  "services/a.service.yaml": service("a"),
  "services/b.service.yaml": service("b"),
};

interface Run {
  readonly status: number;
  readonly printed: string;
}

/** Each run is a process of its own. */
let processes = 0;

async function tocsin(host: MemoryHost, ...args: readonly string[]): Promise<Run> {
  let printed = "";
  const stream = { isTerminal: false, columns: 120, write: (text: string) => void (printed += text) };
  const io = {
    host,
    processes: memoryProcesses(`here ${++processes} 1`),
    folder: "/w",
    today: "2026-11-25",
    variables: {},
    stdout: stream,
    stderr: stream,
    readStdin: async () => new Uint8Array(),
    asker: () => undefined,
  };
  const status = await run(args, io);
  expect(printed).not.toContain("this is a bug in tocsin");
  return { status, printed };
}

const changing = new Set<keyof Host>([
  "writeFile",
  "createExclusive",
  "makeFolder",
  "rename",
  "removeFile",
  "removeEmptyFolder",
]);

/** Every place that a run writes to. */
function watch(host: MemoryHost): Set<string> {
  const touched = new Set<string>();
  host.before = (operation, path) => void (changing.has(operation) && touched.add(path));
  return touched;
}

const names = fc.constantFrom(
  "..",
  "../x",
  "../../x",
  "/x",
  "/w/tocsin.yaml",
  "/etc/passwd",
  "a/../../x",
  "a/b",
  ".",
  "",
  ".tocsin",
  ".tocsin/new",
  "generated/../services",
  "services",
  "manifest.json",
  "a\\..\\b",
  "C:/x",
  "C:\\x",
  "con",
  "CON",
  "nul.yaml",
  "a:b",
  "a\nb",
  "a ",
  "a.",
  "~",
  "$HOME",
  "${service}",
  "*",
  "?",
  "-rf",
  "é",
  "\u202ea",
  "x".repeat(300),
  "__proto__",
  "constructor",
  "A",
  "kits",
  "tocsin.yaml",
  "./a",
  "a//b",
  "file:///x",
);
const small: Readonly<Record<string, string>> = { ...files };
const named = Object.entries(small).flatMap(([file, spec]) =>
  placesOf(parse(spec))
    .filter(({ part, path }) => part === "key" || path.length === 1 || path[0] === "specs")
    .map((place) => [file, place] as const),
);

property(
  "nothing is written outside the output, whatever a name is",
  200,
  fc.tuple(fc.constantFrom(...named), names),
  async ([[file, place], name]) => {
    const spec = withText(parse(small[file]!), place, print(name));
    const host = hostOf({ ...small, [file]: spec });
    const touched = watch(host);
    await tocsin(host, "generate");
    const output = (parse(spec) as { output?: unknown }).output;
    const own = file === "tocsin.yaml" && typeof output === "string" ? output.replace(/^(\.\/)+/, "") : "generated";
    for (const path of touched) {
      expect(path.startsWith("/w/"), path).toBe(true);
      expect(path === `/w/${own}` || path.startsWith(`/w/${own}/`) || `/w/${own}`.startsWith(`${path}/`), path).toBe(
        true,
      );
    }
    for (const [path, text] of Object.entries({ ...small, [file]: spec }))
      expect(host.tree(`/w/${path}`)).toEqual({ [`/w/${path}`]: text });
  },
);

const mostOperations = 140;
const codes = ["EACCES", "EPERM", "ENOENT", "EIO", "ENOSPC", "EROFS", "EMFILE", "ENOTDIR"] as const;

/** The output without what a run keeps there while it works. */
const outputOf = (host: MemoryHost) =>
  Object.fromEntries(Object.entries(host.tree("/w/generated")).filter(([path]) => !path.includes("/.tocsin")));

async function whole(specs: Files): Promise<Record<string, string>> {
  const host = hostOf(specs);
  expect((await tocsin(host, "generate")).status).toBe(0);
  return outputOf(host);
}
const later = { ...files, "services/a.service.yaml": service("a", "99.5%"), "services/c.service.yaml": service("c") };

it("every operation can fail, once or from then on", async () => {
  const [old, now] = [await whole(files), await whole(later)];
  const host = hostOf({
    ...later,
    ...Object.fromEntries(Object.entries(old).map(([path, text]) => [path.slice(3), text])),
  });
  let operations = 0;
  host.before = () => void operations++;
  expect((await tocsin(host, "generate")).status).toBe(0);
  expect(outputOf(host)).toEqual(now);
  // As many as are tried below.
  expect(operations).toBeLessThanOrEqual(mostOperations);
  expect(operations).toBeGreaterThan(mostOperations / 2);
});

every(
  "a file that cannot be read, vanishes, or a disk that is full, at each operation",
  () => Array.from({ length: mostOperations }, (_, nth) => [nth, codes[nth % codes.length]!, nth % 3 === 0] as const),
  async ([nth, code, stays]) => {
    const [old, now] = await (states ??= Promise.all([whole(files), whole(later)]));
    const host = hostOf({
      ...later,
      ...Object.fromEntries(Object.entries(old).map(([path, text]) => [path.slice(3), text])),
    });
    let left = nth;
    host.before = (operation, path) => {
      left--;
      if (left !== -1 && !(stays && left < -1 && changing.has(operation))) return;
      throw failure("use", path, code);
    };
    await tocsin(host, "generate");
    const tree = outputOf(host);
    for (const [path, text] of Object.entries(tree)) expect([old[path], now[path]], path).toContain(text);
    host.before = undefined;
    const next = await tocsin(host, "generate");
    expect(next.status, `${nth} ${code}: ${next.printed}`).toBe(0);
    expect(outputOf(host)).toEqual(now);
    expect(host.folders("/w").filter((path) => path.includes(".tocsin"))).toEqual([]);
  },
);
let states: Promise<readonly [Record<string, string>, Record<string, string>]> | undefined;

const links: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "a spec": { "services/x.service.yaml": "/secret/a.service.yaml" },
  "a folder of specs": { "services/more": "/secret" },
  "a kit": { "kits/x.kit.yaml": "/secret/a.service.yaml" },
  "the folder of kits": { "kits/more": "/secret" },
  "the output": { generated: "/secret" },
  "a folder of the output": { "generated/production": "/secret" },
  "the work of a run": { "generated/.tocsin": "/secret" },
  "the manifest": { "generated/manifest.json": "/secret/a.service.yaml" },
  "a link in a circle": { "services/x": "..", "services/y": "y" },
  "a link to nothing": { "services/x.service.yaml": "/nowhere", "kits/y.kit.yaml": "../nothing" },
};
every(
  "a link out of the workspace",
  () => Object.entries(links),
  async ([name, some]) => {
    const host = hostOf(files, some);
    const secret = "version: 1\nservice: secret-name\nowner: nobody\nslos: { a: 99% }\n";
    host.edit("/secret/a.service.yaml", secret);
    const { printed } = await tocsin(host, "generate");
    expect(host.tree("/secret"), name).toEqual({ "/secret/a.service.yaml": secret });
    expect(printed, name).not.toContain("secret-name");
    expect(
      Object.entries(host.tree("/w")).filter(([, text]) => text.includes("secret-name")),
      name,
    ).toEqual([]);
  },
);

every(
  "names that differ in case alone",
  () => ["services", "alerts"],
  async (kind) => {
    const other =
      kind === "services"
        ? service("A")
        : `${service("c")}alerts: { DiskFull: { when: up == 0 }, DiskFULL: { when: up == 0 } }\n`;
    const { diagnostics, ok } = compile(await open({ ...files, "services/A.service.yaml": other }), false);
    expect(ok).toBe(false);
    expect(diagnostics.filter(({ severity }) => severity === "error").map(({ span }) => span.file.path)).toContain(
      "services/A.service.yaml",
    );
  },
);

const many = (count: number, text: string) => text.repeat(count);
const spec = (rest: string) => `version: 1\nservice: a\nowner: shop\n${rest}`;
const source = (total: string) =>
  spec(`slis: { calls: { type: availability, prometheus: { total: '${total}', bad: b } } }\nslos: { calls: 99% }\n`);
const large: Readonly<Record<string, () => string>> = {
  "10,000 brackets": () => spec(`labels: ${many(10_000, "[")}${many(10_000, "]")}\n`),
  "10,000 braces": () => spec(`labels: ${many(10_000, "{ a: ")}${many(10_000, "}")}\n`),
  "10,000 dashes": () => spec(`targets:\n  ${many(10_000, "- ")}a\n`),
  "1,400 levels of a block": () => spec(Array.from({ length: 1400 }, (_, level) => `${many(level, " ")}a:\n`).join("")),
  "10,000 parentheses in PromQL": () => source(`${many(10_000, "(")}a${many(10_000, ")")}`),
  "10,000 calls in PromQL": () => source(`${many(10_000, "rate(")}a${many(10_000, ")")}`),
  "10,000 signs in PromQL": () => source(`${many(10_000, "-")}a`),
  "10,000 terms in PromQL": () => source(many(10_000, "a + ") + "a"),
  "10,000 groups in a regex": () => source(`t{a=~"${many(10_000, "(")}a${many(10_000, ")")}"}`),
  "repeats of repeats in a regex": () => source(`t{a=~"${many(30, "(")}a${many(30, "{1000})")}"}`),
  "10,000 holes": () => source(`t{${Array.from({ length: 10_000 }, (_, index) => `a="\${v${index}}"`).join(",")}}`),
  "a bomb of aliases": () =>
    `a: &a [x, x, x]\n${[..."bcdefghijk"].map((name, index) => `${name}: &${name} [${many(9, `*${"abcdefghijk"[index]}, `)}]`).join("\n")}\n`,
  "200,000 holes in a text": () => spec(`description: "${many(200_000, "${")}"\n`),
  "100,000 sources of an SLI": () =>
    spec(
      `slis: { calls: { type: availability, prometheus: { total: [${many(100_000, "t, ")}t], bad: b } } }\nslos: { calls: 99% }\n`,
    ),
  "30,000 kits": () =>
    spec(`uses:\n${Array.from({ length: 30_000 }, (_, index) => `  u${index}: { kit: otel-http-server }\n`).join("")}`),
  "500,000 empty lines and a hole": () => spec(`description: |\n  a\n${many(500_000, "\n")}  \${b}\n`),
  "50,000 matchers": () =>
    spec(
      `match: { ${Array.from({ length: 50_000 }, (_, index) => `l${index}: a`).join(", ")} }\nslis: { calls: { type: availability, prometheus: { total: t, bad: b } } }\nslos: { calls: 99% }\n`,
    ),
  "2,000 comments that silence nothing": () => `${many(2000, "# tocsin-ignore lint/x: because\n")}${spec("")}`,
  "a text of 10 MB": () => spec(`description: ${many(10 * 1024 * 1024, "x")}\n`),
  "a text of a million": () => spec(`description: ${many(1_000_000, "x")}\n`),
  "a number of a million digits": () => spec(`traffic: ${many(1_000_000, "9")}/s\n`),
  "10,000 unknown keys": () => spec(Array.from({ length: 10_000 }, (_, index) => `k${index}: 1\n`).join("")),
  "10,000 services to depend on": () =>
    spec(`dependsOn: [${Array.from({ length: 10_000 }, (_, index) => `s${index}`).join(", ")}]\n`),
  "100,000 open quotes": () => spec(`description: "${many(100_000, '"')}`),
  "100,000 template brackets": () => spec(`alerting: { summary: "${many(100_000, "{{")}" }\n`),
};
every(
  "a great deal of one thing",
  () => Object.entries(large),
  async ([, make]) => {
    compile(await open({ ...files, "services/a.service.yaml": make() }), false);
  },
);

every(
  "a workspace of 3,000 services",
  () => [3000],
  async (count) => {
    const all = Array.from({ length: count }, (_, index) => [
      `services/${index % 50}/s${index}.service.yaml`,
      service(`s${index}`),
    ]);
    const { ok } = compile(await open({ "tocsin.yaml": workspace, ...Object.fromEntries(all) }), false);
    expect(ok).toBe(true);
  },
);
