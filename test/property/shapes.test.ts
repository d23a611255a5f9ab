import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ruleGroups } from "../../src/5-emit/prometheus/rules.ts";
import { type Noted, PrintedItems, printYaml, type YamlList, type YamlMap } from "../../src/5-emit/shared/yaml.ts";
import type { Origin } from "../../src/model/origin.ts";
import { Decimal } from "../../src/model/quantity/decimal.ts";
import type { Labels, Service, SliSlo } from "../../src/model/service.ts";
import type { Workspace } from "../../src/model/workspace.ts";
import { lowerSli, makeService, makeSlo, makeWorkspace, origin } from "../support/model.ts";
import { count, property, tellCases } from "./cases.ts";

tellCases();

/** What readers of YAML, PromQL, templates and URLs take for something else, or that looks like a mark. */
const odd = fc.oneof(
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{1,90}$/),
  fc.constantFrom(
    ..."on y n No null true ~ 5xx 1m 28d e0 E12 inf NaN 0x1f a ab a.b GROUP GROUP_ QaZ QbqqZ Qb QZ q aQaZb and by".split(
      " ",
    ),
  ),
  fc.constantFrom(
    "naïve",
    "日本",
    'a"b',
    "a'b",
    "a\\b",
    "a{{b",
    "}}",
    "%q",
    "a b",
    "a: b",
    "a #b",
    "x/y",
    "-a",
    "a-",
    "",
    "a\nb",
  ),
);
const name = fc.oneof(
  { weight: 20, arbitrary: fc.stringMatching(/^[a-z][a-z0-9-]{1,9}[a-z0-9]$/) },
  { weight: 1, arbitrary: odd },
);
const job = fc.oneof({ weight: 20, arbitrary: fc.constantFrom("shop", "cart") }, { weight: 1, arbitrary: odd });
const oneLine = fc.constantFrom(
  "What it does.",
  'It\'s: a #1 "service"',
  " led by blanks",
  "{{ $value }}",
  "- a",
  "é",
  "on",
);
const sentence = fc.oneof(
  { weight: 9, arbitrary: oneLine },
  { weight: 1, arbitrary: fc.oneof(odd, fc.string(), fc.constantFrom("two\nlines\n", "two\n\nlines: 'a'")) },
);

const kind = fc.record({
  type: fc.constantFrom("availability", "latency", "freshness"),
  objective: fc.constantFrom("99.9%", "99%", "50%"),
  window: fc.constantFrom(28 * 86400, 7 * 86400),
  minimumErrors: fc.constantFrom(0, 3),
  groups: fc.constantFrom([], [{ source: "zone", recorded: "zone" }], [{ source: "http.path", recorded: "route" }]),
  burns: fc.constantFrom(undefined, [["page", "2%", 3600]] as const, [["info", "7%", 7 * 3600]] as const),
  summary: fc.constantFrom(undefined, "too many", "{{ $labels.slo }}: often"),
  alertLabels: fc.constantFrom<Labels[]>({}, { channel: "a{{b" }, { severity: "other", owner: "me" }),
  left: fc.boolean(),
  noData: fc.boolean(),
  notify: fc.constantFrom([], ["oncall"], ["nobody"]),
  environment: fc.subarray(["env", "region"]),
  labels: fc.subarray(["product", "team", "env"]),
  has: fc.record({ owner: fc.boolean(), job: fc.boolean(), descriptions: fc.boolean(), runbooks: fc.boolean() }),
});
type Kind = typeof kind extends fc.Arbitrary<infer T> ? T : never;

const one = fc.record({
  kind: fc.nat({ max: 1 }),
  service: name,
  slo: name,
  sli: name,
  owner: name,
  job,
  labels: fc.record({ env: name, region: name, product: name, team: name }),
  ofService: fc.option(sentence, { nil: undefined }),
  ofSlo: sentence,
});
type One = typeof one extends fc.Arbitrary<infer T> ? T : never;

const workspaces = fc.record({
  severities: fc.record({ page: name, ticket: name, info: fc.constant("info") }),
  url: fc.constantFrom(undefined, "https://grafana.example/"),
  targets: fc.constantFrom(["prometheus"], ["prometheus", "alertmanager"]),
  environment: fc.constantFrom(undefined, "production"),
});
type World = typeof workspaces extends fc.Arbitrary<infer T> ? T : never;

/** An origin of its own. */
const from = (): Origin => ({ ...origin });

function modelOf(given: One, like: Kind, { targets, environment }: World): readonly [Service, SliSlo] {
  const { service: serviceName, slo: sloName, job } = given;
  const matchers = like.has.job ? `job=${JSON.stringify(job)}` : "";
  const prometheus =
    like.type === "availability"
      ? { total: `requests_total{${matchers}}`, bad: `requests_total{code="500",${matchers}}` }
      : like.type === "latency"
        ? { histogram: `duration_seconds{${matchers}}` }
        : { timestamp: `run_seconds{${matchers}}` };
  const { sli, reported } = lowerSli(given.sli, {
    type: like.type,
    ...(like.type === "latency" && { threshold: "300ms" }),
    ...(like.type === "freshness" && { maxAge: "15m" }),
    groups: like.type === "freshness" ? [] : like.groups,
    prometheus,
  });
  expect(sli, JSON.stringify(reported)).toBeDefined();
  const made = makeSlo(
    serviceName,
    sloName,
    { ...sli!, origin: from() },
    {
      objective: like.objective,
      window: like.window,
      minimumErrors: like.minimumErrors,
      ...(like.burns && { burns: like.burns }),
    },
  );
  const alert = {
    ...({ severity: "ticket", name: "Alert", notify: [], notifyOrigin: from() } as const),
    labels: like.alertLabels,
    annotations: {},
  };
  const slo: SliSlo = {
    ...made,
    ...(like.has.descriptions && { description: given.ofSlo }),
    burns: made.burns.map((burn) => ({
      ...burn,
      labels: like.alertLabels,
      notify: like.notify,
      ...(like.summary !== undefined && { summary: like.summary }),
      origin: from(),
    })),
    budgetLeft: like.left ? [{ ...alert, left: Decimal.parse("0.1")!, origin: from() }] : [],
    noData: like.noData ? [{ ...alert, severity: "page", after: 600, origin: from() }] : [],
    links: like.has.runbooks ? { runbook: given.ofSlo } : {},
    origin: from(),
    objectiveOrigin: from(),
  };
  const { owner: _o, environment: _e, ...rest } = makeService(serviceName, [slo]);
  const only = (names: readonly string[]): Labels =>
    Object.fromEntries(Object.entries(given.labels).filter(([label]) => names.includes(label)));
  const service: Service = {
    ...rest,
    ...(like.has.owner && { owner: given.owner }),
    ...(given.ofService !== undefined && { description: given.ofService }),
    ...(environment !== undefined && { environment }),
    labels: only(like.labels),
    environmentLabels: only(like.environment),
    links: given.ofService === undefined ? {} : { runbook: given.ofService },
    targets,
    origin: from(),
  };
  return [service, slo];
}

function worldOf({ severities, url }: World): Workspace {
  const workspace = makeWorkspace();
  const { url: _, ...grafana } = workspace.targets.grafana;
  const targets = { ...workspace.targets, grafana: url === undefined ? grafana : { ...grafana, url } };
  return { ...workspace, severities, targets };
}

/** Both ways that groups stand in files. */
function printed(groups: readonly Noted[]) {
  return [printYaml({ groups }), printYaml({ spec: { groups } })].map(({ text, count: height, lines }) => ({
    text,
    height,
    lines,
  }));
}

const isFilled = (group: Noted) =>
  ((group.value as YamlMap)["rules"] as YamlList).some((rule) => rule instanceof PrintedItems);

/** Rules of an SLO among others are those of it alone: in a workspace that nobody has met before no shape is known. */
function expectSame(workspace: Workspace, service: Service, slo: SliSlo): boolean {
  const among = ruleGroups(service, slo, workspace, 60);
  const alone = ruleGroups(service, slo, { ...workspace }, 60);
  expect(alone.some(isFilled)).toBe(false);
  const [filled, made] = [printed(among), printed(alone)];
  for (const [at, { text, height, lines }] of made.entries()) {
    expect(filled[at]!.text).toBe(text);
    expect(filled[at]!.height).toBe(height);
    expect(filled[at]!.lines).toEqual(lines);
    for (const [line, { origin: right }] of lines.entries()) expect(filled[at]!.lines[line]!.origin).toBe(right);
  }
  return among.every(isFilled);
}

describe("rules that are filled into those of a shape", () => {
  const cases = fc.tuple(workspaces, fc.tuple(kind, kind), fc.array(one, { minLength: 12, maxLength: 24 }));
  property("are those that are made for the SLO alone, with its origins", 60, cases, ([world, kinds, all]) => {
    const workspace = worldOf(world);
    for (const given of all)
      if (expectSame(workspace, ...modelOf(given, kinds[given.kind]!, world))) count("SLOs whose rules were filled in");
  });

  const word = fc.stringMatching(/^[a-z]{3,25}$/);
  const alike = fc.array(fc.record({ service: word, slo: word }), { minLength: 40, maxLength: 40 });
  property("are filled in for many names of one kind", 10, fc.tuple(one, kind, alike), ([given, like, all]) => {
    fc.pre(
      [given.job, given.owner, given.sli, ...Object.values(given.labels)].every((text) => !/Q[a-zA-Z]q*Z/.test(text)),
    );
    const world: World = {
      severities: { page: "page", ticket: "ticket", info: "info" },
      url: "https://grafana.example/",
      targets: ["prometheus"],
      environment: "production",
    };
    const workspace = worldOf(world);
    const filled = all.filter((names) =>
      expectSame(workspace, ...modelOf({ ...given, ofSlo: "a", ...names }, like, world)),
    );
    expect(filled.length).toBeGreaterThan(all.length / 4);
  });

  it("are those of the workspace that they are made for", () => {
    const { sli } = lowerSli("requests", { type: "availability", prometheus: { total: "a_total", bad: "b_total" } });
    const severities = (page: string) => makeWorkspace({}, { severities: { page, ticket: "ticket", info: "info" } });
    for (const workspace of [severities("page"), severities("critical")])
      for (const slo of ["one", "two", "six"]) {
        const made = makeSlo("shop", slo, sli!, { objective: "99%" });
        const filled = expectSame(workspace, makeService("shop", [made]), made);
        expect(filled).toBe(slo === "six");
      }
  });
});
