import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { nodeHttp } from "../../src/host/http.ts";
import { nodeHost } from "../../src/host/node.ts";
import { fromNative } from "../../src/host/paths.ts";
import { nodeProcesses } from "../../src/host/processes.ts";
import { workspace } from "../support/findings.ts";
import { describeWith } from "../support/programs.ts";
import { type Prometheus, startPrometheus } from "../support/prometheus.ts";

// A workspace on disk, a server that exposes one of its two services, and the real Prometheus between them.

const service = (name: string, rest: string) =>
  `version: 1\nservice: ${name}\nowner: shop\nlinks: { runbook: "https://runbooks.example/${name}" }\nuses: prom-http\n${rest}`;
const exposed = `# TYPE http_requests_total counter
http_requests_total{code="200",method="get"} 40
# TYPE http_request_duration_seconds histogram
http_request_duration_seconds_bucket{le="0.25"} 38
http_request_duration_seconds_bucket{le="0.5"} 39
http_request_duration_seconds_bucket{le="+Inf"} 40
http_request_duration_seconds_sum 3.1
http_request_duration_seconds_count 40
`;

/** Rules of every form, as they are committed. */
const shopRules = `${process.cwd()}/examples/shop/generated/production/prometheus/*.rules.yaml`;

let folder: string;
let shop: Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-doctor-"));
  const files = {
    "tocsin.yaml": workspace,
    // As it is: scraped every 2 s, with a bucket at its threshold.
    "services/cart.service.yaml": service(
      "cart",
      "metrics: { interval: 2s }\nslos: { availability: 99.9%, latency: 99% }\n",
    ),
    // Not scraped at all.
    "services/mail.service.yaml": service("mail", "slos: { availability: 99% }\nwindow: 7d\n"),
  };
  for (const [path, text] of Object.entries(files)) put(path, text);
  shop = createServer((_, response) =>
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(exposed),
  );
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  expect((await tocsin("generate")).status).toBe(0);
});
afterAll(() => {
  shop.close();
  rmSync(folder, { recursive: true, force: true });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

interface Answer {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function tocsin(...args: readonly string[]): Promise<Answer> {
  const seen = { out: "", err: "" };
  const stream = (to: "out" | "err") => ({
    isTerminal: false,
    columns: 120,
    write: (text: string) => void (seen[to] += text),
  });
  const status = await run(args, {
    host: nodeHost(),
    http: nodeHttp(),
    processes: nodeProcesses(),
    folder: fromNative(args.includes("--cwd") ? process.cwd() : folder),
    today: "2026-11-25",
    variables: {},
    stdout: stream("out"),
    stderr: stream("err"),
    readStdin: async () => new Uint8Array(),
    asker: () => undefined,
  });
  return { status, ...seen };
}

interface Check {
  readonly name: string;
  readonly status: string;
  readonly found: string;
  readonly details?: readonly string[];
}

async function examine(url: string, ...args: readonly string[]): Promise<ReadonlyMap<string, Check>> {
  const { out, err } = await tocsin("doctor", "--prometheus", url, "--json", ...args);
  expect(err).toBe("");
  const { checks } = JSON.parse(out) as { checks: readonly Check[] };
  return new Map(checks.map((check) => [check.name, check]));
}

for (const version of ["prometheus-2", "prometheus-3"] as const) {
  describeWith([version], `the doctor at a running ${version}`, (paths) => {
    let prometheus: Prometheus;
    beforeAll(async () => {
      const { port } = shop.address() as AddressInfo;
      const config = `
global: { scrape_interval: 2s }
rule_files: ["${folder}/generated/prometheus/cart.rules.yaml", "${folder}/${version}.rules.yaml", "${shopRules}"]
scrape_configs: [{ job_name: cart, static_configs: [{ targets: ["127.0.0.1:${port}"] }] }]
`;
      // The other service's rules are those of an older spec.
      const older = readFileSync(join(folder, "generated/prometheus/mail.rules.yaml"), "utf8").replaceAll("5..", "50.");
      put(`${version}.rules.yaml`, older);
      prometheus = await startPrometheus(paths[version], config, ["--storage.tsdb.retention.time=20d"]);
      await prometheus.until("a scrape", 60_000, async () => {
        return (await prometheus.query("http_requests_total")).length > 0 || undefined;
      });
    }, 90_000);
    afterAll(() => prometheus.stop());

    it("finds what is there, and what is not as the specs say", async () => {
      const found = await examine(prometheus.url);
      const told = (name: string) => found.get(name)!;
      expect(told("prometheus")).toMatchObject({ status: "ok", found: `${prometheus.url} answers` });
      // Built from its module, the newer one does not know its version.
      if (version === "prometheus-2") expect(told("version")).toMatchObject({ status: "warning" });
      else expect(told("version").status).toMatch(/ok|skipped/);

      expect(told("retention").status).toBe("warning");
      expect(told("retention").found).toBe("20d, shorter than the window of 2 SLOs");
      expect(told("retention").details).toEqual(["cart/availability looks back 28d", "cart/latency looks back 28d"]);

      expect(told("interval")).toMatchObject({ status: "warning", found: "1 of 2 services not scraped as declared" });
      expect(told("interval").details).toEqual(['mail: nothing is scraped with job="mail"']);

      // Six groups: two for each of three SLOs. That of the period reads recorded series alone, so it is as it was.
      expect(told("rules")).toMatchObject({ status: "warning", found: "of 6 groups 1 differ from the specs" });
      expect(told("rules").details).toEqual([
        `mail--availability is not as the specs have it: the expression of \`slo:sli_errors:step\` (${folder}/${version}.rules.yaml)`,
      ]);

      expect(told("series")).toMatchObject({ status: "warning", found: "1 of 4 sources of SLIs without series" });
      expect(told("series").details).toEqual(['mail/availability: nothing for http_requests_total{job="mail"}']);
    });

    it("knows the rules of the shop again, as the server prints them", async () => {
      const rules = (await examine(prometheus.url, "--cwd", "examples/shop", "--env", "production")).get("rules")!;
      expect(rules, rules.details?.join("\n")).toMatchObject({ status: "ok" });
      expect(rules.found).toMatch(/^[4-9]\d groups, loaded and current$/);
    });
  });
}
