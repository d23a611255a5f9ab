/** What action.yml runs, as a script: on a repository made by `git`, with the built command and a host on loopback that records the comment. */
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { load } from "js-yaml";

const command = resolve("dist/bin/tocsin.js");
const script = resolve("ci/github.sh");
const top = realpathSync(mkdtempSync(join(tmpdir(), "tocsin-action-")));
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
};
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", ...args], {
    cwd: top,
    stdio: ["ignore", "pipe", "ignore"],
  });
const service = (objective: string, more = "") => `version: 1
service: web
owner: web
links: { runbook: "https://runbooks.example/web" }
uses: prom-http
slos: { availability: ${objective} }
${more}`;

const posted: string[] = [];
let server: Server;
let api: string;

beforeAll(async () => {
  write(
    "shop/tocsin.yaml",
    `version: 1
workspace: shop
teams: { web: { notify: { page: oncall, ticket: oncall } } }
receivers: { oncall: { pagerduty: { routingKeyFile: /etc/alertmanager/secrets/pagerduty } } }
targets: { prometheus: { retention: 40d } }
`,
  );
  write("shop/services/web.service.yaml", service("99.9%"));
  execFileSync(command, ["generate", "shop", "--quiet"], { cwd: top, stdio: "ignore" });
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "one");
  git("update-ref", "refs/remotes/origin/main", "HEAD");
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      if (request.method === "POST")
        posted.push((JSON.parse(Buffer.concat(parts).toString()) as { body: string }).body);
      response.setHeader("Content-Type", "application/json");
      response.end(request.method === "GET" ? "[]" : "{}");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((done) => server.close(done));
  rmSync(top, { recursive: true, force: true });
});
beforeEach(() => void posted.splice(0));

interface Ran {
  readonly status: number;
  readonly printed: string;
  readonly outputs: Readonly<Record<string, string>>;
}

function act(inputs: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const output = join(top, "output");
  writeFileSync(output, "");
  const env = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    TOCSIN: command,
    INPUT_FOLDER: "shop",
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: api,
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_TOKEN: "secret-token",
    GITHUB_REF: "refs/pull/12/merge",
    GITHUB_BASE_REF: "main",
    GITHUB_OUTPUT: output,
    ...inputs,
  };
  return new Promise((done) => {
    execFile("bash", [script], { cwd: top, env }, (error, stdout, stderr) => {
      const pairs = readFileSync(output, "utf8")
        .trim()
        .split("\n")
        .map((line) => line.split("=") as [string, string]);
      done({ status: Number(error?.code ?? 0), printed: stdout + stderr, outputs: Object.fromEntries(pairs) });
    });
  });
}

describe("the action", () => {
  it("is quiet where nothing changed", async () => {
    const { status, outputs, printed } = await act();
    expect(printed).not.toContain("::error");
    expect([status, outputs]).toEqual([0, { errors: "0", warnings: "0", changes: "0", breaking: "0" }]);
    expect(posted).toEqual([]);
  });

  it("tells of findings at their lines, of drift, and in one comment of what it means", async () => {
    write("shop/services/web.service.yaml", service("99.5%", "logs: { retentoin: 3d }\n"));
    const broken = await act();
    expect(broken.status).not.toBe(0);
    expect(broken.printed).toMatch(
      /^::error file=shop\/services\/web\.service\.yaml,line=7,.*title=validate\/unknown-key::/m,
    );
    expect(broken.printed).not.toContain("Generated files are not");
    expect(broken.outputs["errors"]).toBe("1");
    write("shop/services/web.service.yaml", service("99.5%"));
    const { status, printed, outputs } = await act();
    expect(status).toBe(1);
    expect(printed).toContain("::error title=tocsin::Generated files are not what the specs give");
    expect(posted.at(-1)).toContain("99.9% → 99.5%");
    expect(Number(outputs["changes"])).toBeGreaterThan(0);
    expect(printed).not.toContain("secret-token");
    // a server that is no Prometheus: the comment says so, and the job does not fail for it
    const measured = await act({ INPUT_DRIFT: "false", INPUT_PROMETHEUS: api });
    expect(measured.status).toBe(0);
    expect(measured.printed).toContain("::warning title=tocsin::The Prometheus that was named gave no answer");
    expect(posted.at(-1)).toContain("when alerts would have fired (its answer is not Prometheus's)");
    // settings: no comment, no drift; a gate for what is risky
    posted.splice(0);
    expect((await act({ INPUT_COMMENT: "never", INPUT_DRIFT: "false" })).status).toBe(0);
    expect(posted).toEqual([]);
    expect((await act({ INPUT_COMMENT: "never", INPUT_DRIFT: "false", INPUT_FAIL_ON_RISK: "high" })).status).toBe(1);
  });

  it("prints nothing that the runner would take for a command of ours", async () => {
    write("shop/services/web.service.yaml", service("99.9%", 'logs: { retentoin: "##[add-mask]a" }\n'));
    const { printed } = await act({ INPUT_COMMENT: "never" });
    const [, word = ""] = /^::stop-commands::([0-9a-f]{32})$/m.exec(printed) ?? [];
    const heard = printed.replaceAll(new RegExp(`^::stop-commands::${word}$[^]*?^::${word}::$`, "gm"), "");
    expect(printed).toContain("##[add-mask]");
    expect(heard).not.toContain("##[");
    expect((await act({ INPUT_COMMENT: "never" })).printed).not.toContain(word);
    write("shop/services/web.service.yaml", service("99.9%"));
  });

  it("says what to do where tocsin is not installed", async () => {
    const { status, printed } = await act({ TOCSIN: "" });
    expect(status).toBe(2);
    expect(printed).toContain("::error title=tocsin::There is no tocsin in node_modules: install it in a step before");
  });

  it("takes settings as they stand, whatever they look like", async () => {
    write("shop/services/web.service.yaml", service("99.9%"));
    const { status, printed } = await act({ INPUT_FOLDER: "shop; touch owned", INPUT_BASE: "--output=owned" });
    expect(status).toBe(2);
    expect(printed).toContain("there is no file or folder `shop; touch owned`");
    expect(git("status", "--porcelain").toString()).not.toContain("owned");
  });

  it("has an input for each setting of the script, and the other way round", () => {
    const action = load(readFileSync("action.yml", "utf8")) as {
      readonly inputs: Readonly<Record<string, unknown>>;
      readonly runs: { readonly steps: readonly { readonly env: Readonly<Record<string, string>> }[] };
    };
    const read = new Set([...readFileSync(script, "utf8").matchAll(/INPUT_[A-Z_]+/g)].map(([name]) => name));
    read.delete("INPUT_");
    const given = Object.keys(action.runs.steps[0]!.env).filter((name) => name.startsWith("INPUT_"));
    expect(given.sort()).toEqual([...read].sort());
    const names = Object.keys(action.inputs).filter((name) => name !== "token");
    expect(names.map((name) => `INPUT_${name.toUpperCase().replaceAll("-", "_")}`).sort()).toEqual([...read].sort());
  });
});
