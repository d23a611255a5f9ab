/** Environments, as far as routing goes. */
import type { EmittedAlert } from "../alerting/emitted.ts";
import type { Maintenance } from "../service.ts";
import type { Environment } from "../workspace.ts";

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
