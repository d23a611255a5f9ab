/** What a rename writes. */
import type { TextEdit } from "vscode-languageserver/node";
import type { WorkspaceModel } from "../model.ts";
import type { File } from "../session.ts";
import { type Family, familyOf, keyOf } from "./family.ts";
import type { Occurrence } from "./occurrences.ts";
import { type InFile, occurrencesIn } from "./places.ts";

/** One change in a file, and in the value that the file gives. */
export interface Change {
  readonly of: Occurrence;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Instead of the name: the SLI that an SLO stands on from now on. */
  readonly sli?: string;
}

/** The changes of a file. An SLO that stood on the SLI of its name stands on it still when one of the two is renamed. */
export function changesIn(
  model: WorkspaceModel,
  { file, found }: InFile,
  family: Family,
  name: string,
): readonly Change[] {
  const renamed = (one: Occurrence) => family.members.get(keyOf(one))?.write(name);
  const changes = found.flatMap((of): readonly Change[] =>
    of.implied === undefined ? [{ of, start: of.start, end: of.end, text: asWritten(file, of, renamed(of)!) }] : [],
  );
  const implied = occurrencesIn(file).flatMap((of): readonly Change[] => {
    if (of.implied === undefined) return [];
    const slo = { ...of, kind: "slo" as const };
    const [newSlo, newSli] = [renamed(slo) ?? of.name, renamed(of) ?? of.name];
    if (newSlo === newSli || (renamed(slo) === undefined && renamed(of) === undefined)) return [];
    // What a kit gives says itself on which SLI it stands.
    if (familyOf(model, slo).subject.scope !== of.scope) return [];
    return namingSli(file, of, newSli);
  });
  return [...changes, ...implied];
}

/** A key of TypeScript without quotes gets them where its new name needs them. */
function asWritten(file: File, { part, start, end }: Occurrence, name: string): string {
  const isBare = file.path.endsWith(".ts") && part === "key" && !/["'`]/.test(file.text[start - 1] ?? "");
  const isWhole = !/[\w$]/.test(file.text[end] ?? "");
  return isBare && isWhole && !/^[A-Za-z_$][\w$]*$/.test(name) ? JSON.stringify(name) : name;
}

/** An SLO that says which SLI it stands on. */
function namingSli({ text }: File, of: Occurrence, sli: string): readonly Change[] {
  const { start, end, form, isEmpty, quote } = of.implied!;
  const named = `sli: ${quote(sli)}`;
  if (form === "value")
    return isEmpty ? [] : [{ of, start, end, text: `{ ${named}, objective: ${text.slice(start, end)} }`, sli }];
  if (form === "braces")
    return [{ of, start: start + 1, end: start + 1, text: ` ${named}${isEmpty ? " " : ","}`, sli }];
  return [{ of, start, end: start, text: `${named}\n${" ".repeat(form.indent)}`, sli }];
}

export function editsFor(file: File, changes: readonly Change[]): TextEdit[] {
  return changes.map(({ start, end, text }) => ({ range: file.range(start, end), newText: text }));
}

/** A text with changes made, from its end on. */
export function changed(text: string, changes: readonly Change[]): string {
  let now = text;
  for (const { start, end, text: put } of changes.toSorted((a, b) => b.start - a.start || b.end - a.end))
    now = now.slice(0, start) + put + now.slice(end);
  return now;
}
