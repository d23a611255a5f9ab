/** `generate --watch`: files are watched by the system itself, and the test edits them as a person would. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { Io, Stream } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";
import { nodeHost } from "../../src/host/node.ts";
import { fromNative } from "../../src/host/paths.ts";
import { nodeProcesses } from "../../src/host/processes.ts";
import { watchFolder } from "../../src/host/watch.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "tocsin-watch-")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const spec = (objective: string) => `version: 1
service: web
owner: web
links: { runbook: "https://runbooks.example/web" }
uses: prom-http
slos: { availability: ${objective} }
`;

it("writes again what a change gives, waits out mistakes, and ends when it is interrupted", async () => {
  mkdirSync(join(folder, "services"));
  writeFileSync(
    join(folder, "tocsin.yaml"),
    `version: 1
workspace: shop
teams: { web: { notify: { page: oncall, ticket: oncall } } }
receivers: { oncall: { pagerduty: { routingKeyFile: /etc/alertmanager/secrets/pagerduty } } }
targets: { prometheus: { retention: 40d } }
`,
  );
  const service = join(folder, "services/web.service.yaml");
  const rules = join(folder, "generated/prometheus/web.rules.yaml");
  writeFileSync(service, spec("99.9%"));

  const lines: string[] = [];
  let told: (() => void) | undefined;
  let interrupt = () => {};
  let err = "";
  const out: Stream = {
    isTerminal: false,
    columns: undefined,
    write(text) {
      lines.push(text);
      told?.();
    },
  };
  /** The next line that the command prints. */
  const next = async () => {
    const at = lines.length;
    while (lines.length === at) await new Promise<void>((resolve) => (told = resolve));
    return lines[at]!.replace(/\(\d+ ms/, "(… ms");
  };
  const io: Io = {
    host: nodeHost(),
    processes: nodeProcesses(),
    folder: fromNative(folder),
    today: "2026-11-25",
    variables: {},
    stdout: out,
    stderr: { isTerminal: false, columns: undefined, write: (text) => void (err += text) },
    watch(root, isIgnored, onChange, onInterrupt) {
      interrupt = onInterrupt;
      return watchFolder(root, isIgnored, onChange);
    },
    readStdin: async () => new Uint8Array(),
    asker: () => undefined,
  };
  const first = next();
  const ended = run(["generate", "--watch"], io);
  expect(await first).toMatch(/^\d+ files: \d+ added \(… ms\); waiting for a change\n$/);
  expect(readFileSync(rules, "utf8")).toContain("13.44 * 0.001");

  const second = next();
  writeFileSync(service, spec("99.8%"));
  expect(await second).toMatch(/: \d+ changed \(… ms\)/);
  expect(readFileSync(rules, "utf8")).toContain("13.44 * 0.002");

  const third = next();
  writeFileSync(service, spec("99.8"));
  expect(await third).toBe("nothing was written (… ms); waiting for a change\n");
  expect(err).toContain("`99.8` is not a percentage");
  expect(readFileSync(rules, "utf8")).toContain("13.44 * 0.002");

  const fourth = next();
  rmSync(service);
  writeFileSync(join(folder, "services/api.service.yaml"), spec("99.5%").replace("service: web", "service: api"));
  expect(await fourth).toMatch(/added, .*removed/);

  interrupt();
  expect(await ended).toBe(130);
});

it("does not go with what only looks", async () => {
  let err = "";
  const quiet: Stream = { isTerminal: false, columns: undefined, write: () => undefined };
  const io: Io = {
    host: nodeHost(),
    processes: nodeProcesses(),
    folder: fromNative(folder),
    today: "2026-11-25",
    variables: {},
    stdout: quiet,
    stderr: { ...quiet, write: (text) => void (err += text) },
    readStdin: async () => new Uint8Array(),
    asker: () => undefined,
  };
  expect(await run(["generate", "--watch", "--check"], io)).toBe(2);
  expect(err).toContain("cannot be used with option '--check'");
});
