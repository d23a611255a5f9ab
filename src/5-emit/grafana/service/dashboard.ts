import { dashboardUid } from "../../../model/slo/names.ts";
import type { Service } from "../../../model/service.ts";
import type { Workspace } from "../../../model/workspace.ts";
import { alertMarks, datasourceVariable, deployMarks, linksOf, tagsOf } from "../common.ts";
import type { Dashboard } from "../panel.ts";
import { plainMarkdown } from "../template.ts";

/** What a service does and what it runs on. */
export function serviceDashboard(service: Service, workspace: Workspace): Dashboard {
  return {
    uid: dashboardUid(service.name, service.environment),
    title: [service.name, ...(service.environment === undefined ? [] : [service.environment])].join(" · "),
    description: plainMarkdown(service.description ?? `The service ${service.name}.`),
    tags: tagsOf(service),
    past: "6h",
    variables: [datasourceVariable(workspace)],
    annotations: [alertMarks(service), deployMarks(service)],
    links: linksOf(service, workspace, "overview"),
    rows: [],
  };
}
