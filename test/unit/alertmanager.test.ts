import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadYaml } from "../../src/1-load/yaml.ts";
import { resolveBase } from "../../src/3-resolve/lower/alertmanager-base.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { memoryHost } from "../../src/host/memory.ts";
import { compileProject, openProject } from "../../src/compile.ts";
import type { Artifact } from "../../src/5-emit/artifact.ts";
import { extendBase } from "../../src/5-emit/alertmanager/base.ts";
import { goString, goText } from "../../src/5-emit/shared/go.ts";
import { renderMessages } from "../../src/5-emit/shared/messages.ts";
import type { Labels } from "../../src/model/service.ts";
import { routesFor } from "../../src/model/routing/walk.ts";
import type { Routing } from "../../src/model/routing/tree.ts";
import { makeWorkspace } from "../support/model.ts";

const additions = {
  "/route/routes": [{ matchers: ['service="cart"'], receiver: "ours" }],
  "/receivers": [{ name: "ours", webhook_configs: [{ url: "https://hooks.example" }] }],
  "/inhibit_rules": [{ source_matchers: ['severity="page"'], target_matchers: ['severity="ticket"'], equal: ["slo"] }],
  "/time_intervals": [{ name: "ours", time_intervals: [{ weekdays: ["sunday"] }] }],
  "/templates": ["templates/tocsin.tmpl"],
};

function baseOf(text: string) {
  const { value, diagnostics } = loadYaml("base.yaml", new TextEncoder().encode(text));
  expect(diagnostics).toEqual([]);
  const found: Diagnostic[] = [];
  const base = resolveBase(value!, new Map(), (one) => void found.push(one));
  return { base, found };
}

function extend(text: string): string {
  const { base, found } = baseOf(text);
  expect(found).toEqual([]);
  const { value, diagnostics } = extendBase(base!, additions);
  expect(diagnostics).toEqual([]);
  return value!.text;
}

interface Config {
  route: { routes?: unknown[] };
  receivers: unknown[];
  inhibit_rules?: unknown[];
  time_intervals?: unknown[];
  templates?: unknown[];
}

/** What a base with the additions says, by a reader that takes no part in making it. */
function expected(text: string): Config {
  const base = parse(text) as Config;
  const last = (key: "/receivers" | "/inhibit_rules" | "/time_intervals" | "/templates", own: unknown[] = []) => [
    ...own,
    ...additions[key],
  ];
  return {
    ...base,
    route: { ...base.route, routes: [...additions["/route/routes"], ...(base.route.routes ?? [])] },
    receivers: last("/receivers", base.receivers),
    inhibit_rules: last("/inhibit_rules", base.inhibit_rules),
    time_intervals: last("/time_intervals", base.time_intervals),
    templates: last("/templates", base.templates),
  };
}

/** Whether a text is another with something put in, nothing taken out or exchanged. */
function isKept(whole: string, part: string): boolean {
  let at = 0;
  for (const c of whole) if (c === part[at]) at++;
  return at === part.length;
}

const tail = "receivers: [{ name: x }]\n";
const ways: readonly (readonly [name: string, text: string])[] = [
  ["without routes", `route: { receiver: x }\n${tail}`],
  ["without routes, in lines", `route:\n  receiver: x\n  group_by: [a]   # why\n\n${tail}`],
  ["routes without a value", `route:\n  receiver: x\n  routes: # none yet\n${tail}`],
  ["empty lists", `route: { receiver: x, routes: [] }\nreceivers: [{ name: x }]\ninhibit_rules: []\ntemplates: [ ]\n`],
  [
    "lists in brackets",
    `route:\n  receiver: x\n  routes: [{ receiver: x, match: { a: b } }]\n${tail}templates: ['a.tmpl']\n`,
  ],
  [
    "lists in brackets over lines",
    `route:\n  receiver: x\n  routes: [ # mine\n    { receiver: x },\n    { receiver: x } # last\n    ]\n${tail}`,
  ],
  [
    "items at the indentation of their key",
    "receivers:\n- name: x\nroute:\n  routes:\n  # first\n  - receiver: x\n    matchers: [a=b]\n  receiver: x\n",
  ],
  [
    "items further in",
    "route:\n    routes:\n        - receiver: x\n          routes:\n            - receiver: x\n    receiver: x\nreceivers:\n    - name: x\n",
  ],
  [
    "a block of text at the end",
    "route: { receiver: x }\nreceivers:\n  - name: x\n    email_configs:\n      - to: a@b.c\n        text: |\n          one\n\n          two\n",
  ],
  ["no line break at the end", "route:\n  receiver: x\nreceivers:\n- name: x"],
  ["comments at the end", `route: { receiver: x }\n${tail}# receivers: []\n#   - all done\n`],
  ["a start and an end of the document", `---\nroute: { receiver: x }\n${tail}...\n`],
  ["JSON", '{ "route": { "receiver": "x", "routes": [{ "receiver": "x" }] }, "receivers": [{ "name": "x" }] }\n'],
  ["keys that nobody knows", `tracing: { of: [1, 0x10, 1e3, ~] }\nroute: { receiver: x, labels: { a: on } }\n${tail}`],
  ["Windows line breaks", `route:\r\n  receiver: x\r\n  routes:\r\n    - receiver: x\r\n${tail}`],
];

describe("a base with ours added", () => {
  it.each(ways)("%s", (_, text) => {
    const made = extend(text);
    expect(parse(made)).toEqual(expected(text));
    expect(isKept(made, text.replaceAll("\r\n", "\n"))).toBe(true);
  });

  it("is refused, with its place, where nothing can be put beside what is there", () => {
    for (const [text, marked] of [
      [`route: { receiver: x, routes: null }\n${tail}`, "routes"],
      [`x: &list [{ receiver: x }]\nroute: { receiver: x, routes: *list }\n${tail}`, "routes"],
      [`route:\n  receiver: x\n  routes: &list\n  - receiver: x\nother: *list\n${tail}`, "routes"],
      [`route: { receiver: x }\n${tail}templates: ~\n`, "templates"],
      ["route: { receiver: x }\nreceivers:\n  - name: x\n    description: |+\n      one\n\n", "receivers"],
    ] as const) {
      const { base } = baseOf(text);
      const { value, diagnostics } = extendBase(base!, additions);
      expect(value).toBeUndefined();
      expect(diagnostics.map(({ code, span }) => [code, text.slice(span.start, span.end)])).toEqual([
        ["emit/base-not-extended", marked],
      ]);
    }
  });

  it("decides as before for every alert that is not ours, whatever its routes are", () => {
    const label = fc.constantFrom("team", "severity", "cluster", "alertname");
    const value = fc.constantFrom("a", "b", "c", "");
    const matcher = fc.tuple(label, fc.constantFrom("=", "!=", "=~", "!~"), value).map((parts) => {
      const [name, op, text] = parts;
      return `${name}${op}${JSON.stringify(op.endsWith("~") && text !== "" ? `${text}|x.*` : text)}`;
    });
    const routeOf = (routes: fc.Arbitrary<object[]>) =>
      fc.record({
        receiver: fc.constantFrom("x", "y", "z"),
        matchers: fc.array(matcher, { maxLength: 2 }),
        continue: fc.boolean(),
        routes,
      });
    const leaves = fc.array(routeOf(fc.constant([])), { maxLength: 2 });
    const tree = routeOf(fc.array(routeOf(leaves), { maxLength: 3 }));
    const labels = fc.dictionary(label, value, { maxKeys: 4 });
    fc.assert(
      fc.property(
        fc.array(tree, { maxLength: 3 }),
        fc.array(labels, { minLength: 1, maxLength: 5 }),
        (routes, some) => {
          const text = JSON.stringify({
            route: { receiver: "x", routes },
            receivers: ["x", "y", "z"].map((name) => ({ name })),
          });
          const [before, after] = [routingIn(text), routingIn(extend(text))];
          for (const one of some) expect(toldBy(after, one)).toEqual(toldBy(before, one));
          expect(toldBy(after, { service: "cart" })).toEqual(["ours"]);
        },
      ),
      { numRuns: 100 },
    );
  });
});

function routingIn(text: string): Routing {
  return baseOf(text).base!.routing;
}

function toldBy({ root }: Routing, labels: Labels): readonly string[] {
  return routesFor(root, labels).map(({ receiver }) => receiver);
}

describe("a base is read as Alertmanager reads it", () => {
  it("matchers old and new, groups, waits and times", () => {
    const { base, found } = baseOf(`
route:
  receiver: x
  group_by: ["..."]
  group_wait: 1m30s
  routes:
    - match: { a: b }
      match_re: { c: d|e }
      matchers: ['{f!="g", h=~"i,j"}', 'k = l', '"m.n" !~ "o\\"p\\\\q\\nr"']
      continue: true
      mute_time_intervals: [nights]
receivers: [{ name: x }]
time_intervals:
  - name: nights
    time_intervals:
      - { times: [{ start_time: "22:00", end_time: "24:00" }], weekdays: ["monday:friday", sunday], location: Europe/Berlin }
      - { days_of_month: ["-3:-1"], months: ["march:5", december], years: ["2026:2027", 2030] }
inhibit_rules: [{ source_match: { a: b }, target_matchers: ['c="d"'], equal: [e] }]
`);
    expect(found).toEqual([]);
    const { root, timeIntervals, inhibitRules } = base!.routing;
    expect(root).toMatchObject({ receiver: "x", groupBy: "all", groupWait: 90 });
    expect(root.routes[0]).toMatchObject({ continue: true, muteTimes: ["nights"] });
    expect(root.routes[0]!.matchers).toEqual([
      { label: "a", op: "=", value: "b" },
      { label: "c", op: "=~", value: "d|e" },
      { label: "f", op: "!=", value: "g" },
      { label: "h", op: "=~", value: "i,j" },
      { label: "k", op: "=", value: "l" },
      { label: "m.n", op: "!~", value: 'o"p\\q\nr' },
    ]);
    expect(timeIntervals[0]!.times).toEqual([
      {
        times: [{ from: 1320, to: 1440 }],
        weekdays: [
          { first: 1, last: 5 },
          { first: 0, last: 0 },
        ],
        location: "Europe/Berlin",
      },
      {
        daysOfMonth: [{ first: -3, last: -1 }],
        months: [
          { first: 3, last: 5 },
          { first: 12, last: 12 },
        ],
        years: [
          { first: 2026, last: 2027 },
          { first: 2030, last: 2030 },
        ],
      },
    ]);
    expect(inhibitRules[0]).toMatchObject({
      source: [{ label: "a", op: "=", value: "b" }],
      target: [{ label: "c", op: "=", value: "d" }],
      equal: ["e"],
    });
  });

  it("from the workspace alone: a link, and what lies behind one, is refused", async () => {
    const files = {
      "/w/tocsin.yaml": `version: 1\nworkspace: w\nspecs: ["services/*.service.yaml"]\ntargets: { alertmanager: { base: sub/base.yaml } }\n`,
      "/w/services/a.service.yaml": "version: 1\nservice: a\n",
      "/elsewhere/base.yaml": "route: { receiver: x }\nreceivers: [{ name: x }]\n",
    };
    for (const links of [{ "/w/sub": "/elsewhere" }, { "/w/sub/base.yaml": "/elsewhere/base.yaml" }]) {
      const { diagnostics } = await openProject({ host: memoryHost({ files, links }), folder: "/w" });
      expect(diagnostics.map(({ code, title }) => `${code} ${title}`)).toEqual([
        "resolve/base-unreadable the base `sub/base.yaml` cannot be read: it is a link, or lies behind one",
      ]);
    }
  });
});

it("templates of the workspace are no links", async () => {
  const files = {
    "/w/tocsin.yaml": `version: 1\nworkspace: w\nspecs: ["services/*.service.yaml"]\ntargets: { alertmanager: {} }\n`,
    "/w/services/a.service.yaml": "version: 1\nservice: a\n",
    "/elsewhere/notifications/sns.hbs": "secret",
  };
  const { diagnostics } = await openProject({
    host: memoryHost({ files, links: { "/w/templates": "/elsewhere" } }),
    folder: "/w",
  });
  expect(diagnostics.map(({ code, title }) => `${code} ${title}`)).toEqual([
    "emit/message-template this template of notifications cannot be used: it cannot be read: it is a link, or lies behind one",
  ]);
});

describe("environments", () => {
  const files = (staging: string) => ({
    "/w/tocsin.yaml": `version: 1
workspace: w
specs: ["services/*.service.yaml"]
environments: { production: { labels: { env: prod } }, staging: { labels: { env: stage }${staging} } }
teams: { t: { notify: { page: r, ticket: r } } }
receivers: { r: { webhook: { url: "https://hooks.example" } } }
targets: { prometheus: { retention: 40d }, alertmanager: {} }
`,
    "/w/services/a.service.yaml": `version: 1
service: a
owner: t
links: { runbook: "https://runbooks.example/a" }
uses: { prom-http: {} }
match: { job: a }
slos: { availability: 99.9% }
`,
  });
  const emitted = async (staging: string, environments?: readonly string[]) => {
    const project = await openProject({ host: memoryHost({ files: files(staging) }), folder: "/w" });
    let together: readonly Artifact[] = [];
    const { ok } = compileProject(project, {
      ...(environments && { environments }),
      onTogether: (artifacts) => void (together = artifacts),
    });
    expect(ok).toBe(true);
    return together;
  };

  it("share one configuration", async () => {
    const together = await emitted("");
    expect(together.map(({ path }) => path)).toEqual([
      "alertmanager/alertmanager.yaml",
      "alertmanager/templates/tocsin.tmpl",
    ]);
    expect(together[0]!.text).toContain('env="prod"');
    expect(together[0]!.text).toContain('env="stage"');
  });

  it("unless one has options of its own: then it has its own, and no alert of it is in the others'", async () => {
    const together = await emitted(", targets: { alertmanager: { as: [operator] } }");
    expect(together.map(({ path }) => path)).toEqual([
      "alertmanager/alertmanager.yaml",
      "alertmanager/templates/tocsin.tmpl",
      "staging/alertmanager/operator/w--staging.alertmanagerconfig.yaml",
    ]);
    expect(together[0]!.text).not.toContain("stage");
    expect(together[2]!.text).not.toContain("prod");
  });

  it("one alone changes nothing that all share", async () => {
    expect(await emitted("", ["staging"])).toEqual([]);
  });
});

describe("messages", () => {
  it("hold no text that Go would take for an action", () => {
    expect(goText("a {{ b }} {")).toBe('a {{ "{{" }} b }} {{ "{" }}');
    expect(goText("{{{")).toBe('{{ "{{" }}{{ "{" }}');
    expect(goString('"\\\n\u2028')).toBe('"\\"\\\\\\n\\u2028"');
  });

  it("know the words of the workspace, and tocsin's own where they mean nothing else", () => {
    const said = (severities: { page: string; ticket: string; info: string }) =>
      /define "tocsin.word" \}\}(.*)/.exec(renderMessages({ ...makeWorkspace(), severities }).value!)![1];
    expect(said({ page: "critical", ticket: "warning", info: "info" })).toContain(
      '{{ if eq . "critical" "page" }}PAGE{{ else if eq . "warning" "ticket" }}TICKET{{ else }}INFO{{ end }}',
    );
    // somebody calls `ticket` what wakes people
    expect(said({ page: "ticket", ticket: "note", info: "info" })).toContain(
      '{{ if eq . "ticket" "page" }}PAGE{{ else if eq . "note" }}TICKET{{ else }}INFO{{ end }}',
    );
  });

  it("that all channels share must have what ours ask of it", () => {
    const text = ["title", "text", "color", "severity"]
      .map((part) => `{{{{go}}}}{{ define "tocsin.${part}" }}{{ end }}{{{{/go}}}}`)
      .join("");
    const { diagnostics } = renderMessages(makeWorkspace(), new Map([["common", { path: "common.hbs", text }]]));
    expect(diagnostics.map(({ title }) => title)).toEqual([
      expect.stringContaining("it does not define `tocsin.link`, `tocsin.summary`, `tocsin.time`, `tocsin.word`"),
    ]);
  });

  const own = (text: string) =>
    renderMessages(
      makeWorkspace(),
      new Map([["sns", { path: "templates/notifications/sns.hbs", text }]]),
    ).diagnostics.map(({ title }) => title.replace(/^this template of notifications cannot be used: /, ""));
  const parts =
    '{{{{go}}}}{{ define "tocsin.sns.subject" }}{{ end }}{{ define "tocsin.sns.message" }}{{ end }}{{{{/go}}}}';

  it("are made as the page about them shows", () => {
    const page = readFileSync("docs/alertmanager.md", "utf8");
    const [, shown = ""] = /^```handlebars\n(.*?)^```$/ms.exec(page) ?? [];
    expect(shown).toContain("bySeverity");
    expect(own(shown)).toEqual([]);
    const file = { path: "templates/notifications/sns.hbs", text: shown };
    const text = renderMessages(makeWorkspace(), new Map([["sns", file]])).value!;
    expect(text).toContain(
      '{{ define "tocsin.sns.message" }}{{ range .Alerts }}{{ .Annotations.summary }}\n{{ end }}{{ end }}',
    );
    expect(text).toContain("}}WAKE UP{{ else");
  });

  it("a watchdog in a base, as the page shows, is read and routed", () => {
    const [, base = ""] =
      /^```yaml\n# alertmanager\.base\.yaml\n(.*?)^```$/ms.exec(readFileSync("docs/alertmanager.md", "utf8")) ?? [];
    const routing = routingIn(extend(base));
    expect(toldBy(routing, { alertname: "Watchdog" })).toEqual(["watchdog"]);
    expect(toldBy(routing, { service: "cart" })).toEqual(["ours"]);
  });

  it("say what is known of an alert in the words of the template, but for what it shows elsewhere", () => {
    const file = {
      path: "templates/notifications/sns.hbs",
      text: `${parts}{{facts "[NAME|VALUE]" show='template "x" .' without="objective"}}`,
    };
    const text = renderMessages(makeWorkspace(), new Map([["sns", file]])).value!;
    expect(text).toContain(
      '{{ with .Annotations.value }}[Value|{{ template "x" . }}]{{ end }}{{ with .Annotations.bad_parts }}[Bad parts|',
    );
    expect(text).toContain(
      '"bad_events" "budget_left" "budget_gone_in" "targets")).SortedPairs }}[{{ with .Name }}{{ template "x" . }}{{ end }}|{{ with .Value }}{{ template "x" . }}{{ end }}]{{ end }}',
    );
  });

  it("may be the workspace's own, which reach nothing but what is given to them", () => {
    expect(own(`${parts}{{words.page}}{{color.page}}{{text "{{"}}{{quote workspace}}`)).toEqual([]);
    for (const reach of [
      "{{constructor}}",
      "{{words.constructor}}",
      "{{words.__proto__.x}}",
      "{{lookup words 'page'}}",
      "{{#each words}}x{{/each}}",
      "{{log words}}",
      "{{#with words}}x{{/with}}",
    ])
      expect(own(parts + reach), reach).toHaveLength(1);
    expect(own(`${parts}{{#*inline "a"}}{{> a}}{{/inline}}{{> a}}`)).toEqual([
      "partials and decorators are not to be had",
    ]);
    expect(own("x".repeat(70_000))).toEqual(["it is longer than 65536 characters"]);
    const wrapped = (go: string) => own(`${parts}{{{{go}}}}${go}{{{{/go}}}}`);
    expect(
      wrapped('{{ define "x" }}{{ if .Alerts }}{{ "}}" }}{{/* } }} {{ */}}{{ `}}` }}{{- end -}}{{ end }}'),
    ).toEqual([]);
    expect(wrapped('{{ define "x" }}{{ if .Alerts }}{{ end }}')).toEqual(['`{{ define "x" }}` has no `{{ end }}`']);
    expect(wrapped("{{ end }}")).toEqual(["there is an `{{ end }}` too many"]);
    expect(wrapped('{{ "open }}')).toEqual(['`{{ "open }}` is an action of Go that is never closed']);
    expect(wrapped('{{ define "x" }}{{ template "tocsin.titel" . }}{{ template "__subject" . }}{{ end }}')).toEqual([
      "nothing defines `tocsin.titel`, which it calls",
    ]);
    expect(own("nothing")).toEqual(["it does not define `tocsin.sns.message`, `tocsin.sns.subject`"]);
  });
});
