/** Every kind of name: where it is defined and referred to, what completes it, what a rename writes, and what the renamed workspace then means. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Location, Range, WorkspaceEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { compileProject, openProject } from "../../src/compile.ts";
import { compareSnapshots } from "../../src/diff/compare.ts";
import { factsOf, receiversOf, type ServiceFacts } from "../../src/diff/snapshot.ts";
import { memoryHost } from "../../src/host/memory.ts";
import { inEnvironment } from "../../src/model/workspace.ts";
import { LspClient, richClient, uri } from "../support/lsp-client.ts";
import { files, paths } from "../support/lsp-names.ts";

const { workspace, kit, cart, shop } = paths;
let client: LspClient;
beforeAll(async () => {
  client = await LspClient.start({ files, capabilities: richClient });
  for (const path of Object.values(paths)) await client.open(path);
  await client.findings(shop, (found) => found.length > 0);
});
afterAll(() => client.stop());

interface Row {
  readonly kind: string;
  readonly to: string;
  /** With « » around the name, and what is written there for it where that is something else. The first defines it. */
  readonly places: readonly (readonly [path: string, context: string, text?: string])[];
  /** What else is written. */
  readonly besides?: readonly [path: string, from: string, to: string];
  /** A text with the cursor, in the place of another, where the name is offered; undefined where nothing can refer to it. */
  readonly complete?: readonly [path: string, from: string, to: string];
  /** The others are names of what is made of it. */
  readonly onlyFromFirst?: true;
  /** `tocsin diff` has nothing to say of it. */
  readonly isSilent?: true;
}

const rows: readonly Row[] = [
  {
    kind: "team",
    to: "net",
    places: [
      [workspace, "teams: { «web»:"],
      [cart, "owner: «web»"],
      [shop, "owner: «web»"],
    ],
    complete: [shop, "owner: web", "owner: |"],
  },
  {
    kind: "receiver",
    to: "night",
    places: [
      [workspace, "  «oncall»: { pager"],
      [workspace, "page: «oncall»,"],
      [shop, "page: { notify: «oncall» }"],
    ],
    complete: [shop, "page: { notify: oncall }", "page: { notify: | }"],
  },
  {
    kind: "destination",
    to: "logstore",
    places: [
      [workspace, "destinations: { «loki»:"],
      [shop, "destinations: [«loki»]"],
    ],
    complete: [shop, "destinations: [loki]", "destinations: [|]"],
  },
  {
    kind: "hours",
    to: "working",
    places: [
      [workspace, "hours: { «office»:"],
      [shop, "hours: «office»"],
    ],
    complete: [shop, "hours: office", "hours: |"],
  },
  {
    kind: "environment",
    to: "test",
    places: [
      [workspace, "production } }, «staging»: {"],
      [shop, "environments:\n  «staging»:"],
    ],
    complete: [shop, "environments:\n  staging:", "environments:\n  s|:"],
  },
  {
    kind: "workspace",
    to: "store",
    places: [[workspace, "workspace: «acme»"]],
    isSilent: true,
  },
  {
    kind: "service",
    to: "basket",
    places: [
      [cart, "service: «cart»"],
      [shop, "dependsOn: [«cart»]"],
      [shop, "[requests, «cart»/visits]"],
    ],
    complete: [shop, "dependsOn: [cart]", "dependsOn: [|]"],
  },
  {
    kind: "kit",
    to: "queue-worker",
    places: [
      [kit, "kit: «worker»"],
      [shop, "kit: «worker»,"],
    ],
    complete: [shop, "kit: worker,", "kit: |,"],
  },
  {
    kind: "use of a kit under a name of its own",
    onlyFromFirst: true,
    to: "mail-out",
    places: [
      [shop, "uses: { «jobs»:"],
      [shop, "sli: «jobs-tasks»", "mail-out-tasks"],
      [shop, "«JobsStuck»:", "MailOutStuck"],
    ],
  },
  {
    kind: "parameter of a kit",
    to: "queue",
    places: [
      [kit, "parameters: { «topic»:"],
      [kit, "total: 'tasks_total{topic=\"${«topic»}"],
      [kit, "bad: 'tasks_total{topic=\"${«topic»}"],
      [kit, 'waiting{topic="${«topic»}'],
      [shop, "worker, «topic»: orders"],
    ],
    complete: [shop, "topic: orders", "|: orders"],
  },
  {
    kind: "text of a service",
    to: "shard",
    places: [
      [shop, "vars: { «pool»:"],
      [shop, 'pool="${«pool»}"'],
    ],
    complete: [shop, 'pool="${pool}"', 'pool="${|}"'],
  },
  {
    kind: "SLI of a kit",
    isSilent: true,
    to: "work",
    places: [
      [kit, "slis:\n  «tasks»:"],
      [shop, "sli: «jobs-tasks»", "jobs-work"],
    ],
    complete: [shop, "sli: jobs-tasks", "sli: |"],
  },
  {
    kind: "SLO",
    to: "answers",
    places: [
      [shop, "slos:\n  «requests»: 99.9%"],
      [shop, "of: [«requests»,"],
      [shop, "guarantees: { «requests»:"],
      [shop, "slo: «requests»,"],
      [shop, 'slo=~\\"«requests»|'],
      [shop, "steadyState: { «requests»:"],
      [shop, "slos: { «requests»: 99.5%"],
    ],
    besides: [shop, "answers: 99.9%", "answers: { sli: requests, objective: 99.9% }"],
    complete: [shop, "of: [requests,", "of: [|,"],
  },
  {
    kind: "declared counter",
    to: "answers_total",
    places: [
      [shop, "    «requests_total»: { type"],
      [shop, "total: «requests_total»"],
      [shop, "bad: '«requests_total»{"],
      [shop, "value: 'sum(rate(«requests_total»{"],
      [shop, 'minute: "sum(rate(«requests_total»{'],
      [shop, 'Sales, value: "sum(rate(«requests_total»{'],
    ],
    complete: [shop, "total: requests_total", "total: |"],
  },
  {
    kind: "declared histogram",
    to: "answer_seconds",
    places: [
      [shop, "    «duration_seconds»: { type"],
      [shop, "histogram: «duration_seconds»"],
      [shop, "rate(«duration_seconds_count»{", "answer_seconds_count"],
    ],
    complete: [shop, "histogram: duration_seconds", "histogram: |"],
  },
  {
    kind: "recorded series",
    to: "requests_a_minute",
    places: [
      [shop, "record: { «requests_per_minute»:"],
      [shop, "value: «requests_per_minute»"],
    ],
    complete: [shop, "value: requests_per_minute", "value: |"],
  },
  {
    kind: "counter of a log stream",
    to: "error_logs_total",
    places: [
      [shop, "metric: «failure_logs_total»"],
      [shop, "rate(«failure_logs_total»["],
    ],
    complete: [shop, "sum(rate(failure_logs_total[", "sum(rate(|["],
  },
  {
    kind: "metric that a kit declares",
    to: "jobs_total",
    places: [
      [kit, "declare: { «tasks_total»:"],
      [kit, "total: '«tasks_total»{"],
      [kit, "bad: '«tasks_total»{"],
    ],
    complete: [shop, "total: requests_total", "total: |"],
  },
  {
    kind: "alert",
    to: "TooFew",
    places: [
      [shop, "  «Slow»:\n"],
      [shop, 'alertname="«Slow»"'],
      [shop, "alerts: { «Slow»:"],
    ],
    complete: [shop, "alerts: { Slow: { for: 20m }", "alerts: { |: { for: 20m }"],
  },
  {
    kind: "alert of a kit",
    to: "PileUp",
    places: [
      [kit, "alerts:\n  «Stuck»:"],
      [shop, "«JobsStuck»:", "JobsPileUp"],
    ],
  },
  {
    kind: "anomaly",
    to: "load",
    places: [
      [shop, "anomalies:\n  «traffic»:"],
      [shop, "anomalies: { «traffic»:"],
    ],
    complete: [shop, "anomalies: { traffic: null }", "anomalies: { | }"],
  },
  {
    kind: "experiment",
    to: "pod-loss",
    places: [
      [shop, "chaos:\n  «kill»:"],
      [shop, "chaos: { «kill»:"],
    ],
    complete: [shop, "chaos: { kill: null }", "chaos: { | }"],
  },
  {
    kind: "maintenance",
    to: "sundays",
    places: [
      [shop, "maintenance: { «weekly»: { sched"],
      [shop, "maintenance: { «weekly»: null"],
    ],
    complete: [shop, "maintenance: { weekly: null }", "maintenance: { | }"],
  },
  {
    kind: "correction",
    to: "region-outage",
    places: [
      [shop, "corrections:\n  «outage»:"],
      [shop, "corrections: { «outage»:"],
    ],
    complete: [shop, "corrections: { outage: null }", "corrections: { | }"],
  },
  {
    kind: "log stream",
    to: "errors",
    places: [
      [shop, "streams: { «failures»: { where"],
      [shop, "streams: { «failures»: { retention"],
    ],
    complete: [shop, "streams: { failures: { retention", "streams: { |: { retention"],
  },
  { kind: "log event", to: "order_taken", places: [[shop, "events: { «order_placed»:"]] },
  { kind: "span", to: "purchase", places: [[shop, "spans: { «checkout»:"]] },
  {
    kind: "dashboard",
    to: "revenue",
    places: [
      [shop, "  «sales»: { title"],
      [shop, "dashboards: { «sales»: null"],
    ],
    complete: [shop, "dashboards: { sales: null }", "dashboards: { | }"],
  },
];

describe.each(rows)("$kind", ({ to, places, besides, complete, onlyFromFirst, isSilent }) => {
  const found = places.map(([path, context, text]) => {
    const [before = "", name = "", after = ""] = context.split(/[«»]/);
    const start = files[path]!.indexOf(before + name + after);
    if (start < 0) throw new Error(`${path} has no ${context}`);
    return { path, name, start: start + before.length, text: text ?? to };
  });
  const [own] = found;
  const asked = onlyFromFirst ? found.slice(0, 1) : found;
  const position = ({ path, start }: { path: string; start: number }) => client.documents.get(path)!.positionAt(start);
  const ask = <T>(method: string, place: { path: string; start: number }, more: object = {}) =>
    client.request<T>(`textDocument/${method}`, {
      textDocument: { uri: uri(place.path) },
      position: position(place),
      ...more,
    });
  const shown = (path: string, { line, character }: Range["start"]) => `${path}:${line + 1}:${character + 1}`;
  const pathOf = (at: string) => at.slice(uri("").length);

  it("is defined, and found wherever it stands", async () => {
    const wanted = found.map((place) => shown(place.path, position(place))).sort();
    for (const place of asked) {
      const all = await ask<Location[]>("references", place, { context: { includeDeclaration: true } });
      expect(all.map(({ uri: at, range }) => shown(pathOf(at), range.start)).sort()).toEqual(wanted);
      const lights = await ask<{ range: Range }[]>("documentHighlight", place);
      expect(lights.map(({ range }) => shown(place.path, range.start)).sort()).toEqual(
        wanted.filter((one) => one.startsWith(`${place.path}:`)),
      );
      // That of an SLO without an SLI of its own leads there.
      if (besides !== undefined && place === own) continue;
      const defined = [await ask<Location | Location[]>("definition", place)].flat()[0]!;
      expect(shown(pathOf(defined.uri), defined.range.start)).toBe(shown(own!.path, position(own!)));
    }
  });

  it("is renamed from each of them, and means the same", async () => {
    const wanted: Record<string, string> = {};
    for (const { path, name, start, text } of found.toSorted((a, b) => b.start - a.start)) {
      const before = wanted[path] ?? files[path]!;
      wanted[path] = before.slice(0, start) + text + before.slice(start + name.length);
    }
    if (besides !== undefined) wanted[besides[0]] = wanted[besides[0]]!.replace(besides[1], besides[2]);
    for (const place of asked) {
      const edit = await ask<WorkspaceEdit>("rename", place, { newName: to });
      expect({ ...client.applied(edit) }).toEqual(wanted);
    }
    const before = await meaning(files);
    const after = await meaning({ ...files, ...wanted });
    expect(after.codes).toEqual(before.codes);
    const back = (text = "") =>
      found.reduce(
        (now, { name, text: put }) => now.replaceAll(new RegExp(`(?<![\\w-])${put}(?![\\w-])`, "g"), name),
        text,
      );
    const changes = compareSnapshots(before.snapshot, after.snapshot);
    expect(changes.length > 0).toBe(isSilent !== true);
    // With the old name again what was added is what was removed, and what was changed is as it was.
    const told = (kind: string) =>
      changes.flatMap((one) => (one.kind === kind ? [`${back(one.subject)} ${back(one.what)}`] : [])).sort();
    expect(told("added")).toEqual(told("removed"));
    for (const one of changes.filter((change) => change.kind === "changed"))
      expect(back(one.after)).toBe(back(one.before));
  });

  if (complete === undefined) return;
  it("is completed", async () => {
    const [path, from, text] = complete;
    const bar = text.indexOf("|");
    const start = files[path]!.indexOf(from);
    await client.edit(path, text.replace("|", ""), start, start + from.length);
    const at = TextDocument.create("", "yaml", 1, client.textOf(path)).positionAt(start + bar);
    const { items } = await client.request<{ items: { label: string }[] }>("textDocument/completion", {
      textDocument: { uri: uri(path) },
      position: at,
    });
    await client.edit(path, files[path]!);
    const name = found.findLast((place) => place.path === path)?.name ?? own!.name;
    expect(items.map(({ label }) => label)).toContain(name);
  });
});

describe("a rename is refused", () => {
  interface Refused {
    readonly why: string;
    /** Texts put in the place of others first. */
    readonly edits?: readonly (readonly [path: string, from: string, to: string])[];
    readonly at: readonly [path: string, needle: string];
    readonly to?: string;
  }
  const refused: readonly Refused[] = [
    {
      why: "`services/shop.service.yaml` line 33 may mean the SLO `requests` too",
      edits: [[shop, "requests|speed", "req.*"]],
      at: [shop, "  requ|ests: 99.9%"],
    },
    {
      why: "service `cart` has the alert `Slow` too: where it stands it cannot be told which is meant",
      edits: [
        [shop, ', service="shop"\n', "\n"],
        [cart, "slis:", "alerts: { Slow: { when: vector(1) > 2 } }\nslis:"],
      ],
      at: [shop, "  Sl|ow:\n"],
    },
    {
      why: "`tocsin.yaml` lays something over the anomaly `traffic` of every service",
      edits: [[workspace, "targets:", "defaults: { anomalies: { traffic: { sigma: 4 } } }\ntargets:"]],
      at: [shop, "anomalies:\n  traf|fic"],
    },
    { why: "the dashboard `overview` is a word of the language", at: [shop, "over|view:"] },
    {
      why: "the SLI `lcp` is a word of the language",
      edits: [[cart, "slis:", "rum: { origins: [https://a.example], vitals: { lcp: 2500ms } }\nslis:"]],
      at: [cart, "vitals: { l|cp"],
    },
    {
      why: "the SLI `availability` is given by the kit `prom-http`, which is built in",
      edits: [[cart, "slos:", "uses: prom-http\nslos:\n  up: { sli: availability, objective: 99% }"]],
      at: [cart, "sli: avail|ability"],
    },
    {
      why: "the kit `prom-http` is built in",
      edits: [[cart, "slis:", "uses: prom-http\nslis:"]],
      at: [cart, "prom|-http"],
    },
    { why: "the metric `visits_total` is not defined in a file of this workspace", at: [cart, "total: visits|_total"] },
    {
      // d
      why: "`services/shop.service.yaml` line 29 gives the metric `duration_seconds` without writing it",
      edits: [
        [
          shop,
          "|\n      # fewer than it takes\n      sum(rate(duration_seconds_count{${match}}[5m])) < 5",
          '"\\x64uration_seconds_count < 5"',
        ],
      ],
      at: [shop, "    duration|_seconds: {"],
    },
    { why: "there is a metric `tasks_total` already", at: [shop, "    requests|_total: {"], to: "tasks_total" },
    { why: "there is a name `service` already", at: [shop, "vars: { po|ol"], to: "service" },
    { why: "`worker` is a kit: what it gives would have no prefix", at: [shop, "uses: { jo|bs"], to: "worker" },
    {
      why: "there is an SLI `jobs-requests` already",
      edits: [[shop, "  speed: { type", "  jobs-requests: { type"]],
      at: [kit, "  tas|ks:"],
      to: "requests",
    },
    { why: "there are hours `always` already", at: [workspace, "off|ice:"], to: "always" },
    {
      why: "there is a team `net` already",
      edits: [[workspace, "teams: { web:", "teams: { net: {}, w(eb:"]],
      at: [workspace, "w(|eb:"],
      to: "net",
    },
    { why: "YAML takes `null` for something else", at: [cart, "service: ca|rt"], to: "null" },
    { why: "Too slow", at: [shop, "  Sl|ow:\n"], to: "Too slow" },
  ];

  it.each(refused)("$why", async ({ why, edits = [], at: [path, needle], to = "renamed" }) => {
    const texts: Record<string, string> = {};
    for (const [file, from, put] of edits) {
      const text = texts[file] ?? files[file]!;
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      texts[file] = text.replace(from, () => put);
    }
    for (const [file, text] of Object.entries(texts)) await client.edit(file, text);
    await expect(client.ask("rename", path, needle, { newName: to })).rejects.toThrow(why);
    for (const file of Object.keys(texts)) await client.edit(file, files[file]!);
  });

  it("where the workspace's own Alertmanager configuration may mean it", async () => {
    const own = await LspClient.start({
      files: {
        ...files,
        [workspace]: files[workspace]!.replace("targets: {", "targets: { alertmanager: { base: base.yaml },"),
        "base.yaml":
          'route:\n  receiver: old\n  routes:\n    - { receiver: old, matchers: [owner="web"] }\nreceivers: [{ name: old }]\n',
      },
    });
    await own.open(shop);
    await expect(own.ask("rename", shop, "owner: w|eb", { newName: "net" })).rejects.toThrow(
      "`base.yaml` line 4 may mean the team `web` too",
    );
    await own.stop();
  });
});

it("leads from a series of tocsin's to what it is made of", async () => {
  const defined = async (needle: string) => {
    const found = await client.ask<Location | Location[]>("definition", shop, needle);
    return [found].flat().map(({ uri: at, range }) => client.documents.get(at.slice(uri("").length))!.getText(range));
  };
  expect(await defined("max(slo:burn|_rate")).toEqual(["requests", "speed"]);
  expect(await defined("count(ALE|RTS{")).toEqual(["Slow"]);
  expect(await defined('=~\\"requ|ests')).toEqual(["requests"]);
});

/** What a workspace is, as `tocsin diff` compares it, and what is found in it. */
async function meaning(texts: Readonly<Record<string, string>>) {
  const host = memoryHost({
    files: Object.fromEntries(Object.entries(texts).map(([path, text]) => [`/w/${path}`, text])),
  });
  const project = await openProject({ host, folder: "/w", messages: false });
  const services = new Map<string, Map<string, ServiceFacts>>();
  const { diagnostics } = compileProject(project, {
    artifacts: false,
    targets: [],
    today: "2026-11-25",
    onService({ service, environment }) {
      const name = environment?.name ?? "";
      const known = services.get(name) ?? new Map<string, ServiceFacts>();
      services.set(
        name,
        known.set(service.name, factsOf(service, inEnvironment(project.workspace!, environment), undefined)),
      );
    },
  });
  return {
    codes: diagnostics.map(({ code }) => code).sort(),
    snapshot: { services, receivers: receiversOf(project.workspace!.receivers) },
  };
}
