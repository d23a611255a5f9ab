import type { AlertmanagerOptions, Workspace } from "../workspace.ts";

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
