/** Findings that were there when a team began with tocsin, or with a new rule: known, counted, and not told again. */
import { type Diagnostic, isLint } from "../diagnostics/diagnostic.ts";
import { absolutePath } from "../host/paths.ts";
import { HostError } from "../host/host.ts";
import type { Context } from "./context.ts";
import { CannotRun } from "./io.ts";

/** In the working folder, where the command names no other. */
export const usualBaseline = "tocsin-baseline.json";

export interface KnownFinding {
  readonly code: string;
  readonly file: string;
  readonly title: string;
  /** How many alike there are. */
  readonly count: number;
}

/** Only lints may be known and left: a spec that cannot be compiled is never fine. */
export function isAdoptable({ code, suppressed }: Diagnostic): boolean {
  return isLint(code) && suppressed === undefined;
}

/** What stands for a finding, whatever stands around it: lines move. */
function keyOf({ code, file, title }: Omit<KnownFinding, "count">): string {
  return [code, file, title].join("\0");
}

/** Sorted by file, code and title. */
export function knownOf(findings: readonly Diagnostic[], show: (path: string) => string): readonly KnownFinding[] {
  const known = new Map<string, KnownFinding>();
  for (const { code, title, span } of findings.filter(isAdoptable)) {
    const one = { file: show(span.file.path), code, title };
    const key = keyOf(one);
    known.set(key, { ...one, count: (known.get(key)?.count ?? 0) + 1 });
  }
  return [...known.values()].sort(
    (a, b) => compare(a.file, b.file) || compare(a.code, b.code) || compare(a.title, b.title),
  );
}

/** Findings that are not known, and how many of those that are known are gone. */
export function withoutKnown(
  findings: readonly Diagnostic[],
  known: readonly KnownFinding[],
  show: (path: string) => string,
): { readonly fresh: readonly Diagnostic[]; readonly left: number; readonly gone: number } {
  const open = new Map(known.map((one) => [keyOf(one), one.count]));
  const fresh = findings.filter((finding) => {
    if (!isAdoptable(finding)) return true;
    const key = keyOf({ code: finding.code, file: show(finding.span.file.path), title: finding.title });
    const count = open.get(key) ?? 0;
    if (count === 0) return true;
    open.set(key, count - 1);
    return false;
  });
  const gone = [...open.values()].reduce((sum, count) => sum + count, 0);
  return { fresh, left: findings.length - fresh.length, gone };
}

export function baselineText(known: readonly KnownFinding[]): string {
  return `${JSON.stringify({ formatVersion: 1, findings: known }, undefined, 2)}\n`;
}

/** @throws CannotRun when it cannot be read */
export function readBaseline({ io, folder }: Context, typed: string): readonly KnownFinding[] {
  const wrong = (what: string) => new CannotRun(`${typed} ${what}`, "`tocsin baseline` writes it anew");
  let text: string;
  try {
    text = new TextDecoder().decode(io.host.readFile(absolutePath(folder, typed)));
  } catch (error) {
    if (error instanceof HostError) throw wrong("cannot be read");
    throw error;
  }
  const known = parseBaseline(text);
  if (typeof known === "string") throw wrong(known);
  return known;
}

/** What a baseline holds; a text says, as the end of a sentence, why it is none. */
export function parseBaseline(text: string): readonly KnownFinding[] | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "is no JSON";
  }
  const { formatVersion, findings } = (value ?? {}) as {
    readonly formatVersion?: unknown;
    readonly findings?: unknown;
  };
  return formatVersion === 1 && Array.isArray(findings) && findings.every(isKnownFinding)
    ? findings
    : "is no baseline of this version";
}

function isKnownFinding(value: unknown): value is KnownFinding {
  const { code, file, title, count } = (value ?? {}) as Partial<Record<keyof KnownFinding, unknown>>;
  return (
    [code, file, title].every((text) => typeof text === "string") && Number.isSafeInteger(count) && Number(count) > 0
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
