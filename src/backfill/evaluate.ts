/**
 * PromQL over recorded series, for all points of a grid at once: the part of the language that the rules use on what they have recorded
 * themselves. Anything else is `Unknown`, and is then not made up.
 * A sample that is NaN is no sample here; the rules record none.
 */
import type { Aggregation, Binary, Call, Expr, Selector, Subquery, VectorMatching } from "../model/promql/ast.ts";
import { calculate, compare, quantile } from "../model/promql/numbers.ts";
import { bare } from "../model/promql/visit.ts";
import type { Seconds } from "../model/quantity/units.ts";
import type { Labels } from "../model/service.ts";
import { groupBy } from "../util/group-by.ts";
import { never } from "../util/never.ts";
import {
  blank,
  type Grid,
  instantAt,
  labelsKey,
  overTime,
  type Recorded,
  type Series,
  timeAt,
  withoutName,
} from "./frame.ts";
import { aggregations, calendar, numberOf, overTimeNames, Unknown } from "./functions.ts";
import { matchKey, merged, only, withLabel, without } from "./labels.ts";

/** What a selector selects among the recorded series. */
export type Find = (selector: Selector) => readonly Recorded[];

type Value =
  | { readonly kind: "scalar"; readonly values: Float64Array }
  | { readonly kind: "vector"; readonly series: readonly Series[] }
  | { readonly kind: "string"; readonly text: string };

/** The vector that an expression gives at each point; a scalar is a series without labels. @throws Unknown */
export function evaluate(expr: Expr, grid: Grid, find: Find): readonly Series[] {
  const value = new Evaluation(grid, find).value(expr);
  if (value.kind === "string") throw new Unknown("a string");
  return value.kind === "scalar" ? [{ labels: {}, values: value.values }] : value.series;
}

class Evaluation {
  private readonly grid: Grid;
  private readonly find: Find;
  constructor(grid: Grid, find: Find) {
    this.grid = grid;
    this.find = find;
  }

  value(expr: Expr): Value {
    switch (expr.kind) {
      case "number":
        return { kind: "scalar", values: new Float64Array(this.grid.count).fill(numberOf(expr.text)) };
      case "string":
        return { kind: "string", text: expr.value };
      case "parenthesis":
        return this.value(expr.expr);
      case "unary": {
        const inner = this.value(expr.expr);
        if (expr.op === "+") return inner;
        if (inner.kind === "scalar") return { kind: "scalar", values: inner.values.map((one) => -one) };
        return vector(
          this.vectorOf(inner).map((one) => ({
            labels: withoutName(one.labels),
            values: one.values.map((value) => -value),
          })),
        );
      }
      case "selector":
        return vector(this.instant(expr));
      case "subquery":
        throw new Unknown("a range without a function");
      case "call":
        return this.call(expr);
      case "aggregation":
        return vector(this.aggregation(expr));
      case "binary":
        return this.binary(expr);
      default:
        return never(expr);
    }
  }

  private vectorOf(value: Value): readonly Series[] {
    if (value.kind !== "vector") throw new Unknown(`a ${value.kind} where a vector belongs`);
    return value.series;
  }

  private scalarOf(value: Value): Float64Array {
    if (value.kind !== "scalar") throw new Unknown(`a ${value.kind} where a scalar belongs`);
    return value.values;
  }

  private textOf(expr: Expr | undefined): string {
    if (expr?.kind !== "string") throw new Unknown("a text that is worked out");
    return expr.value;
  }

  private instant(selector: Selector): readonly Series[] {
    if (selector.range !== undefined) throw new Unknown("a range without a function");
    const fixed = fixedAt(selector);
    if (fixed !== undefined) return this.constantly(fixed.time, fixed.expr);
    const { offset = 0 } = selector;
    return this.find(selector).map((recorded) => {
      const values = blank(this.grid);
      for (let index = 0; index < values.length; index++)
        values[index] = instantAt(recorded, timeAt(this.grid, index) - offset);
      return { labels: recorded.labels, values };
    });
  }

  /** What an expression gives at one time, at every point of the grid. */
  private constantly(time: Seconds, expr: Expr): readonly Series[] {
    return evaluate(expr, { start: time, step: 1, count: 1 }, this.find).map(({ labels, values }) => ({
      labels,
      values: new Float64Array(this.grid.count).fill(values[0]!),
    }));
  }

  /** The series of a range vector, its length and its offset. */
  private range(expr: Expr): {
    readonly series: readonly Recorded[];
    readonly range: Seconds;
    readonly offset: Seconds;
  } {
    if (expr.kind === "parenthesis") return this.range(expr.expr);
    if (expr.kind !== "selector" && expr.kind !== "subquery") throw new Unknown("a range of a value");
    const { range, offset = 0 } = expr;
    if (typeof range !== "number") throw new Unknown("a range that is not known");
    if (expr.kind === "selector") return { series: this.find(expr), range, offset };
    return { series: this.points(expr, range, offset), range, offset };
  }

  /** What a subquery's expression gives at all whole multiples of its step that some window needs. */
  private points({ expr, step = 60 }: Subquery, range: Seconds, offset: Seconds): readonly Recorded[] {
    const { grid } = this;
    const start = (Math.floor((grid.start - offset - range) / step) + 1) * step;
    const end = Math.floor((timeAt(grid, grid.count - 1) - offset) / step) * step;
    const points: Grid = { start, step, count: Math.max(0, (end - start) / step + 1) };
    return evaluate(expr, points, this.find).map((one) => ({ ...one, grid: points }));
  }

  private call({ fn, args }: Call): Value {
    const [first, second] = args;
    const over = overTimeNames.get(fn);
    if (over !== undefined) {
      const fixed = fixedAt(first!);
      if (fixed !== undefined) return vector(this.constantly(fixed.time, { kind: "call", fn, args: [fixed.expr] }));
      const { series, range, offset } = this.range(first!);
      return vector(
        series.map((one) => ({
          labels: over === "last" ? one.labels : withoutName(one.labels),
          values: overTime(over, one, range, offset, this.grid),
        })),
      );
    }
    const each = (change: (value: number, index: number) => number): Value =>
      vector(
        this.vectorOf(this.value(first!)).map((one) => ({
          labels: withoutName(one.labels),
          values: one.values.map(change),
        })),
      );
    switch (fn) {
      case "absent_over_time": {
        const { series, range, offset } = this.range(first!);
        const there = series.map((one) => overTime("present", one, range, offset, this.grid));
        return vector([this.absent(first!, there)]);
      }
      case "absent": {
        const series = this.vectorOf(this.value(first!));
        return vector([
          this.absent(
            first!,
            series.map(({ values }) => values),
          ),
        ]);
      }
      case "time":
        return { kind: "scalar", values: blank(this.grid).map((_, index) => timeAt(this.grid, index)) };
      case "vector":
        return vector([{ labels: {}, values: this.scalarOf(this.value(first!)) }]);
      case "scalar": {
        const series = this.vectorOf(this.value(first!));
        const values = blank(this.grid).map((_, index) => {
          const there = series.filter((one) => !Number.isNaN(one.values[index]!));
          return there.length === 1 ? there[0]!.values[index]! : Number.NaN;
        });
        return { kind: "scalar", values };
      }
      case "clamp_min":
      case "clamp_max": {
        const limit = this.scalarOf(this.value(second!));
        return each((value, index) =>
          Number.isNaN(value)
            ? value
            : fn === "clamp_min"
              ? Math.max(value, limit[index]!)
              : Math.min(value, limit[index]!),
        );
      }
      case "timestamp": {
        if (first?.kind === "selector") throw new Unknown("`timestamp` of a selector");
        return each((value, index) => (Number.isNaN(value) ? value : timeAt(this.grid, index)));
      }
      case "label_replace": {
        const [, to, replacement, from, pattern] = args.map((arg, at) => (at === 0 ? "" : this.textOf(arg)));
        const matcher = new RegExp(`^(?:${pattern!})$`, "su");
        return vector(
          this.vectorOf(this.value(first!)).map((one) => {
            const match = matcher.exec(one.labels[from!] ?? "");
            if (match === null) return one;
            const text = replacement!.replace(
              /\$(?:(\d+)|\{(\d+)\})/g,
              (_, a: string, b: string) => match[Number(a ?? b)] ?? "",
            );
            return { ...one, labels: withLabel(one.labels, to!, text) };
          }),
        );
      }
      case "abs":
        return each(Math.abs);
      case "sqrt":
        return each(Math.sqrt);
      case "floor":
        return each(Math.floor);
      case "ceil":
        return each(Math.ceil);
      default: {
        const part = calendar.get(fn);
        if (part === undefined) throw new Unknown(`\`${fn}\``);
        const ofTime = (time: number) => (Number.isNaN(time) ? time : part(new Date(time * 1000)));
        if (first === undefined) {
          const times = blank(this.grid).map((_, index) => ofTime(timeAt(this.grid, index)));
          return vector([{ labels: {}, values: times }]);
        }
        return each(ofTime);
      }
    }
  }

  /** 1 where none of some series has a sample, with the labels that the selector names one value of. */
  private absent(of: Expr, series: readonly Float64Array[]): Series {
    const values = blank(this.grid).map((_, index) =>
      series.every((one) => Number.isNaN(one[index]!)) ? 1 : Number.NaN,
    );
    const inner = bare(of);
    const labels: Record<string, string> = {};
    if (inner.kind === "selector")
      for (const { label, value } of inner.matchers) {
        const all = inner.matchers.filter((one) => one.label === label);
        if (all.length === 1 && all[0]!.op === "=" && value !== "") labels[label] = value;
      }
    return { labels, values };
  }

  private aggregation({ op, expr, grouping, param }: Aggregation): readonly Series[] {
    const inner = this.vectorOf(this.value(expr));
    const groupOf = (labels: Labels): Labels => {
      if (grouping === undefined) return {};
      const named =
        grouping.mode === "by"
          ? grouping.labels
          : Object.keys(withoutName(labels)).filter((name) => !grouping.labels.includes(name));
      return Object.fromEntries(named.flatMap((name) => (labels[name] ? [[name, labels[name]]] : [])));
    };
    if (op === "count_values") {
      const label = this.textOf(param);
      return merged(
        inner.flatMap(({ labels, values }) => {
          const byValue = new Map<string, Float64Array>();
          values.forEach((value, index) => {
            if (Number.isNaN(value)) return;
            const text = String(value);
            let ones = byValue.get(text);
            if (ones === undefined) byValue.set(text, (ones = blank(this.grid)));
            ones[index] = 1;
          });
          return [...byValue].map(([text, ones]) => ({
            labels: withLabel(groupOf(labels), label, text),
            values: ones,
          }));
        }),
        (a, b) => a + b,
      );
    }
    if (op === "quantile") {
      const rank = this.scalarOf(this.value(param!));
      const byGroup = groupBy(inner, ({ labels }) => labelsKey(groupOf(labels)));
      return [...byGroup.values()].map((members) => ({
        labels: groupOf(members[0]!.labels),
        values: rank.map((share, index) =>
          quantile(
            share,
            members.map(({ values }) => values[index]!).filter((value) => !Number.isNaN(value)),
          ),
        ),
      }));
    }
    const combine = aggregations.get(op);
    if (combine === undefined) throw new Unknown(`\`${op}\``);
    const grouped = inner.map(({ labels, values }) => ({
      labels: groupOf(labels),
      values: op === "count" || op === "group" ? values.map((value) => (Number.isNaN(value) ? value : 1)) : values,
    }));
    return merged(grouped, combine);
  }

  private binary({ op, bool, matching, left, right }: Binary): Value {
    const [a, b] = [this.value(left), this.value(right)];
    if (op === "and" || op === "or" || op === "unless")
      return vector(this.sets(op, this.vectorOf(a), this.vectorOf(b), matching));
    const holds = compare.get(op);
    const result = (x: number, y: number, kept: number): number => {
      if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
      if (holds === undefined) return calculate.get(op)!(x, y);
      return bool === true ? Number(holds(x, y)) : holds(x, y) ? kept : Number.NaN;
    };
    const labelsOf = (labels: Labels): Labels => (holds !== undefined && bool !== true ? labels : withoutName(labels));
    if (a.kind === "scalar" && b.kind === "scalar")
      return { kind: "scalar", values: a.values.map((x, index) => result(x, b.values[index]!, x)) };
    if (a.kind === "scalar")
      return vector(
        this.vectorOf(b).map((one) => ({
          labels: labelsOf(one.labels),
          values: one.values.map((y, index) => result(a.values[index]!, y, y)),
        })),
      );
    if (b.kind === "scalar")
      return vector(
        this.vectorOf(a).map((one) => ({
          labels: labelsOf(one.labels),
          values: one.values.map((x, index) => result(x, b.values[index]!, x)),
        })),
      );
    return vector(this.matched(this.vectorOf(a), this.vectorOf(b), matching, result, labelsOf));
  }

  private matched(
    left: readonly Series[],
    right: readonly Series[],
    matching: VectorMatching | undefined,
    result: (x: number, y: number, kept: number) => number,
    labelsOf: (labels: Labels) => Labels,
  ): readonly Series[] {
    const { group } = matching ?? {};
    const [many, ones] = group?.side === "right" ? [right, left] : [left, right];
    const byKey = new Map<string, Series[]>();
    for (const one of ones)
      byKey.set(matchKey(one.labels, matching), [...(byKey.get(matchKey(one.labels, matching)) ?? []), one]);
    const made = many.flatMap((of) =>
      (byKey.get(matchKey(of.labels, matching)) ?? []).map((one): Series => {
        const [x, y] = group?.side === "right" ? [one, of] : [of, one];
        const values = blank(this.grid).map((_, index) => result(x.values[index]!, y.values[index]!, x.values[index]!));
        if (group === undefined) {
          const own = labelsOf(of.labels);
          const labels =
            matching === undefined
              ? own
              : matching.mode === "on"
                ? only(own, matching.labels)
                : without(own, matching.labels);
          return { labels, values };
        }
        const taken = group.include.reduce(
          (labels, name) => withLabel(labels, name, one.labels[name] ?? ""),
          labelsOf(of.labels),
        );
        return { labels: taken, values };
      }),
    );
    return merged(made, () => {
      throw new Unknown("several samples for one");
    });
  }

  private sets(
    op: "and" | "or" | "unless",
    left: readonly Series[],
    right: readonly Series[],
    matching: VectorMatching | undefined,
  ): readonly Series[] {
    const presence = (series: readonly Series[]) => {
      const byKey = new Map<string, Uint8Array>();
      for (const { labels, values } of series) {
        const key = matchKey(labels, matching);
        const there = byKey.get(key) ?? new Uint8Array(this.grid.count);
        byKey.set(key, there);
        values.forEach((value, index) => {
          if (!Number.isNaN(value)) there[index] = 1;
        });
      }
      return byKey;
    };
    const keep = (series: readonly Series[], other: ReadonlyMap<string, Uint8Array>, where: 0 | 1) =>
      series.map(({ labels, values }) => {
        const there = other.get(matchKey(labels, matching));
        return { labels, values: values.map((value, index) => ((there?.[index] ?? 0) === where ? value : Number.NaN)) };
      });
    if (op === "and") return keep(left, presence(right), 1);
    if (op === "unless") return keep(left, presence(right), 0);
    return merged([...left, ...keep(right, presence(left), 0)], (a) => a);
  }
}

/** The time that `@` names, and the expression without it. */
function fixedAt(expr: Expr): { readonly time: Seconds; readonly expr: Expr } | undefined {
  if ((expr.kind !== "selector" && expr.kind !== "subquery") || expr.at === undefined) return undefined;
  const { at, ...rest } = expr;
  if (typeof at !== "number") throw new Unknown(`\`@ ${at}()\``);
  return { time: at, expr: rest };
}

function vector(series: readonly Series[]): Value {
  return { kind: "vector", series };
}
