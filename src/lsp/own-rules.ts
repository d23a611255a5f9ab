/** Rules of a workspace's own while it is edited: asked when nothing else is left to do, in a process beside, so that nobody waits for them. */
import type { WorkspaceV1 } from "../2-validate/generated/types.ts";
import type { Spec } from "../2-validate/spec.ts";
import type { OwnRule } from "../4-lint/lint.ts";
import type { Diagnostic, SourceFile } from "../diagnostics/diagnostic.ts";
import { findRuleFile, notRun, type RuleFile } from "../own-rules/find.ts";
import type { OwnRules } from "../own-rules/own-rules.ts";
import { requestFor } from "../own-rules/request.ts";
import { Reader } from "../read.ts";
import type { Findings } from "./findings.ts";
import type { Sources, SourcesOptions } from "./sources.ts";

export interface OwnLintOptions extends SourcesOptions {
  readonly today: () => string;
  /** Told when rules have answered. */
  readonly onAnswer: () => void;
  readonly onCrash: (error: unknown) => void;
}

interface Opened {
  readonly reader: Reader;
  readonly rules: OwnRules | undefined;
  /** What is wrong with the file. */
  readonly problems: readonly Diagnostic[];
  /** Texts that its process knows, by absolute path. */
  readonly sent: Map<string, string>;
}

export class OwnLint {
  private readonly sources: Sources;
  private readonly findings: Findings;
  private readonly options: OwnLintOptions;
  private opened: Opened | undefined;
  private running: Promise<void> | undefined;
  /** Services that were compiled since rules looked at them, by shown path. */
  private readonly waiting = new Set<string>();
  private isStale = true;
  private isClosed = false;

  constructor(sources: Sources, findings: Findings, options: OwnLintOptions) {
    this.sources = sources;
    this.findings = findings;
    this.options = options;
  }

  /** Which rules there are; "unknown" when the workspace has a file of them and nobody knows. */
  get rules(): readonly OwnRule[] | "unknown" {
    return this.opened?.rules?.rules ?? (this.file === undefined ? [] : "unknown");
  }

  /** Whether rules have looked at everything as it is now. */
  get isCurrent(): boolean {
    return this.running === undefined && this.waiting.size === 0 && !this.isStale;
  }

  changed(shown: string): void {
    this.waiting.add(shown);
  }

  /** The rules themselves may be others. */
  forget(): void {
    this.opened?.reader.close();
    this.opened = undefined;
    this.isStale = true;
    for (const { document } of this.sources.project?.services ?? []) this.waiting.add(document.source.path);
  }

  close(): void {
    this.isClosed = true;
    this.opened?.reader.close();
  }

  /** Waits until rules have answered. */
  async ready(): Promise<void> {
    while (this.running !== undefined) await this.running;
  }

  /** Asks them, unless that is being done: then again afterwards. */
  start(): void {
    if (this.running !== undefined || this.isClosed || this.isCurrent || this.sources.project === undefined) return;
    this.running = this.run()
      .catch((error: unknown) => {
        if (!this.isClosed) this.options.onCrash(error);
      })
      .finally(() => {
        this.running = undefined;
        if (this.isClosed) return;
        this.options.onAnswer();
        this.start();
      });
  }

  private get workspace(): Spec<WorkspaceV1> | undefined {
    const reading = [...this.sources.readings.values()].find(
      ({ kind, specs }) => kind === "workspace" && specs.length > 0,
    );
    return reading?.specs[0] as Spec<WorkspaceV1> | undefined;
  }

  private get file(): RuleFile | undefined {
    const { workspace } = this;
    return workspace === undefined ? undefined : findRuleFile(this.options.host, this.sources.root, workspace);
  }

  private async run(): Promise<void> {
    this.isStale = false;
    const { file, findings } = this;
    if (file === undefined) {
      this.waiting.clear();
      for (const name of ["file", "together"]) findings.set(`own ${name}`, []);
      this.opened?.reader.close();
      this.opened = undefined;
      return;
    }
    this.opened ??= await this.open(file);
    const { rules, problems } = this.opened;
    findings.set("own file", problems);
    const asked = [...this.waiting];
    this.waiting.clear();
    if (rules === undefined) {
      for (const shown of [...asked, "together"]) findings.set(`own ${shown}`, []);
      return;
    }
    await this.ask(this.opened, rules, asked);
  }

  private async open(file: RuleFile): Promise<Opened> {
    const { host, root, typescript } = this.options;
    const policy = this.workspace?.value.policy?.typescript;
    const reader = new Reader({ host, root });
    if (!typescript || policy === "off") {
      const text = new TextDecoder().decode(host.readFile(file.path));
      return { reader, rules: undefined, problems: [notRun(file, root, text)], sent: new Map() };
    }
    reader.policy = policy ?? "project";
    const rules = await reader.readRules(file.path, (entry) => file.wanted(entry));
    for (const { document } of this.sources.project?.services ?? []) this.waiting.add(document.source.path);
    return { reader, rules, problems: [...reader.diagnostics], sent: new Map() };
  }

  private async ask({ reader, sent }: Opened, rules: OwnRules, asked: readonly string[]): Promise<void> {
    const { sources, findings, options } = this;
    const project = sources.project!;
    const documents = sources.allDocuments();
    const { texts, ...request } = requestFor(
      { ...project, documents: [...documents, ...reader.documents] },
      sources.ran(),
    );
    const changed: Record<string, string | null> = {};
    for (const [path, text] of Object.entries(texts))
      if (text !== null && sent.get(path) !== text) changed[path] = text;
    for (const path of sent.keys()) if (!Object.hasOwn(texts, path)) changed[path] = null;
    for (const [path, text] of Object.entries(changed)) {
      if (text === null) sent.delete(path);
      else sent.set(path, text);
    }
    const known = new Map<string, SourceFile>(
      [...documents, ...reader.documents].map(({ source }) => [source.path, source]),
    );
    const { byService, isWhole } = await rules.lint(
      { ...request, texts: changed, services: asked, together: !project.partial, today: options.today() },
      known,
    );
    for (const shown of asked) findings.set(`own ${shown}`, byService.get(shown) ?? []);
    findings.set("own together", byService.get("") ?? []);
    // A process that has ended is started again when something changes.
    if (!isWhole) {
      this.opened?.reader.close();
      this.opened = undefined;
    }
  }
}
