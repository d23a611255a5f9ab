/** What the doctor needs to know of a workspace, from one compilation of it. */
import type { Artifact } from "../../5-emit/artifact.ts";
import { loadYaml } from "../../1-load/yaml.ts";
import { boundTexts } from "../../3-resolve/sli/latency/bound.ts";
import type { Plan } from "../../6-write/output.ts";
import { compileProject } from "../../compile.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { relativeWithin } from "../../host/paths.ts";
import type { Matcher, Selector } from "../../model/promql/ast.ts";
import { printExpr } from "../../model/promql/print.ts";
import { escapeRegex } from "../../model/promql/regex.ts";
import { fillWindow } from "../../model/promql/visit.ts";
import { formatDuration, parseDuration } from "../../model/quantity/duration.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import type { Service, Sli, SloWindow } from "../../model/service.ts";
import { overSlis, stepOfSlo } from "../../model/slo/forms.ts";
import type { Environment, PrometheusOptions, Workspace } from "../../model/workspace.ts";
import type { Rule, RuleGroup } from "../../prometheus-api/client.ts";
import type { Context } from "../context.ts";
import { openWorkspaceOutput } from "../commands/generate.ts";
import type { Selection } from "../project.ts";

/** Services as one environment has them; without environments there is one of these. */
export interface EnvironmentFacts {
  readonly environment?: Environment;
  readonly options: PrometheusOptions;
  readonly services: readonly ServiceFacts[];
  /** Rule groups that the specs give. */
  readonly groups: readonly RuleGroup[];
}

export interface ServiceFacts {
  readonly name: string;
  /** Between scrapes, as declared; undefined where metrics are pushed. */
  readonly interval?: Seconds;
  /** Matchers on `job` of each source that has one. */
  readonly jobs: readonly (readonly Matcher[])[];
  readonly windows: readonly { readonly slo: string; readonly length: Seconds; readonly text: string }[];
  /** Sources that must have series before an SLI means anything, as PromQL; errors may be missing. */
  readonly sources: readonly { readonly slo: string; readonly expr: string }[];
}

export interface Facts {
  readonly diagnostics: readonly Diagnostic[];
  readonly environments: readonly EnvironmentFacts[];
  /** What `generate` would do; undefined when the output cannot be looked at, or the specs have mistakes. */
  readonly plan?: Plan;
  /** What stands in the way of a plan. */
  readonly outputDiagnostics: readonly Diagnostic[];
  /** Of the output, from the root of the workspace where it lies in it. */
  readonly output: string;
}

/** @param asksServer whether rules are to be compared with those of a server: else they are not read */
export function gatherFacts(
  context: Context,
  selection: Selection,
  workspace: Workspace,
  asksServer: boolean,
  env?: readonly string[],
): Facts {
  const { project } = selection;
  const opened = openWorkspaceOutput(context, selection, workspace, { dryRun: true, ...(env && { env }) });
  const { value: output, folder } = opened;
  const environments = new Map<string | undefined, Gathered>();
  const known = (environment: Environment | undefined): Gathered => {
    const name = environment?.name;
    const before = environments.get(name);
    if (before !== undefined) return before;
    const { prometheus: options } = environment?.targets ?? workspace.targets;
    const made: Gathered = { ...(environment && { environment }), options, services: [], groups: [] };
    environments.set(name, made);
    return made;
  };
  const declared = workspace.environments.filter(({ name }) => env?.includes(name) ?? true);
  for (const environment of workspace.environments.length === 0 ? [undefined] : declared) known(environment);
  const { diagnostics, ok } = compileProject(project, {
    today: context.io.today,
    time: context.time,
    ...(env && { environments: env }),
    onService({ service, environment, artifacts }) {
      const { services, groups, options } = known(environment);
      services.push(factsOf(service, options));
      if (asksServer) groups.push(...groupsOf(artifacts));
      for (const artifact of artifacts) output?.stage(artifact, environment?.name);
    },
    onWorkspace(artifacts, environment) {
      for (const artifact of artifacts) output?.stage(artifact, environment?.name);
    },
    onTogether(artifacts) {
      for (const artifact of artifacts) output?.stage(artifact);
    },
  });
  const plan = ok ? output?.plan() : undefined;
  output?.abandon();
  return {
    diagnostics,
    environments: [...environments.values()],
    ...(plan && { plan }),
    outputDiagnostics: [...opened.diagnostics, ...(plan?.diagnostics ?? [])],
    output: relativeWithin(project.root, folder) ?? folder,
  };
}

interface Gathered extends EnvironmentFacts {
  readonly services: ServiceFacts[];
  readonly groups: RuleGroup[];
}

function factsOf(service: Service, { step }: PrometheusOptions): ServiceFacts {
  const { interval, push } = service.metrics;
  const slos = service.targets.includes("prometheus") ? service.slos : [];
  const own = overSlis(slos);
  const sources = own.flatMap((slo) =>
    sourcesOf(slo.sli, stepOfSlo(service, slo, step)).map((expr) => ({ slo: slo.id, expr })),
  );
  const jobs = own.flatMap(({ sli }) => selectorsOfSignal(sli)).map(jobOf);
  return {
    name: service.name,
    ...(push === undefined && { interval }),
    jobs: unique(jobs.filter((matchers) => matchers.length > 0)),
    windows: slos.map(({ id, window }) => ({ slo: id, ...lengthOf(window) })),
    sources: unique(sources),
  };
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** The longest that a period can be. */
function lengthOf(window: SloWindow): { readonly length: Seconds; readonly text: string } {
  const length = window.kind === "rolling" ? window.length : window.longest;
  return { length, text: formatDuration(length) };
}

/** The raw selectors of an SLI; those of a histogram by its parts. */
function selectorsOfSignal({ signal }: Sli): readonly Selector[] {
  switch (signal.kind) {
    case "counters":
      return [...(signal.total ?? [...(signal.good ?? []), ...(signal.bad ?? [])])];
    case "histogram":
      return [signal.native ? signal.histogram : part(signal.histogram, "_count"), ...(signal.total ?? [])];
    case "gauge":
      return signal.gauge;
    case "throughput":
      return signal.events;
    case "freshness":
      return signal.source;
    case "expressions":
    case "ratio":
      return [];
  }
}

function part(selector: Selector, suffix: string): Selector {
  return { ...selector, name: `${selector.name}${suffix}` };
}

/** Whether there is any of them: of several that add up one may be missing, and so may errors that never happened. */
function sourcesOf(sli: Sli, step: Seconds): readonly string[] {
  const { signal } = sli;
  const print = (expr: Parameters<typeof printExpr>[0]) => printExpr(expr, { width: Number.MAX_SAFE_INTEGER });
  if (signal.kind === "ratio") return [print(fillWindow(signal.errorRatio, step))];
  if (signal.kind === "expressions") {
    const counted = signal.total === undefined ? [signal.good, signal.bad] : [signal.total];
    const texts = counted.flatMap((expr) => (expr === undefined ? [] : [print(fillWindow(expr, step))]));
    return [texts.length > 1 ? texts.map((text) => `(${text})`).join(" or ") : texts.join("")];
  }
  const any = selectorsOfSignal(sli).map(print).join(" or ");
  if (signal.kind !== "histogram" || signal.native) return [any];
  // A bound that the histogram does not have leaves the SLI without data.
  const buckets = part(signal.histogram, "_bucket");
  const le = boundTexts(signal.bound).map(escapeRegex).join("|");
  return [any, print({ ...buckets, matchers: [...buckets.matchers, { label: "le", op: "=~", value: le }] })];
}

function jobOf({ matchers }: Selector): readonly Matcher[] {
  return matchers.filter(({ label }) => label === "job").map(({ label, op, value }) => ({ label, op, value }));
}

/** Where the same rules stand, each for another reader: the first that there is counts. */
const ruleFiles = [
  /^prometheus\/[^/]+\.rules\.yaml$/,
  /\/mimir\//,
  /\/victoriametrics\//,
  /\/google\//,
  /\.prometheusrule\.yaml$/,
];

/** Groups of the rules that the store is to load. */
function groupsOf(artifacts: readonly Artifact[]): readonly RuleGroup[] {
  const form = ruleFiles.find((pattern) => artifacts.some(({ path }) => pattern.test(path)));
  return artifacts
    .filter(({ path }) => form?.test(path))
    .flatMap(({ path, text }) => {
      const { value: document } = loadYaml(path, Buffer.from(text));
      const root = document?.value as RuleFile | undefined;
      return (root?.spec?.groups ?? root?.groups ?? []).map((group) => readGroup(path, group));
    });
}

/** What this project prints, as it is read back. */
interface RuleFile {
  readonly groups?: readonly WrittenGroup[];
  readonly spec?: { readonly groups?: readonly WrittenGroup[] };
}

interface WrittenGroup {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly {
    readonly record?: string;
    readonly alert?: string;
    readonly expr: string | number;
    readonly for?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  }[];
}

function readGroup(file: string, { name, interval, rules }: WrittenGroup): RuleGroup {
  const every = secondsOf(interval);
  return {
    name,
    file,
    ...(every !== undefined && { interval: every }),
    rules: rules.map(({ record, alert, expr, for: pending, labels = {}, annotations = {} }): Rule => ({
      name: record ?? alert ?? "",
      kind: record === undefined ? "alert" : "record",
      expr: String(expr),
      labels,
      annotations,
      pending: secondsOf(pending) ?? 0,
    })),
  };
}

function secondsOf(text: string | undefined): Seconds | undefined {
  const parsed = parseDuration(text ?? "");
  return parsed.ok ? parsed.value : undefined;
}
