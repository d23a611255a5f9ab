/** Rules as others wrote them, run so that none can stop the rest: what they throw, how long they take and what they report is looked at. */
import { createContext, Script } from "node:vm";
import { isMap } from "../4-lint/lookup.ts";
import type { Finding, LintRule, Report } from "../4-lint/rule.ts";
import { type Diagnostic, type DiagnosticSeverity, severities, type Span } from "../diagnostics/diagnostic.ts";
import type { Project } from "../compile.ts";
import type { Origin } from "../model/origin.ts";
import type { WireFailure } from "./border.ts";

/** What was thrown, in plain data. */
export type FailureOf = (error: unknown) => unknown;

/** Findings of one rule that one run may have. */
const mostFindings = 1000;
const mostText = 2000;
/** A rule that fails everywhere fails for one reason. */
const mostFailures = 3;

export class Guard {
  private readonly rules: readonly LintRule[];
  private readonly failureOf: FailureOf;
  private readonly guarded: readonly LintRule[];
  /** Rules that did not end: they are not asked again. */
  private readonly stopped = new Map<number, WireFailure>();
  private readonly failed = new Map<number, number>();
  private failures: WireFailure[] = [];
  private sources: ReadonlyMap<string, string> = new Map();
  private only: number | undefined;
  private on = "";
  private current = { rule: 0, key: "check" };
  private counts = new Map<number, number>();

  constructor(rules: readonly LintRule[], failureOf: FailureOf) {
    this.rules = rules;
    this.failureOf = failureOf;
    this.guarded = rules.map((rule, at) => this.guard(rule, at));
  }

  /** What rules may report places of. @param only the one rule that is asked */
  know({ documents }: Project, only?: number): void {
    this.sources = new Map(documents.map(({ source }) => [source.path, source.text]));
    this.only = only;
    this.failed.clear();
    for (const [rule, failure] of this.stopped) if (only === undefined || only === rule) this.failures.push(failure);
  }

  indexOf(code: string): number {
    return this.rules.findIndex(({ name }) => code === `own/${name}`);
  }

  takeFailures(): readonly WireFailure[] {
    const taken = this.failures;
    this.failures = [];
    return taken;
  }

  /** @param work is given the rules to ask; it is begun again when one of them does not end within `timeLimit` milliseconds */
  run(on: string, timeLimit: number, work: (rules: readonly LintRule[]) => readonly Diagnostic[]) {
    this.on = on;
    for (;;) {
      const asked = this.guarded.filter(
        (_, at) => !this.stopped.has(at) && (this.only === undefined || this.only === at),
      );
      if (asked.length === 0) return [];
      this.counts = new Map();
      try {
        return within(timeLimit, () => work(asked));
      } catch (error) {
        if ((error as { code?: unknown } | null)?.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
        const { rule, key } = this.current;
        const failure: WireFailure = { rule, kind: "timeout", key, on };
        this.stopped.set(rule, failure);
        this.failures.push(failure);
      }
    }
  }

  private guard(rule: LintRule, at: number): LintRule {
    const { severity, check, checkWorkspace } = rule;
    return {
      name: rule.name,
      summary: rule.summary,
      severity:
        typeof severity !== "function"
          ? severity
          : (service) =>
              this.severity(
                at,
                this.call(at, "severity", () => severity.call(rule, service)),
              ),
      ...(typeof check === "function" && {
        check: (service, report, context) =>
          this.nothing(at, "check", () => check.call(rule, service, this.reporter(at, report), context)),
      }),
      ...(typeof checkWorkspace === "function" && {
        checkWorkspace: (workspace, services, report) =>
          this.nothing(at, "checkWorkspace", () =>
            checkWorkspace.call(rule, workspace, services, this.reporter(at, report)),
          ),
      }),
    };
  }

  /** What a function of a rule gives; undefined when it throws. */
  private call(rule: number, key: string, work: () => unknown): unknown {
    this.current = { rule, key };
    try {
      return work();
    } catch (error) {
      this.fail({ rule, kind: "threw", key, failure: this.failureOf(error) });
      return undefined;
    }
  }

  private nothing(rule: number, key: string, work: () => unknown): void {
    const given = this.call(rule, key, work);
    if (given === undefined) return;
    if (typeof (given as { then?: unknown } | null)?.then === "function") {
      // Nobody waits for it.
      (given as Promise<unknown>).then(undefined, () => undefined);
      this.fail({ rule, kind: "misused", key, problem: `its \`${key}\` returns a promise` });
    }
  }

  private severity(rule: number, word: unknown): DiagnosticSeverity | "none" {
    if (word === undefined) return "none";
    const known = [...severities, "none" as const].find((one) => one === word);
    if (known !== undefined) return known;
    const given = typeof word === "string" ? `\`${word.slice(0, 40)}\`` : `a ${typeof word}`;
    this.fail({ rule, kind: "misused", key: "severity", problem: `its \`severity\` gives ${given}` });
    return "none";
  }

  private reporter(rule: number, report: Report): Report {
    return (origin, finding) => {
      const count = (this.counts.get(rule) ?? 0) + 1;
      this.counts.set(rule, count);
      if (count > mostFindings) {
        if (count === mostFindings + 1) this.misused(rule, `it reports more than ${mostFindings} findings at once`);
        return;
      }
      const problem = this.problemOf(origin, finding);
      if (problem !== undefined) this.misused(rule, problem);
      else report(plainOrigin(origin), plainFinding(finding));
    };
  }

  /** Told at the line that called `report`. */
  private misused(rule: number, problem: string): void {
    const failure = this.failureOf(new Error(problem));
    this.fail({ rule, kind: "misused", key: this.current.key, problem, failure });
  }

  private fail(failure: WireFailure): void {
    const count = (this.failed.get(failure.rule) ?? 0) + 1;
    this.failed.set(failure.rule, count);
    if (count <= mostFailures) this.failures.push({ ...failure, on: this.on });
  }

  private problemOf(origin: unknown, finding: unknown): string | undefined {
    if (!isMap(origin) || !this.isPlace(origin["span"])) return "it reports a place that is none of this workspace";
    if (!isMap(finding)) return "it reports a place without a finding";
    const { title, note, help, labels, fix } = finding;
    if (typeof title !== "string" || title.trim() === "") return "it reports a finding without a `title`";
    for (const [key, text] of Object.entries({ note, help }))
      if (text !== undefined && typeof text !== "string") return `it reports a finding whose \`${key}\` is no text`;
    if (labels !== undefined && !(Array.isArray(labels) && labels.every((label) => this.isMarked(label))))
      return "it reports `labels` that are no list of `{ span, text }` in this workspace";
    return fix === undefined ? undefined : this.problemOfFix(fix);
  }

  private problemOfFix(fix: unknown): string | undefined {
    if (!isMap(fix) || typeof fix["title"] !== "string" || !Array.isArray(fix["edits"]) || fix["edits"].length === 0)
      return "it reports a `fix` that is no `{ title, edits }`";
    const edits = fix["edits"] as unknown[];
    if (!edits.every((edit) => this.isMarked(edit)))
      return "it reports a `fix` of a text that is none of this workspace";
    const spans = (edits as { span: Span }[]).map(({ span }) => span);
    if (spans.some(({ file }) => file.path.startsWith("<"))) return "it reports a `fix` of a built-in kit";
    const meet = spans.some((a, at) =>
      spans
        .slice(at + 1)
        .some((b) => a.file.path === b.file.path && (a.start === b.start || (a.start < b.end && b.start < a.end))),
    );
    return meet ? "it reports a `fix` whose edits overlap" : undefined;
  }

  private isMarked(value: unknown): boolean {
    return isMap(value) && typeof value["text"] === "string" && this.isPlace(value["span"]);
  }

  private isPlace(span: unknown): boolean {
    if (!isMap(span) || !isMap(span["file"])) return false;
    const { file, start, end } = span as { file: Record<string, unknown>; start: unknown; end: unknown };
    const text = typeof file["path"] === "string" ? this.sources.get(file["path"]) : undefined;
    return (
      text !== undefined &&
      text === file["text"] &&
      Number.isInteger(start) &&
      Number.isInteger(end) &&
      0 <= (start as number) &&
      (start as number) <= (end as number) &&
      (end as number) <= text.length
    );
  }
}

function plainOrigin(origin: Origin): Origin {
  switch (origin.from) {
    case "spec":
    case "default":
    case "kit":
    case "overlay":
      return origin;
    default: {
      const { span } = origin as Origin;
      return { from: "spec", span };
    }
  }
}

/** What was looked at, and nothing that would be another thing when it is looked at again. */
function plainFinding({ title, note, help, labels, fix }: Finding): Finding {
  const cut = (text: string) => text.slice(0, mostText);
  const mark = ({ span, text }: { span: Span; text: string }) => ({ span, text });
  return {
    title: cut(title),
    ...(note !== undefined && { note: cut(note) }),
    ...(help !== undefined && { help: cut(help) }),
    ...(labels && { labels: labels.map(mark) }),
    ...(fix && { fix: { title: cut(fix.title), edits: fix.edits.map(mark) } }),
  };
}

const box = createContext({ work: (): unknown => undefined });
const script = new Script("work()");

/** What `work` gives, whatever it does: V8 stops it after so many milliseconds. */
function within<T>(milliseconds: number, work: () => T): T {
  box["work"] = work;
  return script.runInContext(box, { timeout: milliseconds }) as T;
}
