/** What all dashboards have: the data source, links to one another, marks of alerts and deploys. */
import { equals, selector } from "../../model/promql/build.ts";
import { budgetLeftAlertname, dashboardUid, fleetUid, isGeneratedDashboard } from "../../model/slo/names.ts";
import type { Service } from "../../model/service.ts";
import type { Workspace } from "../../model/workspace.ts";
import { plainUrl } from "./template.ts";
import { type Annotation, colors, type DashboardLink, type ValueLink, type Variable } from "./panel.ts";

/** What dashboards of ours call other things. */
const takenNames: ReadonlySet<string> = new Set(["datasource", "logs", "traces", "slo", "service"]);

/** The variable that stands for values of a label. */
export function variableOf(label: string): string {
  return takenNames.has(label) ? `label_${label}` : label;
}

/** The variable that every query names its data source by. */
export function datasourceVariable(workspace: Workspace): Variable {
  const { datasource } = workspace.targets.grafana;
  return { kind: "datasource", name: "datasource", label: "Metrics", type: "prometheus", current: datasource };
}

/** By which lists of dashboards find them. */
export function tagsOf(service: Service): readonly string[] {
  return [
    "tocsin",
    `service:${service.name}`,
    ...(service.owner === undefined ? [] : [`owner:${service.owner}`]),
    ...(service.environment === undefined ? [] : [`environment:${service.environment}`]),
  ];
}

/** A name of the spec where people read it: `queue-of-orders` is "Queue of orders". */
export function titleFrom(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ");
}

/**
 * In the header: the service's other dashboards, the same one in other environments, and where people look next.
 *
 * @param dashboard name of the one that has the links
 */
export function linksOf(service: Service, workspace: Workspace, dashboard: string): readonly DashboardLink[] {
  const links: DashboardLink[] = [];
  const own = (title: string, uid: string, tooltip: string) =>
    links.push({ kind: "url", title, url: `/d/${uid}`, tooltip, keeps: "everything" });
  if (dashboard !== "overview")
    own("Service", dashboardUid(service.name, service.environment), "What the service does and what it runs on");
  if (dashboard !== "slo" && service.slos.length > 0)
    own(
      "SLOs",
      dashboardUid(service.name, service.environment, "slo"),
      "Budgets of its objectives, and who burns them",
    );
  for (const { name, title = titleFrom(name) } of service.dashboards)
    if (name !== dashboard && !isGeneratedDashboard(name))
      own(title, dashboardUid(service.name, service.environment, name), `${title} of ${service.name}`);
  for (const { name } of workspace.environments)
    if (name !== service.environment && !isOfOneEnvironment(service, dashboard))
      links.push({
        kind: "url",
        title: name,
        // an environment's variables would take those of this one along
        url: `/d/${dashboardUid(service.name, name, dashboard)}${dashboard === "slo" ? "?var-slo=${slo:percentencode}" : ""}`,
        tooltip: `The same dashboard of ${name}`,
        keeps: "time",
      });
  const { environment } = workspace.targets.grafana;
  const fleet = fleetUid(workspace.name, environment);
  links.push({
    kind: "url",
    title: "Fleet",
    url: `/d/${fleet}`,
    tooltip: `All services of ${workspace.name} by budget`,
  });
  const spec = specUrl(service, workspace);
  if (spec !== undefined)
    links.push({ kind: "url", title: "Spec", url: spec, tooltip: "What all of this is made from" });
  const { runbook, repository } = service.links;
  if (runbook !== undefined)
    links.push({ kind: "url", title: "Runbook", url: plainUrl(runbook), tooltip: "What to do about its alerts" });
  if (repository !== undefined)
    links.push({
      kind: "url",
      title: "Repository",
      url: plainUrl(repository),
      tooltip: "Where its spec and its code are",
    });
  return links;
}

/** A dashboard that one environment's layer alone writes. */
function isOfOneEnvironment({ dashboards, environment }: Service, dashboard: string): boolean {
  const origin = dashboards.find(({ name }) => name === dashboard)?.origin;
  return !isGeneratedDashboard(dashboard) && origin?.from === "overlay" && origin.name === environment;
}

/** The spec in the repository, where the workspace says how its files are browsed. */
export function specUrl(service: Service, { targets: { grafana } }: Workspace): string | undefined {
  const { path } = service.origin.span.file;
  return grafana.browse === undefined
    ? undefined
    : plainUrl(`${grafana.browse}/${path.split("/").map(encodeURIComponent).join("/")}`);
}

/**
 * Rules of an alert with their state, in Grafana's own list, which shows those of a Prometheus too.
 *
 * @param name a variable of Grafana for the alertname
 * @param labels names, or variables of Grafana for them
 */
export function alertLink(name: string, labels: Readonly<Record<string, string>>): ValueLink {
  const filters = Object.entries(labels).map(([label, value]) => `label%3A${label}%3D${value}`);
  return {
    title: "The rule of this alert",
    url: `/alerting/list?search=${[`rule%3A${name}`, ...filters].join("%20")}`,
  };
}

/** When alerts of the service were firing; but that little of a budget is left, which fires for days and would lie over all that is shown. */
export function alertMarks(service: Service): Annotation {
  const firing = { service: service.name, ...service.environmentLabels, alertstate: "firing" };
  return {
    kind: "prometheus",
    name: "Alerts",
    expr: selector("ALERTS", [...equals(firing), { label: "alertname", op: "!=", value: budgetLeftAlertname }]),
    color: colors.page,
    title: "{{alertname}}",
    text: "{{severity}} {{slo}} {{long}}",
    step: "60s",
    enabled: true,
  };
}

/** Deploys that were told to Grafana's API with these tags. */
export function deployMarks(service: Service): Annotation {
  return {
    kind: "tags",
    name: "Deploys",
    tags: ["deploy", `service:${service.name}`],
    color: colors.third,
    enabled: true,
  };
}
