import type { Service } from "../../model/service.ts";
import type { Workspace } from "../../model/workspace.ts";
import type { Dashboard } from "./panel.ts";
import { serviceDashboard } from "./service/dashboard.ts";
import { sloDashboard } from "./slo/dashboard.ts";
import { ownDashboard, ownDashboards, withWritten } from "./written/dashboards.ts";

/** Every dashboard of a service, by the name that its file bears. */
export function dashboardsOf(
  service: Service,
  workspace: Workspace,
): readonly { readonly name: string; readonly dashboard: Dashboard }[] {
  const generated = [
    { name: "overview", dashboard: serviceDashboard(service, workspace) },
    ...(service.slos.length > 0 ? [{ name: "slo", dashboard: sloDashboard(service, workspace) }] : []),
  ];
  return [
    ...generated.map(({ name, dashboard }) => ({ name, dashboard: withWritten(dashboard, name, service) })),
    ...ownDashboards(service).map((written) => ({
      name: written.name,
      dashboard: ownDashboard(written, service, workspace),
    })),
  ];
}
