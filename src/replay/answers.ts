/** What the server answers for the rules that read raw series: in pieces, each asked once. */
import { blank, type Grid, labelsKey, type Series, timeAt } from "../backfill/frame.ts";
import { printExpr } from "../model/promql/print.ts";
import { selector } from "../model/promql/build.ts";
import type { Matcher } from "../model/promql/ast.ts";
import type { Seconds } from "../model/quantity/units.ts";
import type { Labels } from "../model/service.ts";
import { NoAnswer } from "../prometheus-api/client.ts";
import { mostPoints, type RangeQuery, type RangeSeries } from "../prometheus-api/range.ts";
import type { ReplayRule } from "./rules.ts";

export type Ask = (query: RangeQuery) => Promise<readonly RangeSeries[]>;

/** An answer of more than is worked with: groups that tell single users apart, or a hostile server. */
export class TooMuch extends Error {}

/** Steps of all series of an answer, whether they have a sample or not: what an SLI counts is held many times over, when an alert fires twice. */
export const mostSteps = { counted: 4_000_000, alerts: 12_000_000 } as const;

const day: Seconds = 86_400;

export class Answers {
  private readonly ask: Ask;
  private readonly known = new Map<string, readonly Series[]>();

  constructor(ask: Ask) {
    this.ask = ask;
  }

  /** @throws NoAnswer, TooMuch */
  async series(expr: string, grid: Grid, most: number = mostSteps.counted): Promise<readonly Series[]> {
    const key = JSON.stringify([expr, grid]);
    let series = this.known.get(key);
    if (series === undefined) this.known.set(key, (series = await this.all(expr, grid, most)));
    return series;
  }

  private async all(expr: string, grid: Grid, most: number): Promise<readonly Series[]> {
    const byLabels = new Map<string, Series>();
    const take = (rows: readonly RangeSeries[]) => {
      for (const { labels, points } of rows) {
        const key = labelsKey(labels);
        let one = byLabels.get(key);
        if (one === undefined) {
          const many = Math.max(1, Math.floor(most / grid.count));
          if (byLabels.size >= many) throw new TooMuch(`it has more than ${many} series`);
          byLabels.set(key, (one = { labels, values: blank(grid) }));
        }
        for (const [time, value] of points) one.values[Math.round((time - grid.start) / grid.step)] = value;
      }
    };
    for (const piece of pieces(grid, mostPoints)) {
      try {
        take(await this.ask({ expr, ...piece, step: grid.step }));
      } catch (error) {
        // a server may have too many samples to read for a week, and not for a day
        const perDay = Math.ceil(day / grid.step);
        const isLarge = piece.to - piece.from > day;
        if (!(error instanceof NoAnswer) || error.unreachable || !isLarge) throw error;
        const own = { start: piece.from, step: grid.step, count: Math.round((piece.to - piece.from) / grid.step) + 1 };
        for (const part of pieces(own, perDay)) take(await this.ask({ expr, ...part, step: grid.step }));
      }
    }
    return [...byLabels.values()];
  }
}

function pieces(grid: Grid, most: number): readonly { readonly from: Seconds; readonly to: Seconds }[] {
  const all: { from: Seconds; to: Seconds }[] = [];
  for (let first = 0; first < grid.count; first += most)
    all.push({ from: timeAt(grid, first), to: timeAt(grid, Math.min(first + most, grid.count) - 1) });
  return all;
}

/** What the server has recorded by a rule, at the evaluations alone: an evaluation that was left out is not filled with the one before it. */
export function recordedExpr({ record, labels, interval }: ReplayRule, siblings: readonly ReplayRule[]): string {
  // beside the series of groups stands that of all of them, without their labels
  const groups = siblings
    .filter(
      (other) =>
        other.record === record && Object.entries(labels).every(([name, value]) => other.labels[name] === value),
    )
    .flatMap((other) => Object.entries(other.labels).flatMap(([name, value]) => (value === "" ? [name] : [])))
    .filter((name) => labels[name] === undefined);
  const matchers: Matcher[] = [
    ...Object.entries(labels).map(([label, value]): Matcher => ({ label, op: "=", value })),
    ...[...new Set(groups)].map((label): Matcher => ({ label, op: "!=", value: "" })),
  ];
  const range = { ...selector(record, matchers), range: interval };
  return printExpr({ kind: "call", fn: "last_over_time", args: [range] }, { width: Infinity });
}

/** One after the other in time; of two samples for one evaluation the second counts. */
export function joined(
  first: readonly { readonly labels: Labels; readonly values: Float64Array }[],
  second: readonly Series[],
): readonly Series[] {
  const byLabels = new Map<string, Series>(second.map((one) => [labelsKey(one.labels), one]));
  for (const { labels, values } of first) {
    const key = labelsKey(labels);
    const known = byLabels.get(key);
    const merged = known?.values.map((value, index) => (Number.isNaN(value) ? (values[index] ?? value) : value));
    byLabels.set(key, { labels, values: merged ?? values });
  }
  return [...byLabels.values()];
}
