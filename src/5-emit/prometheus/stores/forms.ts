/** The same rules in the form that a store's own tools load. */
import { mapExpr } from "../../../model/promql/visit.ts";
import type { Service } from "../../../model/service.ts";
import { files } from "../../../model/slo/names.ts";
import { stores } from "../../../model/stores.ts";
import type { Environment, Workspace } from "../../../model/workspace.ts";
import type { Noted, YamlMap } from "../../shared/yaml.ts";
import { objectMetadata } from "../operator.ts";
import { parsed, readLate, withRules } from "./late.ts";
import { printRule } from "../words.ts";
import { isRecordGroup } from "../records.ts";
import { saysAnyScope } from "./scope.ts";

export interface StoreFile {
  readonly path: string;
  readonly root: YamlMap;
  readonly comments: readonly string[];
}

/** The file of a store that does not read the rule file as Prometheus does, or not with the same result. */
export function storeFile(
  service: Service,
  given: readonly Noted[],
  workspace: Workspace,
  environment: Environment | undefined,
): StoreFile | undefined {
  const { store } = workspace.targets.prometheus;
  const { title } = stores[store];
  const groups = groupsAsRead(given, workspace);
  const late = `${title} shows a rule what was recorded above it one evaluation later: what is read of it is one step older here than in ../${service.name}.rules.yaml.`;
  switch (store) {
    case "prometheus":
    case "thanos":
      return undefined;
    case "mimir":
      return {
        path: files.mimir(service.name),
        comments: [`The rules of ../${service.name}.rules.yaml, for \`mimirtool rules sync\`.`],
        root: { namespace: mimirNamespace(service, workspace, environment), groups },
      };
    case "victoriametrics":
      return { path: files.victoriametrics(service.name), comments: [late], root: { groups } };
    case "google-managed":
      return {
        path: files.google(service.name),
        comments: [late],
        root: {
          apiVersion: "monitoring.googleapis.com/v1",
          kind: "Rules",
          metadata: objectMetadata(service, `${service.name}--slo`),
          spec: { groups },
        },
      };
  }
}

/**
 * The groups as the store must read them: one evaluation later where it shows what was recorded above a rule only then, and without what Google
 * puts on every selector itself.
 */
export function groupsAsRead(groups: readonly Noted[], { targets }: Workspace): readonly Noted[] {
  const { store } = targets.prometheus;
  const read = stores[store].readsOwnWrites
    ? groups
    : groups.map((group) => (isOfWritten(group) ? group : readLate(group)));
  return store === "google-managed" ? read.map((group) => withRules(group, forGoogle)) : read;
}

/** Expressions of a spec stand as they were written: what one reads of another is as old as the store shows it. */
function isOfWritten(group: Noted): boolean {
  return isRecordGroup((group.value as { readonly name: string }).name);
}

/** `Rules` have no `keep_firing_for`, and say of which namespace they are by themselves. */
function forGoogle(given: YamlMap): YamlMap {
  const { keep_firing_for: _, ...rule } = given;
  const expr = mapExpr(parsed(rule["expr"] as string), (node) =>
    node.kind === "selector" ? { ...node, matchers: node.matchers.filter((one) => !saysAnyScope(one)) } : node,
  );
  return { ...rule, expr: printRule(expr) };
}

/** Of one file alone: mimirtool refuses two files of one namespace. */
function mimirNamespace(service: Service, workspace: Workspace, environment: Environment | undefined): string {
  const { namespace } = workspace.targets.prometheus;
  const parts = [namespace?.name ?? workspace.name, ...(environment === undefined ? [] : [environment.name])];
  return [...parts, service.name].join("--");
}
