import { ErrorCodes, ResponseError, type TextEdit, type WorkspaceEdit } from "vscode-languageserver/node";
import type { Feature } from "../feature.ts";
import { type Change, changesIn, editsFor } from "../names/edits.ts";
import { type Family, familyOf, keyOf } from "../names/family.ts";
import { type InFile, occurrenceAt, occurrencesOf, savedText } from "../names/places.ts";
import type { Occurrence } from "../names/occurrences.ts";
import { nameRefused, refusalOf } from "../names/refusals.ts";
import { tryRename } from "../names/trial.ts";
import type { File, Session } from "../session.ts";

/** A name changes wherever it stands, in all files of the workspace, or nowhere. */
export const rename: Feature = {
  capabilities: (client) => ({
    renameProvider: client.textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
  }),
  register(connection, session) {
    connection.onPrepareRename(async ({ textDocument: { uri }, position }) => {
      const file = await session.anyCurrent(uri);
      const found = file === undefined ? undefined : occurrenceAt(file, file.document.offsetAt(position));
      if (file === undefined || found === undefined) return null;
      const family = familyOf(file.model, found);
      placesOf(session, file, family);
      const { start, end } = ownPart(found, family);
      return { range: file.range(start, end), placeholder: family.subject.name };
    });
    connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }): Promise<WorkspaceEdit | null> => {
      const file = session.anyFile(uri);
      if (file === undefined) return null;
      await session.allCurrent(file.model);
      const found = occurrenceAt(file, file.document.offsetAt(position));
      if (found === undefined) return null;
      const family = familyOf(file.model, found);
      const places = placesOf(session, file, family);
      const name = ownName(found, family, newName);
      const why = nameRefused(file, family, places, name);
      if (why !== undefined) refuse(why);
      const edited = places
        .map((place) => ({ file: place.file, changes: changesIn(file.model, place, family, name) }))
        .filter(({ changes }) => changes.length > 0);
      await refuseUncertain(file, edited, family, name);
      const changes: Record<string, TextEdit[]> = {};
      for (const { file: other, changes: all } of edited) changes[other.uri] = editsFor(other, all);
      return { changes };
    });
  },
};

function refuse(message: string): never {
  throw new ResponseError(ErrorCodes.InvalidRequest, message);
}

function placesOf(session: Session, { model }: File, family: Family): readonly InFile[] {
  const places = occurrencesOf(session, model, family);
  const why = refusalOf(session, model, family, places);
  if (why !== undefined) refuse(why);
  return places;
}

/** Around the name that is given in what is written: `orders-` of a use before the `lag` of its kit. */
function around(found: Occurrence, { members }: Family): readonly [string, string] {
  const [before = "", after = ""] = (members.get(keyOf(found))?.write("\0") ?? "\0").split("\0");
  return [before, after];
}

function ownPart(found: Occurrence, family: Family): { start: number; end: number } {
  const [before, after] = around(found, family);
  const isExact = found.end - found.start === found.name.length;
  return isExact ? { start: found.start + before.length, end: found.end - after.length } : found;
}

/** An editor that does not ask first gives the whole of what is written there. */
function ownName(found: Occurrence, family: Family, name: string): string {
  const [before, after] = around(found, family);
  const isWhole = before.length + after.length > 0 && name.startsWith(before) && name.endsWith(after);
  return isWhole ? name.slice(before.length, name.length - after.length) : name;
}

/** What TypeScript makes of a change is known when it is run. */
async function refuseUncertain(
  { model }: File,
  edited: readonly { readonly file: File; readonly changes: readonly Change[] }[],
  family: Family,
  name: string,
): Promise<void> {
  const inTypescript = edited.filter(({ file }) => file.path.endsWith(".ts"));
  if (inTypescript.length === 0) return;
  for (const { file } of inTypescript)
    if (file.text !== savedText(model, file.shown))
      refuse(`\`${file.shown}\` names it and is not as it was when it was last run: save it first`);
  const span = await tryRename(model, inTypescript, family, name);
  if (span === undefined) return;
  const line = span.file.text.slice(0, span.start).split("\n").length;
  refuse(`\`${span.file.path}\` line ${line} would say something else than the new name alone: rename it by hand`);
}
