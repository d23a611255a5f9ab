/** Rules as files hold them, worked out over the past by a real server: what a rule reads first, then the rule. */
import { load } from "js-yaml";
import { labelsKey } from "../../../src/backfill/frame.ts";
import type { Expr, Selector } from "../../../src/model/promql/ast.ts";
import { parsePromql } from "../../../src/model/promql/parse.ts";
import { matches } from "../../../src/model/promql/selector.ts";
import { selectorsOf, walk } from "../../../src/model/promql/visit.ts";
import { parseDuration } from "../../../src/model/quantity/duration.ts";
import type { Seconds } from "../../../src/model/quantity/units.ts";
import type { Labels } from "../../../src/model/service.ts";
import type { RangeRow } from "../prometheus.ts";
import type { RawSeries } from "../remote-write.ts";

export interface Rule {
  readonly kind: "record" | "alert";
  /** Of the series, or alertname. */
  readonly name: string;
  readonly text: string;
  readonly expr: Expr;
  readonly labels: Labels;
  /** Of its group. */
  readonly interval: Seconds;
  readonly for: Seconds;
}

export function rulesOf(texts: readonly string[]): readonly Rule[] {
  const groups = texts.flatMap((text) => (load(text) as { groups?: readonly Group[] } | undefined)?.groups ?? []);
  return groups.flatMap(({ interval, rules }) =>
    rules.map((rule): Rule => {
      const { expr } = parsePromql(rule.expr);
      if (expr === undefined) throw new Error(`no PromQL: ${rule.expr}`);
      return {
        kind: rule.record === undefined ? "alert" : "record",
        name: rule.record ?? rule.alert ?? "",
        text: rule.expr,
        expr,
        labels: rule.labels ?? {},
        interval: seconds(interval ?? "1m"),
        for: seconds(rule.for ?? "0s"),
      };
    }),
  );
}

interface Group {
  readonly interval?: string;
  readonly rules: readonly {
    readonly record?: string;
    readonly alert?: string;
    readonly expr: string;
    readonly labels?: Labels;
    readonly for?: string;
  }[];
}

function seconds(text: string): Seconds {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new Error(`no duration: ${text}`);
  return parsed.value;
}

/** In levels: a rule reads those of earlier levels alone. @throws Error when rules read one another in a circle */
export function levelsOf(rules: readonly Rule[]): readonly (readonly Rule[])[] {
  const byName = new Map<string, Rule[]>();
  for (const rule of rules) if (rule.kind === "record") byName.set(rule.name, [...(byName.get(rule.name) ?? []), rule]);
  const levels = new Map<Rule, number>();
  const levelOf = (rule: Rule): number => {
    const known = levels.get(rule);
    if (known === Infinity) throw new Error(`${rule.name} reads itself: ${rule.text}`);
    if (known !== undefined) return known;
    levels.set(rule, Infinity);
    const read = selectorsOf(rule.expr).flatMap((selector) =>
      (byName.get(selector.name ?? "") ?? []).filter((other) => mayRecord(other, selector)),
    );
    const level = read.reduce((highest, other) => Math.max(highest, levelOf(other) + 1), 0);
    levels.set(rule, level);
    return level;
  };
  const found: Rule[][] = [];
  for (const rule of rules) (found[levelOf(rule)] ??= []).push(rule);
  return found;
}

function mayRecord({ labels }: Rule, { matchers }: Selector): boolean {
  return matchers.every((one) => labels[one.label] === undefined || matches(one, labels[one.label]!));
}

/** How far back an expression reads series of the past by `offset`, at each place: 0 where there is none. */
export function offsetsOf(expr: Expr): readonly Seconds[] {
  return walk(expr).flatMap((node) =>
    (node.kind === "selector" || node.kind === "subquery") && node.offset !== undefined ? [node.offset] : [],
  );
}

/** The rules that these read, by whatever way, and they themselves. */
export function withWhatTheyRead(some: readonly Rule[], all: readonly Rule[]): ReadonlySet<Rule> {
  const found = new Set(some);
  // A set that grows while it is walked through is walked through to its end.
  for (const rule of found)
    for (const selector of selectorsOf(rule.expr))
      for (const other of all)
        if (other.kind === "record" && other.name === selector.name && mayRecord(other, selector)) found.add(other);
  return found;
}

/**
 * What a server records for the rows of a rule: the series itself, or `ALERTS` and `ALERTS_FOR_STATE`.
 * @param until last time that was looked at
 */
export function recordedSeries(rule: Rule, rows: readonly RangeRow[], until: Seconds): readonly RawSeries[] {
  return labelled(rule, rows).flatMap(({ labels, points }): readonly RawSeries[] => {
    if (rule.kind === "record")
      return [{ labels: { ...labels, __name__: rule.name }, samples: ended(points, rule, until) }];
    const alert = { ...labels, alertname: rule.name };
    let since = 0;
    const states = points.map(([time], i) => {
      const before = points[i - 1]?.[0];
      if (before === undefined || time - before > rule.interval) since = time;
      return { time, since, state: time - since >= rule.for ? ("firing" as const) : ("pending" as const) };
    });
    const of = (state: "firing" | "pending"): RawSeries => ({
      labels: { ...alert, __name__: "ALERTS", alertstate: state },
      samples: ended(
        states.filter((one) => one.state === state).map(({ time }) => [time, 1] as const),
        rule,
        until,
      ),
    });
    const forState: RawSeries = {
      labels: { ...alert, __name__: "ALERTS_FOR_STATE" },
      samples: ended(
        states.map(({ time, since }) => [time, since] as const),
        rule,
        until,
      ),
    };
    return [of("pending"), of("firing"), forState].filter(({ samples }) => samples.length > 0);
  });
}

/** As the rule labels them. Rows that differ in a label that the rule takes away are one series, of which one follows the other in time. */
function labelled({ labels: own }: Rule, rows: readonly RangeRow[]): readonly RangeRow[] {
  const byLabels = new Map<string, RangeRow>();
  for (const { labels, points } of rows) {
    const { __name__: _, ...all } = { ...labels, ...own };
    const whole = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
    const key = labelsKey(whole);
    const known = byLabels.get(key)?.points;
    const together = known === undefined ? points : [...known, ...points].sort(([a], [b]) => a - b);
    byLabels.set(key, { labels: whole, points: together });
  }
  return [...byLabels.values()];
}

/** With the mark that ends a series behind each sample that no other follows at the next evaluation, up to `until`. */
function ended(points: RangeRow["points"], { interval }: Rule, until: Seconds): RawSeries["samples"] {
  return points.flatMap(([time, value], i): RawSeries["samples"] => {
    const next = points[i + 1]?.[0] ?? Infinity;
    return next - time <= interval || time + interval > until
      ? [[time, value]]
      : [
          [time, value],
          [time + interval, "stale"],
        ];
  });
}

export function recordedNames(rules: readonly Rule[]): ReadonlySet<string> {
  const names = rules.filter(({ kind }) => kind === "record").map(({ name }) => name);
  return new Set([...names, "ALERTS", "ALERTS_FOR_STATE"]);
}
