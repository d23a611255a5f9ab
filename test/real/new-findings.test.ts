/** What a branch brings and what was there: on repositories made by `git`, and on files of known findings. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeGit } from "../../src/host/git.ts";
import { nodePrograms } from "../../src/host/programs.ts";
import { tocsinIn } from "../support/command.ts";

const top = realpathSync(mkdtempSync(join(tmpdir(), "tocsin-new-")));
const shop = join(top, "shop");
afterAll(() => rmSync(top, { recursive: true, force: true }));

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(shop, path)), { recursive: true });
  writeFileSync(join(shop, path), text);
};
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", ...args], {
    cwd: top,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();

const program = nodePrograms(process.env).find("git")!;
const tocsin = (args: readonly string[], folder = shop) => tocsinIn(folder, args, { git: () => nodeGit(program) });

const codes = (out: string) =>
  (JSON.parse(out) as { findings: { code: string; file: string }[] }).findings.map(
    ({ code, file }) => `${file} ${code}`,
  );

const workspace = (receivers: string) =>
  `version: 1
workspace: shop
teams: { web: { notify: { page: oncall, ticket: oncall } } }
receivers:
  oncall: { pagerduty: { routingKeyFile: /etc/alertmanager/secrets/pagerduty } }
${receivers}targets: { prometheus: { retention: 40d }, alertmanager: {} }
`;
const service = (name: string, more = "") =>
  `version: 1
service: ${name}
owner: web
uses: prom-http
slos: { availability: 99.9% }
${more}`;

let first: string;
beforeAll(() => {
  write("tocsin.yaml", workspace(""));
  // no runbook: a warning
  write("services/old.service.yaml", service("old"));
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "one");
  first = git("rev-parse", "HEAD");
});

describe("check --new-from", () => {
  it("tells what the revision did not have, in whatever file it shows", async () => {
    // lines move, which makes nothing new
    write("services/old.service.yaml", `# moved\n\n${service("old")}`);
    write("services/new.service.yaml", service("new"));
    write("tocsin.yaml", workspace("  idle: { slack: { channel: '#x', webhookFile: /etc/slack } }\n"));
    const all = codes((await tocsin(["check", "--json"])).out);
    expect(all).toContain("services/old.service.yaml lint/page-without-runbook");
    const { out, err, status } = await tocsin(["check", "--json", "--new-from", "main"]);
    const told = codes(out);
    expect(told).toContain("services/new.service.yaml lint/page-without-runbook");
    expect(told).toContain("tocsin.yaml lint/unused-receiver");
    expect(told.filter((one) => one.startsWith("services/old"))).toEqual([]);
    expect(err).toContain("of main not shown");
    expect(status).toBe(0);
    // nothing of the work tree or the index was touched
    expect(git("diff", "--cached", "--name-only")).toBe("");
    expect(git("diff", "--name-only").split("\n")).toEqual(["shop/services/old.service.yaml", "shop/tocsin.yaml"]);
  });

  it("says what to do without the revision, and in a clone that was cut off", async () => {
    const { err, status } = await tocsin(["check", "--new-from", "nowhere"]);
    expect([err, status]).toEqual([
      "error: the repository has no revision `nowhere`\n  = help: `git fetch` it, or name another\n",
      2,
    ]);
    git("add", "-A");
    git("commit", "-q", "-m", "two");
    const shallow = join(top, "shallow");
    execFileSync("git", ["clone", "-q", "--depth", "1", `file://${top}`, shallow], { stdio: "ignore" });
    const cut = await tocsin(["check", "--new-from", first], join(shallow, "shop"));
    expect(cut.err).toContain("`git fetch --unshallow`, or `fetch-depth: 0` in the workflow");
    expect(cut.status).toBe(2);
    const flag = await tocsin(["check", "--new-from=--output=x"]);
    expect(flag.err).toContain("has no revision `--output=x`");
  });

  it("takes a revision from before the workspace", async () => {
    git("checkout", "-q", "--orphan", "empty");
    git("rm", "-rfq", "--cached", ".");
    git("commit", "-q", "--allow-empty", "-m", "nothing");
    git("checkout", "-qf", "main");
    const { out } = await tocsin(["check", "--json", "--new-from", "empty"]);
    expect(codes(out)).toEqual(codes((await tocsin(["check", "--json"])).out));
  });
});

describe("baseline", () => {
  it("keeps what there is, of which no more is told, and names what is gone", async () => {
    const made = await tocsin(["baseline"]);
    expect(made.status).toBe(0);
    const file = JSON.parse(readFileSync(join(shop, "tocsin-baseline.json"), "utf8"));
    expect(file.findings).toContainEqual({
      file: "services/old.service.yaml",
      code: "lint/page-without-runbook",
      title: expect.any(String),
      count: 1,
    });
    const quiet = await tocsin(["check", "--baseline", "--json"]);
    expect(codes(quiet.out).filter((one) => one.includes("lint/"))).toEqual([]);

    write("services/third.service.yaml", service("third"));
    const more = await tocsin(["check", "--baseline", "--json", "--fail-on", "warning"]);
    expect(codes(more.out).filter((one) => one.includes("page-without-runbook"))).toEqual([
      "services/third.service.yaml lint/page-without-runbook",
    ]);
    expect(more.status).toBe(1);

    write("services/old.service.yaml", service("old", "links: { runbook: 'https://runbooks.example/old' }\n"));
    const mended = await tocsin(["check", "--baseline"]);
    expect(mended.err).toMatch(/\d+ findings? of the baseline gone: `tocsin baseline --prune` takes them out/);
    await tocsin(["baseline", "--prune"]);
    const pruned = JSON.parse(readFileSync(join(shop, "tocsin-baseline.json"), "utf8"));
    const files = pruned.findings.map(({ file }: { file: string }) => file);
    expect(files).toContain("services/new.service.yaml");
    expect(files).not.toContain("services/old.service.yaml");
    // pruning adopts nothing new
    expect(files).not.toContain("services/third.service.yaml");
  });

  it("never hides that a spec cannot be read", async () => {
    write("services/third.service.yaml", service("third").replace("99.9%", "99.9"));
    const broken = await tocsin(["baseline"]);
    expect(broken.status).toBe(2);
    expect(broken.err).toContain("nothing was written");
    expect((await tocsin(["check", "--baseline"])).status).not.toBe(0);
  });

  it.each([
    ["{", "is no JSON"],
    ['{"formatVersion":2,"findings":[]}', "is no baseline of this version"],
    ['{"formatVersion":1,"findings":[{"code":1}]}', "is no baseline of this version"],
  ])("refuses %s", async (text, why) => {
    write("bad.json", text);
    const { err, status } = await tocsin(["check", "--baseline", "bad.json"]);
    expect(err).toContain(`bad.json ${why}`);
    expect(status).toBe(2);
  });
});
