/**
 * Readers of ours for two stores whose own programs no registry serves: as strict as their sources. What they do not know they refuse.
 * Mimir: `mimirtool` reads with unknown keys forbidden (grafana/mimir `pkg/mimirtool/rules/parser.go`, `rwrulefmt.go`) and takes a namespace once.
 * Google: the definition of `rules.monitoring.googleapis.com` v1 and what its operator does with it (GoogleCloudPlatform/prometheus-engine
 * `charts/operator/crds`, `pkg/operator/apis/monitoring/v1/rules_config.go`).
 */
import { load } from "js-yaml";
import { parsePromql } from "../../src/model/promql/parse.ts";
import { selectorsOf } from "../../src/model/promql/visit.ts";

type Values = Readonly<Record<string, unknown>>;

/** What is wrong with files that are loaded together; nothing when `mimirtool rules load` takes them. */
export function readMimir(files: readonly string[], { rules: most = 20 } = {}): readonly string[] {
  const namespaces = new Set<string>();
  return files.flatMap((text) => {
    const root = load(text) as Values;
    const wrong = unknownKeys(root, ["namespace", "groups"], "a file");
    const namespace = String(root["namespace"]);
    if (namespaces.has(namespace)) wrong.push(`repeated namespace ${namespace}`);
    namespaces.add(namespace);
    const groups = root["groups"] as readonly Values[];
    const names = groups.map(({ name }) => name);
    if (new Set(names).size !== names.length) wrong.push(`a group name is repeated in ${namespace}`);
    for (const group of groups) {
      wrong.push(
        ...unknownKeys(group, ["name", "interval", "query_offset", "limit", "rules", "source_tenants"], "a group"),
      );
      const rules = group["rules"] as readonly Values[];
      if (rules.length > most) wrong.push(`${String(group["name"])} has ${rules.length} rules, the limit is ${most}`);
      for (const rule of rules) wrong.push(...readRule(rule, ["for", "keep_firing_for"]));
    }
    return wrong;
  });
}

/** What is wrong with a `Rules` object that is applied to a namespace of a cluster. */
export function readGoogleRules(text: string, scope: Values = { namespace: "shop", cluster: "c" }): readonly string[] {
  const root = load(text) as Values;
  const wrong = unknownKeys(root, ["apiVersion", "kind", "metadata", "spec"], "an object");
  if (root["apiVersion"] !== "monitoring.googleapis.com/v1" || root["kind"] !== "Rules")
    wrong.push("not a Rules object");
  const spec = root["spec"] as Values;
  wrong.push(...unknownKeys(spec, ["groups"], "a spec"));
  for (const group of spec["groups"] as readonly Values[]) {
    wrong.push(...unknownKeys(group, ["name", "interval", "rules"], "a group"));
    const rules = group["rules"] as readonly Values[];
    if (rules.length === 0) wrong.push("a group needs a rule");
    for (const rule of rules) {
      wrong.push(...readRule(rule, ["for"]));
      for (const label of ["project_id", "location", "cluster", "namespace"]) {
        if (Object.hasOwn((rule["labels"] ?? {}) as Values, label)) wrong.push(`label ${label} already set`);
        for (const { matchers } of selectorsOf(parsePromql(String(rule["expr"])).expr!))
          for (const one of matchers)
            if (one.label === label && (one.op !== "=" || one.value !== scope[label]))
              wrong.push(`conflicting label matcher ${label}${one.op}${one.value}`);
      }
    }
  }
  return wrong;
}

function readRule(rule: Values, more: readonly string[]): string[] {
  const wrong = unknownKeys(rule, ["record", "alert", "expr", "labels", "annotations", ...more], "a rule");
  if ((rule["record"] === undefined) === (rule["alert"] === undefined)) wrong.push("one of record and alert");
  if (rule["annotations"] !== undefined && rule["alert"] === undefined) wrong.push("annotations of a recording rule");
  if (rule["record"] !== undefined && !/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(String(rule["record"])))
    wrong.push(`record ${String(rule["record"])}`);
  if (parsePromql(String(rule["expr"])).expr === undefined) wrong.push(`expr ${String(rule["expr"])}`);
  const texts = [rule["labels"], rule["annotations"]].flatMap((map) => Object.values((map ?? {}) as Values));
  if (texts.some((value) => typeof value !== "string")) wrong.push("a label or annotation that is no text");
  return wrong;
}

function unknownKeys(value: Values, known: readonly string[], of: string): string[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => `${key} is no key of ${of}`);
}
