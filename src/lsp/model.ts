/**
 * One workspace while it is edited: what is read stays read, what is compiled stays compiled, and an edit costs the file that it is in. What it means for other files is
 * worked out afterwards, while nothing is typed.
 */
import type { Document } from "../1-load/document.ts";
import type { ServiceV1 } from "../2-validate/generated/types.ts";
import type { Spec, SpecKind } from "../2-validate/spec.ts";
import { resolveKits } from "../3-resolve/resolve.ts";
import { lintPolicy, needsEveryService, type OwnRule } from "../4-lint/lint.ts";
import { applySuppressions } from "../4-lint/suppress.ts";
import { codes } from "../codes.ts";
import type { Project } from "../compile.ts";
import type { Diagnostic, SourceFile } from "../diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../diagnostics/sort.ts";
import type { Service } from "../model/service.ts";
import type { Environment } from "../model/workspace.ts";
import type { Reading } from "../read.ts";
import { Compilation, type CompilationOptions } from "./compilation.ts";
import { carried, Findings } from "./findings.ts";
import { OwnLint } from "./own-rules.ts";
import { Schedule } from "./schedule.ts";
import { Sources, type SourcesOptions } from "./sources.ts";

export interface ModelOptions extends SourcesOptions, CompilationOptions {
  /** Told of files (relative to the root) whose findings may have changed. */
  readonly onFindings: (paths: ReadonlySet<string>) => void;
  readonly onCrash: (error: unknown) => void;
}

export class WorkspaceModel {
  readonly root: string;
  readonly findings = new Findings();
  private readonly options: ModelOptions;
  private readonly sources: Sources;
  private readonly compilation: Compilation;
  private readonly own: OwnLint;
  private readonly schedule: Schedule;
  private readonly edited = new Set<string>();
  private mustOpen = true;
  private isOpening = false;
  /** The file that is being read. */
  private reading: string | undefined;
  private signature = "";
  private lastBasis: Sources["basis"] | undefined;

  constructor(options: ModelOptions) {
    this.options = options;
    this.root = options.root;
    this.sources = new Sources(options);
    this.own = new OwnLint(this.sources, this.findings, { ...options, onAnswer: () => this.answered() });
    this.compilation = new Compilation(this.sources, this.findings, {
      ...options,
      onCompiled: (shown) => this.own.changed(shown),
    });
    this.schedule = new Schedule(
      {
        hasEdits: () => this.edited.size > 0,
        readEdits: () => this.readEdits(),
        hasUrgent: () => this.compilation.hasUrgent,
        doUrgent: () => this.compilation.doUrgent(),
        hasRest: () => this.hasRest,
        doRest: () => this.doRest(),
        isPatient: () => this.project !== undefined,
        isCurrent: (path) => this.isCurrent(path),
        tell: () => this.tell(),
      },
      options,
    );
  }

  // --- what changes

  /** The text of an open file; undefined when it was closed and what is on disk counts. TypeScript counts as it is on disk. */
  edit(path: string, text: string | undefined): void {
    if (path.endsWith(".ts")) {
      this.findings.touched.add(this.shown(path));
      this.schedule.start();
      return;
    }
    this.sources.edit(path, text);
    this.edited.add(path);
    this.schedule.start(true);
  }

  /** Files on disk may have changed: those that are open stay as they are in the editor. */
  refresh(): void {
    this.sources.forgetTypescript();
    this.own.forget();
    this.mustOpen = true;
    this.schedule.start();
  }

  /** As `refresh`, where something did change. */
  async refreshIfChanged(): Promise<void> {
    await this.schedule.ready();
    if (this.project !== undefined && this.sources.signatureOfDisk() !== this.signature) this.refresh();
  }

  /** Waits until a file is compiled as it was last edited; without a path, until nothing is left to do. */
  ready(path?: string): Promise<void> {
    return this.schedule.ready(path);
  }

  /** The same, and rules of the workspace's own have answered. */
  async settled(): Promise<void> {
    await this.ready();
    await this.own.ready();
  }

  close(): void {
    this.own.close();
    this.schedule.close();
  }

  // --- what is known

  get project(): Project | undefined {
    return this.sources.project;
  }

  shown(path: string): string {
    return this.sources.shown(path);
  }

  absolute(shown: string): string {
    return this.sources.absolute(shown);
  }

  /** What a file of this workspace is; undefined when it is none of ours. */
  kindOf(path: string): SpecKind | undefined {
    return this.sources.kindOf(path);
  }

  /** Rules of the workspace's own, as far as they are known. */
  get ownRules(): readonly OwnRule[] {
    const { rules } = this.own;
    return rules === "unknown" ? [] : rules;
  }

  /** What was found in a file as it is now, silenced findings left out. */
  findingsOf(shown: string): readonly Diagnostic[] {
    const now = this.sourceOf(shown);
    const all = this.findings.of(shown);
    const current = now === undefined ? all : all.flatMap((found) => carried(found, now) ?? []);
    const documents = this.sources.documentsOf(shown);
    const { workspace, adapt } = this.project ?? {};
    const { rules: ownRules } = this.own;
    const told = applySuppressions(documents, current, {
      codes: ownRules === "unknown" ? codes : [...codes, ...ownRules.map(({ name }) => `own/${name}`)],
      ownIsUnknown: ownRules === "unknown",
      complete: (_path, code) =>
        !this.findings.hasStopping &&
        this.project !== undefined &&
        !(code.startsWith("own/") && (ownRules === "unknown" || !this.own.isCurrent)) &&
        !(needsEveryService(code) && (this.hasRest || this.edited.size > 0)),
      today: this.options.today(),
      ...(workspace && { policy: workspace.policy }),
    }).filter(({ suppressed }) => suppressed === undefined);
    return sortDiagnostics(adapt === undefined ? told : told.map(adapt));
  }

  /** The text of a file as it was last read, whether it could be used or not. */
  sourceOf(shown: string): SourceFile | undefined {
    return this.sources.sourceOf(shown);
  }

  /** The file as it could last be read. */
  documentOf(shown: string): Document | undefined {
    return this.sources.documentsOf(shown)[0];
  }

  /** Specs of a service file, as they could last be read. */
  specsOf(shown: string): readonly Spec<ServiceV1>[] {
    return this.compilation.specsOf(shown);
  }

  allSpecs(): readonly Spec<ServiceV1>[] {
    return this.compilation.allSpecs();
  }

  /** Everything of ours that was read, by absolute path. */
  files(): ReadonlyMap<string, Reading> {
    return this.sources.readings;
  }

  environments(): readonly (Environment | undefined)[] {
    return this.compilation.environments();
  }

  /** The services of a file in each environment. Few are kept. */
  servicesOf(shown: string): readonly Service[] {
    return this.compilation.servicesOf(shown);
  }

  /** What TypeScript specs would give if files had other texts, by absolute paths of both. */
  tryTypescript(texts: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, Reading>> {
    return this.sources.tryTypescript(texts);
  }

  // --- what is done

  private isCurrent(path: string): boolean {
    const isBusy = this.edited.has(path) || this.reading === path || this.mustOpen || this.isOpening;
    return !isBusy && this.compilation.isCurrent(this.shown(path));
  }

  private get hasRest(): boolean {
    return this.mustOpen || this.compilation.hasRest;
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
    } else if (this.compilation.doRest()) this.tell();
    if (!this.hasRest) this.own.start();
  }

  /** Rules of the workspace's own were asked: what they found is told, and which names of rules there are is known. */
  private answered(): void {
    this.findPolicy();
    // Whether comments silence anything is known only now.
    for (const path of this.sources.openPaths())
      if (this.kindOf(path) !== undefined) this.findings.touched.add(this.shown(path));
    this.tell();
  }

  private findPolicy(): void {
    const workspace = this.project?.workspace;
    this.findings.set("policy", workspace === undefined ? [] : lintPolicy(workspace, this.own.rules));
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
    const { sources } = this;
    const shown = this.shown(path);
    const kind = this.kindOf(path);
    if (kind === undefined) {
      if (sources.isPart(shown)) this.mustOpen = true;
      return;
    }
    const before = sources.readings.get(path);
    await sources.read(path, kind);
    const reading = sources.readings.get(path);
    if (reading === before && reading !== undefined) return;
    this.findings.set(`read ${shown}`, reading?.diagnostics ?? []);
    // Old findings move with the text.
    this.findings.touched.add(shown);
    if (kind !== "service" || reading === undefined || this.project === undefined) this.mustOpen = true;
    else if (reading.specs.length === 0) this.compilation.unread(shown);
    else if (this.compilation.edited(shown, reading.specs as readonly Spec<ServiceV1>[])) this.mustOpen = true;
  }

  /** Reads the workspace: of its files those that changed. */
  private async open(): Promise<void> {
    this.mustOpen = false;
    const { sources, compilation, findings } = this;
    const before = this.project;
    for (const shown of await sources.open()) {
      findings.set(`read ${shown}`, []);
      compilation.forget(shown);
    }
    const project = sources.project!;
    const { alone } = this.options;
    for (const [path, { kind, specs, diagnostics }] of sources.readings) {
      const later = path === alone && kind === "kit" ? resolveKits(specs).diagnostics : [];
      findings.set(`read ${this.shown(path)}`, [...diagnostics, ...later]);
    }
    findings.set("open", project.diagnostics);
    this.findPolicy();
    const { basis } = sources;
    const isOther =
      before === undefined ||
      this.lastBasis?.workspace !== basis.workspace ||
      this.lastBasis?.kits !== basis.kits ||
      !sameBases(before, project);
    this.lastBasis = basis;
    compilation.opened(before, project, isOther);
    this.signature = sources.signatureOfDisk();
  }
}

function sameBases(a: Project, b: Project): boolean {
  const texts = ({ workspace, documents }: Project) => {
    const base = workspace?.targets.alertmanager.base?.path;
    return documents.find(({ source }) => source.path === base)?.source.text;
  };
  return texts(a) === texts(b);
}
