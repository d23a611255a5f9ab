import type { Document, Pointer } from "../1-load/document.ts";
import { type Diagnostic, hasErrors, type Outcome, type Span } from "../diagnostics/diagnostic.ts";
import { diagnostic } from "./diagnostics.ts";
import { explainErrors } from "./explain.ts";
import { schemaIndex, type SchemaNode, schemaNodeAt } from "./generated/schema-index.ts";
import { type CompleteSchemaName, type SchemaError, type SchemaName, validators } from "./generated/validators.js";
import { mend } from "./mend.ts";
import { mostMistakes, partOf, type Place } from "./place.ts";
import type { Spec, SpecKind } from "./spec.ts";
import { checkValues } from "./walk.ts";
import { withoutNulls } from "./without-nulls.ts";

/**
 * Whether a document has the shape of its kind. Each mistake gives one diagnostic. Where every mistake shows what was meant, the value is that, so that
 * later phases can say what else is wrong; otherwise it is absent.
 */
export function validate<T>(document: Document, kind: SpecKind): Outcome<Spec<T>> {
  const other = otherKind(document, kind);
  if (other !== undefined) return { diagnostics: [other] };
  const whole = withoutNulls(document.value);
  const root = schemaIndex[kind];
  const place: Place = {
    root,
    whole,
    spanOf: (pointer, part) => document.spanOf(pointer, part),
    isEmpty: (pointer) => partOf(document.value, pointer) === null,
  };
  const shape = explainErrors(place, schemaErrors(kind, whole));
  // A map that lacks a key is looked into all the same.
  const reported = new Set(shape.filter(({ missing }) => missing === undefined).map(({ pointer }) => pointer));
  const explanations = [...shape, ...checkValues(document, root, whole, reported)];
  const diagnostics = explanations.slice(0, mostMistakes).map((explanation) => explanation.diagnostic);
  if (explanations.length > mostMistakes) {
    const { span } = explanations[mostMistakes]!.diagnostic;
    const help = "mend these first, or check that this is the file you meant";
    return { diagnostics: [...diagnostics, diagnostic("too-many-mistakes", { limit: mostMistakes }, span, { help })] };
  }
  if (!hasErrors(diagnostics)) return { value: { kind, document, value: document.value as T }, diagnostics };
  const mended = mend(document.value, explanations);
  // What was meant must itself hold, or later phases would stumble over it.
  const holds = mended !== undefined && schemaErrors(kind, withoutNulls(mended)).length === 0;
  return holds ? { value: { kind, document, value: mended as T }, diagnostics } : { diagnostics };
}

/**
 * Whether what all layers together give holds what it must: required keys, keys of its form.
 *
 * @param value what is checked; pointers given to `spanOf` are relative to it
 */
export function validateComplete(
  schema: CompleteSchemaName,
  value: unknown,
  spanOf: (pointer: Pointer, part?: "key" | "value") => Span,
): readonly Diagnostic[] {
  const whole = withoutNulls(value);
  return explainErrors({ root: completeNode(schema), whole, spanOf }, schemaErrors(schema, whole)).map(
    (explanation) => explanation.diagnostic,
  );
}

/** Where the complete service holds what a schema describes; `*` stands for any name. */
const placesInComplete: Readonly<Record<string, readonly string[]>> = {
  complete: [],
  sli: ["slis", "*"],
  slo: ["slos", "*"],
  alert: ["alerts", "*"],
  anomaly: ["anomalies", "*"],
  maintenance: ["maintenance", "*"],
  correction: ["corrections", "*"],
  sla: ["sla"],
  metric: ["metrics", "declare", "*"],
  experiment: ["chaos", "*"],
};

function completeNode(schema: CompleteSchemaName): SchemaNode {
  if (Object.hasOwn(schemaIndex, schema)) return schemaIndex[schema as keyof typeof schemaIndex];
  const node = schemaNodeAt(schemaIndex.complete, placesInComplete[schema] ?? []);
  if (node === undefined) throw new Error(`the complete service has no place for ${schema}`);
  return node;
}

function schemaErrors(schema: SchemaName, value: unknown): readonly SchemaError[] {
  const validator = validators[schema];
  return validator(value) ? [] : [...(validator.errors ?? [])];
}

const identities = { service: "a service", workspace: "a workspace", kit: "a kit" } as const;

/** A kit in a service file and the like: one mistake, not one for each of its keys. */
function otherKind(document: Document, kind: SpecKind): Diagnostic | undefined {
  const value = document.value as Record<string, unknown>;
  if (Object.hasOwn(value, kind)) return undefined;
  const other = (Object.keys(identities) as SpecKind[]).find((name) => Object.hasOwn(value, name));
  if (other === undefined) return undefined;
  const span = document.spanOf(`/${other}`, "key");
  const help = `a \`${other}\` key makes it ${identities[other]}; move the file, or write \`${kind}: <name>\``;
  return diagnostic("wrong-file-kind", { found: identities[other], expected: identities[kind] }, span, { help });
}
