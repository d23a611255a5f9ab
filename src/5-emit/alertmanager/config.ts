/** A configuration file of Alertmanager: keys as in its reference, matchers always quoted. */
import { formatDuration } from "../../model/quantity/duration.ts";
import { formatMatcher } from "../../model/routing/matchers.ts";
import type { InhibitRule, Route, Routing, TimeInterval } from "../../model/routing/tree.ts";
import type { AlertmanagerBase, Receiver } from "../../model/workspace.ts";
import type { Additions } from "./base.ts";
import { noted, type Yaml, type YamlMap } from "../shared/yaml.ts";
import { Hidden, Message, receiverItem, type Setting } from "./channels.ts";
import { rangeAsWritten } from "./times.ts";

/** Where the file looks for message templates, relative to itself. */
const templatesGlob = "templates/*.tmpl";

/** The parts of a configuration, in the order in which they stand. */
export interface ConfigParts {
  readonly route: YamlMap;
  readonly receivers: readonly Yaml[];
  readonly inhibit_rules: readonly Yaml[];
  readonly time_intervals: readonly Yaml[];
  readonly templates: readonly Yaml[];
}

/** @param receivers of the workspace; those that the routing does not name are left out */
export function configParts(
  { root, inhibitRules, timeIntervals, receivers: named }: Routing,
  receivers: ReadonlyMap<string, Receiver>,
): ConfigParts {
  return {
    route: routeBody(root),
    receivers: named.flatMap((name) => {
      const receiver = receivers.get(name);
      return receiver === undefined
        ? []
        : [receiverItem(receiver, "_configs", ({ settings }) => printed(settings) as YamlMap)];
    }),
    inhibit_rules: inhibitRules.map(inhibitItem),
    time_intervals: timeIntervals.map(intervalItem),
    templates: [templatesGlob],
  };
}

/** What a configuration with a base has besides it: routing puts our routes first, and the rest of ours last. */
export function additionsTo(
  base: AlertmanagerBase,
  routing: Routing,
  receivers: ReadonlyMap<string, Receiver>,
): Additions {
  const { root, inhibitRules, timeIntervals, receivers: theirs } = base.routing;
  const ours: Routing = {
    root: routing.root,
    inhibitRules: routing.inhibitRules.slice(inhibitRules.length),
    timeIntervals: routing.timeIntervals.slice(timeIntervals.length),
    receivers: routing.receivers.slice(theirs.length).filter((name) => !theirs.includes(name)),
  };
  const parts = configParts(ours, receivers);
  return {
    "/route/routes": routing.root.routes.slice(0, routing.root.routes.length - root.routes.length).map(routeItem),
    "/receivers": parts.receivers,
    "/inhibit_rules": parts.inhibit_rules,
    "/time_intervals": parts.time_intervals,
    "/templates": base.templates.includes(templatesGlob) ? [] : ["templates/tocsin.tmpl"],
  };
}

function routeItem(route: Route): Yaml {
  return noted(routeBody(route), {
    ...(route.comment !== undefined && { comment: route.comment }),
    origin: route.origin,
    what: routeInWords(route),
  });
}

export function routeInWords({ receiver, matchers }: Route): string {
  const which = matchers.length === 0 ? "whatever comes here" : matchers.map(formatMatcher).join(", ");
  return `route of ${which}${receiver === undefined ? "" : ` to ${receiver}`}`;
}

function routeBody(route: Route): YamlMap {
  const { matchers, groupBy, muteTimes, activeTimes, routes } = route;
  return {
    matchers: flow(matchers.length > 0 ? matchers.map(formatMatcher) : undefined),
    receiver: route.receiver,
    continue: route.continue,
    group_by: flow(groupBy === "all" ? ["..."] : groupBy),
    group_wait: duration(route.groupWait),
    group_interval: duration(route.groupInterval),
    repeat_interval: duration(route.repeatInterval),
    mute_time_intervals: flow(muteTimes),
    active_time_intervals: flow(activeTimes),
    routes: routes.length === 0 ? undefined : routes.map(routeItem),
  };
}

function flow(texts: readonly string[] | undefined): Yaml | undefined {
  return texts === undefined ? undefined : noted(texts, { flow: true });
}

function duration(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : formatDuration(seconds);
}

function printed(setting: Setting): Yaml {
  if (setting instanceof Message) return `{{ template "${setting.name}" . }}`;
  if (setting instanceof Hidden) throw new Error("a secret stands at a key of its own");
  if (typeof setting !== "object") return setting;
  if (Array.isArray(setting)) return setting.map(printed);
  return Object.fromEntries(
    Object.entries(setting).flatMap(([key, value]) => {
      if (value === undefined) return [];
      // one from the environment is an error of its own
      if (value instanceof Hidden) return "file" in value.secret ? [[`${key}_file`, value.secret.file]] : [];
      return [[key, printed(value)]];
    }),
  );
}

function inhibitItem(rule: InhibitRule): Yaml {
  return noted(
    {
      source_matchers: flow(rule.source.map(formatMatcher)),
      target_matchers: flow(rule.target.map(formatMatcher)),
      equal: rule.equal.length === 0 ? undefined : flow(rule.equal),
    },
    { ...(rule.comment !== undefined && { comment: rule.comment }), origin: rule.origin, what: "inhibition" },
  );
}

function intervalItem({ name, times, comment, origin }: TimeInterval): Yaml {
  return noted(
    { name, time_intervals: times.map((range) => noted(rangeAsWritten(range, "config"), { flow: true })) },
    { ...(comment !== undefined && { comment }), origin, what: `time interval ${name}` },
  );
}
