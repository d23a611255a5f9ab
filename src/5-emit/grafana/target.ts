import type { Diagnostic, Outcome } from "../../diagnostics/diagnostic.ts";
import { files } from "../../model/slo/names.ts";
import type { Service } from "../../model/service.ts";
import type { Artifact } from "../artifact.ts";
import { defineTarget, type EmitContext } from "../target.ts";
import type { Built } from "./build.ts";
import { dashboardsOf } from "./dashboards.ts";
import { dashboardFile } from "./file.ts";
import type { Dashboard } from "./panel.ts";

/** The module that holds the SDK. */
let builder: { readonly buildDashboard: (dashboard: Dashboard) => Built } | undefined;

/** Dashboards of each service and of its SLOs, and one of all services. */
export const grafana = defineTarget({
  name: "grafana",
  compiles: ["/dashboards", "/metrics/system"],
  async load() {
    builder ??= await import("./build.ts");
  },
  emitService,
  findings,
});

function findings(_service: Service, _context: EmitContext): readonly Diagnostic[] {
  return [];
}

function emitService(service: Service, context: EmitContext): Outcome<readonly Artifact[]> {
  const diagnostics = findings(service, context);
  if (builder === undefined) throw new Error("the target `grafana` was not loaded");
  const { buildDashboard } = builder;
  const sources = [service.origin.span.file.path];
  const artifacts = dashboardsOf(service, context.workspace).map(({ name, dashboard }) =>
    dashboardFile(files.dashboard(service.name, name), buildDashboard(dashboard), service, sources),
  );
  return { value: artifacts, diagnostics };
}
