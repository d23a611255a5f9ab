/** What a golden case must give: `spec.yaml` (and `tocsin.yaml`, `alertmanager.base.yaml`) to `model.json` and the files of every target. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compileProject, openProject } from "../../src/compile.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { memoryHost } from "../../src/host/memory.ts";
import { printExpr } from "../../src/model/promql/print.ts";
import { formatDuration } from "../../src/model/quantity/duration.ts";
import type { Anomaly, Composition, Maintenance, Service, Sli, Slices } from "../../src/model/service.ts";
import { workspace as usualWorkspace } from "./findings.ts";

const goldenFolder = "test/golden";
export const goldenCases = readdirSync(goldenFolder).filter((name) => statSync(join(goldenFolder, name)).isDirectory());

export type Files = Readonly<Record<string, string>>;
const inputs = new Set(["spec.yaml", "tocsin.yaml", "alertmanager.base.yaml"]);

/** Files of a case on disk, by path in its folder: what it is made from, and what it must give. */
export function readCase(name: string): { readonly given: Files; readonly expected: Files } {
  const folder = join(goldenFolder, name);
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
  const read = (wanted: boolean) =>
    Object.fromEntries(
      paths
        .filter((path) => inputs.has(path) === wanted)
        .map((path) => [path, readFileSync(join(folder, path), "utf8")]),
    );
  return { given: read(true), expected: read(false) };
}

/** Replaces what a case must give; files that it no longer gives are removed. */
export function writeCase(name: string, files: Files): void {
  const folder = join(goldenFolder, name);
  for (const path of Object.keys(readCase(name).expected)) if (!Object.hasOwn(files, path)) rmSync(join(folder, path));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Compiles a case for the first environment. */
export async function compileCase(
  given: Files,
): Promise<{ readonly files: Files; readonly diagnostics: readonly Diagnostic[] }> {
  const host = memoryHost({
    files: {
      "/w/services/spec.service.yaml": given["spec.yaml"] ?? "",
      "/w/tocsin.yaml": given["tocsin.yaml"] ?? usualWorkspace,
      "/w/alertmanager.base.yaml": given["alertmanager.base.yaml"] ?? "",
    },
  });
  const project = await openProject({ host, folder: "/w" });
  const files: Record<string, string> = {};
  const { diagnostics } = compileProject(project, {
    onService({ service, artifacts }) {
      files["model.json"] = `${JSON.stringify(modelOf(service), null, 2)}\n`;
      for (const { path, text } of artifacts) files[path] = text;
    },
    onTogether(artifacts) {
      for (const { path, text } of artifacts) files[path] = text;
    },
  });
  return { files, diagnostics };
}

function percent(share: { toNumber(): number }): string {
  return `${Number((share.toNumber() * 100).toPrecision(12))}%`;
}

/** The Model in the words of the language: PromQL as text, durations and shares as people write them. */
function modelOf(service: Service): unknown {
  return {
    service: service.name,
    ...(service.environment === undefined ? {} : { environment: service.environment }),
    slos: service.slos.map(({ id, objective, budget, window, minimumErrors, burns, ...slo }) => ({
      id,
      objective: percent(objective),
      budget: percent(budget),
      window: formatDuration(window.length),
      minimumErrors,
      ...(slo.kind === "composite" ? compositionOf(slo.composition) : { ...slicesOf(slo.slices), sli: sliOf(slo.sli) }),
      burns: burns.map(({ severity, factor, long, short, notify }) => ({
        severity,
        factor: factor.toString(),
        long: formatDuration(long),
        ...(short === undefined ? {} : { short: formatDuration(short) }),
        notify,
      })),
    })),
    ...(service.anomalies.length === 0 ? {} : { anomalies: service.anomalies.map(anomalyOf) }),
    ...(service.maintenance.length === 0 ? {} : { maintenance: service.maintenance.map(maintenanceOf) }),
  };
}

function sliOf({ name, type, groups, total, errors }: Sli): unknown {
  return {
    name,
    type,
    groups,
    total: printExpr(total, { width: Infinity }),
    [errors.of]: printExpr(errors.expr, { width: Infinity }),
    whenMissing: errors.whenMissing,
  };
}

function slicesOf(slices: Slices | undefined) {
  if (slices === undefined) return {};
  return { slices: { of: formatDuration(slices.of), ...(slices.atLeast && { atLeast: percent(slices.atLeast) }) } };
}

/** Parts with their weights; of one that is a composition itself, what it is made of. */
function compositionOf({ combine, parts }: Composition): { readonly combine: string; readonly of: unknown } {
  const of = parts.map(({ id, weight, slice, composition }) => ({
    id,
    weight: weight.toString(),
    ...(slice !== undefined && { slice: formatDuration(slice) }),
    ...(composition && compositionOf(composition)),
  }));
  return { combine, of };
}

function anomalyOf({ anomaly, severity, notify, value, sigma, ...how }: Anomaly): unknown {
  return {
    name: anomaly,
    ...(how.method === "z-score"
      ? { method: how.method, samples: how.samples }
      : { method: how.method, period: formatDuration(how.period) }),
    value: printExpr(value, { width: Infinity }),
    sigma: sigma.toString(),
    severity,
    for: formatDuration(how.for),
    notify,
  };
}

function maintenanceOf(maintenance: Maintenance): unknown {
  const { name, excluded } = maintenance;
  if (maintenance.kind === "once")
    return { name, excluded, from: instant(maintenance.from), to: instant(maintenance.to) };
  const { schedule, for: length, timezone } = maintenance;
  return { name, excluded, schedule, for: formatDuration(length), timezone };
}

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

/** What differs between what a case must give and what it gives; empty when nothing does. */
export function compareFiles(expected: Files, given: Files): readonly string[] {
  const all = [...new Set([...Object.keys(expected), ...Object.keys(given)])].sort();
  return all.flatMap((path) => {
    if (!Object.hasOwn(given, path)) return [`${path} is missing`];
    if (!Object.hasOwn(expected, path)) return [`${path} is extra`];
    return expected[path] === given[path] ? [] : [`${path} has changed`];
  });
}
