import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  InsertTextFormat,
  MarkupKind,
} from "vscode-languageserver/node";
import { lintRules } from "../../4-lint/registry.ts";
import type { LintRule } from "../../4-lint/rule.ts";
import type { SchemaNode } from "../../2-validate/generated/schema-index.ts";
import { namesOf, slisIn } from "../complete/known.ts";
import { liveOffers } from "../complete/live.ts";
import { isLike, type Offer } from "../complete/offer.ts";
import { holeOffers, labelOffers, promqlOffers, promqlStart } from "../complete/promql.ts";
import { valuesOf } from "../complete/values.ts";
import type { Feature } from "../feature.ts";
import { canIgnore, type IgnoreAt, ignoreAt } from "../ignores.ts";
import { plain, withoutImages } from "../markdown.ts";
import { definedAt, inService, isOverlay, isSectionKind, namedAt } from "../names/kinds.ts";
import { documentationOf, freeKeys, schemaAt, typeInWords } from "../schema.ts";
import type { File, Session } from "../session.ts";
import { keyText, type Place, scalarText } from "../yaml/place.ts";

/** Keys, values, names of other places, and PromQL, wherever the cursor stands; the text need not be finished. */
export const completion: Feature = {
  capabilities: () => ({
    completionProvider: {
      triggerCharacters: [":", " ", "-", "{", "[", "(", ",", '"', "$", "/", "="],
      resolveProvider: false,
    },
  }),
  register(connection, session) {
    connection.onCompletion(async ({ textDocument: { uri }, position }): Promise<CompletionList | null> => {
      const file = session.file(uri);
      if (file === undefined) return null;
      const offset = file.document.offsetAt(position);
      const ignore = ignoreAt(file, offset);
      const place = ignore === undefined ? file.placeAt(position) : placeOfCode(ignore);
      if (place === undefined) return null;
      const offers = ignore === undefined ? offersAt(file, place, offset) : codesFor(file);
      const few = offers.length <= mostOffers ? offers : likeTyped(offers, file, place, offset).slice(0, mostOffers);
      // An editor asks again with more letters where it has not got everything.
      const isIncomplete = few.length < offers.length;
      const items = itemsOf(session, file, place, few);
      const asked = session.live && ignore === undefined ? liveOffers(session.live, file, place, offset) : undefined;
      if (asked === undefined) return { isIncomplete, items };
      const { version } = file.document;
      const live = await asked;
      // Who has typed on meanwhile asks again.
      if (file.document.version !== version) return { isIncomplete: true, items };
      const names = new Set(few.map(({ name }) => name));
      const more = live.offers.filter(({ name }) => !names.has(name));
      const isMany = few.length + more.length > mostOffers;
      const own = isMany ? likeTyped(few, file, place, offset) : few;
      return {
        isIncomplete: isIncomplete || live.isIncomplete || isMany,
        items: itemsOf(session, file, place, [...own.map(live.describe), ...more].slice(0, mostOffers)),
      };
    });
  },
};

function placeOfCode({ start, end }: IgnoreAt): Place {
  return { path: [], part: "value", start, end, flow: false };
}

/** Codes that a comment may silence: what is found in the file first, then every lint. */
function codesFor(file: File): readonly Offer[] {
  const found = file.model.findingsOf(file.shown).filter(({ code, severity }) => canIgnore(file, code, severity));
  const here = found.map(({ code, title }): Offer => ({
    name: code,
    kind: CompletionItemKind.Event,
    detail: title,
    text: `${code}: `,
  }));
  const names = new Set(here.map(({ name }) => name));
  const offer = (phase: string, { name, summary }: Pick<LintRule, "name" | "summary">): Offer => ({
    name: `${phase}/${name}`,
    kind: CompletionItemKind.Event,
    detail: summary,
    text: `${phase}/${name}: `,
  });
  const lints = [
    ...file.model.ownRules.map((rule) => offer("own", rule)),
    ...lintRules.map((rule) => offer("lint", rule)),
  ];
  return [
    ...new Map([...here, ...lints.filter(({ name }) => !names.has(name))].map((one) => [one.name, one])).values(),
  ];
}

/** More than this nobody reads, and sending it takes longer than typing a letter. */
const mostOffers = 300;

/** Those that hold the letters that were typed, in their order. */
function likeTyped(offers: readonly Offer[], file: File, place: Place, offset: number): readonly Offer[] {
  return offers.filter(({ name, range }) => {
    const start = range === undefined ? place.start : file.document.offsetAt(range.start);
    return isLike(name, file.text.slice(start, offset));
  });
}

function itemsOf(session: Session, file: File, place: Place, offers: readonly Offer[]): CompletionItem[] {
  const { completionItem } = session.client.textDocument?.completion ?? {};
  const takesSnippets = completionItem?.snippetSupport === true;
  const takesMarkdown = completionItem?.documentationFormat?.includes(MarkupKind.Markdown) === true;
  const documented = (text: string) =>
    takesMarkdown
      ? { kind: MarkupKind.Markdown, value: withoutImages(text) }
      : { kind: MarkupKind.PlainText, value: plain(text) };
  return offers.map(({ name, kind, detail, documentation, text = name, snippet, range }, at) => {
    const isSnippet = takesSnippets && snippet !== undefined;
    return {
      label: name,
      kind,
      ...(detail !== undefined && { detail }),
      ...(documentation && { documentation: documented(documentation) }),
      sortText: String(at).padStart(4, "0"),
      ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
      textEdit: { range: range ?? file.range(place.start, place.end), newText: isSnippet ? snippet : text },
    };
  });
}

function offersAt(file: File, place: Place, offset: number): readonly Offer[] {
  const offers: Offer[] = [];
  if (place.part !== "value") offers.push(...keyOffers(file, place));
  if (place.part === "key") return offers;
  const valuePath = place.path;
  const node = schemaAt(file.kind, file.text, file.outline, valuePath);
  if (place.part === "either") {
    const inner = keyOffers(file, { ...place, path: [...valuePath, ""] });
    return [...inner, ...valueOffers(file, place, node, offset)];
  }
  return [...offers, ...valueOffers(file, place, node, offset)];
}

// --- keys

function keyOffers(file: File, place: Place): readonly Offer[] {
  const mapPath = place.path.slice(0, -1);
  const node = schemaAt(file.kind, file.text, file.outline, mapPath);
  if (node === undefined) return [];
  const own = place.path.at(-1);
  const taken = new Set(
    (place.map?.entries ?? []).filter((entry) => entry !== place.entry).map((entry) => keyText(file.text, entry)),
  );
  if (place.entry !== undefined && place.part === "key" && place.start !== place.end && own !== undefined)
    taken.delete(own);
  const hasColon = place.entry?.colon !== undefined && place.start !== place.end;
  const required = new Set(node.required ?? []);
  const keys = [...freeKeys(node, taken)].sort((a, b) => Number(required.has(b)) - Number(required.has(a)));
  const offers = keys.flatMap((key): readonly Offer[] => {
    const child = node.keys?.[key];
    if (child === undefined) return [];
    return [
      {
        name: key,
        kind: CompletionItemKind.Property,
        detail: typeInWords(child),
        documentation: documentationOf(child),
        ...(hasColon ? {} : written(key, child, place, file)),
      },
    ];
  });
  return [...offers, ...freeKeyOffers(file, [...mapPath, ""], node, taken, hasColon, place)];
}

/** A key with what follows it: a map begins on the next line, but for those in braces. */
function written(key: string, node: SchemaNode, place: Place, file: File): { text: string; snippet: string } {
  const isMap = node.types.includes("object") && !node.types.includes("string") && !node.types.includes("number");
  const isList = node.types.includes("array") && !node.types.includes("string") && !node.types.includes("object");
  const snippetKey = key.replaceAll("$", "\\$");
  if (isList) return { text: `${key}: [`, snippet: `${snippetKey}: [$1]` };
  if (!isMap) return { text: `${key}: `, snippet: `${snippetKey}: $1` };
  if (place.flow) return { text: `${key}: {`, snippet: `${snippetKey}: { $1 }` };
  const lineStart = file.text.lastIndexOf("\n", place.start - 1) + 1;
  const indent = " ".repeat(place.start - lineStart + 2);
  // An editor that takes snippets indents what follows like the line of the cursor.
  return { text: `${key}:\n${indent}`, snippet: `${snippetKey}:\n  $1` };
}

/** Keys that are names: of SLIs that have no SLO yet, of kits and their parameters, of environments … */
function freeKeyOffers(
  file: File,
  path: readonly string[],
  node: SchemaNode,
  taken: ReadonlySet<string>,
  hasColon: boolean,
  place: Place,
): readonly Offer[] {
  const own = inService(file.kind, path);
  const named = namedAt(file.kind, path, "key");
  const defined = definedAt(file.kind, path, "key");
  const isSlos = defined === "slo";
  // Vitals have names that are given.
  const isSection = defined !== undefined && isSectionKind(defined) && own[0] !== "rum";
  const names =
    isSection && isOverlay(file.kind, path)
      ? namesOf(file, defined, path)
      : isSlos
        ? slisIn(file)
        : isSection
          ? namesOf(file, defined, path).filter(({ detail }) => detail !== "of this service")
          : named === undefined
            ? []
            : namesOf(file, named, path);
  const labels = names.length === 0 && node.keyFormat === "label-name" ? labelOffers(file) : [];
  const child = node.entry ?? node;
  return [...names, ...labels]
    .filter(({ name }) => !taken.has(name))
    .map((one) => ({
      ...one,
      kind: CompletionItemKind.Reference,
      ...(hasColon
        ? {}
        : isSlos
          ? { text: `${one.name}: `, snippet: `${one.name}: $1` }
          : written(one.name, child, place, file)),
    }));
}

// --- values

function valueOffers(file: File, place: Place, node: SchemaNode | undefined, offset: number): readonly Offer[] {
  if (node === undefined) return parameterValues(file, place);
  const { path } = place;
  const isPromql = node.format === "promql" || node.format === "selector";
  if (isPromql && place.scalar !== undefined) return promqlOffers(file, place, offset);
  if (isPromql && node.types.includes("string")) return promqlStart(file, place);
  const hole = holeOffers(file, place, offset);
  if (hole !== undefined) return hole;
  const named = namedAt(file.kind, path, "value");
  const beside = new Set(place.beside);
  const typed = place.scalar === undefined ? "" : scalarText(file.text, place.scalar);
  beside.delete(typed);
  const names = named === undefined ? [] : namesOf(file, named, path).filter(({ name }) => !beside.has(name));
  const key = /^\d+$/.test(path.at(-1) ?? "") ? path.at(-2) : path.at(-1);
  const texts =
    names.length > 0 && node.values === undefined ? [] : valuesOf(withObjective(node, file, path), key, typed);
  const quote = place.scalar?.style === "single" || place.scalar?.style === "double";
  return [
    ...names.map((one): Offer => ({ ...one, kind: CompletionItemKind.Reference })),
    ...texts
      .filter((text) => !beside.has(text))
      .map((name): Offer => ({
        name: name.replace(/^"(.*)"$/, "$1"),
        kind: node.values === undefined ? CompletionItemKind.Value : CompletionItemKind.EnumMember,
        text: quote ? name.replace(/^"(.*)"$/, "$1") : name,
        ...(name === String(node.default) && { detail: "default" }),
      })),
    ...(path.at(-1) === "groupBy" || path.at(-2) === "groupBy" ? groupOffers(file, beside) : []),
  ];
}

/** The short form of an SLO is its objective. */
function withObjective(node: SchemaNode, file: File, path: readonly string[]): SchemaNode {
  const isShort = definedAt(file.kind, path, "key") === "slo" && node.keys?.["objective"] !== undefined;
  return isShort ? node.keys["objective"]! : node;
}

function groupOffers(file: File, beside: ReadonlySet<string>): readonly Offer[] {
  return labelOffers(file)
    .filter(({ name }) => !beside.has(name))
    .map((one) => ({ ...one, kind: CompletionItemKind.Field }));
}

/** Values of a kit's parameter, which no schema knows. */
function parameterValues(file: File, place: Place): readonly Offer[] {
  const own = inService(file.kind, place.path);
  if (own[0] !== "uses" || own.length !== 3) return [];
  const parameter = namesOf(file, "parameter", place.path).find(({ name }) => name === own[2]);
  const value = /= (.*)$/.exec(parameter?.detail ?? "")?.[1];
  return value === undefined ? [] : [{ name: value, kind: CompletionItemKind.Value, detail: "default" }];
}
