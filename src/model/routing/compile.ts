/** From alerts and who is to be told of them to Alertmanager's tree of routes. */
import { groupBy } from "../../util/group-by.ts";
import type { EmittedAlert } from "../alerting/emitted.ts";
import type { Origin } from "../origin.ts";
import type { Labels } from "../service.ts";
import { nobody, type AlertmanagerBase, type RoutingOptions, type Workspace } from "../workspace.ts";
import { environmentLabelNames, type RoutedEnvironment } from "./environments.ts";
import { inhibitions } from "./inhibitions.ts";
import { canMatch, equalTo, oneOf, present } from "./matchers.ts";
import { planMutes, type UnsaidMaintenance } from "./mutes.ts";
import type { Route, RouteMatcher, Routing } from "./tree.ts";

export interface CompiledRouting {
  readonly routing: Routing;
  /** Planned work that Alertmanager's calendar cannot say exactly: the rules alone mute it. */
  readonly unsaid: readonly UnsaidMaintenance[];
}

/**
 * Routing of the environments that share one Alertmanager. By its making each alert reaches the receivers of its `notify` and no other; where its
 * labels do not tell it apart from another, the proof finds it.
 *
 * @param workspace with the options that these environments share; a base of theirs keeps its root, its receivers and all that it holds
 */
export function compileRouting(environments: readonly RoutedEnvironment[], workspace: Workspace): CompiledRouting {
  const alerts = environments.flatMap(({ services }) => services.flatMap((service) => service.alerts ?? []));
  const { base } = workspace.targets.alertmanager;
  const names = environmentLabelNames(environments);
  const mutes = planMutes(environments, names, base?.routing.timeIntervals.map(({ name }) => name) ?? []);
  const options = optionsOf(workspace.routing, names, base);
  const routes = routesOf(alerts, workspace, names, mutes.of).map((route) => ({ ...options.ofEach, ...route }));
  const root: Route =
    base === undefined
      ? {
          matchers: [],
          receiver: workspace.routing.default ?? nobody,
          ...options.ofRoot,
          routes,
          origin: workspace.routing.origin,
        }
      : { ...base.routing.root, routes: [...routes, ...base.routing.root.routes] };
  const own = [...receiversIn(routes), ...(base === undefined ? [root.receiver!] : [])];
  return {
    routing: {
      root,
      inhibitRules: [...(base?.routing.inhibitRules ?? []), ...inhibitions(alerts, workspace, names)],
      timeIntervals: [...(base?.routing.timeIntervals ?? []), ...mutes.intervals],
      receivers: [...(base?.routing.receivers ?? []), ...[...new Set(own)].sort()],
    },
    unsaid: mutes.unsaid,
  };
}

/** How notifications are grouped and repeated: said at the root, or at each of our routes where the root is another's. */
function optionsOf(
  { groupBy, groupWait, groupInterval, repeatInterval }: RoutingOptions,
  environmentLabels: readonly string[],
  base: AlertmanagerBase | undefined,
): { readonly ofRoot: Partial<Route>; readonly ofEach: Partial<Route> } {
  const all = {
    groupBy: [...groupBy, ...environmentLabels.filter((name) => !groupBy.includes(name))],
    groupWait,
    groupInterval,
    repeatInterval,
  };
  return base === undefined ? { ofRoot: all, ofEach: {} } : { ofRoot: {}, ofEach: all };
}

/** Alerts of an owner that one route takes. */
interface Destination {
  readonly matchers: readonly RouteMatcher[];
  readonly receivers: readonly string[];
  readonly alerts: EmittedAlert[];
  /** Where it is not that of the others. */
  readonly groupBy?: readonly string[];
}

type MutesOf = (alert: EmittedAlert) => readonly string[];

/** First those whose alerts name their receivers themselves, then those of owners: the first that matches takes an alert. */
function routesOf(
  alerts: readonly EmittedAlert[],
  workspace: Workspace,
  environmentLabels: readonly string[],
  mutes: MutesOf,
): readonly Route[] {
  const own: EmittedAlert[] = [];
  const byOwner = new Map<string, Destination>();
  for (const alert of alerts) {
    if (alert.notify.length === 0) continue;
    if (!isOfOwner(alert, workspace)) {
      own.push(alert);
      continue;
    }
    const matchers = [
      equalTo("owner", alert.owner ?? ""),
      equalTo("severity", alert.labels["severity"]!),
      // what has no such label comes after what has, and takes whatever a series brings
      ...ofEnvironment(alert, environmentLabels).filter(({ value }) => value !== ""),
      present("service"),
    ];
    const key = JSON.stringify([matchers, alert.notify]);
    const same = byOwner.get(key);
    if (same === undefined) byOwner.set(key, { matchers, receivers: alert.notify, alerts: [alert] });
    else same.alerts.push(alert);
  }
  return [
    ...ownRoutes(own, alerts, environmentLabels, mutes),
    ...[...byOwner.values()]
      .sort((a, b) => b.matchers.length - a.matchers.length)
      .flatMap((destination) => silenceApart(destination, workspace.routing, environmentLabels))
      .map(({ matchers, receivers, alerts: taken, groupBy: labels }) => ({
        ...route(matchers, receivers, taken, mutes, ownerComment(taken[0]!, labels)),
        ...(labels && { groupBy: labels }),
      })),
  ];
}

/** A service that is gone has no data for any of its SLOs: that is one notification, and not one for each of them. */
function silenceApart(
  destination: Destination,
  { groupBy: labels }: RoutingOptions,
  environmentLabels: readonly string[],
): readonly Destination[] {
  const { matchers, alerts } = destination;
  const silence = alerts.filter(({ kind }) => kind === "no-data");
  const rest = alerts.filter(({ kind }) => kind !== "no-data");
  const nameOf = (alert: EmittedAlert) => alert.labels["alertname"]!;
  const names = new Set(silence.map(nameOf));
  const areSeveral = [...groupBy(silence, ({ service }) => service).values()].some(
    (some) => new Set(some.map((alert) => alert.labels["slo"])).size > 1,
  );
  if (!labels.includes("slo") || !areSeveral || rest.some((alert) => names.has(nameOf(alert)))) return [destination];
  const apart = {
    ...destination,
    matchers: [...matchers, oneOf("alertname", [...names])],
    alerts: silence,
    groupBy: [...labels, ...environmentLabels.filter((name) => !labels.includes(name))].filter(
      (name) => name !== "slo",
    ),
  };
  return rest.length === 0 ? [apart] : [apart, { ...destination, alerts: rest }];
}

function ownerComment({ owner, severity, environment }: EmittedAlert, labels: Destination["groupBy"]): string {
  const what = labels === undefined ? "alerts" : "SLOs without data, all of a service at once,";
  const whose = owner === undefined ? "without an owner" : `of ${owner}`;
  return `${severity}: ${what} ${whose}${environment === undefined ? "" : ` in ${environment}`}`;
}

/** Whether those who are told are the owner's people, as for all its alerts of this severity. */
function isOfOwner({ owner, severity, notify }: EmittedAlert, { teams }: Workspace): boolean {
  const team = owner === undefined ? undefined : teams.get(owner);
  const standard = team?.notify[severity] ?? (severity === "info" ? [nobody] : undefined);
  return standard !== undefined && sameNames(standard, notify);
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, at) => name === b[at]);
}

/** One route for the alerts of a service, a severity and an environment that go to the same receivers and are of one kind. */
function ownRoutes(
  own: readonly EmittedAlert[],
  all: readonly EmittedAlert[],
  environmentLabels: readonly string[],
  mutes: MutesOf,
): readonly Route[] {
  const classOf = (alert: EmittedAlert) =>
    JSON.stringify([
      alert.service,
      alert.labels["severity"],
      environmentLabels.map((name) => alert.environmentLabels[name] ?? ""),
    ]);
  if (own.length === 0) return [];
  const wanted = new Set(own.map(classOf));
  const classes = groupBy(
    all.filter((alert) => wanted.has(classOf(alert))),
    classOf,
  );
  const groups = groupBy(own, (alert) => JSON.stringify([classOf(alert), kindOf(alert), alert.notify]));
  return [...groups.values()].map((taken) => {
    const [first] = taken as [EmittedAlert];
    const others = classes.get(classOf(first))!.filter((alert) => !taken.includes(alert));
    const matchers = [
      equalTo("service", first.service),
      equalTo("severity", first.labels["severity"]!),
      ...ofEnvironment(first, environmentLabels),
    ];
    const told = tellApart(matchers, taken, others);
    const subjects = [...new Set(taken.map(({ subject }) => subject))];
    return route(
      told,
      first.notify,
      taken,
      mutes,
      `${first.severity}: ${subjects.join(", ")}, by ${subjects.length === 1 ? "its" : "their"} own notify`,
    );
  });
}

type Kind = "slo" | "rule" | "anomaly";

function kindOf({ kind }: EmittedAlert): Kind {
  return kind === "rule" || kind === "anomaly" ? kind : "slo";
}

/** The labels by which alerts of one kind are told apart, those that read best first. */
const identities: Readonly<Record<Kind, readonly string[]>> = {
  slo: ["slo", "alertname"],
  rule: ["alertname"],
  anomaly: ["anomaly", "alertname"],
};

/** Adds matchers until none of the others is taken, or there is nothing left to say. */
function tellApart(
  matchers: readonly RouteMatcher[],
  taken: readonly EmittedAlert[],
  others: readonly EmittedAlert[],
): readonly RouteMatcher[] {
  let told = matchers;
  for (const label of identities[kindOf(taken[0]!)]) {
    if (!others.some((other) => canMatch(told, other))) break;
    told = [
      ...told,
      oneOf(
        label,
        taken.map(({ labels }) => labels[label] ?? ""),
      ),
    ];
  }
  return told;
}

/** Says its matchers once; each of several receivers has a child, all of which are asked. Work that is planned mutes the services that it is for. */
function route(
  matchers: readonly RouteMatcher[],
  receivers: readonly string[],
  taken: readonly EmittedAlert[],
  mutes: MutesOf,
  comment: string,
): Route {
  const { origin } = taken[0]!;
  const muted = groupBy(
    taken.filter((alert) => mutes(alert).length > 0),
    (alert) => JSON.stringify(mutes(alert)),
  );
  // a route that takes one service alone is muted itself
  const services = new Set(taken.map(({ service }) => service));
  const [only] = muted.values();
  if (services.size === 1 && muted.size === 1 && only!.length === taken.length)
    return { matchers, ...tell(receivers, mutes(only![0]!), taken[0]!.notifyOrigin), comment, origin };
  const children = [...muted.values()].map((alerts): Route => {
    const names = [...new Set(alerts.map(({ service }) => service))];
    return {
      matchers: [oneOf("service", names)],
      ...tell(receivers, mutes(alerts[0]!), alerts[0]!.notifyOrigin),
      comment: `planned work of ${names.join(", ")}`,
      origin: alerts[0]!.origin,
    };
  });
  const { routes, ...told } = tell(receivers, [], taken[0]!.notifyOrigin);
  return { matchers, ...told, routes: [...children, ...routes], comment, origin };
}

function tell(
  receivers: readonly string[],
  muteTimes: readonly string[],
  origin: Origin,
): Pick<Route, "receiver" | "muteTimes" | "routes"> {
  const muted = muteTimes.length === 0 ? {} : { muteTimes };
  const [only] = receivers;
  if (receivers.length === 1) return { receiver: only!, ...muted, routes: [] };
  return {
    routes: receivers.map((receiver, at) => ({
      matchers: [],
      receiver,
      ...(at < receivers.length - 1 && { continue: true }),
      ...muted,
      routes: [],
      origin,
    })),
  };
}

/** Environments without a label that another has are told apart by its absence. */
function ofEnvironment(
  { environmentLabels }: { readonly environmentLabels: Labels },
  names: readonly string[],
): readonly RouteMatcher[] {
  return names.map((name) => equalTo(name, environmentLabels[name] ?? ""));
}

function* receiversIn(routes: readonly Route[]): Iterable<string> {
  for (const { receiver, routes: inner } of routes) {
    if (receiver !== undefined) yield receiver;
    yield* receiversIn(inner);
  }
}
