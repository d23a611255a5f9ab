// Made by `npm run gen` from schemas/. Do not edit.

/** Lower-case words joined by `-`, at most 63 characters. */
export type Name = string;
/** A decimal per unit of time. */
export type Rate = string;
/** An SLO of this service by its name, or `service/slo` of another. */
export type Reference = string;
/** A Prometheus duration: whole numbers with units, large to small. */
export type Duration = string;
/** A number, or a hole that a number fills. */
export type Amount = number | string;
/** A selector, or a list of selectors that are added up. */
export type Source = string | string[];
/** A duration (rolling), or a calendar period. */
export type Window =
  | string
  | {
      /** A calendar period, or a duration that repeats from `from` on. */
      calendar?: string | null;
      /** Zone in which periods begin. */
      timezone?: string | null;
      /** Start of one period, where that is not the calendar's own. */
      from?: string | null;
    };
/** A decimal and `%`. */
export type Percentage = string;
/** A name or a list of names. */
export type NamesOrName = string | string[];
/** An objective, or an SLO in full. */
export type SloLayer =
  | string
  | {
      /** What is promised, in words. */
      description?: string | null;
      /** The SLI that is judged; default the SLO's own name. */
      sli?: Name | null;
      /** SLOs that this one is made of, own or `service/slo`; a map weighs them. */
      of?:
        | (
            | Reference[]
            | {
                /** Weight of the SLO. */
                [k: string]: number | null;
              }
          )
        | null;
      /** How the SLOs of `of` are combined. */
      combine?: ("product" | "worst" | "mean") | null;
      /** Share of events that must be good. */
      objective?: Objective | null;
      /** Time over which the objective holds. */
      window?: Window | null;
      /** Laid over the service's `alerting`; `null` for no alerts. */
      alerting?: Alerting | null;
      /** Counts slices of time instead of events. */
      slices?: {
        /** Length of a slice. */
        of?: Duration | null;
        /** SLI from which on a slice is good; without it, the mean of the slices counts. */
        atLeast?: Percentage | null;
      } | null;
      /** Laid over the service's `links`. */
      links?: Links | null;
    };
/** A percentage between 0 and 100, both excluded. */
export type Objective = string;
/** What a person does about it: `page` now, `ticket` in working hours, `info` nothing. */
export type Severity = "page" | "ticket" | "info";
/** A PromQL expression. */
export type Promql = string;
/** An amount in an ISO 4217 currency, with `/` and a unit of time where it recurs. */
export type Money = string;
/** Bytes, with `/` and a unit of time where they recur. */
export type Size = string;
/** An SLI, complete: its `type` decides the rest. */
export type SliV1 =
  AvailabilitySli | CorrectnessSli | ErrorRateSli | LatencySli | ThroughputSli | FreshnessSli | CustomSli;

/** One service: what it measures, what it promises, and who is told. */
export interface ServiceV1 {
  /** Version of the spec language. */
  version: 1;
  /** Name of the service, unique in the workspace. */
  service: Name;
  /** What the service does. */
  description?: string | null;
  /** The team: decides who is notified, and is the label `owner` of every alert. */
  owner?: Name | null;
  /** How much it matters: chooses a layer of defaults. */
  tier?: ("critical" | "high" | "standard" | "best-effort") | null;
  /** Places to read on, by name; alerts carry `runbook`. */
  links?: Links | null;
  /** On alerts, dashboards and Kubernetes objects; never on recorded series, never a template. */
  labels?: Labels | null;
  /** Added to each selector under `slis` that does not name the label; a list means any of its values. */
  match?: Match | null;
  /** Texts of your own, for `${name}`. */
  vars?: {
    /** The text. */
    [k: string]: string | null;
  } | null;
  /** Typical traffic; used only to judge objectives and guards. */
  traffic?: Rate | null;
  /** Services, or `service/slo`, that this one needs: for the arithmetic of journeys and SLAs. */
  dependsOn?: Reference[] | null;
  /** The workload on Kubernetes, for ServiceMonitor, chaos and cost. */
  kubernetes?: {
    /** Namespace of the workload. */
    namespace?: string | null;
    /** Labels of its pods. */
    selector?: WorkloadLabels | null;
  } | null;
  /** The workload on AWS, for chaos and cost. */
  aws?: {
    /** Tags of its resources. */
    tags?: WorkloadLabels | null;
  } | null;
  /** A kit, a list of kits, or a map of kits with their parameters; under a name of yours with `kit` it prefixes what it gives. */
  uses?:
    | (
        | string
        | Name[]
        | {
            /** The kit's parameters; `kit` names it where the key is a name of yours. */
            [k: string]: Use | null;
          }
      )
    | null;
  /** What is generated; default all targets of the workspace. */
  targets?:
    | (
        | "prometheus"
        | "alertmanager"
        | "grafana"
        | "collector"
        | "cloudwatch"
        | "chaos"
        | "evaluator"
        | "retention"
        | "sla"
      )[]
    | null;
  /** What is measured, by name. */
  slis?: {
    /** One layer of an SLI: every key of every type, none required. */
    [k: string]: SliLayer | null;
  } | null;
  /** Window of all SLOs of the service. */
  window?: Window | null;
  /** Alerting of all SLOs of the service; `null` for no alerts. */
  alerting?: Alerting | null;
  /** What is promised, by name; a bare percentage is an objective for the SLI of the same name. */
  slos?: {
    /** An objective, or an SLO in full. */
    [k: string]: SloLayer | null;
  } | null;
  /** What is promised to customers. */
  sla?: Sla | null;
  /** Planned work, by name: taken out of SLIs, alerts muted. */
  maintenance?: {
    /** Time in which work is planned. */
    [k: string]: MaintenanceLayer | null;
  } | null;
  /** Time that is taken out of SLOs afterwards, by name. */
  corrections?: {
    /** Time that is taken out of an SLO afterwards. */
    [k: string]: CorrectionLayer | null;
  } | null;
  /** Rules that are not SLOs; the key is the alertname. */
  alerts?: {
    /** A rule that is not an SLO; its key is the alertname. */
    [k: string]: AlertLayer | null;
  } | null;
  /** Deviations from what is usual, by name. */
  anomalies?: {
    /** A deviation from what is usual. */
    [k: string]: AnomalyLayer | null;
  } | null;
  /** How the service gives its metrics, and which. */
  metrics?: Metrics | null;
  /** What is logged, kept and searched. */
  logs?: Logs | null;
  /** What is traced. */
  traces?: Traces | null;
  /** What is measured in the browsers of users. */
  rum?: Rum | null;
  /** Dashboards of your own, by name; `overview` is the generated one, and panels go at its end. */
  dashboards?: {
    /** A dashboard of your own; `overview` (the service) and `slo` (its SLOs) are the generated ones, and what stands here goes at their end. */
    [k: string]: Dashboard | null;
  } | null;
  /** What the service may use. */
  budgets?: Budgets | null;
  /** Experiments, by name. Not started with less budget than the guard; refused if one run could spend it. */
  chaos?: {
    /** A fault that is injected to see whether the hypothesis holds. */
    [k: string]: ExperimentLayer | null;
  } | null;
  /** Layers over the service, by environment of the workspace. */
  environments?: {
    /** A partial service: defaults, a tier, an environment. Checked for types; what is required is checked on the merged result. */
    [k: string]: LayerV1 | null;
  } | null;
}
/** Places to read on, by name. */
export interface Links {
  /** The page that says what to do when an alert fires. */
  runbook?: string | null;
  /** The source code. */
  repository?: string | null;
  /** Absolute URL. */
  [k: string]: string | null | undefined;
}
/** Label names and their values. */
export interface Labels {
  /** Value of the label. */
  [k: string]: string | null;
}
/** Labels that select the service's series; a list means any of its values. */
export interface Match {
  /** Value of the label, or a list of values. */
  [k: string]: string | string[] | null;
}
/** Kubernetes labels and their values. */
export interface WorkloadLabels {
  /** Value of the label. */
  [k: string]: string | null;
}
/** The kit's parameters; `kit` names it where the key is a name of yours. */
export interface Use {
  /** The kit. */
  kit?: Name | null;
  /** Value of a parameter of the kit. */
  [k: string]: string | number | boolean | null | Name | undefined;
}
/** One layer of an SLI: every key of every type, none required. */
export interface SliLayer {
  /** What is measured; decides which other keys there are. */
  type?: ("availability" | "correctness" | "error-rate" | "latency" | "throughput" | "freshness" | "custom") | null;
  /** What a good event is, in words. */
  description?: string | null;
  /** Prometheus labels that split the SLI: each group, and the whole, has a budget and alerts. `{ path: route }` records the label `path` as `route`. */
  groupBy?:
    | (
        | (
            | string
            | {
                /** Name under which the label is recorded. */
                [k: string]: string | null;
              }
          )[]
        | {
            /** Name under which the label is recorded. */
            [k: string]: string | null;
          }
      )
    | null;
  /** Takes the place of the service's `match`; `{}` for none. */
  match?: Match | null;
  /** Longest duration of a good event; a bucket bound of the histogram. */
  threshold?: Duration | null;
  /** Greatest age of the newest data. */
  maxAge?: Duration | null;
  /** Least value that is good: a rate for `throughput`, a number for `custom`. */
  atLeast?: (number | string) | null;
  /** Greatest value of the gauge that is good. */
  atMost?: Amount | null;
  /** Where the SLI is read from in Prometheus, in one form. */
  prometheus?: PrometheusSource | null;
  /** Where the SLI is read from in CloudWatch, in one form. */
  cloudwatch?: CloudwatchSource | null;
}
/** Where the SLI is read from in Prometheus, in one form. */
export interface PrometheusSource {
  /** All events: a counter's selector or several that add up. */
  total?: Source | null;
  /** Events that went well. */
  good?: Source | null;
  /** Events that went wrong. */
  bad?: Source | null;
  /** A gauge: 1 good and 0 bad; for `custom`, any value that `atLeast` or `atMost` judges. */
  gauge?: string | null;
  /** Base name of the histogram, without `_bucket`. */
  histogram?: string | null;
  /** The histogram is a native one. */
  native?: boolean | null;
  /** Counter of what passes through. */
  events?: Source | null;
  /** Gauge that holds the time of the newest data, as Unix time. */
  timestamp?: string | null;
  /** Gauge that holds the age of the newest data. */
  age?: string | null;
  /** Expression with `${window}` that gives the share of bad, from 0 to 1. */
  errorRatio?: string | null;
  /** Unit of the source, where neither its name nor `metrics.declare` says it. */
  unit?: ("s" | "ms" | "us" | "ns") | null;
  /** Time between scrapes of this source, where it differs from `metrics.interval`. */
  interval?: Duration | null;
}
/** Where the SLI is read from in CloudWatch, in one form. */
export interface CloudwatchSource {
  /** Namespace of the metrics. */
  namespace?: string | null;
  /** Dimensions that select the metrics. */
  dimensions?: {
    /** Value of the dimension. */
    [k: string]: string | null;
  } | null;
  /** Metric that counts all events, or several that add up. */
  total?: (string | string[]) | null;
  /** Metric that counts events that went well. */
  good?: (string | string[]) | null;
  /** Metric that counts events that went wrong. */
  bad?: (string | string[]) | null;
  /** Metric whose value is judged. */
  gauge?: string | null;
  /** Metric of durations. */
  duration?: string | null;
  /** Metric that counts what passes through. */
  events?: (string | string[]) | null;
  /** Metric that holds the time of the newest data, as Unix time. */
  timestamp?: string | null;
  /** Metric that holds the age of the newest data. */
  age?: string | null;
  /** CloudWatch statistic that is read of a gauge. */
  statistic?: string | null;
  /** Unit of the metric. */
  unit?: ("s" | "ms" | "us" | "ns") | null;
}
/** When an SLO alerts, and whom. */
export interface Alerting {
  /** Bad events that the long window must hold before an alert fires: the guard for low traffic. */
  minimumErrors?: number | null;
  /** Name of the burn-rate alerts. */
  name?: string | null;
  /** First line of the alert. */
  summary?: string | null;
  /** Labels of all alerts of the SLO. */
  labels?: Labels | null;
  /** Annotations of all alerts of the SLO. */
  annotations?: Annotations | null;
  /** What wakes a person. */
  page?: SeverityAlerting | null;
  /** What is looked at in working hours. */
  ticket?: SeverityAlerting | null;
  /** What is only there to be seen. */
  info?: SeverityAlerting | null;
}
/** Annotations of the alert, by name. */
export interface Annotations {
  /** Text of the annotation; takes Prometheus's template syntax. */
  [k: string]: string | null;
}
/** Alerts of one severity. */
export interface SeverityAlerting {
  /** Burn-rate alerts. Default by tier: page at 2% in 1h and 5% in 6h, ticket at 10% in 1d and 10% in 3d. */
  burns?: Burn[] | null;
  /** Fires when less of the budget is left. Default by tier: ticket at 25% for critical, 10% for high. */
  budgetLeft?: Percentage | null;
  /** Fires when the SLI has had no data for this long. Default by tier: page after 5m for critical, 10m for high; ticket after 10m for standard, 1h for best-effort. */
  noData?: Duration | null;
  /** Receivers, in place of those of the owner. */
  notify?: NamesOrName | null;
  /** Labels of these alerts. */
  labels?: Labels | null;
  /** Annotations of these alerts. */
  annotations?: Annotations | null;
}
/** A pair of windows: fires while both spend the budget too fast. */
export interface Burn {
  /** Share of the budget that may be spent in `within`. */
  spend?: Percentage | null;
  /** How many times faster than sustainable the budget is spent. */
  burnRate?: number | null;
  /** The long window. */
  within: Duration;
  /** The short window, which ends the alert soon after the cause; default `within` ÷ 12, `null` for none. */
  short?: Duration | null;
}
/** What is promised to customers. */
export interface Sla {
  /** Who is promised what, in words. */
  description?: string | null;
  /** What is guaranteed, by SLO. */
  guarantees?: {
    /** The guarantee for one SLO. */
    [k: string]: {
      /** Share of good events that is guaranteed. */
      atLeast?: Percentage | null;
      /** Calendar period over which it is counted. */
      per?: ("week" | "month" | "quarter" | "year") | null;
    } | null;
  } | null;
  /** What a customer gets back, best result first. */
  credits?:
    | {
        /** Result below which the credit is due. */
        below: Percentage;
        /** Share of the bill that is given back. */
        credit: Percentage;
      }[]
    | null;
  /** Levels of support, by name. */
  support?: {
    /** How soon and when help comes. */
    [k: string]: {
      /** What counts as this level. */
      description?: string | null;
      /** Time to the first answer. */
      respond?: Duration | null;
      /** Time to the end of the trouble. */
      resolve?: Duration | null;
      /** Hours of the workspace in which it counts; `always` is built in. */
      hours?: Name | null;
    } | null;
  } | null;
  /** What does not count. `planned-maintenance` means `maintenance`; all else is text. */
  exclusions?: string[] | null;
}
/** Time in which work is planned. */
export interface MaintenanceLayer {
  /** What is done. */
  description?: string | null;
  /** Cron of five fields at which it begins. */
  schedule?: string | null;
  /** How long it lasts. */
  for?: Duration | null;
  /** Zone of the schedule. */
  timezone?: string | null;
  /** When it begins, once. */
  from?: string | null;
  /** When it ends. */
  to?: string | null;
  /** Taken out of SLIs; `false` only mutes alerts. */
  excluded?: boolean | null;
}
/** Time that is taken out of an SLO afterwards. */
export interface CorrectionLayer {
  /** The SLO or SLOs it is taken out of. */
  slo?: NamesOrName | null;
  /** Start of the time. */
  from?: string | null;
  /** End of the time. */
  to?: string | null;
  /** Why it does not count. */
  reason?: string | null;
}
/** A rule that is not an SLO; its key is the alertname. */
export interface AlertLayer {
  /** What a person does about it. */
  severity?: Severity | null;
  /** Fires while this gives a result. */
  when?: Promql | null;
  /** Fires when a straight line through the past crosses a bound soon. */
  predict?: {
    /** What is followed: a gauge. */
    value?: Promql | null;
    /** Past that the line is drawn through. */
    over?: Duration | null;
    /** How far ahead it is followed. */
    within?: Duration | null;
    /** Fires when the line falls below. */
    below?: Amount | null;
    /** Fires when the line rises above. */
    above?: Amount | null;
  } | null;
  /** An alarm over one CloudWatch metric. */
  cloudwatch?: {
    /** Namespace of the metric. */
    namespace?: string | null;
    /** Name of the metric. */
    metric?: string | null;
    /** Dimensions that select the metric. */
    dimensions?: {
      /** Value of the dimension. */
      [k: string]: string | null;
    } | null;
    /** CloudWatch statistic. */
    statistic?: string | null;
    /** Length of one data point. */
    period?: Duration | null;
    /** Fires when the metric is above. */
    above?: Amount | null;
    /** Fires when the metric is below. */
    below?: Amount | null;
  } | null;
  /** How long it must last before it fires. */
  for?: Duration | null;
  /** How long it goes on firing after its cause is gone. */
  keepFiringFor?: Duration | null;
  /** First line of the alert. */
  summary?: string | null;
  /** What it means and what to look at. */
  description?: string | null;
  /** Laid over the service's `labels`. */
  labels?: Labels | null;
  /** Further annotations. */
  annotations?: Annotations | null;
  /** Laid over the service's `links`. */
  links?: Links | null;
  /** Receivers, in place of those of the owner. */
  notify?: NamesOrName | null;
}
/** A deviation from what is usual. */
export interface AnomalyLayer {
  /** How the usual is learnt: from the same time in earlier periods, from the last samples, or by an Isolation Forest over several features. */
  method?: ("seasonal" | "z-score" | "isolation-forest") | null;
  /** What is watched, for `seasonal` and `z-score`. */
  value?: Promql | null;
  /** A CloudWatch metric that is watched, in place of `value`. */
  cloudwatch?: {
    /** Namespace of the metric. */
    namespace?: string | null;
    /** Name of the metric. */
    metric?: string | null;
    /** Dimensions that select the metric. */
    dimensions?: {
      /** Value of the dimension. */
      [k: string]: string | null;
    } | null;
    /** CloudWatch statistic. */
    statistic?: string | null;
    /** Length of one data point. */
    period?: Duration | null;
  } | null;
  /** Period of the season, for `seasonal`. */
  period?: Duration | null;
  /** How many samples tell what is usual, for `z-score`. */
  samples?: number | null;
  /** Standard deviations from the usual that count as an anomaly. */
  sigma?: number | null;
  /** What the forest looks at, for `isolation-forest`. */
  features?: {
    /** An expression that gives one value. */
    [k: string]: Promql | null;
  } | null;
  /** Share of the training data taken for anomalies. */
  contamination?: Percentage | null;
  /** Past that is trained on. */
  train?: Duration | null;
  /** What a person does about it. */
  severity?: Severity | null;
  /** How long it must last before it fires. */
  for?: Duration | null;
  /** First line of the alert. */
  summary?: string | null;
  /** What it means and what to look at. */
  description?: string | null;
  /** Laid over the service's `labels`. */
  labels?: Labels | null;
  /** Further annotations. */
  annotations?: Annotations | null;
  /** Laid over the service's `links`. */
  links?: Links | null;
  /** Receivers, in place of those of the owner. */
  notify?: NamesOrName | null;
}
/** How the service gives its metrics, and which. */
export interface Metrics {
  /** Time between scrapes or exports. */
  interval?: Duration | null;
  /** Prometheus fetches them. */
  scrape?: {
    /** Name or number of the port. */
    port?: (string | number) | null;
    /** Path of the metrics page. */
    path?: string | null;
    /** Protocol. */
    scheme?: ("http" | "https") | null;
  } | null;
  /** The service sends them. */
  push?: ("otlp" | "remote-write") | null;
  /** Metrics of the machine to collect. */
  system?: ("cpu" | "memory" | "disk" | "network" | "filesystem" | "load" | "paging" | "processes")[] | null;
  /** What the service exposes: checks selectors, makes typed instruments, counts series. */
  declare?: {
    /** A metric that the service exposes. */
    [k: string]: DeclaredMetricLayer | null;
  } | null;
  /** Series to record, by name. */
  record?: {
    /** Expression that is recorded. */
    [k: string]: Promql | null;
  } | null;
  /** Destinations of the workspace; default all that take the signal. */
  destinations?: Name[] | null;
}
/** A metric that the service exposes. */
export interface DeclaredMetricLayer {
  /** Type of the metric. */
  type?: ("counter" | "gauge" | "histogram" | "summary") | null;
  /** What it counts. */
  help?: string | null;
  /** Unit of its values, as in UCUM; default from its name. */
  unit?: string | null;
  /** Its labels, each with the number of values expected. */
  labels?: {
    /** Number of values expected. */
    [k: string]: number | null;
  } | null;
  /** Upper bounds of a classic histogram, in rising order, without infinity. */
  buckets?: (string | number)[] | null;
}
/** What is logged, kept and searched. */
export interface Logs {
  /** How lines are written. */
  format?: ("json" | "logfmt" | "text") | null;
  /** How long logs are kept. Default by tier: 30d for critical and high, 14d for standard, 7d for best-effort. */
  retention?: Duration | null;
  /** Named parts of the log, kept, counted and searched on their own; the longest retention wins. */
  streams?: {
    /** One part of the log. */
    [k: string]: {
      /** Attributes that a line must have. */
      where?: {
        /** Value of the attribute, or a list of values. */
        [k: string]: string | number | boolean | (string | number | boolean)[] | null;
      } | null;
      /** How long it is kept. */
      retention?: Duration | null;
      /** Counter of its lines. */
      metric?: string | null;
    } | null;
  } | null;
  /** What must not be stored as it is. */
  redact?: {
    /** Attributes of which only a hash is kept; `*` stands for any rest. */
    hash?: string[] | null;
    /** Attributes that are left out; `*` stands for any rest. */
    drop?: string[] | null;
  } | null;
  /** Events with typed attributes, besides `http_request` and `error`. */
  events?: {
    /** Attributes and the type of their values. */
    [k: string]: Attributes | null;
  } | null;
  /** Destinations of the workspace; default all that take the signal. */
  destinations?: Name[] | null;
}
/** Attributes and the type of their values. */
export interface Attributes {
  /** Type of the attribute's values. */
  [k: string]: "string" | "number" | "integer" | "boolean" | null;
}
/** What is traced. */
export interface Traces {
  /** Share of traces that is kept. Default by tier: 10% for critical, 5% for high and standard, 1% for best-effort. */
  sampling?: Percentage | null;
  /** Traces that are always kept. */
  keep?:
    | (
        | string
        | {
            /** Keeps traces that take longer. */
            slowerThan?: Duration | null;
          }
      )[]
    | null;
  /** Spans of your own, by name. */
  spans?: {
    /** One span. */
    [k: string]: {
      /** What the span covers. */
      description?: string | null;
      /** Its attributes. */
      attributes?: Attributes | null;
    } | null;
  } | null;
  /** Destinations of the workspace; default all that take the signal. */
  destinations?: Name[] | null;
}
/** What is measured in the browsers of users. */
export interface Rum {
  /** Origins of the pages. */
  origins?: string[] | null;
  /** Share of sessions that is measured. */
  sampling?: Percentage | null;
  /** Uncaught errors are reported. */
  errors?: boolean | null;
  /** Greatest good value of each web vital; each is an SLI of its name. */
  vitals?: {
    /** Largest contentful paint. */
    lcp?: Duration | null;
    /** Interaction to next paint. */
    inp?: Duration | null;
    /** Cumulative layout shift. */
    cls?: number | null;
    /** First contentful paint. */
    fcp?: Duration | null;
    /** Time to first byte. */
    ttfb?: Duration | null;
  } | null;
}
/** A dashboard of your own; `overview` (the service) and `slo` (its SLOs) are the generated ones, and what stands here goes at their end. */
export interface Dashboard {
  /** Title; default from its name. */
  title?: string | null;
  /** Panels, in order. */
  panels?: Panel[] | null;
  /** Rows by name: of your own, or of a generated dashboard (`show: false` leaves one out). That of the service has `health`, `traffic`, `latency`, `levels`, `system`, `metrics`, `anomalies`, `logs` and `traces`, and rows of kits. */
  rows?: {
    /** A row: one of your own, or, of a generated dashboard, one that is switched off. */
    [k: string]: PanelRow | null;
  } | null;
}
/** One panel. */
export interface Panel {
  /** Title of the panel. */
  title: string;
  /** What it shows. */
  description?: string | null;
  /** What it shows: an expression or the name of a recorded series; `${window}` as a range is the time between two points of the panel. */
  value: Promql;
  /** Unit of the values: as in UCUM (`s`, `ms`, `By`, `%`, `1`), a count for each time (`orders/min`), or a word of your own in braces (`{orders}`). */
  unit?: string | null;
  /** Kind of panel. */
  as?: ("timeseries" | "stat" | "gauge" | "bar" | "table" | "heatmap") | null;
  /** Name of each series; `{{label}}` is the value of a label. Default the labels that tell its series apart. */
  legend?: string | null;
  /** Lower end of the scale. */
  min?: number | null;
  /** Upper end of the scale; a gauge needs one where its unit has none. */
  max?: number | null;
  /** What is shown where there is no data, of a panel that may have none though all is well. */
  empty?: string | null;
}
/** A row: one of your own, or, of a generated dashboard, one that is switched off. */
export interface PanelRow {
  /** Title; default from its name. */
  title?: string | null;
  /** False leaves the row out. */
  show?: boolean | null;
  /** Panels, in order. */
  panels?: Panel[] | null;
}
/** What a service may use. */
export interface Budgets {
  /** Money. */
  cost?: CostBudget | null;
  /** Time series. */
  series?: number | null;
  /** Logs written. */
  logs?: Size | null;
  /** Traces written. */
  traces?: Size | null;
}
/** What may be spent. */
export interface CostBudget {
  /** The budget. */
  limit?: Money | null;
  /** Shares of the budget at which an alert is sent. */
  alertAt?: Percentage[] | null;
  /** A resource that costs more than this and is not used is reported. */
  unusedBelow?: Money | null;
}
/** A fault that is injected to see whether the hypothesis holds. */
export interface ExperimentLayer {
  /** Why it is done. */
  description?: string | null;
  /** What is expected to hold. */
  hypothesis?: string | null;
  /** The fault: one of them. */
  inject?: {
    /** Kills pods. */
    podKill?: {
      /** How many pods. */
      count?: number | null;
      /** Pods, where they differ from the service's own. */
      selector?: WorkloadLabels | null;
    } | null;
    /** Makes pods fail for the whole duration. */
    podFailure?: {
      /** How many pods. */
      count?: number | null;
      /** Pods, where they differ from the service's own. */
      selector?: WorkloadLabels | null;
    } | null;
    /** Delays packets. */
    networkDelay?: {
      /** How long. */
      delay?: Duration | null;
      /** By how much the delay varies. */
      jitter?: Duration | null;
      /** Pods, where they differ from the service's own. */
      selector?: WorkloadLabels | null;
    } | null;
    /** Loses packets. */
    networkLoss?: {
      /** Share of packets. */
      loss?: Percentage | null;
      /** Pods, where they differ from the service's own. */
      selector?: WorkloadLabels | null;
    } | null;
    /** Cuts the service off from another. */
    networkPartition?: {
      /** The other service. */
      from?: Name | null;
      /** Pods, where they differ from the service's own. */
      selector?: WorkloadLabels | null;
    } | null;
    /** Fills a disk. */
    diskFill?: {
      /** Absolute path of a folder in the container. */
      path?: string | null;
      /** How much. */
      size?: Size | null;
      /** Pods, where they differ from the service's own. */
      selector?: WorkloadLabels | null;
    } | null;
    /** Uses up CPU. */
    cpuStress?: {
      /** Number of threads. */
      workers?: number | null;
      /** Load of each thread. */
      load?: Percentage | null;
      /** Pods, where they differ from the service's own. */
      selector?: WorkloadLabels | null;
    } | null;
    /** Uses up memory. */
    memoryStress?: {
      /** How much. */
      size?: Size | null;
      /** Pods, where they differ from the service's own. */
      selector?: WorkloadLabels | null;
    } | null;
  } | null;
  /** How long it lasts. */
  duration?: Duration | null;
  /** Cron of five fields at which it is repeated; without it, it is started by hand. */
  schedule?: string | null;
  /** Zone of the schedule. */
  timezone?: string | null;
  /** What must hold before and after, by SLO; default every SLO at a burn rate below 1. */
  steadyState?: {
    /** What must hold of one SLO. */
    [k: string]: {
      /** Burn rate that it must stay below. */
      burnRateBelow?: number | null;
    } | null;
  } | null;
  /** When it is not started. */
  guard?: {
    /** Least share of the budget that must be left. Default by tier: 50% for critical, 25% for high and standard, 10% for best-effort. */
    budgetLeft?: Percentage | null;
  } | null;
}
/** A partial service: defaults, a tier, an environment. Checked for types; what is required is checked on the merged result. */
export interface LayerV1 {
  /** Places to read on, by name; alerts carry `runbook`. */
  links?: Links | null;
  /** On alerts, dashboards and Kubernetes objects; never on recorded series, never a template. */
  labels?: Labels | null;
  /** Added to each selector under `slis` that does not name the label; a list means any of its values. */
  match?: Match | null;
  /** Texts of your own, for `${name}`. */
  vars?: {
    /** The text. */
    [k: string]: string | null;
  } | null;
  /** Typical traffic; used only to judge objectives and guards. */
  traffic?: Rate | null;
  /** Services, or `service/slo`, that this one needs: for the arithmetic of journeys and SLAs. */
  dependsOn?: Reference[] | null;
  /** The workload on Kubernetes, for ServiceMonitor, chaos and cost. */
  kubernetes?: {
    /** Namespace of the workload. */
    namespace?: string | null;
    /** Labels of its pods. */
    selector?: WorkloadLabels | null;
  } | null;
  /** The workload on AWS, for chaos and cost. */
  aws?: {
    /** Tags of its resources. */
    tags?: WorkloadLabels | null;
  } | null;
  /** What is generated; default all targets of the workspace. */
  targets?:
    | (
        | "prometheus"
        | "alertmanager"
        | "grafana"
        | "collector"
        | "cloudwatch"
        | "chaos"
        | "evaluator"
        | "retention"
        | "sla"
      )[]
    | null;
  /** What is measured, by name. */
  slis?: {
    /** One layer of an SLI: every key of every type, none required. */
    [k: string]: SliLayer | null;
  } | null;
  /** Window of all SLOs of the service. */
  window?: Window | null;
  /** Alerting of all SLOs of the service; `null` for no alerts. */
  alerting?: Alerting | null;
  /** What is promised, by name; a bare percentage is an objective for the SLI of the same name. */
  slos?: {
    /** An objective, or an SLO in full. */
    [k: string]: SloLayer | null;
  } | null;
  /** What is promised to customers. */
  sla?: Sla | null;
  /** Planned work, by name: taken out of SLIs, alerts muted. */
  maintenance?: {
    /** Time in which work is planned. */
    [k: string]: MaintenanceLayer | null;
  } | null;
  /** Time that is taken out of SLOs afterwards, by name. */
  corrections?: {
    /** Time that is taken out of an SLO afterwards. */
    [k: string]: CorrectionLayer | null;
  } | null;
  /** Rules that are not SLOs; the key is the alertname. */
  alerts?: {
    /** A rule that is not an SLO; its key is the alertname. */
    [k: string]: AlertLayer | null;
  } | null;
  /** Deviations from what is usual, by name. */
  anomalies?: {
    /** A deviation from what is usual. */
    [k: string]: AnomalyLayer | null;
  } | null;
  /** How the service gives its metrics, and which. */
  metrics?: Metrics | null;
  /** What is logged, kept and searched. */
  logs?: Logs | null;
  /** What is traced. */
  traces?: Traces | null;
  /** What is measured in the browsers of users. */
  rum?: Rum | null;
  /** Dashboards of your own, by name; `overview` is the generated one, and panels go at its end. */
  dashboards?: {
    /** A dashboard of your own; `overview` (the service) and `slo` (its SLOs) are the generated ones, and what stands here goes at their end. */
    [k: string]: Dashboard | null;
  } | null;
  /** What the service may use. */
  budgets?: Budgets | null;
  /** Experiments, by name. Not started with less budget than the guard; refused if one run could spend it. */
  chaos?: {
    /** A fault that is injected to see whether the hypothesis holds. */
    [k: string]: ExperimentLayer | null;
  } | null;
}
/** What all services share: where they are, who is notified, what is generated. */
export interface WorkspaceV1 {
  /** Version of the spec language. */
  version: 1;
  /** Name of the workspace. */
  workspace: Name;
  /** What it is for. */
  description?: string;
  /** Globs of service files, relative to the workspace. */
  specs?: string[];
  /** Folder of what is generated; with environments, one folder in it for each. */
  output?: string;
  /** Partial services, laid over every service, by environment. */
  environments?: {
    /** A partial service, laid over every service; `targets` may hold options besides. */
    [k: string]: WorkspaceEnvironment;
  };
  /** A partial service, under every service. */
  defaults?: LayerV1;
  /** Partial services, under every service of a tier. */
  tiers?: {
    /** Under every service of tier `critical`. */
    critical?: LayerV1;
    /** Under every service of tier `high`. */
    high?: LayerV1;
    /** Under every service of tier `standard`. */
    standard?: LayerV1;
    /** Under every service of tier `best-effort`. */
    "best-effort"?: LayerV1;
  };
  /** Teams that own services, by name. */
  teams?: {
    /** Who is notified, by severity. */
    [k: string]: Team;
  };
  /** Where notifications go, by name; `nobody` is built in. */
  receivers?: {
    /** Where notifications go: one channel or several. */
    [k: string]: Receiver;
  };
  /** How notifications are grouped and repeated. */
  routing?: {
    /** Receiver of alerts that are not ours. */
    default?: Name;
    /** Labels whose alerts are notified together. */
    groupBy?: string[];
    /** Wait before the first notification of a group. */
    groupWait?: Duration;
    /** Wait before new alerts of a group are notified. */
    groupInterval?: Duration;
    /** Wait before a notification is repeated. */
    repeatInterval?: Duration;
  };
  /** Values of the label `severity`; default the words themselves. */
  severities?: {
    /** Value for `page`. */
    page?: string;
    /** Value for `ticket`. */
    ticket?: string;
    /** Value for `info`. */
    info?: string;
  };
  /** Where telemetry is sent, by name. */
  destinations?: {
    /** One store or service that takes telemetry. */
    [k: string]: Destination;
  };
  /** Hours of work, by name; `always` is built in. */
  hours?: {
    /** Hours of work. */
    [k: string]: Hours;
  };
  /** What is generated, with options by target. */
  targets?: TargetOptions;
  /** Rules for all specs. */
  policy?: {
    /** TypeScript specs that are run: none, files of this workspace, or any. */
    typescript?: "off" | "project" | "any";
    /** Severity of each lint, by its bare name. */
    rules?: {
      /** Severity; `none` switches the lint off. */
      [k: string]: "none" | "info" | "warning" | "error";
    };
    /**
     * Lints that no comment may silence.
     *
     * Items: Lower-case words joined by `-`, at most 63 characters.
     */
    locked?: Name[];
  };
  /** What all services together may use. */
  budgets?: Budgets;
}
/** A partial service, laid over every service; `targets` may hold options besides. */
export interface WorkspaceEnvironment {
  /** Places to read on, by name; alerts carry `runbook`. */
  links?: Links | null;
  /** On alerts, dashboards and Kubernetes objects; never on recorded series, never a template. */
  labels?: Labels | null;
  /** Added to each selector under `slis` that does not name the label; a list means any of its values. */
  match?: Match | null;
  /** Texts of your own, for `${name}`. */
  vars?: {
    /** The text. */
    [k: string]: string | null;
  } | null;
  /** Typical traffic; used only to judge objectives and guards. */
  traffic?: Rate | null;
  /** Services, or `service/slo`, that this one needs: for the arithmetic of journeys and SLAs. */
  dependsOn?: Reference[] | null;
  /** The workload on Kubernetes, for ServiceMonitor, chaos and cost. */
  kubernetes?: {
    /** Namespace of the workload. */
    namespace?: string | null;
    /** Labels of its pods. */
    selector?: WorkloadLabels | null;
  } | null;
  /** The workload on AWS, for chaos and cost. */
  aws?: {
    /** Tags of its resources. */
    tags?: WorkloadLabels | null;
  } | null;
  /** What is measured, by name. */
  slis?: {
    /** One layer of an SLI: every key of every type, none required. */
    [k: string]: SliLayer | null;
  } | null;
  /** Window of all SLOs of the service. */
  window?: Window | null;
  /** Alerting of all SLOs of the service; `null` for no alerts. */
  alerting?: Alerting | null;
  /** What is promised, by name; a bare percentage is an objective for the SLI of the same name. */
  slos?: {
    /** An objective, or an SLO in full. */
    [k: string]: SloLayer | null;
  } | null;
  /** What is promised to customers. */
  sla?: Sla | null;
  /** Planned work, by name: taken out of SLIs, alerts muted. */
  maintenance?: {
    /** Time in which work is planned. */
    [k: string]: MaintenanceLayer | null;
  } | null;
  /** Time that is taken out of SLOs afterwards, by name. */
  corrections?: {
    /** Time that is taken out of an SLO afterwards. */
    [k: string]: CorrectionLayer | null;
  } | null;
  /** Rules that are not SLOs; the key is the alertname. */
  alerts?: {
    /** A rule that is not an SLO; its key is the alertname. */
    [k: string]: AlertLayer | null;
  } | null;
  /** Deviations from what is usual, by name. */
  anomalies?: {
    /** A deviation from what is usual. */
    [k: string]: AnomalyLayer | null;
  } | null;
  /** How the service gives its metrics, and which. */
  metrics?: Metrics | null;
  /** What is logged, kept and searched. */
  logs?: Logs | null;
  /** What is traced. */
  traces?: Traces | null;
  /** What is measured in the browsers of users. */
  rum?: Rum | null;
  /** Dashboards of your own, by name; `overview` is the generated one, and panels go at its end. */
  dashboards?: {
    /** A dashboard of your own; `overview` (the service) and `slo` (its SLOs) are the generated ones, and what stands here goes at their end. */
    [k: string]: Dashboard | null;
  } | null;
  /** What the service may use. */
  budgets?: Budgets | null;
  /** Experiments, by name. Not started with less budget than the guard; refused if one run could spend it. */
  chaos?: {
    /** A fault that is injected to see whether the hypothesis holds. */
    [k: string]: ExperimentLayer | null;
  } | null;
  /** Which targets are generated, or options of targets in this environment. */
  targets?:
    | (
        | (
            | "prometheus"
            | "alertmanager"
            | "grafana"
            | "collector"
            | "cloudwatch"
            | "chaos"
            | "evaluator"
            | "retention"
            | "sla"
          )[]
        | {
            /** Prometheus rules. */
            prometheus?: PrometheusTarget | null;
            /** Alertmanager configuration. */
            alertmanager?: AlertmanagerTarget | null;
            /** Grafana dashboards. */
            grafana?: GrafanaTarget | null;
            /** OpenTelemetry Collector configuration. */
            collector?: CollectorTarget | null;
            /** CloudFormation for CloudWatch. */
            cloudwatch?: CloudwatchTarget | null;
            /** Experiments. */
            chaos?: ChaosTarget | null;
            /** The evaluator of tocsin itself. */
            evaluator?: EvaluatorTarget | null;
            /** Retention of logs. */
            retention?: RetentionTarget | null;
            /** SLA documents. */
            sla?: SlaTarget | null;
          }
      )
    | null;
}
/** Prometheus rules. */
export interface PrometheusTarget {
  /** Oldest server that must read the output; quoted, as it is text. */
  version?: ("2.42" | "3") | null;
  /** What runs the rules. */
  store?: ("prometheus" | "mimir" | "thanos" | "victoriametrics" | "google-managed") | null;
  /** What the namespaces of the rules in Mimir begin with; default the workspace's name. */
  namespace?: Name | null;
  /** How long the store keeps samples; default its own: 15d of Prometheus, 31d of VictoriaMetrics, 730d of Google. */
  retention?: Duration | null;
  /** How rules are split over files. */
  layout?: "file-per-service" | null;
  /** Rule files, or objects of the Prometheus operator. */
  as?: ("rules" | "operator")[] | null;
  /** Time between evaluations of the base rules. */
  step?: Duration | null;
}
/** Alertmanager configuration. */
export interface AlertmanagerTarget {
  /** A configuration of your own that the routes are added to. */
  base?: string | null;
  /** A configuration file, or an AlertmanagerConfig of the Prometheus operator. */
  as?: ("config" | "operator")[] | null;
  /** Namespace of the AlertmanagerConfig; default that of whoever applies it. */
  namespace?: Name | null;
}
/** Grafana dashboards. */
export interface GrafanaTarget {
  /** Grafana itself, for links in alerts. */
  url?: string | null;
  /** Name or UID of the Prometheus data source. */
  datasource?: string | null;
  /** JSON files with a provisioning file, ConfigMaps with the label that Grafana's sidecar looks for, or GrafanaDashboard objects of the Grafana Operator. */
  as?: ("json" | "configmap" | "operator")[] | null;
  /** Folder of the dashboards. */
  folder?: string | null;
  /** Where Grafana finds the output folder, for the provisioning file; default `/var/lib/grafana/dashboards/<workspace>`. */
  path?: string | null;
  /** Where the files of this workspace are read in a browser: dashboards link to a spec by its path behind this. */
  browse?: string | null;
  /** Data source in which logs are looked at; default that of the first destination by name that takes them and is one of these types, under its name. */
  logs?: {
    /** What it is. */
    type: "loki" | "elasticsearch";
    /** Its name or UID in Grafana. */
    datasource: string;
  } | null;
  /** Data source in which traces are looked at; default that of the first destination by name that takes them and is one of these types, under its name. */
  traces?: {
    /** What it is. */
    type: "tempo" | "jaeger";
    /** Its name or UID in Grafana. */
    datasource: string;
  } | null;
  /** Namespace of Kubernetes objects. */
  namespace?: string | null;
  /** Labels of the Grafana objects that the operator gives dashboards to; default `dashboards: grafana`. */
  instances?: WorkloadLabels | null;
}
/** OpenTelemetry Collector configuration. */
export interface CollectorTarget {
  /** Where collectors run. */
  topology?: ("agent" | "gateway" | "agent-and-gateway") | null;
  /** Number of gateways. */
  gatewayReplicas?: number | null;
}
/** CloudFormation for CloudWatch. */
export interface CloudwatchTarget {
  /** Region. */
  region?: string | null;
  /** Name or ARN of the SNS topic that alarms go to. */
  notifyTopic?: string | null;
}
/** Experiments. */
export interface ChaosTarget {
  /** Engines that run them. */
  engines?: ("chaos-mesh" | "litmus" | "chaos-toolkit" | "fis")[] | null;
}
/** The evaluator of tocsin itself. */
export interface EvaluatorTarget {
  /** Prometheus that it asks. */
  prometheus?: string | null;
}
/** Retention of logs. */
export interface RetentionTarget {
  /** Loki's per-stream retention. */
  loki?: {} | null;
  /** Index lifecycle policies. */
  elasticsearch?: {} | null;
  /** Retention of log groups. */
  cloudwatch?: {} | null;
}
/** SLA documents. */
export interface SlaTarget {
  /** Formats. */
  as?: ("markdown" | "html")[] | null;
}
/** Who is notified, by severity. */
export interface Team {
  /** What the team does. */
  description?: string;
  /** Places to read on. */
  links?: Links;
  /** Receivers, by severity; `info` ends at `nobody` unless said. */
  notify?: {
    /** Receivers of alerts of severity `page`. */
    page?: NamesOrName;
    /** Receivers of alerts of severity `ticket`. */
    ticket?: NamesOrName;
    /** Receivers of alerts of severity `info`. */
    info?: NamesOrName;
  };
}
/** Where notifications go: one channel or several. */
export interface Receiver {
  /** PagerDuty, Events API v2. */
  pagerduty?: {
    /** File that holds the routing key. */
    routingKeyFile?: string;
    /** Environment variable that holds the routing key. */
    routingKeyEnv?: string;
  };
  /** Slack, by incoming webhook. */
  slack?: {
    /** Channel or user; quoted, as `#` begins a comment. */
    channel: string;
    /** File that holds the URL of the webhook. */
    webhookFile?: string;
    /** Environment variable that holds the URL of the webhook. */
    webhookEnv?: string;
  };
  /** Email. */
  email?: {
    /** Recipient, or a list of them. */
    to: string | string[];
    /** Sender. */
    from?: string;
    /** Mail server and port. */
    smarthost?: string;
    /** User at the mail server. */
    authUsername?: string;
    /** File that holds the password. */
    authPasswordFile?: string;
    /** Environment variable that holds the password. */
    authPasswordEnv?: string;
    /** Refuse to send without TLS. */
    requireTls?: boolean;
  };
  /** Any HTTP endpoint. */
  webhook?: {
    /** The endpoint, where it is no secret. */
    url?: string;
    /** File that holds the endpoint. */
    urlFile?: string;
    /** Environment variable that holds the endpoint. */
    urlEnv?: string;
    /** File that holds a bearer token. */
    tokenFile?: string;
    /** Environment variable that holds a bearer token. */
    tokenEnv?: string;
  };
  /** Opsgenie. */
  opsgenie?: {
    /** File that holds the API key. */
    apiKeyFile?: string;
    /** Environment variable that holds the API key. */
    apiKeyEnv?: string;
    /** API of another region. */
    url?: string;
  };
  /** Microsoft Teams, by a workflow's webhook. */
  msteams?: {
    /** File that holds the URL of the webhook. */
    webhookFile?: string;
    /** Environment variable that holds the URL of the webhook. */
    webhookEnv?: string;
  };
  /** Discord, by a channel's webhook. */
  discord?: {
    /** File that holds the URL of the webhook. */
    webhookFile?: string;
    /** Environment variable that holds the URL of the webhook. */
    webhookEnv?: string;
  };
  /** Telegram, by a bot. */
  telegram?: {
    /** File that holds the token of the bot. */
    botTokenFile?: string;
    /** Environment variable that holds the token of the bot. */
    botTokenEnv?: string;
    /** Number of the chat; that of a group is negative. */
    chat: number;
  };
  /** Amazon SNS. */
  sns?: {
    /** ARN of the topic. */
    topic: string;
    /** Region; default that of the topic. */
    region?: string;
  };
}
/** One store or service that takes telemetry. */
export interface Destination {
  /** What it is; default its name. */
  type?:
    | "otlp"
    | "loki"
    | "elasticsearch"
    | "opensearch"
    | "s3"
    | "cloudwatch"
    | "jaeger"
    | "tempo"
    | "zipkin"
    | "prometheus";
  /** URL, or host and port. */
  endpoint?: string;
  /** Signals that it takes; default all that its type can. */
  signals?: ("metrics" | "logs" | "traces")[];
  /** Bucket, of `s3`. */
  bucket?: string;
  /** Prefix of the objects or the log group. */
  prefix?: string;
  /** Region, on AWS. */
  region?: string;
  /** Index, of `elasticsearch` and `opensearch`. */
  index?: string;
  /** User. */
  username?: string;
  /** File that holds the password. */
  passwordFile?: string;
  /** Environment variable that holds the password. */
  passwordEnv?: string;
  /** File that holds a bearer token. */
  tokenFile?: string;
  /** Environment variable that holds a bearer token. */
  tokenEnv?: string;
  /** Send without TLS. */
  insecure?: boolean;
}
/** Hours of work. */
export interface Hours {
  /** Days of the week. */
  days: ("MON" | "TUE" | "WED" | "THU" | "FRI" | "SAT" | "SUN")[];
  /** When they begin; quoted. */
  from: string;
  /** When they end; quoted. */
  to: string;
  /** Their zone. */
  timezone?: string;
}
/** Options of the targets, by target. */
export interface TargetOptions {
  /** Prometheus rules. */
  prometheus?: PrometheusTarget;
  /** Alertmanager configuration. */
  alertmanager?: AlertmanagerTarget;
  /** Grafana dashboards. */
  grafana?: GrafanaTarget;
  /** OpenTelemetry Collector configuration. */
  collector?: CollectorTarget;
  /** CloudFormation for CloudWatch. */
  cloudwatch?: CloudwatchTarget;
  /** Experiments. */
  chaos?: ChaosTarget;
  /** The evaluator of tocsin itself. */
  evaluator?: EvaluatorTarget;
  /** Retention of logs. */
  retention?: RetentionTarget;
  /** SLA documents. */
  sla?: SlaTarget;
}
/** A partial service with parameters, for services to use. */
export interface KitV1 {
  /** Version of the spec language. */
  version: 1;
  /** Name of the kit, unique in the workspace. */
  kit: Name;
  /** What it is for and where its metrics come from. */
  description?: string | null;
  /** What a service may set, by name; `${name}` stands for the value. */
  parameters?: {
    /** A typed value that a service may set. */
    [k: string]: Parameter | null;
  } | null;
  /** Places to read on, by name; alerts carry `runbook`. */
  links?: Links | null;
  /** On alerts, dashboards and Kubernetes objects; never on recorded series, never a template. */
  labels?: Labels | null;
  /** Added to each selector under `slis` that does not name the label; a list means any of its values. */
  match?: Match | null;
  /** Typical traffic; used only to judge objectives and guards. */
  traffic?: Rate | null;
  /** Services, or `service/slo`, that this one needs: for the arithmetic of journeys and SLAs. */
  dependsOn?: Reference[] | null;
  /** The workload on Kubernetes, for ServiceMonitor, chaos and cost. */
  kubernetes?: {
    /** Namespace of the workload. */
    namespace?: string | null;
    /** Labels of its pods. */
    selector?: WorkloadLabels | null;
  } | null;
  /** The workload on AWS, for chaos and cost. */
  aws?: {
    /** Tags of its resources. */
    tags?: WorkloadLabels | null;
  } | null;
  /** What is generated; default all targets of the workspace. */
  targets?:
    | (
        | "prometheus"
        | "alertmanager"
        | "grafana"
        | "collector"
        | "cloudwatch"
        | "chaos"
        | "evaluator"
        | "retention"
        | "sla"
      )[]
    | null;
  /** What is measured, by name. */
  slis?: {
    /** One layer of an SLI: every key of every type, none required. */
    [k: string]: SliLayer | null;
  } | null;
  /** Window of all SLOs of the service. */
  window?: Window | null;
  /** Alerting of all SLOs of the service; `null` for no alerts. */
  alerting?: Alerting | null;
  /** What is promised, by name; a bare percentage is an objective for the SLI of the same name. */
  slos?: {
    /** An objective, or an SLO in full. */
    [k: string]: SloLayer | null;
  } | null;
  /** What is promised to customers. */
  sla?: Sla | null;
  /** Planned work, by name: taken out of SLIs, alerts muted. */
  maintenance?: {
    /** Time in which work is planned. */
    [k: string]: MaintenanceLayer | null;
  } | null;
  /** Time that is taken out of SLOs afterwards, by name. */
  corrections?: {
    /** Time that is taken out of an SLO afterwards. */
    [k: string]: CorrectionLayer | null;
  } | null;
  /** Rules that are not SLOs; the key is the alertname. */
  alerts?: {
    /** A rule that is not an SLO; its key is the alertname. */
    [k: string]: AlertLayer | null;
  } | null;
  /** Deviations from what is usual, by name. */
  anomalies?: {
    /** A deviation from what is usual. */
    [k: string]: AnomalyLayer | null;
  } | null;
  /** How the service gives its metrics, and which. */
  metrics?: Metrics | null;
  /** What is logged, kept and searched. */
  logs?: Logs | null;
  /** What is traced. */
  traces?: Traces | null;
  /** What is measured in the browsers of users. */
  rum?: Rum | null;
  /** Dashboards of your own, by name; `overview` is the generated one, and panels go at its end. */
  dashboards?: {
    /** A dashboard of your own; `overview` (the service) and `slo` (its SLOs) are the generated ones, and what stands here goes at their end. */
    [k: string]: Dashboard | null;
  } | null;
  /** What the service may use. */
  budgets?: Budgets | null;
  /** Experiments, by name. Not started with less budget than the guard; refused if one run could spend it. */
  chaos?: {
    /** A fault that is injected to see whether the hypothesis holds. */
    [k: string]: ExperimentLayer | null;
  } | null;
}
/** A typed value that a service may set. */
export interface Parameter {
  /** Type of the value. */
  type:
    | "text"
    | "name"
    | "alertname"
    | "number"
    | "integer"
    | "boolean"
    | "duration"
    | "percentage"
    | "objective"
    | "rate"
    | "size"
    | "money"
    | "selector"
    | "promql"
    | "regex"
    | "metric-name"
    | "label-name"
    | "attribute-name"
    | "schedule"
    | "timezone"
    | "instant"
    | "date"
    | "time-of-day"
    | "url"
    | "path";
  /** Value where the service sets none; without it the parameter is required, and `null` drops the key that it fills, with an item of a list whose key that is, and a map or list that holds nothing else. */
  default?: string | number | boolean;
  /** What it means. */
  help?: string;
}
/** Share of requests that are answered well. */
export interface AvailabilitySli {
  /** The type of this SLI. */
  type: "availability";
  /** What a good event is, in words. */
  description?: string;
  /** Prometheus labels that split the SLI: each group, and the whole, has a budget and alerts. `{ path: route }` records the label `path` as `route`. */
  groupBy?:
    | (
        | string
        | {
            /** Name under which the label is recorded. */
            [k: string]: string;
          }
      )[]
    | {
        /** Name under which the label is recorded. */
        [k: string]: string;
      };
  /** Takes the place of the service's `match`; `{}` for none. */
  match?: Match;
  /** Where the availability SLI is read from in Prometheus. */
  prometheus?: {
    /** All events: a counter's selector or several that add up. */
    total?: Source;
    /** Events that went well. */
    good?: Source;
    /** Events that went wrong. */
    bad?: Source;
    /** A gauge: 1 good and 0 bad; for `custom`, any value that `atLeast` or `atMost` judges. */
    gauge?: string;
    /** Unit of the source, where neither its name nor `metrics.declare` says it. */
    unit?: "s" | "ms" | "us" | "ns";
    /** Time between scrapes of this source, where it differs from `metrics.interval`. */
    interval?: Duration;
  };
  /** Where the availability SLI is read from in CloudWatch. */
  cloudwatch?: {
    /** Namespace of the metrics. */
    namespace: string;
    /** Dimensions that select the metrics. */
    dimensions?: {
      /** Value of the dimension. */
      [k: string]: string;
    };
    /** Metric that counts all events, or several that add up. */
    total?: string | string[];
    /** Metric that counts events that went well. */
    good?: string | string[];
    /** Metric that counts events that went wrong. */
    bad?: string | string[];
    /** Metric whose value is judged. */
    gauge?: string;
    /** CloudWatch statistic that is read of a gauge. */
    statistic?: string;
    /** Unit of the metric. */
    unit?: "s" | "ms" | "us" | "ns";
  };
}
/** Share of results that are right. */
export interface CorrectnessSli {
  /** The type of this SLI. */
  type: "correctness";
  /** What a good event is, in words. */
  description?: string;
  /** Prometheus labels that split the SLI: each group, and the whole, has a budget and alerts. `{ path: route }` records the label `path` as `route`. */
  groupBy?:
    | (
        | string
        | {
            /** Name under which the label is recorded. */
            [k: string]: string;
          }
      )[]
    | {
        /** Name under which the label is recorded. */
        [k: string]: string;
      };
  /** Takes the place of the service's `match`; `{}` for none. */
  match?: Match;
  /** Where the correctness SLI is read from in Prometheus. */
  prometheus?: {
    /** All events: a counter's selector or several that add up. */
    total?: Source;
    /** Events that went well. */
    good?: Source;
    /** Events that went wrong. */
    bad?: Source;
    /** A gauge: 1 good and 0 bad; for `custom`, any value that `atLeast` or `atMost` judges. */
    gauge?: string;
    /** Unit of the source, where neither its name nor `metrics.declare` says it. */
    unit?: "s" | "ms" | "us" | "ns";
    /** Time between scrapes of this source, where it differs from `metrics.interval`. */
    interval?: Duration;
  };
  /** Where the correctness SLI is read from in CloudWatch. */
  cloudwatch?: {
    /** Namespace of the metrics. */
    namespace: string;
    /** Dimensions that select the metrics. */
    dimensions?: {
      /** Value of the dimension. */
      [k: string]: string;
    };
    /** Metric that counts all events, or several that add up. */
    total?: string | string[];
    /** Metric that counts events that went well. */
    good?: string | string[];
    /** Metric that counts events that went wrong. */
    bad?: string | string[];
    /** Metric whose value is judged. */
    gauge?: string;
    /** CloudWatch statistic that is read of a gauge. */
    statistic?: string;
    /** Unit of the metric. */
    unit?: "s" | "ms" | "us" | "ns";
  };
}
/** The same as availability, shown as the share of bad. */
export interface ErrorRateSli {
  /** The type of this SLI. */
  type: "error-rate";
  /** What a good event is, in words. */
  description?: string;
  /** Prometheus labels that split the SLI: each group, and the whole, has a budget and alerts. `{ path: route }` records the label `path` as `route`. */
  groupBy?:
    | (
        | string
        | {
            /** Name under which the label is recorded. */
            [k: string]: string;
          }
      )[]
    | {
        /** Name under which the label is recorded. */
        [k: string]: string;
      };
  /** Takes the place of the service's `match`; `{}` for none. */
  match?: Match;
  /** Where the error-rate SLI is read from in Prometheus. */
  prometheus?: {
    /** All events: a counter's selector or several that add up. */
    total?: Source;
    /** Events that went well. */
    good?: Source;
    /** Events that went wrong. */
    bad?: Source;
    /** A gauge: 1 good and 0 bad; for `custom`, any value that `atLeast` or `atMost` judges. */
    gauge?: string;
    /** Unit of the source, where neither its name nor `metrics.declare` says it. */
    unit?: "s" | "ms" | "us" | "ns";
    /** Time between scrapes of this source, where it differs from `metrics.interval`. */
    interval?: Duration;
  };
  /** Where the error-rate SLI is read from in CloudWatch. */
  cloudwatch?: {
    /** Namespace of the metrics. */
    namespace: string;
    /** Dimensions that select the metrics. */
    dimensions?: {
      /** Value of the dimension. */
      [k: string]: string;
    };
    /** Metric that counts all events, or several that add up. */
    total?: string | string[];
    /** Metric that counts events that went well. */
    good?: string | string[];
    /** Metric that counts events that went wrong. */
    bad?: string | string[];
    /** Metric whose value is judged. */
    gauge?: string;
    /** CloudWatch statistic that is read of a gauge. */
    statistic?: string;
    /** Unit of the metric. */
    unit?: "s" | "ms" | "us" | "ns";
  };
}
/** Share of events that are fast enough. */
export interface LatencySli {
  /** The type of this SLI. */
  type: "latency";
  /** What a good event is, in words. */
  description?: string;
  /** Prometheus labels that split the SLI: each group, and the whole, has a budget and alerts. `{ path: route }` records the label `path` as `route`. */
  groupBy?:
    | (
        | string
        | {
            /** Name under which the label is recorded. */
            [k: string]: string;
          }
      )[]
    | {
        /** Name under which the label is recorded. */
        [k: string]: string;
      };
  /** Takes the place of the service's `match`; `{}` for none. */
  match?: Match;
  /** Longest duration of a good event; a bucket bound of the histogram. */
  threshold: Duration;
  /** Where the latency SLI is read from in Prometheus. */
  prometheus?: {
    /** Base name of the histogram, without `_bucket`. */
    histogram?: string;
    /** The histogram is a native one. */
    native?: boolean;
    /** All events: a counter's selector or several that add up. */
    total?: Source;
    /** Unit of the source, where neither its name nor `metrics.declare` says it. */
    unit?: "s" | "ms" | "us" | "ns";
    /** Time between scrapes of this source, where it differs from `metrics.interval`. */
    interval?: Duration;
  };
  /** Where the latency SLI is read from in CloudWatch. */
  cloudwatch?: {
    /** Namespace of the metrics. */
    namespace: string;
    /** Dimensions that select the metrics. */
    dimensions?: {
      /** Value of the dimension. */
      [k: string]: string;
    };
    /** Metric of durations. */
    duration?: string;
    /** Metric that counts all events, or several that add up. */
    total?: string | string[];
    /** Unit of the metric. */
    unit?: "s" | "ms" | "us" | "ns";
  };
}
/** Share of steps in which enough passes through. */
export interface ThroughputSli {
  /** The type of this SLI. */
  type: "throughput";
  /** What a good event is, in words. */
  description?: string;
  /** Prometheus labels that split the SLI: each group, and the whole, has a budget and alerts. `{ path: route }` records the label `path` as `route`. */
  groupBy?:
    | (
        | string
        | {
            /** Name under which the label is recorded. */
            [k: string]: string;
          }
      )[]
    | {
        /** Name under which the label is recorded. */
        [k: string]: string;
      };
  /** Takes the place of the service's `match`; `{}` for none. */
  match?: Match;
  /** Least rate of events that is good. */
  atLeast: Rate;
  /** Where the throughput SLI is read from in Prometheus. */
  prometheus?: {
    /** Counter of what passes through. */
    events?: Source;
    /** Unit of the source, where neither its name nor `metrics.declare` says it. */
    unit?: "s" | "ms" | "us" | "ns";
    /** Time between scrapes of this source, where it differs from `metrics.interval`. */
    interval?: Duration;
  };
  /** Where the throughput SLI is read from in CloudWatch. */
  cloudwatch?: {
    /** Namespace of the metrics. */
    namespace: string;
    /** Dimensions that select the metrics. */
    dimensions?: {
      /** Value of the dimension. */
      [k: string]: string;
    };
    /** Metric that counts what passes through. */
    events?: string | string[];
    /** Unit of the metric. */
    unit?: "s" | "ms" | "us" | "ns";
  };
}
/** Share of steps in which the newest data is young enough. */
export interface FreshnessSli {
  /** The type of this SLI. */
  type: "freshness";
  /** What a good event is, in words. */
  description?: string;
  /** Prometheus labels that split the SLI: each group, and the whole, has a budget and alerts. `{ path: route }` records the label `path` as `route`. */
  groupBy?:
    | (
        | string
        | {
            /** Name under which the label is recorded. */
            [k: string]: string;
          }
      )[]
    | {
        /** Name under which the label is recorded. */
        [k: string]: string;
      };
  /** Takes the place of the service's `match`; `{}` for none. */
  match?: Match;
  /** Greatest age of the newest data. */
  maxAge: Duration;
  /** Where the freshness SLI is read from in Prometheus. */
  prometheus?: {
    /** Gauge that holds the time of the newest data, as Unix time. */
    timestamp?: string;
    /** Gauge that holds the age of the newest data. */
    age?: string;
    /** Unit of the source, where neither its name nor `metrics.declare` says it. */
    unit?: "s" | "ms" | "us" | "ns";
    /** Time between scrapes of this source, where it differs from `metrics.interval`. */
    interval?: Duration;
  };
  /** Where the freshness SLI is read from in CloudWatch. */
  cloudwatch?: {
    /** Namespace of the metrics. */
    namespace: string;
    /** Dimensions that select the metrics. */
    dimensions?: {
      /** Value of the dimension. */
      [k: string]: string;
    };
    /** Metric that holds the time of the newest data, as Unix time. */
    timestamp?: string;
    /** Metric that holds the age of the newest data. */
    age?: string;
    /** CloudWatch statistic that is read of a gauge. */
    statistic?: string;
    /** Unit of the metric. */
    unit?: "s" | "ms" | "us" | "ns";
  };
}
/** Anything that can be told good from bad. */
export interface CustomSli {
  /** The type of this SLI. */
  type: "custom";
  /** What a good event is, in words. */
  description?: string;
  /** Prometheus labels that split the SLI: each group, and the whole, has a budget and alerts. `{ path: route }` records the label `path` as `route`. */
  groupBy?:
    | (
        | string
        | {
            /** Name under which the label is recorded. */
            [k: string]: string;
          }
      )[]
    | {
        /** Name under which the label is recorded. */
        [k: string]: string;
      };
  /** Takes the place of the service's `match`; `{}` for none. */
  match?: Match;
  /** Least value of the gauge that is good. */
  atLeast?: Amount;
  /** Greatest value of the gauge that is good. */
  atMost?: Amount;
  /** Where the custom SLI is read from in Prometheus. */
  prometheus?: {
    /** All events: a counter's selector or several that add up. */
    total?: Source;
    /** Events that went well. */
    good?: Source;
    /** Events that went wrong. */
    bad?: Source;
    /** A gauge: 1 good and 0 bad; for `custom`, any value that `atLeast` or `atMost` judges. */
    gauge?: string;
    /** Expression with `${window}` that gives the share of bad, from 0 to 1. */
    errorRatio?: string;
    /** Unit of the source, where neither its name nor `metrics.declare` says it. */
    unit?: "s" | "ms" | "us" | "ns";
    /** Time between scrapes of this source, where it differs from `metrics.interval`. */
    interval?: Duration;
  };
  /** Where the custom SLI is read from in CloudWatch. */
  cloudwatch?: {
    /** Namespace of the metrics. */
    namespace: string;
    /** Dimensions that select the metrics. */
    dimensions?: {
      /** Value of the dimension. */
      [k: string]: string;
    };
    /** Metric that counts all events, or several that add up. */
    total?: string | string[];
    /** Metric that counts events that went well. */
    good?: string | string[];
    /** Metric that counts events that went wrong. */
    bad?: string | string[];
    /** Metric whose value is judged. */
    gauge?: string;
    /** CloudWatch statistic that is read of a gauge. */
    statistic?: string;
    /** Unit of the metric. */
    unit?: "s" | "ms" | "us" | "ns";
  };
}
