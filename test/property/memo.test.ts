/** An answer that is kept is the answer that a run would give, whatever happened to the files in between. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Io, Stream } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";
import { memoryHost, memoryProcesses, type MemoryHost } from "../../src/host/memory.ts";

const workspace = `version: 1
workspace: shop
teams: { web: { notify: { page: oncall, ticket: oncall } } }
receivers: { oncall: { pagerduty: { routingKeyFile: /etc/secret } } }
targets: { prometheus: { retention: 40d } }
`;
const kit = `version: 1
kit: gateway
parameters: { path: { type: text, default: / } }
slis: { front: { type: availability, prometheus: { total: 'gw_total{path="\${path}"}', bad: 'gw_bad{path="\${path}"}' } } }
`;
const service = (name: string, objective: string) => `version: 1
service: ${name}
owner: web
uses: gateway
slos: { front: ${objective} }
`;

const root = "/w";
const files = {
  [`${root}/tocsin.yaml`]: workspace,
  [`${root}/kits/gateway.kit.yaml`]: kit,
  [`${root}/services/cart.service.yaml`]: service("cart", "99.9%"),
  [`${root}/services/search.service.yaml`]: service("search", "99%"),
};
const cart = `${root}/services/cart.service.yaml`;
const cache = "/home/cache";

/** What people and programs do between two runs. */
const edits: Readonly<Record<string, (host: MemoryHost) => void>> = {
  nothing: () => undefined,
  "the same text again": (host) => host.edit(cart, host.tree()[cart] ?? service("cart", "99.9%")),
  "another objective": (host) => host.edit(cart, service("cart", "99.5%")),
  "the old objective": (host) => host.edit(cart, service("cart", "99.9%")),
  "a mistake": (host) => host.edit(cart, service("cart", "ninety")),
  "no YAML": (host) => host.edit(cart, "service: [\n"),
  "a suppression that ends": (host) =>
    host.edit(
      cart,
      `# tocsin-ignore-file lint/page-without-runbook until=2026-11-25: soon\n${service("cart", "99.9%")}`,
    ),
  "a new service": (host) => host.edit(`${root}/services/stock.service.yaml`, service("stock", "99%")),
  "a service less": (host) => remove(host, `${root}/services/search.service.yaml`),
  "another kit": (host) => host.edit(`${root}/kits/gateway.kit.yaml`, kit.replaceAll("gw_", "gateway_")),
  "no kit": (host) => remove(host, `${root}/kits/gateway.kit.yaml`),
  "another workspace": (host) =>
    host.edit(`${root}/tocsin.yaml`, workspace.replace("retention: 40d", "retention: 50d")),
  "an output less": (host) => remove(host, `${root}/generated/prometheus/cart.rules.yaml`),
  "an output edited": (host) => host.edit(`${root}/generated/prometheus/cart.rules.yaml`, "groups: []\n"),
  "an output with other line ends": (host) => {
    const path = `${root}/generated/prometheus/cart.rules.yaml`;
    const text = host.tree()[path];
    if (text !== undefined) host.edit(path, text.replaceAll("\n", "\r\n"));
  },
  "no manifest": (host) => remove(host, `${root}/generated/manifest.json`),
  "another run under way": (host) => host.edit(`${root}/generated/.tocsin/lock`, "elsewhere 1 1\n"),
  "no other run": (host) => remove(host, `${root}/generated/.tocsin/lock`),
};
/** What happens to the store alone. */
const harm: Readonly<Record<string, (host: MemoryHost) => void>> = {
  nothing: () => undefined,
  "cut short": (host) => eachKept(host, (path, text) => host.edit(path, text.slice(0, text.length / 2))),
  changed: (host) => eachKept(host, (path, text) => host.edit(path, text.replace("unchanged", "all fine!"))),
  emptied: (host) => eachKept(host, (path) => remove(host, path)),
};

function remove(host: MemoryHost, path: string): void {
  if (host.stat(path) !== undefined) host.removeFile(path);
}

function eachKept(host: MemoryHost, act: (path: string, text: string) => void): void {
  for (const [path, text] of Object.entries(host.tree(cache))) act(path, text);
}

const commands: readonly (readonly string[])[] = [
  ["check"],
  ["generate"],
  ["generate", "--json"],
  ["check", "--format", "json"],
  ["check", "services"],
];

async function call(host: MemoryHost, args: readonly string[], today: string, keeps: boolean) {
  const printed = { out: "", err: "" };
  const stream = (to: "out" | "err"): Stream => ({
    isTerminal: false,
    columns: undefined,
    write: (text) => void (printed[to] += text),
  });
  const io: Io = {
    host,
    processes: memoryProcesses(),
    folder: root,
    today,
    variables: {},
    ...(keeps && { cache: { folder: cache, build: "one" } }),
    stdout: stream("out"),
    stderr: stream("err"),
    readStdin: async () => new Uint8Array(),
    asker: () => undefined,
  };
  const status = await run(args, io);
  return { status, ...printed };
}

/** Mostly the first, so that an answer of an earlier step is still there to be asked for. */
const mostly = <T>(usual: T, others: readonly T[]) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const step = fc.record({
  edit: fc.constantFrom(...Object.keys(edits)),
  harm: mostly("nothing", Object.keys(harm)),
  command: mostly(["generate"], commands),
  today: mostly("2026-11-25", ["2026-11-26"]),
});
/** Every edit between two runs of a command, whatever the dice say. */
const fixed = Object.keys(edits).flatMap((edit) =>
  commands
    .slice(0, 2)
    .map((command) =>
      ["a suppression that ends", edit].map((one) => ({ edit: one, harm: "nothing", command, today: "2026-11-25" })),
    ),
);

describe("kept answers", () => {
  it("are those of a run without them: output, findings, status and files", { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 7 }), async (steps) => {
        const [kept, fresh] = [memoryHost({ files }), memoryHost({ files })];
        for (const { edit, harm: damage, command, today } of steps) {
          for (const host of [kept, fresh]) edits[edit]!(host);
          harm[damage]!(kept);
          // twice, so that the second answer can be a kept one
          for (const args of [command, command]) {
            expect(await call(kept, args, today, true)).toEqual(await call(fresh, args, today, false));
            expect(kept.tree(root)).toEqual(fresh.tree(root));
          }
        }
      }),
      { numRuns: fixed.length + 20, examples: fixed.map((steps) => [steps]) },
    );
  });

  it("are used when nothing changed, and for `--no-cache` not even then", async () => {
    const host = memoryHost({ files });
    const reads = async (args: readonly string[]) => {
      let count = 0;
      host.before = (operation, path) => void (count += operation === "readFile" && !path.startsWith(cache) ? 1 : 0);
      await call(host, args, "2026-11-25", true);
      host.before = undefined;
      return count;
    };
    await reads(["generate"]);
    expect(await reads(["generate"])).toBe(0);
    expect(await reads(["generate", "--no-cache"])).toBeGreaterThan(0);
    edits["another objective"]!(host);
    expect(await reads(["generate"])).toBeGreaterThan(0);
    await reads(["check"]);
    expect(await reads(["check"])).toBe(0);
  });
});
