/** Environments, as far as routing goes. */
import type { EmittedAlert } from "../alerting/emitted.ts";
import type { Maintenance } from "../service.ts";
import type { AlertmanagerOptions, Environment, Workspace } from "../workspace.ts";

/** A service in an environment, as far as routing goes. */
export interface RoutedService {
  readonly name: string;
  /** Absent where it does not go to Alertmanager. */
  readonly alerts?: readonly EmittedAlert[];
  readonly maintenance: readonly Maintenance[];
}

export interface RoutedEnvironment {
  readonly environment?: Environment;
  readonly services: readonly RoutedService[];
}

/** Names of the labels that tell environments apart, sorted. */
export function environmentLabelNames(environments: readonly RoutedEnvironment[]): readonly string[] {
  return [...new Set(environments.flatMap(({ environment }) => Object.keys(environment?.labels ?? {})))].sort();
}

/** Environments that share one Alertmanager, and the workspace as it is in them. */
export interface SharedAlertmanager<E> {
  readonly workspace: Workspace;
  readonly environments: readonly E[];
}

/** Environments by their Alertmanager: those without options of their own have the same, by identity of the options. */
export function byAlertmanager<E extends { readonly workspace: Workspace }>(
  environments: readonly E[],
): readonly SharedAlertmanager<E>[] {
  const found = new Map<AlertmanagerOptions, { readonly workspace: Workspace; readonly environments: E[] }>();
  for (const environment of environments) {
    const { workspace } = environment;
    const options = workspace.targets.alertmanager;
    const same = found.get(options);
    if (same === undefined) found.set(options, { workspace, environments: [environment] });
    else same.environments.push(environment);
  }
  return [...found.values()];
}
