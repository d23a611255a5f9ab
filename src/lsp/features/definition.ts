import type { Location } from "vscode-languageserver/node";
import { isMap } from "../../4-lint/lookup.ts";
import type { Span } from "../../diagnostics/diagnostic.ts";
import { rangeOf } from "../convert.ts";
import { definitionOf } from "../definitions.ts";
import type { Feature } from "../feature.ts";
import type { WorkspaceModel } from "../model.ts";
import { type Occurrence, occurrenceAt, occurrencesIn, occurrencesOf } from "../occurrences.ts";
import { schemaAt } from "../schema.ts";
import type { File, Session } from "../session.ts";

export const definition: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  register(connection, session) {
    connection.onDefinition(async ({ textDocument: { uri }, position }) => {
      const file = await session.current(uri);
      if (file === undefined) return null;
      const offset = file.document.offsetAt(position);
      // The name of an SLO that names no SLI leads to the SLI.
      const implied = occurrencesIn(file).find(
        (one) => one.implied !== undefined && one.start <= offset && offset <= one.end,
      );
      const found = implied ?? occurrenceAt(file, offset);
      const span = found === undefined ? metricAt(file, offset) : definitionOf(file.model, found);
      return span === undefined ? null : locationOf(session, file.model, span);
    });
  },
};

export const references: Feature = {
  capabilities: () => ({ referencesProvider: true, documentHighlightProvider: true }),
  register(connection, session) {
    connection.onReferences(async ({ textDocument: { uri }, position, context }) => {
      const file = await session.current(uri);
      const found = file === undefined ? undefined : occurrenceAt(file, file.document.offsetAt(position));
      if (file === undefined || found === undefined) return null;
      return occurrencesOf(session, file.model, found).flatMap(({ file: other, found: all }) =>
        all
          .filter(({ role }) => context.includeDeclaration || role === "reference")
          .map(({ start, end }) => ({ uri: other.uri, range: other.range(start, end) })),
      );
    });
    connection.onDocumentHighlight(async ({ textDocument: { uri }, position }) => {
      const file = session.file(uri);
      const found = file === undefined ? undefined : occurrenceAt(file, file.document.offsetAt(position));
      if (file === undefined || found === undefined) return null;
      const isOne = (other: Occurrence) =>
        other.kind === found.kind && other.name === found.name && other.scope === found.scope;
      return occurrencesIn(file)
        .filter(isOne)
        .map(({ start, end }) => ({ range: file.range(start, end) }));
    });
  },
};

function locationOf(session: Session, model: WorkspaceModel, span: Span): Location {
  return { uri: session.uriFor(model, span.file.path), range: rangeOf(span) };
}

/** A metric in PromQL that a spec of the workspace declares or records. */
function metricAt(file: File, offset: number): Span | undefined {
  const place = file.placeAt(file.document.positionAt(offset));
  const format = place === undefined ? undefined : schemaAt(file.kind, file.text, file.outline, place.path)?.format;
  if (format !== "promql" && format !== "selector") return undefined;
  const before = /[A-Za-z_:][\w:]*$/.exec(file.text.slice(0, offset))?.[0] ?? "";
  const word = before + /^[\w:]*/.exec(file.text.slice(offset))![0];
  const names = [word, word.replace(/_(?:bucket|sum|count)$/, "")];
  const own = file.model.specsOf(file.shown);
  for (const { value, document } of [...own, ...file.model.allSpecs()]) {
    const { metrics } = value as { metrics?: unknown };
    for (const part of ["declare", "record"] as const)
      for (const name of names)
        if (isMap(metrics) && isMap(metrics[part]) && Object.hasOwn(metrics[part], name))
          return document.spanOf(`/metrics/${part}/${name}`, "key");
  }
  return undefined;
}
