/** The one comment in a pull request: on a repository made by `git`, with a host on loopback that records what is asked of it. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { nodeGit } from "../../src/host/git.ts";
import { nodeHttp } from "../../src/host/http.ts";
import { nodePrograms } from "../../src/host/programs.ts";
import { tocsinIn } from "../support/command.ts";

const top = realpathSync(mkdtempSync(join(tmpdir(), "tocsin-comment-")));
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
};
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", ...args], {
    cwd: top,
    stdio: ["ignore", "pipe", "ignore"],
  });

const service = (objective: string) => `version: 1
service: web
owner: web
links: { runbook: "https://runbooks.example/web" }
uses: prom-http
slos: { availability: ${objective} }
`;

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly token: string | undefined;
  readonly body: string | undefined;
}
const asked: Asked[] = [];
/** Comments of the thread. */
let comments: { id: number; body: string }[] = [];
let mayWrite = true;
let server: Server;
let api: string;

beforeAll(async () => {
  write(
    "tocsin.yaml",
    `version: 1
workspace: shop
teams: { web: { notify: { page: oncall, ticket: oncall } } }
receivers: { oncall: { pagerduty: { routingKeyFile: /etc/alertmanager/secrets/pagerduty } } }
targets: { prometheus: { retention: 40d } }
`,
  );
  write("services/web.service.yaml", service("99.9%"));
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "one");
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const sent = Buffer.concat(parts).toString();
      const body = sent === "" ? undefined : (JSON.parse(sent) as { body: string }).body;
      const token = headers.authorization ?? (headers["private-token"] as string | undefined);
      asked.push({ method, url, token, body });
      response.setHeader("Content-Type", "application/json");
      if (method === "GET") return response.end(JSON.stringify(comments));
      if (!mayWrite) return response.writeHead(403).end('{"message":"Resource not accessible by integration"}');
      if (method === "POST") comments.push({ id: 100 + comments.length, body: body! });
      else comments = comments.map((one) => (url.endsWith(`/${one.id}`) ? { ...one, body: body! } : one));
      return response.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(top, { recursive: true, force: true });
});
beforeEach(() => {
  asked.length = 0;
  comments = [{ id: 7, body: "a person's" }];
  mayWrite = true;
});

const github = () => ({
  GITHUB_ACTIONS: "true",
  GITHUB_API_URL: api,
  GITHUB_REPOSITORY: "acme/shop",
  GITHUB_TOKEN: "secret-token",
  GITHUB_REF: "refs/pull/12/merge",
});

const program = nodePrograms(process.env).find("git")!;
const comment = (variables: Readonly<Record<string, string>>, ...args: readonly string[]) =>
  tocsinIn(top, ["comment", ...args], { variables, http: nodeHttp(), git: () => nodeGit(program) });

describe("on GitHub", () => {
  it("is made once, then kept up to date, and shrinks when its reason is gone", async () => {
    write("services/web.service.yaml", service("99.5%"));
    const summary = join(top, "..", `${top.split("/").at(-1)}-summary.md`);
    writeFileSync(summary, "before\n");
    const made = await comment({ ...github(), GITHUB_STEP_SUMMARY: summary }, "main");
    expect([made.status, made.err]).toEqual([0, "commented\n"]);
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET /repos/acme/shop/issues/12/comments?per_page=100&page=1",
      "POST /repos/acme/shop/issues/12/comments",
    ]);
    expect(asked.map(({ token }) => token)).toEqual(["Bearer secret-token", "Bearer secret-token"]);
    const [, ours] = comments;
    expect(ours!.body).toMatch(/^<!-- tocsin:comment:shop -->\n### tocsin: /);
    // 28 d × 0.1 % and × 0.5 %
    expect(ours!.body).toContain("99.9% → 99.5%");
    expect(ours!.body).toContain("40m 19s → 3h 22m");
    expect(readFileSync(summary, "utf8")).toBe(`before\n${ours!.body}`);
    rmSync(summary);

    asked.length = 0;
    expect((await comment(github(), "main")).err).toBe("the comment is up to date\n");
    expect(asked.map(({ method }) => method)).toEqual(["GET"]);

    write("services/web.service.yaml", service("99.8%"));
    expect((await comment(github(), "main")).err).toBe("the comment was brought up to date\n");
    expect(asked.at(-1)).toMatchObject({ method: "PATCH", url: "/repos/acme/shop/issues/comments/101" });
    expect(comments[1]!.body).toContain("99.9% → 99.8%");

    write("services/web.service.yaml", service("99.9%"));
    await comment(github(), "main");
    expect(comments[1]!.body).toBe(
      "<!-- tocsin:comment:shop -->\n### tocsin: nothing that a reviewer need look at any more\n",
    );
    expect(comments[0]).toEqual({ id: 7, body: "a person's" });
  });

  it("is not made for what nobody need look at", async () => {
    write("services/web.service.yaml", `${service("99.9%")}# the same\n`);
    expect((await comment(github(), "main")).err).toBe("nothing to say: no comment\n");
    expect(comments).toHaveLength(1);
    await comment(github(), "main", "--when", "always");
    expect(comments[1]!.body).toContain("nothing that is promised, watched or told changes");
  });

  it("names new findings, and goes on when the token may not write", async () => {
    write("services/web.service.yaml", service("99.9%").replace(/links.*\n/, ""));
    mayWrite = false;
    const refused = await comment(github(), "main");
    expect(refused.status).toBe(0);
    expect(refused.err).toContain("the token may not write comments");
    expect(asked.at(-1)!.body).toContain("⚠️ `services/web.service.yaml:");
    expect(asked.at(-1)!.body).toContain("`lint/page-without-runbook`");
  });

  it.each([
    [{ GITHUB_REPOSITORY: "acme/shop/../.." }, "does not name a repository"],
    [{ GITHUB_TOKEN: "" }, "GITHUB_TOKEN is empty"],
    [{ GITHUB_REF: "refs/heads/main" }, "this is no pull request"],
    [{ GITHUB_API_URL: "http://github.example" }, "no token is sent there"],
    [{ GITHUB_API_URL: "http://127.0.0.1:49151" }, "it refuses the connection"],
  ])("with %j says what is wrong, and never the token", async (variables, why) => {
    write("services/web.service.yaml", service("99.5%"));
    const { status, err, out } = await comment({ ...github(), ...variables }, "main");
    expect(status).toBe(2);
    expect(err).toContain(why);
    expect(err + out).not.toContain("secret-token");
  });
});

describe("on GitLab and elsewhere", () => {
  it("is a note of the merge request", async () => {
    write("services/web.service.yaml", service("99.5%"));
    const variables = {
      GITLAB_CI: "true",
      CI_API_V4_URL: api,
      CI_PROJECT_ID: "5",
      CI_MERGE_REQUEST_IID: "3",
      GITLAB_TOKEN: "secret-token",
      CI_MERGE_REQUEST_DIFF_BASE_SHA: "main",
    };
    expect((await comment(variables)).err).toBe("commented\n");
    write("services/web.service.yaml", service("99.8%"));
    await comment(variables);
    expect(asked.map(({ method, url, token }) => `${method} ${url} ${token}`)).toEqual([
      "GET /projects/5/merge_requests/3/notes?per_page=100&page=1 secret-token",
      "POST /projects/5/merge_requests/3/notes secret-token",
      "GET /projects/5/merge_requests/3/notes?per_page=100&page=1 secret-token",
      "PUT /projects/5/merge_requests/3/notes/101 secret-token",
    ]);
  });

  it("is printed where there is no host, and with --dry-run", async () => {
    write("services/web.service.yaml", service("99.5%"));
    expect((await comment({}, "main")).out).toContain("99.9% → 99.5%");
    expect((await comment(github(), "main", "--dry-run")).out).toContain("99.9% → 99.5%");
    expect(asked).toEqual([]);
    expect((await comment({})).err).toContain("no revision to compare with");
  });
});
