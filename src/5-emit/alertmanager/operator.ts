/**
 * An AlertmanagerConfig of the Prometheus operator (monitoring.coreos.com/v1alpha1, which its plain definition stores). Keys are in camel case,
 * secrets are keys of Secrets, and messages stand where they are used, as the object brings no template files.
 */
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { formatDuration } from "../../model/quantity/duration.ts";
import type { InhibitRule, Route, RouteMatcher, Routing, TimeInterval } from "../../model/routing/tree.ts";
import type { Workspace } from "../../model/workspace.ts";
import { diagnostic } from "../diagnostics.ts";
import { noted, type Yaml, type YamlMap } from "../shared/yaml.ts";
import { Hidden, type Integration, Message, receiverItem, type Setting, type Settings } from "./channels.ts";
import { mountedSecret } from "./check.ts";
import { routeInWords } from "./config.ts";
import { rangeAsWritten } from "./times.ts";

export interface OperatorObject {
  readonly root: YamlMap;
  readonly diagnostics: readonly Diagnostic[];
}

/** @param routing without a base: the object stands beside whatever else the Alertmanager of the cluster has */
export function alertmanagerConfig(name: string, routing: Routing, workspace: Workspace): OperatorObject {
  const { namespace } = workspace.targets.alertmanager;
  const messages = definitions(workspace.messages ?? "");
  const sayable = routing.timeIntervals.map((interval) => ({
    ...interval,
    times: interval.times.filter(({ location }) => isUtc(location)),
  }));
  const known = new Set(sayable.filter(({ times }) => times.length > 0).map((interval) => interval.name));
  const receivers = routing.receivers.flatMap((receiver) => workspace.receivers.get(receiver) ?? []);
  return {
    root: {
      apiVersion: "monitoring.coreos.com/v1alpha1",
      kind: "AlertmanagerConfig",
      metadata: {
        name,
        namespace,
        labels: { "app.kubernetes.io/managed-by": "tocsin" },
      },
      spec: {
        route: topRoute(routing.root, workspace, known),
        receivers: receivers.map((receiver) =>
          receiverItem(receiver, "Configs", (one) => integrationBody(one, messages)),
        ),
        inhibitRules: some(routing.inhibitRules.map(inhibitItem)),
        muteTimeIntervals: some(sayable.filter((interval) => known.has(interval.name)).map(intervalItem)),
      },
    },
    diagnostics: routing.timeIntervals.flatMap(leftOut),
  };
}

function isUtc(location: string | undefined): boolean {
  return location === undefined || location === "UTC";
}

function leftOut({ name, times, origin }: TimeInterval): readonly Diagnostic[] {
  const zone = times.map(({ location }) => location).find((location) => !isUtc(location));
  if (zone === undefined) return [];
  return [
    diagnostic("zone-left-out", { name, zone }, origin.span, {
      help: "plan it in UTC; the rules of Prometheus mute its alerts either way",
    }),
  ];
}

/** Alerts of others are theirs to route, unless the workspace says who gets them. */
function topRoute(root: Route, { routing }: Workspace, known: ReadonlySet<string>): YamlMap {
  const ours: readonly RouteMatcher[] = ["service", "severity"].map((label) => ({ label, op: "!=", value: "" }));
  return routeBody(routing.default === undefined ? { ...root, matchers: ours } : root, known);
}

function routeItem(route: Route, known: ReadonlySet<string>): Yaml {
  return noted(routeBody(route, known), {
    ...(route.comment !== undefined && { comment: route.comment }),
    origin: route.origin,
    what: routeInWords(route),
  });
}

function routeBody(route: Route, known: ReadonlySet<string>): YamlMap {
  const { matchers, groupBy, muteTimes, activeTimes, routes } = route;
  const names = (some: readonly string[] | undefined) => flow(some?.filter((name) => known.has(name)));
  return {
    matchers: matchers.length === 0 ? undefined : matchers.map(matcherItem),
    receiver: route.receiver,
    continue: route.continue,
    groupBy: flow(groupBy === "all" ? ["..."] : groupBy),
    groupWait: duration(route.groupWait),
    groupInterval: duration(route.groupInterval),
    repeatInterval: duration(route.repeatInterval),
    muteTimeIntervals: names(muteTimes),
    activeTimeIntervals: names(activeTimes),
    routes: routes.length === 0 ? undefined : routes.map((child) => routeItem(child, known)),
  };
}

function matcherItem({ label, op, value }: RouteMatcher): Yaml {
  return noted({ name: label, matchType: op, value }, { flow: true });
}

function flow(texts: readonly string[] | undefined): Yaml | undefined {
  return texts === undefined || texts.length === 0 ? undefined : noted(texts, { flow: true });
}

function duration(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : formatDuration(seconds);
}

function some(items: readonly Yaml[]): readonly Yaml[] | undefined {
  return items.length === 0 ? undefined : items;
}

function inhibitItem({ source, target, equal, comment, origin }: InhibitRule): Yaml {
  return noted(
    { sourceMatch: source.map(matcherItem), targetMatch: target.map(matcherItem), equal: flow(equal) },
    { ...(comment !== undefined && { comment }), origin, what: "inhibition" },
  );
}

function intervalItem({ name, times, comment, origin }: TimeInterval): Yaml {
  return noted(
    { name, timeIntervals: times.map((range) => noted(rangeAsWritten(range, "operator"), { flow: true })) },
    { ...(comment !== undefined && { comment }), origin, what: `time interval ${name}` },
  );
}

/** Keys whose names in the object do not follow from those in the file, by channel and the keys above them. */
const renamed: ReadonlyMap<string, string> = new Map([
  ["discord webhook_url secret", "apiURL"],
  ["webhook url secret", "urlSecret"],
  ["pagerduty links", "pagerDutyLinkConfigs"],
  ["pagerduty links text", "alt"],
]);
/** Maps that are lists of `key` and `value` in the object. */
const listed: ReadonlySet<string> = new Set(["headers", "details"]);

function integrationBody({ kind, settings }: Integration, messages: ReadonlyMap<string, string>): YamlMap {
  const settingsOf = (map: Settings, above: readonly string[]): YamlMap =>
    Object.fromEntries(
      Object.entries(map).flatMap(([key, value]) => {
        if (value === undefined) return [];
        const path = [...above, key];
        const name = renamed.get([...path, ...(value instanceof Hidden ? ["secret"] : [])].join(" ")) ?? camel(key);
        return [[name, valueOf(path, value)]];
      }),
    );
  const valueOf = (path: readonly string[], value: Setting): Yaml => {
    if (value instanceof Message) return inlined(value.name, messages);
    if (value instanceof Hidden) return secretSelector(value);
    if (typeof value !== "object") return value;
    if (Array.isArray(value)) return (value as readonly Setting[]).map((one) => valueOf(path, one));
    if (!listed.has(path.at(-1)!)) return settingsOf(value as Settings, path);
    return Object.entries(value as Settings).map(([key, inner]) => ({ key, value: valueOf([...path, key], inner!) }));
  };
  return settingsOf(settings, [kind]);
}

const wholeWords: Readonly<Record<string, string>> = { url: "URL", tls: "TLS", arn: "ARN", id: "ID" };

function camel(key: string): string {
  const [first = "", ...rest] = key.split("_");
  return first + rest.map((word) => wholeWords[word] ?? word[0]!.toUpperCase() + word.slice(1)).join("");
}

function secretSelector({ secret }: Hidden): Yaml {
  const at = "file" in secret ? mountedSecret(secret.file) : undefined;
  if (at === undefined) throw new Error("a secret that is in no Secret was not refused");
  return noted({ name: at.name, key: at.key }, { flow: true });
}

/** What each template of a Go text is, by name: from its definition to the next one. */
function definitions(text: string): ReadonlyMap<string, string> {
  const starts = [...text.matchAll(/\{\{-? *define "([^"]+)" *-?\}\}/g)];
  return new Map(
    starts.map(
      (start, at) => [start[1]!, text.slice(start.index, starts[at + 1]?.index ?? text.length).trim()] as const,
    ),
  );
}

/** A call of a template behind its definition and those that it calls itself. */
function inlined(name: string, messages: ReadonlyMap<string, string>): string {
  const needed = new Set<string>();
  const visit = (one: string): void => {
    if (needed.has(one) || !messages.has(one)) return;
    needed.add(one);
    for (const [, inner] of messages.get(one)!.matchAll(/\btemplate "([^"]+)"/g)) visit(inner!);
  };
  visit(name);
  const texts = [...messages].flatMap(([one, text]) => (needed.has(one) ? [text] : []));
  return `${texts.join("")}{{ template "${name}" . }}`;
}
