/** Phase 5: the Model, to files of each target. */
import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import { emittedAlerts } from "../model/alerting/emitted.ts";
import type { Service } from "../model/service.ts";
import type { Workspace } from "../model/workspace.ts";
import { collisions, dashboardUid, fleetUid, isGeneratedDashboard } from "../model/slo/names.ts";
import { recordedOfSlos } from "../model/slo/recorded.ts";
import type { Artifact } from "./artifact.ts";
import { uncovered } from "./coverage.ts";
import { diagnostic } from "./diagnostics.ts";
import { pointerSteps } from "../util/pointer.ts";
import { targets } from "./registry.ts";
import { tooLarge } from "./size.ts";
import type { EmitContext, EnvironmentSummary, ServiceSummary, Target } from "./target.ts";

/** Before files are made of targets with these names. */
export async function loadTargets(isWanted: (name: string) => boolean): Promise<void> {
  for (const target of targets) if (target.load !== undefined && isWanted(target.name)) await target.load();
}

/** Files of one service, of the targets that it and the caller name. */
export function emitService(
  service: Service,
  context: EmitContext,
  names?: readonly string[],
): Outcome<readonly Artifact[]> {
  const large = tooLarge(service);
  if (large !== undefined) return { diagnostics: [large] };
  return gather(
    chosen(names).filter(({ name }) => service.targets.includes(name)),
    (target) => target.emitService(service, context),
  );
}

/** What `emitService` reports, without the work of making texts. */
export function emitFindings(service: Service, context: EmitContext, names?: readonly string[]): readonly Diagnostic[] {
  const large = tooLarge(service);
  if (large !== undefined) return [large];
  return chosen(names)
    .filter(({ name }) => service.targets.includes(name))
    .flatMap((target) => target.findings(service, context));
}

/** Files that need every service. */
export function emitWorkspace(
  services: readonly ServiceSummary[],
  context: EmitContext,
  names?: readonly string[],
): Outcome<readonly Artifact[]> {
  const made = gather(
    chosen(names),
    (target) => target.emitWorkspace?.(services, context) ?? { value: [], diagnostics: [] },
  );
  return { ...made, diagnostics: [...made.diagnostics, ...sameDashboards(services, context)] };
}

/** Files that environments share. */
export function emitTogether(
  environments: readonly EnvironmentSummary[],
  workspace: Workspace,
  names?: readonly string[],
): Outcome<readonly Artifact[]> {
  return gather(
    chosen(names),
    (target) => target.emitTogether?.(environments, workspace) ?? { value: [], diagnostics: [] },
  );
}

/** What is kept of a service once it was emitted. */
export function summarize(service: Service, workspace: Workspace): ServiceSummary {
  const { scrape, interval } = service.metrics;
  return {
    name: service.name,
    source: service.origin.span.file.path,
    ...(scrape && { scrape }),
    interval,
    groups:
      2 * service.slos.length +
      [service.metrics.recorded, service.alerts, service.anomalies].filter(({ length }) => length > 0).length,
    ...(service.targets.includes("alertmanager") && { alerts: emittedAlerts(service, workspace) }),
    ...(service.targets.includes("grafana") && { recorded: recordedOfSlos(service.slos) }),
    dashboards: [
      ...(service.slos.length > 0 ? [{ name: "slo", origin: service.origin }] : []),
      ...service.dashboards
        .filter(({ name }) => !isGeneratedDashboard(name))
        .map(({ name, origin }) => ({ name, origin })),
    ],
    maintenance: service.maintenance,
    origin: service.origin,
  };
}

/** An info for each key that the user wrote and no target of the service compiles. */
export function coverage(service: Service, _context: EmitContext): readonly Diagnostic[] {
  const compiles = targets.filter(({ name }) => service.targets.includes(name)).map((target) => target.compiles);
  return uncovered(service, compiles).map(({ pointer, origin }) => {
    const key = pointerSteps(pointer).join(".");
    return diagnostic("not-compiled", { key }, origin.span, {
      help: "it is checked and kept in the model; nothing is generated from it so far",
    });
  });
}

function chosen(names: readonly string[] | undefined): readonly Target[] {
  return targets.filter(({ name }) => names === undefined || names.includes(name));
}

function gather(
  some: readonly Target[],
  emit: (target: Target) => Outcome<readonly Artifact[]>,
): Outcome<readonly Artifact[]> {
  const outcomes = some.map(emit);
  return {
    value: outcomes.flatMap(({ value }) => value ?? []),
    diagnostics: outcomes.flatMap(({ diagnostics }) => diagnostics),
  };
}

/**
 * Links name dashboards by UID: two with one UID would lead astray, and Grafana would keep the one that it read last.
 *
 * @param uidOf the UID of a service's dashboard
 */
export function sameDashboards(
  services: readonly ServiceSummary[],
  { workspace, environment }: EmitContext,
  uidOf: typeof dashboardUid = dashboardUid,
): readonly Diagnostic[] {
  const ofServices = services.flatMap(({ name, origin, dashboards = [] }) =>
    [{ name: "overview", origin }, ...dashboards].map((dashboard) => ({
      id: dashboard.name === "overview" ? name : `${name}/${dashboard.name}`,
      uid: uidOf(name, environment?.name, dashboard.name),
      origin: dashboard.origin,
    })),
  );
  const fleet = {
    id: workspace.name,
    uid: fleetUid(workspace.name, workspace.targets.grafana.environment),
    origin: workspace.origin,
  };
  return [...collisions([fleet, ...ofServices], ({ uid }) => uid).values()].flatMap(([first, ...others]) =>
    others.flatMap(({ id, origin }) =>
      origin === undefined
        ? []
        : [
            diagnostic("same-dashboard", { first: first!.id, second: id }, origin.span, {
              help: "give one of them another name",
            }),
          ],
    ),
  );
}
