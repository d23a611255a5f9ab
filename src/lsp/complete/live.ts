/** What a live Prometheus adds to what the specs say: names and values, written so that they mean themselves and nothing else. */
import { CompletionItemKind, type Range } from "vscode-languageserver/node";
import { isClassicLabelName, isClassicMetricName, isPlainMetricName } from "../../model/promql/names.ts";
import { escapeRegex } from "../../model/promql/regex.ts";
import { quote } from "../../model/promql/strings.ts";
import type { Metadata } from "../../prometheus-api/instant.ts";
import type { Known } from "../live/answers.ts";
import type { Live } from "../live/live.ts";
import { literal } from "../markdown.ts";
import { selectedIn } from "../promql/selected.ts";
import { schemaAt } from "../schema.ts";
import type { File } from "../session.ts";
import { type Place, scalarText } from "../yaml/place.ts";
import { isLike, type Offer } from "./offer.ts";
import { contextAt } from "./promql.ts";

export interface LiveOffers {
  readonly offers: readonly Offer[];
  /** Whether there may be more in a moment, or with more letters. */
  readonly isIncomplete: boolean;
  /** What is known of metrics that were offered without it. */
  describe(offer: Offer): Offer;
}

/** Of each question so many are offered. */
const most = 300;
/** Metrics of an expression whose labels are asked for. */
const mostMetrics = 3;

/**
 * Asks for what may stand at a cursor; undefined where a server knows nothing of it. All places are taken from the text before anything is waited for, as it
 * may be another one afterwards.
 */
export function liveOffers(live: Live, file: File, place: Place, offset: number): Promise<LiveOffers> | undefined {
  const { until } = live;
  const typed = file.text.slice(place.start, offset);
  const whole = file.range(place.start, place.end);
  const write = writer(place);
  const values = (known: Promise<Known<readonly string[]>>, word: string, range: Range, text = write.value) =>
    listed(known, word, (name) => offerOf(live, name, CompletionItemKind.Value, range, text(name)));

  if (place.part === "key" || (place.part === "either" && !isText(file, place))) {
    const parent = schemaAt(file.kind, file.text, file.outline, place.path.slice(0, -1));
    if (parent?.keyFormat !== "label-name") return undefined;
    const known = live.labels(undefined, until);
    const end = place.entry?.colon !== undefined && place.start !== place.end ? "" : ": ";
    return listed(known, typed, (name) =>
      isClassicLabelName(name) ? offerOf(live, name, CompletionItemKind.Field, whole, `${name}${end}`) : undefined,
    );
  }
  const item = /^\d+$/.test(place.path.at(-1) ?? "") ? 1 : 0;
  const [key, parent] = [place.path.at(-1 - item), place.path.at(-2 - item)];
  if (key === "groupBy")
    return listed(live.labels(undefined, until), typed, (name) =>
      isClassicLabelName(name) ? offerOf(live, name, CompletionItemKind.Field, whole, name) : undefined,
    );
  if (parent === "match" && key !== undefined && isClassicLabelName(key))
    return values(live.values(key, undefined, plainWord(typed), until), typed, whole);

  if (!isText(file, place)) return undefined;
  const context = contextAt(file, place, offset);
  if (context === undefined) return undefined;
  const range = file.range(offset - context.word.length, offset);
  switch (context.kind) {
    case "expression":
      return metricOffers(live, file, place, offset, context.word);
    case "label": {
      const taken = new Set(context.taken);
      return listed(live.labels(context.metric, until), context.word, (name) => {
        if (taken.has(name)) return undefined;
        const key = isClassicLabelName(name) ? name : quote(name);
        const offer = offerOf(live, name, CompletionItemKind.Field, range, write.part(`${key}=`));
        const [start, end] = [write.part(`${key}="`), write.part('"')];
        if (offer === undefined || start === undefined || end === undefined) return offer;
        return { ...offer, snippet: `${inSnippet(start)}$1${inSnippet(end)}` };
      });
    }
    case "grouping": {
      const taken = new Set(context.taken);
      const named = selectedIn(scalarText(file.text, place.scalar!)).flatMap(({ name }) => name ?? []);
      const metrics = [...new Set(named)].slice(0, mostMetrics);
      const asked = metrics.length === 0 ? [undefined] : metrics;
      const all = Promise.all(asked.map((metric) => live.labels(metric, until))).then(together);
      return listed(all, context.word, (name) =>
        taken.has(name)
          ? undefined
          : offerOf(
              live,
              name,
              CompletionItemKind.Field,
              range,
              write.part(isClassicLabelName(name) ? name : quote(name)),
            ),
      );
    }
    case "value": {
      const known = live.values(context.label, context.metric, plainWord(context.word), until);
      return values(known, context.word, range, (name) =>
        write.inString(context.isRegex ? escapeRegex(name) : name, context.quote),
      );
    }
    case "quoted": {
      const isLabel = context.metric !== undefined;
      const known = isLabel ? live.labels(context.metric, until) : live.metrics(plainWord(context.word), until);
      const kind = isLabel ? CompletionItemKind.Field : CompletionItemKind.Variable;
      return listed(known, context.word, (name) =>
        offerOf(live, name, kind, range, write.inString(name, context.quote)),
      );
    }
    case "range":
    case "hole":
      return undefined;
  }
}

function isText(file: File, { path }: Place): boolean {
  const format = schemaAt(file.kind, file.text, file.outline, path)?.format;
  return format === "promql" || format === "selector";
}

async function metricOffers(live: Live, file: File, place: Place, offset: number, word: string): Promise<LiveOffers> {
  const { until } = live;
  const write = writer(place);
  const range = file.range(offset - word.length, offset);
  // `http.requests` is a name as well, of which the last word alone is one of PromQL.
  const dotted = /[\w:]+(?:\.[\w:]*)*$/.exec(file.text.slice(place.start, offset))?.[0] ?? "";
  const dottedRange = file.range(offset - dotted.length, offset);
  // Braces and quotes at the beginning of a plain text of YAML have a meaning there.
  const isWhole =
    place.scalar === undefined || (place.scalar.style === "plain" && place.start === offset - dotted.length);
  const scalar = isWhole && place.start + dotted.length === place.end ? file.range(place.start, place.end) : undefined;
  const [names, about] = await Promise.all([live.metrics(dotted, until), live.metadata(until)]);
  const found = listOf(names, (name) => isLike(name, isClassicMetricName(name) ? word : dotted));
  const offers = found.names.flatMap((name): readonly Offer[] => {
    const selector = isPlainMetricName(name) ? name : `{${quote(name)}}`;
    const place = isPlainMetricName(name) ? range : isWhole ? scalar : dottedRange;
    const text = isPlainMetricName(name) || !isWhole ? write.part(selector) : `'${selector.replaceAll("'", "''")}'`;
    if (place === undefined || text === undefined) return [];
    const offer = offerOf(live, name, CompletionItemKind.Variable, place, text);
    return offer === undefined ? [] : [described(offer, about(name), live)];
  });
  return {
    offers,
    isIncomplete: found.isIncomplete,
    describe: (offer) =>
      offer.kind === CompletionItemKind.Variable && offer.documentation === undefined
        ? { ...offer, ...documented(about(offer.name)) }
        : offer,
  };
}

function offerOf(
  live: Live,
  name: string,
  kind: CompletionItemKind,
  range: Range,
  text: string | undefined,
): Offer | undefined {
  return text === undefined ? undefined : { name, kind, detail: `of ${live.name}`, text, range };
}

function described(offer: Offer, about: Metadata | undefined, live: Live): Offer {
  const words = [about?.type, about?.unit && `in ${about.unit}`, `of ${live.name}`].filter((word) => word);
  return { ...offer, detail: words.join(", "), ...documented(about) };
}

function documented(about: Metadata | undefined) {
  return about?.help === undefined ? {} : { documentation: literal(about.help) };
}

function together(all: readonly Known<readonly string[]>[]): Known<readonly string[]> {
  const names = new Set(all.flatMap(({ value = [] }) => value));
  return { value: [...names].sort(), isPending: all.some(({ isPending }) => isPending) };
}

/** Those that hold the letters that were typed. */
function listOf({ value = [], isPending }: Known<readonly string[]>, isWanted: (name: string) => boolean) {
  const like = value.filter(isWanted);
  return { names: like.slice(0, most), isIncomplete: isPending || like.length > most };
}

async function listed(
  known: Promise<Known<readonly string[]>>,
  word: string,
  offer: (name: string) => Offer | undefined,
): Promise<LiveOffers> {
  const { names, isIncomplete } = listOf(await known, (name) => isLike(name, word));
  return { offers: names.flatMap((name) => offer(name) ?? []), isIncomplete, describe: (one) => one };
}

/** What a regular expression or a name can begin with; else everything is asked for. */
function plainWord(word: string): string {
  return /^[\w:.-]*$/.test(word) ? word : "";
}

function inSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

// --- what is written

/** Texts as they have to stand in a scalar of YAML; undefined where they cannot. */
interface Writer {
  /** A part of PromQL. */
  part(text: string): string | undefined;
  /** Within quotes of PromQL. */
  inString(value: string, quotes: string): string | undefined;
  /** A whole value of YAML. */
  value(text: string): string | undefined;
}

function writer({ scalar, flow }: Place): Writer {
  const inYaml = (text: string): string | undefined => {
    if (scalar?.style === "single") return text.replaceAll("'", "''");
    if (scalar?.style === "double") return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
    if (scalar?.style === "block") return text;
    return isPlain(text, flow) ? text : undefined;
  };
  return {
    part: (text) => inYaml(withoutHoles(text)),
    inString: (value, quotes) => {
      const text = inQuotes(withoutHoles(value), quotes);
      return text === undefined ? undefined : inYaml(text);
    },
    value: (text) => {
      const own = withoutHoles(text);
      if (scalar?.style === "single" || scalar?.style === "double") return inYaml(own);
      return isPlainValue(own) ? own : `'${own.replaceAll("'", "''")}'`;
    },
  };
}

/** `$${` is a literal `${` in a spec. */
function withoutHoles(text: string): string {
  return text.replaceAll("${", () => "$${");
}

function inQuotes(value: string, quotes: string): string | undefined {
  if (quotes === "`") return value.includes("`") ? undefined : value;
  const body = quote(value).slice(1, -1);
  return quotes === '"' ? body : body.replaceAll('\\"', '"').replaceAll("'", "\\'");
}

/** Whether a part of a plain scalar leaves it one. */
function isPlain(text: string, flow: boolean): boolean {
  return !/:\s|:$|\s#|\s$/.test(text) && !(flow && /[,[\]{}]/.test(text));
}

/** Whether a text is one by itself in YAML: no number, no word with a meaning. */
function isPlainValue(text: string): boolean {
  return /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n|nan|inf)$/i.test(text);
}
