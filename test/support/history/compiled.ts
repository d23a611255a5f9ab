/** A workspace compiled once: its services and every file that it emits, by path below the output folder. */
import { compileProject, openProject } from "../../../src/compile.ts";
import type { Artifact } from "../../../src/5-emit/artifact.ts";
import { type Diagnostic, hasErrors } from "../../../src/diagnostics/diagnostic.ts";
import { memoryHost } from "../../../src/host/memory.ts";
import type { Service } from "../../../src/model/service.ts";
import type { Environment } from "../../../src/model/workspace.ts";
import type { DashboardJson } from "../dashboards.ts";
import type { Files } from "../examples.ts";

export interface Compiled {
  readonly services: readonly Service[];
  readonly files: Files;
}

/** @throws Error with the findings when it does not compile */
export async function compileFiles(files: Files): Promise<Compiled> {
  const root = "/w";
  const host = memoryHost({
    files: Object.fromEntries(Object.entries(files).map(([path, text]) => [`${root}/${path}`, text])),
  });
  const project = await openProject({ host, folder: root });
  const services: Service[] = [];
  const emitted: [string, string][] = [];
  const put = (artifacts: readonly Artifact[], environment?: Environment) => {
    for (const { path, text } of artifacts)
      emitted.push([environment === undefined ? path : `${environment.name}/${path}`, text]);
  };
  const { ok, diagnostics } = compileProject(project, {
    today: "2026-11-25",
    onService({ service, environment, artifacts }) {
      services.push(service);
      put(artifacts, environment);
    },
    onWorkspace: put,
    onTogether: (artifacts) => put(artifacts),
  });
  if (!ok || hasErrors(project.diagnostics)) throw new Error(diagnostics.map(wordsOf).join("\n"));
  return { services, files: Object.fromEntries(emitted) };
}

function wordsOf({ severity, code, title, span }: Diagnostic): string {
  return `${severity} ${code}: ${title} (${span.file.path})`;
}

/** Texts by path. */
export function ruleFilesOf({ files }: Compiled): ReadonlyMap<string, string> {
  return new Map(Object.entries(files).filter(([path]) => path.endsWith(".rules.yaml")));
}

/** Dashboards as parsed JSON, by path. */
export function dashboardsOf({ files }: Compiled): ReadonlyMap<string, DashboardJson> {
  const found = Object.entries(files).flatMap(([path, text]) => {
    if (!/(^|\/)grafana\/.+\.json$/.test(path)) return [];
    return [[path, JSON.parse(text) as DashboardJson] as const];
  });
  return new Map(found);
}
