/** Names in the files of a workspace, as they are in the editor or on disk. */
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Document } from "../../1-load/document.ts";
import { changeBetween } from "../findings.ts";
import type { WorkspaceModel } from "../model.ts";
import { File, type Session } from "../session.ts";
import type { Outline } from "../yaml/outline.ts";
import { uriOf } from "../convert.ts";
import type { Family } from "./family.ts";
import { keyOf } from "./family.ts";
import { type Occurrence, occurrencesInTree } from "./occurrences.ts";
import { typescriptTree, yamlTree } from "./tree.ts";

const inOutline = new WeakMap<Outline, readonly Occurrence[]>();
const inDocument = new WeakMap<Document, readonly Occurrence[]>();

/** All names in a file. Of TypeScript those of the file as it was last run, but for those in what was edited since. */
export function occurrencesIn(file: File): readonly Occurrence[] {
  if (file.path.endsWith(".ts")) return inTypescript(file);
  const { outline, kind, text } = file;
  if (outline === undefined) return [];
  let found = inOutline.get(outline);
  if (found === undefined) inOutline.set(outline, (found = occurrencesInTree(kind, yamlTree(text, outline))));
  return found;
}

/** The name under a cursor. The name of an SLO before that of the SLI that it implies. */
export function occurrenceAt(file: File, offset: number): Occurrence | undefined {
  return occurrencesIn(file).find(
    ({ start, end, implied }) => implied === undefined && start <= offset && offset <= end,
  );
}

export interface InFile {
  readonly file: File;
  readonly found: readonly Occurrence[];
}

/** Every occurrence in the workspace. Files that do not hold the name are not looked into. */
export function occurrencesOf(session: Session, model: WorkspaceModel, { members }: Family): readonly InFile[] {
  const names = new Set([...members.values()].map(({ name }) => name));
  const yaml = [...model.files().keys()].filter((path) => {
    const text = path.endsWith(".ts") ? undefined : model.sourceOf(model.shown(path))?.text;
    // An escape may write a name otherwise.
    return text !== undefined && (/\\(?:[xuU]|\r?\n)/.test(text) || [...names].some((name) => text.includes(name)));
  });
  return [...yaml.map((path) => model.shown(path)), ...typescriptFiles(model)].flatMap((shown) => {
    const file = shown.startsWith("<") ? undefined : fileOf(session, model, shown);
    const found = file === undefined ? [] : occurrencesIn(file).filter((one) => members.has(keyOf(one)));
    return file === undefined || found.length === 0 ? [] : [{ file, found }];
  });
}

/** A file that may not be open, and that specs in TypeScript may import. */
export function fileOf(session: Session, model: WorkspaceModel, shown: string): File | undefined {
  const known = session.fileOf(model, shown);
  if (known !== undefined || !shown.endsWith(".ts")) return known;
  const path = model.absolute(shown);
  const open = session.textOf(path);
  const text = open?.getText() ?? savedText(model, shown);
  if (text === undefined) return undefined;
  const document = open ?? TextDocument.create(uriOf(path), "typescript", 0, text);
  return new File(document, path, model, model.kindOf(path) ?? "service");
}

/** The text of a TypeScript file when it was last run. */
export function savedText(model: WorkspaceModel, shown: string): string | undefined {
  return (
    model.sourceOf(shown)?.text ?? typescriptDocuments(model).find(({ source }) => source.path === shown)?.source.text
  );
}

function* readingsInTypescript(model: WorkspaceModel) {
  for (const [path, reading] of model.files()) if (path.endsWith(".ts")) yield reading;
}

function typescriptDocuments(model: WorkspaceModel): readonly Document[] {
  return [...readingsInTypescript(model)].flatMap(({ documents }) => documents);
}

function typescriptFiles(model: WorkspaceModel): ReadonlySet<string> {
  return new Set(typescriptDocuments(model).map(({ source }) => source.path));
}

function inTypescript(file: File): readonly Occurrence[] {
  const { model, shown, text } = file;
  const found = new Map<string, Occurrence>();
  const saved = savedText(model, shown);
  if (saved === undefined) return [];
  const change = saved === text ? undefined : changeBetween(saved, text);
  for (const { kind, documents } of readingsInTypescript(model))
    for (const document of documents) {
      if (document.value === undefined) continue;
      let all = inDocument.get(document);
      if (all === undefined) inDocument.set(document, (all = occurrencesInTree(kind, typescriptTree(document))));
      for (const one of all) {
        if (one.file?.path !== shown) continue;
        const place = change === undefined ? one : change(one.start, one.end);
        // What several specs share is one place.
        const key = `${keyOf(one)} ${one.start} ${one.end} ${one.implied !== undefined}`;
        if (place !== undefined && !found.has(key)) found.set(key, { ...one, start: place.start, end: place.end });
      }
    }
  return [...found.values()];
}
