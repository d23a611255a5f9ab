/** Asks rules, in the process that may do nothing else: child/main.mjs hands it the list that was exported, and what it is asked. */
import type { ServiceV1 } from "../2-validate/generated/types.ts";
import type { Spec } from "../2-validate/spec.ts";
import { resolveService } from "../3-resolve/resolve.ts";
import { lint, lintServices } from "../4-lint/lint.ts";
import type { LintRule } from "../4-lint/rule.ts";
import { type LintSummary, summarizeForLint } from "../4-lint/summary.ts";
import { summarize } from "../5-emit/emit.ts";
import { chooseEnvironments, many, openProject, type Project } from "../compile.ts";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { memoryHost } from "../host/memory.ts";
import type { Service } from "../model/service.ts";
import { type Environment, inEnvironment, type Workspace } from "../model/workspace.ts";
import type { Reading } from "../read.ts";
import { freeze } from "../util/freeze.ts";
import { groupBy } from "../util/group-by.ts";
import type { ExampleRequest, LintRequest, WireAnswer } from "./border.ts";
import { exampleFiles } from "./example.ts";
import { type FailureOf, Guard } from "./guard.ts";
import { readingOf, wireFinding } from "./wire.ts";

type Say = (line: WireAnswer) => void;
type Request = LintRequest | ExampleRequest;

export class RuleEngine {
  private readonly guard: Guard;
  /** By absolute path. */
  private readonly texts = new Map<string, string>();
  private readonly readings = new Map<string, Reading>();
  private readonly typescript = new Map<string, string>();
  /** What is kept of each service in each environment, by file. */
  private readonly summaries = new Map<string, readonly LintSummary[]>();

  /** @param list as it was exported @param failureOf from child/failure.mjs */
  constructor(list: readonly LintRule[], failureOf: FailureOf) {
    this.guard = new Guard(list, failureOf);
  }

  /** Says line after line; the last one says that it is done. */
  async answer(request: Request, say: Say): Promise<void> {
    this.take(request);
    if ("example" in request) await this.tryExample(request, say);
    else await this.lint(request, say);
  }

  private async lint(request: LintRequest, say: Say): Promise<void> {
    const opened = await open(request, this.texts, this.readings);
    const { index } = opened;
    const project = { ...opened, index: { ...index, incomplete: index.incomplete === true || request.incomplete } };
    const { workspace, services } = project;
    if (workspace === undefined) return say({ done: true });
    say({});
    const { guard } = this;
    guard.know(project);
    const wanted = new Set(request.services);
    let broken = hasErrors(project.diagnostics);
    const byFile = groupBy(services, ({ document }) => document.source.path);
    for (const [path, specs] of byFile) {
      if (!wanted.has(path)) continue;
      const kept: LintSummary[] = [];
      const found: Diagnostic[] = [];
      for (const environment of chooseEnvironments(workspace, request.environments))
        for (const spec of specs) {
          const { service, linted, diagnostics } = compile(project, workspace, spec, environment);
          broken ||= hasErrors(diagnostics);
          if (service === undefined) continue;
          kept.push(linted);
          found.push(...this.ask(project, workspace, service, environment, request));
        }
      this.summaries.set(path, kept);
      if (services.length > many) for (const { document } of specs) document.release?.();
      this.say(say, found, { path });
    }
    for (const path of this.summaries.keys()) if (!byFile.has(path)) this.summaries.delete(path);
    // As for built-in rules: with a mistake before them what is missing seems to be unused.
    const all = freeze(
      request.together && !broken ? [...byFile.keys()].flatMap((path) => this.summaries.get(path) ?? []) : [],
    );
    const together = guard.run("all services", request.timeLimit, (rules) =>
      all.length === 0 ? [] : lintServices(workspace, all, { phase: "own", rules }),
    );
    this.say(say, together, { done: true });
  }

  private ask(
    project: Project,
    workspace: Workspace,
    service: Service,
    environment: Environment | undefined,
    { today, timeLimit }: Request,
  ): readonly Diagnostic[] {
    const on = `service \`${service.name}\`${environment === undefined ? "" : ` in \`${environment.name}\``}`;
    const context = {
      workspace: inEnvironment(workspace, environment),
      index: project.index,
      ...(today !== undefined && { today }),
    };
    return this.guard.run(on, timeLimit, (rules) => lint(service, context, { phase: "own", rules }));
  }

  private say(say: Say, found: readonly Diagnostic[], rest: WireAnswer): void {
    const { guard } = this;
    const findings = found.map((one) => wireFinding(one, guard.indexOf(one.code)));
    const failures = guard.takeFailures();
    say({
      ...(findings.length > 0 && { findings }),
      ...(failures.length > 0 && { failures }),
      ...rest,
    });
  }

  /** Only the one rule is asked, of the example alone. */
  private async tryExample(request: ExampleRequest, say: Say): Promise<void> {
    const { rule, text } = request.example;
    const { guard } = this;
    const { texts, files } = exampleFiles(request.root, this.texts, text);
    const project = await open(request, texts, this.readingsOf(texts), files);
    const { workspace } = project;
    const wrong = project.diagnostics.find(({ severity }) => severity === "error");
    if (wrong !== undefined || workspace === undefined) return say({ problem: tell(wrong), done: true });
    guard.know(project, rule);
    const found: Diagnostic[] = [];
    const kept: LintSummary[] = [];
    for (const environment of chooseEnvironments(workspace))
      for (const spec of project.services) {
        const { service, linted, diagnostics } = compile(project, workspace, spec, environment);
        const mistake = diagnostics.find(({ severity }) => severity === "error");
        if (mistake !== undefined || service === undefined) return say({ problem: tell(mistake), done: true });
        kept.push(linted);
        found.push(...this.ask(project, workspace, service, environment, request));
      }
    found.push(
      ...guard.run("its example", request.timeLimit, (rules) => lintServices(workspace, kept, { phase: "own", rules })),
    );
    this.say(say, found, { done: true });
  }

  /** Texts as they are now. */
  private take({ root, texts, typescript }: Request): void {
    for (const [path, text] of Object.entries(texts)) {
      if (text !== null) this.texts.set(path, text);
      else {
        this.texts.delete(path);
        this.readings.delete(path);
      }
    }
    for (const path of this.typescript.keys()) {
      if (Object.hasOwn(typescript, path)) continue;
      this.typescript.delete(path);
      this.readings.delete(path);
    }
    for (const [path, file] of Object.entries(typescript)) {
      const key = JSON.stringify([this.texts.get(path), file]);
      if (this.typescript.get(path) === key) continue;
      this.typescript.set(path, key);
      this.readings.set(path, readingOf(root, path, file, this.texts));
    }
  }

  /** Of TypeScript files alone: an example stands in for others. */
  private readingsOf(texts: ReadonlyMap<string, string>): Map<string, Reading> {
    return new Map([...this.readings].filter(([path]) => this.typescript.has(path) && texts.has(path)));
  }
}

function open(
  { root }: Request,
  texts: ReadonlyMap<string, string>,
  readings: Map<string, Reading>,
  files?: readonly string[],
): Promise<Project> {
  return openProject({
    host: memoryHost({ files: Object.fromEntries(texts) }),
    folder: root,
    readings,
    // It was run elsewhere; what it gave is among the readings.
    typescript: false,
    ownRules: false,
    messages: false,
    ...(files && { files }),
  });
}

function compile(
  { kits, index }: Project,
  declared: Workspace,
  spec: Spec<ServiceV1>,
  environment: Environment | undefined,
) {
  const workspace = inEnvironment(declared, environment);
  const context = { workspace, ...(environment && { environment }), kits, index };
  const { value: service, diagnostics } = resolveService(spec, context);
  if (service === undefined) return { diagnostics };
  const linted = summarizeForLint(service, summarize(service, workspace).alerts);
  // Rules share them: what one of them changed, others would see.
  return { diagnostics, service: freeze(service), linted: freeze(linted) };
}

function tell(found: Diagnostic | undefined): string {
  if (found === undefined) return "it gives no service";
  const { file, start } = found.span;
  return `${found.title} (line ${file.text.slice(0, start).split("\n").length})`;
}
