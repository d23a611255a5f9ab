import { resolveService } from "../../3-resolve/resolve.ts";
import { type Diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import { emittedAlerts, type EmittedAlert } from "../../model/alerting/emitted.ts";
import { byAlertmanager } from "../../model/routing/alertmanagers.ts";
import { compileRouting } from "../../model/routing/compile.ts";
import type { RoutedEnvironment, RoutedService } from "../../model/routing/environments.ts";
import { silencers, type Silencer } from "../../model/routing/inhibit.ts";
import { faultOf, routeEach, type RoutedAlert, type RoutingFault } from "../../model/routing/proof.ts";
import type { Routing } from "../../model/routing/tree.ts";
import { inEnvironment, type Environment, type Workspace } from "../../model/workspace.ts";
import type { Project } from "../../compile.ts";

/** One Alertmanager with all that is sent to it. */
export interface Alertmanager {
  readonly workspace: Workspace;
  readonly routing: Routing;
  readonly alerts: readonly ProvenAlert[];
}

export interface ProvenAlert extends RoutedAlert {
  readonly silencedBy: readonly Silencer<EmittedAlert>[];
  readonly fault?: RoutingFault;
}

export interface Gathered {
  readonly alertmanagers: readonly Alertmanager[];
  /** Names of services that are compiled, for Alertmanager or not. */
  readonly services: readonly string[];
  /** A mistake in a spec: what it holds may be missing here. */
  readonly incomplete: boolean;
}

/** Every alert of a workspace, in all environments, with its way. Rules and files are not made for it. */
export function gatherRoutes(project: Project, workspace: Workspace): Gathered {
  const found: Diagnostic[] = [...project.diagnostics];
  const names = new Set<string>();
  const environments = (workspace.environments.length === 0 ? [undefined] : workspace.environments).map(
    (environment) => {
      const here = inEnvironment(workspace, environment);
      return {
        ...(environment && { environment }),
        workspace: here,
        services: project.services.flatMap((spec): readonly RoutedService[] => {
          const context = {
            workspace: here,
            ...(environment && { environment }),
            kits: project.kits,
            index: project.index,
          };
          const { value: service, diagnostics } = resolveService(spec, context);
          found.push(...diagnostics);
          if (service === undefined) return [];
          names.add(service.name);
          if (!service.targets.includes("alertmanager")) return [];
          return [{ name: service.name, alerts: emittedAlerts(service, here), maintenance: service.maintenance }];
        }),
      };
    },
  );
  return {
    alertmanagers: byAlertmanager<
      RoutedEnvironment & { readonly workspace: Workspace; readonly environment?: Environment }
    >(environments)
      .map((shared) => prove(shared.environments, shared.workspace))
      .filter(({ alerts }) => alerts.length > 0),
    services: [...names],
    incomplete: hasErrors(found),
  };
}

function prove(environments: readonly RoutedEnvironment[], workspace: Workspace): Alertmanager {
  const { routing } = compileRouting(environments, workspace);
  const alerts = environments.flatMap(({ services }) => services.flatMap((service) => service.alerts ?? []));
  const silenced = silencers(alerts, routing.inhibitRules);
  return {
    workspace,
    routing,
    alerts: routeEach(routing, alerts).map((routed): ProvenAlert => {
      const fault = faultOf(routed, routing, workspace.receivers);
      return { ...routed, silencedBy: silenced.get(routed.alert) ?? [], ...(fault && { fault }) };
    }),
  };
}
