/** TypeScript specs: read, parsed for the places of what they say, and run for what it is. */
import type { Diagnostic, Outcome, Span } from "../../diagnostics/diagnostic.ts";
import { firstLineOf } from "../../diagnostics/position.ts";
import type { Host } from "../../host/host.ts";
import { decode } from "../bytes.ts";
import { diagnostic } from "../diagnostics.ts";
import type { Document } from "../document.ts";
import { documentOf, Places } from "./document.ts";
import { isInside, type Module, type ModuleGraph, readModules } from "./modules.ts";
import { Parser } from "./parse.ts";
import { type Answer, defaultTimeLimit, Runner } from "./run.ts";
import { explainFailure, oneLine } from "./failure.ts";

/** Which specs are run: none, files of the workspace, or any. */
export type TypescriptPolicy = "off" | "project" | "any";

export interface TypescriptOptions {
  readonly host: Host;
  /** Absolute. */
  readonly root: string;
  readonly overlays?: ReadonlyMap<string, Uint8Array> | undefined;
  /** Milliseconds for one spec; 5000 when absent. */
  readonly timeLimit?: number | undefined;
}

/** A file: its specs, and the files of the project that it imports. */
export interface LoadedTypescript {
  readonly documents: readonly Document[];
  readonly imported: readonly Document[];
}

/** A file of rules that was run, and can be asked as long as its process lives. */
export interface LoadedRules {
  readonly entry: Module;
  readonly graph: ModuleGraph;
  /** The file, and files of the project that it imports. */
  readonly documents: readonly Document[];
  readonly hasDefault: boolean;
  /** As `describe` in child/rules.mjs gives it; undefined: none are exported. */
  readonly rules?: unknown;
  readonly runner: Runner;
}

/** Loads the TypeScript specs of one run; `close` ends the process that ran them. */
export class TypescriptLoader {
  private readonly options: TypescriptOptions;
  private readonly parser = new Parser();
  /** Whether all that decides what its programs gave was read here. */
  closed = true;
  private readonly runners = new Map<string, Runner>();

  constructor(options: TypescriptOptions) {
    this.options = options;
  }

  /** Starts the processes that a spec will need, while others are still being read. */
  prepare(policy: TypescriptPolicy): void {
    this.runner(policy, false).prepare();
    this.parser.prepare();
  }

  /**
   * @param shown POSIX path to show, relative to the workspace root
   * @param path absolute
   * @param takesList whether the file may export a list of specs
   */
  async load(
    shown: string,
    path: string,
    bytes: Uint8Array,
    { policy, takesList }: { policy: TypescriptPolicy; takesList: boolean },
  ): Promise<Outcome<LoadedTypescript>> {
    // Its process starts while the file is read, unless it will be another one.
    if (!Buffer.from(bytes).includes("defineRule")) this.runner(policy, false).prepare();
    const { graph } = await this.read(shown, path, bytes, policy);
    const { entry } = graph;
    if (entry === undefined) return { diagnostics: graph.diagnostics };
    const { answer } = await this.run(graph, path, policy);
    return this.documentsOf(graph, entry, answer, takesList);
  }

  /**
   * The rules that a file exports.
   *
   * @param wanted told of the file before it is run: false leaves it at that
   */
  async loadRules(
    shown: string,
    path: string,
    bytes: Uint8Array,
    policy: TypescriptPolicy,
    wanted: (entry: Module) => readonly Diagnostic[] | undefined,
  ): Promise<Outcome<LoadedRules>> {
    const { graph } = await this.read(shown, path, bytes, policy);
    const { entry } = graph;
    if (entry === undefined) return { diagnostics: graph.diagnostics };
    const refused = wanted(entry);
    if (refused !== undefined) return { diagnostics: refused };
    const { answer, runner } = await this.run(graph, path, policy);
    const span = new Places(entry, [], "rules").spanOf("", "key");
    switch (answer.kind) {
      case "threw":
      case "timeout":
      case "stopped":
        return { diagnostics: [this.failed(answer, graph, entry, span)] };
      case "no-default":
      case "exported":
        break;
    }
    const value: LoadedRules = {
      entry,
      graph,
      documents: graph.modules.map(asDocument),
      hasDefault: answer.kind === "exported",
      ...(answer.rules !== undefined && { rules: answer.rules }),
      runner,
    };
    return { value, diagnostics: [] };
  }

  /** The file and what it imports, as far as they may be run. */
  private async read(
    shown: string,
    path: string,
    bytes: Uint8Array,
    policy: TypescriptPolicy,
  ): Promise<{ readonly graph: ModuleGraph }> {
    const { value: source, diagnostics } = decode(shown, bytes);
    if (source === undefined) return { graph: { modules: [], diagnostics } };
    const start = firstLineOf(source);
    const options = { ...this.options, parser: this.parser, anywhere: policy === "any" };
    if (policy !== "any" && !isInside(options, path)) {
      const help = "move it into the workspace, or allow it with `policy: { typescript: any }` in tocsin.yaml";
      const outside = diagnostic("typescript-outside", { file: "the file" }, start, { help });
      return { graph: { modules: [], diagnostics: [outside] } };
    }
    const graph = await readModules(source, path, options);
    const isRead = ({ closed, imports, specifiers }: Module) =>
      closed && specifiers.every(({ text }) => text === "tocsin" || imports.has(text));
    if (!graph.modules.every(isRead)) this.closed = false;
    return { graph };
  }

  private async run({ modules }: ModuleGraph, path: string, policy: TypescriptPolicy) {
    const { host } = this.options;
    // A text that is not on disk has no other path than its own.
    const real = (file: string) => (host.stat(file) === undefined ? file : host.realpath(file));
    const texts = new Map(modules.map((module) => [real(module.path), module.source.text]));
    const runner = this.runner(policy, modules.some(usesRules));
    const answer = await runner.run(real(path), texts);
    // a program that was stopped may end well another time
    if (answer.kind !== "exported" && !(answer.kind === "no-default" && answer.rules !== undefined))
      this.closed = false;
    return { answer, runner };
  }

  close(): void {
    this.parser.close();
    for (const runner of this.runners.values()) runner.close();
  }

  private runner(policy: TypescriptPolicy, rules: boolean): Runner {
    const key = `${policy} ${rules}`;
    const known = this.runners.get(key);
    if (known !== undefined) return known;
    const { host, root, timeLimit = defaultTimeLimit } = this.options;
    const made = new Runner({ readable: policy === "any" ? undefined : host.realpath(root), timeLimit, rules });
    this.runners.set(key, made);
    return made;
  }

  private failed(
    answer: Extract<Answer, { kind: "threw" | "timeout" | "stopped" }>,
    graph: ModuleGraph,
    entry: Module,
    span: Span,
  ): Diagnostic {
    switch (answer.kind) {
      case "threw":
        return explainFailure(answer.failure, graph, entry, span);
      case "timeout":
        return diagnostic("typescript-timeout", { seconds: answer.seconds }, span, {
          help: "look for a loop without an end, or for a wait on the network; a spec is data and is made at once",
        });
      case "stopped":
        return diagnostic("typescript-stopped", { why: answer.why }, span, {
          help: "a spec is data: let it do no more than make its value",
        });
    }
  }

  private documentsOf(
    graph: ModuleGraph,
    entry: Module,
    answer: Answer,
    takesList: boolean,
  ): Outcome<LoadedTypescript> {
    const fail = (found: Diagnostic | readonly Diagnostic[]) => ({ diagnostics: [found].flat() });
    const exportSpan = new Places(entry).spanOf("", "key");
    switch (answer.kind) {
      case "no-default":
        return fail(
          diagnostic("typescript-export", { problem: "exports nothing as default" }, firstLineOf(entry.source), {
            help: 'write `export default service("<name>", { … })`',
          }),
        );
      case "threw":
      case "timeout":
      case "stopped":
        return fail(this.failed(answer, graph, entry, exportSpan));
      case "exported":
        break;
    }
    const places = new Places(entry);
    if (answer.problems.length > 0) {
      return fail(
        answer.problems.map(({ pointer, what, help }) =>
          diagnostic("typescript-value", { what: oneLine(what) }, places.spanOf(pointer), { help: oneLine(help) }),
        ),
      );
    }
    const isList = Array.isArray(answer.value);
    const values: readonly unknown[] = isList ? (answer.value as unknown[]) : [answer.value];
    const wrong = isList && !takesList ? "exports a list, which only service files may" : undefined;
    const empty = values.length === 0 ? "exports an empty list" : undefined;
    const stray = values.findIndex((value) => typeof value !== "object" || value === null || Array.isArray(value));
    if (wrong !== undefined || empty !== undefined || stray >= 0) {
      const problem = wrong ?? empty ?? `exports ${nameOf(values[stray])} where a spec should be`;
      const span = stray >= 0 && isList ? places.spanOf(`/${stray}`) : exportSpan;
      const help = 'write `export default service("<name>", { … })`; services may stand in a list';
      return fail(diagnostic("typescript-export", { problem }, span, { help }));
    }
    const outcomes = values.map((value, at) => documentOf(entry, value, isList ? [String(at)] : []));
    return {
      value: {
        // Comments are those of the file: they are read once.
        documents: outcomes.flatMap(({ value }, at) => (value ? [at === 0 ? value : { ...value, comments: [] }] : [])),
        imported: graph.modules.filter((module) => module !== entry).map(asDocument),
      },
      diagnostics: outcomes.flatMap(({ diagnostics }) => diagnostics),
    };
  }
}

function nameOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}

/** What author.ts gives to all specs; whoever asks for more of it writes rules. */
export const plainNames: ReadonlySet<string> = new Set(
  ["service kit workspace percent ms seconds minutes hours days weeks", "perSecond perMinute perHour perDay"].flatMap(
    (names) => names.split(" "),
  ),
);

function usesRules({ exports, ofTocsin }: Module): boolean {
  return exports.has("rules") || [...ofTocsin].some((name) => name !== "*" && !plainNames.has(name));
}

/** A file that specs import: its comments silence what is found in it. */
function asDocument(module: Module): Document {
  return {
    source: module.source,
    value: undefined,
    comments: module.comments,
    spanOf: () => firstLineOf(module.source),
  };
}
