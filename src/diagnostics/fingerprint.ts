import { sha256 } from "../util/sha256.ts";
import type { Diagnostic } from "./diagnostic.ts";

/**
 * A name for each finding that outlives other lines: of its code, its file, what it says, the text it marks, and which of several alike it is.
 * 32 hexadecimal digits, in the order of `diagnostics`.
 */
export function fingerprints(diagnostics: readonly Diagnostic[]): readonly string[] {
  const seen = new Map<string, number>();
  return diagnostics.map(({ code, title, span: { file, start, end } }) => {
    const what = [code, file.path, title, file.text.slice(start, Math.min(end, start + 200))].join("\0");
    const alike = seen.get(what) ?? 0;
    seen.set(what, alike + 1);
    return sha256(`${what}\0${alike}`).slice(0, 32);
  });
}

/** Findings that are not among those of an earlier version, wherever they stand now. */
export function newFindings(now: readonly Diagnostic[], before: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Set(fingerprints(before));
  const prints = fingerprints(now);
  return now.filter((_, at) => !known.has(prints[at]!));
}
