/** What the rules of a service need and its store lacks, refuses or takes otherwise. */
import type { Diagnostic } from "../../../diagnostics/diagnostic.ts";
import { writtenAlerts } from "../../../model/alerting/written.ts";
import { conditionOf } from "../../../model/alerting/condition.ts";
import type { Expr, Matcher } from "../../../model/promql/ast.ts";
import { functions } from "../../../model/promql/functions.ts";
import { selectorsOf, walk } from "../../../model/promql/visit.ts";
import type { Origin } from "../../../model/origin.ts";
import type { Service, Sli } from "../../../model/service.ts";
import { type StoreName, stores } from "../../../model/stores.ts";
import type { Workspace } from "../../../model/workspace.ts";
import { pointerTo } from "../../../util/pointer.ts";
import { diagnostic } from "../../diagnostics.ts";
import type { Noted, Yaml } from "../../shared/yaml.ts";
import type { ServiceSummary } from "../../target.ts";
import { saysAnyScope, scopeLabels } from "./scope.ts";

/** Functions of Prometheus that are missing, by store. */
const missing: Readonly<Partial<Record<StoreName, { readonly names: ReadonlySet<string>; readonly help: string }>>> = {
  // MetricsQL 0.87.3 (VictoriaMetrics 1.151), functions and aggregations of its parser
  victoriametrics: {
    names: new Set(
      "histogram_count histogram_sum histogram_avg histogram_stddev histogram_stdvar double_exponential_smoothing info ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time ts_of_first_over_time range start_timestamp limit_ratio".split(
        " ",
      ),
    ),
    help: "VictoriaMetrics keeps native histograms as classic ones: read `_bucket` and `_count` (leave `native` out)",
  },
  // "parity with Prometheus 2.44", docs of Google managed Prometheus, PromQL compatibility
  "google-managed": {
    names: new Set([...functions].filter(([, { since }]) => isAfter(since, 44)).map(([name]) => name)),
    help: "Google managed Prometheus has the functions of Prometheus 2.44",
  },
};

function isAfter(version: string | undefined, minor: number): boolean {
  if (version === undefined) return false;
  const [major = 0, of2 = 0] = version.split(".").map(Number);
  return major > 2 || of2 > minor;
}

/** Functions that give other numbers than Prometheus's, by store. */
const different: Readonly<
  Partial<Record<StoreName, { readonly names: readonly string[]; readonly how: string; readonly help: string }>>
> = {
  victoriametrics: {
    names: ["rate", "increase", "irate", "idelta", "delta", "changes", "deriv", "resets"],
    how: "adds the step from the sample before the window, does not extrapolate, and may count a new series whole",
    help: "write the SLI as bare selectors: their difference gives the same numbers on both; or use `increase_prometheus` and its kin in rules of your own",
  },
  "google-managed": {
    names: ["rate", "increase", "irate"],
    how: "interpolates otherwise and widens windows that are shorter than the step",
    help: "write the SLI as bare selectors: their difference is taken from samples alone",
  },
};

/** Rules that Mimir takes in a group, and groups of a tenant, unless it is told otherwise (`cmd/mimir/help.txt.tmpl`). */
const mimirLimits = { rules: 20, groups: 70 } as const;

/** Groups that Mimir would refuse. One cannot be split: what an alert reads is evaluated before it in its own group alone. */
export function checkGroups(
  id: string,
  origin: Origin,
  groups: readonly Noted[],
  workspace: Workspace,
): readonly Diagnostic[] {
  if (workspace.targets.prometheus.store !== "mimir") return [];
  return groups.flatMap((group) => {
    const { rules } = group.value as { readonly rules: readonly Yaml[] };
    const { length } = rules;
    if (length <= mimirLimits.rules) return [];
    const found = {
      what: `a rule group of \`${id}\` holds ${length} rules`,
      limit: `${mimirLimits.rules} a group`,
    };
    const help = `raise \`-ruler.max-rules-per-rule-group\` (\`ruler_max_rules_per_rule_group\` in the tenant's limits) to ${length}, or let it have fewer alerts`;
    return [diagnostic("store-limit", found, origin.span, { help })];
  });
}

/** What all services together ask of the store. */
export function checkWorkspace(services: readonly ServiceSummary[], { targets }: Workspace): readonly Diagnostic[] {
  const { store, storeOrigin, namespace } = targets.prometheus;
  const found: Diagnostic[] = [];
  if (namespace !== undefined && store !== "mimir")
    found.push(
      diagnostic("store-option", { key: "namespace", store: stores[store].title }, namespace.origin.span, {
        help: "write `store: mimir` beside it, or leave it out",
      }),
    );
  const groups = services.reduce((sum, { groups: own }) => sum + own, 0);
  if (store === "mimir" && groups > mimirLimits.groups) {
    const what = `the SLOs of the workspace make ${groups} rule groups`;
    const help = `raise \`-ruler.max-rule-groups-per-tenant\` (\`ruler_max_rule_groups_per_tenant\` in the tenant's limits) to ${groups} or more`;
    found.push(
      diagnostic("store-limit", { what, limit: `${mimirLimits.groups} a tenant` }, storeOrigin.span, { help }),
    );
  }
  return found;
}

/** What cannot be evaluated, or means something else, on the workspace's store. */
export function checkStore(service: Service, workspace: Workspace): readonly Diagnostic[] {
  const { store } = workspace.targets.prometheus;
  const found = [
    ...service.slis.flatMap((sli) =>
      checkFunctions(expressionsOf(sli), sli.origin, sli.signal.kind === "expressions", store),
    ),
    ...service.alerts.flatMap((alert) =>
      checkFunctions([conditionOf(service, alert, workspace)], alert.origin, true, store),
    ),
    ...service.anomalies.flatMap(({ value, origin }) => checkFunctions([value], origin, true, store)),
    ...service.metrics.recorded.flatMap(({ expr, origin }) => checkFunctions([expr], origin, true, store)),
  ];
  return store === "google-managed" ? [...found, ...checkScope(service), ...checkKeeping(service)] : found;
}

/** @param asWritten whether they are evaluated as they stand in the spec */
function checkFunctions(
  expressions: readonly Expr[],
  { span }: Origin,
  asWritten: boolean,
  store: StoreName,
): readonly Diagnostic[] {
  const { title } = stores[store];
  const lacking = missing[store];
  const otherwise = different[store];
  if (lacking === undefined && otherwise === undefined) return [];
  const used = new Set(expressions.flatMap(functionsIn));
  const absent = lacking === undefined ? [] : [...used].filter((name) => lacking.names.has(name));
  const alike = otherwise === undefined || !asWritten ? [] : otherwise.names;
  return [
    ...absent.map((name) => diagnostic("store-function", { name, store: title }, span, { help: lacking!.help })),
    ...alike
      .filter((name) => used.has(name))
      .map((name) =>
        diagnostic("store-meaning", { name, store: title, how: otherwise!.how }, span, { help: otherwise!.help }),
      ),
  ];
}

function expressionsOf({ total, errors }: Sli): readonly Expr[] {
  return [total, errors.expr];
}

function functionsIn(expr: Expr): readonly string[] {
  return walk(expr).flatMap((node) =>
    node.kind === "call" ? [node.fn] : node.kind === "aggregation" ? [node.op] : [],
  );
}

/** `Rules` have `for` and no `keep_firing_for`. */
function checkKeeping({ alerts, resolved }: Service): readonly Diagnostic[] {
  const how = "does not know it, and ends the alert with its cause";
  return alerts
    .filter(({ keepFiringFor }) => keepFiringFor > 0)
    .map(({ name }) =>
      diagnostic(
        "store-meaning",
        { name: "keepFiringFor", store: stores["google-managed"].title, how },
        resolved.originOf(pointerTo(pointerTo("/alerts", name), "keepFiringFor"), "key").span,
        { help: "let the expression itself last longer, such as by `max_over_time(…)`; or leave it out" },
      ),
    );
}

/** Google's `Rules` see one namespace of one cluster, and refuse what says otherwise. */
function checkScope(service: Service): readonly Diagnostic[] {
  const { resolved, labels, environmentLabels, kubernetes, slis, slos, alerts, anomalies, metrics } = service;
  const own = [...Object.keys(labels), ...Object.keys(environmentLabels)].map((label) => ({
    label,
    span: resolved.originOf(pointerTo("/labels", label), "key").span,
  }));
  const ofAlerts = [...slos.flatMap(({ burns }) => burns), ...alerts, ...anomalies].flatMap((alert) =>
    Object.keys(alert.labels).map((label) => ({ label, span: alert.origin.span })),
  );
  const read = [
    ...slis.map((sli) => ({ at: sli.origin.span, selectors: expressionsOf(sli).flatMap(selectorsOf) })),
    ...writtenAlerts(service).map(({ alert, expr }) => ({ at: alert.origin.span, selectors: selectorsOf(expr) })),
    ...metrics.recorded.map(({ expr, origin }) => ({ at: origin.span, selectors: selectorsOf(expr) })),
  ];
  const taken = [...own, ...ofAlerts].filter(({ label }) => scopeLabels.includes(label));
  const conflicts = (matcher: Matcher): boolean => {
    const { label, op, value } = matcher;
    const isSame = op === "=" && (label !== "namespace" || value === kubernetes?.namespace);
    return scopeLabels.includes(label) && !isSame && !saysAnyScope(matcher);
  };
  return [
    ...once(
      taken.map(({ label, span }) =>
        diagnostic("store-label", { label }, span, {
          help: "leave it out: the rules get it from where they are applied",
        }),
      ),
    ),
    ...read.flatMap(({ at, selectors }) => {
      const matchers = selectors.flatMap(({ matchers: all }) => all);
      const names = matchers.filter(({ label, op }) => label === "__name__" && op !== "=");
      return once([
        ...names.map(({ op, value }) =>
          diagnostic(
            "store-selector",
            { matcher: `__name__${op}"${value}"`, why: "takes a metric by its exact name alone" },
            at,
            {
              help: "write a list of selectors, one for each metric",
            },
          ),
        ),
        ...matchers.filter(conflicts).map(({ label, op, value }) =>
          diagnostic(
            "store-selector",
            { matcher: `${label}${op}"${value}"`, why: `puts \`${label}\` on every selector itself` },
            at,
            {
              help:
                label === "namespace"
                  ? "leave the matcher out, and say where the service runs with `kubernetes: { namespace: … }`"
                  : "leave the matcher out: the rules see the cluster that they are applied to",
            },
          ),
        ),
      ]);
    }),
  ];
}

function once(found: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(found.map((one) => [`${one.title}\0${one.span.start}`, one])).values()];
}
