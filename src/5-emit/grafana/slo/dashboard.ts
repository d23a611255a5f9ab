import { equals, selector } from "../../../model/promql/build.ts";
import { budgetRemainingName, dashboardUid } from "../../../model/slo/names.ts";
import type { Service } from "../../../model/service.ts";
import type { Workspace } from "../../../model/workspace.ts";
import { alertMarks, datasourceVariable, deployMarks, linksOf, tagsOf } from "../common.ts";
import { colors, type Dashboard } from "../panel.ts";

/** The objectives of a service: are users hurt, how fast is the budget going, since when, and where. */
export function sloDashboard(service: Service, workspace: Workspace): Dashboard {
  return {
    uid: dashboardUid(service.name, service.environment, "slo"),
    title: [service.name, "SLOs", ...(service.environment === undefined ? [] : [service.environment])].join(" · "),
    description: `Objectives of ${service.name}: what is left of their budgets, how fast it goes, and where.`,
    tags: tagsOf(service),
    past: "6h",
    variables: [datasourceVariable(workspace)],
    annotations: [alertMarks(service), deployMarks(service)],
    links: linksOf(service, workspace, "slo"),
    rows: service.slos.map((slo) => ({
      key: slo.name,
      title: slo.name,
      panels: [
        {
          kind: "stat",
          key: "budget-left",
          title: "Budget left",
          description: "Part of the error budget of the period that is left; below zero more was spent than there is.",
          width: 6,
          height: 4,
          unit: "percentunit",
          decimals: 1,
          thresholds: [{ color: colors.page }, { from: 0.1, color: colors.ticket }, { from: 0.5, color: colors.good }],
          queries: [
            {
              kind: "prometheus",
              ref: "A",
              expr: selector(
                budgetRemainingName(slo.window),
                equals({ service: service.name, slo: slo.name, ...service.environmentLabels }),
              ),
            },
          ],
          origin: slo.origin,
        },
      ],
    })),
  };
}
