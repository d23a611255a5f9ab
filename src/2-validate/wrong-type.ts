import type { Pointer } from "../1-load/document.ts";
import type { Fix, Span } from "../diagnostics/diagnostic.ts";
import { pointerSteps } from "../util/pointer.ts";
import { diagnostic } from "./diagnostics.ts";
import { checkFormat } from "./formats.ts";
import type { SchemaNode } from "./generated/schema-index.ts";
import { type Explanation, nodeAt, type Place, valueAt, valueSpan, shownScalar, written } from "./place.ts";
import { expected, found, inline, short, subject, suggestion } from "./wording.ts";

/** A value of a kind that cannot stand there. A number or `true` where a text is wanted is most often a text without its unit or its quotes. */
export function wrongType(place: Place, pointer: Pointer): Explanation {
  const node = nodeAt(place, pointer);
  const value = valueAt(place, pointer);
  if (node === undefined) throw new Error(`the schema knows no node at ${pointer}`);
  const takesText = node.types.includes("string") && node.values === undefined;
  if (takesText && (typeof value === "number" || typeof value === "boolean"))
    return textExpected(place, pointer, node, value);
  const span = valueSpan(place, pointer);
  const mended = typeof value === "string" ? fromText(node, value, span) : undefined;
  const wrapped = mended ?? asList(place, pointer, node, value, span);
  const args = {
    subject: subject(pointerSteps(pointer)),
    expected: expected(node),
    found: typeof value === "number" ? `\`${short(shownScalar(span, value))}\`` : found(value),
  };
  const help = wrapped?.fix.title ?? keyAlone(node, value, span) ?? taken(node, value, pointer) ?? hint(node, value);
  return {
    pointer,
    ...(wrapped && { meant: { value: wrapped.value } }),
    diagnostic: diagnostic("wrong-type", args, span, {
      help,
      ...(wrapped && { fix: wrapped.fix }),
    }),
  };
}

function textExpected(place: Place, pointer: Pointer, node: SchemaNode, value: number | boolean): Explanation {
  const span = place.spanOf(pointer);
  const text = shownScalar(span, value);
  const parsed = checkFormat(node, text);
  if (parsed === undefined) {
    const fix: Fix = { title: `write \`"${text}"\``, edits: [{ span, text: `"${text}"` }] };
    const args = {
      written: short(text),
      found: found(value).replace(/^`.*/, "a truth value"),
      subject: subject(pointerSteps(pointer)),
    };
    return {
      pointer,
      meant: { value: text },
      diagnostic: diagnostic("unquoted-text", args, span, { help: "put it in quotes", fix }),
    };
  }
  const { fix } = parsed;
  return {
    pointer,
    ...(fix !== undefined && { meant: { value: fix } }),
    diagnostic: diagnostic("malformed-value", { error: parsed.error }, span, {
      help: parsed.help ?? suggestion(node),
      ...(fix !== undefined && { fix: { title: `write \`${fix}\``, edits: [{ span, text: fix }] } }),
    }),
  };
}

interface Mended {
  readonly value: unknown;
  readonly fix: Fix;
}

const truths: Readonly<Record<string, boolean>> = {
  yes: true,
  on: true,
  y: true,
  true: true,
  no: false,
  off: false,
  n: false,
  false: false,
};

/** `"3"` for 3, `yes` for `true`. */
function fromText(node: SchemaNode, text: string, span: Span): Mended | undefined {
  const write = (value: unknown): Mended => ({
    value,
    fix: { title: `write \`${String(value)}\``, edits: [{ span, text: String(value) }] },
  });
  const number = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?$/.test(text) ? Number(text) : undefined;
  if (
    number !== undefined &&
    (node.types.includes("number") || (node.types.includes("integer") && Number.isInteger(number)))
  )
    return write(number);
  const truth = Object.hasOwn(truths, text.toLowerCase()) ? truths[text.toLowerCase()] : undefined;
  return truth !== undefined && node.types.includes("boolean") ? write(truth) : undefined;
}

/** One item where a list of them is wanted. */
function asList(place: Place, pointer: Pointer, node: SchemaNode, value: unknown, span: Span): Mended | undefined {
  const { item } = node;
  if (
    item === undefined ||
    node.types.includes("string") ||
    typeof value !== "string" ||
    !item.types.includes("string")
  )
    return undefined;
  // `-payment` below its key: one item, without the blank that makes it one.
  const glued = /^-(?=[^\s-])/.exec(value) !== null && value === written(place.spanOf(pointer));
  if (glued) {
    const at = { file: span.file, start: span.start + 1, end: span.start + 1 };
    return { value: [value.slice(1)], fix: { title: "put a blank after `-`", edits: [{ span: at, text: " " }] } };
  }
  const fits = item.values === undefined ? checkFormat(item, value) === undefined : item.values.includes(value);
  const source = written(place.spanOf(pointer));
  if (!fits || /[\n,[\]{}]/.test(source)) return undefined;
  return { value: [value], fix: { title: `write \`[${source}]\``, edits: [{ span, text: `[${source}]` }] } };
}

/** A word where a map is wanted is most often a key whose `:` is still to be written. */
function keyAlone(node: SchemaNode, value: unknown, span: Span): string | undefined {
  if (typeof value !== "string" || value !== written(span) || !node.types.includes("object")) return undefined;
  // `availability`, `availability:99%` and `availability = 99%`.
  const [, key, rest = "…"] = /^([A-Za-z][\w-]*)(?:(?::|\s*=\s*)(?![\s=~/])(\S.*))?$/.exec(value) ?? [];
  const isKey = key !== undefined && (node.entry !== undefined || Object.hasOwn(node.keys ?? {}, key));
  return isKey ? `a key is followed by \`: \`, as in \`${key}: ${short(rest)}\`` : undefined;
}

/** `page: off` where layers below gave a map: what takes it away is `null`. */
function taken(node: SchemaNode, value: unknown, pointer: Pointer): string | undefined {
  const isOff =
    value === false || (typeof value === "string" && /^(?:off|no|none|never|disabled?|false)$/i.test(value));
  if (!isOff || node.keys === undefined) return undefined;
  return `\`${short(pointerSteps(pointer).at(-1) ?? "")}: null\` takes it away; otherwise ${suggestion(node)}`;
}

function hint(node: SchemaNode, value: unknown): string {
  if (value === null) return "write the item, or delete it: a `null` takes away the value of a key alone";
  if (typeof value === "number" && !Number.isFinite(value)) return "write a number that is finite";
  if (Array.isArray(value) && node.types.includes("object") && node.entry !== undefined && node.example !== undefined)
    return `it is a map keyed by name, for example \`${inline(node.example)}\``;
  return suggestion(node);
}
