import type { Span } from "../diagnostics/diagnostic.ts";
import type { Origin } from "./origin.ts";
import type { Schedule } from "./quantity/calendar/schedule.ts";
import type { CalendarDate } from "./quantity/calendar/time.ts";
import type { Zone } from "./quantity/calendar/zone.ts";
import type { Decimal } from "./quantity/decimal.ts";
import type { Seconds, UnixSeconds } from "./quantity/units.ts";
import type { Expr, Matcher, Selector } from "./promql/ast.ts";

/** Label names to values; sorted by name wherever it is printed. */
export type Labels = Readonly<Record<string, string>>;

/** What a person does about an alert. */
export const alertSeverities = ["page", "ticket", "info"] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

export const tiers = ["critical", "high", "standard", "best-effort"] as const;
export type Tier = (typeof tiers)[number];

/** One service in one environment, after all layers. Target-neutral; made once, never mutated. */
export interface Service {
  readonly name: string;
  readonly description?: string;
  readonly owner?: string;
  readonly tier: Tier;
  /** Absent when the workspace declares no environments. */
  readonly environment?: string;
  /** Of alerts, dashboards and Kubernetes objects; never on recorded series. */
  readonly labels: Labels;
  /** The environment's labels: on recorded series and alerts alike. */
  readonly environmentLabels: Labels;
  readonly links: Links;
  /** The service's `match`, as matchers. */
  readonly match: readonly Matcher[];
  /** Events a second, when the spec states typical traffic. */
  readonly traffic?: Decimal;
  readonly metrics: Metrics;
  readonly kubernetes?: KubernetesWorkload;
  /** Names of targets that this service is compiled for. */
  readonly targets: readonly string[];
  /** Every SLI that could be lowered, used by an SLO or not. */
  readonly slis: readonly Sli[];
  readonly slos: readonly Slo[];
  /** Alerts that are not SLOs', in order of names. */
  readonly alerts: readonly RuleAlert[];
  /** In order of names; those that PromQL cannot tell (an Isolation Forest) stand in `resolved` alone. */
  readonly anomalies: readonly Anomaly[];
  /** What the spec and its kits add to dashboards, or switch off of them, in order of names. */
  readonly dashboards: readonly WrittenDashboard[];
  /** Planned work, in order of names. */
  readonly maintenance: readonly Maintenance[];
  readonly resolved: Resolved;
  readonly origin: Origin;
}

/** The merged value of all layers with the origin of each part: for `explain`, coverage and lint rules over what is not lowered. */
export interface Resolved {
  /** Shape: the service schema, complete. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Origin of the value at a JSON Pointer; a missing one gives its nearest ancestor. */
  originOf(pointer: string, part?: "key" | "value"): Origin;
  /** Every PromQL text that could be parsed, by its pointer: holes filled, spans as in the text that was written. */
  readonly promql?: ReadonlyMap<string, Expr>;
  /** The place of a part of a text, as offsets in its value; where that is not known, the place of the value. */
  spanInside?(pointer: string, start: number, end: number): Span;
  /** Every origin a value had, weakest layer first; the last is in force. */
  historyOf(pointer: string): readonly { readonly value: unknown; readonly origin: Origin }[];
}

export interface Links {
  readonly runbook?: string;
  readonly repository?: string;
  readonly [name: string]: string | undefined;
}

export interface Metrics {
  /** Between scrapes or exports. */
  readonly interval: Seconds;
  /** Absent when metrics are pushed or nothing is said. */
  readonly scrape?: { readonly port: string; readonly path: string };
  readonly push?: "otlp" | "remote-write";
  readonly declared: readonly DeclaredMetric[];
  /** What is collected of the machines that it runs on. */
  readonly system: readonly SystemMetrics[];
  /** Series that are recorded from others, in order of names. */
  readonly recorded: readonly RecordedMetric[];
}

export const systemMetrics = ["cpu", "memory", "disk", "network", "filesystem", "load", "paging", "processes"] as const;
export type SystemMetrics = (typeof systemMetrics)[number];

export interface RecordedMetric {
  readonly name: string;
  readonly expr: Expr;
  readonly origin: Origin;
}

/** An entry of `dashboards`: additions to a generated dashboard (`overview`, `slo`), or a dashboard of its own. */
export interface WrittenDashboard {
  readonly name: string;
  readonly title?: string;
  /** Rows by the spec's keys: generated ones that are switched off, and those that the spec or a kit writes. As written, those of kits before. */
  readonly rows: readonly WrittenRow[];
  /** In a row of the service's own, at the end. */
  readonly panels: readonly WrittenPanel[];
  readonly origin: Origin;
}

export interface WrittenRow {
  readonly name: string;
  readonly title?: string;
  /** False: the row is left out. */
  readonly show: boolean;
  readonly panels: readonly WrittenPanel[];
  readonly origin: Origin;
}

export interface WrittenPanel {
  readonly title: string;
  readonly description?: string;
  /** An instant vector; a range of `"window"` fits the time between two points of the panel. Absent where it is wrong, which was reported. */
  readonly value?: Expr;
  /** As written; Grafana's name of it stands in the panel. */
  readonly unit?: string;
  readonly as: "timeseries" | "stat" | "gauge" | "bar" | "table" | "heatmap";
  /** `{{label}}` for values of labels. */
  readonly legend?: string;
  /** Ends of the scale. */
  readonly min?: number;
  readonly max?: number;
  /** Shown where there is no data, of a panel that may have none. */
  readonly empty?: string;
  /** Of the panel in `resolved`. */
  readonly pointer: string;
  readonly origin: Origin;
}

export interface DeclaredMetric {
  readonly name: string;
  readonly type: "counter" | "gauge" | "histogram" | "summary";
  readonly unit?: string;
  readonly help?: string;
  /** Expected number of values by label. */
  readonly labels: Readonly<Record<string, number>>;
  /** Upper bounds of a classic histogram, in the metric's own unit. */
  readonly buckets?: readonly Decimal[];
  readonly origin: Origin;
}

export interface KubernetesWorkload {
  readonly namespace?: string;
  readonly selector: Labels;
}

/** A label that groups an SLI: `source` in the raw series, `recorded` in ours. */
export interface GroupLabel {
  readonly source: string;
  readonly recorded: string;
}

/**
 * An SLI lowered to counts of events for each step (slo-math). `total` and `errors.expr` are aggregated `by` the source labels of `groups`
 * and give the number of events that were gained since one step ago.
 */
export interface Sli {
  readonly name: string;
  /** The name of its kind: availability, latency … */
  readonly type: string;
  /** What one event is: something that the source counts; a step (or each series at a step) that is good or bad; a step of which a share is bad. */
  readonly form: "events" | "steps" | "shares";
  /** Seconds between evaluations of its base rules, where its source has a pace of its own; else by the service's interval. */
  readonly step?: Seconds;
  readonly groups: readonly GroupLabel[];
  readonly total: Expr;
  readonly errors: ErrorCount;
  /** The raw series that it reads, for lint rules and generated proofs. */
  readonly signal: Signal;
  readonly origin: Origin;
}

/**
 * Errors are counted, or are what is left of the total. What a missing count means: no errors; nothing is known (a latency SLI without its bucket
 * is absent, never free of errors); or every event of the total is bad (a gauge that was there and is gone).
 */
export type ErrorCount =
  | { readonly of: "bad"; readonly expr: Expr; readonly whenMissing: "zero" | "absent" | "all" }
  | { readonly of: "good"; readonly expr: Expr; readonly whenMissing: "zero" | "absent" };

export type Signal =
  | {
      readonly kind: "counters";
      readonly total?: readonly Selector[];
      readonly good?: readonly Selector[];
      readonly bad?: readonly Selector[];
    }
  | {
      readonly kind: "histogram";
      /** The histogram's base name with its matchers. */
      readonly histogram: Selector;
      readonly native: boolean;
      /** The threshold in the histogram's own unit. */
      readonly bound: Decimal;
      readonly threshold: Seconds;
      readonly total?: readonly Selector[];
    }
  /** Expressions with `${window}`: used as they stand. */
  | { readonly kind: "expressions"; readonly total?: Expr; readonly good?: Expr; readonly bad?: Expr }
  /** Each series at each step is bad while its value is on the wrong side of a limit. */
  | {
      readonly kind: "gauge";
      readonly gauge: readonly Selector[];
      readonly bad: { readonly op: "<" | ">"; readonly limit: Decimal };
    }
  /** A step is bad with fewer events a second than `atLeast`. */
  | {
      readonly kind: "throughput";
      readonly events: readonly Selector[];
      readonly atLeast: Decimal;
      /** The same with its unit, as the spec states it: `300/m`. */
      readonly written: string;
      /** With `${window}`: counts in place of the base rule. */
      readonly expression?: Expr;
    }
  /** A step is bad when the newest data is older than `maxAge`; the source holds Unix times or ages, `perSecond` of its unit in a second. */
  | {
      readonly kind: "freshness";
      readonly of: "timestamp" | "age";
      readonly source: readonly Selector[];
      readonly maxAge: Seconds;
      readonly perSecond: number;
    }
  /** An expression with `${window}` that gives the share of bad, from 0 to 1. */
  | { readonly kind: "ratio"; readonly errorRatio: Expr };

/** What every SLO has, whatever it judges. */
interface SloOfAnyForm {
  /** Unique in the service. */
  readonly name: string;
  /** `service/slo`, as people write it. */
  readonly id: string;
  readonly description?: string;
  /** Share of good events, between 0 and 1, both excluded. */
  readonly objective: Decimal;
  /** 1 − objective, exact. */
  readonly budget: Decimal;
  readonly window: SloWindow;
  /** Bad events that the long window must hold before an alert fires: the low-traffic guard. 0 where events are not counted. */
  readonly minimumErrors: number;
  readonly burns: readonly BurnAlert[];
  readonly budgetLeft: readonly BudgetLeftAlert[];
  readonly noData: readonly NoDataAlert[];
  /** Time that is taken out of the period afterwards, in order of time. */
  readonly corrections: readonly Correction[];
  readonly links: Links;
  readonly origin: Origin;
  readonly objectiveOrigin: Origin;
}

/** An SLO over one SLI. */
export interface SliSlo extends SloOfAnyForm {
  readonly kind: "sli";
  readonly sli: Sli;
  /** Slices of time are counted in place of events. */
  readonly slices?: Slices;
}

/** An SLO over other SLOs: over every window its SLI is that of its parts, combined. It has no groups: of its parts the whole counts. */
export interface CompositeSlo extends SloOfAnyForm {
  readonly kind: "composite";
  /** The alerts of its parts say that one has no data. */
  readonly noData: readonly [];
  readonly composition: Composition;
}

export type Slo = SliSlo | CompositeSlo;

export interface Composition {
  readonly combine: "product" | "worst" | "mean";
  /** At least one, in the order of names. */
  readonly parts: readonly CompositePart[];
}

/** One SLO of a composition; a composite one is a composition itself. */
export interface CompositePart {
  readonly service: string;
  readonly slo: string;
  /** `service/slo`. */
  readonly id: string;
  /** Over 0; 1 unless the spec says otherwise. Of a `mean`, the share; of a `product`, the exponent; of `worst` it has no meaning. */
  readonly weight: Decimal;
  /** Length of its slices, where it counts them. */
  readonly slice?: Seconds;
  readonly composition?: Composition;
  readonly origin: Origin;
}

/** A slice is good if its SLI is at least `atLeast`; without it, the mean of the slices counts. */
export interface Slices {
  readonly of: Seconds;
  readonly atLeast?: Decimal;
  readonly origin: Origin;
}

export type SloWindow = RollingWindow | CalendarWindow;

export interface RollingWindow {
  readonly kind: "rolling";
  readonly length: Seconds;
  readonly origin: Origin;
}

/** Periods that begin with the calendar, in UTC shifted by the offsets of a zone. */
export interface CalendarWindow {
  readonly kind: "calendar";
  /** The shortest period: factors are made from it, so that none spends more than it says. */
  readonly length: Seconds;
  readonly longest: Seconds;
  /** A calendar period, or one of a fixed length. */
  readonly every: "week" | "month" | "quarter" | "year" | Seconds;
  readonly timezone: Zone;
  /** First day of one period, where that is not the calendar's own. */
  readonly from?: CalendarDate;
  readonly origin: Origin;
}

/** Planned work: once, or on a schedule. */
export type Maintenance = {
  readonly name: string;
  readonly description?: string;
  /** False: alerts are muted and events still count. */
  readonly excluded: boolean;
  readonly origin: Origin;
} & (
  | { readonly kind: "once"; readonly from: UnixSeconds; readonly to: UnixSeconds }
  | { readonly kind: "schedule"; readonly schedule: Schedule; readonly for: Seconds; readonly timezone: Zone }
);

/** Time that is taken out of an SLO afterwards, from `from` to `to`. */
export interface Correction {
  readonly name: string;
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
  readonly reason: string;
  readonly origin: Origin;
}

/** What every alert has. */
export interface Alert {
  readonly severity: AlertSeverity;
  /** Alertname. */
  readonly name: string;
  /** A template of Prometheus. */
  readonly summary?: string;
  readonly labels: Labels;
  /** Templates of Prometheus. */
  readonly annotations: Labels;
  /** Receivers: the alert's own `notify`, else the owner's for this severity; empty when nobody is. */
  readonly notify: readonly string[];
  /** Of the alert's own `notify`, or of the team that stands in for it. */
  readonly notifyOrigin: Origin;
  readonly origin: Origin;
}

/** An alert of an SLO. */
export type SloAlert = Alert;

/** What alerts have that a spec writes one by one. */
export interface WrittenAlert extends Alert {
  readonly description?: string;
  /** Laid over the service's. */
  readonly links: Links;
  /** How long it must last before it fires; 0: at once. */
  readonly for: Seconds;
}

/** An entry of `alerts` with a source for Prometheus; its key is the alertname. */
export interface RuleAlert extends WrittenAlert {
  readonly condition: AlertCondition;
  /** How long it goes on firing after its cause is gone. */
  readonly keepFiringFor: Seconds;
}

/** An instant vector that is there while something is wrong; or a straight line through the past that crosses a bound within a time. */
export type AlertCondition =
  | { readonly kind: "when"; readonly expr: Expr }
  | {
      readonly kind: "predict";
      /** A gauge. */
      readonly value: Expr;
      readonly over: Seconds;
      readonly within: Seconds;
      readonly bound: { readonly op: "<" | ">"; readonly limit: Decimal };
    };

/** A deviation from what is usual: of more than `sigma` standard deviations. `name` is the alertname, `anomaly` the spec's key. */
export type Anomaly = WrittenAlert & {
  readonly anomaly: string;
  /** What is watched. */
  readonly value: Expr;
  readonly sigma: Decimal;
} & (
    { readonly method: "z-score"; readonly samples: number } | { readonly method: "seasonal"; readonly period: Seconds }
  );

/** Fires while less than `left` of the period's budget is left. */
export interface BudgetLeftAlert extends SloAlert {
  /** Over 0, at most 1. */
  readonly left: Decimal;
}

/** Fires when the SLI has had no data for `after`. */
export interface NoDataAlert extends SloAlert {
  readonly after: Seconds;
}

/** One burn-rate alert: fires while both windows burn faster than `factor` times what the objective allows. */
export interface BurnAlert extends SloAlert {
  /** Share of the budget that this pair lets pass before it fires, as written. */
  readonly spend?: Decimal;
  /** Multiple of the sustainable rate, at least 1. */
  readonly factor: Decimal;
  readonly long: Seconds;
  /** Absent when the spec says `short: null`. */
  readonly short?: Seconds;
}
