/** How large a dashboard becomes, as far as it can be told without making it. */
import type { Diagnostic } from "../../../diagnostics/diagnostic.ts";
import type { Service } from "../../../model/service.ts";
import type { Workspace } from "../../../model/workspace.ts";
import { diagnostic } from "../../diagnostics.ts";
import { dashboardsOf } from "../dashboards.ts";
import type { Dashboard, Panel } from "../panel.ts";
import { printQuery } from "../template.ts";
import type { Delivered } from "./delivered.ts";
import { configMapLimit } from "./kubernetes.ts";

/** Characters of JSON that a panel has besides its texts and queries: the smallest, of logs, has 1017. */
const frame = 1000;
/** A service with less to show has dashboards far below the limit, unless somebody writes expressions of many pages. */
const few = 20;

/** Of dashboards that are certainly too large for a ConfigMap. The SDK that makes them is not needed, nor loaded by who checks alone. */
export function tooLargeSurely(service: Service, workspace: Workspace): readonly Diagnostic[] {
  const { slos, anomalies, metrics, dashboards } = service;
  const written = dashboards.flatMap(({ rows, panels }) => [panels, ...rows.map((row) => row.panels)]);
  const shown = [slos, anomalies, metrics.declared, ...written].reduce((sum, { length }) => sum + length, 0);
  if (shown < few) return [];
  return dashboardsOf(service, workspace).flatMap(({ dashboard }) => {
    const bytes = leastBytes(dashboard);
    return bytes <= configMapLimit ? [] : [tooLarge(dashboard, service, `at least ${bytes}`)];
  });
}

/** @param bytes how many it has, or has at least */
export function tooLarge(
  { title }: Pick<Delivered, "title">,
  { origin }: Pick<Service, "origin">,
  bytes: string,
): Diagnostic {
  return diagnostic("dashboard-too-large", { dashboard: title, bytes }, origin.span, {
    help: "move panels to dashboards of their own, divide the service, or deliver files: `as: [json]`",
  });
}

/** As many as its JSON has, or fewer. */
export function leastBytes({ rows }: Dashboard): number {
  return rows.flatMap(({ panels }) => panels).reduce((sum, panel) => sum + leastOf(panel), 0);
}

function leastOf(panel: Panel): number {
  const own = inJson(panel.title) + inJson(panel.description);
  if (panel.kind === "text") return own + inJson(panel.markdown);
  const texts = panel.queries.map((query) =>
    query.kind === "prometheus" ? printQuery(query.expr, query.window) : query.text,
  );
  return texts.reduce((sum, text) => sum + inJson(text), own + frame);
}

/** Bytes are no fewer than characters. */
function inJson(text: string): number {
  return JSON.stringify(text).length;
}
