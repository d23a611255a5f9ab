import type { OwnRule } from "../../4-lint/lint.ts";
import { lintRules } from "../../4-lint/registry.ts";
import type { LintRule } from "../../4-lint/rule.ts";
import { hasErrors } from "../../diagnostics/diagnostic.ts";
import { pageOf } from "../../own-rules/page.ts";
import { nearest } from "../../util/nearest.ts";
import type { Context } from "../context.ts";
import { explainCode, printPage } from "../explain/code.ts";
import { tellFindings } from "../findings.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";
import { type KnownOwnRules, ownRulesAround } from "../own-rules.ts";
import { counted, table } from "../table.ts";

export interface RulesOptions {
  readonly test?: boolean;
}

/** Prints the lint catalogue, or the page of one rule; with `--test`, tries the examples of the workspace's own. */
export async function rules(
  context: Context,
  [name]: readonly string[],
  options: RulesOptions = {},
): Promise<ExitStatus> {
  const own = await ownRulesAround(context, options.test === true ? "test" : "list");
  tellFindings(context, own.problems, own.show);
  if (options.test === true) return tested(context, own);
  if (name !== undefined) return page(context, name, own.rules);
  const rows = [...lintRules.map((rule) => row(rule, "lint")), ...own.rules.map((rule) => row(rule, "own"))];
  const status = hasErrors(own.problems) ? exitStatus.no : exitStatus.ok;
  if (context.options.json === true) {
    context.out(`${JSON.stringify({ formatVersion: 1, rules: rows }, undefined, 2)}\n`);
    return status;
  }
  context.out(
    table([
      ["rule", "severity", "what it wants"],
      ...rows.map(({ name, severity, summary, own: isOwn }) => [isOwn ? `own/${name}` : name, severity, summary]),
    ]),
  );
  context.say(
    "\n`tocsin rules NAME` prints a rule's page; `policy: { rules: { NAME: error } }` in tocsin.yaml sets its severity",
  );
  return status;
}

function row({ name, severity, summary }: LintRule | OwnRule, phase: "lint" | "own") {
  const level = typeof severity === "function" ? "by tier" : severity;
  return { name, severity: level, summary, ...(phase === "own" && { own: true }) };
}

function tested(context: Context, { rules: own, problems }: KnownOwnRules): ExitStatus {
  if (hasErrors(problems)) return exitStatus.no;
  if (own.length === 0)
    throw new CannotRun(
      "the workspace has no rules of its own",
      "tocsin.config.ts exports them: docs/own-rules.md says how",
    );
  const examples = own.reduce((sum, { bad, good }) => sum + [bad, good].filter((text) => text !== undefined).length, 0);
  context.out(`${counted(examples, "example")} of ${counted(own.length, "rule")}: as they say\n`);
  const bare = own.filter(({ bad, good }) => bad === undefined || good === undefined).map(({ name }) => name);
  if (bare.length > 0) context.say(`without \`bad\` or \`good\`: ${bare.join(", ")}`);
  return exitStatus.ok;
}

async function page(context: Context, name: string, own: readonly OwnRule[]): Promise<ExitStatus> {
  const bare = name.replace(/^(?:lint|own)\//, "");
  const ownRule = own.find((rule) => rule.name === bare);
  const isBuiltIn = lintRules.some((rule) => rule.name === bare);
  if (ownRule !== undefined && (name.startsWith("own/") || !isBuiltIn))
    return printPage(context, { code: `own/${bare}`, text: pageOf(ownRule) });
  if (!isBuiltIn || name.startsWith("own/")) {
    const near = nearest(
      bare,
      [...lintRules, ...own].map((rule) => rule.name),
    );
    throw new CannotRun(
      `there is no lint rule \`${name}\``,
      near === undefined ? "`tocsin rules` lists them" : `did you mean \`${near}\`?`,
    );
  }
  return explainCode(context, `lint/${bare}`);
}
