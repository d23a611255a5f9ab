import { compileProject, type Project } from "../../compile.ts";
import type { Artifact } from "../../5-emit/artifact.ts";
import { readYaml } from "../../5-emit/shared/yaml-read.ts";
import { ruleFacts, type RuleGroup } from "../../diff/cost.ts";
import type { Comparison } from "../../diff/report.ts";
import { factsOf, receiversOf, type ServiceFacts, type Snapshot } from "../../diff/snapshot.ts";
import { files } from "../../model/slo/names.ts";
import { inEnvironment } from "../../model/workspace.ts";
import { type ReplayRule, rulesOf, type WrittenGroup } from "../../replay/rules.ts";
import { sha256 } from "../../util/sha256.ts";
import type { Context } from "../context.ts";

export interface Version {
  readonly words: string;
  /** Absent where there was no workspace yet. */
  readonly project?: Project;
  /** A path of a document as seen from the working folder. */
  readonly show: (path: string) => string;
}

export interface Taken extends Snapshot {
  readonly slos: number;
  /** Hashes of what is generated, by path below the output folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly errors: number;
  /** By environment, where they were asked for. */
  readonly rules: ReadonlyMap<string, readonly ReplayRule[]>;
}

/** Workspaces with no more services are compiled whole; of larger ones what cannot have changed is left out. */
const few = 100;

/** Both versions, as far as they can differ. */
export function takeSnapshots(
  context: Context,
  base: Version,
  head: Version,
  step: (service: string) => void,
  withRules: boolean,
): readonly [Taken, Taken] {
  const chosen = changedOf(base.project, head.project);
  const of = ({ project }: Version) => take(context, project, chosen, step, withRules);
  return [of(base), of(head)];
}

/** Paths of specs that may give something else than in the other version; undefined: any. */
function changedOf(base: Project | undefined, head: Project | undefined): ReadonlySet<string> | undefined {
  if (base === undefined || head === undefined || head.services.length <= few) return undefined;
  const [before, after] = [textsOf(base), textsOf(head)];
  const changed = new Set<string>();
  for (const path of new Set([...before.keys(), ...after.keys()]))
    if (before.get(path) !== after.get(path)) changed.add(path);
  const specs = new Set([...base.services, ...head.services].map(({ document }) => document.source.path));
  // what services share can change any of them
  if ([...changed].some((path) => !specs.has(path))) return undefined;
  const names = [...base.services, ...head.services]
    .filter(({ document }) => changed.has(document.source.path))
    .map(({ value }) => value.service);
  for (const { document } of [...base.services, ...head.services])
    if (names.some((name) => document.source.text.includes(`${name}/`))) changed.add(document.source.path);
  return changed;
}

function textsOf({ documents }: Project): ReadonlyMap<string, string> {
  return new Map(documents.map(({ source }) => [source.path, source.text]));
}

function take(
  { io }: Context,
  project: Project | undefined,
  chosen: ReadonlySet<string> | undefined,
  step: (service: string) => void,
  withRules: boolean,
): Taken {
  const services = new Map<string, Map<string, ServiceFacts>>();
  const made = new Map<string, string>();
  const replayed = new Map<string, ReplayRule[]>();
  let slos = 0;
  if (project === undefined) return { services, receivers: new Map(), slos, files: made, errors: 0, rules: replayed };
  const keep = (artifacts: readonly Artifact[], environment?: string) => {
    for (const { path, text } of artifacts)
      made.set(environment === undefined ? path : `${environment}/${path}`, sha256(text));
  };
  const part =
    chosen === undefined
      ? project
      : {
          ...project,
          services: project.services.filter(({ document }) => chosen.has(document.source.path)),
          partial: true,
        };
  const { diagnostics } = compileProject(part, {
    today: io.today,
    onService({ service, environment, artifacts }) {
      step(service.name);
      slos += service.slos.length;
      const workspace = inEnvironment(project.workspace, environment);
      if (workspace === undefined) return;
      const rules = artifacts.find(({ path }) => path === files.rules(service.name));
      const { groups = [] } = (rules === undefined ? {} : readYaml(rules.text)) as {
        readonly groups?: readonly (RuleGroup & WrittenGroup)[];
      };
      const name = environment?.name ?? "";
      if (withRules) replayed.set(name, [...(replayed.get(name) ?? []), ...rulesOf(groups, workspace.severities)]);
      const own = services.get(name) ?? new Map<string, ServiceFacts>();
      services.set(
        name,
        own.set(
          service.name,
          factsOf(service, workspace, artifacts.length === 0 ? undefined : ruleFacts(groups, service.metrics.interval)),
        ),
      );
      keep(artifacts, environment?.name);
    },
    onWorkspace: (artifacts, environment) => keep(artifacts, environment?.name),
    onTogether: (artifacts) => keep(artifacts),
  });
  const errors = diagnostics.filter(
    ({ severity, suppressed }) => severity === "error" && suppressed === undefined,
  ).length;
  const receivers = receiversOf(project.workspace?.receivers ?? new Map());
  return { services, receivers, slos, files: made, errors, rules: replayed };
}

/** By target, which is the first folder of a path that is no environment. */
export function filesOf(base: Taken, head: Taken): Comparison["files"] {
  const counts = new Map<string, { added: number; changed: number; removed: number }>();
  const environments = new Set([...base.services.keys(), ...head.services.keys()]);
  for (const path of new Set([...base.files.keys(), ...head.files.keys()])) {
    const [was, is] = [base.files.get(path), head.files.get(path)];
    if (was === is) continue;
    const [first = "", second = ""] = path.split("/");
    const target = environments.has(first) && first !== "" ? second : first;
    const count = counts.get(target) ?? { added: 0, changed: 0, removed: 0 };
    count[was === undefined ? "added" : is === undefined ? "removed" : "changed"]++;
    counts.set(target, count);
  }
  return [...counts].map(([target, count]) => ({ target, ...count })).sort((a, b) => (a.target < b.target ? -1 : 1));
}

/** What the rules of the new version have more. */
export function costOf(base: Taken, head: Taken): Comparison["cost"] {
  const [before, after] = [totalOf(base), totalOf(head)];
  return {
    series: after.series - before.series,
    alerting: after.alerting - before.alerting,
    samples: after.samples - before.samples,
  };
}

function totalOf({ services }: Taken) {
  const all = [...services.values()].flatMap((own) => [...own.values()]).map(({ rules }) => rules);
  return {
    series: all.reduce((sum, rules) => sum + (rules?.series.size ?? 0), 0),
    alerting: all.reduce((sum, rules) => sum + (rules?.alerting ?? 0), 0),
    samples: all.reduce((sum, rules) => sum + (rules?.samples ?? 0), 0),
  };
}
