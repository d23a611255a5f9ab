/** Everything that is open: documents, and the workspaces that they are in. Features ask it for files; it tells the editor what was found. */
import type { ClientCapabilities, Connection, Range } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { byteLimit } from "../1-load/bytes.ts";
import { findWorkspace } from "../1-load/workspace.ts";
import type { SpecKind } from "../2-validate/spec.ts";
import { usualBaseline } from "../cli/baseline.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Host } from "../host/host.ts";
import { parentOf } from "../host/paths.ts";
import { pathOf, toLsp, uriOf } from "./convert.ts";
import { Baselines } from "./baseline.ts";
import type { Live } from "./live/live.ts";
import { WorkspaceModel } from "./model.ts";
import { kindByName } from "./sources.ts";
import { type Outline, outlineOf } from "./yaml/outline.ts";
import { type Place, placeAt } from "./yaml/place.ts";

export interface SessionOptions {
  readonly connection: Connection;
  readonly host: Host;
  readonly today: () => string;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/** A file of a workspace, as it is in the editor or on disk. */
export class File {
  readonly uri: string;
  readonly path: string;
  readonly model: WorkspaceModel;
  readonly kind: SpecKind;
  readonly document: TextDocument;

  constructor(document: TextDocument, path: string, model: WorkspaceModel, kind: SpecKind) {
    this.uri = document.uri;
    this.path = path;
    this.model = model;
    this.kind = kind;
    this.document = document;
  }

  get text(): string {
    return this.document.getText();
  }

  /** As findings call it. */
  get shown(): string {
    return this.model.shown(this.path);
  }

  get outline(): Outline | undefined {
    const known = outlines.get(this.document);
    if (known?.version === this.document.version) return known.outline;
    const outline = outlineOf(this.text);
    outlines.set(this.document, { version: this.document.version, outline });
    return outline;
  }

  placeAt(position: Range["start"]): Place | undefined {
    return placeAt(this.text, this.outline, this.document.offsetAt(position));
  }

  range(start: number, end: number): Range {
    return { start: this.document.positionAt(start), end: this.document.positionAt(end) };
  }
}

const outlines = new WeakMap<TextDocument, { readonly version: number; readonly outline: Outline | undefined }>();

/** How often files are looked at that no editor watches for us, in milliseconds. */
const lookAgain = 2000;

export class Session {
  client: ClientCapabilities = {};
  /** False: no TypeScript is run, as the editor does not trust the folder. */
  typescript = true;
  /** A Prometheus that the person at the editor named. */
  live: Live | undefined;
  private baselines: Baselines | undefined;
  private readonly options: SessionOptions;
  private readonly host: Host;
  private readonly documents = new Map<string, TextDocument>();
  private readonly models = new Map<string, WorkspaceModel>();
  /** URIs as the editor writes them, by path. */
  private readonly uris = new Map<string, string>();
  private readonly modelsByPath = new Map<string, WorkspaceModel>();
  private readonly pushed = new Map<string, string>();
  private timer: ReturnType<typeof setInterval> | undefined;
  private isClosed = false;

  constructor(options: SessionOptions) {
    this.options = options;
    // What is open and not saved yet is a file too.
    const { host } = options;
    this.host = {
      ...host,
      stat: (path) => host.stat(path) ?? (this.uris.has(path) ? { kind: "file", size: 0, modified: 0 } : undefined),
    };
  }

  /** From now on leaves out the findings that workspaces' baselines know. */
  useBaselines(): void {
    this.baselines = new Baselines(this.options.host, (line) => this.say(line));
  }

  /** What was found in a file, without what its workspace's baseline knows. */
  findingsOf(model: WorkspaceModel, shown: string): readonly Diagnostic[] {
    const found = model.findingsOf(shown);
    return this.baselines === undefined ? found : this.baselines.fresh(model.root, found);
  }

  /** Looks for changes of other files itself, where the editor does not. */
  watch(): void {
    this.timer ??= setInterval(() => {
      for (const model of this.models.values()) void model.refreshIfChanged();
      this.lookAtBaselines();
    }, lookAgain);
    this.timer.unref();
  }

  close(): void {
    this.isClosed = true;
    clearInterval(this.timer);
    for (const model of this.models.values()) model.close();
  }

  open(document: TextDocument): void {
    const path = pathOf(document.uri);
    if (path === undefined) return;
    this.documents.set(document.uri, document);
    this.uris.set(path, document.uri);
    const model = this.modelFor(path);
    if (model === undefined) return;
    this.modelsByPath.set(path, model);
    if (this.pulls) this.push(document.uri, []);
    model.edit(path, document.getText());
    if (kindByName(path) === "workspace") this.assignAgain();
  }

  change(document: TextDocument): void {
    const path = pathOf(document.uri);
    if (path !== undefined) this.modelsByPath.get(path)?.edit(path, document.getText());
  }

  closed(uri: string): void {
    const path = pathOf(uri);
    if (path === undefined) return;
    this.documents.delete(uri);
    this.uris.delete(path);
    const model = this.modelsByPath.get(path);
    this.modelsByPath.delete(path);
    if (model === undefined) return;
    model.edit(path, undefined);
    const key = `alone ${path}`;
    if (this.models.get(key) === model) this.drop(key, model);
    else void model.refreshIfChanged();
  }

  saved(uri: string): void {
    const path = pathOf(uri);
    if (path === undefined) return;
    if (kindByName(path) === "workspace") this.assignAgain();
    const model = this.modelsByPath.get(path);
    if (path.endsWith(".ts")) model?.refresh();
    else void model?.refreshIfChanged();
  }

  /** Files that were made, changed or deleted by somebody else. */
  changedOnDisk(uris: readonly string[]): void {
    const paths = uris.flatMap((uri) => pathOf(uri) ?? []);
    if (paths.some((path) => kindByName(path) === "workspace")) this.assignAgain();
    for (const model of this.models.values()) {
      const concerned = paths.filter((path) => path.startsWith(`${model.root}/`) && !this.uris.has(path));
      if (concerned.some((path) => path.endsWith(".ts"))) model.refresh();
      else if (concerned.length > 0) void model.refreshIfChanged();
    }
    if (paths.some((path) => path.endsWith(`/${usualBaseline}`))) this.lookAtBaselines();
  }

  /** An open YAML file of ours, whatever state it is in; undefined for any other, and for texts that are too long to be one. */
  file(uri: string): File | undefined {
    return uri.endsWith(".ts") ? undefined : this.anyFile(uri);
  }

  /** The same, TypeScript included. */
  anyFile(uri: string): File | undefined {
    const document = this.documents.get(uri);
    const path = pathOf(uri);
    const model = path === undefined ? undefined : this.modelsByPath.get(path);
    if (document === undefined || path === undefined || model === undefined) return undefined;
    const kind = model.kindOf(path);
    return kind === undefined || document.getText().length > byteLimit
      ? undefined
      : new File(document, path, model, kind);
  }

  /** The same once it is compiled as it was last edited. */
  async current(uri: string): Promise<File | undefined> {
    const file = this.file(uri);
    await file?.model.ready(file.path);
    return file;
  }

  async anyCurrent(uri: string): Promise<File | undefined> {
    const file = this.anyFile(uri);
    await file?.model.ready(file.path);
    return file;
  }

  /** Waits until all open files of a workspace are compiled as they were last edited. */
  async allCurrent(model: WorkspaceModel): Promise<void> {
    for (const [path, of] of this.modelsByPath) if (of === model) await model.ready(path);
  }

  /** A file of a workspace that may not be open. YAML alone. */
  fileOf(model: WorkspaceModel, shown: string): File | undefined {
    const path = model.absolute(shown);
    const uri = this.uris.get(path);
    if (uri !== undefined) return this.file(uri);
    const kind = model.kindOf(path);
    const text = model.sourceOf(shown)?.text;
    if (kind === undefined || text === undefined || path.endsWith(".ts")) return undefined;
    return new File(TextDocument.create(uriOf(path), "yaml", 0, text), path, model, kind);
  }

  /** A text that is open in the editor. */
  textOf(path: string): TextDocument | undefined {
    return this.documents.get(this.uris.get(path) ?? "");
  }

  uriFor(model: WorkspaceModel, shown: string): string {
    const path = model.absolute(shown);
    return this.uris.get(path) ?? uriOf(path);
  }

  isFile(path: string): boolean {
    return this.host.stat(path)?.kind === "file";
  }

  /** Every workspace that something is open of. */
  workspaces(): Iterable<WorkspaceModel> {
    return this.models.values();
  }

  diagnosticsOf(model: WorkspaceModel, found: readonly Diagnostic[]) {
    const { relatedInformation, tagSupport } = this.client.textDocument?.publishDiagnostics ?? {};
    const takes = { related: relatedInformation === true, tags: tagSupport !== undefined };
    return found.map((one) => toLsp(one, model.root, takes));
  }

  /** Whether the editor asks for findings of open files itself. */
  private get pulls(): boolean {
    return this.client.textDocument?.diagnostic !== undefined;
  }

  private modelFor(path: string): WorkspaceModel | undefined {
    const folder = parentOf(path);
    const found = findWorkspace(this.host, folder);
    if (found === undefined && kindByName(path) === undefined) return undefined;
    const root = found === undefined ? folder : parentOf(found);
    const key = found === undefined ? `alone ${path}` : `in ${root}`;
    let model = this.models.get(key);
    if (model === undefined) {
      const { today, now } = this.options;
      const made: WorkspaceModel = new WorkspaceModel({
        host: this.host,
        root,
        ...(found === undefined && { alone: path }),
        today,
        now,
        typescript: this.typescript,
        onFindings: (paths) => this.tell(made, paths),
        onCrash: (error) => this.crashed(error),
      });
      model = made;
      this.models.set(key, model);
    }
    return model;
  }

  /** A workspace file came or went: what was alone may now be in it, and the other way round. */
  private assignAgain(): void {
    for (const [path, before] of this.modelsByPath) {
      const model = this.modelFor(path);
      if (model === before) continue;
      this.modelsByPath.delete(path);
      for (const [key, one] of this.models) if (one === before && key.startsWith("alone ")) this.drop(key, one);
      if (model === undefined) continue;
      this.modelsByPath.set(path, model);
      const document = this.documents.get(this.uris.get(path) ?? "");
      if (document !== undefined) model.edit(path, document.getText());
    }
  }

  private drop(key: string, model: WorkspaceModel): void {
    model.close();
    this.models.delete(key);
    for (const shown of model.findings.paths()) this.push(this.uriFor(model, shown), []);
  }

  private lookAtBaselines(): void {
    for (const model of this.models.values())
      if (this.baselines?.isOther(model.root) === true) this.tell(model, new Set(model.findings.paths()));
  }

  private tell(model: WorkspaceModel, paths: ReadonlySet<string>): void {
    if (this.isClosed) return;
    let asks = false;
    for (const shown of paths) {
      if (shown.startsWith("<")) continue;
      const uri = this.uriFor(model, shown);
      if (this.pulls && this.documents.has(uri)) asks = true;
      else this.push(uri, this.diagnosticsOf(model, this.findingsOf(model, shown)));
    }
    if (asks && this.client.workspace?.diagnostics?.refreshSupport === true)
      this.options.connection.languages.diagnostics.refresh();
  }

  private push(uri: string, diagnostics: ReturnType<Session["diagnosticsOf"]>): void {
    const text = JSON.stringify(diagnostics);
    if ((this.pushed.get(uri) ?? "[]") === text && (this.pushed.has(uri) || !this.documents.has(uri))) return;
    this.pushed.set(uri, text);
    const version = this.documents.get(uri)?.version;
    void this.options.connection.sendDiagnostics({ uri, diagnostics, ...(version !== undefined && { version }) });
  }

  /** A line for the log, and for those who look into the editor's output. */
  say(line: string): void {
    this.options.log(line);
    if (!this.isClosed) this.options.connection.console.info(line);
  }

  private crashed(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.options.log(text);
    if (this.isClosed) return;
    this.options.connection.console.error(`this is a bug in tocsin, please report it: ${text}`);
  }
}
