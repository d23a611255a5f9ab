/** Raw series that an SLI selects, made up from its selectors: one that counts good events, one that counts bad ones. */
import type { Expr, Selector } from "../../../model/promql/ast.ts";
import { selector } from "../../../model/promql/build.ts";
import { sampleRegex } from "../../../model/promql/regex.ts";
import { allMatchers, matches, selects } from "../../../model/promql/selector.ts";
import { selectorsOf } from "../../../model/promql/visit.ts";
import type { Labels, Signal, Sli } from "../../../model/service.ts";
import { never } from "../../../util/never.ts";
import { missingGroup } from "../expressions.ts";

/** Which events a series counts. Events of a list are dealt out over its `of` series. */
export interface RawSeries {
  readonly name: string;
  readonly labels: Labels;
  readonly counts: "all" | "good" | "bad";
  readonly part: number;
  readonly of: number;
  /** A native histogram that holds both: the bucket of fast observations and the one of slow ones. */
  readonly native?: { readonly good: number; readonly bad: number };
}

/** The series of one group of an SLI, or of an SLI without groups. */
export interface SampledGroup {
  /** Labels as they are recorded. */
  readonly group: Labels;
  readonly series: readonly RawSeries[];
}

export type Sampled = { readonly groups: readonly SampledGroup[] } | { readonly reason: string };

const nameLabel = "__name__";

/** Two groups where the selectors allow it, the second one being series that lack the label. */
export function sampleSli(sli: Sli, job: string): Sampled {
  const { signal } = sli;
  if (signal.kind === "expressions")
    return { reason: "its sources are expressions, which only Prometheus can work out" };
  if (signal.kind === "throughput" && signal.expression !== undefined)
    return { reason: "its source is an expression, which only Prometheus can work out" };
  if (signal.kind === "ratio" && passedThrough(signal.errorRatio) === undefined)
    return { reason: "its share is worked out of other series, which only Prometheus can do" };
  const pool = new Pool([...selectorsOf(sli.total), ...selectorsOf(sli.errors.expr)], job);
  const le = leOf(sli);
  const make = (fixed: Labels): Made => {
    switch (signal.kind) {
      case "counters":
        return counters(signal, pool, fixed);
      case "histogram":
        return histogram(signal, pool, fixed, le);
      case "gauge":
        return stepped(signal.gauge, pool, fixed);
      case "throughput":
        return stepped(signal.events, pool, fixed);
      case "freshness":
        return stepped(signal.source, pool, fixed);
      case "ratio":
        return stepped([passedThrough(signal.errorRatio)!], pool, fixed);
      default:
        return never(signal);
    }
  };
  const groups: SampledGroup[] = [];
  let reason = "its selectors leave no series to make up";
  for (const values of pool.groupValues(sli)) {
    if (groups.length === (sli.groups.length === 0 ? 1 : 2)) break;
    const fixed = Object.fromEntries(sli.groups.map(({ source }, at) => [source, values[at]!]));
    const made = make(fixed);
    if ("reason" in made) {
      reason = made.reason;
      continue;
    }
    groups.push({
      group: Object.fromEntries(
        sli.groups.map(({ recorded }, at) => [recorded, values[at] === "" ? missingGroup : values[at]!]),
      ),
      series: made.series,
    });
  }
  return groups.length === 0 ? { reason } : { groups };
}

/** The text of the bucket bound, as the rules ask for it. */
function leOf(sli: Sli): string | undefined {
  const matcher = selectorsOf(sli.errors.expr)
    .flatMap(({ matchers }) => matchers)
    .find(({ label }) => label === "le");
  return matcher === undefined || matcher.op === "=" ? matcher?.value : sampleRegex(matcher.value)[0];
}

type Made = { readonly series: readonly RawSeries[] } | { readonly reason: string };

function counters({ total, good, bad }: Extract<Signal, { kind: "counters" }>, pool: Pool, fixed: Labels): Made {
  const deal = (found: readonly Labels[], counts: RawSeries["counts"]) =>
    found.map(({ [nameLabel]: name, ...labels }, part): RawSeries => ({
      name: name!,
      labels,
      counts,
      part,
      of: found.length,
    }));
  if (total === undefined) {
    const goods = pool.each(good!, { not: bad!, fixed });
    const bads = pool.each(bad!, { not: good!, fixed });
    return goods.length > 0 && bads.length > 0
      ? { series: [...deal(goods, "good"), ...deal(bads, "bad")] }
      : { reason: "no series is in `good` and not in `bad`, and the other way round" };
  }
  // the marked series (bad, or good) are part of the total, or counted by metrics of their own
  const marked = (bad ?? good)!;
  const word = bad === undefined ? "good" : "bad";
  const rest = pool.each(total, { not: marked, fixed });
  if (rest.length === 0) return { reason: `no series is in \`total\` and not in \`${word}\`` };
  const inside = pool.each(marked, { and: total, fixed });
  const outside = inside.length > 0 ? [] : pool.each(marked, { not: total, fixed });
  if (inside.length === 0 && outside.length === 0) return { reason: `no series can be made for \`${word}\`` };
  const other = word === "bad" ? "good" : "bad";
  return inside.length > 0
    ? { series: [...deal(rest, other), ...deal(inside, word)] }
    : { series: [...deal(rest, "all"), ...deal(outside, word)] };
}

function histogram(
  signal: Extract<Signal, { kind: "histogram" }>,
  pool: Pool,
  fixed: Labels,
  le: string | undefined,
): Made {
  const base = {
    ...signal.histogram,
    name: signal.native ? signal.histogram.name! : `${signal.histogram.name!}_count`,
  };
  const [found] = pool.each([base], { fixed });
  if (found === undefined) return { reason: "its histogram's selector matches no series that can be made up" };
  const { [nameLabel]: name, le: _, ...labels } = found;
  const one = { part: 0, of: 1 };
  const others = (signal.total === undefined ? [] : pool.each(signal.total, { fixed })).map(
    ({ [nameLabel]: other, ...rest }, part, all): RawSeries => ({
      name: other!,
      labels: rest,
      counts: "all",
      part,
      of: all.length,
    }),
  );
  if (signal.total !== undefined && others.length === 0) return { reason: "no series can be made for `total`" };
  if (signal.native) {
    const power = Math.log2(signal.bound.toNumber());
    return {
      series: [
        ...others,
        { name: name!, labels, counts: "all", ...one, native: { good: Math.floor(power), bad: Math.ceil(power) + 1 } },
      ],
    };
  }
  if (le === undefined) return { reason: "the text of its bucket bound is not known" };
  const bucket = `${signal.histogram.name!}_bucket`;
  return {
    series: [
      ...others,
      ...(signal.total === undefined ? [{ name: name!, labels, counts: "all", ...one } as const] : []),
      { name: bucket, labels: { ...labels, le }, counts: "good", ...one },
      { name: bucket, labels: { ...labels, le: "+Inf" }, counts: "all", ...one },
    ],
  };
}

/** A series for each selector. */
function stepped(selectors: readonly Selector[], pool: Pool, fixed: Labels): Made {
  const found = pool.each(selectors, { fixed });
  if (found.length < selectors.length) return { reason: "its selectors match no series that can be made up" };
  return {
    series: found.map(({ [nameLabel]: name, ...labels }, part) => ({
      name: name!,
      labels,
      counts: "all",
      part,
      of: found.length,
    })),
  };
}

const passing: ReadonlySet<string> = new Set(["sum", "avg", "min", "max"]);
const passingOverTime: ReadonlySet<string> = new Set([...passing, "last"].map((name) => `${name}_over_time`));

/** The selector of a series whose only sample in a window is what the expression gives. */
function passedThrough(expr: Expr): Selector | undefined {
  switch (expr.kind) {
    case "parenthesis":
      return passedThrough(expr.expr);
    case "aggregation":
      return passing.has(expr.op) ? passedThrough(expr.expr) : undefined;
    case "call": {
      const [arg] = expr.args;
      if (arg?.kind !== "selector" || arg.range !== "window" || !passingOverTime.has(expr.fn)) return undefined;
      return arg.offset === undefined && arg.at === undefined ? selector(arg.name, arg.matchers) : undefined;
    }
    default:
      return undefined;
  }
}

/** Values that the labels of an SLI's series may have, and the search for sets of them. */
class Pool {
  private readonly values = new Map<string, readonly string[]>();

  constructor(selectors: readonly Selector[], job: string) {
    const seen = new Map<string, Set<string>>([
      ["job", new Set([job])],
      ["instance", new Set(["a"])],
    ]);
    for (const matcher of selectors.flatMap(allMatchers)) {
      const known =
        seen.get(matcher.label) ??
        new Set(matcher.label === nameLabel || matcher.label === "le" ? [] : ["200", "OK", "other"]);
      seen.set(matcher.label, known);
      for (const value of matcher.op === "=" || matcher.op === "!=" ? [matcher.value] : sampleRegex(matcher.value))
        known.add(value);
    }
    for (const [label, values] of seen)
      this.values.set(
        label,
        label === "job" || label === "instance" ? [...values].filter((value) => value !== "") : [...values, ""],
      );
  }

  /** Sets of values for the groups: one of each label's own, and none at all. */
  groupValues({ groups }: Sli): readonly (readonly string[])[] {
    if (groups.length === 0) return [[]];
    const named = groups.map(({ source }) =>
      ["alpha", ...(this.values.get(source) ?? [])].filter((value) => value !== ""),
    );
    const longest = Math.max(...named.map(({ length }) => length));
    const rows = Array.from({ length: longest }, (_, row) =>
      named.map((values) => values[Math.min(row, values.length - 1)]!),
    );
    const none = groups.map(() => "");
    return [rows[0]!, none, ...rows.slice(1)];
  }

  /** For each selector that allows it, labels of a series that it alone of its list selects; and one of `and`, and none of `not`. */
  each(
    selectors: readonly Selector[],
    {
      and,
      not = [],
      fixed,
    }: { readonly and?: readonly Selector[]; readonly not?: readonly Selector[]; readonly fixed: Labels },
  ): readonly Labels[] {
    const once = (list: readonly Selector[], labels: Labels) =>
      list.filter((selector) => selects(selector, labels)).length === 1;
    return selectors.flatMap((selector) => {
      for (const partner of and ?? [undefined]) {
        const include = partner === undefined ? [selector] : [selector, partner];
        const exclude = [...not, ...selectors.filter((other) => other !== selector)];
        const found = this.find(include, exclude, fixed);
        if (found !== undefined && once(selectors, found) && (and === undefined || once(and, found))) return [found];
      }
      return [];
    });
  }

  private find(include: readonly Selector[], exclude: readonly Selector[], fixed: Labels): Labels | undefined {
    const wanted = include.flatMap(allMatchers);
    const allowed = new Map<string, readonly string[]>();
    for (const label of new Set([...this.values.keys(), ...Object.keys(fixed)])) {
      const values = fixed[label] === undefined ? this.values.get(label)! : [fixed[label]];
      const own = wanted.filter((matcher) => matcher.label === label);
      allowed.set(
        label,
        values.filter((value) => own.every((matcher) => matches(matcher, value))),
      );
    }
    if ([...allowed.values()].some(({ length }) => length === 0)) return undefined;
    const start = Object.fromEntries([...allowed].map(([label, values]) => [label, values[0]!]));
    return this.avoid(exclude, allowed, start, new Set(Object.keys(fixed)));
  }

  /** Changes one label after another until no excluded selector selects the series. */
  private avoid(
    exclude: readonly Selector[],
    allowed: ReadonlyMap<string, readonly string[]>,
    labels: Labels,
    settled: ReadonlySet<string>,
  ): Labels | undefined {
    const [hit] = exclude.filter((selector) => selects(selector, labels));
    if (hit === undefined) return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ""));
    for (const matcher of allMatchers(hit)) {
      if (settled.has(matcher.label)) continue;
      for (const value of allowed.get(matcher.label) ?? []) {
        if (matches(matcher, value)) continue;
        const found = this.avoid(
          exclude,
          allowed,
          { ...labels, [matcher.label]: value },
          new Set([...settled, matcher.label]),
        );
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }
}
