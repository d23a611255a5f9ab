import type { Pointer } from "../1-load/document.ts";
import type { Fix, Span, TextEdit } from "../diagnostics/diagnostic.ts";
import { isOnlyNear, nearest } from "../util/nearest.ts";
import { pointerSteps, pointerTo } from "../util/pointer.ts";
import { diagnostic } from "./diagnostics.ts";
import type { SchemaError } from "./generated/validators.js";
import { unknownKey } from "./keys.ts";
import {
  type Explanation,
  mostMistakes,
  nameSpan,
  nodeAt,
  type Place,
  valueAt,
  valueSpan,
  shownScalar,
  written,
} from "./place.ts";
import { wrongType } from "./wrong-type.ts";
import { all, alternatives, inline, short, subject, suggestion } from "./wording.ts";

type Explain = (place: Place, error: SchemaError) => Explanation | undefined;

/** What each keyword's error means to a person. A keyword that is missing here is a bug. */
const byKeyword: Readonly<Record<string, Explain>> = {
  type: (place, { instancePath }) => {
    const scalar = ["string", "number", "boolean"].includes(typeof valueAt(place, instancePath));
    return scalar && nodeAt(place, instancePath)?.values !== undefined
      ? unknownValue(place, instancePath)
      : wrongType(place, instancePath);
  },
  enum: (place, { instancePath }) => unknownValue(place, instancePath),
  const: (place, { instancePath }) => unknownValue(place, instancePath),
  discriminator: discriminator,
  additionalProperties: (place, { instancePath, params }) =>
    unknownKey(place, instancePath, String(params.additionalProperty)),
  required: (place, { instancePath, params }) => missing(place, instancePath, String(params.missingProperty)),
  "x-needs": (place, { instancePath, params }) => needs(place, instancePath, String(params.say)),
  "x-exclusive": (place, { instancePath, params }) =>
    exclusive(place, instancePath, params as { of: string[][]; given?: string }),
  minimum: range,
  maximum: range,
  exclusiveMinimum: range,
  exclusiveMaximum: range,
  minItems: count,
  maxItems: count,
  minProperties: count,
  maxProperties: count,
  minLength: count,
  maxLength: count,
  uniqueItems: repeated,
  pattern: (place, { instancePath }) => wrongType(place, instancePath),
};

/** A value that is wrong as a whole: nothing else needs to be said about it. The first that is there, is said. */
const wholes = ["type", "const", "enum", "discriminator", "pattern"];
/** Several errors of one of these keywords at one place are one mistake. */
const once: ReadonlySet<string> = new Set(["x-exclusive", "uniqueItems"]);

/** ajv's errors, one explanation for each mistake; a few more than `mostMistakes` at most. */
export function explainErrors(place: Place, errors: readonly SchemaError[]): Explanation[] {
  const byPlace = new Map<Pointer, SchemaError[]>();
  for (const error of errors) {
    const here = byPlace.get(error.instancePath);
    if (here === undefined) byPlace.set(error.instancePath, [error]);
    else here.push(error);
  }
  const explanations: Explanation[] = [];
  for (const [pointer, here] of byPlace) {
    explanations.push(...explainPlace(place, pointer, here));
    if (explanations.length > mostMistakes) break;
  }
  return explanations;
}

function explainPlace(place: Place, pointer: Pointer, errors: readonly SchemaError[]): Explanation[] {
  const first = new Map<string, SchemaError>();
  for (const error of errors) if (!first.has(error.keyword)) first.set(error.keyword, error);
  const whole = wholes.map((keyword) => first.get(keyword)).find((error) => error !== undefined);
  const told =
    whole === undefined
      ? errors.filter((error) => !once.has(error.keyword) || first.get(error.keyword) === error)
      : [whole];
  const found = told
    .slice(0, mostMistakes + 1)
    .map((error) => explain(place, error))
    .filter((explanation) => explanation !== undefined);
  return withoutEchoes(place, pointer, found, errors);
}

function explain(place: Place, error: SchemaError): Explanation | undefined {
  const explainer = byKeyword[error.keyword];
  if (explainer === undefined) throw new Error(`no explanation for the schema keyword ${error.keyword}`);
  return explainer(place, error);
}

/** `god` for `good`: that `good` is missing is the same mistake. */
function withoutEchoes(
  place: Place,
  pointer: Pointer,
  found: readonly Explanation[],
  errors: readonly SchemaError[],
): Explanation[] {
  const renamed = new Set(
    found.flatMap(({ meant }) => (meant !== undefined && "rename" in meant ? [meant.rename] : [])),
  );
  if (renamed.size === 0) return [...found];
  const needed =
    nodeAt(place, pointer)?.needs?.some(({ any }) => any.some((keys) => keys.some((key) => renamed.has(key)))) === true;
  const echoes = new Set<string>();
  for (const { keyword, params } of errors) {
    if (keyword === "required" && renamed.has(String(params.missingProperty)))
      echoes.add(`\`${String(params.missingProperty)}\``);
    if (keyword === "x-needs" && needed) echoes.add(String(params.say));
  }
  return found.filter(({ missing: what }) => what === undefined || !echoes.has(what));
}

function unknownValue(place: Place, pointer: Pointer): Explanation {
  const values = nodeAt(place, pointer)?.values ?? [];
  const value = valueAt(place, pointer);
  const span = place.spanOf(pointer);
  const steps = pointerSteps(pointer);
  const named = subject(/^\d+$/.test(steps.at(-1) ?? "") ? steps.slice(0, -1) : steps);
  const text = typeof value === "string" ? value : shownScalar(span, value);
  const same = values.find((known) => String(known) === text);
  if (same !== undefined) return sameWithQuotes(pointer, span, same, named);
  if (pointer === "/version") {
    const help = "write `version: 1`, the only version of the language so far";
    return { pointer, diagnostic: diagnostic("unknown-value", { value: short(text), subject: named }, span, { help }) };
  }
  const near = nearest(text, values.map(String));
  const args = { value: short(text), subject: named };
  if (near === undefined)
    return {
      pointer,
      diagnostic: diagnostic("unknown-value", args, span, {
        help: `write ${alternatives(values.map((word) => `\`${word}\``))}`,
      }),
    };
  const fix = { title: `write \`${near}\``, edits: [{ span, text: near }] };
  return {
    pointer,
    meant: { value: near },
    diagnostic: diagnostic("unknown-value", args, span, {
      help: `did you mean \`${near}\`?`,
      ...(isOnlyNear(text, near, values.map(String)) && { fix }),
    }),
  };
}

/** `version: 3` where a text is wanted, `version: "1"` where a number is. */
function sameWithQuotes(pointer: Pointer, span: Span, value: string | number, named: string): Explanation {
  const text = typeof value === "string" ? `"${value}"` : String(value);
  const fix = { title: `write \`${text}\``, edits: [{ span, text }] };
  const found =
    typeof value === "string"
      ? diagnostic("unquoted-text", { written: value, found: "a number", subject: named }, span, {
          help: "put it in quotes",
          fix,
        })
      : diagnostic("wrong-type", { subject: named, expected: "a number", found: "a text" }, span, {
          help: fix.title,
          fix,
        });
  return { pointer, meant: { value }, diagnostic: found };
}

/** The key that chooses between forms is missing or holds none of the words that choose. */
function discriminator(place: Place, { instancePath }: SchemaError): Explanation | undefined {
  const variants = nodeAt(place, instancePath)?.variants;
  if (variants === undefined) return undefined;
  const pointer = pointerTo(instancePath, variants.by);
  const value = valueAt(place, pointer);
  const words = Object.keys(variants.of);
  if (value === undefined)
    return missing(
      place,
      instancePath,
      variants.by,
      `write ${alternatives(words.map((word) => `\`${variants.by}: ${word}\``))}`,
    );
  const span = place.spanOf(pointer);
  const near = nearest(String(value), words);
  const help =
    near === undefined ? `write ${alternatives(words.map((word) => `\`${word}\``))}` : `did you mean \`${near}\`?`;
  return {
    pointer,
    diagnostic: diagnostic("unknown-value", { value: short(String(value)), subject: `\`${variants.by}\`` }, span, {
      help,
    }),
  };
}

function missing(place: Place, pointer: Pointer, key: string, choice?: string): Explanation {
  const node = nodeAt(place, pointer);
  const at = pointerTo(pointer, key);
  const example = nodeAt(place, at)?.example;
  const owner = ownerOf(node?.noun, pointer);
  const isEmpty = place.isEmpty?.(at) === true;
  const span = isEmpty ? place.spanOf(at, "key") : nameSpan(place, pointer);
  if (at === "/version") {
    const fix = {
      title: isEmpty ? "write `version: 1`" : "write `version: 1` at the top",
      edits: isEmpty
        ? [emptyTo(place.spanOf(at), "1")]
        : [{ span: { ...span, end: span.start }, text: "version: 1\n" }],
    };
    const help = isEmpty ? fix.title : "add `version: 1`";
    return {
      pointer: at,
      meant: { value: 1 },
      missing: "`version`",
      diagnostic: diagnostic("missing-key", { owner, needs: "`version`" }, span, { help, fix }),
    };
  }
  const add = isEmpty ? "write its value" : "add it";
  const help =
    choice ?? (example === undefined ? `add \`${key}\`` : `${add}, for example \`${key}: ${inline(example)}\``);
  return {
    pointer,
    missing: `\`${key}\``,
    diagnostic: diagnostic("missing-key", { owner, needs: `\`${key}\`` }, span, { help }),
  };
}

/** A value in the place of none: behind the colon, or instead of `null`. */
function emptyTo(span: Span, value: string): TextEdit {
  return { span, text: span.start === span.end ? ` ${value}` : value };
}

function needs(place: Place, pointer: Pointer, say: string): Explanation {
  const node = nodeAt(place, pointer);
  const help = node?.example === undefined ? `add ${say}` : suggestion(node);
  return {
    pointer,
    missing: say,
    diagnostic: diagnostic(
      "missing-key",
      { owner: ownerOf(node?.noun, pointer), needs: say },
      nameSpan(place, pointer),
      { help },
    ),
  };
}

function ownerOf(noun: string | undefined, pointer: Pointer): string {
  return noun ?? subject(pointerSteps(pointer));
}

function exclusive(place: Place, pointer: Pointer, { of, given }: { of: string[][]; given?: string }): Explanation {
  const value = valueAt(place, pointer) as Record<string, unknown>;
  const present = of.map((keys) => keys.filter((key) => Object.hasOwn(value, key))).filter((keys) => keys.length > 0);
  const keys = present.flat();
  const spans = keys
    .map((key) => ({ key, span: place.spanOf(pointerTo(pointer, key), "key") }))
    .sort((a, b) => a.span.start - b.span.start);
  const last = spans.at(-1)!;
  const beside = given === undefined ? "" : ` beside \`${given}\``;
  const named = spans.map(({ key }) => `\`${key}\``);
  const labels = spans.slice(0, -1).map(({ key, span }) => ({ span, text: `\`${key}\` is set here` }));
  const help = `keep ${alternatives(present.map((group) => all(group.map((key) => `\`${key}\``))))}${beside}`;
  return {
    pointer: pointerTo(pointer, last.key),
    meant: { drop: true },
    diagnostic: diagnostic("exclusive-keys", { keys: all(named) }, last.span, { labels, help }),
  };
}

const comparisons: Readonly<Record<string, string>> = { ">=": "at least", "<=": "at most", ">": "over", "<": "under" };

function range(place: Place, { instancePath, params }: SchemaError): Explanation {
  const span = place.spanOf(instancePath);
  const limit = `${comparisons[String(params.comparison)] ?? String(params.comparison)} ${String(params.limit)}`;
  const args = { subject: subject(pointerSteps(instancePath)), value: short(written(span)), limit };
  return {
    pointer: instancePath,
    diagnostic: diagnostic("out-of-range", args, span, { help: `write a number that is ${limit}` }),
  };
}

function count(place: Place, { instancePath, keyword, params }: SchemaError): Explanation {
  const node = nodeAt(place, instancePath);
  const limit = Number(params.limit);
  const what = { Items: ["item", "items"], Properties: ["entry", "entries"], Length: ["character", "characters"] }[
    keyword.slice(3)
  ] ?? ["item", "items"];
  const words = `${keyword.startsWith("min") ? "at least" : "at most"} ${limit} ${limit === 1 ? what[0] : what[1]}`;
  const help = node?.example === undefined ? `write ${words}` : suggestion(node);
  return {
    pointer: instancePath,
    diagnostic: diagnostic(
      "wrong-count",
      { subject: subject(pointerSteps(instancePath)), limit: words },
      valueSpan(place, instancePath),
      { help },
    ),
  };
}

function repeated(place: Place, { instancePath, params }: SchemaError): Explanation {
  const [first, second] = [Number(params.i), Number(params.j)].sort((a, b) => a - b) as [number, number];
  const span = place.spanOf(pointerTo(instancePath, second));
  const labels = [{ span: place.spanOf(pointerTo(instancePath, first)), text: "first stands here" }];
  const list = valueAt(place, instancePath) as unknown[];
  const fix = removalOf(span, place.spanOf(pointerTo(instancePath, second - 1)).end);
  return {
    pointer: instancePath,
    meant: { value: list.filter((_, at) => at !== second) },
    diagnostic: diagnostic("repeated-item", { subject: `\`${short(written(span))}\`` }, span, {
      labels,
      help: "delete one of the two",
      ...(fix && { fix }),
    }),
  };
}

/** Takes an item away with what separates it from the one before it; not where a comment stands between them. */
function removalOf(item: Span, before: number): Fix | undefined {
  const start = before;
  if (!/^\s*(?:,|-)\s*$/.test(item.file.text.slice(start, item.start))) return undefined;
  return { title: "delete the second", edits: [{ span: { ...item, start }, text: "" }] };
}
