/**
 * The weeks before the raw series begin, as recorded series alone, one sample every five minutes: events as they were counted lately, by the time of
 * day, with incidents of their own; all else is worked out by tocsin's own backfill, from the emitted rules.
 */
import { evaluate } from "../../../src/backfill/evaluate.ts";
import { Unknown } from "../../../src/backfill/functions.ts";
import { type Grid, labelsKey, type Recorded, type Series, timeAt, withoutName } from "../../../src/backfill/frame.ts";
import { planTasks, type Rule as PlannedRule } from "../../../src/backfill/plan.ts";
import { printExpr } from "../../../src/model/promql/print.ts";
import { selects } from "../../../src/model/promql/selector.ts";
import type { Seconds } from "../../../src/model/quantity/units.ts";
import type { Service } from "../../../src/model/service.ts";
import type { RangeRow } from "../prometheus.ts";
import type { RawSeries } from "../remote-write.ts";
import { recordedSeries, type Rule } from "./rules.ts";
import { hash01, type Incident, noise, traffic } from "./shapes.ts";

export interface PastOptions {
  readonly rules: readonly Rule[];
  readonly services: readonly Service[];
  /** Those of the time with raw series, which are not usual. */
  readonly incidents: readonly Incident[];
  /** Unix times. */
  readonly from: Seconds;
  readonly to: Seconds;
  /** Rows of a rule that reads raw series, where those are there. */
  readonly ask: (expr: string, interval: Seconds) => Promise<readonly RangeRow[]>;
}

const step: Seconds = 300;

export async function recordedPast(options: PastOptions): Promise<readonly RawSeries[]> {
  const { rules, from, to, ask } = options;
  const planned = new Map<PlannedRule, Rule>();
  for (const rule of rules) {
    const { service, slo } = rule.labels;
    if (service === undefined || slo === undefined) continue;
    const record = rule.kind === "record" ? rule.name : `alert:${planned.size}`;
    planned.set({ ...rule, slo: `${service}/${slo}`, record }, rule);
  }
  const ids = new Set([...planned.keys()].map(({ slo }) => slo));
  const start = Math.ceil(from / step) * step;
  const grid: Grid = { start, step, count: Math.max(0, Math.floor((to - start) / step) + 1) };

  const byName = new Map<string, Recorded[]>();
  const series: RawSeries[] = [];
  const keep = (rule: Rule, rows: readonly Series[]) => {
    const merged = mergedSeries(rule, rows);
    const points = merged.map(({ labels, values }) => ({ labels, points: pointsOf(values, grid) }));
    series.push(...recordedSeries({ ...rule, interval: step }, points, timeAt(grid, grid.count - 1)));
    if (rule.kind === "record")
      for (const one of merged)
        byName.set(rule.name, [
          ...(byName.get(rule.name) ?? []),
          { ...one, labels: { ...one.labels, __name__: rule.name }, grid },
        ]);
  };
  for (const { rule: plan, how, expr } of planTasks([...planned.keys()], ids)) {
    const rule = planned.get(plan)!;
    if (how === "ask" && rule.kind === "record") {
      const rows = await ask(printExpr(expr, { width: Infinity }), rule.interval);
      keep(
        rule,
        rows.map((one) => ({ labels: one.labels, values: extended(rule, one, grid, options) })),
      );
    } else if (how === "compute") {
      try {
        keep(
          rule,
          evaluate(rule.expr, grid, (one) =>
            (byName.get(one.name ?? "") ?? []).filter((known) => selects(one, known.labels)),
          ),
        );
      } catch (error) {
        if (!(error instanceof Unknown)) throw error;
      }
    }
  }
  return series;
}

/** As the rule labels them: series of which one follows the other in time, told apart by a label that the rule takes away, are one. */
function mergedSeries({ labels: own }: Rule, rows: readonly Series[]): readonly Series[] {
  const byLabels = new Map<string, Series>();
  for (const { labels, values } of rows) {
    const entries = Object.entries({ ...withoutName(labels), ...own }).filter(([, value]) => value !== "");
    const whole = Object.fromEntries(entries);
    const known = byLabels.get(labelsKey(whole))?.values;
    byLabels.set(labelsKey(whole), {
      labels: whole,
      values: known === undefined ? values : values.map((value, i) => (Number.isNaN(value) ? known[i]! : value)),
    });
  }
  return [...byLabels.values()];
}

function pointsOf(values: Float64Array, grid: Grid): RangeRow["points"] {
  const points: (readonly [number, number])[] = [];
  values.forEach((value, i) => {
    if (!Number.isNaN(value)) points.push([timeAt(grid, i), value]);
  });
  return points;
}

/** Events of five minutes, counted as a rule counted those of its steps. */
function extended(
  { name, labels: own, interval }: Rule,
  { labels, points }: RangeRow,
  grid: Grid,
  { services, incidents }: PastOptions,
): Float64Array {
  const { service = "", slo = "", env = "" } = own;
  const unusual = incidents.filter((one) => one.service === service);
  const calm = points.filter(([time]) => !unusual.some(({ from, to }) => time > from - 60 && time < to + 180));
  const key = JSON.stringify([service, slo, env, Object.entries(labels).filter(([label]) => label !== "__name__")]);
  const seed = hash01(key);
  const sum = calm.reduce((all, [, value]) => all + value, 0);
  const isSteady = calm.every(([, value]) => value === calm[0]![1]);
  const level = isSteady ? sum : (sum / calm.reduce((all, [time]) => all + traffic(time, seed), 0)) * calm.length;
  const perBin = calm.length === 0 ? 0 : (level / calm.length) * (step / interval);
  const isErrors = name.includes("errors");
  const budget = services
    .filter((one) => one.name === service)
    .flatMap((one) => one.slos.filter((other) => other.name === slo))
    .map((one) => one.budget.toNumber());
  const bad = isErrors ? earlierIncidents(`${service}/${slo} ${env}`, Math.min(0.05, ...budget), grid) : [];
  return new Float64Array(grid.count).map((_, i) => {
    const time = timeAt(grid, i);
    const usual =
      isSteady && !isErrors
        ? perBin
        : perBin * traffic(time, seed) * (isErrors ? 0.3 + 1.4 * noise(seed, time, 3600) : 1);
    const more = bad.reduce(
      (all, { from, to, bad: times }) => all + (time > from && time <= to ? perBin * times : 0),
      0,
    );
    const value = usual + (seed < 0.5 || more === 0 ? more : 0.3 * more);
    // Whole events, and as many on average.
    return Math.floor(value + hash01(`${key}${i}`));
  });
}

type EarlierIncident = Pick<Incident, "from" | "to" | "bad">;

/** Up to two in four weeks; `bad` in multiples of the usual number of errors. */
function earlierIncidents(id: string, budget: number, grid: Grid): readonly EarlierIncident[] {
  const span = grid.count * step;
  return [0, 1].flatMap((at): readonly EarlierIncident[] => {
    const of = (what: string) => hash01(`${id} ${at} ${what}`);
    if (of("there") > 0.7) return [];
    const from = grid.start + Math.floor(of("from") * span);
    const length = 1200 + Math.floor(4200 * of("length"));
    const spent = 0.04 + 0.2 * of("spent");
    // Usual errors spend about a third of the budget over the whole time.
    return [{ from, to: from + length, bad: Math.min(0.5 / budget, spent * (span / length)) * 3 }];
  });
}
