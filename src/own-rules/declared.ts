/** What a file exports as `rules`, looked at before any of them is run. */
import { diagnostic } from "../1-load/diagnostics.ts";
import { Places } from "../1-load/typescript/document.ts";
import { oneLine, plainLines } from "../1-load/typescript/failure.ts";
import type { LoadedRules } from "../1-load/typescript/load.ts";
import type { OwnRule } from "../4-lint/lint.ts";
import { lintRules } from "../4-lint/registry.ts";
import { type Diagnostic, hasErrors, type Outcome, severities } from "../diagnostics/diagnostic.ts";
import { nearest } from "../util/nearest.ts";

/** Keys of a rule, and what may stand there. */
const kinds = {
  name: ["text"],
  severity: ["text", "function"],
  summary: ["text"],
  check: ["function"],
  checkWorkspace: ["function"],
  why: ["text"],
  bad: ["text"],
  good: ["text"],
  fix: ["text"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const form =
  'write `export const rules = [defineRule({ name: "…", severity: "warning", summary: "…", check(service, report) { … } })]`';
const nameForm = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const longestName = 60;

interface Described {
  readonly kind: string;
  readonly text?: string;
}

/** Rules as they are known where they are not run; absent when one of them cannot be used. */
export function readDeclared({ entry, rules }: LoadedRules): Outcome<readonly OwnRule[]> {
  const places = new Places(entry, [], "rules");
  const found: Diagnostic[] = [];
  if (!Array.isArray(rules)) {
    const problem = `is ${kindOf(rules)}`;
    return { diagnostics: [diagnostic("rules-list", { problem }, places.spanOf("", "key"), { help: form })] };
  }
  const own: OwnRule[] = [];
  const firstOf = new Map<string, number>();
  for (const [at, rule] of (rules as readonly unknown[]).entries()) {
    const wrong = (problem: string, help: string, key?: string, part?: "key") =>
      found.push(
        diagnostic("rule-malformed", { problem }, places.spanOf(key === undefined ? `/${at}` : `/${at}/${key}`, part), {
          help,
        }),
      );
    const keys = keysOf(rule);
    if (keys === undefined) {
      wrong(`${kindOf(rule)} is no rule`, form);
      continue;
    }
    const before = found.length;
    for (const [key, { kind }] of Object.entries(keys)) {
      const allowed: readonly string[] | undefined = Object.hasOwn(kinds, key)
        ? kinds[key as keyof typeof kinds]
        : undefined;
      const near = nearest(key, Object.keys(kinds));
      if (allowed === undefined)
        wrong(
          `\`${oneLine(key)}\` is not a key of a rule`,
          near === undefined ? `its keys are ${Object.keys(kinds).join(", ")}` : `did you mean \`${near}\`?`,
          key,
          "key",
        );
      else if (!allowed.includes(kind))
        wrong(`the \`${key}\` of a rule is ${kindOf({ kind })}`, `write a ${allowed.join(", or a ")}`, key);
    }
    if (found.length > before) continue;
    const { name, severity, summary, check, checkWorkspace, ...page } = keys;
    if (name?.text === undefined || !nameForm.test(name.text) || name.text.length > longestName) {
      const problem =
        name === undefined ? "a rule has no `name`" : `\`${oneLine(name.text ?? "")}\` is no name of a rule`;
      wrong(problem, "write lower-case words with hyphens between them: `page-without-dashboard`", "name");
      continue;
    }
    const bare = name.text;
    const level = severities.find((one) => one === severity?.text);
    if (severity?.kind !== "function" && level === undefined) {
      const problem =
        severity === undefined
          ? `the rule \`${bare}\` has no \`severity\``
          : `\`${oneLine(severity.text ?? "")}\` is no severity`;
      wrong(
        problem,
        "write `error`, `warning` or `info`, or a function that gives one of them, or `none`, for a service",
        "severity",
      );
    }
    if (summary?.text === undefined || summary.text.trim() === "")
      wrong(
        `the rule \`${bare}\` has no \`summary\``,
        "say in one line what holds when the rule is content",
        "summary",
      );
    if (check === undefined && checkWorkspace === undefined)
      wrong(`the rule \`${bare}\` looks at nothing`, "give it `check(service, report) { … }`, or `checkWorkspace`");
    const first = firstOf.get(bare);
    if (first !== undefined) {
      const label = { span: places.spanOf(`/${first}/name`), text: "the other one" };
      const extras = { help: "give one of them another name", labels: [label] };
      found.push(diagnostic("rule-twice", { name: bare }, places.spanOf(`/${at}/name`), extras));
    } else firstOf.set(bare, at);
    if (lintRules.some((one) => one.name === bare)) {
      const help = "give it another name: in `policy` both are meant by this one";
      found.push(diagnostic("rule-built-in", { name: bare }, places.spanOf(`/${at}/name`), { help }));
    }
    const texts = Object.fromEntries(
      // they are printed as they stand
      Object.entries(page).flatMap(([key, { text }]) => (text === undefined ? [] : [[key, plainLines(text)]])),
    );
    own.push({
      name: bare,
      severity: level ?? "by tier",
      summary: oneLine(summary?.text ?? ""),
      looksAtAll: checkWorkspace !== undefined,
      ...texts,
    });
  }
  return hasErrors(found) ? { diagnostics: found } : { value: own, diagnostics: found };
}

function keysOf(rule: unknown): Readonly<Record<string, Described>> | undefined {
  const { keys } = (typeof rule === "object" && rule !== null ? rule : {}) as { readonly keys?: unknown };
  if (typeof keys !== "object" || keys === null) return undefined;
  const entries = Object.entries(keys).map(([key, value]): [string, Described] => {
    const { kind, text } = (typeof value === "object" && value !== null ? value : {}) as Partial<
      Record<"kind" | "text", unknown>
    >;
    return [key, { kind: String(kind), ...(typeof text === "string" && { text }) }];
  });
  return Object.fromEntries(entries);
}

const words: Readonly<Record<string, string>> = {
  null: "null",
  undefined: "nothing",
  list: "a list",
  map: "a map",
  promise: "a promise",
  text: "a text",
  string: "a text",
};

function kindOf(described: unknown): string {
  const { kind } = (typeof described === "object" && described !== null ? described : {}) as {
    readonly kind?: unknown;
  };
  return typeof kind === "string" ? (words[kind] ?? `a ${oneLine(kind)}`) : "no list";
}
