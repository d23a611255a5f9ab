/** What a change of specs means, on two folders each. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import { afterAll, describe, expect, it } from "vitest";
import type { Change } from "../../src/diff/compare.ts";
import { comparisonMarkdown } from "../../src/diff/report.ts";
import { tocsinIn } from "../support/command.ts";

const top = realpathSync(mkdtempSync(join(tmpdir(), "tocsin-diff-")));
afterAll(() => rmSync(top, { recursive: true, force: true }));
const validate = new Ajv().compile(JSON.parse(readFileSync("schemas/output/diff.schema.json", "utf8")) as object);

interface Told {
  readonly risk: string;
  readonly kind: string;
  readonly subject: string;
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
  readonly meaning?: string;
}

const tocsin = (args: readonly string[]) => tocsinIn(top, args);

const workspace = `version: 1
workspace: shop
teams: { web: { notify: { page: oncall, ticket: queue } } }
receivers:
  oncall: { pagerduty: { routingKeyFile: /etc/alertmanager/secrets/pagerduty } }
  queue: { slack: { channel: "#web", webhookFile: /etc/alertmanager/secrets/slack } }
targets: { prometheus: { retention: 40d } }
`;
const service = `version: 1
service: web
owner: web
links: { runbook: "https://runbooks.example/web" }
traffic: 10/s
match: { job: web }
slis:
  availability: { type: availability, prometheus: { total: r_total, bad: 'r_total{code="500"}' } }
  latency: { type: latency, threshold: 300ms, prometheus: { histogram: d_seconds } }
slos:
  availability: 99.9%
  latency: 99%
alerts:
  QueueGrows: { when: "sum(q{job='web'}) > 100", for: 10m }
logs: { retention: 30d }
`;

let number = 0;
function folder(files: Readonly<Record<string, string>>): string {
  const name = `v${number++}`;
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(top, name, path)), { recursive: true });
    writeFileSync(join(top, name, path), text);
  }
  return name;
}
const base = folder({ "tocsin.yaml": workspace, "services/web.service.yaml": service });

/** Changes that come of replacing texts of the service, or of the workspace. */
async function changed(
  pairs: readonly (readonly [string, string])[],
  inWorkspace: readonly (readonly [string, string])[] = [],
) {
  const edit = (text: string, all: readonly (readonly [string, string])[]) =>
    all.reduce((now, [from, to]) => {
      expect(now).toContain(from);
      return now.replace(from, to);
    }, text);
  const head = folder({
    "tocsin.yaml": edit(workspace, inWorkspace),
    "services/web.service.yaml": edit(service, pairs),
  });
  const { out, status } = await tocsin(["diff", base, head, "--json", "--fail-on", "breaking"]);
  const value = JSON.parse(out) as { changes: (Told & { file: string; line: number; environments: string[] })[] };
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
  const changes = value.changes.map(({ risk, kind, subject, what, before, after, meaning }): Told =>
    JSON.parse(JSON.stringify({ risk, kind, subject, what, before, after, meaning })),
  );
  return { changes, status, value };
}

describe("diff", () => {
  it("finds nothing in what only moved", async () => {
    const { changes, status } = await changed([
      ["traffic: 10/s\n", ""],
      ["logs:", "traffic: 10/s # the same\nlogs:"],
    ]);
    expect(changes).toEqual([]);
    expect(status).toBe(0);
  });

  it("says of an objective how much bad time and how many events it allows, and how much later it pages", async () => {
    const { changes } = await changed([["availability: 99.9%", "availability: 99.8%"]]);
    // 28 d × 0.1 % = 2,419.2 s = 40 m 19 s; at 10 events a second 24,192. The 1-h page needs 3,600 s × 13.44 × 0.002 ÷ 0.02 of 2 % bad: never in one
    // hour; the 6-h page (factor 5.6, 1.12 % bad): 21,600 × 0.0112 ÷ 0.02 = 12,096 s = 3 h 21.6 m, so at the 202nd minute
    expect(changes).toContainEqual({
      risk: "high",
      kind: "changed",
      subject: "web/availability",
      what: "objective",
      before: "99.9%",
      after: "99.8%",
      meaning: "bad in 28d: 40m 19s → 1h 21m (+100 %); 24,192 → 48,384 events",
    });
    const later = changes.find(({ what }) => what.startsWith("page of"));
    expect(later).toMatchObject({ risk: "high", subject: "web/availability" });
    expect(changes).toContainEqual({
      risk: "low",
      kind: "changed",
      subject: "web/availability",
      what: "page over 1h and 5m fires above",
      before: "1.344% bad",
      after: "2.688% bad",
    });
  });

  it("calls a tightened objective what wakes more", async () => {
    const { changes } = await changed([["latency: 99%", "latency: 99.5%"]]);
    expect(changes.find(({ what }) => what === "objective")).toMatchObject({
      risk: "medium",
      before: "99%",
      after: "99.5%",
    });
  });

  it("marks series that are gone, with the window that was in their names", async () => {
    const { changes, status } = await changed([["latency: 99%", "latency: { objective: 99%, window: 30d }"]]);
    expect(changes[0]).toMatchObject({ risk: "breaking", subject: "web", what: "recorded series" });
    expect(changes[0]!.before).toContain("slo:error_budget_remaining:ratio28d");
    expect(status).toBe(1);
    expect(changes).toContainEqual({
      risk: "medium",
      kind: "changed",
      subject: "web/latency",
      what: "window",
      before: "28d",
      after: "30d",
      // 1 % of 28 and of 30 days
      meaning: "allowed bad time: 6h 43m → 7h 12m",
    });
  });

  it("marks an alert that no longer reaches anyone, and names who is told instead", async () => {
    const nobody = await changed([["for: 10m", "for: 10m, notify: nobody"]]);
    expect(nobody.changes).toEqual([
      {
        risk: "breaking",
        kind: "changed",
        subject: "web/QueueGrows",
        what: "ticket",
        before: "queue",
        after: "nobody",
        meaning: "it still fires, and no longer reaches anyone",
      },
    ]);
    expect(nobody.status).toBe(1);
    const other = await changed([["for: 10m", "for: 10m, notify: oncall"]]);
    expect(other.changes).toEqual([
      expect.objectContaining({ risk: "medium", meaning: "now reaches oncall instead of queue" }),
    ]);
  });

  it("marks an objective that is weaker than the SLA", async () => {
    const sla = "sla: { guarantees: { availability: { atLeast: 99.8%, per: month } } }\nlogs:";
    const { changes } = await changed([
      ["logs:", sla],
      ["availability: 99.9%", "availability: 99.5%"],
    ]);
    expect(changes[0]).toMatchObject({
      risk: "breaking",
      subject: "web/availability",
      meaning: "the objective is weaker than the SLA, which promises 99.8%",
    });
  });

  it("tells of alerts, logs, SLIs and receivers", async () => {
    const { changes } = await changed(
      [
        ["> 100", "> 200"],
        ["for: 10m", "for: 20m"],
        ["retention: 30d", "retention: 14d"],
        ["300ms", "500ms"],
      ],
      [['"#web"', '"#quiet"']],
    );
    const of = (what: string) => changes.find((change) => change.what === what);
    expect(of("ticket fires on")).toMatchObject({
      before: 'sum(q{job="web"}) > 100',
      after: 'sum(q{job="web"}) > 200',
    });
    expect(of("ticket waits")).toMatchObject({ risk: "high", before: "10m", after: "20m" });
    expect(of("logs.retention")).toMatchObject({ risk: "high", meaning: "kept 16d less" });
    expect(of("SLI threshold")).toMatchObject({ risk: "medium", before: "300ms", after: "500ms" });
    expect(of("channels")).toMatchObject({ subject: "receiver queue", before: expect.stringContaining("#web") });
  });

  it("tells of services and SLOs that come and go, and what they cost", async () => {
    const more = service
      .replace("service: web", "service: api")
      .replaceAll("web'", "api'")
      .replace("job: web", "job: api");
    const head = folder({
      "tocsin.yaml": workspace,
      "services/web.service.yaml": service,
      "services/api.service.yaml": more,
    });
    const added = JSON.parse((await tocsin(["diff", base, head, "--json"])).out) as {
      changes: Told[];
      cost: { series: number; alerting: number };
    };
    expect(added.changes).toEqual([
      expect.objectContaining({ risk: "low", kind: "added", subject: "api", what: "service" }),
    ]);
    expect(added.cost.series).toBeGreaterThan(20);
    const removed = await tocsin(["diff", head, base, "--fail-on", "breaking"]);
    expect(removed.status).toBe(1);
    expect(removed.out).toContain("nothing tells any more of its users");
    const less = await changed([["  latency: 99%\n", ""]]);
    expect(less.changes).toContainEqual(
      expect.objectContaining({
        risk: "high",
        kind: "removed",
        subject: "web/latency",
        what: "SLO",
        before: "99% over 28d",
      }),
    );
  });

  it("writes Markdown in which nothing of a spec is Markdown, HTML or a mention, and which fits a comment", async () => {
    const hostile = `sum(q{job='web', x="<img src=x> @team [a](b) | \`\`\` #1"}) > 100`;
    const head = folder({
      "tocsin.yaml": workspace,
      "services/web.service.yaml": service.replace(`"sum(q{job='web'}) > 100"`, `'${hostile.replaceAll("'", "''")}'`),
    });
    const { out } = await tocsin(["diff", base, head, "-f", "markdown"]);
    expect(out).toMatch(/^### tocsin: 1 medium\n/);
    expect(out).not.toMatch(/<img|@team|[^\\]\[a\]|#1/);
    const change: Change = {
      risk: "medium",
      kind: "changed",
      subject: "web/availability",
      environments: [],
      what: "objective",
      before: "99.9%",
      after: "99.8%",
      meaning: "m".repeat(100),
      span: { file: { path: "services/web.service.yaml", text: "" }, start: 0, end: 0 },
    };
    const none = { added: 0, changed: 0, removed: 0 };
    const long = comparisonMarkdown(
      {
        base: "a",
        head: "b",
        changes: Array.from({ length: 1000 }, (_, at) => ({ ...change, before: `${at}%` })),
        slos: 1,
        files: [{ target: "prometheus", ...none }],
        cost: { series: 0, alerting: 0, samples: 0 },
        broken: { base: 0, head: 0 },
      },
      { show: (path) => path },
    );
    expect(long.length).toBeLessThanOrEqual(60_000);
    expect(long).toContain("750 more changes did not fit");
  });

  it("tells once of what happens to several services, and counts what is least", async () => {
    const names = Array.from({ length: 13 }, (_, at) => `web-${String(at).padStart(2, "0")}`);
    const estate = (text: (at: number) => string) =>
      folder({
        "tocsin.yaml": workspace,
        ...Object.fromEntries(
          names.map((name, at) => [
            `services/${name}.service.yaml`,
            text(at).replace("service: web", `service: ${name}`),
          ]),
        ),
      });
    const before = estate(() => service);
    const after = estate((at) =>
      service.replace("retention: 30d", "retention: 20d").replace("logs:", `labels: { product: p${at} }\nlogs:`),
    );
    const { out } = await tocsin(["diff", before, after]);
    expect(out).toMatch(
      / {2}web-00, web-01, web-02, web-03, web-04, web-05 and 7 more +\S*services\/web-00\.service\.yaml:2 …\n {4}~ logs\.retention +30d → 20d {2}kept 10d less\n/,
    );
    expect(out).toContain("and 1 change more; `--verbose` lists them");
    expect(out).toContain("26 changes: 13 high, 13 low\n");
    expect((await tocsin(["diff", before, after, "--verbose"])).out).toContain("p12");
    expect((await tocsin(["diff", before, after, "-f", "markdown"])).out).toContain("13 changes besides");
  });

  it("compares with a version that has mistakes, and says that it hides some", async () => {
    const head = folder({
      "tocsin.yaml": workspace,
      "services/web.service.yaml": service.replace("latency: 99%", "latency: { sli: nothing, objective: 99% }"),
    });
    const { out } = await tocsin(["diff", base, head]);
    expect(out).toContain("the new version has 1 error");
  });

  it("says what is missing", async () => {
    const { err, status } = await tocsin(["diff", base, "nowhere"]);
    expect(status).toBe(2);
    expect(err).toContain("no tocsin.yaml here or in a folder above");
    const empty = folder({ "a.txt": "" });
    expect((await tocsin(["diff", base, empty])).err).toContain(`there is no tocsin.yaml in ${empty}`);
  });
});
