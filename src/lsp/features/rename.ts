import { ErrorCodes, ResponseError, type TextEdit, type WorkspaceEdit } from "vscode-languageserver/node";
import { checkFormat } from "../../2-validate/formats.ts";
import { namesOf } from "../complete/known.ts";
import { definitionOf } from "../definitions.ts";
import type { Feature } from "../feature.ts";
import type { NameKind } from "../names.ts";
import { isSame, type Occurrence, occurrenceAt, occurrencesIn, occurrencesOf, type Subject } from "../occurrences.ts";
import type { File, Session } from "../session.ts";
import { scalarText } from "../yaml/place.ts";

/** What a person calls each kind. */
const nouns: Readonly<Record<NameKind, string>> = {
  sli: "SLI",
  slo: "SLO",
  service: "service",
  team: "team",
  receiver: "receiver",
  destination: "destination",
  hours: "hours",
  kit: "kit",
  parameter: "parameter",
  environment: "environment",
  rule: "lint rule",
  hole: "name",
};

/** A name changes wherever it stands, in all files of the workspace, or nowhere. */
export const rename: Feature = {
  capabilities: (client) => ({
    renameProvider: client.textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
  }),
  register(connection, session) {
    connection.onPrepareRename(async ({ textDocument: { uri }, position }) => {
      const file = await session.current(uri);
      const found = file === undefined ? undefined : occurrenceAt(file, file.document.offsetAt(position));
      if (file === undefined || found === undefined) return null;
      refuseForeign(session, file, found);
      return { range: file.range(found.start, found.end), placeholder: found.name };
    });
    connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }): Promise<WorkspaceEdit | null> => {
      const file = await session.current(uri);
      const found = file === undefined ? undefined : occurrenceAt(file, file.document.offsetAt(position));
      if (file === undefined || found === undefined) return null;
      refuseForeign(session, file, found);
      refuseName(file, found, newName);
      const changes: Record<string, TextEdit[]> = {};
      for (const { file: other, found: all } of occurrencesOf(session, file.model, found)) {
        const edits = all.flatMap((one) => editsFor(other, one, newName));
        if (edits.length > 0) changes[other.uri] = edits;
      }
      return { changes };
    });
  },
};

function refuse(message: string): never {
  throw new ResponseError(ErrorCodes.InvalidRequest, message);
}

/** What is not defined in a YAML file of the workspace cannot be renamed from here. */
function refuseForeign(session: Session, { model }: File, subject: Subject): void {
  const what = `${nouns[subject.kind]} \`${subject.name}\``;
  const span = definitionOf(model, subject);
  if (span === undefined) refuse(`the ${what} is not defined in a file of this workspace`);
  const defined = session.fileOf(model, span.file.path);
  const at =
    defined === undefined
      ? undefined
      : occurrencesIn(defined).find((one) => isSame(one, subject) && one.role === "definition");
  if (at === undefined) {
    const where = span.file.path.endsWith(".ts") ? "in TypeScript" : "by a kit";
    refuse(`the ${what} is defined ${where}: \`${span.file.path}\``);
  }
  refuseLayers(session, model, subject);
  const quotes = [
    `"${subject.name}"`,
    `'${subject.name}'`,
    `/${subject.name}"`,
    `/${subject.name}'`,
    `"${subject.name}/`,
  ];
  for (const path of model.files().keys()) {
    const shown = model.shown(path);
    const text = path.endsWith(".ts") ? (model.sourceOf(shown)?.text ?? "") : "";
    if (quotes.some((quoted) => text.includes(quoted)))
      refuse(`the ${what} may be named in \`${shown}\`, where names are not found for certain: rename it by hand`);
  }
}

/** What the workspace lays over every service has the name for all of them. */
function refuseLayers(session: Session, model: File["model"], subject: Subject): void {
  if (subject.kind !== "sli" && subject.kind !== "slo") return;
  for (const [path, { kind }] of model.files()) {
    const file = kind === "workspace" ? session.fileOf(model, model.shown(path)) : undefined;
    const isThere = (one: Occurrence) => one.kind === subject.kind && one.name === subject.name;
    if (file !== undefined && occurrencesIn(file).some(isThere))
      refuse(
        `\`${file.shown}\` lays something over the ${nouns[subject.kind]} \`${subject.name}\` of every service: rename it by hand`,
      );
  }
}

function refuseName(file: File, subject: Subject, name: string): void {
  const malformed = checkFormat({ format: "name" }, name);
  if (malformed !== undefined)
    refuse(malformed.help === undefined ? malformed.error : `${malformed.error}; ${malformed.help}`);
  const isTaken =
    definitionOf(file.model, { ...subject, name }) !== undefined ||
    (subject.kind === "hole" && namesOf(file, "hole", []).some((one) => one.name === name));
  if (name !== subject.name && isTaken) refuse(`there is a ${nouns[subject.kind]} \`${name}\` already`);
}

function editsFor(file: File, one: Occurrence, name: string): readonly TextEdit[] {
  const isSloItself = one.kind === "slo" && one.role === "definition";
  // An SLO goes on to stand on the SLI that its name stood for.
  const implied = isSloItself
    ? occurrencesIn(file).find((other) => other.implied !== undefined && other.start === one.start)
    : one.implied === undefined
      ? undefined
      : one;
  const own = one.implied === undefined ? [{ range: file.range(one.start, one.end), newText: name }] : [];
  if (implied === undefined) return own;
  return [...own, ...namingSli(file, implied, isSloItself ? one.name : name)];
}

/** An SLO that says which SLI it stands on. */
function namingSli(file: File, { implied }: Occurrence, sli: string): readonly TextEdit[] {
  const value = implied?.value;
  if (value === undefined) return [];
  if (value.kind === "scalar") {
    const newText = `{ sli: ${sli}, objective: ${file.text.slice(value.start, value.end)} }`;
    return scalarText(file.text, value) === "" ? [] : [{ range: file.range(value.start, value.end), newText }];
  }
  if (value.kind !== "map") return [];
  if (value.flow) {
    const isEmpty = value.entries.length === 0;
    return [{ range: file.range(value.start + 1, value.start + 1), newText: ` sli: ${sli}${isEmpty ? " " : ","}` }];
  }
  const indent = " ".repeat(value.column);
  return [{ range: file.range(value.start, value.start), newText: `sli: ${sli}\n${indent}` }];
}
