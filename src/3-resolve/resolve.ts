/** Spec → Model: layers laid over one another, kits and holes filled, references followed, SLIs lowered, alerts turned into numbers. */
import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import type { Spec } from "../2-validate/spec.ts";
import { parseRate } from "../model/quantity/rate.ts";
import { tiers, type KubernetesWorkload, type Resolved, type Service, type Tier } from "../model/service.ts";
import { pointerSteps, pointerTo } from "../util/pointer.ts";
import { effectiveStep } from "../model/slo/windows.ts";
import type { Environment, ServiceIndex, Workspace } from "../model/workspace.ts";
import { checkAlertNames, checkLabels, checkNames } from "./check/names.ts";
import { checkComplete } from "./check/complete.ts";
import { defaultTier } from "./defaults.ts";
import { diagnostic } from "./diagnostics.ts";
import { fillNode, type Promql } from "./holes/fill.ts";
import type { Kits } from "./kits/kits.ts";
import { mergeLayers } from "./layers/merge.ts";
import { find, isMap, nodeAt, sourceAt, valueOf, type EmptyNull, type Node } from "./layers/lay.ts";
import { serviceShape } from "./layers/shape.ts";
import { metricsOf } from "./lower/metrics.ts";
import { emptyHelp, isWritten, keyOf } from "./check/nulls.ts";
import { placeOf } from "./place.ts";
import { checkRanges } from "./check/ranges.ts";
import { checkReferences } from "./check/references.ts";
import { scopeOf } from "./holes/scope.ts";
import { resolveAnomalies } from "./lower/anomalies.ts";
import { resolveDashboards } from "./lower/dashboards.ts";
import { resolveSlis } from "./lower/slis.ts";
import { labelsOf } from "./lower/labels.ts";
import { resolveMaintenance } from "./lower/maintenance.ts";
import { resolveRuleAlerts } from "./lower/rule-alerts.ts";
import { resolveSlos } from "./lower/slos.ts";
import { checkExpression } from "./lower/sources.ts";
import { prometheusOptions, targetsOf } from "./workspace.ts";

export { resolveKits, type Kit, type Kits } from "./kits/kits.ts";
export { indexServices } from "./service-index.ts";
export { resolveWorkspace } from "./workspace.ts";

export interface ResolveContext {
  readonly workspace?: Workspace;
  readonly environment?: Environment;
  readonly kits: Kits;
  readonly index: ServiceIndex;
}

/** One service in one environment. The value is there whenever the file says which service it is, so that later phases can say what they see. */
export function resolveService(spec: Spec, { workspace, environment, kits, index }: ResolveContext): Outcome<Service> {
  const { document, value } = spec;
  if (!isMap(value) || typeof value["service"] !== "string") return { diagnostics: [] };
  // The second file of one service was reported: the first one stands for it.
  const known = index.services.get(value["service"])?.origin.span.file.path;
  if (known !== undefined && known !== document.source.path) return { diagnostics: [] };
  const found: Diagnostic[] = [];
  const report = (one: Diagnostic) => void found.push(one);
  const onEmptyNull = (empty: EmptyNull) => report(nullTakesNothing(empty));
  const name = value["service"];
  const tier = tierOf(value["tier"]);

  const merged = mergeLayers({
    spec,
    value,
    tier,
    ...(workspace && { workspace }),
    ...(environment && { environment }),
    kits,
    onEmptyNull,
    report,
  });
  const scope = scopeOf(merged.root, environment?.name, merged.used, report);
  merged.checkKits(scope);
  const promql = new Map<string, Promql>();
  const root =
    fillNode(merged.root, serviceShape, scope, {
      scopeAt: (path, outer, node) => (path.length === 2 && path[0] === "slis" ? scope.within(node) : outer),
      promql,
      report,
    }) ?? merged.root;

  const whole = valueOf(root) as Readonly<Record<string, unknown>>;
  const { diagnostics: missing, brokenSlis } = checkComplete(root, whole);
  found.push(...missing);
  checkRanges(root, whole, report);
  checkNames(root, report);
  checkAlertNames(root, report);
  checkLabels(root, report);
  checkReferences({ root, value: whole, service: name, ...(workspace && { workspace }), index, report });
  for (const [pointer, part] of promql) if (part.kind !== "source") checkExpression(pointer, part, report);

  const metrics = metricsOf(root, promql);
  const prometheus = prometheusOptions(workspace, environment);
  const labels = labelsOf(find(root, "labels"));
  const environmentLabels = pick(labels, Object.keys(environment?.labels ?? {}));
  const slis = resolveSlis({
    root,
    promql,
    metrics,
    prometheus,
    environmentLabels,
    matchOf: (sli) => scope.within(sli).match,
    broken: brokenSlis,
    report,
  });
  const step = effectiveStep(prometheus.step, metrics.interval);
  const slos = resolveSlos({
    root,
    service: name,
    ...(environment && { environment: environment.name }),
    index,
    slis,
    ...(workspace && { workspace }),
    step,
    onEmptyNull,
    report,
  });

  const description = find(root, "description")?.value;
  const owner = find(root, "owner")?.value;
  const traffic = parseRate(String(find(root, "traffic")?.value));
  const kubernetes = kubernetesOf(find(root, "kubernetes"));
  const service: Service = {
    name,
    ...(typeof description === "string" && { description }),
    ...(typeof owner === "string" && { owner }),
    tier,
    ...(environment && { environment: environment.name }),
    labels: without(labels, Object.keys(environmentLabels)),
    environmentLabels,
    links: labelsOf(find(root, "links")),
    match: scope.match,
    ...(traffic.ok && { traffic: traffic.value }),
    metrics,
    ...(kubernetes && { kubernetes }),
    targets: targetsOf(whole, workspace),
    slis,
    slos,
    alerts: resolveRuleAlerts({ root, promql, ...(workspace && { workspace }), report }),
    anomalies: resolveAnomalies({ root, promql, ...(workspace && { workspace }), report }),
    dashboards: resolveDashboards({ root, promql }),
    maintenance: resolveMaintenance({ root, step, report }),
    resolved: resolvedOf(root, whole, promql),
    origin: { from: "spec", span: document.spanOf("/service") },
  };
  return { value: service, diagnostics: once(found) };
}

function tierOf(value: unknown): Tier {
  return tiers.find((tier) => tier === value) ?? defaultTier;
}

function nullTakesNothing({ path, source }: EmptyNull): Diagnostic {
  const { span, labels } = placeOf(source);
  const key = keyOf(path.reduce(pointerTo, ""));
  return diagnostic("null-takes-nothing", { key, written: isWritten(span) }, span, { labels, help: emptyHelp });
}

function pick(labels: Readonly<Record<string, string>>, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([label]) => names.includes(label)));
}

function without(labels: Readonly<Record<string, string>>, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([label]) => !names.includes(label)));
}

function kubernetesOf(node: Node | undefined): KubernetesWorkload | undefined {
  if (node === undefined) return undefined;
  const namespace = find(node, "namespace")?.value;
  return { ...(typeof namespace === "string" && { namespace }), selector: labelsOf(find(node, "selector")) };
}

function resolvedOf(root: Node, value: Resolved["value"], promql: ReadonlyMap<string, Promql>): Resolved {
  return {
    value,
    promql: new Map([...promql].map(([pointer, { expr }]) => [pointer, expr])),
    originOf(pointer, part) {
      const { layer, pointer: inLayer } = sourceAt(root, pointerSteps(pointer));
      return layer.originOf(inLayer, part);
    },
    spanInside(pointer, start, end) {
      return placeOf(sourceAt(root, pointerSteps(pointer)), { start, end }).span;
    },
    historyOf(pointer) {
      const { node, rest } = nodeAt(root, pointerSteps(pointer));
      if (rest.length > 0) return [];
      return node.history.map(({ value, source }) => ({ value, origin: source.layer.originOf(source.pointer) }));
    },
  };
}

/** Some places are read twice: a finding is said once. */
function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, title, span }) => {
    const key = `${code}\0${title}\0${span.file.path}\0${span.start}\0${span.end}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
