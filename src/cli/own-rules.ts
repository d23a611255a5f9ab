/** The lint rules of the workspace around the working folder. */
import type { OwnRule } from "../4-lint/lint.ts";
import { findWorkspace } from "../1-load/workspace.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { joinPath, parentOf } from "../host/paths.ts";
import type { Context } from "./context.ts";
import { openAround, type Wanted } from "./project.ts";

export interface KnownOwnRules {
  readonly rules: readonly OwnRule[];
  /** What is wrong with the file that they are in. */
  readonly problems: readonly Diagnostic[];
  readonly show: (path: string) => string;
}

const none: KnownOwnRules = { rules: [], problems: [], show: (path) => path };

/** @param act to know which there are, or to try their examples too */
export async function ownRulesAround(context: Context, act: "list" | "test"): Promise<KnownOwnRules> {
  const { io, folder } = context;
  const found = findWorkspace(io.host, folder);
  if (found === undefined) return none;
  const file = joinPath(parentOf(found), ruleFile);
  // Without one nothing is read.
  if (io.host.stat(file) === undefined) return none;
  const ownRules: Wanted["ownRules"] = { act, today: io.today };
  const { project, show } = await openAround(context, folder, { ownRules });
  const problems = project.diagnostics.filter(
    ({ code, span }) => /^load\/rules?-/.test(code) || span.file.path === ruleFile,
  );
  return { rules: project.own?.rules ?? [], problems, show };
}

const ruleFile = "tocsin.config.ts";
