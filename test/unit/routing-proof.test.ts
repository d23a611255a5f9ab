import { describe, expect, it } from "vitest";
import { routeAlerts } from "../../src/5-emit/routing.ts";
import type { EmittedAlert } from "../../src/model/alerting/emitted.ts";
import { compileRouting } from "../../src/model/routing/compile.ts";
import { faultOf, isLost, reached, routeEach } from "../../src/model/routing/proof.ts";
import type { Route, Routing } from "../../src/model/routing/tree.ts";
import type { Environment, Receiver, Workspace } from "../../src/model/workspace.ts";
import { scheduled } from "../support/maintenance.ts";
import { makeWorkspace, origin } from "../support/model.ts";
import { makeAlert, makeEnvironment, makeRoutedWorkspace } from "../support/routing.ts";

const workspace = makeRoutedWorkspace({ shop: { page: ["oncall"], ticket: ["queue"] } });

const inEach = (...environments: readonly (readonly [Environment | undefined, ...EmittedAlert[]])[]) =>
  environments.map(([environment, ...alerts]) => ({
    ...(environment && { environment }),
    services: alerts.map((alert) => ({ name: alert.service, alerts: [alert], maintenance: [] })),
  }));

/** What is reported, with what is said besides. */
const told = (environments: ReturnType<typeof inEach>, where: Workspace = workspace) =>
  routeAlerts(environments, where).diagnostics.map(({ title, note, help }) => [title, note, help]);

describe("by construction", () => {
  it("ours reach theirs, whatever their series bring", () => {
    const [production, dev] = [makeEnvironment("production"), makeEnvironment("dev", {})];
    const alerts = (environment: Environment) => [
      makeAlert({ notify: ["oncall"], environment }),
      makeAlert({ severity: "ticket", notify: ["oncall", "queue"], environment, groups: ["route"] }),
      makeAlert({ kind: "rule", notify: ["oncall"], environment }),
      makeAlert({ kind: "rule", name: "DiskFull", notify: ["queue"], environment }),
      makeAlert({ kind: "anomaly", name: "orders", severity: "ticket", notify: ["queue"], environment }),
      makeAlert({ severity: "info", notify: ["nobody"], environment }),
    ];
    expect(told(inEach([production, ...alerts(production)]))).toEqual([]);
    // an environment without a label: series of its own rules may bear one
    expect(told(inEach([production, ...alerts(production).slice(0, 2)], [dev, ...alerts(dev).slice(0, 3)]))).toEqual(
      [],
    );
  });
});

describe("what breaks it", () => {
  it("two environments with the same labels", () => {
    const [a, b] = [makeEnvironment("a", {}), makeEnvironment("b", {})];
    expect(
      told(
        inEach(
          [a, makeAlert({ notify: ["oncall"], environment: a })],
          [b, makeAlert({ notify: ["queue"], environment: b })],
        ),
      ),
    ).toEqual([
      [
        "`SLOErrorBudgetBurn` of `checkout/availability` in `a` reaches `queue`, not `oncall`",
        'the route {service="checkout", severity="page", slo="availability", alertname="SLOErrorBudgetBurn"} takes it',
        "tell the environments apart: `labels: { env: a }`",
      ],
    ]);
  });

  it("two severities with one word", () => {
    const same = { ...workspace, severities: { page: "alert", ticket: "alert", info: "info" } };
    const alerts = [
      makeAlert({ notify: ["oncall"], labels: { severity: "alert" } }),
      makeAlert({ name: "latency", severity: "ticket", notify: ["queue"], labels: { severity: "alert" } }),
    ];
    expect(told(inEach([undefined, ...alerts]), same)).toEqual([
      [
        "`SLOErrorBudgetBurn` of `checkout/latency` reaches `oncall`, not `queue`",
        'the route {owner="shop", severity="alert", service!=""} takes it',
        "give each of `page`, `ticket` and `info` a word of its own in `severities`",
      ],
    ]);
  });

  it("a receiver without a channel; `nobody` is one on purpose", () => {
    const silent: Receiver = { name: "oncall", channels: [], origin };
    const where = { ...workspace, receivers: new Map([...workspace.receivers, ["oncall", silent]]) };
    expect(told(inEach([undefined, makeAlert({ notify: ["oncall"] })]), where).map(([title]) => title)).toEqual([
      "`SLOErrorBudgetBurn` of `checkout/availability` reaches nobody: `oncall` has no channel",
    ]);
    // one of two is enough
    expect(told(inEach([undefined, makeAlert({ notify: ["oncall", "queue"] })]), where)).toEqual([]);
    expect(told(inEach([undefined, makeAlert({ notify: ["nobody"] })]), where)).toEqual([]);
  });

  it("planned work without an end", () => {
    const halves = ["0 0 * * *", "0 12 * * *"].map((text) => ({
      ...scheduled(text, 43200, "UTC"),
      name: `at-${text.slice(2, 4).trim()}`,
    }));
    const services = (maintenance: typeof halves) => [
      { services: [{ name: "checkout", alerts: [makeAlert({ notify: ["oncall"] })], maintenance }] },
    ];
    expect(routeAlerts(services(halves), workspace).diagnostics.map(({ code }) => code)).toEqual([
      "emit/unheard-alert",
    ]);
    expect(routeAlerts(services(halves.slice(1)), workspace).diagnostics).toEqual([]);
  });

  it("a label of its series that a route asks for", () => {
    // the alert of a rule goes by its name; that of an SLO of the same name bears the label `slo`, which a series may bring as well
    const alerts = [
      makeAlert({ kind: "rule", name: "SLOErrorBudgetBurn", notify: ["oncall"] }),
      makeAlert({ notify: ["queue"] }),
    ];
    expect(told(inEach([undefined, ...alerts]))).toEqual([
      [
        "`SLOErrorBudgetBurn` of `checkout/SLOErrorBudgetBurn` reaches `queue`, not `oncall`",
        'the route {service="checkout", severity="page", slo="availability", alertname="SLOErrorBudgetBurn"} takes it when its series bring slo="availability"',
        "name the same receivers as for the alert that this route is for, or aggregate its expression by the labels that it needs",
      ],
    ]);
  });
});

describe("a tree that is not of our making", () => {
  const routing = (routes: readonly Route[], more: Partial<Routing> = {}): Routing => ({
    root: { matchers: [], receiver: "theirs", routes, origin },
    inhibitRules: [],
    timeIntervals: [],
    receivers: ["theirs"],
    ...more,
  });
  const alert = makeAlert({ notify: ["oncall"] });
  const found = (tree: Routing, receivers: Workspace["receivers"] = workspace.receivers) => {
    const [one] = routeEach(tree, [alert]);
    const fault = faultOf(one!, tree, receivers);
    return [reached(one!), fault?.kind, isLost(fault, one!, receivers)];
  };
  const to = (receiver: string, more: Partial<Route> = {}): Route => ({
    matchers: [],
    receiver,
    routes: [],
    origin,
    ...more,
  });

  it("loses what no route takes, misses and strays", () => {
    expect(found(routing([to("oncall")]))).toEqual([["oncall"], undefined, false]);
    // told somebody, but not those who are to be
    expect(found(routing([]))).toEqual([["theirs"], "misrouted", false]);
    expect(found(routing([to("nobody")]))).toEqual([["nobody"], "misrouted", true]);
    expect(found(routing([to("queue", { continue: true }), to("oncall")]))).toEqual([
      ["queue", "oncall"],
      "misrouted",
      false,
    ]);
  });

  it("is muted at all times by an interval that says nothing", () => {
    const muted = [to("oncall", { muteTimes: ["always"] })];
    const always = (times: Routing["timeIntervals"][number]["times"]) => ({
      timeIntervals: [{ name: "always", times, origin }],
    });
    expect(found(routing(muted, always([{}])))).toEqual([["oncall"], "unheard", true]);
    expect(
      found(routing(muted, always([{ weekdays: [{ first: 0, last: 6 }], times: [{ from: 0, to: 1439 }] }]))),
    ).toEqual([["oncall"], undefined, false]);
  });

  it("of a base leaves ours to us", () => {
    const base = routing([to("dba", { matchers: [{ label: "service", op: "=", value: "checkout" }] })]);
    const { targets } = makeWorkspace();
    const where: Workspace = {
      ...workspace,
      targets: {
        ...targets,
        alertmanager: { ...targets.alertmanager, base: { path: "a", text: "", routing: base, origin } as never },
      },
    };
    const made = compileRouting(inEach([undefined, alert]), where).routing;
    expect(found(made)).toEqual([["oncall"], undefined, false]);
  });
});
