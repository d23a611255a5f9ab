import type { Document, Pointer } from "../1-load/document.ts";
import type { Fix, Span } from "../diagnostics/diagnostic.ts";
import { pointerSteps, pointerTo } from "../util/pointer.ts";
import { diagnostic } from "./diagnostics.ts";
import { checkFormat, type Malformed } from "./formats.ts";
import { type SchemaNode, schemaNodeAt } from "./generated/schema-index.ts";
import { type Explanation, mostMistakes, shownScalar, written } from "./place.ts";
import { short, subject, suggestion } from "./wording.ts";

/**
 * Everything that a schema's keywords cannot say: texts that are no value of their type, keys that are no name, numbers that are not written as such, texts
 * that a comment cut off. Places in `skip` were reported before.
 */
export function checkValues(
  document: Document,
  root: SchemaNode,
  value: unknown,
  skip: ReadonlySet<Pointer>,
): Explanation[] {
  const found: Explanation[] = [];
  const visit = (node: SchemaNode, part: unknown, pointer: Pointer): void => {
    if (skip.has(pointer) || found.length > mostMistakes) return;
    if (typeof part === "string") found.push(...checkText(document, node, part, pointer));
    else if (typeof part === "number") found.push(...checkNumber(document, node, part, pointer));
    else if (Array.isArray(part)) {
      if (node.item !== undefined)
        for (const [at, item] of part.entries()) visit(node.item, item, pointerTo(pointer, at));
    } else if (typeof part === "object" && part !== null) {
      for (const key of Object.keys(part)) {
        const child = (part as Readonly<Record<string, unknown>>)[key];
        const at = pointerTo(pointer, key);
        const own = node.keys !== undefined && Object.hasOwn(node.keys, key);
        const childNode = own ? node.keys[key] : node.entry;
        if (!own && node.entry !== undefined && node.keyFormat !== undefined)
          found.push(...checkKey(document, node.keyFormat, key, at));
        if (childNode !== undefined) visit(schemaNodeAt(childNode, [], child) ?? childNode, child, at);
      }
    }
  };
  visit(root, value, "");
  return found;
}

function checkText(document: Document, node: SchemaNode, text: string, pointer: Pointer): Explanation[] {
  if (!node.types.includes("string") || node.values !== undefined) return [];
  const malformed = checkFormat(node, text);
  if (malformed !== undefined) {
    const span = document.spanOf(pointer);
    const meant = asKey(node, text) ?? asCalendar(node, text, pointer);
    const told = meant === undefined ? malformed : { ...malformed, help: meant };
    const { fix } = malformed;
    return [
      {
        pointer,
        ...(fix !== undefined && { meant: { value: fix } }),
        diagnostic: diagnostic("malformed-value", { error: malformed.error }, span, extras(told, span, node)),
      },
    ];
  }
  return textual.has(node.format ?? "text") ? cutByComment(document, pointer) : [];
}

/** The key of a map whose `:` is still to be written: `objective`, `objective 99%`. */
function asKey(node: SchemaNode, text: string): string | undefined {
  const [key = "", ...rest] = text.split(" ");
  if (node.keys === undefined || !Object.hasOwn(node.keys, key)) return undefined;
  return `a key is followed by \`: \`, as in \`${key}: ${short(rest.join(" ") || "…")}\``;
}

/** `window: month`: a window that follows the calendar says so. */
function asCalendar(node: SchemaNode, text: string, pointer: Pointer): string | undefined {
  const period = /^(week|month|quarter|year)(?:ly)?$/i.exec(text)?.[1]?.toLowerCase();
  if (period === undefined) return undefined;
  if (pointerSteps(pointer).at(-1) === "calendar") return `write \`${period}\``;
  return node.keys?.calendar && `write \`{ calendar: ${period} }\` for a window that follows the calendar`;
}

/** Types whose texts run on freely: there a ` #` is more likely text than a comment. */
const textual: ReadonlySet<string> = new Set(["text", "template", "promql", "selector"]);

function cutByComment(document: Document, pointer: Pointer): Explanation[] {
  if (document.comments.length === 0) return [];
  const span = document.spanOf(pointer);
  const { text } = span.file;
  if (/^["'|>*]/.test(text.slice(span.start, span.start + 1))) return [];
  const match = /^[ \t]+(#[^\s#!][^\r\n]*)/.exec(text.slice(span.end, span.end + 400));
  if (match === null) return [];
  const comment = match[1]!.trimEnd();
  const start = span.end + match[0].length - match[1]!.length;
  const help = "put the whole text in quotes; for a comment, write a blank after `#`";
  return [
    {
      pointer,
      diagnostic: diagnostic(
        "text-cut-by-comment",
        { comment: short(comment) },
        { file: span.file, start, end: start + comment.length },
        { help },
      ),
    },
  ];
}

const plainNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** `017`, `0x1F`, `.5` and `.inf` are numbers to YAML; people read some of them as something else. */
function checkNumber(document: Document, node: SchemaNode, value: number, pointer: Pointer): Explanation[] {
  const span = document.spanOf(pointer);
  const text = shownScalar(span, value);
  if (text.startsWith("*")) return [];
  const exact = !Number.isInteger(value) || Number.isSafeInteger(value);
  if (plainNumber.test(text) && exact) return [];
  const why = exact ? "is not how a spec writes a number" : "has more digits than can be kept";
  const fix: Fix | undefined =
    exact && !node.types.includes("string")
      ? { title: `write \`${value}\``, edits: [{ span, text: String(value) }] }
      : undefined;
  const help = exact ? `write \`${value}\`` : `${subject(pointerSteps(pointer))} may have 15 digits`;
  return [
    {
      pointer,
      meant: { value },
      diagnostic: diagnostic("unclear-number", { written: short(text), why }, span, { help, ...(fix && { fix }) }),
    },
  ];
}

function checkKey(document: Document, format: string, key: string, pointer: Pointer): Explanation[] {
  const malformed = checkFormat({ format }, key);
  if (malformed === undefined) return [];
  const span = document.spanOf(pointer, "key");
  const meant = malformed.fix === undefined ? { drop: true as const } : { rename: malformed.fix };
  return [
    {
      pointer,
      meant,
      diagnostic: diagnostic(
        "malformed-key",
        { error: malformed.error },
        span,
        extras(malformed, span, { types: ["string"], format }),
      ),
    },
  ];
}

function extras({ help, fix }: Malformed, span: Span, node: SchemaNode): { help: string; fix?: Fix } {
  return {
    help: help ?? suggestion(node),
    ...(fix !== undefined && { fix: { title: `write \`${fix}\``, edits: [{ span, text: asWritten(span, fix) }] } }),
  };
}

/** Keeps the quotes that are there; a fix never needs any that are not. */
function asWritten(span: Span, text: string): string {
  const quote = written(span)[0];
  return quote === '"' || quote === "'" ? `${quote}${text}${quote}` : text;
}
