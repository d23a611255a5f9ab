/** Phases 1 and 2 for one file after another: what was read stays in the lists, in order. */
import type { Document } from "./1-load/document.ts";
import { diagnostic as loading } from "./1-load/diagnostics.ts";
import { loadYamlFully } from "./1-load/recover.ts";
import type { Module } from "./1-load/typescript/modules.ts";
import type { OwnRules } from "./own-rules/own-rules.ts";
import type { TypescriptLoader, TypescriptOptions, TypescriptPolicy } from "./1-load/typescript/load.ts";
import type { Spec, SpecKind } from "./2-validate/spec.ts";
import { validate } from "./2-validate/validate.ts";
import type { Diagnostic, Outcome, SourceFile } from "./diagnostics/diagnostic.ts";
import { HostError } from "./host/host.ts";
import { type Timed, untimed } from "./util/timed.ts";
import { append } from "./util/append.ts";

/** So many files are held whole; of more, what can be made again is let go. */
export const many = 200;

/** What was read of a file and came of it. */
export interface Reading {
  readonly kind: SpecKind;
  readonly bytes: Uint8Array;
  /** Under which TypeScript was run, or not. */
  readonly policy: TypescriptPolicy | undefined;
  /** Those of the file, and of files that it imports. */
  readonly documents: readonly Document[];
  readonly specs: readonly Spec[];
  readonly diagnostics: readonly Diagnostic[];
}

export class Reader {
  readonly documents: Document[] = [];
  readonly diagnostics: Diagnostic[] = [];
  /** Which TypeScript is run from here on. */
  policy: TypescriptPolicy = "project";
  /** Rewrites fixes for TypeScript, once some was read. */
  adapt: ((found: Diagnostic) => Diagnostic) | undefined;
  private readonly options: TypescriptOptions;
  private readonly time: Timed;
  private readonly readings: Map<string, Reading> | undefined;
  private typescript: TypescriptLoader | undefined;
  /** What TypeScript files gave, by absolute path. */
  readonly ran = new Map<string, { readonly kind: SpecKind; readonly documents: readonly Document[] }>();

  /** @param readings by absolute path: a file whose bytes stand there is not read again, and what is read is put there. What TypeScript imports is for the caller to watch. */
  constructor(options: TypescriptOptions, time: Timed = untimed, readings?: Map<string, Reading>) {
    this.options = options;
    this.time = time;
    this.readings = readings;
  }

  /** The specs of a file: one, or of a TypeScript file that exports a list all of them; none when it cannot be used. */
  async read<T>(path: string, kind: SpecKind, given?: Uint8Array): Promise<Spec<T>[]> {
    const bytes = given ?? this.bytesOf(path, relativePath(this.options.root, path));
    if (bytes === undefined) return [];
    const known = this.readings?.get(path);
    if (known?.kind === kind && known.policy === this.policyFor(path) && isSame(known.bytes, bytes)) {
      if (path.endsWith(".ts")) await this.loadFixes();
      append(this.diagnostics, known.diagnostics);
      append(this.documents, known.documents);
      if (path.endsWith(".ts")) this.ran.set(path, { kind, documents: known.documents });
      return [...known.specs] as Spec<T>[];
    }
    const before = [this.diagnostics.length, this.documents.length] as const;
    const documents = await this.load(path, kind, bytes);
    if (path.endsWith(".ts")) this.ran.set(path, { kind, documents });
    const specs = documents.flatMap((document) => {
      const { value, diagnostics } = this.time("validate", () => validate<T>(document, kind));
      append(this.diagnostics, diagnostics);
      if (this.documents.length > many) document.release?.();
      return value === undefined ? [] : [value];
    });
    this.readings?.set(path, {
      kind,
      bytes,
      policy: this.policyFor(path),
      documents: this.documents.slice(before[1]),
      specs,
      diagnostics: this.diagnostics.slice(before[0]),
    });
    return specs;
  }

  /** Starts what TypeScript among files that will be read needs: its processes take longer to start than other files to be read. */
  async expect(paths: readonly string[]): Promise<void> {
    const isNew = (path: string) => path.endsWith(".ts") && this.readings?.has(path) !== true;
    if (this.policy !== "off" && paths.some(isNew)) (await this.loader()).prepare(this.policy);
  }

  async readAll<T>(paths: readonly string[], kind: SpecKind): Promise<Spec<T>[]> {
    const specs: Spec<T>[] = [];
    for (const path of paths) specs.push(...(await this.read<T>(path, kind)));
    return specs;
  }

  /**
   * The rules that a file exports; undefined when they cannot be asked, which is told.
   *
   * @param wanted told of the file before it is run: what it gives is told instead
   */
  async readRules(
    path: string,
    wanted: (entry: Module) => readonly Diagnostic[] | undefined,
  ): Promise<OwnRules | undefined> {
    const shown = relativePath(this.options.root, path);
    const bytes = this.bytesOf(path, shown);
    if (bytes === undefined) return undefined;
    const loader = await this.loader();
    const loaded = this.keep(
      await this.attempt(shown, () => loader.loadRules(shown, path, bytes, this.policy, wanted)),
    );
    if (loaded === undefined) return undefined;
    const known = new Set(this.documents.map(({ source }) => source.path));
    this.documents.push(...loaded.documents.filter(({ source }) => !known.has(source.path)));
    const [{ readDeclared }, { OwnRules }, { defaultTimeLimit }] = await Promise.all([
      import("./own-rules/declared.ts"),
      import("./own-rules/own-rules.ts"),
      import("./1-load/typescript/run.ts"),
    ]);
    const rules = this.keep(readDeclared(loaded));
    return rules && new OwnRules(loaded, rules, this.options.timeLimit ?? defaultTimeLimit);
  }

  /** Whether all that decides what TypeScript gave was read here. */
  get isClosed(): boolean {
    return this.typescript?.closed ?? true;
  }

  close(): void {
    this.typescript?.close();
  }

  private async load(path: string, kind: SpecKind, bytes: Uint8Array): Promise<readonly Document[]> {
    const shown = relativePath(this.options.root, path);
    if (!path.endsWith(".ts")) {
      const documents = this.keep(await this.time("load", () => loadYamlFully(shown, bytes)));
      this.documents.push(...(documents ? [documents] : []));
      return documents ? [documents] : [];
    }
    if (this.policy === "off") {
      const source: SourceFile = { path: shown, text: new TextDecoder().decode(bytes) };
      const end = source.text.search(/\r?\n|$/);
      const help =
        "write it in YAML, or let it be run: `policy: { typescript: project }` in tocsin.yaml, and no `--no-typescript`";
      this.diagnostics.push(loading("typescript-off", {}, { file: source, start: 0, end }, { help }));
      return [];
    }
    const loader = await this.loader();
    const loaded = this.keep(
      await this.attempt(shown, () =>
        loader.load(shown, path, bytes, { policy: this.policy, takesList: kind === "service" }),
      ),
    );
    if (loaded === undefined) return [];
    const known = new Set(this.documents.map(({ source }) => source.path));
    this.documents.push(...loaded.documents, ...loaded.imported.filter(({ source }) => !known.has(source.path)));
    return loaded.documents;
  }

  private async loader(): Promise<TypescriptLoader> {
    if (this.typescript !== undefined) return this.typescript;
    const { TypescriptLoader } = await import("./1-load/typescript/load.ts");
    await this.loadFixes();
    return (this.typescript = new TypescriptLoader(this.options));
  }

  private async loadFixes(): Promise<void> {
    this.adapt ??= (await import("./1-load/typescript/fixes.ts")).withTypescriptFix;
  }

  private policyFor(path: string): TypescriptPolicy | undefined {
    return path.endsWith(".ts") ? this.policy : undefined;
  }

  private bytesOf(path: string, shown: string): Uint8Array | undefined {
    try {
      return this.options.overlays?.get(path) ?? this.options.host.readFile(path);
    } catch (error) {
      this.diagnostics.push(unreadable(error, shown));
      return undefined;
    }
  }

  private async attempt<T>(shown: string, load: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      return await load();
    } catch (error) {
      return { diagnostics: [unreadable(error, shown)] };
    }
  }

  private keep<T>(outcome: Outcome<T>): T | undefined {
    append(this.diagnostics, outcome.diagnostics);
    return outcome.value;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || (a.length === b.length && Buffer.compare(a, b) === 0);
}

function unreadable(error: unknown, shown: string): Diagnostic {
  if (!(error instanceof HostError)) throw error;
  return unread("file", shown, error.reason);
}

/** A file or folder that specs may be in and that cannot be looked at. */
export function unread(what: "file" | "folder" | "link", shown: string, reason: string): Diagnostic {
  const span = { file: { path: shown, text: "" }, start: 0, end: 0 };
  const help =
    what === "link"
      ? "put the file itself there, or take the link away; what lies outside the workspace is not read"
      : `let the user that runs tocsin read the ${what}, or take it out of \`specs\``;
  return loading("unreadable-file", { what, reason }, span, { help });
}

function relativePath(root: string, path: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
