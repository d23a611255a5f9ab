import type { Span } from "../diagnostics/diagnostic.ts";
import type { Origin } from "./origin.ts";
import type { Decimal } from "./quantity/decimal.ts";
import type { Seconds } from "./quantity/units.ts";
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
  /** Alerts of the spec's `alerts` that no phase lowers yet stand in `resolved` alone. */
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
 * An SLI lowered to counts of events for each step (slo-math). `total` and `bad.expr` are aggregated `by` the source labels of `groups`
 * and give the number of events that were gained since one step ago.
 */
export interface Sli {
  readonly name: string;
  /** The name of its kind: availability, latency … */
  readonly type: string;
  readonly form: "events";
  /** Seconds between evaluations of its base rules, where its source has a pace of its own; else by the service's interval. */
  readonly step?: Seconds;
  readonly groups: readonly GroupLabel[];
  readonly total: Expr;
  readonly errors: ErrorCount;
  /** The raw series that it reads, for lint rules and generated proofs. */
  readonly signal: Signal;
  readonly origin: Origin;
}

/** Errors are counted, or are what is left of the total. A latency SLI without its bucket is absent, never free of errors. */
export type ErrorCount =
  | { readonly of: "bad"; readonly expr: Expr; readonly whenMissing: "zero" }
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
  | { readonly kind: "expressions"; readonly total?: Expr; readonly good?: Expr; readonly bad?: Expr };

export interface Slo {
  /** Unique in the service. */
  readonly name: string;
  /** `service/slo`, as people write it. */
  readonly id: string;
  readonly description?: string;
  readonly sli: Sli;
  /** Share of good events, between 0 and 1, both excluded. */
  readonly objective: Decimal;
  /** 1 − objective, exact. */
  readonly budget: Decimal;
  readonly window: RollingWindow;
  /** Bad events that the long window must hold before an alert fires: the low-traffic guard. */
  readonly minimumErrors: number;
  readonly burns: readonly BurnAlert[];
  readonly links: Links;
  readonly origin: Origin;
  readonly objectiveOrigin: Origin;
}

export interface RollingWindow {
  readonly kind: "rolling";
  readonly length: Seconds;
  readonly origin: Origin;
}

/** One burn-rate alert: fires while both windows burn faster than `factor` times what the objective allows. */
export interface BurnAlert {
  readonly severity: AlertSeverity;
  /** Alertname: `SLOErrorBudgetBurn` unless the spec says otherwise. */
  readonly name: string;
  /** Share of the budget that this pair lets pass before it fires, as written. */
  readonly spend?: Decimal;
  /** Multiple of the sustainable rate, at least 1. */
  readonly factor: Decimal;
  readonly long: Seconds;
  /** Absent when the spec says `short: null`. */
  readonly short?: Seconds;
  readonly summary?: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** Receivers: the alert's own `notify`, else the owner's for this severity; empty when nobody is. */
  readonly notify: readonly string[];
  readonly notifyOrigin: Origin;
  readonly origin: Origin;
}
