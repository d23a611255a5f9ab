/**
 * One workspace while it is edited: what is read stays read, what is compiled stays compiled, and an edit costs the file that it is in. What it means for other files is
 * worked out afterwards, while nothing is typed.
 */
import type { Document } from "../1-load/document.ts";
import type { ServiceV1 } from "../2-validate/generated/types.ts";
import type { Spec, SpecKind } from "../2-validate/spec.ts";
import { indexServices, resolveKits } from "../3-resolve/resolve.ts";
import { lintPolicy, needsEveryService } from "../4-lint/lint.ts";
import { applySuppressions } from "../4-lint/suppress.ts";
import { emitFindings } from "../5-emit/emit.ts";
import { codes } from "../codes.ts";
import { chooseEnvironments, many, openProject, type Project } from "../compile.ts";
import { compileService } from "../compile-service.ts";
import type { Diagnostic, SourceFile } from "../diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../diagnostics/sort.ts";
import { type Host, HostError } from "../host/host.ts";
import { joinPath, relativeWithin } from "../host/paths.ts";
import type { Service } from "../model/service.ts";
import { type Environment, inEnvironment } from "../model/workspace.ts";
import { Reader, type Reading } from "../read.ts";
import { filesOnDisk, signatureOf } from "./disk.ts";
import { carried, Findings } from "./findings.ts";
import { changedNames, refersToAny } from "./referrers.ts";
import { Schedule } from "./schedule.ts";
import { findTogether, type Kept } from "./together.ts";

export interface ModelOptions {
  readonly host: Host;
  /** Absolute: of the workspace, or of a file that is in none. */
  readonly root: string;
  /** The file that is in no workspace. */
  readonly alone?: string;
  readonly today: () => string;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** False: no TypeScript is run. */
  readonly typescript: boolean;
  /** Told of files (relative to the root) whose findings may have changed. */
  readonly onFindings: (paths: ReadonlySet<string>) => void;
  readonly onCrash: (error: unknown) => void;
}

/** From this cost on, in milliseconds, what reading a file found is told before it is compiled. */
const costly = 40;
/** Models that are kept, for hovers and the like. */
const mostModels = 12;

export class WorkspaceModel {
  readonly root: string;
  readonly findings = new Findings();
  project: Project | undefined;
  private readonly options: ModelOptions;
  /** Texts that are open in the editor, by absolute path. */
  private readonly overlays = new Map<string, Uint8Array>();
  private readonly readings = new Map<string, Reading>();
  /** Bytes of open files when they could last be read, by absolute path. */
  private readonly lastGood = new Map<string, Uint8Array>();
  /** Specs of each service file, the last that could be read. By shown path. */
  private readonly specs = new Map<string, readonly Spec<ServiceV1>[]>();
  /** By shown path: what is kept of each spec and environment. */
  private readonly compiled = new Map<string, readonly Kept[]>();
  private readonly models = new Map<string, { spec: Spec; project: Project; services: readonly Service[] }>();

  private readonly edited = new Set<string>();
  /** Edited, read and told of; compiled as soon as nobody types. */
  private readonly urgent = new Set<string>();
  private readonly toCompile = new Set<string>();
  /** Services that others see differently since an edit. */
  private readonly renamed = new Set<string>();
  /** Open files whose rules are still to be made and proven, which takes longer than all that comes before. */
  private readonly toProve = new Set<string>();
  private mustOpen = true;
  private isOpening = false;
  private mustCompare = false;
  /** What compiling a file cost when it was last done, in milliseconds. */
  private readonly costs = new Map<string, number>();
  /** The file that is being read. */
  private reading: string | undefined;
  private readonly schedule: Schedule;
  private signature = "";
  private lastProject: { workspace: unknown; kits: unknown } | undefined;

  constructor(options: ModelOptions) {
    this.options = options;
    this.root = options.root;
    this.schedule = new Schedule(
      {
        hasEdits: () => this.edited.size > 0,
        readEdits: () => this.readEdits(),
        hasUrgent: () => this.urgent.size > 0,
        doUrgent: () => {
          for (const shown of this.urgent) this.compile(shown);
        },
        hasRest: () => this.hasRest,
        doRest: () => this.doRest(),
        isPatient: () => this.project !== undefined,
        isCurrent: (path) => this.isCurrent(path),
        tell: () => this.tell(),
      },
      options,
    );
  }

  shown(path: string): string {
    return relativeWithin(this.root, path) ?? path;
  }

  absolute(shown: string): string {
    return shown.startsWith("/") || /^[A-Z]:\//.test(shown) ? shown : joinPath(this.root, shown);
  }

  /** What a file of this workspace is; undefined when it is none of ours. */
  kindOf(path: string): SpecKind | undefined {
    return this.readings.get(path)?.kind ?? kindByName(path);
  }

  /** The text of an open file; undefined when it was closed and what is on disk counts. TypeScript counts as it is on disk. */
  edit(path: string, text: string | undefined): void {
    if (path.endsWith(".ts")) {
      this.findings.touched.add(this.shown(path));
      this.schedule.start();
      return;
    }
    if (text === undefined) {
      this.overlays.delete(path);
      this.lastGood.delete(path);
    } else this.overlays.set(path, new TextEncoder().encode(text));
    this.edited.add(path);
    this.schedule.start(true);
  }

  /** Files on disk may have changed: those that are open stay as they are in the editor. */
  refresh(): void {
    for (const path of this.readings.keys()) if (path.endsWith(".ts")) this.readings.delete(path);
    this.mustOpen = true;
    this.schedule.start();
  }

  /** As `refresh`, where something did change. */
  async refreshIfChanged(): Promise<void> {
    await this.schedule.ready();
    if (this.project !== undefined && this.signatureOfDisk() !== this.signature) this.refresh();
  }

  /** Waits until a file is compiled as it was last edited; without a path, until nothing is left to do. */
  ready(path?: string): Promise<void> {
    return this.schedule.ready(path);
  }

  close(): void {
    this.schedule.close();
  }

  /** What was found in a file as it is now, silenced findings left out. */
  findingsOf(shown: string): readonly Diagnostic[] {
    const now = this.sourceOf(shown);
    const all = this.findings.of(shown);
    const current = now === undefined ? all : all.flatMap((found) => carried(found, now) ?? []);
    const documents = this.documentsOf(shown);
    const { workspace, adapt } = this.project ?? {};
    const told = applySuppressions(documents, current, {
      codes,
      complete: (_path, code) =>
        !this.findings.hasStopping &&
        this.project !== undefined &&
        !(needsEveryService(code) && (this.hasRest || this.edited.size > 0)),
      today: this.options.today(),
      ...(workspace && { policy: workspace.policy }),
    }).filter(({ suppressed }) => suppressed === undefined);
    return sortDiagnostics(adapt === undefined ? told : told.map(adapt));
  }

  /** The text of a file as it was last read, whether it could be used or not. */
  sourceOf(shown: string): SourceFile | undefined {
    const reading = this.readings.get(this.absolute(shown));
    if (reading === undefined) return this.project?.documents.find(({ source }) => source.path === shown)?.source;
    const found = reading.documents[0]?.source ?? reading.diagnostics[0]?.span.file;
    return found?.path === shown ? found : undefined;
  }

  /** The file as it could last be read. */
  documentOf(shown: string): Document | undefined {
    return this.documentsOf(shown)[0];
  }

  /** Specs of a service file, as they could last be read. */
  specsOf(shown: string): readonly Spec<ServiceV1>[] {
    return this.specs.get(shown) ?? [];
  }

  allSpecs(): readonly Spec<ServiceV1>[] {
    return [...this.specs.values()].flat();
  }

  /** Everything of ours that was read, by absolute path. */
  files(): ReadonlyMap<string, Reading> {
    return this.readings;
  }

  environments(): readonly (Environment | undefined)[] {
    return chooseEnvironments(this.project?.workspace);
  }

  /** The services of a file in each environment. Few are kept. */
  servicesOf(shown: string): readonly Service[] {
    const { project } = this;
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

  private documentsOf(shown: string): readonly Document[] {
    const reading = this.readings.get(this.absolute(shown));
    if (reading !== undefined) return reading.documents.filter(({ source }) => source.path === shown);
    return (this.project?.documents ?? []).filter(({ source }) => source.path === shown);
  }

  private isCurrent(path: string): boolean {
    const shown = this.shown(path);
    return (
      !this.edited.has(path) &&
      this.reading !== path &&
      !this.mustOpen &&
      !this.isOpening &&
      !this.urgent.has(shown) &&
      !this.toCompile.has(shown)
    );
  }

  private get hasRest(): boolean {
    return (
      this.mustOpen || this.renamed.size > 0 || this.toCompile.size > 0 || this.toProve.size > 0 || this.mustCompare
    );
  }

  private async readEdits(): Promise<void> {
    for (const path of this.edited) {
      this.edited.delete(path);
      this.reading = path;
      await this.readEdited(path).finally(() => (this.reading = undefined));
    }
  }

  private async doRest(): Promise<void> {
    if (this.mustOpen) {
      this.isOpening = true;
      await this.open().finally(() => (this.isOpening = false));
    } else if (this.renamed.size > 0) this.findWhoRefers();
    else if (this.toProve.size > 0 && !this.hasOpenToCompile()) this.proveNext();
    else if (this.toCompile.size > 0) this.compileNext();
    else this.compareServices();
  }

  private tell(): void {
    const { touched } = this.findings;
    if (touched.size > 0) {
      const paths = new Set(touched);
      touched.clear();
      this.options.onFindings(paths);
    }
  }

  /** Reads the one file again, and compiles it if it is a service. */
  private async readEdited(path: string): Promise<void> {
    const shown = this.shown(path);
    const kind = this.kindOf(path);
    // Another file may be one that the workspace reads: its Alertmanager configuration.
    if (kind === undefined) {
      if (this.project?.documents.some(({ source }) => source.path === shown) === true) this.mustOpen = true;
      return;
    }
    const before = this.readings.get(path);
    await this.read(path, kind);
    const reading = this.readings.get(path);
    if (reading === before && reading !== undefined) return;
    this.findings.set(`read ${shown}`, reading?.diagnostics ?? []);
    // Old findings move with the text.
    this.findings.touched.add(shown);
    if (kind !== "service" || reading === undefined || this.project === undefined) {
      this.mustOpen = true;
      return;
    }
    const named = (specs: readonly Spec[]) => specs.map(({ value }) => (value as ServiceV1).service).join("\n");
    if (reading.specs.length === 0) {
      // Nothing later is known of a file that cannot be read.
      this.findings.set(`service ${shown}`, []);
      this.findings.set(`proof ${shown}`, []);
      this.mustCompare = true;
      return;
    }
    const specs = reading.specs as readonly Spec<ServiceV1>[];
    const isNew = this.specs.get(shown) === undefined || named(this.specs.get(shown)!) !== named(specs);
    this.specs.set(shown, specs);
    if (isNew) this.mustOpen = true;
    this.reindex(specs);
    this.mustCompare = true;
    // What later phases found before stays, at its place, until they have run again.
    if ((this.costs.get(shown) ?? 0) > costly) this.urgent.add(shown);
    else this.compile(shown);
  }

  private async read(path: string, kind: SpecKind): Promise<void> {
    const { host } = this.options;
    const reader = new Reader({ host, root: this.root, overlays: this.overlays }, undefined, this.readings);
    reader.policy = "off";
    const overlay = this.overlays.get(path);
    try {
      await reader.read(path, kind, overlay ?? host.readFile(path));
      const { specs, bytes } = this.readings.get(path)!;
      if (specs.length > 0 && overlay !== undefined) this.lastGood.set(path, bytes);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      this.readings.delete(path);
    }
  }

  /** Names of the edited service, as others see them; who refers to it is compiled again if they changed. */
  private reindex(specs: readonly Spec<ServiceV1>[]): void {
    const { project } = this;
    if (project === undefined) return;
    const { kits, workspace, index } = project;
    const made = indexServices(specs, { kits, ...(workspace && { workspace }) }).value?.services ?? new Map();
    const services = new Map([...index.services, ...made]);
    this.project = { ...project, index: { ...index, services } };
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
    const { project } = this;
    const specs = this.specs.get(shown);
    if (project === undefined || specs === undefined) return;
    const started = this.options.now();
    const found: Diagnostic[] = [];
    const kept: Kept[] = [];
    const isOpen = this.isOpen(shown) && specs.length === 1;
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
    this.costs.set(shown, this.options.now() - started);
    // Nothing later is known of a file that cannot be read.
    this.findings.set(`service ${shown}`, this.isRead(shown) ? found : []);
    if (!isOpen) this.prove(shown, services);
  }

  private isOpen(shown: string): boolean {
    return this.overlays.has(this.absolute(shown));
  }

  /** Whether a file could be read as it is now. */
  private isRead(shown: string): boolean {
    return (this.readings.get(this.absolute(shown))?.specs.length ?? 0) > 0;
  }

  private hasOpenToCompile(): boolean {
    return [...this.toCompile].some((shown) => this.isOpen(shown));
  }

  /** What is found where rules are made: of files that are not open that is done when they are compiled. */
  private proveNext(): void {
    const [shown] = this.toProve;
    if (shown === undefined) return;
    this.toProve.delete(shown);
    if (!this.isRead(shown)) return;
    this.prove(shown, this.servicesOf(shown));
    this.tell();
  }

  private prove(shown: string, services: readonly Service[]): void {
    const workspace = this.project?.workspace;
    if (workspace === undefined) return;
    const found = services.flatMap((service) => {
      const environment = workspace.environments.find(({ name }) => name === service.environment);
      return emitFindings(service, {
        workspace: inEnvironment(workspace, environment),
        ...(environment && { environment }),
      });
    });
    this.findings.set(`proof ${shown}`, this.isRead(shown) ? found : []);
  }

  private compileNext(): void {
    const open = [...this.toCompile].find((shown) => this.isOpen(shown));
    const [next] = open === undefined ? this.toCompile : [open];
    if (next === undefined) return;
    this.compile(next);
    if (open !== undefined) this.tell();
    this.mustCompare = true;
  }

  /** Reads the workspace: of its files those that changed. */
  private async open(): Promise<void> {
    this.mustOpen = false;
    const { host, root, alone, typescript } = this.options;
    const before = this.project;
    const isService = alone === undefined || this.kindOf(alone) === "service";
    // What cannot be read for a moment is as it was before: nothing else is wrong because of it.
    const broken = [...this.readings].filter(([path, { specs }]) => specs.length === 0 && this.lastGood.has(path));
    const overlays = new Map(this.overlays);
    for (const [path] of broken) overlays.set(path, this.lastGood.get(path)!);
    const project = await openProject({
      host,
      folder: root,
      ...(alone !== undefined && { files: isService ? [alone] : [] }),
      overlays,
      readings: this.readings,
      builtinKits: "all",
      messages: false,
      typescript,
    });
    const own = new Set<Diagnostic>();
    for (const [path, reading] of broken) {
      for (const found of this.readings.get(path)?.diagnostics ?? []) own.add(found);
      this.readings.set(path, reading);
    }
    const paths = new Set(project.services.map(({ document }) => document.source.path));
    const strays = await this.readStrays(project, paths);
    const all = [...project.services, ...strays];
    this.project = { ...project, services: all };
    for (const [path, reading] of this.readings) {
      if (!this.isPresent(path, project)) this.forget(path);
      else {
        for (const found of reading.diagnostics) own.add(found);
        this.findings.set(`read ${this.shown(path)}`, reading.diagnostics);
      }
    }
    if (alone !== undefined && !isService) await this.readAlone(alone);
    const { workspace } = project;
    const policy = workspace === undefined ? [] : lintPolicy(workspace);
    this.findings.set("open", [...project.diagnostics.filter((found) => !own.has(found)), ...policy]);

    const now = { workspace: this.workspaceReading(), kits: this.kitReadings() };
    const isOther =
      before === undefined ||
      this.lastProject?.workspace !== now.workspace ||
      this.lastProject?.kits !== now.kits ||
      !sameBases(before, project);
    this.lastProject = now;
    const present = new Map<string, Spec<ServiceV1>[]>();
    for (const spec of all) {
      const { path } = spec.document.source;
      present.set(path, [...(present.get(path) ?? []), spec]);
    }
    for (const shown of this.specs.keys()) {
      if (present.has(shown) || this.readings.has(this.absolute(shown))) continue;
      this.specs.delete(shown);
      this.compiled.delete(shown);
      this.findings.set(`service ${shown}`, []);
      this.findings.set(`proof ${shown}`, []);
    }
    for (const [shown, specs] of present) {
      const known = this.specs.get(shown);
      const isSame =
        known !== undefined && known.length === specs.length && known.every((spec, at) => spec === specs[at]);
      this.specs.set(shown, specs);
      if (!isSame || isOther || !this.compiled.has(shown)) this.toCompile.add(shown);
    }
    if (before !== undefined) {
      const [was, is] = [before.index.services, this.project.index.services];
      for (const name of changedNames(was, is, new Set([...was.keys(), ...is.keys()]))) this.renamed.add(name);
    }
    this.mustCompare = true;
    this.signature = this.signatureOfDisk();
  }

  /** A kit or a workspace file that is in no workspace. */
  private async readAlone(path: string): Promise<void> {
    await this.read(path, this.kindOf(path) ?? "kit");
    const { kind, specs, diagnostics } = this.readings.get(path) ?? { specs: [], diagnostics: [] };
    const later = kind === "kit" ? resolveKits(specs).diagnostics : [];
    this.findings.set(`read ${this.shown(path)}`, [...diagnostics, ...later]);
  }

  /** Services that are open in the editor and that no glob of the workspace finds. */
  private async readStrays(project: Project, known: ReadonlySet<string>): Promise<readonly Spec<ServiceV1>[]> {
    const strays: Spec<ServiceV1>[] = [];
    for (const path of this.overlays.keys()) {
      const shown = this.shown(path);
      if (known.has(shown) || this.kindOf(path) !== "service") continue;
      if (!this.readings.has(path)) await this.read(path, "service");
      strays.push(...((this.readings.get(path)?.specs ?? []) as readonly Spec<ServiceV1>[]));
    }
    return strays.filter(({ value }) => !project.services.some((spec) => spec.value.service === value.service));
  }

  private isPresent(path: string, project: Project): boolean {
    if (this.overlays.has(path) || path.includes("/<built-in>/")) return true;
    if (project.documents.some(({ source }) => this.absolute(source.path) === path)) return true;
    return this.options.host.stat(path) !== undefined && this.globbed().has(path);
  }

  private globbedFor: { project: Project | undefined; paths: ReadonlySet<string> } | undefined;

  /** Files that the workspace's globs find. */
  private globbed(): ReadonlySet<string> {
    if (this.globbedFor !== undefined && this.globbedFor.project === this.project) return this.globbedFor.paths;
    const paths = new Set(this.listFiles());
    this.globbedFor = { project: this.project, paths };
    return paths;
  }

  private listFiles(): readonly string[] {
    const { host, alone } = this.options;
    return alone === undefined ? filesOnDisk(host, this.root, this.project?.workspace?.specs ?? []) : [alone];
  }

  private forget(path: string): void {
    const shown = this.shown(path);
    this.readings.delete(path);
    this.lastGood.delete(path);
    this.findings.set(`read ${shown}`, []);
    this.findings.set(`service ${shown}`, []);
    this.findings.set(`proof ${shown}`, []);
    this.specs.delete(shown);
    this.compiled.delete(shown);
  }

  private workspaceReading(): unknown {
    return [...this.readings.values()].find(({ kind }) => kind === "workspace")?.bytes;
  }

  private kitsBefore: { list: readonly Reading[] } | undefined;

  /** The same object while no kit changes. */
  private kitReadings(): unknown {
    const list = [...this.readings.values()].filter(({ kind }) => kind === "kit");
    const before = this.kitsBefore?.list;
    const isSame =
      before !== undefined && before.length === list.length && before.every((reading, at) => reading === list[at]);
    if (isSame) return this.kitsBefore;
    return (this.kitsBefore = { list });
  }

  /** What can be said only of all services together. */
  private compareServices(): void {
    this.mustCompare = false;
    const { project } = this;
    if (project?.workspace === undefined) return;
    const together = findTogether(project.workspace, this.environments(), [...this.compiled.values()].flat());
    this.findings.set("together", together.emitted);
    // With a mistake before this phase a service or a part of it is missing, and what it uses seems to be unused.
    this.findings.set("lint", this.findings.hasStopping ? [] : together.lint());
    // Whether comments silence anything is known only now.
    for (const path of this.overlays.keys())
      if (this.kindOf(path) !== undefined) this.findings.touched.add(this.shown(path));
  }

  /** Of files that are open nothing on disk counts. */
  private signatureOfDisk(): string {
    return signatureOf(
      this.options.host,
      this.listFiles().filter((path) => !this.overlays.has(path)),
    );
  }
}

/** What a file is, by its name. */
export function kindByName(path: string): SpecKind | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/^tocsin\.(?:yaml|config\.ts)$/.test(name)) return "workspace";
  return /\.(service|kit)\.(?:yaml|ts)$/.exec(name)?.[1] as SpecKind | undefined;
}

function sameBases(a: Project, b: Project): boolean {
  const texts = ({ workspace, documents }: Project) => {
    const base = workspace?.targets.alertmanager.base?.path;
    return documents.find(({ source }) => source.path === base)?.source.text;
  };
  return texts(a) === texts(b);
}
