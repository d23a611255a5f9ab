import { describe, expect, it } from "vitest";
import type { EmittedAlert } from "../../src/model/alerting/emitted.ts";
import { compileRouting } from "../../src/model/routing/compile.ts";
import { formatMatcher } from "../../src/model/routing/matchers.ts";
import type { Routing } from "../../src/model/routing/tree.ts";
import type { Maintenance } from "../../src/model/service.ts";
import type { AlertmanagerBase, Environment, Workspace } from "../../src/model/workspace.ts";
import { scheduled } from "../support/maintenance.ts";
import { makeWorkspace, origin } from "../support/model.ts";
import { drawn, makeAlert, makeEnvironment, makeRoutedWorkspace } from "../support/routing.ts";

const shop = { page: ["oncall"], ticket: ["queue"] };
const workspace = makeRoutedWorkspace({ shop });

/** Alerts by service, all in one environment. */
function inOne(
  alerts: readonly EmittedAlert[],
  maintenance: Readonly<Record<string, readonly Maintenance[]>> = {},
  environment?: Environment,
) {
  const names = [...new Set(alerts.map(({ service }) => service))];
  return {
    ...(environment && { environment }),
    services: names.map((name) => ({
      name,
      alerts: alerts.filter(({ service }) => service === name),
      maintenance: maintenance[name] ?? [],
    })),
  };
}

const rules = ({ inhibitRules }: Routing) =>
  inhibitRules.map(
    ({ source, target, equal }) =>
      `${source.map(formatMatcher).join(", ")} | ${target.map(formatMatcher).join(", ")} | ${equal.join(", ")}`,
  );

describe("routes of owners", () => {
  it("are one for each severity, however many services there are", () => {
    const alerts = Array.from({ length: 1000 }, (_, at) => [
      makeAlert({ service: `s${at}`, notify: ["oncall"] }),
      makeAlert({ service: `s${at}`, severity: "ticket", notify: ["queue"] }),
    ]).flat();
    const { routing, unsaid } = compileRouting([inOne(alerts)], workspace);
    expect(drawn(routing)).toEqual([
      "{} → nobody",
      '  {owner="shop", severity="page", service!=""} → oncall',
      '  {owner="shop", severity="ticket", service!=""} → queue',
    ]);
    expect(routing.receivers).toEqual(["nobody", "oncall", "queue"]);
    expect(unsaid).toEqual([]);
    expect(routing.root).toMatchObject({
      groupBy: ["service", "slo", "alertname"],
      groupWait: 30,
      repeatInterval: 14400,
    });
  });

  it("group SLOs without data by their service: one that is gone is one notification", () => {
    const silent = (service: string, name: string, severity: "page" | "ticket" = "page") =>
      makeAlert({ kind: "no-data", service, name, severity, notify: [severity === "page" ? "oncall" : "queue"] });
    const burns = [makeAlert({ notify: ["oncall"] }), makeAlert({ severity: "ticket", notify: ["queue"] })];
    const compiled = (...alerts: readonly EmittedAlert[]) =>
      compileRouting([inOne([...burns, ...alerts])], workspace).routing;
    const [page, ticket] = ["page", "ticket"].map((severity) => `owner="shop", severity="${severity}", service!=""`);
    const { root } = compiled(
      silent("cart", "a"),
      silent("cart", "b"),
      silent("search", "a"),
      silent("cart", "a", "ticket"),
    );
    expect(drawn({ root })).toEqual([
      "{} → nobody",
      `  {${page}, alertname="SLONoData"} → oncall`,
      `  {${page}} → oncall`,
      `  {${ticket}} → queue`,
    ]);
    expect(root.routes.map(({ groupBy }) => groupBy)).toEqual([["service", "alertname"], undefined, undefined]);
    // one SLO of each service: nothing to bring together
    expect(drawn(compiled(silent("cart", "a"), silent("search", "a")))).toHaveLength(3);
    const bySlo = { ...workspace, routing: { ...workspace.routing, groupBy: ["service"] } };
    expect(
      drawn(compileRouting([inOne([...burns, silent("cart", "a"), silent("cart", "b")])], bySlo).routing),
    ).toHaveLength(3);
  });

  it("tell environments apart; one without a label comes last", () => {
    const environments = [makeEnvironment("dev", {}), makeEnvironment("production")];
    const { routing } = compileRouting(
      environments.map((environment) => inOne([makeAlert({ notify: ["oncall"], environment })], {}, environment)),
      workspace,
    );
    expect(drawn(routing)).toEqual([
      "{} → nobody",
      '  {owner="shop", severity="page", env="production", service!=""} → oncall',
      '  {owner="shop", severity="page", service!=""} → oncall',
    ]);
    expect(routing.root.groupBy).toEqual(["service", "slo", "alertname", "env"]);
  });

  it("tell all of several receivers, and say matchers once", () => {
    const both = makeRoutedWorkspace({ shop: { page: ["oncall", "channel"] } });
    const { routing } = compileRouting([inOne([makeAlert({ notify: ["oncall", "channel"] })])], both);
    expect(drawn(routing)).toEqual([
      "{} → nobody",
      '  {owner="shop", severity="page", service!=""}',
      "    {} → oncall and on",
      "    {} → channel",
    ]);
  });

  it("lead infos to nobody, with or without an owner, and the rest to the default", () => {
    const { routing } = compileRouting(
      [
        inOne([
          makeAlert({ severity: "info", notify: ["nobody"] }),
          makeAlert({ severity: "info", owner: null, notify: ["nobody"] }),
        ]),
      ],
      { ...workspace, routing: { ...workspace.routing, default: "rest" } },
    );
    expect(drawn(routing)).toEqual([
      "{} → rest",
      '  {owner="shop", severity="info", service!=""} → nobody',
      '  {owner="", severity="info", service!=""} → nobody',
    ]);
  });

  it("take the words of `severities`", () => {
    const words = { ...workspace, severities: { page: "critical", ticket: "warning", info: "none" } };
    const alert = makeAlert({ notify: ["oncall"], labels: { severity: "critical" } });
    expect(drawn(compileRouting([inOne([alert])], words).routing)[1]).toBe(
      '  {owner="shop", severity="critical", service!=""} → oncall',
    );
  });
});

describe("routes of alerts that name their receivers themselves", () => {
  it("come first, and say no more than it takes to tell them apart", () => {
    const { routing } = compileRouting(
      [
        inOne([
          makeAlert({ name: "availability", notify: ["desk"] }),
          makeAlert({ name: "latency", notify: ["desk"] }),
          makeAlert({ name: "freshness", notify: ["oncall"] }),
          makeAlert({ service: "cart", notify: ["desk"] }),
        ]),
      ],
      workspace,
    );
    expect(drawn(routing)).toEqual([
      "{} → nobody",
      '  {service="checkout", severity="page", slo=~"availability|latency"} → desk',
      '  {service="cart", severity="page"} → desk',
      '  {owner="shop", severity="page", service!=""} → oncall',
    ]);
  });

  it("name alerts where series may bring the label of an SLO", () => {
    const { routing } = compileRouting(
      [
        inOne([
          makeAlert({ notify: ["desk"] }),
          makeAlert({ kind: "rule", name: "HighCpu", notify: ["oncall"] }),
          makeAlert({ kind: "rule", name: "DiskFull", notify: ["desk", "oncall"] }),
          makeAlert({ kind: "anomaly", name: "orders", notify: ["queue"], closed: [] }),
        ]),
      ],
      workspace,
    );
    expect(drawn(routing).slice(1)).toEqual([
      '  {service="checkout", severity="page", slo="availability", alertname="SLOErrorBudgetBurn"} → desk',
      '  {service="checkout", severity="page", alertname="DiskFull"}',
      "    {} → desk and on",
      "    {} → oncall",
      '  {service="checkout", severity="page", anomaly="orders", alertname="AnomalyDetected"} → queue',
      '  {owner="shop", severity="page", service!=""} → oncall',
    ]);
  });

  it("are of one environment, and of no other", () => {
    const [production, dev] = [makeEnvironment("production"), makeEnvironment("dev", {})];
    const { routing } = compileRouting(
      [
        inOne([makeAlert({ notify: ["oncall"], environment: production })], {}, production),
        inOne([makeAlert({ notify: ["desk"], environment: dev })], {}, dev),
      ],
      workspace,
    );
    expect(drawn(routing).slice(1)).toEqual([
      '  {service="checkout", severity="page", env=""} → desk',
      '  {owner="shop", severity="page", env="production", service!=""} → oncall',
    ]);
  });
});

describe("planned work", () => {
  const weekly = { ...scheduled("0 3 * * SUN", 1800, "UTC"), name: "weekly" };
  const overSwitch = { ...scheduled("30 2 * * *", 5400, "Europe/Berlin"), name: "nightly" };

  it("mutes the service that it is for, at each of its receivers", () => {
    const both = makeRoutedWorkspace({ shop: { page: ["oncall", "channel"], ticket: ["queue"] } });
    const alerts = ["cart", "checkout"].flatMap((service) => [
      makeAlert({ service, notify: ["oncall", "channel"] }),
      makeAlert({ service, severity: "ticket", notify: ["desk"] }),
    ]);
    const { routing, unsaid } = compileRouting([inOne(alerts, { cart: [weekly, overSwitch] })], both);
    expect(drawn(routing).slice(1)).toEqual([
      '  {service="cart", severity="ticket"} → desk muted by cart--weekly',
      '  {service="checkout", severity="ticket"} → desk',
      '  {owner="shop", severity="page", service!=""}',
      '    {service="cart"}',
      "      {} → oncall and on muted by cart--weekly",
      "      {} → channel muted by cart--weekly",
      "    {} → oncall and on",
      "    {} → channel",
    ]);
    expect(routing.timeIntervals.map(({ name, times }) => [name, times])).toEqual([
      ["cart--weekly", [{ times: [{ from: 180, to: 210 }], weekdays: [{ first: 0, last: 0 }] }]],
    ]);
    expect(unsaid.map(({ service, maintenance, why }) => [service, maintenance.name, why])).toEqual([
      ["cart", "nightly", "clocks of Europe/Berlin change during it"],
    ]);
  });

  it("of one environment mutes no other", () => {
    const [production, staging] = [makeEnvironment("production"), makeEnvironment("staging")];
    const daily = { ...scheduled("0 3 * * *", 1800, "UTC"), name: "weekly" };
    const compiled = (maintenance: readonly Maintenance[]) =>
      compileRouting(
        [
          inOne([makeAlert({ notify: ["oncall"], environment: production })], { checkout: [weekly] }, production),
          inOne([makeAlert({ notify: ["oncall"], environment: staging })], { checkout: maintenance }, staging),
        ],
        workspace,
      ).routing;
    expect(compiled([weekly]).timeIntervals.map(({ name }) => name)).toEqual(["checkout--weekly"]);
    expect(compiled([daily]).timeIntervals.map(({ name }) => name)).toEqual([
      "checkout--weekly--production",
      "checkout--weekly--staging",
    ]);
    expect(drawn(compiled([])).slice(1)).toEqual([
      '  {owner="shop", severity="page", env="production", service!=""} → oncall muted by checkout--weekly',
      '  {owner="shop", severity="page", env="staging", service!=""} → oncall',
    ]);
  });

  it("that no label tells apart is left to the rules", () => {
    const [a, b] = [makeEnvironment("a", {}), makeEnvironment("b", {})];
    const { routing, unsaid } = compileRouting(
      [
        inOne([makeAlert({ notify: ["oncall"], environment: a })], { checkout: [weekly] }, a),
        inOne([makeAlert({ notify: ["oncall"], environment: b })], {}, b),
      ],
      workspace,
    );
    expect(routing.timeIntervals).toEqual([]);
    expect(unsaid.map(({ why }) => why)).toEqual(["no label tells environments apart that plan it differently"]);
  });
});

describe("inhibition", () => {
  it("of tickets by the page of their SLO", () => {
    const { routing } = compileRouting(
      [
        inOne([
          makeAlert({ notify: ["oncall"], groups: ["route"] }),
          makeAlert({ severity: "ticket", notify: ["queue"], groups: ["route"] }),
        ]),
      ],
      workspace,
    );
    expect(rules(routing)).toEqual([
      'severity="page", service!="", slo!="" | severity="ticket", service!="", slo!="" | service, slo, route',
    ]);
  });

  it("is left out where no SLO has both", () => {
    const alerts = [
      makeAlert({ notify: ["oncall"] }),
      makeAlert({ service: "cart", severity: "ticket", notify: ["queue"] }),
    ];
    expect(compileRouting([inOne(alerts)], workspace).routing.inhibitRules).toEqual([]);
  });

  it("not by a page of which nobody is told, in its environment", () => {
    const slo = (service: string, name: string, page: string, environment?: Environment) => [
      makeAlert({ service, name, notify: [page], ...(environment && { environment }) }),
      makeAlert({ service, name, severity: "ticket", notify: ["queue"], ...(environment && { environment }) }),
    ];
    const both = 'severity="page", service!="", slo!=""';
    const tickets = 'severity="ticket", service!="", slo!=""';
    const compiled = (...environments: Parameters<typeof inOne>[]) =>
      rules(
        compileRouting(
          environments.map((one) => inOne(...one)),
          workspace,
        ).routing,
      );
    expect(compiled([slo("cart", "a", "nobody")])).toEqual([]);
    expect(compiled([[...slo("cart", "a", "nobody"), ...slo("search", "a", "oncall")]])).toEqual([
      `${both}, service!="cart" | ${tickets} | service, slo`,
    ]);
    // one SLO of a service pages nobody, and two others of it do
    const mixed = [...slo("cart", "a", "nobody"), ...slo("cart", "b", "oncall"), ...slo("cart", "c", "oncall")];
    expect(compiled([[...mixed, ...slo("search", "a", "oncall")]])).toEqual([
      `${both}, service!="cart" | ${tickets} | service, slo`,
      `${both}, service="cart", slo=~"b|c" | ${tickets} | service, slo`,
    ]);
    const [production, staging] = [makeEnvironment("production"), makeEnvironment("staging")];
    expect(
      compiled(
        [slo("cart", "a", "oncall", production), {}, production],
        [slo("cart", "a", "nobody", staging), {}, staging],
      ),
    ).toEqual([`${both}, env="production" | ${tickets} | service, slo, env`]);
  });

  it("by a target that is down, of nothing that is more urgent, and not by an alert that tells nobody", () => {
    const down = (severity: "page" | "ticket", service: string, notify: readonly string[]) =>
      makeAlert({ kind: "rule", name: "TargetDown", service, severity, notify, targetDown: true });
    const others = [makeAlert({ kind: "rule", notify: ["oncall"] }), makeAlert({ notify: ["oncall"], closed: [] })];
    const compiled = (alerts: readonly EmittedAlert[]) =>
      rules(compileRouting([inOne([...alerts, ...others])], workspace).routing);
    const there = 'service!="", job!="", instance!=""';
    // all others page
    expect(compiled([down("ticket", "checkout", ["queue"])])).toEqual([]);
    expect(compiled([down("page", "checkout", ["oncall"])])).toEqual([
      `alertname="TargetDown", severity="page", ${there} | alertname!="TargetDown", severity=~"info|page|ticket", ${there} | service, job, instance`,
    ]);
    expect(compiled([down("page", "checkout", ["nobody"])])).toEqual([]);
    expect(compiled([down("page", "checkout", ["oncall"]), down("page", "cart", ["nobody"])])).toEqual([
      `alertname="TargetDown", severity="page", ${there}, service="checkout" | alertname!="TargetDown", severity=~"info|page|ticket", ${there} | service, job, instance`,
    ]);
  });
});

describe("a base", () => {
  it("keeps its root and all that it holds; ours come first, with our times and groups", () => {
    const routing: Routing = {
      root: {
        matchers: [],
        receiver: "theirs",
        groupBy: ["cluster"],
        routes: [{ matchers: [{ label: "team", op: "=", value: "db" }], receiver: "dba", routes: [], origin }],
        origin,
      },
      inhibitRules: [{ source: [], target: [], equal: ["cluster"], origin }],
      timeIntervals: [{ name: "checkout--weekly", times: [], origin }],
      receivers: ["theirs", "dba"],
    };
    const { targets } = makeWorkspace();
    const based: Workspace = {
      ...workspace,
      targets: { ...targets, alertmanager: { as: ["config"], base: { routing } as AlertmanagerBase } },
    };
    const weekly = { ...scheduled("0 3 * * SUN", 1800, "UTC"), name: "weekly" };
    const { routing: made } = compileRouting(
      [inOne([makeAlert({ notify: ["oncall"] })], { checkout: [weekly] })],
      based,
    );
    expect(drawn(made)).toEqual([
      "{} → theirs",
      '  {owner="shop", severity="page", service!=""} → oncall muted by checkout--weekly--planned',
      '  {team="db"} → dba',
    ]);
    expect(made.root.groupBy).toEqual(["cluster"]);
    expect(made.root.routes[0]).toMatchObject({ groupBy: ["service", "slo", "alertname"], groupWait: 30 });
    expect(made.receivers).toEqual(["theirs", "dba", "oncall"]);
    expect(made.inhibitRules).toEqual(routing.inhibitRules);
  });
});
