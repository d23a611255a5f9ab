/** What may be written within PromQL, and names after `${` in any text. */
import { CompletionItemKind, type Range } from "vscode-languageserver/node";
import { aggregations, functions } from "../../model/promql/functions.ts";
import { type PromqlContext, promqlContext } from "../promql/context.ts";
import { metricsOf } from "../promql/metrics.ts";
import { schemaAt } from "../schema.ts";
import type { File } from "../session.ts";
import { type Place, scalarText } from "../yaml/place.ts";
import { type KnownName, namesOf, serviceOf } from "./known.ts";
import type { Offer } from "./offer.ts";

export function labelOffers(file: File): readonly KnownName[] {
  const [spec] = file.model.specsOf(file.shown);
  const { values, metrics } = metricsOf(file.model, spec);
  const labels = new Set([...[...metrics.values()].flatMap((metric) => [...metric.labels]), ...values.keys()]);
  return [...labels].sort().map((name) => ({ name, detail: "label" }));
}

/** Names after `${` in any text. */
export function holeOffers(file: File, place: Place, offset: number): readonly Offer[] | undefined {
  if (place.scalar === undefined) return undefined;
  const before = file.text.slice(place.start, offset);
  const typed = /(?<!\$)\$\{([a-z0-9-]*)$/.exec(before);
  return typed === null ? undefined : holes(file, offset, typed[1]!);
}

function holes(file: File, offset: number, word: string): readonly Offer[] {
  const isClosed = /^[a-z0-9-]*\}/.test(file.text.slice(offset));
  const range = file.range(offset - word.length, offset);
  return namesOf(file, "hole", []).map((one) => ({
    ...one,
    kind: CompletionItemKind.Variable,
    text: isClosed ? one.name : `${one.name}}`,
    range,
  }));
}

export function promqlStart(file: File, place: Place): readonly Offer[] {
  const range = file.range(place.start, place.start);
  return expressionOffers(file, range, isSelector(file, place));
}

function isSelector(file: File, { path }: Place): boolean {
  return schemaAt(file.kind, file.text, file.outline, path)?.format === "selector";
}

/** What is being written at the cursor within a text of PromQL. */
export function contextAt(file: File, place: Place, offset: number): PromqlContext | undefined {
  if (place.scalar === undefined) return { kind: "expression", word: "" };
  const written = file.text.slice(place.start, offset);
  const { style } = place.scalar;
  const before =
    style === "single" ? written.replaceAll("''", "'") : style === "double" ? written.replaceAll('\\"', '"') : written;
  return promqlContext(style === "block" ? before.replace(/^[^\n]*\n/, "") : before);
}

export function promqlOffers(file: File, place: Place, offset: number): readonly Offer[] {
  const context = contextAt(file, place, offset);
  if (context === undefined) return [];
  const word = file.range(offset - context.word.length, offset);
  const [spec] = file.model.specsOf(file.shown);
  switch (context.kind) {
    case "hole":
      return holes(file, offset, context.word);
    case "range":
      return ["1m", "5m", "10m", "30m", "1h", "6h", "1d", "3d", "${window}"].map((name) => ({
        name,
        kind: CompletionItemKind.Value,
        text: name,
        snippet: name.replace("$", "\\$"),
        range: word,
      }));
    case "grouping": {
      const taken = new Set(context.taken);
      const { metrics } = metricsOf(file.model, spec);
      const text = scalarText(file.text, place.scalar!);
      const labels = [...metrics.values()].filter(({ name }) => text.includes(name)).flatMap((one) => [...one.labels]);
      const all = labels.length > 0 ? [...new Set(labels)].sort() : labelOffers(file).map(({ name }) => name);
      return all
        .filter((name) => !taken.has(name))
        .map((name) => ({ name, kind: CompletionItemKind.Field, detail: "label", range: word }));
    }
    case "label": {
      const taken = new Set(context.taken);
      const { metrics, values } = metricsOf(file.model, spec);
      const own = context.metric === undefined ? undefined : metrics.get(context.metric);
      const labels = own === undefined || own.labels.size === 0 ? [...values.keys()].sort() : [...own.labels].sort();
      const quote = place.scalar!.style === "double" ? '\\"' : '"';
      return [
        ...labels
          .filter((name) => !taken.has(name))
          .map((name): Offer => ({
            name,
            kind: CompletionItemKind.Field,
            detail: "label",
            text: `${name}=`,
            snippet: `${name}=${quote.replaceAll("\\", "\\\\")}$1${quote.replaceAll("\\", "\\\\")}`,
            range: word,
          })),
        {
          name: "${match}",
          kind: CompletionItemKind.Variable,
          detail: "the service's match",
          snippet: "\\${match}",
          range: word,
        },
      ];
    }
    case "value": {
      const { values } = metricsOf(file.model, spec);
      return [...(values.get(context.label) ?? [])]
        .sort()
        .map((name) => ({ name, kind: CompletionItemKind.Value, range: word }));
    }
    case "quoted":
      return [];
    case "expression":
      return expressionOffers(file, word, isSelector(file, place));
  }
}

function expressionOffers(file: File, range: Range, selectorsAlone: boolean): readonly Offer[] {
  const [spec] = file.model.specsOf(file.shown);
  const { metrics } = metricsOf(file.model, spec);
  const known = [...metrics.values()].map(({ name, type, help, of }): Offer => ({
    name,
    kind: CompletionItemKind.Variable,
    detail: [type, of === "" ? undefined : `of ${of}`].filter((part) => part !== undefined).join(", "),
    ...(help !== undefined && { documentation: help }),
    range,
  }));
  if (selectorsAlone) return known;
  const call = (name: string, detail: string): Offer => ({
    name,
    kind: CompletionItemKind.Function,
    detail,
    text: `${name}(`,
    snippet: `${name}($1)`,
    range,
  });
  const own = serviceOf(file);
  const isOwn = ({ name }: Offer) => metrics.get(name)?.of === own;
  return [
    ...known.filter(isOwn),
    ...[...aggregations.keys()].map((name) => call(name, "aggregation")),
    ...[...functions].map(([name, { args, returns, since }]) =>
      call(name, `(${args.join(", ")}) → ${returns}${since === undefined ? "" : `, from ${since}`}`),
    ),
    ...["by", "without", "on", "ignoring", "and", "or", "unless", "offset", "bool"].map((name): Offer => ({
      name,
      kind: CompletionItemKind.Keyword,
      range,
    })),
    ...known.filter((one) => !isOwn(one)),
  ];
}
