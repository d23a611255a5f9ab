/** What the services of a workspace compile to, kept as long as it holds, and what is still to be compiled, proven and compared. */
import type { ServiceV1 } from "../2-validate/generated/types.ts";
import type { Spec } from "../2-validate/spec.ts";
import { indexServices } from "../3-resolve/resolve.ts";
import { emitFindings } from "../5-emit/emit.ts";
import { chooseEnvironments, many, type Project } from "../compile.ts";
import { compileService } from "../compile-service.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Service } from "../model/service.ts";
import { type Environment, inEnvironment } from "../model/workspace.ts";
import type { Findings } from "./findings.ts";
import { changedNames, refersToAny } from "./referrers.ts";
import type { Sources } from "./sources.ts";
import { findTogether, type Kept } from "./together.ts";

export interface CompilationOptions {
  readonly today: () => string;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** Told of each file that was compiled. */
  readonly onCompiled?: (shown: string) => void;
}

/** From this cost on, in milliseconds, what reading a file found is told before it is compiled. */
const costly = 40;
/** Models that are kept, for hovers and the like. */
const mostModels = 12;

export class Compilation {
  private readonly sources: Sources;
  private readonly findings: Findings;
  private readonly options: CompilationOptions;
  /** Specs of each service file, the last that could be read. By shown path. */
  private readonly specs = new Map<string, readonly Spec<ServiceV1>[]>();
  /** By shown path: what is kept of each spec and environment. */
  private readonly compiled = new Map<string, readonly Kept[]>();
  private readonly models = new Map<string, { spec: Spec; project: Project; services: readonly Service[] }>();

  /** Edited, read and told of; compiled as soon as nobody types. */
  private readonly urgent = new Set<string>();
  private readonly toCompile = new Set<string>();
  /** Services that others see differently since an edit. */
  private readonly renamed = new Set<string>();
  /** Open files whose rules are still to be made and proven, which takes longer than all that comes before. */
  private readonly toProve = new Set<string>();
  private mustCompare = false;
  /** What compiling a file cost when it was last done, in milliseconds. */
  private readonly costs = new Map<string, number>();

  constructor(sources: Sources, findings: Findings, options: CompilationOptions) {
    this.sources = sources;
    this.findings = findings;
    this.options = options;
  }

  specsOf(shown: string): readonly Spec<ServiceV1>[] {
    return this.specs.get(shown) ?? [];
  }

  allSpecs(): readonly Spec<ServiceV1>[] {
    return [...this.specs.values()].flat();
  }

  environments(): readonly (Environment | undefined)[] {
    return chooseEnvironments(this.sources.project?.workspace);
  }

  /** The services of a file in each environment. Few are kept. */
  servicesOf(shown: string): readonly Service[] {
    const { project } = this.sources;
    if (project === undefined) return [];
    const services: Service[] = [];
    for (const spec of this.specsOf(shown)) {
      const key = `${shown}#${spec.value.service}`;
      let known = this.models.get(key);
      if (known?.spec !== spec || known.project !== project) {
        const made = this.environments().flatMap(
          (environment) => compileService(project, spec, environment, { artifacts: false, targets: [] }).service ?? [],
        );
        known = { spec, project, services: made };
      }
      this.models.delete(key);
      this.models.set(key, known);
      services.push(...known.services);
    }
    for (const key of this.models.keys()) {
      if (this.models.size <= mostModels) break;
      this.models.delete(key);
    }
    return services;
  }

  isCurrent(shown: string): boolean {
    return !this.urgent.has(shown) && !this.toCompile.has(shown);
  }

  get hasUrgent(): boolean {
    return this.urgent.size > 0;
  }

  get hasRest(): boolean {
    return this.renamed.size > 0 || this.toCompile.size > 0 || this.toProve.size > 0 || this.mustCompare;
  }

  doUrgent(): void {
    for (const shown of this.urgent) this.compile(shown);
  }

  /** One piece of the rest. @returns whether to tell of it at once */
  doRest(): boolean {
    if (this.renamed.size > 0) this.findWhoRefers();
    else if (this.toProve.size > 0 && !this.hasOpenToCompile()) return this.proveNext();
    else if (this.toCompile.size > 0) return this.compileNext();
    else this.compareServices();
    return false;
  }

  /** Of a file that cannot be read nothing later is known. */
  unread(shown: string): void {
    this.findings.set(`service ${shown}`, []);
    this.findings.set(`proof ${shown}`, []);
    this.findings.set(`own ${shown}`, []);
    this.mustCompare = true;
  }

  /** Takes the specs of a file that was edited. @returns whether its services have other names */
  edited(shown: string, specs: readonly Spec<ServiceV1>[]): boolean {
    const named = (some: readonly Spec<ServiceV1>[]) => some.map(({ value }) => value.service).join("\n");
    const before = this.specs.get(shown);
    const isNew = before === undefined || named(before) !== named(specs);
    this.specs.set(shown, specs);
    this.reindex(specs);
    this.mustCompare = true;
    // What later phases found before stays, at its place, until they have run again.
    if ((this.costs.get(shown) ?? 0) > costly) this.urgent.add(shown);
    else this.compile(shown);
    return isNew;
  }

  /** The file is none of the workspace any more. */
  forget(shown: string): void {
    this.findings.set(`service ${shown}`, []);
    this.findings.set(`proof ${shown}`, []);
    this.findings.set(`own ${shown}`, []);
    this.specs.delete(shown);
    this.compiled.delete(shown);
  }

  /** Takes what was opened. @param isOther whether every service is to be compiled again */
  opened(before: Project | undefined, project: Project, isOther: boolean): void {
    const present = new Map<string, Spec<ServiceV1>[]>();
    for (const spec of project.services) {
      const { path } = spec.document.source;
      present.set(path, [...(present.get(path) ?? []), spec]);
    }
    for (const shown of this.specs.keys())
      if (!present.has(shown) && !this.sources.readings.has(this.sources.absolute(shown))) this.forget(shown);
    for (const [shown, specs] of present) {
      const known = this.specs.get(shown);
      const isSame =
        known !== undefined && known.length === specs.length && known.every((spec, at) => spec === specs[at]);
      this.specs.set(shown, specs);
      if (!isSame || isOther || !this.compiled.has(shown)) this.toCompile.add(shown);
    }
    if (before !== undefined) {
      const [was, is] = [before.index.services, project.index.services];
      for (const name of changedNames(was, is, new Set([...was.keys(), ...is.keys()]))) this.renamed.add(name);
    }
    this.mustCompare = true;
  }

  /** Names of the edited service, as others see them; who refers to it is compiled again if they changed. */
  private reindex(specs: readonly Spec<ServiceV1>[]): void {
    const { project } = this.sources;
    if (project === undefined) return;
    const { kits, workspace, index } = project;
    const made = indexServices(specs, { kits, ...(workspace && { workspace }) }).value?.services ?? new Map();
    const services = new Map([...index.services, ...made]);
    this.sources.project = { ...project, index: { ...index, services } };
    for (const name of changedNames(index.services, services, made.keys())) this.renamed.add(name);
  }

  private findWhoRefers(): void {
    for (const [shown, specs] of this.specs)
      if (specs.some((spec) => refersToAny(spec, this.renamed))) this.toCompile.add(shown);
    this.renamed.clear();
  }

  private compile(shown: string): void {
    this.toCompile.delete(shown);
    this.urgent.delete(shown);
    const { project } = this.sources;
    const specs = this.specs.get(shown);
    if (project === undefined || specs === undefined) return;
    const started = this.options.now();
    const found: Diagnostic[] = [];
    const kept: Kept[] = [];
    const isOpen = this.sources.isOpen(shown) && specs.length === 1;
    const services: Service[] = [];
    for (const spec of specs)
      for (const environment of this.environments()) {
        const { diagnostics, service, summary, linted } = compileService(project, spec, environment, {
          artifacts: false,
          today: this.options.today(),
          // Rules are made, and proven, when nothing else is left to do.
          targets: [],
        });
        found.push(...diagnostics);
        if (service !== undefined) services.push(service);
        if (linted !== undefined) kept.push({ environment: environment?.name, linted, ...(summary && { summary }) });
      }
    const [spec] = specs;
    if (isOpen && spec !== undefined) {
      this.models.set(`${shown}#${spec.value.service}`, { spec, project, services });
      this.toProve.add(shown);
    } else if (this.specs.size > many) for (const one of specs) one.document.release?.();
    this.compiled.set(shown, kept);
    this.options.onCompiled?.(shown);
    this.costs.set(shown, this.options.now() - started);
    // Nothing later is known of a file that cannot be read.
    this.findings.set(`service ${shown}`, this.sources.isRead(shown) ? found : []);
    if (!isOpen) this.prove(shown, services);
  }

  private hasOpenToCompile(): boolean {
    return [...this.toCompile].some((shown) => this.sources.isOpen(shown));
  }

  /** What is found where rules are made: of files that are not open that is done when they are compiled. */
  private proveNext(): boolean {
    const [shown] = this.toProve;
    if (shown === undefined) return false;
    this.toProve.delete(shown);
    if (!this.sources.isRead(shown)) return false;
    this.prove(shown, this.servicesOf(shown));
    return true;
  }

  private prove(shown: string, services: readonly Service[]): void {
    const workspace = this.sources.project?.workspace;
    if (workspace === undefined) return;
    const found = services.flatMap((service) => {
      const environment = workspace.environments.find(({ name }) => name === service.environment);
      return emitFindings(service, {
        workspace: inEnvironment(workspace, environment),
        ...(environment && { environment }),
      });
    });
    this.findings.set(`proof ${shown}`, this.sources.isRead(shown) ? found : []);
  }

  private compileNext(): boolean {
    const open = [...this.toCompile].find((shown) => this.sources.isOpen(shown));
    const [next] = open === undefined ? this.toCompile : [open];
    if (next === undefined) return false;
    this.compile(next);
    this.mustCompare = true;
    return open !== undefined;
  }

  /** What can be said only of all services together. */
  private compareServices(): void {
    this.mustCompare = false;
    const { project } = this.sources;
    if (project?.workspace === undefined) return;
    const together = findTogether(project.workspace, this.environments(), [...this.compiled.values()].flat());
    this.findings.set("together", together.emitted);
    // With a mistake before this phase a service or a part of it is missing, and what it uses seems to be unused.
    this.findings.set("lint", this.findings.hasStopping ? [] : together.lint());
    // Whether comments silence anything is known only now.
    for (const path of this.sources.openPaths())
      if (this.sources.kindOf(path) !== undefined) this.findings.touched.add(this.sources.shown(path));
  }
}
