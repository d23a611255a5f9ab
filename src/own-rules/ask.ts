/** Runs the rules of a workspace's own, once all of it is read. */
import type { WorkspaceV1 } from "../2-validate/generated/types.ts";
import type { Spec } from "../2-validate/spec.ts";
import type { OwnRule } from "../4-lint/lint.ts";
import { type Diagnostic, isLint } from "../diagnostics/diagnostic.ts";
import type { Host } from "../host/host.ts";
import type { Reader } from "../read.ts";
import { append } from "../util/append.ts";
import { findRuleFile, notRun } from "./find.ts";
import type { ReadWorkspace } from "./request.ts";

/** Rules of a workspace's own, and what they found. */
export interface AskedRules {
  /** Absent where nobody asked which they are: they are not to be run, or one of them cannot be. */
  readonly rules?: readonly OwnRule[];
  readonly findings: readonly Diagnostic[];
}

export interface Asked {
  /** `YYYY-MM-DD`. */
  readonly today?: string;
  /** By name; all of the workspace's when absent. */
  readonly environments?: readonly string[];
  /** What for: to look at the services (default), to know which there are, or to try their examples. */
  readonly act?: "lint" | "list" | "test";
}

export interface AskOptions {
  readonly host: Host;
  readonly overlays?: ReadonlyMap<string, Uint8Array>;
  readonly typescript?: boolean;
  /** False: they are not run. */
  readonly ownRules?: false | Asked | undefined;
}

/** @returns undefined when the workspace has none */
export async function askOwnRules(
  { host, typescript, overlays, ownRules = {} }: AskOptions,
  reader: Reader,
  project: ReadWorkspace,
  workspace: Spec<WorkspaceV1>,
): Promise<AskedRules | undefined> {
  const { root, services, diagnostics } = project;
  const file = findRuleFile(host, root, workspace);
  if (file === undefined) return undefined;
  const unknown: AskedRules = { findings: [] };
  if (ownRules === false) return unknown;
  if (typescript === false || reader.policy === "off") {
    const bytes = overlays?.get(file.path) ?? host.readFile(file.path);
    diagnostics.push(notRun(file, root, new TextDecoder().decode(bytes)));
    return unknown;
  }
  const before = diagnostics.length;
  const own = await reader.readRules(file.path, (entry) => file.wanted(entry));
  // Nothing is wrong, and there are no rules.
  if (own === undefined) return diagnostics.length === before ? undefined : unknown;
  const { act = "lint", ...given } = ownRules;
  const { rules } = own;
  if (act === "list") return { rules, findings: [] };
  const { requestFor } = await import("./request.ts");
  const known = requestFor(project, reader.ran);
  if (act === "test") {
    append(diagnostics, await own.test({ ...known, ...given }));
    return { rules, findings: [] };
  }
  const request = {
    ...known,
    ...given,
    services: [...new Set(services.map(({ document }) => document.source.path))],
    together: !project.partial && ownRules.environments === undefined,
  };
  const sources = new Map(project.documents.map(({ source }) => [source.path, source]));
  const { byService } = await own.lint(request, sources);
  const found = [...byService.values()].flat();
  append(
    diagnostics,
    found.filter(({ code }) => !isLint(code)),
  );
  return { rules, findings: found.filter(({ code }) => isLint(code)) };
}
