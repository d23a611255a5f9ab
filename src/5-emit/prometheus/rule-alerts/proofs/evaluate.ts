/**
 * PromQL at an instant over made-up series, for choosing series that make an alert fire or keep it silent. What promtool says of them is the proof;
 * this finds them. It has the functions that alerts are made of, and is exact about where two versions of Prometheus differ: the older one takes a
 * sample at the very beginning of a range too.
 */
import type { Aggregation, Binary, Call, Expr, Grouping, Selector, Subquery } from "../../../../model/promql/ast.ts";
import { calculate, compare } from "../../../../model/promql/numbers.ts";
import { setOperators } from "../../../../model/promql/operators.ts";
import type { Seconds } from "../../../../model/quantity/units.ts";
import type { Labels } from "../../../../model/service.ts";
import { never } from "../../../../util/never.ts";
import { combine, type Combine, matchVectors, setVectors } from "./combine.ts";
import { elementwise, histogramQuantile, overRange, type Point } from "./functions.ts";
import { type Element, keyOf, type Vector, withoutName } from "./vector.ts";

/** A made-up series: sample `k` is that of second `k × interval`; undefined: none; "stale": the series ends there. */
export interface MadeSeries {
  /** `__name__` among them. */
  readonly labels: Labels;
  readonly samples: readonly (number | "stale" | undefined)[];
}

type Value = { readonly scalar: number } | { readonly vector: Vector } | { readonly text: string };

/** What this evaluator does not have; the message says what. */
export class Unknown extends Error {
  override name = "Unknown";
}

/** What Prometheus refuses to evaluate: several series for one. */
export class Refused extends Error {
  override name = "Refused";
}

/** How far an instant looks back for a sample. */
const lookback: Seconds = 300;
/** Nearer than this (relative) two numbers that were worked out are too alike to tell which is larger. */
const alike = 1e-7;

interface Dense {
  readonly interval: Seconds;
  readonly points: readonly Point[];
  readonly before: Uint32Array;
}

/** One for all worlds that hold a series. */
const dense = new WeakMap<MadeSeries, Dense>();

/** The samples of a series that are numbers, and how many of them there are before each sample. */
function pointsOf(series: MadeSeries, interval: Seconds): Dense {
  const known = dense.get(series);
  if (known?.interval === interval) return known;
  const points: Point[] = [];
  const before = new Uint32Array(series.samples.length + 1);
  // over thousands of samples: no list of entries is made
  for (let k = 0; k < series.samples.length; k++) {
    const sample = series.samples[k];
    if (typeof sample === "number") points.push({ at: k * interval, value: sample });
    before[k + 1] = points.length;
  }
  const made = { interval, points, before };
  dense.set(series, made);
  return made;
}

export class World {
  readonly interval: Seconds;
  readonly series: readonly MadeSeries[];
  /** Prometheus before 3: a range holds its beginning. */
  private readonly closed: boolean;
  private readonly selected: (selector: Selector) => readonly MadeSeries[];
  /** A comparison was too close to call. */
  unclear = false;
  /** Steps of work, so that nobody waits for an expression that takes too many. */
  work = 0;

  constructor(
    interval: Seconds,
    series: readonly MadeSeries[],
    selected: (selector: Selector) => readonly MadeSeries[],
    closed: boolean,
  ) {
    this.interval = interval;
    this.series = series;
    this.selected = selected;
    this.closed = closed;
  }

  /** @throws Unknown, Refused */
  vector(expr: Expr, at: Seconds): Vector {
    const value = this.value(expr, at);
    if ("vector" in value) return value.vector;
    if ("scalar" in value) return [{ labels: {}, value: value.scalar }];
    throw new Unknown("a text");
  }

  private scalar(expr: Expr | undefined, at: Seconds): number {
    const value = expr === undefined ? undefined : this.value(expr, at);
    if (value === undefined || !("scalar" in value)) throw new Unknown("a number that is worked out of series");
    return value.scalar;
  }

  private value(expr: Expr, at: Seconds): Value {
    this.work++;
    switch (expr.kind) {
      case "number":
        return { scalar: numberOf(expr.text) };
      case "string":
        return { text: expr.value };
      case "parenthesis":
        return this.value(expr.expr, at);
      case "unary": {
        const inner = this.value(expr.expr, at);
        if (expr.op === "+" || "text" in inner) return inner;
        if ("scalar" in inner) return { scalar: -inner.scalar };
        return { vector: inner.vector.map(({ labels, value }) => ({ labels: withoutName(labels), value: -value })) };
      }
      case "selector":
        return { vector: this.instant(expr, at) };
      case "subquery":
        throw new Unknown("a range without a function");
      case "call":
        return this.call(expr, at);
      case "aggregation":
        return { vector: this.aggregation(expr, at) };
      case "binary":
        return this.binary(expr, at);
      default:
        return never(expr);
    }
  }

  private instant(selector: Selector, at: Seconds): Vector {
    if (selector.at !== undefined) throw new Unknown("`@`");
    const time = at - (selector.offset ?? 0);
    return this.selected(selector).flatMap(({ labels, samples }) => {
      const last = Math.min(Math.floor(time / this.interval), samples.length - 1);
      for (let k = last; k >= 0; k--) {
        const age = time - k * this.interval;
        if (age > lookback || (age === lookback && !this.closed)) return [];
        const sample = samples[k];
        if (sample === "stale") return [];
        if (sample !== undefined) return [{ labels, value: sample }];
      }
      return [];
    });
  }

  /** The samples of each series in a range, oldest first, with the range's end. */
  private range(
    expr: Expr,
    at: Seconds,
  ): { readonly series: readonly { labels: Labels; points: readonly Point[] }[]; end: Seconds; length: Seconds } {
    if (expr.kind === "parenthesis") return this.range(expr.expr, at);
    if (expr.kind !== "selector" && expr.kind !== "subquery") throw new Unknown("a range of something else");
    const { range: length, offset = 0 } = expr;
    if (typeof length !== "number" || expr.at !== undefined) throw new Unknown("`@`");
    const end = at - offset;
    if (expr.kind === "subquery") return { series: this.points(expr, end, length), end, length };
    const from = (end - length) / this.interval;
    const first = Math.max(0, Number.isInteger(from) && !this.closed ? from + 1 : Math.ceil(from));
    const series = this.selected(expr).map((one) => {
      const { points, before } = pointsOf(one, this.interval);
      const last = Math.min(Math.floor(end / this.interval), one.samples.length - 1);
      const found = first > last ? [] : points.slice(before[first], before[last + 1]);
      this.work += found.length >> 3;
      return { labels: one.labels, points: found };
    });
    return { series: series.filter(({ points }) => points.length > 0), end, length };
  }

  private points({ expr, step }: Subquery, end: Seconds, length: Seconds) {
    if (step === undefined) throw new Unknown("a subquery without a step");
    const byLabels = new Map<string, { labels: Labels; points: Point[] }>();
    const from = (end - length) / step;
    const first = Math.max(0, Number.isInteger(from) && !this.closed ? from + 1 : Math.ceil(from));
    for (let k = first; k <= Math.floor(end / step); k++)
      for (const { labels, value } of this.vector(expr, k * step)) {
        const key = keyOf(labels);
        const known = byLabels.get(key) ?? { labels, points: [] };
        byLabels.set(key, known);
        known.points.push({ at: k * step, value });
      }
    return [...byLabels.values()];
  }

  private call({ fn, args }: Call, at: Seconds): Value {
    const [first, second] = args;
    const over = overRange.get(fn);
    if (over !== undefined) {
      const ranged = args.find((arg) => isRange(arg))!;
      const parameters = args.filter((arg) => arg !== ranged).map((arg) => this.scalar(arg, at));
      const { series, end, length } = this.range(ranged, at);
      const vector = series.flatMap(({ labels, points }) => {
        const value = over(points, { end, length, parameters });
        return value === undefined ? [] : [{ labels: fn === "last_over_time" ? labels : withoutName(labels), value }];
      });
      return { vector };
    }
    const each = elementwise.get(fn);
    if (each !== undefined) {
      const parameters = args.slice(1).map((arg) => this.scalar(arg, at));
      const inner = first === undefined ? [{ labels: {}, value: at }] : this.vector(first, at);
      const vector = inner.map(({ labels, value }) => ({
        labels: withoutName(labels),
        value: each(value, parameters),
      }));
      return { vector };
    }
    switch (fn) {
      case "time":
        return { scalar: at };
      case "vector":
        return { vector: [{ labels: {}, value: this.scalar(first, at) }] };
      case "scalar": {
        const inner = this.vector(first!, at);
        return { scalar: inner.length === 1 ? inner[0]!.value : Number.NaN };
      }
      case "sort":
      case "sort_desc":
        return { vector: this.vector(first!, at) };
      case "absent":
        return { vector: this.vector(first!, at).length > 0 ? [] : [{ labels: absentLabels(first!), value: 1 }] };
      case "absent_over_time":
        return {
          vector: this.range(first!, at).series.length > 0 ? [] : [{ labels: absentLabels(first!), value: 1 }],
        };
      case "label_replace":
        return { vector: this.vector(first!, at).map((element) => replaceLabel(element, args.slice(1))) };
      case "histogram_quantile":
        return { vector: histogramQuantile(this.scalar(first, at), this.vector(second!, at)) };
      default:
        throw new Unknown(`\`${fn}\``);
    }
  }

  private aggregation({ op, expr, grouping, param }: Aggregation, at: Seconds): Vector {
    const inner = this.vector(expr, at);
    const take: Combine | undefined = combine.get(op);
    const groups = new Map<string, { labels: Labels; values: number[]; elements: Element[] }>();
    for (const element of inner) {
      const labels = groupLabels(element.labels, grouping);
      const key = keyOf(labels);
      const known = groups.get(key) ?? { labels, values: [], elements: [] };
      groups.set(key, known);
      known.values.push(element.value);
      known.elements.push(element);
    }
    if (op === "topk" || op === "bottomk") {
      const count = this.scalar(param, at);
      const order = op === "topk" ? -1 : 1;
      return [...groups.values()].flatMap(({ elements }) =>
        [...elements].sort((a, b) => order * (a.value - b.value)).slice(0, count),
      );
    }
    if (take === undefined) throw new Unknown(`\`${op}\``);
    const parameter = param === undefined ? 0 : this.scalar(param, at);
    return [...groups.values()].map(({ labels, values }) => ({ labels, value: take(values, parameter) }));
  }

  private binary(expr: Binary, at: Seconds): Value {
    const { op, bool = false, left, right, matching } = expr;
    const [a, b] = [this.value(left, at), this.value(right, at)];
    if ("text" in a || "text" in b) throw new Unknown("a text");
    if (setOperators.has(op)) {
      if (!("vector" in a) || !("vector" in b)) throw new Unknown("a number where series belong");
      return { vector: setVectors(op, a.vector, b.vector, matching) };
    }
    const compares = compare.get(op);
    const worked = compares !== undefined && (isWorkedOut(left) || isWorkedOut(right));
    const apply = (x: number, y: number, kept: number): number | undefined => {
      if (compares === undefined) return calculate.get(op)!(x, y);
      const size = Math.max(Math.abs(x), Math.abs(y));
      // nothing is worked out exactly, but that nothing happened
      if (worked && size > 0 && Math.abs(x - y) <= alike * size) this.unclear = true;
      const holds = compares(x, y);
      return bool ? Number(holds) : holds ? kept : undefined;
    };
    const drops = compares === undefined || bool;
    if ("scalar" in a && "scalar" in b) return { scalar: apply(a.scalar, b.scalar, a.scalar)! };
    const one = (vector: Vector, make: (value: number) => number | undefined): Value => ({
      vector: vector.flatMap(({ labels, value }) => {
        const made = make(value);
        return made === undefined ? [] : [{ labels: drops ? withoutName(labels) : labels, value: made }];
      }),
    });
    if ("scalar" in a) return one((b as { vector: Vector }).vector, (y) => apply(a.scalar, y, y));
    if ("scalar" in b) return one(a.vector, (x) => apply(x, b.scalar, x));
    const several = (): never => {
      throw new Refused("several series match one");
    };
    return { vector: matchVectors(a.vector, b.vector, matching, drops, apply, several) };
  }
}

/** Functions whose numbers may differ in the last digits, from one version to the next. */
const inexact =
  /^(?:rate|increase|irate|delta|idelta|deriv|predict_linear|avg_over_time|sum_over_time|stddev_over_time|stdvar_over_time|quantile_over_time|histogram_quantile|exp|ln|log2|log10|sqrt)$/;

/** Whether the numbers of an expression are worked out in ways that round. */
function isWorkedOut(expr: Expr): boolean {
  switch (expr.kind) {
    case "call":
      return inexact.test(expr.fn) || expr.args.some(isWorkedOut);
    case "aggregation":
      return /^(?:avg|stddev|stdvar|quantile)$/.test(expr.op) || isWorkedOut(expr.expr);
    case "binary":
      return isWorkedOut(expr.left) || isWorkedOut(expr.right);
    case "unary":
    case "parenthesis":
    case "subquery":
      return isWorkedOut(expr.expr);
    default:
      return false;
  }
}

function isRange(expr: Expr): boolean {
  if (expr.kind === "parenthesis") return isRange(expr.expr);
  return expr.kind === "subquery" || (expr.kind === "selector" && expr.range !== undefined);
}

/** `absent` gives the labels that its selector asks for by `=`, each once. */
function absentLabels(expr: Expr): Labels {
  if (expr.kind === "parenthesis") return absentLabels(expr.expr);
  if (expr.kind !== "selector") return {};
  const named = expr.matchers.filter(({ label }) => label !== "__name__");
  const once = named.filter(
    ({ label, op, value }) => op === "=" && value !== "" && named.filter((one) => one.label === label).length === 1,
  );
  return Object.fromEntries(once.map(({ label, value }) => [label, value]));
}

/** `label_replace` with a pattern that takes the whole value: a copy of a label, or a text. Others are not tried, since they are anybody's. */
function replaceLabel({ labels, value }: Element, args: readonly Expr[]): Element {
  const [to, replacement, from, pattern] = args.map((arg) => (arg.kind === "string" ? arg.value : undefined));
  if (to === undefined || replacement === undefined || from === undefined || !/^\(?\.[*+]\)?$/.test(pattern ?? ""))
    throw new Unknown("`label_replace` by a pattern");
  const source = labels[from] ?? "";
  if (source === "" && pattern!.includes("+")) return { labels, value };
  const text = replacement.replace(/\$(?:1|\{1\})/g, () => (pattern!.startsWith("(") ? source : ""));
  const { [to]: _, ...rest } = labels;
  return { labels: text === "" ? rest : { ...rest, [to]: text }, value };
}

function groupLabels(labels: Labels, grouping: Grouping | undefined): Labels {
  if (grouping === undefined) return {};
  const named = new Set(grouping.labels);
  const kept = Object.entries(labels).filter(([name]) =>
    grouping.mode === "by" ? named.has(name) : name !== "__name__" && !named.has(name),
  );
  return Object.fromEntries(kept);
}

/** @throws Unknown for what is no decimal number */
export function numberOf(text: string): number {
  const infinite = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinite !== null) return infinite[1] === "-" ? -Infinity : Infinity;
  const value = Number(text.replaceAll("_", ""));
  if (Number.isNaN(value)) throw new Unknown(`the number \`${text}\``);
  return value;
}
