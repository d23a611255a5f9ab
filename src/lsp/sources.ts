/** What a workspace is made of, as it is on disk and in the editor: read once, and again where it changed. */
import type { Document } from "../1-load/document.ts";
import { isWorkflow } from "../1-load/workspace.ts";
import type { ServiceV1 } from "../2-validate/generated/types.ts";
import type { Spec, SpecKind } from "../2-validate/spec.ts";
import { openProject, type Project } from "../compile.ts";
import type { SourceFile } from "../diagnostics/diagnostic.ts";
import { type Host, HostError } from "../host/host.ts";
import { joinPath, relativeWithin } from "../host/paths.ts";
import { Reader, type Reading } from "../read.ts";
import { filesOnDisk, signatureOf } from "./disk.ts";

export interface SourcesOptions {
  readonly host: Host;
  /** Absolute: of the workspace, or of a file that is in none. */
  readonly root: string;
  /** The file that is in no workspace. */
  readonly alone?: string;
  /** False: no TypeScript is run. */
  readonly typescript: boolean;
}

export class Sources {
  readonly root: string;
  /** As it was last opened; the index of its services as they were last edited. */
  project: Project | undefined;
  /** Everything of ours that was read, by absolute path. */
  readonly readings = new Map<string, Reading>();
  private readonly options: SourcesOptions;
  /** Texts that are open in the editor, by absolute path. */
  private readonly overlays = new Map<string, Uint8Array>();
  /** Bytes of open files when they could last be read, by absolute path. */
  private readonly lastGood = new Map<string, Uint8Array>();
  private globbedFor: { project: Project | undefined; paths: ReadonlySet<string> } | undefined;
  private kitsBefore: { list: readonly Reading[] } | undefined;

  constructor(options: SourcesOptions) {
    this.options = options;
    this.root = options.root;
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

  /** The text of an open file; undefined when it was closed and what is on disk counts. */
  edit(path: string, text: string | undefined): void {
    if (text === undefined) {
      this.overlays.delete(path);
      this.lastGood.delete(path);
    } else this.overlays.set(path, new TextEncoder().encode(text));
  }

  /** Absolute paths of the files that are open in the editor. */
  openPaths(): Iterable<string> {
    return this.overlays.keys();
  }

  isOpen(shown: string): boolean {
    return this.overlays.has(this.absolute(shown));
  }

  /** Whether a file could be read as it is now. */
  isRead(shown: string): boolean {
    return (this.readings.get(this.absolute(shown))?.specs.length ?? 0) > 0;
  }

  /** Whether the workspace reads a file that is no spec: its Alertmanager configuration. */
  isPart(shown: string): boolean {
    return this.project?.documents.some(({ source }) => source.path === shown) === true;
  }

  /** The text of a file as it was last read, whether it could be used or not. */
  sourceOf(shown: string): SourceFile | undefined {
    const reading = this.readings.get(this.absolute(shown));
    if (reading === undefined) return this.project?.documents.find(({ source }) => source.path === shown)?.source;
    const found = reading.documents[0]?.source ?? reading.diagnostics[0]?.span.file;
    return found?.path === shown ? found : undefined;
  }

  documentsOf(shown: string): readonly Document[] {
    const reading = this.readings.get(this.absolute(shown));
    const documents = reading === undefined ? (this.project?.documents ?? []) : reading.documents;
    return documents.filter(({ source }) => source.path === shown);
  }

  /** Reads one file again. */
  async read(path: string, kind: SpecKind): Promise<void> {
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

  /** What TypeScript specs would give if files had other texts, by absolute paths of both. */
  async tryTypescript(texts: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, Reading>> {
    const { host } = this.options;
    const overlays = new Map(this.overlays);
    for (const [path, text] of texts) overlays.set(path, new TextEncoder().encode(text));
    const tried = new Map<string, Reading>();
    const reader = new Reader({ host, root: this.root, overlays }, undefined, tried);
    try {
      for (const [path, { kind, policy, documents }] of this.readings) {
        if (policy === undefined || !documents.some(({ source }) => texts.has(this.absolute(source.path)))) continue;
        reader.policy = policy;
        await reader.read(path, kind, overlays.get(path) ?? host.readFile(path));
      }
    } finally {
      reader.close();
    }
    return tried;
  }

  /** TypeScript is run again when the workspace is opened next. */
  forgetTypescript(): void {
    for (const path of this.readings.keys()) if (path.endsWith(".ts")) this.readings.delete(path);
  }

  /**
   * Reads the workspace: of its files those that changed. What cannot be read for a moment is as it was before: nothing else is wrong because of it.
   *
   * @returns shown paths of files that are none of it any more
   */
  async open(): Promise<readonly string[]> {
    const { host, root, alone, typescript } = this.options;
    const isService = alone === undefined || this.kindOf(alone) === "service";
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
      // They are asked when everything else is done.
      ownRules: false,
      typescript,
    });
    // What was found in files belongs to them.
    const own = new Set(broken.flatMap(([path]) => this.readings.get(path)?.diagnostics ?? []));
    for (const [path, reading] of broken) this.readings.set(path, reading);
    const strays = await this.readStrays(project);
    this.project = { ...project, services: [...project.services, ...strays] };
    const gone = [...this.readings.keys()].filter((path) => !this.isPresent(path, project));
    for (const path of gone) {
      this.readings.delete(path);
      this.lastGood.delete(path);
    }
    for (const { diagnostics } of this.readings.values()) for (const found of diagnostics) own.add(found);
    this.project = { ...this.project, diagnostics: project.diagnostics.filter((found) => !own.has(found)) };
    if (alone !== undefined && !isService) await this.read(alone, this.kindOf(alone) ?? "kit");
    return gone.map((path) => this.shown(path));
  }

  /** Every document as it could last be read. */
  allDocuments(): readonly Document[] {
    const byPath = new Map<string, Document>();
    for (const document of this.project?.documents ?? []) byPath.set(document.source.path, document);
    for (const { documents, specs } of this.readings.values())
      if (specs.length > 0) for (const document of documents) byPath.set(document.source.path, document);
    return [...byPath.values()];
  }

  /** What TypeScript files gave, by absolute path. */
  ran(): ReadonlyMap<string, Reading> {
    return new Map([...this.readings].filter(([path, { specs }]) => path.endsWith(".ts") && specs.length > 0));
  }

  /** Another object when every service is to be compiled again, but for the project's base of Alertmanager. */
  get basis(): { readonly workspace: unknown; readonly kits: unknown } {
    const workspace = [...this.readings.values()].find(({ kind }) => kind === "workspace")?.bytes;
    return { workspace, kits: this.kitReadings() };
  }

  /** Another text when something on disk is another: of files that are open nothing there counts. */
  signatureOfDisk(): string {
    return signatureOf(
      this.options.host,
      this.listFiles().filter((path) => !this.overlays.has(path)),
    );
  }

  /** Services that are open in the editor and that no glob of the workspace finds. */
  private async readStrays({ services }: Project): Promise<readonly Spec<ServiceV1>[]> {
    const known = new Set(services.map(({ document }) => document.source.path));
    const strays: Spec<ServiceV1>[] = [];
    for (const path of this.overlays.keys()) {
      if (known.has(this.shown(path)) || this.kindOf(path) !== "service") continue;
      if (!this.readings.has(path)) await this.read(path, "service");
      strays.push(...((this.readings.get(path)?.specs ?? []) as readonly Spec<ServiceV1>[]));
    }
    return strays.filter(({ value }) => !services.some((spec) => spec.value.service === value.service));
  }

  private isPresent(path: string, project: Project): boolean {
    if (this.overlays.has(path) || path.includes("/<built-in>/")) return true;
    if (project.documents.some(({ source }) => this.absolute(source.path) === path)) return true;
    return this.options.host.stat(path) !== undefined && this.globbed().has(path);
  }

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

  /** The same object while no kit changes. */
  private kitReadings(): unknown {
    const list = [...this.readings.values()].filter(({ kind }) => kind === "kit");
    const before = this.kitsBefore?.list;
    const isSame =
      before !== undefined && before.length === list.length && before.every((reading, at) => reading === list[at]);
    if (isSame) return this.kitsBefore;
    return (this.kitsBefore = { list });
  }
}

/** What a file is, by its name. */
export function kindByName(path: string): SpecKind | undefined {
  if (isWorkflow(path)) return undefined;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/^tocsin\.(?:yaml|config\.ts)$/.test(name)) return "workspace";
  return /\.(service|kit)\.(?:yaml|ts)$/.exec(name)?.[1] as SpecKind | undefined;
}
