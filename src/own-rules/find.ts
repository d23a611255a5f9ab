/** Where a workspace's own rules are: in tocsin.config.ts, which is the workspace file itself or stands beside tocsin.yaml. */
import { diagnostic } from "../1-load/diagnostics.ts";
import type { Module } from "../1-load/typescript/modules.ts";
import { otherWorkspace } from "../1-load/workspace.ts";
import type { WorkspaceV1 } from "../2-validate/generated/types.ts";
import type { Spec } from "../2-validate/spec.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { firstLineOf } from "../diagnostics/position.ts";
import type { Host } from "../host/host.ts";
import { joinPath } from "../host/paths.ts";

export interface RuleFile {
  /** Absolute. */
  readonly path: string;
  /** What is wrong about it, so that it is not run; undefined: nothing. An empty list: it exports no rules, and need not. */
  wanted(entry: Module): readonly Diagnostic[] | undefined;
}

export function findRuleFile(host: Host, root: string, { document }: Spec<WorkspaceV1>): RuleFile | undefined {
  const { path, text } = document.source;
  if (path.endsWith(".ts")) {
    // Most workspaces have none, and nothing is read again.
    if (!/\brules\b/.test(text)) return undefined;
    return { path: joinPath(root, path), wanted: ({ exports }) => (hasRules(exports) ? undefined : []) };
  }
  const other = otherWorkspace(host, root, path);
  if (other === undefined) return undefined;
  return {
    path: joinPath(root, other),
    wanted({ exports, source }) {
      if (exports.has("default")) {
        const help = `delete one of \`${path}\` and \`${other}\`; beside \`${path}\` it may export \`rules\` alone`;
        return [diagnostic("two-workspaces", { other }, document.spanOf("/workspace", "key"), { help })];
      }
      if (hasRules(exports)) return undefined;
      const problem = "is nothing";
      const help = "write `export const rules = [ … ]`, or delete the file";
      return [diagnostic("rules-list", { problem }, firstLineOf(source), { help })];
    },
  };
}

/** Told where no TypeScript is run. */
export function notRun({ path }: RuleFile, root: string, text: string): Diagnostic {
  const file = path.slice(root.length + 1);
  const span = firstLineOf({ path: file, text });
  const help = "let TypeScript be run: `policy: { typescript: project }` in tocsin.yaml, and no `--no-typescript`";
  return diagnostic("rules-off", { file }, span, { help });
}

/** Whether a file with these exports has rules, as far as its text tells. */
export function hasRules(exports: ReadonlySet<string>): boolean {
  return exports.has("rules") || exports.has("*");
}
