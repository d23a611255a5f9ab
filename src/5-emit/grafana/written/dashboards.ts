/** What a spec and its kits add to generated dashboards, and dashboards of their own. */
import { dashboardUid, isGeneratedDashboard } from "../../../model/slo/names.ts";
import type { Service, WrittenDashboard, WrittenRow } from "../../../model/service.ts";
import type { Workspace } from "../../../model/workspace.ts";
import { alertMarks, datasourceVariable, deployMarks, linksOf, tagsOf, titleFrom } from "../common.ts";
import type { Dashboard, Row } from "../panel.ts";
import type { ServiceRow } from "../service/rows.ts";
import { plainMarkdown } from "../template.ts";
import { panelsOf } from "./panels.ts";

/** Of the row of panels that stand in none: no name of a row holds a blank. */
const looseKey = "own panels";

/**
 * A generated dashboard with what the service adds to it: panels at the end of rows of the same name, rows of kits below those of what is measured
 * of the service, rows of the spec at the end, and a last row of the panels that stand in none. Rows that are switched off are left out.
 */
export function withWritten(dashboard: Dashboard, name: string, service: Service): Dashboard {
  const written = service.dashboards.find((one) => one.name === name);
  if (written === undefined) return dashboard;
  const byName = new Map(written.rows.map((row) => [row.name, row]));
  const generated = new Set(dashboard.rows.map(({ key }) => key));
  const added = written.rows.filter((row) => !generated.has(row.name));
  const rows = dashboard.rows.flatMap((row) => rowWith(row, byName.get(row.key), service));
  const at = rows.findIndex(({ key }) => belowKits.has(key));
  return {
    ...dashboard,
    rows: [
      ...rows.slice(0, at < 0 ? rows.length : at),
      ...addedRows(added.filter(isOfKit), service),
      ...(at < 0 ? [] : rows.slice(at)),
      ...addedRows(
        added.filter((row) => !isOfKit(row)),
        service,
      ),
      ...looseRow(written, `More about ${service.name}`, service),
    ],
  };
}

/** What a service says of itself stands below what it runs on, of which kits tell. */
const belowKits: ReadonlySet<string> = new Set<ServiceRow>(["metrics", "anomalies", "logs", "traces"]);

function isOfKit({ panels }: WrittenRow): boolean {
  return panels.some(({ origin }) => origin.from === "kit");
}

function rowWith(row: Row, written: WrittenRow | undefined, service: Service): readonly Row[] {
  if (written === undefined) return [row];
  if (!written.show) return [];
  const { title = row.title } = written;
  return [{ ...row, title, panels: [...row.panels, ...panelsOf(service, written.panels)] }];
}

function addedRows(rows: readonly WrittenRow[], service: Service): readonly Row[] {
  return rows
    .filter(({ show, panels }) => show && panels.length > 0)
    .map(({ name, title, panels }) => ({
      key: name,
      title: title ?? titleFrom(name),
      panels: panelsOf(service, panels),
    }));
}

function looseRow({ panels }: WrittenDashboard, title: string, service: Service): readonly Row[] {
  return panels.length === 0 ? [] : [{ key: looseKey, title, panels: panelsOf(service, panels) }];
}

/** Dashboards that a spec or a kit names: all but additions to generated ones. */
export function ownDashboards({ dashboards }: Service): readonly WrittenDashboard[] {
  return dashboards.filter(({ name }) => !isGeneratedDashboard(name));
}

/** Its loose panels come first: they are its beginning, not an addition to anything. */
export function ownDashboard(written: WrittenDashboard, service: Service, workspace: Workspace): Dashboard {
  const { name, title = titleFrom(name) } = written;
  const { environment } = service;
  return {
    uid: dashboardUid(service.name, environment, name),
    title: [service.name, title, ...(environment === undefined ? [] : [environment])].join(" · "),
    description: plainMarkdown(`${title} of ${service.name}.`),
    tags: tagsOf(service),
    past: "6h",
    variables: [datasourceVariable(workspace)],
    annotations: [alertMarks(service), deployMarks(service)],
    links: linksOf(service, workspace, name),
    rows: [...looseRow(written, title, service), ...addedRows(written.rows, service)],
  };
}
