import type { Diagnostic, Outcome, Span } from "../diagnostics/diagnostic.ts";
import type { Spec } from "../2-validate/spec.ts";
import type { Origin } from "../model/origin.ts";
import { parseDuration } from "../model/quantity/duration.ts";
import type { Seconds } from "../model/quantity/units.ts";
import { storeNames, stores, type StoreName } from "../model/stores.ts";
import { alertSeverities, type AlertSeverity, type Labels, type Resolved } from "../model/service.ts";
import { resolveBase } from "./lower/alertmanager-base.ts";
import type {
  AlertmanagerBase,
  AlertmanagerOptions,
  Environment,
  GrafanaOptions,
  Policy,
  PrometheusOptions,
  Receiver,
  TargetOptions,
  Team,
  Workspace,
} from "../model/workspace.ts";
import { pointerSteps, pointerTo } from "../util/pointer.ts";
import { defaultOutput, defaultSpecs, defaultStep } from "./defaults.ts";
import { diagnostic } from "./diagnostics.ts";
import { fillText, type Scope } from "./holes/holes.ts";
import { isMap } from "./layers/lay.ts";
import { serviceLayer } from "./layers/stack.ts";
import { namesOf } from "./lower/notify.ts";
import { resolveReceivers, routingOf } from "./lower/receivers.ts";
import { reportNulls } from "./check/nulls.ts";
import { placeOfOrigin } from "./place.ts";
import { misspelt } from "./spelling.ts";
import { listed } from "./check/references.ts";
import { checkGrafanaOptions } from "./check/grafana.ts";
import { checkPrometheusOptions } from "./check/ranges.ts";
import { isReservedLabel } from "./check/reserved.ts";

type Values = Readonly<Record<string, unknown>>;

/** Parts of the file that are layers: there a `null` takes something away. */
const layers = /^\/(?:defaults|tiers\/[^/]+|environments\/[^/]+)$/;

/**
 * Reads the workspace file: names, options with their defaults, and references within it.
 *
 * @param bases configurations of Alertmanager that it names, by path; one that is not there was reported
 */
export function resolveWorkspace(
  spec: Spec,
  bases: ReadonlyMap<string, Spec["document"]> = new Map(),
): Outcome<Workspace> {
  const { document } = spec;
  const value = isMap(spec.value) ? spec.value : {};
  const diagnostics: Diagnostic[] = [];
  const report = (found: Diagnostic) => void diagnostics.push(found);
  const originOf = (pointer: string, part?: "key" | "value"): Origin => ({
    from: "spec",
    span: document.spanOf(pointer, part),
  });
  reportNulls(
    value,
    "",
    (pointer) => document.spanOf(pointer),
    report,
    (pointer, part) => part !== null && layers.test(pointer),
  );

  const receivers = resolveReceivers(
    mapAt(value, "receivers"),
    {
      from: "default",
      name: "built-in receiver",
      span: document.spanOf("/receivers", "key"),
    },
    originOf,
  );
  const teams = new Map(
    Object.entries(mapAt(value, "teams")).map(([name, team]) => [name, teamOf(name, team, originOf)] as const),
  );
  const checkReceiver = (name: string, pointer: string) => {
    if (!receivers.has(name)) report(unknownReceiver(name, document.spanOf(pointer), receivers));
  };
  for (const [name, team] of teams) {
    for (const [severity, names] of Object.entries(team.notify)) {
      const pointer = `${pointerTo("/teams", name)}/notify/${severity}`;
      const list = Array.isArray(mapAt(mapAt(mapAt(value, "teams"), name), "notify")[severity]);
      for (const [at, receiver] of names.entries()) checkReceiver(receiver, list ? `${pointer}/${at}` : pointer);
    }
  }
  const byDefault = mapAt(value, "routing")["default"];
  if (typeof byDefault === "string") checkReceiver(byDefault, "/routing/default");

  const severities = mapAt(value, "severities");
  const resolvedBases = new Map(
    [...bases].map(([path, document]) => [path, resolveBase(document, receivers, report)] as const),
  );
  const readers: OptionReaders = {
    originOf,
    report,
    baseAt: (path) => resolvedBases.get(path),
    grafana: {
      ...grafanaDefaults,
      path: `/var/lib/grafana/dashboards/${String(value["workspace"])}`,
      ...lookedAt(mapAt(value, "destinations")),
    },
  };
  const targets = targetOptionsOf(mapAt(value, "targets"), "/targets", readers);
  const workspace: Workspace = {
    name: String(value["workspace"]),
    specs: texts(value["specs"]) ?? defaultSpecs,
    output: typeof value["output"] === "string" ? value["output"] : defaultOutput,
    environments: Object.entries(mapAt(value, "environments")).map(([name, layer]) =>
      environmentOf(name, layer, spec, readers, targets),
    ),
    teams,
    receivers,
    routing: routingOf(mapAt(value, "routing"), originOf("/routing", "key")),
    severities: Object.fromEntries(
      alertSeverities.map((severity) => [
        severity,
        typeof severities[severity] === "string" ? severities[severity] : severity,
      ]),
    ) as Record<AlertSeverity, string>,
    targets,
    policy: policyOf(mapAt(value, "policy")),
    resolved: resolvedOf(spec, value),
    origin: originOf("/workspace"),
  };
  return { value: workspace, diagnostics };
}

function mapAt(value: Values, key: string): Values {
  const inner = Object.hasOwn(value, key) ? value[key] : undefined;
  return isMap(inner) ? inner : {};
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;
}

function unknownReceiver(name: string, span: Span, receivers: ReadonlyMap<string, Receiver>): Diagnostic {
  const meant = misspelt(name, receivers.keys(), span);
  const origin = meant === undefined ? undefined : receivers.get(meant.near)?.origin;
  return diagnostic("unknown-receiver", { name }, span, {
    labels: origin?.from === "spec" ? [{ span: origin.span, text: `\`${meant?.near}\` is defined here` }] : [],
    help: meant?.help ?? `declare it under \`receivers\`; there is ${listed([...receivers.keys()])}`,
    ...(meant?.fix && { fix: meant.fix }),
  });
}

function teamOf(name: string, value: unknown, originOf: (pointer: string, part?: "key" | "value") => Origin): Team {
  const notify = mapAt(isMap(value) ? value : {}, "notify");
  const told = alertSeverities.flatMap((severity) => {
    const names = namesOf(notify[severity]);
    return names.length === 0 ? [] : [[severity, names] as const];
  });
  return { name, notify: Object.fromEntries(told), origin: originOf(pointerTo("/teams", name), "key") };
}

/** An environment's labels stand on every recorded series, so they are read here once for all services; `${environment}` is its name. */
function environmentOf(
  name: string,
  value: unknown,
  spec: Spec,
  readers: OptionReaders,
  targets: TargetOptions,
): Environment {
  const { report } = readers;
  const pointer = pointerTo("/environments", name);
  const origin: Origin = { from: "spec", span: spec.document.spanOf(pointer, "key") };
  const scope: Scope = {
    lookup: (hole) => (hole === "environment" ? { kind: "value", value: name, type: "text" } : undefined),
    namesIn: () => ["environment"],
  };
  const labels: [string, string][] = [];
  for (const [label, text] of Object.entries(mapAt(isMap(value) ? value : {}, "labels"))) {
    const at = pointerTo(`${pointer}/labels`, label);
    if (isReservedLabel(label)) {
      report(
        diagnostic("reserved-label", { label, where: "`labels`" }, spec.document.spanOf(at, "key"), {
          help: "choose another name",
        }),
      );
      continue;
    }
    const filled = fillText(text, { layer: serviceLayer(spec, value), pointer: at }, scope, report);
    if (filled !== "dropped" && typeof filled.value === "string") labels.push([label, filled.value]);
  }
  const options = mapAt(isMap(value) ? value : {}, "targets");
  return {
    name,
    labels: Object.fromEntries(labels.sort(([a], [b]) => (a < b ? -1 : 1))) satisfies Labels,
    targets: targetOptionsOf(options, `${pointer}/targets`, readers, targets, name),
    origin,
  };
}

interface OptionReaders {
  readonly originOf: (pointer: string) => Origin;
  readonly report: (found: Diagnostic) => void;
  /** The configuration of Alertmanager at a path, if it could be read. */
  readonly baseAt: (path: string) => AlertmanagerBase | undefined;
  /** What holds where nothing is said of Grafana. */
  readonly grafana: GrafanaOptions;
}

/** Environments that say nothing share the object of the workspace, and so one Alertmanager. */
function alertmanagerOptionsOf(
  written: unknown,
  baseAt: OptionReaders["baseAt"],
  below?: AlertmanagerOptions,
): AlertmanagerOptions {
  if (!isMap(written) && below !== undefined) return below;
  const { as, base, namespace } = isMap(written) ? written : {};
  const forms = texts(as)?.filter((form): form is "config" | "operator" => form === "config" || form === "operator");
  const own = typeof base === "string" ? baseAt(base) : below?.base;
  const space = typeof namespace === "string" ? namespace : below?.namespace;
  return {
    as: forms === undefined || forms.length === 0 ? (below?.as ?? ["config"]) : forms,
    ...(own && { base: own }),
    ...(space !== undefined && { namespace: space }),
  };
}

/** Environments that say nothing share the object of the workspace, and so one Grafana. */
function grafanaOptionsOf(written: unknown, below: GrafanaOptions, environment: string | undefined): GrafanaOptions {
  if (!isMap(written)) return below;
  const { url, as, browse, folder, path, datasource, namespace, instances } = written;
  const forms = texts(as)?.filter((form) => form === "json" || form === "configmap" || form === "operator");
  const [logs, traces] = [mapAt(written, "logs"), mapAt(written, "traces")];
  return {
    ...below,
    ...(environment !== undefined && { environment }),
    ...(typeof url === "string" && { url }),
    ...(typeof folder === "string" && { folder }),
    ...(typeof browse === "string" && { browse: browse.replace(/\/+$/, "") }),
    ...(typeof path === "string" && { path: path.replace(/(?<=.)\/+$/, "") }),
    ...(typeof datasource === "string" && { datasource }),
    ...(forms !== undefined && forms.length > 0 && { as: forms }),
    ...(isOneOf(logs["type"], logTypes) && { logs: { type: logs["type"], datasource: String(logs["datasource"]) } }),
    ...(isOneOf(traces["type"], traceTypes) && {
      traces: { type: traces["type"], datasource: String(traces["datasource"]) },
    }),
    ...(typeof namespace === "string" && { namespace }),
    ...(isMap(instances) && { instances: labelsOf(instances) }),
  };
}

const grafanaDefaults: Omit<GrafanaOptions, "path"> = {
  as: ["json"],
  folder: "Services",
  datasource: "prometheus",
  instances: { dashboards: "grafana" },
};

/** Types of data sources that come with Grafana, as types of destinations are called too. */
const logTypes = ["loki", "elasticsearch"] as const;
const traceTypes = ["tempo", "jaeger"] as const;

function isOneOf<T extends string>(value: unknown, words: readonly T[]): value is T {
  return words.some((word) => word === value);
}

/** Where logs and traces that are sent to `destinations` are looked at: in the first of each by name, whose data source has that name. */
function lookedAt(destinations: Values): Pick<GrafanaOptions, "logs" | "traces"> {
  const first = <T extends string>(signal: string, types: readonly T[]) =>
    Object.keys(destinations)
      .sort()
      .flatMap((name) => {
        const { type = name, signals } = mapAt(destinations, name);
        const takes = texts(signals)?.includes(signal) ?? true;
        return takes && isOneOf(type, types) ? [{ type, datasource: name }] : [];
      })[0];
  const [logs, traces] = [first("logs", logTypes), first("traces", traceTypes)];
  return { ...(logs && { logs }), ...(traces && { traces }) };
}

function labelsOf(labels: Values): Labels {
  return Object.fromEntries(
    Object.entries(labels)
      .map(([name, value]) => [name, String(value)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Options of the targets at `pointer`; what is not said there is as in `below`, else the default. */
function targetOptionsOf(
  options: Values,
  pointer: string,
  { originOf, report, baseAt, grafana }: OptionReaders,
  below?: TargetOptions,
  environment?: string,
): TargetOptions {
  const placeOf = (key: string) => placeOfOrigin(originOf(`${pointer}/prometheus/${key}`));
  checkPrometheusOptions(mapAt(options, "prometheus"), placeOf, report);
  checkGrafanaOptions(options["grafana"], (key) => placeOfOrigin(originOf(`${pointer}/grafana/${key}`)), report);
  const { version, store, namespace, retention, as, step } = mapAt(options, "prometheus");
  const kept = parseDuration(String(retention));
  const forms = texts(as)?.filter((form): form is "rules" | "operator" => form === "rules" || form === "operator");
  const at = (key: string) => originOf(`${pointer}/prometheus/${key}`);
  const asBelow = below?.prometheus;
  const named = storeNames.find((name) => name === store);
  const kind = named ?? asBelow?.store ?? "prometheus";
  const prefix = typeof namespace === "string" ? { name: namespace, origin: at("namespace") } : asBelow?.namespace;
  // Another store brings its own retention, whatever was said of the one below.
  const keptBelow = named === undefined || named === asBelow?.store ? asBelow : undefined;
  return {
    prometheus: {
      version: version === "2.42" || version === "3" ? version : (asBelow?.version ?? "3"),
      store: kind,
      storeOrigin: named === undefined ? (asBelow?.storeOrigin ?? at("store")) : at("store"),
      ...(prefix && { namespace: prefix }),
      retention: kept.ok ? kept.value : (keptBelow?.retention ?? stores[kind].retention),
      retentionOrigin: kept.ok
        ? at("retention")
        : (keptBelow?.retentionOrigin ?? ownRetention(kind, at("retention").span)),
      layout: "file-per-service",
      as: forms === undefined || forms.length === 0 ? (asBelow?.as ?? ["rules"]) : forms,
      step: step === undefined ? (asBelow?.step ?? secondsOf(defaultStep)) : secondsOf(String(step)),
    },
    alertmanager: alertmanagerOptionsOf(options["alertmanager"], baseAt, below?.alertmanager),
    grafana: grafanaOptionsOf(options["grafana"], below?.grafana ?? grafana, environment),
  };
}

function secondsOf(text: string): Seconds {
  const duration = parseDuration(text);
  return duration.ok && duration.value > 0 ? duration.value : 60;
}

function policyOf(policy: Values): Policy {
  const rules = Object.entries(mapAt(policy, "rules")).filter(
    (entry): entry is [string, "none"] => typeof entry[1] === "string",
  );
  return { rules: new Map(rules), locked: new Set(texts(policy["locked"])) };
}

function resolvedOf({ document }: Spec, value: Values): Resolved {
  const originOf = (pointer: string, part?: "key" | "value"): Origin => ({
    from: "spec",
    span: document.spanOf(pointer, part),
  });
  return {
    value,
    originOf,
    spanInside: (pointer, start, end) => document.spanInside?.(pointer, start, end) ?? document.spanOf(pointer),
    historyOf(pointer) {
      let inner: unknown = value;
      for (const step of pointerSteps(pointer)) {
        if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, step)) return [];
        inner = (inner as Values)[step];
      }
      return [{ value: inner, origin: originOf(pointer) }];
    },
  };
}

function ownRetention(store: StoreName, span: Span): Origin {
  return { from: "default", name: `${stores[store].title}'s own retention`, span };
}

const nowhere: Span = { file: { path: "", text: "" }, start: 0, end: 0 };

const withoutWorkspace: PrometheusOptions = {
  version: "3",
  store: "prometheus",
  storeOrigin: { from: "default", name: "built-in default", span: nowhere },
  retention: stores.prometheus.retention,
  retentionOrigin: ownRetention("prometheus", nowhere),
  layout: "file-per-service",
  as: ["rules"],
  step: secondsOf(defaultStep),
};

/** Options of the target Prometheus for one environment. */
export function prometheusOptions(
  workspace: Workspace | undefined,
  environment: Environment | undefined,
): PrometheusOptions {
  return environment?.targets?.prometheus ?? workspace?.targets.prometheus ?? withoutWorkspace;
}

/** Names of the targets that a service is compiled for: its own list, else all that the workspace gives options for, and Prometheus always. */
export function targetsOf(service: unknown, workspace: Workspace | undefined): readonly string[] {
  const own = isMap(service) ? texts(service["targets"]) : undefined;
  if (own !== undefined) return [...own].sort();
  const named = Object.keys(mapAt(workspace?.resolved.value ?? {}, "targets"));
  return [...new Set(["prometheus", ...named])].sort();
}
