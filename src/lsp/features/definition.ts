import type { Location } from "vscode-languageserver/node";
import type { Span } from "../../diagnostics/diagnostic.ts";
import { rangeOf } from "../convert.ts";
import type { Feature } from "../feature.ts";
import type { WorkspaceModel } from "../model.ts";
import { definitionsOf } from "../names/definitions.ts";
import { familyOf, keyOf } from "../names/family.ts";
import { isSectionKind } from "../names/kinds.ts";
import type { Occurrence } from "../names/occurrences.ts";
import { occurrenceAt, occurrencesIn, occurrencesOf } from "../names/places.ts";
import type { Session } from "../session.ts";

export const definition: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  register(connection, session) {
    connection.onDefinition(async ({ textDocument: { uri }, position }) => {
      const file = await session.anyCurrent(uri);
      if (file === undefined) return null;
      const offset = file.document.offsetAt(position);
      // The name of an SLO that names no SLI leads to the SLI.
      const implied = occurrencesIn(file).find(
        (one) => one.implied !== undefined && one.start <= offset && offset <= one.end,
      );
      const found = implied ?? occurrenceAt(file, offset);
      const spans = found === undefined ? [] : placesOf(file.model, found);
      const [only, ...more] = spans.map((span) => locationOf(session, file.model, span));
      if (only === undefined) return null;
      return more.length === 0 ? only : [only, ...more];
    });
  },
};

export const references: Feature = {
  capabilities: () => ({ referencesProvider: true, documentHighlightProvider: true }),
  register(connection, session) {
    connection.onReferences(async ({ textDocument: { uri }, position, context }) => {
      const file = await session.anyCurrent(uri);
      const found = file === undefined ? undefined : occurrenceAt(file, file.document.offsetAt(position));
      if (file === undefined || found === undefined) return null;
      return occurrencesOf(session, file.model, familyOf(file.model, found)).flatMap(({ file: other, found: all }) =>
        all
          .filter(({ role }) => context.includeDeclaration || role === "reference")
          .map(({ start, end }) => ({ uri: other.uri, range: other.range(start, end) })),
      );
    });
    connection.onDocumentHighlight(async ({ textDocument: { uri }, position }) => {
      const file = session.anyFile(uri);
      const found = file === undefined ? undefined : occurrenceAt(file, file.document.offsetAt(position));
      if (file === undefined || found === undefined) return null;
      const { members } = familyOf(file.model, found);
      return occurrencesIn(file)
        .filter((one) => members.has(keyOf(one)))
        .map(({ start, end }) => ({ range: file.range(start, end) }));
    });
  },
};

/** A series that tocsin makes leads to what it is made of: the SLO or anomaly that its matchers name, else the service. */
function placesOf(model: WorkspaceModel, found: Occurrence): readonly Span[] {
  const { madeOf = [] } = found;
  const narrow = madeOf.filter(({ kind }) => isSectionKind(kind));
  const subjects = madeOf.length === 0 ? [found] : narrow.length === 0 ? madeOf : narrow;
  return subjects.flatMap((subject) => definitionsOf(model, subject));
}

function locationOf(session: Session, model: WorkspaceModel, span: Span): Location {
  return { uri: session.uriFor(model, span.file.path), range: rangeOf(span) };
}
