import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileProject, openProject } from "../../src/compile.ts";
import { goString, goText } from "../../src/5-emit/shared/go.ts";
import { byAlertmanager } from "../../src/model/routing/alertmanagers.ts";
import { type EmittedAlert, emittedAlerts } from "../../src/model/alerting/emitted.ts";
import type { RoutedService } from "../../src/model/routing/environments.ts";
import { compileRouting } from "../../src/model/routing/compile.ts";
import { silencers } from "../../src/model/routing/inhibit.ts";
import { allKnown } from "../../src/model/routing/matchers.ts";
import { routesFor } from "../../src/model/routing/walk.ts";
import { inEnvironment, type Workspace } from "../../src/model/workspace.ts";
import type { Routing } from "../../src/model/routing/tree.ts";
import { memoryHost } from "../../src/host/memory.ts";
import { type Alertmanager, type Mail, startAlertmanager } from "../support/alertmanager.ts";
import { type Files, generate, readExample } from "../support/examples.ts";
import { goldenCases } from "../support/golden.ts";
import { run, sleep } from "../support/process.ts";
import { describeWith } from "../support/programs.ts";

const configurations = [
  "examples/shop/generated/alertmanager/alertmanager.yaml",
  ...goldenCases.map((name) => `test/golden/${name}/alertmanager/alertmanager.yaml`),
].filter((path) => existsSync(path));

/** What 0.25 has not learnt yet: `msteamsv2` came with 0.28, files of these secrets with 0.26 (Discord's with 0.27). */
const newerThan025 = ["msteamsv2_configs", "webhook_url_file", "bot_token_file", "url_file"];
const needsNewer = "test/golden/alertmanager-channels/alertmanager/alertmanager.yaml";

/** A text of which every part means something to someone on the way. */
const awkward =
  'it\'s "half" \\ full: {a} {{ .Labels.severity }} {{ template `x` }} `rm` <b>&amp; $1 %d\nsecond line | *bold*';

it("there are configurations of the example and of golden cases", () => {
  expect(configurations.length).toBeGreaterThan(2);
});

describeWith(["amtool"], "amtool 0.34 reads every configuration", ({ amtool }) => {
  it.each(configurations)("%s", async (path) => {
    const loose = await run(amtool, "check-config", path);
    expect(loose, loose.output).toMatchObject({ ok: true, output: expect.stringContaining("1 templates") });
    const strict = await run(amtool, "check-config", "--enable-feature=utf8-strict-mode", path);
    expect(strict, strict.output).toMatchObject({ ok: true });
  });

  it("and refuses a receiver that is not there", async () => {
    const answer = await run(amtool, "check-config", "test/fixtures/alertmanager/unknown-receiver.yaml");
    expect(answer).toMatchObject({ ok: false, output: expect.stringContaining("undefined receiver") });
  });
});

describeWith(["amtool-0.25"], "amtool 0.25 reads every configuration but one", ({ "amtool-0.25": amtool }) => {
  it.each(configurations.filter((path) => path !== needsNewer))("%s", async (path) => {
    const answer = await run(amtool, "check-config", path);
    expect(answer, answer.output).toMatchObject({ ok: true });
  });

  it("which has channels that are newer, and nothing else that it does not know", async () => {
    const { ok, output } = await run(amtool, "check-config", needsNewer);
    expect(ok).toBe(false);
    expect([...output.matchAll(/field (\S+) not found/g)].map(([, field]) => field).sort()).toEqual(
      newerThan025.toSorted(),
    );
  });
});

describeWith(
  ["amtool"],
  "amtool 0.34 decides by a base with ours as by the base, for alerts that are not ours",
  ({ amtool }) => {
    const folder = "test/golden/alertmanager-base";
    const told = async (file: string, labels: readonly string[]) =>
      (await run(amtool, "config", "routes", "test", `--config.file=${folder}/${file}`, ...labels)).output.trim();

    it.each([
      ["the database team: its route goes on, and no other takes it", ["team=db"], "databases"],
      ["the web team", ["team=web", "severity=warning"], "platform"],
      ["an info of the web team: no route", ["team=web", "severity=info"], "platform"],
      ["severities that we use too", ["severity=page", "alertname=Down"], "platform"],
    ])("%s", async (_, labels, receivers) => {
      expect(await told("alertmanager.base.yaml", labels)).toBe(receivers);
      expect(await told("alertmanager/alertmanager.yaml", labels)).toBe(receivers);
    });

    it("and ours are told by ours", async () => {
      const page = ["service=checkout", "owner=shop", "severity=page", "slo=requests"];
      expect(await told("alertmanager/alertmanager.yaml", page)).toBe("shop-oncall");
      expect(await told("alertmanager.base.yaml", page)).toBe("platform");
    });
  },
);

describeWith(["amtool", "amtool-0.25"], "messages, as both versions render them", (programs) => {
  let folder = "";
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "tocsin-messages-"))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const templates = "test/golden/alertmanager-channels/alertmanager/templates/tocsin.tmpl";
  let files = 0;

  /** What a template gives for alerts with these labels. */
  async function render(
    template: string,
    severities: readonly (string | undefined)[],
    status = "firing",
    type = "text",
    glob = templates,
    more: Readonly<Record<string, string>> = {},
  ) {
    const alerts = severities.map((severity) => ({
      status,
      labels: { alertname: "Slow", service: "cart", ...(severity !== undefined && { severity }) },
      annotations: { summary: awkward, ...more },
      startsAt: "2026-03-01T09:05:00+01:00",
      endsAt: "2026-03-01T10:05:00+01:00",
    }));
    const common = { alertname: "Slow", service: "cart" };
    const data = join(folder, `${files++}.json`);
    const annotations = { summary: awkward, runbook_url: "https://runbooks.example/cart" };
    writeFileSync(data, JSON.stringify({ status, alerts, commonLabels: common, commonAnnotations: annotations }));
    const outputs = await Promise.all(
      [programs.amtool, programs["amtool-0.25"]].map(async (amtool) => {
        const text = template.startsWith("{{") ? template : `{{ template "${template}" . }}`;
        const args = [`--template.glob=${glob}`, `--template.type=${type}`, `--template.data=${data}`];
        const { ok, output } = await run(amtool, "template", "render", ...args, `--template.text=${text}`);
        expect(ok, output).toBe(true);
        return output.replace(/\n$/, "");
      }),
    );
    expect(outputs[1]).toBe(outputs[0]);
    return outputs[0]!;
  }

  it.each([
    ["critical", "PAGE", "#ff0000", "P1", "critical"],
    ["page", "PAGE", "#ff0000", "P1", "critical"],
    ["warning", "TICKET", "#ff9500", "P3", "warning"],
    ["ticket", "TICKET", "#ff9500", "P3", "warning"],
    ["info", "INFO", "#36a64f", "P5", "info"],
    ["disaster", "INFO", "#36a64f", "P5", "info"],
    ["", "INFO", "#36a64f", "P5", "info"],
  ])("severity `%s` is %s, %s, %s, %s", async (word, severity, color, priority, pagerduty) => {
    expect(await render("tocsin.color", [word])).toBe(color);
    expect(await render("tocsin.title", [word])).toBe(`[${severity}] Slow cart`);
    expect(await render("tocsin.opsgenie.priority", [word])).toBe(priority);
    expect(await render("tocsin.pagerduty.severity", [word])).toBe(pagerduty);
  });

  it("an alert without any of our labels has a title and a text too", async () => {
    expect(await render("tocsin.title", [undefined])).toBe("[INFO] Slow cart");
    expect(await render("tocsin.color", [undefined])).toBe("#36a64f");
    expect(await render("tocsin.text", [undefined])).toContain(`INFO: ${awkward}`);
  });

  it("the operator's object brings every message that it uses", async () => {
    const path = "test/golden/alertmanager-channels/alertmanager/operator/fixture.alertmanagerconfig.yaml";
    const texts = templatesIn(load(readFileSync(path, "utf8")));
    expect(texts.length).toBeGreaterThan(20);
    for (const text of texts) {
      // Telegram's is HTML by its mode, and the mail's by its kind
      const type = text.includes("<html>") || text.includes("tocsin.telegram.message") ? "html" : "text";
      const name = /\{\{ template "([^"]+)" \. \}\}$/.exec(text)![1]!;
      const alone = await render(text, ["critical", "warning"], "firing", type, "none/*.tmpl");
      expect(alone).toBe(await render(name, ["critical", "warning"], "firing", type));
      expect(alone).not.toBe("");
    }
  });

  it("the worst of several decides, and what is over is green", async () => {
    expect(await render("tocsin.title", ["info", "critical", "warning"])).toBe("[PAGE] Slow cart (3 firing)");
    expect(await render("tocsin.color", ["warning", "info"])).toBe("#ff9500");
    expect(await render("tocsin.title", ["critical"], "resolved")).toBe("[RESOLVED] Slow cart");
    expect(await render("tocsin.color", ["critical"], "resolved")).toBe("#36a64f");
  });

  it("each channel says the summary as it was written, escaped as it reads", async () => {
    const times = "Time: 2026-03-01 08:05:00 UTC";
    expect(await render("tocsin.sns.message", ["page"])).toBe(`PAGE: ${awkward}\n${times}`);
    expect(await render("tocsin.msteams.text", ["page"])).toBe(`PAGE: ${awkward}\n\n${times}`);
    expect(await render("tocsin.opsgenie.description", ["page"])).toContain(awkward);
    const telegram = await render("tocsin.telegram.message", ["page"], "firing", "html");
    expect(telegram).toMatch(/^<b>\[PAGE\] Slow cart<\/b>\n\n/);
    expect(plainOf(telegram)).toContain(awkward);
    expect(telegram).not.toContain("<b>&amp; $1");
    const discord = await render("tocsin.discord.message", ["page"]);
    expect(discord.replace(/\\([^A-Za-z0-9\s])/g, "$1")).toContain(awkward);
    expect(discord).toContain("\\*bold\\*");
  });

  it("and what is known of it: how much of which objective, since when, what is worst, what is left, and what the spec adds", async () => {
    const more = {
      description: "From the basket to a paid order.",
      value: "2.31%",
      objective: "99.9% over 28d; fires above 13.44 times the budget of 0.1% over 1h and 5m",
      bad_parts: "shop/cart 4.2%, shop/search 1%",
      usual: "<10 to 20",
      since: "2026-03-01 07:58:00 +0000 UTC",
      bad_events: "312",
      budget_left: "61.2%",
      budget_gone_in: "19h 4m 12s",
      targets: "2 of 3 are up",
      impact: "Customers <cannot> buy.",
      runbook_url: "https://runbooks.example/cart",
    };
    const said = (template: string, type = "text") => render(template, ["page"], "firing", type, templates, more);
    const facts = [
      "Time: 2026-03-01 08:05:00 UTC",
      "Value: 2.31%",
      `Objective: ${more.objective}`,
      "Bad parts: shop/cart 4.2%, shop/search 1%",
      "Usual: <10 to 20",
      "Bad since: 2026-03-01 07:58:00 +0000 UTC",
      "Bad events: 312",
      "Error budget left: 61.2%",
      "Budget gone in: 19h 4m 12s",
      "Targets: 2 of 3 are up",
      "impact: Customers <cannot> buy.",
    ];
    const lines = [`PAGE: ${awkward}`, more.description, ...facts];
    expect(await said("tocsin.sns.message")).toBe([...lines, "Runbook: https://runbooks.example/cart"].join("\n"));
    expect(await said("tocsin.msteams.text")).toBe(
      [...lines, "[Runbook](https://runbooks.example/cart) "].join("\n\n"),
    );
    expect(plainOf(await said("tocsin.telegram.message", "html"))).toContain(facts.join("\n"));
    expect((await said("tocsin.discord.message")).replace(/\\([^A-Za-z0-9\s])/g, "$1")).toContain(facts.join("\n"));
    // severity, value and time are fields of their own there
    const inSlack = facts.slice(2).join("\n").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    expect(await said("tocsin.slack.text")).toContain(
      `${more.description}\n${inSlack}\n<https://runbooks.example/cart|`,
    );
    const rows = facts.map((fact) => fact.replace(": ", "")).join("\n");
    expect(plainOf(await said("tocsin.email.html", "html"))).toContain(`\n${rows}\nLinksRunbook`);
  });

  it("a text of ours that goes into a template comes out as it was", async () => {
    for (const text of [awkward, "{{", "}}", "{", "{{{ x }}}", '{{ "{{" }}', "a{", "`", "\\"]) {
      expect(await render(`{{ "" }}${goText(text)}{{ "" }}`, [])).toBe(text);
      expect(await render(`{{ ${goString(text)} }}`, [])).toBe(text);
    }
  });
});

/** Texts of an object that call a template of ours. */
function templatesIn(value: unknown): readonly string[] {
  if (typeof value === "string") return value.includes('{{ template "tocsin.') ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(templatesIn) : [];
}

/** The shop with shorter waits, a mail beside the pager of the web team, and planned work on the cart that is under way. */
function variant(now: number): Files {
  const instant = (minutes: number) => `${new Date(now + minutes * 60_000).toISOString().slice(0, 17)}00Z`;
  const { "services/notifications.service.yaml": _, ...shop } = readExample("shop");
  const specs = Object.entries(shop).filter(([path]) => !path.startsWith("generated/"));
  const edited = specs.map(([path, text]) => {
    if (path === "tocsin.yaml")
      return [
        path,
        text
          .replace("\ntargets:\n", "\nrouting: { groupWait: 2s, groupInterval: 4s }\n\ntargets:\n")
          .replace(
            /(web-oncall: \{ pagerduty: .*)\}\n/,
            '$1, email: { to: web@acme.example, from: alerts@acme.example, smarthost: "smtp.acme.example:587", authPasswordFile: /etc/alertmanager/secrets/smtp/password } }\n',
          ),
      ];
    if (path !== "services/cart.service.yaml") return [path, text];
    return [path, `${text}maintenance: { now: { from: ${instant(-120)}, to: ${instant(120)} } }\n`];
  });
  return Object.fromEntries(edited) as Files;
}

interface Told {
  readonly receiver: string;
  readonly group: Readonly<Record<string, string>>;
  /** Labels of its alerts. */
  readonly alerts: readonly string[];
}

interface Scene {
  readonly alertmanager: Alertmanager;
  readonly alerts: readonly EmittedAlert[];
  readonly expected: readonly Told[];
  readonly silent: readonly EmittedAlert[];
  readonly muted: readonly EmittedAlert[];
}

describeWith(["alertmanager-0.25", "openssl"], "a real Alertmanager delivers the alerts of the shop", (programs) => {
  let scene: Scene;
  let told: readonly Told[];
  beforeAll(async () => {
    scene = await play(programs);
    const { alertmanager, expected } = scene;
    await alertmanager.until("every notification", 40_000, () =>
      toldBy(alertmanager).length >= expected.length ? true : undefined,
    );
    // what should not come has had its time
    await sleep(3_000);
    told = toldBy(alertmanager);
  }, 120_000);
  afterAll(() => scene?.alertmanager.stop());

  it("to whom, and grouped as, the proof says: each notification once, with all of its alerts", () => {
    expect(scene.alerts.length).toBeGreaterThan(100);
    expect(scene.expected.length).toBeGreaterThan(30);
    expect(told.map(textOf).sort()).toEqual(scene.expected.map(textOf).sort());
  });

  it("a page silences the tickets of its SLO", () => {
    const severities = scene.silent.map(({ labels }) => labels["severity"]);
    expect(severities.length).toBeGreaterThan(10);
    expect(new Set(severities)).toEqual(new Set(["ticket"]));
    const heard = new Set(told.flatMap(({ alerts }) => alerts));
    for (const { labels } of scene.silent) expect(heard.has(labelsText(labels))).toBe(false);
    // where nobody is paged the same tickets are heard
    const sameIn = (env: string, { labels }: EmittedAlert) => labelsText({ ...labels, env });
    expect(scene.silent.some((one) => heard.has(sameIn("staging", one)))).toBe(true);
  });

  it("planned work mutes its service and no other", () => {
    expect(scene.muted.length).toBeGreaterThan(5);
    expect(new Set(scene.muted.map(({ service }) => service))).toEqual(new Set(["cart"]));
    const heard = told.flatMap(({ alerts }) =>
      alerts.map((labels) => (JSON.parse(labels) as Record<string, string>)["service"]),
    );
    expect(heard).not.toContain("cart");
    expect(heard).toContain("checkout");
  });

  it("an alert that is not ours reaches nobody, as the workspace names no default", () => {
    expect(told.flatMap(({ alerts }) => alerts).filter((labels) => labels.includes("NotOurs"))).toEqual([]);
  });

  it("a webhook has the summary as it was written", () => {
    const bodies = scene.alertmanager.requests.filter(({ path }) => path.startsWith("/webhook/"));
    const summaries = bodies.flatMap(({ body }) =>
      (JSON.parse(body) as { alerts: { annotations: { summary: string } }[] }).alerts.map(
        ({ annotations }) => annotations.summary,
      ),
    );
    expect(new Set(summaries)).toEqual(new Set([awkward]));
  });

  describe("mail", () => {
    const mailsTo = (address: string): readonly Mail[] =>
      scene.alertmanager.mails.filter(({ to }) => to.includes(address));

    it("comes by STARTTLS, after a login with the password of the file", () => {
      expect(scene.alertmanager.mails.length).toBeGreaterThan(3);
      for (const { encrypted, login } of scene.alertmanager.mails)
        expect({ encrypted, login }).toEqual({ encrypted: true, login: "/alerts@acme.example/a-password" });
    });

    it("has `[PAGE] name` or `[TICKET] name` as its subject", () => {
      const pages = mailsTo("web@acme.example").map(({ subject }) => subject);
      expect(pages).toContain("[PAGE] SLOErrorBudgetBurn storefront/availability (production) (2 firing)");
      const tickets = mailsTo("payments@acme.example").map(({ subject }) => subject);
      expect(tickets.length).toBeGreaterThan(0);
      for (const subject of tickets) expect(subject).toMatch(/^\[TICKET\] SLO\w+ payments\/[a-z-]+ \(\w+\)/);
    });

    it("says the summary as it was written, as text and as HTML, with its links and colour", () => {
      for (const { text, html } of mailsTo("web@acme.example")) {
        expect(text).toContain(`PAGE: ${awkward}\n`);
        expect(text).toContain("\nError budget left: 12.5%\n");
        expect(text).toContain("\nRunbook: https://runbooks.acme.example/?a=1&b=<2>\n");
        expect(plainOf(html)).toContain(awkward);
        expect(html).not.toContain("<b>&amp; $1");
        expect(html).toContain("border-left: 8px solid #ff0000");
        expect(html).toContain('<a href="https://runbooks.acme.example/?a=1&amp;b=%3c2%3e">Runbook</a>');
      }
    });
  });

  describe("Slack", () => {
    interface Attachment {
      readonly title: string;
      readonly text: string;
      readonly fallback: string;
      readonly color: string;
      readonly fields: readonly { readonly title: string; readonly value: string }[];
      readonly mrkdwn_in: readonly string[];
    }
    const sent = (receiver: string) =>
      scene.alertmanager.requests
        .filter(({ path }) => path === `/slack/${receiver}`)
        .map(({ body }) => JSON.parse(body) as { channel: string; attachments: [Attachment] });

    it("shows a page in red and a ticket in orange, in the channel of the spec", () => {
      const pages = sent("incident-channel");
      const tickets = sent("web-queue");
      expect(pages.length).toBeGreaterThan(0);
      expect(tickets.length).toBeGreaterThan(0);
      expect(new Set(pages.map(({ attachments: [{ color }] }) => color))).toEqual(new Set(["#ff0000"]));
      expect(new Set(tickets.map(({ attachments: [{ color }] }) => color))).toEqual(new Set(["#ff9500"]));
      expect(new Set(pages.map(({ channel }) => channel))).toEqual(new Set(["#incidents"]));
      for (const {
        attachments: [{ title, fallback }],
      } of pages) {
        expect(title).toMatch(/^\[PAGE\] SLO(NoData [a-z]+|\w+ [a-z]+\/[a-z-]+) \(production\)/);
        expect(fallback).toBe(title);
      }
      // a service without data is told of once, whatever the number of its SLOs
      const silent = pages.map(({ attachments: [{ title }] }) => title).filter((title) => title.includes("SLONoData"));
      expect(silent).toContain("[PAGE] SLONoData payments (production) (3 firing)");
      expect(silent.filter((title) => title.includes("payments"))).toHaveLength(1);
    });

    it("escapes what Slack would take for its own, and shows severity, value and time", () => {
      for (const {
        attachments: [{ text, fields, mrkdwn_in }],
      } of sent("incident-channel")) {
        expect(text).toContain(awkward.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"));
        expect(text).toContain("<https://runbooks.acme.example/?a=1&amp;b=%3C2%3E|Runbook>");
        expect(text).toContain("Error budget left: 12.5%");
        expect(mrkdwn_in).toEqual(["pretext"]);
        const [severity, value, time] = fields;
        expect(severity).toMatchObject({ title: "Severity", value: "PAGE" });
        expect(value?.value.split("\n")[0]).toBe("7 &lt; 8");
        expect(time?.value).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/);
      }
    });
  });

  it("PagerDuty gets its severity, its key from the file, and the text as it was written", () => {
    const events = scene.alertmanager.requests
      .filter(({ path }) => path === "/pagerduty/web-oncall")
      .map(
        ({ body }) =>
          JSON.parse(body) as { routing_key: string; links: { href: string }[]; payload: Record<string, unknown> },
      );
    expect(events.length).toBeGreaterThan(0);
    for (const { routing_key, payload, links } of events) {
      expect(routing_key).toBe("a-routing-key");
      expect(payload).toMatchObject({ severity: "critical", group: "web" });
      expect(["catalogue", "search", "storefront"]).toContain(payload["component"]);
      expect((payload["custom_details"] as Record<string, string>)["alerts"]).toContain(awkward);
      expect(links[0]).toMatchObject({ href: "https://runbooks.acme.example/?a=1&b=<2>" });
    }
  });

  it("an alert that is over is told as resolved, in green", async () => {
    const { alertmanager, alerts } = scene;
    const over = alerts.filter(
      ({ labels }) =>
        labels["severity"] === "page" && labels["slo"] === "availability" && labels["service"] === "payments",
    );
    expect(over.length).toBeGreaterThan(0);
    await alertmanager.post(over.map((alert) => ({ ...posted(alert), endsIn: -1 })));
    const found = await alertmanager.until("the resolved notification", 20_000, () =>
      alertmanager.requests
        .filter(({ path }) => path === "/slack/incident-channel")
        .map(
          ({ body }) =>
            (JSON.parse(body) as { attachments: [{ title: string; color: string; text: string }] }).attachments[0],
        )
        .find(({ title }) => title.startsWith("[RESOLVED] SLOErrorBudgetBurn ")),
    );
    expect(found.title).toMatch(/^\[RESOLVED\] SLOErrorBudgetBurn payments\/availability \(production\)$/);
    expect(found.color).toBe("#36a64f");
    expect(found.text).toContain("RESOLVED ");
  });
});

function textOf({ receiver, group, alerts }: Told): string {
  return JSON.stringify({ receiver, group: sorted(group), alerts: [...alerts].sort() });
}

function sorted(labels: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.fromEntries(sorted(labels)));
}

/** What came by webhook. */
function toldBy({ requests }: Alertmanager): readonly Told[] {
  return requests
    .filter(({ path }) => path.startsWith("/webhook/"))
    .map(({ body }) => {
      const { receiver, groupLabels, alerts } = JSON.parse(body) as {
        receiver: string;
        groupLabels: Record<string, string>;
        alerts: { labels: Record<string, string> }[];
      };
      return { receiver, group: groupLabels, alerts: alerts.map(({ labels }) => labelsText(labels)) };
    });
}

/** Text of HTML without its tags. */
function plainOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function posted({ labels }: EmittedAlert) {
  return {
    labels,
    annotations: {
      summary: awkward,
      value: "7 < 8",
      budget_left: "12.5%",
      runbook_url: "https://runbooks.acme.example/?a=1&b=<2>",
    },
    generatorURL: "http://prometheus.acme.example/graph?g0.expr=up",
  };
}

async function play(programs: Parameters<typeof startAlertmanager>[0]): Promise<Scene> {
  const specs = variant(Date.now());
  const { status, printed, files } = await generate(specs);
  expect(status, printed).toBe(0);
  const place = "generated/alertmanager/";
  const ours = Object.entries(files).filter(([path]) => path.startsWith(place));
  const { workspace, alerts, routing } = await compiled(specs);
  const expectedOf = foretold(routing, alerts, workspace);
  const alertmanager = await startAlertmanager(
    programs,
    Object.fromEntries(ours.map(([path, text]) => [path.slice(place.length), text])),
  );
  const notOurs = { labels: { alertname: "NotOurs", team: "db" }, annotations: { summary: awkward } };
  await alertmanager.post([...alerts.map(posted), notOurs]);
  return { alertmanager, alerts, ...expectedOf };
}

/** The alerts of the workspace and its routing, as the compiler has them. */
async function compiled(specs: Files) {
  const host = memoryHost({
    files: Object.fromEntries(Object.entries(specs).map(([path, text]) => [`/w/${path}`, text])),
  });
  const project = await openProject({ host, folder: "/w" });
  const workspace = project.workspace!;
  const environments = workspace.environments.map((environment) => ({
    environment,
    workspace: inEnvironment(workspace, environment),
    services: [] as RoutedService[],
  }));
  compileProject(project, {
    artifacts: false,
    onService({ service, environment }) {
      const { name, maintenance } = service;
      environments
        .find((one) => one.environment === environment)!
        .services.push({ name, maintenance, alerts: emittedAlerts(service, workspace) });
    },
  });
  const [shared] = byAlertmanager(environments);
  const { routing } = compileRouting(shared!.environments, workspace);
  return {
    workspace,
    routing,
    alerts: environments.flatMap(({ services }) => services.flatMap(({ alerts = [] }) => alerts)),
  };
}

/** What the walk of the tree, the rules of inhibition and the planned work say of all alerts firing at once. */
function foretold(routing: Routing, alerts: readonly EmittedAlert[], { receivers }: Workspace) {
  const known = alerts.map((alert) => ({ ...allKnown(alert.labels), alert }));
  const silenced = silencers(known, routing.inhibitRules);
  const silent = known.filter((one) => silenced.has(one)).map(({ alert }) => alert);
  const muted = alerts.filter(({ service }) => service === "cart");
  const groups = new Map<string, { receiver: string; group: Record<string, string>; alerts: string[] }>();
  for (const { alert } of known) {
    if (silent.includes(alert)) continue;
    for (const { path, receiver, groupBy, muteTimes } of routesFor(routing.root, alert.labels)) {
      if (muteTimes.includes("cart--now") || receivers.get(receiver)?.channels.length === 0) continue;
      const names = groupBy === "all" ? Object.keys(alert.labels) : groupBy;
      const group = Object.fromEntries(
        names.flatMap((name) => (Object.hasOwn(alert.labels, name) ? [[name, alert.labels[name]!]] : [])),
      );
      // a route that is asked twice is one: groups are kept by route
      const key = JSON.stringify([routeIndex(routing, path), sorted(group)]);
      const one = groups.get(key) ?? { receiver, group, alerts: [] };
      one.alerts.push(labelsText(alert.labels));
      groups.set(key, one);
    }
  }
  return { expected: [...groups.values()], silent, muted };
}

/** Where a route stands in the tree. */
function routeIndex({ root }: Routing, path: readonly Routing["root"][]): string {
  let above = root;
  return path
    .slice(1)
    .map((route) => {
      const at = above.routes.indexOf(route);
      above = route;
      return at;
    })
    .join(".");
}
