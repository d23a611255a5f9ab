import type { LintRule } from "../../4-lint/rule.ts";
import { lintRules } from "../../4-lint/registry.ts";
import { nearest } from "../../util/nearest.ts";
import type { Context } from "../context.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";
import { table } from "../table.ts";

/** Prints the lint catalogue, or the page of one rule. */
export async function rules(context: Context, [name]: readonly string[]): Promise<ExitStatus> {
  if (name !== undefined) return page(context, name);
  const rows = lintRules.map((rule) => ({ name: rule.name, severity: severityOf(rule), summary: rule.summary }));
  if (context.options.json === true) {
    context.out(`${JSON.stringify({ formatVersion: 1, rules: rows }, undefined, 2)}\n`);
    return exitStatus.ok;
  }
  context.out(
    table([
      ["rule", "severity", "what it wants"],
      ...rows.map(({ name, severity, summary }) => [name, severity, summary]),
    ]),
  );
  context.say(
    "\n`tocsin rules NAME` prints a rule's page; `policy: { rules: { NAME: error } }` in tocsin.yaml sets its severity",
  );
  return exitStatus.ok;
}

function severityOf({ severity }: LintRule): string {
  return typeof severity === "function" ? "by tier" : severity;
}

async function page(context: Context, name: string): Promise<ExitStatus> {
  const names = lintRules.map((rule) => rule.name);
  const bare = name.replace(/^lint\//, "");
  if (!names.includes(bare)) {
    const near = nearest(bare, names);
    throw new CannotRun(
      `there is no lint rule \`${name}\``,
      near === undefined ? "`tocsin rules` lists them" : `did you mean \`${near}\`?`,
    );
  }
  const { explainCode } = await import("../explain/code.ts");
  return explainCode(context, `lint/${bare}`);
}
