/** Rules of a workspace's own, asked in a process of their own; what they say is looked at like any other input. */
import { diagnostic } from "../1-load/diagnostics.ts";
import { Places } from "../1-load/typescript/document.ts";
import { deniedAction, oneLine, placeOf } from "../1-load/typescript/failure.ts";
import type { LoadedRules } from "../1-load/typescript/load.ts";
import { failureOf, isMap } from "../1-load/typescript/run.ts";
import type { OwnRule } from "../4-lint/lint.ts";
import {
  type Diagnostic,
  type DiagnosticSeverity,
  severities,
  type SourceFile,
  type Span,
} from "../diagnostics/diagnostic.ts";
import { append } from "../util/append.ts";
import type { ExampleRequest, LintRequest } from "./border.ts";

export interface OwnFindings {
  /** What rules found, and what went wrong with them, by the path of the service file that they looked at; "": at all of them. */
  readonly byService: ReadonlyMap<string, readonly Diagnostic[]>;
  /** Whether their process went through to the end. */
  readonly isWhole: boolean;
}

/** Until the first line: texts are read and compiled there. */
const openLimit = 120_000;

export class OwnRules {
  readonly rules: readonly OwnRule[];
  /** The file that exports them, relative to the root. */
  readonly path: string;
  private readonly loaded: LoadedRules;
  private readonly timeLimit: number;

  constructor(loaded: LoadedRules, rules: readonly OwnRule[], timeLimit: number) {
    this.loaded = loaded;
    this.rules = rules;
    this.path = loaded.entry.source.path;
    this.timeLimit = timeLimit;
  }

  /** @param sources texts that findings may stand in, by path */
  async lint(request: Omit<LintRequest, "timeLimit">, sources: ReadonlyMap<string, SourceFile>): Promise<OwnFindings> {
    const byService = new Map<string, Diagnostic[]>();
    const keep = (path: string, found: readonly Diagnostic[]) => {
      const before = byService.get(path);
      if (before === undefined) byService.set(path, [...found]);
      else append(before, found);
    };
    const isWhole = await this.ask(request, ({ path, findings }, failures) => {
      const found = listOf(findings).flatMap((one) => this.findingOf(one, sources) ?? []);
      keep(typeof path === "string" ? path : "", [...found, ...failures]);
    });
    return { byService, isWhole };
  }

  /** Tries the examples of each rule. */
  async test(request: Omit<ExampleRequest, "timeLimit" | "example">): Promise<readonly Diagnostic[]> {
    const problems: Diagnostic[] = [];
    for (const [rule, { name, bad, good }] of this.rules.entries())
      for (const [key, text] of Object.entries({ bad, good })) {
        if (text === undefined) continue;
        let problem: string | undefined;
        const titles: string[] = [];
        await this.ask({ ...request, example: { rule, text } }, (line, failures) => {
          append(problems, failures);
          if (typeof line["problem"] === "string") problem = oneLine(line["problem"]);
          for (const found of listOf(line["findings"])) if (isMap(found)) titles.push(oneLine(String(found["title"])));
        });
        const what = exampleProblem(name, key, problem, titles);
        const help = "mend the example, or the rule; an example is a service like those of the workspace";
        if (what !== undefined)
          problems.push(diagnostic("rule-example", { what }, this.places.spanOf(`/${rule}/${key}`), { help }));
      }
    return problems;
  }

  private get places(): Places {
    return new Places(this.loaded.entry, [], "rules");
  }

  /**
   * @param each told of a line, and what went wrong with rules meanwhile; what goes wrong at one place is told once
   * @returns whether the process went through to the end
   */
  private async ask(
    request: object,
    each: (line: Readonly<Record<string, unknown>>, failures: readonly Diagnostic[]) => void,
  ): Promise<boolean> {
    const { runner, entry, graph } = this.loaded;
    const seen = new Set<string>();
    const isNew = ({ code, span, title }: Diagnostic) => {
      const key = `${code} ${span.file.path} ${span.start} ${code === "load/rule-threw" ? "" : title}`;
      return seen.has(key) ? false : seen.add(key);
    };
    const whole = this.places.spanOf("", "key");
    const { timeLimit } = this;
    const stop = (found: Diagnostic): boolean => {
      each({}, [found]);
      return false;
    };
    for await (const reply of runner.askRules({ ...request, timeLimit }, openLimit + timeLimit)) {
      switch (reply.kind) {
        case "said": {
          const failures = listOf(reply.value["failures"]).flatMap((failure) => this.failureOf(failure) ?? []);
          each(reply.value, failures.filter(isNew));
          break;
        }
        case "timeout": {
          const args = { what: "the rules do", seconds: reply.seconds };
          return stop(diagnostic("rule-timeout", args, whole, { help: endlessHelp }));
        }
        case "stopped": {
          const help = "a rule looks at the model and reports; let it do no more";
          return stop(diagnostic("rule-stopped", { why: reply.why }, whole, { help }));
        }
        case "threw": {
          const span = placeOf(reply.failure, graph) ?? whole;
          const what = `the rules of \`${entry.source.path}\` fail: ${oneLine(reply.failure.message)}`;
          return stop(diagnostic("rule-threw", { what }, span, { help: threwHelp }));
        }
      }
    }
    return true;
  }

  private failureOf(value: unknown): Diagnostic | undefined {
    if (!isMap(value)) return undefined;
    const { rule: at, kind, key, problem, on } = value;
    const rule = typeof at === "number" ? this.rules[at] : undefined;
    if (rule === undefined || typeof at !== "number") return undefined;
    const where = typeof on === "string" ? `it was looking at ${oneLine(on)}` : undefined;
    const own = this.places.spanOf(`/${at}/${typeof key === "string" ? key : "name"}`, "key");
    const failure = isMap(value["failure"]) ? failureOf(value["failure"]) : undefined;
    const span = (failure && placeOf(failure, this.loaded.graph)) ?? own;
    const note = where === undefined ? {} : { note: where };
    const { name } = rule;
    switch (kind) {
      case "threw": {
        const isDenied = failure?.code === "ERR_ACCESS_DENIED";
        const does = isDenied ? `may not ${deniedAction(failure)}` : `throws: ${oneLine(failure?.message ?? "")}`;
        const help = isDenied ? "a rule may read files of its workspace and nothing else" : threwHelp;
        return diagnostic("rule-threw", { what: `the rule \`${name}\` ${does}` }, span, { ...note, help });
      }
      case "timeout":
        return diagnostic("rule-timeout", { what: `the rule \`${name}\` does`, seconds: this.timeLimit / 1000 }, span, {
          ...note,
          help: endlessHelp,
        });
      case "misused":
        return diagnostic(
          "rule-misused",
          { name, problem: oneLine(typeof problem === "string" ? problem : "") },
          span,
          {
            ...note,
            help: "docs/own-rules.md says what a rule is given and what it may report",
          },
        );
      default:
        return undefined;
    }
  }

  private findingOf(value: unknown, sources: ReadonlyMap<string, SourceFile>): Diagnostic | undefined {
    if (!isMap(value)) return undefined;
    const { rule: at, severity, title, note, help, labels, fix } = value;
    const rule = typeof at === "number" ? this.rules[at] : undefined;
    const span = spanOf(value["span"], sources);
    const level = severities.find((one): one is DiagnosticSeverity => one === severity);
    if (rule === undefined || span === undefined || level === undefined || typeof title !== "string") return undefined;
    const marked = (list: unknown) =>
      listOf(list).flatMap((one) => {
        const place = isMap(one) ? spanOf(one["span"], sources) : undefined;
        return place !== undefined && isMap(one) && typeof one["text"] === "string"
          ? [{ span: place, text: one["text"] }]
          : [];
      });
    const edits = isMap(fix) ? marked(fix["edits"]) : [];
    const shown = marked(labels).map((label) => ({ ...label, text: oneLine(label.text) }));
    return {
      code: `own/${rule.name}`,
      severity: level,
      title: oneLine(title),
      span,
      ...(typeof note === "string" && { note: oneLine(note) }),
      ...(typeof help === "string" && { help: oneLine(help, mostHelp) }),
      ...(Array.isArray(labels) && { labels: shown }),
      ...(isMap(fix) && edits.length > 0 && { fix: { title: oneLine(String(fix["title"])), edits } }),
    };
  }
}

function exampleProblem(
  name: string,
  key: string,
  problem: string | undefined,
  titles: readonly string[],
): string | undefined {
  if (problem !== undefined) return `the \`${key}\` example of \`${name}\` cannot be compiled: ${problem}`;
  if (key === "bad" && titles.length === 0) return `\`${name}\` finds nothing in its \`bad\` example`;
  const [first] = titles;
  return key === "good" && first !== undefined ? `\`${name}\` speaks of its \`good\` example: ${first}` : undefined;
}

const mostHelp = 1000;
const endlessHelp = "look for a loop without an end; the rule was not asked any more";
const threwHelp = "mend the rule; what it would have found is not known";

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function spanOf(value: unknown, sources: ReadonlyMap<string, SourceFile>): Span | undefined {
  if (!Array.isArray(value)) return undefined;
  const [path, start, end] = value as unknown[];
  const file = typeof path === "string" ? sources.get(path) : undefined;
  if (file === undefined || !isOffset(start, file) || !isOffset(end, file) || start > end) return undefined;
  return { file, start, end };
}

function isOffset(value: unknown, { text }: SourceFile): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= text.length;
}
