import type { Diagnostic, SourceFile, TextEdit } from "./diagnostic.ts";
import { byCodeUnit } from "./sort.ts";

/** Where an edit's text stands in the mended text. */
export interface Place {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

export interface Fixed {
  /** The mended texts, by path; those alone that changed. */
  readonly texts: ReadonlyMap<string, string>;
  /** Findings whose fix was applied, with the places of its edits. */
  readonly applied: ReadonlyMap<Diagnostic, readonly Place[]>;
  /** All others: without a fix, silenced, or in the way of another's fix. */
  readonly left: readonly Diagnostic[];
}

/**
 * One round of fixes. Of fixes that touch the same text the first by position is applied, the others are left: they may mean something else afterwards.
 * A silenced finding is a choice: its fix is never applied.
 *
 * @param files the texts that may be changed; a fix that touches another is left
 */
export function applyFixes(files: readonly SourceFile[], diagnostics: readonly Diagnostic[]): Fixed {
  const edited = new Map<SourceFile, Edit[]>(files.map((file) => [file, []]));
  const applied = new Map<Diagnostic, Place[]>();
  for (const found of inOrder(diagnostics)) {
    const edits = found.fix?.edits ?? [];
    if (found.suppressed !== undefined || edits.length === 0) continue;
    const free = edits.every(({ span }) => edited.get(span.file)?.every((taken) => isApart(taken, span)) === true);
    if (!free) continue;
    const places: Place[] = [];
    applied.set(found, places);
    for (const { span, text } of edits)
      edited.get(span.file)!.push({ start: span.start, end: span.end, text: withLineEnds(span.file, text), places });
  }
  const texts = new Map<string, string>();
  for (const [file, edits] of edited) {
    const text = replaced(file, edits);
    if (text !== file.text) texts.set(file.path, text);
  }
  return { texts, applied, left: diagnostics.filter((found) => !applied.has(found)) };
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Where the place of this edit is noted. */
  readonly places: Place[];
}

/** Findings with fixes, by the place of their first edit. */
function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const first = ({ fix }: Diagnostic): TextEdit["span"] | undefined => fix?.edits[0]?.span;
  return diagnostics
    .filter((found) => first(found) !== undefined)
    .sort((a, b) => {
      const [one, other] = [first(a)!, first(b)!];
      return byCodeUnit(one.file.path, other.file.path) || one.start - other.start || one.end - other.end;
    });
}

/** Two insertions at one place are not apart: which comes first would change the text. */
function isApart(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start !== b.start && (a.end <= b.start || b.end <= a.start);
}

function withLineEnds({ text }: SourceFile, inserted: string): string {
  return text.includes("\r\n") ? inserted.replace(/\r?\n/g, "\r\n") : inserted;
}

function replaced({ path, text }: SourceFile, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const { start, end, text: inserted, places } of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(at, start);
    places.push({ path, start: result.length, end: result.length + inserted.length });
    result += inserted;
    at = end;
  }
  return result + text.slice(at);
}
