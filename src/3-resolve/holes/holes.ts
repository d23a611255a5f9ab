import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { pointerTo } from "../../util/pointer.ts";
import { diagnostic } from "../diagnostics.ts";
import type { HoleValue, Layer, Source } from "../layers/layer.ts";
import { isMap } from "../layers/lay.ts";
import { placeOf } from "../place.ts";
import { misspelt } from "../spelling.ts";

export const builtinHoles = ["service", "owner", "environment", "match"] as const;

/** The names that texts of a layer may use: parameters in a kit, `vars` elsewhere, and the built-in ones. */
export interface Scope {
  lookup(name: string, layer: Layer): HoleValue | undefined;
  namesIn(layer: Layer): readonly string[];
}

/** A value with its holes filled; `dropped` when a parameter that is null would have filled it. */
export type Filled = { readonly value: unknown; readonly source: Source } | "dropped";

/** `$${` is a literal `${`; a `${` that is never closed gives an empty name. */
const hole = /\$\$\{|\$\{([^{}\n]*)\}|\$\{/g;

/** One hole of a text, with its offsets in it. */
export interface HoleRange {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export function holesOf(text: string): readonly HoleRange[] {
  if (!text.includes("${")) return [];
  return [...text.matchAll(hole)]
    .filter(([written]) => written !== "$${")
    .map(({ 0: written, 1: name = "", index }) => ({ name, start: index, end: index + written.length }));
}

/** Fills the texts of a value, lists and maps included. Text that came in through a hole is not read again. */
export function fillText(value: unknown, source: Source, scope: Scope, report: (found: Diagnostic) => void): Filled {
  if (typeof value === "string") return fillString(value, source, scope, report, textOf);
  if (Array.isArray(value)) {
    const items = value.map((item, at) => fillText(item, below(source, at), scope, report));
    return { value: items.flatMap((item) => (item === "dropped" ? [] : [item.value])), source };
  }
  if (isMap(value)) {
    const entries = Object.entries(value).map(
      ([key, item]) => [key, fillText(item, below(source, key), scope, report)] as const,
    );
    const kept = entries.flatMap(([key, item]) => (item === "dropped" ? [] : [[key, item.value] as const]));
    return { value: Object.fromEntries(kept), source };
  }
  return { value, source };
}

/** Fills a template: what a hole brings is text, and a hole inside an action has no meaning that is safe. */
export function fillTemplate(text: string, source: Source, scope: Scope, report: (found: Diagnostic) => void): Filled {
  for (const range of holesOf(text)) {
    if (text.lastIndexOf("{{", range.start) <= text.lastIndexOf("}}", range.start)) continue;
    const { span, labels } = placeOf(source, range);
    const help = "write the text itself there; outside of `{{ }}` a hole is filled";
    report(diagnostic("hole-in-action", { name: range.name }, span, { labels, help }));
    return { value: text, source };
  }
  return fillString(text, source, scope, report, (filler) => textOf(filler).replaceAll("{{", '{{ "{{" }}'));
}

function fillString(
  text: string,
  source: Source,
  scope: Scope,
  report: (found: Diagnostic) => void,
  print: (filler: HoleValue) => string,
): Filled {
  if (!text.includes("${")) return { value: text, source };
  const holes = holesOf(text).map((range) => ({ ...range, filler: lookUp(range, source, scope, report) }));
  if (holes.some(({ filler }) => filler?.kind === "nothing")) return "dropped";
  // A mistake was reported: the text stays as it is, so that nothing else seems to be missing.
  if (holes.some(({ filler }) => filler === undefined || filler.kind === "absent")) return { value: text, source };
  const [first] = holes;
  if (first !== undefined && first.start === 0 && first.end === text.length && first.filler?.kind === "value") {
    // A hole that is the whole value takes the parameter as it is: a number stays one, and a mistake in it is the parameter's.
    const { value } = first.filler;
    return { value: typeof value === "string" ? print(first.filler) : value, source: first.filler.source ?? source };
  }
  let filled = "";
  let at = 0;
  for (const { start, end, filler } of holes) {
    filled += unescapeHoles(text.slice(at, start)) + print(filler!);
    at = end;
  }
  return { value: filled + unescapeHoles(text.slice(at)), source };
}

/** The value of a hole; reports a name that nothing has, once: those of kits are found when the kit is read. */
export function lookUp(
  range: HoleRange,
  source: Source,
  scope: Scope,
  report: (found: Diagnostic) => void,
): HoleValue | undefined {
  const filler = scope.lookup(range.name, source.layer);
  if (filler === undefined) {
    if (source.layer.by !== "kit") report(unknownHole(range, source, scope.namesIn(source.layer)));
  } else if (filler.kind === "absent") {
    const { span, labels } = placeOf(source, range);
    report(
      diagnostic("hole-without-value", { name: range.name, why: filler.why }, span, {
        labels,
        help: "give it one, or write the text itself",
      }),
    );
  }
  return filler;
}

export function unknownHole(range: HoleRange, source: Source, names: readonly string[]): Diagnostic {
  const { span, labels } = placeOf(source, range);
  if (range.name === "") {
    return diagnostic("unknown-hole", { name: "" }, span, {
      labels,
      help: "close it with `}`, or write `$${` for a literal `${`",
    });
  }
  const known = `known here: ${names.map((name) => `\`${name}\``).join(", ")}; \`$\${\` is a literal \`\${\``;
  const near = misspelt(range.name, names, span, { shown: (name) => `\${${name}}` });
  return diagnostic("unknown-hole", { name: range.name }, span, {
    labels,
    help: near?.help ?? known,
    ...(near?.fix && { fix: near.fix }),
  });
}

function textOf(filler: HoleValue): string {
  if (filler.kind === "matchers")
    return filler.matchers.map(({ label, op, value }) => `${label}${op}${JSON.stringify(value)}`).join(", ");
  return filler.kind === "value" ? String(filler.value) : "";
}

function unescapeHoles(text: string): string {
  return text.replaceAll("$${", "${");
}

function below({ layer, pointer }: Source, key: string | number): Source {
  return { layer, pointer: pointerTo(pointer, key) };
}
