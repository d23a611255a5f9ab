/** What the rows of a service's dashboard share: how its SLIs are read, as recorded or raw, and what is said of them. */
import { addUp, aggregate, binary, call, equals, number, over, sum } from "../../../model/promql/build.ts";
import type { Expr, Matcher, Selector } from "../../../model/promql/ast.ts";
import { typeOf } from "../../../model/promql/types.ts";
import { fillWindow, selectorsOf } from "../../../model/promql/visit.ts";
import type { GroupLabel, Service, Sli, SliSlo } from "../../../model/service.ts";
import { overSlis } from "../../../model/slo/forms.ts";
import { bin } from "../../../model/slo/windows.ts";
import type { Workspace } from "../../../model/workspace.ts";
import type { PrometheusQuery } from "../panel.ts";
import { variableMatcher } from "../template.ts";

export interface Context {
  readonly service: Service;
  readonly workspace: Workspace;
  /** The dashboard's variables of groups, by the raw label whose values they hold. */
  readonly variables: ReadonlyMap<string, string>;
}

/** More series than this are more than a panel can tell apart. */
const mostSeries = number(10);

/** The SLO whose recorded series tell of an SLI: one that counts its events as they are, if there is one. */
export function sloOf({ slos }: Service, { name }: Sli): SliSlo | undefined {
  const over = overSlis(slos).filter(({ sli }) => sli.name === name);
  return over.find(({ slices }) => slices === undefined) ?? over[0];
}

/** SLIs but those without an SLO that read what one with an SLO reads: kits bring some that a service counts more closely itself. */
export function slisOf(service: Service): readonly Sli[] {
  const judged = new Set(
    service.slis
      .filter((sli) => sloOf(service, sli) !== undefined)
      .flatMap((sli) => sourcesOf(sli).map(({ name }) => name)),
  );
  return service.slis.filter(
    (sli) => sloOf(service, sli) !== undefined || sourcesOf(sli).some(({ name }) => !judged.has(name)),
  );
}

/** Matchers of what is recorded of an SLO as a whole. */
export function ofWhole({ name, environmentLabels }: Service, slo: SliSlo): readonly Matcher[] {
  const noGroup = Object.fromEntries(slo.sli.groups.map(({ recorded }) => [recorded, ""]));
  return equals({ service: name, slo: slo.name, ...environmentLabels, ...noGroup });
}

/** Matchers of what is recorded of the groups of an SLO that are chosen. */
export function ofGroups({ service, variables }: Context, slo: SliSlo): readonly Matcher[] {
  return [
    ...equals({ service: service.name, slo: slo.name, ...service.environmentLabels }),
    ...slo.sli.groups.flatMap(({ source, recorded }): readonly Matcher[] => [
      { label: recorded, op: "!=", value: "" },
      variableMatcher(recorded, variables.get(source)!),
    ]),
  ];
}

/** Raw series of the groups that are chosen. */
export function chosen({ variables }: Context, selector: Selector, groups: readonly GroupLabel[]): Selector {
  const matchers = groups.map(({ source }) => variableMatcher(source, variables.get(source)!));
  return { ...selector, matchers: [...selector.matchers, ...matchers] };
}

/** What counters that add up gain a second. */
export function rateOf(counters: readonly Selector[], by: readonly string[] = []): Expr {
  const rates = counters.map((counter) => sum(call("rate", over(counter, "window")), by));
  return addUp(rates, by);
}

/** Expressions with `${window}` count what happened in it: they are asked for five minutes, of which a second is a part. */
export function perSecond(expr: Expr, by: readonly string[] = []): Expr {
  const counted = asVector(fillWindow(expr, bin));
  return binary(by.length === 0 ? counted : sum(counted, by), "/", number(bin));
}

function asVector(expr: Expr): Expr {
  return typeOf(expr) === "scalar" ? call("vector", expr) : expr;
}

/**
 * Events a second of an SLI that counts events, from its raw series; of others nothing.
 * @param by raw labels
 */
export function rawRate(
  { signal }: Sli,
  by: readonly string[] = [],
  narrow = (one: Selector) => one,
): Expr | undefined {
  switch (signal.kind) {
    case "counters":
      return rateOf((signal.total ?? [...signal.good!, ...signal.bad!]).map(narrow), by);
    case "histogram": {
      if (signal.total !== undefined) return rateOf(signal.total.map(narrow), by);
      const histogram = narrow(signal.histogram);
      return signal.native
        ? sum(call("histogram_count", call("rate", over(histogram, "window"))), by)
        : rateOf([partOf(histogram, "_count")], by);
    }
    case "expressions":
      return signal.total === undefined
        ? addUp([perSecond(signal.good!, by), perSecond(signal.bad!, by)], by)
        : perSecond(signal.total, by);
    default:
      return undefined;
  }
}

/** The largest of many series. */
export function largest(expr: Expr): Expr {
  return aggregate("topk", expr, undefined, mostSeries);
}

/** The smallest of many series. */
export function smallest(expr: Expr): Expr {
  return aggregate("bottomk", expr, undefined, mostSeries);
}

/** The raw series in which an SLI finds all of its events. */
export function sourcesOf({ signal }: Sli): readonly Selector[] {
  switch (signal.kind) {
    case "counters":
      return signal.total ?? [...signal.good!, ...signal.bad!];
    case "histogram":
      return signal.total ?? [partOf(signal.histogram, signal.native ? "" : "_count")];
    case "gauge":
      return signal.gauge;
    case "throughput":
      return signal.events;
    case "freshness":
      return signal.source;
    case "expressions":
      return [signal.total, signal.good, signal.bad].flatMap((expr) => (expr === undefined ? [] : selectorsOf(expr)));
    case "ratio":
      return selectorsOf(signal.errorRatio);
  }
}

/** `name_bucket{…}` of a histogram. */
export function partOf(histogram: Selector, suffix: "" | "_bucket" | "_count" | "_sum"): Selector {
  return histogram.name === undefined ? histogram : { ...histogram, name: `${histogram.name}${suffix}` };
}

/** What is counted, as it is called in the name of a counter: `orders` of `checkout_orders_total`. */
export function countedBy(selectors: readonly Selector[]): string {
  const words = new Set(selectors.map(({ name = "" }) => wordOf(name)));
  return words.size === 1 ? [...words][0]! : "events";
}

/** Names of histograms say what takes a time, in the singular. */
const timed: readonly (readonly [string, string])[] = [
  ["request", "requests"],
  ["call", "calls"],
  ["query", "queries"],
  ["span", "spans"],
];
/** Words that are plural in form alone. */
const noPlural = new Set(["metrics", "status", "redis", "postgres", "kubernetes"]);

function wordOf(name: string): string {
  const words = name.split("_");
  if (words.at(-1) === "count" || words.includes("duration"))
    return timed.find(([one]) => words.includes(one))?.[1] ?? "events";
  return (
    words.findLast((word) => /^[a-z]{2,}[a-rt-z]s$/.test(word) && !noPlural.has(word) && !word.endsWith("seconds")) ??
    "events"
  );
}

/** A title, and the SLI that it is about where its type does not say so. */
export function about(title: string, { name, type }: Sli): string {
  return name === type ? title : `${title} · ${inWords(name)}`;
}

/** A name in words: `orders-placed` is `orders placed`. */
export function inWords(name: string): string {
  return name.replace(/[-_.]+/g, " ").trim();
}

/** With a capital where a title begins. */
export function titled(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** Values of labels as the name of a series. */
export function legendOf(labels: readonly string[]): string {
  return labels.map((label) => `{{${label}}}`).join(" ");
}

/** Labels that groups bear in raw or in recorded series. */
export function labelsOf(groups: readonly GroupLabel[], of: "source" | "recorded"): readonly string[] {
  return groups.map((group) => group[of]);
}

/** A query of Prometheus. */
export function query(ref: string, expr: Expr, more: Partial<PrometheusQuery> = {}): PrometheusQuery {
  return { kind: "prometheus", ref, expr, ...more };
}
