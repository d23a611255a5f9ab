import { selector } from "../../../model/promql/build.ts";
import { dashboardUid } from "../../../model/slo/names.ts";
import type { Service, Sli } from "../../../model/service.ts";
import type { Workspace } from "../../../model/workspace.ts";
import { alertMarks, datasourceVariable, deployMarks, linksOf, tagsOf } from "../common.ts";
import type { Dashboard, Panel, Row, Variable } from "../panel.ts";
import { plainMarkdown } from "../template.ts";
import { anomalies } from "./anomalies.ts";
import { imageMarks } from "./deploys.ts";
import { health } from "./health.ts";
import { latency } from "./latency.ts";
import { levels } from "./levels.ts";
import { logs } from "./logs.ts";
import { metrics } from "./metrics.ts";
import { type ServiceRow, serviceRows } from "./rows.ts";
import { type Context, inWords, slisOf, sourcesOf } from "./subject.ts";
import { system } from "./system.ts";
import { traces } from "./traces.ts";
import { traffic } from "./traffic.ts";

interface RowMaker {
  readonly title: string;
  /** @param above panels of the rows above */
  readonly panels: (context: Context, above: readonly Panel[]) => readonly Panel[];
}

const makers: Readonly<Record<ServiceRow, RowMaker>> = {
  health: { title: "Health: are users hurt", panels: health },
  traffic: { title: "Traffic and failures", panels: traffic },
  latency: { title: "Latency", panels: latency },
  levels: { title: "Levels and their limits", panels: levels },
  system: { title: "Machines", panels: system },
  metrics: { title: "The service's own metrics", panels: metrics },
  anomalies: { title: "Anomalies", panels: anomalies },
  logs: { title: "Logs", panels: logs },
  traces: { title: "Traces", panels: traces },
};

/** What a service does and what it runs on. */
export function serviceDashboard(service: Service, workspace: Workspace): Dashboard {
  const groups = groupVariables(service);
  const context: Context = {
    service,
    workspace,
    variables: new Map(groups.map(({ variable, label }) => [label, variable.name])),
  };
  return {
    uid: dashboardUid(service.name, service.environment),
    title: [service.name, ...(service.environment === undefined ? [] : [service.environment])].join(" · "),
    description: plainMarkdown(service.description ?? `The service ${service.name}.`),
    tags: tagsOf(service),
    past: "6h",
    variables: [datasourceVariable(workspace), ...otherSources(workspace), ...groups.map(({ variable }) => variable)],
    annotations: [alertMarks(service), deployMarks(service), ...imageMarks(service)],
    links: linksOf(service, workspace, "overview"),
    rows: rowsOf(context),
  };
}

/** Those that have something to show, and that the spec does not switch off. */
function rowsOf(context: Context): readonly Row[] {
  const written = context.service.dashboards.find(({ name }) => name === "overview")?.rows ?? [];
  const hidden = new Set(written.filter(({ show }) => !show).map(({ name }) => name));
  const above: Panel[] = [];
  const rows: Row[] = [];
  for (const key of serviceRows) {
    if (hidden.has(key)) continue;
    const { title, panels: make } = makers[key];
    const panels = make(context, above);
    if (panels.length === 0) continue;
    above.push(...panels);
    // one that stands alone has the row for itself
    const [only] = panels;
    rows.push({ key, title, panels: panels.length === 1 ? [{ ...only!, width: 24 }] : panels });
  }
  return rows;
}

/** Where logs and traces are. */
function otherSources({ targets: { grafana } }: Workspace): readonly Variable[] {
  return (["logs", "traces"] as const).flatMap((name): readonly Variable[] => {
    const source = grafana[name];
    if (source === undefined) return [];
    const label = name === "logs" ? "Logs" : "Traces";
    return [{ kind: "datasource", name, label, type: source.type, current: source.datasource }];
  });
}

/** Names of variables that dashboards have for other reasons. */
const taken: readonly string[] = ["datasource", "logs", "traces", "slo"];

/** One for each raw label by which an SLI is grouped. */
function groupVariables(service: Service): readonly { readonly label: string; readonly variable: Variable }[] {
  const first = new Map<string, Sli>();
  for (const sli of slisOf(service)) {
    if (sourcesOf(sli).length === 0) continue;
    for (const { source } of sli.groups) if (!first.has(source)) first.set(source, sli);
  }
  return [...first].map(([label, sli]) => ({
    label,
    variable: {
      kind: "label",
      name: taken.includes(label) || label.startsWith("__") ? `group_${label}` : label,
      label: inWords(label),
      description: `Values of \`${label}\`, by which the SLI “${sli.name}” is grouped. Panels by group show those that are chosen.`,
      of: selector(sourcesOf(sli)[0]!.name, sourcesOf(sli)[0]!.matchers),
      labelName: label,
      multi: true,
    },
  }));
}
