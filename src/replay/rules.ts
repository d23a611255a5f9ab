/** The rules of one version of a workspace, as Prometheus would load them: which subject each is of, and which of them read which. */
import { mayRecord, type Rule } from "../backfill/plan.ts";
import type { Expr, Selector } from "../model/promql/ast.ts";
import { parsePromql } from "../model/promql/parse.ts";
import { printExpr } from "../model/promql/print.ts";
import { selectorsOf } from "../model/promql/visit.ts";
import { parseDuration } from "../model/quantity/duration.ts";
import type { Seconds } from "../model/quantity/units.ts";
import { type AlertSeverity, alertSeverities, type Labels } from "../model/service.ts";
import { recorded } from "../model/slo/names.ts";
import { groupBy } from "../util/group-by.ts";

/** A group as a rule file holds it. */
export interface WrittenGroup {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly WrittenRule[];
}

interface WrittenRule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Labels;
}

/** `slo` is the subject: `service/slo`, `service/alert`, `service/anomaly`, or the service itself for what it records besides. */
export interface ReplayRule extends Rule {
  /** Present on an alerting rule, which records `ALERTS`. */
  readonly alert?: AlertOf;
  /** The rule that this was a part of before it was taken apart. */
  readonly origin?: ReplayRule;
}

export interface AlertOf {
  /** Which alert of its subject it is, in words: `page over 1h and 5m`. */
  readonly words: string;
  readonly severity: AlertSeverity;
  readonly for: Seconds;
  readonly keepFiringFor: Seconds;
}

/** @param severities as the workspace spells them in labels */
export function rulesOf(
  groups: readonly WrittenGroup[],
  severities: Readonly<Record<AlertSeverity, string>>,
): readonly ReplayRule[] {
  return groups.flatMap((group) => {
    const interval = secondsOf(group.interval ?? "1m");
    return group.rules.flatMap((rule): readonly ReplayRule[] => {
      const { expr } = parsePromql(rule.expr);
      const { labels = {} } = rule;
      // it says about the SLO what nothing reads here, whose it is among it
      if (expr === undefined || rule.record === recorded.info) return [];
      const slo = subjectOf(rule, labels);
      if (rule.record !== undefined) return [{ slo, record: rule.record, expr, labels, interval }];
      const severity = alertSeverities.find((one) => severities[one] === labels["severity"]) ?? "info";
      const alert: AlertOf = {
        words: wordsOf(group.name, severity, labels),
        severity,
        for: secondsOf(rule.for ?? "0s"),
        keepFiringFor: secondsOf(rule.keep_firing_for ?? "0s"),
      };
      const fired = { ...labels, alertname: rule.alert ?? "", alertstate: "firing" };
      return [{ slo, record: "ALERTS", expr, labels: fired, interval, alert }];
    });
  });
}

function subjectOf({ alert }: WrittenRule, { service = "", slo, anomaly }: Labels): string {
  const name = slo ?? anomaly ?? alert;
  return name === undefined ? service : `${service}/${name}`;
}

function wordsOf(group: string, severity: AlertSeverity, { slo, long, short }: Labels): string {
  if (slo === undefined) return severity;
  if (long !== undefined) return `${severity} over ${long}${short === undefined ? "" : ` and ${short}`}`;
  return group.endsWith("--period") ? `${severity} of a low budget` : `${severity} of missing data`;
}

function secondsOf(text: string): Seconds {
  const parsed = parseDuration(text);
  return parsed.ok ? parsed.value : 0;
}

/** Rules by what they record, for finding those that a selector may read. */
export class RuleSet {
  readonly subjects: ReadonlyMap<string, readonly ReplayRule[]>;
  private readonly keys: ReadonlySet<string>;
  private readonly byRecord: ReadonlyMap<string, readonly ReplayRule[]>;
  private readonly found = new Map<Expr, readonly (readonly ReplayRule[])[]>();

  constructor(rules: readonly ReplayRule[]) {
    this.subjects = groupBy(rules, ({ slo }) => slo);
    this.keys = new Set(rules.map(keyOf));
    this.byRecord = groupBy(rules, ({ record, labels }) => bucket(record, labels["service"]));
  }

  /** Of each selector of an expression, left to right, the rules that may record what it selects; none: it is raw. */
  sources(expr: Expr): readonly (readonly ReplayRule[])[] {
    const known = this.found.get(expr);
    if (known !== undefined) return known;
    const found = selectorsOf(expr).map((selector) => this.recording(selector));
    this.found.set(expr, found);
    return found;
  }

  recording(selector: Selector): readonly ReplayRule[] {
    const { name = "", matchers } = selector;
    const service = matchers.find(({ label, op }) => label === "service" && op === "=")?.value;
    const candidates =
      service === undefined
        ? [...this.byRecord].flatMap(([key, rules]) => (key.startsWith(bucket(name, "")) ? rules : []))
        : (this.byRecord.get(bucket(name, service)) ?? []);
    return candidates.filter((rule) => mayRecord(rule, selector));
  }

  /** Those of a subject and all that they read, by whatever way. */
  withSources(subject: string): readonly ReplayRule[] {
    const all = new Set(this.subjects.get(subject) ?? []);
    // A set that grows while it is walked through is walked through to its end.
    for (const { expr } of all) for (const rule of this.sources(expr).flat()) all.add(rule);
    return [...all];
  }

  has(rule: ReplayRule): boolean {
    return this.keys.has(keyOf(rule));
  }

  /** Whether the other version has this rule too, and all that it reads. */
  sameIn(other: RuleSet): (rule: ReplayRule) => boolean {
    const known = new Map<ReplayRule, boolean>();
    const isSame = (rule: ReplayRule): boolean => {
      const before = known.get(rule);
      if (before !== undefined) return before;
      known.set(rule, true);
      const same = other.has(rule) && this.sources(rule.expr).flat().every(isSame);
      known.set(rule, same);
      return same;
    };
    return isSame;
  }
}

function bucket(record: string, service: string | undefined): string {
  return `${record} ${service ?? ""}`;
}

/** Labels of an alert that say which it is; others say something about it. */
const telling = ["service", "slo", "anomaly", "alertname", "severity", "long", "short"];

function keyOf({ slo, record, expr, labels, interval, alert }: ReplayRule): string {
  const own = Object.entries(labels).filter(([label]) => alert === undefined || telling.includes(label));
  return JSON.stringify([slo, record, printExpr(expr, { width: Infinity }), own, interval, alert]);
}
