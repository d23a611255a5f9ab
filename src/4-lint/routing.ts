/** The proof of routing, for rules that look at all services: made once for all of them. */
import type { EmittedAlert } from "../model/alerting/emitted.ts";
import { byAlertmanager } from "../model/routing/alertmanagers.ts";
import { compileRouting } from "../model/routing/compile.ts";
import { routeEach, type RoutedAlert } from "../model/routing/proof.ts";
import type { Routing } from "../model/routing/tree.ts";
import { inEnvironment, type Workspace } from "../model/workspace.ts";
import { groupBy } from "../util/group-by.ts";
import type { LintSummary } from "./summary.ts";

/** One Alertmanager, and what is sent to it. */
export interface RoutedWorkspace {
  readonly workspace: Workspace;
  readonly routing: Routing;
  readonly alerts: readonly EmittedAlert[];
  readonly routed: readonly RoutedAlert[];
}

const known = new WeakMap<readonly LintSummary[], readonly RoutedWorkspace[]>();

/** None where no service has the target `alertmanager`. */
export function routedWorkspaces(workspace: Workspace, services: readonly LintSummary[]): readonly RoutedWorkspace[] {
  const before = known.get(services);
  if (before !== undefined) return before;
  const made = route(workspace, services);
  known.set(services, made);
  return made;
}

function route(workspace: Workspace, services: readonly LintSummary[]): readonly RoutedWorkspace[] {
  const sending = services.filter(({ alerts }) => alerts !== undefined);
  const environments = [...groupBy(sending, ({ environment = "" }) => environment).values()].map((here) => {
    const environment = workspace.environments.find(({ name }) => name === here[0]!.environment);
    return {
      ...(environment && { environment }),
      workspace: inEnvironment(workspace, environment),
      // when they are muted says nothing of who is told
      services: here.map(({ name, alerts = [] }) => ({ name, alerts, maintenance: [] })),
    };
  });
  return byAlertmanager(environments).map((shared) => {
    const { routing } = compileRouting(shared.environments, shared.workspace);
    const alerts = shared.environments.flatMap((one) => one.services.flatMap((service) => service.alerts));
    return { workspace: shared.workspace, routing, alerts, routed: routeEach(routing, alerts) };
  });
}
