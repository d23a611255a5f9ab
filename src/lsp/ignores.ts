/** Comments that silence a finding, as far as they are typed. */
import { type DiagnosticSeverity, isLint } from "../diagnostics/diagnostic.ts";
import type { File } from "./session.ts";

export interface IgnoreAt {
  /** The code, or what there is of it. */
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/** The code of a `tocsin-ignore` comment under the cursor, which may still be to come. */
export function ignoreAt({ text }: File, offset: number): IgnoreAt | undefined {
  const lineStart = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  const lineEnd = text.indexOf("\n", offset);
  const line = text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd);
  const match = /^(\s*#\s*tocsin-ignore(?:-file)?[ \t]+)([^\s:()]*)/.exec(line);
  if (match === null) return undefined;
  const start = lineStart + match[1]!.length;
  const end = start + match[2]!.length;
  return start <= offset && offset <= end ? { code: match[2]!, start, end } : undefined;
}

/** Whether a comment may silence findings of a code: of what stops the compile none can, nor what the policy locks. */
export function canIgnore({ model }: File, code: string, severity: DiagnosticSeverity): boolean {
  const isLocked = model.project?.workspace?.policy.locked.has(code.replace(/^(?:lint|own)\//, "")) === true;
  return (isLint(code) || severity !== "error") && !isLocked && !code.includes("ignore");
}
